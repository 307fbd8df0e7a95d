//! `cargo xtask build`: the page as it is published, in `dist/`.

use crate::console::{self, Outcome};
use crate::setup::{self, Web};
use crate::{place, process};
use std::time::Instant;

/// The most that the first load may transfer, compressed with brotli, in kB (1000 bytes).
const FIRST_LOAD_LIMIT_KB: u32 = 400;

pub(crate) fn run() -> Outcome {
    build(&setup::web()?)
}

/// Builds with trunk into `target/web-dist`, and from there into `dist/`.
pub(crate) fn build(web: &Web) -> Outcome {
    console::heading("The page, as it is published");
    let start = Instant::now();
    let raw = place::target().join("web-dist");
    process::run(
        web.command("trunk").args(["--log", "warn", "build", "--release=true", "--dist"]).arg(&raw),
    )?;
    console::say(format_args!("built ({})", console::duration(start.elapsed())));

    let finish = Instant::now();
    let dist = place::root().join("dist");
    let mut post_build = web.command("node");
    post_build.arg("xtask/node/post-build.mjs").arg(&raw).arg(&dist).arg(FIRST_LOAD_LIMIT_KB.to_string());
    process::run(&mut post_build)?;
    console::say(format_args!(
        "made small, named, listed ({}); it is in dist/",
        console::duration(finish.elapsed())
    ));
    Ok(())
}
