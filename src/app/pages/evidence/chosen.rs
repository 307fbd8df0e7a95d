//! The figure that is explained, as the address names it, and the run that explains it: recorded on demand,
//! after the page is painted, and let go of with the page.

use std::sync::Arc;

use leptos::prelude::*;

use crate::analysis::explain::{Explainer, Figure, Kind, Subject, When};
use crate::app::explain_link::{Explains, explained, of_scenario, parted, use_explains};
use crate::app::results::Results;
use crate::app::state::use_state;
use crate::scenario::Scenario;
use crate::scenario::link::{self, decode_compact};

/// What is explained.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    pub(super) explains: Option<Explains>,
    /// The text of the address.
    pub(super) text: Memo<Option<String>>,
    /// Whose figure it is, as the text says it; none for the plan's own.
    pub(super) whose: Memo<Option<String>>,
    /// Another scenario than the plan, where the text names one that can be read.
    pub(super) other: Memo<Option<Scenario>>,
    /// The scenario that is explained: that one, or else the plan.
    pub(super) scenario: Memo<Scenario>,
    /// Its run.
    pub(super) results: Memo<Arc<Results>>,
    /// Its first calendar year.
    pub(super) start_year: Memo<f64>,
    /// The figure, where the text names one.
    pub(super) figure: Memo<Option<Figure>>,
    /// The figure that is shown: the nearest that the plan has.
    pub(super) shown: Memo<Option<Figure>>,
    /// The run that explains it.
    pub(super) run: RwSignal<Option<Arc<Explainer>>>,
}

/// The year of links, of a year that is a number.
const fn whole(year: f64) -> i32 {
    year as i32
}

impl Chosen {
    pub(super) fn provide() -> Self {
        let state = use_state();
        let text = Memo::new(move |_| {
            state.passed_on.with(|passed_on| explained(&passed_on.view).map(str::to_owned))
        });
        let whose = Memo::new(move |_| text.with(|text| parted(text.as_deref()?).0.map(str::to_owned)));
        let other = Memo::new(move |_| {
            let whose = whose.get()?;
            state.passed_on.with(|passed_on| read(&whose, &passed_on.view))
        });
        let scenario = Memo::new(move |_| other.get().unwrap_or_else(|| state.scenario.get()));
        let results = Memo::new_with_compare(
            move |_| {
                other.with(|other| {
                    other.as_ref().map_or_else(|| state.results.get(), |other| Arc::new(Results::of(other)))
                })
            },
            |_, _| true,
        );
        let start_year = Memo::new(move |_| scenario.with(Scenario::start_year));
        let figure = Memo::new(move |_| {
            text.with(|text| Figure::parse(parted(text.as_deref()?).1, whole(start_year.get())))
        });
        let run = RwSignal::new(None::<Arc<Explainer>>);
        let shown = Memo::new(move |_| {
            let figure = figure.get()?;
            run.with(|run| match run {
                Some(run) if run.value(figure).is_none() => {
                    let when = nearest(&times_of(run, figure.subject), figure.when)?;
                    Some(Figure { when, ..figure })
                }
                _ => Some(figure),
            })
        });
        let explains = use_explains();
        let chosen = Self { explains, text, whose, other, scenario, results, start_year, figure, shown, run };
        chosen.record_on_demand();
        provide_context(chosen);
        chosen
    }

    /// Records a run when a figure is first asked for, and again after each change of the plan.
    fn record_on_demand(self) {
        let wanted = Memo::new(move |_| self.figure.with(Option::is_some));
        Effect::new(move |_| {
            if !wanted.get() {
                return;
            }
            let scenario = self.scenario.get();
            // The head of the explanation is painted first: it needs no recording.
            after_paint(move || {
                let latest = self.scenario.try_with_untracked(|now| *now == scenario).unwrap_or(false);
                // The page may have been left meanwhile.
                if latest && !self.run.is_disposed() {
                    self.run.set(Some(Arc::new(Explainer::of(&scenario))));
                }
            });
        });
    }

    /// The text of a figure in the address.
    pub(super) fn link_text(self, figure: Figure) -> String {
        let text = figure.text(whole(self.start_year.get_untracked()));
        self.whose.with_untracked(|whose| of_scenario(whose.as_deref(), &text))
    }

    /// The times for which a subject can be explained; those of the run where there is one.
    pub(super) fn times(self, subject: Subject) -> Vec<When> {
        let years = || {
            let count = self.results.with(|results| results.years().len());
            (0..count).map(When::year).collect::<Vec<_>>()
        };
        self.run.with(|run| match (run, subject.kind()) {
            (Some(run), _) => times_of(run, subject),
            (None, Kind::Headline(_)) => vec![When::Plan],
            (None, _) => years(),
        })
    }

    /// The value that an ordinary run gives a figure; none where it keeps none.
    pub(super) fn plain_value(self, figure: Figure) -> Option<f64> {
        self.results.with(|results| match (figure.subject.kind(), figure.when) {
            (Kind::Headline(index), When::Plan) => results.headline(index),
            (Kind::Stored(_) | Kind::Ratio(_), When::Year(year)) => {
                results.yearly(figure.subject.id()).get(usize::from(year)).copied().flatten()
            }
            _ => None,
        })
    }

    /// Shows the explanation of a figure.
    pub(super) fn open(self, figure: Figure) {
        if let Some(explains) = self.explains {
            explains.open(self.link_text(figure));
        }
    }
}

/// The scenario that a text names: by its key among the view settings, or in the compact form. Pure.
fn read(whose: &str, view: &[(String, String)]) -> Option<Scenario> {
    let kept = view.iter().find(|(key, _)| key == whose).map(|(_, text)| text.as_str());
    let query = decode_compact(kept.unwrap_or(whose)).ok()?;
    Some(link::parse(&query).scenario)
}

/// The times for which a run can explain a subject.
fn times_of(run: &Explainer, subject: Subject) -> Vec<When> {
    run.figures().filter(|figure| figure.subject == subject).map(|figure| figure.when).collect()
}

/// What is explained on the page.
pub(super) fn use_chosen() -> Chosen {
    use_context::<Chosen>().unwrap_or_else(Chosen::provide)
}

/// Does something once what is due to be painted is painted.
pub(super) fn after_paint(act: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(act, std::time::Duration::ZERO));
}

/// The time nearest to a wanted one: itself, else its year, else the last.
pub(super) fn nearest(times: &[When], wanted: When) -> Option<When> {
    let year = match wanted {
        When::Month(month) => Some(month / 12),
        When::Year(year) => Some(year),
        When::Plan => None,
    };
    let of_year = |time: &&When| match (time, year) {
        (When::Year(other), Some(year)) => *other == year,
        (When::Month(month), Some(year)) => month / 12 == year,
        _ => false,
    };
    let exact = times.iter().find(|time| **time == wanted);
    let whole_year = times.iter().find(|time| matches!(time, When::Year(_)) && of_year(time));
    exact.or(whole_year).or_else(|| times.iter().rfind(of_year)).or_else(|| times.last()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_scenario_is_read_by_its_key_or_as_it_is() {
        let text = link::encode_compact("v=0&pue-today=1.4");
        let expected = link::parse("v=0&pue-today=1.4").scenario;
        assert_eq!(read("c", &[("c".to_owned(), text.clone())]), Some(expected.clone()));
        assert_eq!(read(&text, &[]), Some(expected));
        for unreadable in ["c", "u1.~", "x9.abc"] {
            assert_eq!(read(unreadable, &[]), None, "{unreadable}");
        }
    }

    #[test]
    fn another_subject_keeps_the_time_where_it_can() {
        let years: Vec<When> = (0..3).map(When::Year).collect();
        let months: Vec<When> = (0..36).map(When::Month).collect();
        let both = [months.clone(), years.clone()].concat();
        assert_eq!(nearest(&years, When::Month(13)), Some(When::Year(1)));
        assert_eq!(nearest(&months, When::Year(1)), Some(When::Month(23)));
        assert_eq!(nearest(&both, When::Month(13)), Some(When::Month(13)));
        assert_eq!(nearest(&[When::Plan], When::Year(1)), Some(When::Plan));
        assert_eq!(nearest(&years, When::Plan), Some(When::Year(2)));
        assert_eq!(nearest(&[], When::Plan), None);
    }
}
