//! What is fetched when it is needed: pages other than the plan, texts. With the feature `split`, which the
//! published page has, the function of [`later!`] becomes a file of its own with all that only it uses;
//! in every other build it is a function like any other.

// The split points are declared as functions of another module, which they are once the page is split.
#![allow(unsafe_code)]

use leptos::prelude::*;

use super::locale::{key, t, use_locale};
use super::router;

/// A part of the page could not be fetched; asking again may help.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Missing;

#[cfg(feature = "split")]
impl From<leptos::wasm_split::SplitLoaderError> for Missing {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// Declares a function as part of a file that is fetched at its first call: `later! { file, fn name() -> T { … } }`
/// makes `async fn name() -> Result<T, Missing>`.
macro_rules! later {
    ($file:ident, $vis:vis fn $name:ident() -> $out:ty $body:block) => {
        #[cfg(feature = "split")]
        #[::leptos::wasm_split::wasm_split($file, wasm_split_path = ::leptos::wasm_split, fallible)]
        #[allow(unsafe_code, missing_docs, unused_braces)]
        $vis fn $name() -> Result<$out, $crate::app::later::Missing> {
            Ok($body)
        }

        #[cfg(not(feature = "split"))]
        #[allow(clippy::unused_async)]
        $vis async fn $name() -> Result<$out, $crate::app::later::Missing> {
            Ok($body)
        }
    };
}

pub(crate) use later;

/// Makes the view of a part.
pub(crate) type Make = fn() -> AnyView;

/// Shows a part once it is there with the texts that it needs; until then that it is coming, and if it
/// does not come, that, with a way to ask again.
pub(crate) fn awaited<F>(fetch: fn() -> F) -> AnyView
where
    F: Future<Output = Result<Make, Missing>> + 'static,
{
    awaited_in(fetch, false)
}

/// The same, with the texts of both languages if it is searched by the words of either.
pub(crate) fn awaited_in<F>(fetch: fn() -> F, both: bool) -> AnyView
where
    F: Future<Output = Result<Make, Missing>> + 'static,
{
    let locale = use_locale();
    let part = RwSignal::new(None::<Result<Make, Missing>>);
    let ask = move || {
        part.set(None);
        leptos::task::spawn_local(async move {
            let texts = locale.rest().await;
            if both {
                locale.both().await;
            }
            let made = fetch().await;
            // The reader may have gone on meanwhile.
            part.try_set(Some(texts.and(made)));
            router::arrived();
        });
    };
    ask();
    (move || match part.get() {
        Some(Ok(make)) => make(),
        Some(Err(Missing)) => view! {
            <section class="awaited" role="alert">
                <p>{t(key::LATER_FAILED)}</p>
                <button type="button" on:click=move |_| ask()>{t(key::LATER_AGAIN)}</button>
            </section>
        }
        .into_any(),
        None => view! { <Coming/> }.into_any(),
    })
    .into_any()
}

/// Says that a part is coming.
#[component]
pub(crate) fn Coming() -> impl IntoView {
    view! { <p class="awaited" role="status">{t(key::LATER_COMING)}</p> }
}

/// A part that is small and asked for by the reader: nothing is shown until it is there.
pub(crate) fn opened<F, A>(fetch: fn() -> F, argument: A) -> AnyView
where
    F: Future<Output = Result<fn(A) -> AnyView, Missing>> + 'static,
    A: Copy + Send + Sync + 'static,
{
    let made = RwSignal::new(None::<fn(A) -> AnyView>);
    leptos::task::spawn_local(async move {
        if let Ok(make) = fetch().await {
            made.try_set(Some(make));
        }
    });
    (move || made.get().map(|make| make(argument))).into_any()
}
