//! Turns the sourced tables of `src/model/facts` and the texts of `locales` into static Rust, so that the
//! page parses nothing at start.

#[path = "build/facts.rs"]
mod facts;
#[path = "build/locales.rs"]
mod locales;

use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    std::fs::write(out.join("facts.rs"), facts::generate(&root.join("src/model/facts"))?)?;
    std::fs::write(out.join("validation.rs"), facts::published(&root)?)?;
    if std::env::var_os("CARGO_FEATURE_APP").is_some() {
        std::fs::write(out.join("locales.rs"), locales::generate(&root.join("locales"))?)?;
    }
    if std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        // What the splitter needs to move functions and texts into files of their own.
        println!("cargo:rustc-link-arg-bin=app=--emit-relocs");
    }
    let vectors = facts::PEER_VECTORS;
    for watched in ["build.rs", "build", "src/model/facts", "locales"].iter().chain(&vectors) {
        println!("cargo:rerun-if-changed={watched}");
    }
    Ok(())
}
