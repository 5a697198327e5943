//! The lifetime model: what is published of it, what simulation knows, what is refused.

#![allow(clippy::unwrap_used)]

use dangol_builder::lifetime::{self, Buyer, Buyers, Numbers};
use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::PathBuf;

/// Numbers that are the same each time (SplitMix64; Steele, Lea and Flood, OOPSLA 2014).
struct Chance(u64);

impl Chance {
    /// Above 0, at most 1.
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        ((bits >> 11) + 1) as f64 / (1u64 << 53) as f64
    }

    fn exponential(&mut self) -> f64 {
        -libm::log(self.next())
    }

    fn normal(&mut self) -> f64 {
        let length = libm::sqrt(2.0 * self.exponential());
        length * libm::cos(2.0 * std::f64::consts::PI * self.next())
    }

    /// Of rate 1 (Marsaglia and Tsang, ACM TOMS 26(3), 2000).
    fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let larger = self.gamma(shape + 1.0);
            return larger * libm::pow(self.next(), 1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        loop {
            let x = self.normal();
            let v = libm::pow(1.0 + x / libm::sqrt(9.0 * d), 3.0);
            if v > 0.0 && libm::log(self.next()) < 0.5 * x * x + d - d * v + d * libm::log(v) {
                return d * v;
            }
        }
    }

    fn beta(&mut self, a: f64, b: f64) -> f64 {
        let (one, two) = (self.gamma(a), self.gamma(b));
        one / (one + two)
    }

    /// A customer as the model has it, first seen so many days before the end.
    fn buyer(&mut self, numbers: &Numbers, age: u32) -> Buyer {
        let rate = self.gamma(numbers.r) / numbers.alpha;
        let drop = self.beta(numbers.a, numbers.b);
        let (mut week, mut days) = (0.0, vec![0]);
        loop {
            week += self.exponential() / rate;
            if week * 7.0 > f64::from(age) {
                return Buyer::of(days, age).unwrap();
            }
            days.push((week * 7.0) as u32);
            if self.next() < drop {
                return Buyer::of(days, age).unwrap();
            }
        }
    }
}

fn simulated(numbers: &Numbers, customers: u32) -> Buyers {
    let mut chance = Chance(2005);
    Buyers::count((0..customers).map(|number| chance.buyer(numbers, 300 + number % 300)))
}

#[track_caller]
fn assert_near(found: f64, expected: f64, within: f64) {
    assert!(
        (found - expected).abs() <= within,
        "{found}, not {expected}"
    );
}

#[test]
fn what_was_simulated_is_found_again() {
    let numbers = Numbers {
        r: 0.8,
        alpha: 10.0,
        a: 0.7,
        b: 2.5,
    };
    let fit = lifetime::fit(simulated(&numbers, 40_000)).unwrap();
    // Days are whole and count once, so that a little is lost beside the chance.
    for (found, expected) in [
        (fit.numbers.r, numbers.r),
        (fit.numbers.alpha, numbers.alpha),
        (fit.numbers.a, numbers.a),
        (fit.numbers.b, numbers.b),
    ] {
        assert_near(found, expected, expected / 10.0);
    }
    // The mean chance of leaving is better known than its two shapes.
    let Numbers { a, b, .. } = fit.numbers;
    assert_near(a / (a + b), 0.7 / 3.2, 0.01);
}

#[test]
fn the_same_purchases_give_the_same_numbers() {
    let numbers = Numbers {
        r: 0.5,
        alpha: 5.0,
        a: 1.2,
        b: 4.0,
    };
    let buyers = simulated(&numbers, 5_000);
    assert_eq!(lifetime::fit(buyers.clone()), lifetime::fit(buyers));
}

#[test]
fn what_does_not_tell_is_refused() {
    let numbers = Numbers {
        r: 0.8,
        alpha: 10.0,
        a: 0.7,
        b: 2.5,
    };
    let refusal = |buyers| lifetime::fit(buyers).unwrap_err();
    assert_eq!(
        refusal(Buyers::default()),
        "there are fewer than 100 known customers"
    );
    assert_eq!(
        refusal(simulated(&numbers, 99)),
        "there are fewer than 100 known customers"
    );
    let of = |frequency, recency, age| Buyer {
        frequency,
        recency,
        age,
    };
    let once = Buyers::count((0..500).map(|number| of(0, 0, number)));
    assert_eq!(
        refusal(once),
        "fewer than 10 customers bought again on another day"
    );
    // All the same: nothing can be said of differences, and no numbers are the likeliest.
    let same = Buyers::count((0..500).map(|_| of(3, 90, 100)));
    assert!(lifetime::fit(same).is_err());
    // All on the first and last day alike: nobody has any age.
    let young = Buyers::count((0..500).map(|_| of(0, 0, 0)));
    assert!(lifetime::fit(young).is_err());
}

/// The CDNOW sample as Fader, Hardie and Lee have it: 2,357 customers who first bought in
/// the first quarter of 1997, over 39 weeks. It is not in the repository; where it is not
/// beside it, the test says so and ends.
fn cdnow() -> Option<Buyers> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/purchases/CDNOW_sample.txt.zst");
    let Ok(file) = std::fs::File::open(path) else {
        println!("skipped: there is no ../shared/data/purchases/CDNOW_sample.txt.zst");
        return None;
    };
    let mut text = String::new();
    let mut reader = zstd::Decoder::new(file).unwrap();
    reader.read_to_string(&mut text).unwrap();
    let mut days_of = BTreeMap::<&str, Vec<u32>>::new();
    for line in text.lines() {
        let mut fields = line.split_whitespace();
        let customer = fields.next().unwrap();
        let date = fields.nth(1).unwrap();
        let number = |at: std::ops::Range<usize>| date[at].parse::<usize>().unwrap();
        let (year, month, day) = (number(0..4), number(4..6), number(6..8));
        // Neither year is a leap year, and the calibration period is in 1997 only.
        const BEFORE: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
        if year == 1997 && month <= 9 {
            let days = days_of.entry(customer).or_default();
            days.push(BEFORE[month - 1] + day as u32);
        }
    }
    // 1997-09-30 is day 273.
    let buyers = days_of
        .into_values()
        .map(|days| Buyer::of(days, 273).unwrap());
    Some(Buyers::count(buyers))
}

#[test]
fn the_cdnow_sample_gives_what_is_published() {
    let Some(buyers) = cdnow() else { return };
    assert_eq!(buyers.customers(), 2357);
    let fit = lifetime::fit(buyers).unwrap();
    // Fader, Hardie and Lee (2005), table 2.
    assert_near(fit.numbers.r, 0.243, 0.0005);
    assert_near(fit.numbers.alpha, 4.414, 0.0005);
    assert_near(fit.numbers.a, 0.793, 0.0005);
    assert_near(fit.numbers.b, 2.426, 0.0005);
    assert_near(fit.log_likelihood, -9582.4, 0.05);
    let shipped = fit.shipped().unwrap();
    assert_near(shipped.r.into(), fit.numbers.r, 1e-5);
}
