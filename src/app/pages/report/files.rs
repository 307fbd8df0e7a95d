//! The files to take away: the document as HTML and Markdown, the plan and its results as workbook, table
//! and JSON.

use super::subject::Made;
use super::words::Words;
use super::{Pictures, html_file};
use crate::analysis::report::markdown;
use crate::analysis::workbook::workbook;
use crate::app::chart::{save_bytes, save_text};
use crate::app::library::file_name;
use crate::app::locale::{Key, key};
use crate::model::simulate::Keep;
use crate::scenario::export::{Lay, to_json, yearly_csv};
use crate::scenario::run;

/// One kind of file.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    /// Its ending.
    pub(super) id: &'static str,
    /// Its name.
    pub(super) name: Key,
    /// What is in it.
    pub(super) label: Key,
}

const fn kind(id: &'static str, name: Key, label: Key) -> Kind {
    Kind { id, name, label }
}

/// All of them.
pub(super) const KINDS: [Kind; 5] = [
    kind("html", key::REPORT_PAGE_HTML, key::REPORT_PAGE_HTML_LABEL),
    kind("md", key::REPORT_PAGE_MARKDOWN, key::REPORT_PAGE_MARKDOWN_LABEL),
    kind("xlsx", key::REPORT_PAGE_XLSX, key::REPORT_PAGE_XLSX_LABEL),
    kind("csv", key::REPORT_PAGE_CSV, key::REPORT_PAGE_CSV_LABEL),
    kind("json", key::REPORT_PAGE_JSON, key::REPORT_PAGE_JSON_LABEL),
];

/// Saves a file. Answers its name, and whether the browser took it.
pub(super) fn save(kind: Kind, made: &Made, pictures: &Pictures) -> (String, bool) {
    let words = Words { language: made.language };
    let name = file_name(&made.file.name, kind.id);
    let run_of_years = made.results.run();
    let text = |kind: &str, text: &str| save_text(&name, kind, text);
    let saved = match kind.id {
        "html" => text("text/html", &html_file(made, pictures)),
        "md" => text("text/markdown", &made.with_report(|report, _| markdown(report, &words, &|_| None))),
        "xlsx" => {
            // Quarters need the months, which the page does not keep.
            let months = run(&made.file.scenario, Keep::Months);
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            save_bytes(&name, kind, &workbook(&made.file, &months, &words))
        }
        // The mark tells spreadsheets that the text is UTF-8.
        "csv" => {
            let table = yearly_csv(run_of_years, None, Lay::OutputRows, &words);
            text("text/csv", &format!("\u{feff}{table}"))
        }
        _ => text("application/json", &format!("{:#}\n", to_json(&made.file, run_of_years))),
    };
    let done = saved.is_ok();
    (name, done)
}
