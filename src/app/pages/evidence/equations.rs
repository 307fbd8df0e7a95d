//! Every equation: its formula, what it computes, what it uses, its symbols, its sources.

use leptos::prelude::*;

use super::inputs::{id_link, output_link, source_links};
use super::names::{self, of_two};
use crate::app::form::is_open;
use crate::app::format::Kind;
use crate::app::locale::{Language, key, t, use_locale};
use crate::model::equations::{Equation, SECTIONS, Symbol, mathml_of_line};
use crate::model::output::{HEADLINES, yearly};

/// The outputs that an equation computes.
fn computes(number: &str) -> Vec<&'static str> {
    let yearly = yearly().map(|output| (output.id, output.equation));
    let headlines = HEADLINES.iter().map(|headline| (headline.id, headline.equation));
    let is_by = |(_, equations): &(&str, &str)| equations.split(", ").any(|other| other == number);
    yearly.chain(headlines).filter(is_by).map(|(id, _)| id).collect()
}

/// The unit of a symbol in a language.
fn unit_of(symbol: &Symbol, language: Language) -> &'static str {
    let own = symbol.unit();
    let translated = names::unit(own, language);
    if translated != own || language == Language::En {
        return translated;
    }
    let short = symbol.ids.first().and_then(|id| {
        let find = |kind: &str| language.find(&format!("{kind}.{id}.unit"));
        find("parameters").or_else(|| find("outputs"))
    });
    // Where the page shows no unit beside a number, it is a share or a ratio.
    let bare = if Kind::of(own) == Kind::Share { "fraction" } else { "ratio" };
    short.unwrap_or_else(|| names::unit(bare, language))
}

/// The sections.
#[component]
pub(super) fn Equations() -> impl IntoView {
    let locale = use_locale();
    let sections = SECTIONS
        .iter()
        .map(|(title, equations)| {
            let title = *title;
            let entries = equations.iter().map(entry).collect_view();
            view! {
                <section class="equation-section">
                    <h3>{move || of_two(title, locale.get())}</h3>
                    {entries}
                </section>
            }
        })
        .collect_view();
    view! {
        <p class="evidence-text">{t(key::EVIDENCE_EQUATIONS_TEXT)}</p>
        {sections}
    }
}

/// One equation.
fn entry(equation: &'static Equation) -> AnyView {
    let locale = use_locale();
    let number = equation.number;
    let list = |ids: Vec<&'static str>, link: fn(&'static str) -> AnyView| {
        ids.into_iter().map(|id| view! { <li>{link(id)}</li> }).collect_view()
    };
    let uses = super::outputs::inputs_of(number);
    let computes = computes(number);
    let open = RwSignal::new(false);
    let count = equation.symbols.len().to_string();
    let symbols = move || locale.get().fill(key::EVIDENCE_EQUATIONS_SYMBOLS, &[("count", &count)]);
    let note = move || of_two(equation.note, locale.get());
    let title = move || of_two(equation.title, locale.get());
    view! {
        <article class="equation" id=format!("equation-{number}") tabindex="-1" data-equation=number>
            <h4><span class="equation-number">{number}</span> {title}</h4>
            <div
                class="equation-scroll"
                role="region"
                tabindex="0"
                aria-label=move || format!("{number} {}", title())
                inner_html=equation.mathml()
            ></div>
            <p class="equation-note">{note}</p>
            <dl class="equation-lists">
                {(!computes.is_empty()).then(|| view! {
                    <div>
                        <dt>{t(key::EVIDENCE_EQUATIONS_COMPUTES)}</dt>
                        <dd><ul>{list(computes, output_link)}</ul></dd>
                    </div>
                })}
                {(!uses.is_empty()).then(|| view! {
                    <div id=format!("uses-{number}") tabindex="-1">
                        <dt>{t(key::EVIDENCE_EQUATIONS_USES)}</dt>
                        <dd><ul>{list(uses, id_link)}</ul></dd>
                    </div>
                })}
                <div>
                    <dt>{t(key::ABOUT_SOURCES)}</dt>
                    <dd class="registry-links">{source_links(equation.sources.iter().copied())}</dd>
                </div>
            </dl>
            <details class="evidence-fold opens-with-place" on:toggle=move |event| open.set(is_open(&event))>
                <summary>{symbols}</summary>
                <Show when=move || open.get()>{symbols_table(equation)}</Show>
            </details>
        </article>
    }
    .into_any()
}

/// The symbols of an equation.
fn symbols_table(equation: &'static Equation) -> AnyView {
    let locale = use_locale();
    let rows = equation
        .symbols
        .iter()
        .map(|symbol| {
            let letter =
                mathml_of_line(symbol.symbol).unwrap_or_else(|_| format!("<mtext>{}</mtext>", symbol.symbol));
            let ids = symbol.ids.iter().map(|id| view! { <li>{id_link(id)}</li> }).collect_view();
            view! {
                <tr>
                    <th scope="row" inner_html=format!("<math>{letter}</math>")></th>
                    <td>{move || of_two([symbol.en, symbol.zh], locale.get())}</td>
                    <td>{move || unit_of(symbol, locale.get())}</td>
                    <td><ul>{ids}</ul></td>
                </tr>
            }
        })
        .collect_view();
    let code = equation.code.iter().map(|path| view! { <li><code>{*path}</code></li> }).collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=t(key::EVIDENCE_EQUATIONS_TABLE)>
            <table class="data-table symbols-table">
                <thead>
                    <tr>
                        <th scope="col">{t(key::EVIDENCE_EQUATIONS_SYMBOL)}</th>
                        <th scope="col">{t(key::EVIDENCE_EQUATIONS_MEANING)}</th>
                        <th scope="col">{t(key::EVIDENCE_INPUTS_UNIT)}</th>
                        <th scope="col">{t(key::EVIDENCE_EQUATIONS_IDS)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <div class="equation-code"><span>{t(key::EVIDENCE_EQUATIONS_CODE)}</span><ul>{code}</ul></div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::equations::all;
    use crate::model::parameters::registry;

    #[test]
    fn every_output_has_its_equation_and_every_symbol_its_unit() {
        let computed: usize = all().map(|equation| computes(equation.number).len()).sum();
        assert!(computed >= HEADLINES.len() + yearly().count());
        let used: Vec<&str> =
            all().flat_map(|equation| super::super::outputs::inputs_of(equation.number)).collect();
        assert!(registry().all(|parameter| used.contains(&parameter.id)));
        for symbol in all().flat_map(|equation| equation.symbols) {
            let unit = unit_of(symbol, Language::Zh);
            let is_foreign = unit.is_ascii() && unit.contains(' ');
            assert!(!unit.is_empty() && !is_foreign, "{}: {unit}", symbol.symbol);
        }
    }
}
