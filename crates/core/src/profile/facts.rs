//! What the shopper states about themselves: each fact optional, each with the time at
//! which it was last confirmed.

use super::{DayOfYear, Topic, limits};
use crate::{Error, Node, Now};
use serde::{Deserialize, Serialize};

/// One thing that the shopper stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fact {
    /// What it is about.
    pub topic: Topic,
    /// The name, the size, the word, or whom the date is about; empty for a birthday.
    pub text: String,
    /// The relation of a date ("sister"), or what a size is of ("shoes"); else empty.
    #[serde(default)]
    pub about: String,
    /// The day of a birthday or of a date.
    #[serde(default)]
    pub day: Option<DayOfYear>,
    /// When it was last stated or confirmed, in milliseconds since 1970.
    pub at: u64,
}

impl Fact {
    /// A fact that is only a text, just stated.
    pub fn word(topic: Topic, text: &str) -> Self {
        Self {
            topic,
            text: text.to_owned(),
            about: String::new(),
            day: None,
            at: 0,
        }
    }

    /// A number that tells stated facts apart.
    pub(crate) fn key(&self) -> u64 {
        super::hash(&[self.topic.key(), &self.text, &self.about].join("\n"))
    }

    fn is_same(&self, other: &Self) -> bool {
        (self.topic, &self.text, &self.about) == (other.topic, &other.text, &other.about)
    }

    pub(crate) fn is_stale(&self, now: Now) -> bool {
        let fresh_for = self.topic.fresh_for();
        fresh_for.is_some_and(|fresh| now.at.saturating_sub(self.at) > fresh)
    }
}

/// What the shopper states about themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Facts {
    /// What is stated.
    pub said: Vec<Fact>,
    /// When each topic was last stated, confirmed or taken back, in milliseconds since 1970.
    pub stated: Vec<(Topic, u64)>,
    /// What was asked last, whether it still holds, and when.
    pub asked: Option<Fact>,
}

impl Facts {
    /// What to be called.
    pub fn name(&self) -> Option<&str> {
        self.of(Topic::Name).next().map(|fact| fact.text.as_str())
    }

    /// The texts of a topic.
    pub fn words(&self, topic: Topic) -> impl Iterator<Item = &str> {
        self.of(topic).map(|fact| fact.text.as_str())
    }

    fn of(&self, topic: Topic) -> impl Iterator<Item = &Fact> {
        self.said.iter().filter(move |fact| fact.topic == topic)
    }

    /// All facts of a topic are these now; none takes back what was stated.
    pub fn state(&mut self, topic: Topic, facts: &[Fact], at: u64) {
        self.said.retain(|fact| fact.topic != topic);
        let mut count = 0;
        for fact in facts {
            let fact = Fact {
                topic,
                text: plain(&fact.text),
                about: plain(&fact.about),
                day: fact.day.filter(|day| topic.has_day() && day.is_sound()),
                at,
            };
            let is_something = match topic {
                Topic::Birthday => fact.day.is_some(),
                Topic::Date => fact.day.is_some() && !fact.text.is_empty(),
                _ => !fact.text.is_empty(),
            };
            let is_new = !self.said.iter().any(|said| said.is_same(&fact));
            if is_something && is_new && count < topic.most() {
                count += 1;
                self.said.push(fact);
            }
        }
        self.touch(topic, at);
    }

    /// The fact of this topic, text and relation.
    pub fn find(&self, told: &Node) -> Option<&Fact> {
        let text = |key: &str| told.get(key).text().unwrap_or_default();
        let (topic, words, about) = (text("topic"), text("text"), text("about"));
        self.said
            .iter()
            .find(|fact| fact.topic.key() == topic && fact.text == words && fact.about == about)
    }

    /// What was asked still holds.
    pub fn confirm(&mut self, confirmed: &Fact, at: u64) {
        let mut found = false;
        for fact in &mut self.said {
            if fact.is_same(confirmed) {
                fact.at = at;
                found = true;
            }
        }
        if found {
            self.touch(confirmed.topic, at);
        }
    }

    /// One fact is taken back.
    pub fn take_back(&mut self, taken: &Fact, at: u64) {
        self.said.retain(|fact| !fact.is_same(taken));
        self.touch(taken.topic, at);
    }

    fn touch(&mut self, topic: Topic, at: u64) {
        self.stated.retain(|(known, _)| *known != topic);
        self.stated.push((topic, at));
    }

    fn stated_at(&self, topic: Topic) -> u64 {
        let stated = self.stated.iter().find(|(known, _)| *known == topic);
        stated.map_or(0, |(_, at)| *at)
    }

    /// The one fact to ask about now: whether it still holds. It is the one that was
    /// confirmed longest ago, and a month goes by before the next is asked about, so
    /// that nobody is nagged.
    pub fn question(&self, now: Now) -> Option<&Fact> {
        self.question_of(|_| true, now)
    }

    /// The same, of these topics only.
    pub(super) fn question_of(&self, wanted: fn(Topic) -> bool, now: Now) -> Option<&Fact> {
        if let Some(asked) = &self.asked {
            // A clock that was ahead when it was asked must not keep the question for ever.
            let since = now.at.abs_diff(asked.at);
            if since < limits::ASKED {
                let open = self.said.iter().find(|fact| fact.is_same(asked));
                return open.filter(|fact| fact.is_stale(now) && wanted(fact.topic));
            }
            if since < limits::BETWEEN_QUESTIONS {
                return None;
            }
        }
        let said = self.said.iter();
        said.filter(|fact| fact.is_stale(now) && wanted(fact.topic))
            .min_by_key(|fact| fact.at)
    }

    /// Whether something was asked so lately that nothing else is.
    pub(super) fn is_asked(&self, now: Now) -> bool {
        let asked = self.asked.as_ref();
        asked.is_some_and(|asked| now.at.abs_diff(asked.at) < limits::BETWEEN_QUESTIONS)
    }

    /// The shopper was asked about this.
    pub fn ask(&mut self, fact: &Fact, at: u64) {
        let again = self
            .asked
            .as_ref()
            .is_some_and(|asked| asked.is_same(fact) && at.abs_diff(asked.at) < limits::ASKED);
        if !again {
            self.asked = Some(Fact { at, ..fact.clone() });
        }
    }

    /// Of a fact that is no longer stated nothing is kept but that something was asked, so that
    /// nothing else is asked too soon.
    pub(super) fn forget_asked(&mut self) {
        let Some(asked) = &mut self.asked else {
            return;
        };
        if !self.said.iter().any(|fact| fact.is_same(asked)) {
            *asked = Fact {
                at: asked.at,
                ..Fact::word(asked.topic, "")
            };
        }
    }

    /// Takes over what was stated later elsewhere, topic by topic.
    pub(super) fn merge(&mut self, other: Self) {
        for topic in Topic::ALL {
            let at = other.stated_at(topic);
            if at > self.stated_at(topic) {
                self.said.retain(|fact| fact.topic != topic);
                self.said.extend(other.of(topic).cloned());
                self.touch(topic, at);
            }
        }
    }

    /// Keeps what is well-formed, and nothing from the future.
    pub(super) fn sound(self, now: Now) -> Self {
        let mut sound = Self::default();
        for topic in Topic::ALL {
            let at = self.stated_at(topic).min(now.at);
            if at == 0 {
                continue;
            }
            let facts: Vec<Fact> = self.of(topic).cloned().collect();
            sound.state(topic, &facts, at);
            for fact in &mut sound.said {
                let told = facts.iter().find(|told| told.is_same(fact));
                fact.at = told.map_or(fact.at, |told| told.at.min(at));
            }
        }
        sound
    }

    /// What `dangol.profile.setFacts` was given: the topics that are named, with all
    /// their facts.
    ///
    /// # Errors
    /// When a value has not the shape of its topic; nothing is taken over then.
    pub fn read(stated: &Node) -> Result<Vec<(Topic, Vec<Fact>)>, Error> {
        let mut read = Vec::new();
        for topic in Topic::ALL {
            let value = stated.get(topic.key());
            if *value == Node::Null {
                continue;
            }
            let values = match value {
                // An empty text takes back.
                Node::Text(text) if text.trim().is_empty() => &[],
                value => value.items(),
            };
            let facts = values.iter().map(|value| read_fact(topic, value));
            read.push((topic, facts.collect::<Result<_, _>>()?));
        }
        Ok(read)
    }
}

fn read_fact(topic: Topic, value: &Node) -> Result<Fact, Error> {
    let wrong = Error::Fact(topic.key());
    let text = |key: &str| value.get(key).text();
    let day = |text: Option<String>| text.as_deref().and_then(DayOfYear::parse);
    let fact = match topic {
        Topic::Birthday => Fact {
            day: Some(day(value.text()).ok_or(wrong)?),
            ..Fact::word(topic, "")
        },
        Topic::Date => Fact {
            day: Some(day(text("date")).ok_or_else(|| wrong.clone())?),
            about: text("relation").unwrap_or_default(),
            ..Fact::word(topic, &text("name").ok_or(wrong)?)
        },
        Topic::Size => Fact {
            about: text("of").unwrap_or_default(),
            ..Fact::word(topic, &text("size").ok_or(wrong)?)
        },
        _ => Fact::word(topic, &value.text().ok_or(wrong)?),
    };
    Ok(fact)
}

/// Trimmed, without control characters, not too long.
fn plain(text: &str) -> String {
    text.trim()
        .chars()
        .filter(|letter| !letter.is_control())
        .take(limits::NAME)
        .collect()
}
