use super::*;
use crate::analysis::explain::{Explainer, Figure};
use crate::model::simulate::Keep;
use crate::scenario::export::English;
use crate::scenario::file::Note;
use crate::scenario::run;
use crate::scenario::target::Target;

impl ReportLabels for English {
    fn sentence(&self, say: &Say) -> String {
        serde_json::to_string(say).unwrap()
    }
    fn month(&self, first_year: i32, month: f64) -> String {
        format!("{first_year}+{month}")
    }
    fn change(&self, value: f64, unit: &str) -> String {
        format!("{value:+e} {unit}")
    }
    fn language(&self) -> String {
        "en".to_owned()
    }
}

fn example() -> File {
    let mut scenario = Scenario::default();
    scenario.set("pue-today", Value::Scalar(1.1));
    scenario.set("cfe-share", Value::Path { from: 0.2, to: 1.0, first: Some(2027.0), last: None });
    scenario.set_target(Target::net_zero(2035).unwrap());
    let note = Note { text: "a|b <script>".into(), source: "*contract*".into() };
    let notes = [("pue-today".to_owned(), note)].into();
    File { name: "Lab <1> & co".into(), scenario, notes, ..File::default() }
}

fn plain_subject<'a>(file: &'a File, run: &'a Run<f64>) -> Subject<'a> {
    Subject { file, run, against: None, address: "", view: &[], date: None }
}

fn tables(report: &Report) -> impl Iterator<Item = &Table> {
    report.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

#[test]
fn the_document_is_whole() {
    let file = example();
    let default = Scenario::default();
    let (plan, base) = (run(&file.scenario, Keep::Years), run(&default, Keep::Years));
    let view = [("lang".to_owned(), "en".to_owned())];
    let subject = Subject {
        against: Some(Against { name: "default", scenario: &default, run: &base }),
        address: "https://example.org/p/",
        view: &view,
        date: Some("2026-05-04"),
        ..plain_subject(&file, &plan)
    };
    let report = report(&subject);
    let ids: Vec<&str> = report.sections.iter().map(|section| section.id).collect();
    assert_eq!(
        ids,
        [
            "summary",
            "assumptions",
            "results",
            "statements",
            "inventory",
            "energy",
            "limits",
            "sources",
            "reproduce"
        ]
    );
    for table in tables(&report) {
        assert!(table.text_columns <= table.header.len(), "{}", table.id);
        for row in &table.rows {
            assert_eq!(row.cells.len(), table.header.len(), "{} {}", table.id, row.id);
        }
    }
    let charts = report.sections.iter().flat_map(|section| &section.blocks);
    assert_eq!(charts.filter(|block| matches!(block, Block::Chart(..))).count(), Chart::ALL.len());

    let svg = |chart: Chart| (chart == Chart::Money).then(|| "<svg role=\"img\"></svg>".to_owned());
    let page = html(&report, &English, &svg, "p{margin:0}");
    assert!(page.starts_with("<!doctype html>") && page.contains("<html lang=\"en\">"));
    assert!(page.contains("Lab &lt;1&gt; &amp; co") && !page.contains("<script"));
    assert_eq!(page.matches("<svg").count(), 1);
    assert!(page.contains("href=\"https://example.org/p/?v="));
    for tag in ["table", "section", "figure", "tr", "td", "th", "ul", "dl", "caption", "div", "data", "small"]
    {
        let (opened, closed) = (format!("<{tag}"), format!("</{tag}>"));
        let opened =
            page.matches(&format!("{opened}>")).count() + page.matches(&format!("{opened} ")).count();
        assert_eq!(opened, page.matches(&closed).count(), "{tag}");
    }
    for outside in ["src=", "url(", "@import", "<link"] {
        assert!(!page.contains(outside), "{outside}");
    }
    // Figures are there unrounded.
    for id in ["npv-usd", "total-carbon-location-t"] {
        let value = serde_json::to_string(&plan.headline(id)).unwrap();
        assert!(page.contains(&format!("<data value=\"{value}\">")), "{id}");
    }

    let text = markdown(&report, &English, &|chart| Some(format!("charts/{}.svg", chart.id())));
    assert!(text.starts_with("# Lab \\<1\\> & co\n"));
    assert!(text.contains("a\\|b \\<script\\>") && text.contains("\\*contract\\*"));
    assert_eq!(text.matches("](charts/").count(), Chart::ALL.len());
    let mut columns = None;
    for line in text.lines() {
        let bars = line.replace("\\|", "").matches('|').count();
        match (line.starts_with('|'), columns) {
            (true, Some(count)) => assert_eq!(bars, count, "{line}"),
            (true, None) => columns = Some(bars),
            (false, _) => columns = None,
        }
    }
}

#[test]
fn assumptions_are_those_that_differ_here_or_there() {
    let file = example();
    let mut other = Scenario::default();
    other.set("horizon-years", Value::Scalar(8.0));
    let (plan, base) = (run(&file.scenario, Keep::Years), run(&other, Keep::Years));
    let rows = |against: Option<Against<'_>>| {
        let report = report(&Subject { against, ..plain_subject(&file, &plan) });
        let table = tables(&report).find(|table| table.id == "differences").unwrap();
        let mut ids: Vec<&str> = table.rows.iter().map(|row| row.id).collect();
        ids.sort_unstable();
        (ids, table.header.len())
    };
    // Input, here, default, grade, note, source; nobody gave a programme cost.
    assert_eq!(rows(None), (vec!["cfe-share", "pue-today"], 6));
    let against = Against { name: "B", scenario: &other, run: &base };
    assert_eq!(rows(Some(against)), (vec!["cfe-share", "horizon-years", "pue-today"], 7));
}

#[test]
fn sources_of_what_was_replaced_are_left_out() {
    let sources = |file: &File| {
        let plan = run(&file.scenario, Keep::Years);
        let report = report(&plain_subject(file, &plan));
        let page = body(&report, &English, &|_| None, None);
        page.matches("<li>[").count()
    };
    let mut file = File::default();
    let all = sources(&file);
    assert!(all > 20, "{all}");
    for parameter in crate::model::parameters::registry() {
        if let Value::Scalar(value) = Value::default_of(parameter) {
            file.scenario.set(parameter.id, Value::Scalar(value * 0.99 + 1e-6));
        }
    }
    assert!(sources(&file) < all);
}

#[test]
fn values_are_for_reading() {
    let index = |id: &str| crate::model::parameters::index_of(id).unwrap();
    let path = |to, first| Value::Path { from: 0.2, to, first, last: None };
    assert_eq!(value_words(index("pue"), path(0.2, None), &English), "0.2");
    assert_eq!(value_words(index("pue"), path(1.0, Some(2027.0)), &English), "0.2 → 1 (2027–…)");
    assert_eq!(value_words(index("training-region"), Value::Choice(0), &English), "WORLD");
}

#[test]
fn a_long_plan_shows_a_choice_of_years() {
    let mut file = File::default();
    file.scenario.set("horizon-years", Value::Scalar(30.0));
    let plan = run(&file.scenario, Keep::Years);
    let report = report(&plain_subject(&file, &plan));
    assert!(tables(&report).map(|table| table.header.len()).max().unwrap() <= 12);
    assert!(!body(&report, &English, &|_| None, None).contains("<a href=\"http"));
}

/// Every figure that is an output leads to its own explanation, the comparison's to that of the comparison, and
/// a file of its own leads nowhere.
#[test]
fn figures_lead_to_what_they_show() {
    let file = example();
    let base = Scenario::default();
    let (plan, other) = (run(&file.scenario, Keep::Years), run(&base, Keep::Years));
    let against = Some(Against { name: "B", scenario: &base, run: &other });
    let report = report(&Subject { against, ..plain_subject(&file, &plan) });
    let start = plan.start_year as i32;
    // Sums that only statements and inventory show are no outputs.
    let explainer = Explainer::of(&file.scenario);
    let mut sums = 0;
    let mut value = |run: &crate::model::simulate::Run<f64>, figure: &str| match figure.split_once('~') {
        None => run.headline(figure),
        Some((id, year)) => match run.yearly(id) {
            Some(years) => years[(year.parse::<i32>().unwrap() - start) as usize],
            None => {
                sums += 1;
                explainer.value(Figure::parse(figure, start).unwrap())
            }
        },
    };
    let mut seen = [0; 2];
    for cell in tables(&report).flat_map(|table| &table.rows).flat_map(|row| &row.cells) {
        let Text::Explained(text, shown) = cell else { continue };
        let expected = value(if shown.against { &other } else { &plan }, &shown.figure).unwrap();
        // Costs and removals stand with the sign with which they are added.
        assert_eq!(text.figure().unwrap().abs(), expected.abs(), "{shown:?}");
        seen[usize::from(shown.against)] += 1;
    }
    assert!(seen[0] > 300 && seen[1] > 20 && sums > 100, "{seen:?} {sums}");

    let address = |figure: &str| format!("?explain={figure}&x");
    let explains = Explains { against: Some("b"), address: &address };
    let page = body(&report, &English, &|_| None, Some(explains));
    assert!(page.contains("<td class=\"is-figure\" data-explain=\"b~npv-usd\">"));
    assert!(page.contains("href=\"?explain=npv-usd&amp;x\" data-explain=\"npv-usd\""));
    assert!(!html(&report, &English, &|_| None, "").contains("explain"));
}
