//! Tables of cases: a row a case, a column a measure, and in each row the link that opens the case.

use leptos::ev;
use leptos::prelude::*;

use super::cases::{self, BASE, Cases, OPENS};
use super::figure::explained;
use super::measure::{Measure, Year};
use crate::app::format;
use crate::app::locale::{Key, Language, key, t, use_locale};
use crate::app::router::{self, href, query_with};
use crate::app::shell::is_plain;
use crate::app::state::use_state;

/// The head of a column: name, which year, unit.
fn head(measure: Measure, language: Language) -> (String, String) {
    let year = match measure.year() {
        Some(Year::First) => language.text(key::GUIDE_TABLE_FIRST),
        Some(Year::Last) => language.text(key::GUIDE_TABLE_LAST),
        Some(Year::Sum) | None => "",
    };
    let unit = measure.unit_text(language);
    let both = [unit, year].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    (measure.label(language).to_owned(), both.join(language.text(key::GUIDE_TABLE_JOIN)))
}

/// A link that opens the plan of a case.
#[component]
pub(super) fn CaseLink(
    /// The case.
    case: String,
    /// Its text.
    children: Children,
) -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let run = use_context::<Cases>().and_then(|cases| cases.tried(&case));
    let scenario = move || run.map(|run| run.with(|tried| tried.scenario.clone()));
    let address = move || scenario().map(|scenario| href(&query_with(state, locale, OPENS, scenario)));
    let go = move |event: ev::MouseEvent| {
        if !is_plain(&event) {
            return;
        }
        let Some(scenario) = untrack(scenario) else { return };
        event.prevent_default();
        state.adopt(scenario);
        state.go(OPENS);
        router::scroll_to(router::MAIN.to_owned());
    };
    view! { <a href=address data-opens=case.clone() on:click=go>{children()}</a> }
}

/// Cases side by side.
#[component]
pub(super) fn CaseTable(
    /// What it shows.
    caption: Key,
    /// The cases, in order.
    rows: Vec<String>,
    /// The measures, in order.
    columns: &'static [&'static str],
    /// The measure that is drawn as a bar as well.
    #[prop(optional)]
    bar: Option<&'static str>,
) -> impl IntoView {
    let locale = use_locale();
    let measures: Vec<(&'static str, Measure)> =
        columns.iter().filter_map(|name| Some((*name, Measure::of(name)?))).collect();
    let heads = measures
        .iter()
        .map(|(_, measure)| {
            let measure = *measure;
            view! {
                <th scope="col">
                    {move || head(measure, locale.get()).0}
                    <span class="row-unit">{move || head(measure, locale.get()).1}</span>
                </th>
            }
        })
        .collect_view();
    let cases = use_context::<Cases>();
    let drawn = bar.and_then(Measure::of);
    // The longest bar of the table.
    let all = rows.clone();
    let longest = Memo::new(move |_| {
        let values = all.iter().filter_map(|id| {
            let run = cases?.tried(id)?;
            let value = run.with(|tried| drawn?.value(&tried.results))?;
            Some(value.abs())
        });
        values.fold(0.0, f64::max)
    });
    let body = rows
        .into_iter()
        .filter_map(|case| {
            let run = cases?.tried(&case)?;
            let cells = measures
                .iter()
                .map(|(name, measure)| {
                    let measure = *measure;
                    let bar = bar == Some(*name);
                    let value = Memo::new(move |_| run.with(|tried| measure.value(&tried.results)));
                    let text = move || {
                        let first = run.with(|tried| tried.scenario.start_year());
                        measure.text(value.get(), first, locale.get())
                    };
                    let length = move || {
                        let share = value.get().unwrap_or(0.0).abs() / longest.get().max(f64::MIN_POSITIVE);
                        format!("--length: {share:.4}")
                    };
                    let figure = explained(run, measure);
                    view! {
                        <td data-explain=move || figure.get()>
                            {bar.then(|| view! { <span class="bar" data-tone=measure.tone() style=length aria-hidden="true"></span> })}
                            <data
                                value=move || format::machine(value.get())
                                data-output=measure.id()
                                data-year=measure.year().map(Year::id)
                            >
                                {text}
                            </data>
                        </td>
                    }
                })
                .collect_view();
            let (id, row) = (case.clone(), case.clone());
            let class = if case == BASE { "base" } else { "" };
            Some(view! {
                <tr data-case=row class=class>
                    <th scope="row">
                        <CaseLink case=case>{move || cases::name(&id, locale.get())}</CaseLink>
                    </th>
                    {cells}
                </tr>
            })
        })
        .collect_view();
    view! {
        <div class="table-scroll guide-table" tabindex="0" role="group" aria-label=t(caption)>
            <table class="data-table">
                <caption>{t(caption)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t(key::GUIDE_TABLE_CASE)}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
}

/// The rows of a table of cases.
pub(super) fn rows(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_say_unit_and_year() {
        let of = |name: &str, language| Measure::of(name).map(|measure| head(measure, language)).unwrap();
        assert!(of("first.wh-per-request", Language::En).1.contains("Wh"));
        assert_eq!(of("npv-usd", Language::Zh).1, "");
    }
}
