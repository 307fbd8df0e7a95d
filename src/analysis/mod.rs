//! Questions asked of the model, answered as data: no prose, no browser.

pub mod compare;
pub mod explain;
pub mod effects;
pub mod energy_flow;
pub mod finding;
pub mod inventory;
pub mod report;
pub mod statement;
pub mod workbook;
