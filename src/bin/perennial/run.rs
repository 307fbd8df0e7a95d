//! `run`: one scenario over its years.

use std::io::Write;
use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches, Command};
use perennial::analysis::remarks::{Remark, remarks};
use perennial::model::MODEL_VERSION;
use perennial::model::finance::{annualised, internal_rates};
use perennial::model::output::{HEADLINES, STORED, yearly};
use perennial::model::simulate::{Keep, Run, epsilon, simulate};
use perennial::scenario::file::{self, rows};
use perennial::scenario::link::{self, Parsed, Warning};
use perennial::scenario::{Scenario, presets};
use serde_json::{Map, Value, json};

use crate::Failure;
use crate::answer::{cell, document, figure, object};
use crate::stream::{self, Format, Question};

/// Its subcommand.
pub(crate) fn command() -> Command {
    Command::new("run")
        .about("One scenario over its years: headline figures and yearly series")
        .arg(Arg::new("link").value_name("LINK").help(
            "A scenario link or its query (`v=0&pue=1.1`), a preset (`preset=ID`), a scenario file, or `-` for one a line of standard input",
        ))
        .arg(
            Arg::new("monthly")
                .long("monthly")
                .action(ArgAction::SetTrue)
                .help("Adds the monthly series (JSON only)"),
        )
        .arg(stream::format_argument())
        .after_help(
            "Answer:\n  model_version, scenario (the normalised link), warnings[], remarks[] (where the model \
             leaves its evidence, when cash runs out, what stands in for what is not known), years[], headline{}, irr_all[] (every real \
             internal rate a year), yearly{id: []}, with --monthly monthly{id: []}\n  See `perennial outputs` for the ids.\n\n\
             With --format csv, standard input holds a header of registry ids (`v`, `preset` and `<lever>.programme-cost` \
             too) and a row a scenario; the answer holds scenario, headline figures and warnings.\n\n\
             Examples:\n  perennial run preset=reference-lab\n  perennial run 'v=0&training-region=SE&cfe-share=0.2~1~2027~2030'",
        )
}

/// A run with what its answer keeps.
struct Runs {
    monthly: bool,
}

/// A scenario as it was asked for, and what was not as it should be.
struct Asked {
    scenario: Scenario,
    normalised: String,
    warnings: Vec<Warning>,
}

impl Asked {
    /// What a link says. A preset that does not exist is refused: nothing of the question would be answered.
    fn of_link(parsed: Parsed) -> Result<Self, String> {
        let refused = parsed.warnings.iter().find(|warning| matches!(warning, Warning::UnknownPreset { .. }));
        match refused {
            Some(warning) => Err(warning.to_string()),
            None => Ok(Self {
                normalised: link::write(&parsed.scenario, &[], &[]),
                scenario: parsed.scenario,
                warnings: parsed.warnings,
            }),
        }
    }

    fn of_file(text: &str) -> Result<Self, String> {
        let (file, warnings) = file::read(text).map_err(|error| error.to_string())?;
        Ok(Self { normalised: link::write(&file.scenario, &[], &[]), scenario: file.scenario, warnings })
    }

    /// A link, or a scenario file in one line.
    fn of_text(text: &str) -> Result<Self, String> {
        if text.starts_with('{') {
            return Self::of_file(text);
        }
        if text.is_empty() || text.contains(['=', '?', '#', '&']) {
            return Self::of_link(link::parse(text));
        }
        if presets::find(text).is_some() {
            return Self::of_link(link::parse(&format!("preset={text}")));
        }
        Err(format!("{text:?}: no link, preset or file; a link holds key=value, such as v=0&pue=1.1"))
    }

    /// A file that exists, else a link.
    fn of_argument(text: &str) -> Result<Self, String> {
        if !Path::new(text).is_file() {
            return Self::of_text(text);
        }
        let content = std::fs::read(text).map_err(|error| format!("{text}: {error}"))?;
        Self::of_file(&String::from_utf8_lossy(&content)).map_err(|error| format!("{text}: {error}"))
    }
}

fn warning(warning: &Warning) -> Value {
    let mut entry = json!(warning);
    entry["message"] = json!(warning.to_string());
    entry
}

fn remark(remark: &Remark) -> Value {
    let mut entry = json!(remark);
    if let Value::Object(entries) = &mut entry {
        entries.retain(|_, value| !value.is_null());
    }
    entry["message"] = json!(remark.to_string());
    entry
}

fn series(values: Vec<Option<f64>>) -> Value {
    Value::Array(values.into_iter().map(figure).collect())
}

impl Runs {
    fn simulate(&self, scenario: &Scenario) -> Run<f64> {
        let inputs = scenario.inputs();
        let keep = if self.monthly { Keep::Months } else { Keep::Years };
        simulate(&inputs, epsilon(&inputs), keep)
    }

    fn answer(&self, asked: &Asked) -> Map<String, Value> {
        let run = self.simulate(&asked.scenario);
        let headline: Map<String, Value> = HEADLINES
            .iter()
            .zip(run.headline.values())
            .map(|(h, value)| (h.id.to_owned(), figure(value)))
            .collect();
        let rates: Vec<f64> =
            internal_rates(&run.flows.with_residual()).into_iter().map(annualised).collect();
        let years: Vec<Value> =
            (0..run.years.len()).map(|year| json!(run.start_year as i64 + year as i64)).collect();
        let yearly: Map<String, Value> = yearly()
            .enumerate()
            .map(|(index, output)| (output.id.to_owned(), series(run.yearly_at(index))))
            .collect();
        let mut answer = Map::new();
        answer.insert("model_version".to_owned(), json!(MODEL_VERSION));
        answer.insert("scenario".to_owned(), json!(asked.normalised));
        let (refused, said): (Vec<Remark>, Vec<Remark>) =
            remarks(&asked.scenario, &run).into_iter().partition(|remark| remark.kind.is_refusal());
        let warnings = asked.warnings.iter().map(warning).chain(refused.iter().map(remark));
        answer.insert("warnings".to_owned(), Value::Array(warnings.collect()));
        answer.insert("remarks".to_owned(), Value::Array(said.iter().map(remark).collect()));
        answer.insert("years".to_owned(), Value::Array(years));
        answer.insert("headline".to_owned(), Value::Object(headline));
        answer.insert("irr_all".to_owned(), Value::Array(rates.into_iter().map(figure).collect()));
        answer.insert("yearly".to_owned(), Value::Object(yearly));
        if self.monthly {
            let months: Vec<_> = run.months.iter().map(|month| month.values()).collect();
            let monthly = STORED.iter().enumerate().map(|(index, output)| {
                let values = months.iter().map(|month| figure(month[index])).collect();
                (output.id.to_owned(), Value::Array(values))
            });
            answer.insert("monthly".to_owned(), Value::Object(monthly.collect()));
        }
        answer
    }

    fn cells(&self, asked: &Asked) -> Vec<String> {
        let run = self.simulate(&asked.scenario);
        let remarks = remarks(&asked.scenario, &run);
        let refused = remarks.iter().filter(|remark| remark.kind.is_refusal()).map(Remark::to_string);
        let warnings: Vec<String> = asked.warnings.iter().map(Warning::to_string).chain(refused).collect();
        let mut cells = vec![asked.normalised.clone()];
        cells.extend(run.headline.values().iter().map(|value| cell(&figure(*value))));
        cells.push(warnings.join("; "));
        cells
    }
}

impl Question for Runs {
    fn header(&self) -> Vec<String> {
        let ids = HEADLINES.iter().map(|headline| headline.id.to_owned());
        ["scenario".to_owned()].into_iter().chain(ids).chain(["warnings".to_owned()]).collect()
    }

    fn line(&self, line: &str) -> Result<Map<String, Value>, String> {
        Ok(self.answer(&Asked::of_text(line)?))
    }

    fn row(&self, header: &[String], cells: &[String]) -> Result<Vec<String>, String> {
        Ok(self.cells(&Asked::of_link(rows::read(header, cells, &presets::preset))?))
    }
}

/// Answers the argument or standard input. Answers whether every case had an answer.
pub(crate) fn answer(matches: &ArgMatches, out: &mut impl Write) -> Result<bool, Failure> {
    let format = stream::format(matches);
    let runs = Runs { monthly: matches.get_flag("monthly") };
    if runs.monthly && format == Format::Csv {
        return Err("--monthly: rows hold headline figures only; leave it out or use --format json"
            .to_owned()
            .into());
    }
    match (matches.get_one::<String>("link").map(String::as_str), format) {
        (Some("-"), _) | (None, Format::Csv) => stream::standard_input(&runs, format, out),
        (None, Format::Json) => {
            Err("LINK is missing: preset=reference-lab is the default company".to_owned().into())
        }
        (Some(text), Format::Json) => {
            writeln!(out, "{}", Value::Object(runs.answer(&Asked::of_argument(text)?)))?;
            Ok(true)
        }
        (Some(text), Format::Csv) => {
            let asked = Asked::of_argument(text)?;
            stream::write_row(out, &runs.header())?;
            stream::write_row(out, &runs.cells(&asked))?;
            Ok(true)
        }
    }
}

/// The JSON Schema of its answer.
pub(crate) fn schema() -> Value {
    let number = |about: String| json!({ "type": ["number", "null"], "description": about });
    let list = |about: String| json!({ "type": "array", "items": { "type": ["number", "null"] }, "description": about });
    let headline = HEADLINES
        .iter()
        .map(|headline| (headline.id.to_owned(), number(format!("{}, {}", headline.about, headline.unit))))
        .collect();
    let of_years = yearly()
        .map(|output| (output.id.to_owned(), list(format!("{}, {}", output.about, output.unit))))
        .collect();
    let warning = json!({
        "type": "object",
        "properties": { "kind": { "type": "string" }, "key": { "type": "string" }, "message": { "type": "string" } },
        "required": ["kind", "key", "message"],
    });
    let monthly = json!({
        "type": "object",
        "description": "series a month of the stored outputs, with --monthly",
        "additionalProperties": { "type": "array", "items": { "type": ["number", "null"] } },
    });
    document(
        "Answer of perennial run",
        json!({
            "type": "object",
            "properties": {
                "model_version": { "type": "integer" },
                "scenario": { "type": "string", "description": "the normalised link" },
                "warnings": { "type": "array", "items": warning },
                "remarks": { "type": "array", "items": warning },
                "years": { "type": "array", "items": { "type": "integer" } },
                "headline": object(headline),
                "irr_all": list("every real internal rate of return above −1, a year".to_owned()),
                "yearly": object(of_years),
                "monthly": monthly,
            },
            "required": ["model_version", "scenario", "warnings", "remarks", "years", "headline", "irr_all", "yearly"],
        }),
    )
}
