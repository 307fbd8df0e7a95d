//! Sources as readers see them: who, when, what, and where it can be read. An address is only followed by a
//! reader's click; the page itself asks no other host for anything.

use leptos::prelude::*;

use crate::model::facts::{SOURCES, SourceEntry};

/// A source by its key.
pub(crate) fn source(key: &str) -> Option<&'static SourceEntry> {
    SOURCES.iter().find(|entry| entry.key == key)
}

/// Where the parts of an identifier can be read: each as it is written, with its address if it says one.
pub(crate) fn addresses(identifier: &str) -> Vec<(&str, Option<String>)> {
    identifier
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| (part, address(part)))
        .collect()
}

fn address(part: &str) -> Option<String> {
    if part.starts_with("http") {
        return Some(part.to_owned());
    }
    if let Some(number) = part.strip_prefix("arXiv:") {
        return Some(format!("https://arxiv.org/abs/{number}"));
    }
    if let Some(number) = part.strip_prefix("doi:") {
        return Some(format!("https://doi.org/{number}"));
    }
    // `github owner/name@commit file`: the repository; what follows says where in it.
    if let Some(rest) = part.strip_prefix("github ") {
        let repository = rest.split([' ', '@']).next().filter(|name| name.contains('/'))?;
        return Some(format!("https://github.com/{repository}"));
    }
    let host = part.split('/').next().unwrap_or(part);
    let is_host = host.contains('.')
        && !part.contains(' ')
        && host
            .split('.')
            .all(|label| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
        && host
            .rsplit('.')
            .next()
            .is_some_and(|end| end.len() > 1 && end.chars().all(|c| c.is_ascii_alphabetic()));
    is_host.then(|| format!("https://{part}"))
}

/// A title without the brackets that mark it as a description; none where there is no title.
pub(crate) fn title(entry: &SourceEntry) -> Option<&'static str> {
    let title = entry.title.trim_start_matches('[').trim_end_matches(']');
    (!title.is_empty()).then_some(title)
}

/// Authors or publisher, year, title and address.
#[component]
pub(crate) fn Cited(
    /// The source.
    entry: &'static SourceEntry,
) -> impl IntoView {
    let addresses = addresses(entry.identifier)
        .into_iter()
        .map(|(text, address)| match address {
            Some(address) => {
                view! { " " <a href=address rel="noreferrer noopener" target="_blank">{text}</a> }.into_any()
            }
            None => view! { " " <span>{text}</span> }.into_any(),
        })
        .collect_view();
    let end = title(entry).filter(|title| !title.ends_with(['?', '.'])).map(|_| ".");
    let title = title(entry).map(|title| view! { " " <cite>{title}</cite> {end} });
    view! {
        <span class="source" lang="en">
            {format!("{} ({}).", entry.authors, entry.year)}
            {title}
            {addresses}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_lead_to_addresses() {
        for (identifier, address) in [
            ("arXiv:2104.10350", "https://arxiv.org/abs/2104.10350"),
            ("doi:10.1016/j.joule.2023.09.004", "https://doi.org/10.1016/j.joule.2023.09.004"),
            ("github simonw/llm-prices@723ef0b", "https://github.com/simonw/llm-prices"),
            ("epa.gov/egrid", "https://epa.gov/egrid"),
            ("amd.com", "https://amd.com"),
        ] {
            assert_eq!(addresses(identifier), [(identifier, Some(address.to_owned()))]);
        }
        for identifier in ["ISBN 978-92-64-04345-9", "Journal of Marketing Research 27", "kindapeak"] {
            assert_eq!(addresses(identifier), [(identifier, None)]);
        }
        assert_eq!(addresses("a.b; arXiv:1").len(), 2);
        assert_eq!(addresses(""), []);
    }

    #[test]
    fn every_source_has_a_publisher_a_year_and_something_to_find_it_by() {
        for entry in SOURCES {
            assert!(!entry.authors.is_empty() && !entry.year.is_empty(), "{}", entry.key);
            assert!(title(entry).is_some() || !addresses(entry.identifier).is_empty(), "{}", entry.key);
        }
        let addressed = SOURCES
            .iter()
            .filter(|entry| addresses(entry.identifier).iter().any(|(_, address)| address.is_some()));
        assert!(addressed.count() > 85);
    }
}
