//! `cargo xtask build`: the page as it is published, in `dist/`.

use crate::console::{self, Outcome, Problem};
use crate::setup::{self, Web};
use crate::{place, process};
use std::path::PathBuf;
use std::time::Instant;

/// The most that the first load may transfer, compressed with brotli, in kB (1000 bytes).
const FIRST_LOAD_LIMIT_KB: u32 = 400;

pub(crate) fn run() -> Outcome {
    build(&setup::web()?)
}

/// Builds with trunk into `target/web-dist`, what is fetched later into `target/web-parts`, and from there into
/// `dist/`.
pub(crate) fn build(web: &Web) -> Outcome {
    console::heading("The page, as it is published");
    let start = Instant::now();
    let raw = place::target().join("web-dist");
    let parts = place::target().join("web-parts");
    let mut trunk = web.command_with("trunk", stand_in()?);
    trunk.args(["--log", "warn", "build", "--release=true", "--features", "split", "--dist"]).arg(&raw);
    trunk.env("PERENNIAL_WASM_BINDGEN", web.find("wasm-bindgen"));
    trunk.env("PERENNIAL_WASM_SPLIT", &web.wasm_split).env("PERENNIAL_PARTS", &parts);
    process::run(&mut trunk)?;
    console::say(format_args!("built ({})", console::duration(start.elapsed())));

    let finish = Instant::now();
    let dist = place::root().join("dist");
    let mut post_build = web.command("node");
    post_build
        .arg("xtask/node/post-build.mjs")
        .arg(&raw)
        .arg(&parts)
        .arg(&dist)
        .arg(FIRST_LOAD_LIMIT_KB.to_string());
    process::run(&mut post_build)?;
    console::say(format_args!(
        "made small, named, listed ({}); it is in dist/",
        console::duration(finish.elapsed())
    ));
    Ok(())
}

/// A folder with a `wasm-bindgen` that splits first: trunk knows no step between the linker and wasm-bindgen.
fn stand_in() -> Outcome<PathBuf> {
    let folder = place::target().join("stand-in");
    std::fs::create_dir_all(&folder).map_err(Problem::io(folder.display()))?;
    let script = place::root().join("xtask").join("node").join("wasm-bindgen.mjs");
    let (name, text) = if cfg!(windows) {
        ("wasm-bindgen.cmd", format!("@node \"{}\" %*\r\n", script.display()))
    } else {
        ("wasm-bindgen", format!("#!/bin/sh\nexec node '{}' \"$@\"\n", script.display()))
    };
    let path = folder.join(name);
    std::fs::write(&path, text).map_err(Problem::io(path.display()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(&path, mode).map_err(Problem::io(path.display()))?;
    }
    Ok(folder)
}
