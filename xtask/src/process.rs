//! Running other programs, in a clean environment.

use crate::console::{self, Outcome, Problem};
use crate::place;
use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

/// A program to run from the root of the repository.
///
/// Flags for the compiler in the environment are left out: they would silently replace those of
/// `.cargo/config.toml` and with them SIMD. So is what cargo told this program about itself, which
/// would make build scripts run again.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(place::root());
    for (key, _) in std::env::vars_os() {
        let own = key.to_str().is_some_and(|key| {
            key == "RUSTFLAGS"
                || key == "CARGO_ENCODED_RUSTFLAGS"
                || key == "CARGO_MANIFEST_DIR"
                || key == "CARGO_MANIFEST_PATH"
                || key.starts_with("CARGO_PKG_")
        });
        if own {
            command.env_remove(key);
        }
    }
    command
}

/// The cargo that runs this program.
pub(crate) fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end, its output on the terminal.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(Problem::io(shown(command)))?;
    if status.success() { Ok(()) } else { Err(Problem::new(format!("{} failed ({status})", shown(command)))) }
}

/// Runs to the end and gives what it wrote to standard output, without white space around it.
pub(crate) fn read(command: &mut Command) -> Outcome<String> {
    let output = command.stdin(Stdio::null()).output().map_err(Problem::io(shown(command)))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(Problem::new(format!("{} failed ({}): {}", shown(command), output.status, said.trim())))
    }
}

/// Runs to the end with its output on the terminal, and shows every line of standard output to `reader` too.
pub(crate) fn run_reading(command: &mut Command, mut reader: impl FnMut(&str)) -> Outcome {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(Problem::io(shown(command)))?;
    if let Some(output) = child.stdout.take() {
        let mut lines = BufReader::new(output);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line).map_err(Problem::io(shown(command)))? > 0 {
            let mut terminal = std::io::stdout().lock();
            terminal.write_all(&line).and_then(|()| terminal.flush()).map_err(Problem::io("the terminal"))?;
            reader(&without_colours(&String::from_utf8_lossy(&line)));
            line.clear();
        }
    }
    let status = child.wait().map_err(Problem::io(shown(command)))?;
    if status.success() { Ok(()) } else { Err(Problem::new(format!("{} failed ({status})", shown(command)))) }
}

/// Runs to the end with its output in a file, which is named if it fails.
pub(crate) fn run_logged(command: &mut Command, log: &Path) -> Outcome {
    if let Some(folder) = log.parent() {
        std::fs::create_dir_all(folder).map_err(Problem::io(folder.display()))?;
    }
    let file = std::fs::File::create(log).map_err(Problem::io(log.display()))?;
    let errors = file.try_clone().map_err(Problem::io(log.display()))?;
    let status = command
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(errors)
        .status()
        .map_err(Problem::io(shown(command)))?;
    if status.success() {
        return Ok(());
    }
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    for line in &lines[lines.len().saturating_sub(20)..] {
        console::say(format_args!("| {line}"));
    }
    Err(Problem::new(format!("{} failed ({status}); all it said is in {}", shown(command), log.display())))
}

/// The command as one would type it, without its folders.
fn shown(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default();
    std::iter::once(name).chain(command.get_args()).map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// A line without terminal colours, for reading.
fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find("\x1b[") {
        plain.push_str(&rest[..start]);
        let code = &rest[start + 2..];
        rest = code.find(|c: char| c.is_ascii_alphabetic()).map_or("", |end| &code[end + 1..]);
    }
    plain.push_str(rest);
    plain.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::without_colours;

    #[test]
    fn colours_are_taken_out() {
        assert_eq!(
            without_colours("test result: \x1b[32mok\x1b[0m. 3 passed\n"),
            "test result: ok. 3 passed"
        );
        assert_eq!(without_colours("plain"), "plain");
    }
}
