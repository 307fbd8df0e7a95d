//! `finance`: what a series of flows is worth.

use perennial::model::finance::{
    discounted_payback, internal_rates, modified_rate, net_present_value, payback,
};
use serde_json::{Value, json};

use crate::answer::{Field, Form, figure, number};
use crate::calculation::Calculation;
use crate::case::{Case, Key, Kind, key};

pub(crate) static CALCULATION: Calculation = Calculation {
    name: "finance",
    about: "Net present value (first flow undiscounted), every internal rate of return, modified rate, paybacks",
    example: "flows=-100,230,-132 rate=12% finance-rate=10% reinvest-rate=12%",
    keys,
    fields: &[
        number("npv", "unit of the flows", "net present value at rate; null without rate"),
        Field {
            name: "irr",
            form: Form::Numbers,
            unit: "a period",
            about: "every real rate above −1, ascending",
        },
        number("mirr", "a period", "modified rate; null without both rates or both signs"),
        Field {
            name: "payback",
            form: Form::Whole,
            unit: "periods",
            about: "first period from which the cumulative flow stays at or above zero, the first flow being period 0",
        },
        Field {
            name: "discounted_payback",
            form: Form::Whole,
            unit: "periods",
            about: "the same of the flows discounted at rate",
        },
    ],
    evaluate,
};

/// Most flows: isolating roots takes time with their square. Ten years of days.
const MOST_FLOWS: usize = 3_650;
/// A rate a period, above −1.
const RATE: [f64; 2] = [-0.999_999_999, f64::MAX];

fn keys() -> Vec<Key> {
    let flows = "first to last, one a period";
    vec![
        Key { kind: Kind::Numbers, ..key("flows", RATE, None, "any one unit", flows) },
        key("rate", RATE, None, "fraction a period", "discount rate").or("discount-rate"),
        key("finance-rate", RATE, None, "fraction a period", "rate paid on negative flows"),
        key("reinvest-rate", RATE, None, "fraction a period", "rate earned on positive flows"),
    ]
}

fn evaluate(case: &Case) -> Result<Vec<Value>, String> {
    let flows = case.numbers("flows")?;
    if flows.len() > MOST_FLOWS {
        return Err(format!("flows: {} were given, at most {MOST_FLOWS} are wanted", flows.len()));
    }
    let rate = case.optional("rate");
    let modified = match (case.optional("finance-rate"), case.optional("reinvest-rate")) {
        (Some(finance), Some(reinvest)) => {
            let rate = modified_rate(flows, finance, reinvest);
            rate.exists.then_some(rate.value)
        }
        _ => None,
    };
    Ok(vec![
        figure(rate.map(|rate| net_present_value(rate, flows))),
        json!(internal_rates(flows)),
        figure(modified),
        json!(payback(flows)),
        json!(rate.and_then(|rate| discounted_payback(rate, flows))),
    ])
}
