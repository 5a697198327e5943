//! Where in their life as a customer a shopper is.
//!
//! By recency and frequency (RFM; Hughes, "Strategic Database Marketing", 1994), and for those
//! who came back by P(alive) of the BG/NBD model, where the shop's model has its numbers. Whether
//! somebody who stays away is worth an offer is decided by the purchases that the same model
//! expects of them.

use crate::lifetime::{History, Lifetime};

/// The names, in the order of a customer's life.
pub const LIFECYCLES: &[&str] = &["new", "active", "regular", "at_risk", "lapsed"];

/// Below this P(alive) a customer has more likely left than not.
const AT_RISK: f64 = 0.5;
/// Below this one they have left as good as certainly.
const LAPSED: f64 = 0.2;
/// Who bought once and never again is at risk after so many days, and lapsed after as many more.
const ONCE_DAYS: u64 = 90;
/// On so many days one has bought to be a regular.
const REGULAR: u32 = 3;
/// Nobody is at risk who bought within so many days.
const RECENT_DAYS: u64 = 14;
/// The name of those who stay away and are worth an offer.
pub const WIN_BACK: &str = "win_back";
/// From so many expected purchases a year on, an offer is likely enough to be taken up: one
/// in four years.
const WORTH: f64 = 0.25;

/// The name of where a shopper with this history is.
pub(crate) fn lifecycle(history: Option<&History>, model: Option<Lifetime>) -> &'static str {
    let Some(history) = history else {
        return "new";
    };
    let silence = history.silence_days();
    let alive = match (history.frequency(), model) {
        // The model says nothing of those who bought once.
        (0, _) => recency(silence, ONCE_DAYS),
        (_, Some(model)) => model.p_alive(history),
        (_, None) => recency(silence, 2 * history.interval_days()),
    };
    match alive {
        _ if silence <= RECENT_DAYS => {}
        ..LAPSED => return "lapsed",
        ..AT_RISK => return "at_risk",
        _ => {}
    }
    if history.frequency() + 1 >= REGULAR {
        "regular"
    } else {
        "active"
    }
}

/// Whether this shopper stays away and should be won back: the model expects enough of the
/// coming year, or there is none that could tell.
pub(crate) fn is_win_back(history: Option<&History>, model: Option<Lifetime>) -> bool {
    let away = matches!(lifecycle(history, model), "at_risk" | "lapsed");
    let worth = |history: &History| match model {
        Some(model) => model.lifecycle(history).next_year >= WORTH,
        None => true,
    };
    away && history.is_some_and(worth)
}

/// In place of a probability: at risk after so many days, lapsed after twice as many.
fn recency(silence: u64, days: u64) -> f64 {
    if silence > 2 * days {
        0.0
    } else if silence > days {
        AT_RISK / 2.0 + LAPSED / 2.0
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Now;

    fn history(days_ago: &[u64]) -> Option<History> {
        const DAY: u64 = 86_400_000;
        let now = Now::utc(2000 * DAY);
        let times = days_ago.iter().map(|days| now.at - days * DAY);
        History::of(times, now)
    }

    fn of(days_ago: &[u64], model: Option<Lifetime>) -> &'static str {
        lifecycle(history(days_ago).as_ref(), model)
    }

    #[test]
    fn a_customers_life_has_its_stages() {
        // The numbers of the CDNOW sample (Fader, Hardie and Lee 2005).
        let cdnow = Lifetime::new(0.243, 4.414, 0.793, 2.426);
        for model in [None, cdnow] {
            assert_eq!(of(&[], model), "new");
            assert_eq!(of(&[0], model), "active");
            assert_eq!(of(&[90], model), "active");
            assert_eq!(of(&[91], model), "at_risk");
            assert_eq!(of(&[181], model), "lapsed");
            assert_eq!(of(&[40, 5], model), "active");
            assert_eq!(of(&[80, 40, 5], model), "regular");
            assert_eq!(of(&[700, 690, 680], model), "lapsed");
        }
        assert_eq!(of(&[40, 20], None), "active");
        assert_eq!(of(&[80, 60, 41], None), "at_risk");
    }

    #[test]
    fn an_offer_is_for_those_who_stay_away_and_may_come_back() {
        let cdnow = Lifetime::new(0.243, 4.414, 0.793, 2.426);
        let won = |days: &[u64], model| is_win_back(history(days).as_ref(), model);
        for model in [None, cdnow] {
            assert!(!won(&[], model));
            assert!(!won(&[0], model));
            assert!(!won(&[80, 40, 5], model));
        }
        // Of both the shop hears nothing; only of the first anything is to be expected.
        let (lately, long_ago) = ([300, 260, 220, 180, 140], [700, 690, 680]);
        assert!(matches!(of(&lately, cdnow), "at_risk" | "lapsed"));
        assert_eq!(of(&long_ago, cdnow), "lapsed");
        assert!(won(&lately, cdnow));
        assert!(!won(&long_ago, cdnow));
        // Without a model nothing speaks against an offer.
        assert!(won(&long_ago, None));
    }
}
