//! Every input: default, plausible range, grade, sources, and the equations it stands in.

use leptos::prelude::*;

use super::search::{Filters, SearchField, answers, use_filters, words};
use super::{leaf, names};
use crate::app::form::option_name;
use crate::app::format::{self, Kind};
use crate::app::locale::{Key, Language, key, named, t, use_locale};
use crate::app::source::source;
use crate::model::equations;
use crate::model::parameter::{Dimension, Grade, Parameter, Values};
use crate::model::parameters::registry;

/// The dimensions in the order of the registry.
const DIMENSIONS: [Dimension; 5] = [
    Dimension::Horizon,
    Dimension::Technology,
    Dimension::Economy,
    Dimension::Society,
    Dimension::Environment,
];
/// Options beyond this many are counted.
const MOST_OPTIONS: usize = 4;

/// The numbers of the equations in which an input or output stands.
pub(super) fn equations_of(id: &str, first: &'static str) -> Vec<&'static str> {
    let mut numbers: Vec<&'static str> = first.split(", ").collect();
    for equation in equations::all() {
        let is_in = equation.symbols.iter().any(|symbol| symbol.ids.contains(&id));
        if is_in && !numbers.contains(&equation.number) {
            numbers.push(equation.number);
        }
    }
    numbers
}

/// Links to equations.
pub(super) fn equation_links(numbers: Vec<&'static str>) -> AnyView {
    numbers
        .into_iter()
        .map(|number| view! { <a href=format!("#equation-{number}")>{number}</a> " " })
        .collect_view()
        .into_any()
}

/// Links to sources, by publisher and year.
pub(super) fn source_links(keys: impl Iterator<Item = &'static str>) -> AnyView {
    let link = |key: &'static str| {
        let entry = source(key)?;
        let publisher = entry.authors.split([',', '(']).next().unwrap_or(entry.authors).trim();
        let text = format!("{publisher} {}", entry.year);
        let text = match key {
            // No publisher: the name of its grade says what it is.
            "assumption" => named(format!("model.grade.{key}"), "").into_any(),
            _ => view! { <span lang="en">{text}</span> }.into_any(),
        };
        Some(view! { <a href=format!("#source-{key}") title=entry.title>{text}</a> " " })
    };
    keys.filter_map(link).collect_view().into_any()
}

fn number(parameter: &Parameter, value: f64, language: Language) -> String {
    format::quantity(value, Kind::of(parameter.unit), language, 4)
}

fn span(parameter: &Parameter, [low, high]: [f64; 2], language: Language) -> String {
    if low == high {
        return number(parameter, low, language);
    }
    format!("{} – {}", number(parameter, low, language), number(parameter, high, language))
}

fn default(parameter: &'static Parameter, language: Language) -> String {
    match parameter.values {
        Values::Scalar { default, .. } => number(parameter, default, language),
        Values::Path { default: [from, to], .. } if from == to => number(parameter, from, language),
        Values::Path { default: [from, to], .. } => {
            format!("{} → {}", number(parameter, from, language), number(parameter, to, language))
        }
        Values::Choice { default, .. } => option_name(parameter, default, language),
    }
}

fn range(parameter: &'static Parameter, language: Language) -> String {
    match parameter.values {
        Values::Scalar { plausible, .. } => span(parameter, plausible, language),
        Values::Path { low, high, .. } => {
            let [from, to] = [0, 1].map(|end| span(parameter, [low[end], high[end]], language));
            if from == to { from } else { format!("{from} → {to}") }
        }
        Values::Choice { options, .. } if options.len() > MOST_OPTIONS => {
            language.fill(key::EVIDENCE_INPUTS_OPTIONS, &[("count", &options.len().to_string())])
        }
        Values::Choice { options, .. } => options
            .iter()
            .map(|option| option_name(parameter, option, language))
            .collect::<Vec<_>>()
            .join("; "),
    }
}

/// An input and what finds it.
#[derive(Clone)]
struct Entry {
    parameter: &'static Parameter,
    words: String,
}

impl Entry {
    fn is_shown(&self, filters: Filters) -> bool {
        let parameter = self.parameter;
        let kinds = [parameter.dimension.id(), parameter.role.id(), parameter.grade.id()];
        let fits = filters.kinds.with(|wanted| {
            wanted.iter().zip(kinds).all(|(wanted, kind)| wanted.is_empty() || wanted == kind)
        });
        fits && filters.input.with(|wanted| answers(&self.words, wanted))
    }
}

/// The table with its search and filters.
#[component]
pub(super) fn Inputs() -> impl IntoView {
    let filters = use_filters();
    let entries: Vec<Entry> =
        registry().map(|parameter| Entry { parameter, words: words("parameters", parameter.id) }).collect();
    let all = entries.len();
    let shown = {
        let entries = entries.clone();
        Memo::new(move |_| entries.iter().map(|entry| entry.is_shown(filters)).collect::<Vec<bool>>())
    };
    let found = Signal::derive(move || shown.with(|shown| shown.iter().filter(|is| **is).count()));
    let groups = DIMENSIONS
        .map(|dimension| {
            let of_group: Vec<(usize, &'static Parameter)> = entries
                .iter()
                .map(|entry| entry.parameter)
                .enumerate()
                .filter(|(_, parameter)| parameter.dimension == dimension)
                .collect();
            let positions: Vec<usize> = of_group.iter().map(|(index, _)| *index).collect();
            let empty =
                move || shown.with(|shown| positions.iter().all(|index| shown.get(*index) != Some(&true)));
            let rows =
                of_group.into_iter().map(|(index, parameter)| row(index, parameter, shown)).collect_view();
            view! {
                <tbody role="rowgroup" data-tone=dimension.id() hidden=empty>
                    <tr role="row" class="table-group">
                        <th role="rowheader" scope="rowgroup" colspan="7">
                            {named(format!("model.dimension.{}", dimension.id()), "")}
                        </th>
                    </tr>
                    {rows}
                </tbody>
            }
        })
        .collect_view();
    view! {
        <p class="evidence-text">{t(key::EVIDENCE_INPUTS_TEXT)}</p>
        <div class="evidence-filters">
            <SearchField id="search-evidence-inputs" label=key::EVIDENCE_INPUTS_SEARCH text=filters.input found=found all=all/>
            <Choices/>
        </div>
        <div class="table-scroll" tabindex="0" role="group" aria-labelledby="inputs-title">
            <table
                role="table"
                class="data-table registry-table inputs-table"
                aria-labelledby="inputs-title"
                style=heads_of_cards
            >
                <thead role="rowgroup">
                    <tr role="row">
                        {[
                            key::EVIDENCE_INPUTS_INPUT,
                            key::EVIDENCE_INPUTS_UNIT,
                            key::ABOUT_DEFAULT,
                            key::ABOUT_RANGE,
                            key::ABOUT_GRADE,
                            key::ABOUT_SOURCES,
                            key::EVIDENCE_INPUTS_EQUATIONS,
                        ]
                            .map(|head| view! { <th role="columnheader" scope="col">{t(head)}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                {groups}
            </table>
        </div>
        <p class="aside" hidden=move || { found.get() > 0 }>{t(key::EVIDENCE_SEARCH_NOTHING)}</p>
    }
}

/// The heads of cells for a narrow screen, on which each row is a card and the head of the table is not seen.
pub(super) fn heads_of_cards() -> String {
    let language = use_locale().get();
    let head = |name: &str, text: Key| format!("--head-{name}: \"{}\";", language.text(text));
    [
        head("unit", key::EVIDENCE_INPUTS_UNIT),
        head("default", key::ABOUT_DEFAULT),
        head("range", key::ABOUT_RANGE),
        head("sources", key::ABOUT_SOURCES),
        head("equations", key::EVIDENCE_INPUTS_EQUATIONS),
        head("inputs", key::EVIDENCE_OUTPUTS_INPUTS),
    ]
    .concat()
}

/// One input.
fn row(index: usize, parameter: &'static Parameter, shown: Memo<Vec<bool>>) -> AnyView {
    let locale = use_locale();
    let is_shown = Memo::new(move |_| shown.with(|shown| shown.get(index) == Some(&true)));
    let unit = move || {
        let short = locale.get().find(&format!("parameters.{}.unit", parameter.id));
        short.unwrap_or(match Kind::of(parameter.unit) {
            Kind::Share => "%",
            _ => "",
        })
    };
    view! {
        <tr
            role="row"
            id=format!("input-{}", parameter.id)
            tabindex="-1"
            data-input=parameter.id
            hidden=move || !is_shown.get()
        >
            <th role="rowheader" scope="row">
                <span class="registry-name">{leaf::label(parameter)}</span>
                <code>{parameter.id}</code>
                <span class="registry-role">{named(format!("model.role.{}", parameter.role.id()), "")}</span>
            </th>
            <td role="cell" class="registry-unit" data-head="unit">{unit}</td>
            <td role="cell" data-head="default">{move || default(parameter, locale.get())}</td>
            <td role="cell" data-head="range">{move || range(parameter, locale.get())}</td>
            <td role="cell">{leaf::grade(parameter.grade.id())}</td>
            <td role="cell" class="registry-links" data-head="sources">{source_links(parameter.sources.iter().copied())}</td>
            <td role="cell" class="registry-links" data-head="equations">
                {equation_links(equations_of(parameter.id, parameter.equation))}
            </td>
        </tr>
    }
    .into_any()
}

/// The filters by dimension, role and grade.
#[component]
fn Choices() -> impl IntoView {
    let filters = use_filters();
    let dimensions = DIMENSIONS.map(|dimension| ("model.dimension", dimension.id()));
    let roles = ["lever", "assumption", "context"].map(|role| ("model.role", role));
    let grades = [Grade::Primary, Grade::Secondary, Grade::Derived, Grade::Assumption]
        .map(|grade| ("model.grade", grade.id()));
    // Id of the list, its label, its options: kind and id.
    let lists: [(_, Key, Vec<(&str, &str)>); 3] = [
        ("filter-dimension", key::EVIDENCE_INPUTS_DIMENSION, dimensions.to_vec()),
        ("filter-role", key::EVIDENCE_INPUTS_ROLE, roles.to_vec()),
        ("filter-grade", key::ABOUT_GRADE, grades.to_vec()),
    ];
    lists
        .into_iter()
        .enumerate()
        .map(|(position, (id, label, options))| {
            let options = options
                .into_iter()
                .map(|(kind, option)| {
                    view! { <option value=option>{named(format!("{kind}.{option}"), option)}</option> }
                })
                .collect_view();
            let choose = move |event| filters.kinds.update(|kinds| kinds[position] = event_target_value(&event));
            view! {
                <p class="evidence-filter">
                    <label for=id>{t(label)}</label>
                    <select id=id prop:value=move || filters.kinds.with(|kinds| kinds[position].clone()) on:change=choose>
                        <option value="">{t(key::EVIDENCE_INPUTS_ALL)}</option>
                        {options}
                    </select>
                </p>
            }
        })
        .collect_view()
}

/// The label of an output with its link on this page.
pub(super) fn output_link(id: &'static str) -> AnyView {
    let locale = use_locale();
    view! { <a href=format!("#output-{id}") data-ref=id>{move || names::output(id, locale.get())}</a> }
        .into_any()
}

/// The label of an input or output with its link on this page.
pub(super) fn id_link(id: &'static str) -> AnyView {
    let locale = use_locale();
    let place = if registry().any(|parameter| parameter.id == id) { "input" } else { "output" };
    view! { <a href=format!("#{place}-{id}") data-ref=id>{move || names::either(id, locale.get())}</a> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_input_stands_in_its_equations() {
        for parameter in registry() {
            let numbers = equations_of(parameter.id, parameter.equation);
            assert_eq!(numbers[0], parameter.equation);
            assert!(numbers.iter().all(|number| equations::find(number).is_some()));
        }
    }

    #[test]
    fn ranges_and_defaults_are_written() {
        for parameter in registry() {
            for language in [Language::En, Language::Zh] {
                assert!(!default(parameter, language).is_empty() && !range(parameter, language).is_empty());
            }
        }
    }
}
