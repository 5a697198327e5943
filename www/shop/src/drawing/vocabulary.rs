//! Which words name which kind of thing: reads the rules of `vocabulary.txt`.

use std::sync::LazyLock;

use crate::words::Words;

/// A kind's name and the phrases that name it.
pub(super) struct Rule {
    /// The kind.
    pub kind: &'static str,
    phrases: Vec<&'static str>,
}

/// The rules in order.
pub(super) static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    include_str!("vocabulary.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
        .map(|(kind, phrases)| Rule {
            kind,
            phrases: phrases.split(", ").collect(),
        })
        .collect()
});

/// The name of the first kind whose phrase occurs.
pub(super) fn kind_name(words: &Words) -> Option<&'static str> {
    RULES
        .iter()
        .find(|rule| rule.phrases.iter().any(|phrase| words.has(phrase)))
        .map(|rule| rule.kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_rule() {
        let lines = include_str!("vocabulary.txt")
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .count();
        assert_eq!(RULES.len(), lines);
        for rule in RULES.iter() {
            for phrase in &rule.phrases {
                let plain =
                    |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || " '".contains(c);
                assert!(
                    !phrase.is_empty() && phrase.chars().all(plain),
                    "{}: {phrase:?}",
                    rule.kind
                );
            }
        }
    }
}
