//! The soft ground behind a thing.

use super::colour::Rgb;

/// Sand, sage, sky, blush, lilac, butter: mild enough for a light page and a dark one.
const GROUNDS: &[Rgb] = &[
    Rgb(239, 226, 208),
    Rgb(217, 229, 214),
    Rgb(213, 226, 238),
    Rgb(243, 219, 219),
    Rgb(226, 219, 238),
    Rgb(244, 233, 200),
];

/// The ground that a thing of this colour stands out from; `seed` chooses among the good ones.
pub(super) fn behind(main: Rgb, seed: u64) -> Rgb {
    let apart = |ground: Rgb| {
        let distance = |a: u8, b: u8| u32::from(a.abs_diff(b));
        distance(ground.0, main.0) + distance(ground.1, main.1) + distance(ground.2, main.2)
    };
    let mut best: Vec<Rgb> = GROUNDS.to_vec();
    best.sort_by_key(|ground| std::cmp::Reverse(apart(*ground)));
    // Any of the three that differ most will do, so that a page of red things is not of one ground.
    best[usize::try_from(seed % 3).unwrap_or(0)]
}
