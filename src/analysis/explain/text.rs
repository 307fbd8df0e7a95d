//! Expressions as plain text, with names or with values filled in.

use super::expression::{Condition, Expr, Operator, Relation, Term, TermKind};
use super::{Explanation, InputPart, When};
use crate::model::number::LN_10;
use crate::model::technology::{MONTHS, STEP};
use crate::model::trace::Function;

/// How terms and numbers are written; the rest of an expression is the same in every language.
pub trait Writer {
    /// A term, by its position.
    fn term(&self, position: usize, term: &Term) -> String;
    /// What stands below the name of a term, such as its year; none for nothing.
    fn index(&self, _position: usize, _term: &Term) -> Option<String> {
        None
    }
    /// What stands under the sign of a sum over one subject, from its first time to its last; none where each
    /// is written out.
    fn range(&self, _first: &Term, _last: &Term) -> Option<String> {
        None
    }
    /// A number of the equation itself.
    fn number(&self, value: f64) -> String {
        number_text(value)
    }
    /// A function shown by its name.
    fn function(&self, function: Function) -> String {
        function.id().to_owned()
    }
    /// Whether terms are written as numbers, else as names.
    fn writes_values(&self) -> bool {
        false
    }
}

/// Ids.
pub(super) struct Names<'a>(pub(super) &'a Explanation);
/// Values.
pub(super) struct Values;

impl Writer for Names<'_> {
    fn term(&self, position: usize, term: &Term) -> String {
        let id = term.id();
        let is_same = |other: &&Term| other.id() == id && matches!(other.kind, TermKind::Input { .. });
        let index = match term.kind {
            // Only a time other than that of the figure itself is said.
            TermKind::Figure(figure) if figure.when != self.0.figure.when => match figure.when {
                When::Month(month) => format!("[month {}]", month + 1),
                When::Year(year) => format!("[year {}]", year + 1),
                When::Plan => String::new(),
            },
            // Which number of an input is said where there are several.
            TermKind::Input { part, .. } if self.0.terms.iter().filter(is_same).count() > 1 => match part {
                InputPart::Value => String::new(),
                InputPart::From => "[from]".to_owned(),
                InputPart::To => "[to]".to_owned(),
                InputPart::Along(progress) => format!("[{}]", value_text(progress)),
                InputPart::Cost => "[cost]".to_owned(),
            },
            TermKind::Part(_) => format!("x{}", position + 1),
            _ => String::new(),
        };
        format!("{id}{index}")
    }
}

impl Writer for Values {
    fn writes_values(&self) -> bool {
        true
    }
    fn term(&self, _position: usize, term: &Term) -> String {
        value_text(term.value)
    }
}

/// What does not exist.
const NOTHING: &str = "–";
/// What is not written out.
pub(super) const GAP: &str = "…";
/// Addends and arguments beyond this many are not all written out: the first three and the last are.
const MOST_WRITTEN: usize = 36;

/// How tightly an expression binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Sum,
    Product,
    Power,
    Atom,
}

impl Explanation {
    /// The right side with ids: `ebit-usd + depreciation-usd`.
    #[must_use]
    pub fn names(&self) -> String {
        self.text(&Names(self))
    }

    /// The right side with values.
    #[must_use]
    pub fn values(&self) -> String {
        self.text(&Values)
    }

    /// The right side as a writer has it.
    #[must_use]
    pub fn text(&self, writer: &impl Writer) -> String {
        written(&self.expression, &self.terms, writer).0
    }
}

/// How tightly a number binds; a label is one word.
pub(super) fn level_of(text: &str) -> Level {
    match text.chars().next() {
        Some('−') => Level::Sum,
        Some('0'..='9') if text.contains(['/', '×']) => Level::Product,
        Some('0'..='9') if text.contains('^') => Level::Power,
        _ => Level::Atom,
    }
}

/// Which of many are written: all, or the first three, a gap, and the last.
pub(super) fn written_out(count: usize) -> impl Iterator<Item = Option<usize>> {
    let is_long = count > MOST_WRITTEN;
    let first = if is_long { 3 } else { count };
    let gap = is_long.then_some(None);
    let last = is_long.then(|| Some(count - 1));
    (0..first).map(Some).chain(gap).chain(last)
}

/// Text of an expression, and how tightly it binds.
fn written(expr: &Expr, terms: &[Term], writer: &impl Writer) -> (String, Level) {
    let within = |expr: &Expr, least: Level| {
        let (text, level) = written(expr, terms, writer);
        if level < least { format!("({text})") } else { text }
    };
    let list = |list: &[Expr]| -> Vec<String> {
        let text = |index: Option<usize>| match index.and_then(|index| list.get(index)) {
            Some(expr) => within(expr, Level::Sum),
            None => GAP.to_owned(),
        };
        written_out(list.len()).map(text).collect()
    };
    match expr {
        Expr::Number(value) => {
            let text = writer.number(*value);
            let level = level_of(&text);
            (text, level)
        }
        Expr::Term(position) => {
            let term = terms.get(*position);
            let mut text = term.map_or_else(String::new, |term| writer.term(*position, term));
            let level = level_of(&text);
            if let Some(index) = term.and_then(|term| writer.index(*position, term)) {
                text = format!("{text}[{index}]");
            }
            (text, level)
        }
        Expr::Sum(addends) => {
            let mut text = String::new();
            for index in written_out(addends.len()) {
                let addend = index.and_then(|index| addends.get(index));
                let sign = match (index, addend) {
                    (Some(0), Some((true, _))) => "−",
                    (Some(0), _) => "",
                    (_, Some((true, _))) => " − ",
                    _ => " + ",
                };
                text.push_str(sign);
                text.push_str(&addend.map_or(GAP.to_owned(), |(_, expr)| within(expr, Level::Product)));
            }
            (text, Level::Sum)
        }
        Expr::Product(factors) => {
            let factors: Vec<String> = factors.iter().map(|factor| within(factor, Level::Power)).collect();
            (factors.join(" × "), Level::Product)
        }
        Expr::Quotient(above, below) => {
            let above = match **above {
                Expr::Product(_) | Expr::Quotient(..) => within(above, Level::Product),
                _ => within(above, Level::Power),
            };
            (format!("{above} ÷ {}", within(below, Level::Power)), Level::Product)
        }
        Expr::Negative(expr) => (format!("−{}", within(expr, Level::Product)), Level::Sum),
        Expr::Power(base, exponent) => (format!("{}^{exponent}", within(base, Level::Atom)), Level::Power),
        Expr::Apply(operator, arguments) => match (operator, arguments.as_slice()) {
            (Operator::Abs, [argument]) => (format!("|{}|", within(argument, Level::Sum)), Level::Atom),
            (Operator::Exp, [argument]) => (format!("e^{}", within(argument, Level::Atom)), Level::Power),
            (Operator::Exp2, [argument]) => (format!("2^{}", within(argument, Level::Atom)), Level::Power),
            (Operator::Power, [base, exponent]) => {
                (format!("{}^{}", within(base, Level::Atom), within(exponent, Level::Atom)), Level::Power)
            }
            (Operator::Call(function), arguments) => {
                (format!("{}({})", writer.function(*function), list(arguments).join(", ")), Level::Atom)
            }
            (operator, arguments) => {
                (format!("{}({})", operator.id(), list(arguments).join(", ")), Level::Atom)
            }
        },
        Expr::Case(value, conditions) => {
            let conditions: Vec<String> =
                conditions.iter().map(|condition| condition_text(condition, terms, writer)).collect();
            (format!("{{{}: {}}}", within(value, Level::Sum), conditions.join(", ")), Level::Atom)
        }
    }
}

fn condition_text(condition: &Condition, terms: &[Term], writer: &impl Writer) -> String {
    let side = |expr: &Expr| written(expr, terms, writer).0;
    format!("{} {} {}", side(&condition.left), condition.relation.sign(), side(&condition.right))
}

impl Relation {
    /// Its sign.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Relation::Less => "<",
            Relation::LessOrEqual => "≤",
            Relation::GreaterOrEqual => "≥",
            Relation::Greater => ">",
        }
    }
}

/// Numbers that are better known otherwise.
const WELL_KNOWN: &[(f64, &str)] = &[
    (STEP, "1/12"),
    (1.0 / 3.0, "1/3"),
    (MONTHS / LN_10, "12/ln 10"),
    (4.605_170_185_988_092, "ln 100"),
    (6.907_755_278_982_137, "ln 1000"),
    (MONTHS * core::f64::consts::LOG10_2, "12/log2 10"),
];

/// A number of an equation: as short as it is exact.
fn number_text(value: f64) -> String {
    if value.is_nan() {
        return NOTHING.to_owned();
    }
    if let Some((known, text)) = WELL_KNOWN.iter().find(|(known, _)| *known == value.abs()) {
        return format!("{}{text}", if *known == value { "" } else { "−" });
    }
    if value.is_finite()
        && (value == value.round() && value.abs() < 1e6 || (1e-3..1e6).contains(&value.abs()))
    {
        return format!("{value}").replace('-', "−");
    }
    scientific(&format!("{value:e}"))
}

/// A value, to seven digits.
fn value_text(value: f64) -> String {
    if !value.is_finite() {
        return NOTHING.to_owned();
    }
    let text = format!("{value:.6e}");
    let rounded: f64 = text.parse().unwrap_or(value);
    if rounded == 0.0 || (1e-3..1e9).contains(&rounded.abs()) {
        return format!("{rounded}").replace('-', "−");
    }
    scientific(&format!("{rounded:e}"))
}

/// `1.5e-6` as `1.5×10^−6`, `1e-6` as `10^−6`.
fn scientific(text: &str) -> String {
    let text = text.replace('-', "−");
    match text.split_once('e') {
        Some(("1", exponent)) => format!("10^{exponent}"),
        Some((digits, exponent)) => format!("{digits}×10^{exponent}"),
        None => text,
    }
}
