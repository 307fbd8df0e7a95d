//! Every chain of explanations ends at inputs, constants and their sources.

use super::{explainer, scenarios};
use perennial::analysis::explain::{Explainer, Explanation, Expr, Figure, TermKind, When};
use perennial::model::facts::SOURCES;
use perennial::model::output::{COUNT, RATIOS};
use std::collections::{BTreeMap, BTreeSet};

/// Most steps from a figure to inputs: within a month (market, fleet, energy, statements), and from a month to
/// the one before.
const STEPS: [usize; 2] = [40, 3];
/// What a device's tables alone settle in the first month.
const OF_TABLES: [&str; 3] = ["bandwidth-efficiency", "compute-efficiency", "prefill-power-w"];

/// What the explanations of a run lead to.
struct Chains<'a> {
    explainer: &'a Explainer,
    /// Longest way from a figure to its last input or constant, and whether an input is among them; none while
    /// the figure is being opened.
    known: BTreeMap<Figure, Option<(usize, bool)>>,
}

impl Chains<'_> {
    /// Walks everything below the figures, without recursion: chains are as long as the plan.
    fn walk(&mut self, first: Figure) {
        let mut open = vec![first];
        while let Some(&figure) = open.last() {
            if matches!(self.known.get(&figure), Some(Some(_))) {
                open.pop();
                continue;
            }
            let explanation = self.explainer.explain(figure).unwrap();
            let mut below = Vec::new();
            let mut input = false;
            self.collect(&explanation, 0, &mut below, &mut input);
            let missing: Vec<Figure> =
                below.iter().filter(|next| !matches!(self.known.get(next), Some(Some(_)))).copied().collect();
            if missing.is_empty() {
                let each = below.iter().filter_map(|next| self.known[next]);
                let (mut longest, mut reaches) = (0, input);
                for (length, also) in each {
                    longest = longest.max(length);
                    reaches |= also;
                }
                self.known.insert(figure, Some((longest + 1, reaches)));
                open.pop();
            } else {
                for next in &missing {
                    let begun = self.known.contains_key(next);
                    assert!(!begun, "{} and {} explain each other", next.text(2026), figure.text(2026));
                }
                self.known.insert(figure, None);
                // One at a time, so that what is open is one chain.
                open.extend(missing.first());
            }
        }
    }

    /// The figures in an explanation, parts opened.
    fn collect(&self, explanation: &Explanation, depth: usize, below: &mut Vec<Figure>, input: &mut bool) {
        assert!(depth < 20, "parts within parts");
        for term in &explanation.terms {
            match term.kind {
                TermKind::Figure(figure) => below.push(figure),
                TermKind::Input { .. } => *input = true,
                TermKind::Constant { .. } => {}
                TermKind::Part(_) => {
                    self.collect(&self.explainer.open(term).unwrap(), depth + 1, below, input);
                }
            }
        }
    }
}

#[test]
fn every_chain_of_explanations_ends_at_inputs_and_constants() {
    for (name, scenario) in scenarios() {
        let explainer = explainer(&scenario);
        let mut chains = Chains { explainer: &explainer, known: BTreeMap::new() };
        for figure in explainer.figures() {
            chains.walk(figure);
        }
        let bound = STEPS[0] + STEPS[1] * explainer.months();
        for (figure, chain) in &chains.known {
            let (length, reaches) = chain.unwrap();
            assert!(length <= bound, "{name}: {}: {length} steps", figure.text(2026));
            // What stands at 0 or 1 needs no input, nor do today's efficiencies of a device.
            let explanation = explainer.explain(*figure).unwrap();
            let is_constant = matches!(explanation.expression, Expr::Number(_));
            let of_tables = OF_TABLES.contains(&figure.subject.id()) && figure.when == When::Month(0);
            let text = figure.text(2026);
            assert!(reaches || is_constant || of_tables, "{name}: {text} = {}", explanation.names());
        }
        let outputs = chains.known.iter().filter(|(figure, _)| figure.when == When::Year(0));
        let reached = outputs.filter(|(_, chain)| chain.is_some_and(|(_, reaches)| reaches)).count();
        assert!(reached > 120, "{name}: {reached} of {} yearly outputs reach inputs", COUNT + RATIOS.len());
    }
}

#[test]
fn inputs_and_constants_say_where_they_come_from() {
    for (name, scenario) in scenarios() {
        let explainer = explainer(&scenario);
        let is_source = |key: &str| SOURCES.iter().any(|source| source.key == key);
        let mut seen = BTreeSet::new();
        for figure in explainer.figures() {
            for term in explainer.explain(figure).unwrap().terms {
                match term.kind {
                    TermKind::Input { parameter, .. } => {
                        assert!(
                            parameter.sources.iter().all(|key| is_source(key)),
                            "{name}: {}",
                            parameter.id
                        );
                        seen.insert(parameter.id);
                    }
                    TermKind::Constant { constant, row } => {
                        let evidence = constant.evidence(row);
                        assert!(!evidence.sources.is_empty(), "{name}: {} {row:?}", constant.id);
                        seen.insert(constant.id);
                    }
                    TermKind::Figure(_) | TermKind::Part(_) => {}
                }
            }
        }
        assert!(seen.len() > 150, "{name}: {}", seen.len());
    }
}
