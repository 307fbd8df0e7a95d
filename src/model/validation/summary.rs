//! What the rows add up to: the bars of MODEL.md section 10, and errors by label.

use super::{Group, Independence, Quantity, Row, median, training};

/// Bar of the prediction: median absolute error.
const PREDICTION_BAR: f64 = 0.22;

/// One line of MODEL.md section 10.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Check {
    /// Id used in answers.
    pub id: &'static str,
    /// What is checked, in English.
    pub about: &'static str,
    /// What is checked, in Chinese.
    pub about_zh: &'static str,
    /// How many rows it covers.
    pub count: usize,
    /// What was found.
    pub value: Option<f64>,
    /// What it may be at most; none where it is shown beside another.
    pub bar: Option<f64>,
    /// Whether it is.
    pub within: Option<bool>,
}

/// Which rows a summary counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Measured and self-reported rows: the only ones whose agreement is accuracy.
    Independent,
    /// Rows of one label.
    Label(Independence),
}

impl Over {
    /// The id used in answers: `independent` or a label.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Independent => "independent",
            Self::Label(label) => label.id(),
        }
    }
}

impl serde::Serialize for Over {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// Errors of a group.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Summary {
    /// The group.
    pub group: Group,
    /// Which of its rows.
    pub over: Over,
    /// How many of them have an error.
    pub count: usize,
    /// Median of the absolute errors.
    pub median_error: f64,
    /// Largest absolute error.
    pub largest_error: f64,
    /// How many are outside their bar.
    pub outside: usize,
}

fn errors(rows: &[&Row]) -> Vec<f64> {
    rows.iter().filter_map(|row| row.error).map(f64::abs).collect()
}

fn largest(errors: &[f64]) -> Option<f64> {
    errors.iter().copied().reduce(f64::max)
}

/// Errors by group: independent rows, then each label.
pub(super) fn summaries(rows: &[Row]) -> Vec<Summary> {
    let mut found = Vec::new();
    for group in Group::ALL.into_iter().filter(|group| *group != Group::Context) {
        let overs = [Over::Independent].into_iter().chain(Independence::ALL.into_iter().map(Over::Label));
        for over in overs {
            let chosen: Vec<&Row> = rows
                .iter()
                .filter(|row| row.group == group)
                .filter(|row| match over {
                    Over::Independent => row.independence.is_independent(),
                    Over::Label(label) => row.independence == label,
                })
                .collect();
            let errors = errors(&chosen);
            let outside =
                chosen.iter().filter(|row| row.error.is_some() && row.within == Some(false)).count();
            if let (Some(largest_error), Some(median_error)) = (largest(&errors), median(errors.clone())) {
                found.push(Summary {
                    group,
                    over,
                    count: errors.len(),
                    median_error,
                    largest_error,
                    outside,
                });
            }
        }
    }
    found
}

fn check(
    id: &'static str,
    [about, about_zh]: [&'static str; 2],
    count: usize,
    value: Option<f64>,
    bar: Option<f64>,
) -> Check {
    let within = bar.map(|bar| value.is_some_and(|value| value <= bar));
    Check { id, about, about_zh, count, value, bar, within }
}

/// The bars of MODEL.md section 10.
pub(super) fn checks(rows: &[Row]) -> Vec<Check> {
    let of = |group: Group| -> Vec<&Row> { rows.iter().filter(|row| row.group == group).collect() };
    let one = |quantity: Quantity, group: Group| -> Vec<&Row> {
        rows.iter().filter(|row| row.group == group && row.quantity == quantity).collect()
    };
    let worst = |id, about, rows: Vec<&Row>| {
        let bar = rows.iter().find_map(|row| row.bar).map(super::Bar::value);
        check(id, about, rows.len(), largest(&errors(&rows)), bar)
    };
    let middle = |id, about, group, bar| {
        let rows = of(group);
        check(id, about, rows.len(), median(errors(&rows)), bar)
    };
    // Rows that the data reject and the rule accepts, or the other way round.
    let missed = super::TRAINING
        .iter()
        .filter(|case| case.rejected != rows.iter().any(|row| row.case == case.case && row.contradictory))
        .count();
    let plausible = of(Group::Plausibility);
    let by = |quantity| one(quantity, Group::Money);
    let mut revenue = by(Quantity::DayRevenueByHits);
    revenue.extend(by(Quantity::DayRevenueByTokens));
    let left_out = of(Group::LeaveOneOut).len();
    vec![
        worst(
            "arithmetic",
            [
                "Energy, carbon and water from hours, power, PUE, grid: largest error",
                "由小时、功率、PUE 与电网推算能耗、碳与水：最大误差",
            ],
            of(Group::Arithmetic),
        ),
        check(
            "contradictory",
            [
                "Published carbon below the cleanest grid, none stated: cases that the rule and the data judge differently",
                "未注明电网系数且低于最清洁电网的碳排放：规则与数据判断不一致的案例数",
            ],
            plausible.len(),
            Some(missed as f64),
            Some(0.0),
        ),
        middle(
            "prediction",
            [
                "Device-hours from parameters and tokens at the registry's MFU, decoder-only, 1 billion parameters or more: median error, in sample",
                "按登记的 MFU 由参数量与词元数推算设备小时（仅解码器，10 亿参数以上）：样本内误差中位数",
            ],
            Group::Prediction,
            Some(PREDICTION_BAR),
        ),
        middle(
            "prediction-leave-one-out",
            [
                "The same with the median MFU of the other cases: median error",
                "同上，MFU 取其余案例的中位数：误差中位数",
            ],
            Group::LeaveOneOut,
            Some(PREDICTION_BAR),
        ),
        check(
            "prediction-leave-family-out",
            [
                "The same with the median MFU of other families of models: median error",
                "同上，MFU 取其他模型系列的中位数：误差中位数",
            ],
            left_out,
            training::family_left_out(),
            None,
        ),
        worst(
            "cost-identity",
            [
                "Chips × hours × peak × MFU over FLOP of the cost data: largest error",
                "成本数据中芯片 × 小时 × 峰值 × MFU 与运算量之比：最大误差",
            ],
            of(Group::CostIdentity),
        ),
        worst(
            "peers",
            ["EcoLogits and dp-accounting: largest difference", "与 EcoLogits、dp-accounting 的最大差异"],
            of(Group::Peers),
        ),
        worst(
            "serving",
            [
                "Device-hours of a production day from tokens, uncalibrated: error",
                "由词元推算生产日设备小时（未校准）：误差",
            ],
            one(Quantity::DeviceHours, Group::Serving),
        ),
        worst(
            "money-cost",
            ["Cost of the same day, calibrated: error", "同日成本（已校准）：误差"],
            by(Quantity::DayCost),
        ),
        worst(
            "money-revenue",
            [
                "Theoretical revenue of the same day, calibrated: largest error",
                "同日理论收入（已校准）：最大误差",
            ],
            revenue,
        ),
        worst("water", ["Water of a request: largest error", "单次请求用水：最大误差"], of(Group::Water)),
    ]
}
