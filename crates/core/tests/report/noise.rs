//! The audit: from one noised answer nobody learns more than e^ε allows, and from many
//! the shares come out without bias.

use dangol_core::report::estimate::{probabilities, shares};
use dangol_core::report::mechanism::answer;
use dangol_wire::measure::Measure;
use dangol_wire::noise::{Epsilon, Mechanism, Noise};
use dangol_wire::report::Histogram;

/// Random bits that are the same in every run: SplitMix64, its upper half.
fn random(seed: u64) -> impl FnMut() -> u32 {
    let mut state = seed;
    move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 32) as u32
    }
}

const DRAWS: u64 = 100_000;

/// How often each of four events came: what the bits of two cells say together. Of all that
/// an answer says these tell the two cells apart best; all other bits are as likely from
/// either.
fn events(of: u16, against: u16, tell: &mut dyn FnMut(u16) -> Histogram) -> [u64; 4] {
    let mut counts = [0; 4];
    for _ in 0..DRAWS {
        let told = tell(of);
        let first = usize::from(told.has(of.min(against)));
        counts[2 * first + usize::from(told.has(of.max(against)))] += 1;
    }
    counts
}

/// The largest lower confidence limit of ln(P / P') over all events: if it is above ε, the
/// mechanism tells more than it says. Each limit is by the normal approximation of the log
/// ratio (Katz and others 1978), one-sided with z = 4.5: an honest mechanism fails in fewer
/// than one of 290,000 comparisons.
fn least_ratio(cells: u16, mut tell: impl FnMut(u16) -> Histogram) -> f64 {
    let mut worst: f64 = 0.0;
    for (one, other) in [(0, 1), (1, 0), (0, cells - 1), (cells - 1, cells / 2)] {
        let here = events(one, other, &mut tell);
        let there = events(other, one, &mut tell);
        for (&here, &there) in here.iter().zip(&there) {
            if here == 0 || there == 0 {
                // Nothing may come from one alone, unless it hardly ever comes at all.
                assert!(here.max(there) < 40, "{here} {there}");
                continue;
            }
            let (here, there) = (here as f64, there as f64);
            let deviation = (1.0 / here + 1.0 / there - 2.0 / DRAWS as f64).sqrt();
            worst = worst.max((here / there).ln() - 4.5 * deviation);
        }
    }
    worst
}

/// Both mechanisms, at their ends: few cells, the last that is direct, the first that is unary.
fn cases() -> Vec<(u16, Epsilon)> {
    let mut cases = vec![
        (6, Epsilon::USUAL),
        (24, Epsilon::USUAL),
        (25, Epsilon::USUAL),
        (48, Epsilon::USUAL),
    ];
    for thousandths in [500, 1000, 3000] {
        let epsilon = Epsilon::of_thousandths(thousandths).unwrap();
        cases.extend([(6, epsilon), (32, epsilon)]);
    }
    cases
}

#[test]
fn no_answer_is_e_to_the_epsilon_times_as_likely_from_another_cell() {
    for (cells, epsilon) in cases() {
        let mut draw = random(7);
        let found = least_ratio(cells, |cell| {
            answer(Measure::Interest, cell, cells, epsilon, &mut draw).unwrap()
        });
        let limit = f64::from(epsilon.thousandths()) / 1000.0;
        assert!(found <= limit, "{cells} cells: {found} over {limit}");
        // And the audit sees nearly all of it, so that one would see more.
        assert!(
            found > 0.8 * limit,
            "{cells} cells: only {found} of {limit}"
        );
    }
}

#[test]
fn the_audit_finds_a_mechanism_that_tells_too_much() {
    for (cells, epsilon) in cases() {
        let limit = f64::from(epsilon.thousandths()) / 1000.0;
        // As if an answer in five were given without noise.
        let mut draw = random(11);
        let found = least_ratio(cells, |cell| {
            let mut told = answer(Measure::Interest, cell, cells, epsilon, &mut draw).unwrap();
            if draw().is_multiple_of(5) {
                told.answer = [0; 32];
                told.set(cell);
            }
            told
        });
        assert!(found > limit, "{cells} cells: {found} passes for {limit}");
    }
}

/// The other bits of an answer say nothing of the cell.
#[test]
fn each_bit_is_as_likely_as_its_probabilities_say() {
    for (cells, epsilon) in cases() {
        let noise = Noise::of(cells, epsilon).unwrap();
        let (p, q) = probabilities(&noise);
        let mut draw = random(3);
        let mut set = vec![0_u64; cells.into()];
        for _ in 0..DRAWS {
            let told = answer(Measure::Interest, 1, cells, epsilon, &mut draw).unwrap();
            set.iter_mut()
                .zip(0..)
                .for_each(|(set, cell)| *set += u64::from(told.has(cell)));
        }
        for (cell, set) in set.into_iter().enumerate() {
            let expected = if cell == 1 { p } else { q };
            let deviation = (expected * (1.0 - expected) / DRAWS as f64).sqrt();
            let found = set as f64 / DRAWS as f64;
            assert!(
                (found - expected).abs() < 5.0 * deviation,
                "{cells} {cell}: {found}, {expected}"
            );
        }
    }
}

#[test]
fn many_answers_give_the_shares_without_bias_within_their_intervals() {
    for (cells, reports) in [(6, 2_000), (24, 2_000), (32, 2_000)] {
        let noise = Noise::of(cells, Epsilon::USUAL).unwrap();
        // Half of all are in the first cell, a quarter in the second, and so on.
        let cell_of = |device: u32| (device.trailing_ones() as u16).min(cells - 1);
        let truth = |cell: u16| {
            (0..reports)
                .filter(|device| cell_of(*device) == cell)
                .count() as f64
                / f64::from(reports)
        };
        let truth: Vec<f64> = (0..cells).map(truth).collect();
        let (runs, mut inside, mut sums) = (200, 0, vec![0.0; cells.into()]);
        let mut draw = random(cells.into());
        for _ in 0..runs {
            let mut set = vec![0_u64; cells.into()];
            for device in 0..reports {
                let told = answer(
                    Measure::Interest,
                    cell_of(device),
                    cells,
                    Epsilon::USUAL,
                    &mut draw,
                )
                .unwrap();
                set.iter_mut()
                    .zip(0..)
                    .for_each(|(set, cell)| *set += u64::from(told.has(cell)));
            }
            for ((estimate, truth), sum) in shares(&noise, &set, reports.into(), 1.0)
                .iter()
                .zip(&truth)
                .zip(&mut sums)
            {
                inside += u32::from((estimate.low..=estimate.high).contains(truth));
                *sum += estimate.share - truth;
            }
        }
        let rate = f64::from(inside) / f64::from(runs * u32::from(cells));
        assert!(
            (0.93..=0.97).contains(&rate),
            "{cells} cells: {rate} inside"
        );
        let set = vec![0; cells.into()];
        let deviation =
            (shares(&noise, &set, reports.into(), 1.0)[0].variance / f64::from(runs)).sqrt();
        for sum in sums {
            assert!(
                (sum / f64::from(runs)).abs() < 6.0 * deviation,
                "{cells} cells: {sum}"
            );
        }
    }
}

#[test]
fn a_part_that_was_asked_is_less_sure_of_the_whole() {
    let noise = Noise::of(6, Epsilon::USUAL).unwrap();
    assert_eq!(noise.mechanism, Mechanism::Direct);
    let set = [500, 100, 100, 100, 100, 100];
    let all = shares(&noise, &set, 1000, 1.0);
    let half = shares(&noise, &set, 1000, 0.5);
    assert_eq!(all[0].share, half[0].share);
    assert!(half[0].variance > all[0].variance && half[0].low < all[0].low);
    assert!(shares(&noise, &set, 0, 1.0).is_empty());
}
