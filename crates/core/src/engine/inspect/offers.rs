//! How the offers of each place are chosen.

use super::super::Engine;
use crate::Now;
use crate::campaign::{Campaign, Ground, Standing, standings};
use crate::inspect::{Entry, Section, Verdict};
use crate::rules::{Budget, Situation};

impl Engine {
    /// Every campaign by its place: whether it is shown, and how it fared or what keeps it back.
    pub(super) fn inspect_offers(&mut self, now: Now) -> Section {
        let mut entries = Vec::new();
        let here = self.situation(now);
        let kept_back = self.kept_back("offer");
        // Told only where there is something to be kept back.
        if let Some(why) = kept_back.filter(|_| !self.campaigns.all.is_empty()) {
            entries.push(Entry {
                verdict: Verdict::No,
                ..Entry::value("<dangol-offer>", why)
            });
        }
        let mut places: Vec<&str> = Vec::new();
        for campaign in &self.campaigns.all {
            if !places.contains(&campaign.place.as_str()) {
                places.push(&campaign.place);
            }
        }
        self.with_offer_scene(Some(&here), now, |scene| {
            for place in places {
                for (campaign, standing) in standings(scene, &self.campaigns, place) {
                    let is_shown = kept_back.is_none() && standing.is_shown();
                    entries.push(self.offer_entry(campaign, &standing, is_shown, &here));
                }
            }
        });
        Section {
            code: "offers",
            entries,
        }
    }

    fn offer_entry(
        &self,
        campaign: &Campaign,
        standing: &Standing,
        is_shown: bool,
        here: &Situation,
    ) -> Entry {
        let rule = campaign.when.as_ref();
        let why = rule.map(|rule| rule.explain(here, &mut Budget::default()));
        let verdict = match standing {
            Standing::Out(Ground::Wrong(_)) => Verdict::Failed,
            _ if is_shown => Verdict::Shown,
            _ => Verdict::NotShown,
        };
        let name = [&campaign.place, " · ", &campaign.id].concat();
        Entry::decided(name, verdict, self.language.standing(standing), why)
    }
}
