//! The document as one HTML file: styles inside, charts as inline SVG, no script, nothing from elsewhere.

use std::fmt::Write;

use super::{Block, Emphasis, Report, ReportLabels, Table, Text, words};
use crate::analysis::finding::Chart;

/// For screen and paper: pages are numbered, charts and rows are not cut, heads of tables repeat.
const STYLE: &str = "\
:root{color-scheme:light}\
body{font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:62rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:2rem;line-height:1.2}h2{font-size:1.35rem;margin-top:2.5rem;border-bottom:1px solid #bbb}\
figure{margin:1.5rem 0}figcaption{font-weight:600}figure svg{max-width:100%;height:auto}\
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.85rem;margin:1rem 0;font-variant-numeric:tabular-nums}\
caption{text-align:left;font-weight:600;padding:.25rem 0}\
th,td{padding:.2rem .5rem;text-align:left;vertical-align:top;border-bottom:1px solid #ddd}\
th{border-bottom:1px solid #666}.figure{text-align:right;white-space:nowrap}tr.strong{font-weight:600}\
dt{font-weight:600}dd{margin:0 0 .5rem;overflow-wrap:anywhere}li{overflow-wrap:anywhere}\
@page{size:A4;margin:18mm 15mm 20mm;@bottom-right{content:counter(page) \" / \" counter(pages)}}\
@media print{body{font-size:10pt;margin:0;max-width:none;padding:0}h2,h3,caption,figcaption{break-after:avoid}\
figure,tr,dl{break-inside:avoid}thead{display:table-header-group}.scroll{overflow:visible}table{font-size:7.5pt}}";

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

/// The document in HTML. `chart` gives the SVG of a chart, from the program's own charts: it stands in the
/// page as it is.
#[must_use]
pub fn html(report: &Report, labels: &dyn ReportLabels, chart: &dyn Fn(Chart) -> Option<String>) -> String {
    let say = |text: &Text| escaped(&words(text, labels));
    let own = labels.word("report.title");
    let title = escaped(if report.title.is_empty() { &own } else { &report.title });
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        escaped(&labels.language()),
    );
    for section in &report.sections {
        let heading = escaped(&labels.word(&format!("report.{}", section.id)));
        let _ = write!(out, "<section id=\"{}\">\n<h2>{heading}</h2>\n", section.id);
        for block in &section.blocks {
            match block {
                Block::Paragraph(text) => {
                    let _ = writeln!(out, "<p>{}</p>", say(text));
                }
                Block::List(items) => {
                    out.push_str("<ul>\n");
                    for item in items {
                        let _ = writeln!(out, "<li>{}</li>", say(item));
                    }
                    out.push_str("</ul>\n");
                }
                Block::Definition(lines) => {
                    out.push_str("<dl>\n");
                    for (name, text) in lines {
                        let _ = writeln!(out, "<dt>{}</dt><dd>{}</dd>", say(name), linked(&say(text)));
                    }
                    out.push_str("</dl>\n");
                }
                Block::Table(table) => push_table(&mut out, table, &say),
                Block::Chart(id, finding) => {
                    let svg = chart(*id).unwrap_or_default();
                    let _ = writeln!(
                        out,
                        "<figure id=\"chart-{}\">\n<figcaption>{}</figcaption>\n{svg}\n</figure>",
                        id.id(),
                        say(finding)
                    );
                }
            }
        }
        out.push_str("</section>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// A web address, escaped already, as a link; anything else as it is.
fn linked(text: &str) -> String {
    let web = text.starts_with("https://") || text.starts_with("http://");
    if web { format!("<a href=\"{text}\">{text}</a>") } else { text.to_owned() }
}

fn push_table(out: &mut String, table: &Table, say: &dyn Fn(&Text) -> String) {
    let class = |at: usize| if at >= table.text_columns { " class=\"figure\"" } else { "" };
    let _ = write!(
        out,
        "<div class=\"scroll\">\n<table>\n<caption>{}</caption>\n<thead><tr>",
        say(&table.caption)
    );
    for (at, head) in table.header.iter().enumerate() {
        let _ = write!(out, "<th scope=\"col\"{}>{}</th>", class(at), say(head));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (emphasis, row) in &table.rows {
        out.push_str(if *emphasis == Emphasis::Strong { "<tr class=\"strong\">" } else { "<tr>" });
        for (at, cell) in row.iter().enumerate() {
            let cell = say(cell);
            let _ = match at {
                0 => write!(out, "<th scope=\"row\">{cell}</th>"),
                _ => write!(out, "<td{}>{cell}</td>", class(at)),
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}
