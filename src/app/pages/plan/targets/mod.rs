//! Goals that a person sets on what the plan comes to: counted in the header, drawn across the charts, kept in
//! the link, undone like every other change.

mod add;
mod row;
mod words;

use leptos::prelude::*;

use crate::app::chart::data::Goal;
use crate::app::locale::{Language, Locale, key, t, use_locale};
use crate::app::results::Results;
use crate::app::router;
use crate::app::shell::is_plain;
use crate::app::state::{State, use_state};
use crate::app::wording;
use crate::scenario::target::{Measure, Outcome, Status, Target, check, series};

/// Every goal with how it stands, as the parts of the page find it.
#[derive(Clone, Copy)]
pub(super) struct Goals {
    standing: Memo<Vec<(Target, Outcome)>>,
}

impl Goals {
    /// Begins to follow the plan.
    pub(super) fn provide(state: State) -> Self {
        let standing = Memo::new(move |_| {
            state.targets.with(|targets| {
                // Without goals no move of a slider costs anything here.
                if targets.is_empty() {
                    return Vec::new();
                }
                let one = |run: &_, target: &Target| (*target, check(run, target));
                state
                    .results
                    .with(|results| targets.iter().map(|target| one(results.run(), target)).collect())
            })
        });
        let goals = Self { standing };
        provide_context(goals);
        goals
    }

    /// What the goals are set on, in the order of links, tracked.
    fn measures(self) -> Vec<Measure> {
        self.standing.with(|standing| standing.iter().map(|(target, _)| target.measure).collect())
    }

    /// The goal on a measure and how it stands, tracked.
    fn of(self, measure: Measure) -> Option<(Target, Outcome)> {
        self.standing.with(|standing| standing.iter().find(|(target, _)| target.measure == measure).cloned())
    }

    /// How many are met, and how many there are, tracked.
    fn count(self) -> (usize, usize) {
        self.standing.with(|standing| {
            let met = standing.iter().filter(|(_, outcome)| outcome.status == Status::Met).count();
            (met, standing.len())
        })
    }

    /// The goals on some yearly outputs and how they stand, tracked.
    pub(super) fn on(self, drawn: &[&str]) -> Vec<(Target, Outcome)> {
        let here = |(target, _): &&(Target, Outcome)| {
            target.measure.yearly_id().is_some_and(|id| drawn.contains(&id))
        };
        self.standing.with(|standing| standing.iter().filter(here).cloned().collect())
    }
}

/// Goals as a chart shows them.
pub(super) fn on_chart(standing: &[(Target, Outcome)], years: &[f64], language: Language) -> Vec<Goal> {
    standing.iter().map(|(target, outcome)| goal(target, outcome, years, language)).collect()
}

/// The goals of the page.
pub(super) fn use_goals() -> Goals {
    use_context::<Goals>().unwrap_or_else(|| Goals::provide(use_state()))
}

/// A goal as a chart shows it.
fn goal(target: &Target, outcome: &Outcome, years: &[f64], language: Language) -> Goal {
    let name = words::label(target.measure, language);
    let (asked, stands) = (words::asked(target, language), words::stands(target, outcome, language));
    let line = [("name", name.to_owned()), ("asked", asked.clone()), ("stands", stands)];
    let due = |year: &f64| {
        let due = outcome.years.iter().any(|one| f64::from(one.year) == *year && one.due);
        (due && target.measure.holds_on()).then_some(target.value)
    };
    Goal {
        id: target.measure.id(),
        text: wording::fill(key::PLAN_TARGET_LINE, &line, language),
        name: wording::fill(key::PLAN_TARGET_NAME, &[("name", name.to_owned()), ("asked", asked)], language),
        sign: words::sign(outcome.status),
        status: outcome.status.id(),
        values: years.iter().map(due).collect(),
    }
}

/// That a goal is met now, or missed, in a sentence.
pub(crate) fn told(target: &Target, outcome: &Outcome, language: Language) -> String {
    let text =
        if outcome.status == Status::Met { key::PLAN_TARGET_NOW_MET } else { key::PLAN_TARGET_NOW_MISSED };
    let name = words::label(target.measure, language).to_owned();
    wording::fill(text, &[("name", name), ("asked", words::asked(target, language))], language)
}

/// The values of a derived figure that a goal is set on, which no chart draws otherwise; tracked.
pub(super) fn derived_line(results: &Results, goals: Goals, id: &'static str) -> Option<Vec<Option<f64>>> {
    let measure = Measure::find(id)?;
    let set = goals.standing.with(|standing| standing.iter().any(|(target, _)| target.measure == measure));
    set.then(|| series(results.run(), measure))
}

/// How many goals are met, leading to them.
#[component]
pub(super) fn Count() -> impl IntoView {
    let (locale, goals) = (use_locale(), use_goals());
    let count = Memo::new(move |_| goals.count());
    let text = move || {
        let (met, all) = count.get();
        words::count(met, all, locale.get())
    };
    let standing = move || match count.get() {
        (_, 0) => "none",
        (met, all) if met == all => "met",
        _ => "missed",
    };
    let go = move |event: leptos::ev::MouseEvent| {
        if is_plain(&event) {
            event.prevent_default();
            router::scroll_to("targets".to_owned());
        }
    };
    view! { <a href="#targets" class="target-count" data-role="target-count" data-status=standing on:click=go>{text}</a> }
}

/// Goals that many set, for a plan that ends with a year.
fn usual(last: u16) -> [Option<Target>; 3] {
    [Target::profitable(last.saturating_sub(5)), Target::net_zero(last), Target::epsilon(8.0)]
}

/// The words of a goal that many set.
fn usual_text(target: &Target, language: Language) -> Option<String> {
    let year = target.by_year.map(|year| year.to_string()).unwrap_or_default();
    let text = language.find(&format!("plan.target-usual.{}", target.measure.id()))?;
    Some(text.replace("{year}", &year))
}

/// The goals, and the way to another.
#[component]
pub(super) fn Targets() -> impl IntoView {
    let (state, locale, goals) = (use_state(), use_locale(), use_goals());
    let measures = Memo::new(move |_| goals.measures());
    let none = move || measures.with(Vec::is_empty);
    let offers = move || none().then(|| view! { <Offers state=state locale=locale/> });
    view! {
        <section class="targets" id="targets" tabindex="-1" aria-labelledby="targets-title">
            <header class="targets-head">
                <h2 id="targets-title">{t(key::PLAN_TARGET_TITLE)}</h2>
                <p class="aside">{t(key::PLAN_TARGET_ABOUT)}</p>
            </header>
            <ul class="target-rows">
                <For each=move || measures.get() key=|measure| measure.id() let(measure)>
                    <row::Row measure=measure/>
                </For>
            </ul>
            {offers}
            <add::Add/>
        </section>
    }
}

/// Goals that many set, each one press away.
#[component]
fn Offers(state: State, locale: Locale) -> impl IntoView {
    let last = move || {
        let years = state.results.with_untracked(|results| results.years());
        years.last().copied().unwrap_or_default() as u16
    };
    let buttons = usual(last())
        .into_iter()
        .flatten()
        .map(|target| {
            let text = move || usual_text(&target, locale.get());
            let set = move |_| {
                state.edit(|scenario| _ = scenario.set_target(target));
                // The button goes with the offers; the new goal stands where they stood.
                router::focus("targets");
            };
            view! { <button type="button" class="action" data-offer=target.measure.id() on:click=set>{text}</button> }
        })
        .collect_view();
    view! {
        <div class="target-offers">
            <p>{t(key::PLAN_TARGET_NONE)}</p>
            {buttons}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    #[test]
    fn what_many_set_can_be_set_and_is_said() {
        for target in usual(2035) {
            for language in [Language::En, Language::Zh] {
                let text = usual_text(&target.unwrap(), language).unwrap();
                assert!(!text.contains('{'), "{text}");
            }
        }
    }

    #[test]
    fn a_goal_is_drawn_where_it_is_due() {
        let results = Results::of(&Scenario::default());
        let years = results.years();
        let target = Target::profitable(2030).unwrap();
        let drawn = goal(&target, &check(results.run(), &target), &years, Language::En);
        assert_eq!(drawn.values[3], None);
        assert_eq!(drawn.values[4], Some(0.0));
        assert!(drawn.text.contains("2030"), "{}", drawn.text);
        // A sum over the plan has no place on a chart of years; its words have.
        let budget =
            Target::on("total-revenue-usd", crate::scenario::target::Sense::AtLeast, 1e9, None).unwrap();
        let drawn = goal(&budget, &check(results.run(), &budget), &years, Language::Zh);
        assert!(drawn.values.iter().all(Option::is_none));
    }
}
