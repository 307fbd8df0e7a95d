//! Every headline figure of the scenarios, and which one leads.

use leptos::prelude::*;

use super::cases::{Cases, LOOKS, use_cases};
use super::inputs::ColumnHeads;
use crate::analysis::compare::{Comparison, HeadlineRow, Lead};
use crate::app::explain_link::{CellLink, ExplainLink, of_scenario};
use crate::app::format::{self, Kind};
use crate::app::locale::{Language, key, named, t, use_locale};
use crate::app::wording::{self, fill};
use crate::model::output::{HEADLINES, Headline};
use crate::model::parameter::Dimension;

/// The dimensions in the order of the plan's charts.
const ORDER: [Dimension; 4] =
    [Dimension::Economy, Dimension::Environment, Dimension::Society, Dimension::Technology];

/// Who leads in how many figures, as a sentence. Pure.
fn summary(comparison: &Comparison, names: &[String], language: Language) -> String {
    let ranked = comparison.headlines.iter().filter(|row| matches!(row.lead, Lead::Tie | Lead::Ahead { .. }));
    let total = ranked.count().to_string();
    let mut order: Vec<usize> =
        (0..comparison.leads.len()).filter(|case| comparison.leads[*case] > 0).collect();
    order.sort_by_key(|case| std::cmp::Reverse(comparison.leads[*case]));
    if order.is_empty() {
        return fill(key::COMPARE_HEADLINES_NONE_LEADS, &[("total", total)], language);
    }
    let parts: Vec<String> = order
        .into_iter()
        .enumerate()
        .map(|(place, case)| {
            let letter = LOOKS.get(case).map_or("", |look| look.1);
            let name = names.get(case).map(String::as_str).unwrap_or_default();
            let values = [
                ("name", format!("{letter} {name}")),
                ("count", comparison.leads[case].to_string()),
                ("total", total.clone()),
            ];
            let text = if place == 0 { key::COMPARE_HEADLINES_LEADS } else { key::COMPARE_HEADLINES_AND };
            fill(text, &values, language)
        })
        .collect();
    parts.concat() + language.text(key::COMPARE_HEADLINES_END)
}

/// A figure as people read it: a month by its date.
fn figure(value: Option<f64>, headline: &Headline, start: f64, language: Language) -> String {
    match value {
        None => language.text(key::NONE).to_owned(),
        Some(month) if headline.unit == "month" => format::month(start, month, language),
        Some(value) => format::quantity(value, Kind::of(headline.unit), language, 3),
    }
}

fn cells(
    row: &HeadlineRow,
    headline: &'static Headline,
    starts: &[f64],
    cases: Cases,
    language: Language,
) -> impl IntoView + use<> {
    let level = row.lead == Lead::Tie;
    let leading = |case: usize| matches!(&row.lead, Lead::Ahead { cases } if cases.contains(&case));
    // What a scenario changes against the first.
    let change = |case: usize, value: Option<f64>| {
        let first = row.values.first().copied().flatten().filter(|_| case > 0)?;
        let change = value? - first;
        (change != 0.0).then(|| format::change(change, Kind::of(headline.unit), language, 3))
    };
    let several = matches!(&row.lead, Lead::Ahead { cases } if cases.len() > 1);
    row.values
        .iter()
        .enumerate()
        .map(|(case, value)| {
            let start = starts.get(case).copied().unwrap_or_default();
            let badge = leading(case).then(|| {
                let text =
                    if several { key::COMPARE_HEADLINES_BEST_TIE } else { key::COMPARE_HEADLINES_BEST };
                view! { <span class="badge">{language.text(text)}</span> }
            });
            let change = change(case, *value)
                .map(|change| view! { <span class="cell-change" data-role="difference">{change}</span> });
            let explain = of_scenario(cases.whose(case), headline.id);
            let link = explain.clone();
            let (machine, text) = (format::machine(*value), figure(*value, headline, start, language));
            view! {
                <td
                    class:leads=leading(case)
                    class:same=level
                    data-leads=leading(case).then_some("true")
                    data-explain=explain
                >
                    {badge}
                    <CellLink figure=link>
                        <data value=machine>{text}</data>
                    </CellLink>
                    {change}
                </td>
            }
        })
        .collect_view()
}

/// The figures.
#[component]
pub(super) fn Headlines() -> impl IntoView {
    let (cases, locale) = (use_cases(), use_locale());
    let summary = move || {
        let language = locale.get();
        cases.names.with(|names| cases.comparison.with(|comparison| summary(comparison, names, language)))
    };
    let rows = move |dimension: Dimension| {
        let language = locale.get();
        let starts: Vec<f64> =
            cases.ran.with(|ran| ran.iter().map(|(scenario, _)| scenario.start_year()).collect());
        cases.comparison.with(|comparison| {
            let rows = comparison.headlines.iter().filter_map(|row| Some((row, HEADLINES.get(row.index)?)));
            rows.filter(|(_, headline)| headline.dimension == dimension)
                .map(|(row, headline)| {
                    let (label, unit) = wording::output(headline.id, language);
                    let unit = match (Kind::of(headline.unit), headline.unit) {
                        (Kind::Money, "USD") | (Kind::Share | Kind::Year, _) | (_, "month") => "",
                        _ => unit,
                    };
                    let level = (row.lead == Lead::Tie).then(|| language.text(key::COMPARE_HEADLINES_LEVEL));
                    view! {
                        <tr data-headline=headline.id>
                            <th scope="row">
                                <ExplainLink figure=headline.id in_table=true>{label}</ExplainLink>
                                <span class="row-unit">{unit} {level.map(|level| format!(" {level}"))}</span>
                            </th>
                            {cells(row, headline, &starts, cases, language)}
                        </tr>
                    }
                })
                .collect_view()
        })
    };
    let about = move || {
        let first = cases.names.with(|names| names.first().cloned().unwrap_or_default());
        fill(key::COMPARE_HEADLINES_DIFFERENCE, &[("name", first)], locale.get())
    };
    let count = move || cases.count() + 1;
    let groups = ORDER
        .map(|dimension| {
            view! {
                <tbody data-tone=dimension.id()>
                    <tr class="table-group">
                        <th scope="rowgroup" colspan=count>
                            {named(format!("model.dimension.{}", dimension.id()), "")}
                        </th>
                    </tr>
                    {move || rows(dimension)}
                </tbody>
            }
        })
        .collect_view();
    view! {
        <p class="compare-finding" data-role="leads">{summary}</p>
        <p class="aside">{about}</p>
        <div class="table-scroll" tabindex="0" role="group" aria-labelledby="compare-headlines-title" data-role="headlines">
            <table class="data-table compare-table">
                <thead><tr><th scope="col">{t(key::COMPARE_HEADLINES_FIGURE)}</th><ColumnHeads/></tr></thead>
                {groups}
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::compare::compare;
    use crate::app::results::Results;
    use crate::scenario::{Scenario, presets};

    #[test]
    fn the_summary_says_who_leads() {
        let other = presets::preset("deepseek-production-day").unwrap();
        let lab = Scenario::default();
        let runs = [Results::of(&lab), Results::of(&other)];
        let names = ["Lab".to_owned(), "Other".to_owned()];
        let text = summary(&compare(&[(&lab, runs[0].run()), (&other, runs[1].run())]), &names, Language::En);
        assert!(text.contains(" leads alone in ") && text.contains("A Lab") && text.ends_with('.'), "{text}");
        let same = summary(&compare(&[(&lab, runs[0].run()), (&lab, runs[0].run())]), &names, Language::Zh);
        assert!(same.contains("没有哪个"), "{same}");
    }
}
