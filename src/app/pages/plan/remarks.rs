//! What has to be said beside the figures: what is not used as it was given, when cash runs out, where the
//! model leaves its evidence.

use leptos::prelude::*;

use crate::analysis::remarks::{Kind, Remark, remarks};
use crate::app::form::option_name;
use crate::app::format;
use crate::app::locale::{Language, key, t, use_locale};
use crate::app::rest::use_rest;
use crate::app::state::use_state;
use crate::model::parameters;

/// The remarks of the present plan: refusals in a list that is announced, the rest below.
#[component]
pub(super) fn Remarks() -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    // They are read, or read out, once the hand rests.
    let results = use_rest().rested();
    let said = Memo::new(move |_| {
        let all = |scenario: &_| results.with(|results| remarks(scenario, results.run()));
        state.scenario.with_untracked(|scenario| (scenario.start_year(), all(scenario)))
    });
    let list = move |refused: bool| {
        let language = locale.get();
        said.with(|(start, all)| {
            let chosen = all.iter().filter(|remark| remark.kind.is_refusal() == refused);
            chosen
                .map(|remark| {
                    let text = sentence(remark, *start, language);
                    view! { <li data-remark=id(remark.kind)>{text}</li> }
                })
                .collect_view()
        })
    };
    let any = Memo::new(move |_| said.with(|(_, all)| all.iter().any(|remark| remark.kind.is_refusal())));
    view! {
        <section class="remarks" data-role="remarks" aria-labelledby="remarks-title">
            <h2 id="remarks-title">{t(key::PLAN_REMARK_TITLE)}</h2>
            <div role="status">
                <Show when=move || any.get()>
                    <h3>{t(key::PLAN_REMARK_REFUSED)}</h3>
                    <ul>{move || list(true)}</ul>
                </Show>
            </div>
            <ul class="aside">{move || list(false)}</ul>
        </section>
    }
}

/// The last part of a remark's key in the texts.
const fn id(kind: Kind) -> &'static str {
    match kind {
        Kind::UnreachableMfu => "unreachable-mfu",
        Kind::MoreActiveThanExperts => "more-active-than-experts",
        Kind::SparserThanExperts => "sparser-than-experts",
        Kind::DataLimit => "data-limit",
        Kind::CashOut => "cash-out",
        Kind::Extrapolated => "extrapolated",
        Kind::Calibrated => "calibrated",
        Kind::WorldTrend => "world-trend",
        Kind::LifecycleRatio => "lifecycle-ratio",
        Kind::ResidualIsGrid => "residual-is-grid",
        Kind::TerminalShare => "terminal-share",
        Kind::TerminalSign => "terminal-sign",
        Kind::NoTerminalValue => "no-terminal-value",
        Kind::UpperBound => "upper-bound",
    }
}

/// A remark in words.
fn sentence(remark: &Remark, start: f64, language: Language) -> String {
    let id = id(remark.kind);
    let Some(text) = language.find(&format!("plan.remark.{id}")) else { return remark.to_string() };
    let label = |group: &str| language.find(&format!("{group}.{}.label", remark.key));
    let name = label("parameters").or_else(|| label("outputs")).unwrap_or(remark.key);
    // Shares of a whole are told in percent; ratios are plain numbers.
    let is_share = matches!(remark.kind, Kind::TerminalShare | Kind::TerminalSign | Kind::UnreachableMfu);
    let number = |value: Option<f64>| match value {
        Some(value) if is_share => format::quantity(value, format::Kind::of("fraction"), language, 3),
        Some(value) => format::number(value, language, 3),
        None => String::new(),
    };
    let parameter = parameters::registry().find(|parameter| parameter.id == remark.key);
    let option = remark.option.zip(parameter).map(|(option, of)| option_name(of, option, language));
    let year = remark.year.map(|year| year.to_string()).unwrap_or_default();
    let number_of_month = remark.year.zip(remark.month).map(|(year, month)| {
        let before = (f64::from(year) - start) * 12.0;
        format::month(start, before + f64::from(month), language)
    });
    let values = [
        ("{name}", name.to_owned()),
        ("{given}", number(remark.given)),
        ("{used}", number(remark.used)),
        ("{option}", option.unwrap_or_default()),
        ("{year}", year),
        ("{month}", number_of_month.unwrap_or_default()),
    ];
    values.into_iter().fold(text.to_owned(), |text, (place, value)| text.replace(place, &value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::simulate::Keep;
    use crate::scenario::{link, run};

    #[test]
    fn every_remark_is_said_in_both_languages() {
        let query = "funding=off&initial-cash=0&mfu-training=0.85&experts=8&experts-active=9&data-limit-t=1\
            &serving-region=US-VA&training-region=KP&dp-training-share=0.1&serving-calibration=1.5";
        for query in [query, "", "experts=8&experts-active=4&discount-rate=0.01&inflation=0.02"] {
            let scenario = link::parse(query).scenario;
            for remark in remarks(&scenario, &run(&scenario, Keep::Years)) {
                for language in [Language::En, Language::Zh] {
                    let key = format!("plan.remark.{}", id(remark.kind));
                    assert!(language.find(&key).is_some(), "{key}");
                    let text = sentence(&remark, scenario.start_year(), language);
                    println!("{text}");
                    assert!(!text.contains(['{', '}']) && !text.contains("NaN"), "{text}");
                }
            }
        }
    }
}
