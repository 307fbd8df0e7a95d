//! docs/validation.md.

use perennial::model::validation::{Bar, Check, Group, Over, Quantity, Report, Row, Summary, report};

use crate::markdown::{cited, percent, rounded, table};

/// What other tests hold the model to, with the file of reference answers and the tolerance.
const ELSEWHERE: [[&str; 4]; 10] = [
    ["Request by EcoLogits' method", "`ecologits.csv`, `ecologits_raw.csv`", "1e-9 relative", "`tests/model/request.rs`"],
    ["Privacy accountant", "`dp_rdp.csv`, `dp_rdp_orders.csv`", "1e-9 and 1e-12 relative", "`tests/model/privacy.rs`"],
    ["Present value, rates of return, payments", "`finance.json`", "1e-9", "`tests/model/finance.rs`"],
    ["Scaling law, Bass, logit, speculation, composites", "`scaling_bass_logit_composite.json`", "1e-12 relative", "`tests/model/closed_form.rs`"],
    ["Root finding", "`brent.json`", "1e-10 absolute", "tests of the analysis"],
    ["Sobol' indices", "`sobol_ishigami.csv`, `.json`", "1e-9 absolute", "tests of the analysis"],
    ["Quasi-random points", "`qmc.json`", "1e-15 absolute", "tests of the analysis"],
    ["Hypervolume, fronts", "`hypervolume.json`", "1e-12 relative", "tests of the analysis"],
    ["The default company's first years", "`prototype_reference_lab.csv`", "orders of magnitude", "`tests/reference`"],
    ["The whole model, written a second time in numpy", "`tests/reference`", "1e-9 relative", "`tests/reference`"],
];

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
    page.push_str("\n## Reference answers of other libraries\n\nHeld to in the tests; files in `tests/vectors`, each with library, version and tolerance.\n\n");
    page.push_str(&table(["what", "reference", "tolerance", "test"], ELSEWHERE.map(|row| row.map(str::to_owned))));
    page
}

fn checks(checks: &[Check]) -> String {
    let whole = |check: &Check| check.id == "contradictory";
    table(
        ["what", "rows", "found", "bar", ""],
        checks.iter().map(|check| {
            let show = |value: f64| if whole(check) { format!("{value}") } else { percent(value).replace('+', "") };
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
        row.and_then(|row| row.modelled.zip(row.published)).map_or(f64::NAN, |(modelled, published)| modelled / published)
    };
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
         models left out {family}. Single runs miss by more: MFU differs two- to threefold between labs, and no \
         parameter count says which lab it is. Use a measured MFU where there is one.\n\
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
