//! A setting as the owner writes it in `config.json`: what greetings, questions and campaigns
//! read alike, and what is said of one that is wrong.

use crate::profile::limits;
use crate::text::message;
use crate::time::DAY;
use crate::{Node, is_safe_url};
use dangol_wire::LocalText;

/// The longest cool-down, in days.
const COOL_DOWN: f64 = (limits::SAID_FOR / DAY) as f64;

/// A whole number from 0 on.
pub(crate) fn whole(value: &Node, most: f64, what: &str) -> Result<u32, String> {
    let number = value.number().filter(|number| number.fract() == 0.0);
    let number = number.filter(|number| (0.0..=most).contains(number));
    number
        .map(|number| number as u32)
        .ok_or_else(|| what.to_owned())
}

/// A number up to a thousand: a priority, or a share.
pub(crate) fn thousand(value: &Node) -> Result<u32, String> {
    whole(value, 1000.0, "must be a whole number from 0 to 1000")
}

/// The days from one time to the next.
pub(crate) fn cool_down(value: &Node) -> Result<u32, String> {
    whole(value, COOL_DOWN, "must be a whole number from 0 to 400")
}

/// In how many visits of a week.
pub(crate) fn per_week(value: &Node) -> Result<u32, String> {
    whole(value, 7.0, "must be a whole number from 0 to 7")
}

/// An address that may be opened.
pub(crate) fn url(value: &Node) -> Result<String, String> {
    let text = value.text().filter(|text| text.len() <= limits::URL);
    text.filter(|text| is_safe_url(text))
        .ok_or_else(|| "must be an address".into())
}

/// Complains of what is none of these.
pub(crate) fn only(value: &Node, keys: &[&str]) -> Result<(), String> {
    match value {
        Node::Null => Ok(()),
        Node::Map(entries) => {
            let wrong = entries
                .iter()
                .find(|(key, _)| !keys.contains(&key.as_str()));
            wrong.map_or(Ok(()), |(key, _)| {
                Err(["there is no such setting: ", key].concat())
            })
        }
        _ => Err("must be an object".into()),
    }
}

/// A text in the languages that Dangol speaks, in one of them at least.
pub(crate) fn local(value: &Node) -> Result<LocalText, String> {
    only(value, &["en", "ko"])?;
    let text = |key: &str| value.get(key).text().unwrap_or_default();
    let texts = LocalText {
        en: text("en"),
        ko: text("ko"),
    };
    match texts == LocalText::default() {
        true => Err("must be {en, ko}, at least one of them".into()),
        false => Ok(texts),
    }
}

/// Whether texts can be said, with these values.
pub(crate) fn sayable(texts: &LocalText, values: &[&str]) -> Result<(), String> {
    for (tag, text) in [("en: ", &texts.en), ("ko: ", &texts.ko)] {
        if text.len() > limits::STATED {
            return Err([tag, "is longer than 400 bytes"].concat());
        }
        message::check(text, values).map_err(|what| [tag, what].concat())?;
    }
    Ok(())
}
