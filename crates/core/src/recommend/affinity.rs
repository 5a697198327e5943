//! How much a shopper cares for what a campaign is about.

use super::{Scene, Taste};
use crate::profile::CardView;
use crate::rules::Target;

/// The most items of a target that are looked at.
const ITEMS: usize = 20;

/// The factor of taste for what a target says, at most that of its best item, category and brand;
/// nothing if the shopper said that they do not want it. Prices have so many smallest units.
pub(crate) fn affinity(scene: &Scene, taste: &Taste, target: &Target, unit: f64) -> Option<f32> {
    let mut best: Option<f32> = None;
    let mut look = |card: &CardView| {
        if !scene.dislikes.are_met(card) {
            let factor = taste.factor(card);
            best = Some(best.map_or(factor, |best| best.max(factor)));
        }
    };
    let mut met = false;
    for item in target.items.iter().take(ITEMS) {
        if let Some(card) = scene.card(item) {
            met = true;
            look(&card);
        }
    }
    if !met {
        let middle = target
            .price
            .map(|(from, to)| ((from + to) / 2.0 * unit) as u64);
        let none = [String::new()];
        let or_none = |names: &'_ [String]| names.is_empty();
        let categories = if or_none(&target.categories) {
            &none[..]
        } else {
            &target.categories
        };
        let brands = if or_none(&target.brands) {
            &none[..]
        } else {
            &target.brands
        };
        for category in categories {
            for brand in brands.iter().take(ITEMS) {
                look(&CardView {
                    category,
                    brand,
                    price: middle,
                    ..CardView::default()
                });
            }
        }
    }
    best
}
