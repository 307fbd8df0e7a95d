//! Companies and sectors to begin from.
//!
//! A preset is a base scenario with a list of changes, each with its reason or source, then settled (see
//! [`today`](super::today)). `preset=ID` in a link expands to plain keys on load. Companies are calibrated
//! to published lines and say so; what is calibrated proves nothing about the model, the next published
//! period does ([`reconcile`](super::reconcile)).

use super::today::{serving_devices, settled};
use super::{Scenario, Value};

pub(super) mod companies;
mod sectors;

/// What a preset is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The default company: put together by arithmetic, no published one.
    Reference,
    /// A company calibrated to published figures.
    Company,
    /// The reference lab serving a sector.
    Sector,
}

/// One change of a preset, with its reason.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// Registry id.
    pub id: &'static str,
    /// What it is set to.
    pub to: To,
    /// Where the value comes from, in English.
    pub reason: &'static str,
}

/// What a change sets.
#[derive(Clone, Copy, Debug)]
pub enum To {
    /// A scalar, or both ends of a path.
    Level(f64),
    /// An option.
    Option(&'static str),
    /// A factor on the value of the reference lab (both ends of a path).
    Times(f64),
}

/// One preset.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Permanent id.
    pub id: &'static str,
    /// What it is.
    pub kind: Kind,
    /// Name, in English.
    pub name: &'static str,
    /// What moves and why, in English.
    pub about: &'static str,
    /// The changes.
    pub changes: &'static [Change],
    /// What of a company is not in its preset, in English.
    pub not_modelled: &'static [&'static str],
    /// Devices measured in serving, to which `serving-calibration` is set; none where no fleet is known.
    pub measured_devices: Option<f64>,
}

/// Shorthand for the tables of changes.
const fn level(id: &'static str, value: f64, reason: &'static str) -> Change {
    Change { id, to: To::Level(value), reason }
}
/// Shorthand for the tables of changes.
const fn times(id: &'static str, factor: f64, reason: &'static str) -> Change {
    Change { id, to: To::Times(factor), reason }
}
/// Shorthand for the tables of changes.
const fn option(id: &'static str, option: &'static str, reason: &'static str) -> Change {
    Change { id, to: To::Option(option), reason }
}

/// The default company.
const REFERENCE: Preset = Preset {
    id: "reference-lab",
    kind: Kind::Reference,
    name: "Reference lab",
    about: "A mid-size lab put together by arithmetic from the sourced parameters; no published company.",
    changes: &[],
    not_modelled: &[],
    measured_devices: None,
};

/// Every preset, the default first.
pub fn all() -> impl Iterator<Item = &'static Preset> + Clone {
    core::iter::once(&REFERENCE).chain(companies::ALL).chain(sectors::ALL)
}

/// A preset by id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Preset> {
    all().find(|preset| preset.id == id)
}

/// The scenario of a preset; none for an unknown id.
#[must_use]
pub fn preset(id: &str) -> Option<Scenario> {
    find(id).map(Preset::scenario)
}

impl Change {
    fn apply(&self, scenario: &mut Scenario) {
        let Some(present) = scenario.get(self.id) else { return };
        let value = match (self.to, present) {
            (To::Level(to), Value::Scalar(_)) => Value::Scalar(to),
            (To::Level(to), Value::Path { .. }) => Value::Path { from: to, to, first: None, last: None },
            (To::Times(factor), Value::Scalar(value)) => Value::Scalar(value * factor),
            (To::Times(factor), Value::Path { from, to, first, last }) => {
                Value::Path { from: from * factor, to: to * factor, first, last }
            }
            (To::Option(id), Value::Choice(_)) => {
                let index = crate::model::parameters::registry()
                    .find(|parameter| parameter.id == self.id)
                    .and_then(|parameter| match parameter.values {
                        crate::model::parameter::Values::Choice { options, .. } => {
                            options.iter().position(|option| *option == id)
                        }
                        _ => None,
                    });
                match index {
                    Some(index) => Value::Choice(index),
                    None => return,
                }
            }
            _ => return,
        };
        scenario.set(self.id, value);
    }
}

impl Preset {
    /// The scenario: the changes applied to the reference lab, the measured fleet calibrated, the present
    /// settled.
    #[must_use]
    pub fn scenario(&self) -> Scenario {
        if self.changes.is_empty() {
            return Scenario::default();
        }
        let mut scenario = Scenario::default();
        for change in self.changes {
            change.apply(&mut scenario);
        }
        let mut scenario = settled(&scenario);
        if let (Some(measured), Some(modelled)) = (self.measured_devices, serving_devices(&scenario)) {
            // S4: measured over roofline throughput. Hours go with its inverse.
            scenario.set("serving-calibration", Value::Scalar(modelled / measured));
            scenario = settled(&scenario);
        }
        scenario
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parameters;

    #[test]
    fn every_change_names_a_parameter_and_takes_effect() {
        for preset in all() {
            let scenario = preset.scenario();
            for change in preset.changes {
                let index =
                    parameters::index_of(change.id).unwrap_or_else(|| panic!("{}: {}", preset.id, change.id));
                assert!(!scenario.is_default(index), "{}: {} is the default already", preset.id, change.id);
                assert!(!change.reason.is_empty());
            }
        }
    }

    #[test]
    fn a_preset_begins_at_rest() {
        use crate::model::simulate::Keep;
        use crate::scenario::run;
        for preset in all() {
            let run = run(&preset.scenario(), Keep::Months);
            let first = &run.months[0];
            let scenario = preset.scenario();
            let share = |id: &str| match scenario.get(id) {
                Some(Value::Scalar(value)) => value,
                _ => f64::NAN,
            };
            for (share, initial) in [
                (first.api_share, share("api-initial-share")),
                (first.consumer_share, share("consumer-initial-share")),
                (first.enterprise_share, share("enterprise-initial-share")),
            ] {
                assert!((share / initial - 1.0).abs() < 1e-9, "{}: {share} against {initial}", preset.id);
            }
            assert!(first.working_capital_change_usd.abs() < 2e-3 * first.revenue_usd, "{}", preset.id);
        }
    }
}
