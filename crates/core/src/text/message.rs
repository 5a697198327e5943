//! Texts with places to fill: a small subset of Unicode MessageFormat 2 (LDML 47, part 9),
//! described for owners in `docs/moments.md`; why this subset, in ADR 13.
//!
//! A text is plain, with `{$name}` for a value and `\{`, `\}`, `\\` and `\|` for these
//! letters; or it chooses among variants by one value:
//!
//! ```text
//! .input {$days :number}
//! .match $days
//! 1 {{yesterday}}
//! * {{{$days} days ago}}
//! ```
//!
//! `{$title :dangol:particle form=을}` is the Korean particle that follows the value.

use super::particle::{Particle, particle_after};
use super::{Formats, Language};
use crate::profile::DayOfYear;

/// What stands in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// As it is.
    Text(String),
    /// A whole number.
    Number(u64),
    /// In the smallest unit of the model's currency.
    Price(u64),
    /// A day.
    Day(DayOfYear),
}

/// A value with its name.
pub(crate) type Named = (&'static str, Value);

/// How a text is written out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Speech<'a> {
    pub(crate) language: Language,
    pub(crate) formats: Formats,
    /// The code of the currency, and its digits behind the point.
    pub(crate) currency: (&'a str, u8),
}

/// What is wrong with a text, in a sentence for its author.
pub(crate) type Wrong = &'static str;

impl Speech<'_> {
    /// A text with its places filled.
    ///
    /// # Errors
    /// When it is not well-formed, or asks for a value that is not there.
    pub(crate) fn say(self, message: &str, values: &[Named]) -> Result<String, Wrong> {
        let message = Message::parse(message)?;
        let mut said = String::new();
        for piece in pieces(message.choose(self, values)?)?.0 {
            match piece {
                Piece::Text(text) => said.push_str(text),
                Piece::Value(name) => said.push_str(&self.write(find(values, name)?)),
                Piece::Particle(name, particle) => {
                    let word = self.write(find(values, name)?);
                    said.push_str(particle_after(&word, particle));
                }
            }
        }
        Ok(said)
    }

    fn write(self, value: &Value) -> String {
        let Self {
            language, formats, ..
        } = self;
        match value {
            Value::Text(text) => text.clone(),
            Value::Number(number) => (formats.number)(language, *number),
            Value::Price(amount) => {
                let (code, digits) = self.currency;
                (formats.price)(language, *amount, code, digits)
            }
            Value::Day(day) => (formats.day)(language, *day),
        }
    }
}

/// Checks a text that an owner wrote.
///
/// # Errors
/// When it is not well-formed, or asks for a value that no moment has.
pub(crate) fn check(message: &str, names: &[&str]) -> Result<(), Wrong> {
    let message = Message::parse(message)?;
    let known = |name: &str| match names.contains(&name) {
        true => Ok(()),
        false => Err("it asks for a value that is not there"),
    };
    if !message.by.is_empty() {
        known(message.by)?;
    }
    for (_, pattern) in &message.variants {
        for piece in pieces(pattern)?.0 {
            match piece {
                Piece::Text(_) => {}
                Piece::Value(name) | Piece::Particle(name, _) => known(name)?,
            }
        }
    }
    Ok(())
}

fn find<'a>(values: &'a [Named], name: &str) -> Result<&'a Value, Wrong> {
    let found = values.iter().find(|(known, _)| *known == name);
    found
        .map(|(_, value)| value)
        .ok_or("it asks for a value that is not there")
}

/// A text that was taken apart: its variants, and the value by which one is chosen.
struct Message<'a> {
    by: &'a str,
    variants: Vec<(&'a str, &'a str)>,
}

impl<'a> Message<'a> {
    fn parse(text: &'a str) -> Result<Self, Wrong> {
        let mut rest = text.trim_start();
        if !rest.starts_with('.') {
            return Ok(Self {
                by: "",
                variants: vec![("*", text)],
            });
        }
        let mut declared = Vec::new();
        while let Some(input) = rest.strip_prefix(".input") {
            let (input, after) = input.split_once('}').ok_or("} is missing after .input")?;
            let input = input.trim_start().strip_prefix('{');
            let input = placed(input.ok_or("{ is missing after .input")?)?;
            if let Piece::Value(name) = input {
                declared.push(name);
            }
            rest = after.trim_start();
        }
        let selector = rest
            .strip_prefix(".match")
            .ok_or("what begins with a point must be .input or .match")?;
        let selector = selector.trim_start().strip_prefix('$');
        let selector = selector.ok_or(".match needs one value, such as $days")?;
        let end = selector.find(char::is_whitespace).unwrap_or(selector.len());
        let (by, mut rest) = selector.split_at(end);
        if !declared.contains(&by) {
            return Err("before .match its value is declared, such as .input {$days :number}");
        }
        let mut variants = Vec::new();
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                break;
            }
            let (key, pattern) = rest.split_once("{{").ok_or("{{ is missing in a variant")?;
            let (_, after) = pieces_until(pattern, true)?;
            let length = pattern.len() - after.len();
            variants.push((key.trim(), &pattern[..length]));
            // The search has found the end, or failed.
            rest = after.strip_prefix("}}").unwrap_or("");
        }
        match variants.iter().any(|(key, _)| *key == "*") {
            true => Ok(Self { by, variants }),
            false => Err("a variant * for all else is missing"),
        }
    }

    /// The pattern of the variant: of the very value, of its plural category, or of all else.
    fn choose(&self, speech: Speech, values: &[Named]) -> Result<&'a str, Wrong> {
        let (exact, category) = match self.by {
            "" => (String::new(), ""),
            by => match find(values, by)? {
                Value::Number(number) => (number.to_string(), speech.language.plural(*number)),
                Value::Text(text) => (text.clone(), ""),
                _ => return Err(".match needs a number or a text"),
            },
        };
        let of = |key: &str| self.variants.iter().find(|(known, _)| *known == key);
        let chosen = of(&exact)
            .or_else(|| of(category))
            .or_else(|| of("*"))
            .ok_or("a variant * for all else is missing")?;
        Ok(chosen.1)
    }
}

enum Piece<'a> {
    Text(&'a str),
    Value(&'a str),
    Particle(&'a str, Particle),
}

fn pieces(pattern: &str) -> Result<(Vec<Piece<'_>>, &str), Wrong> {
    pieces_until(pattern, false)
}

/// The pieces of a pattern, and what follows: `}}` where it is quoted.
fn pieces_until(pattern: &str, quoted: bool) -> Result<(Vec<Piece<'_>>, &str), Wrong> {
    let (mut pieces, mut rest) = (Vec::new(), pattern);
    loop {
        let Some(at) = rest.find(['{', '}', '\\']) else {
            if quoted {
                return Err("}} is missing after a variant");
            }
            pieces.push(Piece::Text(rest));
            return Ok((pieces, ""));
        };
        let (text, special) = rest.split_at(at);
        pieces.push(Piece::Text(text));
        if let Some(escaped) = special.strip_prefix('\\') {
            if !escaped.starts_with(['{', '}', '\\', '|']) {
                return Err("after \\ there must be one of { } \\ |");
            }
            pieces.push(Piece::Text(&escaped[..1]));
            rest = &escaped[1..];
        } else if let Some(place) = special.strip_prefix('{') {
            let (inside, after) = place.split_once('}').ok_or("} is missing")?;
            pieces.push(placed(inside)?);
            rest = after;
        } else if quoted && special.starts_with("}}") {
            return Ok((pieces, special));
        } else {
            return Err("a } stands alone; it is written \\}");
        }
    }
}

/// What stands between braces.
fn placed(inside: &str) -> Result<Piece<'_>, Wrong> {
    let mut words = inside.split_whitespace();
    let name = words.next().and_then(|word| word.strip_prefix('$'));
    let name = name.ok_or("in braces there must be a value, such as {$name}")?;
    match (words.next(), words.next(), words.next()) {
        // A value knows by itself how it is written.
        (None | Some(":number" | ":integer" | ":string" | ":date" | ":currency"), None, None) => {
            Ok(Piece::Value(name))
        }
        (Some(":dangol:particle"), Some(form), None) => {
            let particle = form.strip_prefix("form=").and_then(Particle::of);
            let particle = particle.ok_or("form must be one of 은 이 을 과 으로 아")?;
            Ok(Piece::Particle(name, particle))
        }
        _ => Err("there is no such function; there are :number and :dangol:particle form=을"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn say(language: Language, text: &str, values: &[Named]) -> Result<String, Wrong> {
        let speech = Speech {
            language,
            formats: Formats::default(),
            currency: ("GBP", 2),
        };
        speech.say(text, values)
    }

    #[test]
    fn places_are_filled_and_variants_chosen() {
        let days = ".input {$days :number}\n.match $days\n0 {{today}}\none {{a day ago}}\n* {{{$days} days ago}}";
        let of = |language, number| say(language, days, &[("days", Value::Number(number))]);
        assert_eq!(of(Language::En, 0).unwrap(), "today");
        assert_eq!(of(Language::En, 1).unwrap(), "a day ago");
        assert_eq!(of(Language::Ko, 1).unwrap(), "1 days ago");
        assert_eq!(of(Language::En, 12).unwrap(), "12 days ago");
        let title = |title: &str| vec![("title", Value::Text(title.into()))];
        let ko = "‘{$title}’{$title :dangol:particle form=을} \\{보세요\\}";
        assert_eq!(
            say(Language::Ko, ko, &title("찻잔")).unwrap(),
            "‘찻잔’을 {보세요}"
        );
        assert_eq!(
            say(Language::Ko, ko, &title("Candle")).unwrap(),
            "‘Candle’을 {보세요}"
        );
        // What is filled in is never read as a text.
        assert_eq!(
            say(Language::En, "{$title}", &title("{$x}")).unwrap(),
            "{$x}"
        );
        let price = [("price", Value::Price(1205))];
        assert_eq!(
            say(Language::En, "{$price :currency}", &price).unwrap(),
            "12.05 GBP"
        );
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, what) in [
            ("{$name", "} is missing"),
            ("a } b", "a } stands alone; it is written \\}"),
            ("{name}", "in braces there must be a value, such as {$name}"),
            (
                "{$name :upper}",
                "there is no such function; there are :number and :dangol:particle form=을",
            ),
            (
                "{$name :dangol:particle form=x}",
                "form must be one of 은 이 을 과 으로 아",
            ),
            ("{$other}", "it asks for a value that is not there"),
            ("\\n", "after \\ there must be one of { } \\ |"),
            (
                ".match $name * {{x}}",
                "before .match its value is declared, such as .input {$days :number}",
            ),
            (
                ".input {$name :string} .match $name a {{x}}",
                "a variant * for all else is missing",
            ),
            (
                ".input {$name :string} .match $name * {{x",
                "}} is missing after a variant",
            ),
            (
                ".local $x = {1}",
                "what begins with a point must be .input or .match",
            ),
        ] {
            assert_eq!(check(text, &["name"]), Err(what), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_does_harm(text in "[.{}$\\\\|* a-c가-각:=]{0,40}|(\\.input \\{\\$a\\}|\\.match \\$a|\\*|\\{\\{|\\}\\}|\\{\\$a\\}| ){0,9}", number in any::<u64>()) {
            let values = [("a", Value::Number(number))];
            // What was found to be well-formed can be said.
            if check(&text, &["a"]).is_ok() {
                prop_assert!(say(Language::En, &text, &values).is_ok());
                prop_assert!(say(Language::Ko, &text, &values).is_ok());
            } else {
                let _ = say(Language::En, &text, &values);
            }
        }
    }
}
