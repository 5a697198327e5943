//! Who is in which arm of an experiment: drawn once on the device, and kept there.

use dangol_wire::{Config, Experiment};

/// The arm of this device in an experiment: 1 for the share from which something is withheld,
/// else 0. The lot decides, so that it stays the same from visit to visit, and the subject, so
/// that one experiment's arms say nothing of another's.
pub(crate) fn arm(lot: u32, subject: u32, share: u16) -> u8 {
    if lot == 0 {
        return 0;
    }
    // SplitMix64's finalizer: each bit of both counts.
    let mut mixed = u64::from(lot) << 32 | u64::from(subject);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    u8::from(mixed % 1000 < u64::from(share))
}

/// Whether this is withheld from this device: by the holdout, or by an experiment that names
/// it. `is_personal` says whether it depends on the profile.
pub(crate) fn is_withheld(config: &Config, lot: u32, name: &str, is_personal: bool) -> bool {
    let withholds = |experiment: &Experiment| {
        let named = match experiment.withhold.is_empty() {
            true => is_personal,
            false => experiment.withhold.iter().any(|kind| kind == name),
        };
        named && arm(lot, experiment.subject(), experiment.share) == 1
    };
    let held_out = is_personal && arm(lot, 0, config.holdout) == 1;
    held_out || config.experiments.iter().any(withholds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arms_have_their_shares_and_say_nothing_of_each_other() {
        let lots = (1..=40_000_u32).map(|lot| lot.wrapping_mul(0x9e37_79b1));
        let (mut both, mut one, mut other) = (0, 0, 0);
        for lot in lots {
            let (a, b) = (arm(lot, 0, 100), arm(lot, 12_345, 500));
            one += u32::from(a);
            other += u32::from(b);
            both += u32::from(a * b);
            assert_eq!(arm(lot, 0, 0), 0);
            assert_eq!(arm(lot, 0, 1000), 1);
        }
        // Five standard deviations of each binomial.
        assert!(one.abs_diff(4_000) < 300, "{one}");
        assert!(other.abs_diff(20_000) < 500, "{other}");
        assert!(both.abs_diff(2_000) < 220, "{both}");
        assert_eq!(
            arm(0, 0, 1000),
            0,
            "nobody is held out before the lot is drawn"
        );
    }
}
