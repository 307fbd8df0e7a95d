//! The one-off cost of moving a lever, for levers whose cost the equations leave out.

use leptos::prelude::*;

use super::number::NumberField;
use crate::app::format::{self, Kind};
use crate::app::locale::{key, named, use_locale};
use crate::app::state::use_state;
use crate::model::parameter::{Caveat, Parameter, Role, Values};

/// What may be typed, USD per unit of change.
const LIMITS: [f64; 2] = [0.0, 1e15];

/// The caveat of a lever; none where benefit and cost are modelled, or for what is no lever.
pub(super) const fn caveat(parameter: &Parameter) -> Option<Caveat> {
    match parameter.role {
        Role::Lever(Caveat::Modelled) => None,
        Role::Lever(caveat) => Some(caveat),
        _ => None,
    }
}

/// The key of a caveat's texts.
pub(super) const fn caveat_id(caveat: Caveat) -> &'static str {
    match caveat {
        Caveat::Modelled => "modelled",
        Caveat::CostNotModelled => "cost-not-modelled",
        Caveat::Weak => "weak",
    }
}

/// The caveat in two words, beside the grade.
#[component]
pub(super) fn CaveatBadge(parameter: &'static Parameter) -> impl IntoView {
    caveat(parameter).map(|caveat| {
        let id = caveat_id(caveat);
        view! {
            <span class="badge caveat-badge" data-caveat=id>
                {named(format!("plan.caveat.{id}"), "")}
            </span>
        }
    })
}

/// The field for the cost, under its caveat; nothing for levers that need none, and for those that are no
/// path, whose moves the equations do not see.
#[component]
pub(super) fn ProgrammeCost(
    /// Position in the registry.
    index: usize,
    /// Its declaration.
    parameter: &'static Parameter,
    /// Its name.
    label: Signal<String>,
    /// Its unit.
    unit: Signal<String>,
) -> impl IntoView {
    let caveat = caveat(parameter)?;
    let (state, locale) = (use_state(), use_locale());
    let path = matches!(parameter.values, Values::Path { .. });
    let cost = state.programme_cost(index);
    let set = Callback::new(move |usd: Option<f64>| {
        state.edit(|scenario| {
            scenario.set_programme_cost(index, usd);
        });
    });
    let text = locale;
    let per = move || {
        let language = text.get();
        match (Kind::of(parameter.unit), unit.get()) {
            (Kind::Share, _) => language.text(key::PLAN_COST_PER_SHARE).to_owned(),
            (_, unit) if unit.is_empty() => language.text(key::PLAN_COST_PER_ONE).to_owned(),
            (_, unit) => language.fill(key::PLAN_COST_PER, &[("unit", &unit)]),
        }
    };
    // What the path as it stands costs in all.
    let whole = move || {
        let language = locale.get();
        let usd = cost.get()?;
        let path = state.scenario.with(|scenario| scenario.path(index))?;
        let total = format::quantity((path.to - path.from).abs() * usd, Kind::Money, language, 3);
        Some(language.fill(key::PLAN_COST_WHOLE, &[("total", &total)]))
    };
    let name =
        Signal::derive(move || format!("{}, {}", label.get(), locale.get().text(key::PLAN_COST_LABEL)));
    let id = format!("{}-programme-cost", parameter.id);
    Some(view! {
        <div class="programme">
            <p class="caveat">{named(format!("model.caveat.{}", caveat_id(caveat)), "")}</p>
            {path.then(|| view! {
                <div class="programme-row">
                    <label for=id.clone()>
                        {move || locale.get().text(key::PLAN_COST_LABEL)}
                        <span class="aside">{per}</span>
                    </label>
                    <NumberField
                        id=id.clone()
                        name=name
                        value=cost
                        set=set
                        hard=LIMITS
                        optional=true
                        placeholder=Signal::derive(move || locale.get().text(key::PLAN_COST_EMPTY).to_owned())
                    />
                </div>
                <p class="aside" aria-live="polite">{whole}</p>
            })}
        </div>
    })
}
