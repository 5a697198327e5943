//! A list that is not ten times the same: variants kept apart, categories mixed.
//!
//! Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): each next item is
//! the one with the most relevance less its likeness to what is already in the list.
//! What is chosen so is shown by relevance. Two variants of one product
//! never stand in one list, unless the shop puts both there itself or the list says what was done.

use super::Kind;
use super::candidates::Listed;
use super::{Candidates, Cause, Trace};
use crate::profile::CardView;
use crate::table::sort_keyed;
use dangol_wire::place;
use std::cell::OnceCell;
use std::iter::once;

/// How much likeness counts against relevance.
const LIKENESS: f32 = 0.3;

/// Of how many candidates for each place one is chosen.
const CHOICE: usize = 4;

/// What two cards are compared by.
#[derive(Clone)]
struct Look {
    group: u64,
    category: u64,
    brand: u64,
    words: Vec<u64>,
}

impl Look {
    fn of(card: &CardView) -> Self {
        let hash = |text: &str| match text {
            "" => 0,
            text => place::hash(text),
        };
        Self {
            group: hash(card.group),
            category: hash(card.category),
            brand: hash(card.brand),
            words: card.title.split_whitespace().map(hash).collect(),
        }
    }

    fn is_variant(&self, other: &Self) -> bool {
        self.group != 0 && self.group == other.group
    }

    /// From 0 to 1.
    fn likeness(&self, other: &Self) -> f32 {
        let same = |a: u64, b: u64| f32::from(u8::from(a != 0 && a == b));
        let shared = self.words.iter().filter(|word| other.words.contains(word));
        let most = self.words.len().max(other.words.len()).max(1);
        0.4 * same(self.category, other.category)
            + 0.2 * same(self.brand, other.brand)
            + 0.4 * shared.count() as f32 / most as f32
    }
}

/// How a candidate stands to those chosen that it was compared with.
#[derive(Clone, Default)]
struct Standing {
    /// With how many of them, in their order.
    met: usize,
    /// The most that it is like one of them.
    likest: f32,
    /// How many are of its category; none where a category is not stated.
    alike: usize,
}

impl Standing {
    /// What it is worth to a list, at most.
    fn value(&self, relevance: f32, cap: usize) -> f32 {
        // A full category comes after everything else.
        relevance - LIKENESS * self.likest - if self.alike >= cap { 10.0 } else { 0.0 }
    }

    /// Compares it with those that were chosen since; no if it is a variant of one of them.
    fn meet<'a>(&mut self, chosen: &[usize], at: usize, look: &impl Fn(usize) -> &'a Look) -> bool {
        for other in &chosen[self.met..] {
            let (own, other) = (look(at), look(*other));
            if own.is_variant(other) {
                return false;
            }
            self.met += 1;
            self.likest = self.likest.max(other.likeness(own));
            self.alike += usize::from(own.category != 0 && own.category == other.category);
        }
        true
    }
}

/// Whether a list of this kind is mixed. Lists that say what was done keep their order.
fn mixes(kind: Kind) -> bool {
    !matches!(kind, Kind::RecentlyViewed | Kind::BuyAgain)
}

/// How many candidates are worth comparing.
pub(super) fn pool(kind: Kind, limit: usize) -> usize {
    if mixes(kind) {
        limit.saturating_mul(CHOICE)
    } else {
        limit
    }
}

/// Of those that may be shown, best first: the places of those to show, in their order. What the
/// shop puts before them is `first`.
pub(super) fn choose(
    kind: Kind,
    first: &[Listed],
    listed: &[Listed],
    limit: usize,
    found: &Candidates,
    trace: &Trace,
) -> Vec<usize> {
    let pool = &listed[..listed.len().min(pool(kind, limit))];
    let behind = listed[pool.len()..].iter().map(|listed| listed.number);
    trace.all_left_out(found, behind, Cause::Behind);
    if !mixes(kind) {
        return (0..pool.len()).collect();
    }
    let best = pool
        .first()
        .map_or(1.0, |best| best.score.max(f32::MIN_POSITIVE));
    let looks: Vec<OnceCell<Look>> = vec![OnceCell::new(); pool.len()];
    let look = |at: usize| looks[at].get_or_init(|| Look::of(&pool[at].card));
    let leave = |at: usize, cause| trace.all_left_out(found, once(pool[at].number), cause);
    // On a mug's page mugs may fill the list; elsewhere no category takes more than half,
    // or three.
    let cap = match kind {
        Kind::ForYou | Kind::Trending | Kind::NewForYou => limit.div_ceil(2).max(3),
        _ => limit,
    };
    let mut standing = vec![Standing::default(); pool.len()];
    let mut left: Vec<usize> = (0..pool.len()).collect();
    for first in first.iter().map(|listed| Look::of(&listed.card)) {
        left.retain(|at| {
            let variant = first.is_variant(look(*at));
            if variant {
                leave(*at, Cause::Variant);
            }
            !variant
        });
    }
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < limit {
        let mut pick: Option<(usize, f32)> = None;
        let mut place = 0;
        while let Some(&at) = left.get(place) {
            let standing = &mut standing[at];
            let relevance = pool[at].score / best;
            let better = |value: f32| pick.is_none_or(|(_, known)| value > known);
            // What is chosen only takes away: who is behind already needs no comparing.
            if better(standing.value(relevance, cap)) {
                if !standing.meet(&chosen, at, &look) {
                    leave(at, Cause::Variant);
                    left.remove(place);
                    continue;
                }
                let value = standing.value(relevance, cap);
                if better(value) {
                    pick = Some((place, value));
                }
            }
            place += 1;
        }
        let Some((place, _)) = pick else {
            break;
        };
        chosen.push(left.remove(place));
    }
    if trace.is_on() {
        let last = chosen.iter().map(|at| pool[*at].score);
        let last = last.fold(f32::INFINITY, f32::min);
        for at in left {
            let cause = if !standing[at].meet(&chosen, at, &look) {
                Cause::Variant
            } else if standing[at].alike >= cap {
                Cause::Category
            } else if pool[at].score > last {
                Cause::Alike
            } else {
                Cause::Behind
            };
            leave(at, cause);
        }
    }
    // The places are by relevance already.
    let mut keyed: Vec<(u32, u32)> = chosen.iter().map(|at| (*at as u32, 0)).collect();
    sort_keyed(&mut keyed);
    keyed.into_iter().map(|(at, _)| at as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card<'a>(title: &'a str, category: &'a str, group: &'a str, score: f32) -> Listed<'a> {
        let card = CardView {
            title,
            category,
            group,
            ..CardView::default()
        };
        Listed {
            number: 0,
            card,
            factor: 1.0,
            score,
        }
    }

    fn choose(kind: Kind, cards: &[Listed], limit: usize) -> Vec<usize> {
        super::choose(
            kind,
            &[],
            cards,
            limit,
            &Candidates::default(),
            &Trace::default(),
        )
    }

    #[test]
    fn variants_stand_apart_and_categories_are_mixed() {
        let cards = [
            card("red mug", "mugs", "mug", 1.0),
            card("blue mug", "mugs", "mug", 0.99),
            card("tall mug", "mugs", "", 0.98),
            card("bee mug", "mugs", "", 0.97),
            card("tea towel", "towels", "", 0.9),
            card("lamp", "lamps", "", 0.85),
        ];
        assert_eq!(choose(Kind::ForYou, &cards, 4), [0, 2, 4, 5]);
        assert_eq!(choose(Kind::ForYou, &cards, 3), [0, 4, 5]);
        assert_eq!(choose(Kind::ForYou, &cards[..4], 4), [0, 2, 3]);
    }

    #[test]
    fn without_attributes_the_order_stays() {
        let titles: Vec<String> = (0..9).map(|at| format!("thing-{at}")).collect();
        let cards: Vec<_> = (0..9u8)
            .map(|at| card(&titles[usize::from(at)], "", "", 9.0 - f32::from(at)))
            .collect();
        assert_eq!(choose(Kind::ForYou, &cards, 5), [0, 1, 2, 3, 4]);
        assert!(choose(Kind::ForYou, &[], 5).is_empty());
    }

    #[test]
    fn no_variant_follows_what_the_shop_puts_first() {
        let pinned = [card("Blue mug", "Mugs", "mug", 0.1)];
        let rest = [
            card("Red mug", "Mugs", "mug", 1.0),
            card("Plate", "Plates", "", 0.5),
        ];
        let (found, trace) = (Candidates::default(), Trace::default());
        let chosen = super::choose(Kind::ForYou, &pinned, &rest, 4, &found, &trace);
        assert_eq!(chosen, [1]);
    }
}
