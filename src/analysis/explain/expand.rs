//! From what a run wrote down to an expression over named terms.

use super::expression::{Condition, Expr, InputPart, Operator, Part, Relation, Term, TermKind};
use super::figure::{Figure, When};
use super::recording::{Name, Recording};
use crate::model::parameters::registry;
use crate::model::quantity::constant;
use crate::model::trace::{CONSTANT, Node, Op, Slot};

/// How deep an expression may be before the rest is a part of its own.
const DEEPEST: usize = 40;

/// Builds one expression.
pub(super) struct Expander<'a> {
    recording: &'a Recording,
    root: Figure,
    terms: Vec<Term>,
}

impl<'a> Expander<'a> {
    pub(super) const fn of(recording: &'a Recording, root: Figure) -> Self {
        Self { recording, root, terms: Vec::new() }
    }

    /// The expression of a node and its terms. `whole`: the node is the root figure, not a part of it.
    pub(super) fn expand(mut self, node: u32, whole: bool) -> (Expr, Vec<Term>) {
        let expr = if whole {
            match self.alias(node) {
                Some(name) => self.named(name),
                None => self.opened(node, 0),
            }
        } else {
            self.opened(node, 0)
        };
        (expr, self.terms)
    }

    fn node(&self, position: u32) -> Option<Node> {
        self.recording.tape.nodes.get(position as usize).copied()
    }

    /// Another figure that the root is: an earlier or smaller one, so that two never explain each other.
    fn alias(&self, node: u32) -> Option<Name> {
        if self.recording.is_defined(self.root) {
            return None;
        }
        let others = self.recording.names(node).iter();
        let others = others.filter(|name| name.scale.is_none() && name.figure < self.root);
        others.min_by_key(|name| self.distance(name)).copied()
    }

    /// The name under which the expression shows a node.
    fn name(&self, node: u32) -> Option<Name> {
        let names = self.recording.names(node).iter();
        names.filter(|name| name.figure != self.root).min_by_key(|name| self.distance(name)).copied()
    }

    /// Names of the same time come first, then those of the same kind of time.
    fn distance(&self, name: &Name) -> impl Ord + use<> {
        let level = |when: When| match when {
            When::Month(_) => 0_u8,
            When::Year(_) => 1,
            When::Plan => 2,
        };
        let figure = name.figure;
        let apart = match (self.root.when, figure.when) {
            // The plan is made of years.
            (When::Plan, other) => [2, 0, 1][usize::from(level(other))],
            (root, other) => level(root).abs_diff(level(other)),
        };
        (figure.when != self.root.when, apart, name.scale.is_some(), figure)
    }

    fn term(&mut self, kind: TermKind, value: f64) -> Expr {
        let same = |term: &Term| term.value.to_bits() == value.to_bits() && is_same(&term.kind, &kind);
        let position = self.terms.iter().position(same).unwrap_or_else(|| {
            self.terms.push(Term { kind, value, contribution: None });
            self.terms.len() - 1
        });
        Expr::Term(position)
    }

    fn named(&mut self, name: Name) -> Expr {
        let value = self.recording.figure(name.figure).map_or(f64::NAN, |number| number.value());
        let term = self.term(TermKind::Figure(name.figure), value);
        match name.scale {
            None => term,
            Some(scale) => {
                let whole = scale.recip().round();
                // 1e-3 is 1 in 1000 and not quite a number of its own.
                if (whole * scale - 1.0).abs() < 1e-15 && whole != 0.0 {
                    Expr::Product(vec![term, Expr::Number(whole)])
                } else {
                    Expr::Quotient(Box::new(term), Box::new(Expr::Number(scale)))
                }
            }
        }
    }

    /// A node below the root.
    fn shown(&mut self, position: u32, depth: usize) -> Expr {
        if let Some(name) = self.name(position) {
            return self.named(name);
        }
        let Some(node) = self.node(position) else { return Expr::Number(f64::NAN) };
        if depth >= DEEPEST {
            return self.term(TermKind::Part(Part { node: position, of: self.root }), node.value);
        }
        self.opened(position, depth)
    }

    /// A node opened into its operation.
    fn opened(&mut self, position: u32, depth: usize) -> Expr {
        let Some(node) = self.node(position) else { return Expr::Number(f64::NAN) };
        let depth = depth + 1;
        match node.op {
            Op::Constant => Expr::Number(node.value),
            Op::Known => self.known(node),
            Op::Input(_) | Op::Along => self.input(node),
            Op::Add | Op::Sub => self.sum(position, depth),
            Op::Mul => self.product(position, depth),
            Op::Div => {
                let (above, below) = (self.shown(node.a, depth), self.shown(node.b, depth));
                if below == Expr::Number(1.0) { above } else { Expr::Quotient(Box::new(above), Box::new(below)) }
            }
            Op::Neg => match self.shown(node.a, depth) {
                Expr::Negative(expr) => *expr,
                expr => Expr::Negative(Box::new(expr)),
            },
            Op::Max | Op::Min => self.extreme(position, node.op, depth),
            Op::Power => {
                let arguments = vec![self.shown(node.a, depth), self.shown(node.b, depth)];
                Expr::Apply(Operator::Power, arguments)
            }
            Op::Exp => self.apply(Operator::Exp, node, depth),
            Op::Exp2 => self.apply(Operator::Exp2, node, depth),
            Op::Ln => self.apply(Operator::Ln, node, depth),
            Op::Log2 => self.apply(Operator::Log2, node, depth),
            Op::Log10 => self.apply(Operator::Log10, node, depth),
            Op::Abs => self.apply(Operator::Abs, node, depth),
            Op::Floor => self.apply(Operator::Floor, node, depth),
            Op::Case => {
                let mut conditions = Vec::new();
                self.conditions(node.a, depth, &mut conditions);
                self.case(node.b, conditions, depth)
            }
            Op::Less | Op::LessOrEqual | Op::Both => Expr::Number(node.value),
            Op::Call => {
                let call = self.recording.tape.calls.get(node.a as usize);
                let Some((function, arguments)) = call else { return Expr::Number(f64::NAN) };
                let arguments = arguments.iter().map(|&argument| self.shown(argument, depth)).collect();
                Expr::Apply(Operator::Call(*function), arguments)
            }
        }
    }

    fn apply(&mut self, operator: Operator, node: Node, depth: usize) -> Expr {
        Expr::Apply(operator, vec![self.shown(node.a, depth)])
    }

    fn known(&mut self, node: Node) -> Expr {
        let known = self.recording.tape.known.get(node.a as usize);
        let Some((known, constant)) = known.and_then(|known| Some((known, constant(known.id)?))) else {
            return Expr::Number(node.value);
        };
        let row = if known.row.is_empty() { self.recording.row(constant.table) } else { known.row };
        self.term(TermKind::Constant { constant, row }, node.value)
    }

    fn input(&mut self, node: Node) -> Expr {
        let input = |position: u32| {
            let node = self.node(position)?;
            Some((node.a as usize, node.value))
        };
        let (index, part) = match node.op {
            Op::Along => match (input(node.a), input(node.b)) {
                (Some((index, from)), Some((_, to))) if from != to => {
                    (index, InputPart::Along((node.value - from) / (to - from)))
                }
                (Some((index, _)), _) => (index, InputPart::Value),
                _ => return Expr::Number(node.value),
            },
            Op::Input(Slot::Cost) => (node.a as usize, InputPart::Cost),
            Op::Input(Slot::From) => (node.a as usize, InputPart::From),
            Op::Input(Slot::To) => (node.a as usize, InputPart::To),
            _ => (node.a as usize, InputPart::Value),
        };
        let Some(parameter) = registry().nth(index) else { return Expr::Number(node.value) };
        self.term(TermKind::Input { parameter, index, part }, node.value)
    }

    /// The nodes of a chain of operations that leans to the left, first to last, with the operation that
    /// joins each to what stands before it. A named node ends the chain.
    fn chain(&self, position: u32, joins: impl Fn(Op) -> bool) -> Vec<(Op, u32)> {
        let mut links = Vec::new();
        let mut at = position;
        while let Some(node) = self.node(at).filter(|node| joins(node.op)) {
            if at != position && self.name(at).is_some() {
                break;
            }
            links.push((node.op, node.b));
            at = node.a;
        }
        links.push((Op::Constant, at));
        links.reverse();
        links
    }

    fn sum(&mut self, position: u32, depth: usize) -> Expr {
        let links = self.chain(position, |op| matches!(op, Op::Add | Op::Sub));
        let mut addends: Vec<(bool, Expr)> = Vec::with_capacity(links.len());
        for (op, node) in links {
            let (off, expr) = match self.shown(node, depth) {
                Expr::Number(0.0) => continue,
                Expr::Negative(expr) => (op != Op::Sub, *expr),
                expr => (op == Op::Sub, expr),
            };
            addends.push((off, expr));
        }
        match addends.len() {
            0 => Expr::Number(0.0),
            1 => match addends.remove(0) {
                (true, expr) => Expr::Negative(Box::new(expr)),
                (false, expr) => expr,
            },
            count => {
                // A level rate over many months is one addend many times.
                let first = addends[0].clone();
                if count > 2 && addends.iter().all(|addend| *addend == first) {
                    let times = Expr::Product(vec![Expr::Number(count as f64), first.1]);
                    return if first.0 { Expr::Negative(Box::new(times)) } else { times };
                }
                Expr::Sum(addends)
            }
        }
    }

    fn product(&mut self, position: u32, depth: usize) -> Expr {
        let links = self.chain(position, |op| op == Op::Mul);
        let mut factors: Vec<(Expr, u32)> = Vec::new();
        let mut before = CONSTANT;
        for (_, node) in links {
            match factors.last_mut() {
                // Growth over many months is one factor many times.
                Some((_, times)) if node == before => *times += 1,
                _ => {
                    let expr = self.shown(node, depth);
                    before = CONSTANT;
                    if expr != Expr::Number(1.0) {
                        factors.push((expr, 1));
                        before = node;
                    }
                }
            }
        }
        let power = |(expr, times): (Expr, u32)| match times {
            1 => expr,
            _ => Expr::Power(Box::new(expr), times),
        };
        let mut factors: Vec<Expr> = factors.into_iter().map(power).collect();
        match factors.len() {
            0 => Expr::Number(1.0),
            1 => factors.remove(0),
            _ => Expr::Product(factors),
        }
    }

    fn extreme(&mut self, position: u32, op: Op, depth: usize) -> Expr {
        let links = self.chain(position, |other| other == op);
        let arguments = links.into_iter().map(|(_, node)| self.shown(node, depth)).collect();
        Expr::Apply(if op == Op::Max { Operator::Max } else { Operator::Min }, arguments)
    }

    fn case(&mut self, value: u32, mut conditions: Vec<Condition>, depth: usize) -> Expr {
        let expr = match self.shown(value, depth) {
            Expr::Case(inner, more) => {
                for condition in more {
                    if !conditions.contains(&condition) {
                        conditions.push(condition);
                    }
                }
                *inner
            }
            expr => expr,
        };
        if conditions.is_empty() { expr } else { Expr::Case(Box::new(expr), conditions) }
    }

    /// What holds, of a comparison: itself or its opposite.
    fn conditions(&mut self, position: u32, depth: usize, list: &mut Vec<Condition>) {
        let Some(node) = self.node(position) else { return };
        let holds = node.value != 0.0;
        match node.op {
            Op::Both if holds => {
                self.conditions(node.a, depth, list);
                self.conditions(node.b, depth, list);
            }
            // One that fails is enough.
            Op::Both => {
                let fails = |at: &u32| self.node(*at).is_some_and(|part| part.value == 0.0);
                if let Some(at) = [node.a, node.b].into_iter().find(fails) {
                    self.conditions(at, depth, list);
                }
            }
            op => {
                let relation = match (op, holds) {
                    (Op::Less, true) => Relation::Less,
                    (Op::Less, false) => Relation::GreaterOrEqual,
                    (_, true) => Relation::LessOrEqual,
                    (_, false) => Relation::Greater,
                };
                let condition =
                    Condition { left: self.shown(node.a, depth), relation, right: self.shown(node.b, depth) };
                if !list.contains(&condition) {
                    list.push(condition);
                }
            }
        }
    }
}

fn is_same(a: &TermKind, b: &TermKind) -> bool {
    match (a, b) {
        (TermKind::Figure(a), TermKind::Figure(b)) => a == b,
        (TermKind::Input { index: a, part: p, .. }, TermKind::Input { index: b, part: q, .. }) => a == b && p == q,
        (TermKind::Constant { constant: a, row: r }, TermKind::Constant { constant: b, row: s }) => {
            a.id == b.id && r == s
        }
        (TermKind::Part(a), TermKind::Part(b)) => a == b,
        _ => false,
    }
}
