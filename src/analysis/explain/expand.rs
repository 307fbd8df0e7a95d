//! From what a run wrote down to an expression over named terms.

mod leaf;

use super::expression::{Condition, Expr, Operator, Relation, Term};
use super::figure::{Figure, Kind, When};
use super::recording::{Name, Recording};
use crate::model::trace::{CONSTANT, Node, Op};
use std::collections::HashMap;

/// How deep an expression may be before the rest is a part of its own.
const DEEPEST: usize = 40;
/// What stands more than once in an expression is a part of its own from this many leaves on.
const LEAVES_OF_A_PART: u32 = 4;
/// A sum of more addends than this shows each that is longer than two terms as a part, and leaves out zeros.
const MOST_ADDENDS: usize = 36;

/// How often a node stands in an expression, and how many leaves it has.
#[derive(Clone, Copy)]
struct Use {
    times: u32,
    leaves: u32,
}

/// Builds one expression.
pub(super) struct Expander<'a> {
    recording: &'a Recording,
    root: Figure,
    terms: Vec<Term>,
    uses: HashMap<u32, Use>,
    /// What holds where the expression is at.
    held: Vec<Condition>,
}

impl<'a> Expander<'a> {
    pub(super) fn of(recording: &'a Recording, root: Figure) -> Self {
        Self { recording, root, terms: Vec::new(), uses: HashMap::new(), held: Vec::new() }
    }

    /// The expression of a node and its terms. `whole`: the node is the root figure, not a part of it.
    pub(super) fn expand(mut self, node: u32, whole: bool) -> (Expr, Vec<Term>) {
        let alias = if whole { self.alias(node) } else { None };
        let expr = match alias {
            Some(name) => self.named(name),
            None => {
                for part in self.operands(node) {
                    self.survey(part);
                }
                self.opened(node, 0)
            }
        };
        (expr, self.terms)
    }

    /// What a node is made of.
    fn operands(&self, position: u32) -> Vec<u32> {
        let Some(node) = self.node(position) else { return Vec::new() };
        match node.op {
            Op::Constant | Op::Known | Op::Input(_) | Op::Along => Vec::new(),
            Op::Neg | Op::Exp | Op::Exp2 | Op::Ln | Op::Log2 | Op::Log10 | Op::Abs | Op::Floor => {
                vec![node.a]
            }
            Op::Call => {
                self.recording.tape.calls.get(node.a as usize).map_or(Vec::new(), |(_, list)| list.clone())
            }
            _ => vec![node.a, node.b],
        }
    }

    /// Whether a product repeats its last factor.
    fn is_power(&self, node: Node) -> bool {
        let before = self.node(node.a).filter(|before| node.op == Op::Mul && before.op == Op::Mul);
        before.is_some_and(|before| before.b == node.b)
    }

    /// Counts uses below the root; answers the leaves of a node.
    fn survey(&mut self, position: u32) -> u32 {
        if let Some(known) = self.uses.get_mut(&position) {
            known.times += 1;
            return known.leaves;
        }
        let operands = if self.name(position).is_some() { Vec::new() } else { self.operands(position) };
        let below: Vec<u32> = operands.iter().map(|&part| self.survey(part)).collect();
        let leaves = match (self.node(position), below.as_slice()) {
            // One factor more of the same is a power, and no longer than before.
            (Some(node), [before, _]) if self.is_power(node) => *before,
            (_, below) => below.iter().fold(0_u32, |sum, leaves| sum.saturating_add(*leaves)).max(1),
        };
        self.uses.insert(position, Use { times: 1, leaves });
        leaves
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
        others.min_by_key(|name| self.distance(name, true)).copied()
    }

    /// The name under which the expression shows a node.
    fn name(&self, node: u32) -> Option<Name> {
        let names = self.recording.names(node).iter();
        let others = names.filter(|name| name.figure != self.root);
        others.min_by_key(|name| self.distance(name, false)).copied()
    }

    /// Names of the same time come first, then those of the same kind of time. The plan is made of its own
    /// quantities, then of months; as a whole it is first what its last year is.
    fn distance(&self, name: &Name, whole: bool) -> impl Ord + use<> {
        let level = |when: When| match when {
            When::Month(_) => 0_u8,
            When::Year(_) => 1,
            When::Plan => 2,
        };
        let figure = name.figure;
        let apart = match (self.root.when, figure.when, figure.subject.kind()) {
            (When::Plan, When::Plan, Kind::Quantity(_)) => 0,
            (When::Plan, When::Year(_), _) => {
                if whole {
                    1
                } else {
                    2
                }
            }
            (When::Plan, When::Month(_), _) => {
                if whole {
                    2
                } else {
                    1
                }
            }
            (When::Plan, When::Plan, _) => 3,
            (root, other, _) if root == other => 0,
            (root, other, _) => 1 + level(root).abs_diff(level(other)),
        };
        (apart, name.scale.is_some(), figure)
    }

    /// A node below the root.
    fn shown(&mut self, position: u32, depth: usize) -> Expr {
        if let Some(name) = self.name(position) {
            return self.named(name);
        }
        let Some(node) = self.node(position) else { return Expr::Number(f64::NAN) };
        let again = self.uses.get(&position).is_some_and(|u| u.times > 1 && u.leaves >= LEAVES_OF_A_PART);
        if again || depth >= DEEPEST { self.part(position, node.value) } else { self.opened(position, depth) }
    }

    /// One of many addends.
    fn addend(&mut self, position: u32, depth: usize) -> Expr {
        match (self.uses.get(&position), self.node(position)) {
            (Some(used), Some(node)) if used.leaves > 2 => self.part(position, node.value),
            _ => self.shown(position, depth),
        }
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
                if below == Expr::Number(1.0) {
                    above
                } else {
                    Expr::Quotient(Box::new(above), Box::new(below))
                }
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
        let mut links = self.chain(position, |op| matches!(op, Op::Add | Op::Sub));
        let is_long = links.len() > MOST_ADDENDS;
        let is_zero = |(_, node): &(Op, u32)| self.node(*node).is_some_and(|node| node.value == 0.0);
        // Where all are zero, one says why.
        if is_long && !links.iter().all(is_zero) {
            links.retain(|link| !is_zero(link));
        } else if is_long {
            links.truncate(2);
        }
        let is_long = links.len() > MOST_ADDENDS;
        let mut addends: Vec<(bool, Expr)> = Vec::with_capacity(links.len());
        for (op, node) in links {
            let shown = if is_long { self.addend(node, depth) } else { self.shown(node, depth) };
            let (off, expr) = match shown {
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
        // What holds around it need not be said again.
        conditions.retain(|condition| !self.held.contains(condition));
        let outside = self.held.len();
        self.held.extend(conditions.iter().cloned());
        let expr = self.shown(value, depth);
        self.held.truncate(outside);
        match expr {
            expr if conditions.is_empty() => expr,
            Expr::Case(inner, more) => {
                conditions.extend(more);
                Expr::Case(inner, conditions)
            }
            expr => Expr::Case(Box::new(expr), conditions),
        }
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
