//! How the terms of an equation are written: by name, or with their values.

use super::names;
use crate::analysis::explain::{Figure, Term, TermKind, Writer};
use crate::app::locale::Language;
use crate::model::trace::Function;

/// The name of a function that is shown by its name.
fn function(function: Function, language: Language) -> String {
    let name = language.find(&format!("evidence.function.{}", function.id()));
    name.unwrap_or(function.id()).to_owned()
}

/// Names in the reader's language, with times below them.
pub(super) struct Labels {
    pub(super) figure: Figure,
    pub(super) start_year: f64,
    pub(super) language: Language,
}

impl Writer for Labels {
    fn term(&self, _position: usize, term: &Term) -> String {
        names::term(term, self.language)
    }
    fn index(&self, _position: usize, term: &Term) -> Option<String> {
        names::below(term, self.figure, self.start_year, self.language)
    }
    fn range(&self, first: &Term, last: &Term) -> Option<String> {
        let time = |term: &Term| match term.kind {
            TermKind::Figure(figure) => Some(names::when(figure.when, self.start_year, self.language)),
            _ => None,
        };
        Some(format!("{} – {}", time(first)?, time(last)?))
    }
    fn function(&self, called: Function) -> String {
        function(called, self.language)
    }
}

/// Values, to four digits; shares as fractions, because that is what the equation multiplies.
pub(super) struct Numbers {
    pub(super) language: Language,
}

impl Writer for Numbers {
    fn term(&self, _position: usize, term: &Term) -> String {
        names::plain(term, self.language)
    }
    fn writes_values(&self) -> bool {
        true
    }
    fn function(&self, called: Function) -> String {
        function(called, self.language)
    }
}
