//! Profit and loss, cash flow and balance sheet as tables that a finance person recognises, by year and by
//! quarter.
//!
//! Every figure stands with the sign with which it is added up: costs are negative, so that each subtotal is
//! the sum of the lines above it. A row says of what it is made (output ids with signs), so that it can be
//! explained.

mod rows;

use serde::Serialize;

use crate::model::Number;
use crate::model::output::{Aggregate, COUNT, STORED};
use crate::model::simulate::{Run, exists};
use crate::scenario::link::number_text;

pub use rows::{BALANCE, CASH_FLOW, PROFIT_AND_LOSS};

/// Which table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Statement {
    /// Revenue to net income.
    ProfitAndLoss,
    /// Net income to cash, indirect.
    CashFlow,
    /// What there is and who it belongs to.
    Balance,
}

impl Statement {
    /// All three.
    pub const ALL: [Statement; 3] = [Statement::ProfitAndLoss, Statement::CashFlow, Statement::Balance];

    /// Permanent id: key of texts.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Statement::ProfitAndLoss => "profit-and-loss",
            Statement::CashFlow => "cash-flow",
            Statement::Balance => "balance",
        }
    }

    /// Its rows, from top to bottom.
    #[must_use]
    pub const fn rows(self) -> &'static [Row] {
        match self {
            Statement::ProfitAndLoss => PROFIT_AND_LOSS,
            Statement::CashFlow => CASH_FLOW,
            Statement::Balance => BALANCE,
        }
    }
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowKind {
    /// A heading without figures.
    Heading,
    /// One item.
    Line,
    /// A part of an item that was counted already.
    OfWhich,
    /// A sum of lines above.
    Subtotal,
    /// The sum that the table leads to.
    Total,
    /// Said beside the statement; not part of its sums.
    Memo,
}

/// One row of a statement.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Permanent id: that of its output where it is one, else a key of texts (`statement.<id>`).
    pub id: &'static str,
    /// What it is.
    pub kind: RowKind,
    /// How far it is set in.
    pub level: u8,
    /// Signs and positions in [`STORED`] of what is added up.
    pub terms: &'static [(f64, usize)],
}

impl Row {
    /// The output that the row shows as it is, whatever its sign; none for sums of several.
    #[must_use]
    pub fn output(&self) -> Option<&'static str> {
        match self.terms {
            [(_, at)] => STORED.get(*at).map(|output| output.id),
            _ => None,
        }
    }

    /// The figure of a year that the row shows, whatever its sign: an output, or the quantity under the row's own
    /// id where it is a sum of several; none for headings.
    #[must_use]
    pub fn explained(&self) -> Option<&'static str> {
        let sum = (self.terms.len() > 1).then_some(self.id);
        self.output().or(sum)
    }

    /// A sum of several outputs in a year, or in a month; a sum of deductions without their sign.
    #[must_use]
    pub fn sum<N: Number>(&self, values: &[N; COUNT]) -> N {
        let plus = self.terms.iter().any(|(sign, _)| *sign > 0.0);
        let mut sum = None;
        for (sign, at) in self.terms {
            let Some(value) = values.get(*at).copied() else { continue };
            let adds = *sign > 0.0 || !plus;
            sum = Some(match sum {
                None if adds => value,
                None => -value,
                Some(sum) if adds => sum + value,
                Some(sum) => sum - value,
            });
        }
        sum.unwrap_or(N::zero())
    }

    /// Whether it takes off from the sum it belongs to.
    #[must_use]
    pub fn is_deduction(&self) -> bool {
        matches!(self.terms, [(sign, _)] if *sign < 0.0)
    }
}

/// One column of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// Calendar year.
    pub year: i32,
    /// 1 to 4; none for a whole year.
    pub quarter: Option<u8>,
}

impl Period {
    /// `2026`, `2026-Q1`.
    #[must_use]
    pub fn text(self) -> String {
        match self.quarter {
            None => self.year.to_string(),
            Some(quarter) => format!("{}-Q{quarter}", self.year),
        }
    }
}

/// How long a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Whole years.
    Year,
    /// Three months; needs a run that kept its months.
    Quarter,
}

/// A statement with its figures.
#[derive(Clone, Debug)]
pub struct Table {
    /// Which.
    pub statement: Statement,
    /// Columns.
    pub periods: Vec<Period>,
    /// Rows with a figure for each period; headings have none.
    pub rows: Vec<(&'static Row, Vec<Option<f64>>)>,
}

/// The figures of an output in each period.
fn figures(run: &Run<f64>, step: Step, at: usize) -> Vec<f64> {
    match step {
        Step::Year => run.years.iter().map(|year| year[at]).collect(),
        Step::Quarter => {
            let flow = STORED.get(at).is_some_and(|output| output.aggregate == Aggregate::Sum);
            let months = run.months.chunks_exact(3);
            months
                .map(|quarter| {
                    let mut values = quarter.iter().map(|month| month.values()[at]);
                    if flow { values.sum() } else { values.next_back().unwrap_or(f64::NAN) }
                })
                .collect()
        }
    }
}

/// The columns of a run.
#[must_use]
pub fn periods(run: &Run<f64>, step: Step) -> Vec<Period> {
    let start = run.start_year as i32;
    match step {
        Step::Year => (start..).take(run.years.len()).map(|year| Period { year, quarter: None }).collect(),
        Step::Quarter => (0..run.months.len() / 3)
            .map(|at| Period { year: start + (at / 4) as i32, quarter: Some((at % 4) as u8 + 1) })
            .collect(),
    }
}

/// A statement of a run. By quarter it is empty unless the run kept its months.
#[must_use]
pub fn table(run: &Run<f64>, statement: Statement, step: Step) -> Table {
    let periods = periods(run, step);
    let values = |row: &Row| -> Vec<Option<f64>> {
        if row.kind == RowKind::Heading {
            return vec![None; periods.len()];
        }
        let mut sums = vec![0.0; periods.len()];
        for (sign, at) in row.terms {
            for (sum, value) in sums.iter_mut().zip(figures(run, step, *at)) {
                *sum += sign * value;
            }
        }
        sums.into_iter().map(exists).collect()
    };
    let rows = statement.rows().iter().map(|row| (row, values(row))).collect();
    Table { statement, periods, rows }
}

impl Table {
    /// The table for a spreadsheet: cells parted by tabs, lines by line breaks, numbers unrounded. `label`
    /// gives the words of a row (and of the table, by its id).
    #[must_use]
    pub fn to_tsv(&self, label: &dyn Fn(&str) -> String) -> String {
        let clean = |text: String| text.replace(['\t', '\r', '\n'], " ");
        let mut lines = vec![
            std::iter::once(clean(label(self.statement.id())))
                .chain(self.periods.iter().map(|period| period.text()))
                .collect::<Vec<_>>()
                .join("\t"),
        ];
        for (row, values) in &self.rows {
            let cell = |value: &Option<f64>| value.map(number_text).unwrap_or_default();
            let cells = std::iter::once(clean(label(row.id))).chain(values.iter().map(cell));
            lines.push(cells.collect::<Vec<_>>().join("\t"));
        }
        lines.join("\n") + "\n"
    }

    /// The figures of a row.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<&[Option<f64>]> {
        self.rows.iter().find(|(row, _)| row.id == id).map(|(_, values)| values.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::output;
    use crate::model::quantity::quantity_index;
    use crate::model::simulate::Keep;
    use crate::scenario::{Scenario, presets, run};

    fn value(table: &Table, id: &str, period: usize) -> f64 {
        table.row(id).unwrap()[period].unwrap()
    }

    fn near(a: f64, b: f64, scale: f64, what: &str) {
        assert!((a - b).abs() <= 1e-9 * scale.abs().max(1.0), "{what}: {a} against {b}");
    }

    #[test]
    fn statements_add_up_by_year_and_by_quarter_for_every_preset() {
        for preset in presets::all() {
            let run = run(&preset.scenario(), Keep::Months);
            for step in [Step::Year, Step::Quarter] {
                let [profit, cash, balance] = Statement::ALL.map(|statement| table(&run, statement, step));
                let scale = run.yearly("revenue-usd").unwrap().last().unwrap().unwrap().abs() * 10.0;
                for period in 0..profit.periods.len() {
                    let what = format!("{} {}", preset.id, profit.periods[period].text());
                    for table in [&profit, &cash, &balance] {
                        for (id, parts) in rows::SUMS {
                            let Some(total) = table.row(id) else { continue };
                            let sum: f64 = parts.iter().map(|part| value(table, part, period)).sum();
                            near(sum, total[period].unwrap(), scale, &format!("{what} {id}"));
                        }
                    }
                    near(
                        value(&profit, "net-income-usd", period),
                        value(&cash, "net-income-usd", period),
                        scale,
                        &what,
                    );
                    near(
                        value(&cash, "closing-cash-usd", period),
                        value(&balance, "cash-usd", period),
                        scale,
                        &what,
                    );
                    near(
                        value(&balance, "total-assets-usd", period),
                        value(&balance, "total-claims-usd", period),
                        scale,
                        &format!("{what} balance"),
                    );
                    if period > 0 {
                        near(
                            value(&cash, "opening-cash-usd", period),
                            value(&cash, "closing-cash-usd", period - 1),
                            scale,
                            &what,
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn sums_are_those_of_the_table_and_have_a_name() {
        let run = run(&Scenario::default(), Keep::Years);
        for statement in Statement::ALL {
            let table = table(&run, statement, Step::Year);
            for (row, values) in &table.rows {
                let Some(id) = row.explained() else {
                    assert_eq!(row.kind, RowKind::Heading);
                    continue;
                };
                let known = output::yearly_index(id).is_some() || quantity_index(id).is_some();
                assert!(known, "{id}");
                for (value, year) in values.iter().zip(&run.years) {
                    near(row.sum(year), value.unwrap().abs() * row.sum(year).signum(), row.sum(year), id);
                }
            }
        }
    }

    #[test]
    fn four_quarters_are_a_year() {
        let run = run(&Scenario::default(), Keep::Months);
        let year = table(&run, Statement::ProfitAndLoss, Step::Year);
        let quarters = table(&run, Statement::ProfitAndLoss, Step::Quarter);
        assert_eq!((year.periods.len(), quarters.periods.len()), (10, 40));
        assert_eq!(quarters.periods[5].text(), "2027-Q2");
        let sum: f64 = (4..8).map(|period| value(&quarters, "ebitda-usd", period)).sum();
        near(sum, value(&year, "ebitda-usd", 1), sum, "EBITDA of 2027");
        let years_only = crate::scenario::run(&Scenario::default(), Keep::Years);
        assert!(table(&years_only, Statement::Balance, Step::Quarter).periods.is_empty());
    }

    #[test]
    fn rows_are_unique_and_every_money_flow_of_the_model_has_one() {
        let mut shown = Vec::new();
        for statement in Statement::ALL {
            let mut ids: Vec<&str> = statement.rows().iter().map(|row| row.id).collect();
            ids.sort_unstable();
            assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{}: {ids:?}", statement.id());
            shown.extend(ids);
        }
        use crate::model::output::Group;
        for output in STORED {
            let money = matches!(
                output.group,
                Group::Revenue
                    | Group::CostOfRevenue
                    | Group::Research
                    | Group::Operating
                    | Group::Sustainability
                    | Group::Profit
                    | Group::Cash
                    | Group::Balance
            );
            if money && output.unit == "USD" {
                assert!(shown.contains(&output.id), "{} is in no statement", output.id);
            }
        }
    }

    #[test]
    fn a_spreadsheet_reads_it() {
        let run = run(&Scenario::default(), Keep::Years);
        let table = table(&run, Statement::CashFlow, Step::Year);
        let text = table.to_tsv(&|id| format!("{id}\t\n"));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), table.rows.len() + 1);
        assert!(lines.iter().all(|line| line.split('\t').count() == 11), "{text}");
        let closing = lines.last().unwrap().split('\t').next_back().unwrap();
        assert_eq!(closing.parse::<f64>().ok(), table.row("closing-cash-usd").unwrap()[9]);
    }
}
