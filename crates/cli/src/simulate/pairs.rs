//! Why item-to-item is not learned from devices: how far noise would be above what is there.
//!
//! Suppose that each device told one pair of products out of its last order, through the same
//! noise as its interest. All pairs of the shop are then the cells of one histogram; with so
//! many, the best mechanisms (optimised unary encoding or local hashing; Wang et al., USENIX
//! Security 2017) have the variance 4 e^ε / (N (e^ε − 1)²) of a cell's share. A pair can be
//! told from none when its share is above what chance reaches in any of all cells with 5 %.

use super::shop::Shop;
use serde::Serialize;
use std::collections::HashMap;

/// ε of every noised answer.
const EPSILON: f64 = 2.0;

/// Orders of more different products are looked at only as far as they make all others' share
/// smaller: a pair out of thousands is hardly ever the one that is drawn.
const LARGEST: usize = 60;

/// What so many devices could tell.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reach {
    /// How many devices.
    pub devices: usize,
    /// The standard error of the share of one pair.
    pub error: f64,
    /// The smallest share that can be told from none.
    pub smallest: f64,
    /// How many of the pairs that were bought together have such a share.
    pub pairs: usize,
}

/// All that is told of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Pairs {
    /// How many products the shop has.
    pub products: usize,
    /// How many pairs of them were bought together at least twice: what orders tell.
    pub in_orders: usize,
    /// The share of the commonest pair.
    pub commonest: f64,
    /// How many devices it takes to tell that one from none.
    pub devices_for_commonest: f64,
    /// What devices could tell.
    pub reach: Vec<Reach>,
}

/// Reckons it from the shop's own orders.
pub fn reckon(shop: &Shop, sizes: &[usize]) -> Pairs {
    let mut shares: HashMap<(u32, u32), (f32, u32)> = HashMap::new();
    let mut orders = 0_u32;
    for basket in &shop.baskets {
        let count = basket.len();
        if count < 2 {
            continue;
        }
        orders += 1;
        if count > LARGEST {
            continue;
        }
        let each = 2.0 / (count * (count - 1)) as f32;
        for (at, one) in basket.iter().enumerate() {
            for other in &basket[at + 1..] {
                let (share, times) = shares.entry((*one, *other)).or_default();
                *share += each;
                *times += 1;
            }
        }
    }
    let all = f64::from(orders.max(1));
    let mut found: Vec<f64> = shares
        .values()
        .map(|(share, _)| f64::from(*share) / all)
        .collect();
    found.sort_by(|one, other| other.total_cmp(one));
    let products = shop.products.len();
    let cells = (products as f64) * (products as f64 - 1.0) / 2.0;
    let e = EPSILON.exp();
    // Of one answer; a share above 0 adds to it too little to matter.
    let one = 4.0 * e / (e - 1.0).powi(2);
    let far = normal_point(0.05 / cells.max(1.0));
    let commonest = found.first().copied().unwrap_or(0.0);
    let reach = sizes.iter().map(|devices| {
        let error = (one / (*devices).max(1) as f64).sqrt();
        let smallest = far * error;
        Reach {
            devices: *devices,
            error,
            smallest,
            pairs: found.partition_point(|share| *share >= smallest),
        }
    });
    Pairs {
        products,
        in_orders: shares.values().filter(|(_, times)| *times >= 2).count(),
        commonest,
        devices_for_commonest: one * (far / commonest.max(f64::MIN_POSITIVE)).powi(2),
        reach: reach.collect(),
    }
}

/// The point that a standard normal number exceeds with this probability.
fn normal_point(chance: f64) -> f64 {
    let (mut low, mut high) = (0.0, 40.0);
    for _ in 0..80 {
        let middle = (low + high) / 2.0;
        if 0.5 * libm::erfc(middle / std::f64::consts::SQRT_2) > chance {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_those_of_the_tables() {
        for (chance, point) in [(0.025, 1.959_964), (0.001, 3.090_232), (1e-9, 5.997_807)] {
            assert!((normal_point(chance) - point).abs() < 1e-5, "{chance}");
        }
    }
}
