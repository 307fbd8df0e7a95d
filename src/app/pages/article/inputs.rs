//! Inputs and coefficients beside the results that they give.

use leptos::prelude::*;

use crate::app::article_link::ArticleState;
use crate::app::article_link::LIMIT;
use crate::app::form::{NumberControl, Scale};
use crate::app::format::{self, Kind};
use crate::app::locale::{Key, Language, key, named, t, use_locale};
use crate::app::state::use_state;
use crate::model::article::{ArticleField, ArticleResults, FIELDS};

/// The model: what goes in, what comes out.
#[component]
pub(super) fn Model() -> impl IntoView {
    let cards = |coefficient: bool| {
        FIELDS
            .iter()
            .filter(|field| field.coefficient == coefficient)
            .map(|field: &'static ArticleField| {
                view! { <Setting key=field.key range=field.range label=format!("model.article.{}", field.key)/> }
            })
            .collect_view()
    };
    view! {
        <div class="article-split">
            <div class="article-inputs">
                <h3>{t(key::ARTICLE_INPUTS)}</h3>
                <div class="settings">{cards(false)}</div>
                <h3>{t(key::ARTICLE_COEFFICIENTS)}</h3>
                <div class="settings">{cards(true)}</div>
            </div>
            <Results/>
        </div>
    }
}

/// The dimension that a number of the article's model belongs to.
fn tone(key: &str) -> &'static str {
    match key {
        "responsibility" | "education" | "responsibility-weight" | "education-weight" | "p" => "society",
        "carbon" | "energy" | "carbon-weight" | "energy-weight" | "r" => "environment",
        _ => "economy",
    }
}

/// One number of the article's model.
#[component]
pub(super) fn Setting(
    /// Key in links.
    key: &'static str,
    /// Ends of the slider.
    range: [f64; 2],
    /// Locale key of the label.
    label: String,
) -> impl IntoView {
    let state = use_state();
    let usual = ArticleState::default().get(key).unwrap_or_default();
    let value = Memo::new(move |_| state.article.with(|article| article.get(key).unwrap_or(usual)));
    let set = Callback::new(move |number: f64| {
        if value.get_untracked() != number {
            state.article.update(|article| article.set(key, number));
        }
    });
    let label = named(label, key);
    let name = Signal::derive(move || label().to_owned());
    let changed = move || value.get() != usual;
    view! {
        <div class="card" class:changed=changed data-parameter=key data-tone=tone(key)>
            <div class="card-head">
                <label class="card-label" for=key>{move || name.get()}</label>
            </div>
            <NumberControl
                id=key.to_owned()
                name=name
                value=value
                set=set
                hard=[-LIMIT, LIMIT]
                scale=Scale::linear(range)
                default=usual
                kind=Kind::Plain
            />
            <button
                type="button"
                class="quiet reset"
                data-action="reset"
                hidden=move || !changed()
                aria-label={
                    let reset = t(key::FORM_RESET);
                    move || format!("{}: {}", name.get(), reset())
                }
                on:click=move |_| set.run(usual)
            >
                {t(key::FORM_RESET)}
            </button>
        </div>
    }
}

/// One result: id, name, dimension, how it is computed, access.
struct Line {
    id: &'static str,
    name: Key,
    dimension: &'static str,
    formula: fn(&ArticleState, Language) -> String,
    value: fn(&ArticleResults) -> f64,
}

fn n(value: f64, language: Language) -> String {
    let text = format::number(value, language, 6);
    if value < 0.0 { format!("({text})") } else { text }
}

const LINES: [Line; 5] = [
    Line {
        id: "profit",
        name: key::ARTICLE_PROFIT,
        dimension: "economy",
        formula: |s, l| {
            let results = s.inputs.evaluate();
            format!("π = R − C = {} − {}", n(results.revenue, l), n(results.cost, l))
        },
        value: |results| results.profit,
    },
    Line {
        id: "revenue",
        name: key::ARTICLE_REVENUE,
        dimension: "economy",
        formula: |s, l| format!("S · P = {} · {}", n(s.inputs.market_share, l), n(s.inputs.price, l)),
        value: |results| results.revenue,
    },
    Line {
        id: "cost",
        name: key::ARTICLE_COST,
        dimension: "economy",
        formula: |s, l| {
            format!(
                "{} · R = {} · {}",
                n(s.inputs.cost_factor, l),
                n(s.inputs.cost_factor, l),
                n(s.inputs.operating_cost, l)
            )
        },
        value: |results| results.cost,
    },
    Line {
        id: "social_impact",
        name: key::ARTICLE_SOCIAL_IMPACT,
        dimension: "society",
        formula: |s, l| {
            let i = &s.inputs;
            let [a, x, b, y] =
                [i.responsibility_weight, i.responsibility, i.education_weight, i.education].map(|v| n(v, l));
            format!("η = {a} · {x} + {b} · {y}")
        },
        value: |results| results.social_impact,
    },
    Line {
        id: "carbon_emission",
        name: key::ARTICLE_CARBON_EMISSION,
        dimension: "environment",
        formula: |s, l| {
            let i = &s.inputs;
            let [a, x, b, y] = [i.carbon_weight, i.carbon, i.energy_weight, i.energy].map(|v| n(v, l));
            format!("Cₑ = {a} · {x} + {b} · {y}")
        },
        value: |results| results.carbon_emission,
    },
];

/// The results as they move.
#[component]
fn Results() -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let usual = ArticleState::default().inputs.evaluate();
    let lines = LINES
        .iter()
        .map(|line| {
            let value = Memo::new(move |_| state.article.with(|article| (line.value)(&article.inputs.evaluate())));
            let change = move || {
                let difference = value.get() - (line.value)(&usual);
                let language = locale.get();
                (difference != 0.0).then(|| {
                    let text = format::change(difference, Kind::Plain, language, 4);
                    language.fill(key::ARTICLE_AGAINST_CASE, &[("change", &text)])
                })
            };
            view! {
                <div class="result" data-tone=line.dimension data-lead=(line.id != "cost" && line.id != "revenue").to_string()>
                    <dt>{t(line.name)}</dt>
                    <dd>
                        <data value=move || format::machine(Some(value.get())) data-output=line.id>
                            {move || format::number(value.get(), locale.get(), 6)}
                        </data>
                        <span class="result-formula">
                            {move || state.article.with(|article| (line.formula)(article, locale.get()))}
                        </span>
                        <span class="result-change">{change}</span>
                    </dd>
                </div>
            }
        })
        .collect_view();
    let reset = move |_| {
        if state.article.get_untracked() != ArticleState::default() {
            state.article.set(ArticleState::default());
        }
    };
    view! {
        <div class="article-results">
            <h3>{t(key::ARTICLE_RESULTS)}</h3>
            <dl class="results">{lines}</dl>
            <button type="button" class="quiet" data-action="reset-all" on:click=reset>{t(key::ARTICLE_RESET)}</button>
        </div>
    }
}
