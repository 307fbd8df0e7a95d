//! Every output: unit, equation, the inputs of that equation, and the way to its explanation.

use leptos::prelude::*;

use super::choice::group_id;
use super::inputs::{equation_links, heads_of_cards};
use super::names;
use super::search::{SearchField, answers, use_filters, words};
use crate::app::explain_link::{ExplainLink, last_year};
use crate::app::format::Kind;
use crate::app::locale::{Key, key, named, t, use_locale};
use crate::model::equations;
use crate::model::output::{HEADLINES, yearly};
use crate::model::parameters::registry;

/// An output of the plan or of its years.
#[derive(Clone, Copy)]
struct Entry {
    id: &'static str,
    unit: &'static str,
    equation: &'static str,
    tone: &'static str,
    /// Whether it is one figure for the whole plan.
    is_headline: bool,
}

/// The outputs in groups, each with the key of its title.
fn groups() -> Vec<(String, Vec<Entry>)> {
    let headlines = HEADLINES.iter().map(|headline| Entry {
        id: headline.id,
        unit: headline.unit,
        equation: headline.equation,
        tone: headline.dimension.id(),
        is_headline: true,
    });
    let mut groups = vec![("evidence.outputs.headlines".to_owned(), headlines.collect::<Vec<_>>())];
    for output in yearly() {
        let title = format!("model.group.{}", group_id(output));
        let entry = Entry {
            id: output.id,
            unit: output.unit,
            equation: output.equation,
            tone: output.dimension.id(),
            is_headline: false,
        };
        match groups.iter_mut().find(|(known, _)| *known == title) {
            Some((_, entries)) => entries.push(entry),
            None => groups.push((title, vec![entry])),
        }
    }
    groups
}

/// The inputs that stand in the equations of a list such as `P1, P2`.
pub(super) fn inputs_of(numbers: &str) -> Vec<&'static str> {
    let symbols = numbers.split(", ").filter_map(equations::find).flat_map(|equation| equation.symbols);
    let ids: Vec<&str> = symbols.flat_map(|symbol| symbol.ids.iter().copied()).collect();
    registry().map(|parameter| parameter.id).filter(|id| ids.contains(id)).collect()
}

/// The table with its search.
#[component]
pub(super) fn Outputs() -> impl IntoView {
    let filters = use_filters();
    let groups = groups();
    let entries: Vec<String> =
        groups.iter().flat_map(|(_, entries)| entries).map(|entry| words("outputs", entry.id)).collect();
    let all = entries.len();
    let shown = Memo::new(move |_| {
        filters
            .output
            .with(|wanted| entries.iter().map(|words| answers(words, wanted)).collect::<Vec<bool>>())
    });
    let found = Signal::derive(move || shown.with(|shown| shown.iter().filter(|is| **is).count()));
    let mut next = 0;
    let bodies = groups
        .into_iter()
        .map(|(title, entries)| {
            let positions = next..next + entries.len();
            next = positions.end;
            let range = positions.clone();
            let empty =
                move || shown.with(|shown| !range.clone().any(|index| shown.get(index) == Some(&true)));
            let rows = entries
                .into_iter()
                .zip(positions)
                .map(|(entry, index)| row(index, entry, shown))
                .collect_view();
            view! {
                <tbody role="rowgroup" hidden=empty>
                    <tr role="row" class="table-group">
                        <th role="rowheader" scope="rowgroup" colspan="4">{named(title, "")}</th>
                    </tr>
                    {rows}
                </tbody>
            }
        })
        .collect_view();
    let heads: [Key; 4] = [
        key::EVIDENCE_OUTPUTS_OUTPUT,
        key::EVIDENCE_INPUTS_UNIT,
        key::ABOUT_EQUATION,
        key::EVIDENCE_OUTPUTS_INPUTS,
    ];
    view! {
        <p class="evidence-text">{t(key::EVIDENCE_OUTPUTS_TEXT)}</p>
        <div class="evidence-filters">
            <SearchField id="search-evidence-outputs" label=key::EVIDENCE_OUTPUTS_SEARCH text=filters.output found=found all=all/>
        </div>
        <div class="table-scroll" tabindex="0" role="group" aria-labelledby="outputs-title">
            <table role="table" class="data-table registry-table outputs-table" aria-labelledby="outputs-title" style=heads_of_cards>
                <thead role="rowgroup">
                    <tr role="row">
                        {heads.map(|head| view! { <th role="columnheader" scope="col">{t(head)}</th> }).collect_view()}
                    </tr>
                </thead>
                {bodies}
            </table>
        </div>
        <p class="aside" hidden=move || { found.get() > 0 }>{t(key::EVIDENCE_SEARCH_NOTHING)}</p>
    }
}

/// One output.
fn row(index: usize, entry: Entry, shown: Memo<Vec<bool>>) -> AnyView {
    let locale = use_locale();
    let is_shown = Memo::new(move |_| shown.with(|shown| shown.get(index) == Some(&true)));
    let figure = if entry.is_headline { Signal::stored(entry.id.to_owned()) } else { last_year(entry.id) };
    let unit = move || {
        let short = locale.get().find(&format!("outputs.{}.unit", entry.id));
        short.unwrap_or(match Kind::of(entry.unit) {
            Kind::Share => "%",
            _ => "",
        })
    };
    let inputs = inputs_of(entry.equation);
    let count = inputs.len();
    let first = entry.equation.split(", ").next().unwrap_or(entry.equation);
    let inputs_text =
        move || locale.get().fill(key::EVIDENCE_OUTPUTS_COUNT, &[("count", &count.to_string())]);
    view! {
        <tr
            role="row"
            id=format!("output-{}", entry.id)
            tabindex="-1"
            data-tone=entry.tone
            data-listed=entry.id
            hidden=move || !is_shown.get()
        >
            <th role="rowheader" scope="row">
                <span class="registry-name">
                    <ExplainLink figure=figure>{move || names::output(entry.id, locale.get())}</ExplainLink>
                </span>
                <code>{entry.id}</code>
            </th>
            <td role="cell" class="registry-unit" data-head="unit">{unit}</td>
            <td role="cell" class="registry-links" data-head="equations">{equation_links(entry.equation.split(", ").collect())}</td>
            <td role="cell" class="registry-links" data-head="inputs">
                {(count > 0).then(|| view! { <a href=format!("#uses-{first}")>{inputs_text}</a> })}
                {(count == 0).then_some("–")}
            </td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_output_is_listed_once_under_a_title() {
        let groups = groups();
        let listed: usize = groups.iter().map(|(_, entries)| entries.len()).sum();
        assert_eq!(listed, HEADLINES.len() + yearly().count());
        for (title, _) in groups {
            assert!(crate::app::locale::Language::Zh.find(&title).is_some(), "{title}");
        }
    }
}
