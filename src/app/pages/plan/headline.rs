//! The headline figures, with the change against the reference lab.

use leptos::prelude::*;

use super::LEAD;
use crate::app::format::{self, Kind};
use crate::app::locale::{key, named, t, use_locale};
use crate::app::state::use_state;
use crate::model::output::{HEADLINES, Headline, headline_index};
use crate::model::parameter::Dimension;

/// A figure of the whole plan: name, value, unit, change.
#[component]
fn Figure(
    /// Position in the registry.
    index: usize,
    /// Declaration.
    headline: &'static Headline,
) -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let kind = Kind::of(headline.unit);
    let value = state.headline(index);
    let usual = Memo::new(move |_| state.comparison.with(|results| results.headline(index)));
    // A month of the plan is told by its date.
    let month = headline.unit == "month";
    let text = move || {
        let language = locale.get();
        match value.get() {
            None => language.text(key::NONE).to_owned(),
            Some(number) if month => {
                let first = state.scenario.with(crate::scenario::Scenario::start_year);
                format::month(first, number, language)
            }
            Some(number) => format::quantity(number, kind, language, 3),
        }
    };
    let unit_text = named(unit_key(headline), "");
    let unit = move || match value.get() {
        None => String::new(),
        Some(number) if month => {
            let language = locale.get();
            language.fill(key::FIGURE_MONTH_OF, &[("number", &format::number(number, language, 3))])
        }
        Some(_) => unit_text().to_owned(),
    };
    let change = move || {
        let language = locale.get();
        let (now, then) = (value.get(), usual.get());
        match (now, then) {
            (Some(now), Some(then)) if now != then => {
                let direction = if now > then { "▲" } else { "▼" };
                let amount = format::change(now - then, kind, language, 3);
                Some((direction, amount, verdict(now - then, headline.better)))
            }
            (Some(_), None) => Some(("", language.text(key::PLAN_NONE_BEFORE).to_owned(), "")),
            (None, Some(then)) => {
                let before = format::quantity(then, kind, language, 3);
                Some(("", language.fill(key::PLAN_BEFORE, &[("value", &before)]), ""))
            }
            _ => None,
        }
    };
    let verdict_text = move |verdict: &str| match verdict {
        "better" => locale.get().text(key::PLAN_BETTER),
        "worse" => locale.get().text(key::PLAN_WORSE),
        _ => "",
    };
    view! {
        <div class="figure" data-tone=headline.dimension.id()>
            <dt title=named(format!("outputs.{}.note", headline.id), "")>
                {named(format!("outputs.{}.label", headline.id), headline.id)}
            </dt>
            <dd>
                <data class="figure-value" value=move || format::machine(value.get()) data-output=headline.id>
                    {text}
                </data>
                <span class="figure-unit">{unit}</span>
                {move || change().map(|(direction, amount, verdict)| view! {
                    <span class="figure-change" data-verdict=verdict>
                        <span aria-hidden="true">{direction}</span>
                        {amount}
                        <span class="visually-hidden">{verdict_text(verdict)}</span>
                    </span>
                })}
            </dd>
        </div>
    }
}

/// The unit's text; none where the number says it.
fn unit_key(headline: &Headline) -> String {
    match (Kind::of(headline.unit), headline.unit) {
        (Kind::Money, "USD") | (Kind::Share | Kind::Year, _) => String::new(),
        _ => format!("outputs.{}.unit", headline.id),
    }
}

/// Whether a change is for the better.
fn verdict(change: f64, better: i8) -> &'static str {
    match (change > 0.0, better) {
        (_, 0) => "",
        (true, 1..) | (false, ..=-1) => "better",
        _ => "worse",
    }
}

/// The figures that lead.
#[component]
pub(super) fn Lead() -> impl IntoView {
    let figures = LEAD
        .iter()
        .filter_map(|id| headline_index(id))
        .filter_map(|index| {
            HEADLINES.get(index).map(|headline| view! { <Figure index=index headline=headline/> })
        })
        .collect_view();
    view! {
        <section class="lead" aria-label=t(key::PLAN_LEAD)>
            <dl class="figures">{figures}</dl>
        </section>
    }
}

/// All the others, by dimension.
#[component]
pub(super) fn All() -> impl IntoView {
    let columns = [Dimension::Economy, Dimension::Environment, Dimension::Technology, Dimension::Society]
        .map(|dimension| {
            let figures = HEADLINES
                .iter()
                .enumerate()
                .filter(|(_, headline)| headline.dimension == dimension && !LEAD.contains(&headline.id))
                .map(|(index, headline)| view! { <Figure index=index headline=headline/> })
                .collect_view();
            view! {
                <section class="figure-column" data-tone=dimension.id()>
                    <h3>{named(format!("model.dimension.{}", dimension.id()), "")}</h3>
                    <dl class="figures">{figures}</dl>
                </section>
            }
        })
        .collect_view();
    view! {
        <section class="all-figures" id="figures" tabindex="-1" aria-labelledby="figures-title">
            <h2 id="figures-title">{t(key::PLAN_ALL_FIGURES)}</h2>
            <p class="aside">{t(key::PLAN_ALL_FIGURES_TEXT)}</p>
            <div class="figure-columns">{columns}</div>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_judged_by_its_direction() {
        assert_eq!(verdict(1.0, 1), "better");
        assert_eq!(verdict(-1.0, 1), "worse");
        assert_eq!(verdict(-1.0, -1), "better");
        assert_eq!(verdict(1.0, -1), "worse");
        assert_eq!(verdict(1.0, 0), "");
    }

    #[test]
    fn every_leading_figure_exists() {
        for id in LEAD {
            assert!(headline_index(id).is_some(), "{id}");
        }
    }
}
