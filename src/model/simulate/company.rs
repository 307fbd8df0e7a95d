//! The company, month by month.

use super::footprint::Hours;
use super::held::Held;
use super::market::{Demand, Market};
use super::serve::Server;
use crate::model::environment::Grid;
use crate::model::fleet::{Fleet, Unit};
use crate::model::number::Number;
use crate::model::output::Month;
use crate::model::parameters::Inputs;
use crate::model::society;
use crate::model::technology::{self, STEP, monthly_factor};
use crate::model::{economy, scaling};

/// Quantities that grow by a factor a month, from 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Growth<N> {
    pub(super) value: N,
    pub(super) per_month: N,
}

impl<N: Number> Growth<N> {
    fn by(per_month: N) -> Self {
        Self { value: N::one(), per_month }
    }
    #[inline(always)]
    fn advance(&mut self) {
        self.value *= self.per_month;
    }
}

/// Factors of one month's growth of training compute (T1, T6).
#[derive(Clone, Copy, Debug)]
pub(super) struct RunGrowth<N> {
    oom_per_year: N,
    compute: N,
    size: N,
    size_third: N,
    tokens: N,
}

/// State of a run.
#[derive(Clone, Debug)]
pub(super) struct Company<'a, N: Number> {
    pub(super) inputs: &'a Inputs<N>,
    pub(super) server: Server<N>,
    pub(super) market: Market<N>,
    pub(super) fleet: Fleet<N>,
    pub(super) serving_grid: Grid<N>,
    pub(super) training_grid: Grid<N>,
    // Technology.
    pub(super) run_flop: N,
    pub(super) compute: N,
    pub(super) own_oom: N,
    pub(super) market_oom: N,
    pub(super) size: N,
    pub(super) size_third: N,
    pub(super) tokens: N,
    pub(super) software: Growth<N>,
    pub(super) performance: Growth<N>,
    pub(super) efficiency: Growth<N>,
    pub(super) embodied: Growth<N>,
    pub(super) staff: N,
    pub(super) unit_today: Unit<N>,
    pub(super) rented_energy_mean: N,
    pub(super) rented_embodied_mean: N,
    pub(super) cloud_usd_per_hour: N,
    pub(super) algorithmic_oom: N,
    pub(super) noise_ratio: N,
    pub(super) privacy_quality: N,
    pub(super) trust: N,
    pub(super) trust_adjustment: N,
    // Statements.
    pub(super) cash: N,
    pub(super) working_capital: N,
    pub(super) equity: N,
    pub(super) losses: N,
    pub(super) earnings: N,
    pub(super) founder_share: N,
    pub(super) pue_record: N,
    pub(super) programmes_before: Vec<N>,
    pub(super) carbon_prices: (N, N),
    // Held while the paths they depend on stand still.
    pub(super) growth: Held<1, RunGrowth<N>>,
    pub(super) market_growth: Held<1, N>,
    pub(super) ratio_third: Held<1, N>,
    pub(super) loss: Held<4, N>,
    pub(super) staff_growth: Held<1, N>,
    pub(super) access: Held<2, N>,
    pub(super) index: Held<8, (N, N, N)>,
}

impl<'a, N: Number> Company<'a, N> {
    pub(super) fn new(inputs: &'a Inputs<N>, epsilon: N) -> Self {
        let (technology, economy) = (&inputs.technology, &inputs.economy);
        let (society, environment) = (&inputs.society, &inputs.environment);
        let facts = technology.accelerator.facts();
        let months = inputs.months();
        let per_month = |doubling| technology::doubling_per_month(doubling);
        let performance = Growth::by(per_month(technology.hardware_performance_doubling_years));
        let efficiency = Growth::by(per_month(technology.energy_efficiency_doubling_years));
        let embodied = Growth::by(monthly_factor(N::one() - environment.embodied_decline));
        // F2, V5: a base device today, with its share of server and network.
        let unit_today = Unit {
            cost_usd: economy.accelerator_price
                * N::known(facts.relative_price, "relative-price", facts.id)
                * economy.server_cost_factor
                / (N::one() - economy.network_cost_share),
            energy: N::one(),
            embodied_kg: (environment.device_embodied_factor
                * N::known(facts.embodied_kg, "device-embodied-kg", facts.id)
                + environment.server_embodied_kgco2e_per_device)
                * (environment.embodied_network_addon + 1.0),
        };
        // A month back, a device cost and drew more and carried more carbon per unit of performance.
        let older = Unit {
            cost_usd: performance.per_month,
            energy: efficiency.per_month,
            embodied_kg: N::one() / embodied.per_month,
        };
        let fleet = Fleet::opening(
            economy.owned_devices_today,
            technology.device_life_years,
            unit_today,
            older,
            months,
        );
        let grid = |zone: crate::model::parameters::Zone| {
            Grid::at_start(
                zone.facts(),
                environment.grid_trend,
                inputs.start_year(),
                environment.grid_intensity_factor,
                environment.lifecycle_direct_ratio,
                environment.grid_floor,
            )
        };
        let run_flop =
            technology::run_flop(technology.params_active_b * 1e9, technology.training_tokens_b * 1e9);
        Self {
            inputs,
            server: Server::new(inputs),
            market: Market::new(inputs),
            serving_grid: grid(environment.serving_region),
            training_grid: grid(environment.training_region),
            run_flop,
            compute: N::one(),
            own_oom: N::zero(),
            market_oom: N::zero(),
            size: N::one(),
            size_third: N::one(),
            tokens: N::one(),
            software: Growth::by(monthly_factor(technology.serving_software_gain)),
            rented_energy_mean: Fleet::uniform_age_mean(technology.device_life_years, older.energy),
            rented_embodied_mean: Fleet::uniform_age_mean(technology.device_life_years, older.embodied_kg),
            performance,
            efficiency,
            embodied,
            staff: economy.rd_staff,
            unit_today,
            cloud_usd_per_hour: economy.cloud_gpu_hour
                * N::known(facts.relative_price, "relative-price", facts.id),
            algorithmic_oom: technology::algorithmic_oom_per_year(technology.algorithmic_halving_months),
            noise_ratio: society.dp_noise_multiplier
                / society.dp_sampling_rate
                / technology.privacy_noise_batch_reference,
            privacy_quality: quality_or_zero(epsilon),
            trust: society.initial_trust,
            trust_adjustment: economy::adjustment(society.trust_adjustment_years),
            cash: economy.initial_cash,
            working_capital: economy.working_capital_today,
            equity: economy.initial_cash + economy.working_capital_today + fleet.net_usd,
            fleet,
            losses: economy.initial_losses,
            earnings: N::zero(),
            founder_share: economy.initial_founder_share,
            pue_record: N::zero(),
            programmes_before: inputs.programmes.iter().map(|programme| programme.path.from).collect(),
            carbon_prices: (N::zero(), N::zero()),
            growth: Held::new(),
            market_growth: Held::new(),
            ratio_third: Held::new(),
            loss: Held::new(),
            staff_growth: Held::new(),
            access: Held::new(),
            index: Held::new(),
        }
    }

    /// Shadow price and social cost of carbon of the month, USD/t.
    pub(super) const fn carbon_prices(&self) -> (N, N) {
        self.carbon_prices
    }

    /// P11: resale value of the fleet at the end, USD.
    pub(super) fn residual_usd(&self) -> N {
        self.fleet.residual_usd(self.inputs.economy.resale_decline_oom)
    }

    /// Working capital at the end, USD.
    pub(super) const fn working_capital_usd(&self) -> N {
        self.working_capital
    }

    /// One month; `scaled` asks for the outputs of the scaling law, which only a month that is kept needs.
    #[inline(always)]
    pub(super) fn month(&mut self, month: usize, scaled: bool) -> Month<N> {
        let inputs = self.inputs;
        let year = inputs.start_year() + month as f64 * STEP;
        let mut row = Month::filled(N::zero());
        let training_hours = self.technology(year, scaled, &mut row);
        let ratio = inputs.technology.distillation_ratio.at(year);
        let ratio_third = self
            .ratio_third
            .get([inputs.technology.distillation_ratio.phase(year)], || ratio.powf(N::of(1.0 / 3.0)));
        let serving = self.server.month(
            inputs,
            year,
            (inputs.technology.params_active_b * 1e9 * self.size, self.size_third),
            (ratio, ratio_third),
            self.software.value,
        );
        let demand = self.market.month(inputs, year, row.quality_gap_oom, serving.user_speed, self.trust);
        let hours = Hours::of(inputs, year, &serving, &demand, training_hours);
        self.fleet(year, &serving, &hours, &mut row);
        self.market_outputs(&serving, &demand, &mut row);
        self.statements(year, month, &demand, &hours, &mut row);
        self.society(year, &demand, &mut row);
        self.note(year, &serving, &demand, &hours);
        self.advance(year);
        row
    }

    /// T1, T6: growth of own training compute, and the market's in orders of magnitude a year.
    #[inline(always)]
    fn growth(&mut self, year: f64) -> (RunGrowth<N>, N) {
        let technology = &self.inputs.technology;
        let growth = self.growth.get([technology.training_compute_growth.phase(year)], || {
            let ln_month = technology.training_compute_growth.at(year).ln() * STEP;
            let size = (ln_month * technology.size_exponent).exp();
            RunGrowth {
                oom_per_year: ln_month * (12.0 / crate::model::number::LN_10),
                compute: ln_month.exp(),
                size,
                size_third: (ln_month * technology.size_exponent / 3.0).exp(),
                tokens: (ln_month * (N::one() - technology.size_exponent)).exp(),
            }
        });
        let market_oom = self.market_growth.get([technology.market_compute_growth.phase(year)], || {
            technology.market_compute_growth.at(year).log10()
        });
        (growth, market_oom)
    }

    /// T1 to T7. Answers the busy hours of training.
    #[inline(always)]
    fn technology(&mut self, year: f64, scaled: bool, row: &mut Month<N>) -> N {
        let (technology, society) = (&self.inputs.technology, &self.inputs.society);
        let (growth, market_oom) = self.growth(year);
        let interval = technology.release_interval_months.at(year);
        let ratio = technology.distillation_ratio.at(year);
        let dp_share = society.dp_training_share.at(year);
        let run_flop = self.run_flop * self.compute;
        let flop = technology::research_flop(
            run_flop,
            technology.development_multiplier,
            interval,
            technology.transfer_reuse.at(year),
            (technology.dp_throughput_penalty, dp_share),
            (technology.distillation_compute_share, ratio),
        );
        let device = self.server.device();
        let achievable = technology.accelerator.facts().achievable_share;
        let achievable = N::of(N::known(achievable, "achievable-share", device.id));
        let mfu = technology.mfu_training.at(year).min(achievable);
        let hours = technology::training_hours(flop, device.peak_16bit, mfu);
        let noise_ratio = self.noise_ratio;
        let phases = [
            technology.distillation_ratio.phase(year),
            technology.weight_bits.phase(year),
            society.dp_training_share.phase(year),
            society.safety_spend_share.phase(year),
        ];
        let loss = self.loss.get(phases, || {
            let bits = crate::model::serving::nearest_bits(technology.weight_bits.at(year));
            technology::capability_loss_oom(
                (technology.distillation_loss_oom, ratio),
                technology::bits_loss_oom(bits, technology.loss_at_4_bits),
                (technology.privacy_loss_oom, dp_share),
                noise_ratio,
                society.safety_spend_share.at(year),
            )
        });
        let lag = technology::release_lag_oom(interval, growth.oom_per_year, self.algorithmic_oom)
            - technology::release_lag_oom(
                technology.market_release_interval_months,
                market_oom,
                self.algorithmic_oom,
            );
        N::note(year, || [("release-lag-oom", lag), ("capability-loss-oom", loss), ("achieved-mfu", mfu)]);
        row.quality_gap_oom = technology::quality_gap_oom(
            technology.initial_quality_gap_oom,
            self.own_oom,
            self.market_oom,
            lag,
            loss,
            technology.lag_and_loss_today_oom,
        );
        row.run_flop = run_flop;
        row.training_flop = flop;
        row.training_device_hours = hours;
        row.active_params_b = technology.params_active_b * self.size;
        row.run_tokens_b = technology.training_tokens_b * self.tokens;
        row.data_limit_used = row.run_tokens_b / (technology.data_limit_t * 1e3);
        if scaled {
            let law = scaling::law(technology.scaling_law);
            row.scaling_loss = law.loss(row.active_params_b * 1e9, row.run_tokens_b * 1e9);
            let (params, tokens) = law.optimal(run_flop);
            row.optimal_params_b = params * 1e-9;
            row.optimal_tokens_b = tokens * 1e-9;
        }
        hours
    }

    /// What the next month sees.
    #[inline(always)]
    fn advance(&mut self, year: f64) {
        let path = &self.inputs.economy.staff_growth;
        let growth = self.staff_growth.get([path.phase(year)], || monthly_factor(path.at(year) + 1.0));
        self.staff *= growth;
        let (growth, market_oom) = self.growth(year);
        self.compute *= growth.compute;
        self.size *= growth.size;
        self.size_third *= growth.size_third;
        self.tokens *= growth.tokens;
        self.own_oom += growth.oom_per_year * STEP;
        self.market_oom += market_oom * STEP;
        self.software.advance();
        self.performance.advance();
        self.efficiency.advance();
        self.embodied.advance();
        self.serving_grid.advance();
        self.training_grid.advance();
    }

    /// C1, C3 to C5.
    #[inline(always)]
    fn society(&mut self, year: f64, demand: &Demand<N>, row: &mut Month<N>) {
        let society = &self.inputs.society;
        let economy = &self.inputs.economy;
        let dp_share = society.dp_training_share.at(year);
        let federated = society.federated_share.at(year);
        row.transparency_score = society.transparency_score.at(year);
        row.privacy_score = society::privacy_score(dp_share, self.privacy_quality, federated);
        row.education_score = society::education_score(society.education_spend_share.at(year));
        row.access_score = self
            .access
            .get([economy.consumer_conversion.phase(year), economy.subscription_price.phase(year)], || {
                society::access_score(demand.conversion, demand.subscription_usd, society.income_per_month)
            });
        row.workforce_score = society::workforce_score(society.workforce_training_hours.at(year));
        row.safety_score = society::safety_score(society.safety_spend_share.at(year));
        let phases = [
            society.transparency_score.phase(year),
            society.dp_training_share.phase(year),
            society.federated_share.phase(year),
            society.education_spend_share.phase(year),
            economy.consumer_conversion.phase(year),
            economy.subscription_price.phase(year),
            society.workforce_training_hours.phase(year),
            society.safety_spend_share.phase(year),
        ];
        let scores = *row;
        let (people, conduct, index) = self.index.get(phases, || {
            let people = society::theme(
                [scores.education_score, scores.access_score, scores.workforce_score],
                [society.weight_education, society.weight_access, society.weight_workforce],
            );
            let conduct = society::theme(
                [scores.transparency_score, scores.privacy_score, scores.safety_score],
                [society.weight_transparency, society.weight_privacy, society.weight_safety],
            );
            let weights = [society.weight_people, society.weight_conduct];
            (people, conduct, society::index(society.index_aggregation, [people, conduct], weights))
        });
        row.people_index = people;
        row.conduct_index = conduct;
        row.social_index = index;
        self.trust += (index - self.trust) * self.trust_adjustment;
        row.trust = self.trust;
    }
}

/// Quality of an epsilon; none counts as zero (its share is zero as well).
fn quality_or_zero<N: Number>(epsilon: N) -> N {
    let exists = N::zero().le(epsilon);
    N::select(exists, society::epsilon_quality(N::select(exists, epsilon, N::one())), N::zero())
}
