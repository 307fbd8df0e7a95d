//! Reads `tests/vectors`.

use std::collections::HashMap;
use std::path::PathBuf;

/// One row of a CSV file by column.
pub(crate) struct Row(HashMap<String, String>);

impl Row {
    /// A number; none where the cell is blank.
    pub(crate) fn get(&self, column: &str) -> Option<f64> {
        let text = self.0.get(column).unwrap_or_else(|| panic!("no column {column}"));
        (!text.is_empty()).then(|| text.parse().unwrap())
    }
    /// A number that must be there.
    pub(crate) fn number(&self, column: &str) -> f64 {
        self.get(column).unwrap_or_else(|| panic!("{column} is blank"))
    }
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name)
}

/// The rows of a CSV file whose first line is a comment.
pub(crate) fn csv(name: &str) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(path(name)).unwrap();
    reader.deserialize().map(|row| Row(row.unwrap())).collect()
}

/// A JSON file.
pub(crate) fn json(name: &str) -> serde_json::Value {
    serde_json::from_str(&std::fs::read_to_string(path(name)).unwrap()).unwrap()
}

/// Fails unless `ours` is within `tolerance` of `theirs`, relative.
#[track_caller]
pub(crate) fn assert_relative(ours: f64, theirs: f64, tolerance: f64, what: &str) {
    let error = if theirs == 0.0 { ours.abs() } else { (ours / theirs - 1.0).abs() };
    assert!(error <= tolerance, "{what}: {ours:?} against {theirs:?}, {error:e} off");
}

/// Fails unless `ours` is within `tolerance` of `theirs`, absolute.
#[track_caller]
pub(crate) fn assert_absolute(ours: f64, theirs: f64, tolerance: f64, what: &str) {
    assert!((ours - theirs).abs() <= tolerance, "{what}: {ours:?} against {theirs:?}");
}
