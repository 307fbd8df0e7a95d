//! An equation with its values filled in, and what stands in it, each to be opened in turn.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::chosen::Chosen;
use super::writer::{Labels, Numbers};
use super::{leaf, names};
use crate::analysis::explain::{Explanation, Figure, Note, Term, TermKind};
use crate::app::form::is_open;
use crate::app::format::{self, Kind};
use crate::app::locale::{Language, key, t, use_locale};

/// This many terms are shown at first.
const MOST_AT_FIRST: usize = 40;

/// The id of a note.
const fn note_id(note: Note) -> &'static str {
    match note {
        Note::None => "none",
        Note::SumOfMonths => "sum-of-months",
        Note::LastMonth => "last-month",
        Note::RatioOfSums => "ratio-of-sums",
        Note::SumOfYears => "sum-of-years",
        Note::LastYear => "last-year",
        Note::Unchanged => "unchanged",
        Note::Search => "search",
    }
}

/// How many letters fit into a line of an equation.
fn width() -> usize {
    let pixels = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(1280.0);
    // Margins stand before and after, and nothing much wider than a line of text reads well.
    ((pixels - 80.0) / 9.0).clamp(24.0, 100.0) as usize
}

/// The rows of an equation: name, names, values, value.
fn mathml(explanation: &Explanation, start_year: f64, language: Language, is_part: bool) -> String {
    let labels = Labels { figure: explanation.figure, start_year, language };
    let numbers = Numbers { language };
    let width = width();
    let name = match is_part {
        true => language.text(key::EVIDENCE_TERM_PART),
        false => names::subject(explanation.figure.subject, language),
    };
    let name = name.replace('&', "&amp;").replace('<', "&lt;");
    let row = |left: &str, sign: &str, right: &str| {
        let sign = if sign.is_empty() { String::new() } else { format!("<mo>{sign}</mo>") };
        format!("<mtr><mtd>{left}</mtd><mtd>{sign}</mtd><mtd>{right}</mtd></mtr>")
    };
    // A long name stands in a line of its own.
    let long = name.chars().map(|sign| 1 + usize::from(!sign.is_ascii())).sum::<usize>();
    let stands_alone = long > width / 4;
    let width = if stands_alone { width } else { width - long };
    let left = format!("<mi mathvariant=\"normal\">{name}</mi>");
    let mut rows = String::new();
    if stands_alone {
        rows.push_str(&format!("<mtr><mtd columnspan=\"3\">{left}</mtd></mtr>"));
    }
    let mut add = |lines: Vec<String>, left: &str| {
        for (index, line) in lines.iter().enumerate() {
            let (left, sign) = if index == 0 { (left, "=") } else { ("", "") };
            rows.push_str(&row(left, sign, line));
        }
    };
    let is_bare = explanation.terms.is_empty();
    add(explanation.mathml_lines(&labels, width), if stands_alone { "" } else { &left });
    if !is_bare {
        let values = explanation.mathml_lines(&numbers, width);
        // One value that is the result needs no line of its own.
        if !matches!(explanation.expression, crate::analysis::explain::Expr::Term(_)) {
            add(values, "");
        }
        let none = || language.text(key::NONE).to_owned();
        let value = explanation.value.map_or_else(none, |value| match is_part {
            true => names::number(value, language, 4),
            false => names::plain_figure(explanation.figure, value, language),
        });
        add(vec![format!("<mn>{value}</mn>")], "");
    }
    format!("<math displaystyle=\"true\"><mtable displaystyle=\"true\">{rows}</mtable></math>")
}

/// An explanation: the equation, what to know about it, its terms.
pub(super) fn explanation(chosen: Chosen, explanation: Explanation, is_root: bool) -> AnyView {
    let locale = use_locale();
    let is_part = explanation.unit.is_empty();
    let explanation = Arc::new(explanation);
    let equation = {
        let explanation = explanation.clone();
        move || mathml(&explanation, chosen.start_year.get(), locale.get(), is_part)
    };
    let notes: Vec<Note> = explanation.notes.clone();
    let notes = notes
        .into_iter()
        .map(|note| view! { <li>{crate::app::locale::named(format!("evidence.note.{}", note_id(note)), "")}</li> })
        .collect_view();
    let numbers = explanation
        .equations
        .iter()
        .map(|number| view! { " " <a href=format!("#equation-{number}")>{*number}</a> })
        .collect_view();
    let figure = explanation.figure;
    let alone = (!is_root && !is_part).then(|| alone(chosen, figure));
    let terms = terms(chosen, explanation.clone());
    view! {
        <div class="equation-filled">
            <div
                class="equation-scroll"
                role="region"
                tabindex="0"
                aria-label=t(key::EVIDENCE_EXPLAIN_EQUATION)
                inner_html=equation
                on:click=open_term
            ></div>
            <ul class="explain-notes">{notes}</ul>
            <p class="explain-equation">{t(key::EVIDENCE_EXPLAIN_NUMBER)} {numbers} {alone}</p>
        </div>
        {terms}
    }
    .into_any()
}

/// The link that shows a figure by itself.
fn alone(chosen: Chosen, figure: Figure) -> AnyView {
    let text = chosen.link_text(figure);
    view! {
        <crate::app::explain_link::ExplainLink figure=text>
            {t(key::EVIDENCE_EXPLAIN_ALONE)}
        </crate::app::explain_link::ExplainLink>
    }
    .into_any()
}

/// A click on a term of an equation opens its row below.
fn open_term(event: leptos::ev::MouseEvent) {
    let open = || {
        let hit = event.target()?.dyn_into::<web_sys::Element>().ok()?;
        let position = hit.closest("[data-term]").ok()??.get_attribute("data-term")?;
        let around = hit.closest(".equation-filled").ok()??.next_element_sibling()?;
        let row =
            around.query_selector(&format!(":scope > ul > [data-row=\"{position}\"] > details")).ok()??;
        row.set_attribute("open", "").ok()?;
        let summary = row.first_element_child()?.dyn_into::<web_sys::HtmlElement>().ok()?;
        summary.focus().ok()
    };
    // A click beside a term means nothing.
    let _ = open();
}

/// What stands in an equation.
fn terms(chosen: Chosen, explanation: Arc<Explanation>) -> AnyView {
    let count = explanation.terms.len();
    if count == 0 {
        return view! { <p class="aside">{t(key::EVIDENCE_EXPLAIN_CONSTANT)}</p> }.into_any();
    }
    let locale = use_locale();
    let all = RwSignal::new(count <= MOST_AT_FIRST);
    let rows = move || {
        let shown = if all.get() { count } else { MOST_AT_FIRST };
        let row = |index: usize| row(chosen, explanation.clone(), index);
        (0..shown).map(row).collect_view()
    };
    let more = move || locale.get().fill(key::EVIDENCE_EXPLAIN_ALL, &[("count", &count.to_string())]);
    view! {
        <div class="terms">
            <ul>{rows}</ul>
            <Show when=move || !all.get()>
                <button type="button" class="quiet" on:click=move |_| all.set(true)>{more}</button>
            </Show>
        </div>
    }
    .into_any()
}

/// How much a term adds to the whole: its share where all pull one way, else its sign; and a bar.
fn share(explanation: &Explanation, term: &Term) -> Option<AnyView> {
    let locale = use_locale();
    let contributions = || explanation.terms.iter().filter_map(|term| term.contribution);
    let largest = contributions().map(f64::abs).fold(0.0, f64::max);
    let contribution = term.contribution.filter(|_| largest > 0.0 && explanation.terms.len() > 1)?;
    let one_way = contributions().all(|other| other >= 0.0) || contributions().all(|other| other <= 0.0);
    let sign = if contribution < 0.0 { "minus" } else { "plus" };
    let share = explanation.share(term).filter(|_| one_way);
    let text = move || match (share, sign) {
        (Some(share), _) => format::quantity(share, Kind::Share, locale.get(), 2),
        (None, "minus") => "−".to_owned(),
        (None, _) => "+".to_owned(),
    };
    let length = format!("--length: {:.4}", contribution.abs() / largest);
    let view = view! {
        <span class="term-share" data-sign=sign>
            <span class="bar" style=length aria-hidden="true"></span>
            <span>{text}</span>
        </span>
    };
    Some(view.into_any())
}

/// The id of what a term is.
const fn kind_id(term: &Term) -> &'static str {
    match term.kind {
        TermKind::Figure(_) => "figure",
        TermKind::Input { .. } => "input",
        TermKind::Constant { .. } => "constant",
        TermKind::Part(_) => "part",
    }
}

/// A term, closed at first.
fn row(chosen: Chosen, explanation: Arc<Explanation>, index: usize) -> AnyView {
    let locale = use_locale();
    let Some(term) = explanation.terms.get(index).copied() else { return ().into_any() };
    let of = explanation.figure;
    let open = RwSignal::new(false);
    let name = move || names::term(&term, locale.get());
    let below = move || names::below(&term, of, chosen.start_year.get(), locale.get());
    let words = move || names::term_value(&term, chosen.start_year.get(), locale.get());
    let bar = share(&explanation, &term);
    let body = move || match term.kind {
        TermKind::Figure(_) | TermKind::Part(_) => {
            let run = chosen.run.get_untracked();
            let opened = run.and_then(|run| run.open(&term));
            opened.map_or_else(|| ().into_any(), |opened| self::explanation(chosen, opened, false))
        }
        TermKind::Input { parameter, index, .. } => leaf::input(chosen, parameter, index),
        TermKind::Constant { constant, row } => leaf::constant(constant, row),
    };
    let id = term.id();
    view! {
        <li class="term" data-row=index data-kind=kind_id(&term) data-term-id=id>
            <details on:toggle=move |event| open.set(is_open(&event))>
                <summary>
                    <span class="term-name">
                        {name}
                        <span class="term-when">{below}</span>
                    </span>
                    <span class="term-badges">{leaf::badges(&term)}</span>
                    {bar}
                    <span class="term-value">
                        <data value=format::machine(Some(term.value))>{move || words().0}</data>
                        <span class="term-unit">{move || words().1}</span>
                    </span>
                </summary>
                <Show when=move || open.get()><div class="term-body">{body()}</div></Show>
            </details>
        </li>
    }
    .into_any()
}
