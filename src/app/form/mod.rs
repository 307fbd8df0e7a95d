//! Controls made from the registry: a card for each parameter, whatever it is called.

mod about;
mod card;
mod number;
mod scale;

pub(crate) use card::{Card, is_open};
pub(crate) use number::NumberControl;
pub(crate) use scale::Scale;
