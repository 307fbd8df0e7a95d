//! The headline figures, with the change against the comparison.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::LEAD;
use super::comparison::use_against;
use crate::app::explain_link::ExplainLink;
use crate::app::format::{self, Kind};
use crate::app::locale::{Locale, key, named, t, use_locale};
use crate::app::rest::use_rest;
use crate::app::results::Results;
use crate::app::seen::is_in_view;
use crate::app::state::use_state;
use crate::app::wording::fill;
use crate::model::output::{HEADLINES, Headline};
use crate::model::parameter::Dimension;

/// A figure of the whole plan, as the views of its parts read it.
#[derive(Clone, Copy)]
pub(super) struct Figure {
    headline: &'static Headline,
    kind: Kind,
    value: Memo<Option<f64>>,
    /// The first year of the plan.
    start: Signal<f64>,
    usual: Memo<Option<f64>>,
    locale: Locale,
}

impl Figure {
    /// The figure at a position of the registry, in a run.
    pub(super) fn new(index: usize, headline: &'static Headline, results: Memo<Arc<Results>>) -> Self {
        let (state, locale) = (use_state(), use_locale());
        Self {
            headline,
            kind: Kind::of(headline.unit),
            value: Memo::new(move |_| results.with(|results| results.headline(index))),
            start: Signal::derive(move || {
                state.years.with(|years| years.first().copied().unwrap_or_default())
            }),
            usual: Memo::new(move |_| state.comparison.with(|results| results.headline(index))),
            locale,
        }
    }

    /// A month of the plan is told by its date.
    fn is_month(self) -> bool {
        self.headline.unit == "month"
    }

    fn text(self) -> String {
        let language = self.locale.get();
        match self.value.get() {
            None => language.text(key::NONE).to_owned(),
            Some(number) if self.is_month() => format::month(self.start.get(), number, language),
            Some(number) => format::quantity(number, self.kind, language, 3),
        }
    }

    /// The change against the comparison; none where nothing changed.
    fn change(self) -> Option<Words> {
        let language = self.locale.get();
        match (self.value.get(), self.usual.get()) {
            (Some(now), Some(then)) if now != then => {
                let direction = if now > then { "▲" } else { "▼" };
                let amount = format::change(now - then, self.kind, language, 3);
                Some(Words { direction, amount, verdict: verdict(now - then, self.headline.better) })
            }
            (Some(_), None) => Some(Words::of(language.text(key::PLAN_NONE_BEFORE).to_owned())),
            (None, Some(then)) => {
                let before = format::quantity(then, self.kind, language, 3);
                Some(Words::of(language.fill(key::PLAN_BEFORE, &[("value", &before)])))
            }
            _ => None,
        }
    }

    /// The number, which leads to its explanation.
    pub(super) fn value_view(self) -> impl IntoView {
        let name = named(format!("outputs.{}.label", self.headline.id), self.headline.id);
        let said = move || self.locale.get().fill(key::EXPLAIN_SAID, &[("name", name())]);
        view! {
            <ExplainLink figure=self.headline.id>
                <data
                    class="figure-value"
                    value=move || format::machine(self.value.get())
                    data-output=self.headline.id
                >
                    {move || self.text()}
                </data>
                <span class="visually-hidden">{said}</span>
            </ExplainLink>
        }
    }

    /// Its unit.
    pub(super) fn unit_view(self) -> impl IntoView {
        let text = named(unit_key(self.headline), "");
        let unit = move || match self.value.get() {
            None => String::new(),
            Some(number) if self.is_month() => {
                let language = self.locale.get();
                language.fill(key::FIGURE_MONTH_OF, &[("number", &format::number(number, language, 3))])
            }
            Some(_) => text().to_owned(),
        };
        view! { <span class="figure-unit">{unit}</span> }
    }
}

/// A change in the reader's language.
#[derive(Clone, Debug, PartialEq)]
struct Words {
    /// Up or down, as a triangle.
    direction: &'static str,
    amount: String,
    /// `better`, `worse` or nothing.
    verdict: &'static str,
}

impl Words {
    /// Words alone.
    fn of(amount: String) -> Self {
        Self { direction: "", amount, verdict: "" }
    }
}

/// The change of a figure against the comparison.
#[component]
pub(super) fn Change(
    /// Which.
    figure: Figure,
) -> impl IntoView {
    let change = Memo::new(move |_| figure.change());
    // The words change with every move, what they stand in only where there are none.
    let any = Memo::new(move |_| change.with(Option::is_some));
    let part =
        move |of: fn(&Words) -> String| change.with(|change| change.as_ref().map(of).unwrap_or_default());
    let said = move || match change.with(|change| change.as_ref().map(|change| change.verdict)) {
        Some("better") => figure.locale.get().text(key::PLAN_BETTER),
        Some("worse") => figure.locale.get().text(key::PLAN_WORSE),
        _ => "",
    };
    move || {
        any.get().then(|| {
            view! {
                <span class="figure-change" data-verdict=move || part(|change| change.verdict.to_owned())>
                    <span aria-hidden="true">{move || part(|change| change.direction.to_owned())}</span>
                    {move || part(|change| change.amount.clone())}
                    <span class="visually-hidden">{said}</span>
                </span>
            }
        })
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
                            <dd>{figure.value_view()} {figure.unit_view()} <Change figure=figure/></dd>
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
