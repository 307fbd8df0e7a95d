//! What a company is and how it goes on: numbers in, numbers out. Pure: no browser, no clock, no
//! randomness, no input or output.

pub mod article;
pub mod facts;
pub mod number;
pub mod parameter;
pub mod parameters;

pub use number::Number;
pub use parameter::{Parameter, Path};
pub use parameters::Inputs;

/// Version of the model that links are read against. 0 until the first release freezes version 1.
pub const MODEL_VERSION: u32 = 0;
