//! The model against other libraries: `tests/vectors` names each with its version and tolerance.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by panicking")]

mod closed_form;
mod dual;
mod finance;
mod privacy;
mod request;
mod vectors;
