//! Texts of markup as a reader sees them: one space between words, characters for their
//! references.

/// What a shop's template writes twice by mistake: references within JSON. Names of letters
/// beyond these are left as they are.
const NAMED: [(&str, char); 6] = [
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", ' '),
];

/// The longest reference that is looked for, `&#x10ffff;`.
const LONGEST: usize = 10;

/// One space between words, and characters in the place of their references.
pub fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let (letter, length) = match letter {
            '&' => reference(rest).unwrap_or(('&', 1)),
            other => (other, other.len_utf8()),
        };
        rest = &rest[length..];
        if !letter.is_whitespace() {
            tidy.push(letter);
        } else if !tidy.is_empty() && !tidy.ends_with(' ') {
            tidy.push(' ');
        }
    }
    if tidy.ends_with(' ') {
        tidy.pop();
    }
    tidy
}

/// The character that a text begins with by reference, and the reference's length.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let letter = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse(), |hex| u32::from_str_radix(hex, 16));
            char::from_u32(code.ok()?)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((letter, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_read_as_a_browser_shows_them() {
        for (text, expected) in [
            ("  Mug,\n\t blue  ", "Mug, blue"),
            ("11&quot; tray &amp; bowl", "11\" tray & bowl"),
            ("Caf&#233; &#x2019;n&#X20;tea", "Café ’n tea"),
            ("a&nbsp;b", "a b"),
            (
                "&unknown; &; & &#; &#xD800; &#1114112; &amp",
                "&unknown; &; & &#; &#xD800; &#1114112; &amp",
            ),
            ("머그&amp;컵", "머그&컵"),
            ("&머그컵컵;", "&머그컵컵;"),
            ("", ""),
        ] {
            assert_eq!(tidy(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_tidied_twice_but_references(text in "[^&]{0,40}") {
            prop_assert_eq!(tidy(&tidy(&text)), tidy(&text));
        }

        #[test]
        fn no_text_breaks_it(text in "[&#x;a-f0-9가 ]{0,40}") {
            let _ = tidy(&text);
        }
    }
}
