//! What a machine must have before anything is installed: git, a C compiler, Rust, Node with npm, Python.

use crate::console::{Outcome, Problem};
use crate::{place, process};
use std::path::PathBuf;

/// The oldest versions that will do.
const NODE: (u32, u32) = (20, 0);
const PYTHON: (u32, u32) = (3, 11);
const RUST: (u32, u32) = (1, 88);

/// Git, a C compiler, Rust, Node and npm: what every command needs.
pub(crate) fn check() -> Outcome {
    git()?;
    c_compiler()?;
    rust()?;
    node()
}

fn git() -> Outcome {
    found(&["git"], "git", "install git, for instance `apt-get install git` / 请安装 git").map(drop)
}

fn c_compiler() -> Outcome {
    if std::env::var_os("CC").is_some() {
        return Ok(());
    }
    let remedy = "install one, for instance `apt-get install build-essential` or `xcode-select --install`\n\
                  请安装 C 编译器（gcc 或 clang）";
    found(&["cc", "gcc", "clang", "cl"], "a C compiler", remedy).map(drop)
}

fn rust() -> Outcome {
    let version = process::read(process::command("rustc").arg("--version"))?;
    at_least(&version, RUST, "Rust", "`rustup update stable` / 请用 rustup 更新 Rust")
}

fn node() -> Outcome {
    let remedy = "install Node.js 20 or later with npm, from your system's packages or a version manager\n\
                  请安装 Node.js 20 或更新版本（含 npm）";
    let node = found(&["node"], "Node.js", remedy)?;
    at_least(&process::read(process::command(node).arg("--version"))?, NODE, "Node.js", remedy)?;
    if cfg!(windows) { Ok(()) } else { found(&["npm"], "npm", remedy).map(drop) }
}

/// A Python of the right age that can make virtual environments.
pub(crate) fn python() -> Outcome<PathBuf> {
    let remedy = "install Python 3.11 or later with venv, for instance `apt-get install python3 python3-venv`\n\
                  请安装 Python 3.11 或更新版本（含 venv）";
    let mut reason = Problem::new("Python 3.11 or later is missing").remedy(remedy);
    for name in ["python3.11", "python3", "python"] {
        let Some(path) = place::on_path(&[name]) else { continue };
        // A name may be there and still not run (version managers leave such stubs).
        let Ok(version) = process::read(process::command(&path).arg("--version")) else { continue };
        if let Err(problem) = at_least(&version, PYTHON, "Python", remedy) {
            reason = problem;
            continue;
        }
        match process::read(process::command(&path).args(["-c", "import venv, ensurepip"])) {
            Ok(_) => return Ok(path),
            Err(_) => reason = Problem::new(format!("{version} has no venv")).remedy(remedy),
        }
    }
    Err(reason)
}

fn found(names: &[&str], what: &str, remedy: &str) -> Outcome<PathBuf> {
    place::on_path(names).ok_or_else(|| Problem::new(format!("{what} is missing")).remedy(remedy))
}

fn at_least(said: &str, least: (u32, u32), what: &str, remedy: &str) -> Outcome {
    match version(said) {
        Some(version) if version >= least => Ok(()),
        Some(_) => {
            let (major, minor) = least;
            Err(Problem::new(format!("{what} is too old ({said}); {major}.{minor} or later is needed"))
                .remedy(remedy))
        }
        None => Err(Problem::new(format!("{what} says its version is `{said}`")).remedy(remedy)),
    }
}

/// The first `major.minor` in what a program says of itself.
pub(crate) fn version(said: &str) -> Option<(u32, u32)> {
    let start = said.find(|c: char| c.is_ascii_digit())?;
    let mut parts = said[start..].split(|c: char| !c.is_ascii_digit());
    Some((parts.next()?.parse().ok()?, parts.next().and_then(|minor| minor.parse().ok()).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn versions_are_found_in_what_programs_say() {
        assert_eq!(version("v20.20.2"), Some((20, 20)));
        assert_eq!(version("rustc 1.95.0 (59807616e 2026-04-14)"), Some((1, 95)));
        assert_eq!(version("Chromium 156.0.8078.79 built on Debian"), Some((156, 0)));
        assert_eq!(version("none"), None);
    }
}
