//! Questions asked of the model, answered as data: no prose, no browser.

pub mod abatement_cost;
pub mod batch;
pub mod compare;
pub mod disclosure;
pub mod effects;
pub mod energy_flow;
pub mod explain;
pub mod finding;
pub mod gradient;
pub mod inventory;
pub mod low_discrepancy;
pub mod one_at_a_time;
pub mod pareto;
pub mod random;
pub mod remarks;
pub mod report;
pub mod robustness;
pub mod sensitivity;
pub mod statement;
pub mod words;
pub mod workbook;
