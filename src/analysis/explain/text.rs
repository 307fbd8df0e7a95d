//! Expressions as plain text, with names or with values filled in.

use super::expression::{Condition, Expr, Operator, Relation, Term, TermKind};
use super::{Explanation, Figure, When};
use crate::model::technology::STEP;

/// How terms and numbers are written; the rest of an expression is the same in every language.
pub trait Writer {
    /// A term.
    fn term(&self, term: &Term) -> String;
    /// A number of the equation itself.
    fn number(&self, value: f64) -> String {
        number_text(value)
    }
}

/// Ids.
struct Names(Figure);
/// Values.
struct Values;

impl Writer for Names {
    fn term(&self, term: &Term) -> String {
        let of = self.0;
        match term.kind {
            // Only a time other than that of the figure itself is said.
            TermKind::Figure(figure) if figure.when != of.when => match figure.when {
                When::Month(month) => format!("{}[month {}]", term.id(), month + 1),
                When::Year(year) => format!("{}[year {}]", term.id(), year + 1),
                When::Plan => term.id().to_owned(),
            },
            TermKind::Part(_) => "…".to_owned(),
            _ => term.id().to_owned(),
        }
    }
}

impl Writer for Values {
    fn term(&self, term: &Term) -> String {
        value_text(term.value)
    }
}

/// How tightly an expression binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Sum,
    Product,
    Power,
    Atom,
}

impl Explanation {
    /// The right side with ids: `ebit-usd + depreciation-usd`.
    #[must_use]
    pub fn names(&self) -> String {
        self.text(&Names(self.figure))
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

fn level_of(text: &str, negative_binds: Level) -> Level {
    if text.starts_with('−') { negative_binds } else { Level::Atom }
}

/// Text of an expression, and how tightly it binds.
fn written(expr: &Expr, terms: &[Term], writer: &impl Writer) -> (String, Level) {
    let within = |expr: &Expr, least: Level| {
        let (text, level) = written(expr, terms, writer);
        if level < least { format!("({text})") } else { text }
    };
    let list = |list: &[Expr]| -> Vec<String> { list.iter().map(|expr| within(expr, Level::Sum)).collect() };
    match expr {
        Expr::Number(value) => {
            let text = writer.number(*value);
            let level = level_of(&text, Level::Sum);
            let level = if text.contains(['/', '×', '^']) { level.min(Level::Product) } else { level };
            (text, level)
        }
        Expr::Term(position) => {
            let text = terms.get(*position).map_or_else(String::new, |term| writer.term(term));
            let level = level_of(&text, Level::Sum);
            (text, level)
        }
        Expr::Sum(addends) => {
            let mut text = String::new();
            for (index, (off, expr)) in addends.iter().enumerate() {
                let addend = within(expr, Level::Product);
                let sign = match (index, off) {
                    (0, false) => "",
                    (0, true) => "−",
                    (_, false) => " + ",
                    (_, true) => " − ",
                };
                text.push_str(sign);
                text.push_str(&addend);
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
            (operator, arguments) => (format!("{}({})", operator.id(), list(arguments).join(", ")), Level::Atom),
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

/// A number of an equation: as short as it is exact, 1/12 as such.
fn number_text(value: f64) -> String {
    if value == STEP {
        return "1/12".to_owned();
    }
    if value.is_finite() && (value == value.round() && value.abs() < 1e6 || (1e-3..1e6).contains(&value.abs())) {
        return format!("{value}").replace('-', "−");
    }
    scientific(&format!("{value:e}"))
}

/// A value, to seven digits.
fn value_text(value: f64) -> String {
    if !value.is_finite() {
        return "none".to_owned();
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
