//! What has to be said beside a run: what is not used as it was given, what happens in it that a figure alone
//! does not tell, and where the model leaves its evidence. Data; `Display` says it in English.

use core::fmt;

use serde::Serialize;

use crate::model::facts::Level;
use crate::model::number;
use crate::model::parameters::Inputs;
use crate::model::serving::{Deployment, Device, Routing, is_extrapolated};
use crate::model::simulate::Run;
use crate::model::technology::STEP;
use crate::scenario::Scenario;

/// What is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// T3: a utilisation above what the accelerator was measured to reach is refused.
    UnreachableMfu,
    /// S1: no more experts are active than there are.
    MoreActiveThanExperts,
    /// S1: active parameters are a share of the total.
    SparserThanExperts,
    /// T6: training tokens exceed the stock of text.
    DataLimit,
    /// P9: cash runs out; later figures are those of a company that cannot pay.
    CashOut,
    /// Section 2: outside the domain that serving was fitted in.
    Extrapolated,
    /// S4: throughput was set from a measured fleet.
    Calibrated,
    /// V3: no trend is known of the grid, the world's stands in.
    WorldTrend,
    /// V3: direct intensity of a state, brought to the life cycle by an assumed ratio.
    LifecycleRatio,
    /// V4: no residual mix is known, the grid's own intensity stands in.
    ResidualIsGrid,
    /// P11: the terminal value and its share of the whole.
    TerminalShare,
    /// P11: the same, where the sign hangs on it.
    TerminalSign,
    /// P11: the last year earns nothing that could go on, or the rate does not exceed growth.
    NoTerminalValue,
    /// C2: epsilon is an upper bound and speaks of the protected share.
    UpperBound,
}

/// One remark.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Remark {
    /// What is said.
    pub kind: Kind,
    /// The input or output that it is about.
    pub key: &'static str,
    /// Its value, or what else is quoted.
    pub given: Option<f64>,
    /// What is used instead, or the limit.
    pub used: Option<f64>,
    /// The option that it is about.
    pub option: Option<&'static str>,
    /// The calendar year from which it holds.
    pub year: Option<u32>,
    /// The month of that year, 1 to 12.
    pub month: Option<u32>,
}

impl Kind {
    const fn of(self, key: &'static str) -> Remark {
        Remark { kind: self, key, given: None, used: None, option: None, year: None, month: None }
    }

    /// Whether an input is not used as it was given.
    #[must_use]
    pub const fn is_refusal(self) -> bool {
        matches!(self, Self::UnreachableMfu | Self::MoreActiveThanExperts | Self::SparserThanExperts)
    }
}

impl Remark {
    const fn values(mut self, given: f64, used: f64) -> Self {
        (self.given, self.used) = (Some(given), Some(used));
        self
    }
}

/// Everything to say of a run of the scenario: refusals first.
#[must_use]
pub fn remarks(scenario: &Scenario, run: &Run<f64>) -> Vec<Remark> {
    let inputs = scenario.inputs();
    let mut said = refusals(&inputs);
    said.extend(happenings(&inputs, run));
    said.extend(domain(&inputs, run));
    said.extend(grids(&inputs));
    said.extend(worth(&inputs, run));
    if run.headline.privacy_epsilon.is_finite() {
        said.push(Kind::UpperBound.of("privacy-epsilon"));
    }
    said
}

/// What is not used as it was given.
fn refusals(inputs: &Inputs<f64>) -> Vec<Remark> {
    let technology = &inputs.technology;
    let mut said = Vec::new();
    let achievable = technology.accelerator.facts().achievable_share;
    let starts = (0..inputs.months()).map(|month| inputs.start_year() + month as f64 * STEP);
    let mfu = starts.fold(0.0, |most: f64, year| most.max(technology.mfu_training.at(year)));
    if mfu > achievable {
        let option = Some(technology.accelerator.facts().id);
        said.push(Remark { option, ..Kind::UnreachableMfu.of("mfu-training").values(mfu, achievable) });
    }
    let (experts, active) = (technology.experts, technology.experts_active);
    if active > experts {
        said.push(Kind::MoreActiveThanExperts.of("experts-active").values(active, experts));
    }
    let (sparsity, most) = (technology.expert_sparsity, experts / active.min(experts));
    // A millionth for numbers rounded on paper.
    if sparsity > most * (1.0 + 1e-6) {
        said.push(Kind::SparserThanExperts.of("expert-sparsity").values(sparsity, most));
    }
    said
}

/// What happens in the run.
fn happenings(inputs: &Inputs<f64>, run: &Run<f64>) -> Vec<Remark> {
    let mut said = Vec::new();
    let first_year = run.start_year as u32;
    let used = run.yearly("data-limit-used").unwrap_or_default();
    if let Some(year) = used.iter().position(|used| used.is_some_and(|used| used > 1.0)) {
        let limit = inputs.technology.data_limit_t;
        let last = used.last().copied().flatten().unwrap_or(f64::NAN);
        let remark = Kind::DataLimit.of("data-limit-t").values(last * limit, limit);
        said.push(Remark { year: Some(first_year + year as u32), ..remark });
    }
    if let Some(month) = run.flows.cash_usd.iter().position(|cash| *cash < 0.0) {
        let (year, month) = (first_year + (month / 12) as u32, (month % 12) as u32 + 1);
        said.push(Remark { year: Some(year), month: Some(month), ..Kind::CashOut.of("cash-usd") });
    }
    said
}

/// Where serving leaves its evidence: one remark for each reason.
fn domain(inputs: &Inputs<f64>, run: &Run<f64>) -> Vec<Remark> {
    let technology = &inputs.technology;
    let mut said = Vec::new();
    let device = Device::of(technology.accelerator.facts());
    let measured = Device { fitted: true, ..device };
    // A deployment inside the domain, of which one thing after the other is made the company's.
    let inside = Deployment {
        params_total: 70e9,
        params_active: 70e9,
        routing: Routing::of(1.0, 1.0),
        kv_bytes_per_token: 1e5,
        weight_bits: 8.0,
        context_tokens: 500.0,
        batch: 64.0,
        devices: 8.0,
        software: 1.0,
        overhead_cap: 1.0,
    };
    if !device.fitted {
        said.push(Remark { option: Some(device.id), ..Kind::Extrapolated.of("accelerator") });
    }
    let routing = Routing::of(technology.experts, technology.experts_active);
    if is_extrapolated(&measured, &Deployment { routing, ..inside }) {
        let values = Kind::Extrapolated.of("experts").values(technology.experts, 1.0);
        said.push(Remark { used: None, ..values });
    }
    let context_tokens = technology.context_tokens;
    if is_extrapolated(&measured, &Deployment { context_tokens, ..inside }) {
        said.push(Remark { given: Some(context_tokens), ..Kind::Extrapolated.of("context-tokens") });
    }
    let sizes = run.yearly("active-params-b").unwrap_or_default();
    let served = sizes.iter().enumerate().filter_map(|(year, size)| {
        let end = run.start_year + year as f64 + 11.0 * STEP;
        Some((year as u32, (*size)? * technology.distillation_ratio.at(end)))
    });
    let mut outside = served
        .filter(|(_, size)| is_extrapolated(&measured, &Deployment { params_active: size * 1e9, ..inside }));
    if let Some((year, size)) = outside.next() {
        let year = Some(run.start_year as u32 + year);
        said.push(Remark { given: Some(size), year, ..Kind::Extrapolated.of("params-active-b") });
    }
    let calibration = technology.serving_calibration;
    if calibration != 1.0 {
        said.push(Remark { given: Some(calibration), ..Kind::Calibrated.of("serving-calibration") });
    }
    said
}

/// What stands in for what is not known of the grids.
fn grids(inputs: &Inputs<f64>) -> Vec<Remark> {
    let environment = &inputs.environment;
    let mut said = Vec::new();
    for (key, zone) in
        [("serving-region", environment.serving_region), ("training-region", environment.training_region)]
    {
        let facts = zone.facts();
        let option = Some(facts.id);
        if facts.trend_per_year.is_none() {
            said.push(Remark { option, ..Kind::WorldTrend.of(key) });
        }
        if facts.level == Level::State {
            let given = Some(environment.lifecycle_direct_ratio);
            said.push(Remark { option, given, ..Kind::LifecycleRatio.of(key) });
        }
    }
    if environment.residual_mix_factor == 1.0 {
        said.push(Kind::ResidualIsGrid.of("residual-mix-factor"));
    }
    said
}

/// P11: how much of the worth with a terminal value is that value: its share of the two parts of the sum,
/// it and the cash flows of the plan, both discounted and without sign.
fn worth(inputs: &Inputs<f64>, run: &Run<f64>) -> Option<Remark> {
    let (with, without) = (run.headline.npv_with_terminal_usd, run.headline.npv_usd);
    let key = "npv-with-terminal-usd";
    if with == without {
        return Some(Kind::NoTerminalValue.of(key));
    }
    let economy = &inputs.economy;
    let rate = (economy.discount_rate + 1.0) / (economy.inflation + 1.0);
    let discount = number::exp(number::ln(rate) * -STEP * run.flows.free_cash_usd.len() as f64);
    let cash = without - (run.flows.residual_usd + run.flows.working_capital_usd) * discount;
    let terminal = with - cash;
    let kind = if (with < 0.0) == (without < 0.0) { Kind::TerminalShare } else { Kind::TerminalSign };
    let share = terminal / (terminal.abs() + cash.abs());
    share.is_finite().then(|| Remark { given: Some(share), ..kind.of(key) })
}

impl fmt::Display for Remark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = self.key;
        let option = self.option.unwrap_or_default();
        let (given, used) = (self.given.unwrap_or(f64::NAN), self.used.unwrap_or(f64::NAN));
        let (year, month) = (self.year.unwrap_or_default(), self.month.unwrap_or_default());
        match self.kind {
            Kind::UnreachableMfu => write!(
                out,
                "{key}: {given} is refused, at most {used} of the peak was measured on {option}; {used} is used"
            ),
            Kind::MoreActiveThanExperts => {
                write!(out, "{key}: {given} is more than experts; {used} is used")
            }
            Kind::SparserThanExperts => {
                write!(out, "{key}: {given} is more than experts over experts-active; {used} is used")
            }
            Kind::DataLimit => write!(
                out,
                "{key}: from {year} a run trains on more text than there is, in the last year on {given:.1} of {used} trillion tokens"
            ),
            Kind::CashOut => {
                write!(
                    out,
                    "{key}: cash runs out in month {month} of {year}; later figures are of a company that cannot pay"
                )
            }
            Kind::Extrapolated => {
                write!(
                    out,
                    "{key}: extrapolated, serving was fitted to dense models of 8 to 405 B at short context on two accelerators"
                )
            }
            Kind::Calibrated => {
                write!(out, "{key}: calibrated, throughput is {given:.3} times the roofline's")
            }
            Kind::WorldTrend => write!(out, "{key}: no trend is known of {option}; the world's is used"),
            Kind::LifecycleRatio => write!(
                out,
                "{key}: direct intensity of {option} brought to the life cycle by a ratio of {given} (assumption)"
            ),
            Kind::ResidualIsGrid => {
                write!(out, "{key}: no residual mix is given; the grid's intensity stands in")
            }
            Kind::TerminalShare | Kind::TerminalSign => {
                write!(
                    out,
                    "{key}: the terminal value is {:.0} % of the two parts of the sum, it and the cash flows of the plan",
                    given * 100.0
                )?;
                if self.kind == Kind::TerminalSign { write!(out, " and sets its sign") } else { Ok(()) }
            }
            Kind::NoTerminalValue => write!(
                out,
                "{key}: no terminal value, the last year earns nothing or the rate does not exceed growth; the residual value stays"
            ),
            Kind::UpperBound => {
                write!(out, "{key}: upper bound (RDP), of the protected share of training only")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::simulate::Keep;
    use crate::scenario::{link, presets, run};

    fn of(query: &str) -> Vec<Remark> {
        let scenario = link::parse(query).scenario;
        remarks(&scenario, &run(&scenario, Keep::Years))
    }

    fn about(said: &[Remark], kind: Kind) -> Option<Remark> {
        said.iter().copied().find(|remark| remark.kind == kind)
    }

    #[test]
    fn nothing_of_the_default_company_is_refused() {
        let said = of("");
        assert!(said.iter().all(|remark| !remark.kind.is_refusal()));
        assert!(about(&said, Kind::CashOut).is_none() && about(&said, Kind::UpperBound).is_none());
        // A mixture of experts whose sign of worth hangs on the years after the plan.
        assert_eq!(about(&said, Kind::Extrapolated).map(|remark| remark.key), Some("experts"));
        assert!(about(&said, Kind::TerminalSign).is_some_and(|remark| remark.given > Some(0.5)));
    }

    #[test]
    fn what_is_not_used_as_given_is_refused() {
        let mfu = about(&of("mfu-training=0.3~0.85"), Kind::UnreachableMfu).unwrap();
        assert_eq!((mfu.given, mfu.used, mfu.option), (Some(0.85), Some(0.8), Some("h100-sxm-80")));
        // A path whose end lies beyond the plan does not get there.
        assert!(about(&of("mfu-training=0.3~0.85~2040~2050"), Kind::UnreachableMfu).is_none());
        let active = about(&of("experts=8&experts-active=9"), Kind::MoreActiveThanExperts).unwrap();
        assert_eq!((active.given, active.used), (Some(9.0), Some(8.0)));
        let sparse = about(&of("experts=8&experts-active=4"), Kind::SparserThanExperts).unwrap();
        assert_eq!(sparse.used, Some(2.0));
    }

    #[test]
    fn a_company_without_new_equity_runs_out_of_cash() {
        let said = of("funding=off");
        let out = about(&said, Kind::CashOut).unwrap();
        let scenario = link::parse("funding=off").scenario;
        let run = run(&scenario, Keep::Months);
        let month = ((out.year.unwrap() - 2026) * 12 + out.month.unwrap() - 1) as usize;
        assert!(
            run.flows.cash_usd[month] < 0.0 && run.flows.cash_usd[..month].iter().all(|cash| *cash >= 0.0)
        );
    }

    #[test]
    fn labels_follow_the_scenario() {
        let said = of("serving-region=US-VA&training-region=CN&data-limit-t=20&dp-training-share=0.1~0.1");
        assert_eq!(about(&said, Kind::LifecycleRatio).and_then(|remark| remark.option), Some("US-VA"));
        assert!(about(&said, Kind::DataLimit).is_some_and(|remark| remark.year >= Some(2026)));
        assert!(about(&said, Kind::UpperBound).is_some() && about(&said, Kind::ResidualIsGrid).is_some());
        assert!(about(&of("residual-mix-factor=1.1"), Kind::ResidualIsGrid).is_none());
        let day = presets::preset("deepseek-production-day").unwrap();
        let said = remarks(&day, &run(&day, Keep::Years));
        assert!(about(&said, Kind::Calibrated).is_some_and(|remark| remark.given > Some(1.4)));
        assert!(about(&of("discount-rate=0.01&inflation=0.02"), Kind::NoTerminalValue).is_some());
    }

    #[test]
    fn every_remark_says_what_it_is_about() {
        for query in
            ["", "funding=off&mfu-training=0.9&experts-active=300&data-limit-t=1&serving-region=US-VA"]
        {
            for remark in of(query) {
                let text = remark.to_string();
                assert!(text.starts_with(remark.key) && !text.contains("NaN"), "{text}");
            }
        }
    }
}
