//! The sentence above a chart: what its numbers say, in the reader's language. Pure.

use crate::app::chart::data::ChartData;
use crate::app::format;
use crate::app::locale::{Key, Language, key};

/// From a chart's data to a sentence.
pub(super) type Finding = fn(&ChartData, Language) -> String;

/// A value with its year.
type At = (f64, f64);

/// The values of a series with their years, gaps left out.
fn points(data: &ChartData, id: &str) -> Vec<At> {
    let series = data.series.iter().find(|series| series.id == id);
    series
        .map(|series| data.x.iter().zip(&series.values).filter_map(|(x, y)| Some((*x, (*y)?))).collect())
        .unwrap_or_default()
}

fn highest(points: &[At]) -> Option<At> {
    points.iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a })
}

fn lowest(points: &[At]) -> Option<At> {
    points.iter().copied().reduce(|a, b| if b.1 < a.1 { b } else { a })
}

/// The first year from which the values stay above zero.
fn positive_from(points: &[At]) -> Option<f64> {
    let after = points.iter().rposition(|(_, value)| *value <= 0.0).map_or(0, |index| index + 1);
    points.get(after).map(|(year, _)| *year)
}

fn year(value: f64) -> String {
    format!("{value:.0}")
}

/// Words for numbers of a chart.
struct Words<'a> {
    data: &'a ChartData,
    language: Language,
}

impl Words<'_> {
    fn value(&self, value: f64) -> String {
        let text = format::quantity(value, self.data.kind, self.language, 3);
        match self.data.kind {
            format::Kind::Plain if !self.data.unit.is_empty() => format!("{text} {}", self.data.unit),
            _ => text,
        }
    }
    fn fill(&self, key: Key, values: &[(&str, String)]) -> String {
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.language.fill(key, &values)
    }
    fn nothing(&self) -> String {
        self.language.text(key::FINDING_NOTHING).to_owned()
    }
}

/// Revenue at the end; when EBITDA turns; where cash is lowest.
pub(super) fn money(data: &ChartData, language: Language) -> String {
    let words = Words { data, language };
    let (revenue, ebitda, cash) =
        (points(data, "revenue-usd"), points(data, "ebitda-usd"), points(data, "cash-usd"));
    let (Some(last), Some(low)) = (revenue.last(), lowest(&cash)) else { return words.nothing() };
    let turn = match positive_from(&ebitda) {
        Some(from) if ebitda.first().is_some_and(|(first, _)| *first == from) => {
            language.text(key::FINDING_EBITDA_ALWAYS).to_owned()
        }
        Some(from) => words.fill(key::FINDING_EBITDA_FROM, &[("year", year(from))]),
        None => language.text(key::FINDING_EBITDA_NEVER).to_owned(),
    };
    words.fill(
        key::FINDING_MONEY,
        &[
            ("revenue", words.value(last.1)),
            ("year", year(last.0)),
            ("turn", turn),
            ("cash", words.value(low.1)),
            ("low", year(low.0)),
        ],
    )
}

/// The peak of location-based carbon; how far the market-based figure lies from it at the end.
pub(super) fn carbon(data: &ChartData, language: Language) -> String {
    let words = Words { data, language };
    let (location, market) = (points(data, "carbon-location-t"), points(data, "carbon-market-t"));
    let (Some(peak), Some(end), Some(market)) = (highest(&location), location.last(), market.last()) else {
        return words.nothing();
    };
    let peak_text = if peak.0 == end.0 {
        words.fill(key::FINDING_CARBON_RISING, &[("value", words.value(end.1)), ("year", year(end.0))])
    } else {
        words.fill(
            key::FINDING_CARBON_PEAK,
            &[("peak", year(peak.0)), ("value", words.value(end.1)), ("year", year(end.0))],
        )
    };
    let market_text = if end.1 > 0.0 && market.1 != end.1 {
        let share = format::quantity((market.1 / end.1 - 1.0).abs(), format::Kind::Share, language, 2);
        let key = if market.1 < end.1 { key::FINDING_MARKET_BELOW } else { key::FINDING_MARKET_ABOVE };
        words.fill(key, &[("share", share)])
    } else {
        language.text(key::FINDING_MARKET_SAME).to_owned()
    };
    peak_text + &market_text
}

/// How much of the water is used at power plants.
pub(super) fn water(data: &ChartData, language: Language) -> String {
    let words = Words { data, language };
    let sum = |id| points(data, id).iter().map(|(_, value)| value).sum::<f64>();
    let (on, off) = (sum("water-onsite-kl"), sum("water-offsite-kl"));
    if on + off <= 0.0 {
        return words.nothing();
    }
    let share = format::quantity(off / (on + off), format::Kind::Share, language, 2);
    words.fill(key::FINDING_WATER, &[("share", share), ("total", words.value(on + off))])
}

/// Where index and trust go.
pub(super) fn society(data: &ChartData, language: Language) -> String {
    let words = Words { data, language };
    let (index, trust) = (points(data, "social-index"), points(data, "trust"));
    let (Some(now), Some(end), Some(before), Some(after)) =
        (index.first(), index.last(), trust.first(), trust.last())
    else {
        return words.nothing();
    };
    let score = |value: f64| format::number(value, language, 3);
    let way = |(_, from): &At, (_, to): &At| {
        // What reads the same has not moved.
        let key = match score(*to) == score(*from) {
            true => key::FINDING_STAYS,
            false if to > from => key::FINDING_RISES,
            false => key::FINDING_FALLS,
        };
        words.fill(key, &[("from", score(*from)), ("to", score(*to))])
    };
    let values = [("index", way(now, end)), ("trust", way(before, after)), ("year", year(end.0))];
    words.fill(key::FINDING_SOCIETY, &values)
}

/// The best and the weakest score at the end.
pub(super) fn scores(data: &ChartData, language: Language) -> String {
    let words = Words { data, language };
    let ends = data.series.iter().filter_map(|series| Some((&series.name, (*series.values.last()?)?)));
    let best = ends.clone().reduce(|a, b| if b.1 > a.1 { b } else { a });
    let weakest = ends.reduce(|a, b| if b.1 < a.1 { b } else { a });
    let (Some(best), Some(weakest)) = (best, weakest) else { return words.nothing() };
    let score = |value: f64| format::number(value, language, 3);
    words.fill(
        key::FINDING_SCORES,
        &[
            ("best", best.0.clone()),
            ("high", score(best.1)),
            ("weakest", language.inside(weakest.0)),
            ("low", score(weakest.1)),
        ],
    )
}

/// Ahead of the market or behind it, and by what factor.
pub(super) fn quality(data: &ChartData, language: Language) -> String {
    let words = Words { data, language };
    let gap = points(data, "quality-gap-oom");
    let Some(end) = gap.last() else { return words.nothing() };
    let factor = format::number(10f64.powf(end.1.abs()), language, 2);
    let key = if end.1.abs() < 0.005 {
        key::FINDING_QUALITY_LEVEL
    } else if end.1 > 0.0 {
        key::FINDING_QUALITY_AHEAD
    } else {
        key::FINDING_QUALITY_BEHIND
    };
    words.fill(key, &[("factor", factor), ("year", year(end.0))])
}

/// How the fleet grows, and how much of it is owned.
pub(super) fn fleet(data: &ChartData, language: Language) -> String {
    let words = Words { data, language };
    let (needed, owned) = (points(data, "capacity-devices"), points(data, "installed-devices"));
    let (Some(first), Some(end), Some(own)) = (needed.first(), needed.last(), owned.last()) else {
        return words.nothing();
    };
    if end.1 <= 0.0 || first.1 <= 0.0 {
        return words.nothing();
    }
    words.fill(
        key::FINDING_FLEET,
        &[
            ("from", format::number(first.1, language, 3)),
            ("to", format::number(end.1, language, 3)),
            ("year", year(end.0)),
            ("share", format::quantity(own.1 / end.1, format::Kind::Share, language, 2)),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::chart::data::{Horizontal, Overlay, Series, Stroke};
    use crate::app::chart::palette::Tone;
    use crate::app::format::Kind;

    fn chart(kind: Kind, series: &[(&'static str, &[f64])]) -> ChartData {
        ChartData {
            horizontal: Horizontal::Years,
            x: (0..series[0].1.len()).map(|at| 2026.0 + at as f64).collect(),
            kind,
            unit: "t".to_owned(),
            series: series
                .iter()
                .map(|(id, values)| Series {
                    id,
                    name: (*id).to_owned(),
                    tone: Tone::Ink,
                    stroke: Stroke::Solid,
                    values: values.iter().map(|value| Some(*value)).collect(),
                })
                .collect(),
            case: None,
            overlay: Overlay::default(),
        }
    }

    #[test]
    fn the_year_from_which_it_stays_positive() {
        let points: Vec<At> =
            [-1.0, 1.0, -1.0, 2.0].iter().enumerate().map(|(at, v)| (2026.0 + at as f64, *v)).collect();
        assert_eq!(positive_from(&points), Some(2029.0));
        assert_eq!(positive_from(&points[..3]), None);
        assert_eq!(positive_from(&points[1..2]), Some(2027.0));
    }

    #[test]
    fn findings_fill_every_placeholder_in_both_languages() {
        let money_data = chart(
            Kind::Money,
            &[("revenue-usd", &[1e9, 2e9]), ("ebitda-usd", &[-1e8, 1e8]), ("cash-usd", &[5e8, 6e8])],
        );
        let carbon_data =
            chart(Kind::Plain, &[("carbon-location-t", &[3.0, 2.0]), ("carbon-market-t", &[3.0, 1.0])]);
        let water_data = chart(Kind::Plain, &[("water-onsite-kl", &[1.0]), ("water-offsite-kl", &[3.0])]);
        let society_data = chart(Kind::Score, &[("social-index", &[40.0, 50.0]), ("trust", &[45.0, 47.0])]);
        let quality_data = chart(Kind::Plain, &[("quality-gap-oom", &[0.0, -0.3])]);
        let fleet_data =
            chart(Kind::Plain, &[("capacity-devices", &[1e3, 2e3]), ("installed-devices", &[5e2, 1e3])]);
        for language in [Language::En, Language::Zh] {
            let texts = [
                money(&money_data, language),
                carbon(&carbon_data, language),
                water(&water_data, language),
                society(&society_data, language),
                scores(&society_data, language),
                quality(&quality_data, language),
                fleet(&fleet_data, language),
            ];
            for text in texts {
                assert!(!text.contains('{') && text.chars().count() > 8, "{text}");
            }
        }
        assert!(money(&money_data, Language::En).contains("2027"));
        assert!(carbon(&carbon_data, Language::En).contains("50%"));
    }
}
