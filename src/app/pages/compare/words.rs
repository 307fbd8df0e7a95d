//! Findings of the comparison in the reader's language. Pure.

use crate::app::locale::{Language, key};
use crate::app::wording::fill;

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
}
