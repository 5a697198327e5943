//! What is called alike: TF-IDF cosine over the words of titles (Salton and Buckley 1988).
//!
//! A word in `t` of `n` titles weighs `ln(1 + n/t)`; the same category adds a bonus.

use super::rows::{self, Rows};
use crate::catalogue::Catalogue;
use crate::options::TrainOptions;
use std::collections::BTreeMap;

/// The words of a title: lower case, letters and digits, a plural `s` taken off.
pub fn words(title: &str) -> Vec<String> {
    let mut words: Vec<String> = title
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().nth(1).is_some())
        .map(|word| {
            let word = word.to_lowercase();
            match word.strip_suffix('s') {
                Some(stem) if stem.chars().count() > 2 && !stem.ends_with('s') => stem.to_owned(),
                _ => word,
            }
        })
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The neighbours of each item by title and category.
pub fn rows(catalogue: &Catalogue, offered: &[bool], limit: usize, options: &TrainOptions) -> Rows {
    let index = Index::new(catalogue);
    let bonus = options.category_bonus as f32;
    let mut rows = rows::for_each(index.words.len(), |item, sums| {
        let place = item as usize;
        for (word, weight) in &index.words[place] {
            let titles = &index.titles[*word as usize];
            if titles.len() <= options.max_word_titles {
                for (other, other_weight) in titles {
                    if *other != item && offered[*other as usize] {
                        sums.add(*other, weight * other_weight);
                    }
                }
            }
        }
        sums.drain(limit, |other, cosine, _| {
            let category = index.categories[place];
            let same = category != 0 && category == index.categories[other as usize];
            (1.0 - bonus) * cosine + if same { bonus } else { 0.0 }
        })
    });
    rows::normalise(&mut rows);
    rows
}

struct Index {
    /// The words of each title with their share of it.
    words: Vec<Vec<(u32, f32)>>,
    /// The titles of each word, likewise.
    titles: Vec<Vec<(u32, f32)>>,
    /// The category of each item, 0 for none.
    categories: Vec<u32>,
}

impl Index {
    fn new(catalogue: &Catalogue) -> Self {
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        let mut names: BTreeMap<&str, u32> = BTreeMap::from([("", 0)]);
        let mut used: Vec<u32> = Vec::new();
        let mut lists: Vec<Vec<u32>> = Vec::new();
        let mut categories = Vec::new();
        for product in catalogue.products.values() {
            let list: Vec<u32> = words(&product.title)
                .into_iter()
                .map(|word| {
                    let next = numbers.len() as u32;
                    *numbers.entry(word).or_insert(next)
                })
                .collect();
            used.resize(numbers.len(), 0);
            list.iter().for_each(|word| used[*word as usize] += 1);
            lists.push(list);
            let next = names.len() as u32;
            categories.push(*names.entry(&product.category).or_insert(next));
        }
        let count = lists.len() as f64;
        let rarity: Vec<f64> = used
            .iter()
            .map(|used| libm::log(1.0 + count / f64::from(*used)))
            .collect();
        let words: Vec<Vec<(u32, f32)>> = lists
            .into_iter()
            .map(|list| {
                let length: f64 = list.iter().map(|word| rarity[*word as usize].powi(2)).sum();
                let length = length.sqrt();
                list.into_iter()
                    .map(|word| (word, (rarity[word as usize] / length) as f32))
                    .collect()
            })
            .collect();
        let mut titles = vec![Vec::new(); used.len()];
        for (item, list) in (0u32..).zip(&words) {
            for (word, weight) in list {
                titles[*word as usize].push((item, *weight));
            }
        }
        Self {
            words,
            titles,
            categories,
        }
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
    }
}
