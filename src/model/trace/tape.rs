//! What a traced run writes down.

use super::Traced;

/// Position of what is not on the tape.
pub(crate) const CONSTANT: u32 = u32::MAX;

/// Which number of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// A scalar.
    Value,
    /// The beginning of a path.
    From,
    /// The end of a path.
    To,
    /// The one-off cost of moving a lever.
    Cost,
}

/// What made a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    /// A constant of an equation.
    Constant,
    /// A constant out of a table: `a` is its position in [`Tape::known`].
    Known,
    /// An input: `a` is its position in the registry.
    Input(Slot),
    /// A path between its ends, the inputs `a` and `b`.
    Along,
    Add,
    Sub,
    Mul,
    Div,
    Neg,
    Exp,
    Exp2,
    Ln,
    Log2,
    Log10,
    Power,
    Abs,
    Floor,
    Max,
    Min,
    /// `b`, because of the comparison `a`.
    Case,
    /// Whether `a < b`: 1 or 0.
    Less,
    /// Whether `a <= b`: 1 or 0.
    LessOrEqual,
    /// Whether both `a` and `b`.
    Both,
    /// A function shown by name: `a` is its position in [`Tape::calls`].
    Call,
}

/// A function that is shown by its name: a search or an accountant, whose single operations explain nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Function {
    /// First month from which the rolling 12-month EBITDA stays above zero.
    BreakEvenMonth,
    /// First month from which the cumulative flow stays at or above zero: a month's discount, then the flows.
    PaybackMonths,
    /// The only internal rate of return of monthly flows, a year.
    YearlyRate,
    /// The modified internal rate of return of monthly flows, a year: finance rate, reinvestment rate, then
    /// the flows.
    ModifiedYearlyRate,
    /// The privacy accountant: noise, sampling rate, steps, delta.
    Epsilon,
}

impl Function {
    /// The id it is shown under.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::BreakEvenMonth => "break-even",
            Self::PaybackMonths => "payback",
            Self::YearlyRate => "irr",
            Self::ModifiedYearlyRate => "mirr",
            Self::Epsilon => "epsilon",
        }
    }

    /// The function of values.
    #[must_use]
    pub fn of(self, arguments: &[f64]) -> f64 {
        use crate::model::{privacy, simulate};
        match (self, arguments) {
            (Self::BreakEvenMonth, ebitda) => simulate::break_even_month(ebitda),
            (Self::PaybackMonths, [discount, flows @ ..]) => simulate::payback_months(flows, *discount),
            (Self::YearlyRate, flows) => simulate::only_yearly_rate(flows),
            (Self::ModifiedYearlyRate, [finance, reinvest, flows @ ..]) => {
                simulate::modified_yearly_rate(flows, *finance, *reinvest)
            }
            (Self::Epsilon, [noise, rate, steps, delta]) => {
                privacy::epsilon(*noise, *rate, *steps, *delta).epsilon
            }
            (Self::PaybackMonths | Self::ModifiedYearlyRate | Self::Epsilon, _) => f64::NAN,
        }
    }
}

/// One number of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) value: f64,
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) op: Op,
}

/// A constant out of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Known {
    pub(crate) id: &'static str,
    pub(crate) row: &'static str,
}

/// A named quantity of a month.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Note {
    pub(crate) id: &'static str,
    /// Calendar time at which the month begins.
    pub(crate) year: f64,
    pub(crate) number: Traced,
}

/// The outcome of a comparison of traced numbers.
#[derive(Clone, Copy, Debug)]
pub struct Mask {
    pub(super) holds: bool,
    pub(super) node: u32,
}

/// Everything written while a recording ran.
#[derive(Debug, Default)]
pub(crate) struct Tape {
    pub(crate) nodes: Vec<Node>,
    pub(crate) known: Vec<Known>,
    pub(crate) calls: Vec<(Function, Vec<u32>)>,
    pub(crate) notes: Vec<Note>,
    /// A constant that the next operation is about to use, and its name.
    expected: Option<(u64, Known)>,
}

impl Tape {
    /// Memory taken, bytes.
    pub(crate) fn bytes(&self) -> usize {
        let arguments: usize = self.calls.iter().map(|(_, list)| size_of_val(list.as_slice())).sum();
        size_of_val(self.nodes.as_slice()) + size_of_val(self.notes.as_slice()) + arguments
    }

    /// Writes a number down. Past what a position can count it is a constant.
    pub(super) fn push(&mut self, op: Op, a: u32, b: u32, value: f64) -> u32 {
        match u32::try_from(self.nodes.len()) {
            Ok(position) if position < CONSTANT => {
                self.nodes.push(Node { value, a, b, op });
                position
            }
            _ => CONSTANT,
        }
    }

    /// Where a number stands; a constant is written down for that.
    pub(super) fn position(&mut self, number: Traced) -> u32 {
        if number.node == CONSTANT { self.push(Op::Constant, 0, 0, number.value) } else { number.node }
    }

    pub(super) fn push_call(&mut self, function: Function, arguments: &[Traced], value: f64) -> u32 {
        let arguments = arguments.iter().map(|&argument| self.position(argument)).collect();
        let position = u32::try_from(self.calls.len()).unwrap_or(CONSTANT);
        self.calls.push((function, arguments));
        self.push(Op::Call, position, 0, value)
    }

    /// Announces a constant out of a table.
    pub(super) fn expect(&mut self, value: f64, id: &'static str, row: &'static str) {
        self.expected = Some((value.to_bits(), Known { id, row }));
    }

    /// Writes a constant down if it is the one announced.
    pub(super) fn named_constant(&mut self, value: f64) -> u32 {
        let Some((_, known)) = self.expected.take_if(|(bits, _)| *bits == value.to_bits()) else {
            return CONSTANT;
        };
        let position = self.known.iter().position(|other| *other == known).unwrap_or_else(|| {
            self.known.push(known);
            self.known.len() - 1
        });
        self.push(Op::Known, u32::try_from(position).unwrap_or(CONSTANT), 0, value)
    }

    /// Whether two numbers are the ends of one path.
    pub(super) fn same_path(&self, from: Traced, to: Traced) -> bool {
        let input = |number: Traced, wanted| {
            let node = self.nodes.get(number.node as usize)?;
            (node.op == Op::Input(wanted)).then_some(node.a)
        };
        let begins = input(from, Slot::From);
        begins.is_some() && begins == input(to, Slot::To)
    }

    /// Whether a comparison that holds only keeps a division from dividing by zero: 0 < |x|.
    pub(super) fn is_guard(&self, mask: Mask) -> bool {
        let node = |position: u32| self.nodes.get(position as usize);
        let guard = || {
            let compared = node(mask.node).filter(|compared| compared.op == Op::Less)?;
            let (left, right) = (node(compared.a)?, node(compared.b)?);
            Some(left.op == Op::Constant && left.value == 0.0 && right.op == Op::Abs)
        };
        mask.holds && guard().unwrap_or(false)
    }
}
