//! How many tests ran, read from the output of cargo's and of Node's test runner.

use crate::console::{Outcome, Problem};

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: u32,
    pub(crate) ignored: u32,
    reads: bool,
}

impl Count {
    /// Reads one line of a test runner.
    pub(crate) fn read(&mut self, line: &str) {
        self.reads = true;
        let line = line.trim();
        if let Some(result) = line.strip_prefix("test result: ") {
            // test result: ok. 12 passed; 0 failed; 1 ignored; …
            let parts = result.split_once(". ").map_or(result, |(_, counts)| counts);
            for part in parts.split(';') {
                match part.trim().split_once(' ') {
                    Some((number, "passed")) => self.passed += number.parse().unwrap_or(0),
                    Some((number, "ignored")) => self.ignored += number.parse().unwrap_or(0),
                    _ => {}
                }
            }
        } else if let Some(result) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) {
            // # pass 12
            match result.split_once(' ') {
                Some(("pass", number)) => self.passed += number.parse().unwrap_or(0),
                Some(("skipped", number)) => self.ignored += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }

    /// A test step in which nothing ran has tested nothing.
    pub(crate) fn at_least_one(&self) -> Outcome {
        if self.passed > 0 { Ok(()) } else { Err(Problem::new("no test ran")) }
    }

    /// The count in words, after `before`; nothing for a step that runs no tests.
    pub(crate) fn told(&self, before: &str) -> String {
        if !self.reads {
            return String::new();
        }
        let tests = if self.passed == 1 { "test" } else { "tests" };
        let ignored = if self.ignored == 0 { String::new() } else { format!(", {} ignored", self.ignored) };
        format!("{before}{} {tests}{ignored}", self.passed)
    }
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn counts_add_up_over_runners() {
        let mut count = Count::default();
        for line in [
            "running 2 tests",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 filtered out",
            "# tests 5",
            "# pass 4",
            "ℹ pass 2",
            "# skipped 1",
            "# Subtest: pass 99",
        ] {
            count.read(line);
        }
        assert_eq!((count.passed, count.ignored), (21, 2));
        assert!(count.at_least_one().is_ok());
        assert!(Count::default().at_least_one().is_err());
    }
}
