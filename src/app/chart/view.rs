//! A chart with its words: the finding above, the unit below it, the drawing, the source, the table and the
//! buttons that take it away.

use leptos::html;
use leptos::prelude::*;

use super::data::{ChartData, Goal, Stroke};
use super::export::Words;
use super::host::{Drawing, is_ready, use_pen};
use super::lines::Frame;
use super::over::PINNED;
use super::palette::Tone;
use crate::app::form::is_open;
use crate::app::locale::{key, t, use_locale};
use crate::app::state::{set_if_new, use_state};

/// One chart.
#[component]
pub(crate) fn ChartView(
    /// Its name in links and files.
    id: &'static str,
    /// What it shows, in one sentence.
    #[prop(into)]
    finding: Signal<String>,
    /// What is measured, and in which unit.
    #[prop(into)]
    subtitle: Signal<String>,
    /// Where it comes from.
    #[prop(into)]
    source: Signal<String>,
    /// The accent of its dimension.
    tone: Tone,
    /// What it draws.
    data: Memo<ChartData>,
    /// Tracks when the drawing alone follows, where that is later.
    #[prop(optional, into)]
    drawn: Option<Signal<()>>,
    /// Where it stands, for who wants to know whether that is in view.
    #[prop(default = NodeRef::new())]
    place: NodeRef<html::Figure>,
    /// Where its drawing stands.
    #[prop(default = NodeRef::new())]
    surface: NodeRef<html::Div>,
) -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let (bundle, pen) = (is_ready(), use_pen());
    let fixed = Fixed::of(data);
    let hidden = RwSignal::new(Vec::<&'static str>::new());
    let open = RwSignal::new(false);

    let drawing = StoredValue::new_local(None::<Drawing>);
    Effect::new(move |_| {
        let (Some(element), true, Some(pen)) = (surface.get(), bundle.get(), pen.get()) else { return };
        if drawing.with_value(Option::is_none) {
            drawing.set_value((pen.start)(&element, locale.get_untracked()));
        }
        let frame = Frame { theme: state.theme.get() };
        match drawn {
            Some(drawn) => drawn.get(),
            None => data.track(),
        }
        drawing.with_value(|drawing| {
            let Some(drawing) = drawing else { return };
            hidden.with(|hidden| {
                data.with_untracked(|data| (pen.draw)(drawing, data, hidden, frame, locale.get_untracked()));
            });
        });
    });
    // Dropping the drawing disposes of the chart.
    on_cleanup(move || drop(drawing.try_update_value(Option::take)));

    let words = move || Words {
        title: finding.get_untracked(),
        subtitle: subtitle.get_untracked(),
        source: source.get_untracked(),
    };
    let save = move |kind: &'static str| {
        let Some(pen) = pen.get_untracked() else { return };
        let (theme, language) = (state.theme.get_untracked(), locale.get_untracked());
        let done = data.with_untracked(|data| (pen.save)(kind, id, data, &words(), theme, language));
        if done.is_err() {
            leptos::logging::warn!("{id}.{kind} could not be saved");
        }
    };
    let buttons = ["png", "svg", "csv"]
        .map(|kind| {
            view! {
                <button
                    type="button"
                    class="quiet"
                    data-save=kind
                    aria-label=move || format!("{} {}", t(key::CHART_SAVE)(), kind.to_uppercase())
                    on:click=move |_| save(kind)
                >
                    {kind.to_uppercase()}
                </button>
            }
        })
        .collect_view();

    view! {
        <figure class="chart" data-chart=id data-tone=tone.id() id=format!("chart-{id}") node_ref=place>
            <figcaption>
                <h3 class="chart-finding" id=format!("chart-{id}-finding")>{move || finding.get()}</h3>
                <p class="chart-subtitle">{move || subtitle.get()}</p>
            </figcaption>
            <Legend entries=fixed.entries hidden=hidden/>
            <Goals goals=fixed.goals/>
            <div
                class="chart-drawing"
                class:empty=move || fixed.empty.get()
                role="img"
                aria-labelledby=format!("chart-{id}-finding")
                node_ref=surface
            ></div>
            <p class="chart-source">{move || source.get()}</p>
            <div class="chart-foot">
                <details
                    class="chart-table"
                    on:toggle=move |event| open.set(is_open(&event))
                >
                    <summary>{t(key::CHART_TABLE)}</summary>
                    {move || pen.get().filter(|_| open.get()).map(|pen| (pen.table)(data, finding))}
                </details>
                <div class="chart-tools">{buttons}</div>
            </div>
        </figure>
    }
}

/// A goal in words.
#[derive(Clone, PartialEq)]
struct GoalWords {
    id: &'static str,
    status: &'static str,
    sign: &'static str,
    text: String,
}

/// An entry of the legend.
#[derive(Clone, PartialEq)]
struct Entry {
    id: &'static str,
    name: String,
    tone: Tone,
    stroke: Stroke,
}

/// What seldom changes with the numbers of a chart, told when it does. One effect for all of it, since a move asks
/// every one.
#[derive(Clone, Copy)]
struct Fixed {
    /// Whether there is nothing to draw.
    empty: RwSignal<bool>,
    entries: RwSignal<Vec<Entry>>,
    goals: RwSignal<Vec<GoalWords>>,
}

impl Fixed {
    fn of(data: Memo<ChartData>) -> Self {
        let fixed = Self {
            empty: RwSignal::new(false),
            entries: RwSignal::new(Vec::new()),
            goals: RwSignal::new(Vec::new()),
        };
        untrack(|| data.with(|data| fixed.put(data)));
        Effect::new(move |_| data.with(|data| fixed.put(data)));
        fixed
    }

    fn put(self, data: &ChartData) {
        set_if_new(self.empty, data.is_empty());
        let lines = data.series.iter().map(|series| Entry {
            id: series.id,
            name: series.name.clone(),
            tone: series.tone,
            stroke: series.stroke,
        });
        let pinned = data.overlay.pinned.iter().map(|pinned| Entry {
            id: PINNED,
            name: pinned.name.clone(),
            tone: Tone::Muted,
            stroke: Stroke::Dashed,
        });
        set_if_new(self.entries, lines.chain(pinned).collect());
        let words = |goal: &Goal| GoalWords {
            id: goal.id,
            status: goal.status,
            sign: goal.sign,
            text: goal.text.clone(),
        };
        set_if_new(self.goals, data.overlay.goals.iter().map(words).collect());
    }
}

/// The goals on what is drawn, and how they stand.
#[component]
fn Goals(goals: RwSignal<Vec<GoalWords>>) -> impl IntoView {
    move || {
        let goals = goals.get();
        (!goals.is_empty()).then(|| {
            let entries = goals
                .into_iter()
                .map(|GoalWords { id, status, sign, text }| {
                    view! {
                        <li data-goal=id data-status=status>
                            <span class="target-sign" aria-hidden="true">{sign}</span>
                            {text}
                        </li>
                    }
                })
                .collect_view();
            view! { <ul class="chart-goals">{entries}</ul> }
        })
    }
}

/// The lines by name; each can be switched off.
#[component]
fn Legend(entries: RwSignal<Vec<Entry>>, hidden: RwSignal<Vec<&'static str>>) -> impl IntoView {
    let entries = move || {
        let lines = entries.get();
        let alone = lines.len() < 2;
        (!alone).then(|| {
            let buttons = lines
                .into_iter()
                .map(|Entry { id, name, tone, stroke }| {
                    let shown = move || hidden.with(|hidden| !hidden.contains(&id));
                    let toggle = move |_| {
                        hidden.update(|hidden| match hidden.iter().position(|other| *other == id) {
                            Some(position) => drop(hidden.remove(position)),
                            None => hidden.push(id),
                        });
                    };
                    view! {
                        <li>
                            <button
                                type="button"
                                class="legend-entry"
                                data-series=id
                                data-tone=tone.id()
                                aria-pressed=move || shown().to_string()
                                on:click=toggle
                            >
                                <span class="legend-line" data-stroke=stroke.id() aria-hidden="true"></span>
                                {name}
                            </button>
                        </li>
                    }
                })
                .collect_view();
            view! { <ul class="legend" aria-label=t(key::CHART_LEGEND)>{buttons}</ul> }
        })
    };
    view! { {entries} }
}
