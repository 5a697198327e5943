//! Moments that this page itself tells of: its product, its address.

use super::{Occasion, Scene, Settings, Words};
use crate::PageProduct;
use crate::page::Availability;
use crate::profile::{Deed, Profile};
use crate::text::message::Value;

/// A price has fallen when it is lower by at least one part in so many.
const FALLEN: u64 = 33;

/// Media that are paid for, as Google Analytics 4 groups its channels.
const PAID: [&str; 6] = ["cpc", "ppc", "cpm", "display", "banner", "retargeting"];

/// What the page states of its product that it did not when the shopper was last there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct News {
    /// The item.
    item: String,
    /// The price before and now.
    fell: Option<(u64, u64)>,
    /// Whether few are left now.
    few_left: bool,
}

impl News {
    /// Compares what a page states with what is remembered, before that is overwritten.
    /// Only of what was looked at in an earlier visit and is still wanted.
    pub(crate) fn of(profile: &Profile, product: &PageProduct) -> Self {
        let mut news = Self {
            item: product.id.clone(),
            ..Self::default()
        };
        let of_item = || {
            let actions = profile.actions.iter();
            actions.filter(|action| action.item == product.id)
        };
        let earlier = profile.visits.started;
        let was_seen = of_item().any(|action| action.deed == Deed::Viewed && action.at < earlier);
        if !was_seen || of_item().any(|action| action.deed == Deed::Bought) {
            return news;
        }
        let card = profile.shelf.cards.get(&product.id);
        let before = card.and_then(|card| card.seen_price);
        if let (Some(before), Some(price)) = (before, product.price) {
            let fell = price < before && before - price >= before / FALLEN;
            news.fell = fell.then_some((before, price));
        }
        news.few_left = product.offer.availability == Some(Availability::LimitedAvailability);
        news
    }
}

/// The page's product and its title, if there is news of it.
fn title<'a>(scene: &Scene<'a>) -> Option<&'a str> {
    let product = scene.product?;
    (product.id == scene.news.item && !product.title.is_empty()).then_some(&product.title)
}

pub(super) fn price_fell(scene: &Scene) -> Option<Occasion> {
    let (before, price) = scene.news.fell?;
    Some(
        Occasion::of(Words::PriceFell)
            .text("title", title(scene)?)
            .with("before", Value::Price(before))
            .with("price", Value::Price(price))
            .about(&scene.news.item),
    )
}

pub(super) fn low_stock(scene: &Scene) -> Option<Occasion> {
    if !scene.news.few_left {
        return None;
    }
    Some(
        Occasion::of(Words::LowStock)
            .text("title", title(scene)?)
            .about(&scene.news.item),
    )
}

/// Only a partner whom the owner names: what an address says is not to be read aloud.
pub(super) fn partner(scene: &Scene, settings: &Settings) -> Option<Occasion> {
    let source = scene.campaign.get("source").text()?.to_ascii_lowercase();
    let mut partners = settings.partners.iter();
    let (_, name) = partners.find(|(known, _)| *known == source)?;
    Some(Occasion::of(Words::Partner).text("partner", scene.language.pick(name)))
}

pub(super) fn advertisement(scene: &Scene) -> Option<Occasion> {
    let medium = scene.campaign.get("medium").text()?.to_ascii_lowercase();
    let is_paid = medium.starts_with("paid") || PAID.contains(&medium.as_str());
    is_paid.then(|| Occasion::of(Words::Advertisement))
}

pub(super) fn search(scene: &Scene) -> Option<Occasion> {
    let typed = &scene.searched.typed;
    (!typed.is_empty()).then(|| Occasion::of(Words::Search).text("words", typed))
}
