//! Where a default comes from: note, range, grade, sources, equation.

use leptos::prelude::*;

use crate::app::explain_link::EvidenceLink;
use crate::app::format::{self, Kind};
use crate::app::locale::{key, named, t, use_locale};
use crate::app::source::{Cited, source};
use crate::model::parameter::{Parameter, Values};

/// Note, range, grade, sources and equation of a parameter.
#[component]
pub(crate) fn About(
    /// The parameter.
    parameter: &'static Parameter,
) -> impl IntoView {
    let locale = use_locale();
    let kind = Kind::of(parameter.unit);
    let number = move |value: f64| format::quantity(value, kind, locale.get(), 3);
    let span = move |low: f64, high: f64| {
        if low == high { number(low) } else { format!("{} – {}", number(low), number(high)) }
    };
    let range = move || match parameter.values {
        Values::Scalar { plausible: [low, high], .. } => Some(span(low, high)),
        Values::Path { low, high, .. } => {
            let (from, to) = (span(low[0], high[0]), span(low[1], high[1]));
            Some(if from == to { from } else { format!("{from} → {to}") })
        }
        Values::Choice { .. } => None,
    };
    let limits = move || parameter.hard().map(|[low, high]| span(low, high));
    let default = move || match parameter.values {
        Values::Scalar { default, .. } => number(default),
        Values::Path { default: [from, to], .. } => {
            if from == to {
                number(from)
            } else {
                format!("{} → {}", number(from), number(to))
            }
        }
        Values::Choice { default, .. } => super::card::option_name(parameter, default, locale.get()),
    };
    let sources = parameter
        .sources
        .iter()
        .filter_map(|key| source(key))
        .map(|entry| view! { <li><Cited entry=entry/></li> })
        .collect_view();
    let note = named(format!("parameters.{}.note", parameter.id), "");
    view! {
        <div class="about">
            <p>{note}</p>
            <dl>
                <dt>{t(key::ABOUT_DEFAULT)}</dt>
                <dd>{default}</dd>
                <dt>{t(key::ABOUT_RANGE)}</dt>
                <dd>{move || range().unwrap_or_else(|| format::NONE.to_owned())}</dd>
                <dt>{t(key::ABOUT_LIMITS)}</dt>
                <dd>{move || limits().unwrap_or_else(|| format::NONE.to_owned())}</dd>
                <dt>{t(key::ABOUT_GRADE)}</dt>
                <dd>
                    {named(format!("model.grade.{}", parameter.grade.id()), "")}
                    <span class="aside">
                        {named(format!("model.grade-about.{}", parameter.grade.id()), "")}
                    </span>
                </dd>
                <dt>{t(key::ABOUT_EQUATION)}</dt>
                <dd>
                    <EvidenceLink place=format!("equation-{}", parameter.equation)>
                        {parameter.equation}
                    </EvidenceLink>
                </dd>
                <dt>{t(key::ABOUT_KEY)}</dt>
                <dd><code>{parameter.id}</code></dd>
            </dl>
            <ul class="sources" aria-label=t(key::ABOUT_SOURCES)>{sources}</ul>
        </div>
    }
}
