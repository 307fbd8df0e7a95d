//! The five lines of the article's two figures, each on axes of its own. Pure.

use crate::app::chart::data::{Case, ChartData, Horizontal, Overlay, Series, Stroke};
use crate::app::chart::palette::Tone;
use crate::app::format::{self, Kind};
use crate::app::locale::{Key, Language, key};
use crate::model::article::ArticleInputs;

/// One small chart.
pub(super) struct Figure {
    /// Name in links and files.
    pub(super) id: &'static str,
    /// What is on the axes.
    pub(super) subtitle: Key,
    /// Accent.
    pub(super) tone: Tone,
    name: Key,
    horizontal: Key,
    finding: Key,
    /// Ends of the horizontal axis.
    span: [f64; 2],
    slope: fn(&ArticleInputs) -> f64,
    at: fn(&ArticleInputs) -> f64,
    value: fn(&ArticleInputs, f64) -> f64,
}

/// Cost, revenue, profit.
pub(super) const FIRST: [Figure; 3] = [
    Figure {
        id: "article-cost",
        subtitle: key::ARTICLE_FIGURE_COST_AXES,
        tone: Tone::Economy,
        name: key::ARTICLE_COST,
        horizontal: key::ARTICLE_AXIS_OPERATING_COST,
        finding: key::ARTICLE_FIGURE_COST,
        span: [0.0, 1000.0],
        slope: |inputs| inputs.cost_factor,
        at: |inputs| inputs.operating_cost,
        value: ArticleInputs::cost,
    },
    Figure {
        id: "article-revenue",
        subtitle: key::ARTICLE_FIGURE_REVENUE_AXES,
        tone: Tone::Economy,
        name: key::ARTICLE_REVENUE,
        horizontal: key::ARTICLE_AXIS_MARKET_SHARE,
        finding: key::ARTICLE_FIGURE_REVENUE,
        span: [0.0, 500.0],
        slope: |inputs| inputs.price,
        at: |inputs| inputs.market_share,
        value: ArticleInputs::revenue,
    },
    Figure {
        id: "article-profit",
        subtitle: key::ARTICLE_FIGURE_PROFIT_AXES,
        tone: Tone::Economy,
        name: key::ARTICLE_PROFIT,
        horizontal: key::ARTICLE_AXIS_OPERATING_COST,
        finding: key::ARTICLE_FIGURE_PROFIT,
        span: [0.0, 1000.0],
        slope: |inputs| inputs.cost_factor,
        at: |inputs| inputs.operating_cost,
        value: ArticleInputs::profit,
    },
];

/// Social impact, carbon.
pub(super) const SECOND: [Figure; 2] = [
    Figure {
        id: "article-social",
        subtitle: key::ARTICLE_FIGURE_SOCIAL_AXES,
        tone: Tone::Society,
        name: key::ARTICLE_SOCIAL_IMPACT,
        horizontal: key::ARTICLE_AXIS_RESPONSIBILITY,
        finding: key::ARTICLE_FIGURE_SOCIAL,
        span: [0.0, 10.0],
        slope: |inputs| inputs.responsibility_weight,
        at: |inputs| inputs.responsibility,
        value: ArticleInputs::social_impact,
    },
    Figure {
        id: "article-carbon",
        subtitle: key::ARTICLE_FIGURE_CARBON_AXES,
        tone: Tone::Environment,
        name: key::ARTICLE_CARBON_EMISSION,
        horizontal: key::ARTICLE_AXIS_CARBON,
        finding: key::ARTICLE_FIGURE_CARBON,
        span: [0.0, 2000.0],
        slope: |inputs| inputs.carbon_weight,
        at: |inputs| inputs.carbon,
        value: ArticleInputs::carbon_emission,
    },
];

impl Figure {
    /// What the chart draws: the line, and where the present case lies on it.
    pub(super) fn data(&self, inputs: &ArticleInputs, language: Language) -> ChartData {
        let at = (self.at)(inputs);
        // The article's axis, longer where the case lies beyond it.
        let (low, high) = (self.span[0].min(at), self.span[1].max(at));
        let x: Vec<f64> = vec![low, (low + high) / 2.0, high];
        ChartData {
            horizontal: Horizontal::Quantity(language.text(self.horizontal).to_owned()),
            kind: Kind::Plain,
            unit: String::new(),
            series: vec![Series {
                id: self.id,
                name: language.text(self.name).to_owned(),
                tone: self.tone,
                stroke: Stroke::Solid,
                values: x.iter().map(|x| Some((self.value)(inputs, *x))).collect(),
            }],
            case: Some(Case {
                name: language.text(key::ARTICLE_CASE).to_owned(),
                at: [at, (self.value)(inputs, at)],
            }),
            overlay: Overlay::default(),
            x,
        }
    }

    /// The sentence above it.
    pub(super) fn finding(&self, inputs: &ArticleInputs, language: Language) -> String {
        let number = |value: f64| format::number(value, language, 4);
        let at = (self.at)(inputs);
        language.fill(
            self.finding,
            &[
                ("slope", &number((self.slope)(inputs))),
                ("value", &number((self.value)(inputs, at))),
                ("at", &number(at)),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_go_through_the_case() {
        let inputs = ArticleInputs::default();
        let values = [1200.0, 5000.0, 3800.0, 165.5, 2300.0];
        for (figure, value) in FIRST.iter().chain(&SECOND).zip(values) {
            let data = figure.data(&inputs, Language::En);
            assert_eq!(data.case.unwrap().at[1], value, "{}", figure.id);
            let line = &data.series[0].values;
            let middle = (line[0].unwrap() + line[2].unwrap()) / 2.0;
            assert!((line[1].unwrap() - middle).abs() < 1e-9, "{} is straight", figure.id);
        }
    }
}
