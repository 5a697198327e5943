//! What the shop states to this shopper: points, a delivery, an incident. It is the shop's
//! word, kept so that the next page can greet with it; nothing is paid out by it.

use super::{DayOfYear, limits};
use crate::time::Now;
use crate::{Error, Node, is_safe_url};
use dangol_wire::place;
use serde::{Deserialize, Serialize};

/// The shopper's points.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Loyalty {
    /// How many they have.
    pub points: u64,
    /// How many the next gift takes.
    pub threshold: u64,
    /// The gift; empty if it was not named.
    pub reward: String,
    /// When that was stated, in milliseconds since 1970.
    pub at: u64,
}

/// An order under way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Delivery {
    /// The day on which it is expected.
    pub expected: Option<DayOfYear>,
    /// Where to follow it; empty if nowhere.
    pub url: String,
    /// When that was stated.
    pub at: u64,
}

/// Something that went wrong for this shopper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Incident {
    /// A hash of the incident's id.
    pub id: u64,
    /// What happened, and why, in the shop's words.
    pub what: String,
    /// What the shop offers; empty if nothing.
    pub offer: String,
    /// Where to take the offer up; empty if nowhere.
    pub url: String,
    /// When that was stated.
    pub at: u64,
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Statement {
    /// Points; none to forget them.
    Loyalty(Option<Loyalty>),
    /// An order under way; none once it is there.
    Delivery(Option<Delivery>),
    /// An incident; none once it is over.
    Incident(Option<Incident>),
}

/// What the shop states to this shopper: the last of each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Shop {
    /// The points.
    pub loyalty: Option<Loyalty>,
    /// The order under way.
    pub delivery: Option<Delivery>,
    /// What went wrong.
    pub incident: Option<Incident>,
}

impl Statement {
    /// Whether an event of this name is a statement: `dangol_points`, `dangol_delivery`,
    /// `dangol_incident`.
    pub fn is_name(name: &str) -> bool {
        matches!(
            name,
            "dangol_points" | "dangol_delivery" | "dangol_incident"
        )
    }

    /// Reads the parameters of such an event.
    ///
    /// # Errors
    /// When a parameter that it needs is missing or is none.
    pub(crate) fn read(name: &str, parameters: &Node) -> Result<Self, Error> {
        let text = |key: &str| {
            let text = parameters.get(key).text().unwrap_or_default();
            crate::page::cut(text, limits::STATED)
        };
        let url = || {
            Some(text("url"))
                .filter(|url| is_safe_url(url))
                .unwrap_or_default()
        };
        let count = |key: &str| {
            let number = parameters.get(key).number();
            number
                .filter(|number| (0.0..1e15).contains(number))
                .map(|number| number as u64)
        };
        Ok(match name {
            "dangol_points" => {
                let wrong = Error::Event("dangol_points: needs points and threshold, both numbers");
                let (points, threshold) = (count("points"), count("threshold"));
                let (Some(points), Some(threshold)) = (points, threshold) else {
                    return Err(wrong);
                };
                Self::Loyalty((threshold > 0).then(|| Loyalty {
                    points,
                    threshold,
                    reward: text("reward"),
                    at: 0,
                }))
            }
            "dangol_delivery" => match text("state").as_str() {
                "under_way" => Self::Delivery(Some(Delivery {
                    expected: DayOfYear::parse(&text("expected")),
                    url: url(),
                    at: 0,
                })),
                "delivered" => Self::Delivery(None),
                _ => {
                    return Err(Error::Event(
                        "dangol_delivery: state must be under_way or delivered",
                    ));
                }
            },
            _ => {
                let (id, what) = (text("id"), text("what"));
                if *parameters.get("over") == Node::Bool(true) {
                    return Ok(Self::Incident(None));
                }
                if id.is_empty() || what.is_empty() {
                    return Err(Error::Event(
                        "dangol_incident: needs id and what, both texts",
                    ));
                }
                Self::Incident(Some(Incident {
                    id: hash(&id),
                    what,
                    offer: text("offer"),
                    url: url(),
                    at: 0,
                }))
            }
        })
    }
}

impl Shop {
    /// The newer word counts. The same one again keeps its time, so that it ends.
    pub(super) fn state(&mut self, statement: &Statement, now: u64) {
        match statement {
            Statement::Loyalty(loyalty) => {
                self.loyalty.clone_from(loyalty);
                self.loyalty.iter_mut().for_each(|loyalty| loyalty.at = now);
            }
            Statement::Delivery(delivery) => {
                self.delivery.clone_from(delivery);
                self.delivery
                    .iter_mut()
                    .for_each(|delivery| delivery.at = now);
            }
            Statement::Incident(incident) => {
                let since = self.incident.take();
                self.incident.clone_from(incident);
                if let Some(incident) = &mut self.incident {
                    let known = since.filter(|known| known.id == incident.id);
                    incident.at = known.map_or(now, |known| known.at);
                }
            }
        }
    }

    /// Drops what was stated too long ago to be said.
    pub(super) fn age(&mut self, now: Now) {
        let is_old = |at: u64, limit: u64| now.at.abs_diff(at) > limit;
        self.loyalty
            .take_if(|loyalty| is_old(loyalty.at, limits::LOYALTY));
        self.delivery
            .take_if(|delivery| is_old(delivery.at, limits::DELIVERY));
        self.incident
            .take_if(|incident| is_old(incident.at, limits::INCIDENT));
    }

    /// Takes over what was stated later elsewhere.
    pub(super) fn merge(&mut self, other: Self) {
        fn newer<T>(ours: &mut Option<T>, other: Option<T>, at: fn(&T) -> u64) {
            if other.as_ref().map(at) > ours.as_ref().map(at) {
                *ours = other;
            }
        }
        newer(&mut self.loyalty, other.loyalty, |loyalty| loyalty.at);
        newer(&mut self.delivery, other.delivery, |delivery| delivery.at);
        newer(&mut self.incident, other.incident, |incident| incident.at);
    }

    /// Of a profile from elsewhere: what is within the limits.
    pub(super) fn sound(&mut self, now: Now) {
        let fits = |text: &String| text.len() <= limits::STATED;
        let is_link = |url: &String| url.is_empty() || (fits(url) && is_safe_url(url));
        let past = |at: &mut u64| *at = (*at).min(now.at);
        self.loyalty.take_if(|loyalty| {
            past(&mut loyalty.at);
            !fits(&loyalty.reward) || loyalty.points.max(loyalty.threshold) >= limits::EXACT
        });
        self.delivery.take_if(|delivery| {
            past(&mut delivery.at);
            !is_link(&delivery.url) || delivery.expected.is_some_and(|day| !day.is_sound())
        });
        self.incident.take_if(|incident| {
            past(&mut incident.at);
            !(fits(&incident.what) && fits(&incident.offer) && is_link(&incident.url))
                || incident.id >= limits::EXACT
        });
    }
}

/// A number that tells things apart; whole in JSON.
pub(crate) fn hash(text: &str) -> u64 {
    place::hash(text) >> 12 | 1
}
