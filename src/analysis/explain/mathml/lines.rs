//! Long formulas in lines: broken at sums, products, brackets and arguments, deeper ones set in. One subject
//! over a run of times is a sum over them.

use super::{Page, escaped, name_element, row};
use crate::analysis::explain::Explanation;
use crate::analysis::explain::expression::{Expr, Operator, TermKind};
use crate::analysis::explain::text::{GAP, Level, Writer, written_out};

/// From this many times on, one subject is a sum over them.
const LEAST_RUN: usize = 3;

/// A line of a formula.
struct Line {
    /// How many brackets it stands in.
    depth: usize,
    markup: String,
}

impl Explanation {
    /// The right side as a writer has it, in lines of at most so many characters where it can be broken: what
    /// stands in a `math` element, each line one element.
    #[must_use]
    pub fn mathml_lines(&self, writer: &impl Writer, width: usize) -> Vec<String> {
        let page = Page { terms: &self.terms, writer };
        let space = |depth: usize| match depth {
            0 => String::new(),
            depth => format!("<mspace width=\"{depth}em\"></mspace>"),
        };
        page.lines(&self.expression, width)
            .into_iter()
            .map(|line| row(&format!("{}{}", space(line.depth), line.markup)))
            .collect()
    }
}

/// A sign between two parts, wherever in its line it stands.
fn infix(sign: &str) -> String {
    format!("<mo form=\"infix\">{}</mo>", escaped(sign))
}

fn prefix(sign: &str) -> String {
    format!("<mo form=\"prefix\">{}</mo>", escaped(sign))
}

/// A bracket that closes in another line: as high as a letter.
fn bracket(sign: &str) -> String {
    format!("<mo stretchy=\"false\">{sign}</mo>")
}

/// Characters as wide as a letter.
fn wide(text: &str) -> usize {
    text.chars().map(|sign| if sign as u32 >= 0x2e80 { 2 } else { 1 }).sum()
}

impl<W: Writer> Page<'_, W> {
    /// About how wide an expression stands in one line.
    fn width(&self, expr: &Expr) -> usize {
        let below: usize = expr.children().into_iter().map(|child| self.width(child) + 3).sum();
        match expr {
            Expr::Number(value) => wide(&self.writer.number(*value)),
            Expr::Term(position) => self.terms.get(*position).map_or(0, |term| {
                let index = self.writer.index(*position, term).map_or(0, |index| wide(&index) * 3 / 4);
                wide(&self.writer.term(*position, term)) + if self.writer.writes_values() { 0 } else { index }
            }),
            Expr::Quotient(above, below) => self.width(above).max(self.width(below)),
            Expr::Case(value, conditions) => {
                let side =
                    |condition: &super::Condition| self.width(&condition.left) + self.width(&condition.right);
                self.width(value) + conditions.iter().map(side).sum::<usize>() + 3 * conditions.len()
            }
            Expr::Apply(Operator::Call(_) | Operator::Max | Operator::Min, _) => below + 6,
            _ => below,
        }
    }

    fn lines(&self, expr: &Expr, width: usize) -> Vec<Line> {
        if self.width(expr) <= width {
            return vec![Line { depth: 0, markup: self.element(expr).0 }];
        }
        match expr {
            Expr::Sum(addends) => {
                let mut packed = Packed::new(width);
                for part in self.parts(addends) {
                    let sign = match (packed.is_empty(), part.off()) {
                        (true, true) => prefix("−"),
                        (true, false) => String::new(),
                        (false, true) => infix("−"),
                        (false, false) => infix("+"),
                    };
                    let (lines, wide) = match part {
                        Part::Gap => (vec![Line { depth: 0, markup: format!("<mo>{GAP}</mo>") }], 1),
                        Part::Over { markup, wide, .. } => (vec![Line { depth: 0, markup }], wide),
                        Part::One { expr, .. } => {
                            (self.lines_within(expr, Level::Product, width), self.width(expr))
                        }
                    };
                    packed.add(started(sign, lines), wide + 3);
                }
                packed.lines
            }
            Expr::Product(factors) => {
                let mut packed = Packed::new(width);
                for factor in factors {
                    let sign = if packed.is_empty() { String::new() } else { infix("×") };
                    let lines = self.lines_within(factor, Level::Power, width);
                    packed.add(started(sign, lines), self.width(factor) + 3);
                }
                packed.lines
            }
            Expr::Negative(inner) => started(prefix("−"), self.lines_within(inner, Level::Product, width)),
            Expr::Quotient(above, below) => {
                let mut lines = self.lines_within(above, Level::Power, width);
                lines.extend(started(infix("÷"), self.lines_within(below, Level::Power, width)));
                lines
            }
            Expr::Apply(function @ (Operator::Max | Operator::Min), arguments) => {
                self.lines_of_call(&format!("<mi>{}</mi>", function.id()), arguments, width)
            }
            Expr::Apply(Operator::Call(function), arguments) => {
                let data = format!("data-function=\"{}\"", function.id());
                let name = name_element(&data, &self.writer.function(*function));
                self.lines_of_call(&name, arguments, width)
            }
            _ => vec![Line { depth: 0, markup: self.element(expr).0 }],
        }
    }

    /// The addends; runs of one subject over time are one part where the writer has it so.
    fn parts<'b>(&self, addends: &'b [(bool, Expr)]) -> Vec<Part<'b>> {
        let subject = |(off, expr): &(bool, Expr)| match expr {
            Expr::Term(position) => self.terms.get(*position).and_then(|term| match term.kind {
                TermKind::Figure(figure) => Some((*off, figure.subject, *position)),
                _ => None,
            }),
            _ => None,
        };
        let mut parts = Vec::new();
        let mut at = 0;
        while let Some(first) = addends.get(at) {
            let alike = |other: &&(bool, Expr)| match (subject(first), subject(other)) {
                (Some((off, one, _)), Some((other_off, other, _))) => off == other_off && one == other,
                _ => false,
            };
            let run = addends[at..].iter().take_while(alike).count();
            let over = (run >= LEAST_RUN).then(|| self.over(&addends[at..at + run])).flatten();
            match over {
                Some((markup, wide)) => {
                    parts.push(Part::Over { off: first.0, markup, wide });
                    at += run;
                }
                None => {
                    parts.push(Part::One { off: first.0, expr: &first.1 });
                    at += 1;
                }
            }
        }
        let (first, last) = (parts.len().min(3), parts.len().saturating_sub(1));
        if written_out(parts.len()).any(|index| index.is_none()) {
            parts.drain(first..last);
            parts.insert(first, Part::Gap);
        }
        parts
    }

    /// A run of one subject as a sum over its times.
    fn over(&self, run: &[(bool, Expr)]) -> Option<(String, usize)> {
        let term = |(_, expr): &(bool, Expr)| match expr {
            Expr::Term(position) => self.terms.get(*position).map(|term| (*position, term)),
            _ => None,
        };
        let ((position, first), (_, last)) = (term(run.first()?)?, term(run.last()?)?);
        let (range, name) = (self.writer.range(first, last)?, self.writer.term(position, first));
        let under = format!("<munder><mo>∑</mo><mtext>{}</mtext></munder>", escaped(&range));
        let wide = wide(&name) + wide(&range) * 3 / 4;
        let name = name_element(&format!("data-id=\"{}\"", first.id()), &name);
        Some((row(&format!("{under}{name}")), wide))
    }

    /// In brackets where it binds less than asked for.
    fn lines_within(&self, expr: &Expr, least: Level, width: usize) -> Vec<Line> {
        let (whole, level) = self.element(expr);
        if self.width(expr) <= width {
            let markup = if level < least { super::fenced(&whole) } else { whole };
            return vec![Line { depth: 0, markup }];
        }
        // A fraction that is broken is no longer held together by its bar.
        let level = if matches!(expr, Expr::Quotient(..)) { Level::Product } else { level };
        let lines = self.lines(expr, width);
        if level < least { enclosed(bracket("("), lines) } else { lines }
    }

    fn lines_of_call(&self, name: &str, arguments: &[Expr], width: usize) -> Vec<Line> {
        let mut inner = Packed::new(width);
        for index in written_out(arguments.len()) {
            if let Some(last) = inner.lines.last_mut() {
                last.markup.push_str("<mo>,</mo>");
            }
            match index.and_then(|index| arguments.get(index)) {
                Some(argument) => inner.add(self.lines(argument, width), self.width(argument) + 2),
                None => inner.add(vec![Line { depth: 0, markup: format!("<mo>{GAP}</mo>") }], 3),
            }
        }
        let inner = inner.lines;
        enclosed(format!("{name}<mo>&#x2061;</mo>{}", bracket("(")), inner)
    }
}

/// A part of a sum.
enum Part<'a> {
    /// What is not written out.
    Gap,
    /// One addend.
    One { off: bool, expr: &'a Expr },
    /// One subject over a run of times.
    Over { off: bool, markup: String, wide: usize },
}

impl Part<'_> {
    const fn off(&self) -> bool {
        match self {
            Part::Gap => false,
            Part::One { off, .. } | Part::Over { off, .. } => *off,
        }
    }
}

/// Lines that are filled before the next begins.
struct Packed {
    width: usize,
    /// How much of the last line is taken.
    taken: usize,
    lines: Vec<Line>,
}

impl Packed {
    const fn new(width: usize) -> Self {
        Self { width, taken: 0, lines: Vec::new() }
    }

    fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    fn add(&mut self, mut part: Vec<Line>, wide: usize) {
        match (self.lines.last_mut(), part.as_slice()) {
            (Some(last), [one]) if self.taken + wide <= self.width => {
                last.markup.push_str(&one.markup);
                self.taken += wide;
            }
            (_, rest) => {
                // Nothing follows in the line that a broken part ends in.
                self.taken = if rest.len() == 1 { wide } else { self.width };
                self.lines.append(&mut part);
            }
        }
    }
}

/// Lines with something before the first; the others are set in.
fn started(sign: String, lines: Vec<Line>) -> Vec<Line> {
    let before = |(index, line): (usize, Line)| match index {
        0 => Line { markup: format!("{sign}{}", line.markup), ..line },
        _ => line,
    };
    lines.into_iter().enumerate().map(before).collect()
}

/// Lines between brackets.
fn enclosed(open: String, lines: Vec<Line>) -> Vec<Line> {
    let mut lines: Vec<Line> = started(open, lines)
        .into_iter()
        .enumerate()
        .map(|(index, line)| Line { depth: line.depth + usize::from(index > 0), ..line })
        .collect();
    if let Some(last) = lines.last_mut() {
        last.markup.push_str(&bracket(")"));
    }
    lines
}
