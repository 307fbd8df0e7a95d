//! The linear model of the article that Perennial began from, exactly (MODEL.md section 8).
//!
//! cost = 1.2 · operating cost; revenue = market share · price; profit = revenue − cost;
//! η = 1.1 · responsibility + 0.8 · education; carbon = 0.9 · carbon consumption + 0.5 · energy.
//! The article states no units; none are added here.

use serde::{Deserialize, Serialize};

/// Inputs and coefficients of the article's case.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct ArticleInputs {
    /// R, operating cost.
    pub operating_cost: f64,
    /// S, market share (units sold).
    pub market_share: f64,
    /// P, product price.
    pub price: f64,
    /// S, level of social responsibility.
    pub responsibility: f64,
    /// E, investment in education.
    pub education: f64,
    /// T, consumption of carbon.
    pub carbon: f64,
    /// E, consumption of energy.
    pub energy: f64,
    /// 1.2 in cost = 1.2 · R.
    pub cost_factor: f64,
    /// 1.1 in η.
    pub responsibility_weight: f64,
    /// 0.8 in η.
    pub education_weight: f64,
    /// 0.9 in carbon.
    pub carbon_weight: f64,
    /// 0.5 in carbon.
    pub energy_weight: f64,
}

impl Default for ArticleInputs {
    fn default() -> Self {
        Self {
            operating_cost: 1000.0,
            market_share: 500.0,
            price: 10.0,
            responsibility: 5.0,
            education: 200.0,
            carbon: 2000.0,
            energy: 1000.0,
            cost_factor: 1.2,
            responsibility_weight: 1.1,
            education_weight: 0.8,
            carbon_weight: 0.9,
            energy_weight: 0.5,
        }
    }
}

/// One input of the article's model: key, default and the range of its slider.
#[derive(Clone, Copy, Debug)]
pub struct ArticleField {
    /// Key on the command line, in links and locales.
    pub key: &'static str,
    /// Whether it is a coefficient of the equations, not an input of the case.
    pub coefficient: bool,
    /// Ends of the slider.
    pub range: [f64; 2],
    /// Reads the field.
    pub get: fn(&ArticleInputs) -> f64,
    /// Sets the field.
    pub set: fn(&mut ArticleInputs, f64),
}

macro_rules! fields {
    ($($key:literal $field:ident $coefficient:literal $low:literal $high:literal),* $(,)?) => {
        &[$(ArticleField {
            key: $key, coefficient: $coefficient, range: [$low, $high],
            get: |inputs| inputs.$field, set: |inputs, value| inputs.$field = value,
        }),*]
    };
}

/// Every input and coefficient, in order.
pub const FIELDS: &[ArticleField] = fields![
    "operating-cost" operating_cost false 0.0 5000.0,
    "market-share" market_share false 0.0 1000.0,
    "price" price false 0.0 50.0,
    "responsibility" responsibility false 0.0 10.0,
    "education" education false 0.0 1000.0,
    "carbon" carbon false 0.0 5000.0,
    "energy" energy false 0.0 5000.0,
    "cost-factor" cost_factor true 0.0 3.0,
    "responsibility-weight" responsibility_weight true 0.0 3.0,
    "education-weight" education_weight true 0.0 3.0,
    "carbon-weight" carbon_weight true 0.0 3.0,
    "energy-weight" energy_weight true 0.0 3.0,
];

/// Results of the article's model.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ArticleResults {
    /// C = 1.2 · R.
    pub cost: f64,
    /// S · P.
    pub revenue: f64,
    /// π = revenue − cost.
    pub profit: f64,
    /// η = 1.1 · S + 0.8 · E.
    pub social_impact: f64,
    /// `C_e` = 0.9 · T + 0.5 · E.
    pub carbon_emission: f64,
}

/// What the article prints for its own case; its own code gives 3800, 165.5 and 2300.
pub const PRINTED: [(&str, f64); 3] =
    [("profit", 3990.0), ("social_impact", 9.0), ("carbon_emission", 2500.0)];

impl ArticleInputs {
    /// Evaluates the five equations.
    ///
    /// # Examples
    /// ```
    /// let results = perennial::model::article::ArticleInputs::default().evaluate();
    /// assert_eq!((results.profit, results.social_impact, results.carbon_emission), (3800.0, 165.5, 2300.0));
    /// ```
    #[must_use]
    pub fn evaluate(&self) -> ArticleResults {
        let cost = self.cost(self.operating_cost);
        let revenue = self.revenue(self.market_share);
        ArticleResults {
            cost,
            revenue,
            profit: revenue - cost,
            social_impact: self.social_impact(self.responsibility),
            carbon_emission: self.carbon_emission(self.carbon),
        }
    }

    /// Cost at an operating cost.
    #[must_use]
    pub fn cost(&self, operating_cost: f64) -> f64 {
        self.cost_factor * operating_cost
    }
    /// Revenue at a market share and the price given.
    #[must_use]
    pub fn revenue(&self, market_share: f64) -> f64 {
        market_share * self.price
    }
    /// Profit at an operating cost and the share and price given.
    #[must_use]
    pub fn profit(&self, operating_cost: f64) -> f64 {
        self.revenue(self.market_share) - self.cost(operating_cost)
    }
    /// η at a level of responsibility and the education given.
    #[must_use]
    pub fn social_impact(&self, responsibility: f64) -> f64 {
        self.responsibility_weight * responsibility + self.education_weight * self.education
    }
    /// Carbon at a consumption of carbon and the energy given.
    #[must_use]
    pub fn carbon_emission(&self, carbon: f64) -> f64 {
        self.carbon_weight * carbon + self.energy_weight * self.energy
    }
}

/// The proportionalities of the article's section 4.2, whose constants are the reader's to move.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Derivation {
    /// k in T = kR.
    pub k: f64,
    /// l in S = lP.
    pub l: f64,
    /// p in E = pS.
    pub p: f64,
    /// r in E = rT.
    pub r: f64,
}

impl Default for Derivation {
    fn default() -> Self {
        // The article gives no numbers; these are the ratios of its own case: T/R, S/P, E/S, E/T.
        Self { k: 2.0, l: 50.0, p: 40.0, r: 0.5 }
    }
}

/// Slopes that the proportionalities give with the code's equations.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Slopes {
    /// g′ in C = g(R): the cost factor.
    pub cost_per_operating_cost: f64,
    /// With S = lP and revenue = S·P: revenue = l·P², a parabola; this is l.
    pub revenue_per_price_squared: f64,
    /// m in R = mP, if revenue is of degree one in (S, P): here the price weight of the case, S₀.
    pub revenue_per_price: f64,
    /// q in η = qS: responsibility weight + education weight · p.
    pub social_per_responsibility: f64,
    /// s in `C_e` = sT: carbon weight + energy weight · r.
    pub carbon_per_compute: f64,
}

impl Derivation {
    /// The slopes for given inputs.
    #[must_use]
    pub fn slopes(&self, inputs: &ArticleInputs) -> Slopes {
        Slopes {
            cost_per_operating_cost: inputs.cost_factor,
            revenue_per_price_squared: self.l,
            revenue_per_price: inputs.market_share,
            social_per_responsibility: inputs.responsibility_weight + inputs.education_weight * self.p,
            carbon_per_compute: inputs.carbon_weight + inputs.energy_weight * self.r,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_case_gives_what_the_articles_code_gives() {
        let results = ArticleInputs::default().evaluate();
        assert_eq!(results.cost, 1200.0);
        assert_eq!(results.revenue, 5000.0);
        assert_eq!(results.profit, 3800.0);
        assert_eq!(results.social_impact, 165.5);
        assert_eq!(results.carbon_emission, 2300.0);
    }

    #[test]
    fn every_field_is_listed_once_and_round_trips() {
        let mut inputs = ArticleInputs::default();
        for (index, field) in FIELDS.iter().enumerate() {
            (field.set)(&mut inputs, index as f64 + 0.5);
        }
        for (index, field) in FIELDS.iter().enumerate() {
            assert_eq!((field.get)(&inputs), index as f64 + 0.5, "{}", field.key);
        }
    }
}
