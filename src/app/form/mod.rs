//! Controls made from the registry: a card for each parameter, whatever it is called.

mod about;
mod card;
mod number;
mod programme;
pub(crate) mod pulls;
mod scale;
mod search;
mod sketch;

pub(crate) use about::About;
pub(crate) use card::{Card, is_open, option_name};
pub(crate) use number::{NumberControl, NumberField};
pub(crate) use scale::Scale;
pub(crate) use search::Search;
