//! A run on traced numbers, and the names of what it wrote down.

use super::figure::{Figure, Subject, When};
use crate::analysis::inventory::{self, Item};
use crate::analysis::statement::Statement;
use crate::model::Number;
use crate::model::output::{self, COUNT, RATIOS};
use crate::model::parameter::{Path, Programme, Source, Values};
use crate::model::parameters::{Inputs, registry};
use crate::model::quantity::{Table, quantity_index};
use crate::model::simulate::{self, Keep, Run, simulate};
use crate::model::technology::STEP;
use crate::model::trace::{Function, Op, Slot, Tape, Traced, record, unrecorded};

/// Reads inputs and remembers which is which.
struct Reader<'a, S> {
    source: &'a mut S,
    next: usize,
    /// Options chosen, by position in the registry.
    choices: Vec<(usize, usize)>,
    /// Paths that stand still, by position in the registry, in order.
    level: Vec<usize>,
}

impl<S> Reader<'_, S> {
    fn take(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }
}

/// A path as inputs.
fn traced(path: Path<f64>, index: usize) -> Path<Traced> {
    Path {
        from: Traced::input(path.from, index, Slot::From),
        to: Traced::input(path.to, index, Slot::To),
        first: path.first,
        last: path.last,
    }
}

impl<S: Source<f64>> Source<Traced> for Reader<'_, S> {
    fn scalar(&mut self) -> Traced {
        let index = self.take();
        Traced::input(self.source.scalar(), index, Slot::Value)
    }
    fn whole(&mut self) -> f64 {
        self.take();
        self.source.whole()
    }
    fn path(&mut self) -> Path<Traced> {
        let index = self.take();
        let path = self.source.path();
        if path.from == path.to {
            self.level.push(index);
        }
        traced(path, index)
    }
    fn choice(&mut self) -> usize {
        let index = self.take();
        let option = self.source.choice();
        self.choices.push((index, option));
        option
    }
    fn programmes(&mut self) -> Vec<Programme<Traced>> {
        let levers = self.source.programme_levers();
        let named = |(programme, &lever): (Programme<f64>, &usize)| Programme {
            path: traced(programme.path, lever),
            usd_per_unit: Traced::input(programme.usd_per_unit, lever, Slot::Cost),
        };
        self.source.programmes().into_iter().zip(&levers).map(named).collect()
    }
}

/// What a node is of a figure that is another unit of it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Scale {
    /// The figure times a number.
    Times(f64),
    /// The figure over a number.
    Over(f64),
}

/// A name of a node: the node is the figure, or but for a unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) node: u32,
    pub(super) figure: Figure,
    pub(super) scale: Option<Scale>,
}

/// A traced run, ready to be read.
#[derive(Debug)]
pub(super) struct Recording {
    pub(super) tape: Tape,
    pub(super) start_year: f64,
    pub(super) months: usize,
    /// Every figure and its value, in order.
    pub(super) figures: Vec<(Figure, Traced)>,
    /// What a figure is shown as, where it is not what computed it, in order.
    definitions: Vec<(Figure, Traced)>,
    /// Names by node.
    names: Vec<Name>,
    /// Options chosen: id of the parameter, id of the option.
    choices: Vec<(&'static str, &'static str)>,
    /// Paths that stand still, by position in the registry, in order.
    pub(super) level: Vec<usize>,
}

/// What is collected while the tape runs.
struct Collected {
    run: Run<Traced>,
    figures: Vec<(Figure, Traced)>,
    definitions: Vec<(Figure, Traced)>,
    choices: Vec<(usize, usize)>,
    level: Vec<usize>,
}

impl Recording {
    pub(super) fn of(source: &mut impl Source<f64>) -> Self {
        let (collected, mut tape) = record(|| Collected::of(source));
        tape.nodes.shrink_to_fit();
        let Collected { run, mut figures, mut definitions, choices, level } = collected;
        let months = run.months.len();
        for note in &tape.notes {
            let Some(index) = quantity_index(note.id) else { continue };
            let when = if note.year.is_nan() {
                When::Plan
            } else {
                When::month(((note.year - run.start_year) * 12.0).round() as usize)
            };
            figures.push((Figure { when, subject: Subject::quantity(index) }, note.number));
        }
        figures.sort_by_key(|(figure, _)| *figure);
        definitions.sort_by_key(|(figure, _)| *figure);
        let names = names(&tape, &figures);
        let choices = choices.into_iter().filter_map(|(index, option)| {
            let parameter = registry().nth(index)?;
            match parameter.values {
                Values::Choice { options, .. } => Some((parameter.id, *options.get(option)?)),
                _ => None,
            }
        });
        let choices = choices.collect();
        Self { tape, start_year: run.start_year, months, figures, definitions, names, choices, level }
    }

    /// The value of a figure.
    pub(super) fn figure(&self, figure: Figure) -> Option<Traced> {
        find(&self.figures, figure)
    }

    /// What a figure is shown as.
    pub(super) fn definition(&self, figure: Figure) -> Option<Traced> {
        find(&self.definitions, figure).or_else(|| self.figure(figure))
    }

    /// Whether a figure is shown as something of its own.
    pub(super) fn is_defined(&self, figure: Figure) -> bool {
        find(&self.definitions, figure).is_some()
    }

    /// The row of a table that the scenario settles; empty where none does.
    pub(super) fn row(&self, table: Table) -> &'static str {
        let parameter = match table {
            Table::Hardware | Table::Roofline => "accelerator",
            Table::ScalingLaw => "scaling-law",
            Table::Grid | Table::Model => return "",
        };
        self.choices.iter().find(|(id, _)| *id == parameter).map_or("", |(_, option)| option)
    }

    /// Memory taken, bytes.
    pub(super) fn bytes(&self) -> usize {
        let figures = (self.figures.len() + self.definitions.len()) * size_of::<(Figure, Traced)>();
        self.tape.bytes() + figures + self.names.len() * size_of::<Name>()
    }

    /// The names of a node.
    pub(super) fn names(&self, node: u32) -> &[Name] {
        let begin = self.names.partition_point(|name| name.node < node);
        let rest = &self.names[begin..];
        &rest[..rest.partition_point(|name| name.node == node)]
    }
}

fn find(sorted: &[(Figure, Traced)], figure: Figure) -> Option<Traced> {
    let position = sorted.binary_search_by_key(&figure, |(known, _)| *known).ok()?;
    sorted.get(position).map(|(_, number)| *number)
}

impl Collected {
    fn of(source: &mut impl Source<f64>) -> Self {
        let mut reader = Reader { source, next: 0, choices: Vec::new(), level: Vec::new() };
        let inputs = Inputs::read(&mut reader);
        let Reader { choices, level, .. } = reader;
        let steps = simulate::private_steps(&inputs);
        let run = simulate(&inputs, epsilon(&inputs, steps), Keep::Months);
        let mut collected = Self { run, figures: Vec::new(), definitions: Vec::new(), choices, level };
        collected.add_quantity("private-steps", When::Plan, steps);
        collected.outputs();
        collected.accounts(inputs.environment.lifecycle_direct_ratio);
        collected.plan(&inputs);
        collected
    }

    fn add(&mut self, subject: Subject, when: When, number: Traced) {
        self.figures.push((Figure { when, subject }, number));
    }

    /// Outputs and ratios of months and years.
    fn outputs(&mut self) {
        let months: Vec<[Traced; COUNT]> = self.run.months.iter().map(|month| month.values()).collect();
        // An output that only its years make has nothing to say of a month.
        let yearly = |index: usize| {
            months.iter().all(|row| row[index].is_constant())
                && self.run.years.iter().any(|row| !row[index].is_constant())
        };
        let of_months: Vec<bool> =
            (0..COUNT + RATIOS.len()).map(|index| index >= COUNT || !yearly(index)).collect();
        let rows = months.iter().enumerate().map(|(index, row)| (When::month(index), row));
        let years = self.run.years.iter().enumerate().map(|(index, row)| (When::year(index), row));
        for (when, row) in rows.chain(years) {
            let ratios = RATIOS.iter().map(|ratio| output::ratio_of(row, ratio));
            let values = row.iter().copied().chain(ratios).enumerate();
            let shown = values.filter(|(index, _)| !matches!(when, When::Month(_)) || of_months[*index]);
            self.figures.extend(
                shown.map(|(index, number)| (Figure { when, subject: Subject::output(index) }, number)),
            );
        }
    }

    /// Sums of outputs that only the statements and the inventory show, year by year. `ratio`: direct over
    /// life-cycle carbon of a kWh.
    fn accounts(&mut self, ratio: Traced) {
        let years = self.run.years.clone();
        let sums =
            || Statement::ALL.iter().flat_map(|statement| statement.rows()).filter(|row| row.terms.len() > 1);
        for (index, year) in years.iter().enumerate() {
            let when = When::year(index);
            let mut known: Vec<(&str, Traced)> = sums().map(|row| (row.id, row.sum(year))).collect();
            for (item, figures) in Item::ALL.iter().zip(inventory::column(year, ratio)) {
                known.extend(
                    [false, true]
                        .iter()
                        .zip(figures)
                        .map(|(market, figure)| (item.explained(*market), figure)),
                );
            }
            // A sum may stand in two statements, or be the same by both methods.
            known.sort_by_key(|(id, _)| *id);
            known.dedup_by_key(|(id, _)| *id);
            for (id, number) in known {
                self.add_quantity(id, when, number);
            }
        }
    }

    /// Headline figures, and what is shown in place of searches and of sums over every month.
    fn plan(&mut self, inputs: &Inputs<Traced>) {
        let values = self.run.headline.values();
        for (index, number) in values.into_iter().enumerate() {
            self.add(Subject::headline(index), When::Plan, number);
        }
        let flows = self.run.flows.clone();
        for (id, series) in
            [("shadow-carbon-usd", &flows.shadow_usd), ("social-carbon-usd", &flows.social_cost_usd)]
        {
            for (month, carbon) in series.iter().enumerate() {
                self.add_quantity(id, When::month(month), *carbon);
            }
        }
        let cash = self.present("present-cash-flow-usd", &flows.free_cash_usd);
        self.present("present-carbon-usd", &flows.shadow_usd);
        self.present("present-social-carbon-usd", &flows.social_cost_usd);
        self.define("npv-usd", cash + Traced::noted("present-residual-usd"));
        self.define("npv-with-terminal-usd", cash + Traced::noted("present-end-value-usd"));
        let invested = flows.with_residual();
        let with = |first: &[Traced]| [first, &invested].concat();
        let rates = [inputs.economy.finance_rate, inputs.economy.reinvest_rate];
        let discount = Traced::noted("monthly-discount-factor");
        let payback = |discount| called(Function::PaybackMonths, &with(&[discount])) * STEP;
        let (simple, discounted) = (payback(Traced::of(1.0)), payback(discount));
        self.define("break-even-month", called(Function::BreakEvenMonth, &flows.ebitda_usd));
        self.define("payback-years", simple);
        self.define("discounted-payback-years", discounted);
        self.define("irr", called(Function::YearlyRate, &invested));
        self.define("mirr", called(Function::ModifiedYearlyRate, &with(&rates)));
    }

    /// The present value of flows by years, under the id of the quantity; answers the sum of the years.
    fn present(&mut self, id: &'static str, flows: &[Traced]) -> Traced {
        let per_month = Traced::noted("monthly-discount-factor");
        let mut factor = Traced::of(1.0);
        let mut total = Traced::of(0.0);
        for (year, flows) in flows.chunks(12).enumerate() {
            let mut present = Traced::of(0.0);
            for flow in flows {
                factor *= per_month;
                present += *flow * factor;
            }
            self.add_quantity(id, When::year(year), present);
            total += present;
        }
        self.define(id, total);
        total
    }

    fn add_quantity(&mut self, id: &str, when: When, number: Traced) {
        if let Some(index) = quantity_index(id) {
            self.add(Subject::quantity(index), when, number);
        }
    }

    fn define(&mut self, id: &str, number: Traced) {
        self.definitions.extend(Figure::of(id, When::Plan).map(|figure| (figure, number)));
    }
}

/// A function shown by name.
fn called(function: Function, arguments: &[Traced]) -> Traced {
    let values: Vec<f64> = arguments.iter().map(|argument| argument.value()).collect();
    Traced::call(function, arguments, function.of(&values))
}

/// Epsilon as one step: its accountant takes sixty thousand.
fn epsilon(inputs: &Inputs<Traced>, steps: Traced) -> Traced {
    let value = unrecorded(|| simulate::epsilon(inputs));
    if !value.value().is_finite() {
        return value;
    }
    let society = &inputs.society;
    let arguments = [society.dp_noise_multiplier, society.dp_sampling_rate, steps, society.dp_delta];
    Traced::call(Function::Epsilon, &arguments, value.value())
}

/// Names by node: those of figures, and of what is a figure but for a factor, such as kWh of MWh.
fn names(tape: &Tape, figures: &[(Figure, Traced)]) -> Vec<Name> {
    let node = |position: u32| tape.nodes.get(position as usize);
    let is_leaf = |op: Op| matches!(op, Op::Constant | Op::Known | Op::Input(_) | Op::Along);
    let opens = |position: u32| node(position).is_some_and(|node| !is_leaf(node.op));
    let name =
        |(figure, number): &(Figure, Traced)| Name { node: number.node(), figure: *figure, scale: None };
    let mut names: Vec<Name> = figures.iter().map(name).filter(|name| opens(name.node)).collect();
    names.sort_by_key(|name| (name.node, name.figure));
    let named: Vec<u32> = names.iter().map(|name| name.node).collect();
    let scaled = |name: &Name| {
        let made = node(name.node)?;
        let constant = |position: u32| node(position).filter(|node| node.op == Op::Constant).map(|c| c.value);
        let (inner, factor) = match made.op {
            Op::Mul => constant(made.b)
                .map(|factor| (made.a, factor))
                .or_else(|| constant(made.a).map(|factor| (made.b, factor)))?,
            Op::Div => (made.a, constant(made.b)?),
            _ => return None,
        };
        let scale = match (made.op, factor.recip().round()) {
            (Op::Div, _) => Scale::Times(factor),
            // 1e-3 is 1 in 1000.
            (_, whole) if (whole * factor - 1.0).abs() < 1e-15 => Scale::Times(whole),
            _ => Scale::Over(factor),
        };
        // A factor of 1 is the beginning of a growth, no unit.
        let is_unit = factor != 0.0 && factor.abs() != 1.0;
        let usable = is_unit && opens(inner) && named.binary_search(&inner).is_err();
        usable.then_some(Name { node: inner, figure: name.figure, scale: Some(scale) })
    };
    let of_month = |name: &&Name| matches!(name.figure.when, When::Month(_));
    let mut scaled: Vec<Name> = names.iter().filter(of_month).filter_map(scaled).collect();
    // One figure has the name: two that are multiples of one node would explain each other.
    scaled.sort_by_key(|name| (name.node, name.figure));
    scaled.dedup_by_key(|name| name.node);
    names.extend(scaled);
    names.sort_by_key(|name| (name.node, name.figure));
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::{CONSTANTS, QUANTITIES, constant};
    use crate::scenario::{Scenario, Value};
    use std::collections::BTreeSet;

    /// The default company, with everything in it that the default leaves out.
    fn everything() -> Scenario {
        let mut scenario = Scenario::default();
        scenario.set("dp-training-share", Value::Path { from: 0.0, to: 0.5, first: None, last: None });
        scenario.set("weight-bits", Value::Path { from: 16.0, to: 8.0, first: None, last: None });
        scenario.set("device-life-years", Value::Scalar(4.37));
        scenario
    }

    #[test]
    fn what_a_run_names_is_in_the_tables_and_all_of_the_tables_is_named() {
        let recording = Recording::of(&mut everything().source());
        let noted: BTreeSet<&str> = recording.tape.notes.iter().map(|note| note.id).collect();
        for id in &noted {
            assert!(quantity_index(id).is_some(), "{id} is noted and not in QUANTITIES");
        }
        let figures: BTreeSet<&str> =
            recording.figures.iter().map(|(figure, _)| figure.subject.id()).collect();
        for quantity in QUANTITIES {
            assert!(figures.contains(quantity.id), "{} is in QUANTITIES and never noted", quantity.id);
        }
        let known: BTreeSet<&str> = recording.tape.known.iter().map(|known| known.id).collect();
        for id in &known {
            assert!(constant(id).is_some(), "{id} is known and not in CONSTANTS");
        }
        for constant in CONSTANTS {
            assert!(known.contains(constant.id), "{} is in CONSTANTS and never used", constant.id);
        }
    }

    #[test]
    fn every_figure_has_one_value() {
        let recording = Recording::of(&mut everything().source());
        assert!(recording.figures.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(recording.definitions.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
