//! Where things are: the repository, the user's cache, programs on the PATH.

use crate::console::{Outcome, Problem};
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The root of the repository, known from where this crate was compiled.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Cargo's target folder, which the environment may have moved.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |moved| root().join(moved))
}

/// The folder for what is installed once for all clones.
pub(crate) fn cache() -> Outcome<PathBuf> {
    let set = |key| env::var_os(key).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("PERENNIAL_CACHE")
        .map(|folder| root().join(folder))
        .or_else(|| set("XDG_CACHE_HOME").map(|folder| folder.join("perennial")))
        .or_else(|| set("HOME").map(|home| home.join(".cache").join("perennial")))
        .or_else(|| set("LOCALAPPDATA").map(|folder| folder.join("perennial")))
        .ok_or_else(|| {
            Problem::new("there is no folder for the tools")
                .remedy("set PERENNIAL_CACHE to one / 请设置 PERENNIAL_CACHE")
        })
}

/// A program on the PATH, under the first of its names that is there.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().find_map(|name| {
        folders.iter().map(|folder| folder.join(executable(name))).find(|candidate| candidate.is_file())
    })
}

/// A program's file name on this system.
pub(crate) fn executable(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}

/// The PATH with `folders` in front.
pub(crate) fn path_with(folders: &[PathBuf]) -> OsString {
    let old = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&old));
    env::join_paths(all).unwrap_or(old)
}

/// A short name for a text: the same text, the same name, on every machine (FNV-1a).
pub(crate) fn fingerprint(text: &[u8]) -> String {
    let hash = text.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn fingerprints_are_those_of_fnv_1a() {
        assert_eq!(fingerprint(b""), "cbf29ce484222325");
        assert_eq!(fingerprint(b"a"), "af63dc4c8601ec8c");
    }
}
