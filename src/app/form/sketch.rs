//! The sketch of a path over the years: a small drawing of our own, with its sentence.

use leptos::prelude::*;

use crate::app::format::{self, Kind};
use crate::app::locale::{Language, key, use_locale};
use crate::app::state::use_state;
use crate::model::parameter::{Parameter, Path};
use crate::scenario::{Scenario, Value};

/// Size of the drawing in its own units.
const SIZE: [f64; 2] = [300.0, 64.0];
/// Air above and below the line.
const AIR: f64 = 6.0;

/// The line of a path within some years and values, as the points of a polyline.
fn points(path: &Path<f64>, [first, last]: [f64; 2], [low, high]: [f64; 2]) -> String {
    let across = (last - first).max(1.0);
    let up = if high > low { high - low } else { 1.0 };
    let mut years = vec![first, path.first, path.last, last];
    years.retain(|year| (first..=last).contains(year));
    years.sort_by(f64::total_cmp);
    years.dedup();
    let mut out = String::new();
    let mut push = |year: f64, value: f64| {
        let x = (year - first) / across * SIZE[0];
        let y = SIZE[1] - AIR - (value - low) / up * (SIZE[1] - 2.0 * AIR);
        out.push_str(&format!("{x:.1},{y:.1} "));
    };
    for year in years {
        // A path whose years coincide steps.
        if path.first == path.last && year == path.last {
            push(year, path.from);
        }
        push(year, path.at(year));
    }
    out.trim_end().to_owned()
}

/// The path in words.
fn sentence(path: &Path<f64>, kind: Kind, language: Language) -> String {
    let number = |value: f64| format::quantity(value, kind, language, 3);
    if path.from == path.to {
        return language.fill(key::PLAN_SKETCH_FLAT, &[("value", &number(path.to))]);
    }
    let (first, last) = (format!("{:.0}", path.first), format!("{:.0}", path.last));
    let key = if path.first == path.last { key::PLAN_SKETCH_STEP } else { key::PLAN_SKETCH_RAMP };
    let (from, to) = (number(path.from), number(path.to));
    language.fill(key, &[("from", &from), ("to", &to), ("first", &first), ("last", &last)])
}

/// The default path of a parameter, in the years of a scenario.
fn usual(parameter: &Parameter, scenario: &Scenario) -> Option<Path<f64>> {
    let Value::Path { from, to, .. } = Value::default_of(parameter) else { return None };
    let start = scenario.start_year();
    Some(Path { from, to, first: start + 1.0, last: start + 5.0 })
}

/// The sketch.
#[component]
pub(super) fn Sketch(
    /// Position in the registry.
    index: usize,
    /// Its declaration.
    parameter: &'static Parameter,
) -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let kind = Kind::of(parameter.unit);
    let years = Memo::new(move |_| {
        let years = state.results.with(|results| results.years());
        [years.first().copied().unwrap_or(2026.0), years.last().map_or(2027.0, |year| year + 1.0)]
    });
    let paths = Memo::new(move |_| {
        state.scenario.with(|scenario| Some((scenario.path(index)?, usual(parameter, scenario)?)))
    });
    let drawn = move || {
        let (path, usual) = paths.get()?;
        let (years, language) = (years.get(), locale.get());
        let all = [path.from, path.to, usual.from, usual.to];
        let low = all.into_iter().fold(f64::INFINITY, f64::min);
        let high = all.into_iter().fold(f64::NEG_INFINITY, f64::max);
        let text = sentence(&path, kind, language);
        Some(view! {
            <figure class="sketch">
                <svg
                    viewBox=format!("0 0 {} {}", SIZE[0], SIZE[1])
                    preserveAspectRatio="none"
                    role="img"
                    aria-label=text.clone()
                >
                    {(usual != path).then(|| view! {
                        <polyline class="sketch-usual" points=points(&usual, years, [low, high])/>
                    })}
                    <polyline class="sketch-line" points=points(&path, years, [low, high])/>
                </svg>
                <p class="sketch-years" aria-hidden="true">
                    <span>{format!("{:.0}", years[0])}</span>
                    <span>{format!("{:.0}", years[1] - 1.0)}</span>
                </p>
                <figcaption>
                    {text}
                    {(usual != path).then(|| view! {
                        " "
                        <span class="sketch-key">{language.text(key::PLAN_SKETCH_USUAL)}</span>
                    })}
                </figcaption>
            </figure>
        })
    };
    view! { {drawn} }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_bends_where_its_years_are() {
        let path = Path { from: 0.0, to: 1.0, first: 2027.0, last: 2031.0 };
        assert_eq!(points(&path, [2026.0, 2036.0], [0.0, 1.0]), "0.0,58.0 30.0,58.0 150.0,6.0 300.0,6.0");
        let step = Path { first: 2031.0, ..path };
        assert_eq!(points(&step, [2026.0, 2036.0], [0.0, 1.0]), "0.0,58.0 150.0,58.0 150.0,6.0 300.0,6.0");
        // A path that changes before or after the plan is flat in it.
        let late = Path { first: 2050.0, last: 2060.0, ..path };
        assert_eq!(points(&late, [2026.0, 2036.0], [0.0, 1.0]), "0.0,58.0 300.0,58.0");
    }

    #[test]
    fn paths_are_said() {
        let path = Path { from: 0.2, to: 1.0, first: 2027.0, last: 2030.0 };
        for language in [Language::En, Language::Zh] {
            let text = sentence(&path, Kind::Share, language);
            assert!(text.contains("20%") && text.contains("2030") && !text.contains('{'), "{text}");
        }
    }
}
