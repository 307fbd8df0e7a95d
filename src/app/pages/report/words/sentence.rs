//! Findings as sentences. Pure.

use super::Words;
use crate::analysis::finding::{
    At, BreakEven, CashLow, Direction, Extreme, Finding, Profitable, Shift, Summary, Trend,
};
use crate::analysis::report::{ReportLabels, Say};
use crate::app::format::{self, Kind};
use crate::app::locale::{Key, Language, key};
use crate::app::wording::fill;
use crate::scenario::export::Labels;

/// What is to be said, in the words of a language.
pub(super) fn sentence(say: &Say, words: &Words) -> String {
    match say {
        Say::Summary(summary) => words.summary(summary),
        Say::Finding(finding) => words.finding(finding),
        Say::Targets { met, of } => {
            words.fill(key::REPORT_SAID_TARGETS, &[("met", met.to_string()), ("of", of.to_string())])
        }
        Say::Differences { count, of } => {
            let key = match count {
                0 => key::REPORT_SAID_DIFFERENCES_NONE,
                1 => key::REPORT_SAID_DIFFERENCES_ONE,
                _ => key::REPORT_SAID_DIFFERENCES,
            };
            words.fill(key, &[("count", count.to_string()), ("of", of.to_string())])
        }
    }
}

fn year(year: i32) -> (&'static str, String) {
    ("year", year.to_string())
}

impl Words {
    fn fill(&self, key: Key, values: &[(&str, String)]) -> String {
        fill(key, values, self.language)
    }

    fn usd(&self, value: f64) -> String {
        self.number(value, "USD")
    }

    fn tonnes(&self, value: f64) -> String {
        self.number(value, "tCO2e")
    }

    fn share(&self, value: f64) -> String {
        format::quantity(value, Kind::Share, self.language, 2)
    }

    fn factor(&self, value: f64) -> String {
        format::number(value, self.language, 2)
    }

    fn points(&self, value: f64) -> String {
        format::number(value, self.language, 3)
    }

    /// Sentences one after the other.
    fn joined(&self, sentences: &[String]) -> String {
        sentences.join(if self.language == Language::En { " " } else { "" })
    }

    /// An event against that of the comparison; nothing where there is none.
    fn shift(&self, shift: Option<Shift>) -> String {
        let (key, by) = match shift {
            None => return String::new(),
            Some(Shift::Earlier { by: 1 }) => (key::REPORT_SAID_EARLIER_ONE, 1),
            Some(Shift::Earlier { by }) => (key::REPORT_SAID_EARLIER, by),
            Some(Shift::Later { by: 1 }) => (key::REPORT_SAID_LATER_ONE, 1),
            Some(Shift::Later { by }) => (key::REPORT_SAID_LATER, by),
            Some(Shift::Same) => (key::REPORT_SAID_SAME, 0),
            Some(Shift::OnlyHere) => (key::REPORT_SAID_ONLY_HERE, 0),
            Some(Shift::OnlyThere) => (key::REPORT_SAID_ONLY_THERE, 0),
            Some(Shift::Neither) => (key::REPORT_SAID_NEITHER, 0),
        };
        self.fill(key, &[("by", by.to_string())])
    }

    fn summary(&self, summary: &Summary) -> String {
        let mut sentences = vec![self.profitable(&summary.profitable)];
        sentences.extend(self.break_even(&summary.break_even, summary));
        sentences.extend(summary.cash_low.map(|low| self.cash(&low, summary.raised_usd)));
        let carbon = summary.carbon_peak.zip(summary.market_low);
        sentences.extend(carbon.map(|(peak, low)| self.carbon(&peak, &low)));
        let people = summary.trust.zip(summary.quality);
        sentences.extend(people.map(|(trust, quality)| self.people(&trust, &quality)));
        self.joined(&sentences)
    }

    fn profitable(&self, profitable: &Profitable) -> String {
        let shift = ("shift", self.shift(profitable.shift));
        match profitable.from {
            Some(_) if profitable.always => self.fill(key::REPORT_SAID_PROFITABLE_ALWAYS, &[shift]),
            Some(from) => self.fill(key::REPORT_SAID_PROFITABLE_FROM, &[year(from), shift]),
            None => self.fill(key::REPORT_SAID_PROFITABLE_NEVER, &[shift]),
        }
    }

    /// The month, where it says more than the year did.
    fn break_even(&self, break_even: &BreakEven, summary: &Summary) -> Option<String> {
        let (month, at) = (break_even.month?, break_even.year?);
        let first = at - (month - 1) / 12;
        let month = ("month", self.month(first, f64::from(month)));
        (!summary.profitable.always).then(|| self.fill(key::REPORT_SAID_BREAK_EVEN, &[month]))
    }

    fn cash(&self, low: &CashLow, raised_usd: f64) -> String {
        let first = low.at.year - (low.month - 1) / 12;
        let date = |month: i32| ("month", self.month(first, f64::from(month)));
        if let Some(month) = low.runs_out {
            return self.fill(key::REPORT_SAID_CASH_OUT, &[date(month)]);
        }
        let key = if raised_usd > 0.0 { key::REPORT_SAID_CASH } else { key::REPORT_SAID_CASH_NONE };
        let values = [date(low.month), ("value", self.usd(low.at.value)), ("raised", self.usd(raised_usd))];
        self.fill(key, &values)
    }

    fn carbon(&self, peak: &Extreme, low: &Extreme) -> String {
        let key = if peak.first {
            key::REPORT_SAID_CARBON_FALLING
        } else if peak.last {
            key::REPORT_SAID_CARBON_RISING
        } else {
            key::REPORT_SAID_CARBON_PEAK
        };
        let value = |at: &At| ("value", self.tonnes(at.value));
        let peak = self.fill(key, &[year(peak.at.year), value(&peak.at), ("shift", self.shift(peak.shift))]);
        peak + &self.fill(key::REPORT_SAID_MARKET_LOW, &[year(low.at.year), value(&low.at)])
    }

    fn people(&self, trust: &Trend, quality: &Trend) -> String {
        let way = [("way", self.way(trust)), year(trust.to.year)];
        let gap = quality.to.value;
        let key = if gap.abs() < 0.005 {
            key::REPORT_SAID_LEVEL
        } else if gap > 0.0 {
            key::REPORT_SAID_AHEAD
        } else {
            key::REPORT_SAID_BEHIND
        };
        let quality = self.fill(key, &[("factor", self.factor(10f64.powf(gap.abs())))]);
        self.joined(&[self.fill(key::REPORT_SAID_TRUST, &way), quality])
    }

    /// Points from the first year to the last; what reads the same has not moved.
    fn way(&self, trend: &Trend) -> String {
        let (from, to) = (self.points(trend.from.value), self.points(trend.to.value));
        let key = match trend.direction {
            _ if from == to => key::FINDING_STAYS,
            Direction::Rises => key::FINDING_RISES,
            _ => key::FINDING_FALLS,
        };
        self.fill(key, &[("from", from), ("to", to)])
    }

    fn nothing(&self) -> String {
        self.language.text(key::FINDING_NOTHING).to_owned()
    }

    fn finding(&self, finding: &Finding) -> String {
        match finding {
            Finding::Money { revenue, profitable, cash_low, .. } => {
                let Some(low) = cash_low else { return self.nothing() };
                let turn = match profitable.from {
                    Some(_) if profitable.always => self.language.text(key::FINDING_EBITDA_ALWAYS).to_owned(),
                    Some(from) => self.fill(key::FINDING_EBITDA_FROM, &[year(from)]),
                    None => self.language.text(key::FINDING_EBITDA_NEVER).to_owned(),
                };
                let values = [
                    ("revenue", self.usd(revenue.value)),
                    year(revenue.year),
                    ("turn", turn),
                    ("cash", self.usd(low.at.value)),
                    ("low", low.at.year.to_string()),
                ];
                self.fill(key::FINDING_MONEY, &values)
            }
            Finding::Carbon { peak, end, market_share, .. } => {
                let value = ("value", self.tonnes(end.value));
                let first = if peak.last {
                    self.fill(key::FINDING_CARBON_RISING, &[value, year(end.year)])
                } else {
                    let peak = ("peak", peak.at.year.to_string());
                    self.fill(key::FINDING_CARBON_PEAK, &[peak, value, year(end.year)])
                };
                let market = match market_share {
                    Some(share) if *share != 0.0 => {
                        let key =
                            if *share < 0.0 { key::FINDING_MARKET_BELOW } else { key::FINDING_MARKET_ABOVE };
                        self.fill(key, &[("share", self.share(share.abs()))])
                    }
                    _ => self.language.text(key::FINDING_MARKET_SAME).to_owned(),
                };
                first + &market
            }
            Finding::Energy { trend, factor: Some(factor), serving_share: Some(share) } => {
                let key = if *factor < 1.0 { key::REPORT_SAID_ENERGY_DOWN } else { key::REPORT_SAID_ENERGY };
                let values = [
                    ("factor", self.factor(*factor)),
                    ("share-of-first", self.share(*factor)),
                    ("value", self.number(trend.to.value, "MWh")),
                    year(trend.to.year),
                    ("share", self.share(*share)),
                ];
                self.fill(key, &values)
            }
            Finding::Water { onsite_kl, offsite_kl, offsite_share: Some(share) } => {
                let total = self.number(onsite_kl + offsite_kl, "kL");
                self.fill(key::FINDING_WATER, &[("share", self.share(*share)), ("total", total)])
            }
            Finding::Intensity { trend, change: Some(change) } => {
                let key = match trend.direction {
                    Direction::Stays => key::REPORT_SAID_INTENSITY_SAME,
                    Direction::Rises => key::REPORT_SAID_INTENSITY_UP,
                    Direction::Falls => key::REPORT_SAID_INTENSITY_DOWN,
                };
                let value = format!("{} g CO₂e", self.points(trend.to.value));
                let value = if self.language == Language::Zh { value.replace(" g ", " 克 ") } else { value };
                self.fill(key, &[("share", self.share(change.abs())), ("value", value), year(trend.to.year)])
            }
            Finding::Society { index, trust } => {
                let values = [("index", self.way(index)), ("trust", self.way(trust)), year(index.to.year)];
                self.fill(key::FINDING_SOCIETY, &values)
            }
            Finding::Scores { best, high, weakest, low, .. } => {
                let values = [
                    ("best", self.output(best)),
                    ("high", self.points(*high)),
                    ("weakest", self.inside(weakest)),
                    ("low", self.points(*low)),
                ];
                self.fill(key::FINDING_SCORES, &values)
            }
            Finding::Quality { trend, factor, standing } => {
                let key = match standing {
                    Direction::Stays => key::FINDING_QUALITY_LEVEL,
                    Direction::Rises => key::FINDING_QUALITY_AHEAD,
                    Direction::Falls => key::FINDING_QUALITY_BEHIND,
                };
                self.fill(key, &[("factor", self.factor(*factor)), year(trend.to.year)])
            }
            Finding::Fleet { trend, owned_share: Some(share), .. } => {
                let values = [
                    ("from", self.points(trend.from.value)),
                    ("to", self.points(trend.to.value)),
                    year(trend.to.year),
                    ("share", self.share(*share)),
                ];
                self.fill(key::FINDING_FLEET, &values)
            }
            Finding::Energy { .. }
            | Finding::Water { .. }
            | Finding::Intensity { .. }
            | Finding::Fleet { .. } => self.nothing(),
        }
    }

    /// The name of an output inside a sentence.
    fn inside(&self, id: &str) -> String {
        let name = self.output(id);
        let mut letters = name.chars();
        match (self.language, letters.next()) {
            (Language::En, Some(first)) => first.to_lowercase().chain(letters).collect(),
            _ => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::finding::{Chart, finding, summary};
    use crate::model::simulate::Keep;
    use crate::scenario::{Scenario, Value, presets, run};

    #[test]
    fn every_preset_is_told_in_both_languages() {
        let base = run(&Scenario::default(), Keep::Years);
        let mut poor = Scenario::default();
        poor.set("funding", Value::Choice(1));
        poor.set("initial-cash", Value::Scalar(0.0));
        for scenario in presets::all().map(|preset| preset.scenario()).chain([poor]) {
            let plan = run(&scenario, Keep::Years);
            for language in [Language::En, Language::Zh] {
                let words = Words { language };
                for against in [None, Some(&base)] {
                    let mut said = vec![Say::Summary(summary(&plan, against))];
                    said.extend(
                        Chart::ALL.into_iter().filter_map(|c| finding(c, &plan, against)).map(Say::Finding),
                    );
                    said.push(Say::Targets { met: 1, of: 2 });
                    said.extend([0, 1, 2].map(|count| Say::Differences { count, of: 9 }));
                    for say in said {
                        let text = sentence(&say, &words);
                        let ends = text.ends_with(['.', '。']);
                        assert!(ends && !text.contains(['{', '}']) && !text.contains("  "), "{text}");
                    }
                }
            }
        }
    }
}
