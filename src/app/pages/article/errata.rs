//! What the article prints, what its own code gives, and why the two differ.

use leptos::prelude::*;

use crate::app::format;
use crate::app::locale::{Key, key, t, use_locale};
use crate::model::article::{ArticleInputs, ArticleResults, PRINTED};

/// Name and access of a printed result.
fn result(id: &str, results: &ArticleResults) -> (Key, f64) {
    match id {
        "profit" => (key::ARTICLE_PROFIT, results.profit),
        "social_impact" => (key::ARTICLE_SOCIAL_IMPACT, results.social_impact),
        _ => (key::ARTICLE_CARBON_EMISSION, results.carbon_emission),
    }
}

/// The remarks, each a title and a text.
const REMARKS: [(Key, Key); 7] = [
    (key::ERRATA_PLOT_TITLE, key::ERRATA_PLOT_TEXT),
    (key::ERRATA_AXES_TITLE, key::ERRATA_AXES_TEXT),
    (key::ERRATA_QUADRATIC_TITLE, key::ERRATA_QUADRATIC_TEXT),
    (key::ERRATA_SYMBOLS_TITLE, key::ERRATA_SYMBOLS_TEXT),
    (key::ERRATA_FALL_TITLE, key::ERRATA_FALL_TEXT),
    (key::ERRATA_CIRCLE_TITLE, key::ERRATA_CIRCLE_TEXT),
    (key::ERRATA_MAP_TITLE, key::ERRATA_MAP_TEXT),
];

/// What each doubly used letter means in the article.
const SYMBOLS: [(&str, Key, Key); 3] = [
    ("S", key::ERRATA_S_ONE, key::ERRATA_S_TWO),
    ("E", key::ERRATA_E_ONE, key::ERRATA_E_TWO),
    ("R", key::ERRATA_R_ONE, key::ERRATA_R_TWO),
];

/// The errata.
#[component]
pub(super) fn Errata() -> impl IntoView {
    let locale = use_locale();
    let results = ArticleInputs::default().evaluate();
    let rows = PRINTED
        .iter()
        .map(|(id, printed)| {
            let (name, computed) = result(id, &results);
            let number = move |value: f64| move || format::number(value, locale.get(), 6);
            let off = move || format::percent(printed / computed - 1.0, locale.get(), 3);
            view! {
                <tr data-erratum=*id>
                    <th scope="row">{t(name)}</th>
                    <td><data class="printed" value=format::machine(Some(*printed))>{number(*printed)}</data></td>
                    <td><data class="computed" value=format::machine(Some(computed))>{number(computed)}</data></td>
                    <td>{off}</td>
                </tr>
            }
        })
        .collect_view();
    let symbols = SYMBOLS
        .map(|(letter, one, two)| {
            view! { <tr><th scope="row"><var lang="en">{letter}</var></th><td>{t(one)}</td><td>{t(two)}</td></tr> }
        })
        .collect_view();
    let remarks = REMARKS
        .map(|(title, text)| view! { <div class="remark"><h3>{t(title)}</h3><p>{t(text)}</p></div> })
        .collect_view();
    view! {
        <p class="prose">{t(key::ARTICLE_ERRATA_TEXT)}</p>
        <div class="errata-tables">
            <div class="table-scroll"><table class="data-table errata">
                <caption>{t(key::ERRATA_TABLE)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t(key::ERRATA_QUANTITY)}</th>
                        <th scope="col">{t(key::ERRATA_PRINTED)}</th>
                        <th scope="col">{t(key::ERRATA_COMPUTED)}</th>
                        <th scope="col">{t(key::ERRATA_OFF)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table></div>
            <table class="data-table symbols">
                <caption>{t(key::ERRATA_SYMBOLS_TABLE)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t(key::ERRATA_LETTER)}</th>
                        <th scope="col">{t(key::ERRATA_MEANS_ONE)}</th>
                        <th scope="col">{t(key::ERRATA_MEANS_TWO)}</th>
                    </tr>
                </thead>
                <tbody>{symbols}</tbody>
            </table>
        </div>
        <div class="remarks">{remarks}</div>
    }
}
