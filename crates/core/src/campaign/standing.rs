//! How each campaign of a place fared, for the inspector.

use super::contender::{Contender, Ground};
use super::propensity::propensity;
use super::{Campaign, Campaigns, Scene, choose, write};
use crate::rules::STEPS;

/// What came of a campaign.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Standing {
    /// It is not among those that may be shown.
    Out(Ground),
    /// One of a higher priority is shown.
    Outranked,
    /// Its text asks for what is not known of this shopper.
    Wordless,
    /// It competed; see [`Drawn`].
    Competed(Drawn),
    /// Another goes on from before in this visit.
    Waits,
    /// It goes on from before in this visit.
    GoesOn,
}

/// How one that competed fared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Drawn {
    pub(crate) is_shown: bool,
    /// How likely it is taken up, as drawn, times the factor of taste.
    pub(crate) drawn: f64,
    /// The factor of taste.
    pub(crate) cares: f32,
    /// With what probability it wins.
    pub(crate) chance: f64,
}

/// Every campaign of a place, in the order of the configuration, and what came of it.
pub(crate) fn standings<'a>(
    scene: &Scene<'a>,
    campaigns: &'a Campaigns,
    place: &str,
) -> Vec<(&'a Campaign, Standing)> {
    let (chosen, _) = choose(scene, campaigns, place);
    let of_place = campaigns.all.iter().filter(|one| one.place == place);
    let mut steps = STEPS;
    let judged: Vec<_> = of_place
        .map(|campaign| (campaign, Contender::of(scene, campaign, &mut steps)))
        .collect();
    let priority = chosen.as_ref().map_or(0, |chosen| chosen.campaign.priority);
    // Those among whom the draw was made.
    let tier: Vec<&Contender> = judged
        .iter()
        .filter_map(|(_, judged)| judged.as_ref().ok())
        .filter(|one| one.campaign.priority == priority && write(scene, one).is_some())
        .collect();
    let stand = |one: &Contender<'a>| {
        let is_shown =
            (chosen.as_ref()).is_some_and(|chosen| chosen.campaign.at == one.campaign.at);
        let goes_on = chosen.as_ref().is_some_and(|chosen| chosen.goes_on);
        match () {
            () if is_shown && goes_on => Standing::GoesOn,
            () if one.campaign.priority < priority => Standing::Outranked,
            () if write(scene, one).is_none() => Standing::Wordless,
            () if goes_on => Standing::Waits,
            () => {
                let others = tier.iter().copied();
                let others = others.filter(|other| other.campaign.at != one.campaign.at);
                Standing::Competed(Drawn {
                    is_shown,
                    drawn: one.draw(0),
                    cares: one.cares,
                    chance: propensity(one, others),
                })
            }
        }
    };
    judged
        .iter()
        .map(|(campaign, judged)| {
            let standing = match judged {
                Ok(one) => stand(one),
                Err(ground) => Standing::Out(ground.clone()),
            };
            (*campaign, standing)
        })
        .collect()
}

impl Standing {
    /// Whether it is what the place shows.
    pub(crate) fn is_shown(&self) -> bool {
        match self {
            Self::GoesOn => true,
            Self::Competed(drawn) => drawn.is_shown,
            _ => false,
        }
    }
}
