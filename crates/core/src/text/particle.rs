//! Korean particles, which follow the last sound of the word before them.

/// A pair of particles: the form after a consonant, the form after a vowel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Particle {
    /// 은/는, the topic.
    EunNeun,
    /// 이/가, the subject.
    IGa,
    /// 을/를, the object.
    EulReul,
    /// 과/와, "and", "with".
    GwaWa,
    /// 으로/로, "by", "towards"; 로 after ㄹ too.
    EuroRo,
}

/// How a word ends, as far as particles care.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Vowel,
    Rieul,
    Consonant,
}

/// The word with its particle.
///
/// ```
/// use dangol_core::text::{Particle, with_particle};
/// assert_eq!(with_particle("찻잔", Particle::EulReul), "찻잔을");
/// assert_eq!(with_particle("SET OF 6 MUGS", Particle::GwaWa), "SET OF 6 MUGS와");
/// assert_eq!(with_particle("7", Particle::EuroRo), "7로");
/// ```
pub fn with_particle(word: &str, particle: Particle) -> String {
    let (after_consonant, after_vowel) = match particle {
        Particle::EunNeun => ("은", "는"),
        Particle::IGa => ("이", "가"),
        Particle::EulReul => ("을", "를"),
        Particle::GwaWa => ("과", "와"),
        Particle::EuroRo => ("으로", "로"),
    };
    let chosen = match ending(word) {
        Ending::Vowel => after_vowel,
        Ending::Rieul if particle == Particle::EuroRo => after_vowel,
        Ending::Rieul | Ending::Consonant => after_consonant,
    };
    format!("{word}{chosen}")
}

/// Decided by the last letter or digit; a word without any counts as ending in a vowel.
fn ending(word: &str) -> Ending {
    let spoken = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let Some(last) = spoken.chars().last() else {
        return Ending::Vowel;
    };
    match last {
        '가'..='힣' => match (last as u32 - '가' as u32) % 28 {
            0 => Ending::Vowel,
            8 => Ending::Rieul,
            _ => Ending::Consonant,
        },
        // 영, 일, 삼, 육, 칠, 팔 end in a consonant; 10, 100 and 1000 too.
        '0' | '3' | '6' => Ending::Consonant,
        '1' | '7' | '8' => Ending::Rieul,
        '2' | '4' | '5' | '9' => Ending::Vowel,
        letter => latin_ending(spoken, letter.to_ascii_lowercase()),
    }
}

/// English words as Koreans say them: only l, m, n, ng, and short final k, p, t, b
/// close the syllable; s, d, f, ch and the like get a vowel (버스, 카드).
fn latin_ending(word: &str, last: char) -> Ending {
    let before = word
        .chars()
        .rev()
        .nth(1)
        .unwrap_or(' ')
        .to_ascii_lowercase();
    // A letter that stands alone is spelt: "L" is 엘, "A" is 에이.
    if !before.is_alphabetic() {
        return match last {
            'l' | 'r' => Ending::Rieul,
            'm' | 'n' => Ending::Consonant,
            _ => Ending::Vowel,
        };
    }
    let start = word
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + 1);
    let last_word = word.get(start..).unwrap_or(word).to_ascii_lowercase();
    // Loan words that took a vowel (세트, 매트) or lost one (백) against the rule below.
    if [
        "set", "kit", "mat", "doormat", "dot", "net", "pot", "teapot",
    ]
    .contains(&last_word.as_str())
    {
        return Ending::Vowel;
    }
    if last_word.ends_with("bag") {
        return Ending::Consonant;
    }
    let earlier = word
        .chars()
        .rev()
        .nth(2)
        .unwrap_or(' ')
        .to_ascii_lowercase();
    let is_vowel = |letter| "aeiou".contains(letter);
    // Two vowels make it long (보트, 수프), but for words such as 북 and 후크's kin.
    let short = is_vowel(before) && (!is_vowel(earlier) || last_word.ends_with("ook"));
    match last {
        'l' => Ending::Rieul,
        'm' | 'n' => Ending::Consonant,
        'g' if before == 'n' => Ending::Consonant,
        'k' | 'p' | 't' | 'b' if short => Ending::Consonant,
        'k' if before == 'c' => Ending::Consonant,
        'e' if before == 'l' => Ending::Rieul,
        'e' if before == 'n' || before == 'm' => Ending::Consonant,
        _ => Ending::Vowel,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hangul_syllable_gets_the_form_of_its_last_sound() {
        for syllable in '가'..='힣' {
            let word = syllable.to_string();
            let closed = !(syllable as u32 - '가' as u32).is_multiple_of(28);
            let expected = if closed { "을" } else { "를" };
            assert_eq!(
                with_particle(&word, Particle::EulReul),
                format!("{word}{expected}")
            );
        }
        assert_eq!(with_particle("서울", Particle::EuroRo), "서울로");
        assert_eq!(with_particle("부산", Particle::EuroRo), "부산으로");
    }

    #[test]
    fn digits_latin_and_nothing_at_all() {
        for (word, particle, expected) in [
            ("3", Particle::IGa, "3이"),
            ("2", Particle::IGa, "2가"),
            ("100", Particle::EunNeun, "100은"),
            ("Lunch Bag", Particle::EulReul, "Lunch Bag을"),
            ("Tea Set", Particle::EulReul, "Tea Set를"),
            ("Door Mat", Particle::GwaWa, "Door Mat와"),
            ("Sailing Boat", Particle::IGa, "Sailing Boat가"),
            ("Cook Book", Particle::IGa, "Cook Book이"),
            ("Red Retrospot", Particle::EulReul, "Red Retrospot을"),
            ("Retro Tin", Particle::EulReul, "Retro Tin을"),
            ("Wall Clock", Particle::GwaWa, "Wall Clock과"),
            ("Candle", Particle::EuroRo, "Candle로"),
            ("Mug (red)", Particle::GwaWa, "Mug (red)와"),
            ("", Particle::EunNeun, "는"),
            ("🎁", Particle::IGa, "🎁가"),
        ] {
            assert_eq!(with_particle(word, particle), expected);
        }
    }
}
