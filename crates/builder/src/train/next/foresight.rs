//! What a fitted model expects of one customer.

use super::{Next, RANKS};
use crate::train::rows::{Sums, keep};

/// A model, ready to be asked.
pub struct Foresight<'a> {
    next: &'a Next,
    /// All items that anybody buys, most popular first.
    popular: Vec<(u32, f32)>,
}

impl<'a> Foresight<'a> {
    /// Of a model.
    pub fn new(next: &'a Next) -> Self {
        let mut popular: Vec<(u32, f32)> = (0u32..).zip(next.popular.iter().copied()).collect();
        keep(&mut popular, usize::MAX);
        Self { next, popular }
    }

    /// The likeliest items of the next order after these, oldest first, with their rates.
    /// Only of those that are wanted.
    pub fn list(
        &self,
        orders: &[&[u32]],
        limit: usize,
        is_wanted: impl Fn(u32) -> bool,
        sums: &mut Sums,
    ) -> Vec<(u32, f32)> {
        let next = self.next;
        // Each line of an own order, with what it counts as a source and as a repetition.
        let mut own: Vec<(u32, f32, f32)> = Vec::new();
        let calm = 1.0 / (orders.len().max(1) as f32).sqrt();
        let (mut fade, mut total) = (1.0f32, 0.0f32);
        for (rank, order) in orders.iter().rev().enumerate() {
            let age = next.ages[rank.min(RANKS - 1)] * calm;
            own.extend(order.iter().map(|item| (*item, fade, age)));
            total += fade * order.len() as f32;
            fade *= next.fade;
        }
        let share = 1.0 / total.max(f32::MIN_POSITIVE).sqrt();
        for (item, fade, age) in own {
            sums.add(item, next.own[item as usize] * age);
            for (other, rate) in &next.rows[item as usize] {
                sums.add(*other, rate * fade * share);
            }
        }
        let mut list = sums.drain(usize::MAX, |item, sum, _| sum + next.popular[item as usize]);
        list.retain(|(item, _)| is_wanted(*item));
        let mut popular = self.popular.iter();
        let mut more: Vec<(u32, f32)> = Vec::new();
        while let Some(best) = popular.next().filter(|_| more.len() < limit) {
            if is_wanted(best.0) && !list.iter().any(|(item, _)| *item == best.0) {
                more.push(*best);
            }
        }
        list.extend(more);
        keep(&mut list, limit);
        list
    }
}
