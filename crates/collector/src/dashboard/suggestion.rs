//! From a figure to a rule: what the owner may put into `config.json` for those of whom a figure
//! tells, ready to be copied.
//!
//! The words in it are a beginning. The condition is the one by which devices count themselves.

use super::json;
use super::tongue::Tongue;
use serde::Serialize;
use serde_json::{Value, json};

/// The longest part of a name that is taken over into an id.
const LONGEST: usize = 28;

/// What can be done for those of whom a figure tells.
#[derive(Debug, Clone, Serialize)]
pub struct Suggestion {
    /// Its name within the page.
    pub id: String,
    /// Who they are.
    pub name: String,
    /// How many they are.
    pub share: String,
    /// What can be done.
    pub snippets: Vec<Snippet>,
}

/// A part of `config.json`.
#[derive(Debug, Clone, Serialize)]
pub struct Snippet {
    /// Its name within the suggestion.
    pub id: &'static str,
    /// What it does.
    pub title: &'static str,
    /// What is left to the owner.
    pub note: &'static str,
    /// The JSON.
    pub json: String,
}

/// Those of whom a figure tells.
pub struct Whom {
    /// What they are called in ids, of letters, digits and `-`.
    pub id: String,
    /// The rule that holds for them.
    pub when: Value,
    /// What to greet them with, in English and Korean.
    pub greeting: [String; 2],
    /// What the title of their offer is, likewise.
    pub offer: [String; 2],
    /// What to show them first: a merchandising target.
    pub first: Value,
}

impl Whom {
    /// What can be done for them.
    pub fn suggest(&self, name: String, share: String, tongue: Tongue) -> Suggestion {
        let of = |title: (&'static str, &'static str), note: (&'static str, &'static str)| {
            (tongue.say(title.0, title.1), tongue.say(note.0, note.1))
        };
        let id = ["for-", &self.id].concat();
        let [en, ko] = &self.greeting;
        let greeting = json!({"moments": {id.as_str(): {
            "when": self.when, "priority": 45, "coolDownDays": 7, "perWeek": 1,
            "text": {"en": en, "ko": ko},
        }}});
        let [en, ko] = &self.offer;
        let offer = json!({"campaigns": [{
            "id": id, "place": "hero", "when": self.when, "coolDownDays": 7, "perShopper": 5,
            "text": {"en": {"title": en}, "ko": {"title": ko}},
        }]});
        let pin = json!({"merchandising": [{
            "pin": self.first, "when": self.when, "kinds": ["for-you", "trending"],
        }]});
        let snippets = [
            (
                "greeting",
                of(
                    ("A greeting for them", "이들에게 건넬 인사"),
                    (
                        "Change the words to yours. Put it into config.json, beside the moments that are there.",
                        "문장은 가게의 말로 바꾸세요. config.json의 moments에 더하면 됩니다.",
                    ),
                ),
                greeting,
            ),
            (
                "offer",
                of(
                    ("An offer for them", "이들에게 보일 혜택"),
                    (
                        "Say what you offer, and add code or link. It is shown where a page has <dangol-offer place=\"hero\">.",
                        "무엇을 드리는지 적고 code나 link를 더하세요. <dangol-offer place=\"hero\">가 있는 페이지에 보입니다.",
                    ),
                ),
                offer,
            ),
            (
                "pin",
                of(
                    ("Something pinned for them", "이들에게 먼저 보일 상품"),
                    (
                        "Name what they are to see first, by items, category or brand.",
                        "먼저 보일 것을 items, category, brand 중 하나로 적으세요.",
                    ),
                ),
                pin,
            ),
        ];
        let snippets = snippets.map(|(id, (title, note), value)| Snippet {
            id,
            title,
            note,
            json: json::pretty(&value),
        });
        Suggestion {
            id: self.id.clone(),
            name,
            share,
            snippets: snippets.into(),
        }
    }
}

/// A name as a part of an id; nothing of it may be left.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.chars() {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            'A'..='Z' => slug.push(letter.to_ascii_lowercase()),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(LONGEST);
    slug.trim_end_matches('-').to_owned()
}

/// A text as it stands in a message: what would be a value there is none.
pub fn literal(text: &str) -> String {
    let mut literal = String::new();
    for letter in text.chars() {
        if matches!(letter, '{' | '}' | '\\' | '|') {
            literal.push('\\');
        }
        literal.push(letter);
    }
    literal
}
