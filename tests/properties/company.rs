//! Companies that proptest can shrink.

use crate::support::Random;
use perennial::model::output::STORED;
use perennial::model::parameters;
use perennial::model::simulate::{Keep, Run};
use perennial::scenario::{Scenario, Value, link, run};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The same companies in every run.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    // The default is 256; what takes longer is tried less often, in proportion.
    let cases = (u64::from(asked.cases) * u64::from(cases) / 256) as u32;
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(20_260_101),
        failure_persistence: None,
        max_global_rejects: 64 * cases,
        ..asked
    }
}

/// A company that shows itself as a link.
pub(crate) struct Company(pub(crate) Scenario);

impl std::fmt::Debug for Company {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&link::write(&self.0, &[], &[]))
    }
}

/// A length and any number of moves; which value a move takes is a seed of its own, so that dropping one
/// leaves the others as they are.
pub(crate) fn company() -> impl Strategy<Value = Company> {
    let few = prop::collection::vec((0..parameters::COUNT, any::<u64>()), 0..12);
    let many = prop::collection::vec((0..parameters::COUNT, any::<u64>()), 0..2 * parameters::COUNT);
    (1_u32..=30, prop_oneof![few, many]).prop_map(|(length, moves)| {
        let mut scenario = Scenario::default();
        scenario.set("horizon-years", Value::Scalar(f64::from(length)));
        for (index, seed) in moves {
            let parameter = parameters::registry().nth(index).unwrap();
            if parameter.id == "horizon-years" {
                continue;
            }
            let mut random = Random::new(seed);
            let value = random.value(parameter, (scenario.start_year(), f64::from(length)));
            scenario.set_at(index, value);
            if random.chance(0.05) {
                let usd = random.within([0.0, 1e15]);
                scenario.set_programme_cost(index, Some(usd));
            }
        }
        Company(scenario)
    })
}

/// A run with its months, by output.
pub(crate) struct Months {
    pub(crate) scenario: Scenario,
    pub(crate) run: Run<f64>,
    rows: Vec<[f64; STORED.len()]>,
}

impl Months {
    pub(crate) fn of(scenario: &Scenario) -> Self {
        let run = run(scenario, Keep::Months);
        let rows = run.months.iter().map(|month| month.values()).collect();
        Self { scenario: scenario.clone(), run, rows }
    }

    pub(crate) fn count(&self) -> usize {
        self.rows.len()
    }

    /// The months of an output as they are stored.
    #[track_caller]
    pub(crate) fn series(&self, id: &str) -> Vec<f64> {
        let index =
            STORED.iter().position(|output| output.id == id).unwrap_or_else(|| panic!("no output {id}"));
        self.rows.iter().map(|row| row[index]).collect()
    }

    pub(crate) fn sum(&self, id: &str) -> f64 {
        self.series(id).iter().sum()
    }

    /// A link to the company, for messages.
    pub(crate) fn link(&self) -> String {
        link::write(&self.scenario, &[], &[])
    }
}

/// A number of the scenario.
#[track_caller]
pub(crate) fn scalar(scenario: &Scenario, id: &str) -> f64 {
    match scenario.get(id) {
        Some(Value::Scalar(value)) => value,
        other => panic!("{id} is {other:?}"),
    }
}

/// Index of an option by its id.
#[track_caller]
pub(crate) fn option(id: &str, option: &str) -> Value {
    use perennial::model::parameter::Values;
    match parameters::registry().find(|parameter| parameter.id == id).map(|parameter| parameter.values) {
        Some(Values::Choice { options, .. }) => Value::Choice(
            options.iter().position(|known| *known == option).unwrap_or_else(|| panic!("{option}")),
        ),
        _ => panic!("{id} is no choice"),
    }
}

/// The same value all the time.
pub(crate) fn constant(value: f64) -> Value {
    Value::Path { from: value, to: value, first: None, last: None }
}
