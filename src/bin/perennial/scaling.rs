//! `scaling`: loss and compute-optimal size of a training budget.

use perennial::model::parameter::Choice;
use perennial::model::parameters::ScalingLaw;
use perennial::model::scaling::law;
use perennial::model::technology::run_flop;
use serde_json::Value;

use crate::answer::{figure, number};
use crate::calculation::Calculation;
use crate::case::{BILLION_PARAMETERS, BILLION_TOKENS, Case, Key, Kind, POSITIVE, key};

pub(crate) static CALCULATION: Calculation = Calculation {
    name: "scaling",
    about: "Loss by a published scaling law, and the parameters and tokens that make it least for the same work",
    example: "flop=5.76e23",
    keys,
    fields: &[
        number(
            "loss",
            "nats a token",
            "loss at the parameters and tokens given, or at the optimum of flop alone",
        ),
        number("optimal_params_b", "billion parameters", "compute-optimal parameters"),
        number("optimal_tokens_b", "billion tokens", "compute-optimal tokens"),
    ],
    evaluate,
};

fn keys() -> Vec<Key> {
    let laws = Kind::Option(ScalingLaw::OPTIONS);
    vec![
        key("params-b", BILLION_PARAMETERS, None, "billion parameters", "parameters; with tokens-b or flop"),
        key("tokens-b", BILLION_TOKENS, None, "billion tokens", "training tokens; with params-b or flop"),
        key("flop", POSITIVE, None, "FLOP", "work, in place of parameters, of tokens or of both"),
        Key { kind: laws, ..key("scaling-law", POSITIVE, None, "", "published fit") },
    ]
}

fn evaluate(case: &Case) -> Result<Vec<Value>, String> {
    let law = law(ScalingLaw::at(case.option("scaling-law")));
    let (params, tokens) = (case.optional("params-b"), case.optional("tokens-b"));
    let (flop, at) = match (case.optional("flop"), params, tokens) {
        (None, Some(params), Some(tokens)) => {
            let (params, tokens) = (params * 1e9, tokens * 1e9);
            (run_flop(params, tokens), Some((params, tokens)))
        }
        (Some(flop), None, None) => (flop, None),
        // Work and one of the two give the other: C = 6·N·D.
        (Some(flop), Some(params), None) => (flop, Some((params * 1e9, flop / run_flop(params * 1e9, 1.0)))),
        (Some(flop), None, Some(tokens)) => (flop, Some((flop / run_flop(1.0, tokens * 1e9), tokens * 1e9))),
        (None, Some(_), None) => return Err(format!("{}, or give flop", case.missing("tokens-b"))),
        (None, None, Some(_)) => return Err(format!("{}, or give flop", case.missing("params-b"))),
        (None, None, None) => return Err("work is missing: give params-b and tokens-b, or flop".to_owned()),
        (Some(_), Some(_), Some(_)) => {
            return Err(
                "flop: given beside params-b and tokens-b, which say it already; leave one out".to_owned()
            );
        }
    };
    let best = law.optimal(flop);
    let (params, tokens) = at.unwrap_or(best);
    Ok(vec![figure(law.loss(params, tokens)), figure(best.0 / 1e9), figure(best.1 / 1e9)])
}
