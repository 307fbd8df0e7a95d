//! Charts: pure functions from data to options (`data`, `lines`, `palette`), and the one binding that draws
//! them (`host`, `view`).

pub(crate) mod data;
mod export;
mod host;
mod lines;
mod over;
pub(crate) mod palette;
mod table;
mod view;

pub(crate) use export::save_text;
pub(crate) use host::listen_for_bundle;
pub(crate) use view::ChartView;
