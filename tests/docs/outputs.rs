//! docs/outputs.md.

use perennial::model::output::{Aggregate, Group, HEADLINES, Output, yearly};

use crate::markdown::table;

pub(crate) fn page() -> String {
    let headline = table(
        ["id", "unit", "better", "equation", "what it is"],
        HEADLINES.iter().map(|headline| {
            [
                format!("`{}`", headline.id),
                headline.unit.to_owned(),
                match headline.better {
                    1 => "more",
                    -1 => "less",
                    _ => "neither",
                }
                .to_owned(),
                equation(headline.equation),
                headline.about.to_owned(),
            ]
        }),
    );
    let mut page = format!(
        "# Outputs\n\n\
         What a run answers: `perennial run` in `headline` and `yearly`, the page in its figures. A figure that does \
         not exist is null, never zero. Ids are permanent.\n\n\
         ## Headline figures\n\nOne number for the whole plan: sums over the horizon, the last 12 months, or the last \
         month, as each says.\n\n{headline}\n## Yearly figures\n\n\
         *sum*: months added up; *last*: the value of the last month; *ratio*: the quotient of the year's sums.\n"
    );
    let mut groups: Vec<Group> = Vec::new();
    for output in yearly() {
        if !groups.contains(&output.group) {
            groups.push(output.group);
        }
    }
    for group in groups {
        let rows = yearly().filter(|output| output.group == group).map(row);
        let table = table(["id", "unit", "dimension", "year", "equation", "what it is"], rows);
        page.push_str(&format!("\n### {}\n\n{table}", title(group)));
    }
    page
}

fn equation(number: &str) -> String {
    format!("[{number}](equations.md#{})", number.to_lowercase())
}

fn row(output: &Output) -> [String; 6] {
    [
        format!("`{}`", output.id),
        output.unit.to_owned(),
        output.dimension.id().to_owned(),
        match output.aggregate {
            Aggregate::Sum => "sum",
            Aggregate::Last => "last",
            Aggregate::Ratio => "ratio",
        }
        .to_owned(),
        equation(output.equation),
        output.about.to_owned(),
    ]
}

const fn title(group: Group) -> &'static str {
    match group {
        Group::Models => "Models",
        Group::Serving => "Serving",
        Group::Fleet => "Fleet",
        Group::Market => "Market",
        Group::Revenue => "Revenue",
        Group::CostOfRevenue => "Cost of revenue",
        Group::Research => "Research and development",
        Group::Operating => "Sales, marketing, administration",
        Group::Sustainability => "Sustainability spending",
        Group::Profit => "Profit",
        Group::Cash => "Cash",
        Group::Balance => "Balance sheet",
        Group::Energy => "Energy",
        Group::Carbon => "Carbon",
        Group::Scopes => "Scopes",
        Group::Water => "Water",
        Group::Society => "Society",
        Group::Intensity => "Intensities and ratios",
    }
}
