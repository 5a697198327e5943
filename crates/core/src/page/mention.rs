//! Words that a card mentions: of a search, or of what a shopper likes.

use crate::profile::CardView;

/// Words that only join others.
const JOINING: [&str; 5] = ["and", "for", "from", "the", "with"];

/// In lower case, for the alphabets of which the capitals lie in one piece: Latin with
/// its accents, Greek, Cyrillic. The standard library's tables for all alphabets are
/// 10 KB of the wasm.
fn low(letter: char) -> char {
    let step = match letter {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ω' | 'А'..='Я' => 32,
        'Ѐ'..='Џ' => 80,
        _ => 0,
    };
    char::from_u32(letter as u32 + step).unwrap_or(letter)
}

/// The words of a text in lower case, without a plural `s`, numbers, and what is too
/// short or too common to mean something.
pub(crate) fn plain(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().any(char::is_alphabetic))
        .map(|word| {
            let mut word: String = word.chars().map(low).collect();
            if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") {
                word.pop();
            }
            word
        })
        // Two letters say something in Hangul, not in Latin.
        .filter(|word| word.len() > 2 && !JOINING.contains(&word.as_str()))
        .collect()
}

/// What a card says, in lower case, with a space before every word.
pub(crate) fn text_of(card: &CardView) -> String {
    let parts = [card.title, card.category, card.brand];
    let mut text = String::with_capacity(parts.iter().map(|part| part.len() + 1).sum());
    for part in parts {
        text.push(' ');
        for letter in part.chars() {
            text.push(match letter.is_alphanumeric() {
                true => low(letter),
                false => ' ',
            });
        }
    }
    text
}

/// Whether a text of [`text_of`] has a word that begins so. Scripts that write words
/// together, as Korean often does, are searched anywhere.
pub(crate) fn mentions(text: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return text.contains(word);
    }
    let before = |at: usize| at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
    text.match_indices(word)
        .any(|(at, _)| before(at) == Some(&b' '))
}

/// Whether a card might mention one of these words of [`plain`]: where all is ASCII, whether any
/// of its words begins with the first three letters of one. Most mention none, and this takes
/// no copy to see.
pub(crate) fn may_mention(card: &CardView, words: &[&str]) -> bool {
    let parts = [card.title, card.category, card.brand];
    if !words.iter().chain(&parts).all(|text| text.is_ascii()) {
        return true;
    }
    parts.iter().any(|part| {
        let mut within = false;
        let part = part.as_bytes();
        part.iter().enumerate().any(|(at, letter)| {
            let begins = !within;
            within = letter.is_ascii_alphanumeric();
            let start = part.get(at..at + 3).filter(|_| begins && within);
            start.is_some_and(|start| {
                words.iter().any(|word| {
                    let first = word.as_bytes().get(..3);
                    first.is_none_or(|first| first.eq_ignore_ascii_case(start))
                })
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_of_several_alphabets_become_small() {
        let lower: String = "CAFÉ ÄRMEL ΩΡΑ ЧАЙ 머그".chars().map(low).collect();
        assert_eq!(lower, "café ärmel ωρα чай 머그");
    }

    #[test]
    fn what_is_mentioned_might_be() {
        let titles = [
            "RED (tea)MUG",
            "smug",
            "Café mug",
            "빨간 머그컵",
            "mu",
            "a-mug",
            "",
        ];
        for word in ["mug", "tea", "머그", "red"] {
            for title in titles {
                let card = CardView {
                    title,
                    ..CardView::default()
                };
                let mentioned = mentions(&text_of(&card), word);
                let may = may_mention(&card, &[word]);
                assert!(may || !mentioned, "{word} in {title}");
            }
        }
        let smug = CardView {
            title: "smug",
            ..CardView::default()
        };
        assert!(!may_mention(&smug, &["mug"]));
    }
}
