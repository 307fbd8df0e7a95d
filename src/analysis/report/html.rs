//! The document as HTML: the article alone for the page, or one file with its style inside, charts as inline
//! SVG, no script, nothing from elsewhere. Figures stand unrounded in `<data value>`.

use std::fmt::Write;

use super::{Block, Emphasis, Explains, Figure, Report, ReportLabels, Row, Table, Text, named, words};
use crate::analysis::finding::Chart;

/// From a chart to its legend and picture, as HTML of the program's own.
type Pictures<'a> = &'a dyn Fn(Chart) -> Option<String>;

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// The document as one file. `style` stands in its head; it must not contain `</style`.
#[must_use]
pub fn html(report: &Report, labels: &dyn ReportLabels, chart: Pictures<'_>, style: &str) -> String {
    let own = labels.word("report.title");
    let title = escaped(if report.title.is_empty() { &own } else { &report.title });
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{style}</style>\n</head>\n<body class=\"report-file\">\n<main class=\"report\">\n{}</main>\n</body>\n</html>\n",
        escaped(&labels.language()),
        body(report, labels, chart, None),
    )
}

/// The document without what stands around it. `chart` gives legend and SVG of a chart, from the program's
/// own charts: it stands in the page as it is. With `explains` figures lead to their explanation: the leading
/// ones as links, those of tables by `data-explain`, for a page that follows it.
#[must_use]
pub fn body(
    report: &Report,
    labels: &dyn ReportLabels,
    chart: Pictures<'_>,
    explains: Option<Explains<'_>>,
) -> String {
    Writer { labels, chart, explains, out: String::new() }.report(report)
}

struct Writer<'a> {
    labels: &'a dyn ReportLabels,
    chart: Pictures<'a>,
    explains: Option<Explains<'a>>,
    out: String,
}

impl Writer<'_> {
    /// A text, its name and unit apart, its figure unrounded beside the rounded one.
    fn say(&self, text: &Text) -> String {
        if let Some((name, unit)) = named(text, self.labels) {
            let unit = escaped(&unit);
            let space = if unit.is_empty() { String::new() } else { format!(" <small>{unit}</small>") };
            return escaped(&name) + &space;
        }
        let said = escaped(&words(text, self.labels));
        match text.figure().filter(|value| value.is_finite()).map(|value| serde_json::to_string(&value)) {
            Some(Ok(value)) => format!("<data value=\"{value}\">{said}</data>"),
            _ => said,
        }
    }

    /// The figure that a text shows, as links to its explanation name it.
    fn explained(&self, text: &Text) -> Option<String> {
        let (Text::Explained(_, shown), Some(explains)) = (text, self.explains) else { return None };
        if !shown.against {
            return Some(shown.figure.clone());
        }
        explains.against.map(|whose| format!("{whose}~{}", shown.figure))
    }

    /// A figure as a link to its explanation, where there is one.
    fn led(&self, text: &Text) -> String {
        let said = self.say(text);
        match (self.explained(text), self.explains) {
            (Some(figure), Some(explains)) => {
                let (address, figure) = (escaped(&(explains.address)(&figure)), escaped(&figure));
                format!("<a class=\"cell-link\" href=\"{address}\" data-explain=\"{figure}\">{said}</a>")
            }
            _ => said,
        }
    }

    fn word(&self, key: &str) -> String {
        escaped(&self.labels.word(key))
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.out.write_fmt(text);
    }

    fn report(mut self, report: &Report) -> String {
        let own = self.word("report.title");
        let title = escaped(&report.title);
        self.out.push_str("<header class=\"report-head\">\n");
        if title.is_empty() {
            self.put(format_args!("<h1>{own}</h1>\n"));
        } else {
            self.put(format_args!("<p class=\"report-kind\">{own}</p>\n<h1>{title}</h1>\n"));
        }
        self.definition("report-facts", &report.facts);
        self.out.push_str("</header>\n");
        self.contents(report);
        for section in &report.sections {
            let heading = self.word(&format!("report.{}", section.id));
            let id = section.id;
            self.put(format_args!(
                "<section id=\"report-{id}\" aria-labelledby=\"report-{id}-title\">\n\
                 <h2 id=\"report-{id}-title\">{heading}</h2>\n"
            ));
            for block in &section.blocks {
                self.block(block);
            }
            self.out.push_str("</section>\n");
        }
        self.out
    }

    fn contents(&mut self, report: &Report) {
        let label = self.word("report.contents");
        self.put(format_args!("<nav class=\"report-contents\" aria-label=\"{label}\">\n<ol>\n"));
        for section in &report.sections {
            let heading = self.word(&format!("report.{}", section.id));
            self.put(format_args!("<li><a href=\"#report-{}\">{heading}</a></li>\n", section.id));
        }
        self.out.push_str("</ol>\n</nav>\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) => {
                let class = if matches!(text, Text::Say(_)) { " class=\"said\"" } else { "" };
                let text = self.say(text);
                self.put(format_args!("<p{class}>{text}</p>\n"));
            }
            Block::List(items) => {
                self.out.push_str("<ul>\n");
                for item in items {
                    let item = self.say(item);
                    self.put(format_args!("<li>{item}</li>\n"));
                }
                self.out.push_str("</ul>\n");
            }
            Block::Definition(lines) => self.definition("report-lines", lines),
            Block::Figures(figures) => self.figures(figures),
            Block::Table(table) => self.table(table),
            Block::Chart(id, finding) => {
                let (finding, about) = (self.say(finding), self.word(&format!("chart.{}", id.id())));
                let picture = (self.chart)(*id).unwrap_or_default();
                self.put(format_args!(
                    "<div class=\"report-chart\" data-tone=\"{}\">\n<h3>{finding}</h3>\n\
                     <figure data-chart=\"{}\">\n<figcaption>{about}</figcaption>\n{picture}\n</figure>\n</div>\n",
                    id.dimension().id(),
                    id.id(),
                ));
            }
        }
    }

    fn definition(&mut self, class: &str, lines: &[(Text, Text)]) {
        self.put(format_args!("<dl class=\"{class}\">\n"));
        for (name, text) in lines {
            let (name, text) = (self.say(name), linked(&self.say(text)));
            self.put(format_args!("<div><dt>{name}</dt><dd>{text}</dd></div>\n"));
        }
        self.out.push_str("</dl>\n");
    }

    fn figures(&mut self, figures: &[Figure]) {
        self.out.push_str("<dl class=\"report-figures\">\n");
        for figure in figures {
            let name = escaped(&self.labels.output(figure.id));
            let (value, unit) = (self.led(&figure.value), self.say(&Text::Unit(figure.id)));
            let change = self.say(&figure.change);
            self.put(format_args!(
                "<div data-tone=\"{}\" data-row=\"{}\"><dt>{name}</dt><dd><b>{value}</b>",
                figure.dimension.id(),
                figure.id
            ));
            for small in [unit, change].into_iter().filter(|small| !small.is_empty()) {
                self.put(format_args!(" <small>{small}</small>"));
            }
            self.out.push_str("</dd></div>\n");
        }
        self.out.push_str("</dl>\n");
    }

    fn table(&mut self, table: &Table) {
        let caption = self.say(&table.caption);
        let hidden = if table.said_above { " class=\"said-above\"" } else { "" };
        self.put(format_args!(
            "<div class=\"report-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">\n\
             <table data-table=\"{}\">\n<caption{hidden}>{caption}</caption>\n<thead><tr>",
            escaped(&words(&table.caption, self.labels)),
            table.id,
        ));
        for (at, head) in table.header.iter().enumerate() {
            let (class, head) = (class(table, at), self.say(head));
            self.put(format_args!("<th scope=\"col\"{class}>{head}</th>"));
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.row(table, row);
        }
        self.out.push_str("</tbody>\n</table>\n</div>\n");
    }

    fn row(&mut self, table: &Table, row: &Row) {
        let emphasis = match row.emphasis {
            Emphasis::Plain => "plain",
            Emphasis::Heading => "heading",
            Emphasis::Sum => "sum",
            Emphasis::Aside => "aside",
        };
        self.put(format_args!("<tr class=\"is-{emphasis} level-{}\"", row.level));
        if !row.id.is_empty() {
            self.put(format_args!(" data-row=\"{}\"", row.id));
        }
        self.out.push('>');
        if row.emphasis == Emphasis::Heading {
            let head = row.cells.first().map(|cell| self.say(cell)).unwrap_or_default();
            self.put(format_args!(
                "<th scope=\"rowgroup\" colspan=\"{}\">{head}</th></tr>\n",
                row.cells.len()
            ));
            return;
        }
        for (at, cell) in row.cells.iter().enumerate() {
            let said = self.say(cell);
            let leads = self.explained(cell).map(|figure| format!(" data-explain=\"{}\"", escaped(&figure)));
            match at {
                0 => self.put(format_args!("<th scope=\"row\">{said}</th>")),
                _ => {
                    self.put(format_args!("<td{}{}>{said}</td>", class(table, at), leads.unwrap_or_default()))
                }
            }
        }
        self.out.push_str("</tr>\n");
    }
}

fn class(table: &Table, at: usize) -> &'static str {
    if at >= table.text_columns { " class=\"is-figure\"" } else { "" }
}

/// A web address, escaped already, as a link; anything else as it is.
fn linked(text: &str) -> String {
    let web = text.starts_with("https://") || text.starts_with("http://");
    if web { format!("<a href=\"{text}\">{text}</a>") } else { text.to_owned() }
}
