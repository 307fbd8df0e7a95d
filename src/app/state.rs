//! What the page knows: one set of signals, made at start and found by every component.
//!
//! Scenario → one run per change → a memo per series. All changes of the scenario pass through
//! [`State::edit`], so that a history can stand there.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::address::{Address, Page, Theme};
use super::article_link::ArticleState;
use super::history::Steps;
use super::pause::Pause;
use super::report::Report;
use super::results::Results;
use crate::model::parameters;
use crate::scenario::link::{self, Pairs};
use crate::scenario::target::Target;
use crate::scenario::{Scenario, Value};

/// The signals of the page.
#[derive(Clone, Copy)]
pub(crate) struct State {
    /// The page that is shown.
    pub(crate) page: RwSignal<Page>,
    /// Dark or light.
    pub(crate) theme: RwSignal<Theme>,
    /// What the article page is set to.
    pub(crate) article: RwSignal<ArticleState>,
    /// The company and its plan.
    pub(crate) scenario: RwSignal<Scenario>,
    /// Each input of it, so that a move tells one card and not all.
    inputs: StoredValue<Vec<RwSignal<Input>>>,
    /// The same as links name it: there are many of them, so they follow when the hand rests.
    pub(crate) linked: RwSignal<Scenario>,
    /// The scenarios before and after it.
    pub(crate) history: Steps,
    /// The run of the scenario.
    pub(crate) results: Memo<Arc<Results>>,
    /// The years of the plan. Signals of their own for what seldom changes: whoever follows a memo over the
    /// scenario is asked again with every move.
    pub(crate) years: RwSignal<Vec<f64>>,
    /// The goals of the plan.
    pub(crate) targets: RwSignal<Vec<Target>>,
    /// The scenario that was pinned for comparison, as `b=` of the address holds it.
    pub(crate) pinned: Memo<Option<Scenario>>,
    /// The run it is compared with: the pinned scenario, or else the reference lab.
    pub(crate) comparison: Memo<Arc<Results>>,
    /// What of the address could not be followed.
    pub(crate) reports: RwSignal<Vec<Report>>,
    /// Parts of the address that are only passed on: language, theme, unknown keys.
    pub(crate) passed_on: RwSignal<PassedOn>,
    /// Whether the next change of the address is a step that the back button should undo.
    pub(crate) step: StoredValue<bool>,
}

/// An input as the scenario has it: its value, and what its programme costs.
type Input = (Option<Value>, Option<f64>);

/// An input of a scenario.
fn input(scenario: &Scenario, index: usize) -> Input {
    (scenario.value(index), scenario.programme_cost(index))
}

/// Parts of an address that no other signal holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PassedOn {
    /// Whether the address names the language.
    pub(crate) language: bool,
    /// Whether the address names the theme.
    pub(crate) theme: bool,
    /// View settings that this page only passes on.
    pub(crate) view: Pairs,
    /// Keys of other versions.
    pub(crate) unknown: Pairs,
    /// Whether the address is kept in the fragment.
    pub(crate) in_fragment: bool,
}

/// How long the scenario rests before links follow it.
const REST: Duration = Duration::from_millis(200);

/// The key of the pinned scenario among the view settings.
const PINNED: &str = "b";

impl PassedOn {
    /// The text of the pinned scenario, if there is one.
    pub(crate) fn pinned_text(&self) -> Option<&str> {
        self.view.iter().find(|(key, _)| key == PINNED).map(|(_, text)| text.as_str())
    }

    /// The pinned scenario, if there is one and it can be read.
    fn pinned(&self) -> Option<Scenario> {
        let query = link::decode_compact(self.pinned_text()?).ok()?;
        Some(link::parse(&query).scenario)
    }
}

impl State {
    /// Makes the state and provides it to every component below.
    pub(crate) fn provide(theme: Theme) -> Self {
        let scenario = RwSignal::new(Scenario::default());
        let inputs = scenario.with_untracked(|scenario| {
            (0..parameters::COUNT).map(|index| RwSignal::new(input(scenario, index))).collect()
        });
        // A new scenario is a new run; comparing every number would cost more than it saves.
        let results = Memo::new_with_compare(move |_| Arc::new(scenario.with(Results::of)), |_, _| true);
        let (years, targets) =
            scenario.with_untracked(|scenario| (scenario.years(), scenario.targets().to_vec()));
        let passed_on = RwSignal::new(PassedOn::default());
        let pinned = Memo::new(move |_| passed_on.with(PassedOn::pinned));
        let comparison = Memo::new_with_compare(
            move |_| Arc::new(Results::of(&pinned.get().unwrap_or_default())),
            |_, _| true,
        );
        let state = Self {
            page: RwSignal::new(Page::default()),
            theme: RwSignal::new(theme),
            article: RwSignal::new(ArticleState::default()),
            scenario,
            inputs: StoredValue::new(inputs),
            linked: resting(scenario),
            history: Steps::new(),
            results,
            years: RwSignal::new(years),
            targets: RwSignal::new(targets),
            pinned,
            comparison,
            reports: RwSignal::new(Vec::new()),
            passed_on,
            step: StoredValue::new(false),
        };
        provide_context(state);
        state
    }

    /// Takes everything that an address says; what it does not say is at its default. Language and theme
    /// are the caller's.
    pub(crate) fn open(self, address: Address) {
        if address.page == Page::Article {
            set_if_new(self.article, address.article);
        }
        self.history.open(&address.scenario);
        self.put(address.scenario);
        self.link();
        set_if_new(self.page, address.page);
        set_if_new(self.reports, address.reports);
        set_if_new(
            self.passed_on,
            PassedOn {
                language: address.language.is_some(),
                theme: address.theme.is_some(),
                view: address.view,
                unknown: address.unknown,
                in_fragment: address.in_fragment,
            },
        );
    }

    /// Changes the scenario. Every change comes through here.
    pub(crate) fn edit(self, change: impl FnOnce(&mut Scenario)) {
        let mut scenario = self.scenario.get_untracked();
        change(&mut scenario);
        self.history.record(&scenario, true);
        self.put(scenario);
    }

    /// Shows a scenario that the history knows already.
    pub(crate) fn put(self, scenario: Scenario) {
        self.inputs.with_value(|inputs| {
            for (index, signal) in inputs.iter().enumerate() {
                set_if_new(*signal, input(&scenario, index));
            }
        });
        set_if_new(self.years, scenario.years());
        if self.targets.with_untracked(|targets| targets != scenario.targets()) {
            self.targets.set(scenario.targets().to_vec());
        }
        set_if_new(self.scenario, scenario);
    }

    /// Lets links follow at once.
    fn link(self) {
        set_if_new(self.linked, self.scenario.get_untracked());
    }

    /// Sets one parameter.
    pub(crate) fn set(self, index: usize, value: Value) {
        self.edit(|scenario| {
            scenario.set_at(index, value);
        });
    }

    /// Opens another page.
    pub(crate) fn go(self, page: Page) {
        self.link();
        self.step.set_value(true);
        self.reports.set(Vec::new());
        self.page.set(page);
    }

    /// Takes a whole scenario, as one step back.
    pub(crate) fn adopt(self, scenario: Scenario) {
        self.step.set_value(true);
        self.reports.set(Vec::new());
        self.history.record(&scenario, false);
        self.put(scenario);
        self.link();
    }

    /// Pins a scenario to compare with; none lets go of it.
    pub(crate) fn pin(self, scenario: Option<&Scenario>) {
        let text = scenario.map(|scenario| link::encode_compact(&link::write(scenario, &[], &[])));
        self.passed_on.update(|passed_on| {
            passed_on.view.retain(|(key, _)| key != PINNED);
            passed_on.view.extend(text.map(|text| (PINNED.to_owned(), text)));
        });
    }

    /// One parameter's value, which tells only when it changes.
    pub(crate) fn value(self, index: usize) -> Memo<Option<Value>> {
        let signal = self.input(index);
        Memo::new(move |_| signal.and_then(|signal| signal.get().0))
    }

    /// What one parameter's programme costs, which tells only when it changes.
    pub(crate) fn programme_cost(self, index: usize) -> Memo<Option<f64>> {
        let signal = self.input(index);
        Memo::new(move |_| signal.and_then(|signal| signal.get().1))
    }

    /// Tracks some parameters, and nothing else of the scenario.
    pub(crate) fn track_inputs(self, indices: &[usize]) {
        self.inputs.with_value(|inputs| {
            for signal in indices.iter().filter_map(|index| inputs.get(*index)) {
                signal.track();
            }
        });
    }

    fn input(self, index: usize) -> Option<RwSignal<Input>> {
        self.inputs.with_value(|inputs| inputs.get(index).copied())
    }
}

/// A scenario that follows another when that rests, for as long as the present component lives.
fn resting(scenario: RwSignal<Scenario>) -> RwSignal<Scenario> {
    let resting = RwSignal::new(scenario.get_untracked());
    let pause = Pause::new();
    Effect::new(move |_| {
        scenario.track();
        pause.after(REST, move || set_if_new(resting, scenario.get_untracked()));
    });
    resting
}

/// Sets a signal only if that changes it.
pub(crate) fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|present| *present != value) {
        signal.set(value);
    }
}

/// A signal of what is asked again with every move and seldom changes: only then are those told who follow it. Those
/// behind a memo are asked with every move whether they have to.
pub(crate) fn seldom<T: PartialEq + Send + Sync + 'static>(of: impl Fn() -> T + 'static) -> RwSignal<T> {
    let signal = RwSignal::new(untrack(&of));
    Effect::new(move |_| set_if_new(signal, of()));
    signal
}

/// The state that the page was started with.
pub(crate) fn use_state() -> State {
    use_context::<State>().unwrap_or_else(|| State::provide(Theme::Light))
}
