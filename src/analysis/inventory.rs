//! The carbon inventory by scope, as the GHG Protocol orders it: a location-based and a market-based column,
//! never added to each other; hardware in the year of its purchase; removals on a line of their own; what is
//! not covered by name.

use serde::Serialize;

use crate::model::Number;
use crate::model::output::{COUNT, at};
use crate::model::parameters::Inputs;
use crate::model::simulate::Run;

/// A line of the inventory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Item {
    /// Scope 1: generators and refrigerants.
    Scope1,
    /// Scope 2: the power we control.
    Scope2,
    /// Scope 3, category 1: power of rented compute.
    RentedPower,
    /// Scope 3, category 1: hardware of rented compute, as used.
    RentedHardware,
    /// Scope 3, category 2: hardware bought, in the year of purchase.
    BoughtHardware,
    /// Scope 3, category 3: upstream of the power we control.
    Upstream,
    /// Scope 3 as far as covered.
    Scope3,
    /// All scopes as far as covered, before removals.
    Gross,
    /// Removals bought; negative.
    Removals,
    /// Gross less removals.
    Net,
}

impl Item {
    /// All, from top to bottom.
    pub const ALL: [Item; 10] = [
        Item::Scope1,
        Item::Scope2,
        Item::RentedPower,
        Item::RentedHardware,
        Item::BoughtHardware,
        Item::Upstream,
        Item::Scope3,
        Item::Gross,
        Item::Removals,
        Item::Net,
    ];

    /// Permanent id: key of texts.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Item::Scope1 => "scope-1",
            Item::Scope2 => "scope-2",
            Item::RentedPower => "scope-3-rented-power",
            Item::RentedHardware => "scope-3-rented-hardware",
            Item::BoughtHardware => "scope-3-bought-hardware",
            Item::Upstream => "scope-3-upstream",
            Item::Scope3 => "scope-3",
            Item::Gross => "gross",
            Item::Removals => "removals",
            Item::Net => "net",
        }
    }

    /// The scope; none for sums over scopes and removals.
    #[must_use]
    pub const fn scope(self) -> Option<u8> {
        match self {
            Item::Scope1 => Some(1),
            Item::Scope2 => Some(2),
            Item::Gross | Item::Removals | Item::Net => None,
            _ => Some(3),
        }
    }

    /// The category of scope 3.
    #[must_use]
    pub const fn category(self) -> Option<u8> {
        match self {
            Item::RentedPower | Item::RentedHardware => Some(1),
            Item::BoughtHardware => Some(2),
            Item::Upstream => Some(3),
            _ => None,
        }
    }

    /// The figure of a year that the line shows, location-based or market-based, whatever its sign: a yearly
    /// output, or a quantity where it is a sum or a difference of several.
    #[must_use]
    pub const fn explained(self, market: bool) -> &'static str {
        match (self, market) {
            (Item::Scope1, _) => "scope1-t",
            (Item::Scope2, false) => "scope2-location-t",
            (Item::Scope2, true) => "scope2-market-t",
            (Item::RentedPower, false) => "scope3-rented-t",
            (Item::RentedPower, true) => "scope3-rented-market-t",
            (Item::RentedHardware, _) => "rented-embodied-t",
            (Item::BoughtHardware, _) => "scope3-bought-hardware-t",
            (Item::Upstream, false) => "scope3-upstream-t",
            (Item::Upstream, true) => "scope3-upstream-market-t",
            (Item::Scope3, false) => "scope3-location-t",
            (Item::Scope3, true) => "scope3-market-t",
            (Item::Gross, false) => "inventory-location-t",
            (Item::Gross, true) => "inventory-market-t",
            (Item::Removals, _) => "removals-t",
            (Item::Net, false) => "inventory-net-location-t",
            (Item::Net, true) => "inventory-net-market-t",
        }
    }

    /// The number of the GRI disclosure that the line answers, location-based or market-based.
    #[must_use]
    pub const fn disclosure(self, market: bool) -> Option<&'static str> {
        match (self, market) {
            (Item::Scope1, _) => Some("305-1"),
            (Item::Scope2, _) => Some("305-2"),
            // The standard knows two methods for scope 2 only.
            (Item::Scope3, false) => Some("305-3"),
            _ => None,
        }
    }

    /// Whether it is a sum of lines above.
    #[must_use]
    pub const fn is_sum(self) -> bool {
        matches!(self, Item::Scope3 | Item::Gross | Item::Net)
    }
}

/// How much of a category of scope 3 the inventory covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coverage {
    /// All that the model knows of.
    Covered,
    /// Hardware and computing only.
    Part,
    /// Rented compute, which could stand here, stands in category 1.
    Elsewhere,
    /// Nothing.
    NotCovered,
}

impl Coverage {
    /// Permanent id: key of texts.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Coverage::Covered => "covered",
            Coverage::Part => "part",
            Coverage::Elsewhere => "elsewhere",
            Coverage::NotCovered => "not-covered",
        }
    }
}

/// A category of scope 3 of the GHG Protocol.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Category {
    /// 1 to 15.
    pub number: u8,
    /// Permanent id: key of texts.
    pub id: &'static str,
    /// How much is covered.
    pub coverage: Coverage,
}

const fn category(number: u8, id: &'static str, coverage: Coverage) -> Category {
    Category { number, id, coverage }
}

/// The fifteen categories of scope 3 (GHG Protocol, Corporate Value Chain Standard).
pub const CATEGORIES: [Category; 15] = [
    category(1, "purchased-goods-and-services", Coverage::Part),
    category(2, "capital-goods", Coverage::Part),
    category(3, "fuel-and-energy-related-activities", Coverage::Covered),
    category(4, "upstream-transportation-and-distribution", Coverage::NotCovered),
    category(5, "waste-generated-in-operations", Coverage::NotCovered),
    category(6, "business-travel", Coverage::NotCovered),
    category(7, "employee-commuting", Coverage::NotCovered),
    category(8, "upstream-leased-assets", Coverage::Elsewhere),
    category(9, "downstream-transportation-and-distribution", Coverage::NotCovered),
    category(10, "processing-of-sold-products", Coverage::NotCovered),
    category(11, "use-of-sold-products", Coverage::NotCovered),
    category(12, "end-of-life-treatment-of-sold-products", Coverage::NotCovered),
    category(13, "downstream-leased-assets", Coverage::NotCovered),
    category(14, "franchises", Coverage::NotCovered),
    category(15, "investments", Coverage::NotCovered),
];

/// One line of the inventory, t CO2e.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InventoryRow {
    /// Which.
    pub item: Item,
    /// Location-based, year by year.
    pub location_t: Vec<f64>,
    /// Market-based, year by year.
    pub market_t: Vec<f64>,
}

/// The inventory of a plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Inventory {
    /// Calendar years.
    pub years: Vec<i32>,
    /// Lines, in the order of [`Item::ALL`].
    pub rows: Vec<InventoryRow>,
}

impl Inventory {
    /// A line.
    #[must_use]
    pub fn row(&self, item: Item) -> Option<&InventoryRow> {
        self.rows.iter().find(|row| row.item == item)
    }
}

/// The inventory of a run. `inputs` are those of the run.
#[must_use]
pub fn inventory(run: &Run<f64>, inputs: &Inputs<f64>) -> Inventory {
    let ratio = inputs.environment.lifecycle_direct_ratio;
    let columns: Vec<[[f64; 2]; 10]> = run.years.iter().map(|year| column(year, ratio)).collect();
    let start = run.start_year as i32;
    let rows = Item::ALL.iter().enumerate().map(|(index, item)| InventoryRow {
        item: *item,
        location_t: columns.iter().map(|column| column[index][0]).collect(),
        market_t: columns.iter().map(|column| column[index][1]).collect(),
    });
    Inventory { years: (start..).take(run.years.len()).collect(), rows: rows.collect() }
}

/// Location-based and market-based figures of one year, in the order of [`Item::ALL`]. `ratio`: direct over life-cycle
/// carbon of a kWh.
#[must_use]
pub fn column<N: Number>(year: &[N; COUNT], ratio: N) -> [[N; 2]; 10] {
    let both = |value: N| [value, value];
    let plus = |a: [N; 2], b: [N; 2]| [a[0] + b[0], a[1] + b[1]];
    let scope1 = both(year[at::scope1_t]);
    let scope2 = [year[at::scope2_location_t], year[at::scope2_market_t]];
    // V4, V5: what is known of power market-based is its direct part and the sum of owned and rented.
    let owned_market = scope2[1] * ratio;
    let rented = [year[at::scope3_rented_t], year[at::carbon_market_t] - owned_market];
    let upstream = [year[at::scope3_upstream_t], owned_market - scope2[1]];
    let rented_hardware = both(year[at::rented_embodied_t]);
    let bought_hardware = both(year[at::scope3_hardware_t] - year[at::rented_embodied_t]);
    let scope3 = plus(plus(rented, rented_hardware), plus(bought_hardware, upstream));
    let gross = plus(plus(scope1, scope2), scope3);
    let removed = year[at::removals_t];
    let net = [gross[0] - removed, gross[1] - removed];
    [scope1, scope2, rented, rented_hardware, bought_hardware, upstream, scope3, gross, both(-removed), net]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::quantity_index;
    use crate::model::simulate::Keep;
    use crate::scenario::{Scenario, Value, presets, run};

    fn near(a: f64, b: f64, scale: f64) {
        assert!((a - b).abs() <= 1e-9 * scale.abs().max(1.0), "{a} against {b}");
    }

    fn check(scenario: &Scenario) {
        let (run, inputs) = (run(scenario, Keep::Years), scenario.inputs());
        let inventory = inventory(&run, &inputs);
        for (index, year) in run.years.iter().enumerate() {
            let row = |item: Item| {
                let row = inventory.row(item).unwrap();
                [row.location_t[index], row.market_t[index]]
            };
            let hardware = year[at::carbon_embodied_booked_t];
            let gross = row(Item::Gross);
            near(gross[0], year[at::scope1_t] + year[at::carbon_location_t] + hardware, gross[0]);
            near(gross[1], year[at::scope1_t] + year[at::carbon_market_t] + hardware, gross[0]);
            for column in 0..2 {
                let scopes: f64 =
                    [Item::Scope1, Item::Scope2, Item::Scope3].map(|item| row(item)[column]).iter().sum();
                near(scopes, gross[column], gross[column]);
                let parts = [Item::RentedPower, Item::RentedHardware, Item::BoughtHardware, Item::Upstream];
                let parts: f64 = parts.map(|item| row(item)[column]).iter().sum();
                near(parts, row(Item::Scope3)[column], gross[column]);
                assert!(Item::ALL[..8].iter().all(|item| row(*item)[column] >= -1e-9 * gross[0]));
            }
            for item in Item::ALL {
                for (column, market) in [(0, false), (1, true)] {
                    let id = item.explained(market);
                    let Some(values) = run.yearly(id) else {
                        assert!(quantity_index(id).is_some(), "{id}");
                        continue;
                    };
                    let value = values[index].unwrap();
                    near(row(item)[column].abs(), value, value);
                }
            }
            near(row(Item::Net)[0] - row(Item::Gross)[0], -year[at::removals_t], gross[0]);
        }
    }

    #[test]
    fn scopes_add_up_to_power_and_hardware() {
        for preset in presets::all() {
            check(&preset.scenario());
        }
        let mut scenario = Scenario::default();
        let path = |from, to| Value::Path { from, to, first: None, last: None };
        scenario.set("cfe-share", path(0.2, 1.0));
        scenario.set("owned-share", path(0.0, 0.9));
        scenario.set("removal-share", path(0.0, 1.0));
        check(&scenario);
        for option in 0..2 {
            scenario.set("provider-reports-certificates", Value::Choice(option));
            scenario.set("matching", Value::Choice(option));
            check(&scenario);
        }
    }

    #[test]
    fn certificates_reduce_rented_power_only_where_the_provider_reports_so() {
        let mut scenario = Scenario::default();
        scenario.set("cfe-share", Value::Path { from: 0.5, to: 0.5, first: None, last: None });
        for (option, reduces) in [(0, true), (1, false)] {
            scenario.set("provider-reports-certificates", Value::Choice(option));
            let run = run(&scenario, Keep::Years);
            let inventory = inventory(&run, &scenario.inputs());
            let row = inventory.row(Item::RentedPower).unwrap();
            let share = row.market_t[0] / row.location_t[0];
            assert_eq!(share < 0.999, reduces, "{share}");
        }
    }

    #[test]
    fn every_category_is_named_once() {
        assert!(CATEGORIES.iter().enumerate().all(|(index, row)| usize::from(row.number) == index + 1));
        for item in Item::ALL {
            let Some(number) = item.category() else { continue };
            assert_ne!(CATEGORIES[usize::from(number) - 1].coverage, Coverage::NotCovered);
        }
    }
}
