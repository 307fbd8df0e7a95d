//! Section 9, item 1: the books balance, parts add up, every month.

use crate::company::{Company, Months, company, config, constant, scalar};
use perennial::scenario::{Scenario, Value};
use proptest::prelude::*;

const BAR: f64 = 1e-9;

/// Each side's terms: an output, and whether it is added.
type Side = &'static [(&'static str, f64)];

/// The identities of a month: the terms add up to zero.
const SUMS: &[(&str, Side)] = &[
    (
        "revenue (P1)",
        &[
            ("revenue-usd", -1.0),
            ("subscription-revenue-usd", 1.0),
            ("api-revenue-usd", 1.0),
            ("enterprise-revenue-usd", 1.0),
            ("sharing-revenue-usd", 1.0),
            ("other-revenue-usd", 1.0),
        ],
    ),
    (
        "cost of revenue (P2)",
        &[
            ("cost-of-revenue-usd", -1.0),
            ("serving-rent-usd", 1.0),
            ("serving-power-usd", 1.0),
            ("serving-depreciation-usd", 1.0),
            ("serving-facility-usd", 1.0),
            ("sharing-power-usd", 1.0),
            ("payment-fees-usd", 1.0),
            ("support-usd", 1.0),
            ("cloud-share-usd", 1.0),
            ("other-cost-usd", 1.0),
        ],
    ),
    (
        "research (P3)",
        &[
            ("research-development-usd", -1.0),
            ("training-rent-usd", 1.0),
            ("training-power-usd", 1.0),
            ("training-depreciation-usd", 1.0),
            ("training-facility-usd", 1.0),
            ("staff-usd", 1.0),
            ("data-usd", 1.0),
        ],
    ),
    (
        "sustainability (P5)",
        &[
            ("sustainability-usd", -1.0),
            ("education-usd", 1.0),
            ("transparency-usd", 1.0),
            ("clean-power-usd", 1.0),
            ("removals-usd", 1.0),
            ("federated-usd", 1.0),
            ("carbon-charge-usd", 1.0),
            ("programme-usd", 1.0),
            ("pue-work-usd", 1.0),
        ],
    ),
    (
        "EBIT (P6)",
        &[
            ("ebit-usd", -1.0),
            ("revenue-usd", 1.0),
            ("cost-of-revenue-usd", -1.0),
            ("research-development-usd", -1.0),
            ("sales-marketing-usd", -1.0),
            ("general-admin-usd", -1.0),
            ("sustainability-usd", -1.0),
        ],
    ),
    ("EBITDA (P6)", &[("ebitda-usd", -1.0), ("ebit-usd", 1.0), ("depreciation-usd", 1.0)]),
    (
        "depreciation by purpose",
        &[("depreciation-usd", -1.0), ("serving-depreciation-usd", 1.0), ("training-depreciation-usd", 1.0)],
    ),
    (
        "free cash flow (P9)",
        &[
            ("free-cash-flow-usd", -1.0),
            ("ebitda-usd", 1.0),
            ("stock-compensation-usd", 1.0),
            ("tax-usd", -1.0),
            ("capital-expenditure-usd", -1.0),
            ("working-capital-change-usd", -1.0),
        ],
    ),
    (
        "tokens by segment",
        &[("tokens", -1.0), ("consumer-tokens", 1.0), ("api-tokens", 1.0), ("enterprise-tokens", 1.0)],
    ),
    (
        "energy by owner and purpose",
        &[
            ("energy-mwh", -1.0),
            ("serving-owned-energy-mwh", 1.0),
            ("serving-rented-energy-mwh", 1.0),
            ("training-owned-energy-mwh", 1.0),
            ("training-rented-energy-mwh", 1.0),
            ("sharing-energy-mwh", 1.0),
        ],
    ),
    (
        "energy of serving",
        &[
            ("serving-energy-mwh", -1.0),
            ("serving-owned-energy-mwh", 1.0),
            ("serving-rented-energy-mwh", 1.0),
        ],
    ),
    (
        "carbon by owner and purpose",
        &[
            ("carbon-location-t", -1.0),
            ("serving-owned-carbon-t", 1.0),
            ("serving-rented-carbon-t", 1.0),
            ("training-owned-carbon-t", 1.0),
            ("training-rented-carbon-t", 1.0),
            ("sharing-carbon-t", 1.0),
        ],
    ),
    (
        "carbon by scope",
        &[
            ("carbon-location-t", -1.0),
            ("scope2-location-t", 1.0),
            ("scope3-upstream-t", 1.0),
            ("scope3-rented-t", 1.0),
        ],
    ),
    (
        "carbon of what is rented",
        &[("scope3-rented-t", -1.0), ("serving-rented-carbon-t", 1.0), ("training-rented-carbon-t", 1.0)],
    ),
    (
        "embodied by owner",
        &[("carbon-embodied-t", -1.0), ("owned-embodied-t", 1.0), ("rented-embodied-t", 1.0)],
    ),
    ("embodied booked is scope 3", &[("carbon-embodied-booked-t", -1.0), ("scope3-hardware-t", 1.0)]),
    (
        "water on site",
        &[("water-onsite-kl", -1.0), ("owned-water-onsite-kl", 1.0), ("rented-water-onsite-kl", 1.0)],
    ),
    (
        "water off site",
        &[("water-offsite-kl", -1.0), ("serving-water-offsite-kl", 1.0), ("training-water-offsite-kl", 1.0)],
    ),
    (
        "balance sheet (P10)",
        &[
            ("cash-usd", 1.0),
            ("receivables-usd", 1.0),
            ("net-fleet-usd", 1.0),
            ("payables-usd", -1.0),
            ("prepaid-usd", -1.0),
            ("equity-usd", -1.0),
        ],
    ),
];

/// What else is an entry of the balance sheet: a loss and the equity that covers it may be 1e10 times the
/// stocks of the month, and their rounding stays in the stocks.
const FLOWS: [&str; 6] = [
    "ebit-usd",
    "raised-usd",
    "tax-usd",
    "stock-compensation-usd",
    "capital-expenditure-usd",
    "depreciation-usd",
];

/// Fails where terms that add up to zero do not, by more than the bar of the largest entry so far.
fn close(
    months: &Months,
    what: &str,
    terms: &[(Vec<f64>, f64)],
    entries: &[Vec<f64>],
) -> Result<(), TestCaseError> {
    let mut largest = 0.0_f64;
    for month in 0..months.count() {
        let all = terms.iter().map(|(series, _)| series).chain(entries);
        largest = all.fold(largest, |largest, series| largest.max(series[month].abs()));
        let rest: f64 = terms.iter().map(|(series, sign)| series[month] * sign).sum();
        prop_assert!(
            rest.abs() <= BAR * largest,
            "{what}: {rest:e} left of {largest:e} in month {}\n{}",
            month + 1,
            months.link()
        );
    }
    Ok(())
}

/// The change of a stock from an opening value.
fn change(series: &[f64], opening: f64) -> Vec<f64> {
    let mut before = opening;
    series
        .iter()
        .map(|now| {
            let change = now - before;
            before = *now;
            change
        })
        .collect()
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn parts_add_up_and_the_books_balance_every_month(Company(scenario) in company()) {
        let months = Months::of(&scenario);
        let flows = FLOWS.map(|id| months.series(id));
        for (what, side) in SUMS {
            let terms: Vec<_> = side.iter().map(|(id, sign)| (months.series(id), *sign)).collect();
            let entries: &[_] = if what.starts_with("balance") { &flows } else { &[] };
            close(&months, what, &terms, entries)?;
        }
    }

    #[test]
    fn cash_working_capital_and_equity_move_by_their_flows(Company(scenario) in company()) {
        let months = Months::of(&scenario);
        let series = |id| months.series(id);
        let cash = change(&series("cash-usd"), scalar(&scenario, "initial-cash"));
        let terms = [(cash, -1.0), (series("free-cash-flow-usd"), 1.0), (series("raised-usd"), 1.0)];
        close(&months, "cash", &terms, &[series("cash-usd")])?;

        let stocks = ["receivables-usd", "prepaid-usd", "payables-usd"].map(series);
        let capital: Vec<f64> =
            (0..months.count()).map(|month| stocks[0][month] - stocks[1][month] - stocks[2][month]).collect();
        let opening = scalar(&scenario, "working-capital-today");
        let terms = [(change(&capital, opening), -1.0), (series("working-capital-change-usd"), 1.0)];
        let [receivables, prepaid, payables] = stocks;
        close(&months, "working capital", &terms, &[receivables, prepaid, payables, vec![opening; months.count()]])?;

        let equity = series("equity-usd");
        let terms = [
            (change(&equity, equity[0])[1..].to_vec(), -1.0),
            (series("ebit-usd")[1..].to_vec(), 1.0),
            (series("tax-usd")[1..].to_vec(), -1.0),
            (series("stock-compensation-usd")[1..].to_vec(), 1.0),
            (series("raised-usd")[1..].to_vec(), 1.0),
        ];
        let mut largest = equity[0].abs();
        for month in 0..months.count() - 1 {
            largest = terms.iter().fold(largest.max(equity[month + 1].abs()), |l, (s, _)| l.max(s[month].abs()));
            let rest: f64 = terms.iter().map(|(series, sign)| series[month] * sign).sum();
            prop_assert!(rest.abs() <= BAR * largest, "equity: {rest:e} of {largest:e}\n{}", months.link());
        }
    }

    #[test]
    fn years_are_made_of_their_months(Company(scenario) in company()) {
        use perennial::model::output::{Aggregate, STORED};
        let months = Months::of(&scenario);
        // The gap to the target path is one of years only.
        for output in STORED.iter().filter(|output| output.id != "carbon-gap-t") {
            let series = months.series(output.id);
            for (year, value) in months.run.yearly(output.id).unwrap().into_iter().enumerate() {
                let part = &series[12 * year..12 * year + 12];
                let made = match output.aggregate {
                    Aggregate::Sum => part.iter().sum::<f64>(),
                    _ => part[11],
                };
                let value = value.unwrap_or(f64::NAN);
                let size: f64 = part.iter().map(|x| x.abs()).sum();
                prop_assert!(
                    made == value || (made - value).abs() <= 1e-12 * size || made.is_nan() && value.is_nan(),
                    "{} of year {year}: {value:e} against {made:e}\n{}", output.id, months.link()
                );
            }
        }
    }

    #[test]
    fn losses_are_used_before_tax_is_paid(Company(scenario) in company()) {
        let months = Months::of(&scenario);
        let (ebit, tax, carried) = (months.series("ebit-usd"), months.series("tax-usd"), months.series("losses-carried-usd"));
        let (rate, limit) = (scalar(&scenario, "tax-rate"), scalar(&scenario, "loss-use-limit"));
        let mut losses = scalar(&scenario, "initial-losses");
        for year in 0..months.count() / 12 {
            let part = 12 * year..12 * year + 12;
            let earned: f64 = ebit[part.clone()].iter().sum();
            let size = ebit[part.clone()].iter().fold(losses, |size: f64, x| size.max(x.abs()));
            let used = losses.min(limit * earned.max(0.0));
            prop_assert!(tax[part.start..part.end - 1].iter().all(|tax| *tax == 0.0));
            let due = rate * (earned.max(0.0) - used);
            prop_assert!((tax[part.end - 1] - due).abs() <= BAR * size, "tax of year {year}\n{}", months.link());
            losses = losses - used + (-earned).max(0.0);
            prop_assert!((carried[part.end - 1] - losses).abs() <= BAR * size, "losses of year {year}\n{}", months.link());
        }
    }
}

/// Embodied carbon of the opening fleet that is not yet amortised, t: F2 and V5 in words of their own.
fn opening_unamortised_t(scenario: &Scenario) -> f64 {
    let inputs = scenario.inputs();
    let environment = &inputs.environment;
    let life = inputs.technology.device_life_years * 12.0;
    let today_kg = (environment.device_embodied_factor * inputs.technology.accelerator.facts().embodied_kg
        + environment.server_embodied_kgco2e_per_device)
        * (1.0 + environment.embodied_network_addon);
    let vintage = inputs.economy.owned_devices_today / life;
    (1..=181)
        .map(|age| {
            let age = f64::from(age);
            let left = (life - age).max(0.0) / life;
            vintage * today_kg * (1.0 - environment.embodied_decline).powf(-age / 12.0) * left
        })
        .sum::<f64>()
        / 1000.0
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn once_all_have_retired_what_was_booked_and_the_opening_rest_are_amortised(
        Company(mut scenario) in company(), from in 0.0..=1.0, last in 1..14_u32,
    ) {
        // Nothing is bought after `last` years; the longest life is 15.
        let start = scenario.start_year();
        let stop = start + f64::from(last);
        scenario.set("horizon-years", Value::Scalar(30.0));
        scenario.set("owned-share", Value::Path { from, to: 0.0, first: Some(start), last: Some(stop) });
        let months = Months::of(&scenario);
        let owned: f64 = months.sum("owned-embodied-t");
        let booked = months.sum("carbon-embodied-booked-t") - months.sum("rented-embodied-t");
        let opening = opening_unamortised_t(&scenario);
        let size = owned + months.sum("rented-embodied-t");
        prop_assert!(
            (owned - booked - opening).abs() <= BAR * size,
            "{owned:e} amortised, {booked:e} booked, {opening:e} brought along\n{}", months.link()
        );
        let last = months.count() - 1;
        let most = months.series("installed-devices").into_iter().fold(0.0, f64::max);
        prop_assert!(months.series("installed-devices")[last] <= 1e-12 * most, "devices are left\n{}", months.link());
        let cost = months.series("capital-expenditure-usd").into_iter().chain(months.series("depreciation-usd"));
        let most = cost.fold(0.0, |sum: f64, x| sum + x);
        prop_assert!(months.series("net-fleet-usd")[last].abs() <= BAR * most, "value is left\n{}", months.link());
    }

    #[test]
    fn a_programme_costs_its_way_and_nothing_more(Company(mut scenario) in company(), usd in 0.0..1e6_f64) {
        use perennial::model::parameters;
        for index in 0..parameters::COUNT {
            scenario.set_programme_cost(index, None);
        }
        let index = parameters::index_of("cfe-share").unwrap();
        let start = scenario.start_year();
        scenario.set("cfe-share", Value::Path { from: 0.75, to: 0.25, first: Some(start), last: Some(start + 0.5) });
        scenario.set_programme_cost(index, Some(usd));
        let months = Months::of(&scenario);
        prop_assert!((months.sum("programme-usd") - 0.5 * usd).abs() <= 1e-12 * usd);
        scenario.set("cfe-share", constant(0.5));
        prop_assert_eq!(Months::of(&scenario).sum("programme-usd"), 0.0);
    }
}
