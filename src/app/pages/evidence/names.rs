//! What figures, inputs and constants are called, in which unit they stand, and how their values are written.

use crate::analysis::explain::{Figure, InputPart, Kind as Said, Subject, Term, TermKind, When};
use crate::app::format::{self, DUST, Kind};
use crate::app::locale::{Key, Language, key};
use crate::model::parameter::Parameter;
use crate::model::quantity::{Constant, QUANTITIES};

/// One of two texts.
pub(super) fn of_two(texts: [&'static str; 2], language: Language) -> &'static str {
    match language {
        Language::En => texts[0],
        Language::Zh => texts[1],
    }
}

/// The label of an input.
pub(super) fn input(id: &'static str, language: Language) -> &'static str {
    language.find(&format!("parameters.{id}.label")).unwrap_or(id)
}

/// The label of an output.
pub(super) fn output(id: &'static str, language: Language) -> &'static str {
    language.find(&format!("outputs.{id}.label")).unwrap_or(id)
}

/// The label of an input or output.
pub(super) fn either(id: &'static str, language: Language) -> &'static str {
    let find = |kind: &str| language.find(&format!("{kind}.{id}.label"));
    find("parameters").or_else(|| find("outputs")).unwrap_or(id)
}

/// What a figure says.
pub(super) fn subject(subject: Subject, language: Language) -> &'static str {
    match subject.kind() {
        Said::Quantity(index) => {
            QUANTITIES.get(index).map_or(subject.id(), |quantity| of_two(quantity.name, language))
        }
        Said::Stored(_) | Said::Ratio(_) | Said::Headline(_) => output(subject.id(), language),
    }
}

/// Which time a figure is of.
pub(super) fn when(when: When, start_year: f64, language: Language) -> String {
    match when {
        When::Plan => language.text(key::EVIDENCE_WHEN_PLAN).to_owned(),
        When::Year(year) => language
            .fill(key::EVIDENCE_WHEN_YEAR, &[("year", &format!("{:.0}", start_year + f64::from(year)))]),
        When::Month(month) => format::month(start_year, f64::from(month) + 1.0, language),
    }
}

/// The name of a term, without its time.
pub(super) fn term(term: &Term, language: Language) -> String {
    match term.kind {
        TermKind::Figure(figure) => subject(figure.subject, language).to_owned(),
        TermKind::Input { parameter, part: InputPart::Cost, .. } => {
            language.fill(key::EVIDENCE_TERM_COST, &[("name", input(parameter.id, language))])
        }
        TermKind::Input { parameter, .. } => input(parameter.id, language).to_owned(),
        TermKind::Constant { constant, .. } => of_two(constant.name, language).to_owned(),
        TermKind::Part(_) => language.text(key::EVIDENCE_TERM_PART).to_owned(),
    }
}

/// What stands below the name of a term: a time other than that of the whole, the part of a path.
pub(super) fn below(term: &Term, of: Figure, start_year: f64, language: Language) -> Option<String> {
    match term.kind {
        TermKind::Figure(figure) if figure.when != of.when => Some(when(figure.when, start_year, language)),
        TermKind::Input { part, .. } => {
            let end: Key = match part {
                InputPart::From => key::EVIDENCE_TERM_FROM,
                InputPart::To => key::EVIDENCE_TERM_TO,
                InputPart::Along(progress) => {
                    let share = format::quantity(progress, Kind::Share, language, 3);
                    return Some(language.fill(key::EVIDENCE_TERM_ALONG, &[("share", &share)]));
                }
                InputPart::Value | InputPart::Cost => return None,
            };
            Some(language.text(end).to_owned())
        }
        TermKind::Constant { row, .. } if !row.is_empty() => Some(row.to_owned()),
        _ => None,
    }
}

/// The key of a unit of the equations.
fn slug(unit: &str) -> String {
    let words = unit.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

/// A unit of the equations in a language.
pub(super) fn unit(unit: &'static str, language: Language) -> &'static str {
    language.find(&format!("evidence.unit.{}", slug(unit))).unwrap_or(unit)
}

/// A number; what is small is small, not dust.
pub(super) fn number(value: f64, language: Language, digits: usize) -> String {
    if value == 0.0 || value.abs() >= DUST || !value.is_finite() {
        return format::number(value, language, digits);
    }
    let text = format!("{:.*e}", digits.max(1) - 1, value.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
    let sign = if value < 0.0 { "−" } else { "" };
    format!("{sign}{mantissa}×10{}", format::superscript(exponent.parse().unwrap_or(0)))
}

/// Whether the unit of a figure is its own short word, as the page's other figures have it.
fn has_words(said: Subject) -> bool {
    !matches!(said.kind(), Said::Quantity(_))
}

/// A value and the unit that follows it.
fn written(
    value: f64,
    own_unit: &'static str,
    short: Option<String>,
    language: Language,
    digits: usize,
) -> (String, String) {
    let kind = Kind::of(own_unit);
    let short = short.map(|key| language.find(&key).unwrap_or_default().to_owned());
    match (kind, short) {
        (Kind::Share, _) => (format::quantity(value, kind, language, digits), String::new()),
        (Kind::Money, _) if own_unit == "USD" => {
            (format::quantity(value, kind, language, digits), String::new())
        }
        // The unit says dollars once more.
        (Kind::Money, Some(short)) if !short.is_empty() => (format::number(value, language, digits), short),
        (Kind::Money | Kind::Year, Some(short)) => (format::quantity(value, kind, language, digits), short),
        (_, Some(short)) => (format::number(value, language, digits), short),
        (_, None) => (number(value, language, digits), unit(own_unit, language).to_owned()),
    }
}

/// The value of a figure and the unit that follows it.
pub(super) fn figure_value(
    figure: Figure,
    value: Option<f64>,
    start_year: f64,
    language: Language,
    digits: usize,
) -> (String, String) {
    let Some(value) = value.filter(|value| value.is_finite()) else {
        return (language.text(key::NONE).to_owned(), String::new());
    };
    let said = figure.subject;
    // A month of the plan is told by its date.
    if has_words(said) && said.unit() == "month" {
        let number = format::number(value, language, digits);
        let month = language.fill(key::FIGURE_MONTH_OF, &[("number", &number)]);
        return (format::month(start_year, value, language), month);
    }
    let short = has_words(said).then(|| format!("outputs.{}.unit", said.id()));
    written(value, said.unit(), short, language, digits)
}

/// The value of a term and the unit that follows it.
pub(super) fn term_value(term: &Term, start_year: f64, language: Language) -> (String, String) {
    match term.kind {
        TermKind::Figure(figure) => figure_value(figure, Some(term.value), start_year, language, 4),
        TermKind::Input { part: InputPart::Cost, .. } => {
            let unit = language.text(key::EVIDENCE_TERM_COST_UNIT).to_owned();
            (format::quantity(term.value, Kind::Money, language, 4), unit)
        }
        TermKind::Input { parameter, .. } => input_value(parameter, term.value, language),
        TermKind::Constant { constant, .. } => constant_value(constant, term.value, language),
        TermKind::Part(_) => (number(term.value, language, 4), String::new()),
    }
}

/// A value of an input and the unit that follows it.
pub(super) fn input_value(parameter: &Parameter, value: f64, language: Language) -> (String, String) {
    written(value, parameter.unit, Some(format!("parameters.{}.unit", parameter.id)), language, 4)
}

/// The value of a figure as a bare number.
pub(super) fn plain_figure(figure: Figure, value: f64, language: Language) -> String {
    // What is smaller than an output can be is the dust of its sums.
    if has_words(figure.subject) { format::number(value, language, 4) } else { number(value, language, 4) }
}

/// The value of a term as a bare number.
pub(super) fn plain(term: &Term, language: Language) -> String {
    match term.kind {
        TermKind::Figure(figure) => plain_figure(figure, term.value, language),
        _ => number(term.value, language, 4),
    }
}

fn constant_value(constant: &Constant, value: f64, language: Language) -> (String, String) {
    written(value, constant.unit, None, language, 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::equations;
    use crate::model::quantity::CONSTANTS;

    #[test]
    fn every_unit_of_the_equations_has_a_text() {
        let of_symbols = equations::all().flat_map(|equation| equation.symbols.iter());
        let of_symbols = of_symbols.filter(|symbol| symbol.ids.is_empty()).map(equations::Symbol::unit);
        let of_rows = crate::model::validation::report().rows.into_iter().map(|row| row.unit);
        let units = QUANTITIES.iter().map(|quantity| quantity.unit).chain(CONSTANTS.iter().map(|c| c.unit));
        let mut missing: Vec<String> = units
            .chain(of_symbols)
            .chain(of_rows)
            .filter(|unit| !unit.is_empty())
            .filter(|unit| Language::Zh.find(&format!("evidence.unit.{}", slug(unit))).is_none())
            .map(|unit| format!("{} = \"{unit}\"", slug(unit)))
            .collect();
        missing.sort();
        missing.dedup();
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    fn every_figure_has_a_name_in_both_languages() {
        for said in Subject::all() {
            for language in [Language::En, Language::Zh] {
                assert_ne!(subject(said, language), said.id());
            }
        }
    }

    #[test]
    fn values_are_written_in_their_units() {
        let value = |id: &str, when, value, language| {
            figure_value(Figure::of(id, when).unwrap(), Some(value), 2026.0, language, 4)
        };
        let pair = |text: &str, unit: &str| (text.to_owned(), unit.to_owned());
        assert_eq!(value("npv-usd", When::Plan, -1.25e9, Language::En), pair("−$1.25B", ""));
        assert_eq!(value("gross-margin", When::Year(0), 0.57, Language::Zh), pair("57%", ""));
        assert_eq!(value("break-even-month", When::Plan, 57.0, Language::En), pair("Sep 2030", "month 57"));
        assert_eq!(value("kv-bytes-per-token", When::Month(0), 70272.0, Language::En).1, "bytes per token");
        assert_eq!(number(4.2e-13, Language::En, 3), "4.2×10⁻¹³");
    }
}
