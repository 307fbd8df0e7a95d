//! Whether an element is in view, or nearly: what costs is done for what is seen.

use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far outside the view an element counts as nearly seen, so that it is there when it comes.
const MARGIN: &str = "300px 0px";

/// What watches an element; dropping it would leave the browser with a callback that is gone.
struct Watch {
    observer: IntersectionObserver,
    _callback: Closure<dyn FnMut(js_sys::Array)>,
}

/// An observer that tells a signal whether what it observes is in view.
fn watch(seen: RwSignal<bool>, margin: &str) -> Result<Watch, JsValue> {
    let callback = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let last = entries.iter().last().and_then(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok());
        if let Some(entry) = last {
            seen.try_set(entry.is_intersecting());
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(margin);
    let observer = IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &options)?;
    Ok(Watch { observer, _callback: callback })
}

/// Whether an element is in view, or nearly.
pub(crate) fn is_seen<E>(node: NodeRef<E>) -> Signal<bool>
where
    E: ElementType,
    E::Output: JsCast + AsRef<web_sys::Element> + Clone + 'static,
{
    within(node, MARGIN)
}

/// Whether an element is in view.
pub(crate) fn is_in_view<E>(node: NodeRef<E>) -> Signal<bool>
where
    E: ElementType,
    E::Output: JsCast + AsRef<web_sys::Element> + Clone + 'static,
{
    within(node, "0px")
}

/// Whether an element is in view, or as near to it as a margin says.
fn within<E>(node: NodeRef<E>, margin: &'static str) -> Signal<bool>
where
    E: ElementType,
    E::Output: JsCast + AsRef<web_sys::Element> + Clone + 'static,
{
    let seen = RwSignal::new(false);
    let kept = StoredValue::new_local(None::<Watch>);
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        match watch(seen, margin) {
            Ok(watch) => {
                watch.observer.observe(element.as_ref());
                kept.set_value(Some(watch));
            }
            // Who cannot tell sees everything.
            Err(_) => seen.set(true),
        }
    });
    on_cleanup(move || {
        if let Some(watch) = kept.try_update_value(Option::take).flatten() {
            watch.observer.disconnect();
        }
    });
    seen.into()
}

/// A value that is computed while it is seen, and stands still while it is not.
pub(crate) fn while_seen<T: Clone + Send + Sync + 'static>(
    seen: Signal<bool>,
    compute: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    Memo::new_with_compare(
        move |before: Option<&T>| match before {
            Some(before) if !seen.get() => before.clone(),
            _ => {
                seen.track();
                compute()
            }
        },
        |_, _| true,
    )
}
