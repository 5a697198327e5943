//! What a test runner counted, read from its own closing lines.

use std::fmt;

use anyhow::{Result, bail};

use crate::commands::counted;
use crate::process::Watched;

/// Numbers of tests.
#[derive(Debug, Default, PartialEq)]
pub struct Tally {
    ended_well: bool,
    passed: usize,
    failed: usize,
    skipped: usize,
    /// How a runner ended that failed.
    last_words: Vec<String>,
}

/// How many lines of a runner's output tell how it ended.
const LAST_WORDS: usize = 20;

impl Tally {
    fn new(watched: &Watched) -> Self {
        let end = |lines: &[String]| lines[lines.len().saturating_sub(LAST_WORDS)..].to_vec();
        Self {
            ended_well: watched.success,
            last_words: match watched.success {
                true => Vec::new(),
                false => [end(&watched.lines), end(&watched.errors)].concat(),
            },
            ..Self::default()
        }
    }

    /// From `test result: ok. 3 passed; 0 failed; 1 ignored; …`, once for each test binary.
    pub fn of_cargo(watched: &Watched) -> Self {
        let mut tally = Self::new(watched);
        for line in &watched.lines {
            let Some((_, counts)) = line.split_once("test result: ") else {
                continue;
            };
            for count in counts.split([';', '.']) {
                let mut words = count.split_whitespace();
                let (Some(number), Some(kind)) = (words.next(), words.next()) else {
                    continue;
                };
                tally.add(number, kind);
            }
        }
        tally
    }

    /// From `ℹ pass 3` and its like, as Node's `spec` reporter prints them.
    pub fn of_node(watched: &Watched) -> Self {
        let mut tally = Self::new(watched);
        for line in &watched.lines {
            let mut words = line.split_whitespace();
            if let (Some("ℹ"), Some(kind), Some(number)) =
                (words.next(), words.next(), words.next())
            {
                tally.add(number, kind);
            }
        }
        tally
    }

    fn add(&mut self, number: &str, kind: &str) {
        let Ok(number) = number.parse::<usize>() else {
            return;
        };
        match kind {
            "passed" | "pass" => self.passed += number,
            "failed" | "fail" | "cancelled" => self.failed += number,
            "ignored" | "skipped" | "todo" => self.skipped += number,
            _ => {}
        }
    }

    /// Lets through only what ran, ran whole and passed.
    pub fn judge(self) -> Result<Self> {
        if self.failed > 0 {
            bail!("{self}");
        }
        if !self.ended_well {
            // Of a long log often only the end is kept: this is said there.
            let words: String = (self.last_words.iter())
                .map(|line| format!("\n    | {line}"))
                .collect();
            bail!("the runner failed ({self}){words}");
        }
        if self.passed == 0 {
            bail!("no test ran");
        }
        if self.skipped > 0 {
            bail!("{self}; a test that is not run proves nothing");
        }
        Ok(self)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed", counted(self.passed, "test"))?;
        if self.failed > 0 {
            write!(formatter, ", {} failed", self.failed)?;
        }
        if self.skipped > 0 {
            write!(formatter, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watched(success: bool, lines: &[&str]) -> Watched {
        Watched {
            success,
            lines: lines.iter().map(|&line| line.to_owned()).collect(),
            errors: vec!["a word at the end".to_owned()],
        }
    }

    #[test]
    fn cargo_prints_one_line_for_each_binary() {
        let tally = Tally::of_cargo(&watched(
            true,
            &[
                "running 3 tests",
                "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out",
                "test result: ok. 4 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.02s",
            ],
        ));
        assert_eq!(tally.passed, 7);
        assert!(tally.judge().is_ok());
    }

    #[test]
    fn node_prints_one_line_for_each_kind() {
        let tally = Tally::of_node(&watched(
            false,
            &["ℹ tests 4", "ℹ pass 2", "ℹ fail 1", "ℹ skipped 1"],
        ));
        assert_eq!((tally.passed, tally.failed, tally.skipped), (2, 1, 1));
        assert!(tally.judge().is_err());
    }

    #[test]
    fn nothing_run_or_something_skipped_is_no_success() {
        assert!(Tally::of_cargo(&watched(true, &[])).judge().is_err());
        let skipped = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured";
        assert!(Tally::of_cargo(&watched(true, &[skipped])).judge().is_err());
    }

    #[test]
    fn a_runner_that_fails_has_the_last_word() {
        let error = Tally::of_cargo(&watched(false, &["no browser"])).judge();
        let error = error.map_err(|error| error.to_string()).unwrap_err();
        assert!(
            error.contains("| no browser") && error.contains("| a word at the end"),
            "{error}"
        );
    }
}
