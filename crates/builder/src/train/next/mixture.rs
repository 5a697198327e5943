//! The mixture of one item: by whom each of its orders was brought.

use super::RANKS;
use super::examples::{Examples, Exposure, LAST};
use super::popularity::{Shares, Weeks};
use crate::history::History;
use crate::options::NextOptions;

/// An order of the item that is an example.
#[derive(Debug, Clone, Copy)]
struct Target {
    /// How much it counts.
    weight: f32,
    /// How popular the item was in that week.
    popular: f32,
    /// B^(-1/2) of its customer.
    calm: f32,
    /// How many own orders with the item are older than the ranks.
    old: f32,
    /// In which own orders before it the item was, by rank.
    ranks: u16,
    /// Where its sources end.
    end: u32,
}

/// What is fitted of one item, and what it is fitted to.
#[derive(Debug, Clone, Default)]
pub struct Mixture {
    /// What its popularity counts.
    pub popular: f32,
    /// How likely it is bought again, against others.
    pub own: f32,
    /// The items that bring it, with their weights.
    pub sources: Vec<(u32, f32)>,
    targets: Vec<Target>,
    /// Places among the sources, with what each source counts in the customer's history.
    met: Vec<(u32, f32)>,
    /// The sum over all examples of weight times popularity.
    shown: f64,
    /// As a purchase that may be repeated, by rank.
    ranks: [f64; RANKS],
    /// What popularity has brought.
    gained: f64,
}

/// What all items share, and what one item adds to it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shared {
    /// What popularity has brought, and the sum that it is a share of.
    pub popular: (f64, f64),
    /// What own purchases of each rank have brought.
    pub brought: [f64; RANKS],
    /// The sums that these are shares of.
    pub shown: [f64; RANKS],
}

impl Shared {
    /// Adds what another item adds.
    pub fn add(&mut self, other: &Self) {
        self.popular.0 += other.popular.0;
        self.popular.1 += other.popular.1;
        for rank in 0..RANKS {
            self.brought[rank] += other.brought[rank];
            self.shown[rank] += other.shown[rank];
        }
    }
}

/// What mixtures are made from.
pub struct Ground<'a> {
    /// The orders.
    pub history: &'a History,
    /// Which of them are learned from.
    pub examples: &'a Examples,
    /// How popular items are.
    pub weeks: &'a Weeks,
    /// The sum of the examples' weights by week, as [`Weeks::exposures`] has it.
    pub shown: &'a [f64],
    /// fade^rank.
    pub fades: &'a [f32; RANKS],
}

/// What makes a rate never 0.
const LEAST_RATE: f32 = 1e-9;

/// Not among the sources.
const NONE: u32 = u32::MAX;

/// The place of each item among the sources of one; kept between items.
#[derive(Debug, Clone)]
pub struct Places(Vec<u32>);

impl Places {
    /// For so many items, none of which is a source.
    pub fn new(items: usize) -> Self {
        Self(vec![NONE; items])
    }
}

impl Mixture {
    /// Of an item that these may bring. `places` is of no item, before and after.
    pub fn new(
        ground: &Ground,
        item: u32,
        sources: Vec<(u32, f32)>,
        shares: &Shares,
        exposure: &Exposure,
        places: &mut Places,
    ) -> Self {
        let Ground {
            history, examples, ..
        } = ground;
        let mut mixture = Self {
            popular: 0.7,
            own: 1.0,
            ranks: exposure.ranks,
            ..Self::default()
        };
        for (place, (source, _)) in (0u32..).zip(&sources) {
            places.0[*source as usize] = place;
        }
        let own = own_places(history, examples, item);
        for order in history.orders_of.get(item) {
            let at = *order as usize;
            let week = ground.weeks.of(history.times[at]);
            mixture.shown += ground.shown[week as usize];
            let weight = examples.weight[at];
            if weight <= 0.0 {
                continue;
            }
            if !sources.is_empty() {
                for (before, fade) in examples.before(history, *order).zip(ground.fades) {
                    for other in history.baskets.get(before) {
                        let place = places.0[*other as usize];
                        if place != NONE {
                            mixture.met.push((place, examples.share[at] * fade));
                        }
                    }
                }
            }
            let (ranks, old) = ranks(&own, history.customers[at], examples.place[at]);
            mixture.targets.push(Target {
                weight,
                popular: shares.at(week),
                calm: examples.calm[at],
                old,
                ranks,
                end: mixture.met.len() as u32,
            });
        }
        for (source, _) in &sources {
            places.0[*source as usize] = NONE;
        }
        mixture.sources = sources;
        mixture
    }

    /// A round of the fit: each order of the item is shared by what may have brought it,
    /// in the proportions that are known so far, and from the shares come better ones.
    /// `exposures` are the items' as sources.
    pub fn round(
        &mut self,
        ages: &[f32; RANKS],
        exposures: &[f32],
        options: &NextOptions,
    ) -> Shared {
        let mut shared = Shared::default();
        shared.popular.1 = self.shown;
        let (mut again, mut exposed) = (0.0f64, 0.0f64);
        let ranks = self.ranks.iter().zip(ages);
        for (shown, (exposure, age)) in shared.shown.iter_mut().zip(ranks) {
            *shown = f64::from(self.own) * exposure;
            exposed += f64::from(*age) * exposure;
        }
        let mut brought = vec![0.0f64; self.sources.len()];
        let mut from = 0;
        for target in &self.targets {
            let met = &self.met[from..target.end as usize];
            from = target.end as usize;
            let popular = self.popular * target.popular;
            let own = self.own * target.calm;
            let sources = met.iter();
            let sources: f32 = sources
                .map(|(place, counts)| self.sources[*place as usize].1 * counts)
                .sum();
            let rate = LEAST_RATE + popular + own * target.aged(ages) + sources;
            let part = target.weight / rate;
            shared.popular.0 += f64::from(part * popular);
            for (place, counts) in met {
                let weight = self.sources[*place as usize].1;
                brought[*place as usize] += f64::from(part * weight * counts);
            }
            for (rank, times) in target.times() {
                let share = f64::from(part * own * ages[rank] * times);
                shared.brought[rank] += share;
                again += share;
            }
        }
        let prior = options.own_prior;
        self.own = ((again + prior) / (exposed + prior)) as f32;
        for ((source, weight), brought) in self.sources.iter_mut().zip(brought) {
            let exposure = f64::from(exposures[*source as usize]) + options.source_prior;
            *weight = ((brought - options.sparsity).max(0.0) / exposure) as f32;
        }
        self.gained = shared.popular.0;
        shared
    }

    /// What popularity counts, drawn to what it counts for all items.
    pub fn settle(&mut self, usual: f64, options: &NextOptions) {
        let prior = options.popularity_prior;
        self.popular = ((self.gained + prior * usual) / (self.shown + prior)) as f32;
    }
}

impl Target {
    /// In which ranks the item was bought before, and how often.
    fn times(&self) -> impl Iterator<Item = (usize, f32)> + '_ {
        let recent = (0..LAST).filter(|rank| self.ranks >> rank & 1 == 1);
        let old = Some((LAST, self.old)).filter(|(_, old)| *old > 0.0);
        recent.map(|rank| (rank, 1.0)).chain(old)
    }

    /// How much these purchases count together.
    fn aged(&self, ages: &[f32; RANKS]) -> f32 {
        self.times().map(|(rank, times)| ages[rank] * times).sum()
    }
}

/// The orders of an item by known customers, as customer and place, ascending.
fn own_places(history: &History, examples: &Examples, item: u32) -> Vec<(u32, u32)> {
    let orders = history.orders_of.get(item).iter();
    let mut places: Vec<(u32, u32)> = orders
        .map(|order| *order as usize)
        .filter(|order| history.customers[*order] < history.known_customers)
        .map(|order| (history.customers[order], examples.place[order]))
        .collect();
    places.sort_unstable();
    places
}

/// In which orders before the one at a place the customer had the item: the ranks as
/// bits, and how many are older.
fn ranks(own: &[(u32, u32)], customer: u32, place: u32) -> (u16, f32) {
    let find = |place: u32| own.partition_point(|known| *known < (customer, place));
    let recent = place.saturating_sub(LAST as u32);
    let (first, from, to) = (find(0), find(recent), find(place));
    let bits = own[from..to]
        .iter()
        .map(|(_, own)| 1u16 << (place - 1 - own));
    (bits.sum(), (from - first) as f32)
}
