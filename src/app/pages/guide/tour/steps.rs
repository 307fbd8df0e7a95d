//! The steps of the tour, each with the element of the page that it speaks of.

use crate::app::locale::{Key, key};

/// One step.
pub(super) struct Step {
    /// Id in tests and styles.
    pub(super) id: &'static str,
    /// CSS selectors of the element, the first that is there; none where the step speaks of the address.
    pub(super) elements: &'static [&'static str],
    /// Title.
    pub(super) title: Key,
    /// What it says.
    pub(super) text: Key,
    /// The lever that the person is asked to move, by registry id.
    pub(super) lever: Option<&'static str>,
}

const fn step(id: &'static str, elements: &'static [&'static str], title: Key, text: Key) -> Step {
    Step { id, elements, title, text, lever: None }
}

/// The steps in order.
pub(super) const STEPS: &[Step] = &[
    step("preset", &[".presets"], key::GUIDE_TOUR_PRESET_TITLE, key::GUIDE_TOUR_PRESET_TEXT),
    step("headline", &[".lead"], key::GUIDE_TOUR_HEADLINE_TITLE, key::GUIDE_TOUR_HEADLINE_TEXT),
    Step {
        id: "lever",
        elements: &["[data-parameter=\"cfe-share\"]"],
        title: key::GUIDE_TOUR_LEVER_TITLE,
        text: key::GUIDE_TOUR_LEVER_TEXT,
        lever: Some("cfe-share"),
    },
    step(
        "finding",
        &["[data-chart=\"carbon\"] figcaption", "[data-chart=\"carbon\"]"],
        key::GUIDE_TOUR_FINDING_TITLE,
        key::GUIDE_TOUR_FINDING_TEXT,
    ),
    step(
        "methods",
        &["[data-chart=\"carbon\"] .legend", "[data-chart=\"carbon\"]"],
        key::GUIDE_TOUR_METHODS_TITLE,
        key::GUIDE_TOUR_METHODS_TEXT,
    ),
    step(
        "table",
        &["[data-chart=\"carbon\"] .chart-foot", "[data-chart=\"carbon\"]"],
        key::GUIDE_TOUR_TABLE_TITLE,
        key::GUIDE_TOUR_TABLE_TEXT,
    ),
    step("address", &[], key::GUIDE_TOUR_ADDRESS_TITLE, key::GUIDE_TOUR_ADDRESS_TEXT),
    step(
        "language",
        &["[data-action=\"lang\"]"],
        key::GUIDE_TOUR_LANGUAGE_TITLE,
        key::GUIDE_TOUR_LANGUAGE_TEXT,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parameters::index_of;

    #[test]
    fn every_lever_is_one() {
        for step in STEPS {
            assert!(step.lever.is_none_or(|lever| index_of(lever).is_some()), "{}", step.id);
        }
        assert_eq!(STEPS.iter().filter(|step| step.lever.is_some()).count(), 1);
    }
}
