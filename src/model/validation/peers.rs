//! Other programs given the same question: a summary row a quantity, its error the largest of all cases.

use super::row::Evidence;
use super::tables::{ACCOUNTANT, ECOLOGITS, PeerRequest};
use super::{Group, Independence, Quantity, Row};
use crate::model::privacy;
use crate::model::request::{Impacts, Request};

/// Same constants, same formula: only rounding may differ.
const BAR: f64 = 1e-9;

/// Reads one quantity, of ours and of theirs.
type Pair = fn(&Impacts, &PeerRequest) -> (f64, f64);

const QUANTITIES: [(Quantity, &str, Pair); 8] = [
    (Quantity::Energy, "kWh", |ours, theirs| (ours.energy_kwh, theirs.energy_kwh)),
    (Quantity::UsageCarbon, "kgCO2e", |ours, theirs| (ours.usage[0], theirs.usage_gwp_kg)),
    (Quantity::UsageMinerals, "kg Sb e", |ours, theirs| (ours.usage[1], theirs.usage_adpe_kg)),
    (Quantity::UsagePrimaryEnergy, "MJ", |ours, theirs| (ours.usage[2], theirs.usage_pe_mj)),
    (Quantity::Water, "L", |ours, theirs| (ours.wcf_l, theirs.water_l)),
    (Quantity::EmbodiedCarbon, "kgCO2e", |ours, theirs| (ours.embodied[0], theirs.embodied_gwp_kg)),
    (Quantity::EmbodiedMinerals, "kg Sb e", |ours, theirs| (ours.embodied[1], theirs.embodied_adpe_kg)),
    (Quantity::EmbodiedPrimaryEnergy, "MJ", |ours, theirs| (ours.embodied[2], theirs.embodied_pe_mj)),
];

pub(super) fn rows() -> Vec<Row> {
    let answers: Vec<(Option<Impacts>, &PeerRequest)> =
        ECOLOGITS.iter().map(|theirs| (question(theirs).impacts().ok(), theirs)).collect();
    let mut rows: Vec<Row> = QUANTITIES
        .iter()
        .map(|(quantity, unit, pair)| {
            let pairs = answers.iter().map(|(ours, theirs)| Some(pair(ours.as_ref()?, theirs)));
            let evidence = Evidence {
                independence: Independence::Modelled,
                source: "ecologits-0.11.3",
                note: "sums over all requests; the error is the largest of any request",
            };
            summed("EcoLogits 0.11.3, per request", (*quantity, unit), pairs, evidence)
        })
        .collect();
    let guarantees = ACCOUNTANT.iter().map(|case| {
        Some((privacy::epsilon(case.noise, case.rate, case.steps, case.delta).epsilon, case.epsilon))
    });
    let evidence = Evidence {
        independence: Independence::Modelled,
        source: "dp-accounting",
        note: "sums over all settings, whole orders; the error is the largest of any setting",
    };
    rows.push(summed("dp-accounting 0.6.0", (Quantity::Epsilon, "epsilon"), guarantees, evidence));
    rows
}

fn question(case: &PeerRequest) -> Request {
    Request {
        active_params_b: case.active_params_b,
        total_params_b: case.total_params_b,
        output_tokens: case.output_tokens,
        bits: case.bits,
        batch: case.batch,
        tokens_per_s: case.tokens_per_s,
        first_token_s: case.first_token_s,
        measured_s: None,
        pue: case.pue,
        wue_l_per_kwh: case.wue_l_per_kwh,
        grid_gwp_kg_per_kwh: case.grid,
        grid_adpe_kg_per_kwh: case.grid_adpe,
        grid_pe_mj_per_kwh: case.grid_pe,
        grid_wue_l_per_kwh: case.grid_wue,
    }
}

/// Sums of both, and the largest relative difference. A question that we refuse is a difference of all of
/// it.
fn summed(
    case: &'static str,
    what: (Quantity, &'static str),
    pairs: impl Iterator<Item = Option<(f64, f64)>>,
    evidence: Evidence,
) -> Row {
    let (mut ours, mut theirs, mut worst) = (0.0, 0.0, 0.0_f64);
    for pair in pairs {
        let (our, their) = pair.unwrap_or((0.0, 1.0));
        ours += our;
        theirs += their;
        let difference = if their == 0.0 { our.abs() } else { our / their - 1.0 };
        if difference.abs() > worst.abs() {
            worst = difference;
        }
    }
    let mut row = Row::new(Group::Peers, case, what, (Some(ours), Some(theirs)), evidence);
    row.error = Some(worst);
    row.at_most(BAR)
}
