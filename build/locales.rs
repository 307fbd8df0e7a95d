//! `locales/<language>/*.toml` → one table of keys and one of texts a language.
//!
//! `[section] name = "text"` in `parameters.toml` gives the key `parameters.section.name`. A key that is
//! missing in one language fails the build.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

const LANGUAGES: [&str; 2] = ["en", "zh"];

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
    let mut out = String::new();
    writeln!(out, "/// Every key, sorted.\npub(crate) static KEYS: &[&str] = &[")?;
    for key in tables[0].keys() {
        writeln!(out, "{key:?},")?;
    }
    writeln!(out, "];")?;
    for (language, table) in LANGUAGES.iter().zip(&tables) {
        writeln!(
            out,
            "/// Texts in the order of [`KEYS`].\npub(crate) static {}: &[&str] = &[",
            language.to_uppercase()
        )?;
        for text in table.values() {
            writeln!(out, "{text:?},")?;
        }
        writeln!(out, "];")?;
    }
    // One constant a text of the page, so that a misspelt key does not compile: those of `page.toml` by
    // their names, those of a page's own file with the file's name before, as `GUIDE_TITLE`.
    writeln!(out, "/// Keys of the page's own texts.\npub(crate) mod key {{ use super::super::Key;")?;
    for (index, key) in tables[0].keys().enumerate() {
        let (file, name) = key.split_once('.').unwrap_or((key, ""));
        if FOUND_BY_ID.contains(&file) {
            continue;
        }
        let name = if file == "page" { name } else { key };
        let constant = name.replace(['.', '-'], "_").to_uppercase();
        writeln!(out, "#[allow(dead_code)] pub(crate) const {constant}: Key = Key({index});")?;
    }
    writeln!(out, "}}")?;
    Ok(out)
}
