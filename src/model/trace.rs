//! The traced number: it computes what `f64` computes, bit for bit, and records which quantities went into
//! which, so that any figure opens into its equation with the values filled in.
//!
//! A [`Traced`] is a value and the position of the operation that made it on the tape of its thread. The
//! tape exists only while [`record`] runs; outside it a `Traced` is a plain number. Constants are not
//! written until an operation joins them to something recorded, and operations on constants alone are
//! constants. What is read off the tape is in [`analysis::explain`](crate::analysis::explain).
//!
//! # References
//! Wengert (1964), *A simple automatic derivative evaluation program*, CACM 7(8): the tape.

mod tape;

pub(crate) use tape::{CONSTANT, Node, Op, Slot, Tape};
pub use tape::{Function, Mask};

use core::cell::RefCell;
use core::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};

use super::Number;
use super::number::{Divisor, Place};

thread_local! {
    static TAPE: RefCell<Option<Tape>> = const { RefCell::new(None) };
}

/// A number that knows where it comes from.
#[derive(Clone, Copy, Debug)]
pub struct Traced {
    value: f64,
    /// Position on the tape, or [`CONSTANT`].
    node: u32,
}

/// Runs something with a tape and answers what it answered, and the tape. A tape that was already running
/// is set aside meanwhile.
pub(crate) fn record<T>(run: impl FnOnce() -> T) -> (T, Tape) {
    let outer = TAPE.replace(Some(Tape::default()));
    let answer = run();
    (answer, TAPE.replace(outer).unwrap_or_default())
}

/// Runs something on traced numbers without recording it: everything it makes is a constant.
pub(crate) fn unrecorded<T>(run: impl FnOnce() -> T) -> T {
    let outer = TAPE.take();
    let answer = run();
    TAPE.set(outer);
    answer
}

/// Does something with the tape, if one is running.
fn with_tape<T>(act: impl FnOnce(&mut Tape) -> T) -> Option<T> {
    TAPE.with_borrow_mut(|tape| tape.as_mut().map(act))
}

impl Traced {
    fn constant(value: f64) -> Self {
        Self { value, node: CONSTANT }
    }

    /// The value.
    #[must_use]
    pub const fn value(self) -> f64 {
        self.value
    }

    /// Where it stands on the tape; none for a constant.
    #[must_use]
    pub(crate) const fn node(self) -> u32 {
        self.node
    }

    /// Whether it is on no tape.
    pub(crate) const fn is_constant(self) -> bool {
        self.node == CONSTANT
    }

    /// An input.
    pub(crate) fn input(value: f64, parameter: usize, slot: Slot) -> Self {
        let parameter = u32::try_from(parameter).unwrap_or(CONSTANT);
        Self::written(value, |tape| tape.push(Op::Input(slot), parameter, 0, value))
    }

    /// A function that is shown by its name and not opened into operations.
    pub(crate) fn call(function: Function, arguments: &[Self], value: f64) -> Self {
        Self::written(value, |tape| tape.push_call(function, arguments, value))
    }

    /// The last quantity noted under an id; zero where there is none.
    pub(crate) fn noted(id: &str) -> Self {
        let note = |tape: &mut Tape| tape.notes.iter().rfind(|note| note.id == id).map(|note| note.number);
        with_tape(note).flatten().unwrap_or(Self::constant(0.0))
    }

    fn written(value: f64, write: impl FnOnce(&mut Tape) -> u32) -> Self {
        Self { value, node: with_tape(write).unwrap_or(CONSTANT) }
    }

    fn unary(self, op: Op, value: f64) -> Self {
        if self.node == CONSTANT {
            return Self::constant(value);
        }
        Self::written(value, |tape| tape.push(op, self.node, self.node, value))
    }

    fn binary(self, op: Op, other: Self, value: f64) -> Self {
        if self.node == CONSTANT && other.node == CONSTANT {
            return Self::constant(value);
        }
        Self::written(value, |tape| {
            let (a, b) = (tape.position(self), tape.position(other));
            tape.push(op, a, b, value)
        })
    }

    fn compared(self, op: Op, other: Self, holds: bool) -> Mask {
        let truth = self.binary(op, other, f64::from(u8::from(holds)));
        Mask { holds, node: truth.node }
    }
}

macro_rules! operators {
    ($($trait:ident $name:ident;)*) => {$(
        impl $trait for Traced {
            type Output = Self;
            fn $name(self, other: Self) -> Self {
                self.binary(Op::$trait, other, self.value.$name(other.value))
            }
        }
        impl $trait<f64> for Traced {
            type Output = Self;
            fn $name(self, other: f64) -> Self {
                self.$name(Self::of(other))
            }
        }
    )*};
}
operators! { Add add; Sub sub; Mul mul; Div div; }

impl Neg for Traced {
    type Output = Self;
    fn neg(self) -> Self {
        self.unary(Op::Neg, -self.value)
    }
}
impl AddAssign for Traced {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}
impl SubAssign for Traced {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}
impl MulAssign for Traced {
    fn mul_assign(&mut self, other: Self) {
        *self = *self * other;
    }
}

impl Number for Traced {
    type Mask = Mask;
    const LANES: usize = 1;
    const RECORDS: bool = true;

    fn of(value: f64) -> Self {
        Self { value, node: with_tape(|tape| tape.named_constant(value)).unwrap_or(CONSTANT) }
    }
    fn lane(self, _lane: usize) -> f64 {
        self.value
    }
    fn from_lanes(value: impl Fn(usize) -> f64) -> Self {
        Self::constant(value(0))
    }
    fn lt(self, other: Self) -> Mask {
        self.compared(Op::Less, other, Number::lt(self.value, other.value))
    }
    fn le(self, other: Self) -> Mask {
        self.compared(Op::LessOrEqual, other, Number::le(self.value, other.value))
    }
    fn select(mask: Mask, yes: Self, no: Self) -> Self {
        let chosen = if mask.holds { yes } else { no };
        if mask.node == CONSTANT {
            return chosen;
        }
        Self::written(chosen.value, |tape| {
            if tape.is_guard(mask) && chosen.node != CONSTANT {
                return chosen.node;
            }
            let position = tape.position(chosen);
            tape.push(Op::Case, mask.node, position, chosen.value)
        })
    }
    fn any(mask: Mask) -> bool {
        mask.holds
    }
    fn and(a: Mask, b: Mask) -> Mask {
        let holds = a.holds && b.holds;
        let node = match (a.node, b.node) {
            (CONSTANT, node) | (node, CONSTANT) => node,
            (left, right) => {
                let truth = f64::from(u8::from(holds));
                Self::written(truth, |tape| tape.push(Op::Both, left, right, truth)).node
            }
        };
        Mask { holds, node }
    }
    fn exp(self) -> Self {
        self.unary(Op::Exp, Number::exp(self.value))
    }
    fn ln(self) -> Self {
        self.unary(Op::Ln, Number::ln(self.value))
    }
    fn abs(self) -> Self {
        self.unary(Op::Abs, Number::abs(self.value))
    }
    fn floor(self) -> Self {
        self.unary(Op::Floor, Number::floor(self.value))
    }
    fn identical(self, other: Self) -> bool {
        self.value == other.value && self.node == other.node
    }
    fn place(self, length: usize) -> Place {
        self.value.place(length)
    }
    fn max(self, other: Self) -> Self {
        self.binary(Op::Max, other, Number::max(self.value, other.value))
    }
    fn min(self, other: Self) -> Self {
        self.binary(Op::Min, other, Number::min(self.value, other.value))
    }
    fn powf(self, power: Self) -> Self {
        self.binary(Op::Power, power, Number::powf(self.value, power.value))
    }
    fn log10(self) -> Self {
        self.unary(Op::Log10, Number::log10(self.value))
    }
    fn log2(self) -> Self {
        self.unary(Op::Log2, Number::log2(self.value))
    }
    fn exp2(self) -> Self {
        self.unary(Op::Exp2, Number::exp2(self.value))
    }
    fn known(value: f64, id: &'static str, row: &'static str) -> f64 {
        with_tape(|tape| tape.expect(value, id, row));
        value
    }
    fn rounding(self) -> Self {
        if self.value == 0.0 {
            return Self::constant(self.value);
        }
        Self::of(Self::known(self.value, "carried-rounding", ""))
    }
    fn along(from: Self, to: Self, progress: f64) -> Self {
        let value = f64::along(from.value, to.value, progress);
        let path = with_tape(|tape| tape.same_path(from, to)).unwrap_or(false);
        if path {
            return Self::written(value, |tape| tape.push(Op::Along, from.node, to.node, value));
        }
        from + (to - from) * progress
    }
    fn note<const K: usize>(year: f64, quantities: impl FnOnce() -> [(&'static str, Self); K]) {
        // The quantities are made before the tape is held: making them may write to it.
        let quantities = quantities();
        with_tape(|tape| tape.notes.extend(quantities.map(|(id, number)| tape::Note { id, year, number })));
    }
    fn divided(self, by: Divisor<Self>) -> Self {
        let value = self.value * by.reciprocal.value;
        // Shown as the division that it is. By zero, it is zero.
        if by.value.value == 0.0 {
            return Self::select(Self::zero().lt(by.value.abs()), self, Self::constant(value));
        }
        self.binary(Op::Div, by.value, value)
    }
    fn over(self, constant: f64) -> Self {
        self.binary(Op::Div, Self::of(constant), Number::over(self.value, constant))
    }
    fn over_or_zero(self, other: Self) -> Self {
        let value = Number::over_or_zero(self.value, other.value);
        let exists = Self::zero().lt(other.abs());
        if exists.holds {
            self.binary(Op::Div, other, value)
        } else {
            Self::select(exists, self, Self::constant(value))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A function of two inputs that uses every operation.
    fn everything<N: Number>(a: N, b: N) -> Vec<N> {
        let chosen = N::select(N::and(a.lt(b), N::zero().le(b)), a * 2.0, b - 1.0);
        let mut sum = a + b;
        sum += chosen;
        sum -= b;
        sum *= a;
        vec![
            sum,
            a / b,
            -a,
            a.exp(),
            b.abs().ln(),
            (a * 10.0).abs().floor(),
            a.max(b).min(N::of(0.5)).clamp(-1.0, 1.0),
            b.abs().powf(a),
            b.abs().log10() + b.abs().log2() + a.exp2(),
            a.over_or_zero(b) + a.over_or_zero(N::zero()) + a.over_or_zero(b * 0.0),
            N::along(a, b, 0.3),
            a.divided(Divisor::or_zero(b)) + a.divided(Divisor::or_zero(b * 0.0)) + a.over(7.0),
            N::gather(&N::of(1.0).place(3), |row| [a, b, chosen][row]),
            N::from_lanes(|_| 4.0) * N::known(3.0, "x", "y"),
        ]
    }

    #[test]
    fn the_bits_are_those_of_f64_with_a_tape_and_without() {
        let bits =
            |numbers: Vec<Traced>| -> Vec<u64> { numbers.iter().map(|n| n.lane(0).to_bits()).collect() };
        for (a, b) in [(0.3, 1.7), (1.7, -0.3), (-2.5, 0.1), (0.0, 0.0), (0.1, f64::NAN)] {
            let plain: Vec<u64> = everything(a, b).iter().map(|n: &f64| n.to_bits()).collect();
            let (traced, tape) =
                record(|| everything(Traced::input(a, 0, Slot::Value), Traced::input(b, 1, Slot::Value)));
            assert!(tape.nodes.len() > 20);
            assert_eq!(bits(traced), plain, "{a} {b}");
            assert_eq!(bits(everything(Traced::of(a), Traced::of(b))), plain, "{a} {b}");
        }
    }

    #[test]
    fn constants_cost_nothing_and_nothing_is_written_outside_a_recording() {
        let ((), tape) = record(|| {
            let two = Traced::of(1.0) + 1.0;
            assert_eq!(two.node(), CONSTANT);
            unrecorded(|| assert_eq!(Traced::input(1.0, 0, Slot::Value).node(), CONSTANT));
        });
        assert!(tape.nodes.is_empty());
        assert_eq!(Traced::input(1.0, 0, Slot::Value).node(), CONSTANT);
    }

    #[test]
    fn a_named_constant_is_the_one_of_the_operation_it_stands_in() {
        let (product, tape) =
            record(|| Traced::input(2.0, 0, Slot::Value) * Traced::known(8.0, "peak", "h100") * 8.0);
        assert_eq!(product.value(), 128.0);
        let names: Vec<_> = tape.nodes.iter().filter(|node| matches!(node.op, Op::Known)).collect();
        assert_eq!((names.len(), tape.known[0].id), (1, "peak"));
    }
}
