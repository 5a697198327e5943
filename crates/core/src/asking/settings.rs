//! What the site owner says of the questions: `asking` in `config.json`. What is wrong with a
//! part is told to the owner, and the rest works. The shape is in `docs/asking.md`.

use crate::Node;
use crate::greeting::OwnText;
use crate::profile::{Asks, Rarity};
use crate::rules::Rule;
use crate::setting;

/// The most questions of a kind in a quarter.
const PER_QUARTER: f64 = 12.0;
/// What an owner's text may ask for, of each kind.
const VALUES: [&[&str]; 3] = [
    &["shop", "name"],
    &["shop", "name", "title"],
    &["shop", "name", "fact"],
];

/// A kind of question, as it is built in or as the owner wants it.
#[derive(Debug)]
pub(crate) struct Setting {
    pub(crate) off: bool,
    pub(crate) rarity: Rarity,
    /// The owner's condition, beside the built-in one.
    pub(crate) when: Option<Rule>,
    /// The owner's text; empty for the built-in one.
    pub(crate) text: OwnText,
}

/// The questions as the owner wants them.
#[derive(Debug)]
pub(crate) struct Settings {
    /// In the order of [`Asks::ALL`].
    kinds: [Setting; 3],
    troubles: Vec<String>,
}

impl Settings {
    pub(crate) fn read(told: &Node) -> Self {
        // Cool-down in days, and how often in a quarter.
        let kinds = [(90, 1), (14, 3), (30, 2)].map(|(cool_down, per_quarter)| Setting {
            off: false,
            rarity: Rarity {
                cool_down,
                per_quarter,
            },
            when: None,
            text: OwnText::default(),
        });
        let mut settings = Self {
            kinds,
            troubles: Vec::new(),
        };
        match told {
            Node::Null => {}
            Node::Map(entries) => entries
                .iter()
                .for_each(|(name, told)| settings.read_kind(name, told)),
            _ => settings.complain(&[], "must be an object"),
        }
        settings
    }

    pub(crate) fn of(&self, asks: Asks) -> &Setting {
        &self.kinds[asks as usize]
    }

    /// What was left out, in a sentence for each part.
    pub(crate) fn troubles(&self) -> &[String] {
        &self.troubles
    }

    /// Whether any kind has a rule.
    pub(crate) fn has_rules(&self) -> bool {
        self.kinds.iter().any(|kind| kind.when.is_some())
    }

    fn complain(&mut self, path: &[&str], what: &str) {
        let mut trouble = String::from("asking");
        for key in path {
            trouble.push('.');
            trouble.push_str(key);
        }
        self.troubles.push([&trouble, ": ", what].concat());
    }

    fn read_kind(&mut self, name: &str, told: &Node) {
        let Some(at) = Asks::ALL.iter().position(|asks| asks.name() == name) else {
            let what = "there is no such question; there are satisfaction, rating and fact";
            return self.complain(&[name], what);
        };
        let Node::Map(entries) = told else {
            return self.complain(&[name], "must be an object");
        };
        for (key, value) in entries {
            let kind = &mut self.kinds[at];
            if let Err(what) = kind.read(key, value, VALUES[at]) {
                // Without its condition, or rarer than it can be read, it would be asked too often.
                kind.off |= matches!(key.as_str(), "when" | "coolDownDays" | "perQuarter" | "off");
                self.complain(&[name, key], &what);
            }
        }
    }
}

impl Setting {
    fn read(&mut self, key: &str, value: &Node, values: &[&str]) -> Result<(), String> {
        match key {
            "off" => match value {
                Node::Bool(off) => self.off |= *off,
                _ => return Err("must be true or false".into()),
            },
            "coolDownDays" => self.rarity.cool_down = setting::cool_down(value)?,
            "perQuarter" => {
                let what = "must be a whole number from 0 to 12";
                self.rarity.per_quarter = setting::whole(value, PER_QUARTER, what)?;
            }
            "when" => {
                self.when = Some(Rule::parse(value).map_err(|error| error.to_string())?);
            }
            "text" => self.text = OwnText::read(value, values)?,
            _ => return Err("there is no such setting".into()),
        }
        Ok(())
    }
}
