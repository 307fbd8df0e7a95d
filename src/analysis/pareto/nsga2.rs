//! NSGA-II: a population that is sorted by fronts and crowding, crossed and mutated, and keeps its best.
//!
//! # References
//! Deb et al. (2002); Kukkonen, Deb (2006), *Improved pruning of non-dominated solutions based on crowding
//! distance*; Deb, Agrawal (1995), *Simulated binary crossover for continuous search space*; Deb, Goyal
//! (1996), polynomial mutation.

use super::{crowding, fronts};
use crate::analysis::random::Stream;
use crate::model::number::Number;

/// How the search runs.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Points kept.
    pub population: usize,
    /// Rounds after the first population.
    pub generations: usize,
    /// The same seed gives the same front.
    pub seed: u64,
}

/// A point with its objectives.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Where it lies, within the bounds.
    pub inputs: Vec<f64>,
    /// What it comes to; all minimised.
    pub objectives: Vec<f64>,
}

/// Share of pairs that are crossed, and of their inputs.
const CROSSED: [f64; 2] = [0.9, 0.5];
/// How near children lie to their parents: the larger, the nearer.
const CROSSOVER_INDEX: f64 = 15.0;
/// The same for mutants.
const MUTATION_INDEX: f64 = 20.0;
/// Rounds of mating in search of children that are not there yet.
const TRIES: usize = 100;

/// Searches within `bounds` for points that no other beats. `evaluate` answers the objectives of a batch, in
/// its order; a point whose objectives are no numbers is worse than any. Answers the first front.
pub fn search(
    bounds: &[[f64; 2]],
    settings: Settings,
    mut evaluate: impl FnMut(&[Vec<f64>]) -> Vec<Vec<f64>>,
) -> Vec<Candidate> {
    let mut stream = Stream::new(settings.seed, 0);
    let first: Vec<Vec<f64>> = (0..settings.population)
        .map(|_| bounds.iter().map(|[low, high]| low + (high - low) * stream.unit()).collect())
        .collect();
    let mut population = survivors(evaluated(first, &mut evaluate), settings.population);
    for _ in 0..settings.generations {
        let children = offspring(&population, bounds, &mut stream);
        let mut all: Vec<Candidate> = population.into_iter().map(|ranked| ranked.candidate).collect();
        all.extend(evaluated(children, &mut evaluate));
        population = survivors(all, settings.population);
    }
    population.into_iter().filter(|ranked| ranked.front == 0).map(|ranked| ranked.candidate).collect()
}

/// A candidate with its place.
struct Ranked {
    candidate: Candidate,
    front: usize,
    crowding: f64,
}

impl Ranked {
    fn beats(&self, other: &Self) -> bool {
        self.front < other.front || (self.front == other.front && self.crowding > other.crowding)
    }
}

fn evaluated(
    inputs: Vec<Vec<f64>>,
    evaluate: &mut impl FnMut(&[Vec<f64>]) -> Vec<Vec<f64>>,
) -> Vec<Candidate> {
    let objectives = evaluate(&inputs);
    inputs.into_iter().zip(objectives).map(|(inputs, objectives)| Candidate { inputs, objectives }).collect()
}

/// As many members of a front as there is room for, with their distances. The most crowded goes first, and its
/// neighbours' distances are taken anew: dropping all at once would tear holes where points lie close together.
fn least_crowded(mut members: Vec<usize>, objectives: &[Vec<f64>], room: usize) -> (Vec<usize>, Vec<f64>) {
    let mut points: Vec<Vec<f64>> = members.iter().map(|i| objectives[*i].clone()).collect();
    loop {
        let distances = crowding(&points);
        let least = distances.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1));
        match least {
            Some((most_crowded, _)) if members.len() > room => {
                members.remove(most_crowded);
                points.remove(most_crowded);
            }
            _ => return (members, distances),
        }
    }
}

/// The best by front, and in the last front that has room the least crowded.
fn survivors(all: Vec<Candidate>, count: usize) -> Vec<Ranked> {
    let objectives: Vec<Vec<f64>> = all.iter().map(|candidate| candidate.objectives.clone()).collect();
    let mut places: Vec<(usize, usize, f64)> = Vec::with_capacity(count);
    for (front, members) in fronts(&objectives).into_iter().enumerate() {
        let room = count - places.len();
        if room == 0 {
            break;
        }
        let (members, crowding) = least_crowded(members, &objectives, room);
        let ranked = members.into_iter().zip(crowding).map(|(i, crowding)| (i, front, crowding));
        places.extend(ranked);
    }
    let mut all: Vec<Option<Candidate>> = all.into_iter().map(Some).collect();
    places
        .into_iter()
        .filter_map(|(i, front, crowding)| Some(Ranked { candidate: all[i].take()?, front, crowding }))
        .collect()
}

/// As many children as there are parents, none of them there already.
fn offspring(parents: &[Ranked], bounds: &[[f64; 2]], stream: &mut Stream) -> Vec<Vec<f64>> {
    let mut children: Vec<Vec<f64>> = Vec::with_capacity(parents.len() + 1);
    let is_new = |children: &[Vec<f64>], child: &Vec<f64>| {
        !children.contains(child) && !parents.iter().any(|parent| parent.candidate.inputs == *child)
    };
    for _ in 0..TRIES * parents.len() {
        if children.len() >= parents.len() {
            break;
        }
        let mother = chosen(parents, stream).candidate.inputs.clone();
        let father = chosen(parents, stream).candidate.inputs.clone();
        for mut child in crossed(mother, father, bounds, stream) {
            mutated(&mut child, bounds, stream);
            if children.len() < parents.len() && is_new(&children, &child) {
                children.push(child);
            }
        }
    }
    children
}

/// The better of two.
fn chosen<'a>(parents: &'a [Ranked], stream: &mut Stream) -> &'a Ranked {
    let (a, b) = (&parents[stream.below(parents.len())], &parents[stream.below(parents.len())]);
    if b.beats(a) { b } else { a }
}

/// Simulated binary crossover within the bounds.
fn crossed(mut a: Vec<f64>, mut b: Vec<f64>, bounds: &[[f64; 2]], stream: &mut Stream) -> [Vec<f64>; 2] {
    if stream.unit() < CROSSED[0] {
        for (index, [low, high]) in bounds.iter().enumerate() {
            let (x, y) = (a[index].min(b[index]), a[index].max(b[index]));
            // Parents alike have children alike.
            if stream.unit() >= CROSSED[1] || y - x <= 1e-14 * (high - low) {
                continue;
            }
            let draw = stream.unit();
            let spread = |room: f64| {
                let beta = 1.0 + 2.0 * room / (y - x);
                let alpha = 2.0 - Number::powf(beta, -(CROSSOVER_INDEX + 1.0));
                let part = draw * alpha;
                let base = if part <= 1.0 { part } else { 1.0 / (2.0 - part) };
                Number::powf(base, 1.0 / (CROSSOVER_INDEX + 1.0))
            };
            let lower = 0.5 * ((x + y) - spread(x - low) * (y - x));
            let upper = 0.5 * ((x + y) + spread(high - y) * (y - x));
            let (lower, upper) = (lower.clamp(*low, *high), upper.clamp(*low, *high));
            (a[index], b[index]) = if stream.unit() < 0.5 { (upper, lower) } else { (lower, upper) };
        }
    }
    [a, b]
}

/// Polynomial mutation within the bounds: one input in the mean.
fn mutated(child: &mut [f64], bounds: &[[f64; 2]], stream: &mut Stream) {
    let share = 1.0 / bounds.len() as f64;
    for (value, [low, high]) in child.iter_mut().zip(bounds) {
        let width = high - low;
        if stream.unit() >= share || width <= 0.0 {
            continue;
        }
        let draw = stream.unit();
        let power = MUTATION_INDEX + 1.0;
        let change = if draw < 0.5 {
            let room = 1.0 - (*value - low) / width;
            Number::powf(2.0 * draw + (1.0 - 2.0 * draw) * Number::powf(room, power), 1.0 / power) - 1.0
        } else {
            let room = 1.0 - (high - *value) / width;
            1.0 - Number::powf(
                2.0 * (1.0 - draw) + (2.0 * draw - 1.0) * Number::powf(room, power),
                1.0 / power,
            )
        };
        *value = (*value + change * width).clamp(*low, *high);
    }
}
