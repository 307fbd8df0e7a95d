//! What a step changed, in few words. Pure.

use crate::app::locale::{Language, key};
use crate::model::parameters;
use crate::scenario::history::Change;

/// The name of a parameter.
fn parameter(index: usize, language: Language) -> String {
    let id = parameters::registry().nth(index).map_or("", |parameter| parameter.id);
    language.find(&format!("parameters.{id}.label")).unwrap_or(id).to_owned()
}

/// What changed: the one thing by its name, or the first and how many more.
pub(super) fn what(change: &Change, language: Language) -> String {
    let input = change.inputs.first().map(|index| parameter(*index, language));
    let cost = || {
        let index = change.programme_costs.first()?;
        Some(language.fill(key::LIBRARY_HISTORY_COST, &[("name", &parameter(*index, language))]))
    };
    let target = || {
        let id = change.targets.first()?.id();
        let name = language.find(&format!("outputs.{id}.label")).unwrap_or(id);
        Some(language.fill(key::LIBRARY_HISTORY_TARGET, &[("name", name)]))
    };
    let name = input.or_else(cost).or_else(target).unwrap_or_default();
    match change.len() {
        0 | 1 => name,
        count => {
            language.fill(key::LIBRARY_HISTORY_MORE, &[("name", &name), ("count", &(count - 1).to_string())])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::target::Target;
    use crate::scenario::{Scenario, Value};

    #[test]
    fn a_step_is_named() {
        let before = Scenario::default();
        let mut after = before.clone();
        after.set("pue-today", Value::Scalar(1.4));
        let one = Change::between(&before, &after);
        let index = parameters::index_of("pue-today").unwrap();
        assert_eq!(what(&one, Language::En), parameter(index, Language::En));
        after.set("horizon-years", Value::Scalar(4.0));
        after.set_target(Target::profitable(2029).unwrap());
        let more = what(&Change::between(&before, &after), Language::En);
        assert!(more.ends_with("and 2 more"), "{more}");
        let target = what(
            &Change::between(&after, &{
                let mut without = after.clone();
                without.remove_target(Target::profitable(2029).unwrap().measure);
                without
            }),
            Language::Zh,
        );
        assert!(target.starts_with("目标"), "{target}");
    }
}
