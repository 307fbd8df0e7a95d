//! An equation with its values filled in.

use super::figure::Figure;
use crate::model::number;
use crate::model::parameter::Parameter;
use crate::model::quantity::Constant;
use crate::model::trace::Function;

/// An expression over the terms of an explanation.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A number of the equation itself.
    Number(f64),
    /// A term, by its position.
    Term(usize),
    /// Terms added, or taken off where the flag is set.
    Sum(Vec<(bool, Expr)>),
    /// Factors.
    Product(Vec<Expr>),
    /// A quotient.
    Quotient(Box<Expr>, Box<Expr>),
    /// The negative.
    Negative(Box<Expr>),
    /// A whole power.
    Power(Box<Expr>, u32),
    /// A function of arguments.
    Apply(Operator, Vec<Expr>),
    /// A value that stands because of what holds.
    Case(Box<Expr>, Vec<Condition>),
}

/// A function in an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// e to a power.
    Exp,
    /// 2 to a power.
    Exp2,
    /// Natural logarithm.
    Ln,
    /// Logarithm to base 2.
    Log2,
    /// Logarithm to base 10.
    Log10,
    /// Base and exponent.
    Power,
    /// Absolute value.
    Abs,
    /// Largest whole number not above.
    Floor,
    /// Largest.
    Max,
    /// Smallest.
    Min,
    /// A search or an accountant.
    Call(Function),
}

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Below.
    Less,
    /// Below or equal.
    LessOrEqual,
    /// Above or equal.
    GreaterOrEqual,
    /// Above.
    Greater,
}

/// A comparison that holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// Left side.
    pub left: Expr,
    /// How it compares.
    pub relation: Relation,
    /// Right side.
    pub right: Expr,
}

/// Which number of an input a term is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum InputPart {
    /// The number itself, or that of a path which stands still.
    Value,
    /// A path on its way, 0 to 1.
    Along(f64),
    /// The beginning of a path.
    From,
    /// The end of a path.
    To,
    /// The one-off cost of moving a lever.
    Cost,
}

/// What a term is.
#[derive(Clone, Copy, Debug)]
pub enum TermKind {
    /// Another figure, to be explained in turn.
    Figure(Figure),
    /// An input: grade, sources and note are the parameter's.
    Input {
        /// The parameter.
        parameter: &'static Parameter,
        /// Position in the registry.
        index: usize,
        /// Which number of it.
        part: InputPart,
    },
    /// A constant out of a table.
    Constant {
        /// The constant: unit, table, equation.
        constant: &'static Constant,
        /// Row of the table; empty for a convention of the model.
        row: &'static str,
    },
    /// A part of an expression too long to show at once, to be explained in turn.
    Part(Part),
}

/// An unnamed part of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub(super) node: u32,
    /// The figure it belongs to.
    pub of: Figure,
}

/// One term of an explanation.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// What it is.
    pub kind: TermKind,
    /// Its value.
    pub value: f64,
    /// What it adds to the figure, with its sign, where it is an addend by itself.
    pub contribution: Option<f64>,
}

impl Term {
    /// Id: of the figure, input or constant; empty for an unnamed part.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self.kind {
            TermKind::Figure(figure) => figure.subject.id(),
            TermKind::Input { parameter, .. } => parameter.id,
            TermKind::Constant { constant, .. } => constant.id,
            TermKind::Part(_) => "",
        }
    }

    /// Unit, in English; empty for an unnamed part.
    #[must_use]
    pub fn unit(&self) -> &'static str {
        match self.kind {
            TermKind::Figure(figure) => figure.subject.unit(),
            TermKind::Input { part: InputPart::Cost, .. } => "USD per unit of change",
            TermKind::Input { parameter, .. } => parameter.unit,
            TermKind::Constant { constant, .. } => constant.unit,
            TermKind::Part(_) => "",
        }
    }

    /// Whether there is something behind it to explain.
    #[must_use]
    pub const fn opens(&self) -> bool {
        matches!(self.kind, TermKind::Figure(_) | TermKind::Part(_))
    }
}

impl Expr {
    /// The value, from the values of the terms.
    #[must_use]
    pub fn value(&self, terms: &[Term]) -> f64 {
        let of = |expr: &Expr| expr.value(terms);
        match self {
            Expr::Number(value) => *value,
            Expr::Term(position) => terms.get(*position).map_or(f64::NAN, |term| term.value),
            Expr::Sum(addends) => {
                let signed = addends.iter().map(|(off, expr)| if *off { -of(expr) } else { of(expr) });
                signed.reduce(|sum, value| sum + value).unwrap_or(0.0)
            }
            Expr::Product(factors) => {
                factors.iter().map(of).reduce(|product, value| product * value).unwrap_or(1.0)
            }
            Expr::Quotient(above, below) => of(above) / of(below),
            Expr::Negative(expr) => -of(expr),
            Expr::Power(base, exponent) => {
                let base = of(base);
                (1..*exponent).fold(base, |power, _| power * base)
            }
            Expr::Apply(operator, arguments) => {
                operator.value(&arguments.iter().map(of).collect::<Vec<f64>>())
            }
            Expr::Case(value, _) => of(value),
        }
    }

    /// The parts of the expression right below it, conditions left out.
    pub(super) fn children(&self) -> Vec<&Expr> {
        match self {
            Expr::Number(_) | Expr::Term(_) => Vec::new(),
            Expr::Sum(addends) => addends.iter().map(|(_, expr)| expr).collect(),
            Expr::Product(list) | Expr::Apply(_, list) => list.iter().collect(),
            Expr::Quotient(above, below) => vec![above, below],
            Expr::Negative(expr) | Expr::Power(expr, _) | Expr::Case(expr, _) => vec![expr],
        }
    }

    /// Whether a function shown by name stands in it.
    pub(super) fn searches(&self) -> bool {
        matches!(self, Expr::Apply(Operator::Call(_), _)) || self.children().into_iter().any(Self::searches)
    }

    /// Writes into the terms what each adds to the whole, where it is an addend by itself.
    pub(super) fn contribute(&self, off: bool, terms: &mut [Term]) {
        match self {
            Expr::Term(position) => {
                if let Some(term) = terms.get_mut(*position) {
                    let value = if off { -term.value } else { term.value };
                    term.contribution = Some(term.contribution.unwrap_or(0.0) + value);
                }
            }
            Expr::Sum(addends) => {
                addends.iter().for_each(|(minus, expr)| expr.contribute(off != *minus, terms));
            }
            Expr::Negative(expr) => expr.contribute(!off, terms),
            Expr::Case(expr, _) => expr.contribute(off, terms),
            _ => {}
        }
    }
}

impl Operator {
    /// The id it is shown under.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Operator::Exp => "exp",
            Operator::Exp2 => "exp2",
            Operator::Ln => "ln",
            Operator::Log2 => "log2",
            Operator::Log10 => "log10",
            Operator::Power => "pow",
            Operator::Abs => "abs",
            Operator::Floor => "floor",
            Operator::Max => "max",
            Operator::Min => "min",
            Operator::Call(function) => function.id(),
        }
    }

    fn value(self, arguments: &[f64]) -> f64 {
        use crate::model::Number;
        match (self, arguments) {
            (Operator::Call(function), arguments) => function.of(arguments),
            (Operator::Max, [first, rest @ ..]) => rest.iter().fold(*first, |a, b| Number::max(a, *b)),
            (Operator::Min, [first, rest @ ..]) => rest.iter().fold(*first, |a, b| Number::min(a, *b)),
            (Operator::Power, [base, exponent]) => Number::powf(*base, *exponent),
            (Operator::Exp, [x]) => number::exp(*x),
            (Operator::Exp2, [x]) => Number::exp2(*x),
            (Operator::Ln, [x]) => number::ln(*x),
            (Operator::Log2, [x]) => Number::log2(*x),
            (Operator::Log10, [x]) => Number::log10(*x),
            (Operator::Abs, [x]) => Number::abs(*x),
            (Operator::Floor, [x]) => Number::floor(*x),
            _ => f64::NAN,
        }
    }
}
