//! docs/parameters.md.

use perennial::model::facts::{ACCELERATORS, Basis, Level, ZONES, roofline};
use perennial::model::parameter::{Caveat, Dimension, Distribution, Parameter, Role, Values};
use perennial::model::parameters::registry;

use crate::markdown::{cited, exact, table};

/// Lists longer than this stand in a table of their own.
const LONG_LIST: usize = 10;

pub(crate) fn page() -> String {
    let mut page = format!(
        "# Parameters\n\n\
         Every input of the model, {count} in all: what forms, links, tables and samplers are made from. An id is \
         permanent and is the key in [links](links.md).\n\n\
         - **Default and range.** A path is written from → to. The plausible range is what samplers draw from: 5 \
         and 95 % points of a lognormal, else the ends. Hard limits are what an input is clamped to.\n\
         - **Role.** *lever*: the company decides it (*cost not modelled* and *weak* levers are left out of \
         suggestions); *assumption*: it does not know it, and it is drawn; *context*: what it is today, choices, \
         conventions.\n\
         - **Grade.** *primary*: document or data set of the originator; *secondary*: quoted by others; *derived*: \
         arithmetic from sourced values; *assumption*: a working value, to be replaced by your own.\n\
         - **Equation** is the first that uses it: see [equations.md](equations.md).\n\n\
         Contents: [horizon](#horizon) · [technology](#technology) · [economy](#economy) · [society](#society) · \
         [environment](#environment) · [accelerators](#accelerators) · [regions](#regions)\n",
        count = registry().count(),
    );
    for dimension in [
        Dimension::Horizon,
        Dimension::Technology,
        Dimension::Economy,
        Dimension::Society,
        Dimension::Environment,
    ] {
        page.push_str(&format!("\n## {}\n\n", capital(dimension.id())));
        let rows = registry().filter(|parameter| parameter.dimension == dimension).map(row);
        page.push_str(&table(
            [
                "id",
                "unit",
                "default",
                "plausible",
                "hard limits",
                "role",
                "leaf",
                "distribution",
                "grade",
                "equation",
                "sources",
                "note",
            ],
            rows,
        ));
    }
    page.push_str(&accelerators());
    page.push_str(&regions());
    page
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn row(parameter: &Parameter) -> [String; 12] {
    let pair = |[low, high]: [f64; 2]| format!("{} to {}", exact(low), exact(high));
    let path = |[from, to]: [f64; 2]| {
        if from == to { exact(from) } else { format!("{} → {}", exact(from), exact(to)) }
    };
    let (default, plausible, hard) = match parameter.values {
        Values::Scalar { default, plausible, hard } => (exact(default), pair(plausible), pair(hard)),
        Values::Path { default, low, high, hard } => {
            (path(default), format!("{} to {}", path(low), path(high)), pair(hard))
        }
        Values::Choice { default, options } => {
            let list = match (options.len() > LONG_LIST, parameter.unit) {
                (false, _) => options.join(", "),
                (true, _) if options.contains(&"WORLD") => "ids of [regions](#regions)".to_owned(),
                (true, _) => "ids below".to_owned(),
            };
            (default.to_owned(), list, String::new())
        }
    };
    let role = match parameter.role {
        Role::Lever(Caveat::Modelled) => "lever",
        Role::Lever(Caveat::CostNotModelled) => "lever, cost not modelled",
        Role::Lever(Caveat::Weak) => "lever, weak",
        other => other.id(),
    };
    let distribution = match parameter.distribution {
        Distribution::Fixed => "not sampled",
        Distribution::Lognormal => "lognormal",
        Distribution::Pert => "PERT",
        Distribution::Triangular => "triangular",
    };
    let note = match parameter.note_text() {
        text if text == "No note." => String::new(),
        text => text,
    };
    [
        format!("`{}`", parameter.id),
        parameter.unit.to_owned(),
        default,
        plausible,
        hard,
        role.to_owned(),
        parameter.leaf.id().to_owned(),
        distribution.to_owned(),
        parameter.grade.id().to_owned(),
        format!("[{0}](equations.md#{1})", parameter.equation, parameter.equation.to_lowercase()),
        cited(parameter.sources.iter().copied()),
        note,
    ]
}

fn accelerators() -> String {
    let rows = ACCELERATORS.iter().map(|device| {
        let (fit, fitted) = roofline(device.id);
        [
            format!("`{}`", device.id),
            device.name.to_owned(),
            exact(device.peak_16bit_tflops),
            device.peak_8bit_tflops.map_or_else(String::new, exact),
            exact(device.memory_gb),
            exact(device.bandwidth_tb_per_s),
            exact(device.tdp_w),
            exact(device.embodied_kg),
            exact(device.relative_price),
            exact(device.achievable_share),
            if fitted {
                "own fit".to_owned()
            } else {
                format!("constants of {}: extrapolated", fit.accelerator)
            },
        ]
    });
    let table = table(
        [
            "id",
            "name",
            "16-bit peak, TFLOP/s",
            "8-bit peak, TFLOP/s",
            "memory, GB",
            "bandwidth, TB/s",
            "TDP, W",
            "footprint, kgCO2e",
            "price against the H100",
            "achievable share of the 16-bit peak",
            "serving",
        ],
        rows,
    );
    format!(
        "\n## Accelerators\n\nOptions of `accelerator`: everything that the model needs of them is published.\n\n{table}"
    )
}

fn regions() -> String {
    let rows = ZONES.iter().map(|zone| {
        [
            format!("`{}`", zone.id),
            zone.name_en.to_owned(),
            zone.name_zh.to_owned(),
            match zone.level {
                Level::Aggregate => "aggregate",
                Level::Country => "country",
                Level::State => "state",
            }
            .to_owned(),
            exact(zone.intensity_g_per_kwh),
            match zone.basis {
                Basis::Lifecycle => "life cycle",
                Basis::Direct => "direct",
            }
            .to_owned(),
            exact(zone.year),
            // Percentages are published to two digits.
            zone.trend_per_year
                .map_or_else(|| "the world's".to_owned(), |trend| format!("{:.2} %", trend * 100.0)),
            exact(zone.ewif_l_per_kwh),
            zone.ewif_flag.to_owned(),
        ]
    });
    let table = table(
        [
            "id",
            "English",
            "中文",
            "level",
            "gCO2e/kWh",
            "basis",
            "year",
            "trend per year",
            "off-site water, L/kWh",
            "water from",
        ],
        rows,
    );
    format!(
        "\n## Regions\n\nOptions of `training-region` and `serving-region`. Country rows are life cycle, US states \
         direct: do not compare them without `lifecycle-direct-ratio`. Intensities: Ember, Yearly electricity data \
         (CC BY 4.0); states: EPA eGRID2023. Trends computed from Electricity Maps, 2021 to 2025.\n\n{table}"
    )
}
