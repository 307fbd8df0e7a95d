//! The texts of a language in two volumes: what the first view needs, and the rest. In the published page
//! each is fetched when it is needed; in every other build all of them are at hand.

use std::sync::OnceLock;

use super::Language;
use crate::app::later::later;

mod texts {
    include!(concat!(env!("OUT_DIR"), "/locales.rs"));
}

pub(crate) use crate::app::later::Missing;
pub(crate) use texts::key;

/// Between the texts of a volume.
const SEPARATOR: char = '\u{1}';

/// The texts of a volume in one language, in the order of their keys.
type Texts = Vec<&'static str>;

/// What has arrived, by language and volume.
static ARRIVED: [[OnceLock<Texts>; 2]; 2] = [const { [const { OnceLock::new() }; 2] }; 2];

later! { en_first, fn english() -> &'static str { texts::EN_0 } }
later! { zh_first, fn chinese() -> &'static str { texts::ZH_0 } }
later! { en_rest, fn more_english() -> &'static str { texts::EN_1 } }
later! { zh_rest, fn more_chinese() -> &'static str { texts::ZH_1 } }

/// The hashes of the keys of a volume, sorted, with their places.
fn hashes(volume: usize) -> &'static [(u32, u16)] {
    if volume == 0 { &texts::HASHES_0 } else { &texts::HASHES_1 }
}

fn arrived(language: Language, volume: usize) -> Option<&'static OnceLock<Texts>> {
    ARRIVED[usize::from(language == Language::Zh)].get(volume)
}

fn keep(language: Language, volume: usize, joined: &'static str) -> bool {
    let Some(place) = arrived(language, volume) else { return false };
    let new = place.get().is_none();
    place.get_or_init(|| joined.split(SEPARATOR).collect());
    new
}

/// All texts are at hand where nothing is fetched.
#[cfg(not(feature = "split"))]
fn texts_of(language: Language, volume: usize) -> Option<&'static Texts> {
    let joined = match (language, volume) {
        (Language::En, 0) => texts::EN_0,
        (Language::Zh, 0) => texts::ZH_0,
        (Language::En, _) => texts::EN_1,
        (Language::Zh, _) => texts::ZH_1,
    };
    let place = arrived(language, volume)?;
    Some(place.get_or_init(|| joined.split(SEPARATOR).collect()))
}

#[cfg(feature = "split")]
fn texts_of(language: Language, volume: usize) -> Option<&'static Texts> {
    arrived(language, volume)?.get()
}

/// A text by its place.
pub(super) fn text(language: Language, volume: usize, place: usize) -> Option<&'static str> {
    texts_of(language, volume)?.get(place).copied()
}

/// A text by its key.
pub(super) fn find(language: Language, key: &str) -> Option<&'static str> {
    // FNV-1a, as the build script computes it.
    let hash =
        key.bytes().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (0..2).find_map(|volume| {
        let hashes = hashes(volume);
        let index = hashes.binary_search_by_key(&hash, |(hash, _)| *hash).ok()?;
        text(language, volume, usize::from(hashes.get(index)?.1))
    })
}

/// Whether the first view can be shown in a language.
pub(super) fn has_first(language: Language) -> bool {
    texts_of(language, 0).is_some()
}

/// Fetches what the first view needs.
///
/// # Errors
/// If it cannot be fetched.
pub(crate) async fn fetch_first(language: Language) -> Result<(), Missing> {
    let joined = match language {
        Language::En => english().await?,
        Language::Zh => chinese().await?,
    };
    keep(language, 0, joined);
    Ok(())
}

/// Fetches the rest; whether it was not there before.
///
/// # Errors
/// If it cannot be fetched.
pub(super) async fn fetch_rest(language: Language) -> Result<bool, Missing> {
    let joined = match language {
        Language::En => more_english().await?,
        Language::Zh => more_chinese().await?,
    };
    Ok(keep(language, 1, joined))
}

/// Every key.
#[cfg(test)]
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    texts::KEYS_0.iter().chain(texts::KEYS_1).copied()
}
