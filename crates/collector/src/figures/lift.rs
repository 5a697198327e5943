//! Whether what is personal helps: the difference to the holdout, and what may be said of it.

use super::interval::Estimate;
use super::moments::Moments;
use super::sequence::Pair;

/// The smallest change that matters to a shop: a tenth of what the holdout does.
pub const MATTERS: f64 = 0.1;

/// Fewer reports than this in an arm are not compared: the bounds need the means to be about
/// normal.
pub const LEAST: f64 = 100.0;

/// What may be said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    /// The bounds lie above no difference.
    Helps,
    /// The bounds lie below no difference.
    Harms,
    /// The bounds hold no difference and nothing that would matter.
    NoMatter,
    /// Too early to tell. About so many days more, where they can be told.
    NotYet(Option<u32>),
}

/// The difference between an arm and the holdout.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lift {
    /// The mean without anything personal.
    pub holdout: f64,
    /// The mean with it.
    pub personal: f64,
    /// The difference with bounds that hold at every look; `None` before there is enough.
    pub difference: Option<Estimate>,
    /// What may be said of it.
    pub verdict: Verdict,
}

/// Days ahead that can be told; further away nobody knows.
const FORESEEABLE: f64 = 365.0;

/// Compares the arms after so many days of collecting.
pub fn lift(personal: &Moments, holdout: &Moments, days: f64) -> Lift {
    let smaller = personal.reports.min(holdout.reports);
    let varies = personal.variance() > 0.0 && holdout.variance() > 0.0;
    let pair = Pair::new(personal, holdout).filter(|_| smaller >= LEAST && varies);
    let difference = pair.map(|pair| pair.bounds());
    let verdict = match (&pair, difference) {
        (Some(pair), Some(bounds)) => judge(pair, bounds, holdout.mean(), days),
        // As long again as it takes to have enough at all.
        _ if smaller > 0.0 && smaller < LEAST => {
            Verdict::NotYet(foreseeable(days * (LEAST - smaller) / smaller))
        }
        _ => Verdict::NotYet(None),
    };
    Lift {
        holdout: holdout.mean(),
        personal: personal.mean(),
        difference,
        verdict,
    }
}

fn judge(pair: &Pair, bounds: Estimate, holdout: f64, days: f64) -> Verdict {
    let matters = holdout * MATTERS;
    if bounds.low > 0.0 {
        return Verdict::Helps;
    }
    if bounds.high < 0.0 {
        return Verdict::Harms;
    }
    if bounds.low > -matters && bounds.high < matters {
        return Verdict::NoMatter;
    }
    // What has shown so far if it is true, else the smallest change that matters.
    let wanted = bounds.value.abs().max(matters);
    let more = pair
        .size_for(wanted)
        .map(|size| days * (size - pair.size) / pair.size);
    Verdict::NotYet(more.and_then(foreseeable))
}

fn foreseeable(days: f64) -> Option<u32> {
    (days <= FORESEEABLE).then(|| days.ceil().max(1.0) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arm(reports: u64, buys: u64) -> Moments {
        let mut arm = Moments::default();
        arm.add(0.0, reports - buys);
        arm.add(1.0, buys);
        arm
    }

    #[test]
    fn verdicts_follow_the_bounds() {
        let helps = lift(&arm(50_000, 6_000), &arm(10_000, 1_000), 20.0);
        assert_eq!(helps.verdict, Verdict::Helps);
        let harms = lift(&arm(50_000, 4_000), &arm(10_000, 1_000), 20.0);
        assert_eq!(harms.verdict, Verdict::Harms);
        let same = lift(&arm(5_000_000, 500_000), &arm(1_000_000, 100_000), 20.0);
        assert_eq!(same.verdict, Verdict::NoMatter);
        let early = lift(&arm(5_000, 520), &arm(1_000, 100), 2.0);
        assert!(matches!(early.verdict, Verdict::NotYet(Some(days)) if days > 2));
    }

    #[test]
    fn nothing_is_said_of_too_few() {
        for (personal, holdout) in [(arm(0, 0), arm(0, 0)), (arm(5000, 500), arm(0, 0))] {
            let lift = lift(&personal, &holdout, 3.0);
            assert_eq!(
                (lift.difference, lift.verdict),
                (None, Verdict::NotYet(None))
            );
        }
        let few = lift(&arm(500, 50), &arm(50, 5), 3.0);
        assert_eq!(
            (few.difference, few.verdict),
            (None, Verdict::NotYet(Some(3)))
        );
        // Nobody bought: there is no variance to judge by.
        let none = lift(&arm(900, 0), &arm(900, 0), 3.0);
        assert_eq!(
            (none.difference, none.verdict),
            (None, Verdict::NotYet(None))
        );
    }
}
