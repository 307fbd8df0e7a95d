//! Published training runs: do their figures hang together, can they be right, and what does the model say
//! from parameters and tokens alone.

use super::row::Evidence;
use super::tables::{Architecture, TRAINING, TrainingCase};
use super::{Group, Independence, Quantity, Row, median, registered};
use crate::model::facts::HARDWARE;
use crate::model::technology::{run_flop, training_hours};
use crate::model::training::{carbon_t, it_energy_mwh, water_kl};

/// Bar of arithmetic: published inputs and results are rounded to two or three digits.
const ARITHMETIC_BAR: f64 = 0.011;
/// Smallest model in the domain of the prediction, billion parameters: below it, small kernels and data
/// loading set the pace.
const SMALLEST_PARAMS_B: f64 = 1.0;
/// Parameter whose default predicts device-hours.
const MFU: &str = "mfu-training";
/// Parameter whose plausible low end is the lowest intensity that a grid has over its life cycle.
const FLOOR: &str = "grid-floor";

pub(super) fn rows() -> Vec<Row> {
    let observed: Vec<Observed> = TRAINING.iter().filter_map(Observed::of).collect();
    let mut rows = Vec::new();
    for case in TRAINING {
        let before = rows.len();
        rows.extend(energy(case));
        rows.extend(carbon(case));
        rows.extend(water(case));
        rows.extend(implied_intensity(case));
        if let Some(own) = observed.iter().find(|other| core::ptr::eq(other.case, case)) {
            rows.extend(own.predicted());
            rows.extend(own.left_out(&observed));
        } else {
            rows.extend(outside_the_domain(case));
        }
        if rows.len() == before {
            rows.push(listed(case));
        }
    }
    rows
}

/// Electricity at the meter, MWh: hours × W × PUE, else what is published, with PUE where that lacks it.
fn metered_mwh(case: &TrainingCase) -> Option<f64> {
    let pue = case.pue.unwrap_or(1.0);
    match case.device_hours.zip(case.power_w) {
        Some((hours, watts)) => Some(it_energy_mwh(hours, watts) * pue),
        None => Some(case.energy_mwh? * if case.energy_includes_pue == Some(false) { pue } else { 1.0 }),
    }
}

/// Published energy from published hours and power.
fn energy(case: &TrainingCase) -> Option<Row> {
    let it = it_energy_mwh(case.device_hours?, case.power_w?);
    let includes = case.energy_includes_pue == Some(true);
    let modelled = if includes { it * case.pue.unwrap_or(1.0) } else { it };
    let published = Some(case.energy_mwh?);
    let row = Row::new(
        Group::Arithmetic,
        case.case,
        (Quantity::Energy, "MWh"),
        (Some(modelled), published),
        case.evidence(),
    );
    Some(row.at_most(ARITHMETIC_BAR))
}

/// Published carbon from energy and the stated grid factor.
fn carbon(case: &TrainingCase) -> Option<Row> {
    let modelled = carbon_t(metered_mwh(case)?, case.grid_g_per_kwh?);
    let figures = (Some(modelled), Some(case.carbon_t?));
    let row = Row::new(Group::Arithmetic, case.case, (Quantity::Carbon, "tCO2e"), figures, case.evidence());
    Some(row.at_most(ARITHMETIC_BAR))
}

/// Published water from energy and the two stated factors.
fn water(case: &TrainingCase) -> Option<Row> {
    let published = case.water_kl?;
    let metered = metered_mwh(case)?;
    let modelled = water_kl(metered / case.pue.unwrap_or(1.0), case.wue_l_per_kwh?)
        + water_kl(metered, case.ewif_l_per_kwh?);
    let figures = (Some(modelled), Some(published));
    let row = Row::new(Group::Arithmetic, case.case, (Quantity::Water, "kL"), figures, case.evidence());
    Some(row.at_most(ARITHMETIC_BAR))
}

/// The rule for contradictory figures: where no grid factor is stated, published carbon over energy (from
/// the thermal design power, if no power is stated) must not be below the cleanest grid there is.
fn implied_intensity(case: &TrainingCase) -> Option<Row> {
    if case.grid_g_per_kwh.is_some() {
        return None;
    }
    let (energy, basis) = match metered_mwh(case) {
        Some(energy) => (energy, "hours × stated watts"),
        None => {
            let tdp = HARDWARE.iter().find(|row| row.id == case.hardware)?.tdp_w?;
            (it_energy_mwh(case.device_hours?, tdp), "hours × thermal design power")
        }
    };
    let implied = case.carbon_t? * 1e3 / energy;
    let [_, floor] = registered(FLOOR)?;
    let row = Row::new(
        Group::Plausibility,
        case.case,
        (Quantity::ImpliedIntensity, "gCO2e/kWh"),
        (None, Some(implied)),
        case.evidence(),
    );
    let carbon = case.carbon_t?;
    Some(row.at_least(floor).said(format!("{carbon} tCO2e published over {energy:.0} MWh ({basis})")))
}

/// Peak of a device, FLOP/s.
fn peak(case: &TrainingCase) -> Option<f64> {
    let published = || HARDWARE.iter().find(|row| row.id == case.hardware)?.peak_16bit_tflops;
    Some(case.peak_16bit_tflops.or_else(published)? * 1e12)
}

/// T1: work from parameters and tokens, FLOP.
fn work(case: &TrainingCase) -> Option<f64> {
    Some(run_flop(case.params_active_b? * 1e9, case.tokens_b? * 1e9))
}

/// A case in the domain of the prediction.
struct Observed {
    case: &'static TrainingCase,
    flop: f64,
    peak: f64,
    hours: f64,
    /// Whether every parameter is used for every token.
    dense: bool,
}

impl Observed {
    fn of(case: &'static TrainingCase) -> Option<Self> {
        let total = case.params_total_b?;
        let inside = case.architecture == Architecture::DecoderOnly && total >= SMALLEST_PARAMS_B;
        if !inside {
            return None;
        }
        let dense = case.params_active_b? >= total;
        Some(Self { case, flop: work(case)?, peak: peak(case)?, hours: case.device_hours?, dense })
    }

    /// MFU that the published hours imply.
    fn mfu(&self) -> f64 {
        self.flop / (3600.0 * self.peak * self.hours)
    }

    fn row(&self, group: Group, mfu: f64, independence: Independence, note: String) -> Row {
        let figures = (Some(training_hours(self.flop, self.peak, mfu)), Some(self.hours));
        let evidence = Evidence { independence, ..self.case.evidence() };
        Row::new(group, self.case.case, (Quantity::DeviceHours, "device-hours"), figures, evidence).said(note)
    }

    /// At the registry's MFU. That default is the median over the dense cases of this table, which are
    /// therefore calibrated; hours are disclosed, whatever was metered, so that the others are
    /// self-reported.
    fn predicted(&self) -> Option<Row> {
        let [mfu, _] = registered(MFU)?;
        let (independence, why) = if self.dense {
            (Independence::Calibrated, "one of the dense cases that the default is the median of")
        } else {
            (Independence::SelfReported, "not among the cases that the default comes from")
        };
        Some(self.row(Group::Prediction, mfu, independence, format!("MFU {mfu} of the registry, {why}")))
    }

    /// At the median MFU of all others.
    fn left_out(&self, all: &[Self]) -> Option<Row> {
        let others = all.iter().filter(|other| !core::ptr::eq(other.case, self.case));
        let mfu = median(others.map(Self::mfu).collect())?;
        let note = format!("MFU {mfu:.3}, the median of the other {} cases", all.len() - 1);
        Some(self.row(Group::LeaveOneOut, mfu, Independence::SelfReported, note))
    }
}

/// Median absolute error where the MFU is the median of all cases of other families of models: cases of one
/// family are alike.
pub(super) fn family_left_out() -> Option<f64> {
    let observed: Vec<Observed> = TRAINING.iter().filter_map(Observed::of).collect();
    let errors = observed.iter().filter_map(|own| {
        let others = observed.iter().filter(|other| other.case.entity != own.case.entity);
        let mfu = median(others.map(Observed::mfu).collect())?;
        Some((training_hours(own.flop, own.peak, mfu) / own.hours - 1.0).abs())
    });
    median(errors.collect())
}

/// Device-hours of what is outside the domain, as context.
fn outside_the_domain(case: &TrainingCase) -> Option<Row> {
    let (flop, from) = match (work(case), case.flop) {
        (Some(flop), _) => (flop, "6·N·D"),
        (None, Some(flop)) => (flop, "published work"),
        (None, None) => return None,
    };
    let [mfu, _] = registered(MFU)?;
    let why = match case.architecture {
        Architecture::DecoderOnly => "below 1 billion parameters",
        Architecture::EncoderDecoder => "encoder-decoder: each token passes part of the parameters",
        Architecture::EncoderOnly => "encoder only",
        Architecture::Search => "a search over many models",
    };
    let figures = (Some(training_hours(flop, peak(case)?, mfu)), Some(case.device_hours?));
    let evidence = Evidence { independence: Independence::SelfReported, ..case.evidence() };
    let row = Row::new(Group::Context, case.case, (Quantity::DeviceHours, "device-hours"), figures, evidence);
    Some(row.said(format!("outside the domain of the prediction ({why}); {from} at the registry's MFU")))
}

/// A case that gives nothing to compute from.
fn listed(case: &TrainingCase) -> Row {
    let (what, published) = match (case.carbon_t, case.energy_mwh) {
        (Some(_), _) => ((Quantity::Carbon, "tCO2e"), case.carbon_t),
        (None, Some(_)) => ((Quantity::Energy, "MWh"), case.energy_mwh),
        (None, None) => ((Quantity::DeviceHours, "device-hours"), case.device_hours),
    };
    Row::new(Group::Context, case.case, what, (None, published), case.evidence())
        .said("too little is published to compute it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_goes_by_the_figures_and_not_by_the_name() {
        let plausible = |case: &TrainingCase| {
            case.carbon_t.is_some() && implied_intensity(case).is_some_and(|row| !row.contradictory)
        };
        let case = *TRAINING.iter().find(|case| plausible(case)).unwrap();
        let carbon_t = case.carbon_t.map(|tonnes| tonnes * 0.02);
        let wrong = TrainingCase { carbon_t, ..case };
        assert!(implied_intensity(&wrong).unwrap().contradictory);
        // A stated factor is the operator's word: its arithmetic is checked instead.
        let stated = TrainingCase { grid_g_per_kwh: Some(8.0), ..wrong };
        assert!(implied_intensity(&stated).is_none());
    }

    #[test]
    fn only_one_stack_of_a_billion_parameters_is_predicted() {
        let case = TRAINING.iter().find(|case| Observed::of(case).is_some()).unwrap();
        for outside in [
            TrainingCase { architecture: Architecture::EncoderDecoder, ..*case },
            TrainingCase { params_total_b: Some(0.99), ..*case },
            TrainingCase { tokens_b: None, ..*case },
            TrainingCase { device_hours: None, ..*case },
        ] {
            let outside: &'static TrainingCase = Box::leak(Box::new(outside));
            assert!(Observed::of(outside).is_none());
        }
    }
}
