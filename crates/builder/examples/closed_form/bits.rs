//! One step of weights for all rows, against finer steps where more is looked at, at the same
//! estimated bytes.

use crate::score::{Score, Test, quantise};
use dangol_builder::train::Rows;
use dangol_builder::train::session::Learned;
use dangol_builder::train::session::prune::prune;

/// What the id of a neighbour takes, in bits, about.
const ID: f64 = 11.5;
/// What a row takes besides: its count, floor and parameter.
const ROW: f64 = 20.0;
/// What it would take a row to say its own step.
const TOLD: f64 = 3.0;
/// The bytes of an item that all policies take.
const BYTES: f64 = 40.0;

/// The bits of the rows that together get the share of all looks, and of the others.
type Policy = (f32, u8, u8);

const POLICIES: [Policy; 12] = [
    (1.0, 4, 4),
    (1.0, 3, 3),
    (1.0, 2, 2),
    (0.95, 4, 3),
    (0.9, 4, 3),
    (0.8, 4, 3),
    (0.5, 4, 3),
    (0.95, 4, 2),
    (0.9, 4, 2),
    (0.8, 4, 2),
    (0.9, 3, 2),
    (0.9, 4, 1),
];

pub fn print(test: &Test, learned: &Learned) {
    for policy in POLICIES {
        let (rows, mean, bytes) = fitted(learned, policy);
        let [published, explore]: [Score; 2] = test.score_rows(&rows, learned);
        let (share, fine, coarse) = policy;
        println!(
            "bits {fine} for {share} of looks, else {coarse}: {mean:.2} neighbours, \
             {bytes:.2} bytes: {published} | {explore}"
        );
    }
}

/// As many neighbours as fit.
fn fitted(learned: &Learned, policy: Policy) -> (Rows, f64, f64) {
    let bits = bits(&learned.traffic, policy);
    let (mut low, mut high) = (4.0, 40.0);
    let mut best = (Rows::new(), 0.0, 0.0);
    for _ in 0..12 {
        let mean = (low + high) / 2.0;
        let mut rows = learned.rows.clone();
        prune(&mut rows, &learned.traffic, mean, 0.5);
        let told = if policy.1 == policy.2 { 0.0 } else { TOLD };
        let size: f64 = rows
            .iter()
            .zip(&bits)
            .map(|(row, bits)| size(row, *bits) + told)
            .sum();
        let bytes = size / 8.0 / rows.len() as f64;
        if bytes > BYTES {
            high = mean;
        } else {
            low = mean;
            let kept: usize = rows.iter().map(Vec::len).sum();
            let mean = kept as f64 / rows.len() as f64;
            let rows = rows
                .iter()
                .zip(&bits)
                .map(|(row, bits)| quantise(row, *bits));
            best = (rows.collect(), mean, bytes);
        }
    }
    best
}

/// The bits of each row.
fn bits(traffic: &[f32], (share, fine, coarse): Policy) -> Vec<u8> {
    let mut order: Vec<usize> = (0..traffic.len()).collect();
    order.sort_by(|a, b| traffic[*b].total_cmp(&traffic[*a]));
    let mut bits = vec![coarse; traffic.len()];
    let mut sum = 0.0;
    for item in order {
        if sum < share {
            bits[item] = fine;
        }
        sum += traffic[item];
    }
    bits
}

/// What a row takes, in bits.
fn size(row: &[(u32, f32)], bits: u8) -> f64 {
    let row = quantise(row, bits);
    let steps = |weight: f32| (-weight.log2() * f32::from(1u16 << bits)).round() as u64;
    let Some(floor) = row.iter().map(|(_, weight)| steps(*weight)).max() else {
        return 6.0;
    };
    let golomb = |k: u32| -> u64 {
        let codes = row.iter().map(|(_, weight)| {
            let y = ((floor - steps(*weight)) >> k) + 1;
            u64::from(2 * y.ilog2() + 1 + k)
        });
        codes.sum()
    };
    let levels = (0..8).map(golomb).min().unwrap_or(0);
    ROW + levels as f64 + ID * row.len() as f64
}
