//! Explain this number: any figure opens into its equation with the values filled in, and on from each value
//! to where it came from, down to inputs, grades and sources.
//!
//! A run on [`Traced`](crate::model::trace::Traced) numbers writes down which quantities went into which.
//! Outputs, and the quantities that the run names on the way, end an expression: each is a term that is
//! explained in turn. What is carried from month to month ends it at the month before. So every chain of
//! explanations ends at inputs, constants out of tables and the numbers of the equations themselves.
//!
//! What is said here is data, without language: labels are looked up by id.

mod expand;
mod expression;
mod figure;
mod mathml;
mod recording;
mod text;

pub use expression::{Condition, Expr, InputPart, Operator, Part, Relation, Term, TermKind};
pub use figure::{Figure, Kind, Subject, When};
pub use text::Writer;

use crate::model::parameter::Source;
use crate::model::simulate::exists;
use crate::scenario::Scenario;
use expand::Expander;
use recording::Recording;
use serde::Serialize;

/// Something to know about an explanation, by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Note {
    /// The figure does not exist: a denominator is zero, or there is no such month or rate.
    None,
    /// A year's flow is the sum of its months.
    SumOfMonths,
    /// A year's stock or rate is that of its last month.
    LastMonth,
    /// A quotient of sums, not a mean of quotients.
    RatioOfSums,
    /// The plan's figure is the sum of its years.
    SumOfYears,
    /// The plan's figure is that of its last year.
    LastYear,
    /// Stands unchanged since the month that it names.
    Unchanged,
    /// Found by a search that is shown by its name.
    Search,
}

/// A figure opened into its equation.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The figure; of a part, the figure it belongs to.
    pub figure: Figure,
    /// Its value; none where it does not exist.
    pub value: Option<f64>,
    /// Its unit, in English; empty for a part.
    pub unit: &'static str,
    /// Numbers of the equations that compute it.
    pub equations: Vec<&'static str>,
    /// The right side of the equation.
    pub expression: Expr,
    /// What stands in it.
    pub terms: Vec<Term>,
    /// What to know about it.
    pub notes: Vec<Note>,
}

impl Explanation {
    /// The value that the expression gives with the values of its terms filled in.
    #[must_use]
    pub fn evaluated(&self) -> f64 {
        self.expression.value(&self.terms)
    }

    /// Share of a term in the figure: its contribution over the value; none where it is no addend by
    /// itself or the value is zero.
    #[must_use]
    pub fn share(&self, term: &Term) -> Option<f64> {
        let value = self.value.filter(|value| *value != 0.0)?;
        exists(term.contribution? / value)
    }
}

/// A run that can explain each of its figures.
#[derive(Debug)]
pub struct Explainer {
    recording: Recording,
}

impl Explainer {
    /// Runs the plan of a scenario and keeps how every figure came about.
    ///
    /// # Examples
    /// ```
    /// use perennial::analysis::explain::{Explainer, When};
    /// use perennial::scenario::Scenario;
    /// let explainer = Explainer::of(&Scenario::default());
    /// let ebitda = explainer.explain_id("ebitda-usd", When::Month(0)).unwrap();
    /// assert_eq!(ebitda.names(), "ebit-usd + depreciation-usd");
    /// assert_eq!(ebitda.evaluated(), ebitda.value.unwrap());
    /// ```
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        Self::new(&mut scenario.source())
    }

    /// Runs the plan of any source of inputs and keeps how every figure came about.
    #[must_use]
    pub fn new(source: &mut impl Source<f64>) -> Self {
        Self { recording: Recording::of(source) }
    }

    /// First calendar year of the plan.
    #[must_use]
    pub const fn start_year(&self) -> f64 {
        self.recording.start_year
    }

    /// Months of the plan.
    #[must_use]
    pub const fn months(&self) -> usize {
        self.recording.months
    }

    /// How much memory the run takes, bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.recording.bytes()
    }

    /// Every figure that can be explained.
    pub fn figures(&self) -> impl ExactSizeIterator<Item = Figure> + '_ {
        self.recording.figures.iter().map(|(figure, _)| *figure)
    }

    /// The value of a figure, with the bits of an ordinary run; not a number where it does not exist, none
    /// where there is no such figure.
    #[must_use]
    pub fn value(&self, figure: Figure) -> Option<f64> {
        self.recording.figure(figure).map(|number| number.value())
    }

    /// Opens a figure by id; none where there is no such figure.
    #[must_use]
    pub fn explain_id(&self, id: &str, when: When) -> Option<Explanation> {
        self.explain(Figure::of(id, when)?)
    }

    /// Opens a figure; none where there is no such figure.
    #[must_use]
    pub fn explain(&self, figure: Figure) -> Option<Explanation> {
        let value = self.value(figure)?;
        let shown = self.recording.definition(figure)?;
        let (expression, terms) = match shown.is_constant() {
            true => (Expr::Number(shown.value()), Vec::new()),
            false => Expander::of(&self.recording, figure).expand(shown.node(), true),
        };
        let equations = figure.subject.equation().split(", ").collect();
        let mut explanation = Explanation {
            figure,
            value: exists(value),
            unit: figure.subject.unit(),
            equations,
            expression,
            terms,
            notes: Vec::new(),
        };
        explanation.finish();
        Some(explanation)
    }

    /// Opens a part of an expression.
    #[must_use]
    pub fn explain_part(&self, part: Part) -> Option<Explanation> {
        let node = self.recording.tape.nodes.get(part.node as usize)?;
        let (expression, terms) = Expander::of(&self.recording, part.of).expand(part.node, false);
        let equations = part.of.subject.equation().split(", ").collect();
        let value = exists(node.value);
        let mut explanation =
            Explanation { figure: part.of, value, unit: "", equations, expression, terms, notes: Vec::new() };
        explanation.expression.contribute(false, &mut explanation.terms);
        Some(explanation)
    }

    /// Opens what a term stands for; none for an input or a constant.
    #[must_use]
    pub fn open(&self, term: &Term) -> Option<Explanation> {
        match term.kind {
            TermKind::Figure(figure) => self.explain(figure),
            TermKind::Part(part) => self.explain_part(part),
            TermKind::Input { .. } | TermKind::Constant { .. } => None,
        }
    }
}

impl Explanation {
    fn finish(&mut self) {
        self.expression.contribute(false, &mut self.terms);
        let notes = self.notes_of();
        self.notes = notes;
    }

    fn notes_of(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        if self.value.is_none() {
            notes.push(Note::None);
        }
        // Made of nothing but figures of one subject: sums over time, and what stands for a time.
        let figures = self.terms.iter().map(|term| match term.kind {
            TermKind::Figure(figure) => Some(figure),
            _ => None,
        });
        let figures: Option<Vec<Figure>> = figures.collect();
        if let Some([first, rest @ ..]) = figures.as_deref() {
            let alike = rest.iter().all(|figure| figure.subject == first.subject);
            let is_sum = alike && matches!(self.expression, Expr::Sum(_));
            let is_one = self.expression == Expr::Term(0);
            match (self.figure.when, first.when) {
                (When::Year(_), When::Month(_)) if is_sum => notes.push(Note::SumOfMonths),
                (When::Plan, When::Year(_)) if is_sum => notes.push(Note::SumOfYears),
                (When::Year(_), When::Month(_)) if is_one => notes.push(Note::LastMonth),
                (When::Plan, When::Year(_)) if is_one => notes.push(Note::LastYear),
                (When::Month(now), When::Month(then)) if is_one && then < now => notes.push(Note::Unchanged),
                _ => {}
            }
        }
        if matches!(self.figure.subject.kind(), Kind::Ratio(_)) {
            notes.push(Note::RatioOfSums);
        }
        if self.expression.searches() {
            notes.push(Note::Search);
        }
        notes
    }
}
