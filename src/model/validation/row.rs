//! One comparison, and the words it is made of.

use std::borrow::Cow;

/// How independent of the model a published figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Independence {
    /// Metered power or energy.
    Measured,
    /// Disclosed without method, or hours only.
    SelfReported,
    /// A constant of the model was set from this very figure.
    Calibrated,
    /// Hours times assumed watts: agreement proves arithmetic.
    Circular,
    /// Life-cycle assessment.
    #[serde(rename = "LCA")]
    Lca,
    /// An estimate by third parties.
    Modelled,
    /// Arithmetic from published figures.
    Derived,
}

/// What a comparison is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Published energy, carbon and water from published hours, power, PUE and grid.
    Arithmetic,
    /// Whether a published carbon figure can be right.
    Plausibility,
    /// Device-hours from parameters and tokens, at the registry's MFU.
    Prediction,
    /// The same at the median MFU of all other cases.
    LeaveOneOut,
    /// Chips × hours × peak × MFU over FLOP.
    CostIdentity,
    /// Device-hours of a production day from its tokens, uncalibrated.
    Serving,
    /// Money of the same day, calibrated.
    Money,
    /// Water of a request.
    Water,
    /// Other programs given the same question.
    Peers,
    /// Outside a domain, or nothing to compute from: listed, without a bar.
    Context,
}

macro_rules! quantities {
    ($($(#[doc = $doc:literal])* $name:ident: $id:literal, $zh:literal;)*) => {
        /// What is compared.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
        pub enum Quantity { $($(#[doc = $doc])* #[serde(rename = $id)] $name),* }

        impl Quantity {
            /// The id used in answers.
            #[must_use]
            pub const fn id(self) -> &'static str { match self { $(Self::$name => $id),* } }
            /// What it is, in English.
            #[must_use]
            pub const fn name_en(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),*).trim_ascii()),* }
            }
            /// What it is, in Chinese.
            #[must_use]
            pub const fn name_zh(self) -> &'static str { match self { $(Self::$name => $zh),* } }
        }
    };
}

quantities! {
    /// Energy.
    Energy: "energy", "能耗";
    /// Carbon, location-based.
    Carbon: "carbon", "碳排放（基于位置）";
    /// Water, on and off site.
    Water: "water", "用水（现场与场外）";
    /// Grid intensity that the figure implies.
    ImpliedIntensity: "implied-grid-intensity", "隐含的电网碳强度";
    /// Device-hours.
    DeviceHours: "device-hours", "设备小时";
    /// Device-hours of decode.
    DecodeHours: "decode-device-hours", "解码设备小时";
    /// Device-hours of prefill.
    PrefillHours: "prefill-device-hours", "预填充设备小时";
    /// Decode throughput of a node.
    DecodeThroughput: "decode-throughput", "单节点解码吞吐";
    /// Prefill throughput of a node, cache hits included.
    PrefillThroughput: "prefill-throughput", "单节点预填充吞吐（含缓存命中）";
    /// Chips × hours × peak × MFU over FLOP.
    CostIdentity: "chips-hours-peak-mfu-over-flop", "芯片 × 小时 × 峰值 × MFU 与浮点运算量之比";
    /// Cost of the run, amortised.
    AmortisedCost: "amortised-cost", "摊销成本";
    /// Cost of the day.
    DayCost: "day-cost", "当日成本";
    /// Theoretical revenue of the day, from the share of cache hits.
    DayRevenueByHits: "day-revenue-by-hit-share", "当日理论收入（按命中率）";
    /// Theoretical revenue of the day, from the counts of tokens.
    DayRevenueByTokens: "day-revenue-by-tokens", "当日理论收入（按词元数）";
    /// Profit over cost.
    ProfitOverCost: "profit-over-cost", "利润与成本之比";
    /// Gross margin on revenue.
    GrossMargin: "gross-margin", "毛利率";
    /// Cost of a million tokens, input and output.
    BlendedCost: "blended-cost", "每百万词元成本（输入与输出合计）";
    /// Share of the peak fleet that is idle on average.
    IdleShare: "idle-share", "平均闲置占峰值机群之比";
    /// Share of input tokens that hit the cache.
    CacheHits: "cache-hit-share", "输入词元缓存命中率";
    /// Electricity of a request.
    RequestEnergy: "request-energy", "单次请求用电";
    /// Location-based over market-based.
    LocationOverMarket: "location-over-market", "基于位置与基于市场之比";
    /// Carbon of use.
    UsageCarbon: "usage-carbon", "使用阶段碳排放";
    /// Minerals and metals of use.
    UsageMinerals: "usage-minerals", "使用阶段矿产与金属";
    /// Primary energy of use.
    UsagePrimaryEnergy: "usage-primary-energy", "使用阶段一次能源";
    /// Carbon of hardware.
    EmbodiedCarbon: "embodied-carbon", "硬件碳排放";
    /// Minerals and metals of hardware.
    EmbodiedMinerals: "embodied-minerals", "硬件矿产与金属";
    /// Primary energy of hardware.
    EmbodiedPrimaryEnergy: "embodied-primary-energy", "硬件一次能源";
    /// Privacy guarantee ε.
    Epsilon: "epsilon", "隐私保证 ε";
    /// Error of the serving fit, each model left out in turn.
    FitError: "serving-fit-error", "推理拟合误差（逐一留出模型）";
}

/// What a row must keep to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bar {
    /// Largest absolute relative error.
    Relative(f64),
    /// Least value of the published figure.
    AtLeast(f64),
}

/// One comparison.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is for.
    pub group: Group,
    /// Name of the published case.
    pub case: &'static str,
    /// What is compared.
    pub quantity: Quantity,
    /// Unit of both figures.
    pub unit: &'static str,
    /// What the model says.
    pub modelled: Option<f64>,
    /// What was published.
    pub published: Option<f64>,
    /// modelled/published − 1; none where one is missing or the published figure is zero.
    pub error: Option<f64>,
    /// What it must keep to; none for context.
    pub bar: Option<Bar>,
    /// Whether it does.
    pub within: Option<bool>,
    /// Whether the published figure contradicts itself: flagged by rule, not to be fitted.
    pub contradictory: bool,
    /// How independent the published figure is.
    pub independence: Independence,
    /// Keys of the bibliography, separated by `; `.
    pub source: &'static str,
    /// What to know about it.
    pub note: Cow<'static, str>,
}

impl Independence {
    /// Every label.
    pub const ALL: [Self; 7] = [
        Self::Measured,
        Self::SelfReported,
        Self::Calibrated,
        Self::Circular,
        Self::Lca,
        Self::Modelled,
        Self::Derived,
    ];

    /// Whether agreement counts as accuracy: only what was measured or disclosed apart from the model.
    #[must_use]
    pub const fn is_independent(self) -> bool {
        matches!(self, Self::Measured | Self::SelfReported)
    }

    /// The id used in answers.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::SelfReported => "self-reported",
            Self::Calibrated => "calibrated",
            Self::Circular => "circular",
            Self::Lca => "LCA",
            Self::Modelled => "modelled",
            Self::Derived => "derived",
        }
    }
}

impl Group {
    /// Every group, in the order of the report.
    pub const ALL: [Self; 10] = [
        Self::Arithmetic,
        Self::Plausibility,
        Self::Prediction,
        Self::LeaveOneOut,
        Self::CostIdentity,
        Self::Serving,
        Self::Money,
        Self::Water,
        Self::Peers,
        Self::Context,
    ];

    /// The id used in answers.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Arithmetic => "arithmetic",
            Self::Plausibility => "plausibility",
            Self::Prediction => "prediction",
            Self::LeaveOneOut => "leave-one-out",
            Self::CostIdentity => "cost-identity",
            Self::Serving => "serving",
            Self::Money => "money",
            Self::Water => "water",
            Self::Peers => "peers",
            Self::Context => "context",
        }
    }

    /// Name, in English and in Chinese.
    #[must_use]
    pub const fn names(self) -> [&'static str; 2] {
        match self {
            Self::Arithmetic => ["Arithmetic of published runs", "已公布训练的算术核对"],
            Self::Plausibility => ["Plausibility of published carbon", "已公布碳排放的合理性"],
            Self::Prediction => ["Device-hours from parameters and tokens", "由参数量与词元数推算设备小时"],
            Self::LeaveOneOut => ["The same, each case left out in turn", "同上，逐一留出"],
            Self::CostIdentity => ["Cost data: hours against work", "成本数据：小时与运算量"],
            Self::Serving => ["A production day, uncalibrated", "一个生产日（未校准）"],
            Self::Money => ["Money of the same day, calibrated", "同一天的金额（已校准）"],
            Self::Water => ["Water of a request", "单次请求用水"],
            Self::Peers => ["Other programs", "其他程序"],
            Self::Context => ["Context", "背景"],
        }
    }
}

impl Bar {
    /// The id used in answers: which way it bounds.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Relative(_) => "relative-error-at-most",
            Self::AtLeast(_) => "published-at-least",
        }
    }

    /// Its number.
    #[must_use]
    pub const fn value(self) -> f64 {
        match self {
            Self::Relative(value) | Self::AtLeast(value) => value,
        }
    }
}

/// Where a figure comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    pub(super) independence: Independence,
    pub(super) source: &'static str,
    pub(super) note: &'static str,
}

impl Row {
    /// A comparison without a bar.
    pub(super) fn new(
        group: Group,
        case: &'static str,
        (quantity, unit): (Quantity, &'static str),
        (modelled, published): (Option<f64>, Option<f64>),
        evidence: Evidence,
    ) -> Self {
        let error = match (modelled, published) {
            (Some(modelled), Some(published)) if published != 0.0 => Some(modelled / published - 1.0),
            _ => None,
        };
        Self {
            group,
            case,
            quantity,
            unit,
            modelled,
            published,
            error,
            bar: None,
            within: None,
            contradictory: false,
            independence: evidence.independence,
            source: evidence.source,
            note: Cow::Borrowed(evidence.note),
        }
    }

    /// With a largest absolute relative error. A published zero is met by zero only.
    pub(super) fn at_most(mut self, error: f64) -> Self {
        self.bar = Some(Bar::Relative(error));
        self.within = match self.error {
            Some(found) => Some(found.abs() <= error),
            None => self.modelled.zip(self.published).map(|(modelled, published)| modelled == published),
        };
        self
    }

    /// With a least published value; below it the row contradicts itself.
    pub(super) fn at_least(mut self, least: f64) -> Self {
        self.bar = Some(Bar::AtLeast(least));
        self.within = self.published.map(|published| published >= least);
        self.contradictory = self.within == Some(false);
        self
    }

    /// With a sentence before the note of the data.
    pub(super) fn said(mut self, sentence: impl Into<Cow<'static, str>>) -> Self {
        let sentence = sentence.into();
        self.note =
            if self.note.is_empty() { sentence } else { Cow::Owned(format!("{sentence}; {}", self.note)) };
        self
    }
}
