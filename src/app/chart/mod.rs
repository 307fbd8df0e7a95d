//! Charts: pure functions from data to options (`data`, `lines`, `palette`), and the one binding that draws
//! them (`host`, `view`).

pub(crate) mod data;
mod export;
pub(crate) mod flow;
mod host;
mod lines;
mod over;
pub(crate) mod palette;
mod pen;
mod table;
mod view;

pub(crate) use export::{Words, save_bytes, save_flow, save_text, still};
pub(crate) use host::{is_ready, listen_for_bundle};
pub(crate) use view::ChartView;
