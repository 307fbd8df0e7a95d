//! A whole scenario as a workbook: summary, inputs that differ, all inputs, yearly outputs, statements, carbon
//! inventory, sources.

use super::inventory::{self, Item, inventory};
use super::statement::{RowKind, Statement, Step, Table, table};
use crate::model::MODEL_VERSION;
use crate::model::output::{self, HEADLINES};
use crate::model::parameter::{Parameter, Values};
use crate::model::parameters;
use crate::model::simulate::Run;
use crate::scenario::export::xlsx::{Cell, Sheet, Style, workbook as write};
use crate::scenario::export::{Labels, sources};
use crate::scenario::file::File;
use crate::scenario::target::{check, years};
use crate::scenario::{Value, link};

/// The workbook of a scenario as the bytes of a `.xlsx` file. Statements by quarter are in it where the run
/// kept its months.
#[must_use]
pub fn workbook(file: &File, run: &Run<f64>, labels: &dyn Labels) -> Vec<u8> {
    write(&sheets(file, run, labels))
}

/// The sheets of that workbook.
#[must_use]
pub fn sheets(file: &File, run: &Run<f64>, labels: &dyn Labels) -> Vec<Sheet> {
    let maker = Maker { file, run, labels };
    let mut sheets = vec![maker.summary(), maker.inputs(true), maker.inputs(false), maker.yearly()];
    sheets.push(maker.statements("sheet.statements", Step::Year));
    if !run.months.is_empty() {
        sheets.push(maker.statements("sheet.quarters", Step::Quarter));
    }
    sheets.push(maker.inventory());
    sheets.push(maker.sources());
    sheets
}

struct Maker<'a> {
    file: &'a File,
    run: &'a Run<f64>,
    labels: &'a dyn Labels,
}

/// How a number of a unit is shown.
fn style(unit: &str) -> Style {
    if unit.starts_with("fraction") {
        Style::Share
    } else if ["USD", "tCO2e", "MWh", "kL", "tokens", "requests", "people", "customers", "base devices"]
        .contains(&unit)
    {
        Style::Whole
    } else {
        Style::Plain
    }
}

impl Maker<'_> {
    fn word(&self, key: &str) -> String {
        self.labels.word(key)
    }

    fn header(&self, columns: &[&str]) -> Vec<Cell> {
        columns.iter().map(|key| Cell::strong(self.word(&format!("column.{key}")))).collect()
    }

    fn sheet(&self, key: &str, rows: Vec<Vec<Cell>>, widths: &[f64], frozen: (usize, usize)) -> Sheet {
        Sheet { name: self.word(key), rows, widths: widths.to_vec(), frozen }
    }

    fn summary(&self) -> Sheet {
        let scenario = &self.file.scenario;
        let line = |key: &str, value: Cell| vec![Cell::strong(self.word(&format!("column.{key}"))), value];
        let name =
            if self.file.name.is_empty() { self.word("sheet.summary") } else { self.file.name.clone() };
        let mut rows = vec![
            vec![Cell::Text(name, Style::Title)],
            line("link", Cell::text(format!("?{}", link::write(scenario, &[], &[])))),
            line("model-version", Cell::Number(f64::from(MODEL_VERSION), Style::Plain)),
            Vec::new(),
            self.header(&["output", "value", "unit", "id", "equation"]),
        ];
        for row in HEADLINES {
            rows.push(vec![
                Cell::text(self.labels.output(row.id)),
                Cell::number(self.run.headline(row.id), style(row.unit)),
                Cell::text(self.labels.output_unit(row.id)),
                Cell::text(row.id),
                Cell::text(row.equation),
            ]);
        }
        if !scenario.targets().is_empty() {
            rows.push(Vec::new());
            rows.push(self.header(&["target", "value", "unit", "sense", "by-year", "status"]));
        }
        for target in scenario.targets() {
            let outcome = check(self.run, target);
            rows.push(vec![
                Cell::text(self.labels.output(target.measure.id())),
                Cell::Number(target.value, style(target.measure.unit())),
                Cell::text(self.labels.output_unit(target.measure.id())),
                Cell::text(self.word(&format!("sense.{}", target.sense.id()))),
                Cell::number(target.by_year.map(f64::from), Style::Plain),
                Cell::text(self.word(&format!("status.{}", outcome.status.id()))),
            ]);
        }
        self.sheet("sheet.summary", rows, &[52.0, 20.0, 28.0, 28.0, 12.0, 12.0], (0, 0))
    }

    /// A value as cells: from, to, first and last year; or one number, or the name of an option.
    fn value(&self, parameter: &Parameter, value: Value) -> [Cell; 4] {
        let shown = |number: f64| Cell::Number(number, Style::Plain);
        match value {
            Value::Scalar(number) => [shown(number), Cell::Empty, Cell::Empty, Cell::Empty],
            Value::Path { from, to, first, last } => {
                let [first, last] = [first, last].map(|year| Cell::number(year, Style::Plain));
                [shown(from), shown(to), first, last]
            }
            Value::Choice(index) => {
                let option = match parameter.values {
                    Values::Choice { options, .. } => options.get(index).copied().unwrap_or_default(),
                    _ => "",
                };
                [Cell::text(self.labels.option(parameter.id, option)), Cell::Empty, Cell::Empty, Cell::Empty]
            }
        }
    }

    fn inputs(&self, differing: bool) -> Sheet {
        let columns = [
            "input",
            "from",
            "to",
            "first-year",
            "last-year",
            "unit",
            "programme-cost",
            "default",
            "low",
            "high",
            "role",
            "leaf",
            "grade",
            "sources",
            "note",
            "source",
            "id",
        ];
        let mut rows = vec![self.header(&columns)];
        let scenario = &self.file.scenario;
        for (index, parameter) in parameters::registry().enumerate() {
            let cost = scenario.programme_cost(index);
            let note = self.file.notes.get(parameter.id);
            let as_default = scenario.is_default(index) && cost.is_none() && note.is_none();
            let Some(value) = scenario.value(index).filter(|_| !(differing && as_default)) else { continue };
            let (low, high) = match parameter.values {
                Values::Scalar { plausible: [low, high], .. } => (Some(low), Some(high)),
                Values::Path { low: [_, low], high: [_, high], .. } => (Some(low), Some(high)),
                Values::Choice { .. } => (None, None),
            };
            let mut row = vec![Cell::text(self.labels.parameter(parameter.id))];
            row.extend(self.value(parameter, value));
            row.extend([
                Cell::text(self.labels.parameter_unit(parameter.id)),
                Cell::number(cost, Style::Whole),
                Cell::text(link::value_text(parameter, Value::default_of(parameter))),
                Cell::number(low, Style::Plain),
                Cell::number(high, Style::Plain),
                Cell::text(self.word(&format!("role.{}", parameter.role.id()))),
                Cell::text(self.word(&format!("leaf.{}", parameter.leaf.id()))),
                Cell::text(self.word(&format!("grade.{}", parameter.grade.id()))),
                Cell::text(parameter.sources.join("; ")),
                Cell::text(note.map(|note| note.text.clone()).unwrap_or_default()),
                Cell::text(note.map(|note| note.source.clone()).unwrap_or_default()),
                Cell::text(parameter.id),
            ]);
            rows.push(row);
        }
        let key = if differing { "sheet.differences" } else { "sheet.inputs" };
        let widths = [
            44.0, 16.0, 12.0, 10.0, 10.0, 28.0, 14.0, 14.0, 12.0, 12.0, 12.0, 24.0, 12.0, 30.0, 30.0, 30.0,
            32.0,
        ];
        self.sheet(key, rows, &widths, (1, 1))
    }

    fn years(&self) -> impl Iterator<Item = Cell> + '_ {
        years(self.run).map(|year| Cell::Number(f64::from(year), Style::Strong))
    }

    fn yearly(&self) -> Sheet {
        let mut header = self.header(&["output", "unit", "id", "equation"]);
        header.extend(self.years());
        let mut rows = vec![header];
        for (index, row) in output::yearly().enumerate() {
            let mut cells = vec![
                Cell::text(self.labels.output(row.id)),
                Cell::text(self.labels.output_unit(row.id)),
                Cell::text(row.id),
                Cell::text(row.equation),
            ];
            let values = self.run.yearly_at(index);
            cells.extend(values.into_iter().map(|value| Cell::number(value, style(row.unit))));
            rows.push(cells);
        }
        self.sheet("sheet.yearly", rows, &[48.0, 24.0, 30.0, 10.0, 16.0], (1, 1))
    }

    fn statements(&self, key: &str, step: Step) -> Sheet {
        let mut rows = Vec::new();
        for statement in Statement::ALL {
            let Table { periods, rows: lines, .. } = table(self.run, statement, step);
            let name = Cell::strong(format!("{}, USD", self.word(&format!("statement.{}", statement.id()))));
            rows.push(std::iter::once(name).chain(periods.iter().map(|p| Cell::strong(p.text()))).collect());
            for (row, values) in lines {
                let strong = matches!(row.kind, RowKind::Heading | RowKind::Subtotal | RowKind::Total);
                let (text, number) =
                    if strong { (Style::Strong, Style::StrongWhole) } else { (Style::Plain, Style::Whole) };
                let label =
                    format!("{}{}", "  ".repeat(usize::from(row.level)), row_label(row.id, self.labels));
                let mut cells = vec![Cell::Text(label, text)];
                if row.kind != RowKind::Heading {
                    cells.extend(values.into_iter().map(|value| Cell::number(value, number)));
                }
                rows.push(cells);
            }
            rows.push(Vec::new());
        }
        self.sheet(key, rows, &[48.0, 18.0], (0, 1))
    }

    fn inventory(&self) -> Sheet {
        let inventory = inventory(self.run, &self.file.scenario.inputs());
        let mut rows = Vec::new();
        for basis in ["location", "market"] {
            let title = format!("{} ({})", self.word(&format!("column.{basis}")), self.word("column.tonnes"));
            let mut header = vec![Cell::strong(title)];
            header.extend(["scope", "category"].map(|key| Cell::strong(self.word(&format!("column.{key}")))));
            header.extend(self.years());
            rows.push(header);
            for row in &inventory.rows {
                let values = if basis == "location" { &row.location_t } else { &row.market_t };
                let (text, number) = match row.item {
                    Item::Gross | Item::Net => (Style::Strong, Style::StrongWhole),
                    _ => (Style::Plain, Style::Whole),
                };
                let whole = |value: Option<u8>| Cell::number(value.map(f64::from), Style::Plain);
                let label = self.word(&format!("inventory.{}", row.item.id()));
                let mut cells =
                    vec![Cell::Text(label, text), whole(row.item.scope()), whole(row.item.category())];
                cells.extend(values.iter().map(|value| Cell::Number(*value, number)));
                rows.push(cells);
            }
            rows.push(Vec::new());
        }
        rows.push(vec![Cell::strong(self.word("column.not-covered"))]);
        for category in inventory::CATEGORIES {
            if category.coverage != inventory::Coverage::Covered {
                rows.push(vec![
                    Cell::text(self.word(&format!("category.{}", category.id))),
                    Cell::Number(3.0, Style::Plain),
                    Cell::Number(f64::from(category.number), Style::Plain),
                    Cell::text(self.word(&format!("coverage.{}", category.coverage.id()))),
                ]);
            }
        }
        self.sheet("sheet.inventory", rows, &[52.0, 10.0, 10.0, 16.0], (0, 1))
    }

    fn sources(&self) -> Sheet {
        let mut rows = vec![self.header(&["id", "authors", "title", "year", "identifier", "licence"])];
        for entry in sources() {
            let cells = [entry.key, entry.authors, entry.title, entry.year, entry.identifier, entry.licence];
            rows.push(cells.map(Cell::text).into());
        }
        self.sheet("sheet.sources", rows, &[26.0, 34.0, 60.0, 10.0, 50.0, 36.0], (1, 0))
    }
}

/// The words of a row of a statement: its output's name, or its own.
pub(super) fn row_label(id: &str, labels: &dyn Labels) -> String {
    match output::yearly_index(id) {
        Some(_) => labels.output(id),
        None => labels.word(&format!("statement.{id}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::simulate::Keep;
    use crate::scenario::export::English;
    use crate::scenario::target::Target;
    use crate::scenario::{Scenario, run};

    fn example() -> File {
        let mut scenario = Scenario::default();
        scenario.set("pue-today", Value::Scalar(1.1));
        scenario.set("training-region", Value::Choice(4));
        scenario.set_programme_cost(parameters::index_of("transfer-reuse").unwrap(), Some(2e7));
        scenario.set_target(Target::profitable(2029).unwrap());
        File { name: "北方 lab".into(), scenario, ..File::default() }
    }

    #[test]
    fn the_sheets_hold_the_scenario() {
        let file = example();
        let run = run(&file.scenario, Keep::Months);
        let sheets = sheets(&file, &run, &English);
        assert_eq!(sheets.len(), 8);
        // Header, two values and a programme cost.
        assert_eq!(sheets[1].rows.len(), 4);
        assert_eq!(sheets[2].rows.len(), parameters::COUNT + 1);
        assert_eq!(sheets[3].rows.len(), output::yearly().count() + 1);
        let npv = &sheets[0].rows[5];
        assert_eq!(npv[1], Cell::number(run.headline("npv-usd"), Style::Whole));
        assert_eq!(sheets[5].rows[0].len(), 41);
        assert!(sheets[7].rows.len() > 20);
        let bytes = workbook(&file, &run, &English);
        assert!(bytes.len() < 1 << 20, "{}", bytes.len());
    }
}
