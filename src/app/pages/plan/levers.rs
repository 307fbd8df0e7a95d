//! Every input: levers by the leaves of the strategy map, then assumptions and context, folded, and a search
//! over all of them.

use std::time::Duration;

use leptos::prelude::*;

use crate::app::form::{Card, Search, is_open};
use crate::app::locale::{Key, Language, key, named, t, use_locale};
use crate::app::router;
use crate::app::state::use_state;
use crate::model::parameter::{Dimension, Leaf, Parameter, Role, Values};
use crate::model::parameters::registry;

/// The folded panels: ids for links.
const ASSUMPTIONS: &str = "assumptions";
const CONTEXT: &str = "context";

/// The name of an input as a link to its field, whatever the search hides and the panels fold.
#[component]
pub(super) fn InputLink(
    /// The input.
    parameter: &'static Parameter,
    /// What is shown.
    children: Children,
) -> impl IntoView {
    let search = use_context::<Search>();
    let field = match parameter.values {
        Values::Path { .. } => format!("{}-to", parameter.id),
        _ => parameter.id.to_owned(),
    };
    let place = format!("#{field}");
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if let Some(search) = search {
            search.clear();
        }
        let panel = match parameter.role {
            Role::Lever(_) => None,
            Role::Assumption => Some(ASSUMPTIONS),
            Role::Context => Some(CONTEXT),
        };
        if let Some(panel) = panel.and_then(|panel| document().get_element_by_id(panel)) {
            // A plain attribute: no browser refuses it.
            drop(panel.set_attribute("open", ""));
        }
        let field = field.clone();
        // The cards of a panel are made once it says that it is open.
        set_timeout(move || router::scroll_to(field), Duration::ZERO);
    };
    view! { <a href=place on:click=go>{children()}</a> }
}

/// Whether a parameter answers a search: by label, note or a word for it in either language, by id, leaf or
/// equation.
fn answers(parameter: &Parameter, wanted: &str) -> bool {
    let wanted = wanted.trim().to_lowercase();
    if wanted.is_empty() {
        return true;
    }
    let mut words = format!("{} {}", parameter.id, parameter.equation);
    for language in [Language::En, Language::Zh] {
        for part in ["label", "note"] {
            words.push(' ');
            words += language.find(&format!("parameters.{}.{part}", parameter.id)).unwrap_or_default();
        }
        words.push(' ');
        words += language.find(&format!("model.leaf.{}", parameter.leaf.id())).unwrap_or_default();
        words.push(' ');
        words += language.find(&format!("search.words.{}", parameter.id)).unwrap_or_default();
    }
    let words = words.to_lowercase();
    wanted.split_whitespace().all(|word| words.contains(word))
}

/// Whether any of some parameters answers a search; headings without one are hidden.
fn any_answers(wanted: &str, of: impl Fn(&Parameter) -> bool) -> bool {
    registry().any(|parameter| of(parameter) && answers(parameter, wanted))
}

/// How long a group of levers stands before it may be left out while it is out of view.
const SETTLES: Duration = Duration::from_millis(1000);

/// Whether a group of levers has stood for a while: the browser has seen its height by then.
fn settled() -> RwSignal<bool> {
    let settled = RwSignal::new(false);
    let later = set_timeout_with_handle(
        move || {
            // It may be gone by then.
            settled.try_set(true);
        },
        SETTLES,
    );
    on_cleanup(move || {
        if let Ok(timer) = later {
            timer.clear();
        }
    });
    settled
}

/// Every input.
#[component]
pub(super) fn Levers() -> impl IntoView {
    let locale = use_locale();
    let search = use_context::<Search>().map_or_else(|| RwSignal::new(String::new()), |search| search.0);
    let found = Memo::new(move |_| {
        let wanted = search.get();
        registry().filter(|parameter| answers(parameter, &wanted)).count()
    });
    let count = move || {
        let searching = search.with(|wanted| !wanted.is_empty());
        searching.then(|| match found.get() {
            0 => locale.get().text(key::PLAN_FOUND_NONE).to_owned(),
            found => locale.get().fill(key::PLAN_FOUND, &[("count", &found.to_string())]),
        })
    };
    let dimensions = Dimension::MAP
        .map(|dimension| {
            let leaves = Leaf::ALL
                .into_iter()
                .filter(|leaf| leaf.dimension() == Some(dimension))
                .map(|leaf| view! { <LeafGroup leaf=leaf/> })
                .collect_view();
            let of_dimension = move |parameter: &Parameter| parameter.leaf.dimension() == Some(dimension);
            let shown = move || search.with(|wanted| any_answers(wanted, of_dimension));
            view! {
                <section class="lever-dimension" data-tone=dimension.id() hidden=move || !shown()>
                    <h3 class="dimension-title">{named(format!("model.dimension.{}", dimension.id()), "")}</h3>
                    {leaves}
                </section>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="levers-title">
            <h2 id="levers-title">{t(key::PLAN_LEVERS)}</h2>
            <div class="search">
                <label for="search-inputs">{t(key::PLAN_SEARCH)}</label>
                <input
                    type="search"
                    id="search-inputs"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=move || search.get()
                    on:focus=move |_| leptos::task::spawn_local(async move {
                        locale.both().await;
                        // What was typed meanwhile is looked for again.
                        search.try_update(|_| {});
                    })
                    on:input=move |event| search.set(event_target_value(&event))
                />
                <span class="aside" role="status">{count}</span>
            </div>
            {dimensions}
            <Panel id=ASSUMPTIONS role=Role::Assumption title=key::PLAN_ASSUMPTIONS about=key::PLAN_ASSUMPTIONS_TEXT/>
            <Panel id=CONTEXT role=Role::Context title=key::PLAN_CONTEXT about=key::PLAN_CONTEXT_TEXT/>
        </section>
    }
}

/// The cards of some parameters; those that do not answer the search are hidden.
#[component]
fn Cards(parameters: Vec<(usize, &'static Parameter)>) -> impl IntoView {
    let search = use_context::<Search>();
    parameters
        .into_iter()
        .map(|(index, parameter)| {
            let shown = Memo::new(move |_| {
                search.is_none_or(|search| search.0.with(|wanted| answers(parameter, wanted)))
            });
            view! { <li hidden=move || !shown.get()><Card index=index parameter=parameter/></li> }
        })
        .collect_view()
}

/// The levers of one leaf.
#[component]
fn LeafGroup(leaf: Leaf) -> impl IntoView {
    let (state, locale) = (use_state(), use_locale());
    let search = use_context::<Search>();
    let parameters: Vec<(usize, &'static Parameter)> =
        registry().enumerate().filter(|(_, parameter)| parameter.leaf == leaf).collect();
    let rows = parameters.clone();
    let shown = move || {
        search.is_none_or(|search| {
            search.0.with(|wanted| rows.iter().any(|(_, parameter)| answers(parameter, wanted)))
        })
    };
    let indices: Vec<usize> = parameters.iter().map(|(index, _)| *index).collect();
    let moved = Memo::new(move |_| {
        state.track_inputs(&indices);
        state
            .scenario
            .with_untracked(|scenario| indices.iter().filter(|index| !scenario.is_default(**index)).count())
    });
    let moved_text = move || {
        (moved.get() > 0).then(|| locale.get().fill(key::PLAN_MOVED, &[("count", &moved.get().to_string())]))
    };
    let settled = settled();
    view! {
        <section class="leaf" class:settled=move || settled.get() id=leaf.id() tabindex="-1" hidden=move || !shown() aria-labelledby=format!("{}-title", leaf.id())>
            <header class="leaf-head">
                <h4 id=format!("{}-title", leaf.id())>{named(format!("model.leaf.{}", leaf.id()), "")}</h4>
                <span class="leaf-moved">{moved_text}</span>
            </header>
            <p class="leaf-about">{named(format!("model.leaf-about.{}", leaf.id()), "")}</p>
            <ul class="cards"><Cards parameters=parameters/></ul>
        </section>
    }
}

/// A folded panel: the parameters of a role, by dimension. A search opens it.
#[component]
fn Panel(
    /// Id for links.
    id: &'static str,
    /// Whose parameters it holds.
    role: Role,
    /// Title.
    title: Key,
    /// What they are.
    about: Key,
) -> impl IntoView {
    let search = use_context::<Search>();
    let unfolded = RwSignal::new(false);
    let searching = move || search.is_some_and(|search| search.0.with(|wanted| !wanted.is_empty()));
    // Cards are made when first asked for, and then kept, so that nothing typed is lost by folding.
    let made =
        Memo::new(move |made: Option<&bool>| made.copied().unwrap_or(false) || unfolded.get() || searching());
    let groups = [
        Dimension::Horizon,
        Dimension::Technology,
        Dimension::Economy,
        Dimension::Society,
        Dimension::Environment,
    ];
    let of = move |dimension: Dimension| -> Vec<(usize, &'static Parameter)> {
        registry()
            .enumerate()
            .filter(|(_, parameter)| parameter.role == role && parameter.dimension == dimension)
            .collect()
    };
    let count = registry().filter(|parameter| parameter.role == role).count();
    let content = move || {
        made.get().then(|| {
            groups
                .map(|dimension| {
                    let parameters = of(dimension);
                    (!parameters.is_empty()).then(|| {
                        let of_section = move |parameter: &Parameter| {
                            parameter.role == role && parameter.dimension == dimension
                        };
                        let shown = move || {
                            search
                                .is_none_or(|search| search.0.with(|wanted| any_answers(wanted, of_section)))
                        };
                        let settled = settled();
                        view! {
                            <section
                                class="lever-dimension"
                                class:settled=move || settled.get()
                                data-tone=dimension.id()
                                hidden=move || !shown()
                            >
                                <h4 class="dimension-title">
                                    {named(format!("model.dimension.{}", dimension.id()), "")}
                                </h4>
                                <ul class="cards"><Cards parameters=parameters/></ul>
                            </section>
                        }
                    })
                })
                .collect_view()
        })
    };
    view! {
        <details class="panel" id=id prop:open=move || searching() || unfolded.get() on:toggle=move |event| {
            let open = is_open(&event);
            if !untrack(searching) && unfolded.get_untracked() != open {
                unfolded.set(open);
            }
        }>
            <summary>
                <h3>{t(title)}</h3>
                <span class="aside">{count.to_string()}</span>
            </summary>
            <p class="leaf-about">{t(about)}</p>
            {content}
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::locale::keys_of;

    #[test]
    fn search_finds_by_words_in_any_order_and_by_id() {
        let find = |wanted: &str| registry().filter(|p| answers(p, wanted)).count();
        assert_eq!(find(""), registry().count());
        assert_eq!(find("no-such-thing-at-all"), 0);
        for wanted in ["绿电", "绿色电力", "可再生", "盈利", "renewable", "green", "carbon-free", "profit"]
        {
            assert!(find(wanted) >= 1, "{wanted}");
        }
        for parameter in registry() {
            assert!(find(parameter.id) >= 1);
            for language in [Language::En, Language::Zh] {
                let label = language.find(&format!("parameters.{}.label", parameter.id)).unwrap_or_default();
                assert!(!label.is_empty() && find(label) >= 1, "{}", parameter.id);
            }
        }
    }

    #[test]
    fn words_to_search_by_belong_to_an_input() {
        let ids: Vec<&str> = keys_of("search.words.").collect();
        assert!(!ids.is_empty());
        for key in ids {
            assert!(registry().any(|p| key == format!("search.words.{}", p.id)), "{key}");
        }
    }

    #[test]
    fn every_input_stands_somewhere() {
        for parameter in registry() {
            let placed = match parameter.role {
                Role::Lever(_) => Leaf::ALL.contains(&parameter.leaf),
                Role::Assumption | Role::Context => true,
            };
            assert!(placed, "{}", parameter.id);
        }
    }
}
