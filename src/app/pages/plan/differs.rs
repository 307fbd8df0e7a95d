//! In which inputs and goals the plan differs from what it is compared with: how many and the first by name, and,
//! opened, each with both values. So whoever is sent a plan sees what was decided. It follows when the hand rests.

use leptos::prelude::*;

use super::comparison::use_against;
use super::levers::InputLink;
use crate::analysis::compare::{InputRow, TargetRow, inputs, targets};
use crate::app::form::is_open;
use crate::app::later::{Make, awaited, later};
use crate::app::locale::{Language, key, t, use_locale};
use crate::app::state::use_state;
use crate::app::wording::{self, Row};
use crate::model::parameters::registry;
use crate::scenario::Scenario;

/// How many inputs are named while the block is folded.
const NAMED: usize = 3;

/// What differs, as the comparison of scenarios tells it too.
#[derive(Clone, Debug, PartialEq)]
struct Differing {
    inputs: Vec<InputRow>,
    targets: Vec<TargetRow>,
}

impl Differing {
    fn between(plan: &Scenario, base: &Scenario) -> Self {
        let scenarios = [plan, base];
        let (mut inputs, mut targets) = (inputs(&scenarios), targets(&scenarios));
        inputs.retain(|row| row.differs);
        targets.retain(|row| row.differs);
        Self { inputs, targets }
    }

    fn len(&self) -> usize {
        self.inputs.len() + self.targets.len()
    }

    /// The first of them by name.
    fn names(&self, language: Language) -> String {
        let inputs = self.inputs.iter().filter_map(|row| registry().nth(row.index));
        let goals = self.targets.iter().map(|row| wording::output(row.measure.id(), language).0);
        let all = inputs.map(|parameter| wording::input(parameter, language).0).chain(goals);
        let mut text = all.take(NAMED).collect::<Vec<_>>().join(language.text(key::PLAN_DIFFERS_AND));
        if self.len() > NAMED {
            text += language.text(key::PLAN_DIFFERS_MORE);
        }
        text
    }
}

/// The block, folded; a plain line while nothing differs.
#[component]
pub(super) fn Differs() -> impl IntoView {
    let (state, locale, against) = (use_state(), use_locale(), use_against());
    let differing = Memo::new(move |_| {
        let base = state.pinned.get().unwrap_or_default();
        state.linked.with(|plan| Differing::between(plan, &base))
    });
    provide_context(differing);
    let some = Memo::new(move |_| differing.with(|differing| differing.len() > 0));
    let open = RwSignal::new(false);
    let asked = Memo::new(move |asked: Option<&bool>| asked.copied().unwrap_or(false) || open.get());
    let count = move || {
        let language = locale.get();
        let count = differing.with(Differing::len);
        let text = match count {
            0 => key::PLAN_DIFFERS_NONE,
            1 => key::PLAN_DIFFERS_ONE,
            _ => key::PLAN_DIFFERS_MANY,
        };
        language.fill(text, &[("count", &count.to_string()), ("name", &against.name())])
    };
    let named = move || differing.with(|differing| differing.names(locale.get()));
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
    let (locale, against) = (use_locale(), use_against());
    let differing = use_context::<Memo<Differing>>();
    let rows = move || {
        let rows =
            |differing: &Differing| wording::rows(&differing.inputs, &differing.targets, true, locale.get());
        differing.map(|differing| differing.with(rows)).unwrap_or_default()
    };
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
                <tbody>{move || rows().into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Value;

    #[test]
    fn a_few_are_named() {
        let base = Scenario::default();
        let mut plan = base.clone();
        plan.set("pue-today", Value::Scalar(1.4));
        let of = |plan: &Scenario, language| Differing::between(plan, &base).names(language);
        let one = of(&plan, Language::En);
        assert!(!one.contains('…') && one.contains("PUE"), "{one}");
        for (id, value) in [("horizon-years", 8.0), ("discount-rate", 0.08), ("tax-rate", 0.2)] {
            plan.set(id, Value::Scalar(value));
        }
        // A cost alone is a difference of its input, not one more.
        let index = crate::model::parameters::index_of("cfe-share").unwrap();
        assert!(plan.set_programme_cost(index, Some(1e6)));
        assert_eq!(Differing::between(&plan, &base).len(), 5);
        let four = of(&plan, Language::Zh);
        assert_eq!((four.matches('、').count(), four.ends_with('等')), (NAMED - 1, true), "{four}");
    }
}
