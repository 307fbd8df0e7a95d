//! Section 9, item 4: what stands still changes nothing.

use crate::company::{Company, Months, company, config, constant};
use perennial::model::output::STORED;
use perennial::model::parameter::Values;
use perennial::model::parameters;
use perennial::scenario::{Scenario, Value};
use proptest::prelude::*;

/// Ids of the outputs whose months differ in any bit, and of the headline figures that do.
fn differences(a: &Months, b: &Months) -> Vec<String> {
    let bits =
        |months: &Months, id: &str| months.series(id).into_iter().map(f64::to_bits).collect::<Vec<_>>();
    let outputs = STORED.iter().filter(|output| bits(a, output.id) != bits(b, output.id));
    let headlines = perennial::model::output::HEADLINES
        .iter()
        .zip(a.run.headline.values().into_iter().zip(b.run.headline.values()))
        .filter(|(_, (a, b))| a.to_bits() != b.to_bits());
    outputs.map(|output| output.id.to_owned()).chain(headlines.map(|(h, _)| h.id.to_owned())).collect()
}

#[test]
fn every_lever_at_its_present_value_changes_nothing_bit_for_bit() {
    let base = Months::of(&Scenario::default());
    for (index, parameter) in parameters::registry().enumerate() {
        let Values::Path { default: [from, to], .. } = parameter.values else { continue };
        assert!(
            !parameter.role.is_lever() || from == to,
            "{}: a lever stands where it is today",
            parameter.id
        );
        if from != to {
            continue;
        }
        for (first, last) in [(2027.0, 2031.0), (1931.7, 2026.0), (2029.41, 2029.41), (2150.5, 2199.25)] {
            let mut scenario = Scenario::default();
            scenario.set_at(index, Value::Path { from, to, first: Some(first), last: Some(last) });
            scenario.set_programme_cost(index, Some(1e9));
            let differing = differences(&base, &Months::of(&scenario));
            assert!(differing.is_empty(), "{} changes {differing:?}", parameter.id);
        }
    }
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn a_path_that_goes_nowhere_changes_nothing_in_any_company(
        Company(mut scenario) in company(), pick in 0..1000_usize, first in 1990.0..2140.0_f64, length in 0.0..20.0_f64,
    ) {
        let paths: Vec<_> = parameters::registry()
            .enumerate()
            .filter(|(_, parameter)| matches!(parameter.values, Values::Path { .. }))
            .collect();
        let (index, parameter) = paths[pick % paths.len()];
        let Some(Value::Path { from, .. }) = scenario.value(index) else { unreachable!() };
        scenario.set_at(index, constant(from));
        let base = Months::of(&scenario);
        scenario.set_at(index, Value::Path { from, to: from, first: Some(first), last: Some(first + length) });
        let moved = Months::of(&scenario);
        prop_assert_eq!(differences(&base, &moved), Vec::<String>::new(), "{}", parameter.id);
    }

    #[test]
    fn what_happens_after_the_plan_changes_nothing_in_it(
        Company(mut scenario) in company(), pick in 0..1000_usize, to in 0.0..=1.0_f64,
    ) {
        let end = scenario.start_year() + match scenario.get("horizon-years") {
            Some(Value::Scalar(years)) => years,
            _ => unreachable!(),
        };
        let paths: Vec<_> = parameters::registry()
            .enumerate()
            .filter(|(_, parameter)| matches!(parameter.values, Values::Path { .. }))
            .collect();
        let (index, parameter) = paths[pick % paths.len()];
        let (Some(Value::Path { from, .. }), Some([low, high])) = (scenario.value(index), parameter.hard()) else {
            unreachable!()
        };
        scenario.set_at(index, constant(from));
        let base = Months::of(&scenario);
        let to = low + (high - low) * to;
        scenario.set_at(index, Value::Path { from, to, first: Some(end), last: Some(end + 3.0) });
        let moved = Months::of(&scenario);
        prop_assert_eq!(differences(&base, &moved), Vec::<String>::new(), "{}", parameter.id);
    }

    #[test]
    fn a_shorter_plan_is_the_beginning_of_a_longer_one(Company(mut scenario) in company(), years in 1..30_u32) {
        // But for privacy: the steps of all releases over the horizon count from the start (C2).
        scenario.set("dp-training-share", constant(0.0));
        scenario.set("horizon-years", Value::Scalar(30.0));
        let long = Months::of(&scenario);
        scenario.set("horizon-years", Value::Scalar(f64::from(years)));
        let short = Months::of(&scenario);
        for output in STORED {
            let (a, b) = (short.series(output.id), long.series(output.id));
            let same = a.iter().zip(&b).all(|(a, b)| a.to_bits() == b.to_bits());
            prop_assert!(same, "{}", output.id);
        }
    }
}

#[test]
fn nothing_of_the_default_company_moves_by_itself() {
    let months = Months::of(&Scenario::default());
    let at_start = |id: &str| months.series(id)[0];
    let given = |id: &str| crate::company::scalar(&months.scenario, id);
    for segment in ["consumer", "api", "enterprise"] {
        let (now, then) = (at_start(&format!("{segment}-share")), given(&format!("{segment}-initial-share")));
        assert!((now / then - 1.0).abs() < 1e-13, "{segment}: {now:?} against {then:?}");
        assert_eq!(
            at_start(&format!("{segment}-adoption")),
            given(&format!("{segment}-initial-penetration"))
        );
    }
    assert!((at_start("quality-gap-oom") - given("initial-quality-gap-oom")).abs() < 1e-15);
    assert!((at_start("trust") / given("initial-trust") - 1.0).abs() < 1e-14);
    assert!((at_start("speed-tokens-per-s") / given("speed-today") - 1.0).abs() < 1e-13);
    assert_eq!(at_start("market-price-usd-per-mtoken"), given("market-api-price"));
    assert_eq!(at_start("raised-usd"), 0.0);
}
