//! Keeps a flood of events from harming the page.

use crate::time::Now;

const CAPACITY: u32 = 60;
const PER_SECOND: u32 = 20;

/// A token bucket: bursts of 60 events, 20 a second in the long run.
#[derive(Debug, Clone)]
pub struct Throttle {
    tokens: u32,
    filled_at: u64,
}

impl Default for Throttle {
    fn default() -> Self {
        Self {
            tokens: CAPACITY,
            filled_at: 0,
        }
    }
}

impl Throttle {
    /// Whether one more event may pass now.
    pub fn pass(&mut self, now: Now) -> bool {
        // A clock set back starts the count anew instead of stopping it.
        if now.at < self.filled_at {
            self.filled_at = now.at;
        }
        let earned = (now.at - self.filled_at) * u64::from(PER_SECOND) / 1000;
        if earned > 0 {
            self.tokens = CAPACITY.min(self.tokens.saturating_add(earned.min(1000) as u32));
            self.filled_at = now.at;
        }
        let passes = self.tokens > 0;
        self.tokens = self.tokens.saturating_sub(1);
        passes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_events_a_second_become_a_few() {
        let mut throttle = Throttle::default();
        let passed = (0..10_000u64)
            .filter(|i| throttle.pass(Now::utc(1_000_000 + i)))
            .count();
        assert!((200..=270).contains(&passed), "{passed}");
        assert!(throttle.pass(Now::utc(500)) || throttle.pass(Now::utc(1500)));
    }
}
