//! A Chromium with its driver: found, or installed with the system's package manager.

use crate::console::{self, Outcome, Problem};
use crate::{place, prerequisites, process};
use std::path::PathBuf;

/// A browser and the program that drives it, of the same version.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

const BROWSERS: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const DRIVERS: [&str; 2] = ["chromedriver", "chromium.chromedriver"];

/// Where macOS keeps it.
const APPLICATION: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// Package managers, and what to tell them.
const MANAGERS: [(&str, &[&[&str]]); 5] = [
    ("apt-get", &[&["update", "-q"], &["install", "-y", "-q", "chromium", "chromium-driver"]]),
    ("dnf", &[&["install", "-y", "chromium", "chromedriver"]]),
    ("pacman", &[&["-S", "--noconfirm", "chromium"]]),
    ("zypper", &[&["--non-interactive", "install", "chromium", "chromedriver"]]),
    ("apk", &[&["add", "chromium", "chromium-chromedriver"]]),
];

const REMEDY: &str = "install Chromium with chromedriver (Debian: `apt-get install chromium chromium-driver`; \
                      macOS: `brew install --cask google-chrome chromedriver`),\n\
                      or set PERENNIAL_CHROMIUM and CHROMEDRIVER to those you have\n\
                      请安装 Chromium 与 chromedriver，或设置 PERENNIAL_CHROMIUM 与 CHROMEDRIVER";

/// Finds the browser, after installing it if it is missing and the system lets us.
pub(crate) fn find_or_install() -> Outcome<Browser> {
    match find() {
        Some(browser) => checked(browser),
        None => {
            install()?;
            find().ok_or_else(missing).and_then(checked)
        }
    }
}

fn missing() -> Problem {
    Problem::new("Chromium with its driver is missing").remedy(REMEDY)
}

fn find() -> Option<Browser> {
    let set = |key| std::env::var_os(key).map(PathBuf::from).filter(|path| path.is_file());
    let application = || Some(PathBuf::from(APPLICATION)).filter(|path| path.is_file());
    let chromium = set("PERENNIAL_CHROMIUM")
        .or_else(|| set("CHROME"))
        .or_else(|| place::on_path(&BROWSERS))
        .or_else(application)?;
    let driver = set("CHROMEDRIVER").or_else(|| place::on_path(&DRIVERS))?;
    Some(Browser { chromium, driver })
}

/// A driver only drives the browser of its own version.
fn checked(browser: Browser) -> Outcome<Browser> {
    let major = |program: &PathBuf| -> Outcome<Option<u32>> {
        let said = process::read(process::command(program).arg("--version"))?;
        Ok(prerequisites::version(&said).map(|(major, _)| major))
    };
    let (chromium, driver) = (major(&browser.chromium)?, major(&browser.driver)?);
    if chromium == driver {
        return Ok(browser);
    }
    let name =
        |version: Option<u32>| version.map_or("an unknown version".to_owned(), |major| major.to_string());
    Err(Problem::new(format!("Chromium is {}, but its driver {}", name(chromium), name(driver)))
        .remedy(REMEDY))
}

fn install() -> Outcome {
    let (manager, steps) = MANAGERS
        .iter()
        .find_map(|(name, steps)| place::on_path(&[name]).map(|path| (path, *steps)))
        .ok_or_else(missing)?;
    let root = process::read(process::command("id").arg("-u")).is_ok_and(|id| id == "0");
    let sudo = !root && process::read(process::command("sudo").args(["-n", "true"])).is_ok();
    if !root && !sudo {
        return Err(missing());
    }
    let log = place::cache()?.join("logs").join("chromium.log");
    console::timed(
        "Installing Chromium and its driver with the system's package manager",
        "1 to 3 minutes",
        || {
            let mut result = Ok(());
            // Only the last step must succeed: lists that cannot be renewed may do as they are.
            for step in steps {
                let mut command = if sudo { process::command("sudo") } else { process::command(&manager) };
                if sudo {
                    command.arg("-n").arg(&manager);
                }
                command.args(*step).env("DEBIAN_FRONTEND", "noninteractive");
                result = process::run_logged(&mut command, &log);
            }
            result.map_err(|problem| problem.remedy(REMEDY))
        },
    )
}
