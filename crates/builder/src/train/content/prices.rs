//! Prices: near is what costs about as much, in proportion.

/// The prices of a catalogue as logarithms.
#[derive(Debug)]
pub struct Prices {
    logarithms: Vec<Option<f32>>,
    scale: f32,
}

impl Prices {
    /// From the price of each item; one of zero is none. From a ratio of e to the `scale`
    /// on, two prices have nothing in common.
    pub fn new(prices: impl Iterator<Item = Option<u64>>, scale: f64) -> Self {
        let logarithm = |price: Option<u64>| match price {
            None | Some(0) => None,
            Some(price) => Some(libm::log(price as f64) as f32),
        };
        Self {
            logarithms: prices.map(logarithm).collect(),
            scale: scale as f32,
        }
    }

    /// How near two items' prices are, from 0 to 1; 0 if one is not known.
    pub fn near(&self, item: u32, other: u32) -> f32 {
        match (
            self.logarithms[item as usize],
            self.logarithms[other as usize],
        ) {
            (Some(own), Some(others)) if self.scale > 0.0 => {
                (1.0 - (own - others).abs() / self.scale).max(0.0)
            }
            _ => 0.0,
        }
    }
}
