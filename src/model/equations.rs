//! Every equation of the model as data: number, title, formula, symbols, sources, and where it is computed.
//!
//! Formulas are written as implemented. Where MODEL.md, from which the model was built, says less or something
//! else, the note of the equation says what is done and why.

mod environment;
mod fleet;
mod formula;
mod market;
mod serving;
mod society;
mod statements;
mod technology;
mod worth;

pub use formula::{FormulaError, mathml_of_line, names};

use super::output;
use super::parameters::registry;

/// A symbol of a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// As it stands in the formula.
    pub symbol: &'static str,
    /// Inputs and outputs that it stands for; empty for what is only computed on the way.
    pub ids: &'static [&'static str],
    /// Its own unit; empty where it is that of the first of [`ids`](Symbol::ids).
    own_unit: &'static str,
    /// What it is, in English.
    pub en: &'static str,
    /// What it is, in Chinese.
    pub zh: &'static str,
}

/// One equation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Equation {
    /// Number, as parameters and outputs name it: `T1`.
    pub number: &'static str,
    /// Title, in English and in Chinese.
    pub title: [&'static str; 2],
    /// Lines of the formula, as text.
    pub formula: &'static [&'static str],
    /// Every symbol of the formula but those of [`COMMON`].
    pub symbols: &'static [Symbol],
    /// Keys of the bibliography.
    pub sources: &'static [&'static str],
    /// Paths of the functions that compute it, from the root of the crate.
    pub code: &'static [&'static str],
    /// What to know about it, in English and in Chinese; may be empty.
    pub note: [&'static str; 2],
}

/// Names that mean the same in every formula: functions, Euler's number, time in years, the step of 1/12
/// year, the age of a vintage, and options.
pub const COMMON: &[&str] = &[
    "abs", "binom", "clamp", "e", "exp", "ln", "log10", "log2", "logistic", "logit", "max", "min", "t", "Δ",
    "on", "yes",
];

/// A symbol for one input or output, in its unit.
const fn id(
    symbol: &'static str,
    ids: &'static [&'static str],
    en: &'static str,
    zh: &'static str,
) -> Symbol {
    Symbol { symbol, ids, own_unit: "", en, zh }
}

/// A symbol with a unit of its own: computed on the way, a constant, or derived from an input.
const fn term(
    symbol: &'static str,
    own_unit: &'static str,
    ids: &'static [&'static str],
    en: &'static str,
    zh: &'static str,
) -> Symbol {
    Symbol { symbol, ids, own_unit, en, zh }
}

impl Symbol {
    /// Its unit, in English.
    #[must_use]
    pub fn unit(&self) -> &'static str {
        if !self.own_unit.is_empty() {
            return self.own_unit;
        }
        let Some(first) = self.ids.first() else { return "" };
        registry()
            .find(|parameter| parameter.id == *first)
            .map(|parameter| parameter.unit)
            .or_else(|| output::yearly().find(|output| output.id == *first).map(|output| output.unit))
            .or_else(|| {
                output::HEADLINES.iter().find(|headline| headline.id == *first).map(|headline| headline.unit)
            })
            .unwrap_or_default()
    }
}

impl Equation {
    /// The formula as one `math` element of presentation MathML. A line that cannot be read (none of the
    /// list, tested) stands as text.
    ///
    /// # Examples
    /// ```
    /// let mathml = perennial::model::equations::find("T1").map(|equation| equation.mathml());
    /// assert!(mathml.is_some_and(|mathml| mathml.starts_with("<math") && mathml.ends_with("</math>")));
    /// ```
    #[must_use]
    pub fn mathml(&self) -> String {
        let lines: String = self
            .formula
            .iter()
            .map(|line| mathml_of_line(line).unwrap_or_else(|_| format!("<mtext>{line}</mtext>")))
            .map(|line| format!("<mtr><mtd>{line}</mtd></mtr>"))
            .collect();
        format!(
            "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\">\
             <mtable columnalign=\"left\" displaystyle=\"true\">{lines}</mtable></math>"
        )
    }
}

/// The sections, in the order of the model: title in English and Chinese, and its equations.
pub const SECTIONS: &[([&str; 2], &[Equation])] = &[
    (["Technology", "技术"], technology::ALL),
    (["Serving", "推理服务"], serving::ALL),
    (["Market", "市场"], market::ALL),
    (["Fleet", "机群"], fleet::ALL),
    (["Statements", "财务报表"], statements::ALL),
    (["Worth", "价值评估"], worth::ALL),
    (["Environment", "环境"], environment::ALL),
    (["Society and privacy", "社会与隐私"], society::ALL),
];

/// Every equation, in the order of the model.
pub fn all() -> impl Iterator<Item = &'static Equation> + Clone {
    SECTIONS.iter().flat_map(|(_, equations)| equations.iter())
}

/// An equation by its number.
#[must_use]
pub fn find(number: &str) -> Option<&'static Equation> {
    all().find(|equation| equation.number == number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::facts::SOURCES;
    use std::collections::BTreeSet;

    #[test]
    fn every_equation_that_is_named_exists_once() {
        let numbers: Vec<&str> = all().map(|equation| equation.number).collect();
        let known: BTreeSet<&str> = numbers.iter().copied().collect();
        assert_eq!(numbers.len(), known.len());
        let expected = [("T", 7), ("S", 7), ("E", 5), ("F", 4), ("P", 12), ("V", 8), ("C", 5)];
        assert_eq!(numbers.len(), expected.iter().map(|(_, count)| count).sum::<usize>());
        for (section, count) in expected {
            for number in 1..=count {
                assert!(known.contains(format!("{section}{number}").as_str()), "{section}{number}");
            }
        }
        for parameter in registry() {
            assert!(known.contains(parameter.equation), "{}: {}", parameter.id, parameter.equation);
        }
        for output in output::yearly() {
            assert!(known.contains(output.equation), "{}: {}", output.id, output.equation);
        }
        for headline in output::HEADLINES {
            assert!(known.contains(headline.equation), "{}: {}", headline.id, headline.equation);
        }
        for quantity in crate::model::quantity::QUANTITIES {
            assert!(known.contains(quantity.equation), "{}: {}", quantity.id, quantity.equation);
        }
    }

    #[test]
    fn every_parameter_and_output_is_a_symbol_of_its_equation() {
        let missing: Vec<String> = registry()
            .map(|parameter| (parameter.id, parameter.equation))
            .chain(output::yearly().map(|output| (output.id, output.equation)))
            .chain(output::HEADLINES.iter().map(|headline| (headline.id, headline.equation)))
            .filter(|(id, number)| {
                !find(number)
                    .is_some_and(|equation| equation.symbols.iter().any(|symbol| symbol.ids.contains(id)))
            })
            .map(|(id, number)| format!("{id} in {number}"))
            .collect();
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    fn symbols_and_formulas_name_the_same_things() {
        for equation in all() {
            let mut named = BTreeSet::new();
            for line in equation.formula {
                named.extend(names(line).unwrap_or_else(|error| panic!("{}: {error}", equation.number)));
            }
            let symbols: BTreeSet<String> =
                equation.symbols.iter().map(|symbol| symbol.symbol.to_owned()).collect();
            assert_eq!(symbols.len(), equation.symbols.len(), "{}: a symbol comes twice", equation.number);
            let common = |name: &String| {
                let stem = name.split('_').next().unwrap_or(name);
                COMMON.contains(&name.as_str()) || (stem == "min" || stem == "max")
            };
            let unnamed: Vec<&String> = named.difference(&symbols).filter(|name| !common(name)).collect();
            let unused: Vec<&String> = symbols.difference(&named).collect();
            assert!(
                unnamed.is_empty() && unused.is_empty(),
                "{}: no symbol {unnamed:?}, not in the formula {unused:?}",
                equation.number
            );
        }
    }

    #[test]
    fn ids_units_sources_and_titles_exist() {
        let known: BTreeSet<&str> = registry()
            .map(|parameter| parameter.id)
            .chain(output::yearly().map(|output| output.id))
            .chain(output::HEADLINES.iter().map(|headline| headline.id))
            .collect();
        for equation in all() {
            for symbol in equation.symbols {
                for id in symbol.ids {
                    assert!(known.contains(id), "{}: {id}", equation.number);
                }
                assert!(!symbol.unit().is_empty(), "{}: {} has no unit", equation.number, symbol.symbol);
                assert!(
                    !symbol.en.is_empty() && !symbol.zh.is_empty(),
                    "{}: {}",
                    equation.number,
                    symbol.symbol
                );
            }
            for source in equation.sources {
                assert!(SOURCES.iter().any(|entry| entry.key == *source), "{}: {source}", equation.number);
            }
            assert!(!equation.sources.is_empty() && !equation.code.is_empty(), "{}", equation.number);
            assert_eq!(equation.note[0].is_empty(), equation.note[1].is_empty(), "{}", equation.number);
        }
    }

    #[test]
    fn mathml_is_well_formed() {
        let arity = |tag: &str| match tag {
            "mfrac" | "msub" | "msup" | "munder" => Some(2),
            _ => None,
        };
        for equation in all() {
            let mathml = equation.mathml();
            // Open elements with the number of their children so far.
            let mut open: Vec<(String, usize)> = Vec::new();
            for piece in mathml.split('<').skip(1) {
                let (tag, _) = piece.split_once('>').unwrap();
                if let Some(name) = tag.strip_prefix('/') {
                    let (opened, children) = open.pop().unwrap();
                    assert_eq!(opened, name, "{}", equation.number);
                    assert!(
                        arity(name).is_none_or(|wanted| wanted == children),
                        "{}: {name}",
                        equation.number
                    );
                } else {
                    if let Some((_, children)) = open.last_mut() {
                        *children += 1;
                    }
                    open.push((tag.split(' ').next().unwrap().to_owned(), 0));
                }
            }
            assert!(open.is_empty(), "{}", equation.number);
        }
    }
}
