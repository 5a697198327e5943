//! Moments that the shop's own pages tell of: points, a delivery, an incident.

use super::{Occasion, Scene, Words};
use crate::text::message::Value;

/// The next gift is near when at most one part in so many of its points is missing.
const NEAR: u64 = 4;

pub(super) fn points(scene: &Scene) -> Option<Occasion> {
    let loyalty = scene.profile.shop.loyalty.as_ref()?;
    let left = loyalty.threshold.saturating_sub(loyalty.points);
    if left > loyalty.threshold / NEAR {
        return None;
    }
    let reward = match loyalty.reward.as_str() {
        "" => scene.language.around_greeting().gift,
        reward => reward,
    };
    let words = match left {
        0 => Words::PointsReached,
        _ => Words::PointsLeft,
    };
    let occasion = Occasion::of(words).text("reward", reward);
    Some(match left {
        0 => occasion,
        _ => occasion.with("left", Value::Number(left)),
    })
}

pub(super) fn delivery(scene: &Scene) -> Option<Occasion> {
    let delivery = scene.profile.shop.delivery.as_ref()?;
    let occasion = match delivery.expected {
        Some(day) => Occasion::of(Words::DeliveryBy).with("day", Value::Day(day)),
        None => Occasion::of(Words::Delivery),
    };
    Some(occasion.link(&delivery.url))
}

pub(super) fn incident(scene: &Scene) -> Option<Occasion> {
    let incident = scene.profile.shop.incident.as_ref()?;
    let mut occasion = Occasion::of(Words::Incident)
        .text("what", &incident.what)
        .text("offer", &incident.offer)
        .link(&incident.url);
    occasion.about = incident.id;
    Some(occasion)
}
