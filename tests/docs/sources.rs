//! docs/sources.md.

use std::collections::BTreeMap;

use perennial::analysis::disclosure::DISCLOSURES;
use perennial::model::equations;
use perennial::model::facts::{HARDWARE, SOURCES, ZONES};
use perennial::model::parameters::registry;
use perennial::model::validation::report;

use crate::markdown::{anchor, table};

/// Licences that ask for attribution wherever the data are shown, by how their names begin.
const ATTRIBUTION: [&str; 4] = ["CC BY", "ODbL", "Apache", "MPL"];

/// How often each source is cited, and by what.
fn citations() -> BTreeMap<String, BTreeMap<&'static str, usize>> {
    let mut found: BTreeMap<String, BTreeMap<&'static str, usize>> = BTreeMap::new();
    let mut cite = |keys: &str, by: &'static str| {
        for key in keys.split("; ").filter(|key| !key.is_empty()) {
            *found.entry(key.to_owned()).or_default().entry(by).or_default() += 1;
        }
    };
    registry().for_each(|parameter| cite(&parameter.sources.join("; "), "parameters"));
    equations::all().for_each(|equation| cite(&equation.sources.join("; "), "equations"));
    DISCLOSURES.iter().for_each(|disclosure| cite(disclosure.source, "disclosures of the report"));
    for zone in ZONES {
        cite(zone.source, "regions");
        cite(zone.trend_source, "trends of regions");
    }
    HARDWARE.iter().for_each(|device| cite(device.source, "accelerators"));
    report().rows.iter().for_each(|row| cite(row.source, "validation rows"));
    found
}

pub(crate) fn page() -> String {
    let citations = citations();
    let rows = SOURCES.iter().map(|source| {
        let cited = citations.get(source.key).map_or_else(String::new, |by| {
            by.iter().map(|(what, count)| format!("{what} {count}")).collect::<Vec<_>>().join(", ")
        });
        let licence = if source.licence.is_empty() { "not confirmed" } else { source.licence };
        [
            format!("<a id=\"{}\"></a>`{}`", anchor(source.key), source.key),
            source.authors.to_owned(),
            source.title.to_owned(),
            source.year.to_owned(),
            source.identifier.to_owned(),
            licence.to_owned(),
            cited,
        ]
    });
    let bibliography =
        table(["key", "authors or publisher", "title", "year", "where", "licence", "cited by"], rows);
    let attributed: String = SOURCES
        .iter()
        .filter(|source| ATTRIBUTION.iter().any(|start| source.licence.starts_with(start)))
        .map(|source| {
            let title = if source.title.is_empty() { source.identifier } else { source.title };
            format!(
                "- {}: {} ({}). Licence: {}. `{}`\n",
                source.authors, title, source.year, source.licence, source.key
            )
        })
        .collect();
    format!(
        "# Sources\n\n\
         Every figure names where it comes from by one of these keys. A title in [brackets] is a description, not a \
         title. The last column counts what cites the source.\n\n\
         A licence that is *not confirmed* has to be confirmed before the source's data are redistributed beyond the \
         figures quoted here.\n\n\
         ## Attribution\n\n\
         Required wherever these data are shown. Country intensities are Ember's, read through CO2.js 0.19.0, whose \
         readme labels its copy CC BY-SA. Of Electricity Maps only trends computed from its data are used; none of its \
         rows are included. Of the ML.ENERGY leaderboard only constants fitted to it are used.\n\n{attributed}\n\
         ## Bibliography\n\n{bibliography}"
    )
}

/// What is cited is in the bibliography.
pub(crate) fn check_citations() {
    let unknown: Vec<String> =
        citations().into_keys().filter(|key| !SOURCES.iter().any(|source| source.key == key)).collect();
    assert!(unknown.is_empty(), "not in sources.csv: {unknown:?}");
}
