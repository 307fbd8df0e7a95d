//! Links and files of older versions, brought to the present one.
//!
//! A link says only what differs from the defaults of its version. When a version changes a default, a name
//! or a meaning, one pure step is added to [`CHAIN`]; it rewrites keys and texts so that they say the same
//! company against the new defaults (a changed default: add the old one where the key is absent, unless a
//! `preset` gives the rest). Steps are never edited once published.
//!
//! Version 0 is the model before its first release; it has no frozen defaults, and links that already say
//! `v=1` are read like it until version 1 is frozen.

use super::link::Pairs;
use crate::model::MODEL_VERSION;

/// The version that links may already carry before it is frozen.
const ANNOUNCED: u32 = 1;

/// One version to the next.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The version it reads; it writes the next.
    pub from: u32,
    /// What changes.
    pub apply: fn(Pairs) -> Pairs,
}

/// Every step there is, oldest first.
pub const CHAIN: &[Step] = &[];

/// Whether links of a version can be read.
#[must_use]
pub fn is_known(version: u32) -> bool {
    (0..=MODEL_VERSION).contains(&version) || version == ANNOUNCED
}

/// Keys and texts of a version as the present version has them.
#[must_use]
pub fn to_present(version: u32, pairs: Pairs) -> Pairs {
    along(CHAIN, version, pairs)
}

/// Keys and texts of a version after every step of a chain that begins at it or later.
fn along(chain: &[Step], version: u32, pairs: Pairs) -> Pairs {
    chain.iter().filter(|step| step.from >= version).fold(pairs, |pairs, step| (step.apply)(pairs))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(pairs: Pairs) -> Pairs {
        pairs.into_iter().map(|(key, text)| (if key == "old" { "new".into() } else { key }, text)).collect()
    }

    fn default_changed(mut pairs: Pairs) -> Pairs {
        if !pairs.iter().any(|(key, _)| key == "pue") {
            pairs.push(("pue".into(), "1.2".into()));
        }
        pairs
    }

    #[test]
    fn each_version_takes_the_steps_from_its_own_on() {
        let chain = [Step { from: 0, apply: renamed }, Step { from: 1, apply: default_changed }];
        let pairs = |list: &[(&str, &str)]| -> Pairs {
            list.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
        };
        let link = pairs(&[("old", "3")]);
        assert_eq!(along(&chain, 0, link.clone()), pairs(&[("new", "3"), ("pue", "1.2")]));
        assert_eq!(along(&chain, 1, link.clone()), pairs(&[("old", "3"), ("pue", "1.2")]));
        assert_eq!(along(&chain, 2, link.clone()), link);
    }

    #[test]
    fn the_chain_leads_to_the_present_version() {
        assert!(CHAIN.windows(2).all(|pair| pair[0].from < pair[1].from));
        assert!(CHAIN.iter().all(|step| (0..MODEL_VERSION).contains(&step.from)));
        assert!(is_known(0) && is_known(MODEL_VERSION) && is_known(1) && !is_known(7_000));
    }
}
