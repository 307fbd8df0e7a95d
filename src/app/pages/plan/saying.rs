//! What the figures say, in a few words each: the sentence for the whole plan, and a line for each leading
//! figure. The facts come from [`finding`](crate::analysis::finding), the words from here. Pure.

use crate::analysis::finding::{Direction, Extreme, Profitable, Shift, Summary, Trend};
use crate::app::format::{self, Kind};
use crate::app::locale::{Key, Language, key};
use crate::app::wording::fill;

/// A number of years in words, where the language has them.
fn years(count: i32, language: Language) -> String {
    let words = language.text(key::PLAN_SAY_NUMBERS);
    let word = usize::try_from(count - 1).ok().and_then(|at| words.split_whitespace().nth(at));
    let number = word.map_or_else(|| count.to_string(), str::to_owned);
    let text = if count == 1 { key::PLAN_SAY_YEAR } else { key::PLAN_SAY_YEARS };
    fill(text, &[("count", number)], language)
}

/// `, three years earlier`; nothing where nothing moved.
fn shifted(shift: Option<Shift>, language: Language) -> String {
    match shift {
        Some(Shift::Earlier { by }) => {
            fill(key::PLAN_SAY_EARLIER, &[("years", years(by, language))], language)
        }
        Some(Shift::Later { by }) => fill(key::PLAN_SAY_LATER, &[("years", years(by, language))], language),
        _ => String::new(),
    }
}

/// From when net income is positive; EBITDA alone would be read as profit.
fn net(known: &Profitable, last: i32, language: Language) -> String {
    match (known.net_from, known.from) {
        (Some(net), _) => fill(key::PLAN_SAY_NET_FROM, &[("net", net.to_string())], language),
        (None, Some(_)) => fill(key::PLAN_SAY_NET_NEVER, &[("year", last.to_string())], language),
        (None, None) => language.text(key::PLAN_SAY_NET_NEITHER).to_owned(),
    }
}

/// From when EBITDA and net income are positive, and how the first moved.
fn profitable(known: &Profitable, last: i32, language: Language) -> String {
    ebitda(known, last, language) + &net(known, last, language)
}

/// From when EBITDA is positive, and how that moved.
fn ebitda(known: &Profitable, last: i32, language: Language) -> String {
    match known.from {
        Some(_) if known.always => {
            language.text(key::PLAN_SAY_EBITDA_ALWAYS).to_owned() + &shifted(known.shift, language)
        }
        Some(from) => {
            let new = match known.shift {
                Some(Shift::OnlyHere) => language.text(key::PLAN_SAY_ONLY_HERE),
                _ => "",
            };
            fill(key::PLAN_SAY_EBITDA_FROM, &[("year", from.to_string())], language)
                + &shifted(known.shift, language)
                + new
        }
        None => {
            let gone = match known.shift {
                Some(Shift::OnlyThere) => language.text(key::PLAN_SAY_ONLY_THERE),
                _ => "",
            };
            fill(key::PLAN_SAY_EBITDA_NEVER, &[("year", last.to_string())], language) + gone
        }
    }
}

/// When carbon is highest, and how that moved.
fn peak(known: &Extreme, language: Language) -> String {
    let year = [("year", known.at.year.to_string())];
    match (known.first, known.last) {
        (true, false) => language.text(key::PLAN_SAY_CARBON_FALLS).to_owned(),
        (_, true) => fill(key::PLAN_SAY_CARBON_RISES, &year, language),
        _ => fill(key::PLAN_SAY_CARBON_PEAKS, &year, language) + &shifted(known.shift, language),
    }
}

/// Where a figure of 100 points goes; what reads the same has not moved.
fn points(trend: &Trend, texts: [Key; 3], language: Language) -> String {
    let score = |value: f64| format::number(value, language, 2);
    let (from, to) = (score(trend.from.value), score(trend.to.value));
    let text = match trend.direction {
        _ if from == to => texts[2],
        Direction::Rises => texts[0],
        _ => texts[1],
    };
    fill(text, &[("from", from), ("to", to)], language)
}

/// The sentence for the whole plan.
pub(super) fn plan(summary: &Summary, first: f64, last: i32, language: Language) -> String {
    let mut parts = vec![profitable(&summary.profitable, last, language)];
    parts.extend(summary.carbon_peak.as_ref().map(|known| peak(known, language)));
    let out = summary.cash_low.and_then(|low| low.runs_out);
    parts.extend(out.map(|month| {
        fill(key::PLAN_SAY_CASH_OUT, &[("month", format::month(first, f64::from(month), language))], language)
    }));
    let trust = [key::PLAN_SAY_TRUST_RISES, key::PLAN_SAY_TRUST_FALLS, key::PLAN_SAY_TRUST_STAYS];
    parts.extend(summary.trust.as_ref().map(|trend| points(trend, trust, language)));
    let text = parts.join(language.text(key::PLAN_SAY_BETWEEN)) + language.text(key::PLAN_SAY_STOP);
    capital(&text)
}

/// With a capital letter; other scripts have none.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What one leading figure says, in a few words.
#[derive(Clone, Copy, Debug)]
pub(super) enum Says {
    /// Where cash is lowest, or when it runs out.
    Cash,
    /// How many times its first year a yearly output is in its last.
    Growth,
    /// From when EBITDA and net income are positive.
    Profit,
    /// When carbon is highest.
    Peak,
    /// Where trust goes.
    Trust,
    /// Ahead of the market or behind it.
    Gap,
}

impl Says {
    /// The words, capital first; none where there are no figures. `yearly` is the line of the card.
    pub(super) fn text(
        self,
        summary: &Summary,
        line: &[Option<f64>],
        first: f64,
        last: i32,
        language: Language,
    ) -> Option<String> {
        let text = match self {
            Says::Cash => {
                let low = summary.cash_low?;
                match low.runs_out {
                    Some(month) => fill(
                        key::PLAN_SAY_CASH_OUT,
                        &[("month", format::month(first, f64::from(month), language))],
                        language,
                    ),
                    None => fill(
                        key::PLAN_SAY_CASH_LOW,
                        &[
                            ("value", format::quantity(low.at.value, Kind::Money, language, 2)),
                            ("month", format::month(first, f64::from(low.month), language)),
                        ],
                        language,
                    ),
                }
            }
            Says::Growth => {
                let (from, to) = ((*line.first()?)?, (*line.last()?)?);
                let factor = (from > 0.0).then(|| format::number(to / from, language, 2))?;
                fill(key::PLAN_SAY_GROWTH, &[("factor", factor), ("year", format!("{first:.0}"))], language)
            }
            Says::Profit => profitable(&summary.profitable, last, language),
            Says::Peak => peak(summary.carbon_peak.as_ref()?, language),
            Says::Trust => {
                let texts = [key::PLAN_SAY_TRUST_RISES, key::PLAN_SAY_TRUST_FALLS, key::PLAN_SAY_TRUST_STAYS];
                points(summary.trust.as_ref()?, texts, language)
            }
            Says::Gap => {
                let gap = summary.quality?.to.value;
                let factor = format::number(10f64.powf(gap.abs()), language, 2);
                let text = match gap {
                    gap if gap.abs() < 0.005 => key::PLAN_SAY_GAP_LEVEL,
                    gap if gap > 0.0 => key::PLAN_SAY_GAP_AHEAD,
                    _ => key::PLAN_SAY_GAP_BEHIND,
                };
                fill(text, &[("factor", factor)], language)
            }
        };
        Some(capital(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::finding::summary;
    use crate::app::results::Results;
    use crate::scenario::{Scenario, Value, presets};

    const SAYS: [Says; 6] = [Says::Cash, Says::Growth, Says::Profit, Says::Peak, Says::Trust, Says::Gap];

    #[test]
    fn every_preset_says_something_in_both_languages() {
        let base = Results::of(&Scenario::default());
        for preset in presets::all() {
            let results = Results::of(&preset.scenario());
            let known = summary(results.run(), Some(base.run()));
            let line = results.yearly("revenue-usd");
            for language in [Language::En, Language::Zh] {
                let text = plan(&known, 2026.0, 2035, language);
                assert!(!text.contains('{') && text.chars().count() > 12, "{text}");
                for says in SAYS {
                    let text = says.text(&known, &line, 2026.0, 2035, language).unwrap_or_default();
                    assert!(!text.contains('{'), "{text}");
                }
            }
        }
    }

    #[test]
    fn a_shift_is_told_in_years() {
        assert_eq!(shifted(Some(Shift::Earlier { by: 3 }), Language::En), ", three years earlier");
        assert_eq!(shifted(Some(Shift::Later { by: 1 }), Language::En), ", one year later");
        assert_eq!(shifted(Some(Shift::Later { by: 12 }), Language::En), ", 12 years later");
        assert_eq!(shifted(Some(Shift::Same), Language::Zh), "");
        assert!(shifted(Some(Shift::Earlier { by: 3 }), Language::Zh).contains('3'));
    }

    #[test]
    fn net_profit_is_told_apart_from_ebitda() {
        let known = |from, net_from| Profitable {
            from,
            always: from == Some(2026),
            net_from,
            shift: Some(Shift::Same),
        };
        let said = |from, net_from| profitable(&known(from, net_from), 2035, Language::En);
        assert_eq!(said(Some(2030), Some(2032)), "EBITDA positive from 2030, net profit from 2032");
        assert_eq!(said(Some(2026), None), "EBITDA positive from the first year, no net profit by 2035");
        assert_eq!(said(None, None), "EBITDA not positive by 2035, and no net profit either");
        assert_eq!(
            profitable(&known(Some(2030), Some(2032)), 2035, Language::Zh),
            "2030 年起 EBITDA 为正，2032 年起净利润为正"
        );
    }

    #[test]
    fn a_plan_without_funding_runs_out_of_cash() {
        let mut scenario = Scenario::default();
        scenario.set("funding", Value::Choice(1));
        scenario.set("initial-cash", Value::Scalar(0.0));
        let results = Results::of(&scenario);
        let known = summary(results.run(), None);
        let text = plan(&known, 2026.0, 2035, Language::En);
        assert!(text.contains("runs out"), "{text}");
    }
}
