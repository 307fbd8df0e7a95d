//! The model against other libraries: `tests/vectors` names each with its version and tolerance.

mod closed_form;
mod finance;
mod privacy;
mod vectors;
