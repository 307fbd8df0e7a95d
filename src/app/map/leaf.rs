//! What the map says of a leaf: what its moved levers do, or which way its levers pull. Pure.

use crate::analysis::effects::{self, OUTPUTS};
use crate::app::form::pulls::{Known, MARKS, Mark, mark, told, told_of, tone};
use crate::app::format::{self, Kind};
use crate::app::locale::{Language, key};
use crate::model::output::{HEADLINES, headline_index};
use crate::model::parameter::Leaf;

/// One output of a leaf, in the reader's language.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    /// The tone of its dimension.
    pub(super) tone: &'static str,
    /// `better`, `worse` or nothing.
    pub(super) verdict: &'static str,
    /// Its name.
    pub(super) name: &'static str,
    /// What stands beside the name: an amount, or triangles.
    pub(super) shown: String,
    /// The change in full.
    pub(super) told: String,
}

/// A leaf, in the reader's language.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LeafWords {
    /// Whether levers were moved in it.
    pub(super) moved: bool,
    /// Profit, carbon, society, quality.
    pub(super) words: Vec<Word>,
}

impl LeafWords {
    /// What the leaf does, for those who do not see the map.
    pub(super) fn sentence(&self, language: Language) -> String {
        let key = if self.moved { key::PLAN_MAP_MOVED } else { key::PLAN_MAP_PULLS };
        let parts: Vec<String> =
            self.words.iter().map(|word| format!("{} {}", word.name, word.told)).collect();
        language.fill(key, &[("effects", &parts.join("; "))])
    }
}

/// What is known of a leaf.
pub(super) fn leaf_words(known: &Known, at: usize, language: Language) -> Option<LeafWords> {
    let better = effects::better();
    let moves = known.moves.get(at).copied().flatten();
    let pull = known.leaves.get(at)?;
    let mut largest = [0.0_f64; OUTPUTS.len()];
    for leaf in &known.leaves {
        for (largest, change) in largest.iter_mut().zip(leaf.change) {
            *largest = largest.max(change.map_or(0.0, f64::abs));
        }
    }
    let changes = moves.unwrap_or(pull.change);
    let word = |usual: (usize, crate::app::locale::Key)| {
        let (output, name) = told_of(usual, &changes, &largest);
        let change = changes[output];
        let Mark { sign, verdict } = mark(change, largest[output], better[output]);
        let shown = match (moves, verdict) {
            (Some(_), "better" | "worse") => {
                change.map_or(sign.to_owned(), |change| amount(output, change, language))
            }
            _ => sign.to_owned(),
        };
        Word {
            tone: tone(output),
            verdict,
            name: language.text(name),
            shown,
            told: told(output, change, verdict, language),
        }
    };
    Some(LeafWords { moved: moves.is_some(), words: MARKS.into_iter().map(word).collect() })
}

/// A change of an output, as short as it can be said; the note below the map says that carbon is in tonnes.
fn amount(output: usize, change: f64, language: Language) -> String {
    let unit = OUTPUTS
        .get(output)
        .and_then(|(id, _)| headline_index(id))
        .and_then(|index| HEADLINES.get(index))
        .map_or("", |row| row.unit);
    format::change(change, Kind::of(unit), language, 2)
}

/// The leaf that does most to an output, among those with moved levers: its place, and the change.
pub(super) fn strongest(known: &Known, output: usize) -> Option<(Leaf, f64)> {
    Leaf::ALL
        .into_iter()
        .zip(known.moves)
        .filter_map(|(leaf, change)| Some((leaf, change?[output]?)))
        .filter(|(_, change)| *change != 0.0)
        .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))
}
