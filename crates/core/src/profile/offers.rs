//! What was shown to this shopper of each campaign, and what came of it.

use super::limits;
use crate::time::{DAY, Now};
use serde::{Deserialize, Serialize};

/// What was shown of a campaign, and what came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Offered {
    /// The campaign's id.
    pub campaign: String,
    /// In how many visits it was shown.
    pub shown: u32,
    /// In how many of these it was taken up.
    pub clicked: u32,
    /// In how many orders its code was used.
    pub redeemed: u32,
    /// When it was shown, oldest first: in the last seven days, and the last time.
    pub at: Vec<u64>,
    /// When it was last taken up, in milliseconds since 1970; 0 if never.
    pub clicked_at: u64,
    /// When its code was last used; 0 if never.
    pub redeemed_at: u64,
    /// A hash of the order in which that was; 0 if unknown.
    pub order: u64,
    /// In how many of 65 choices it won when it was last chosen.
    pub chance: u8,
    /// A hash of the code that the shop's server handed out; 0 if none.
    pub code: u64,
    /// Whether the shopper does not want to see it any more.
    pub stopped: bool,
}

/// How often a campaign may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Allowance {
    /// The days from one visit in which it is shown to the next.
    pub(crate) cool_down: u32,
    /// In how many visits of any seven days.
    pub(crate) per_week: u32,
    /// In how many visits in all.
    pub(crate) per_shopper: u32,
    /// Whether it ends once its code was used.
    pub(crate) once: bool,
}

/// What keeps a campaign back from a shopper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocked {
    /// They do not want to see it any more.
    Stopped,
    /// Its code was used, and once is enough.
    Redeemed,
    /// It was shown too lately.
    CoolDown,
    /// It was shown in as many visits of the week as it may.
    PerWeek,
    /// It was shown in as many visits as it may.
    PerShopper,
}

impl Offered {
    /// When it was last shown; 0 if never.
    pub(crate) fn last(&self) -> u64 {
        self.at.last().copied().unwrap_or(0)
    }

    /// Whether it was shown in the visit that began at `started`.
    pub(crate) fn is_of_visit(&self, started: u64) -> bool {
        self.last() > 0 && self.last() >= started
    }

    /// Whether it was taken up since it was last shown anew.
    pub(crate) fn is_taken(&self) -> bool {
        self.clicked_at > 0 && self.clicked_at >= self.last()
    }

    fn newest(&self) -> u64 {
        self.last().max(self.redeemed_at).max(self.clicked_at)
    }

    /// Keeps of the times what is asked for: the week's, and the last.
    fn forget_old_times(&mut self, now: u64) {
        let last = self.last();
        self.at
            .retain(|at| *at == last || now.saturating_sub(*at) < limits::WEEK);
        let more = self.at.len().saturating_sub(limits::OFFER_TIMES);
        self.at.drain(..more);
    }
}

/// A few times, nearly in order: a sort of the library's own costs 4 KB of the wasm.
fn sort(times: &mut [u64]) {
    for at in 1..times.len() {
        let mut to = at;
        while to > 0 && times[to - 1] > times[to] {
            times.swap(to - 1, to);
            to -= 1;
        }
    }
}

/// What was shown to this shopper of each campaign, and what came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Offers(pub Vec<Offered>);

impl Offers {
    /// What is known of a campaign.
    pub fn of(&self, campaign: &str) -> Option<&Offered> {
        self.0.iter().find(|known| known.campaign == campaign)
    }

    fn of_mut(&mut self, campaign: &str) -> Option<&mut Offered> {
        self.0.iter_mut().find(|known| known.campaign == campaign)
    }

    fn entry(&mut self, campaign: &str) -> &mut Offered {
        let found = self.0.iter().position(|known| known.campaign == campaign);
        let at = found.unwrap_or_else(|| {
            self.0.push(Offered {
                campaign: campaign.to_owned(),
                ..Offered::default()
            });
            self.0.len() - 1
        });
        &mut self.0[at]
    }

    /// Whether a campaign may be shown now, or what keeps it back. One that was shown in this
    /// visit, which began at `started`, goes on: nobody finds another offer on each page.
    pub(crate) fn allow(
        &self,
        campaign: &str,
        allowance: Allowance,
        started: u64,
        now: Now,
    ) -> Result<(), Blocked> {
        let none = Offered::default();
        let known = self.of(campaign).unwrap_or(&none);
        if known.stopped {
            return Err(Blocked::Stopped);
        }
        if allowance.once && known.redeemed > 0 {
            return Err(Blocked::Redeemed);
        }
        if known.is_of_visit(started) {
            return Ok(());
        }
        let since = |at: u64| now.at.saturating_sub(at);
        let cool_down = u64::from(allowance.cool_down) * DAY;
        let in_week = known.at.iter().filter(|at| since(**at) < limits::WEEK);
        match () {
            () if !known.at.is_empty() && since(known.last()) < cool_down => Err(Blocked::CoolDown),
            () if in_week.count() as u32 >= allowance.per_week => Err(Blocked::PerWeek),
            () if known.shown >= allowance.per_shopper => Err(Blocked::PerShopper),
            () => Ok(()),
        }
    }

    /// A campaign was shown, or goes on in a visit that began at `started`.
    pub(super) fn show(&mut self, campaign: &str, chance: u8, at: u64, started: u64) {
        let known = self.entry(campaign);
        let goes_on = at >= started && known.is_of_visit(started);
        if goes_on || known.at.contains(&at) {
            return;
        }
        known.shown = known.shown.saturating_add(1);
        known.chance = chance;
        known.at.push(at);
        // Another tab may have shown it later.
        sort(&mut known.at);
        known.forget_old_times(at);
    }

    /// It was taken up: once for each visit in which it was shown.
    pub(super) fn take(&mut self, campaign: &str, at: u64) {
        if let Some(known) = self.of_mut(campaign) {
            if !known.is_taken() && known.clicked < known.shown {
                known.clicked += 1;
            }
            known.clicked_at = known.clicked_at.max(at);
        }
    }

    /// The shop's server handed out a code for it.
    pub(super) fn hand_out(&mut self, campaign: &str, code: u64) {
        if let Some(known) = self.of_mut(campaign) {
            known.code = code;
        }
    }

    /// Its code was used in an order: each order counts once, whichever tab saw it.
    pub(super) fn redeem(&mut self, campaign: &str, order: u64, at: u64) {
        let Some(known) = self.of_mut(campaign) else {
            return;
        };
        if known.redeemed > 0 && order != 0 && known.order == order {
            return;
        }
        known.redeemed = known.redeemed.saturating_add(1);
        (known.redeemed_at, known.order, known.code) = (at, order, 0);
    }

    /// The shopper does not want to see it any more, or wants it again.
    pub(super) fn stop(&mut self, campaign: &str, stopped: bool) {
        if stopped {
            self.entry(campaign).stopped = true;
        } else if let Some(known) = self.of_mut(campaign) {
            known.stopped = false;
        }
    }

    /// What was done in this time is to be forgotten, and all of an offer of which nothing else
    /// is known; that it is not wanted stays.
    pub(super) fn forget(&mut self, from: &u64, to: &u64) {
        let span = from..=to;
        for known in &mut self.0 {
            known.at.retain(|at| !span.contains(&at));
            if span.contains(&&known.clicked_at) {
                known.clicked_at = 0;
            }
            if span.contains(&&known.redeemed_at) {
                (known.redeemed_at, known.order, known.code) = (0, 0, 0);
            }
            if known.newest() == 0 {
                *known = Offered {
                    campaign: std::mem::take(&mut known.campaign),
                    stopped: known.stopped,
                    ..Offered::default()
                };
            }
        }
        self.0.retain(|known| known.stopped || known.newest() > 0);
    }

    /// The shopper does not want to be counted: with what chance something was chosen was kept
    /// for that alone.
    pub(crate) fn uncount(&mut self) {
        for known in &mut self.0 {
            known.chance = 0;
        }
    }

    /// Drops what nothing asks for any more, and what is too much.
    pub(super) fn age(&mut self, now: Now) {
        let ahead = now.at.saturating_add(limits::LOOKS);
        for known in &mut self.0 {
            let times = known.at.iter_mut();
            for at in times.chain([&mut known.clicked_at, &mut known.redeemed_at]) {
                if *at > ahead {
                    *at = now.at;
                }
            }
            sort(&mut known.at);
            known.forget_old_times(now.at);
        }
        self.0.retain(|known| {
            known.stopped || now.at.saturating_sub(known.newest()) <= limits::PURCHASES
        });
        while self.0.len() > limits::OFFERS {
            // What is not wanted is forgotten last.
            let oldest = self.0.iter().enumerate();
            let oldest = oldest.min_by_key(|(_, known)| (known.stopped, known.newest()));
            let Some(at) = oldest.map(|(at, _)| at) else {
                return;
            };
            self.0.remove(at);
        }
    }

    /// Takes over what is known elsewhere. The larger count, not the sum: a file may be taken
    /// over twice.
    pub(super) fn merge(&mut self, other: Self) {
        for theirs in other.0 {
            let ours = self.entry(&theirs.campaign);
            if theirs.last() > ours.last() {
                ours.chance = theirs.chance;
            }
            if theirs.redeemed_at > ours.redeemed_at {
                (ours.redeemed_at, ours.order) = (theirs.redeemed_at, theirs.order);
            }
            ours.shown = ours.shown.max(theirs.shown);
            ours.clicked = ours.clicked.max(theirs.clicked).min(ours.shown);
            ours.redeemed = ours.redeemed.max(theirs.redeemed);
            ours.clicked_at = ours.clicked_at.max(theirs.clicked_at);
            if ours.code == 0 {
                ours.code = theirs.code;
            }
            ours.stopped |= theirs.stopped;
            for at in theirs.at {
                if !ours.at.contains(&at) {
                    ours.at.push(at);
                }
            }
            sort(&mut ours.at);
        }
    }

    /// Of a profile from elsewhere: what is within the limits, and nothing from the future.
    pub(super) fn sound(&mut self, now: Now) {
        let mut sound = Self::default();
        for mut known in std::mem::take(&mut self.0) {
            let fits = !known.campaign.is_empty() && known.campaign.len() <= limits::NAME;
            if !fits || known.order >= limits::EXACT || known.code >= limits::EXACT {
                continue;
            }
            let times = known.at.iter_mut();
            for at in times.chain([&mut known.clicked_at, &mut known.redeemed_at]) {
                *at = (*at).min(now.at);
            }
            sort(&mut known.at);
            known.at.dedup();
            known.clicked = known.clicked.min(known.shown);
            known.forget_old_times(now.at);
            // Of two with one id the counts are the larger ones.
            sound.merge(Self(vec![known]));
        }
        *self = sound;
    }
}
