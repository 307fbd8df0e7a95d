//! Every key that exports and reports ask of [`Labels::word`](crate::scenario::export::Labels::word), so that
//! a test of each language can look for what is missing.

use super::disclosure::DISCLOSURES;
use super::energy_flow::{Owner, Purpose};
use super::finding::Chart;
use super::inventory::{CATEGORIES, Coverage, Item};
use super::report::LIMITS;
use super::statement::Statement;
use crate::model::output;
use crate::model::parameter::{Dimension, Grade, Leaf, Role};
use crate::model::parameters;
use crate::scenario::target::{Sense, Status};

const SHEETS: &str = "summary differences inputs yearly statements quarters inventory sources";

const COLUMNS: &str = "authors by-year category category-name category-or-disclosure compared-with \
    coverage date default default-grade difference disclosure disclosure-name equation first-year from \
    from-node grade grade-about here high holds-from id identifier input inputs last-year leaf licence \
    link location low market model-version mwh mwh-million mwh-thousand narrower not-covered note output \
    programme-cost role scope sense source sources status target target-value title to to-node tonnes \
    tonnes-million tonnes-thousand unit usd usd-million usd-thousand value year years";

const REPORT: &str = "title contents summary assumptions results statements inventory energy limits sources \
    reproduce headline changes targets differences no-differences some-years grades inventory-method sources-method \
    reproduce-method disclosures";

const ENERGY: &str = "all buildings headroom owned rented";

/// All keys, sorted.
#[must_use]
pub fn words() -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let mut add = |stem: &str, ids: &mut dyn Iterator<Item = &str>| {
        keys.extend(ids.map(|id| format!("{stem}.{id}")));
    };
    add("sheet", &mut SHEETS.split_whitespace());
    add("column", &mut COLUMNS.split_whitespace());
    add("report", &mut REPORT.split_whitespace());
    add("energy", &mut ENERGY.split_whitespace());
    add("limits", &mut LIMITS.into_iter());
    add("statement", &mut Statement::ALL.iter().map(|statement| statement.id()));
    let rows = Statement::ALL.iter().flat_map(|statement| statement.rows());
    let mut own = rows.map(|row| row.id).filter(|id| output::yearly_index(id).is_none());
    add("statement", &mut own);
    add("inventory", &mut Item::ALL.iter().map(|item| item.id()));
    add("category", &mut CATEGORIES.iter().map(|category| category.id));
    let coverages = [Coverage::Covered, Coverage::Part, Coverage::Elsewhere, Coverage::NotCovered];
    add("coverage", &mut coverages.iter().map(|coverage| coverage.id()));
    for stem in ["disclosure", "narrower"] {
        add(stem, &mut DISCLOSURES.iter().map(|disclosure| disclosure.number));
    }
    add("chart", &mut Chart::ALL.iter().map(|chart| chart.id()));
    add("purpose", &mut [Purpose::Serving, Purpose::Training, Purpose::Sold].iter().map(|row| row.id()));
    add("owner", &mut [Owner::Owned, Owner::Rented].iter().map(|owner| owner.id()));
    add("role", &mut parameters::registry().map(|parameter| Role::id(parameter.role)));
    add("leaf", &mut Leaf::ALL.iter().chain([&Leaf::Context]).map(|leaf| leaf.id()));
    let grades = [Grade::Primary, Grade::Secondary, Grade::Derived, Grade::Assumption];
    for stem in ["grade", "grade-about"] {
        add(stem, &mut grades.iter().map(|grade| grade.id()).chain(["own"]));
    }
    let dimensions = [Dimension::Economy, Dimension::Environment, Dimension::Society, Dimension::Technology];
    add("dimension", &mut dimensions.iter().map(|dimension| dimension.id()));
    add("sense", &mut Sense::ALL.iter().map(|sense| sense.id()));
    let statuses = [Status::Met, Status::Missed, Status::NoFigure, Status::BeyondPlan];
    add("status", &mut statuses.iter().map(|status| status.id()));
    keys.sort_unstable();
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::report::{Against, ReportLabels, Say, Subject, html, markdown, report};
    use crate::analysis::workbook::sheets;
    use crate::model::simulate::Keep;
    use crate::model::simulate::Run;
    use crate::scenario::export::{English, Labels, Lay, yearly_csv};
    use crate::scenario::file::File;
    use crate::scenario::target::Target;
    use crate::scenario::{Scenario, Value, run};
    use std::cell::RefCell;
    use std::collections::BTreeSet;

    /// Labels that remember what they were asked.
    #[derive(Default)]
    struct Asked(RefCell<BTreeSet<String>>);
    impl Labels for Asked {
        fn output(&self, id: &str) -> String {
            assert_ne!(English.output_unit(id), "", "{id} is an output");
            English.output(id)
        }
        fn output_unit(&self, id: &str) -> String {
            English.output_unit(id)
        }
        fn parameter(&self, id: &str) -> String {
            assert!(parameters::index_of(id).is_some(), "{id} is a parameter");
            English.parameter(id)
        }
        fn parameter_unit(&self, id: &str) -> String {
            English.parameter_unit(id)
        }
        fn option(&self, parameter: &str, option: &str) -> String {
            English.option(parameter, option)
        }
        fn word(&self, key: &str) -> String {
            self.0.borrow_mut().insert(key.to_owned());
            English.word(key)
        }
        fn number(&self, value: f64, unit: &str) -> String {
            English.number(value, unit)
        }
    }
    impl ReportLabels for Asked {
        fn sentence(&self, _say: &Say) -> String {
            "Said.".to_owned()
        }
        fn month(&self, _first_year: i32, month: f64) -> String {
            month.to_string()
        }
        fn change(&self, value: f64, unit: &str) -> String {
            English.number(value, unit)
        }
        fn language(&self) -> String {
            "en".to_owned()
        }
    }

    #[test]
    fn exactly_the_keys_that_are_asked_for_are_listed() {
        let asked = Asked::default();
        let mut file = File::default();
        let default = Scenario::default();
        let compared = run(&default, Keep::Years);
        let say = |file: &File, plan: &Run<f64>, against: Option<Against<'_>>| {
            let subject = Subject { file, run: plan, against, address: "", view: &[], date: Some("today") };
            let document = report(&subject);
            let _ = html(&document, &asked, &|_| None, "");
            let _ = markdown(&document, &asked, &|chart| Some(chart.id().to_owned()));
        };
        say(&file, &compared, None);
        let pue = Value::Scalar(1.1);
        let fill = Value::Path { from: 0.5, to: 0.5, first: None, last: None };
        let changes = [
            ("pue-today", pue),
            ("compute-sharing-fill", fill),
            ("owned-devices-today", Value::Scalar(1e5)),
            ("horizon-years", Value::Scalar(12.0)),
        ];
        for (id, value) in changes {
            file.scenario.set(id, value);
        }
        let against = Against { name: "x", scenario: &default, run: &compared };
        for target in
            [Target::profitable(2029), Target::epsilon(8.0), Target::net_zero(2035), Target::net_zero(2099)]
        {
            assert!(file.scenario.set_target(target.unwrap()));
            assert!(file.scenario.set_target(Target::on("trust", Sense::AtLeast, 1.0, None).unwrap()));
            let plan = run(&file.scenario, Keep::Months);
            let _ = sheets(&file, &plan, &asked);
            let _ = yearly_csv(&plan, None, Lay::OutputRows, &asked);
            say(&file, &plan, Some(against));
        }
        let (asked, listed) = (asked.0.into_inner(), words().into_iter().collect::<BTreeSet<_>>());
        let missing: Vec<&String> = asked.difference(&listed).collect();
        assert!(missing.is_empty(), "asked for and not listed: {missing:?}");
        // Units in thousands or millions depend on the size of the company.
        let sized = |key: &str| {
            ["usd", "tonnes", "mwh"].iter().any(|unit| key.starts_with(&format!("column.{unit}")))
        };
        let never: Vec<&String> = listed.difference(&asked).filter(|key| !sized(key)).collect();
        // What the inventory covers wholly is not among what it does not cover.
        assert_eq!(never, ["category.fuel-and-energy-related-activities", "coverage.covered"]);
    }
}
