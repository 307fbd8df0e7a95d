//! Which way each lever pulls, on profit, carbon, society and quality: the exact slope times a standard step.
//! Computed when the hand rests, in slices between which the page answers; a slider that moves waits for none
//! of it. What computes is fetched after the first view: it holds the run a second time, over dual numbers.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::analysis::effects::{self, By, Figures, LeafEffect, LeverEffect, OUTPUTS};
use crate::app::format::{self, Kind};
use crate::app::later::later;
use crate::app::locale::{Key, Language, key, use_locale};
use crate::app::pause::Pause;
use crate::app::state::{State, use_state};
use crate::model::output::{HEADLINES, headline_index};
use crate::model::parameter::{Dimension, Leaf, Parameter};
use crate::scenario::Scenario;

/// How long the scenario rests before the work begins.
const REST: Duration = Duration::from_millis(400);
/// How long one slice of the work may take, ms.
const SLICE: f64 = 4.0;

/// The four outputs of the marks: a position in [`OUTPUTS`], and the word for it.
pub(crate) const MARKS: [(usize, Key); 4] = [
    (0, key::PLAN_PULL_PROFIT),
    (1, key::PLAN_PULL_CARBON),
    (3, key::PLAN_PULL_SOCIETY),
    (4, key::PLAN_PULL_QUALITY),
];

/// Positions in [`OUTPUTS`] of carbon by location and by market.
const BY_LOCATION: usize = 1;
const BY_MARKET: usize = 2;

/// What a mark tells of a change: market-based carbon where that by location does not change, as with
/// contracts, and else the output of the mark.
pub(crate) fn told_of(
    (output, name): (usize, Key),
    change: &Figures,
    largest: &[f64; OUTPUTS.len()],
) -> (usize, Key) {
    let moves = |at: usize| !mark(change[at], largest[at], 1).verdict.is_empty();
    if output == BY_LOCATION && !moves(BY_LOCATION) && moves(BY_MARKET) {
        (BY_MARKET, key::PLAN_PULL_CARBON_MARKET)
    } else {
        (output, name)
    }
}

/// What is known of the levers of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Known {
    /// Lever by lever, for a standard step.
    levers: Vec<LeverEffect>,
    /// The largest change that any lever makes to each output.
    largest: [f64; OUTPUTS.len()],
    /// The steps of all levers of a leaf, added up, each the way that the leaf means.
    pub(crate) leaves: [LeafEffect; 8],
    /// What the levers that were moved in a leaf do, against the comparison.
    pub(crate) moves: [Option<Figures>; 8],
}

/// The work on one scenario.
struct Job {
    scenario: Scenario,
    against: Scenario,
    steps: Box<dyn Iterator<Item = LeverEffect>>,
    levers: Vec<LeverEffect>,
    moves: [Option<Figures>; 8],
    leaves_done: usize,
}

impl Job {
    fn new(scenario: Scenario, against: Scenario) -> Self {
        let steps = Box::new(effects::exact(scenario.clone()));
        Self { scenario, against, steps, levers: Vec::new(), moves: [None; 8], leaves_done: 0 }
    }

    /// Does a little more. Answers what is known once all of it is done.
    fn advance(&mut self) -> Option<Known> {
        if let Some(effect) = self.steps.next() {
            self.levers.push(effect);
            return None;
        }
        let Some(leaf) = Leaf::ALL.get(self.leaves_done) else { return Some(self.known()) };
        if let Some(slot) = self.moves.get_mut(self.leaves_done) {
            *slot = effects::of_moves(&self.scenario, &self.against, *leaf);
        }
        self.leaves_done += 1;
        None
    }

    fn known(&mut self) -> Known {
        let mut largest = [0.0_f64; OUTPUTS.len()];
        for effect in &self.levers {
            for (largest, change) in largest.iter_mut().zip(effect.change) {
                *largest = largest.max(change.map_or(0.0, f64::abs));
            }
        }
        let leaves = effects::by_leaf(&self.scenario, &self.levers);
        Known { levers: std::mem::take(&mut self.levers), largest, leaves, moves: self.moves }
    }
}

/// Work in pieces, of which the last answers.
type Work = Box<dyn FnMut() -> Option<Known>>;

later! {
    effects,
    fn work() -> fn(Scenario, Scenario) -> Work {
        |scenario, against| {
            let mut job = Job::new(scenario, against);
            Box::new(move || job.advance())
        }
    }
}

/// What is known, for every card and map below.
#[derive(Clone, Copy)]
pub(crate) struct Pulls(RwSignal<Option<Arc<Known>>>);

impl Pulls {
    /// Begins to follow the scenario, for as long as the present component lives.
    pub(crate) fn provide(state: State) -> Self {
        let pulls = Self(RwSignal::new(None));
        provide_context(pulls);
        let slices = Slices { turn: StoredValue::new(0), pause: Pause::new() };
        Effect::new(move |_| {
            state.scenario.track();
            state.pinned.track();
            slices.stop();
            slices.pause.after(REST, move || {
                let turn = slices.turn.get_value();
                leptos::task::spawn_local(async move {
                    // Without it the marks stay away, and the next change asks again.
                    let Ok(work) = work().await else { return };
                    // The reader may have gone on meanwhile.
                    if slices.turn.try_get_value() == Some(turn) {
                        let against = state.pinned.get_untracked().unwrap_or_default();
                        slices.next(pulls, work(state.scenario.get_untracked(), against));
                    }
                });
            });
        });
        on_cleanup(move || slices.stop());
        pulls
    }

    /// What is known; none until the first work is done.
    pub(crate) fn get(self) -> Option<Arc<Known>> {
        self.0.get()
    }
}

/// Work that is done in slices, until something else is to be done.
#[derive(Clone, Copy)]
struct Slices {
    /// Which work is done; each that begins or is stopped has a number of its own.
    turn: StoredValue<u32>,
    pause: Pause,
}

impl Slices {
    /// Leaves the present work.
    fn stop(self) {
        self.turn.try_update_value(|turn| *turn = turn.wrapping_add(1));
        self.pause.stop();
    }

    /// Works for a moment, and goes on later.
    fn next(self, pulls: Pulls, mut work: Work) {
        let now = || window().performance().map_or(0.0, |clock| clock.now());
        let end = now() + SLICE;
        while now() < end {
            if let Some(known) = work() {
                pulls.0.try_set(Some(Arc::new(known)));
                return;
            }
        }
        self.pause.after(Duration::ZERO, move || self.next(pulls, work));
    }
}

/// What a change of one output is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Triangles up or down, as many as the change is strong; a point where there is none.
    pub(crate) sign: &'static str,
    /// `better`, `worse` or nothing.
    pub(crate) verdict: &'static str,
}

/// The mark of a change against the largest of its kind.
pub(crate) fn mark(change: Option<f64>, largest: f64, better: i8) -> Mark {
    let Some(change) = change else { return Mark { sign: "?", verdict: "" } };
    let share = if largest > 0.0 { change.abs() / largest } else { 0.0 };
    if share < 1e-6 {
        return Mark { sign: "·", verdict: "" };
    }
    let strength = match share {
        share if share >= 0.3 => 2,
        share if share >= 0.03 => 1,
        _ => 0,
    };
    let (up, down) = (["▲", "▲▲", "▲▲▲"], ["▼", "▼▼", "▼▼▼"]);
    let sign = if change > 0.0 { up[strength] } else { down[strength] };
    let verdict = if (change > 0.0) == (better > 0) { "better" } else { "worse" };
    Mark { sign, verdict }
}

/// A change of an output in words: `+$120M, better`.
pub(crate) fn told(output: usize, change: Option<f64>, verdict: &str, language: Language) -> String {
    let Some((id, _)) = OUTPUTS.get(output) else { return String::new() };
    let Some(change) = change else { return language.text(key::NONE).to_owned() };
    let unit = headline_index(id).and_then(|index| HEADLINES.get(index)).map_or("", |row| row.unit);
    let kind = Kind::of(unit);
    let amount = if verdict.is_empty() {
        return language.text(key::PLAN_PULL_NONE).to_owned();
    } else {
        format::change(change, kind, language, 2)
    };
    let unit = match kind {
        Kind::Plain | Kind::Score => {
            language.find(&format!("outputs.{id}.unit")).map(|unit| format!(" {unit}")).unwrap_or_default()
        }
        _ => String::new(),
    };
    let word = if verdict == "better" { key::PLAN_BETTER } else { key::PLAN_WORSE };
    format!("{amount}{unit}{} {}", if language == Language::Zh { "，" } else { "," }, language.text(word))
        .replace("， ", "，")
}

/// The dimension of an output of the marks.
pub(crate) fn tone(output: usize) -> &'static str {
    OUTPUTS.get(output).map_or(Dimension::Horizon, |(_, dimension)| *dimension).id()
}

/// The marks beside a lever.
#[component]
pub(super) fn LeverMarks(
    /// Its position in the registry.
    index: usize,
    /// Its declaration.
    parameter: &'static Parameter,
) -> impl IntoView {
    let locale = use_locale();
    let pulls = use_context::<Pulls>();
    let better = effects::better();
    let effect = Memo::new(move |_| {
        let known = pulls?.get()?;
        let effect = known.levers.iter().find(|effect| effect.index == index)?;
        Some((*effect, known.largest))
    });
    let step = move || {
        let (effect, _) = effect.get()?;
        Some(step_text(parameter, &effect, locale.get()))
    };
    let marks = MARKS
        .into_iter()
        .map(|usual| {
            // Which output, and its name; the usual ones until the effects are known.
            let of = Memo::new(move |_| {
                effect.get().map_or(usual, |(effect, largest)| told_of(usual, &effect.change, &largest))
            });
            let mark = Memo::new(move |_| {
                let (output, _) = of.get();
                effect
                    .get()
                    .map(|(effect, largest)| mark(effect.change[output], largest[output], better[output]))
            });
            let words = move || {
                let (output, _) = of.get();
                let ((effect, _), mark) = (effect.get()?, mark.get()?);
                Some(told(output, effect.change[output], mark.verdict, locale.get()))
            };
            view! {
                <li
                    data-tone=tone(usual.0)
                    data-pull=move || OUTPUTS[of.get().0].0
                    data-verdict=move || mark.get().map(|mark| mark.verdict)
                    title=words
                >
                    <span class="pull-name">{move || locale.get().text(of.get().1)}</span>
                    <span class="pull-sign" aria-hidden="true">
                        {move || mark.get().map_or("…", |mark| mark.sign)}
                    </span>
                    <span class="visually-hidden">{words}</span>
                </li>
            }
        })
        .collect_view();
    // At its limit a lever steps back, and its marks would read as those of more of it.
    let back = move || {
        let (effect, _) = effect.get()?;
        let number = |value: f64| format::quantity(value, Kind::of(parameter.unit), locale.get(), 3);
        let (from, to) = (number(effect.step.from), number(effect.step.to));
        (effect.step.size() < 0.0).then(|| {
            let text = locale.get().fill(key::PLAN_PULL_BACK, &[("from", &from), ("to", &to)]);
            view! { <p class="pulls-back">{text}</p> }
        })
    };
    pulls.map(|_| {
        view! {
            {back}
            <ul class="pulls" aria-label=step title=step aria-busy=move || effect.get().is_none().to_string()>{marks}</ul>
        }
    })
}

/// What one step of a lever is, and what its effect was found by: `What one step does, 95% → 100%, …`.
fn step_text(parameter: &Parameter, effect: &LeverEffect, language: Language) -> String {
    let number = |value: f64| format::quantity(value, Kind::of(parameter.unit), language, 3);
    let text = match effect.by {
        By::Slope => key::PLAN_PULL_STEP,
        By::Run => key::PLAN_PULL_STEP_RUN,
    };
    language.fill(text, &[("from", &number(effect.step.from)), ("to", &number(effect.step.to))])
}

/// What one step of a lever does, in figures.
#[component]
pub(super) fn LeverFigures(
    /// Its position in the registry.
    index: usize,
    /// Its declaration.
    parameter: &'static Parameter,
) -> impl IntoView {
    let (locale, _) = (use_locale(), use_state());
    let pulls = use_context::<Pulls>();
    let better = effects::better();
    let effect = Memo::new(move |_| {
        let known = pulls?.get()?;
        let effect = known.levers.iter().find(|effect| effect.index == index)?;
        Some((*effect, known.largest))
    });
    move || {
        let language = locale.get();
        effect.get().map(|(effect, largest)| {
            let rows = OUTPUTS
                .iter()
                .enumerate()
                .map(|(output, (id, _))| {
                    let change = effect.change[output];
                    let mark = mark(change, largest[output], better[output]);
                    let label = language.find(&format!("outputs.{id}.label")).unwrap_or(id);
                    view! {
                        <dt>{label}</dt>
                        <dd data-verdict=mark.verdict>
                            <span aria-hidden="true">{mark.sign}</span>
                            " "
                            {told(output, change, mark.verdict, language)}
                        </dd>
                    }
                })
                .collect_view();
            view! {
                <section class="pull-figures">
                    <p>{step_text(parameter, &effect, language)}</p>
                    <dl>{rows}</dl>
                </section>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_tell_direction_strength_and_whether_it_is_welcome() {
        assert_eq!(mark(Some(1.0), 1.0, 1), Mark { sign: "▲▲▲", verdict: "better" });
        assert_eq!(mark(Some(-0.1), 1.0, 1), Mark { sign: "▼▼", verdict: "worse" });
        assert_eq!(mark(Some(-0.001), 1.0, -1), Mark { sign: "▼", verdict: "better" });
        assert_eq!(mark(Some(0.0), 1.0, 1), Mark { sign: "·", verdict: "" });
        assert_eq!(mark(Some(1e-20), 0.0, 1).verdict, "");
        assert_eq!(mark(None, 1.0, 1).sign, "?");
    }

    #[test]
    fn contracts_are_told_on_market_based_carbon() {
        let largest = [1.0; OUTPUTS.len()];
        let change = |location, market| [Some(1.0), Some(location), Some(market), Some(0.0), Some(0.0)];
        assert_eq!(told_of(MARKS[1], &change(0.0, -1.0), &largest).0, BY_MARKET);
        assert_eq!(told_of(MARKS[1], &change(-1.0, -1.0), &largest), MARKS[1]);
        assert_eq!(told_of(MARKS[1], &change(0.0, 0.0), &largest), MARKS[1]);
        assert_eq!(told_of(MARKS[0], &change(0.0, -1.0), &largest), MARKS[0]);
        let named = [BY_LOCATION, BY_MARKET].map(|at| OUTPUTS[at].0);
        assert_eq!(named, ["total-carbon-location-t", "total-carbon-market-t"]);
    }

    #[test]
    fn changes_are_said_in_both_languages() {
        assert_eq!(told(0, Some(1.2e8), "better", Language::En), "+$120M, better");
        assert!(told(0, Some(1.2e8), "better", Language::Zh).contains('，'));
        assert!(!told(1, Some(0.0), "", Language::En).is_empty());
    }

    #[test]
    fn the_marks_are_the_four_dimensions() {
        let tones = MARKS.map(|(output, _)| tone(output));
        assert_eq!(tones, ["economy", "environment", "society", "technology"]);
    }
}
