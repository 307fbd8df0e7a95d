//! How the numbers are made, what is left out, and what they must not be used for.

use leptos::prelude::*;

use super::Part;
use super::figure::roles;
use super::prose::Prose;
use crate::app::format;
use crate::app::locale::{Key, key, named, t};
use crate::model::parameter::{Grade, Role};
use crate::model::parameters::registry;

/// The parts, for the table of contents.
pub(super) const PLACES: [(&str, Key); 6] = [
    ("month-by-month", key::GUIDE_METHOD_MONTHS),
    ("inputs", key::GUIDE_METHOD_INPUTS),
    ("age", key::GUIDE_METHOD_AGE),
    ("checks", key::GUIDE_METHOD_CHECKS),
    ("not-modelled", key::GUIDE_METHOD_NOT_MODELLED),
    ("not-for", key::GUIDE_METHOD_NOT_FOR),
];

/// The section.
#[component]
pub(super) fn Method() -> impl IntoView {
    view! {
        <Part place="month-by-month" title=key::GUIDE_METHOD_MONTHS><Prose text=key::GUIDE_TEXT_MONTHS/></Part>
        <Part place="inputs" title=key::GUIDE_METHOD_INPUTS>
            <Prose text=key::GUIDE_TEXT_INPUTS/>
            <Inputs/>
            <Prose text=key::GUIDE_TEXT_INPUTS_AFTER/>
        </Part>
        <Part place="age" title=key::GUIDE_METHOD_AGE><Prose text=key::GUIDE_TEXT_AGE/></Part>
        <Part place="checks" title=key::GUIDE_METHOD_CHECKS><Prose text=key::GUIDE_TEXT_CHECKS/></Part>
        <Part place="not-modelled" title=key::GUIDE_METHOD_NOT_MODELLED>
            <Prose text=key::GUIDE_TEXT_NOT_MODELLED/>
        </Part>
        <Part place="not-for" title=key::GUIDE_METHOD_NOT_FOR><Prose text=key::GUIDE_TEXT_NOT_FOR/></Part>
    }
}

/// A kind of role, whatever its caveat.
type Is = fn(Role) -> bool;

/// How many inputs there are, by who decides them and by how good their evidence is.
#[component]
fn Inputs() -> impl IntoView {
    let kinds: [(&str, Is); 3] = [
        ("lever", Role::is_lever),
        ("assumption", |role| matches!(role, Role::Assumption)),
        ("context", |role| matches!(role, Role::Context)),
    ];
    let by_role = kinds
        .map(|(id, is)| {
            let count = roles(is);
            row(named(format!("model.role.{id}"), ""), named(format!("model.role-about.{id}"), ""), count)
        })
        .collect_view();
    let by_grade = [Grade::Primary, Grade::Secondary, Grade::Derived, Grade::Assumption]
        .map(|grade| {
            let count = registry().filter(|parameter| parameter.grade == grade).count();
            let id = grade.id();
            row(named(format!("model.grade.{id}"), ""), named(format!("model.grade-about.{id}"), ""), count)
        })
        .collect_view();
    view! {
        <div class="guide-tables">
            <table class="data-table">
                <caption>{t(key::GUIDE_TABLE_ROLES)}</caption>
                <tbody>{by_role}</tbody>
            </table>
            <table class="data-table">
                <caption>{t(key::GUIDE_TABLE_GRADES)}</caption>
                <tbody>{by_grade}</tbody>
            </table>
        </div>
    }
}

/// A row: name, what it means, how many.
fn row<N, A>(name: N, about: A, count: usize) -> impl IntoView
where
    N: Fn() -> &'static str + Send + 'static,
    A: Fn() -> &'static str + Send + 'static,
{
    view! {
        <tr>
            <th scope="row">{name}<span class="row-unit">{about}</span></th>
            <td><data value=format::machine(Some(count as f64))>{count}</data></td>
        </tr>
    }
}
