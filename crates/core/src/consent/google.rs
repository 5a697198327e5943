//! Google's consent mode, version 2: `gtag('consent', 'default' | 'update', {…})` as it
//! stands in the `dataLayer`.
//!
//! `personalization_storage` speaks for personalize, `analytics_storage` for measure.
//! Only an update is an answer of the visitor's. A default of `denied` is no refusal (a
//! page denies by default until its banner has been answered), and one of `granted` is
//! no yes, unless the owner lets it count; then it counts once `wait_for_update` is over.
//! Of several defaults the one for the most specific region counts; of the same region,
//! the last.

use super::source::{Said, Say};
use super::tcf::is;
use crate::{Node, Now};
use dangol_wire::ConsentConfig;

const TYPES: [&str; 2] = ["personalization_storage", "analytics_storage"];

/// What the commands so far have said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct State {
    updated: [Option<bool>; 2],
    /// With how specific the region is for which it was given.
    default: [Option<(u8, bool)>; 2],
    /// Until when a default waits for an update.
    until: u64,
    heard: bool,
}

impl State {
    /// Takes a command; anything else only looks at the clock.
    pub(super) fn read(
        &mut self,
        command: &Node,
        config: &ConsentConfig,
        now: Now,
    ) -> Option<Said> {
        let [_, action, given] = command.items() else {
            return self.heard.then(|| self.said(config, now));
        };
        let (update, default) = (is(action, "update"), is(action, "default"));
        if !update && !default {
            return None;
        }
        let rank = rank(given.get("region"), &config.region);
        for (index, name) in TYPES.iter().enumerate() {
            let granted = match given.get(name) {
                value if is(value, "granted") => true,
                value if is(value, "denied") => false,
                _ => continue,
            };
            if update {
                self.updated[index] = Some(granted);
            } else {
                let before = &mut self.default[index];
                *before = match (*before, rank) {
                    (before, None) => before,
                    (Some((known, _)), Some(rank)) if known > rank => *before,
                    // Where the region is not known, a default that denies stands.
                    (Some((known, false)), Some(rank))
                        if known == rank && config.region.is_empty() =>
                    {
                        *before
                    }
                    (_, Some(rank)) => Some((rank, granted)),
                };
            }
        }
        if default && rank.is_some() {
            let wait = given.get("wait_for_update").number().unwrap_or(0.0);
            self.until = self.until.max(now.at.saturating_add(wait as u64));
        }
        self.heard = true;
        Some(self.said(config, now))
    }

    fn said(&self, config: &ConsentConfig, now: Now) -> Said {
        let say = |index: usize| match (self.updated[index], self.default[index]) {
            (Some(true), _) => Say::Yes,
            (Some(false), _) => Say::No,
            (None, Some((_, true))) if now.at < self.until => Say::Waiting,
            (None, Some((_, true))) if config.allow_defaults => Say::Yes,
            (None, Some((_, false))) => Say::Waiting,
            (None, _) => Say::Nothing,
        };
        Said {
            personalize: say(0),
            measure: say(1),
            objects: false,
        }
    }

    /// How long a default still waits for an update, in milliseconds.
    pub(super) fn waits(&self, now: Now) -> Option<u64> {
        self.until.checked_sub(now.at).filter(|wait| *wait > 0)
    }
}

/// How specific a command's region is for a visitor of this one; `None` if it is not for
/// them. Where they are is not guessed: then all commands are for them.
fn rank(region: &Node, here: &str) -> Option<u8> {
    if *region == Node::Null || here.is_empty() {
        return Some(0);
    }
    let matching = region.items().iter().filter_map(|code| match code {
        Node::Text(code) => (here.eq_ignore_ascii_case(code)
            || here
                .split_once('-')
                .is_some_and(|(country, _)| country.eq_ignore_ascii_case(code)))
        .then_some(if code.len() > 2 { 2 } else { 1 }),
        _ => None,
    });
    matching.max()
}
