//! Results out of the program: yearly figures as CSV (RFC 4180), the whole plan as JSON, tables as a workbook
//! ([`xlsx`]). Words are the caller's, through [`Labels`]: the page gives its language, tests and command line
//! take [`English`].

pub mod xlsx;
mod zip;

use serde_json::{Map, Value as Json, json};

use super::file::{self, File, rows};
use super::link::{self, number_text};
use super::target::DERIVED;
use crate::model::facts::{SOURCES, SourceEntry};
use crate::model::output::{self, HEADLINES};
use crate::model::parameters;
use crate::model::simulate::Run;
use crate::model::{MODEL_VERSION, parameter};

/// Name of the schema of exported results.
pub const SCHEMA: &str = "perennial-result";
/// Version of that schema.
pub const SCHEMA_VERSION: u64 = 1;

/// Words of a language. Ids are those of the registries; keys of [`word`](Labels::word) are listed by
/// `analysis::words`.
pub trait Labels {
    /// Name of an output: yearly, headline or derived.
    fn output(&self, id: &str) -> String;
    /// Unit of an output; empty where it has none.
    fn output_unit(&self, id: &str) -> String;
    /// Name of a parameter.
    fn parameter(&self, id: &str) -> String;
    /// Unit of a parameter; empty where it has none.
    fn parameter_unit(&self, id: &str) -> String;
    /// Name of an option of a parameter.
    fn option(&self, parameter: &str, option: &str) -> String;
    /// Name of a table, row, column, role, grade.
    fn word(&self, key: &str) -> String;
    /// A figure for reading, in the manner of its English unit of the registry, rounded, unit included.
    fn number(&self, value: f64, unit: &str) -> String;
}

/// The registries' own English.
#[derive(Clone, Copy, Debug, Default)]
pub struct English;

/// Name and unit of an output of any kind.
fn output_facts(id: &str) -> Option<(&'static str, &'static str)> {
    let yearly = || output::yearly().find(|row| row.id == id).map(|row| (row.about, row.unit));
    let headline = || HEADLINES.iter().find(|row| row.id == id).map(|row| (row.about, row.unit));
    let derived = || DERIVED.iter().find(|row| row.id == id).map(|row| (row.about, row.unit));
    yearly().or_else(headline).or_else(derived)
}

impl Labels for English {
    fn output(&self, id: &str) -> String {
        output_facts(id).map_or_else(|| self.word(id), |(about, _)| about.trim_end_matches('.').to_owned())
    }
    fn output_unit(&self, id: &str) -> String {
        output_facts(id).map_or_else(String::new, |(_, unit)| unit.to_owned())
    }
    fn parameter(&self, id: &str) -> String {
        self.word(id)
    }
    fn parameter_unit(&self, id: &str) -> String {
        let unit = parameters::registry().find(|parameter| parameter.id == id).map(|row| row.unit);
        unit.unwrap_or_default().to_owned()
    }
    fn option(&self, _parameter: &str, option: &str) -> String {
        option.to_owned()
    }
    fn word(&self, key: &str) -> String {
        let words = key.rsplit('.').next().unwrap_or(key).replace('-', " ");
        let mut letters = words.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
    fn number(&self, value: f64, unit: &str) -> String {
        let text = if value == 0.0 || (1e-3..1e15).contains(&value.abs()) {
            let digits = if value.abs() >= 100.0 { 0 } else { 3 };
            number_text(format!("{value:.digits$}").parse().unwrap_or(value))
        } else {
            format!("{value:.3e}")
        };
        if unit.is_empty() { text } else { format!("{text} {unit}") }
    }
}

/// Which way a table of years lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lay {
    /// A row an output, a column a year: id, name, unit, years.
    OutputRows,
    /// A row a year, a column an output by id: for programs.
    YearRows,
}

/// A line of CSV (RFC 4180) with its line break.
fn csv_line<S: AsRef<str>>(cells: &[S]) -> String {
    rows::join(cells) + "\r\n"
}

fn cell(value: Option<f64>) -> String {
    value.map(number_text).unwrap_or_default()
}

/// The calendar years of a run.
fn years(run: &Run<f64>) -> impl Iterator<Item = i32> {
    (run.start_year as i32..).take(run.years.len())
}

/// Yearly outputs as CSV (RFC 4180): all of them, or those of the ids given.
#[must_use]
pub fn yearly_csv(run: &Run<f64>, ids: Option<&[&str]>, lay: Lay, labels: &dyn Labels) -> String {
    let chosen: Vec<(usize, &output::Output)> =
        output::yearly().enumerate().filter(|(_, row)| ids.is_none_or(|ids| ids.contains(&row.id))).collect();
    let mut text = String::new();
    match lay {
        Lay::OutputRows => {
            let mut header =
                ["id", "output", "unit"].map(|key| labels.word(&format!("column.{key}"))).to_vec();
            header.extend(years(run).map(|year| year.to_string()));
            text += &csv_line(&header);
            for (index, row) in chosen {
                let mut cells = vec![row.id.to_owned(), labels.output(row.id), labels.output_unit(row.id)];
                cells.extend(run.yearly_at(index).into_iter().map(cell));
                text += &csv_line(&cells);
            }
        }
        Lay::YearRows => {
            let header: Vec<&str> =
                std::iter::once("year").chain(chosen.iter().map(|(_, row)| row.id)).collect();
            text += &csv_line(&header);
            let columns: Vec<Vec<Option<f64>>> =
                chosen.iter().map(|(index, _)| run.yearly_at(*index)).collect();
            for (at, year) in years(run).enumerate() {
                let values = columns.iter().map(|column| cell(column.get(at).copied().flatten()));
                let cells: Vec<String> = std::iter::once(year.to_string()).chain(values).collect();
                text += &csv_line(&cells);
            }
        }
    }
    text
}

/// The sources of the inputs, in the order of the bibliography.
#[must_use]
pub fn sources() -> Vec<&'static SourceEntry> {
    let cited = |entry: &&SourceEntry| {
        parameters::registry().any(|parameter: &parameter::Parameter| parameter.sources.contains(&entry.key))
    };
    SOURCES.iter().filter(cited).collect()
}

/// The whole plan as JSON: scenario, link, headline and yearly figures, units, sources. Figures are unrounded;
/// those that do not exist are null.
#[must_use]
pub fn to_json(file: &File, run: &Run<f64>) -> Json {
    let mut units = Map::new();
    let mut headline = Map::new();
    for row in HEADLINES {
        headline.insert(row.id.to_owned(), json!(run.headline(row.id)));
        units.insert(row.id.to_owned(), json!(row.unit));
    }
    let mut yearly = Map::new();
    for (index, row) in output::yearly().enumerate() {
        yearly.insert(row.id.to_owned(), json!(run.yearly_at(index)));
        units.insert(row.id.to_owned(), json!(row.unit));
    }
    json!({
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "model_version": MODEL_VERSION,
        "link": link::write(&file.scenario, &[], &[]),
        "scenario": file::to_json(file),
        "years": years(run).collect::<Vec<_>>(),
        "headline": headline,
        "yearly": yearly,
        "units": units,
        "sources": sources(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::simulate::Keep;
    use crate::scenario::{Scenario, Value, run};

    #[test]
    fn both_lays_say_the_same() {
        let run = run(&Scenario::default(), Keep::Years);
        let read = |text: &str| -> Vec<Vec<String>> {
            assert!(text.ends_with("\r\n"));
            csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(text.as_bytes())
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                .collect()
        };
        let by_output = read(&yearly_csv(&run, None, Lay::OutputRows, &English));
        let by_year = read(&yearly_csv(&run, None, Lay::YearRows, &English));
        assert_eq!((by_output.len(), by_year.len()), (output::yearly().count() + 1, 11));
        for (column, row) in by_output.iter().enumerate().skip(1) {
            assert_eq!(row[0], by_year[0][column]);
            for year in 0..10 {
                assert_eq!(row[3 + year], by_year[1 + year][column]);
            }
        }
        let revenue = run.yearly("revenue-usd").unwrap();
        let few = read(&yearly_csv(&run, Some(&["revenue-usd", "trust"]), Lay::YearRows, &English));
        assert_eq!(few[0], ["year", "revenue-usd", "trust"]);
        assert_eq!(few[3][1].parse::<f64>().ok(), revenue[2]);
    }

    #[test]
    fn json_holds_scenario_figures_units_and_sources() {
        let mut scenario = Scenario::default();
        scenario.set("pue-today", Value::Scalar(1.1));
        let run = run(&scenario, Keep::Years);
        let file = File { name: "N".into(), scenario, ..File::default() };
        let text = to_json(&file, &run).to_string();
        let json: Json = serde_json::from_str(&text).unwrap();
        assert_eq!(json["headline"]["npv-usd"].as_f64(), run.headline("npv-usd"));
        assert!(json["headline"]["privacy-epsilon"].is_null());
        assert_eq!(json["yearly"]["trust"][9].as_f64(), run.headline("final-trust"));
        assert_eq!(json["units"]["trust"], "points of 100");
        assert_eq!(json["years"][0], 2026);
        let (read, warnings) = file::read_json(json["scenario"].clone()).unwrap();
        assert!(warnings.is_empty() && read == file);
        let keys: Vec<&str> =
            json["sources"].as_array().unwrap().iter().map(|row| row["key"].as_str().unwrap()).collect();
        assert!(keys.contains(&"ember-yearly") && keys.len() > 20, "{}", keys.len());
    }
}
