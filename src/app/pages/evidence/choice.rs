//! Which figure is explained: what, and when.

use leptos::prelude::*;

use super::chosen::{nearest, use_chosen};
use super::names;
use crate::analysis::explain::{Figure, Subject, When};
use crate::app::format;
use crate::app::locale::{Language, key, t, use_locale};
use crate::model::output::{HEADLINES, Output, yearly};
use crate::model::parameter::Dimension;
use crate::model::quantity::QUANTITIES;

/// The dimensions in the order of the list.
const DIMENSIONS: [Dimension; 4] =
    [Dimension::Economy, Dimension::Environment, Dimension::Society, Dimension::Technology];

fn dimension_name(dimension: Dimension, language: Language) -> &'static str {
    language.find(&format!("model.dimension.{}", dimension.id())).unwrap_or_default()
}

/// The id of a group of outputs.
pub(super) fn group_id(output: &Output) -> String {
    serde_json::to_value(output.group).ok().and_then(|id| id.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The subjects in groups with a title: figures of the plan, of the years, and what is computed on the way.
fn groups(language: Language) -> Vec<(String, Vec<Subject>)> {
    let found = |ids: Vec<&'static str>| ids.into_iter().filter_map(Subject::find).collect::<Vec<_>>();
    let mut groups = Vec::new();
    for dimension in DIMENSIONS {
        let ids = HEADLINES.iter().filter(|one| one.dimension == dimension).map(|one| one.id).collect();
        let title =
            language.fill(key::EVIDENCE_CHOICE_PLAN, &[("name", dimension_name(dimension, language))]);
        groups.push((title, found(ids)));
    }
    let mut seen: Vec<String> = Vec::new();
    for output in yearly() {
        let group = group_id(output);
        if seen.contains(&group) {
            continue;
        }
        let ids = yearly().filter(|other| group_id(other) == group).map(|other| other.id).collect();
        let name = language.find(&format!("model.group.{group}")).unwrap_or_default();
        groups.push((language.fill(key::EVIDENCE_CHOICE_YEARS, &[("name", name)]), found(ids)));
        seen.push(group);
    }
    for dimension in DIMENSIONS {
        let ids = QUANTITIES.iter().filter(|one| one.dimension == dimension).map(|one| one.id).collect();
        let title = language.fill(key::EVIDENCE_CHOICE_WAY, &[("name", dimension_name(dimension, language))]);
        groups.push((title, found(ids)));
    }
    groups
}

/// The three choices.
#[component]
pub(super) fn Choice() -> impl IntoView {
    let (chosen, locale) = (use_chosen(), use_locale());
    let subject = Memo::new(move |_| chosen.shown.get().map(|figure| figure.subject));
    let options = move || {
        let language = locale.get();
        let group = |(title, subjects): (String, Vec<Subject>)| {
            let options = subjects
                .into_iter()
                .map(|one| {
                    view! {
                        <option value=one.id() prop:selected=move || subject.get() == Some(one)>
                            {names::subject(one, language)}
                        </option>
                    }
                })
                .collect_view();
            view! { <optgroup label=title>{options}</optgroup> }
        };
        groups(language).into_iter().map(group).collect_view()
    };
    let choose = move |event| {
        let Some(subject) = Subject::find(&event_target_value(&event)) else { return };
        let times = chosen.times(subject);
        let wanted = chosen.shown.get_untracked().map_or(When::Plan, |figure| figure.when);
        let when = nearest(&times, wanted).unwrap_or(When::Plan);
        chosen.open(Figure { when, subject });
    };
    view! {
        <div class="explain-choice" role="group" aria-label=t(key::EVIDENCE_CHOICE_LABEL)>
            <p class="explain-choice-what">
                <label for="explain-what">{t(key::EVIDENCE_CHOICE_WHAT)}</label>
                <select id="explain-what" on:change=choose>
                    <option value="" disabled=true prop:selected=move || subject.get().is_none()>
                        {t(key::EVIDENCE_CHOICE_NONE)}
                    </option>
                    {options}
                </select>
            </p>
            <Time/>
        </div>
    }
}

/// Which year, and which of its months.
#[component]
fn Time() -> impl IntoView {
    let (chosen, locale) = (use_chosen(), use_locale());
    let times = Memo::new(move |_| {
        let figure = chosen.shown.get();
        figure.map(|figure| chosen.times(figure.subject)).unwrap_or_default()
    });
    let of_year = |when: When| match when {
        When::Month(month) => Some(month / 12),
        When::Year(year) => Some(year),
        When::Plan => None,
    };
    let year = Memo::new(move |_| of_year(chosen.shown.get()?.when));
    let years = Memo::new(move |_| {
        let mut years: Vec<u16> = times.with(|times| times.iter().copied().filter_map(of_year).collect());
        years.sort_unstable();
        years.dedup();
        years
    });
    let months = Memo::new(move |_| {
        let year = year.get();
        times.with(|times| {
            times.iter().copied().filter(|when| year.is_some() && of_year(*when) == year).collect::<Vec<_>>()
        })
    });
    let go = move |wanted: When| {
        let Some(figure) = chosen.shown.get_untracked() else { return };
        if let Some(when) = times.with_untracked(|times| nearest(times, wanted)) {
            chosen.open(Figure { when, ..figure });
        }
    };
    let choose_year = move |event| {
        let Ok(year) = event_target_value(&event).parse::<u16>() else { return };
        // The same month of another year.
        let month = match chosen.shown.get_untracked().map(|figure| figure.when) {
            Some(When::Month(month)) => When::Month(year * 12 + month % 12),
            _ => When::Year(year),
        };
        go(month);
    };
    let choose_month = move |event| match event_target_value(&event).parse::<u16>() {
        Ok(month) => go(When::Month(month)),
        Err(_) => go(When::Year(year.get_untracked().unwrap_or_default())),
    };
    let year_options = move || {
        let first = chosen.start_year.get();
        let option = |one: u16| {
            view! {
                <option value=one.to_string() prop:selected=move || year.get() == Some(one)>
                    {format!("{:.0}", first + f64::from(one))}
                </option>
            }
        };
        years.get().into_iter().map(option).collect_view()
    };
    let month_options = move || {
        let (first, language) = (chosen.start_year.get(), locale.get());
        let option = |when: When| {
            let (value, text) = match when {
                When::Month(month) => {
                    (month.to_string(), format::month(first, f64::from(month) + 1.0, language))
                }
                When::Year(_) | When::Plan => {
                    (String::new(), language.text(key::EVIDENCE_CHOICE_WHOLE_YEAR).to_owned())
                }
            };
            let is_shown = move || chosen.shown.get().is_some_and(|figure| figure.when == when);
            view! { <option value=value prop:selected=is_shown>{text}</option> }
        };
        // The whole year stands before its months.
        let (mut whole, months): (Vec<When>, Vec<When>) =
            months.get().into_iter().partition(|when| matches!(when, When::Year(_)));
        whole.extend(months);
        whole.into_iter().map(option).collect_view()
    };
    view! {
        <p hidden=move || years.with(Vec::is_empty)>
            <label for="explain-year">{t(key::EVIDENCE_CHOICE_YEAR)}</label>
            <select id="explain-year" on:change=choose_year>{year_options}</select>
        </p>
        <p hidden=move || { months.with(|months| months.len() < 2) }>
            <label for="explain-month">{t(key::EVIDENCE_CHOICE_MONTH)}</label>
            <select id="explain-month" on:change=choose_month>{month_options}</select>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_subject_can_be_chosen_once() {
        for language in [Language::En, Language::Zh] {
            let groups = groups(language);
            assert!(groups.iter().all(|(title, subjects)| !title.is_empty() && !subjects.is_empty()));
            let listed: Vec<&str> =
                groups.iter().flat_map(|(_, subjects)| subjects).map(|one| one.id()).collect();
            let all: BTreeSet<&str> = Subject::all().map(Subject::id).collect();
            assert_eq!(listed.len(), all.len());
            assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), all);
        }
    }
}
