//! What is said on the terminal, and the one kind of error: what went wrong, and what to do about it.

use std::fmt::Display;
use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

/// The end of a command or of a part of one.
pub(crate) type Outcome<T = ()> = Result<T, Problem>;

/// What went wrong, and its remedy where there is one.
#[derive(Debug)]
pub(crate) struct Problem {
    what: String,
    remedy: Option<String>,
}

impl Problem {
    pub(crate) fn new(what: impl Display) -> Self {
        Self { what: what.to_string(), remedy: None }
    }

    pub(crate) fn remedy(mut self, remedy: impl Display) -> Self {
        self.remedy = Some(remedy.to_string());
        self
    }

    /// An error of the operating system while doing `what`.
    pub(crate) fn io(what: impl Display) -> impl FnOnce(std::io::Error) -> Self {
        move |error| Self::new(format!("{what}: {error}"))
    }
}

/// Whether a person is watching (and colours and redrawn lines make sense).
pub(crate) fn is_terminal() -> bool {
    std::io::stdout().is_terminal()
}

fn bold(text: &str) -> String {
    if is_terminal() { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
}

pub(crate) fn problem(problem: &Problem) {
    eprintln!("\n{} {}", bold("error:"), problem.what);
    if let Some(remedy) = &problem.remedy {
        for line in remedy.lines() {
            eprintln!("  → {line}");
        }
    }
}

pub(crate) fn heading(text: &str) {
    println!("\n{}", bold(&format!("== {text}")));
}

pub(crate) fn say(text: impl Display) {
    println!("   {text}");
}

/// Does something that takes a while: says so before (with how long to expect) and after (how long it took).
pub(crate) fn timed<T>(what: &str, expected: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    say(format_args!("{what} ({expected}) …"));
    let start = Instant::now();
    let result = work()?;
    say(format_args!("{what}: done in {}", duration(start.elapsed())));
    Ok(result)
}

/// `850 ms`, `12.3 s`, `4 min 05 s`.
pub(crate) fn duration(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 1.0 {
        format!("{} ms", time.as_millis())
    } else if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{} min {:02} s", time.as_secs() / 60, time.as_secs() % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::duration;
    use std::time::Duration;

    #[test]
    fn durations_read_well() {
        assert_eq!(duration(Duration::from_millis(850)), "850 ms");
        assert_eq!(duration(Duration::from_millis(12_340)), "12.3 s");
        assert_eq!(duration(Duration::from_secs(245)), "4 min 05 s");
    }
}
