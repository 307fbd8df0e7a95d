//! Goals in the reader's language: what they ask, how they stand, year by year. Pure.

use crate::app::format::{self, Kind};
use crate::app::locale::{Language, key};
use crate::app::wording::fill;
use crate::scenario::target::{Measure, Outcome, Sense, Status, Target, YearOutcome};

/// The name of what a goal is set on.
pub(super) fn label(measure: Measure, language: Language) -> &'static str {
    let id = measure.id();
    language.find(&format!("outputs.{id}.label")).unwrap_or(id)
}

/// Its unit; empty where the number says it.
pub(super) fn unit(measure: Measure, language: Language) -> &'static str {
    if measure.unit() == "USD" || matches!(Kind::of(measure.unit()), Kind::Share | Kind::Year) {
        return "";
    }
    language.find(&format!("outputs.{}.unit", measure.id())).unwrap_or_default()
}

/// A figure of a measure with its unit.
pub(super) fn value(measure: Measure, value: f64, language: Language) -> String {
    let kind = Kind::of(measure.unit());
    let text = format::quantity(value, kind, language, 3);
    match format::beside(unit(measure, language), kind) {
        "" => text,
        unit if unit.starts_with('/') => format!("{text}{unit}"),
        unit => format!("{text} {unit}"),
    }
}

/// What a goal asks: `at most 1,000 t from 2030 on`.
pub(super) fn asked(target: &Target, language: Language) -> String {
    let side = match target.sense {
        Sense::AtMost => key::PLAN_TARGET_MOST,
        Sense::AtLeast => key::PLAN_TARGET_LEAST,
    };
    let text = fill(side, &[("value", value(target.measure, target.value, language))], language);
    let Some(year) = target.by_year.filter(|_| target.measure.has_years()) else { return text };
    let when = if target.measure.holds_on() { key::PLAN_TARGET_FROM_YEAR } else { key::PLAN_TARGET_IN_YEAR };
    fill(when, &[("text", text), ("year", year.to_string())], language)
}

/// Years as spans: `2027–2030, 2033`.
fn spans(years: &[i32], language: Language) -> String {
    let mut spans: Vec<(i32, i32)> = Vec::new();
    for year in years {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == *year => *last = *year,
            _ => spans.push((*year, *year)),
        }
    }
    let text = |(first, last): &(i32, i32)| {
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    };
    spans.iter().map(text).collect::<Vec<_>>().join(language.text(key::PLAN_TARGET_AND))
}

/// The sign of a status, beside its word.
pub(super) const fn sign(status: Status) -> &'static str {
    match status {
        Status::Met => "✓",
        Status::Missed => "✗",
        Status::NoFigure | Status::BeyondPlan => "–",
    }
}

/// How a goal stands, in a sentence.
pub(super) fn stands(target: &Target, outcome: &Outcome, language: Language) -> String {
    let measure = target.measure;
    let figure = || outcome.value.map_or(format::NONE.to_owned(), |found| value(measure, found, language));
    match outcome.status {
        Status::NoFigure => language.text(key::PLAN_TARGET_NO_FIGURE).to_owned(),
        Status::BeyondPlan => {
            let last = outcome.years.last().map_or(outcome.year, |year| year.year);
            fill(key::PLAN_TARGET_BEYOND, &[("year", last.to_string())], language)
        }
        Status::Met if measure.holds_on() => match outcome.holds_from {
            Some(year) if outcome.years.first().is_some_and(|first| first.year < year) => {
                fill(key::PLAN_TARGET_MET_FROM, &[("year", year.to_string())], language)
            }
            _ => language.text(key::PLAN_TARGET_MET_ALWAYS).to_owned(),
        },
        Status::Met => fill(key::PLAN_TARGET_MET_AT, &[("value", figure())], language),
        Status::Missed if measure.holds_on() => {
            let years = spans(&outcome.missed, language);
            let missed = fill(key::PLAN_TARGET_MISSED_IN, &[("years", years)], language);
            match outcome.holds_from {
                Some(year) => {
                    let after = fill(key::PLAN_TARGET_AFTER, &[("year", year.to_string())], language);
                    missed + &after
                }
                None => {
                    let end = [("value", figure()), ("year", outcome.year.to_string())];
                    let text = if outcome.value.is_some() {
                        key::PLAN_TARGET_STANDS_AT
                    } else {
                        key::PLAN_TARGET_NOTHING
                    };
                    missed + &fill(text, &end, language)
                }
            }
        }
        Status::Missed => fill(key::PLAN_TARGET_MISSED_AT, &[("value", figure())], language),
    }
}

/// One year of a goal, said whole.
pub(super) fn year(measure: Measure, year: &YearOutcome, language: Language) -> String {
    let figure = year.value.map_or(format::NONE.to_owned(), |found| value(measure, found, language));
    let word = match (year.due, year.met) {
        (false, _) => key::PLAN_TARGET_NOT_DUE,
        (true, true) => key::PLAN_TARGET_MET,
        (true, false) => key::PLAN_TARGET_MISSED,
    };
    let word = language.text(word).to_owned();
    fill(
        key::PLAN_TARGET_YEAR_LINE,
        &[("year", year.year.to_string()), ("value", figure), ("word", word)],
        language,
    )
}

/// How many goals are met: `3 of 4 targets met`.
pub(super) fn count(met: usize, all: usize, language: Language) -> String {
    match all {
        0 => language.text(key::PLAN_TARGET_SET_ONE).to_owned(),
        1 => language
            .text(if met == 1 { key::PLAN_TARGET_ONE_MET } else { key::PLAN_TARGET_ONE_MISSED })
            .to_owned(),
        _ => fill(key::PLAN_TARGET_COUNT, &[("met", met.to_string()), ("all", all.to_string())], language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::simulate::Keep;
    use crate::scenario::target::check;
    use crate::scenario::{Scenario, run};

    #[test]
    fn years_are_said_as_spans() {
        assert_eq!(spans(&[2027, 2028, 2029, 2033], Language::En), "2027–2029, 2033");
        assert_eq!(spans(&[2027], Language::Zh), "2027");
    }

    #[test]
    fn goals_and_their_standing_are_said_in_both_languages() {
        let run = run(&Scenario::default(), Keep::Years);
        let targets = [
            Target::profitable(2028),
            Target::profitable(2034),
            Target::net_zero(2035),
            Target::net_zero(2099),
            Target::epsilon(8.0),
            Target::on("npv-usd", Sense::AtLeast, 0.0, None),
            Target::on("total-carbon-market-t", Sense::AtMost, 1e9, Some(2030)),
            Target::on("final-trust", Sense::AtLeast, 1.0, None),
        ];
        for target in targets.into_iter().flatten() {
            let outcome = check(&run, &target);
            for language in [Language::En, Language::Zh] {
                let texts = [asked(&target, language), stands(&target, &outcome, language)];
                assert!(texts.iter().all(|text| !text.contains('{') && text.len() > 4), "{texts:?}");
                let years = outcome.years.iter().map(|one| year(target.measure, one, language));
                assert!(years.into_iter().all(|text| text.starts_with("20")));
            }
        }
        assert_eq!(count(3, 4, Language::En), "3 of 4 targets met");
        assert_ne!(count(0, 1, Language::Zh), count(1, 1, Language::Zh));
    }
}
