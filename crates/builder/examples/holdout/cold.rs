//! How well content alone foretells what goes with an item that was never sold.
//!
//! A fifth of the items, chosen by a hash of their ids, lose all their orders before
//! training; their titles and prices stay. What then stands in the first ten places of
//! their rows is compared with what was really bought with them:
//!
//! - *later*: in each held-out order with such an item, is any of its ten neighbours in
//!   the same order (HR), and how many are (P)?
//! - *co-bought*: of the ten items that the whole history puts nearest to it in the same
//!   orders, is any among its ten (HR), and how many are (P)?
//!
//! The mean over five choices of the fifth. The shop's best sellers are the baseline.

use super::popular;
use super::variant::variants;
use dangol_builder::Options;
use dangol_builder::catalogue::Catalogue;
use dangol_builder::clean::Cleaned;
use dangol_builder::history::History;
use dangol_builder::train::{Rows, content, related, together};
use dangol_wire::place;

const SEEDS: u64 = 5;
const ONE_IN: u64 = 5;
const PLACES: usize = 10;

/// Prints a line for each variant.
pub fn print(before: &Cleaned, after: &Cleaned, catalogue: &Catalogue, base: &Options) {
    let past = History::new(before, catalogue);
    let future = History::new(after, catalogue);
    let offered = vec![true; past.items];
    let truth = together::rows(&past, &offered, PLACES, &base.train);
    let choices: Vec<(Vec<bool>, History)> = (0..SEEDS)
        .map(|seed| {
            let hidden: Vec<bool> = catalogue
                .products
                .keys()
                .map(|id| is_hidden(id, seed))
                .collect();
            (hidden, History::new(&without(before, seed), catalogue))
        })
        .collect();
    let line = |name: String, rows: &dyn Fn(&History) -> Rows| {
        let mut all = [0.0; 4];
        for (hidden, history) in &choices {
            let figures = figures(hidden, &future, &truth, &rows(history));
            for (sum, figure) in all.iter_mut().zip(figures) {
                *sum += figure / SEEDS as f64;
            }
        }
        let [hits, share, known, overlap] = all;
        println!(
            "{name:<44} later HR@{PLACES} {hits:.4} P {share:.4}  \
             co-bought HR@{PLACES} {known:.4} P {overlap:.4}"
        );
    };
    line("best sellers".to_owned(), &|history| {
        let best = popular(history).into_iter().take(PLACES);
        vec![best.map(|item| (item, 1.0)).collect(); history.items]
    });
    for (name, change) in variants() {
        let mut options = base.clone();
        change(&mut options.train);
        line(format!("content {name}"), &|history| {
            content::rows(history, catalogue, &offered, PLACES, &options.train)
        });
    }
    let options = base.train.clone();
    line("related".to_owned(), &|history| {
        let wide = 20 * related::WIDER;
        let together = together::rows(history, &offered, wide, &options);
        related::rows(&together, history, catalogue, &offered, 20, &options)
    });
}

fn is_hidden(id: &str, seed: u64) -> bool {
    let mixed = (place::hash(id) ^ (seed + 1)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    mixed.is_multiple_of(ONE_IN)
}

fn without(all: &Cleaned, seed: u64) -> Cleaned {
    let mut part = all.clone();
    let items = &all.orders.items;
    let hidden: Vec<bool> = items.texts().map(|id| is_hidden(id, seed)).collect();
    part.orders.lines.retain(|line| !hidden[line.item as usize]);
    part
}

fn figures(hidden: &[bool], future: &History, truth: &Rows, rows: &Rows) -> [f64; 4] {
    let row = |item: u32| {
        let row = rows[item as usize].iter().map(|(other, _)| *other);
        row.filter(move |other| *other != item).take(PLACES)
    };
    let (mut later, mut co_bought) = (Mean::default(), Mean::default());
    for order in 0..future.times.len() as u32 {
        let basket = future.baskets.get(order);
        // An order counts once, however many of its items are hidden.
        let mut found = Mean::default();
        for item in basket.iter().filter(|item| hidden[**item as usize]) {
            let inside = row(*item).filter(|other| basket.binary_search(other).is_ok());
            found.add(inside.count());
        }
        if basket.len() > 1 && found.asked > 0.0 {
            later.asked += 1.0;
            later.hit += found.hit / found.asked;
            later.hits += found.hits / found.asked;
        }
    }
    for item in (0u32..)
        .take(hidden.len())
        .filter(|item| hidden[*item as usize])
    {
        let near = &truth[item as usize];
        if !near.is_empty() {
            let known = row(item).filter(|other| near.iter().any(|(item, _)| item == other));
            co_bought.add(known.count());
        }
    }
    let [hits, share] = later.figures();
    let [known, overlap] = co_bought.figures();
    [hits, share, known, overlap]
}

/// Of questions: how many there were, how many had a hit, and all hits.
#[derive(Default)]
struct Mean {
    asked: f64,
    hit: f64,
    hits: f64,
}

impl Mean {
    fn add(&mut self, hits: usize) {
        self.asked += 1.0;
        self.hit += f64::from(u8::from(hits > 0));
        self.hits += hits as f64;
    }

    fn figures(&self) -> [f64; 2] {
        let asked = self.asked.max(1.0);
        [self.hit / asked, self.hits / asked / PLACES as f64]
    }
}
