//! The words of a title.
//!
//! A title is cut where a letter or digit is followed by something else, and where the
//! script changes between one that parts its words by blanks and one that does not:
//!
//! - of letters and digits, what is two or more characters long is a word, in lower case
//!   and without a plural `s` ("Cake Tins" and "cake tin" have the same words);
//! - a run of Hangul, Han, Kana, Thai, Lao, Khmer or Burmese becomes its bigrams:
//!   "스테인리스냄비" and "스테인리스 냄비" are the same thing, and only their bigrams
//!   agree. Korean parts words by blanks, but compounds are written either way and
//!   particles hang on. A run of one character is a word by itself ("차", "茶").
//!
//! No dictionary and no table: a language needs none in order to be served.

/// The words of a title, sorted and without repeats.
pub fn words(title: &str) -> Vec<String> {
    let title = title.to_lowercase();
    let mut words = Vec::new();
    for part in title.split(|letter: char| !letter.is_alphanumeric() && !hangs_on(letter)) {
        let mut rest = part;
        while let Some(first) = rest.chars().next() {
            let dense = is_dense(first);
            let end = rest
                .find(|letter: char| is_dense(letter) != dense && !hangs_on(letter))
                .unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            if dense {
                put_bigrams(run, &mut words);
            } else if run.chars().nth(1).is_some() {
                words.push(singular(run).to_owned());
            }
            rest = after;
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

fn put_bigrams(run: &str, words: &mut Vec<String>) {
    let starts: Vec<usize> = run.char_indices().map(|(start, _)| start).collect();
    match starts.as_slice() {
        [] => {}
        [_] => words.push(run.to_owned()),
        [_, inner @ ..] => {
            // Each bigram ends where the one after the next begins, the last one at the end.
            let ends = inner.iter().skip(1).copied().chain([run.len()]);
            let bigrams = starts
                .iter()
                .zip(ends)
                .map(|(start, end)| &run[*start..end]);
            words.extend(bigrams.map(str::to_owned));
        }
    }
}

fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.chars().nth(2).is_some() && !stem.ends_with('s') => stem,
        _ => word,
    }
}

/// Whether a script is written without blanks between words, or with them as one likes.
fn is_dense(letter: char) -> bool {
    matches!(letter,
        '\u{0E00}'..='\u{0EFF}' // Thai, Lao
        | '\u{1000}'..='\u{109F}' // Burmese
        | '\u{1100}'..='\u{11FF}' // Hangul letters, as they are stored when decomposed
        | '\u{1780}'..='\u{17FF}' // Khmer
        | '\u{3005}'..='\u{3007}' // Han repetition marks and zero
        | '\u{3040}'..='\u{30FF}' // Hiragana, Katakana
        | '\u{3130}'..='\u{318F}' // Hangul letters
        | '\u{31F0}'..='\u{31FF}' // Katakana
        | '\u{3400}'..='\u{9FFF}' // Han
        | '\u{AC00}'..='\u{D7FF}' // Hangul
        | '\u{F900}'..='\u{FAFF}' // Han
        | '\u{20000}'..='\u{3FFFF}' // Han
    )
}

/// Marks that belong to the letter before them, though they are no letters: accents that
/// are stored by themselves, the viramas of India's scripts, Thai and Lao tones, joiners.
fn hangs_on(letter: char) -> bool {
    match letter {
        '\u{0900}'..='\u{0D7F}' => (letter as u32) & 0x7f == 0x4d || (letter as u32) & 0x7f == 0x3c,
        '\u{0300}'..='\u{036F}' | '\u{0E47}'..='\u{0E4E}' | '\u{0EC8}'..='\u{0ECE}' => true,
        '\u{200C}' | '\u{200D}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_words() {
        assert_eq!(
            words("SET OF 3 CAKE TINS, PANTRY DESIGN"),
            ["cake", "design", "of", "pantry", "set", "tin"]
        );
        assert_eq!(words("GLASS DRESS"), ["dress", "glass"]);
        assert_eq!(words(" - . ! 5 "), [""; 0]);
    }

    #[test]
    fn korean_compounds_share_their_bigrams() {
        assert_eq!(words("스텐냄비 2종"), ["냄비", "스텐", "종", "텐냄"]);
        assert_eq!(words("스텐 냄비"), ["냄비", "스텐"]);
        assert_eq!(words("차"), ["차"]);
    }

    #[test]
    fn other_scripts_are_cut_where_they_change() {
        assert_eq!(words("USB充電器"), ["usb", "充電", "電器"]);
        assert_eq!(words("Чайник Чайники"), ["чайник", "чайники"]);
        // A mark that is no letter parts no word: these are one Hindi word and one French.
        assert_eq!(words("विद्या").len(), 1);
        assert_eq!(words("cafe\u{301}"), ["cafe\u{301}"]);
    }
}
