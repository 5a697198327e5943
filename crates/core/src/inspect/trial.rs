//! What the owner wants to try: as whom, when, and with which answers on consent. It stands
//! in the page's address, so that it can be linked to.

use crate::ConsentRequest;

/// As whom the owner tries the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// As themselves: a copy of what this device remembers.
    Me,
    /// As nobody who was ever here.
    FirstVisit,
    /// As one who comes every other week.
    Regular,
    /// As one who stayed away for more than a year and whose birthday it is.
    LapsedBirthday,
    /// As one who bakes, with a full basket.
    Baker,
    /// As whom a file tells of.
    File,
}

/// A moment on the device's clock: year, month, day, hour, minute.
pub type Moment = [u32; 5];

/// What is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trial {
    /// As whom.
    pub who: Who,
    /// When; `None` for when the page was opened. The time stands still.
    pub at: Option<Moment>,
    /// The answers on consent.
    pub consent: ConsentRequest,
}

impl Who {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Me,
        Self::FirstVisit,
        Self::Regular,
        Self::LapsedBirthday,
        Self::Baker,
        Self::File,
    ];

    /// The name in the address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::FirstVisit => "first-visit",
            Self::Regular => "regular",
            Self::LapsedBirthday => "lapsed-birthday",
            Self::Baker => "baker",
            Self::File => "file",
        }
    }
}

impl Trial {
    /// The names of the answers on consent, in the order in which they are offered.
    pub const CONSENTS: [&str; 4] = ["personalize", "all", "unanswered", "none"];

    /// Reads the parameters `as`, `at` and `consent` of the page's address; `None` where
    /// neither a person nor a time is named that there is: then nothing is tried.
    pub fn read(who: Option<&str>, at: Option<&str>, consent: Option<&str>) -> Option<Self> {
        let at = at.and_then(moment);
        let named = who.and_then(|who| Who::ALL.into_iter().find(|known| known.name() == who));
        let who = match (named, at) {
            (Some(who), _) => who,
            // A time of their own is not to come into what is kept.
            (None, Some(_)) => Who::Me,
            (None, None) => return None,
        };
        let (personalize, measure) = match consent {
            Some("all") => (Some(true), Some(true)),
            Some("none") => (Some(false), Some(false)),
            Some("unanswered") => (None, None),
            _ => (Some(true), None),
        };
        Some(Self {
            who,
            at,
            consent: ConsentRequest {
                personalize,
                measure,
            },
        })
    }

    /// The name of its answers on consent.
    pub fn consent_name(&self) -> &'static str {
        match (self.consent.personalize, self.consent.measure) {
            (Some(true), Some(true)) => "all",
            (Some(true), _) => "personalize",
            (Some(false), _) => "none",
            (None, _) => "unanswered",
        }
    }
}

/// `2026-12-24T18:00`, also without the time of day, which is then noon.
fn moment(text: &str) -> Option<Moment> {
    let (date, time) = text.split_once('T').unwrap_or((text, "12:00"));
    let number = |text: &str, digits: usize| {
        let fits = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| text.parse::<u32>().ok()).flatten()
    };
    let mut date = date.split('-');
    let (year, month, day) = (date.next()?, date.next()?, date.next()?);
    let mut time = time.split(':');
    let (hour, minute) = (time.next()?, time.next()?);
    let moment = [
        number(year, 4)?,
        number(month, 2)?,
        number(day, 2)?,
        number(hour, 2)?,
        number(minute, 2)?,
    ];
    let fits = date.next().is_none()
        && (1970..=9999).contains(&moment[0])
        && (1..=12).contains(&moment[1])
        && (1..=31).contains(&moment[2])
        && moment[3] < 24
        && moment[4] < 60;
    fits.then_some(moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tried_stands_in_the_address() {
        let read = |who, at| Trial::read(who, at, None);
        for who in Who::ALL {
            assert_eq!(
                read(Some(who.name()), None).map(|trial| trial.who),
                Some(who)
            );
        }
        let eve = read(Some("lapsed-birthday"), Some("2026-12-24T18:00"));
        assert_eq!(eve.and_then(|trial| trial.at), Some([2026, 12, 24, 18, 0]));
        // With a time alone one tries as oneself, so that it is not kept.
        let me = read(None, Some("2026-12-24"));
        assert_eq!(
            me.map(|trial| (trial.who, trial.at)),
            Some((Who::Me, Some([2026, 12, 24, 12, 0])))
        );
        for (who, at) in [
            (None, None),
            (Some("nobody"), None),
            (None, Some("")),
            (None, Some("2026-13-01")),
            (None, Some("2026-1-1")),
            (None, Some("2026-01-01T24:00")),
            (None, Some("2026-01-01-01")),
            (None, Some("한글")),
        ] {
            assert_eq!(read(who, at), None, "{who:?} {at:?}");
        }
        for name in Trial::CONSENTS {
            let trial = Trial::read(Some("me"), None, Some(name));
            assert_eq!(trial.map(|trial| trial.consent_name()), Some(name));
        }
    }
}
