//! Which disclosures of the GRI Standards the inventory and the energy table answer, by number and name.
//!
//! Only those whose definition ours is a part of: where ours is narrower, a word says by what. Not here, because
//! the definition is another one: 305-4 and 302-3 (our intensities mix scopes, and owned with rented energy, which
//! the standards want apart), 305-5 (reductions by initiatives against a base year), 303-3 and 303-5 (water is
//! computed from a site factor which does not part withdrawal and consumption). Codes of SASB are not used:
//! its text was not at hand to be quoted.

/// A disclosure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// Its number; key of texts: `disclosure.<number>` is its name, `narrower.<number>` by what ours is narrower.
    pub number: &'static str,
    /// Key of the standard in the bibliography.
    pub source: &'static str,
}

/// All that are answered, in the order of the document.
pub const DISCLOSURES: [Disclosure; 5] = [
    Disclosure { number: "305-1", source: "gri-305-2016" },
    Disclosure { number: "305-2", source: "gri-305-2016" },
    Disclosure { number: "305-3", source: "gri-305-2016" },
    Disclosure { number: "302-1", source: "gri-302-2016" },
    Disclosure { number: "302-2", source: "gri-302-2016" },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::inventory::Item;
    use crate::model::facts::SOURCES;

    #[test]
    fn every_disclosure_has_its_standard_in_the_bibliography() {
        for disclosure in DISCLOSURES {
            let standard = SOURCES.iter().find(|entry| entry.key == disclosure.source).unwrap();
            assert!(standard.title.starts_with(&format!("GRI {}:", &disclosure.number[..3])));
        }
        for (item, market) in Item::ALL.into_iter().flat_map(|item| [(item, false), (item, true)]) {
            let Some(number) = item.disclosure(market) else { continue };
            assert!(DISCLOSURES.iter().any(|known| known.number == number), "{number}");
        }
    }
}
