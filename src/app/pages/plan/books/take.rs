//! Taking a table away: to the clipboard, as spreadsheets paste it, or as CSV.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::app::chart::save_text;
use crate::app::locale::{Key, key, t, use_locale};

/// Rows of cells, parted by tabs; spreadsheets take them as they are.
pub(super) fn tsv(rows: &[Vec<String>]) -> String {
    let clean = |cell: &String| cell.replace(['\t', '\r', '\n'], " ");
    rows.iter().map(|row| row.iter().map(clean).collect::<Vec<_>>().join("\t") + "\n").collect()
}

/// Rows of cells as CSV (RFC 4180).
pub(super) fn csv(rows: &[Vec<String>]) -> String {
    let cell = |cell: &String| {
        if cell.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n").collect()
}

/// The two buttons. `rows` is asked when they are pressed.
#[component]
pub(super) fn Take(
    /// Name of the file, and of the table in tests.
    #[prop(into)]
    id: Signal<String>,
    /// The table as cells, unrounded.
    rows: Callback<(), Vec<Vec<String>>>,
) -> impl IntoView {
    let locale = use_locale();
    let said = RwSignal::new(None::<Key>);
    let copy = move |_| {
        let text = tsv(&rows.run(()));
        leptos::task::spawn_local(async move {
            let clipboard = window().navigator().clipboard();
            // Without a secure context there is none.
            let copied =
                !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(&text)).await.is_ok();
            said.try_set(Some(if copied { key::PLAN_BOOKS_COPIED } else { key::PLAN_BOOKS_NOT_COPIED }));
        });
    };
    let save = move |_| {
        let name = format!("perennial-{}.csv", id.get_untracked());
        // The mark tells spreadsheets that the text is UTF-8.
        if save_text(&name, "text/csv", &format!("\u{feff}{}", csv(&rows.run(())))).is_err() {
            said.set(Some(key::PLAN_BOOKS_NOT_SAVED));
        }
    };
    view! {
        <p class="books-take">
            <button type="button" class="quiet" data-take="copy" on:click=copy>{t(key::PLAN_BOOKS_COPY)}</button>
            <button type="button" class="quiet" data-take="csv" on:click=save>"CSV"</button>
            <span class="aside" role="status">{move || said.get().map(|text| locale.get().text(text))}</span>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_survive_what_stands_in_them() {
        let rows = [vec!["a\tb".to_owned(), "1".to_owned()], vec!["c,\"d\"".to_owned(), String::new()]];
        assert_eq!(tsv(&rows), "a b\t1\nc,\"d\"\t\n");
        assert_eq!(csv(&rows), "a\tb,1\r\n\"c,\"\"d\"\"\",\r\n");
    }
}
