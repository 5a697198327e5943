//! Patterns with `*` for any characters, compared without regard to case.

/// A list of patterns, ready to compare.
#[derive(Debug, Clone)]
pub struct Patterns(Vec<String>);

impl Patterns {
    /// From the texts of the options.
    pub fn new(patterns: &[String]) -> Self {
        Self(patterns.iter().map(|text| text.to_lowercase()).collect())
    }

    /// Whether one of them fits the whole text.
    pub fn fit(&self, text: &str) -> bool {
        let text = text.trim().to_lowercase();
        self.0.iter().any(|pattern| fits(pattern, &text))
    }
}

fn fits(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(mut text) = text.strip_prefix(start) else {
        return false;
    };
    let Some((middle, end)) = rest.rsplit_once('*') else {
        return text.ends_with(rest);
    };
    for part in middle.split('*') {
        match text.find(part) {
            Some(at) => text = &text[at + part.len()..],
            None => return false,
        }
    }
    text.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_characters() {
        let fit = |pattern: &str, text: &str| Patterns::new(&[pattern.to_owned()]).fit(text);
        assert!(fit("POST", "post"));
        assert!(!fit("POST", "POSTER"));
        assert!(fit("gift_*", "GIFT_0001_20"));
        assert!(fit("* gift voucher *", "Shop Gift Voucher £10.00"));
        assert!(fit("a*b*c", "a--b--c"));
        assert!(!fit("a*b*c", "a--c--b"));
        assert!(!fit("ab*ba", "aba"));
        assert!(fit("*", ""));
    }
}
