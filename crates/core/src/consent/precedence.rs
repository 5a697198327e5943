//! Of all that is said to a purpose, what holds.
//!
//! In this order, for each purpose:
//! 1. A tool that says no: no.
//! 2. A no to Dangol itself (privacy page, banner, the site's own call): no.
//! 3. The visitor objects to tracking (Global Privacy Control, Do Not Track, an opt-out
//!    that a tool tells of): nothing is sent.
//! 4. A tool that the configuration names and that has not answered: no answer yet.
//! 5. A yes to Dangol itself: yes.
//! 6. A tool's yes, if the visitor does not object: yes.
//! 7. Else there is no answer, which is treated as a no but erases nothing.
//!
//! Of answers to Dangol itself the newest counts. What holds depends on what the sources
//! say last, never on who spoke first.

use super::source::{Purpose, Said, Say, Tool};
use super::{Choice, google, signal};
use crate::{Node, Now};
use dangol_wire::{ConsentConfig, ConsentTool};

const TOOLS: [ConsentTool; 4] = [
    ConsentTool::Tcf,
    ConsentTool::Gpp,
    ConsentTool::Google,
    ConsentTool::Shopify,
];

/// Who speaks, beside the answers to Dangol itself. Known on this page only, never stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sources {
    tools: [Option<Tool>; TOOLS.len()],
    /// What Google's commands have said so far.
    google: google::State,
    /// Whether the browser itself objects.
    objects: bool,
}

impl Sources {
    /// The sources of a page with this configuration.
    pub(super) fn new(config: &ConsentConfig) -> Self {
        let named = |tool: ConsentTool| {
            let names = config.tools.as_deref().unwrap_or_default();
            names.contains(&tool).then(|| Tool::new(tool, true))
        };
        Self {
            tools: TOOLS.map(named),
            ..Self::default()
        }
    }

    /// Takes what a tool reported. One that was not named speaks up where the owner
    /// leaves it to Dangol whom to hear.
    pub(super) fn hear(
        &mut self,
        which: ConsentTool,
        report: &Node,
        config: &ConsentConfig,
        now: Now,
    ) {
        for (tool, name) in self.tools.iter_mut().zip(TOOLS) {
            if name == which && tool.is_none() && config.tools.is_none() {
                *tool = Some(Tool::new(which, false));
            }
            if let Some(tool) = tool.as_mut().filter(|_| name == which) {
                tool.hear(report, &mut self.google, config, now);
            }
        }
    }

    /// Takes what the browser says of itself.
    pub(super) fn signal(&mut self, report: &Node) {
        self.objects = signal::objects(report);
    }

    /// The strictest that the tools say.
    pub(super) fn said(&self) -> Said {
        let tools = self.tools.iter().flatten();
        let start = Said {
            objects: self.objects,
            ..Said::default()
        };
        tools.fold(start, |said, tool| said.and(tool.said()))
    }

    /// What holds for a purpose of which this was said to Dangol itself.
    pub(super) fn hold(&self, purpose: Purpose, own: Choice) -> Choice {
        let said = self.said();
        match (said.to(purpose), own) {
            (Say::No, _) | (_, Choice::Denied) => Choice::Denied,
            _ if said.objects && purpose == Purpose::Measure => Choice::Denied,
            (Say::Waiting, _) => Choice::Unknown,
            (_, Choice::Granted) => Choice::Granted,
            (Say::Yes, Choice::Unknown) if !said.objects => Choice::Granted,
            (Say::Yes | Say::Nothing, Choice::Unknown) => Choice::Unknown,
        }
    }

    /// Whether any tool, named or not, has yet to answer.
    pub(super) fn are_silent(&self) -> bool {
        self.tools.iter().flatten().any(Tool::is_silent)
    }

    /// The yes of every tool no longer counts, until it says anything anew.
    pub(super) fn forget_yes(&mut self) {
        self.tools.iter_mut().flatten().for_each(Tool::forget_yes);
    }

    /// How long a tool's setting still waits for the visitor, in milliseconds.
    pub(super) fn waits(&self, now: Now) -> Option<u64> {
        self.google.waits(now)
    }
}
