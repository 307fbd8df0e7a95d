//! The rows of the statements.

use super::{Row, RowKind};
use crate::model::output::{STORED, at};

/// A heading.
const fn heading(id: &'static str) -> Row {
    Row { id, kind: RowKind::Heading, level: 0, terms: &[] }
}

/// An output that adds.
macro_rules! plus {
    ($kind:ident $level:literal $field:ident) => {
        Row { id: STORED[at::$field].id, kind: RowKind::$kind, level: $level, terms: &[(1.0, at::$field)] }
    };
}

/// An output that takes off.
macro_rules! minus {
    ($kind:ident $level:literal $field:ident) => {
        Row { id: STORED[at::$field].id, kind: RowKind::$kind, level: $level, terms: &[(-1.0, at::$field)] }
    };
}

/// A sum of several outputs.
macro_rules! sum {
    ($kind:ident $level:literal $id:literal: $($sign:literal $field:ident),+) => {
        Row {
            id: $id,
            kind: RowKind::$kind,
            level: $level,
            terms: &[$(($sign, at::$field)),+],
        }
    };
}

/// Revenue to net income.
pub const PROFIT_AND_LOSS: &[Row] = &[
    heading("revenue"),
    plus!(Line 1 subscription_revenue_usd),
    plus!(Line 1 api_revenue_usd),
    plus!(Line 1 enterprise_revenue_usd),
    plus!(Line 1 sharing_revenue_usd),
    plus!(Line 1 other_revenue_usd),
    plus!(Subtotal 0 revenue_usd),
    heading("cost-of-revenue"),
    minus!(Line 1 serving_rent_usd),
    minus!(Line 1 serving_power_usd),
    minus!(Line 1 serving_depreciation_usd),
    minus!(Line 1 serving_facility_usd),
    minus!(Line 1 sharing_power_usd),
    minus!(Line 1 payment_fees_usd),
    minus!(Line 1 support_usd),
    minus!(Line 1 cloud_share_usd),
    minus!(Line 1 other_cost_usd),
    minus!(Subtotal 0 cost_of_revenue_usd),
    sum!(Subtotal 0 "gross-profit-usd": 1.0 revenue_usd, -1.0 cost_of_revenue_usd),
    heading("operating-expenses"),
    minus!(Line 2 training_rent_usd),
    minus!(Line 2 training_power_usd),
    minus!(Line 2 training_depreciation_usd),
    minus!(Line 2 training_facility_usd),
    minus!(Line 2 staff_usd),
    minus!(Line 2 data_usd),
    minus!(Subtotal 1 research_development_usd),
    minus!(OfWhich 2 safety_usd),
    minus!(Line 1 sales_marketing_usd),
    minus!(Line 1 general_admin_usd),
    minus!(Line 2 education_usd),
    minus!(Line 2 transparency_usd),
    minus!(Line 2 clean_power_usd),
    minus!(Line 2 removals_usd),
    minus!(Line 2 federated_usd),
    minus!(Line 2 carbon_charge_usd),
    minus!(Line 2 programme_usd),
    minus!(Line 2 pue_work_usd),
    minus!(Subtotal 1 sustainability_usd),
    sum!(Subtotal 0 "operating-expenses-usd":
        -1.0 research_development_usd, -1.0 sales_marketing_usd, -1.0 general_admin_usd,
        -1.0 sustainability_usd),
    plus!(Subtotal 0 ebit_usd),
    minus!(Line 0 tax_usd),
    sum!(Total 0 "net-income-usd": 1.0 ebit_usd, -1.0 tax_usd),
    plus!(Memo 0 depreciation_usd),
    plus!(Memo 0 ebitda_usd),
];

/// Net income to cash.
pub const CASH_FLOW: &[Row] = &[
    heading("operating-activities"),
    sum!(Line 1 "net-income-usd": 1.0 ebit_usd, -1.0 tax_usd),
    plus!(Line 1 depreciation_usd),
    plus!(Line 1 stock_compensation_usd),
    minus!(Line 1 working_capital_change_usd),
    sum!(Subtotal 0 "operating-cash-flow-usd":
        1.0 ebit_usd, -1.0 tax_usd, 1.0 depreciation_usd, 1.0 stock_compensation_usd,
        -1.0 working_capital_change_usd),
    heading("investing-activities"),
    minus!(Line 1 capital_expenditure_usd),
    plus!(Subtotal 0 free_cash_flow_usd),
    heading("financing-activities"),
    plus!(Line 1 raised_usd),
    sum!(Subtotal 0 "cash-change-usd": 1.0 free_cash_flow_usd, 1.0 raised_usd),
    sum!(Line 0 "opening-cash-usd": 1.0 cash_usd, -1.0 free_cash_flow_usd, -1.0 raised_usd),
    sum!(Total 0 "closing-cash-usd": 1.0 cash_usd),
];

/// What there is and who it belongs to.
pub const BALANCE: &[Row] = &[
    heading("assets"),
    plus!(Line 1 cash_usd),
    plus!(Line 1 receivables_usd),
    plus!(Line 1 net_fleet_usd),
    sum!(Total 0 "total-assets-usd": 1.0 cash_usd, 1.0 receivables_usd, 1.0 net_fleet_usd),
    heading("liabilities"),
    plus!(Line 1 payables_usd),
    plus!(Line 1 prepaid_usd),
    sum!(Subtotal 0 "total-liabilities-usd": 1.0 payables_usd, 1.0 prepaid_usd),
    heading("owners-equity"),
    plus!(Line 1 equity_usd),
    sum!(Total 0 "total-claims-usd": 1.0 payables_usd, 1.0 prepaid_usd, 1.0 equity_usd),
    plus!(Memo 0 losses_carried_usd),
];

/// Sums that must close, by the id of the sum and of its parts.
#[cfg(test)]
pub(super) const SUMS: &[(&str, &[&str])] = &[
    (
        "revenue-usd",
        &[
            "subscription-revenue-usd",
            "api-revenue-usd",
            "enterprise-revenue-usd",
            "sharing-revenue-usd",
            "other-revenue-usd",
        ],
    ),
    (
        "cost-of-revenue-usd",
        &[
            "serving-rent-usd",
            "serving-power-usd",
            "serving-depreciation-usd",
            "serving-facility-usd",
            "sharing-power-usd",
            "payment-fees-usd",
            "support-usd",
            "cloud-share-usd",
            "other-cost-usd",
        ],
    ),
    ("gross-profit-usd", &["revenue-usd", "cost-of-revenue-usd"]),
    (
        "research-development-usd",
        &[
            "training-rent-usd",
            "training-power-usd",
            "training-depreciation-usd",
            "training-facility-usd",
            "staff-usd",
            "data-usd",
        ],
    ),
    (
        "sustainability-usd",
        &[
            "education-usd",
            "transparency-usd",
            "clean-power-usd",
            "removals-usd",
            "federated-usd",
            "carbon-charge-usd",
            "programme-usd",
            "pue-work-usd",
        ],
    ),
    (
        "operating-expenses-usd",
        &["research-development-usd", "sales-marketing-usd", "general-admin-usd", "sustainability-usd"],
    ),
    ("ebit-usd", &["gross-profit-usd", "operating-expenses-usd"]),
    ("ebitda-usd", &["ebit-usd", "depreciation-usd"]),
    (
        "operating-cash-flow-usd",
        &["net-income-usd", "depreciation-usd", "stock-compensation-usd", "working-capital-change-usd"],
    ),
    ("free-cash-flow-usd", &["operating-cash-flow-usd", "capital-expenditure-usd"]),
    ("cash-change-usd", &["free-cash-flow-usd", "raised-usd"]),
    ("closing-cash-usd", &["opening-cash-usd", "cash-change-usd"]),
    ("total-assets-usd", &["cash-usd", "receivables-usd", "net-fleet-usd"]),
    ("total-claims-usd", &["total-liabilities-usd", "equity-usd"]),
];
