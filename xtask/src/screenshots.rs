//! `cargo xtask screenshots`: every page in both languages and themes, on a desk and in a hand.

use crate::console::{self, Outcome};
use crate::{place, process, setup, unknown_argument, web};

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let folder = match arguments {
        [] => "screenshots",
        [folder] if !folder.starts_with('-') => folder,
        [.., last] => return Err(unknown_argument("screenshots", last)),
    };
    let (tools, browser) = setup::web_and_browser()?;
    web::build(&tools)?;
    console::heading("Screenshots");
    let mut node = tools.command("node");
    node.arg("xtask/node/screenshots.mjs").arg(place::root().join(folder));
    process::run(node.env("PERENNIAL_CHROMIUM", &browser.chromium))
}
