//! `privacy`: the Rényi accountant of the Poisson-subsampled Gaussian.

use perennial::model::privacy::epsilon;

use crate::answer::{Field, Form, figure, number, whole};
use crate::calculation::Calculation;
use crate::case::{Key, key};

pub(crate) static CALCULATION: Calculation = Calculation {
    name: "privacy",
    about: "Upper bound on epsilon by Rényi accounting (whole orders), Poisson sampling, add or remove one record",
    example: "noise-multiplier=1.1 sampling-rate=0.01 steps=1000 delta=1e-5",
    keys,
    fields: &[
        number("epsilon", "", "upper bound on epsilon"),
        Field {
            name: "order",
            form: Form::Whole,
            unit: "",
            about: "Rényi order at which the bound is least",
        },
    ],
    evaluate: |case| {
        let guarantee = epsilon(
            case.number("noise-multiplier")?,
            case.number("sampling-rate")?,
            case.number("steps")?,
            case.number("delta")?,
        );
        Ok(vec![figure(guarantee.epsilon), whole(guarantee.order)])
    },
};

fn keys() -> Vec<Key> {
    vec![
        key("noise-multiplier", [1e-3, 1e9], None, "noise / clipping norm", "noise")
            .or("dp-noise-multiplier"),
        key("sampling-rate", [1e-15, 1.0], None, "fraction a step", "share of the records in a step")
            .or("dp-sampling-rate"),
        key("steps", [1.0, 1e15], None, "", "steps, all releases on the same people counted").or("dp-steps"),
        key("delta", [1e-100, 0.999_999], None, "probability", "delta of the guarantee").or("dp-delta"),
    ]
}
