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

/// How much likeness counts against relevance.
const LIKENESS: f32 = 0.3;

/// Of how many candidates for each place one is chosen.
const CHOICE: usize = 4;

/// What two cards are compared by.
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
    let looks: Vec<Look> = pool.iter().map(|listed| Look::of(&listed.card)).collect();
    // On a mug's page mugs may fill the list; elsewhere no category takes more than half,
    // or three.
    let cap = match kind {
        Kind::ForYou | Kind::Trending | Kind::NewForYou => limit.div_ceil(2).max(3),
        _ => limit,
    };
    let mut likest = vec![0.0f32; pool.len()];
    // How many of its category are chosen already; none where a category is not stated.
    let mut alike = vec![0; pool.len()];
    let mut left: Vec<usize> = (0..pool.len()).collect();
    for look in first.iter().map(|listed| Look::of(&listed.card)) {
        let variants = (left.iter().copied()).filter(|other| look.is_variant(&looks[*other]));
        let variants = variants.map(|other| pool[other].number);
        trace.all_left_out(found, variants, Cause::Variant);
        left.retain(|other| !look.is_variant(&looks[*other]));
    }
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < limit && !left.is_empty() {
        let value = |at: usize| pool[at].score / best - LIKENESS * likest[at];
        let mut pick: Option<(usize, f32)> = None;
        for (place, at) in left.iter().enumerate() {
            // A full category comes after everything else.
            let value = value(*at) - if alike[*at] >= cap { 10.0 } else { 0.0 };
            if pick.is_none_or(|(_, known)| value > known) {
                pick = Some((place, value));
            }
        }
        let Some((place, _)) = pick else {
            break;
        };
        let at = left.remove(place);
        chosen.push(at);
        let variants = (left.iter().copied()).filter(|other| looks[at].is_variant(&looks[*other]));
        let variants = variants.map(|other| pool[other].number);
        trace.all_left_out(found, variants, Cause::Variant);
        left.retain(|other| !looks[at].is_variant(&looks[*other]));
        for other in &left {
            likest[*other] = likest[*other].max(looks[at].likeness(&looks[*other]));
            let same = looks[at].category != 0 && looks[at].category == looks[*other].category;
            alike[*other] += usize::from(same);
        }
    }
    if trace.is_on() {
        let last = chosen.iter().map(|at| pool[*at].score);
        let last = last.fold(f32::INFINITY, f32::min);
        for at in left {
            let cause = if alike[at] >= cap {
                Cause::Category
            } else if pool[at].score > last {
                Cause::Alike
            } else {
                Cause::Behind
            };
            trace.left_out(found.item(pool[at].number), cause);
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
