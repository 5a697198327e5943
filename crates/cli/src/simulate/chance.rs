//! Chance that is the same for the same seed (SplitMix64; Steele, Lea and Flood, OOPSLA 2014).

use std::cell::Cell;

/// A stream of random numbers.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The stream of one thing of many: streams of different numbers have nothing in common.
    pub fn of(seed: u64, number: u64) -> Self {
        let mut first = Self(seed ^ number.wrapping_mul(0xd134_2543_de82_ef95));
        Self(first.next() ^ number)
    }

    /// 64 uniform bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// The upper half of them.
    pub fn bits(&mut self) -> u32 {
        (self.next() >> 32) as u32
    }

    /// A number from 0 to below 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number below a limit, which is above 0.
    pub fn below(&mut self, limit: usize) -> usize {
        // With 64 bits, what favours the first is far below what could be measured.
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }
}

thread_local! {
    static PLATFORM: Cell<u64> = const { Cell::new(0) };
}

/// Sets the device's random generator on this thread.
pub fn seed(seed: u64) {
    PLATFORM.set(seed);
}

/// The device's random generator, as the widget's edge hands it to the core.
pub fn fill(bytes: &mut [u8]) -> bool {
    let mut chance = Chance(PLATFORM.get());
    for part in bytes.chunks_mut(8) {
        let drawn = chance.next().to_le_bytes();
        part.copy_from_slice(&drawn[..part.len()]);
    }
    PLATFORM.set(chance.next());
    true
}
