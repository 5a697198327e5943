//! Titles as directions: TF-IDF over their words (Salton and Buckley 1988).
//!
//! A word in `t` of `n` titles weighs the root of `ln(1 + n/t)`, and a title has length 1,
//! so the sum of the products of two titles' weights is their cosine. The root, because a
//! word counts in both titles: what they share is then worth what it tells, once. Without
//! it one rare word outweighs three plain ones, and what is bought together is found less
//! often (`docs/builder.md`).
//!
//! Words are numbered from the rarest. A title finds others by its rarest words, until
//! it has looked at as many as `max_word_titles`; of the word that is one too many it looks
//! at the best sellers. Words that are more common find nothing, but count between two that
//! have found each other. So a title costs a bounded number of steps, however common its
//! words are, and one that has only common words finds others all the same.

use super::words::words;
use std::collections::BTreeMap;

/// The titles of a catalogue.
#[derive(Debug)]
pub struct Titles {
    /// The words of all titles with their share of it, title by title, rarest first.
    words: Vec<(u32, f32)>,
    /// Where each title's words begin, and where the last one's end.
    starts: Vec<usize>,
    /// The titles that each word finds, best first, with the word's share of them.
    found_by: Vec<Vec<(u32, f32)>>,
    /// The most titles that one title looks at.
    most: usize,
}

impl Titles {
    /// From the title of each item. `counted` are those that make a word common, and
    /// `shown` those that may be found, best first.
    pub fn new<'a>(
        titles: impl Iterator<Item = &'a str>,
        counted: &[bool],
        shown: &[u32],
        most: usize,
    ) -> Self {
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        let mut used: Vec<u32> = Vec::new();
        let mut lists: Vec<Vec<u32>> = Vec::new();
        for (title, counted) in titles.zip(counted) {
            let list: Vec<u32> = words(title)
                .into_iter()
                .map(|word| {
                    let next = numbers.len() as u32;
                    *numbers.entry(word).or_insert(next)
                })
                .collect();
            used.resize(numbers.len(), 0);
            if *counted {
                list.iter().for_each(|word| used[*word as usize] += 1);
            }
            lists.push(list);
        }
        let count = counted.iter().filter(|counted| **counted).count() as f64;
        let rarity: Vec<f64> = used
            .iter()
            .map(|used| libm::log(1.0 + count / f64::from((*used).max(1))))
            .collect();
        // First sight is by the catalogue's order, so it breaks the ties the same each time.
        let mut by_rarity: Vec<u32> = (0..used.len() as u32).collect();
        by_rarity.sort_by_key(|word| (used[*word as usize], *word));
        let mut place = vec![0u32; used.len()];
        for (rank, word) in (0u32..).zip(&by_rarity) {
            place[*word as usize] = rank;
        }
        let mut words = Vec::new();
        let mut starts = vec![0];
        let mut found_by = vec![Vec::new(); used.len()];
        for list in lists {
            let length: f64 = list.iter().map(|word| rarity[*word as usize]).sum();
            let start = words.len();
            for word in list {
                let share = (rarity[word as usize] / length).sqrt() as f32;
                words.push((place[word as usize], share));
            }
            words[start..].sort_unstable_by_key(|(word, _)| *word);
            starts.push(words.len());
        }
        for item in shown {
            let place = *item as usize;
            for (word, share) in &words[starts[place]..starts[place + 1]] {
                found_by[*word as usize].push((*item, *share));
            }
        }
        Self {
            words,
            starts,
            found_by,
            most,
        }
    }

    fn words(&self, item: u32) -> &[(u32, f32)] {
        let item = item as usize;
        &self.words[self.starts[item]..self.starts[item + 1]]
    }

    /// Hands each title that this one finds to `found`, once for each word that finds it,
    /// with what the word adds to their cosine. Returns the words that have yet to be added.
    pub fn find(&self, item: u32, mut found: impl FnMut(u32, f32)) -> &[(u32, f32)] {
        let words = self.words(item);
        let mut looked_at = 0;
        for (place, (word, share)) in words.iter().enumerate() {
            let others = &self.found_by[*word as usize];
            let left = self.most - looked_at;
            if others.len() > left {
                // Only some are found by this word, so it is added later, to all alike.
                others[..left]
                    .iter()
                    .for_each(|(other, _)| found(*other, 0.0));
                return &words[place..];
            }
            looked_at += others.len();
            for (other, other_share) in others {
                found(*other, share * other_share);
            }
        }
        &[]
    }

    /// What words, such as those that [`Titles::find`] has not added, add to the cosine with
    /// another title.
    pub fn common(&self, words: &[(u32, f32)], other: u32) -> f32 {
        let Some((first, _)) = words.first() else {
            return 0.0;
        };
        let theirs = self.words(other);
        let mut theirs = theirs[theirs.partition_point(|(word, _)| word < first)..].iter();
        let mut next = theirs.next();
        let mut sum = 0.0;
        for (word, share) in words {
            while next.is_some_and(|(other, _)| other < word) {
                next = theirs.next();
            }
            if let Some((other, other_share)) = next
                && other == word
            {
                sum += share * other_share;
            }
        }
        sum
    }
}
