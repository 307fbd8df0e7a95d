//! What a company is and how it goes on: numbers in, numbers out. Pure: no browser, no clock, no
//! randomness, no input or output.

pub mod adjoint;
pub mod article;
pub mod closed_form;
pub mod dual;
pub mod economy;
pub mod environment;
pub mod equations;
pub mod facts;
pub mod finance;
pub mod fleet;
pub mod lanes;
pub mod number;
pub mod numeric;
pub mod output;
pub mod parameter;
pub mod parameters;
pub mod privacy;
pub mod quantity;
pub mod request;
pub mod root;
pub mod scaling;
pub mod serving;
pub mod simulate;
pub mod society;
pub mod technology;
pub mod trace;
pub mod training;
pub mod validation;

pub use number::Number;
pub use parameter::{Parameter, Path};
pub use parameters::Inputs;

/// Version of the model that links are read against. 0 until the first release freezes version 1.
pub const MODEL_VERSION: u32 = 0;
