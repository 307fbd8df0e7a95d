//! A line in a word's space: a yearly output of the plan, and that of the comparison beneath it. The numbers
//! themselves stand in the charts, so it is hidden from those who do not see it.

use leptos::prelude::*;
use leptos::svg;

use crate::app::format::DUST;

/// Size of the drawing in its own units.
const SIZE: [f64; 2] = [72.0, 24.0];
/// Air above and below the line, so that its stroke is not cut.
const AIR: f64 = 2.0;

/// How far beyond its size the strokes of a line may reach, with their joints.
const ROOM: f64 = 8.0;

/// Share of the values below which a difference is rounding.
const STILL: f64 = 1e-9;

/// What is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lines {
    /// The plan's values, year by year.
    pub(super) plan: Vec<Option<f64>>,
    /// Those of the comparison, in the same years.
    pub(super) against: Vec<Option<f64>>,
}

/// The points of a polyline of values within a range.
fn points(values: &[Option<f64>], [low, high]: [f64; 2]) -> String {
    let across = (values.len().max(2) - 1) as f64;
    let mut out = String::new();
    for (at, value) in values.iter().enumerate() {
        let Some(value) = value else { continue };
        let x = at as f64 / across * SIZE[0];
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        let y = SIZE[1] - AIR - share * (SIZE[1] - 2.0 * AIR);
        out.push_str(&format!("{x:.1},{y:.1} "));
    }
    out.trim_end().to_owned()
}

impl Lines {
    /// The range that both lines and zero, where they cross it, lie in.
    fn range(&self) -> [f64; 2] {
        let values = self.plan.iter().chain(&self.against).flatten();
        let range = values.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], value| {
            [low.min(*value), high.max(*value)]
        });
        let size = range[0].abs().max(range[1].abs());
        match range {
            [low, high] if low > high => [0.0, 1.0],
            // The dust of sums is no movement.
            [low, high] if high - low <= (STILL * size).max(DUST) => [low, low],
            range => range,
        }
    }

    /// The points of the line of zero, of the comparison and of the plan.
    fn points(&self) -> [String; 3] {
        let range = self.range();
        // Where the values change sign, zero is the line that matters.
        let crosses = range[0] < 0.0 && range[1] > 0.0;
        let zero = if crosses { points(&[Some(0.0); 2], range) } else { String::new() };
        [zero, points(&self.against, range), points(&self.plan, range)]
    }
}

/// The drawing.
#[component]
pub(super) fn Spark(
    /// What is drawn.
    lines: Signal<Lines>,
) -> impl IntoView {
    let nodes: [NodeRef<svg::Polyline>; 3] = std::array::from_fn(|_| NodeRef::new());
    // One effect for all of them: each costs a move more than what it writes.
    Effect::new(move |was: Option<[String; 3]>| {
        let now = lines.with(Lines::points);
        for (at, node) in nodes.iter().enumerate() {
            if let Some(node) = node.get()
                && was.as_ref().is_none_or(|was| was[at] != now[at])
            {
                drop(node.set_attribute("points", &now[at]));
            }
        }
        now
    });
    let [zero, against, plan] = nodes;
    view! {
        <svg
            class="spark"
            viewBox=format!("0 0 {} {}", SIZE[0], SIZE[1])
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            <rect class="spark-room" x=-ROOM y=-ROOM width=SIZE[0] + 2.0 * ROOM height=SIZE[1] + 2.0 * ROOM/>
            <polyline class="spark-zero" node_ref=zero/>
            <polyline class="spark-against" node_ref=against/>
            <polyline class="spark-plan" node_ref=plan/>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fill_their_space_and_leave_gaps_out() {
        let lines = Lines { plan: vec![Some(0.0), None, Some(2.0)], against: vec![Some(1.0); 3] };
        assert_eq!(lines.range(), [0.0, 2.0]);
        assert_eq!(points(&lines.plan, lines.range()), "0.0,22.0 72.0,2.0");
        assert_eq!(points(&lines.against, lines.range()), "0.0,12.0 36.0,12.0 72.0,12.0");
        assert_eq!(Lines::default().range(), [0.0, 1.0]);
        let dust = Lines { plan: vec![Some(0.0), Some(1e-17)], against: Vec::new() };
        assert_eq!(dust.range(), [0.0, 0.0]);
        assert_eq!(points(&[Some(0.0), Some(0.0)], dust.range()), "0.0,12.0 72.0,12.0");
        assert_eq!(points(&[], [0.0, 1.0]), "");
    }
}
