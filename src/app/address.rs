//! The page's address: which page and view it names, which scenario, and what the article page is set to.
//! Pure; the browser's side is in [`router`](super::router).

use super::article_link::ArticleState;
use super::explain_link::EXPLAIN;
use super::locale::Language;
use super::report::Report;
use crate::scenario::{Scenario, link};

/// A page of the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Page {
    /// The article's linear model.
    Article,
    /// Scenarios side by side.
    Compare,
    /// Where every number comes from.
    Evidence,
    /// How to read and use the others.
    Guide,
    /// The plan of a company; what the bare address opens.
    #[default]
    Plan,
    /// The plan as a document.
    Report,
}

impl Page {
    /// Every page, in the order of the navigation.
    pub(crate) const ALL: [Page; 6] =
        [Page::Plan, Page::Compare, Page::Report, Page::Evidence, Page::Article, Page::Guide];

    /// The word in links.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Page::Article => "article",
            Page::Compare => "compare",
            Page::Evidence => "evidence",
            Page::Guide => "guide",
            Page::Plan => "plan",
            Page::Report => "report",
        }
    }

    /// The page with a word of [`id`](Page::id).
    pub(crate) fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.id() == id)
    }
}

/// Dark or light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    /// Dark ink on paper.
    Light,
    /// Light ink on a dark ground.
    Dark,
}

impl Theme {
    /// The word in links, storage and `data-theme`.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme with a word of [`id`](Theme::id).
    pub(crate) fn of_id(id: &str) -> Option<Self> {
        [Theme::Light, Theme::Dark].into_iter().find(|theme| theme.id() == id)
    }

    /// The other one.
    pub(crate) const fn other(self) -> Self {
        match self {
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Light,
        }
    }
}

/// Everything that an address says. What it does not say stands at its default.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Address {
    /// The page it opens.
    pub(crate) page: Page,
    /// The language it asks for.
    pub(crate) language: Option<Language>,
    /// The theme it asks for.
    pub(crate) theme: Option<Theme>,
    /// The company and its plan.
    pub(crate) scenario: Scenario,
    /// What the article page is set to.
    pub(crate) article: ArticleState,
    /// View settings that this page only passes on.
    pub(crate) view: link::Pairs,
    /// Keys of other versions, passed on.
    pub(crate) unknown: link::Pairs,
    /// Whether it stood in the fragment, which no host's log sees.
    pub(crate) in_fragment: bool,
    /// What could not be followed.
    pub(crate) reports: Vec<Report>,
}

impl Address {
    /// Reads query and fragment; the same keys mean the same in both. A fragment without `=` is a place on
    /// the page and says nothing here.
    pub(crate) fn read(search: &str, hash: &str) -> Self {
        let parsed = link::parse(&format!("{search}{hash}"));
        let mut address =
            Address { scenario: parsed.scenario, in_fragment: parsed.from_fragment, ..Address::default() };
        for (key, value) in parsed.view {
            let allowed = match key.as_str() {
                "page" => {
                    let page = Page::of_id(&value);
                    address.page = page.unwrap_or_default();
                    page.is_none().then_some("plan, compare, report, evidence, article, guide")
                }
                "lang" => {
                    address.language = Language::of_id(&value);
                    address.language.is_none().then_some("zh, en")
                }
                "theme" => {
                    address.theme = Theme::of_id(&value);
                    address.theme.is_none().then_some("light, dark")
                }
                _ => {
                    address.view.push((key, value));
                    continue;
                }
            };
            if let Some(allowed) = allowed {
                address.reports.push(Report::View { key, given: value, allowed });
            }
        }
        let (article, unknown, problems) = ArticleState::read(parsed.unknown);
        address.article = article;
        address.unknown = unknown;
        // The article's keys are unknown to scenarios alone; `tour=off` is for the guide and passed on.
        let articles = |key: &str| ArticleState::knows(key) || key == "tour";
        address.reports.extend(parsed.warnings.into_iter().filter_map(|warning| match &warning {
            link::Warning::UnknownKey { key, .. } if articles(key) => None,
            _ => Some(Report::Link(warning)),
        }));
        address.reports.extend(problems.into_iter().map(Report::Link));
        address
    }

    /// The query that reads back to this address, without its question mark; empty for the bare address.
    /// The article's settings stand in the article's address only.
    pub(crate) fn query(&self) -> String {
        let mut view = link::Pairs::new();
        let mut say = |key: &str, value: &str| view.push((key.to_owned(), value.to_owned()));
        if self.page != Page::default() {
            say("page", self.page.id());
        }
        if let Some(language) = self.language {
            say("lang", language.id());
        }
        if let Some(theme) = self.theme {
            say("theme", theme.id());
        }
        // What is explained is said where it is shown.
        let shown = |key: &str| key != EXPLAIN || self.page == Page::Evidence;
        view.extend(self.view.iter().filter(|(key, _)| shown(key)).cloned());
        let mut extra = if self.page == Page::Article { self.article.write() } else { link::Pairs::new() };
        extra.extend(self.unknown.iter().cloned());
        let query = link::write(&self.scenario, &view, &extra);
        // Without a scenario there is no version to name.
        let bare = format!("v={}", crate::model::MODEL_VERSION);
        match query.strip_prefix(&bare) {
            Some("") => String::new(),
            Some(rest) if link::differences(&self.scenario).is_empty() => {
                rest.strip_prefix('&').unwrap_or(rest).to_owned()
            }
            _ => query,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MODEL_VERSION;

    #[test]
    fn the_bare_address_is_the_plan_of_the_reference_lab() {
        let address = Address::read("", "");
        assert_eq!(address, Address::default());
        assert_eq!(address.page, Page::Plan);
        assert_eq!(address.query(), "");
        assert_eq!(Address::read("?v=0", "").query(), "");
    }

    #[test]
    fn the_article_has_its_own_keys() {
        let address = Address::read("?page=article&lang=zh&price=12&theme=dark&chart=money", "");
        assert_eq!(address.reports, []);
        assert_eq!((address.page, address.language), (Page::Article, Some(Language::Zh)));
        assert_eq!(address.article.inputs.price, 12.0);
        let query = address.query();
        assert_eq!(query, "page=article&chart=money&lang=zh&theme=dark&price=12");
        assert_eq!(Address::read(&query, ""), address);
    }

    #[test]
    fn what_is_explained_is_said_on_its_page_only() {
        let mut address = Address::read("?page=evidence&explain=revenue-usd~2031&lang=en", "");
        assert_eq!(address.reports, []);
        assert_eq!(address.query(), "page=evidence&explain=revenue-usd~2031&lang=en");
        address.page = Page::Plan;
        assert_eq!(address.query(), "lang=en");
    }

    #[test]
    fn the_fragment_says_the_same() {
        let address = Address::read("", "#horizon-years=12&lang=en");
        assert!(address.in_fragment);
        assert_eq!(address.query(), format!("v={MODEL_VERSION}&horizon-years=12&lang=en"));
        assert_eq!(Address::read("", "#energy-optimisation").query(), "");
    }

    #[test]
    fn what_cannot_be_followed_is_told_and_survived() {
        let address = Address::read("?page=nowhere&lang=xx&price=abc&wonder=1&horizon-years=900", "");
        assert_eq!(address.page, Page::Plan);
        assert_eq!(address.reports.len(), 5);
        assert_eq!(address.query(), format!("v={MODEL_VERSION}&horizon-years=30&wonder=1"));
    }
}
