//! What the shop's rules do with a list.
//!
//! What they move says so: what a rule adds to a score is a term of its own.

use super::candidates::{Candidates, Listed};
use super::{Cause, Query, Scene, exclude};
use crate::model::State;
use crate::profile::CardView;
use crate::reason::Ground;
use crate::rules::{Act, Target};
use crate::table::ranking;

/// The rules that act on a list.
#[derive(Debug, Default)]
pub(crate) struct Merchandise<'a> {
    acts: Vec<&'a Act>,
    /// How many smallest units the currency's unit has.
    unit: f64,
}

impl<'a> Merchandise<'a> {
    pub(crate) fn new(acts: impl Iterator<Item = &'a Act>, digits: u32) -> Self {
        Self {
            acts: acts.collect(),
            unit: f64::from(10u32.pow(digits)),
        }
    }

    /// Whether the rules let an item be shown at all.
    pub(super) fn allows(&self, item: &str, card: &CardView) -> Result<(), Cause> {
        for (at, act) in self.acts.iter().enumerate() {
            match act {
                Act::Exclude(target) if target.fits(item, card, self.unit) => {
                    return Err(Cause::Excluded(at));
                }
                Act::Only(target) if !target.fits(item, card, self.unit) => {
                    return Err(Cause::NotAmong(at));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What is to be first, with the place of the rule that wants it.
    fn pins(&self) -> impl Iterator<Item = (usize, &'a Target)> {
        let targets = self.acts.iter().enumerate().map(|(at, act)| match act {
            Act::Pin(targets) => (at, targets.as_slice()),
            _ => (at, &[][..]),
        });
        targets.flat_map(|(at, targets)| targets.iter().map(move |target| (at, target)))
    }

    /// Whether a file with something that is to be first is still on its way.
    pub(super) fn waits(&self, scene: &Scene) -> bool {
        let mut items = self.pins().flat_map(|(_, target)| &target.items);
        items.any(|item| {
            let asked = matches!(scene.model.chunk_of(item), Some(State::Asked));
            asked && scene.card(item).is_none()
        })
    }

    /// Weighs and orders a list. Returns how many of its first places are the shop's.
    pub(super) fn arrange(
        &self,
        scene: &Scene<'a>,
        query: &Query,
        found: &mut Candidates<'a>,
        listed: &mut Vec<Listed<'a>>,
    ) -> usize {
        if self.acts.is_empty() {
            return 0;
        }
        self.weigh(scene, found, listed);
        let mut first: Vec<Listed> = Vec::new();
        for (act, target) in self.pins() {
            for item in &target.items {
                let number = found.number(item);
                let known = listed.iter().chain(&first);
                if known.into_iter().any(|listed| listed.number == number) {
                    continue;
                }
                if let Some(card) = exclude::shown_card(scene, query, item) {
                    listed.push(Listed {
                        number,
                        card,
                        factor: 1.0,
                        score: found.score(number, 1.0),
                    });
                }
            }
            let mut take = |at: usize, listed: &mut Vec<Listed<'a>>| {
                let it = listed[at];
                let fits = target.fits(found.item(it.number), &it.card, self.unit);
                if fits && first.len() < query.limit {
                    scene.trace.touched(act, found.item(it.number));
                    first.push(listed.remove(at));
                }
                usize::from(!fits || first.len() >= query.limit)
            };
            // Named items in the order in which they are named.
            for item in &target.items {
                let place = |it: &Listed| found.item(it.number) == item;
                if let Some(at) = listed.iter().position(place) {
                    take(at, listed);
                }
            }
            let mut at = 0;
            while at < listed.len() {
                at += take(at, listed);
            }
        }
        let all = listed.iter().chain(&first);
        let best = all.map(|listed| listed.score).fold(0.0, f32::max);
        let count = first.len();
        for (place, it) in first.iter_mut().enumerate() {
            // So far above the best that the largest term is always the shop's.
            let score = 2.0 * best + (count - place) as f32;
            let more = (score - it.score) / it.factor.max(f32::MIN_POSITIVE);
            found.add(it.number, Ground::Shop, "", more);
            it.score = score;
        }
        first.append(listed);
        *listed = first;
        count
    }

    /// Multiplies scores by what the rules say, and orders by them.
    fn weigh(&self, scene: &Scene, found: &mut Candidates<'a>, listed: &mut Vec<Listed<'a>>) {
        let mut any = false;
        for it in listed.iter_mut() {
            let item = found.item(it.number);
            let factors = self.acts.iter().enumerate().map(|(at, act)| match act {
                Act::Weigh(target, by) if target.fits(item, &it.card, self.unit) => {
                    scene.trace.touched(at, item);
                    *by
                }
                _ => 1.0,
            });
            let factor: f32 = factors.product::<f32>().clamp(1e-3, 1e3);
            if factor != 1.0 {
                any = true;
                let more = found.score(it.number, 1.0) * (factor - 1.0);
                found.add(it.number, Ground::Shop, "", more);
                it.score *= factor;
            }
        }
        if any {
            let order = ranking(listed.iter().map(|it| it.score));
            *listed = order.into_iter().map(|at| listed[at]).collect();
        }
    }
}
