//! Packages of Node and Python, as their lock files say.

use crate::console::{self, Outcome, Problem};
use crate::{place, prerequisites, process};
use std::fs;
use std::path::PathBuf;

/// Installs the npm packages into `node_modules`, unless they are those of the lock file already.
///
/// Install scripts are not run: no package needs one.
pub(crate) fn npm() -> Outcome {
    let root = place::root();
    let lock = fs::read(root.join("package-lock.json")).map_err(Problem::io("package-lock.json"))?;
    let stamp = root.join("node_modules").join(".perennial-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    console::timed("Installing the npm packages into node_modules", "under a minute", || {
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        let options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        process::run(process::command(npm).args(options)).map_err(|problem| {
            problem.remedy("look to the network and npm's registry setting, then repeat")
        })?;
        fs::write(&stamp, lock).map_err(Problem::io(stamp.display()))
    })
}

/// The Python of a virtual environment with the packages of `tests/reference/requirements.txt`.
pub(crate) fn python() -> Outcome<PathBuf> {
    let path = "tests/reference/requirements.txt";
    let requirements = fs::read(place::root().join(path)).map_err(Problem::io(path))?;
    let base = prerequisites::python()?;
    let version = process::read(process::command(&base).arg("--version"))?;
    let key = place::fingerprint(&[&requirements, version.as_bytes()].concat());
    let environment = place::cache()?.join("python").join(key);
    let bin = if cfg!(windows) { "Scripts" } else { "bin" };
    let python = environment.join(bin).join(place::executable("python"));
    let stamp = environment.join(".perennial-complete");
    if stamp.is_file() {
        return Ok(python);
    }
    console::timed("Making a Python environment for the reference tests", "under a minute", || {
        process::run(process::command(&base).args(["-m", "venv", "--clear"]).arg(&environment))?;
        let options = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", path];
        process::run(process::command(&python).args(options))
            .map_err(|problem| problem.remedy("look to the network and pip's index setting, then repeat"))?;
        fs::write(&stamp, version).map_err(Problem::io(stamp.display()))
    })?;
    Ok(python)
}
