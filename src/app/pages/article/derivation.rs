//! Section 4.2: four proportionalities, their constants as sliders, the lines that follow, and the parabola.

use leptos::prelude::*;

use super::Multiple;
use super::inputs::Setting;
use crate::app::article_link::{ArticleState, CONSTANTS};
use crate::app::chart::data::{Case, ChartData, Horizontal, Overlay, Series, Stroke};
use crate::app::chart::palette::Tone;
use crate::app::format::{self, Kind};
use crate::app::locale::{Key, Language, key, t, use_locale};
use crate::app::state::use_state;

/// One line of the derivation.
struct Step {
    id: &'static str,
    constant: usize,
    tone: Tone,
    /// What the article writes.
    claim: &'static str,
    /// What follows, with the slope filled in.
    finding: Key,
    axes: Key,
    horizontal: Key,
    span: fn(&ArticleState) -> f64,
    lines: &'static [Derived],
    at: fn(&ArticleState) -> f64,
}

/// One drawn line: id, name, stroke, value at a place.
struct Derived {
    id: &'static str,
    name: Key,
    stroke: Stroke,
    value: fn(&ArticleState, f64) -> f64,
}

fn slopes(state: &ArticleState) -> crate::model::article::Slopes {
    state.derivation.slopes(&state.inputs)
}

/// The end of an axis: the article's case, or twice the present value where that lies beyond.
fn reach(usual: f64, present: f64) -> f64 {
    if present > usual { present * 1.25 } else { usual }
}

const STEPS: [Step; 4] = [
    Step {
        id: "derivation-cost",
        constant: 0,
        tone: Tone::Economy,
        claim: "T = kR  ⇒  C = f(kR, R) = g(R),  g′(R) > 0",
        finding: key::ARTICLE_DERIVE_COST,
        axes: key::ARTICLE_DERIVE_COST_AXES,
        horizontal: key::ARTICLE_AXIS_OPERATING_COST,
        span: |s| reach(2000.0, s.inputs.operating_cost),
        lines: &[
            Derived {
                id: "cost",
                name: key::ARTICLE_DERIVE_COST_LINE,
                stroke: Stroke::Solid,
                value: |s, x| slopes(s).cost_per_operating_cost * x,
            },
            Derived {
                id: "compute",
                name: key::ARTICLE_DERIVE_COMPUTE_LINE,
                stroke: Stroke::Dotted,
                value: |s, x| s.derivation.k * x,
            },
        ],
        at: |s| s.inputs.operating_cost,
    },
    Step {
        id: "derivation-revenue",
        constant: 1,
        tone: Tone::Economy,
        claim: "S = lP  ⇒  R = g(lP, P) = mP,  m > 0",
        finding: key::ARTICLE_DERIVE_REVENUE,
        axes: key::ARTICLE_DERIVE_REVENUE_AXES,
        horizontal: key::ARTICLE_AXIS_PRICE,
        span: |s| reach(20.0, s.inputs.price),
        lines: &[
            Derived {
                id: "revenue-parabola",
                name: key::ARTICLE_DERIVE_PARABOLA_LINE,
                stroke: Stroke::Solid,
                value: |s, x| slopes(s).revenue_per_price_squared * x * x,
            },
            Derived {
                id: "revenue-line",
                name: key::ARTICLE_DERIVE_REVENUE_LINE,
                stroke: Stroke::Dashed,
                value: |s, x| slopes(s).revenue_per_price * x,
            },
        ],
        at: |s| s.inputs.price,
    },
    Step {
        id: "derivation-social",
        constant: 2,
        tone: Tone::Society,
        claim: "E = pS  ⇒  η = h(pS, S) = qS,  q > 0",
        finding: key::ARTICLE_DERIVE_SOCIAL,
        axes: key::ARTICLE_DERIVE_SOCIAL_AXES,
        horizontal: key::ARTICLE_AXIS_RESPONSIBILITY,
        span: |s| reach(10.0, s.inputs.responsibility),
        lines: &[Derived {
            id: "social",
            name: key::ARTICLE_SOCIAL_IMPACT,
            stroke: Stroke::Solid,
            value: |s, x| slopes(s).social_per_responsibility * x,
        }],
        at: |s| s.inputs.responsibility,
    },
    Step {
        id: "derivation-carbon",
        constant: 3,
        tone: Tone::Environment,
        claim: "E = rT  ⇒  Cₑ = i(rT, T) = sT,  s > 0",
        finding: key::ARTICLE_DERIVE_CARBON,
        axes: key::ARTICLE_DERIVE_CARBON_AXES,
        horizontal: key::ARTICLE_AXIS_COMPUTE,
        span: |s| reach(4000.0, s.inputs.carbon),
        lines: &[Derived {
            id: "carbon",
            name: key::ARTICLE_CARBON_EMISSION,
            stroke: Stroke::Solid,
            value: |s, x| slopes(s).carbon_per_compute * x,
        }],
        at: |s| s.inputs.carbon,
    },
];

/// Places at which a curve is drawn.
const PLACES: usize = 24;

impl Step {
    fn data(&self, state: &ArticleState, language: Language) -> ChartData {
        let end = (self.span)(state);
        let x: Vec<f64> = (0..=PLACES).map(|place| end * place as f64 / PLACES as f64).collect();
        let at = (self.at)(state);
        let series = self
            .lines
            .iter()
            .map(|line| Series {
                id: line.id,
                name: language.text(line.name).to_owned(),
                tone: if line.stroke == Stroke::Solid { self.tone } else { Tone::Muted },
                stroke: line.stroke,
                values: x.iter().map(|x| Some((line.value)(state, *x))).collect(),
            })
            .collect();
        ChartData {
            horizontal: Horizontal::Quantity(language.text(self.horizontal).to_owned()),
            kind: Kind::Plain,
            unit: String::new(),
            series,
            case: self.lines.first().map(|line| Case {
                name: language.text(key::ARTICLE_CASE).to_owned(),
                at: [at, (line.value)(state, at)],
            }),
            overlay: Overlay::default(),
            x,
        }
    }

    fn finding(&self, state: &ArticleState, language: Language) -> String {
        let number = |value: f64| format::number(value, language, 4);
        let slopes = slopes(state);
        language.fill(
            self.finding,
            &[
                ("g", &number(slopes.cost_per_operating_cost)),
                ("k", &number(state.derivation.k)),
                ("l", &number(slopes.revenue_per_price_squared)),
                ("m", &number(slopes.revenue_per_price)),
                ("q", &number(slopes.social_per_responsibility)),
                ("s", &number(slopes.carbon_per_compute)),
                ("a", &number(state.inputs.responsibility_weight)),
                ("b", &number(state.inputs.education_weight)),
                ("p", &number(state.derivation.p)),
                ("c", &number(state.inputs.carbon_weight)),
                ("d", &number(state.inputs.energy_weight)),
                ("r", &number(state.derivation.r)),
            ],
        )
    }
}

/// The four lines.
#[component]
pub(super) fn Derivation() -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let steps = STEPS
        .iter()
        .map(|step| {
            let data = Memo::new(move |_| state.article.with(|article| step.data(article, locale.get())));
            let finding =
                Signal::derive(move || state.article.with(|article| step.finding(article, locale.get())));
            let constant = CONSTANTS.get(step.constant).map(|constant| {
                view! {
                    <Setting
                        key=constant.key
                        range=constant.range
                        label=format!("page.article.constant-{}", constant.key)
                    />
                }
            });
            view! {
                <div class="derivation-step">
                    <p class="formula" lang="en">{step.claim}</p>
                    {constant}
                    <Multiple id=step.id finding=finding subtitle=step.axes tone=step.tone data=data/>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class="derivation">{steps}</div>
        <p class="prose remark"><strong>{t(key::ARTICLE_PARABOLA_TITLE)}</strong>" "{t(key::ARTICLE_PARABOLA_TEXT)}</p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parabola_and_the_line_meet_at_the_articles_case() {
        let state = ArticleState::default();
        let revenue = &STEPS[1];
        let values: Vec<f64> =
            revenue.lines.iter().map(|line| (line.value)(&state, state.inputs.price)).collect();
        assert_eq!(values, [5000.0, 5000.0]);
    }

    #[test]
    fn every_placeholder_is_filled() {
        for step in &STEPS {
            for language in [Language::En, Language::Zh] {
                let text = step.finding(&ArticleState::default(), language);
                assert!(!text.contains('{'), "{text}");
            }
        }
    }
}
