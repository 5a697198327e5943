//! Rows of neighbours, and the sums that they are made from.

use rayon::prelude::*;

/// The neighbours of each item with their weights, nearest first.
pub type Rows = Vec<Vec<(u32, f32)>>;

/// Sums by item. Kept between rows, so that a row costs what it touches and not the
/// size of the catalogue.
#[derive(Debug, Clone)]
pub struct Sums {
    /// Of each item the sum and how often it was added to, side by side in memory.
    sums: Vec<(f32, u32)>,
    touched: Vec<u32>,
    row: Vec<(u32, f32)>,
}

impl Sums {
    /// For so many items.
    pub fn new(items: usize) -> Self {
        Self {
            sums: vec![(0.0, 0); items],
            touched: Vec::new(),
            row: Vec::new(),
        }
    }

    /// Adds to the sum of an item.
    pub fn add(&mut self, item: u32, weight: f32) {
        let (sum, count) = &mut self.sums[item as usize];
        if *count == 0 {
            self.touched.push(item);
        }
        *count += 1;
        *sum += weight;
    }

    /// Empties the sums into a row: `score` makes a weight from item, sum and number of
    /// additions; what is not a positive number is left out, the `limit` largest stay.
    pub fn drain(
        &mut self,
        limit: usize,
        mut score: impl FnMut(u32, f32, u32) -> f32,
    ) -> Vec<(u32, f32)> {
        self.row.clear();
        for item in self.touched.drain(..) {
            let (sum, count) = std::mem::take(&mut self.sums[item as usize]);
            let weight = score(item, sum, count);
            if weight > 0.0 && weight.is_finite() {
                self.row.push((item, weight));
            }
        }
        keep(&mut self.row, limit);
        // A copy, so that a row of a few neighbours does not hold the room for all that it saw.
        self.row.clone()
    }
}

/// Keeps the `limit` largest, sorted; ties go to the lower item.
pub fn keep(row: &mut Vec<(u32, f32)>, limit: usize) {
    let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if limit == 0 {
        row.clear();
    } else if row.len() > limit {
        row.select_nth_unstable_by(limit - 1, order);
        row.truncate(limit);
    }
    row.sort_unstable_by(order);
}

/// Makes the row of each item, on all processors. Rows do not depend on each other, so
/// the result does not depend on how many there are.
pub fn for_each(items: usize, row: impl Fn(u32, &mut Sums) -> Vec<(u32, f32)> + Sync) -> Rows {
    (0..items as u32)
        .into_par_iter()
        .map_init(|| Sums::new(items), |sums, item| row(item, sums))
        .collect()
}

/// Divides all weights by the largest of all rows, so that they are at most 1.
pub fn normalise(rows: &mut Rows) {
    let largest = rows
        .iter()
        .flatten()
        .map(|(_, weight)| *weight)
        .fold(0.0f32, f32::max);
    if largest > 0.0 {
        for (_, weight) in rows.iter_mut().flatten() {
            // A weight so small that the division makes it zero would be no weight.
            *weight = (*weight / largest).max(f32::MIN_POSITIVE);
        }
    }
}
