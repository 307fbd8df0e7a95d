//! docs/validation.md.

use std::collections::BTreeSet;
use std::path::Path;

use perennial::model::parameter::Values;
use perennial::model::parameters::registry;
use perennial::model::validation::{Bar, Check, Group, Over, Quantity, Report, Row, Summary, report};

use crate::markdown::{cited, percent, rounded, table};
use crate::root;

/// What the tests hold the code to besides: the table of `tests/vectors/README.md`, with the tests that read each
/// file.
fn elsewhere() -> String {
    let readme = std::fs::read_to_string(root().join("tests/vectors/README.md")).unwrap();
    let mut readers = Vec::new();
    collect(&root().join("tests"), &mut readers);
    collect(&root().join("src"), &mut readers);
    let rows = readme.lines().filter_map(|line| {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let [files, library, tolerance] = cells.as_slice() else { return None };
        if !files.contains('.') {
            return None;
        }
        let read_by: BTreeSet<&str> = files
            .split(", ")
            .flat_map(|file| readers.iter().filter(move |(_, text)| text.contains(&format!("{file}\""))))
            .map(|(path, _)| path.as_str())
            .collect();
        let read_by: Vec<String> = read_by.iter().map(|path| format!("`{path}`")).collect();
        assert!(!read_by.is_empty(), "no test reads {files}");
        let read_by = read_by.join(", ");
        Some([(*files).to_owned(), (*library).to_owned(), (*tolerance).to_owned(), read_by])
    });
    table(["file", "produced with", "tolerance to hold", "read by"], rows)
}

/// Every Rust file below a folder, with its path and text.
fn collect(folder: &Path, found: &mut Vec<(String, String)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            found.push((name, std::fs::read_to_string(&path).unwrap_or_default()));
        }
    }
}

pub(crate) fn page() -> String {
    let report = report();
    let mut page = format!(
        "# Validation\n\n\
         The model against numbers that others published, computed from the code by `perennial validation`: {count} \
         comparisons. What misses its bar is listed, not left out.\n\n\
         ## How to read it\n\n\
         **Agreement is not always accuracy.** Each published figure carries a label:\n\n\
         - *measured*: metered power or energy · *self-reported*: disclosed without method, or hours only. Only these \
         two are independent of the model.\n\
         - *calibrated*: a constant of the model was set from this very figure · *circular*: hours times assumed watts, \
         so that agreement proves arithmetic · *modelled*: an estimate by third parties · *derived*: arithmetic from \
         published figures · *LCA*: a life-cycle assessment. Agreement with these is never counted as accuracy.\n\n\
         Even for measured runs, the arithmetic group only shows that published figures hang together: accuracy is what \
         the groups prediction, leave-one-out and serving show.\n\n\
         **Nothing is tuned to these cases and nothing is judged by name.** A published carbon figure without a stated \
         grid factor is flagged as contradictory when it implies less than the cleanest grid over its life cycle \
         (11 g/kWh, the low end of `grid-floor`). A run is in the domain of the prediction when it is one stack that \
         every token passes (column `architecture`; 6·N·D overstates the work of encoder-decoders), has 1 billion \
         parameters or more, and states parameters, tokens and device-hours.\n\n\
         ## The bars\n\n{checks}\n",
        count = report.rows.len(),
        checks = checks(&report.checks),
    );
    page.push_str(&findings(&report));
    page.push_str("\n## Errors by label\n\n");
    page.push_str(
        "*independent* counts measured and self-reported rows together: the only ones whose agreement says more than \
         arithmetic.\n\n",
    );
    page.push_str(&summaries(&report.summaries));
    for group in Group::ALL {
        let rows: Vec<&Row> = report.rows.iter().filter(|row| row.group == group).collect();
        page.push_str(&format!("\n## {}\n\n{}{}", group.names()[0], about(group), comparisons(&rows)));
    }
    page.push_str(
        "\n## Reference answers of other libraries\n\nFiles in `tests/vectors`, and the tests that hold the code to them. Beside them, `tests/reference` is the whole model \
         written a second time, in numpy and from the documentation alone: 1e-9 relative over the full ranges of the \
         inputs (`tests/reference.rs`).\n\n",
    );
    page.push_str(&elsewhere());
    page
}

fn checks(checks: &[Check]) -> String {
    let whole = |check: &Check| check.id == "contradictory";
    table(
        ["what", "rows", "found", "bar", ""],
        checks.iter().map(|check| {
            let show =
                |value: f64| if whole(check) { format!("{value}") } else { percent(value).replace('+', "") };
            [
                check.about.to_owned(),
                check.count.to_string(),
                check.value.map_or_else(|| "none".to_owned(), show),
                check.bar.map_or_else(|| "shown beside".to_owned(), show),
                verdict(check.within).to_owned(),
            ]
        }),
    )
}

const fn verdict(within: Option<bool>) -> &'static str {
    match within {
        Some(true) => "within",
        Some(false) => "**outside**",
        None => "",
    }
}

/// What the figures mean, with the figures.
fn findings(report: &Report) -> String {
    let check = |id: &str| {
        let value = report.checks.iter().find(|check| check.id == id).and_then(|check| check.value);
        value.map_or_else(|| "none".to_owned(), |value| percent(value).replace('+', ""))
    };
    let error = |quantity: Quantity| {
        let row = report.rows.iter().find(|row| row.group == Group::Serving && row.quantity == quantity);
        row.and_then(|row| row.modelled.zip(row.published))
            .map_or(f64::NAN, |(modelled, published)| modelled / published)
    };
    // What the default would have to be for each run: the hours it gives are in proportion to 1/MFU.
    let default =
        registry().find(|parameter| parameter.id == "mfu-training").map(|parameter| parameter.values);
    let Some(Values::Path { default: [default, _], .. }) = default else { panic!("mfu-training is a path") };
    let predicted = report.rows.iter().filter(|row| row.group == Group::Prediction);
    let implied: Vec<f64> =
        predicted.filter_map(|row| Some(default * row.modelled? / row.published?)).collect();
    let flagged: Vec<&str> = report.rows.iter().filter(|row| row.contradictory).map(|row| row.case).collect();
    let outside: Vec<String> = report
        .rows
        .iter()
        .filter(|row| row.within == Some(false) && !row.contradictory)
        .map(|row| format!("{} ({})", row.case, row.quantity.id()))
        .collect();
    format!(
        "## What they show\n\n\
         - **Device-hours of a training run** come out within {prediction} in the median at the registry's MFU. That MFU \
         was set from most of these runs: with each run left out the median error is {left_out}, with each family of \
         models left out {family}. Single runs miss by more: the published hours imply an MFU of {least:.2} to \
         {most:.2}, and nothing in parameters and tokens tells which. Use a measured MFU where there is one.\n\
         - **A production day of serving** comes out {total:.2} times as long as published, uncalibrated. That total \
         hides two errors that compensate: decode takes {decode:.2} times as long, prefill {prefill:.2} times. The \
         roofline was fitted to dense models at short context; a mixture of experts over 144 devices is outside its \
         domain. Decode-heavy or prefill-heavy loads will miss by more than the total shows.\n\
         - **Flagged as contradictory by the rule**: {flagged}.\n\
         - **Outside their bar**: {outside}.\n\
         - **Money of the production day** agrees because its inputs are the day's own: *calibrated*.\n\
         - **Not tested here**: the market, society and long-run trends have no published case to be held against.\n",
        prediction = check("prediction"),
        left_out = check("prediction-leave-one-out"),
        family = check("prediction-leave-family-out"),
        least = implied.iter().copied().fold(f64::INFINITY, f64::min),
        most = implied.iter().copied().fold(0.0, f64::max),
        total = error(Quantity::DeviceHours),
        decode = error(Quantity::DecodeHours),
        prefill = error(Quantity::PrefillHours),
        flagged = if flagged.is_empty() { "none".to_owned() } else { flagged.join(", ") },
        outside = if outside.is_empty() { "none".to_owned() } else { outside.join(", ") },
    )
}

fn summaries(summaries: &[Summary]) -> String {
    table(
        ["group", "rows", "label", "median error", "largest error", "outside"],
        summaries.iter().map(|summary| {
            let over = match summary.over {
                Over::Independent => "**independent**".to_owned(),
                Over::Label(label) => label.id().to_owned(),
            };
            [
                summary.group.id().to_owned(),
                summary.count.to_string(),
                over,
                percent(summary.median_error).replace('+', ""),
                percent(summary.largest_error).replace('+', ""),
                summary.outside.to_string(),
            ]
        }),
    )
}

const fn about(group: Group) -> &'static str {
    match group {
        Group::Arithmetic => {
            "Energy, carbon and water recomputed from the hours, watts, PUE and factors stated beside them.\n\n"
        }
        Group::Plausibility => "Carbon published without a grid factor, over the energy of the run.\n\n",
        Group::Prediction => {
            "6·N·D over the 16-bit peak and the registry's default MFU. Dense runs are calibrated: the default is their \
             median.\n\n"
        }
        Group::LeaveOneOut => "The same, with the median MFU of all other runs: no run predicts itself.\n\n",
        Group::CostIdentity => {
            "Hours in the cost data over the hours that work, peak and MFU of the same data give. 1 where they agree; \
             above 1.1 hours are an upper bound.\n\n"
        }
        Group::Serving => {
            "Hours from tokens, with the deployment that the operator described and no calibration. Decode and prefill \
             are shown apart and have no bar: they are the known weakness.\n\n"
        }
        Group::Money => "The day's own nodes, tokens and prices, multiplied out.\n\n",
        Group::Water => "IT energy · (WUE + PUE · EWIF) of a published table, to its rounding.\n\n",
        Group::Peers => "Sums of our answers and of theirs; the error is the largest of any single case.\n\n",
        Group::Context => {
            "Outside a domain, or too little published to compute anything: listed so that no case is left out, without a \
             bar, and in no summary.\n\n"
        }
    }
}

fn comparisons(rows: &[&Row]) -> String {
    let number = |value: Option<f64>| value.map_or_else(String::new, rounded);
    table(
        ["case", "quantity", "unit", "modelled", "published", "error", "bar", "", "label", "sources", "note"],
        rows.iter().map(|row| {
            let verdict = if row.contradictory { "**contradictory**" } else { verdict(row.within) };
            [
                row.case.to_owned(),
                row.quantity.name_en().trim_end_matches('.').to_owned(),
                row.unit.to_owned(),
                number(row.modelled),
                number(row.published),
                row.error.map_or_else(String::new, percent),
                match row.bar {
                    Some(Bar::Relative(bar)) => format!("± {}", percent(bar).replace('+', "")),
                    Some(Bar::AtLeast(least)) => format!("at least {least}"),
                    None => String::new(),
                },
                verdict.to_owned(),
                row.independence.id().to_owned(),
                cited(row.source.split("; ")),
                row.note.to_string(),
            ]
        }),
    )
}
