//! All that a rule may depend on.

use super::history::{self, Past};
use crate::Node;
use crate::profile::Profile;
use crate::time::Now;

/// All that a rule may depend on: variables, what was done, and the time.
#[derive(Debug, Clone, PartialEq)]
pub struct Situation {
    pub(super) data: Node,
    pub(super) history: Vec<Past>,
    pub(super) now: Now,
}

impl Situation {
    /// A situation of these variables, in which nothing was done yet.
    pub fn new(data: Node, now: Now) -> Self {
        Self {
            data,
            history: Vec::new(),
            now,
        }
    }

    /// The same, in which was done what the profile remembers.
    pub fn with_history(self, profile: &Profile) -> Self {
        let history = history::of(profile, self.now);
        Self { history, ..self }
    }

    /// Says whether the shopper is in a segment.
    pub(super) fn set_segment(&mut self, name: &str, holds: bool) {
        let Node::Map(all) = &mut self.data else {
            return;
        };
        let segments = all.iter_mut().find(|(key, _)| key == "segments");
        if let Some((_, Node::Map(segments))) = segments {
            segments.retain(|(known, _)| known != name);
            segments.push((name.to_owned(), Node::Bool(holds)));
        }
    }

    /// The variables.
    pub fn data(&self) -> &Node {
        &self.data
    }
}
