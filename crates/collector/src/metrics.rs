//! What the collector tells of itself, as Prometheus' text format has it. Totals only: no
//! label tells who or what a report was.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// What an attempt to report came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// Counted and committed.
    Counted,
    /// Counted before.
    Known,
    /// Not the size of a report.
    Size,
    /// Not a report that can be read, or of another version.
    Malformed,
    /// Of another site.
    Site,
    /// Of a day that is not accepted any more, or not yet.
    Epoch,
    /// From a page of a site that is not configured.
    Origin,
    /// Too many from one network.
    Limited,
    /// It did not arrive in time.
    Slow,
    /// Too many wait for the database.
    Full,
    /// The database failed.
    Failed,
}

impl Answered {
    /// All of them, in their order.
    pub const ALL: [Self; 11] = [
        Self::Counted,
        Self::Known,
        Self::Size,
        Self::Malformed,
        Self::Site,
        Self::Epoch,
        Self::Origin,
        Self::Limited,
        Self::Slow,
        Self::Full,
        Self::Failed,
    ];

    /// Its name as a label, and in the answer to a device.
    pub fn name(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::Known => "known",
            Self::Size => "size",
            Self::Malformed => "malformed",
            Self::Site => "site",
            Self::Epoch => "epoch",
            Self::Origin => "origin",
            Self::Limited => "limited",
            Self::Slow => "slow",
            Self::Full => "full",
            Self::Failed => "failed",
        }
    }
}

/// Upper bounds of the histogram of commits, in seconds.
const BOUNDS: [f64; 8] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5];

/// Counters since the start.
#[derive(Debug, Default)]
pub struct Metrics {
    answered: [AtomicU64; Answered::ALL.len()],
    commits: [AtomicU64; BOUNDS.len() + 1],
    commit_micros: AtomicU64,
    connections: AtomicU64,
}

impl Metrics {
    /// An attempt was answered.
    pub fn answered(&self, what: Answered) {
        self.answered[what as usize].fetch_add(1, Ordering::Relaxed);
    }

    /// How many attempts were answered so.
    pub fn count(&self, what: Answered) -> u64 {
        self.answered[what as usize].load(Ordering::Relaxed)
    }

    /// A group was committed.
    pub fn committed(&self, took: Duration) {
        let seconds = took.as_secs_f64();
        let place = BOUNDS.iter().position(|bound| seconds <= *bound);
        self.commits[place.unwrap_or(BOUNDS.len())].fetch_add(1, Ordering::Relaxed);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.commit_micros.fetch_add(micros, Ordering::Relaxed);
    }

    /// A connection was opened.
    pub fn opened(&self) {
        self.connections.fetch_add(1, Ordering::Relaxed);
    }

    /// A connection was closed.
    pub fn closed(&self) {
        self.connections.fetch_sub(1, Ordering::Relaxed);
    }

    /// All of it as text.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let mut line = |text: std::fmt::Arguments| {
            // Writing into a String cannot fail: it only grows.
            let _ = writeln!(out, "{text}");
        };
        line(format_args!(
            "# HELP dangol_reports_total Attempts to report, by what became of them."
        ));
        line(format_args!("# TYPE dangol_reports_total counter"));
        for what in Answered::ALL {
            let (name, count) = (what.name(), self.count(what));
            line(format_args!(
                "dangol_reports_total{{answer=\"{name}\"}} {count}"
            ));
        }
        line(format_args!(
            "# HELP dangol_commit_seconds How long commits take."
        ));
        line(format_args!("# TYPE dangol_commit_seconds histogram"));
        let mut below = 0;
        for (place, count) in self.commits.iter().enumerate() {
            below += count.load(Ordering::Relaxed);
            match BOUNDS.get(place) {
                Some(bound) => {
                    line(format_args!(
                        "dangol_commit_seconds_bucket{{le=\"{bound}\"}} {below}"
                    ));
                }
                None => line(format_args!(
                    "dangol_commit_seconds_bucket{{le=\"+Inf\"}} {below}"
                )),
            }
        }
        let seconds = self.commit_micros.load(Ordering::Relaxed) as f64 / 1e6;
        line(format_args!("dangol_commit_seconds_sum {seconds}"));
        line(format_args!("dangol_commit_seconds_count {below}"));
        line(format_args!(
            "# HELP dangol_connections Connections that are open."
        ));
        line(format_args!("# TYPE dangol_connections gauge"));
        let open = self.connections.load(Ordering::Relaxed);
        line(format_args!("dangol_connections {open}"));
        out
    }
}
