//! What decides the plan most: one input at a time at both ends of its range. Nothing of it is fetched or
//! computed before the reader opens it, and then in slices between which the page answers.

use std::time::Duration;

use leptos::prelude::*;

use super::levers::InputLink;
use crate::analysis::one_at_a_time::{End, Spread, Which, largest, spread, tries};
use crate::app::form::is_open;
use crate::app::format::{self, Kind};
use crate::app::later::{Make, awaited, later};
use crate::app::locale::{Language, key, t, use_locale};
use crate::app::pause::Pause;
use crate::app::state::use_state;
use crate::model::parameter::Parameter;
use crate::model::parameters::registry;
use crate::scenario::{Scenario, Value};

/// How many inputs are shown.
const SHOWN: usize = 6;
/// How long the scenario rests before the work begins.
const REST: Duration = Duration::from_millis(300);
/// How long one slice of the work may take, ms.
const SLICE: f64 = 4.0;

/// Whether the block is open.
#[derive(Clone, Copy)]
struct Open(RwSignal<bool>);

/// The block, folded.
#[component]
pub(super) fn Decides() -> impl IntoView {
    let open = RwSignal::new(false);
    provide_context(Open(open));
    let asked = Memo::new(move |asked: Option<&bool>| asked.copied().unwrap_or(false) || open.get());
    view! {
        <details class="panel decides" id="decides" on:toggle=move |event| open.set(is_open(&event))>
            <summary><h2>{t(key::PLAN_DECIDES_TITLE)}</h2></summary>
            {move || asked.get().then(|| awaited(table))}
        </details>
    }
}

later! {
    decides,
    fn table() -> Make {
        || view! { <Table/> }.into_any()
    }
}

/// What was found for a plan.
#[derive(Clone, Debug, PartialEq)]
struct Found {
    which: Which,
    start_year: f64,
    tried: usize,
    rows: Vec<Spread>,
}

/// The work on one plan.
struct Job {
    scenario: Scenario,
    which: Which,
    left: std::vec::IntoIter<(usize, [Value; 2])>,
    done: Vec<Spread>,
}

impl Job {
    fn new(scenario: Scenario, which: Which) -> Self {
        let left = tries(&scenario, which).collect::<Vec<_>>().into_iter();
        Self { scenario, which, left, done: Vec::new() }
    }

    /// Tries one input more. Answers what was found once all are tried.
    fn advance(&mut self) -> Option<Found> {
        if let Some((index, ends)) = self.left.next() {
            self.done.push(spread(&self.scenario, index, ends));
            return None;
        }
        let done = std::mem::take(&mut self.done);
        let (start_year, tried) = (self.scenario.start_year(), done.len());
        Some(Found { which: self.which, start_year, tried, rows: largest(done, SHOWN) })
    }
}

/// Works for a moment, and goes on later.
fn work(mut job: Job, pause: Pause, found: RwSignal<Option<Found>>) {
    let now = || window().performance().map_or(0.0, |clock| clock.now());
    let end = now() + SLICE;
    while now() < end {
        if let Some(all) = job.advance() {
            found.try_set(Some(all));
            return;
        }
    }
    pause.after(Duration::ZERO, move || work(job, pause, found));
}

/// The choice of inputs, and those that decide most.
#[component]
fn Table() -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let open = use_context::<Open>().map_or_else(|| RwSignal::new(true), |open| open.0);
    let which = RwSignal::new(Which::Assumptions);
    let found = RwSignal::new(None::<Found>);
    let pause = Pause::new();
    Effect::new(move |_| {
        pause.stop();
        // While it is folded, a move is none of its business.
        if !open.get() {
            return;
        }
        state.scenario.track();
        let which = which.get();
        // Of another plan, these figures are not.
        if found.with_untracked(Option::is_some) {
            found.set(None);
        }
        pause.after(REST, move || {
            work(Job::new(state.scenario.get_untracked(), which), pause, found);
        });
    });
    let choice = move |value: Which, id: &'static str, text| {
        view! {
            <button
                type="button"
                class="choice-button"
                data-choice=id
                aria-pressed=move || (which.get() == value).to_string()
                on:click=move |_| which.set(value)
            >
                {t(text)}
            </button>
        }
    };
    let about = move || {
        let language = locale.get();
        found.with(|found| match found {
            None => language.text(key::PLAN_DECIDES_WORKING).to_owned(),
            Some(found) if found.rows.is_empty() => language.text(key::PLAN_DECIDES_NONE).to_owned(),
            Some(found) => language.fill(key::PLAN_DECIDES_ABOUT, &[("count", &found.tried.to_string())]),
        })
    };
    let rows = move || {
        let found = found.get().filter(|found| !found.rows.is_empty())?;
        let language = locale.get();
        let rows = found.rows.iter().filter_map(|spread| row(spread, &found, language)).collect_view();
        Some(view! {
            <div class="table-scroll" tabindex="0" role="group" aria-label=t(key::PLAN_DECIDES_TITLE)>
                <table class="data-table decides-table">
                    <thead>
                        <tr>
                            <th scope="col">{t(key::PLAN_DECIDES_INPUT)}</th>
                            <th scope="col">{t(key::PLAN_DECIDES_NPV_LOW)}</th>
                            <th scope="col">{t(key::PLAN_DECIDES_NPV_HIGH)}</th>
                            <th scope="col">{t(key::PLAN_DECIDES_BREAK_EVEN_LOW)}</th>
                            <th scope="col">{t(key::PLAN_DECIDES_BREAK_EVEN_HIGH)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        })
    };
    view! {
        <div class="decides-tools">
            <div class="choices" role="group" aria-label=t(key::PLAN_DECIDES_WHICH)>
                {choice(Which::Assumptions, "assumptions", key::PLAN_ASSUMPTIONS)}
                {choice(Which::Levers, "levers", key::PLAN_LEVERS)}
            </div>
        </div>
        <p class="aside" role="status">{about}</p>
        {rows}
    }
}

/// One input: its name, which leads to its card, and the plan at both ends.
fn row(spread: &Spread, found: &Found, language: Language) -> Option<impl IntoView + use<>> {
    let parameter = registry().nth(spread.index)?;
    let name = language.find(&format!("parameters.{}.label", parameter.id)).unwrap_or(parameter.id);
    let range = range(parameter, spread, language);
    let npv = |end: End| {
        let text = end.npv_usd.map_or_else(
            || language.text(key::NONE).to_owned(),
            |npv| format::quantity(npv, Kind::of("USD"), language, 3),
        );
        view! { <td><data value=format::machine(end.npv_usd)>{text}</data></td> }
    };
    let start_year = found.start_year;
    let break_even = |end: End| {
        let text = end.break_even_month.map_or_else(
            || language.text(key::NONE).to_owned(),
            |month| format::month(start_year, month, language),
        );
        view! { <td><data value=format::machine(end.break_even_month)>{text}</data></td> }
    };
    Some(view! {
        <tr data-input=parameter.id>
            <th scope="row">
                <InputLink parameter=parameter>{name}</InputLink>
                <span class="row-unit">{range}</span>
            </th>
            {npv(spread.low)}
            {npv(spread.high)}
            {break_even(spread.low)}
            {break_even(spread.high)}
        </tr>
    })
}

/// The ends that were tried, with their unit.
fn range(parameter: &Parameter, spread: &Spread, language: Language) -> String {
    let kind = Kind::of(parameter.unit);
    let number = |value| match value {
        Value::Scalar(number) | Value::Path { to: number, .. } => format::quantity(number, kind, language, 3),
        Value::Choice(_) => String::new(),
    };
    let (low, high) = (number(spread.low.value), number(spread.high.value));
    let range = language.fill(key::PLAN_DECIDES_RANGE, &[("low", &low), ("high", &high)]);
    let unit = language.find(&format!("parameters.{}.unit", parameter.id)).unwrap_or_default();
    format!("{range} {unit}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_inputs_are_tried_and_the_ranges_are_told() {
        let scenario = Scenario::default();
        for which in [Which::Assumptions, Which::Levers] {
            let mut job = Job::new(scenario.clone(), which);
            let found = loop {
                if let Some(found) = job.advance() {
                    break found;
                }
            };
            assert_eq!((found.which, found.tried), (which, tries(&scenario, which).count()));
            assert_eq!(found.rows.len(), SHOWN);
            for spread in &found.rows {
                let parameter = registry().nth(spread.index).unwrap();
                for language in [Language::En, Language::Zh] {
                    let text = range(parameter, spread, language);
                    println!("{} {text} {:?}", parameter.id, spread.size_usd());
                    assert!(!text.contains(['{', '}']) && !text.contains("NaN"), "{text}");
                }
            }
        }
    }
}
