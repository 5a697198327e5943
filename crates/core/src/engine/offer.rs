//! Which campaign is shown to this shopper at a place, and what comes of it.

use super::Engine;
use crate::campaign::{self, Offer};
use crate::event::Event;
use crate::profile::{Change, Offered, hash};
use crate::recommend::{self, Kind, Query, Taste};
use crate::report::{WINDOW, arm};
use crate::rules::Situation;
use crate::{Node, Now, profile};
use dangol_wire::chance::{CHANCES, chance_cell};
use dangol_wire::measure::{Measure, SLOTS};
use dangol_wire::report::Key;

/// How much later, in milliseconds, it is kept that an offer was taken up again.
const LATER: u64 = 60_000;

/// GA4's name for opening what a shop offers.
pub(super) const SELECT_PROMOTION: &str = "select_promotion";

impl Engine {
    /// What was wrong with the owner's campaigns: one sentence for each mistake. A campaign
    /// with one is left out.
    pub fn campaign_troubles(&self) -> &[String] {
        self.campaigns.troubles()
    }

    /// The offer for this shopper at a place of the page; it counts as shown. Nothing where none
    /// may be shown, and without the yes to being remembered: limits could not be kept, nor that
    /// one was not wanted.
    pub fn offer(&mut self, place: &str, now: Now) -> Option<Offer> {
        self.see_guest_off(now);
        let may = self.consent.personalize_grant().is_some() && !self.has_guest();
        let mut here = self.campaigns.all.iter().filter(|one| one.place == place);
        let has_rules = here.clone().any(|one| one.when.is_some());
        if !may || here.next().is_none() || self.withholds("offer", true) {
            return None;
        }
        let situation = has_rules.then(|| self.situation(now));
        let (chosen, wrong) = self.with_offer_scene(situation.as_ref(), now, |scene| {
            let (chosen, wrong) = campaign::choose(scene, &self.campaigns, place);
            let chosen = chosen.map(|chosen| {
                let is_new = !chosen.goes_on;
                (chosen.offer, chosen.campaign.subject(), is_new, chosen.won)
            });
            (chosen, wrong)
        });
        self.note_troubles(wrong);
        let (offer, subject, is_new, won) = chosen?;
        if is_new {
            self.change(Change::Offered {
                campaign: offer.id.clone(),
                chance: won,
                at: now.at,
            });
            self.count_offer(Measure::Seen, subject, 1, now);
            self.count_chance(subject, chance_cell(won), now);
            self.settle(now);
        }
        Some(offer)
    }

    /// All that the choice of an offer may depend on now.
    pub(super) fn with_offer_scene<T>(
        &self,
        situation: Option<&Situation>,
        now: Now,
        choose: impl FnOnce(&campaign::Scene) -> T,
    ) -> T {
        let (lot, counts) = (self.profile.tally.lot(), self.is_counting());
        let query = Query::new(Kind::ForYou, 1);
        let (model, words) = (&self.model, &self.page.words);
        let of_lists =
            recommend::Scene::new(&self.profile, model, words, &query, self.language, now);
        let taste = Taste::of(&of_lists);
        let unit = f64::from(10u32.pow(model.currency().digits));
        choose(&campaign::Scene {
            profile: &self.profile,
            language: self.language,
            formats: self.formats,
            shop: self.language.pick(&self.config.shop_name),
            currency: self
                .entry()
                .map_or(("", 0), |entry| (&entry.currency, entry.currency_digits)),
            now,
            situation,
            category: taste.categories(1).first().copied().unwrap_or_default(),
            cares: &|target| recommend::affinity(&of_lists, &taste, target, unit),
            withheld: &|campaign| counts && arm(lot, campaign.subject(), campaign.holdout) == 1,
            counts,
        })
    }

    /// The shopper took up an offer: its link was opened or its code was wanted. Once for each
    /// visit in which it was shown.
    pub fn offer_taken(&mut self, campaign: &str, now: Now) {
        let Some(subject) = self.campaigns.of(campaign).map(campaign::Campaign::subject) else {
            return;
        };
        let known = self.profile.offers.of(campaign);
        let Some(&Offered {
            chance, shown: 1.., ..
        }) = known
        else {
            return;
        };
        let is_first = known.is_some_and(|known| !known.is_taken());
        let is_later = known.is_some_and(|known| now.at.abs_diff(known.clicked_at) >= LATER);
        // A page that says so again and again must not push out what waits to be saved.
        if is_first || is_later {
            self.change(Change::TookOffer {
                campaign: campaign.to_owned(),
                at: now.at,
            });
        }
        if is_first {
            self.count_offer(Measure::Clicked, subject, 1, now);
            if chance > 0 {
                self.count_chance(subject, CHANCES + chance_cell(chance), now);
            }
        }
        self.settle(now);
    }

    /// A page that draws offers by itself says by GA4's `select_promotion` that one was taken up.
    pub(super) fn promotion_taken(&mut self, parameters: &Node, now: Now) {
        self.see_guest_off(now);
        let items = parameters.get("items").items().iter();
        for place in std::iter::once(parameters).chain(items) {
            if let Some(campaign) = place.get("promotion_id").text() {
                return self.offer_taken(&campaign, now);
            }
        }
    }

    /// The shop's server handed out a code for a campaign.
    pub fn offer_code(&mut self, campaign: &str, code: &str) {
        if self.campaigns.of(campaign).is_some() && !code.is_empty() {
            self.change(Change::HandedOut {
                campaign: campaign.to_owned(),
                code: code_hash(code),
            });
        }
    }

    /// The shopper does not want to see a campaign any more, or wants it again.
    pub fn stop_offer(&mut self, campaign: &str, stopped: bool) {
        let fits = (1..=profile::limits::NAME).contains(&campaign.len());
        if fits {
            self.change(Change::StoppedOffer {
                campaign: campaign.to_owned(),
                stopped,
            });
        }
    }

    /// Less of a campaign was asked for, where it was shown.
    pub fn less_of_offer(&mut self, campaign: &str, now: Now) {
        let subject = self.campaigns.of(campaign).map(campaign::Campaign::subject);
        if let Some(subject) = subject {
            self.count_offer(Measure::LessOffer, subject, 1, now);
        }
        self.stop_offer(campaign, true);
    }

    /// An order was placed: codes that it names are redeemed, if they were offered.
    pub(super) fn redeem(&mut self, event: &Event, order: u64, now: Now) {
        if event.coupons.is_empty() {
            return;
        }
        let mut redeemed = Vec::new();
        for campaign in self.campaigns.all.iter().filter(|one| one.is_coupon()) {
            let Some(known) = self.profile.offers.of(&campaign.id) else {
                continue;
            };
            let is_used = event.coupons.iter().any(|used| {
                let is_own = !campaign.code.is_empty() && used.eq_ignore_ascii_case(&campaign.code);
                is_own || (known.code != 0 && known.code == code_hash(used))
            });
            if is_used && known.shown > 0 {
                redeemed.push((campaign.id.clone(), campaign.subject()));
            }
        }
        for (campaign, subject) in redeemed {
            let at = now.at;
            self.change(Change::Redeemed {
                campaign,
                order,
                at,
            });
            self.count_offer(Measure::Redeemed, subject, 1, now);
        }
    }

    /// The campaign that was taken up last within seven days and is about this item, and when.
    pub(super) fn campaign_of(&self, item: &str, now: Now) -> Option<(u32, u64)> {
        let unit = f64::from(10u32.pow(self.model.currency().digits));
        let card = self.profile.shelf.cards.get(item);
        let card = card.map(profile::CardView::from).unwrap_or_default();
        let fresh =
            self.profile.offers.0.iter().filter(|known| {
                known.clicked_at > 0 && now.at.abs_diff(known.clicked_at) <= WINDOW
            });
        let about = fresh.filter_map(|known| {
            let campaign = self.campaigns.of(&known.campaign)?;
            let about = campaign.about.as_ref();
            let fits = about.is_none_or(|target| target.fits(item, &card, unit));
            fits.then(|| (campaign.subject(), known.clicked_at))
        });
        about.max_by_key(|(_, at)| *at)
    }

    fn count_offer(&mut self, measure: Measure, subject: u32, amount: u64, now: Now) {
        let key = Key {
            slot: offer_slot(),
            subject,
            ..Key::of(measure)
        };
        self.count(key, amount, now);
    }

    fn count_chance(&mut self, subject: u32, cell: u8, now: Now) {
        let key = Key {
            subject,
            cell,
            ..Key::of(Measure::Chance)
        };
        self.count(key, 1, now);
    }
}

/// The code of the slot of offers.
pub(super) fn offer_slot() -> u8 {
    let slot = SLOTS.iter().position(|name| *name == "offer");
    slot.unwrap_or(0) as u8
}

/// Codes are compared as people write them: in capitals or not.
fn code_hash(code: &str) -> u64 {
    hash(&code.to_ascii_uppercase())
}
