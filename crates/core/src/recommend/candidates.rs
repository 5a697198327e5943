//! Candidates with the terms of their scores, and those of them that may be shown.

use super::taste::Taste;
use super::{Cause, Offer, Query, Scene, diversity, exclude};
use crate::profile::CardView;
use crate::reason::Ground;
use crate::table::{Index, ranking};

/// Behind the last term of a candidate.
const END: u32 = u32::MAX;

/// After so many more candidates it is asked again whether the rest can still matter.
const STRIDE: usize = 16;

/// A part of a score, and where it comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) ground: Ground,
    pub(super) from: &'a str,
    pub(super) weight: f32,
    next: u32,
}

/// Items with the parts of their scores. All parts lie in one list, each with the place of
/// the next one of its item, so that a candidate costs no allocation.
#[derive(Debug, Default)]
pub(crate) struct Candidates<'a> {
    index: Index<'a>,
    /// The places of each item's first and last part.
    ends: Vec<(u32, u32)>,
    parts: Vec<Part<'a>>,
}

impl<'a> Candidates<'a> {
    /// The number of an item, which becomes a candidate if it is none yet.
    pub(super) fn number(&mut self, item: &'a str) -> usize {
        let number = self.index.number(item);
        if number == self.ends.len() {
            self.ends.push((END, END));
        }
        number
    }

    /// The number of an item, if it is a candidate.
    pub(super) fn find(&self, item: &str) -> Option<usize> {
        self.index.find(item)
    }

    /// Adds to a candidate's score. What comes from the same item as the part before it is one
    /// part with it.
    pub(super) fn add(&mut self, number: usize, ground: Ground, from: &'a str, weight: f32) {
        let (first, last) = self.ends[number];
        let place = self.parts.len() as u32;
        match self.parts.get_mut(last as usize) {
            Some(part) if part.ground == ground && part.from == from => {
                part.weight += weight;
                return;
            }
            Some(part) => part.next = place,
            None => {}
        }
        self.ends[number] = (if first == END { place } else { first }, place);
        self.parts.push(Part {
            ground,
            from,
            weight,
            next: END,
        });
    }

    /// Adds to an item's score.
    pub(super) fn put(&mut self, item: &'a str, ground: Ground, from: &'a str, weight: f32) {
        let number = self.number(item);
        self.add(number, ground, from, weight);
    }

    /// Forgets what speaks for a candidate.
    pub(super) fn clear(&mut self, number: usize) {
        self.ends[number] = (END, END);
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The item of a candidate.
    pub(super) fn item(&self, number: usize) -> &'a str {
        self.index.ids()[number]
    }

    /// The parts of a candidate's score, in the order in which they came.
    pub(super) fn parts(&self, number: usize) -> impl Iterator<Item = &Part<'a>> {
        let mut at = self.ends[number].0;
        std::iter::from_fn(move || {
            let part = self.parts.get(at as usize)?;
            at = part.next;
            Some(part)
        })
    }

    /// The sum of a candidate's parts, each times the factor.
    pub(super) fn score(&self, number: usize, factor: f32) -> f32 {
        self.parts(number).map(|part| part.weight * factor).sum()
    }

    /// Those of these numbers, with a score each, that anything speaks for, best first; equal
    /// ones by id.
    fn order(&self, numbers: &[u32], scores: &[f32]) -> Vec<usize> {
        let mut order = ranking(scores.iter().copied());
        let spoken_for = order.iter().take_while(|at| scores[**at] > 0.0).count();
        order.truncate(spoken_for);
        let id = |at: usize| self.item(numbers[at] as usize);
        let mut from = 0;
        while from < order.len() {
            let score = scores[order[from]];
            let equal = order[from..].iter().take_while(|at| scores[**at] == score);
            let to = from + equal.count();
            sort(&mut order[from..to], &|a, b| id(a) < id(b));
            from = to;
        }
        order
    }
}

/// Shell's sort: what is few needs no sort of its own in the wasm.
pub(super) fn sort(places: &mut [usize], before: &dyn Fn(usize, usize) -> bool) {
    let mut gap = places.len() / 2;
    while gap > 0 {
        for from in gap..places.len() {
            let mut at = from;
            while at >= gap && before(places[at], places[at - gap]) {
                places.swap(at, at - gap);
                at -= gap;
            }
        }
        gap /= 2;
    }
}

/// A candidate that may be shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Listed<'a> {
    pub(super) number: usize,
    pub(super) card: CardView<'a>,
    /// By which the shopper's taste multiplies every part.
    pub(super) factor: f32,
    pub(super) score: f32,
}

/// Those that may be shown, in the order in which they were put, as many as are worth comparing.
pub(super) fn as_put<'a>(scene: &Scene<'a>, query: &Query, found: Candidates<'a>) -> Offer<'a> {
    let mut listed = Vec::new();
    let all = 0..found.len();
    append(scene, query, &found, all, &mut listed);
    Offer::List(found, listed)
}

/// Appends those of these that may be shown until there are as many as are worth comparing.
pub(super) fn append<'a>(
    scene: &Scene<'a>,
    query: &Query,
    found: &Candidates<'a>,
    numbers: impl Iterator<Item = usize>,
    listed: &mut Vec<Listed<'a>>,
) {
    let most = diversity::pool(query.kind, query.limit);
    for number in numbers {
        if listed.len() >= most {
            if !scene.trace.is_on() {
                return;
            }
            scene.trace.left_out(found.item(number), Cause::Behind);
            continue;
        }
        if let Some(card) = exclude::shown_card(scene, query, found.item(number)) {
            listed.push(Listed {
                number,
                card,
                factor: 1.0,
                score: found.score(number, 1.0),
            });
        }
    }
}

/// Those that may be shown by their scores times the taste, best first; equal ones by id; as many
/// as are worth comparing.
///
/// Taste needs the card and can only move a score so far: once there are enough, those that even
/// the strongest taste could not lift among them are not looked at.
pub(super) fn by_taste<'a>(
    scene: &Scene<'a>,
    query: &Query,
    found: &Candidates<'a>,
    taste: &Taste,
) -> Vec<Listed<'a>> {
    let most = diversity::pool(query.kind, query.limit);
    let numbers: Vec<u32> = (0..found.len() as u32).collect();
    let scores: Vec<f32> = (0..found.len())
        .map(|number| found.score(number, 1.0))
        .collect();
    // A little more than the most, for what rounding may add.
    let at_most = taste.most() * 1.0001;
    let mut listed: Vec<Listed> = Vec::new();
    let mut check = most;
    let order = found.order(&numbers, &scores);
    let unspoken = (0..found.len()).filter(|number| !order.contains(number));
    (scene.trace).all_left_out(found, unspoken, Cause::NothingFor);
    for (place, number) in order.iter().copied().enumerate() {
        if listed.len() >= check {
            let best = ranking(listed.iter().map(|listed| listed.score));
            if listed[best[most - 1]].score > scores[number] * at_most {
                let rest = order[place..].iter().copied();
                scene.trace.all_left_out(found, rest, Cause::Behind);
                break;
            }
            check = listed.len() + STRIDE;
        }
        if let Some(card) = exclude::shown_card(scene, query, found.item(number)) {
            let factor = taste.factor(&card);
            scene.trace.weighed(found.item(number), factor);
            listed.push(Listed {
                number,
                card,
                factor,
                score: found.score(number, factor),
            });
        }
    }
    let numbers: Vec<u32> = listed.iter().map(|listed| listed.number as u32).collect();
    let scores: Vec<f32> = listed.iter().map(|listed| listed.score).collect();
    let order = found.order(&numbers, &scores);
    let rest = (0..listed.len()).filter(|at| !order.iter().take(most).any(|kept| kept == at));
    let rest = rest.map(|at| listed[at].number);
    scene.trace.all_left_out(found, rest, Cause::Behind);
    let order = order.into_iter().take(most);
    order.map(|at| listed[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_scores_are_ordered_by_id_and_what_nothing_speaks_for_is_left_out() {
        let ids: Vec<String> = (0..40u32).map(|n| format!("item-{}", n * 7 % 40)).collect();
        let mut found = Candidates::default();
        for id in &ids {
            found.put(id, Ground::Viewed, "a", 0.5);
        }
        found.put("best", Ground::Viewed, "a", 0.5);
        found.put("best", Ground::Viewed, "a", 0.25);
        found.put("best", Ground::Viewed, "b", 0.25);
        found.put("worst", Ground::Liked, "c", -1.0);
        let best = found.find("best").unwrap_or_default();
        assert_eq!(found.parts(best).count(), 2);
        assert_eq!(found.score(best, 2.0), 2.0);
        let numbers: Vec<u32> = (0..found.len() as u32).collect();
        let scores: Vec<f32> = (0..found.len()).map(|n| found.score(n, 1.0)).collect();
        let order = found.order(&numbers, &scores);
        let mut expected: Vec<&str> = ids.iter().map(String::as_str).collect();
        expected.sort_unstable();
        expected.insert(0, "best");
        let ordered: Vec<&str> = order.iter().map(|at| found.item(*at)).collect();
        assert_eq!(ordered, expected);
        found.clear(best);
        assert_eq!(found.score(best, 1.0), 0.0);
    }
}
