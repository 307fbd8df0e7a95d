//! `article`: the linear model of the article, exactly.

use perennial::model::article::{ArticleInputs, FIELDS};

use crate::answer::{figure, number};
use crate::calculation::Calculation;
use crate::case::{Key, key};

pub(crate) static CALCULATION: Calculation = Calculation {
    name: "article",
    about: "The article's linear model; without keys its own case, as its own code computes it",
    example: "operating-cost=1000 market-share=500 price=10",
    keys,
    fields: &[
        number("cost", "", "cost-factor · operating cost"),
        number("revenue", "", "market share · price"),
        number("profit", "", "revenue − cost"),
        number("social_impact", "", "responsibility-weight · responsibility + education-weight · education"),
        number("carbon_emission", "", "carbon-weight · carbon + energy-weight · energy"),
    ],
    evaluate: |case| {
        let mut inputs = ArticleInputs::default();
        for field in FIELDS {
            (field.set)(&mut inputs, case.number(field.key)?);
        }
        let results = inputs.evaluate();
        let values =
            [results.cost, results.revenue, results.profit, results.social_impact, results.carbon_emission];
        Ok(values.map(figure).to_vec())
    },
};

fn keys() -> Vec<Key> {
    let case = ArticleInputs::default();
    let about = |coefficient| if coefficient { "coefficient of the equations" } else { "input of the case" };
    FIELDS
        .iter()
        .map(|field| {
            key(field.key, [f64::MIN, f64::MAX], Some((field.get)(&case)), "", about(field.coefficient))
        })
        .collect()
}
