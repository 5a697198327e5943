//! Categories as paths: `Home > Kitchen > Cake Stands` is near `Home > Kitchen > Trays`.
//!
//! A path is a direction like a title's: each of its beginnings (`Home`, `Home > Kitchen`,
//! …) weighs the root of `ln(1 + n/t)` where `t` of `n` items are below it. The cosine of
//! two paths is 1 for the same category, less for siblings and little for two that have
//! only the whole shop in common.

use crate::catalogue::Product;
use std::collections::BTreeMap;

/// Deeper levels than this tell no more, and no feed may make a build slow by its depth.
const LEVELS: usize = 8;

/// The categories of a catalogue.
#[derive(Debug)]
pub struct Categories {
    /// The path of each item. Many items share one, so paths stay near at hand.
    of: Vec<u32>,
    paths: Vec<Path>,
    /// What each beginning tells.
    weights: Vec<f32>,
    /// The first items below each beginning.
    below: Vec<Vec<u32>>,
}

/// The beginnings of a path, the whole path last.
#[derive(Debug)]
struct Path {
    beginnings: Vec<u32>,
    length: f32,
}

/// The levels of a product's category, from the top, in lower case.
pub fn levels(product: &Product) -> impl Iterator<Item = String> {
    // Who makes a catalogue in memory may know the category and no path.
    let path = match product.category_path.as_str() {
        "" => &product.category,
        path => path,
    };
    let levels = path.split('>').map(str::trim);
    let named = levels.filter(|level| !level.is_empty());
    named.take(LEVELS).map(str::to_lowercase)
}

impl Categories {
    /// From the products. `counted` are those that make a category common; `shown` are
    /// those that it finds, best first, and it keeps the first `most` of them.
    pub fn new<'a>(
        products: impl Iterator<Item = &'a Product>,
        counted: &[bool],
        shown: &[u32],
        most: usize,
    ) -> Self {
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        let mut used: Vec<u32> = Vec::new();
        let mut known: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
        let mut of = Vec::new();
        for (product, counted) in products.zip(counted) {
            let mut name = String::new();
            let mut beginnings = Vec::new();
            for level in levels(product) {
                name = format!("{name}>{level}");
                let next = numbers.len() as u32;
                let number = *numbers.entry(name.clone()).or_insert(next);
                used.resize(numbers.len(), 0);
                used[number as usize] += u32::from(*counted);
                beginnings.push(number);
            }
            let next = known.len() as u32;
            of.push(*known.entry(beginnings).or_insert(next));
        }
        let count = counted.iter().filter(|counted| **counted).count() as f64;
        let weights: Vec<f32> = used
            .iter()
            .map(|used| libm::log(1.0 + count / f64::from((*used).max(1))) as f32)
            .collect();
        let mut by_number: Vec<(u32, Vec<u32>)> = known
            .into_iter()
            .map(|(beginnings, number)| (number, beginnings))
            .collect();
        by_number.sort_unstable();
        let paths: Vec<Path> = by_number
            .into_iter()
            .map(|(_, beginnings)| {
                let told = beginnings.iter().map(|number| weights[*number as usize]);
                let length = told.sum::<f32>().sqrt();
                Path { beginnings, length }
            })
            .collect();
        let mut below = vec![Vec::new(); weights.len()];
        for item in shown {
            let path = &paths[of[*item as usize] as usize];
            for number in &path.beginnings {
                let list = &mut below[*number as usize];
                if list.len() < most {
                    list.push(*item);
                }
            }
        }
        Self {
            of,
            paths,
            weights,
            below,
        }
    }

    /// Hands the first items of the category to `found`; if they are few, also those of
    /// the category above it, and so on.
    pub fn find(&self, item: u32, few: usize, mut found: impl FnMut(u32)) {
        let path = &self.paths[self.of[item as usize] as usize];
        for number in path.beginnings.iter().rev() {
            let list = &self.below[*number as usize];
            list.iter().for_each(|other| found(*other));
            if list.len() > few {
                return;
            }
        }
    }

    /// How near two items' categories are, from 0 to 1.
    pub fn near(&self, item: u32, other: u32) -> f32 {
        let (own, others) = (self.of[item as usize], self.of[other as usize]);
        let (own, others) = (&self.paths[own as usize], &self.paths[others as usize]);
        let both = own.beginnings.iter().zip(&others.beginnings);
        let told: f32 = both
            .take_while(|(own, others)| own == others)
            .map(|(number, _)| self.weights[*number as usize])
            .sum();
        if told > 0.0 {
            told / (own.length * others.length)
        } else {
            0.0
        }
    }
}
