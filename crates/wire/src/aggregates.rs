//! What the collector gives the builder: figures of all devices together, as JSON.
//!
//! Only what may be shown is in it: a figure below its threshold is left out. The shares are
//! estimates without bias, so one may be below 0 or above 1, and each has its variance;
//! whoever uses them weighs them by it.

use crate::{MAX_INTERESTS, Site, WireError};
use serde::{Deserialize, Serialize};

/// What [`Aggregates::format`] says.
pub const AGGREGATES_FORMAT: &str = "dangol-aggregates";

/// The version of aggregates that this crate writes, and the newest that it reads.
pub const AGGREGATES_VERSION: u32 = 1;

/// The beginning of the file, which every version has.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct AggregatesHead {
    /// [`AGGREGATES_FORMAT`].
    #[serde(default)]
    pub format: String,
    /// [`AGGREGATES_VERSION`].
    #[serde(default)]
    pub version: u32,
}

/// Figures of a span of days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Aggregates {
    /// [`AGGREGATES_FORMAT`].
    pub format: String,
    /// [`AGGREGATES_VERSION`].
    pub version: u32,
    /// The site whose reports they are.
    pub site: String,
    /// The first day that they tell of, `YYYY-MM-DD` (UTC).
    pub first_day: String,
    /// The last day.
    pub last_day: String,
    /// How many reports they are made from; 0 for fewer than may be told.
    pub reports: u64,
    /// What visitors care about; nothing below the threshold of the measure `interest`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Option<Interest>,
}

/// Which category visitors care about most, from noised answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Interest {
    /// How many answered.
    pub answers: u64,
    /// The visitors who care about none of the categories.
    pub none: Share,
    /// The categories, as the configuration names them and in its order.
    pub categories: Vec<CategoryShare>,
}

/// A share of visitors, as an estimate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// Without bias, and not clipped.
    pub share: f64,
    /// Its variance: that of the noise and of the sample.
    pub variance: f64,
}

/// The visitors who care about one category most.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CategoryShare {
    /// The category.
    pub name: String,
    /// How many of all visitors.
    #[serde(flatten)]
    pub of: Share,
}

impl AggregatesHead {
    /// Checks that the rest can be read here.
    ///
    /// # Errors
    /// When the file is something else, or of a version that is not known.
    pub fn check(&self) -> Result<(), WireError> {
        if self.format != AGGREGATES_FORMAT {
            return Err(WireError::NotThisFile {
                expected: AGGREGATES_FORMAT,
            });
        }
        if self.version == 0 || self.version > AGGREGATES_VERSION {
            return Err(WireError::UnknownVersion {
                what: "aggregates",
                found: self.version,
                known: AGGREGATES_VERSION,
            });
        }
        Ok(())
    }
}

impl Aggregates {
    /// Checks that every figure is one that a collector can have made.
    ///
    /// # Errors
    /// When a day, a site or a share is none, a category has no name or comes twice, or there
    /// are more than a report can tell apart.
    pub fn check(&self) -> Result<(), WireError> {
        let wrong = |what| Err(WireError::Malformed { what });
        let head = AggregatesHead {
            format: self.format.clone(),
            version: self.version,
        };
        head.check()?;
        self.site.parse::<Site>()?;
        if !is_day(&self.first_day) || !is_day(&self.last_day) || self.last_day < self.first_day {
            return wrong("span of days");
        }
        let Some(interest) = &self.interest else {
            return Ok(());
        };
        if interest.answers == 0 {
            return wrong("number of answers");
        }
        if interest.categories.len() > MAX_INTERESTS {
            return Err(WireError::TooLarge { what: "categories" });
        }
        let shares = interest.categories.iter().map(|category| &category.of);
        if !shares.chain([&interest.none]).all(Share::is_sound) {
            return wrong("share");
        }
        for (at, category) in interest.categories.iter().enumerate() {
            let mut others = interest.categories[..at].iter();
            if category.name.is_empty() || others.any(|other| other.name == category.name) {
                return wrong("name of a category");
            }
        }
        Ok(())
    }
}

impl Share {
    /// Estimates may be outside of 0 to 1, by no more than noise can bring them.
    fn is_sound(&self) -> bool {
        let is_near = self.share.is_finite() && self.share.abs() <= 100.0;
        is_near && self.variance.is_finite() && self.variance >= 0.0
    }
}

/// Whether a text is `YYYY-MM-DD`, as far as comparing two needs it.
fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit_or_dash = |(at, byte): (usize, &u8)| match at {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    bytes.len() == 10 && bytes.iter().enumerate().all(is_digit_or_dash)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop there")]

    use super::*;

    fn some() -> Aggregates {
        let of = |share| Share {
            share,
            variance: 0.0004,
        };
        let named = |name: &str, share| CategoryShare {
            name: name.to_owned(),
            of: of(share),
        };
        Aggregates {
            format: AGGREGATES_FORMAT.to_owned(),
            version: AGGREGATES_VERSION,
            site: "gift-shop".to_owned(),
            first_day: "2026-11-01".to_owned(),
            last_day: "2026-11-28".to_owned(),
            reports: 4_000,
            interest: Some(Interest {
                answers: 2_000,
                none: of(-0.01),
                categories: vec![named("Bags", 0.7), named("Clocks", 0.31)],
            }),
        }
    }

    #[test]
    fn the_json_is_that_of_the_docs_and_comes_back() {
        let text = serde_json::to_string(&some()).unwrap();
        assert!(text.starts_with(
            r#"{"format":"dangol-aggregates","version":1,"site":"gift-shop","firstDay":"2026-11-01","lastDay":"2026-11-28","reports":4000,"interest":{"answers":2000,"none":{"share":-0.01,"variance":0.0004},"categories":[{"name":"Bags","share":0.7,"variance":0.0004},"#
        ), "{text}");
        let read: Aggregates = serde_json::from_str(&text).unwrap();
        assert_eq!(read, some());
        assert_eq!(read.check(), Ok(()));
    }

    #[test]
    fn what_no_collector_makes_is_refused() {
        type Fault = (&'static str, fn(&mut Aggregates));
        let faults: [Fault; 12] = [
            ("format", |of| of.format = "else".to_owned()),
            ("newer", |of| of.version = AGGREGATES_VERSION + 1),
            ("version 0", |of| of.version = 0),
            ("site", |of| of.site = "Gift Shop".to_owned()),
            ("day", |of| of.first_day = "1.11.2026".to_owned()),
            ("order of days", |of| of.last_day = "2026-10-01".to_owned()),
            ("answers", |of| {
                of.interest.as_mut().unwrap().answers = 0;
            }),
            ("share", |of| {
                of.interest.as_mut().unwrap().none.share = f64::NAN;
            }),
            ("variance", |of| {
                of.interest.as_mut().unwrap().categories[0].of.variance = -1.0;
            }),
            ("nameless", |of| {
                of.interest.as_mut().unwrap().categories[0].name.clear();
            }),
            ("twice", |of| {
                of.interest.as_mut().unwrap().categories[0].name = "Clocks".to_owned();
            }),
            ("too many", |of| {
                let categories = &mut of.interest.as_mut().unwrap().categories;
                *categories = (0..200)
                    .map(|at| CategoryShare {
                        name: at.to_string(),
                        ..categories[0].clone()
                    })
                    .collect();
            }),
        ];
        for (name, change) in faults {
            let mut wrong = some();
            change(&mut wrong);
            assert!(wrong.check().is_err(), "{name}");
        }
    }
}
