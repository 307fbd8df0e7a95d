//! One finding for each chart: what its title says.

use serde::Serialize;

use super::{
    At, CashLow, Direction, Extreme, Profitable, Trend, cash_low, extreme, highest, lowest, points,
    profitable, trend,
};
use crate::model::parameter::Dimension;
use crate::model::simulate::Run;

/// A chart of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Chart {
    Money,
    Carbon,
    Energy,
    Water,
    Intensity,
    Society,
    Scores,
    Quality,
    Fleet,
}

/// Scores of the social index.
const SCORES: [&str; 6] = [
    "transparency-score",
    "privacy-score",
    "education-score",
    "access-score",
    "workforce-score",
    "safety-score",
];

impl Chart {
    /// All, in the order of the page.
    pub const ALL: [Chart; 9] = [
        Chart::Money,
        Chart::Carbon,
        Chart::Energy,
        Chart::Water,
        Chart::Intensity,
        Chart::Society,
        Chart::Scores,
        Chart::Quality,
        Chart::Fleet,
    ];

    /// Permanent id: key of links and texts.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Chart::Money => "money",
            Chart::Carbon => "carbon",
            Chart::Energy => "energy",
            Chart::Water => "water",
            Chart::Intensity => "intensity",
            Chart::Society => "society",
            Chart::Scores => "scores",
            Chart::Quality => "quality",
            Chart::Fleet => "fleet",
        }
    }

    /// The chart of an id.
    #[must_use]
    pub fn of_id(id: &str) -> Option<Self> {
        Chart::ALL.into_iter().find(|chart| chart.id() == id)
    }

    /// The dimension it belongs to.
    #[must_use]
    pub const fn dimension(self) -> Dimension {
        match self {
            Chart::Money => Dimension::Economy,
            Chart::Carbon | Chart::Energy | Chart::Water | Chart::Intensity => Dimension::Environment,
            Chart::Society | Chart::Scores => Dimension::Society,
            Chart::Quality | Chart::Fleet => Dimension::Technology,
        }
    }

    /// The yearly outputs it draws, all of one unit.
    #[must_use]
    pub const fn outputs(self) -> &'static [&'static str] {
        match self {
            Chart::Money => &["revenue-usd", "ebitda-usd", "free-cash-flow-usd", "cash-usd"],
            Chart::Carbon => &["carbon-location-t", "carbon-market-t", "carbon-embodied-t"],
            Chart::Energy => &[
                "serving-owned-energy-mwh",
                "serving-rented-energy-mwh",
                "training-owned-energy-mwh",
                "training-rented-energy-mwh",
                "sharing-energy-mwh",
            ],
            Chart::Water => &["water-offsite-kl", "water-onsite-kl"],
            Chart::Intensity => &["sci-g-per-mtoken", "footprint-g-per-mtoken"],
            Chart::Society => &["social-index", "trust"],
            Chart::Scores => &SCORES,
            Chart::Quality => &["quality-gap-oom"],
            Chart::Fleet => &["capacity-devices", "installed-devices"],
        }
    }
}

/// What a chart says.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "chart", rename_all = "kebab-case")]
pub enum Finding {
    /// Revenue at the end, when EBITDA turns, where cash is lowest, what is raised.
    Money {
        /// Revenue of the last year, USD.
        revenue: At,
        /// When it becomes profitable.
        profitable: Profitable,
        /// Where cash is lowest.
        cash_low: Option<CashLow>,
        /// Equity raised over the plan, USD.
        raised_usd: f64,
    },
    /// When location-based carbon peaks, how far the market-based figure lies from it.
    Carbon {
        /// The highest year, location-based, t.
        peak: Extreme,
        /// The last year, location-based, t.
        end: At,
        /// The lowest year, market-based, t.
        market_low: Extreme,
        /// The last year, market-based, t.
        market_end: At,
        /// Market-based over location-based in the last year, less 1; none where that is zero.
        market_share: Option<f64>,
    },
    /// How electricity grows, and what serving takes of it.
    Energy {
        /// All electricity, MWh.
        trend: Trend,
        /// Last over first; none where the first is zero.
        factor: Option<f64>,
        /// Serving's share in the last year.
        serving_share: Option<f64>,
    },
    /// How much of the water is used at power plants.
    Water {
        /// Over the plan, kL.
        onsite_kl: f64,
        /// Over the plan, kL.
        offsite_kl: f64,
        /// Off-site over all; none without water.
        offsite_share: Option<f64>,
    },
    /// How the carbon of a million tokens changes.
    Intensity {
        /// Serving only (SCI), g per million tokens.
        trend: Trend,
        /// Last over first, less 1.
        change: Option<f64>,
    },
    /// Where index and trust go.
    Society {
        /// Social index.
        index: Trend,
        /// Trust.
        trust: Trend,
    },
    /// The best and the weakest score in the last year.
    Scores {
        /// Output id of the best.
        best: &'static str,
        /// Its points.
        high: f64,
        /// Output id of the weakest.
        weakest: &'static str,
        /// Its points.
        low: f64,
        /// The last year.
        year: i32,
    },
    /// Ahead of the market or behind it.
    Quality {
        /// Orders of magnitude of effective compute.
        trend: Trend,
        /// The gap in the last year as a factor, at least 1.
        factor: f64,
        /// Ahead of the market at the end (rises), behind (falls) or level.
        standing: Direction,
    },
    /// How the fleet grows, and how much of it is owned.
    Fleet {
        /// Capacity needed, base devices.
        trend: Trend,
        /// Last over first; none where the first is zero.
        factor: Option<f64>,
        /// Owned over needed in the last year.
        owned_share: Option<f64>,
    },
}

/// A gap of this many orders of magnitude is level with the market: one per cent.
const LEVEL_OOM: f64 = 0.005;

/// What a chart says of a run, against another where there is one; none where there are no figures.
#[must_use]
pub fn finding(chart: Chart, run: &Run<f64>, against: Option<&Run<f64>>) -> Option<Finding> {
    let series = |id: &str| points(run, id);
    let last = |id: &str| series(id).last().copied();
    let over = |a: f64, b: f64| (b != 0.0).then(|| a / b);
    let factor = |trend: &Trend| over(trend.to.value, trend.from.value);
    Some(match chart {
        Chart::Money => Finding::Money {
            revenue: last("revenue-usd")?,
            profitable: profitable(run, against),
            cash_low: cash_low(run),
            raised_usd: run.headline("total-raised-usd")?,
        },
        Chart::Carbon => {
            let (end, market_end) = (last("carbon-location-t")?, last("carbon-market-t")?);
            let peak = |run: &Run<f64>| highest(&points(run, "carbon-location-t"));
            let low = |run: &Run<f64>| lowest(&points(run, "carbon-market-t"));
            Finding::Carbon {
                peak: extreme(run, against, peak)?,
                end,
                market_low: extreme(run, against, low)?,
                market_end,
                market_share: over(market_end.value, end.value).map(|share| share - 1.0),
            }
        }
        Chart::Energy => {
            let trend = trend(&series("energy-mwh"))?;
            let serving_share = over(last("serving-energy-mwh")?.value, trend.to.value);
            Finding::Energy { trend, factor: factor(&trend), serving_share }
        }
        Chart::Water => {
            let sum = |id: &str| series(id).iter().map(|point| point.value).sum::<f64>();
            let (onsite_kl, offsite_kl) = (sum("water-onsite-kl"), sum("water-offsite-kl"));
            Finding::Water { onsite_kl, offsite_kl, offsite_share: over(offsite_kl, onsite_kl + offsite_kl) }
        }
        Chart::Intensity => {
            let trend = trend(&series("sci-g-per-mtoken"))?;
            Finding::Intensity { trend, change: factor(&trend).map(|factor| factor - 1.0) }
        }
        Chart::Society => {
            Finding::Society { index: trend(&series("social-index"))?, trust: trend(&series("trust"))? }
        }
        Chart::Scores => {
            let ends: Vec<(&'static str, At)> =
                SCORES.into_iter().filter_map(|id| Some((id, last(id)?))).collect();
            let best = ends.iter().copied().reduce(|a, b| if b.1.value > a.1.value { b } else { a })?;
            let weakest = ends.iter().copied().reduce(|a, b| if b.1.value < a.1.value { b } else { a })?;
            let (high, low, year) = (best.1.value, weakest.1.value, best.1.year);
            Finding::Scores { best: best.0, high, weakest: weakest.0, low, year }
        }
        Chart::Quality => {
            let trend = trend(&series("quality-gap-oom"))?;
            let gap = trend.to.value;
            let standing = if gap.abs() < LEVEL_OOM {
                Direction::Stays
            } else if gap > 0.0 {
                Direction::Rises
            } else {
                Direction::Falls
            };
            Finding::Quality { trend, factor: 10f64.powf(gap.abs()), standing }
        }
        Chart::Fleet => {
            let trend = trend(&series("capacity-devices"))?;
            let owned_share = over(last("installed-devices")?.value, trend.to.value);
            Finding::Fleet { trend, factor: factor(&trend), owned_share }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::output::{yearly, yearly_index};
    use crate::model::simulate::Keep;
    use crate::scenario::presets;
    use crate::scenario::run;

    #[test]
    fn every_chart_draws_outputs_of_one_unit() {
        for chart in Chart::ALL {
            let units: Vec<&str> = chart
                .outputs()
                .iter()
                .map(|id| yearly().nth(yearly_index(id).unwrap()).unwrap().unit)
                .collect();
            assert!(units.windows(2).all(|pair| pair[0] == pair[1]), "{}", chart.id());
            assert_eq!(Chart::of_id(chart.id()), Some(chart));
        }
    }

    #[test]
    fn every_chart_of_every_preset_has_a_finding() {
        for preset in presets::all() {
            let run = run(&preset.scenario(), Keep::Years);
            for chart in Chart::ALL {
                let finding = finding(chart, &run, Some(&run)).unwrap();
                let json = serde_json::to_value(finding).unwrap();
                assert_eq!(json["chart"], chart.id());
            }
        }
    }
}
