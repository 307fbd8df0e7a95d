//! docs/presets.md.

use std::fmt::Write;

use perennial::model::output::HEADLINES;
use perennial::model::parameter::Parameter;
use perennial::model::parameters::registry;
use perennial::model::simulate::Keep;
use perennial::scenario::presets::{self, Change, Kind, Preset, To};
use perennial::scenario::reconcile::{Label, Row, reconciliation};
use perennial::scenario::{link, run};

use crate::markdown::{anchor, cited, exact, percent, rounded, table};
use crate::root;

/// Name of a company in `facts/published_finance.csv`.
const ENTITIES: [(&str, &str); 3] = [
    ("deepseek-production-day", "DeepSeek-V3 production day"),
    ("zhipu-2024", "Zhipu"),
    ("openai-2025", "OpenAI"),
];

/// Headline figures shown of a sector, beside the reference lab's.
const SHOWN: [&str; 6] = [
    "npv-usd",
    "final-revenue-usd",
    "final-gross-margin",
    "total-carbon-location-t",
    "final-social-index",
    "final-speed-tokens-per-s",
];

/// A published figure.
struct Published {
    entity: String,
    period: String,
    metric: String,
    value: f64,
    unit: String,
    independence: String,
    source: String,
    note: String,
}

fn published() -> Vec<Published> {
    let path = root().join("src/model/facts/published_finance.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let text = |index: usize| row[index].to_owned();
        Published {
            entity: text(0),
            period: text(1),
            metric: text(2),
            value: row[3].parse().unwrap(),
            unit: text(4),
            independence: text(5),
            source: text(6),
            note: text(8),
        }
    });
    rows.collect()
}

/// How many of the facts' unit make one of a row's.
fn size(unit: &str) -> f64 {
    match unit.split(' ').next() {
        Some("million") => 1e6,
        Some("billion") => 1e9,
        _ => 1.0,
    }
}

/// Whether a row quotes a published figure.
fn quotes(row: &Row, fact: &Published) -> bool {
    let same_period = fact.period == row.period || fact.period.starts_with(&format!("{}-", row.period));
    same_period && (row.published * size(row.unit) / fact.value - 1.0).abs() < 1e-9
}

pub(crate) fn page() -> String {
    let mut page = String::from(
        "# Presets\n\n\
         A preset is the reference lab with a list of changes, each with its reason. `preset=ID` in a link becomes plain \
         keys when the page or `perennial run` reads it, so that a link keeps its meaning when a preset is revised. What \
         describes the present (speed, trust, fleet, working capital and what levers are today) is then computed from the \
         changes, so that nothing jumps in the first month.\n\n\
         The reference lab (`reference-lab`) is the default: a mid-size lab put together by arithmetic from the rows of \
         [parameters.md](parameters.md), and no published company.\n\n\
         ## What agreement proves\n\n\
         - *calibrated*: inputs were set so that the line agrees. It proves nothing about the model, only that the plan \
         begins where the company was.\n\
         - *test*: a figure that no input was set to, above all of the next published period. The error is shown, good \
         or bad; none of them was used to choose anything.\n\n\
         The accounts are leaked, quoted from a prospectus or told by a press report, as [sources.md](sources.md) says. \
         None of the companies had a part in this.\n",
    );
    page.push_str(&found());
    for preset in presets::all().filter(|preset| preset.kind == Kind::Company) {
        page.push_str(&company(preset));
    }
    page.push_str(
        "\n## Sectors\n\n\
         The sectors and the outlooks of the article: the reference lab, serving that sector. No lab publishes figures by \
         sector; **directions** are what the sectors are known for, **sizes** are assumptions, to be replaced by yours. \
         What each makes of the reference lab over ten years:\n\n",
    );
    page.push_str(&sectors());
    for preset in presets::all().filter(|preset| preset.kind == Kind::Sector) {
        let _ = write!(page, "\n### {}\n\n`preset={}`: {}\n\n", preset.name, preset.id, preset.about);
        page.push_str(&changes(preset.changes));
    }
    page
}

/// The tests in a sentence each.
fn found() -> String {
    let mut text = String::from("\n## What the tests show\n\n");
    for preset in presets::all().filter(|preset| preset.kind == Kind::Company) {
        let rows = reconciliation(preset);
        let tests: Vec<String> = rows
            .iter()
            .filter(|row| row.label == Label::Test)
            .map(|row| format!("{} {} {}", row.period, row.line, percent(row.error)))
            .collect();
        let _ = writeln!(text, "- [{}](#{}): {}.", preset.name, heading(preset.name), tests.join("; "));
    }
    text
}

/// The anchor that Markdown gives a heading.
fn heading(name: &str) -> String {
    let kept =
        name.to_lowercase().chars().filter(|c| c.is_alphanumeric() || " -".contains(*c)).collect::<String>();
    kept.replace(' ', "-")
}

fn company(preset: &Preset) -> String {
    let rows = reconciliation(preset);
    let mut text =
        format!("\n## {}\n\n`preset={}`: {}\n\n### Line by line\n\n", preset.name, preset.id, preset.about);
    text.push_str(&table(
        ["line", "period", "unit", "published", "modelled", "error", "label", "source"],
        rows.iter().map(|row| {
            let label = match row.label {
                Label::Calibrated => "calibrated",
                Label::Test => "**test**",
            };
            [
                row.line.to_owned(),
                row.period.to_owned(),
                row.unit.to_owned(),
                rounded(row.published),
                rounded(row.modelled),
                percent(row.error),
                label.to_owned(),
                cited([row.source]),
            ]
        }),
    ));
    text.push_str("\n### What is set\n\n");
    text.push_str(&changes(preset.changes));
    if preset.measured_devices.is_some() {
        let scenario = preset.scenario();
        let calibration = match scenario.get("serving-calibration") {
            Some(perennial::scenario::Value::Scalar(value)) => value,
            other => panic!("serving-calibration is {other:?}"),
        };
        let _ = write!(
            text,
            "\nThe fleet was measured, so that `serving-calibration` (measured over roofline throughput) is set to \
             {}: *calibrated*. The test line without it shows what the roofline says by itself.\n",
            rounded(calibration)
        );
    }
    text.push_str("\n### What is not modelled\n\n");
    for limit in preset.not_modelled {
        let _ = writeln!(text, "- {limit}");
    }
    text.push_str("\n### Published besides: used as inputs, or not compared\n\n");
    let entity = ENTITIES.iter().find(|(id, _)| *id == preset.id).map(|(_, entity)| *entity);
    let rest = published();
    let rest = rest
        .iter()
        .filter(|fact| Some(fact.entity.as_str()) == entity && !rows.iter().any(|row| quotes(row, fact)));
    text.push_str(&table(
        ["figure", "period", "value", "unit", "label", "source", "note"],
        rest.map(|fact| {
            [
                format!("`{}`", fact.metric),
                fact.period.clone(),
                rounded(fact.value),
                fact.unit.clone(),
                fact.independence.clone(),
                cited(fact.source.split("; ")),
                fact.note.clone(),
            ]
        }),
    ));
    text
}

fn parameter(id: &str) -> &'static Parameter {
    registry().find(|parameter| parameter.id == id).unwrap_or_else(|| panic!("{id}"))
}

fn changes(changes: &[Change]) -> String {
    table(
        ["input", "set to", "unit", "reason"],
        changes.iter().map(|change| {
            let parameter = parameter(change.id);
            let (to, unit) = match change.to {
                To::Level(value) => (exact(value), parameter.unit),
                To::Times(factor) => (format!("× {}", exact(factor)), ""),
                To::Option(option) => (option.to_owned(), ""),
            };
            [
                format!("[{id}](parameters.md#{})", anchor(change.id), id = change.id),
                to,
                unit.to_owned(),
                change.reason.to_owned(),
            ]
        }),
    )
}

/// What the sectors make of the reference lab.
fn sectors() -> String {
    let names: Vec<String> = SHOWN
        .iter()
        .map(|id| {
            let headline = HEADLINES.iter().find(|headline| headline.id == *id).unwrap();
            if headline.unit.is_empty() { (*id).to_owned() } else { format!("{id}, {}", headline.unit) }
        })
        .collect();
    let mut header = vec!["preset"];
    header.extend(names.iter().map(String::as_str));
    let header: [&str; 7] = header.try_into().unwrap();
    let rows = presets::all().filter(|preset| preset.kind != Kind::Company).map(|preset| {
        let run = run(&preset.scenario(), Keep::Years);
        let figures = SHOWN.map(|id| run.headline(id).map_or_else(|| "none".to_owned(), rounded));
        let mut row = vec![format!("`{}`", preset.id)];
        row.extend(figures);
        row.try_into().unwrap()
    });
    table(header, rows)
}

/// Every published figure of a reconciliation stands in the facts, and every preset says what it leaves out.
pub(crate) fn check_published() {
    let facts = published();
    for preset in presets::all() {
        let link = link::write(&preset.scenario(), &[], &[]);
        assert_eq!(link::parse(&link).scenario, preset.scenario(), "{}", preset.id);
        for change in preset.changes {
            assert!(change.reason.len() > 5, "{}: {} has no reason", preset.id, change.id);
        }
        let Some((_, entity)) = ENTITIES.iter().find(|(id, _)| *id == preset.id) else {
            assert!(preset.kind != Kind::Company, "{}: no published figures", preset.id);
            continue;
        };
        assert!(!preset.not_modelled.is_empty(), "{}: nothing is said of what is not modelled", preset.id);
        for row in reconciliation(preset) {
            // Made of published figures: a sum of two, and hours of a mean of nodes.
            let derived =
                row.line.starts_with("tokens of the day") || row.line.starts_with("device-hours of");
            let stands = facts.iter().any(|fact| fact.entity == *entity && quotes(&row, fact));
            assert!(
                stands || derived,
                "{}: {} of {} stands nowhere in the facts",
                preset.id,
                row.line,
                row.period
            );
        }
    }
}
