//! What must always hold (MODEL.md section 9), over the full hard ranges.
//!
//! A company is the default one with any of its inputs moved anywhere within their hard limits; a failing one
//! is shrunk to the moves that matter and printed as a link. The stream of companies is the same in every run;
//! `PROPTEST_CASES` sets how far it is followed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by panicking")]

mod support;

#[path = "properties/balances.rs"]
mod balances;
#[path = "properties/bounds.rs"]
mod bounds;
#[path = "properties/break_even.rs"]
mod break_even;
#[path = "properties/company.rs"]
mod company;
#[path = "properties/directions.rs"]
mod directions;
#[path = "properties/levers.rs"]
mod levers;
