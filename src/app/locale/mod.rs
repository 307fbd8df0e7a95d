//! The two languages of the page. Texts live in `locales/<language>/*.toml`; the build script makes
//! volumes of them, so that a missing or misspelt key does not compile.

use leptos::prelude::*;

mod volumes;

pub(crate) use volumes::{Missing, fetch_first, key};

/// A language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// English.
    En,
    /// Chinese, simplified.
    Zh,
}

/// Position of a text: its volume and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    volume: u16,
    place: u16,
}

impl Key {
    /// The key at a place of a volume, as the build script numbers them.
    pub(crate) const fn new(volume: u16, place: u16) -> Self {
        Self { volume, place }
    }
}

impl Language {
    /// The language of a BCP 47 tag; English where it is neither.
    pub(crate) fn of_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("zh") { Language::Zh } else { Language::En }
    }

    /// The word for it in links and storage.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Zh => "zh",
        }
    }

    /// The language with a word of [`id`](Language::id).
    pub(crate) fn of_id(id: &str) -> Option<Self> {
        [Language::En, Language::Zh].into_iter().find(|language| language.id() == id)
    }

    /// The other one.
    pub(crate) const fn other(self) -> Self {
        match self {
            Language::En => Language::Zh,
            Language::Zh => Language::En,
        }
    }

    /// A text of the page; empty until its volume has arrived.
    pub(crate) fn text(self, key: Key) -> &'static str {
        volumes::text(self, usize::from(key.volume), usize::from(key.place)).unwrap_or_default()
    }

    /// A text whose key is made at run time, such as `parameters.pue.label`; none if there is none.
    pub(crate) fn find(self, key: &str) -> Option<&'static str> {
        volumes::find(self, key).filter(|text| !text.is_empty())
    }

    /// A name inside a sentence: without its capital, where the language has them.
    pub(crate) fn inside(self, name: &str) -> String {
        let mut letters = name.chars();
        match (self, letters.next()) {
            (Language::En, Some(first)) => first.to_lowercase().chain(letters).collect(),
            _ => name.to_owned(),
        }
    }

    /// A text with its {placeholders} filled in.
    pub(crate) fn fill(self, key: Key, values: &[(&str, &str)]) -> String {
        fill(self.text(key), values)
    }
}

/// Replaces {name} by its value.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// The language of the page as every component finds it.
#[derive(Clone, Copy)]
pub(crate) struct Locale {
    language: RwSignal<Language>,
    /// The same, for the readers of one component. Thousands of words read the language, and who reads it again with
    /// every move of a slider first leaves the list of its readers, which takes as long as the list: so a component has
    /// a list of its own.
    near: Option<Memo<Language>>,
}

impl Locale {
    /// Makes a language available below the present component.
    pub(crate) fn provide(language: Language) -> Self {
        let locale = Self { language: RwSignal::new(language), near: None };
        provide_context(locale);
        locale
    }

    /// The page's; English outside the page.
    fn of_page() -> Self {
        use_context().unwrap_or_else(|| Self::provide(Language::En))
    }

    /// The same with readers of its own, for as long as the present component lives. Texts that have just come, too, are
    /// news to them.
    fn apart(self) -> Self {
        let Self { language, .. } = self;
        Self { language, near: Some(Memo::new_with_compare(move |_| language.get(), |_, _| true)) }
    }

    /// The language, tracked.
    pub(crate) fn get(self) -> Language {
        self.near.and_then(|near| near.try_get()).unwrap_or_else(|| self.language.get())
    }

    /// The language, not tracked.
    pub(crate) fn get_untracked(self) -> Language {
        self.language.get_untracked()
    }

    /// Changes the language as soon as its texts are there; they may have to be fetched.
    pub(crate) fn set(self, language: Language) {
        if volumes::has_first(language) {
            self.turn_to(language);
            return;
        }
        leptos::task::spawn_local(async move {
            // Without its texts (the network is gone), the page stays in the language it is in.
            if volumes::fetch_first(language).await.is_ok() {
                self.turn_to(language);
            }
        });
    }

    fn turn_to(self, language: Language) {
        if self.language.try_get_untracked().is_some_and(|present| present != language) {
            self.language.set(language);
        }
        self.fetch_rest();
    }

    /// Fetches what the first view does without; texts that are shown already are filled in.
    pub(crate) fn fetch_rest(self) {
        leptos::task::spawn_local(async move {
            // Asked for again by whatever needs it, so a failure here is told there.
            let _ = self.rest().await;
        });
    }

    /// Everything in both languages, for searches, which find by the words of either. Without the network,
    /// what is there.
    pub(crate) async fn both(self) {
        let Some(language) = self.language.try_get_untracked() else { return };
        for language in [language, language.other()] {
            // Asked for again by the next search.
            let _ = volumes::fetch_first(language).await;
            let _ = volumes::fetch_rest(language).await;
        }
    }

    /// Everything in the present language.
    ///
    /// # Errors
    /// If the texts cannot be fetched.
    pub(crate) async fn rest(self) -> Result<(), Missing> {
        let Some(language) = self.language.try_get_untracked() else { return Ok(()) };
        if volumes::fetch_rest(language).await? {
            self.language.try_update(|_| {});
        }
        Ok(())
    }
}

/// The page's language; English outside the page.
pub(crate) fn use_locale() -> Locale {
    Locale::of_page().apart()
}

/// A text of the page that follows the language.
pub(crate) fn t(key: Key) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let locale = Locale::of_page();
    move || locale.get().text(key)
}

/// A text found at run time that follows the language; the fallback where there is none.
pub(crate) fn named(
    key: String,
    fallback: &'static str,
) -> impl Fn() -> &'static str + Clone + Send + Sync + 'static {
    let locale = Locale::of_page();
    move || locale.get().find(&key).unwrap_or(fallback)
}

/// The keys that begin with some letters, sorted.
#[cfg(test)]
pub(crate) fn keys_of(prefix: &str) -> impl Iterator<Item = &'static str> {
    volumes::keys().filter(move |key| key.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_in_both_languages() {
        for key in volumes::keys() {
            assert!(volumes::find(Language::En, key).is_some(), "{key}");
            assert!(volumes::find(Language::Zh, key).is_some(), "{key}");
        }
        assert_eq!(Language::En.find("page.no-such-text"), None);
        assert_eq!(
            Language::En.text(key::SITE_NAME),
            Language::En.find("page.site.name").unwrap_or_default()
        );
    }

    #[test]
    fn placeholders_are_filled() {
        assert_eq!(fill("{a} of {b}", &[("a", "1"), ("b", "2")]), "1 of 2");
    }

    #[test]
    fn the_same_placeholders_in_both_languages() {
        let names = |text: &str| {
            let mut found: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|rest| rest.split_once('}').map(|(n, _)| n.to_owned()))
                .collect();
            found.sort();
            found.dedup();
            found
        };
        for key in volumes::keys() {
            let of = |language| names(volumes::find(language, key).unwrap_or_default());
            assert_eq!(of(Language::En), of(Language::Zh), "{key}");
        }
    }
}
