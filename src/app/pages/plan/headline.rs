//! The headline figures, with the change against the comparison.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use web_sys::{Element, Text};

use super::LEAD;
use super::comparison::use_against;
use crate::app::explain_link::ExplainLink;
use crate::app::format::{self, Kind};
use crate::app::locale::{Language, Locale, key, named, t, use_locale};
use crate::app::rest::use_rest;
use crate::app::results::Results;
use crate::app::seen::is_in_view;
use crate::app::state::use_state;
use crate::app::wording::fill;
use crate::model::output::{HEADLINES, Headline};
use crate::model::parameter::Dimension;

/// A figure of the whole plan. Its parts stand there empty, and one effect writes what changed into them: an effect for
/// each would cost a move more than all that it writes.
#[derive(Clone, Copy)]
pub(super) struct Figure {
    headline: &'static Headline,
    /// Where its parts stand.
    pub(super) node: NodeRef<html::Dd>,
    locale: Locale,
}

/// What is shown of a figure.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    machine: String,
    text: String,
    unit: String,
    /// The change against the comparison; empty where nothing changed.
    change: Words,
}

/// A change in the reader's language.
#[derive(Clone, Debug, Default, PartialEq)]
struct Words {
    /// Up or down, as a triangle.
    direction: &'static str,
    amount: String,
    /// `better`, `worse` or nothing.
    verdict: &'static str,
    /// The same aloud.
    said: &'static str,
}

impl Words {
    /// Words alone.
    fn of(amount: String) -> Self {
        Self { amount, ..Self::default() }
    }
}

/// The words of a figure.
struct Wording<'a> {
    headline: &'static Headline,
    kind: Kind,
    /// The locale key of its unit.
    unit: &'a str,
    language: Language,
}

impl Wording<'_> {
    /// A month of the plan is told by its date.
    fn is_month(&self) -> bool {
        self.headline.unit == "month"
    }

    /// The figure, in a plan that begins with a year.
    fn text(&self, value: Option<f64>, start: f64) -> String {
        match value {
            None => self.language.text(key::NONE).to_owned(),
            Some(number) if self.is_month() => format::month(start, number, self.language),
            Some(number) => format::quantity(number, self.kind, self.language, 3),
        }
    }

    fn unit(&self, value: Option<f64>) -> String {
        match value {
            None => String::new(),
            Some(number) if self.is_month() => {
                let number = format::number(number, self.language, 3);
                self.language.fill(key::FIGURE_MONTH_OF, &[("number", &number)])
            }
            Some(_) => self.language.find(self.unit).unwrap_or_default().to_owned(),
        }
    }

    /// From what it was in the comparison to what it is.
    fn change(&self, value: Option<f64>, usual: Option<f64>) -> Option<Words> {
        match (value, usual) {
            (Some(now), Some(then)) if now != then => {
                let direction = if now > then { "▲" } else { "▼" };
                let amount = format::change(now - then, self.kind, self.language, 3);
                let verdict = verdict(now - then, self.headline.better);
                let said = match verdict {
                    "better" => self.language.text(key::PLAN_BETTER),
                    "worse" => self.language.text(key::PLAN_WORSE),
                    _ => "",
                };
                Some(Words { direction, amount, verdict, said })
            }
            (Some(_), None) => Some(Words::of(self.language.text(key::PLAN_NONE_BEFORE).to_owned())),
            (None, Some(then)) => {
                let before = format::quantity(then, self.kind, self.language, 3);
                Some(Words::of(self.language.fill(key::PLAN_BEFORE, &[("value", &before)])))
            }
            _ => None,
        }
    }
}

/// A part of what is shown.
type Of = fn(&Shown) -> &str;

/// What a figure is written into: texts, and the elements whose attributes change with them.
struct Parts {
    number: Element,
    value: Text,
    unit: Text,
    change: Element,
    direction: Text,
    amount: Text,
    said: Text,
}

impl Parts {
    /// Those within an element; none before they stand there.
    fn of(within: &Element) -> Option<Self> {
        let find = |selector| within.query_selector(selector).ok().flatten();
        let (number, change) = (find(".figure-value")?, find(".figure-change")?);
        // A text of their own, to be written: what a framework leaves in an empty element is none.
        let text = |element: &Element| {
            let text = document().create_text_node("");
            element.append_child(&text).ok().map(|_| text)
        };
        let part = |at| change.children().item(at).and_then(|part| text(&part));
        let [direction, amount, said] = [part(0)?, part(1)?, part(2)?];
        let (value, unit) = (text(&number)?, text(&find(".figure-unit")?)?);
        Some(Self { number, value, unit, change, direction, amount, said })
    }

    /// Writes what is shown, where it is not what was.
    fn write(&self, was: Option<&Shown>, now: &Shown) {
        let is_new = |of: Of| was.is_none_or(|was| of(was) != of(now));
        let texts: [(&Text, Of); 5] = [
            (&self.value, |shown| &shown.text),
            (&self.unit, |shown| &shown.unit),
            (&self.direction, |shown| shown.change.direction),
            (&self.amount, |shown| &shown.change.amount),
            (&self.said, |shown| shown.change.said),
        ];
        for (text, of) in texts {
            if is_new(of) {
                text.set_data(of(now));
            }
        }
        let attributes: [(&Element, &str, Of); 2] = [
            (&self.number, "value", |shown| &shown.machine),
            (&self.change, "data-verdict", |shown| shown.change.verdict),
        ];
        for (element, name, of) in attributes {
            if is_new(of) {
                drop(element.set_attribute(name, of(now)));
            }
        }
        let is_same = |shown: &Shown| shown.change.amount.is_empty();
        if was.is_none_or(|was| is_same(was) != is_same(now)) {
            drop(self.change.toggle_attribute_with_force("hidden", is_same(now)));
        }
    }
}

impl Figure {
    /// The figure at a position of the registry, in a run.
    pub(super) fn new(index: usize, headline: &'static Headline, results: Memo<Arc<Results>>) -> Self {
        let (state, locale) = (use_state(), use_locale());
        let unit = unit_key(headline);
        let shown = move || {
            let kind = Kind::of(headline.unit);
            let words = Wording { headline, kind, unit: &unit, language: locale.get() };
            let start = state.years.with(|years| years.first().copied().unwrap_or_default());
            let value = results.with(|results| results.headline(index));
            let usual = state.comparison.with(|results| results.headline(index));
            Shown {
                machine: format::machine(value),
                text: words.text(value, start),
                unit: words.unit(value),
                change: words.change(value, usual).unwrap_or_default(),
            }
        };
        let node = NodeRef::<html::Dd>::new();
        Effect::new(move |before: Option<Option<(Parts, Shown)>>| {
            let (element, now) = (node.get()?, shown());
            let (parts, was) = match before.flatten() {
                Some((parts, was)) => (parts, Some(was)),
                None => (Parts::of(&element)?, None),
            };
            parts.write(was.as_ref(), &now);
            Some((parts, now))
        });
        Self { headline, node, locale }
    }

    /// The number, which leads to its explanation.
    pub(super) fn value_view(self) -> impl IntoView {
        let id = self.headline.id;
        let name = named(format!("outputs.{id}.label"), id);
        let said = move || self.locale.get().fill(key::EXPLAIN_SAID, &[("name", name())]);
        view! {
            <ExplainLink figure=id>
                <data class="figure-value" data-output=id></data>
                <span class="visually-hidden">{said}</span>
            </ExplainLink>
        }
    }

    /// Its unit.
    pub(super) fn unit_view(self) -> impl IntoView {
        view! { <span class="figure-unit"></span> }
    }

    /// The change against the comparison.
    pub(super) fn change_view(self) -> impl IntoView {
        view! {
            <span class="figure-change" hidden>
                <span aria-hidden="true"></span>
                <span></span>
                <span class="visually-hidden"></span>
            </span>
        }
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

/// All the others, by dimension.
#[component]
pub(super) fn All() -> impl IntoView {
    let (locale, against) = (use_locale(), use_against());
    let node = NodeRef::<html::Div>::new();
    // Out of view they follow when the hand rests.
    let results = use_rest().early_follower(is_in_view(node)).results();
    let line = move || fill(key::PLAN_AGAINST_LINE, &[("name", against.name())], locale.get());
    let columns = [Dimension::Economy, Dimension::Environment, Dimension::Technology, Dimension::Society]
        .map(|dimension| {
            let figures = HEADLINES
                .iter()
                .enumerate()
                .filter(|(_, headline)| headline.dimension == dimension && !LEAD.contains(&headline.id))
                .map(|(index, headline)| {
                    let figure = Figure::new(index, headline, results);
                    view! {
                        <div class="figure" data-tone=dimension.id()>
                            <dt title=named(format!("outputs.{}.note", headline.id), "")>
                                {named(format!("outputs.{}.label", headline.id), headline.id)}
                            </dt>
                            <dd node_ref=figure.node>{figure.value_view()} {figure.unit_view()} {figure.change_view()}</dd>
                        </div>
                    }
                })
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
            <p class="aside">{line}</p>
            <div class="figure-columns" node_ref=node>{columns}</div>
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
}
