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
    /// 아/야, which calls somebody.
    AYa,
}

impl Particle {
    /// The pair of which this is one form.
    pub fn of(form: &str) -> Option<Self> {
        Some(match form {
            "은" | "는" => Self::EunNeun,
            "이" | "가" => Self::IGa,
            "을" | "를" => Self::EulReul,
            "과" | "와" => Self::GwaWa,
            "으로" | "로" => Self::EuroRo,
            "아" | "야" => Self::AYa,
            _ => return None,
        })
    }
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
    [word, particle_after(word, particle)].concat()
}

/// The form of a particle after a word.
pub fn particle_after(word: &str, particle: Particle) -> &'static str {
    let (after_consonant, after_vowel) = match particle {
        Particle::EunNeun => ("은", "는"),
        Particle::IGa => ("이", "가"),
        Particle::EulReul => ("을", "를"),
        Particle::GwaWa => ("과", "와"),
        Particle::EuroRo => ("으로", "로"),
        Particle::AYa => ("아", "야"),
    };
    match ending(word) {
        Ending::Vowel => after_vowel,
        Ending::Rieul if particle == Particle::EuroRo => after_vowel,
        Ending::Rieul | Ending::Consonant => after_consonant,
    }
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

    const PAIRS: [(Particle, &str, &str); 6] = [
        (Particle::EunNeun, "은", "는"),
        (Particle::IGa, "이", "가"),
        (Particle::EulReul, "을", "를"),
        (Particle::GwaWa, "과", "와"),
        (Particle::EuroRo, "으로", "로"),
        (Particle::AYa, "아", "야"),
    ];

    /// Whether the first form of a pair follows a sound: `ending` is what closes the last
    /// syllable, `None` for nothing.
    fn is_first(particle: Particle, ending: Option<char>) -> bool {
        match ending {
            None => false,
            Some('ㄹ') => particle != Particle::EuroRo,
            Some(_) => true,
        }
    }

    #[test]
    fn all_six_pairs_are_right_after_all_11172_syllables() {
        // The order of the final consonants in Unicode, written out.
        let finals: Vec<char> = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
            .chars()
            .collect();
        let mut count = 0;
        for (number, syllable) in ('가'..='힣').enumerate() {
            count += 1;
            let ending = (number % 28).checked_sub(1).map(|at| finals[at]);
            for before in ["", "아", "Set ", "3"] {
                for after in ["", "!", ")", "’"] {
                    let word = format!("{before}{syllable}{after}");
                    for (particle, first, second) in PAIRS {
                        let expected = if is_first(particle, ending) {
                            first
                        } else {
                            second
                        };
                        assert_eq!(particle_after(&word, particle), expected, "{word}");
                    }
                }
            }
        }
        assert_eq!(count, 11_172);
        assert_eq!(with_particle("서울", Particle::EuroRo), "서울로");
        assert_eq!(with_particle("부산", Particle::EuroRo), "부산으로");
        assert_eq!(with_particle("미나", Particle::AYa), "미나야");
    }

    #[test]
    fn all_six_pairs_are_right_after_digits_and_letters_as_they_are_read() {
        // 영 일 이 삼 사 오 육 칠 팔 구, and the letters' names: 에이 비 씨 … 엘 엠 엔 … 알 …
        let digits = "영일이삼사오육칠팔구".chars().zip('0'..='9');
        let names = "이 비 시 디 이 프 지 치 이 이 이 엘 엠 엔 오 피 큐 알 스 티 유 이 유 스 이 트";
        let letters = names
            .split(' ')
            .filter_map(|name| name.chars().last())
            .zip('A'..='Z');
        let mut count = 0;
        for (read, letter) in digits.chain(letters) {
            for (particle, ..) in PAIRS {
                let expected = particle_after(&read.to_string(), particle);
                for word in [
                    letter.to_string(),
                    format!("Nº {letter}"),
                    format!("가 {letter})"),
                ] {
                    assert_eq!(
                        particle_after(&word, particle),
                        expected,
                        "{word} is read {read}"
                    );
                    assert_eq!(
                        particle_after(&word.to_lowercase(), particle),
                        expected,
                        "{word}"
                    );
                    count += 1;
                }
            }
        }
        assert_eq!(count, 36 * 6 * 3);
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
