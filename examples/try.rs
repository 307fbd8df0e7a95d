use perennial::{
    model::{
        output,
        simulate::{Keep, run},
    },
    scenario::Scenario,
};
fn main() {
    let s = Scenario::default();
    let r = run(&s, Keep::Months);
    for (h, v) in output::HEADLINES.iter().zip(r.headline.values()) {
        println!("{} {}", h.id, v);
    }
    for id in [
        "revenue-usd",
        "cost-of-revenue-usd",
        "gross-margin",
        "research-development-usd",
        "ebitda-usd",
        "capital-expenditure-usd",
        "free-cash-flow-usd",
        "raised-usd",
        "cash-usd",
        "tokens",
        "cost-usd-per-mtoken",
        "capacity-devices",
        "energy-mwh",
        "carbon-location-t",
        "carbon-market-t",
        "carbon-embodied-t",
        "water-onsite-kl",
        "water-offsite-kl",
        "sci-g-per-mtoken",
        "api-share",
        "speed-tokens-per-s",
        "social-index",
        "trust",
    ] {
        println!(
            "{id} {:?}",
            r.yearly(id)
                .unwrap()
                .iter()
                .map(|v| format!("{:.5e}", v.unwrap_or(f64::NAN)))
                .collect::<Vec<_>>()
                .join(" ")
        );
    }
    for id in ["speed-tokens-per-s", "capacity-devices", "replica-devices", "active-params-b"] {
        println!("{id} {:?}", &r.monthly(id).unwrap()[..4]);
    }
    let inputs = s.inputs();
    let e = perennial::model::simulate::epsilon(&inputs);
    let t = std::time::Instant::now();
    let n = 2000;
    let mut acc = 0.0;
    for _ in 0..n {
        acc += perennial::model::simulate::simulate(&inputs, e, Keep::Years).headline.npv_usd;
    }
    println!("{} us/run {acc}", t.elapsed().as_secs_f64() * 1e6 / n as f64);
}
