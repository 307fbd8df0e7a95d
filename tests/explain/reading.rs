//! What explanations say, as text and as MathML.

use super::{default_company, everything, explained, explainer, scenarios};
use perennial::analysis::explain::{Figure, Note, Term, TermKind, When, Writer};

#[test]
fn statements_read_as_their_equations() {
    let explainer = default_company();
    for (id, when, wanted) in [
        (
            "ebit-usd",
            When::Month(30),
            "revenue-usd − (cost-of-revenue-usd + research-development-usd + sales-marketing-usd + \
             general-admin-usd + sustainability-usd)",
        ),
        ("subscription-revenue-usd", When::Month(30), "payers × subscription-price"),
        ("cash-usd", When::Month(30), "max(cash-usd[month 30] + free-cash-flow-usd, minimum-cash)"),
        (
            "serving-owned-carbon-t",
            When::Month(0),
            "(serving-owned-energy-mwh × 1000) × serving-intensity-g-per-kwh × 10^−6",
        ),
        ("scope3-hardware-t", When::Month(7), "carbon-embodied-booked-t"),
        ("trust", When::Year(2), "trust[month 36]"),
        ("gross-margin", When::Year(3), "(revenue-usd − cost-of-revenue-usd) ÷ revenue-usd"),
        ("npv-shadow-usd", When::Plan, "npv-usd − present-carbon-usd"),
        ("final-ebitda-usd", When::Plan, "ebitda-usd[year 10]"),
        ("real-discount-rate", When::Plan, "(discount-rate + 1) ÷ (inflation + 1) − 1"),
        ("consumer-adoption", When::Month(0), "consumer-initial-penetration"),
        ("served-weight-bits", When::Month(0), "{8: weight-bits < 12, weight-bits ≥ 6}"),
    ] {
        assert_eq!(explained(&explainer, id, when).names(), wanted, "{id}");
    }
}

#[test]
fn a_flow_of_a_year_is_the_sum_of_its_months_and_of_the_plan_that_of_its_years() {
    let explainer = default_company();
    let revenue = explained(&explainer, "revenue-usd", When::Year(4));
    assert_eq!(revenue.notes, [Note::SumOfMonths]);
    assert_eq!(revenue.terms.len(), 12);
    let total = explained(&explainer, "total-revenue-usd", When::Plan);
    assert_eq!((total.terms.len(), total.notes.as_slice()), (10, [Note::SumOfYears].as_slice()));
    let npv = explained(&explainer, "npv-usd", When::Plan);
    let years = npv.terms.iter().filter(|term| term.id() == "present-cash-flow-usd").count();
    assert_eq!((years, npv.terms.len()), (10, 11));
    let year = explained(&explainer, "present-cash-flow-usd", When::Year(1));
    assert!(year.names().starts_with("free-cash-flow-usd[month 13] × monthly-discount-factor^13 + "));
}

#[test]
fn contributions_add_up() {
    let explainer = default_company();
    for (id, when) in [
        ("ebit-usd", When::Month(30)),
        ("free-cash-flow-usd", When::Month(30)),
        ("research-development-usd", When::Month(0)),
        ("npv-usd", When::Plan),
        ("carbon-location-t", When::Year(9)),
        ("quality-gap-oom", When::Month(60)),
    ] {
        let explanation = explained(&explainer, id, when);
        let value = explanation.value.unwrap();
        let parts: f64 = explanation.terms.iter().map(|term| term.contribution.unwrap()).sum();
        let size: f64 = explanation.terms.iter().map(|term| term.value.abs()).sum();
        assert!((parts - value).abs() <= 1e-12 * size, "{id}: {parts} {value}");
        let shares: f64 = explanation.terms.iter().filter_map(|term| explanation.share(term)).sum();
        assert!((shares * value - value).abs() <= 1e-9 * size, "{id}: {shares}");
    }
    let ebit = explained(&explainer, "ebit-usd", When::Month(30));
    let cost = ebit.terms.iter().find(|term| term.id() == "cost-of-revenue-usd").unwrap();
    assert_eq!(cost.contribution, Some(-cost.value));
    let revenue = explained(&explainer, "subscription-revenue-usd", When::Month(0));
    assert!(revenue.terms.iter().all(|term| term.contribution.is_none()), "a factor is no addend");
}

#[test]
fn what_does_not_exist_says_so_and_what_is_no_figure_has_no_explanation() {
    let explainer = default_company();
    let epsilon = explained(&explainer, "privacy-epsilon", When::Plan);
    assert_eq!((epsilon.value, epsilon.notes.as_slice()), (None, [Note::None].as_slice()));
    assert_eq!(epsilon.values(), "–");
    let first = explained(&explainer, "losses-carried-usd", When::Month(13));
    assert_eq!(
        (first.notes.as_slice(), first.names().as_str()),
        ([Note::Unchanged].as_slice(), "losses-carried-usd[month 12]")
    );
    let irr = explained(&explainer, "irr", When::Plan);
    assert_eq!(irr.notes, [Note::Search]);
    assert!(explainer.explain_id("revenue-usd", When::Plan).is_none());
    assert!(explainer.explain_id("revenue-usd", When::Month(120)).is_none());
    assert!(explainer.explain_id("npv-usd", When::Year(0)).is_none());
    assert!(explainer.explain_id("pue", When::Month(0)).is_none());
    // An output of years only.
    assert!(explainer.explain_id("carbon-gap-t", When::Month(0)).is_none());
    assert!(explainer.explain_id("carbon-gap-t", When::Year(1)).is_some());
}

#[test]
fn the_private_bound_is_the_accountant_of_its_setting() {
    let explainer = explainer(&everything());
    let epsilon = explained(&explainer, "privacy-epsilon", When::Plan);
    assert_eq!(epsilon.names(), "epsilon(dp-noise-multiplier, dp-sampling-rate, private-steps, dp-delta)");
    assert_eq!(epsilon.evaluated(), epsilon.value.unwrap());
}

/// Whether every element is closed, and text has no bare sign of markup.
fn is_well_formed(markup: &str) -> bool {
    let mut open = Vec::new();
    let mut rest = markup;
    while let Some(begin) = rest.find('<') {
        if rest[..begin].contains('>') {
            return false;
        }
        let Some(end) = rest[begin..].find('>') else { return false };
        let tag = &rest[begin + 1..begin + end];
        rest = &rest[begin + end + 1..];
        match tag.strip_prefix('/') {
            Some(name) => {
                if open.pop() != Some(name) {
                    return false;
                }
            }
            None => open.push(tag.split(' ').next().unwrap_or_default()),
        }
    }
    open.is_empty() && rest.is_empty()
}

#[test]
fn mathml_is_well_formed_and_points_at_its_terms() {
    for (_, scenario) in scenarios() {
        let explainer = explainer(&scenario);
        let some =
            |figure: &Figure| matches!(figure.when, When::Plan | When::Month(0 | 11 | 13) | When::Year(0));
        for figure in explainer.figures().filter(some) {
            let explanation = explainer.explain(figure).unwrap();
            for markup in [explanation.names_mathml(), explanation.values_mathml()] {
                assert!(is_well_formed(&markup), "{markup}");
                assert!(markup.starts_with("<math"));
            }
            let few = explanation.terms.len() <= 36;
            for (position, term) in explanation.terms.iter().enumerate().filter(|_| few) {
                let data = format!("data-term=\"{position}\" data-id=\"{}\"", term.id());
                assert!(explanation.names_mathml().contains(&data), "{}", figure.text(2026));
            }
        }
    }
    assert!(!is_well_formed("<mrow><mi>a</mrow>") && is_well_formed("<a b=\"c\"><d>e</d></a>"));
}

#[test]
fn long_formulas_are_broken_into_lines_and_lose_nothing() {
    let explainer = default_company();
    let count = |markup: &str| markup.matches("data-term").count();
    for (id, when) in [
        ("ebit-usd", When::Month(30)),
        ("npv-usd", When::Plan),
        ("free-cash-flow-usd", When::Month(30)),
        ("irr", When::Plan),
        ("sci-g-per-mtoken", When::Year(3)),
    ] {
        let explanation = explained(&explainer, id, when);
        for width in [8, 40, 80] {
            let lines = explanation.mathml_lines(&Plain, width);
            assert!(lines.iter().all(|line| is_well_formed(line)), "{id}: {lines:?}");
            let together: usize = lines.iter().map(|line| count(line)).sum();
            assert_eq!(together, count(&explanation.mathml(&Plain)), "{id}");
        }
        assert!(explanation.mathml_lines(&Plain, 8).len() > 1, "{id}");
        assert_eq!(explanation.mathml_lines(&Plain, 100_000).len(), 1, "{id}");
    }
    let ebit = explained(&explainer, "ebit-usd", When::Month(30)).mathml_lines(&Plain, 40);
    assert!(ebit[1].contains("<mo form=\"infix\">−</mo><mo stretchy=\"false\">(</mo>"), "{ebit:?}");
    assert!(ebit[2].contains("<mspace width=\"1em\"></mspace><mo form=\"infix\">+</mo>"), "{ebit:?}");
}

/// Ids, with the figure's time below.
struct Plain;

impl Writer for Plain {
    fn term(&self, _position: usize, term: &Term) -> String {
        term.id().to_owned()
    }
    fn index(&self, _position: usize, term: &Term) -> Option<String> {
        matches!(term.kind, TermKind::Figure(_)).then(|| "t".to_owned())
    }
}

#[test]
fn expressions_are_set_as_mathematics() {
    let explainer = default_company();
    let markup = explained(&explainer, "real-discount-rate", When::Plan).values_mathml();
    assert!(markup.contains("<mfrac>") && markup.contains("data-id=\"inflation\""), "{markup}");
    let markup = explained(&explainer, "served-weight-bits", When::Month(0)).names_mathml();
    assert!(markup.contains("<mtable>") && markup.contains("<mo>≥</mo>"), "{markup}");
}

#[test]
fn values_are_short_and_never_program_notation() {
    let explainer = default_company();
    for figure in explainer.figures().filter(|figure| figure.when == When::Month(50)) {
        let text = explainer.explain(figure).unwrap().values();
        assert!(!text.contains("NaN") && !text.contains("inf") && !text.contains('-'), "{text}");
    }
}
