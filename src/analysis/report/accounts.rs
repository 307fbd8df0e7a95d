//! Money, carbon and electricity in the order in which accounts and inventories put them.

use super::build::{column, shown};
use super::{Block, Emphasis, Row, Scale, Subject, Table, Text};
use crate::analysis::disclosure::DISCLOSURES;
use crate::analysis::energy_flow::{Node, Owner, energy_flow};
use crate::analysis::inventory::{CATEGORIES, Coverage, Item, inventory};
use crate::analysis::statement::{RowKind, Statement, Step, table};
use crate::model::parameter::{Parameter, Values};
use crate::model::parameters;

pub(super) fn statements(subject: &Subject<'_>) -> Vec<Block> {
    Statement::ALL.map(|statement| one_statement(subject, statement)).into()
}

fn one_statement(subject: &Subject<'_>, statement: Statement) -> Block {
    let whole = table(subject.run, statement, Step::Year);
    let chosen = shown(whole.periods.len());
    let values = whole.rows.iter().flat_map(|(_, values)| values.iter().copied().flatten());
    let scale = Scale::of_money(values);
    let mut header = vec![Text::word(scale.word("usd"))];
    header
        .extend(chosen.iter().filter_map(|at| whole.periods.get(*at).map(|period| Text::Year(period.year))));
    let rows = whole.rows.iter().map(|(row, values)| {
        let mut cells = vec![Text::StatementRow(row.id)];
        cells.extend(chosen.iter().map(|at| match row.kind {
            RowKind::Heading => Text::Empty,
            _ => {
                let figure = Text::Scaled(values.get(*at).copied().flatten(), scale);
                match (row.explained(), whole.periods.get(*at)) {
                    (Some(id), Some(period)) => figure.explained(id, Some(period.year)),
                    _ => figure,
                }
            }
        }));
        let emphasis = match row.kind {
            RowKind::Heading => Emphasis::Heading,
            RowKind::Subtotal | RowKind::Total => Emphasis::Sum,
            RowKind::OfWhich | RowKind::Memo => Emphasis::Aside,
            RowKind::Line => Emphasis::Plain,
        };
        Row { id: row.id, emphasis, level: row.level, cells }
    });
    let caption = Text::word(format!("statement.{}", statement.id()));
    let (id, rows) = (statement.id(), rows.collect());
    Block::Table(Table { id, caption, said_above: false, rows, header, text_columns: 1 })
}

pub(super) fn inventory_blocks(subject: &Subject<'_>) -> Vec<Block> {
    let inventory = inventory(subject.run, &subject.file.scenario.inputs());
    let chosen = shown(inventory.years.len());
    let all = inventory.rows.iter().flat_map(|row| row.location_t.iter().chain(&row.market_t).copied());
    let scale = Scale::of_quantity(all);
    let one = |id: &'static str, market: bool| {
        let mut header = vec![Text::word(scale.word("tonnes")), column("category-or-disclosure")];
        header.extend(chosen.iter().filter_map(|at| inventory.years.get(*at).map(|year| Text::Year(*year))));
        let rows = inventory.rows.iter().map(|row| {
            let values = if market { &row.market_t } else { &row.location_t };
            let category = row.item.category();
            // No line has both: parts of scope 3 have a category, scopes a disclosure.
            let disclosure = row.item.disclosure(market).map(|number| format!("GRI {number}"));
            let code = category.map(|number| format!("3.{number}")).or(disclosure);
            let mut cells = vec![
                Text::word(format!("inventory.{}", row.item.id())),
                code.map_or(Text::Empty, Text::Plain),
            ];
            cells.extend(chosen.iter().map(|at| {
                let figure = Text::Scaled(values.get(*at).copied(), scale);
                match inventory.years.get(*at) {
                    Some(year) => figure.explained(row.item.explained(market), Some(*year)),
                    None => figure,
                }
            }));
            let sum = category.is_none() && row.item != Item::Removals;
            let emphasis = if sum { Emphasis::Sum } else { Emphasis::Plain };
            Row { id: row.item.id(), emphasis, level: u8::from(category.is_some()), cells }
        });
        let (rows, caption) = (rows.collect(), column(id));
        Block::Table(Table { id, caption, said_above: false, rows, header, text_columns: 2 })
    };
    let uncovered = CATEGORIES.iter().filter(|row| row.coverage != Coverage::Covered).map(|row| {
        let cells = vec![
            Text::word(format!("category.{}", row.id)),
            Text::Plain(format!("3.{}", row.number)),
            Text::word(format!("coverage.{}", row.coverage.id())),
        ];
        Row::plain(row.id, cells)
    });
    vec![
        Block::Paragraph(Text::word("report.inventory-method")),
        one("location", false),
        one("market", true),
        Block::Table(Table {
            id: "not-covered",
            caption: column("not-covered"),
            said_above: false,
            header: ["category-name", "category", "coverage"].map(column).into(),
            rows: uncovered.collect(),
            text_columns: 3,
        }),
        disclosures(),
    ]
}

/// Which disclosures the inventory and the energy table answer, and by what ours are narrower.
fn disclosures() -> Block {
    let rows = DISCLOSURES.iter().map(|disclosure| {
        let words =
            ["disclosure", "narrower"].map(|stem| Text::word(format!("{stem}.{}", disclosure.number)));
        let [name, narrower] = words;
        Row::plain(disclosure.number, vec![Text::Plain(disclosure.number.to_owned()), name, narrower])
    });
    Block::Table(Table {
        id: "disclosures",
        caption: Text::word("report.disclosures"),
        said_above: false,
        header: ["disclosure", "disclosure-name", "narrower"].map(column).into(),
        rows: rows.collect(),
        text_columns: 3,
    })
}

/// A grid zone by the name that the parameters which offer it give it.
fn region(zone: &'static str) -> Text {
    let offers = |parameter: &&Parameter| matches!(parameter.values, Values::Choice { options, .. } if options.contains(&zone));
    let id = parameters::registry().find(offers).map(|parameter| parameter.id);
    id.map_or_else(|| Text::Plain(zone.to_owned()), |id| Text::Option(id, zone))
}

/// What the electricity of the last year is for, whose devices use it, and where.
pub(super) fn energy(subject: &Subject<'_>) -> Vec<Block> {
    let last = subject.run.years.len().saturating_sub(1);
    let Some(flow) = energy_flow(subject.run, &subject.file.scenario.inputs(), last) else {
        return Vec::new();
    };
    let node = |node: Node| match node {
        Node::Region(zone) => region(zone),
        Node::Purpose(purpose) => Text::word(format!("purpose.{}", purpose.id())),
        Node::Owner(owner) => Text::word(format!("owner.{}", owner.id())),
        Node::Carbon => column("location"),
    };
    let power = Scale::of_quantity([flow.energy_mwh].into_iter());
    let carbon = Scale::of_quantity([flow.carbon_t].into_iter());
    let figures = |energy: f64, t: Option<f64>| {
        [Text::Scaled(Some(energy), power), t.map_or(Text::Empty, |t| Text::Scaled(Some(t), carbon))]
    };
    let mut rows: Vec<Row> = flow
        .links
        .iter()
        .map(|link| {
            let mut cells = vec![node(link.from), node(link.to)];
            cells.extend(figures(link.energy_mwh, Some(link.carbon_t)));
            Row::plain("", cells)
        })
        .collect();
    let mut sum = |id: &'static str, key: &str, energy: f64, t: Option<f64>, emphasis| {
        let mut cells = vec![Text::word(key), Text::Empty];
        cells.extend(figures(energy, t));
        rows.push(Row { id, emphasis, level: 0, cells });
    };
    sum("energy", "energy.all", flow.energy_mwh, Some(flow.carbon_t), Emphasis::Sum);
    // What the devices of one owner use, whatever for.
    let of_owner = |owner: Owner| {
        let used = flow.links.iter().filter(|link| link.to == Node::Owner(owner));
        used.fold((0.0, 0.0), |(energy, t), link| (energy + link.energy_mwh, t + link.carbon_t))
    };
    for (id, key, owner) in
        [("owned", "energy.owned", Owner::Owned), ("rented", "energy.rented", Owner::Rented)]
    {
        let (energy, t) = of_owner(owner);
        sum(id, key, energy, Some(t), Emphasis::Aside);
    }
    sum("buildings", "energy.buildings", flow.buildings_mwh, None, Emphasis::Aside);
    sum("headroom", "energy.headroom", flow.headroom_mwh, None, Emphasis::Aside);
    let header = vec![
        column("from-node"),
        column("to-node"),
        Text::word(power.word("mwh")),
        Text::word(carbon.word("tonnes")),
    ];
    let caption = Text::Year(flow.year);
    vec![Block::Table(Table { id: "energy", caption, said_above: false, header, rows, text_columns: 2 })]
}
