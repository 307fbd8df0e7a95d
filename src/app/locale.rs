//! The two languages of the page. Texts live in `locales/<language>/*.toml`; the build script makes a
//! table of them, so that a missing or misspelt key does not compile.

use leptos::prelude::*;

/// A language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// English.
    En,
    /// Chinese, simplified.
    Zh,
}

/// Position of a text in the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key(usize);

mod texts {
    include!(concat!(env!("OUT_DIR"), "/locales.rs"));
}

pub(crate) use texts::key;

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

    const fn table(self) -> &'static [&'static str] {
        match self {
            Language::En => texts::EN,
            Language::Zh => texts::ZH,
        }
    }

    /// A text of the page.
    pub(crate) fn text(self, key: Key) -> &'static str {
        self.table().get(key.0).copied().unwrap_or_default()
    }

    /// A text whose key is made at run time, such as `parameters.pue.label`; none if there is none.
    pub(crate) fn find(self, key: &str) -> Option<&'static str> {
        let index = texts::KEYS.binary_search(&key).ok()?;
        self.table().get(index).copied().filter(|text| !text.is_empty())
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
pub(crate) struct Locale(RwSignal<Language>);

impl Locale {
    /// Makes a language available below the present component.
    pub(crate) fn provide(language: Language) -> Self {
        let locale = Self(RwSignal::new(language));
        provide_context(locale);
        locale
    }

    /// The language, tracked.
    pub(crate) fn get(self) -> Language {
        self.0.get()
    }

    /// The language, not tracked.
    pub(crate) fn get_untracked(self) -> Language {
        self.0.get_untracked()
    }

    /// Changes the language.
    pub(crate) fn set(self, language: Language) {
        self.0.set(language);
    }
}

/// The page's language; English outside the page.
pub(crate) fn use_locale() -> Locale {
    use_context::<Locale>().unwrap_or_else(|| Locale::provide(Language::En))
}

/// A text of the page that follows the language.
pub(crate) fn t(key: Key) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let locale = use_locale();
    move || locale.get().text(key)
}

/// A text found at run time that follows the language; the fallback where there is none.
pub(crate) fn named(
    key: String,
    fallback: &'static str,
) -> impl Fn() -> &'static str + Clone + Send + Sync + 'static {
    let locale = use_locale();
    move || locale.get().find(&key).unwrap_or(fallback)
}

/// The keys that begin with some letters, sorted.
#[cfg(test)]
pub(crate) fn keys_of(prefix: &str) -> impl Iterator<Item = &'static str> {
    texts::KEYS.iter().copied().filter(move |key| key.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_tables_have_every_key_and_they_are_sorted() {
        assert_eq!(texts::EN.len(), texts::KEYS.len());
        assert_eq!(texts::ZH.len(), texts::KEYS.len());
        assert!(texts::KEYS.is_sorted());
        assert_eq!(Language::En.find("page.no-such-text"), None);
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
        for (index, key) in texts::KEYS.iter().enumerate() {
            assert_eq!(names(texts::EN[index]), names(texts::ZH[index]), "{key}");
        }
    }
}
