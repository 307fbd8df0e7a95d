//! Values, goals and findings of the comparison in the reader's language. Pure.

use crate::app::form::option_name;
use crate::app::format::{self, Kind};
use crate::app::locale::{Key, Language, key};
use crate::model::parameter::{Parameter, Values};
use crate::scenario::Value;
use crate::scenario::target::{Sense, Target};

/// Fills a text with owned values.
pub(super) fn fill(text: Key, values: &[(&str, String)], language: Language) -> String {
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    language.fill(text, &values)
}

/// The label and unit of an output.
pub(super) fn output(id: &'static str, language: Language) -> (&'static str, &'static str) {
    let find = |part: &str| language.find(&format!("outputs.{id}.{part}"));
    (find("label").unwrap_or(id), find("unit").unwrap_or_default())
}

/// The label and unit of a parameter; no unit where the number says it.
pub(super) fn input(parameter: &Parameter, language: Language) -> (&'static str, &'static str) {
    let find = |part: &str| language.find(&format!("parameters.{}.{part}", parameter.id));
    let unit = match Kind::of(parameter.unit) {
        Kind::Share | Kind::Year => "",
        _ => find("unit").unwrap_or_default(),
    };
    (find("label").unwrap_or(parameter.id), unit)
}

/// A value as people read it.
pub(super) fn value(parameter: &Parameter, value: Option<Value>, language: Language) -> String {
    let kind = Kind::of(parameter.unit);
    let text = |number: f64| format::quantity(number, kind, language, 4);
    match value {
        None => format::NONE.to_owned(),
        Some(Value::Scalar(number)) => text(number),
        Some(Value::Choice(index)) => match parameter.values {
            Values::Choice { options, .. } => {
                options.get(index).map_or_else(String::new, |option| option_name(parameter, option, language))
            }
            _ => String::new(),
        },
        Some(Value::Path { from, to, .. }) if from == to => text(to),
        Some(Value::Path { from, to, first: Some(first), last: Some(last) }) => {
            let values = [
                ("from", text(from)),
                ("to", text(to)),
                ("first", format!("{first:.0}")),
                ("last", format!("{last:.0}")),
            ];
            fill(key::COMPARE_INPUTS_PATH_YEARS, &values, language)
        }
        Some(Value::Path { from, to, .. }) => format!("{} → {}", text(from), text(to)),
    }
}

/// A goal as people read it.
pub(super) fn target(target: &Target, language: Language) -> String {
    let value = format::quantity(target.value, Kind::of(target.measure.unit()), language, 4);
    let text = match target.sense {
        Sense::AtMost => key::COMPARE_INPUTS_MOST,
        Sense::AtLeast => key::COMPARE_INPUTS_LEAST,
    };
    let text = language.fill(text, &[("value", &value)]);
    match target.by_year {
        Some(year) => fill(key::COMPARE_INPUTS_BY, &[("text", text), ("year", year.to_string())], language),
        None => text,
    }
}

/// Who is highest and who lowest in the last year that has figures.
pub(super) fn finding(
    years: &[i32],
    values: &[Vec<Option<f64>>],
    names: &[String],
    write: impl Fn(f64) -> String,
    language: Language,
) -> String {
    let row = |at: usize| -> Vec<(usize, f64)> {
        let cells = values.iter().enumerate();
        cells.filter_map(|(case, values)| Some((case, (*values.get(at)?)?))).collect()
    };
    // The last year that all have, or else the last that any has.
    let last = |wanted: usize| (0..years.len()).rev().find(|at| row(*at).len() >= wanted);
    let Some(at) = last(values.len()).or_else(|| last(1)) else {
        return language.text(key::COMPARE_CHARTS_NOTHING).to_owned();
    };
    let row = row(at);
    let name = |case: usize| names.get(case).cloned().unwrap_or_default();
    let year = years.get(at).map(i32::to_string).unwrap_or_default();
    let extreme = |sign: f64| row.iter().copied().reduce(|a, b| if sign * b.1 > sign * a.1 { b } else { a });
    let (Some(high), Some(low)) = (extreme(1.0), extreme(-1.0)) else {
        return language.text(key::COMPARE_CHARTS_NOTHING).to_owned();
    };
    if row.len() == 1 {
        let values = [("name", name(high.0)), ("value", write(high.1)), ("year", year)];
        return fill(key::COMPARE_CHARTS_ALONE, &values, language);
    }
    // What reads the same is level.
    if write(high.1) == write(low.1) {
        return fill(key::COMPARE_CHARTS_LEVEL, &[("year", year), ("value", write(high.1))], language);
    }
    let values = [
        ("year", year),
        ("highest", name(high.0)),
        ("high", write(high.1)),
        ("lowest", name(low.0)),
        ("low", write(low.1)),
    ];
    fill(key::COMPARE_CHARTS_HIGHEST, &values, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_names_the_ends() {
        let names = ["A".to_owned(), "B".to_owned()];
        let write = |value: f64| value.to_string();
        let find = |values: &[Vec<Option<f64>>]| finding(&[2026, 2027], values, &names, write, Language::En);
        assert_eq!(
            find(&[vec![Some(1.0), Some(2.0)], vec![Some(3.0), None]]),
            "In 2026 B is highest with 3, A lowest with 1"
        );
        assert_eq!(find(&[vec![Some(1.0); 2], vec![Some(1.0); 2]]), "In 2027 all are level at 1");
        assert_eq!(find(&[vec![None, Some(2.0)]]), "A reaches 2 in 2027");
        assert_eq!(find(&[]), Language::En.text(key::COMPARE_CHARTS_NOTHING));
    }

    #[test]
    fn goals_read_aloud() {
        let goal = Target::profitable(2029).unwrap();
        assert_eq!(target(&goal, Language::En), "at least $0 by 2029");
        assert_eq!(target(&goal, Language::Zh), "2029 年前至少 0美元");
    }
}
