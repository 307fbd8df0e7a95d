//! `locales/<language>/*.toml` → two volumes of texts a language: what the plan page needs at once, and
//! the rest, so that neither the other language nor the long texts delay the first view.
//!
//! `[section] name = "text"` in `parameters.toml` gives the key `parameters.section.name`. A key that is
//! missing in one language fails the build. A volume is the texts, joined, in the order of
//! their keys; a key found at run time is looked up by its hash.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

const LANGUAGES: [&str; 2] = ["en", "zh"];

/// Between the texts of a volume.
const SEPARATOR: char = '\u{1}';

/// The files that the first view needs; of the others only names in the navigation, and offers.
const FIRST: [&str; 6] = ["library", "model", "outputs", "page", "parameters", "plan"];

/// Whether a text belongs to the volume of the first view: notes are read on demand.
fn is_first(key: &str) -> bool {
    let mut parts = key.split('.');
    let file = parts.next().unwrap_or_default();
    let last = parts.next_back().unwrap_or_default();
    let shown_at_once = last == "nav" || key.split('.').any(|part| part.starts_with("offer"));
    (FIRST.contains(&file) && last != "note") || shown_at_once
}

/// FNV-1a, as the page computes it.
fn hash(key: &str) -> u32 {
    key.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Files whose texts are found at run time, by the ids of a registry.
const FOUND_BY_ID: [&str; 3] = ["model", "outputs", "parameters"];

fn flatten(
    prefix: &str,
    value: &toml::Value,
    into: &mut BTreeMap<String, String>,
) -> Result<(), Box<dyn Error>> {
    match value {
        toml::Value::String(text) => {
            into.insert(prefix.to_owned(), text.trim_matches('\n').to_owned());
        }
        toml::Value::Table(table) => {
            for (key, value) in table {
                flatten(&format!("{prefix}.{key}"), value, into)?;
            }
        }
        other => return Err(format!("{prefix}: a text was expected, found {other}").into()),
    }
    Ok(())
}

pub(crate) fn generate(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut tables = Vec::new();
    for language in LANGUAGES {
        let mut table = BTreeMap::new();
        let mut files: Vec<_> = std::fs::read_dir(folder.join(language))?.collect::<Result<_, _>>()?;
        files.sort_by_key(std::fs::DirEntry::path);
        for file in files {
            let path = file.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
                let value: toml::Value = std::fs::read_to_string(&path)?
                    .parse::<toml::Table>()
                    .map_err(|error| format!("{}: {error}", path.display()))?
                    .into();
                flatten(&stem, &value, &mut table)?;
            }
        }
        tables.push(table);
    }
    for (a, b) in [(0, 1), (1, 0)] {
        let missing: Vec<&String> = tables[a].keys().filter(|key| !tables[b].contains_key(*key)).collect();
        if !missing.is_empty() {
            return Err(format!(
                "texts in locales/{} without one in locales/{}: {missing:?}",
                LANGUAGES[a], LANGUAGES[b]
            )
            .into());
        }
    }
    // The keys of each volume, sorted: related texts stay together, which makes them compress well.
    let mut volumes: [Vec<&String>; 2] = Default::default();
    for key in tables[0].keys() {
        volumes[usize::from(!is_first(key))].push(key);
    }
    let mut out = String::new();
    for (part, keys) in volumes.iter().enumerate() {
        let mut hashes: Vec<_> = keys.iter().enumerate().map(|(place, key)| (hash(key), place)).collect();
        hashes.sort_unstable();
        if let Some(pair) = hashes.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            let names = (keys[pair[0].1], keys[pair[1].1]);
            return Err(format!("two texts have keys of the same hash, rename one: {names:?}").into());
        }
        writeln!(out, "#[cfg(test)] pub(crate) static KEYS_{part}: &[&str] = &{keys:?};")?;
        writeln!(out, "/// Hashes of the keys of volume {part}, sorted, and the places of their texts.")?;
        writeln!(out, "pub(crate) static HASHES_{part}: [(u32, u16); {}] = {hashes:?};", hashes.len())?;
        for (language, table) in LANGUAGES.iter().zip(&tables) {
            let texts: Vec<&str> = keys.iter().map(|key| table[*key].as_str()).collect();
            if let Some(text) = texts.iter().find(|text| text.contains(SEPARATOR)) {
                return Err(format!("a text contains the separator: {text:?}").into());
            }
            let joined = texts.join(&SEPARATOR.to_string());
            let name = language.to_uppercase();
            writeln!(out, "/// Texts in the order of their keys.")?;
            writeln!(out, "pub(crate) static {name}_{part}: &str = {joined:?};")?;
        }
    }
    // One constant a text of the page, so that a misspelt key does not compile: those of `page.toml` by
    // their names, those of a page's own file with the file's name before, as `GUIDE_TITLE`.
    writeln!(out, "/// Keys of the page's own texts.\npub(crate) mod key {{ use crate::app::locale::Key;")?;
    for (part, keys) in volumes.iter().enumerate() {
        for (index, key) in keys.iter().enumerate() {
            let (file, name) = key.split_once('.').unwrap_or((key, ""));
            if FOUND_BY_ID.contains(&file) {
                continue;
            }
            let name = if file == "page" { name } else { key };
            let constant = name.replace(['.', '-'], "_").to_uppercase();
            writeln!(
                out,
                "#[allow(dead_code)] pub(crate) const {constant}: Key = Key::new({part}, {index});"
            )?;
        }
    }
    writeln!(out, "}}")?;
    Ok(out)
}
