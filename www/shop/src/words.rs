//! The words of a title, as the rules for titles, categories and drawings read them.

/// A title's words in capitals, abbreviations written out.
#[derive(Debug, Clone)]
pub struct Words(Vec<String>);

/// Longer titles are read this far only, so that a hostile title costs no more than a long one.
const LONGEST: usize = 400;

impl Words {
    /// Splits a title at everything that is neither letter nor digit.
    pub fn of(title: &str) -> Self {
        let upper: String = title
            .chars()
            .take(LONGEST)
            .flat_map(char::to_uppercase)
            .collect();
        // Apostrophes stay within their word: B'FLY and 50'S are one word each.
        let words = upper
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .map(|word| word.trim_matches('\''))
            .filter(|word| !word.is_empty())
            .map(|word| written_out(word).unwrap_or(word).to_owned())
            .collect();
        Self(words)
    }

    /// The words in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Where a phrase (words with one space between) begins, each word in singular or plural.
    pub fn find(&self, phrase: &str) -> Option<usize> {
        let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
        (0..self.0.len()).find(|&at| {
            let mut following = self.0[at + 1..].iter();
            same(&self.0[at], first)
                && (rest.is_empty()
                    || rest
                        .split(' ')
                        .all(|wanted| following.next().is_some_and(|word| same(word, wanted))))
        })
    }

    /// The words before the first IN or WITH, which name the thing itself: of CANDLE IN TIN and
    /// CAT WITH SCARF the candle and the cat.
    pub fn before_container(&self) -> Self {
        let thing = self
            .0
            .iter()
            .take_while(|word| !matches!(word.as_str(), "IN" | "WITH" | "W"));
        Self(thing.cloned().collect())
    }

    /// Whether a phrase occurs.
    pub fn has(&self, phrase: &str) -> bool {
        self.find(phrase).is_some()
    }

    /// How many pieces the title promises: SET OF 3, SET/3, S/3, PACK OF 12, 4 BLUE CANDLES, PAIR.
    pub fn pieces(&self) -> u32 {
        let number = |word: &str| match word {
            "TWO" | "PAIR" => Some(2),
            "THREE" | "TRIO" => Some(3),
            "FOUR" => Some(4),
            "SIX" => Some(6),
            digits => digits.parse::<u32>().ok().filter(|n| (2..=200).contains(n)),
        };
        let words: Vec<&str> = self.iter().collect();
        for (at, word) in words.iter().enumerate() {
            let after = words.get(at + 1).copied().unwrap_or("");
            let later = words.get(at + 2).copied().unwrap_or("");
            let pieces = match *word {
                "SET" | "PACK" | "BOX" | "CASE" if after == "OF" => number(later),
                "SET" | "S" | "PACK" => number(after),
                "PAIR" => Some(2),
                // A rack of 3 hooks and a stand of 3 tiers are one thing.
                _ if at == 0 && !PARTS.contains(&after.trim_end_matches('S')) => number(word),
                _ => None,
            };
            if let Some(pieces) = pieces {
                return pieces;
            }
        }
        1
    }
}

/// What one thing may have several of.
const PARTS: &[&str] = &[
    "HOOK", "PEG", "TIER", "DRAWER", "DOOR", "HEART", "ROW", "TONE", "PART", "COLOUR", "CM", "DAY",
];

/// A word equals the wanted one, or is its plural.
fn same(word: &str, wanted: &str) -> bool {
    word.strip_prefix(wanted)
        .is_some_and(|rest| matches!(rest, "" | "S" | "ES"))
}

/// What the data's abbreviations stand for.
pub fn written_out(word: &str) -> Option<&'static str> {
    Some(match word {
        "ANT" => "ANTIQUE",
        "HLDR" => "HOLDER",
        "ASS" | "ASST" | "ASSTD" | "ASSORT" => "ASSORTED",
        "COL" => "COLOUR",
        "COLS" => "COLOURS",
        "XMAS" => "CHRISTMAS",
        "NECKL" | "NECKLAC" => "NECKLACE",
        "NECKL36" => "NECKLACE 36",
        "BRACLET" => "BRACELET",
        "B'FLY" => "BUTTERFLY",
        "P'WEIGHT" => "PAPERWEIGHT",
        "TURQ" => "TURQUOISE",
        "CHOC" => "CHOCOLATE",
        "DEC" | "DECO" => "DECORATION",
        "RND" => "ROUND",
        "SILOUETTE" => "SILHOUETTE",
        "FUSCHIA" => "FUCHSIA",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_counted() {
        for (title, pieces) in [
            ("SET OF 3 CAKE TINS", 3),
            ("SET/6 RED SPOTTY PAPER CUPS", 6),
            ("WOOD S/3 CABINET", 3),
            ("PACK OF 12 TISSUES", 12),
            ("72 SWEETHEART FAIRY CAKE CASES", 72),
            ("PAIR BUTTERFLY HAIR CLIPS", 2),
            ("WHITE METAL LANTERN", 1),
            ("1 HOOK", 1),
            ("3 HOOK PHOTO SHELF", 1),
            ("99999999999999 THINGS", 1),
        ] {
            assert_eq!(Words::of(title).pieces(), pieces, "{title}");
        }
    }

    #[test]
    fn phrases_match_whole_words() {
        let words = Words::of("SET/6 BUTTERFLY T-LIGHTS");
        assert!(words.has("T LIGHT"));
        assert!(!words.has("BUTTER"));
    }
}
