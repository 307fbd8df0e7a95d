//! Expressions as presentation MathML (Core): terms carry `data-term`, their position, and `data-id`. Browsers
//! break no formula by themselves, so long ones are broken into lines here.

mod lines;

use super::Explanation;
use super::expression::{Condition, Expr, Operator, Term};
use super::text::{GAP, Level, Names, Values, Writer, level_of, written_out};

impl Explanation {
    /// The right side with ids, as MathML.
    #[must_use]
    pub fn names_mathml(&self) -> String {
        self.mathml(&Names(self))
    }

    /// The right side with values, as MathML.
    #[must_use]
    pub fn values_mathml(&self) -> String {
        self.mathml(&Values)
    }

    /// The right side as a writer has it, as a `math` element.
    #[must_use]
    pub fn mathml(&self, writer: &impl Writer) -> String {
        let page = Page { terms: &self.terms, writer };
        format!("<math display=\"block\">{}</math>", page.element(&self.expression).0)
    }
}

struct Page<'a, W> {
    terms: &'a [Term],
    writer: &'a W,
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn row(inner: &str) -> String {
    format!("<mrow>{inner}</mrow>")
}

fn operator(sign: &str) -> String {
    format!("<mo>{}</mo>", escaped(sign))
}

/// A name: an identifier, since signs beside mere text are set without space.
fn name_element(data: &str, name: &str) -> String {
    format!("<mi mathvariant=\"normal\" {data}>{}</mi>", escaped(name))
}

fn fenced(inner: &str) -> String {
    row(&format!("<mo>(</mo>{inner}<mo>)</mo>"))
}

/// A number in text, such as `−1.5×10^−6` or `1/12`.
fn number(text: &str) -> String {
    if let Some(positive) = text.strip_prefix('−').filter(|rest| !rest.is_empty()) {
        return row(&format!("<mo form=\"prefix\">−</mo>{}", number(positive)));
    }
    if let Some((digits, power)) = text.split_once('×') {
        return row(&format!("{}<mo>×</mo>{}", number(digits), number(power)));
    }
    if let Some((above, below)) = text.split_once('/') {
        return format!("<mfrac>{}{}</mfrac>", number(above), number(below));
    }
    if let Some((base, exponent)) = text.split_once('^') {
        return format!("<msup>{}{}</msup>", number(base), number(exponent));
    }
    format!("<mn>{}</mn>", escaped(text))
}

impl<W: Writer> Page<'_, W> {
    fn element(&self, expr: &Expr) -> (String, Level) {
        match expr {
            Expr::Number(value) => {
                let text = self.writer.number(*value);
                // A fraction and a power need no parentheses around them.
                let level = level_of(&text);
                (number(&text), if text.contains('/') { Level::Atom } else { level })
            }
            Expr::Term(position) => self.term(*position),
            Expr::Sum(addends) => self.sum(addends),
            Expr::Product(factors) => {
                let factors: Vec<String> =
                    factors.iter().map(|factor| self.within(factor, Level::Power)).collect();
                (row(&factors.join("<mo>×</mo>")), Level::Product)
            }
            Expr::Quotient(above, below) => {
                (format!("<mfrac>{}{}</mfrac>", self.element(above).0, self.element(below).0), Level::Atom)
            }
            Expr::Negative(expr) => {
                let inner = self.within(expr, Level::Product);
                (row(&format!("<mo form=\"prefix\">−</mo>{inner}")), Level::Sum)
            }
            Expr::Power(base, exponent) => {
                let base = self.base(base);
                (format!("<msup>{base}<mn>{exponent}</mn></msup>"), Level::Power)
            }
            Expr::Apply(operator, arguments) => self.applied(*operator, arguments),
            Expr::Case(value, conditions) => {
                let conditions: Vec<String> =
                    conditions.iter().map(|condition| self.condition(condition)).collect();
                let (value, conditions) = (self.element(value).0, conditions.join("<mo>,</mo>"));
                let table =
                    format!("<mtable><mtr><mtd>{value}</mtd><mtd>{}</mtd></mtr></mtable>", row(&conditions));
                (row(&format!("<mo>{{</mo>{table}")), Level::Atom)
            }
        }
    }

    /// In parentheses where it binds less than asked for.
    fn within(&self, expr: &Expr, least: Level) -> String {
        let (element, level) = self.element(expr);
        if level < least { fenced(&element) } else { element }
    }

    /// What a power raises: a fraction in parentheses, else its power would seem to stand beside it.
    fn base(&self, expr: &Expr) -> String {
        match expr {
            Expr::Quotient(..) => fenced(&self.element(expr).0),
            expr => self.within(expr, Level::Atom),
        }
    }

    fn term(&self, position: usize) -> (String, Level) {
        let Some(term) = self.terms.get(position) else { return (String::new(), Level::Atom) };
        let text = self.writer.term(position, term);
        let data = format!("data-term=\"{position}\" data-id=\"{}\"", escaped(term.id()));
        if self.writer.writes_values() {
            return (format!("<mrow {data}>{}</mrow>", number(&text)), level_of(&text));
        }
        let name = name_element(&data, &text);
        match self.writer.index(position, term) {
            Some(index) => (format!("<msub>{name}<mtext>{}</mtext></msub>", escaped(&index)), Level::Atom),
            None => (name, Level::Atom),
        }
    }

    fn sum(&self, addends: &[(bool, Expr)]) -> (String, Level) {
        let mut inner = String::new();
        for index in written_out(addends.len()) {
            let addend = index.and_then(|index| addends.get(index));
            match (index, addend) {
                (Some(0), Some((true, _))) => inner.push_str("<mo form=\"prefix\">−</mo>"),
                (Some(0), _) => {}
                (_, Some((true, _))) => inner.push_str("<mo>−</mo>"),
                _ => inner.push_str("<mo>+</mo>"),
            }
            match addend {
                Some((_, expr)) => inner.push_str(&self.within(expr, Level::Product)),
                None => inner.push_str(&operator(GAP)),
            }
        }
        (row(&inner), Level::Sum)
    }

    fn applied(&self, function: Operator, arguments: &[Expr]) -> (String, Level) {
        let power = |base: &str, exponent: &Expr| {
            (format!("<msup>{base}{}</msup>", self.element(exponent).0), Level::Power)
        };
        let named = |name: String| {
            let arguments = written_out(arguments.len()).map(|index| {
                index
                    .and_then(|index| arguments.get(index))
                    .map_or(operator(GAP), |expr| self.element(expr).0)
            });
            let arguments = fenced(&arguments.collect::<Vec<String>>().join("<mo>,</mo>"));
            (row(&format!("{name}<mo>&#x2061;</mo>{arguments}")), Level::Atom)
        };
        let logarithm = |base: u32| format!("<msub><mi>log</mi><mn>{base}</mn></msub>");
        match (function, arguments) {
            (Operator::Exp, [exponent]) => power("<mi>e</mi>", exponent),
            (Operator::Exp2, [exponent]) => power("<mn>2</mn>", exponent),
            (Operator::Power, [base, exponent]) => power(&self.base(base), exponent),
            (Operator::Abs, [inner]) => {
                (row(&format!("<mo>|</mo>{}<mo>|</mo>", self.element(inner).0)), Level::Atom)
            }
            (Operator::Log2, _) => named(logarithm(2)),
            (Operator::Log10, _) => named(logarithm(10)),
            (Operator::Call(function), _) => named(name_element(
                &format!("data-function=\"{}\"", function.id()),
                &self.writer.function(function),
            )),
            (function, _) => named(format!("<mi>{}</mi>", function.id())),
        }
    }

    fn condition(&self, condition: &Condition) -> String {
        let (left, right) = (self.element(&condition.left).0, self.element(&condition.right).0);
        format!("{left}{}{right}", operator(condition.relation.sign()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_set_as_they_are_read() {
        assert_eq!(number("12.5"), "<mn>12.5</mn>");
        assert_eq!(number("1/12"), "<mfrac><mn>1</mn><mn>12</mn></mfrac>");
        assert_eq!(
            number("−1.5×10^−6"),
            "<mrow><mo form=\"prefix\">−</mo><mrow><mn>1.5</mn><mo>×</mo><msup><mn>10</mn>\
             <mrow><mo form=\"prefix\">−</mo><mn>6</mn></mrow></msup></mrow></mrow>"
        );
    }
}
