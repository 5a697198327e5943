//! A campaign that may be shown, or what keeps it from being.

use super::chance::{Start, Stream};
use super::{Campaign, Scene};
use crate::profile::{Blocked, Offered};
use crate::rules::{RuleError, holds};

/// A campaign that may be shown, and the factor of taste.
pub(super) struct Contender<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) known: Option<&'a Offered>,
    pub(super) cares: f32,
    /// Where its draws begin in this visit.
    pub(super) start: Start,
    /// What is known of how likely it is taken up: the parameters of a Beta distribution.
    pub(super) posterior: (f64, f64),
}

/// What keeps a campaign from being shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ground {
    /// It is not its time.
    Dates,
    /// What was shown of it, or that it is not wanted.
    Blocked(Blocked),
    /// It is withheld from this shopper, to measure what it is good for.
    Withheld,
    /// Its condition does not hold.
    Rule,
    /// Its condition fails.
    Wrong(RuleError),
    /// The shopper does not want what it is about.
    Unwanted,
}

impl<'a> Contender<'a> {
    /// A campaign as a contender; its condition may take so many steps.
    pub(super) fn of(
        scene: &Scene<'a>,
        campaign: &'a Campaign,
        steps: &mut u32,
    ) -> Result<Self, Ground> {
        let (today, visits) = (scene.now.day() as i64, &scene.profile.visits);
        let offers = &scene.profile.offers;
        let (from, until) = campaign.days;
        if !(from..=until).contains(&today) {
            return Err(Ground::Dates);
        }
        let allowed = offers.allow(&campaign.id, campaign.allowance, visits.started, scene.now);
        allowed.map_err(Ground::Blocked)?;
        if (scene.withheld)(campaign) {
            return Err(Ground::Withheld);
        }
        if let Some(rule) = &campaign.when {
            let here = scene.situation.ok_or(Ground::Rule)?;
            match holds(rule, here, steps) {
                Ok(true) => {}
                Ok(false) => return Err(Ground::Rule),
                Err(error) => {
                    let error = error.under("when").under(&campaign.at.to_string());
                    return Err(Ground::Wrong(error.under("campaigns")));
                }
            }
        }
        let cares = campaign.about.as_ref().map_or(Some(1.0), scene.cares);
        let cares = cares.ok_or(Ground::Unwanted)?;
        let known = offers.of(&campaign.id);
        let (taken, all) = known.map_or((0, 0), |known| {
            (known.clicked.min(known.shown), known.shown)
        });
        let (alpha, beta) = campaign.prior;
        Ok(Self {
            campaign,
            known,
            cares,
            start: Start::new(visits.seed, campaign.subject()),
            posterior: (alpha + f64::from(taken), beta + f64::from(all - taken)),
        })
    }

    /// What it draws: how likely it is taken up, times how much the shopper cares.
    pub(super) fn draw(&self, number: u32) -> f64 {
        let (alpha, beta) = self.posterior;
        Stream::new(self.start, number).beta(alpha, beta) * f64::from(self.cares)
    }
}
