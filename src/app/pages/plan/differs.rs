//! In which inputs and goals the plan differs from what it is compared with: how many and the first by name, and,
//! opened, each with both values. So whoever is sent a plan sees what was decided. It follows when the hand rests.

use leptos::prelude::*;

use super::comparison::use_against;
use super::levers::InputLink;
use crate::analysis::compare::{inputs, targets};
use crate::app::form::is_open;
use crate::app::later::{Make, awaited, later};
use crate::app::locale::{Language, key, t, use_locale};
use crate::app::state::{State, use_state};
use crate::app::wording::{self, Row};
use crate::model::parameters::registry;
use crate::scenario::history::Change;

/// How many inputs are named while the block is folded.
const NAMED: usize = 3;

/// What differs, tracked.
fn change(state: State) -> Change {
    let base = state.pinned.get().unwrap_or_default();
    state.linked.with(|plan| Change::between(&base, plan))
}

/// The first things that differ, by name.
fn names(change: &Change, language: Language) -> String {
    let indices = change.inputs.iter().chain(&change.programme_costs);
    let inputs = indices.filter_map(|index| registry().nth(*index)).map(|parameter| parameter.id);
    let input = |id: &str| language.find(&format!("parameters.{id}.label"));
    let goal = |id: &str| language.find(&format!("outputs.{id}.label"));
    let all = inputs.filter_map(input).chain(change.targets.iter().filter_map(|measure| goal(measure.id())));
    let mut text = all.take(NAMED).collect::<Vec<_>>().join(language.text(key::PLAN_DIFFERS_AND));
    if change.len() > NAMED {
        text += language.text(key::PLAN_DIFFERS_MORE);
    }
    text
}

/// The block, folded; a plain line while nothing differs.
#[component]
pub(super) fn Differs() -> impl IntoView {
    let (state, locale, against) = (use_state(), use_locale(), use_against());
    let change = Memo::new(move |_| change(state));
    let some = Memo::new(move |_| change.with(|change| !change.is_empty()));
    let open = RwSignal::new(false);
    let asked = Memo::new(move |asked: Option<&bool>| asked.copied().unwrap_or(false) || open.get());
    let count = move || {
        let language = locale.get();
        let count = change.with(Change::len);
        let text = match count {
            0 => key::PLAN_DIFFERS_NONE,
            1 => key::PLAN_DIFFERS_ONE,
            _ => key::PLAN_DIFFERS_MANY,
        };
        language.fill(text, &[("count", &count.to_string()), ("name", &against.name())])
    };
    let named = move || change.with(|change| names(change, locale.get()));
    view! {
        <p class="differs aside" hidden=move || some.get()>{count}</p>
        <details
            class="differs"
            id="differs"
            hidden=move || !some.get()
            on:toggle=move |event| open.set(is_open(&event))
        >
            <summary><span class="differs-count">{count}</span> <span class="aside">{named}</span></summary>
            {move || asked.get().then(|| awaited(table))}
        </details>
    }
}

later! {
    differs,
    fn table() -> Make {
        || view! { <Table/> }.into_any()
    }
}

/// Each thing that differs, with both values; the name of an input leads to its field.
#[component]
fn Table() -> impl IntoView {
    let (state, locale, against) = (use_state(), use_locale(), use_against());
    let rows = Memo::new(move |_| {
        let base = state.pinned.get().unwrap_or_default();
        state.linked.with(|plan| {
            let scenarios = [plan, &base];
            wording::rows(&inputs(&scenarios), &targets(&scenarios), true, locale.get())
        })
    });
    let row = |row: Row| {
        let name = match row.index.and_then(|index| registry().nth(index)) {
            Some(parameter) => view! { <InputLink parameter=parameter>{row.label}</InputLink> }.into_any(),
            None => row.label.into_any(),
        };
        let cells =
            row.cells.into_iter().map(|(machine, text)| view! { <td><data value=machine>{text}</data></td> });
        view! {
            <tr data-input=row.key>
                <th scope="row">{name}<span class="row-unit">{row.unit}</span></th>
                {cells.collect_view()}
            </tr>
        }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=t(key::PLAN_DIFFERS_LABEL)>
            <table class="data-table differs-table">
                <thead>
                    <tr>
                        <th scope="col">{t(key::COMPARE_INPUTS_INPUT)}</th>
                        <th scope="col">{t(key::PLAN_DIFFERS_PLAN)}</th>
                        <th scope="col">{move || against.name()}</th>
                    </tr>
                </thead>
                <tbody>{move || rows.get().into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Scenario, Value};

    #[test]
    fn a_few_are_named() {
        let base = Scenario::default();
        let mut plan = base.clone();
        plan.set("pue-today", Value::Scalar(1.4));
        let of = |plan: &Scenario, language| names(&Change::between(&base, plan), language);
        let one = of(&plan, Language::En);
        assert!(!one.contains('…') && one.contains("PUE"), "{one}");
        for (id, value) in [("horizon-years", 8.0), ("discount-rate", 0.08), ("tax-rate", 0.2)] {
            plan.set(id, Value::Scalar(value));
        }
        let four = of(&plan, Language::Zh);
        assert_eq!((four.matches('、').count(), four.ends_with('等')), (NAMED - 1, true), "{four}");
    }
}
