//! What this shopper prefers among things that are equally near: price, category, brand.
//!
//! A factor on every score, from about a half to about two. The price band is the median
//! of the binary logarithm of the prices that they paid and the median deviation from
//! it; a shop of pennies and one of villas are alike to it.

use super::Scene;
use crate::page::{may_mention, mentions, plain, text_of};
use crate::profile::{CardView, Deed, Facts, Opinion, Topic};
use crate::table::Table;

/// So many prices make a band.
const PRICES: usize = 3;
/// The narrowest band: a quarter of an octave.
const NARROWEST: f32 = 0.25;
/// The most that being far out of the band takes away.
const PRICE: f32 = 0.4;
/// The most that a category adds, for one who cares for nothing else.
const CATEGORY: f32 = 0.4;
/// The most that a brand adds.
const BRAND: f32 = 0.3;
/// What a stated like adds.
const LIKE: f32 = 0.5;
/// After how many days a deed counts half for the taste.
const HALF_LIFE_DAYS: f32 = 60.0;

/// What this shopper prefers.
#[derive(Debug, Default)]
pub(crate) struct Taste {
    /// Median and spread of the binary logarithm of prices.
    band: Option<(f32, f32)>,
    categories: Table<f32>,
    brands: Table<f32>,
    likes: Statements,
}

/// What the shopper said in words: things that they like, or do not want.
#[derive(Debug, Default)]
pub(crate) struct Statements(Vec<Vec<String>>);

impl Statements {
    /// From what was said.
    pub(super) fn of(facts: &Facts, topics: &[Topic]) -> Self {
        let said = topics.iter().flat_map(|topic| facts.words(*topic));
        let plain = said.map(plain);
        Self(plain.filter(|words| !words.is_empty()).collect())
    }

    /// Whether a card has all words of one of them.
    pub(super) fn are_met(&self, card: &CardView) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let words: Vec<&str> = self.0.iter().flatten().map(String::as_str).collect();
        if !may_mention(card, &words) {
            return false;
        }
        let text = text_of(card);
        let mut statements = self.0.iter();
        statements.any(|words| words.iter().all(|word| mentions(&text, word)))
    }
}

impl Taste {
    /// From what they did and said.
    pub(crate) fn of(scene: &Scene) -> Self {
        let mut taste = Self {
            likes: Statements::of(&scene.profile.facts, &[Topic::Like, Topic::Interest]),
            ..Self::default()
        };
        let mut prices: Vec<f32> = Vec::new();
        let mut total = 0.0;
        let actions = scene.profile.actions.iter();
        for (action, card) in actions.zip(scene.deeds.cards_of_actions()) {
            let Some(card) = card.filter(|_| !action.gift) else {
                continue;
            };
            let age = scene.now.days_since(action.at);
            let weight = match action.deed {
                Deed::Viewed => 1.0,
                Deed::AddedToCart => 2.0,
                Deed::Bought => 3.0,
                Deed::Rated => match action.opinion() {
                    Some(Opinion::Liked) => 3.0,
                    _ => 0.0,
                },
            } * super::halved(age / HALF_LIFE_DAYS);
            total += weight;
            let stated = [
                (&mut taste.categories, &card.category),
                (&mut taste.brands, &card.brand),
            ];
            for (table, name) in stated.into_iter().filter(|(_, name)| !name.is_empty()) {
                *table.entry(name, || 0.0) += weight;
            }
            if let (Deed::Bought, Some(price)) = (action.deed, card.price) {
                prices.push(log2(price));
            }
        }
        // What is wished for says as much as a look.
        for wish in scene.profile.wishes.iter().filter(|wish| !wish.gift) {
            let card = scene.profile.shelf.cards.get(&wish.item);
            let Some(card) = card else { continue };
            let weight = super::halved(scene.now.days_since(wish.at) / HALF_LIFE_DAYS);
            total += weight;
            let stated = [
                (&mut taste.categories, &card.category),
                (&mut taste.brands, &card.brand),
            ];
            for (table, name) in stated.into_iter().filter(|(_, name)| !name.is_empty()) {
                *table.entry(name, || 0.0) += weight;
            }
        }
        if total > 0.0 {
            let tables = [&mut taste.categories, &mut taste.brands];
            for share in tables.into_iter().flat_map(Table::values_mut) {
                *share /= total;
            }
        }
        taste.band = band(&mut prices);
        taste
    }

    /// How much more, or less, this shopper cares for an item than its score says.
    pub(super) fn factor(&self, card: &CardView) -> f32 {
        let share = |table: &Table<f32>, name: &str| match name {
            "" => 0.0,
            name => table.get(name).copied().unwrap_or(0.0),
        };
        let category = CATEGORY * share(&self.categories, card.category);
        let brand = BRAND * share(&self.brands, card.brand);
        let like = if self.likes.are_met(card) { LIKE } else { 0.0 };
        (1.0 + category + brand + like) * self.price_factor(card.price)
    }

    /// The categories that this shopper cares for, the most first.
    pub(crate) fn categories(&self, most: usize) -> Vec<&str> {
        favourites(&self.categories, most)
    }

    /// The brands, likewise.
    pub(crate) fn brands(&self, most: usize) -> Vec<&str> {
        favourites(&self.brands, most)
    }

    /// The lower end, the middle and the upper end of the prices that they pay.
    pub(crate) fn prices(&self) -> Option<[f32; 3]> {
        let (median, spread) = self.band?;
        Some([median - spread, median, median + spread].map(|log| exp2(log.max(0.0))))
    }

    /// The most that [`Taste::factor`] can be.
    pub(super) fn most(&self) -> f32 {
        let largest = |table: &Table<f32>| {
            let shares = table.iter().map(|(_, share)| *share);
            shares.fold(0.0, f32::max)
        };
        let like = if self.likes.0.is_empty() { 0.0 } else { LIKE };
        1.0 + CATEGORY * largest(&self.categories) + BRAND * largest(&self.brands) + like
    }

    fn price_factor(&self, price: Option<u64>) -> f32 {
        let (Some((median, spread)), Some(price)) = (self.band, price) else {
            return 1.0;
        };
        let off = ((log2(price) - median) / spread).abs();
        // Within the band all is one; outside, it falls towards its floor.
        let beyond = (off - 1.0).max(0.0);
        1.0 - PRICE * beyond / (beyond + 1.0)
    }
}

fn favourites(table: &Table<f32>, most: usize) -> Vec<&str> {
    let names: Vec<(&str, &f32)> = table.iter().collect();
    let order = crate::table::ranking(names.iter().map(|(_, share)| **share));
    order.into_iter().take(most).map(|at| names[at].0).collect()
}

fn band(prices: &mut [f32]) -> Option<(f32, f32)> {
    if prices.len() < PRICES {
        return None;
    }
    let median = middle(prices);
    prices
        .iter_mut()
        .for_each(|price| *price = (*price - median).abs());
    Some((median, middle(prices).max(NARROWEST)))
}

fn middle(numbers: &[f32]) -> f32 {
    let order = crate::table::ranking(numbers.iter().copied());
    order.get(order.len() / 2).map_or(0.0, |at| numbers[*at])
}

/// The binary logarithm, linear between powers of two: at most 0.09 too low, and no
/// logarithm in the wasm.
fn log2(price: u64) -> f32 {
    let price = price.max(1);
    let whole = price.ilog2();
    whole as f32 + (price as f32 / (1u64 << whole) as f32 - 1.0)
}

/// What [`log2`] makes a logarithm of.
fn exp2(log: f32) -> f32 {
    let whole = log.clamp(0.0, 60.0) as u32;
    (1.0 + (log - whole as f32).clamp(0.0, 1.0)) * (1u64 << whole) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_in_the_band_costs_nothing_and_one_far_off_not_everything() {
        let mut prices: Vec<f32> = [400, 500, 600, 450, 90_000].map(log2).to_vec();
        let taste = Taste {
            band: band(&mut prices),
            ..Taste::default()
        };
        let factor = |price| taste.price_factor(Some(price));
        assert_eq!(factor(500), 1.0);
        assert_eq!(taste.price_factor(None), 1.0);
        assert!(factor(1_000) < 1.0 && factor(2_000) < factor(1_000));
        assert!(factor(u64::MAX) > 1.0 - PRICE && factor(0) > 1.0 - PRICE);
    }

    #[test]
    fn logarithms_are_near_enough() {
        for price in [1u64, 2, 3, 99, 100, 12_345, 1 << 40] {
            let error = (price as f64).log2() - f64::from(log2(price));
            assert!((0.0..0.09).contains(&error), "{price}: {error}");
        }
    }
}
