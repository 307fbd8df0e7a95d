//! How the charts and figures are read.

use leptos::prelude::*;

use super::Part;
use super::cases::RANGES;
use super::prose::Prose;
use super::table::CaseTable;
use crate::app::locale::{Key, key};

/// The parts, for the table of contents.
pub(super) const PLACES: [(&str, Key); 8] = [
    ("one-chart", key::GUIDE_READING_ONE_CHART),
    ("money", key::GUIDE_READING_MONEY),
    ("location-market", key::GUIDE_READING_LOCATION_MARKET),
    ("embodied", key::GUIDE_READING_EMBODIED),
    ("uncertainty", key::GUIDE_READING_UNCERTAINTY),
    ("quality-gap", key::GUIDE_READING_QUALITY_GAP),
    ("sci", key::GUIDE_READING_SCI),
    ("trust", key::GUIDE_READING_TRUST),
];

/// The section.
#[component]
pub(super) fn Reading() -> impl IntoView {
    let ranges = ["base".to_owned()]
        .into_iter()
        .chain(RANGES.iter().flat_map(|id| [format!("low-{id}"), format!("high-{id}")]))
        .collect::<Vec<_>>();
    view! {
        <Part place="one-chart" title=key::GUIDE_READING_ONE_CHART><Prose text=key::GUIDE_TEXT_ONE_CHART/></Part>
        <Part place="money" title=key::GUIDE_READING_MONEY><Prose text=key::GUIDE_TEXT_MONEY/></Part>
        <Part place="location-market" title=key::GUIDE_READING_LOCATION_MARKET>
            <Prose text=key::GUIDE_TEXT_LOCATION_MARKET/>
        </Part>
        <Part place="embodied" title=key::GUIDE_READING_EMBODIED><Prose text=key::GUIDE_TEXT_EMBODIED/></Part>
        <Part place="uncertainty" title=key::GUIDE_READING_UNCERTAINTY>
            <Prose text=key::GUIDE_TEXT_UNCERTAINTY/>
            <CaseTable
                caption=key::GUIDE_TABLE_RANGES
                rows=ranges
                columns=&["npv-usd", "break-even-month", "total-carbon-location-t"]
            />
        </Part>
        <Part place="quality-gap" title=key::GUIDE_READING_QUALITY_GAP>
            <Prose text=key::GUIDE_TEXT_QUALITY_GAP/>
        </Part>
        <Part place="sci" title=key::GUIDE_READING_SCI><Prose text=key::GUIDE_TEXT_SCI/></Part>
        <Part place="trust" title=key::GUIDE_READING_TRUST><Prose text=key::GUIDE_TEXT_TRUST/></Part>
    }
}
