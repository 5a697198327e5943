//! The four numbers of the shop's BG/NBD model, as the entry file carries them.

use serde::{Deserialize, Serialize};

/// No number is below this. Real shops stay far from it; beyond it the model has degenerated.
pub const MIN_LIFETIME_NUMBER: f32 = 1e-6;
/// No number is above this.
pub const MAX_LIFETIME_NUMBER: f32 = 1e6;

/// How this shop's customers come back and stay away: the parameters of the BG/NBD model
/// (Fader, Hardie and Lee 2005, Marketing Science 24(2)), with weeks as the unit of time.
///
/// They describe all customers together and nobody in particular. In JSON they are a list
/// in this order, which takes less of the wasm to read than names do; a list of another
/// length is read as zeros, which are not [sound](Self::is_sound).
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<f32>", into = "[f32; 4]")]
pub struct LifetimeNumbers {
    /// The shape of the gamma distribution of purchase rates.
    pub r: f32,
    /// The rate of that distribution, in weeks: r / alpha purchases a week on average.
    pub alpha: f32,
    /// The first shape of the beta distribution of dropping out after a purchase.
    pub a: f32,
    /// The second shape of that distribution: a / (a + b) drop out on average.
    pub b: f32,
}

impl From<Vec<f32>> for LifetimeNumbers {
    fn from(list: Vec<f32>) -> Self {
        match list[..] {
            [r, alpha, a, b] => Self { r, alpha, a, b },
            _ => Self::default(),
        }
    }
}

impl From<LifetimeNumbers> for [f32; 4] {
    fn from(numbers: LifetimeNumbers) -> Self {
        let LifetimeNumbers { r, alpha, a, b } = numbers;
        [r, alpha, a, b]
    }
}

impl LifetimeNumbers {
    /// Whether all four are numbers that can be computed with.
    pub fn is_sound(&self) -> bool {
        // What is not a number is in no range.
        [self.r, self.alpha, self.a, self.b]
            .iter()
            .all(|number| (MIN_LIFETIME_NUMBER..=MAX_LIFETIME_NUMBER).contains(number))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop there")]

    use super::*;
    use crate::Entry;

    const CDNOW: LifetimeNumbers = LifetimeNumbers {
        r: 0.243,
        alpha: 4.414,
        a: 0.793,
        b: 2.426,
    };

    fn entry(lifetime: serde_json::Value) -> Entry {
        let mut json = serde_json::json!({
            "format": "dangol-model", "version": 1, "build": "00000000000000ab", "chunks": 1,
            "items": 1, "currency": "GBP", "currencyDigits": 2, "asOf": "2023-11-13",
        });
        if !lifetime.is_null() {
            json["lifetime"] = lifetime;
        }
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn an_entry_carries_the_numbers_and_may_lack_them() {
        let with = entry(serde_json::to_value(CDNOW).unwrap());
        assert_eq!(with.lifetime, Some(CDNOW));
        let text = serde_json::to_string(&with).unwrap();
        assert!(
            text.ends_with(r#""lifetime":[0.243,4.414,0.793,2.426]}"#),
            "{text}"
        );
        let without = entry(serde_json::Value::Null);
        assert_eq!(without.lifetime, None);
        let text = serde_json::to_string(&without).unwrap();
        assert!(!text.contains("lifetime"), "{text}");
    }

    #[test]
    fn unsound_numbers_are_passed_over_and_the_entry_is_read() {
        for wrong in [
            serde_json::json!([]),
            serde_json::json!([0.2, 4.4, 0.8]),
            serde_json::json!([0.2, 4.4, 0.8, 2.4, 1]),
            serde_json::json!([-0.2, 4.4, 0.8, 2.4]),
            serde_json::json!([0.2, 0, 0.8, 2.4]),
            serde_json::json!([0.2, 4.4, 1e9, 2.4]),
            serde_json::json!([1e300, 4.4, 0.8, 2.4]),
        ] {
            let read = entry(wrong.clone());
            assert_eq!(read.check(), Ok(()), "{wrong}");
            assert!(!read.lifetime.unwrap().is_sound(), "{wrong}");
        }
        assert!(
            !LifetimeNumbers {
                r: f32::NAN,
                ..CDNOW
            }
            .is_sound()
        );
        let endless = LifetimeNumbers {
            b: f32::INFINITY,
            ..CDNOW
        };
        assert!(!endless.is_sound());
    }
}
