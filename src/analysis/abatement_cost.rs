//! What a tonne avoided costs: net present value given up against another plan, over the tonnes by which
//! carbon falls. Money is discounted, tonnes are not.

use serde::Serialize;

use super::finding::Direction;
use crate::model::simulate::Run;

/// How electricity's carbon is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// By what is bought.
    Market,
    /// By the grid it is drawn from.
    Location,
}

/// What a tonne avoided costs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct AbatementCost {
    /// By which method carbon falls.
    pub method: Method,
    /// USD per tonne.
    pub usd_per_t: f64,
}

/// USD per tonne of a change of net present value, USD, and one of carbon, t; none unless both fall.
///
/// # Examples
/// ```
/// use perennial::analysis::abatement_cost::per_tonne;
/// assert_eq!(per_tonne(-1.2e8, -4.0e6), Some(30.0));
/// assert_eq!(per_tonne(1.2e8, -4.0e6), None);
/// ```
#[must_use]
pub fn per_tonne(npv_change_usd: f64, carbon_change_t: f64) -> Option<f64> {
    let cost = npv_change_usd / carbon_change_t;
    (npv_change_usd < 0.0 && carbon_change_t < 0.0 && cost.is_finite()).then_some(cost)
}

/// The same of figures before and after, of which a change within rounding is none.
fn fallen([npv_before, npv_after]: [f64; 2], [carbon_before, carbon_after]: [f64; 2]) -> Option<f64> {
    let falls = |before, after| Direction::between(before, after) == Direction::Falls;
    (falls(npv_before, npv_after) && falls(carbon_before, carbon_after))
        .then(|| per_tonne(npv_after - npv_before, carbon_after - carbon_before))
        .flatten()
}

/// What a tonne avoided costs in a run against another: market-based, or location-based where the first does
/// not change. None where either moves the other way, or where the two cover other years: their totals are
/// then of different things.
#[must_use]
pub fn abatement_cost(run: &Run<f64>, against: &Run<f64>) -> Option<AbatementCost> {
    if run.start_year != against.start_year || run.years.len() != against.years.len() {
        return None;
    }
    let pair = |id: &str| Some([against.headline(id)?, run.headline(id)?]);
    let npv = pair("npv-usd")?;
    let market = pair("total-carbon-market-t")?;
    let (method, carbon) = match Direction::between(market[0], market[1]) {
        Direction::Falls => (Method::Market, market),
        Direction::Stays => (Method::Location, pair("total-carbon-location-t")?),
        Direction::Rises => return None,
    };
    fallen(npv, carbon).map(|usd_per_t| AbatementCost { method, usd_per_t })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::simulate::Keep;
    use crate::scenario::{link, run};

    fn of(query: &str) -> Run<f64> {
        run(&link::parse(query).scenario, Keep::Years)
    }

    #[test]
    fn only_what_costs_and_avoids_has_a_cost() {
        assert_eq!(per_tonne(-100.0, -4.0), Some(25.0));
        for (npv, carbon) in
            [(100.0, -4.0), (-100.0, 4.0), (100.0, 4.0), (-100.0, 0.0), (0.0, -4.0), (f64::NAN, -4.0)]
        {
            assert_eq!(per_tonne(npv, carbon), None, "{npv} {carbon}");
        }
        assert_eq!(per_tonne(-100.0, -f64::MIN_POSITIVE / 8.0), None);
    }

    #[test]
    fn rounding_is_no_change() {
        assert_eq!(fallen([1e9, 1e9 - 1.0], [1e6, 5e5]), None);
        assert_eq!(fallen([1e9, 5e8], [1e6, 1e6 - 1e-3]), None);
        assert_eq!(fallen([1e9, 5e8], [1e6, 5e5]), Some(1000.0));
    }

    #[test]
    fn clean_power_has_the_cost_of_its_figures() {
        let (usual, clean) = (of(""), of("cfe-share=0.2~1~2027~2028"));
        let cost = abatement_cost(&clean, &usual).unwrap();
        assert_eq!(cost.method, Method::Market);
        let change = |id| clean.headline(id).unwrap() - usual.headline(id).unwrap();
        assert_eq!(cost.usd_per_t, change("npv-usd") / change("total-carbon-market-t"));
        assert!(cost.usd_per_t > 0.0);
        // The way back costs nothing and avoids nothing, and a plan costs nothing against itself.
        assert_eq!(abatement_cost(&usual, &clean), None);
        assert_eq!(abatement_cost(&clean, &clean), None);
    }

    #[test]
    fn other_years_are_not_compared() {
        let (usual, clean) = (of("horizon-years=8"), of("cfe-share=0.2~1~2027~2028"));
        assert_ne!(usual.years.len(), clean.years.len());
        assert_eq!(abatement_cost(&clean, &usual), None);
    }
}
