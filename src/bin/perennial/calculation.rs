//! A command that turns KEY=VALUE into one answer: its keys, its answer, its function.

use std::io::Write;

use clap::{Arg, ArgMatches, Command};
use serde_json::{Map, Value};

use crate::Failure;
use crate::answer::{self, Field, cell};
use crate::case::{Case, Key, Kind, Pairs, described, limits, pairs, pairs_of_line};
use crate::stream::{self, Format, Question};

/// A calculation.
pub(crate) struct Calculation {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    /// An example that the help shows and the tests run.
    pub(crate) example: &'static str,
    pub(crate) keys: fn() -> Vec<Key>,
    pub(crate) fields: &'static [Field],
    /// The values of the fields, in order.
    pub(crate) evaluate: fn(&Case) -> Result<Vec<Value>, String>,
}

impl Calculation {
    /// Its subcommand, with keys and answer in the help.
    pub(crate) fn command(&self) -> Command {
        let cases = Arg::new("case").value_name("KEY=VALUE").num_args(0..).help(
            "What is asked; numbers as people write them (3%, 2B, 1.2万, 1e9), or `-` for one case a line of standard input",
        );
        Command::new(self.name)
            .about(self.about)
            .arg(cases)
            .arg(stream::format_argument())
            .after_help(self.help())
    }

    fn help(&self) -> String {
        let keys = (self.keys)();
        let width =
            keys.iter().map(|key| key.name.len()).chain(self.fields.iter().map(|f| f.name.len())).max();
        let width = width.unwrap_or(0);
        let mut help = String::from("Keys:\n");
        for key in &keys {
            let allowed = match key.kind {
                Kind::Number(range) => limits(range),
                Kind::Numbers => "numbers, separated by commas or semicolons".to_owned(),
                Kind::Option(options) => options.join(" or "),
                Kind::Text => String::new(),
            };
            let default = match (key.default, key.kind) {
                (Some(value), _) => format!(" [{}]", perennial::scenario::link::number_text(value)),
                (None, Kind::Option(options)) => {
                    options.first().map(|o| format!(" [{o}]")).unwrap_or_default()
                }
                _ => String::new(),
            };
            let allowed = if allowed.is_empty() { allowed } else { format!(" ({allowed})") };
            help.push_str(&format!("  {:width$}  {}{allowed}{default}\n", key.name, described(key)));
        }
        help.push_str("\nAnswer:\n");
        for field in self.fields {
            let unit = if field.unit.is_empty() { String::new() } else { format!(", {}", field.unit) };
            help.push_str(&format!("  {:width$}  {}{unit}\n", field.name, field.about));
        }
        help.push_str(&format!("\nExample:\n  perennial {} {}", self.name, self.example));
        help
    }

    /// The JSON Schema of its answer.
    pub(crate) fn schema(&self) -> Value {
        let properties = self.fields.iter().map(|field| (field.name.to_owned(), field.schema())).collect();
        answer::document(&format!("Answer of perennial {}", self.name), answer::object(properties))
    }

    /// Answers the arguments or standard input. Answers whether every case had an answer.
    pub(crate) fn answer(&self, matches: &ArgMatches, out: &mut impl Write) -> Result<bool, Failure> {
        let words: Vec<&str> =
            matches.get_many::<String>("case").unwrap_or_default().map(String::as_str).collect();
        let format = stream::format(matches);
        match (words.as_slice(), format) {
            (["-"], _) | ([], Format::Csv) => stream::standard_input(self, format, out),
            (words, _) if words.contains(&"-") => {
                Err("`-` reads every case from standard input; leave out the other arguments"
                    .to_owned()
                    .into())
            }
            (words, Format::Json) => {
                let case = pairs(words.iter().copied())?;
                writeln!(out, "{}", Value::Object(self.values(case)?))?;
                Ok(true)
            }
            (words, Format::Csv) => {
                let values = self.values(pairs(words.iter().copied())?)?;
                stream::write_row(out, &self.header())?;
                stream::write_row(out, &self.cells(&values))?;
                Ok(true)
            }
        }
    }

    fn values(&self, pairs: Pairs) -> Result<Map<String, Value>, String> {
        let values = (self.evaluate)(&Case::read((self.keys)(), pairs)?)?;
        Ok(self.fields.iter().map(|field| field.name.to_owned()).zip(values).collect())
    }

    fn cells(&self, values: &Map<String, Value>) -> Vec<String> {
        self.fields.iter().map(|field| values.get(field.name).map(cell).unwrap_or_default()).collect()
    }
}

impl Question for Calculation {
    fn header(&self) -> Vec<String> {
        self.fields.iter().map(|field| field.name.to_owned()).collect()
    }

    fn line(&self, line: &str) -> Result<Map<String, Value>, String> {
        self.values(pairs_of_line(line)?)
    }

    fn row(&self, header: &[String], cells: &[String]) -> Result<Vec<String>, String> {
        let pairs = header.iter().zip(cells).filter(|(_, cell)| !cell.trim().is_empty());
        let values = self.values(pairs.map(|(k, v)| (k.trim().to_owned(), v.trim().to_owned())).collect())?;
        Ok(self.cells(&values))
    }
}
