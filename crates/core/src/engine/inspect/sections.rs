//! What else there is to tell: segments, variables, consent, files. A new part of Dangol's adds
//! a function that makes its [`Section`], and its name to the list in `inspect_sections`.

use super::super::Engine;
use crate::inspect::{Entry, Section, flat};
use crate::model::FileState;
use crate::rules::Budget;
use crate::{Choice, Now};

impl Engine {
    /// All that is decided or known beside lists and greetings.
    pub fn inspect_sections(&mut self, now: Now) -> Vec<Section> {
        vec![
            self.inspect_offers(now),
            self.inspect_questions(now),
            self.inspect_segments(now),
            self.inspect_situation(now),
            self.inspect_consent(),
            self.inspect_files(),
        ]
    }

    /// Which of the owner's segments the shopper is in, and why.
    fn inspect_segments(&self, now: Now) -> Section {
        let mut entries = Vec::new();
        let mut here = self.told(now);
        self.rules
            .tell_segments_to(&mut here, |name, rule, here, _| {
                let why = rule.explain(here, &mut Budget::default());
                entries.push(Entry::rule(["segments.", name].concat(), why));
            });
        Section {
            code: "segments",
            entries,
        }
    }

    /// Every variable that rules are told now.
    fn inspect_situation(&mut self, now: Now) -> Section {
        let mut entries = Vec::new();
        flat("", self.situation(now).data(), &mut entries);
        Section {
            code: "situation",
            entries,
        }
    }

    fn inspect_consent(&self) -> Section {
        let words = self.language.inspector();
        let answer = |choice: Choice| match choice {
            Choice::Granted => words.granted,
            Choice::Denied => words.denied,
            Choice::Unknown => words.unanswered,
        };
        let mut entries = vec![
            Entry::value("personalize", answer(self.consent.personalize())),
            Entry::value("measure", answer(self.consent.measure())),
        ];
        for (holds, name, value) in [
            (self.consent.waits(), "tools", words.waits_for_tool),
            (self.has_guest(), "guest", words.guest),
            (self.profile.paused, "paused", words.paused),
            (self.counting().is_some(), "report", words.counted),
        ] {
            if holds {
                entries.push(Entry::value(name, value));
            }
        }
        Section {
            code: "consent",
            entries,
        }
    }

    /// The model's files that this page has asked for.
    fn inspect_files(&self) -> Section {
        let words = self.language.inspector();
        let mut entries = Vec::new();
        match self.entry() {
            Some(entry) => entries.push(Entry::value("entry.json", &entry.build)),
            None => entries.push(Entry::value("entry.json", words.file_bad)),
        }
        for (path, state) in self.model.files() {
            let state = match state {
                FileState::Asked => words.file_asked,
                FileState::Here => words.file_here,
                FileState::Bad => words.file_bad,
            };
            entries.push(Entry::value(path, state));
        }
        Section {
            code: "files",
            entries,
        }
    }
}
