//! Formulas as plain text, and the same as presentation MathML.
//!
//! One text is both what people read and what is typeset, so that the two cannot differ. It knows
//!
//! - names, with a subscript that may contain a comma: `N_act`, `s_j,0`, or in braces: `Σ_{k=0..α}`
//! - `+ − · × /` with their usual precedence, `^` for powers, a name directly before `(` for a function
//! - relations, commas and a few words (`if`, `else`, `and`) between expressions
//! - `( )`, `[ ]` (1 where the condition holds, else 0), `⌊ ⌋`
//!
//! # References
//! W3C, *MathML Core* (presentation elements `mi mn mo mtext mrow mfrac msub msup munder mtable`).

use core::fmt;

/// A formula that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    /// What was expected or found.
    pub what: &'static str,
    /// The text from there on.
    pub rest: String,
}

impl fmt::Display for FormulaError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} at {:?}", self.what, self.rest)
    }
}

impl std::error::Error for FormulaError {}

/// A part of a formula.
#[derive(Clone, Debug, PartialEq)]
enum Node {
    Number(String),
    Name(String, Option<Box<Node>>),
    Text(String),
    Operator(char),
    Row(Vec<Node>),
    Group(char, Box<Node>, char),
    Fraction(Box<Node>, Box<Node>),
    Power(Box<Node>, Box<Node>),
    Apply(Box<Node>, Box<Node>),
    Sum(Option<Box<Node>>, Box<Node>),
}

/// Words that stand between expressions.
const WORDS: [&str; 3] = ["if", "else", "and"];
/// Signs that stand between expressions.
const RELATIONS: &str = "=≠≤≥<>,;:∀→∈";

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn error(&self, what: &'static str) -> FormulaError {
        FormulaError { what, rest: self.rest.to_owned() }
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn spaces(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// The next character after spaces, if it is one of these.
    fn take(&mut self, any_of: &str) -> Option<char> {
        self.spaces();
        let found = self.peek().filter(|found| any_of.contains(*found))?;
        self.rest = &self.rest[found.len_utf8()..];
        Some(found)
    }

    fn run(&mut self, of: impl Fn(char) -> bool) -> String {
        let length = self.rest.find(|next: char| !of(next)).unwrap_or(self.rest.len());
        let (run, rest) = self.rest.split_at(length);
        self.rest = rest;
        run.to_owned()
    }

    /// Expressions and what stands between them, up to a closing sign or the end.
    fn sequence(&mut self) -> Result<Node, FormulaError> {
        let mut parts = Vec::new();
        loop {
            self.spaces();
            match self.peek() {
                None | Some(')' | ']' | '⌋' | '}') => break,
                Some(_) => {}
            }
            if let Some(sign) = self.take(RELATIONS) {
                parts.push(Node::Operator(sign));
            } else if self.rest.starts_with("..") {
                self.rest = &self.rest[2..];
                parts.push(Node::Operator('…'));
            } else if let Some(word) = WORDS.iter().find(|word| self.at_word(word)) {
                self.rest = &self.rest[word.len()..];
                parts.push(Node::Text((*word).to_owned()));
            } else {
                parts.push(self.expression()?);
            }
        }
        Ok(row(parts))
    }

    fn at_word(&self, word: &str) -> bool {
        let follows =
            |after: &str| !after.starts_with(|next: char| next.is_alphanumeric() || "_(".contains(next));
        self.rest.strip_prefix(word).is_some_and(follows)
    }

    fn expression(&mut self) -> Result<Node, FormulaError> {
        let mut parts = Vec::new();
        parts.extend(self.take("−+").map(Node::Operator));
        parts.push(self.term()?);
        while let Some(sign) = self.take("+−") {
            parts.push(Node::Operator(sign));
            parts.push(self.term()?);
        }
        Ok(row(parts))
    }

    fn term(&mut self) -> Result<Node, FormulaError> {
        let mut parts = vec![self.factor()?];
        while let Some(sign) = self.take("·×/") {
            let next = self.factor()?;
            if sign == '/' {
                let above = bare(row(core::mem::take(&mut parts)));
                parts.push(Node::Fraction(Box::new(above), Box::new(bare(next))));
            } else {
                parts.push(Node::Operator(sign));
                parts.push(next);
            }
        }
        Ok(row(parts))
    }

    fn factor(&mut self) -> Result<Node, FormulaError> {
        if self.take("Σ").is_some() {
            let under = if self.peek() == Some('_') { Some(Box::new(self.subscript()?)) } else { None };
            return Ok(Node::Sum(under, Box::new(self.term()?)));
        }
        let mut base = self.primary()?;
        if self.peek() == Some('(') && matches!(base, Node::Name(..)) {
            base = Node::Apply(Box::new(base), Box::new(self.primary()?));
        }
        if self.peek() == Some('^') {
            self.rest = &self.rest[1..];
            let sign = self.take("−").map(Node::Operator);
            let power = self.primary()?;
            let power = row(sign.into_iter().chain([bare(power)]).collect());
            base = Node::Power(Box::new(base), Box::new(power));
        }
        Ok(base)
    }

    fn primary(&mut self) -> Result<Node, FormulaError> {
        self.spaces();
        let Some(first) = self.peek() else { return Err(self.error("an expression is missing")) };
        if let Some(open) = self.take("([⌊") {
            let inner = self.sequence()?;
            let close = match open {
                '(' => ')',
                '[' => ']',
                _ => '⌋',
            };
            self.take(&close.to_string()).ok_or_else(|| self.error("a bracket is not closed"))?;
            return Ok(Node::Group(open, Box::new(inner), close));
        }
        if first.is_ascii_digit() {
            let whole = self.run(|next| next.is_ascii_digit());
            let mut number = whole;
            let mut ahead = self.rest.chars();
            if ahead.next() == Some('.') && ahead.next().is_some_and(|next| next.is_ascii_digit()) {
                self.rest = &self.rest[1..];
                number = format!("{number}.{}", self.run(|next| next.is_ascii_digit()));
            }
            return Ok(Node::Number(number));
        }
        if first.is_alphabetic() {
            let name = self.run(|next| next.is_alphanumeric() || next == '̄');
            let below = if self.peek() == Some('_') { Some(Box::new(self.subscript()?)) } else { None };
            return Ok(Node::Name(name, below));
        }
        Err(self.error("an expression is expected"))
    }

    /// `_word`, `_word,word` or `_{…}`.
    fn subscript(&mut self) -> Result<Node, FormulaError> {
        self.rest = &self.rest[1..];
        if self.peek() == Some('{') {
            self.rest = &self.rest[1..];
            let inner = self.sequence()?;
            self.take("}").ok_or_else(|| self.error("a brace is not closed"))?;
            return Ok(inner);
        }
        let mut parts = Vec::new();
        loop {
            let word = self.run(char::is_alphanumeric);
            if word.is_empty() {
                return Err(self.error("a subscript is missing"));
            }
            let number = word.chars().all(|digit| digit.is_ascii_digit());
            parts.push(if number { Node::Number(word) } else { Node::Name(word, None) });
            let mut ahead = self.rest.chars();
            if ahead.next() == Some(',') && ahead.next().is_some_and(char::is_alphanumeric) {
                self.rest = &self.rest[1..];
                parts.push(Node::Operator(','));
            } else {
                return Ok(row(parts));
            }
        }
    }
}

fn row(mut parts: Vec<Node>) -> Node {
    if parts.len() == 1 { parts.remove(0) } else { Node::Row(parts) }
}

/// Without round brackets, where a bar or a raised line shows what belongs together.
fn bare(node: Node) -> Node {
    match node {
        Node::Group('(', inner, _) => *inner,
        other => other,
    }
}

fn read(line: &str) -> Result<Node, FormulaError> {
    let mut reader = Reader { rest: line };
    let node = reader.sequence()?;
    if reader.rest.is_empty() { Ok(node) } else { Err(reader.error("a bracket has no opening")) }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn write(node: &Node, out: &mut String) {
    let wrap = |tag: &str, children: &[&Node], out: &mut String| {
        out.push_str(&format!("<{tag}>"));
        for child in children {
            write(child, out);
        }
        out.push_str(&format!("</{tag}>"));
    };
    match node {
        Node::Number(text) => out.push_str(&format!("<mn>{text}</mn>")),
        Node::Text(text) => out.push_str(&format!("<mtext>\u{a0}{}\u{a0}</mtext>", escaped(text))),
        Node::Operator(sign) => out.push_str(&format!("<mo>{}</mo>", escaped(&sign.to_string()))),
        Node::Name(text, below) => {
            // log10 and log2 are logarithms to a base.
            let (name, base) = match text.strip_prefix("log") {
                Some(base) if !base.is_empty() => ("log", Some(Node::Number(base.to_owned()))),
                _ => (text.as_str(), None),
            };
            let name = format!("<mi>{}</mi>", escaped(name));
            match below.as_deref().or(base.as_ref()) {
                Some(below) => {
                    out.push_str(&format!("<msub>{name}"));
                    write(below, out);
                    out.push_str("</msub>");
                }
                None => out.push_str(&name),
            }
        }
        Node::Row(parts) => wrap("mrow", &parts.iter().collect::<Vec<_>>(), out),
        Node::Group(open, inner, close) => {
            wrap("mrow", &[&Node::Operator(*open), inner, &Node::Operator(*close)], out);
        }
        Node::Fraction(above, below) => wrap("mfrac", &[above, below], out),
        Node::Power(base, power) => wrap("msup", &[base, power], out),
        // An invisible operator says that this is a function, not a product.
        Node::Apply(name, arguments) => {
            wrap("mrow", &[name, &Node::Operator('\u{2061}'), arguments], out);
        }
        Node::Sum(under, of) => {
            out.push_str("<mrow>");
            match under {
                Some(under) => {
                    out.push_str("<munder>");
                    write(&Node::Operator('∑'), out);
                    write(under, out);
                    out.push_str("</munder>");
                }
                None => write(&Node::Operator('∑'), out),
            }
            write(of, out);
            out.push_str("</mrow>");
        }
    }
}

/// The MathML of one line, without the `math` element around it.
///
/// # Errors
/// [`FormulaError`] where the text is no formula.
///
/// # Examples
/// ```
/// use perennial::model::equations::mathml_of_line;
/// let typeset = mathml_of_line("C = 6·N_act/τ")?;
/// assert!(typeset.contains("<mfrac>") && typeset.contains("<msub><mi>N</mi><mi>act</mi></msub>"));
/// assert!(mathml_of_line("C = (6").is_err());
/// # Ok::<(), perennial::model::equations::FormulaError>(())
/// ```
pub fn mathml_of_line(line: &str) -> Result<String, FormulaError> {
    let mut out = String::new();
    write(&read(line)?, &mut out);
    Ok(out)
}

/// The names in a line, with their subscripts as written, functions included.
///
/// # Errors
/// [`FormulaError`] where the text is no formula.
pub fn names(line: &str) -> Result<Vec<String>, FormulaError> {
    fn plain(node: &Node) -> String {
        match node {
            Node::Number(text) | Node::Name(text, None) => text.clone(),
            Node::Operator(sign) => sign.to_string(),
            Node::Row(parts) => parts.iter().map(plain).collect(),
            _ => String::new(),
        }
    }
    fn collect(node: &Node, found: &mut Vec<String>) {
        match node {
            Node::Name(text, None) => found.push(text.clone()),
            Node::Name(text, Some(below)) => found.push(format!("{text}_{}", plain(below))),
            Node::Row(parts) => parts.iter().for_each(|part| collect(part, found)),
            Node::Group(_, inner, _) => collect(inner, found),
            Node::Fraction(one, other) | Node::Power(one, other) | Node::Apply(one, other) => {
                collect(one, found);
                collect(other, found);
            }
            Node::Sum(_, of) => collect(of, found),
            Node::Number(_) | Node::Text(_) | Node::Operator(_) => {}
        }
    }
    let mut found = Vec::new();
    collect(&read(line)?, &mut found);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precedence_and_brackets() {
        assert_eq!(
            mathml_of_line("a·b/(c + d)^−2").unwrap(),
            "<mfrac><mrow><mi>a</mi><mo>·</mo><mi>b</mi></mrow><msup><mrow><mo>(</mo><mrow><mi>c</mi><mo>+</mo>\
             <mi>d</mi></mrow><mo>)</mo></mrow><mrow><mo>−</mo><mn>2</mn></mrow></msup></mfrac>"
        );
        assert_eq!(
            mathml_of_line("1/(c − d)").unwrap(),
            "<mfrac><mn>1</mn><mrow><mi>c</mi><mo>−</mo><mi>d</mi></mrow></mfrac>"
        );
    }

    #[test]
    fn names_keep_their_subscripts() {
        assert_eq!(names("s_j,0 = Σ_{k=0..α} f(x_a, y)·0.5").unwrap(), ["s_j,0", "f", "x_a", "y"]);
    }

    #[test]
    fn what_is_no_formula_is_refused() {
        for wrong in ["a +", "(a", "a)", "a_ ", "#"] {
            assert!(mathml_of_line(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn words_are_words_and_only_alone() {
        assert!(mathml_of_line("m = x if hourly").unwrap().contains("<mtext>\u{a0}if\u{a0}</mtext>"));
        assert_eq!(names("iff = 1").unwrap(), ["iff"]);
    }
}
