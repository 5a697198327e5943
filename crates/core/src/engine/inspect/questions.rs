//! How it is chosen what to ask.

use super::super::Engine;
use crate::Now;
use crate::asking::{self, Silence};
use crate::inspect::{Entry, Section, Verdict};
use crate::profile::Asks;
use crate::rules::Budget;

impl Engine {
    /// Every question: whether it is asked, or what keeps it back.
    pub(super) fn inspect_questions(&mut self, now: Now) -> Section {
        let language = self.language;
        let here = self.situation(now);
        let kept_back = self.kept_back("ask");
        let mut entries = Vec::new();
        if let Some(why) = kept_back {
            entries.push(Entry {
                verdict: Verdict::No,
                ..Entry::value("<dangol-ask>", why)
            });
        }
        let scene = self.asking_scene(Some(&here), now);
        // Of several that could be asked, the first is.
        let mut is_taken = kept_back.is_some();
        for asks in Asks::ALL {
            let asked = asking::told(&scene, &self.asking, asks);
            let is_asked = asked.is_ok() && !is_taken;
            let rule = self.asking.of(asks).when.as_ref();
            let why = rule.map(|rule| rule.explain(&here, &mut Budget::default()));
            let verdict = match &asked {
                Err(Silence::Wrong(_)) => Verdict::Failed,
                _ if is_asked => Verdict::Shown,
                _ => Verdict::NotShown,
            };
            let value = match &asked {
                Ok(chosen) if is_asked => chosen.question.text.clone(),
                Ok(_) => language.could_be_asked().to_owned(),
                Err(silence) => language.unasked(silence),
            };
            let name = ["asking.", asks.name()].concat();
            entries.push(Entry::decided(name, verdict, value, why));
            is_taken |= is_asked;
        }
        Section {
            code: "questions",
            entries,
        }
    }
}
