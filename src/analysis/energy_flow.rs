//! Where electricity goes and what carbon it carries: purpose → owner → region → location-based carbon.
//!
//! Every link has both weights, MWh and t CO2e, and each of them is conserved at every node between.

use serde::Serialize;

use crate::model::output::{COUNT, at};
use crate::model::parameters::{Inputs, Zone};
use crate::model::simulate::Run;

/// What electricity is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Answering.
    Serving,
    /// Research and training.
    Training,
    /// Idle owned hours sold to others.
    Sold,
}

/// Whose devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Owner {
    /// Ours.
    Owned,
    /// A provider's.
    Rented,
}

impl Purpose {
    /// Permanent id: key of texts.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Purpose::Serving => "serving",
            Purpose::Training => "training",
            Purpose::Sold => "sold",
        }
    }
}

impl Owner {
    /// Permanent id: key of texts.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Owner::Owned => "owned",
            Owner::Rented => "rented",
        }
    }
}

/// A node of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", content = "id", rename_all = "kebab-case")]
pub enum Node {
    /// First column.
    Purpose(Purpose),
    /// Second column.
    Owner(Owner),
    /// Third column: the id of a grid zone.
    Region(&'static str),
    /// Last column: location-based carbon.
    Carbon,
}

/// From one node to a node of the next column.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Link {
    /// From.
    pub from: Node,
    /// To.
    pub to: Node,
    /// Electricity, MWh.
    pub energy_mwh: f64,
    /// Location-based carbon of it, t CO2e.
    pub carbon_t: f64,
}

/// The flow of a year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EnergyFlow {
    /// Calendar year.
    pub year: i32,
    /// Links with any electricity, column by column.
    pub links: Vec<Link>,
    /// All electricity, MWh.
    pub energy_mwh: f64,
    /// All location-based carbon, t CO2e.
    pub carbon_t: f64,
    /// Of the electricity: cooling and conversion, MWh.
    pub buildings_mwh: f64,
    /// Of the electricity: devices in headroom, MWh.
    pub headroom_mwh: f64,
}

/// Electricity and its carbon: MWh, t.
type Weights = [f64; 2];

/// The leaves of the flow: every purpose at its owner in its region.
const LEAVES: [(Purpose, Owner, bool); 6] = [
    (Purpose::Serving, Owner::Owned, true),
    (Purpose::Serving, Owner::Rented, true),
    (Purpose::Training, Owner::Owned, false),
    (Purpose::Training, Owner::Rented, false),
    (Purpose::Sold, Owner::Owned, true),
    (Purpose::Sold, Owner::Owned, false),
];

/// The flow of a year of a run, counted from 0; none beyond its end. `inputs` are those of the run. The
/// carbon of sold hours is parted between two regions exactly where the run kept its months, else at the
/// mean intensity of the year.
#[must_use]
pub fn energy_flow(run: &Run<f64>, inputs: &Inputs<f64>, index: usize) -> Option<EnergyFlow> {
    let year = run.years.get(index)?;
    let months = run.months.get(12 * index..12 * index + 12).unwrap_or_default();
    let mut leaves = [[0.0; 2]; LEAVES.len()];
    let mut add = |row: &[f64; COUNT], intensity: f64| {
        for (sum, [energy, carbon]) in leaves.iter_mut().zip(parts(row, inputs, intensity)) {
            sum[0] += energy;
            sum[1] += carbon;
        }
    };
    if months.is_empty() {
        let carbon = year[at::serving_owned_carbon_t] + year[at::serving_rented_carbon_t];
        let energy = year[at::serving_energy_mwh];
        let mean = if energy > 0.0 { carbon / energy } else { 0.0 };
        add(year, mean);
    } else {
        for month in months {
            let row = month.values();
            add(&row, row[at::serving_intensity_g_per_kwh] * 1e-3);
        }
    }
    let environment = &inputs.environment;
    let region = |serving: bool| {
        let zone: Zone = if serving { environment.serving_region } else { environment.training_region };
        Node::Region(zone.facts().id)
    };
    let mut links: Vec<Link> = Vec::new();
    let mut push = |from: Node, to: Node, [energy_mwh, carbon_t]: Weights| match links
        .iter_mut()
        .find(|link| link.from == from && link.to == to)
    {
        Some(link) => {
            link.energy_mwh += energy_mwh;
            link.carbon_t += carbon_t;
        }
        None => links.push(Link { from, to, energy_mwh, carbon_t }),
    };
    for ((purpose, owner, _), weights) in LEAVES.iter().zip(&leaves) {
        push(Node::Purpose(*purpose), Node::Owner(*owner), *weights);
    }
    for ((_, owner, serving), weights) in LEAVES.iter().zip(&leaves) {
        push(Node::Owner(*owner), region(*serving), *weights);
    }
    for ((.., serving), weights) in LEAVES.iter().zip(&leaves) {
        push(region(*serving), Node::Carbon, *weights);
    }
    links.retain(|link| link.energy_mwh != 0.0 || link.carbon_t != 0.0);
    let energy_mwh = year[at::energy_mwh];
    Some(EnergyFlow {
        year: run.start_year as i32 + index as i32,
        links,
        energy_mwh,
        carbon_t: year[at::carbon_location_t],
        buildings_mwh: energy_mwh - year[at::it_energy_mwh],
        headroom_mwh: year[at::idle_energy_mwh],
    })
}

/// Electricity and carbon of [`LEAVES`] in a month or year; `intensity` is that of the serving region,
/// t per MWh.
fn parts(row: &[f64; COUNT], inputs: &Inputs<f64>, intensity: f64) -> [Weights; LEAVES.len()] {
    let serving = [at::serving_owned_energy_mwh, at::serving_rented_energy_mwh].map(|at| row[at]);
    let training = [at::training_owned_energy_mwh, at::training_rented_energy_mwh].map(|at| row[at]);
    let (sold, sold_carbon) = (row[at::sharing_energy_mwh], row[at::sharing_carbon_t]);
    let (busy_serving, busy_training) = (serving[0] + serving[1], training[0] + training[1]);
    // V6: the off-site water of the serving region tells all electricity that it supplies.
    let environment = &inputs.environment;
    let kl_per_mwh = environment.serving_region.facts().ewif_l_per_kwh * environment.ewif_factor;
    let sold_serving = if kl_per_mwh > 0.0 {
        row[at::serving_water_offsite_kl] / kl_per_mwh - busy_serving
    } else if busy_serving + busy_training > 0.0 {
        sold * busy_serving / (busy_serving + busy_training)
    } else {
        0.0
    };
    let sold_serving = sold_serving.clamp(0.0, sold.max(0.0));
    let sold_serving_carbon = (sold_serving * intensity).min(sold_carbon);
    [
        [serving[0], row[at::serving_owned_carbon_t]],
        [serving[1], row[at::serving_rented_carbon_t]],
        [training[0], row[at::training_owned_carbon_t]],
        [training[1], row[at::training_rented_carbon_t]],
        [sold_serving, sold_serving_carbon],
        [sold - sold_serving, sold_carbon - sold_serving_carbon],
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::simulate::Keep;
    use crate::scenario::{Scenario, Value, presets, run};

    fn balanced(scenario: &Scenario, keep: Keep) -> EnergyFlow {
        let (run, inputs) = (run(scenario, keep), scenario.inputs());
        let mut last = None;
        for index in 0..run.years.len() {
            let flow = energy_flow(&run, &inputs, index).unwrap();
            let mut nodes: Vec<Node> = flow.links.iter().flat_map(|link| [link.from, link.to]).collect();
            nodes.dedup();
            for weight in [|link: &Link| link.energy_mwh, |link: &Link| link.carbon_t] {
                let all = |of: fn(&Link) -> Node, node| {
                    flow.links.iter().filter(|link| of(link) == node).map(weight).sum::<f64>()
                };
                let total: f64 = all(|link| link.to, Node::Carbon);
                for node in &nodes {
                    if let Node::Owner(_) | Node::Region(_) = node {
                        let (into, out) = (all(|link| link.to, *node), all(|link| link.from, *node));
                        assert!((into - out).abs() <= 1e-9 * total.abs(), "{node:?}: {into} {out}");
                    }
                }
            }
            let into = |weight: fn(&Link) -> f64| {
                let links = flow.links.iter().filter(|link| link.to == Node::Carbon);
                links.map(weight).sum::<f64>()
            };
            let (energy, carbon) = (into(|link| link.energy_mwh), into(|link| link.carbon_t));
            assert!((energy - flow.energy_mwh).abs() <= 1e-9 * flow.energy_mwh);
            assert!((carbon - flow.carbon_t).abs() <= 1e-9 * flow.carbon_t);
            assert!(flow.links.iter().all(|link| link.energy_mwh >= 0.0 && link.carbon_t >= -1e-9));
            assert!(flow.buildings_mwh >= 0.0 && flow.headroom_mwh <= flow.energy_mwh);
            last = Some(flow);
        }
        assert_eq!(energy_flow(&run, &inputs, run.years.len()), None);
        last.unwrap()
    }

    #[test]
    fn what_goes_in_comes_out_for_every_preset() {
        for preset in presets::all() {
            balanced(&preset.scenario(), Keep::Years);
            balanced(&preset.scenario(), Keep::Months);
        }
    }

    #[test]
    fn sold_hours_are_parted_between_the_regions() {
        let mut scenario = Scenario::default();
        let path = |value| Value::Path { from: value, to: value, first: None, last: None };
        scenario.set("owned-share", path(0.8));
        scenario.set("owned-devices-today", Value::Scalar(20_000.0));
        scenario.set("compute-sharing-fill", path(0.6));
        for (serving, training) in [(2, 5), (5, 2), (3, 3)] {
            scenario.set("serving-region", Value::Choice(serving));
            scenario.set("training-region", Value::Choice(training));
            let flow = balanced(&scenario, Keep::Months);
            let link = |from: Node| flow.links.iter().filter(move |link| link.from == from);
            assert!(link(Node::Purpose(Purpose::Sold)).next().unwrap().energy_mwh > 0.0);
            let regions = link(Node::Owner(Owner::Owned)).count();
            assert_eq!(regions, if serving == training { 1 } else { 2 });
            // What a region's electricity carries is its own intensity, within the year's change.
            let run = run(&scenario, Keep::Months);
            let zone = scenario.inputs().environment.serving_region.facts().id;
            let into = link(Node::Region(zone)).next().unwrap();
            let range: Vec<f64> =
                run.months[108..].iter().map(|month| month.serving_intensity_g_per_kwh).collect();
            let mean = into.carbon_t / into.energy_mwh * 1e3;
            let (low, high) = (
                range.iter().copied().fold(f64::INFINITY, f64::min),
                range.iter().copied().fold(0.0, f64::max),
            );
            assert!(
                (low * 0.999..=high * 1.001).contains(&mean) || serving == training,
                "{low} {mean} {high}"
            );
            balanced(&scenario, Keep::Years);
        }
    }
}
