//! What several pages say: inputs and goals of scenarios in the reader's language, the rows of a table of them, the
//! source of a chart. Pure.

use super::form::option_name;
use super::format::{self, Kind};
use super::locale::{Key, Language, key};
use crate::analysis::compare::{InputRow, TargetRow};
use crate::model::parameter::{Parameter, Values};
use crate::model::parameters::registry;
use crate::scenario::Value;
use crate::scenario::link::value_text;
use crate::scenario::target::{Sense, Target};

/// Fills a text with owned values.
pub(crate) fn fill(text: Key, values: &[(&str, String)], language: Language) -> String {
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    language.fill(text, &values)
}

/// Where the numbers of a chart come from, by the equations that it shows: `V1, V2`.
pub(crate) fn chart_source(equations: &str, language: Language) -> String {
    let text = if equations.contains(',') { key::CHARTS_SOURCE } else { key::CHARTS_SOURCE_ONE };
    language.fill(text, &[("equations", equations)])
}

/// The label and unit of an output.
pub(crate) fn output(id: &'static str, language: Language) -> (&'static str, &'static str) {
    let find = |part: &str| language.find(&format!("outputs.{id}.{part}"));
    (find("label").unwrap_or(id), find("unit").unwrap_or_default())
}

/// The label and unit of a parameter; no unit where the number says it.
pub(crate) fn input(parameter: &Parameter, language: Language) -> (&'static str, &'static str) {
    let find = |part: &str| language.find(&format!("parameters.{}.{part}", parameter.id));
    let unit = match Kind::of(parameter.unit) {
        Kind::Share | Kind::Year => "",
        _ => find("unit").unwrap_or_default(),
    };
    (find("label").unwrap_or(parameter.id), unit)
}

/// A value as people read it.
pub(crate) fn value(parameter: &Parameter, value: Option<Value>, language: Language) -> String {
    let kind = Kind::of(parameter.unit);
    let text = |number: f64| format::quantity(number, kind, language, 4);
    match value {
        None => format::NONE.to_owned(),
        Some(Value::Scalar(number)) => text(number),
        Some(Value::Choice(index)) => match parameter.values {
            Values::Choice { options, .. } => {
                options.get(index).map_or_else(String::new, |option| option_name(parameter, option, language))
            }
            _ => String::new(),
        },
        Some(Value::Path { from, to, .. }) if from == to => text(to),
        Some(Value::Path { from, to, first: Some(first), last: Some(last) }) => {
            let values = [
                ("from", text(from)),
                ("to", text(to)),
                ("first", format!("{first:.0}")),
                ("last", format!("{last:.0}")),
            ];
            fill(key::COMPARE_INPUTS_PATH_YEARS, &values, language)
        }
        Some(Value::Path { from, to, .. }) => format!("{} → {}", text(from), text(to)),
    }
}

/// A goal as people read it.
pub(crate) fn target(target: &Target, language: Language) -> String {
    let value = format::quantity(target.value, Kind::of(target.measure.unit()), language, 4);
    let text = match target.sense {
        Sense::AtMost => key::COMPARE_INPUTS_MOST,
        Sense::AtLeast => key::COMPARE_INPUTS_LEAST,
    };
    let text = language.fill(text, &[("value", &value)]);
    match target.by_year {
        Some(year) => fill(key::COMPARE_INPUTS_BY, &[("text", text), ("year", year.to_string())], language),
        None => text,
    }
}

/// One row of a table of inputs, a column for each scenario.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// What it is in files and links.
    pub(crate) key: String,
    /// What it is called.
    pub(crate) label: String,
    /// Unit; empty where the values say it.
    pub(crate) unit: &'static str,
    /// Registry index of the input; none for a goal.
    pub(crate) index: Option<usize>,
    /// For each scenario the value as links write it, and as people read it.
    pub(crate) cells: Vec<(String, String)>,
}

/// The rows of inputs, their programmes' costs and goals in which the scenarios differ, or of those in which they
/// do not.
pub(crate) fn rows(
    inputs: &[InputRow],
    targets: &[TargetRow],
    differing: bool,
    language: Language,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for row in inputs.iter().filter(|row| row.differs == differing) {
        let Some(parameter) = registry().nth(row.index) else { continue };
        let (label, unit) = input(parameter, language);
        let machine = |value| value_text(parameter, value);
        let cells = row
            .values
            .iter()
            .map(|read| (read.map(machine).unwrap_or_default(), value(parameter, *read, language)));
        let index = Some(row.index);
        let key = parameter.id.to_owned();
        rows.push(Row { key, label: label.to_owned(), unit, index, cells: cells.collect() });
        if row.programme_costs.windows(2).any(|pair| pair[0] != pair[1]) {
            let cells = row.programme_costs.iter().map(|cost| cost_cell(*cost, language));
            let label = language.fill(key::COMPARE_INPUTS_COST, &[("name", label)]);
            let key = format!("{}.programme-cost", parameter.id);
            rows.push(Row { key, label, unit: "", index, cells: cells.collect() });
        }
    }
    for row in targets.iter().filter(|row| row.differs == differing) {
        let (name, unit) = output(row.measure.id(), language);
        let cells = row.targets.iter().map(|goal| match goal {
            Some(goal) => (goal.text(), target(goal, language)),
            None => (String::new(), language.text(key::COMPARE_INPUTS_NO_TARGET).to_owned()),
        });
        let label = language.fill(key::COMPARE_INPUTS_TARGET, &[("name", name)]);
        let key = format!("target.{}", row.measure.id());
        rows.push(Row { key, label, unit, index: None, cells: cells.collect() });
    }
    rows
}

fn cost_cell(cost: Option<f64>, language: Language) -> (String, String) {
    let none = || language.text(key::COMPARE_INPUTS_NO_COST).to_owned();
    let text = cost.map_or_else(none, |cost| format::quantity(cost, Kind::Money, language, 4));
    (format::machine(cost), text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::compare;
    use crate::scenario::Scenario;

    #[test]
    fn goals_read_aloud() {
        let goal = Target::profitable(2029).unwrap();
        assert_eq!(target(&goal, Language::En), "at least $0 by 2029");
        assert_eq!(target(&goal, Language::Zh), "2029 年前至少 0美元");
    }

    #[test]
    fn rows_name_inputs_costs_and_goals() {
        let base = Scenario::default();
        let mut plan = base.clone();
        plan.set("pue-today", Value::Scalar(1.4));
        plan.set_target(Target::profitable(2029).unwrap());
        let scenarios = [&plan, &base];
        let (inputs, targets) = (compare::inputs(&scenarios), compare::targets(&scenarios));
        let rows = rows(&inputs, &targets, true, Language::En);
        let keys: Vec<&str> = rows.iter().map(|row| row.key.as_str()).collect();
        assert_eq!(keys, ["pue-today", "target.ebitda-usd"]);
        assert_eq!(rows[0].cells[0], ("1.4".to_owned(), "1.4".to_owned()));
        assert_eq!(rows[1].cells[1], (String::new(), "no target".to_owned()));
    }
}
