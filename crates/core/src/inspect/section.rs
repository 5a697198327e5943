//! A part of what is inspected: entries that hold or do not, with what decided.

use crate::Node;
use crate::rules::{Deciding, Explanation, node_text};

/// Whether something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Verdict {
    /// It is no condition, but a value.
    #[default]
    Value,
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// It is shown.
    Shown,
    /// It is not.
    NotShown,
    /// It could not be decided, because something is wrong with it.
    Failed,
}

/// One thing that was decided or is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// What it is called in the configuration: `segments.curious`, `time.hour`.
    pub name: String,
    /// Whether it holds.
    pub verdict: Verdict,
    /// Its value, or a sentence on it in the owner's language; empty for none.
    pub value: String,
    /// The parts of its rule that decided.
    pub why: Vec<Deciding>,
}

impl Entry {
    /// A value.
    pub fn value(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
            ..Self::default()
        }
    }

    /// What came of a rule.
    pub fn rule(name: impl Into<String>, why: Explanation) -> Self {
        let (verdict, value) = match why.outcome {
            Ok(true) => (Verdict::Yes, String::new()),
            Ok(false) => (Verdict::No, String::new()),
            Err(error) => (Verdict::Failed, error.to_string()),
        };
        Self {
            name: name.into(),
            verdict,
            value,
            why: why.deciding,
        }
    }

    /// What was decided of something that has a rule among its conditions. A rule that fails is
    /// told also where something else decided before it.
    pub fn decided(
        name: impl Into<String>,
        verdict: Verdict,
        value: String,
        why: Option<Explanation>,
    ) -> Self {
        let decided = Self {
            verdict,
            ..Self::value(name, value)
        };
        match why {
            Some(Explanation {
                outcome: Err(error),
                ..
            }) if verdict != Verdict::Failed => Self {
                verdict: Verdict::Failed,
                value: [&decided.value, "; ", &error.under("when").to_string()].concat(),
                ..decided
            },
            why => Self {
                why: why.map_or_else(Vec::new, |why| why.deciding),
                ..decided
            },
        }
    }
}

/// A part of what is inspected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Stable; by it the text of its heading is found
    /// ([`crate::text::InspectorWords::section`]).
    pub code: &'static str,
    /// What it has to tell, in its own order.
    pub entries: Vec<Entry>,
}

/// Each value within another by its path, such as `basket.items`, as people write conditions.
pub fn flat(path: &str, node: &Node, entries: &mut Vec<Entry>) {
    match node {
        Node::Map(inner) => {
            for (key, value) in inner {
                let path = match path {
                    "" => key.clone(),
                    path => [path, ".", key].concat(),
                };
                flat(&path, value, entries);
            }
        }
        other => entries.push(Entry::value(path, node_text(other))),
    }
}
