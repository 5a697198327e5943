//! What a consent tool says, once an adapter has read it.

use super::{google, gpp, shopify, tcf};
use crate::{Node, Now};
use dangol_wire::{ConsentConfig, ConsentTool};

/// What a shopper is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Keeping a profile on this device.
    Personalize,
    /// Sending aggregates.
    Measure,
}

/// What a tool says to one purpose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Say {
    /// It has nothing to say to it.
    #[default]
    Nothing,
    /// It has not said yet.
    Waiting,
    /// The visitor refused.
    No,
    /// The visitor agreed.
    Yes,
}

/// What a tool says to all purposes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// To keeping a profile on this device.
    pub personalize: Say,
    /// To sending aggregates.
    pub measure: Say,
    /// Whether the visitor objects to tracking or to the sale of data: nothing is sent,
    /// and only what they say to Dangol itself allows to keep a profile.
    pub objects: bool,
}

impl Said {
    /// The same to both purposes.
    pub(super) fn both(say: Say) -> Self {
        Self {
            personalize: say,
            measure: say,
            objects: false,
        }
    }

    pub(super) fn to(self, purpose: Purpose) -> Say {
        match purpose {
            Purpose::Personalize => self.personalize,
            Purpose::Measure => self.measure,
        }
    }

    /// The stricter of two statements for each purpose.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            personalize: self.personalize.and(other.personalize),
            measure: self.measure.and(other.measure),
            objects: self.objects || other.objects,
        }
    }
}

impl Say {
    /// Of two statements: a no counts before waiting, waiting before a yes, a yes before
    /// nothing.
    pub(super) fn and(self, other: Self) -> Self {
        let either = |say| self == say || other == say;
        [Self::No, Self::Waiting, Self::Yes]
            .into_iter()
            .find(|say| either(*say))
            .unwrap_or_default()
    }
}

/// A consent tool that is listened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tool {
    which: ConsentTool,
    /// Whether the configuration names it: then nothing happens before it has answered.
    named: bool,
    said: Said,
    /// The purposes to which it has said yes on this page.
    agreed: [bool; 2],
}

impl Tool {
    pub(super) fn new(which: ConsentTool, named: bool) -> Self {
        Self {
            which,
            named,
            said: Said::both(Say::Waiting),
            agreed: [false; 2],
        }
    }

    /// Takes what the tool reported. Reports that answer nothing change nothing.
    pub(super) fn hear(
        &mut self,
        report: &Node,
        google: &mut google::State,
        config: &ConsentConfig,
        now: Now,
    ) {
        let said = match self.which {
            ConsentTool::Tcf => tcf::read(report, config.vendor),
            ConsentTool::Gpp => gpp::read(report),
            ConsentTool::Google => google.read(report, config, now),
            ConsentTool::Shopify => shopify::read(report, config),
        };
        if let Some(said) = said {
            self.said = Said {
                personalize: self.turn(Purpose::Personalize, said.personalize),
                measure: self.turn(Purpose::Measure, said.measure),
                objects: said.objects,
            };
        }
    }

    /// A tool that agreed and no longer does has withdrawn, however it says so. Until it
    /// has said how it stands, the matter rests.
    fn turn(&mut self, purpose: Purpose, say: Say) -> Say {
        let agreed = &mut self.agreed[purpose as usize];
        let ended = *agreed && say == Say::Nothing;
        *agreed = say == Say::Yes || *agreed && say == Say::Waiting;
        if ended { Say::No } else { say }
    }

    /// What it says. One that is not named is not waited for.
    pub(super) fn said(&self) -> Said {
        let settled = |say| match say {
            Say::Waiting if !self.named => Say::Nothing,
            say => say,
        };
        Said {
            personalize: settled(self.said.personalize),
            measure: settled(self.said.measure),
            objects: self.said.objects,
        }
    }

    /// Whether it is there and has not answered.
    pub(super) fn is_silent(&self) -> bool {
        self.said.personalize == Say::Waiting
    }

    /// Its yes no longer counts, until it says anything anew.
    pub(super) fn forget_yes(&mut self) {
        self.agreed = [false; 2];
        for say in [&mut self.said.personalize, &mut self.said.measure] {
            if *say == Say::Yes {
                *say = Say::Nothing;
            }
        }
    }
}
