//! Tables as an Office Open XML workbook (ECMA-376, SpreadsheetML), written by hand: texts inline, eight
//! styles, no formulas, no compression. Why not a crate: `docs/decisions/xlsx.md`.

use std::fmt::Write;

use super::zip;
use crate::scenario::link::number_text;

/// How a cell is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// As the program that opens it likes.
    #[default]
    Plain,
    /// Bold: headers and headings.
    Strong,
    /// Whole numbers in groups: 1,234.
    Whole,
    /// The same in bold: totals.
    StrongWhole,
    /// Per cent with one decimal.
    Share,
    /// With two decimals.
    Decimal,
    /// A title: large and bold.
    Title,
    /// Long text, wrapped.
    Wrapped,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(String, Style),
    /// A number; one that is not finite is an empty cell.
    Number(f64, Style),
}

impl Cell {
    /// A text in the plain style.
    pub fn text(text: impl Into<String>) -> Self {
        Cell::Text(text.into(), Style::Plain)
    }
    /// A text in bold.
    pub fn strong(text: impl Into<String>) -> Self {
        Cell::Text(text.into(), Style::Strong)
    }
    /// A number, or nothing where there is none.
    #[must_use]
    pub fn number(value: Option<f64>, style: Style) -> Self {
        value.map_or(Cell::Empty, |value| Cell::Number(value, style))
    }
}

/// A sheet: a name, rows, and how wide its columns are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Shown on the tab; held to what a workbook allows.
    pub name: String,
    /// Rows from the top.
    pub rows: Vec<Vec<Cell>>,
    /// Widths in characters, from the first column; the last holds for the rest.
    pub widths: Vec<f64>,
    /// Rows and columns that stay in sight.
    pub frozen: (usize, usize),
}

/// Letters of a column, counted from 0: A, …, Z, AA.
fn column_name(mut index: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + (index % 26) as u8);
        index /= 26;
        if index == 0 {
            break;
        }
        index -= 1;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// Text for XML: marks escaped, characters that XML 1.0 does not know left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => out.push(character),
            _ => {}
        }
    }
    out
}

/// Longest text of a cell, in UTF-16 units.
const MAX_TEXT: usize = 32_767;
/// Longest name of a sheet, in UTF-16 units.
const MAX_NAME: usize = 31;

/// The beginning of a text of at most so many UTF-16 units.
fn cut(text: &str, most: usize) -> &str {
    let mut units = 0;
    for (at, character) in text.char_indices() {
        units += character.len_utf16();
        if units > most {
            return &text[..at];
        }
    }
    text
}

/// A name that a sheet may have and no earlier one has.
fn sheet_name(name: &str, taken: &[String]) -> String {
    let clean: String =
        name.chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c }).collect();
    let clean = clean.trim().trim_matches('\'');
    let clean = if clean.is_empty() { "Sheet" } else { clean };
    let same = |candidate: &String| taken.iter().any(|name| name.to_lowercase() == candidate.to_lowercase());
    let numbered = |number: usize| match number {
        1 => cut(clean, MAX_NAME).to_owned(),
        _ => {
            let suffix = format!(" ({number})");
            format!("{}{suffix}", cut(clean, MAX_NAME - suffix.len()).trim_end())
        }
    };
    (1..).map(numbered).find(|candidate| !same(candidate)).unwrap_or_default()
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The styles, in the order of [`Style`].
fn styles() -> String {
    let formats = [(0, 0), (0, 1), (3, 0), (3, 1), (164, 0), (4, 0), (0, 2), (0, 0)];
    let mut cells = String::new();
    for (index, (number, font)) in formats.iter().enumerate() {
        let wrap = if index == Style::Wrapped as usize {
            " applyAlignment=\"1\"><alignment wrapText=\"1\" vertical=\"top\"/></xf>"
        } else {
            "/>"
        };
        let _ = write!(
            cells,
            "<xf numFmtId=\"{number}\" fontId=\"{font}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" \
             applyNumberFormat=\"1\" applyFont=\"1\"{wrap}"
        );
    }
    let font = |attributes: &str, size: u8| {
        format!("<font>{attributes}<sz val=\"{size}\"/><name val=\"Calibri\"/><family val=\"2\"/></font>")
    };
    format!(
        "{HEAD}<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"0.0%\"/></numFmts>\
         <fonts count=\"3\">{}{}{}</fonts>\
         <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
         <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"{}\">{cells}</cellXfs>\
         <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
        font("", 11),
        font("<b/>", 11),
        font("<b/>", 16),
        formats.len(),
    )
}

fn sheet_xml(sheet: &Sheet, selected: bool) -> String {
    let mut out = format!("{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\"");
    if selected {
        out.push_str(" tabSelected=\"1\"");
    }
    match sheet.frozen {
        (0, 0) => out.push_str("/>"),
        (rows, columns) => {
            let corner = format!("{}{}", column_name(columns), rows + 1);
            let pane = match (rows, columns) {
                (0, _) => "topRight",
                (_, 0) => "bottomLeft",
                _ => "bottomRight",
            };
            out.push_str("><pane");
            for (name, split) in [("xSplit", columns), ("ySplit", rows)] {
                if split > 0 {
                    let _ = write!(out, " {name}=\"{split}\"");
                }
            }
            let _ = write!(
                out,
                " topLeftCell=\"{corner}\" activePane=\"{pane}\" state=\"frozen\"/><selection pane=\"{pane}\"/></sheetView>"
            );
        }
    }
    out.push_str("</sheetViews>");
    let columns = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    if let (Some(last), true) = (sheet.widths.last(), columns > 0) {
        out.push_str("<cols>");
        for index in 0..columns {
            let (width, number) = (sheet.widths.get(index).unwrap_or(last), index + 1);
            let _ =
                write!(out, "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>");
        }
        out.push_str("</cols>");
    }
    out.push_str("<sheetData>");
    for (number, row) in (1..).zip(&sheet.rows) {
        let _ = write!(out, "<row r=\"{number}\">");
        for (index, cell) in row.iter().enumerate() {
            let name = || format!("{}{number}", column_name(index));
            match cell {
                Cell::Text(text, style) if !text.is_empty() => {
                    let (name, style, text) = (name(), *style as usize, escaped(cut(text, MAX_TEXT)));
                    let _ = write!(
                        out,
                        "<c r=\"{name}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
                    );
                }
                Cell::Number(value, style) if value.is_finite() => {
                    let (name, style, value) = (name(), *style as usize, number_text(*value));
                    let _ = write!(out, "<c r=\"{name}\" s=\"{style}\"><v>{value}</v></c>");
                }
                _ => {}
            }
        }
        out.push_str("</row>");
    }
    out.push_str("</sheetData></worksheet>");
    out
}

/// The workbook of sheets, as the bytes of a `.xlsx` file. The same sheets give the same bytes. A workbook
/// needs a sheet: without any, an empty one is written.
#[must_use]
pub fn workbook(sheets: &[Sheet]) -> Vec<u8> {
    let empty = [Sheet::default()];
    let sheets = if sheets.is_empty() { &empty[..] } else { sheets };
    let mut names: Vec<String> = Vec::new();
    for sheet in sheets {
        let name = sheet_name(&sheet.name, &names);
        names.push(name);
    }
    let (mut types, mut list, mut relations) = (String::new(), String::new(), String::new());
    let spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    for (number, name) in (1..).zip(&names) {
        let _ = write!(
            types,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{spreadsheet}.worksheet+xml\"/>"
        );
        let _ = write!(list, "<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>", escaped(name));
        let _ = write!(
            relations,
            "<Relationship Id=\"rId{number}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
    }
    let styles_id = names.len() + 1;
    let mut files = vec![
        (
            "[Content_Types].xml",
            format!(
                "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">\
                 <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
                 <Override PartName=\"/xl/workbook.xml\" ContentType=\"{spreadsheet}.sheet.main+xml\"/>\
                 <Override PartName=\"/xl/styles.xml\" ContentType=\"{spreadsheet}.styles+xml\"/>{types}</Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" \
                 Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{list}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}<Relationship \
                 Id=\"rId{styles_id}\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        ("xl/styles.xml", styles()),
    ]
    .into_iter()
    .map(|(name, text)| (name.to_owned(), text.into_bytes()))
    .collect::<Vec<_>>();
    for (index, sheet) in sheets.iter().enumerate() {
        let name = format!("xl/worksheets/sheet{}.xml", index + 1);
        files.push((name, sheet_xml(sheet, index == 0).into_bytes()));
    }
    zip::archive(&files)
}

#[cfg(test)]
mod tests {
    use super::super::zip::tests::members;
    use super::*;

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        for (index, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")] {
            assert_eq!(column_name(index), name);
        }
    }

    #[test]
    fn names_are_held_to_what_a_workbook_allows() {
        let mut taken = Vec::new();
        for (given, held) in [
            ("Carbon [t]/year", "Carbon  t  year"),
            ("", "Sheet"),
            ("sheet", "sheet (2)"),
            ("'x'", "x"),
            (&"长".repeat(40), &"长".repeat(31)),
            (&"长".repeat(41), &format!("{} (2)", "长".repeat(27))),
        ] {
            let name = sheet_name(given, &taken);
            assert_eq!(name, held);
            taken.push(name);
        }
    }

    #[test]
    fn a_workbook_has_its_parts() {
        let sheet = Sheet {
            name: "A & B".into(),
            rows: vec![
                vec![Cell::strong("<x>\u{1}"), Cell::Empty, Cell::Number(0.1, Style::Share)],
                vec![Cell::Number(f64::NAN, Style::Plain), Cell::text(""), Cell::Number(1e300, Style::Plain)],
            ],
            widths: vec![30.0, 12.0],
            frozen: (1, 1),
        };
        let bytes = workbook(&[sheet.clone(), sheet.clone()]);
        assert_eq!(bytes, workbook(&[sheet.clone(), sheet]));
        let members = members(&bytes);
        let text = |name: &str| {
            let (_, content) = members.iter().find(|(member, _)| member == name).unwrap();
            String::from_utf8(content.clone()).unwrap()
        };
        assert_eq!(members.len(), 7);
        assert!(
            text("xl/workbook.xml").contains("<sheet name=\"A &amp; B (2)\" sheetId=\"2\" r:id=\"rId2\"/>")
        );
        let sheet = text("xl/worksheets/sheet1.xml");
        assert!(sheet.contains(">&lt;x&gt;</t>") && sheet.contains("<c r=\"C1\" s=\"4\"><v>0.1</v></c>"));
        assert!(sheet.contains("<v>1e300</v>") && !sheet.contains("r=\"A2\"") && !sheet.contains("r=\"B2\""));
        assert!(sheet.contains("topLeftCell=\"B2\""));
        assert_eq!(text("xl/styles.xml").matches("<xf ").count(), 9);
        assert_eq!(super::super::zip::tests::members(&workbook(&[])).len(), 6);
    }
}
