//! The terms of an expression.

use super::Expander;
use crate::analysis::explain::expression::{Expr, InputPart, Part, Term, TermKind};
use crate::analysis::explain::recording::{Name, Scale};
use crate::model::parameters::registry;
use crate::model::quantity::constant;
use crate::model::trace::{Node, Op, Slot};

impl Expander<'_> {
    fn term(&mut self, kind: TermKind, value: f64) -> Expr {
        let same = |term: &Term| term.value.to_bits() == value.to_bits() && is_same(&term.kind, &kind);
        let position = self.terms.iter().position(same).unwrap_or_else(|| {
            self.terms.push(Term { kind, value, contribution: None });
            self.terms.len() - 1
        });
        Expr::Term(position)
    }

    pub(super) fn named(&mut self, name: Name) -> Expr {
        let value = self.recording.figure(name.figure).map_or(f64::NAN, |number| number.value());
        let term = self.term(TermKind::Figure(name.figure), value);
        match name.scale {
            None => term,
            Some(Scale::Times(factor)) => Expr::Product(vec![term, Expr::Number(factor)]),
            Some(Scale::Over(factor)) => Expr::Quotient(Box::new(term), Box::new(Expr::Number(factor))),
        }
    }

    pub(super) fn part(&mut self, position: u32, value: f64) -> Expr {
        self.term(TermKind::Part(Part { node: position, of: self.root }), value)
    }

    pub(super) fn known(&mut self, node: Node) -> Expr {
        let known = self.recording.tape.known.get(node.a as usize);
        let Some((known, constant)) = known.and_then(|known| Some((known, constant(known.id)?))) else {
            return Expr::Number(node.value);
        };
        let row = if known.row.is_empty() { self.recording.row(constant.table) } else { known.row };
        self.term(TermKind::Constant { constant, row }, node.value)
    }

    pub(super) fn input(&mut self, node: Node) -> Expr {
        let (index, part) = match node.op {
            Op::Along => {
                let (Some(from), Some(to)) = (self.node(node.a), self.node(node.b)) else {
                    return Expr::Number(node.value);
                };
                let part = match node.value {
                    value if value == from.value => InputPart::From,
                    value => InputPart::Along((value - from.value) / (to.value - from.value)),
                };
                (from.a as usize, part)
            }
            Op::Input(Slot::Cost) => (node.a as usize, InputPart::Cost),
            Op::Input(Slot::From) => (node.a as usize, InputPart::From),
            Op::Input(Slot::To) => (node.a as usize, InputPart::To),
            _ => (node.a as usize, InputPart::Value),
        };
        let level = part != InputPart::Cost && self.recording.level.binary_search(&index).is_ok();
        let part = if level { InputPart::Value } else { part };
        let Some(parameter) = registry().nth(index) else { return Expr::Number(node.value) };
        self.term(TermKind::Input { parameter, index, part }, node.value)
    }
}

fn is_same(a: &TermKind, b: &TermKind) -> bool {
    match (a, b) {
        (TermKind::Figure(a), TermKind::Figure(b)) => a == b,
        (TermKind::Input { index: a, part: p, .. }, TermKind::Input { index: b, part: q, .. }) => {
            a == b && p == q
        }
        (TermKind::Constant { constant: a, row: r }, TermKind::Constant { constant: b, row: s }) => {
            a.id == b.id && r == s
        }
        (TermKind::Part(a), TermKind::Part(b)) => a == b,
        _ => false,
    }
}
