//! What the site owner says of the moments: `moments` in `config.json`. What is wrong with
//! a part is told to the owner, and the rest works. The shape is in `docs/moments.md`.

use super::moment::{Kind, Moment, OwnText};
use crate::Node;
use crate::profile::{Pace, limits};
use crate::rules::Rule;
use crate::setting::{self, local, sayable};
use dangol_wire::LocalText;

/// The most moments of the owner's own.
const OWN: usize = 50;
/// What an owner's text may ask for.
const VALUES: [&str; 14] = [
    "hello", "name", "shop", "title", "days", "who", "day", "reward", "left", "price", "before",
    "what", "offer", "partner",
];

/// The moments as the owner wants them.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) moments: Vec<Moment>,
    /// Partners, by `utm_source`.
    pub(crate) partners: Vec<(String, LocalText)>,
    /// Whether the shop's people live on the southern half of the earth, if that is said.
    pub(crate) south: Option<bool>,
    troubles: Vec<String>,
}

impl Settings {
    pub(crate) fn read(told: &Node) -> Self {
        let mut settings = Self {
            moments: Moment::built_in(),
            partners: Vec::new(),
            south: None,
            troubles: Vec::new(),
        };
        match told {
            Node::Null => {}
            Node::Map(entries) => entries
                .iter()
                .for_each(|(code, told)| settings.read_moment(code, told)),
            _ => settings.complain("", "", "must be an object"),
        }
        settings
    }

    /// What was left out, in a sentence for each part.
    pub(crate) fn troubles(&self) -> &[String] {
        &self.troubles
    }

    /// Whether any moment has a rule.
    pub(crate) fn has_rules(&self) -> bool {
        self.moments.iter().any(|moment| moment.when.is_some())
    }

    fn complain(&mut self, code: &str, key: &str, what: &str) {
        let point = if code.is_empty() { "" } else { "." };
        let colon = if key.is_empty() { "" } else { "." };
        let trouble = ["moments", point, code, colon, key, ": ", what];
        self.troubles.push(trouble.concat());
    }

    fn read_moment(&mut self, code: &str, told: &Node) {
        let Node::Map(entries) = told else {
            return self.complain(code, "", "must be an object");
        };
        let known = self.moments.iter().position(|moment| moment.code == code);
        let mut moment = match known {
            Some(at) => self.moments[at].clone(),
            None => own(code),
        };
        for (key, value) in entries {
            if let Err(what) = self.read_part(&mut moment, key, value) {
                self.complain(code, key, &what);
                // Without its condition it would be said to everybody.
                moment.off |= key == "when";
            }
        }
        match known {
            Some(at) => self.moments[at] = moment,
            None => {
                let has_text = moment.text.0 != LocalText::default();
                let fits = !code.is_empty() && code.len() <= limits::NAME;
                if !fits || moment.when.is_none() || !has_text {
                    let what = "there is no such moment; one of your own needs when and text";
                    self.complain(code, "", what);
                } else if self.moments.len() < super::moment::BUILT_IN.len() + OWN {
                    self.moments.push(moment);
                } else {
                    self.complain(code, "", "there are more than 50 of your own");
                }
            }
        }
    }

    fn read_part(&mut self, moment: &mut Moment, key: &str, value: &Node) -> Result<(), String> {
        match (key, moment.kind) {
            ("off", _) => match value {
                Node::Bool(off) => moment.off |= *off,
                _ => return Err("must be true or false".into()),
            },
            ("priority", _) => moment.priority = setting::thousand(value)?,
            ("coolDownDays", _) => moment.pace.cool_down = setting::cool_down(value)?,
            ("perWeek", _) => moment.pace.per_week = setting::per_week(value)?,
            ("text", _) => moment.text = OwnText::read(value, &VALUES)?,
            ("why", _) => moment.why = OwnText::read(value, &VALUES)?,
            ("link", _) => moment.link = setting::url(value)?,
            ("when", _) => {
                moment.when = Some(Rule::parse(value).map_err(|error| error.to_string())?);
            }
            ("names", Kind::Partner) => {
                let Node::Map(names) = value else {
                    return Err("must be an object of utm_source and name".into());
                };
                for (source, name) in names {
                    let name = local(name).map_err(|_| "a name must be {en, ko}")?;
                    self.partners.push((source.to_ascii_lowercase(), name));
                }
            }
            ("hemisphere", Kind::Season) => {
                self.south = match value.text().as_deref() {
                    Some("north") => Some(false),
                    Some("south") => Some(true),
                    _ => return Err("must be north or south".into()),
                };
            }
            _ => return Err("there is no such setting".into()),
        }
        Ok(())
    }
}

/// A moment of the owner's, without condition and text.
fn own(code: &str) -> Moment {
    Moment {
        kind: Kind::Own,
        code: code.to_owned(),
        priority: 50,
        pace: Pace {
            cool_down: 1,
            per_week: 2,
            once: false,
        },
        off: false,
        when: None,
        text: OwnText::default(),
        why: OwnText::default(),
        link: String::new(),
    }
}

impl OwnText {
    /// Texts that can be said, with these values.
    pub(crate) fn read(value: &Node, values: &[&str]) -> Result<Self, String> {
        let texts = local(value)?;
        sayable(&texts, values)?;
        Ok(Self(texts))
    }
}
