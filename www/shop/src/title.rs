//! How a title of the data, all in capitals, is written for a reader.
//!
//! The rule, also in the README: every word begins with a capital and goes on in small
//! letters; small joining words stay small inside the title; sizes, short names such as
//! TV and paper formats keep their form; abbreviations of the data are written out;
//! commas get their space. A title that already has small letters is left alone.

use crate::words::written_out;

/// Joining words that stay small unless they begin the title.
const SMALL: &[&str] = &[
    "a", "an", "and", "at", "by", "de", "des", "du", "for", "from", "in", "of", "on", "or", "sur",
    "the", "to", "with",
];

/// Names and short forms that keep a spelling of their own.
const SPECIAL: &[(&str, &str)] = &[
    ("3D", "3D"),
    ("BBQ", "BBQ"),
    ("CD", "CD"),
    ("DIY", "DIY"),
    ("DOF", "DOF"),
    ("DVD", "DVD"),
    ("GIN", "Gin"),
    ("II", "II"),
    ("III", "III"),
    ("IPOD", "iPod"),
    ("IV", "IV"),
    ("LED", "LED"),
    ("MP3", "MP3"),
    ("TV", "TV"),
    ("UK", "UK"),
    ("USB", "USB"),
    ("VIP", "VIP"),
    ("XL", "XL"),
    ("D.O.F", "DOF"),
    ("RECT", "Rectangular"),
    ("SPOTTY", "Spotty"),
    ("W", "with"),
    ("CHILDRENS", "Children's"),
    ("CHILDS", "Child's"),
    ("GENTLEMENS", "Gentlemen's"),
    ("KINGS", "King's"),
    ("GIRLS", "Girls'"),
    ("BOYS", "Boys'"),
    ("LADIES", "Ladies'"),
];

/// The title as the shop shows it.
pub fn readable(raw: &str) -> String {
    let raw = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let raw = raw
        .trim_end_matches(['.', ',', ' '])
        .trim_start_matches('*');
    if raw.chars().any(char::is_lowercase) {
        return raw.to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    for word in spaced(raw).split(' ').filter(|word| !word.is_empty()) {
        let first = words.is_empty();
        words.push(set_of(word).unwrap_or_else(|| cased(word, first)));
    }
    words.join(" ")
}

/// `TEA,COFFEE` and `GLASS.STAR` get a space, numbers such as 3.5 do not.
fn spaced(raw: &str) -> String {
    let letters: Vec<char> = raw.chars().collect();
    let mut text = String::with_capacity(raw.len());
    for (at, &c) in letters.iter().enumerate() {
        if c == ',' && text.ends_with(' ') {
            text.pop();
        }
        text.push(c);
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        let before = at.checked_sub(2).map_or(' ', |at| letters[at]);
        if c == ',' && next.is_alphanumeric()
            || c == '.' && next.is_alphabetic() && before.is_alphabetic()
        {
            text.push(' ');
        }
    }
    text
}

/// `SET/3` and `S/3` are written as "Set of 3".
fn set_of(word: &str) -> Option<String> {
    let number = word
        .strip_prefix("SET/")
        .or_else(|| word.strip_prefix("S/"))?;
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| format!("Set of {number}"))
}

/// One word between spaces; hyphen, slash, plus and brackets begin a new part of it.
fn cased(word: &str, first: bool) -> String {
    let mut text = String::with_capacity(word.len());
    let mut part = String::new();
    let mut whole = true;
    for c in word.chars() {
        if c.is_alphanumeric() || matches!(c, '\'' | '.' | '’') {
            part.push(c);
        } else {
            // A part before a comma or behind a quote is still the whole word.
            whole &= matches!(c, ',' | '"' | '(' | ')' | '!' | '?' | ':');
            // A single letter before a comma is a letter of a list, not an article.
            whole &= c != ',' || part.chars().nth(1).is_some();
            text.push_str(&part_cased(&part, !first || !text.is_empty(), whole));
            part.clear();
            text.push(c);
        }
    }
    text.push_str(&part_cased(&part, !first, whole));
    text
}

fn part_cased(part: &str, inside: bool, whole: bool) -> String {
    let bare = part.trim_end_matches('.');
    if let Some((_, special)) = SPECIAL.iter().find(|(from, _)| *from == bare) {
        return (*special).to_owned();
    }
    if let Some(full) = written_out(bare) {
        return full.split(' ').map(capital).collect::<Vec<_>>().join(" ");
    }
    if is_paper_format(bare) {
        return part.to_owned();
    }
    // Sizes: 60CM, 3.5G, 34X20CM, and 50'S.
    if part.starts_with(|c: char| c.is_ascii_digit()) {
        return part.to_lowercase();
    }
    let small = part.to_lowercase();
    if inside && whole && SMALL.contains(&small.as_str()) {
        return small;
    }
    capital(part)
}

/// A4, A5 and the like.
fn is_paper_format(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next() == Some('A')
        && letters.next().is_some_and(|c| c.is_ascii_digit())
        && letters.next().is_none()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first
            .to_uppercase()
            .chain(letters.flat_map(char::to_lowercase))
            .collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn capitals_become_readable() {
        for (raw, title) in [
            (
                "WHITE HANGING HEART T-LIGHT HOLDER",
                "White Hanging Heart T-Light Holder",
            ),
            (
                "SET OF 3 CAKE TINS PANTRY DESIGN",
                "Set of 3 Cake Tins Pantry Design",
            ),
            (
                "SET/6 RED SPOTTY PAPER CUPS",
                "Set of 6 Red Spotty Paper Cups",
            ),
            (
                "WOOD S/3 CABINET ANT WHITE FINISH",
                "Wood Set of 3 Cabinet Antique White Finish",
            ),
            (
                "SET 3 RETROSPOT TEA,COFFEE,SUGAR",
                "Set 3 Retrospot Tea, Coffee, Sugar",
            ),
            (
                "NURSERY A,B,C PAINTED LETTERS",
                "Nursery A, B, C Painted Letters",
            ),
            (
                "BLUE CHECK BAG W HANDLE 34X20CM",
                "Blue Check Bag with Handle 34x20cm",
            ),
            (
                "ESSENTIAL BALM 3.5G TIN IN ENVELOPE",
                "Essential Balm 3.5g Tin in Envelope",
            ),
            (
                "RIBBON REEL LACE DESIGN 50'S",
                "Ribbon Reel Lace Design 50's",
            ),
            ("PLAYING CARDS I LOVE LONDON", "Playing Cards I Love London"),
            ("A4 WALL TIDY RED FLOWERS", "A4 Wall Tidy Red Flowers"),
            ("THE KING GIFT BAG", "The King Gift Bag"),
            ("LUNCH BAG BLACK SKULL.", "Lunch Bag Black Skull"),
            (
                "CAKE STAND, 3 TIER, LOVEHEART",
                "Cake Stand, 3 Tier, Loveheart",
            ),
            (
                "ASS COL SMALL SAND GECKO P'WEIGHT",
                "Assorted Colour Small Sand Gecko Paperweight",
            ),
            (
                "CHARLIE+LOLA PINK HOT WATER BOTTLE",
                "Charlie+Lola Pink Hot Water Bottle",
            ),
            (
                "COLOUR GLASS. STAR T-LIGHT HOLDER",
                "Colour Glass. Star T-Light Holder",
            ),
            (
                "RED RETROSPOT CHILDRENS UMBRELLA",
                "Red Retrospot Children's Umbrella",
            ),
            (
                "SMOKEY GREY COLOUR D.O.F. GLASS",
                "Smokey Grey Colour DOF Glass",
            ),
            ("PAPER CRAFT , LITTLE BIRDIE", "Paper Craft, Little Birdie"),
            ("*USB OFFICE MIRROR BALL", "USB Office Mirror Ball"),
            ("ORANGE TV TRAY TABLE", "Orange TV Tray Table"),
        ] {
            assert_eq!(readable(raw), title);
        }
    }

    #[test]
    fn other_titles_are_left_alone() {
        assert_eq!(readable("Already  Written"), "Already Written");
        assert_eq!(readable("<B>&\"'😀"), "<B>&\"'😀");
        assert_eq!(readable(""), "");
        assert!(readable(&"A".repeat(10_000)).len() == 10_000);
    }
}
