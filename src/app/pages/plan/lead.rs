//! What the plan comes to: a sentence, and the leading figures, each with its line over the years, its change
//! against the comparison and a few words.

use std::sync::Arc;

use leptos::prelude::*;

use super::comparison::{aligned, use_against};
use super::headline::Figure;
use super::saying::{self, Says};
use super::spark::{Lines, Spark};
use super::targets;
use crate::analysis::abatement_cost::{Method, abatement_cost};
use crate::analysis::finding::{Summary, summary};
use crate::app::format;
use crate::app::locale::{key, named, t, use_locale};
use crate::app::state::{State, use_state};
use crate::app::wording;
use crate::model::output::{HEADLINES, Headline, headline_index};

/// A leading figure: the headline output, the yearly output of its line, what it says.
struct Card {
    headline: &'static str,
    line: &'static str,
    says: Says,
}

/// In the order of [`LEAD`](super::LEAD).
const CARDS: [Card; super::LEAD.len()] = [
    Card { headline: super::LEAD[0], line: "free-cash-flow-usd", says: Says::Cash },
    Card { headline: super::LEAD[1], line: "revenue-usd", says: Says::Growth },
    Card { headline: super::LEAD[2], line: "ebitda-usd", says: Says::Profit },
    Card { headline: super::LEAD[3], line: "carbon-location-t", says: Says::Peak },
    Card { headline: super::LEAD[4], line: "social-index", says: Says::Trust },
    Card { headline: super::LEAD[5], line: "quality-gap-oom", says: Says::Gap },
];

/// What matters in the plan, against the comparison.
fn known(state: State) -> Memo<Arc<Summary>> {
    Memo::new_with_compare(
        move |_| {
            let (plan, other) = (state.results.get(), state.comparison.get());
            Arc::new(summary(plan.run(), Some(other.run())))
        },
        |_, _| true,
    )
}

/// The first year of the plan, and the last.
fn span(state: State) -> (f64, i32) {
    let [first, last] =
        state.years.with(|years| [years.first(), years.last()].map(|year| year.copied().unwrap_or_default()));
    (first, last as i32)
}

/// The sentence and the figures.
#[component]
pub(super) fn Lead() -> impl IntoView {
    let (state, locale, against) = (use_state(), use_locale(), use_against());
    let known = known(state);
    // A sentence changes far less often than the figures.
    let sentence = Memo::new(move |_| {
        let (first, last) = span(state);
        known.with(|known| saying::plan(known, first, last, locale.get()))
    });
    let against = Memo::new(move |_| {
        let name = against.name();
        wording::fill(key::PLAN_AGAINST_LINE, &[("name", name)], locale.get())
    });
    let cards = CARDS
        .iter()
        .filter_map(|card| {
            let index = headline_index(card.headline)?;
            let headline = HEADLINES.get(index)?;
            Some(view! { <LeadCard card=card index=index headline=headline known=known/> })
        })
        .collect_view();
    view! {
        <p class="plan-finding" data-role="plan-finding">{move || sentence.get()}</p>
        <section class="lead" aria-label=t(key::PLAN_LEAD)>
            <p class="lead-line">
                <span data-role="against">{move || against.get()}</span>
                <targets::Count/>
            </p>
            <dl class="figures">{cards}</dl>
        </section>
        <TonneCost/>
    }
}

/// What a tonne avoided costs, where carbon falls and net present value with it.
#[component]
fn TonneCost() -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let cost = Memo::new(move |_| {
        let (plan, other) = (state.results.get(), state.comparison.get());
        abatement_cost(plan.run(), other.run())
    });
    let said = move || {
        cost.get().map(|cost| {
            let language = locale.get();
            let text = match cost.method {
                Method::Market => key::PLAN_TONNE_MARKET,
                Method::Location => key::PLAN_TONNE_LOCATION,
            };
            let amount = format::quantity(cost.usd_per_t, format::Kind::of("USD"), language, 3);
            language.fill(text, &[("cost", &amount)])
        })
    };
    // Its line is kept free: what stands below does not jump when there is something to say.
    view! { <p class="lead-tonne" data-role="tonne-cost">{said}</p> }
}

/// One leading figure.
#[component]
fn LeadCard(
    card: &'static Card,
    index: usize,
    headline: &'static Headline,
    known: Memo<Arc<Summary>>,
) -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    // No memo: it would be asked with every move, and changes with most.
    let lines = Signal::derive(move || {
        let (years, plan) = state.results.with(|results| (results.years(), results.yearly(card.line)));
        let against =
            state.comparison.with(|results| aligned(&results.yearly(card.line), &results.years(), &years));
        Lines { plan, against }
    });
    let words = move || {
        let (first, last) = span(state);
        let language = locale.get();
        let line = state.results.with(|results| results.yearly(card.line));
        known.with(|known| card.says.text(known, &line, first, last, language))
    };
    let figure = Figure::new(index, headline, state.results);
    view! {
        <div class="figure" data-tone=headline.dimension.id()>
            <dt title=named(format!("outputs.{}.note", headline.id), "")>
                {named(format!("outputs.{}.label", headline.id), headline.id)}
            </dt>
            <dd node_ref=figure.node>
                <span class="figure-row">
                    {figure.value_view()}
                    <Spark lines=lines/>
                </span>
                <span class="figure-row">
                    {figure.unit_view()}
                    {figure.change_view()}
                </span>
                <span class="figure-says" data-says=headline.id>{words}</span>
            </dd>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::output::yearly_index;

    #[test]
    fn every_leading_figure_and_its_line_exist() {
        for card in &CARDS {
            assert!(headline_index(card.headline).is_some(), "{}", card.headline);
            assert!(yearly_index(card.line).is_some(), "{}", card.line);
        }
    }
}
