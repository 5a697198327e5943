//! For developers: how long the rows of content take for a made-up catalogue.
//!
//! `cargo run --profile fast -p dangol-builder --example catalogue_time -- 100000`
//!
//! Titles have three to twelve words of a vocabulary in which, as in a language, the
//! word of rank r is as common as 1/r; there are a hundred leaf categories in ten
//! departments, five hundred brands, and a third of the products are variants.

use dangol_builder::catalogue::{Catalogue, Product};
use dangol_builder::history::History;
use dangol_builder::options::TrainOptions;
use dangol_builder::train::content;
use std::collections::BTreeMap;
use std::time::Instant;

const VOCABULARY: f64 = 30_000.0;

fn main() {
    let counts: Vec<u32> = std::env::args()
        .skip(1)
        .filter_map(|count| count.parse().ok())
        .collect();
    for count in counts {
        let products: BTreeMap<String, Product> = (0..count)
            .map(|number| (format!("{number:08}"), product(number)))
            .collect();
        let catalogue = Catalogue {
            aliases: Default::default(),
            products,
            currency: "GBP".to_owned(),
        };
        let items = count as usize;
        let history = History::from_parts(items, Vec::new(), Vec::new(), 0, Vec::new());
        let offered = vec![true; items];
        let start = Instant::now();
        let rows = content::rows(&history, &catalogue, &offered, 80, &TrainOptions::default());
        let neighbours: usize = rows.iter().map(Vec::len).sum();
        println!(
            "{count} products: {:.2} s, {:.1} neighbours each",
            start.elapsed().as_secs_f64(),
            neighbours as f64 / f64::from(count.max(1))
        );
    }
}

fn product(number: u32) -> Product {
    let mut state = u64::from(number) + 1;
    let mut chance = move || {
        // SplitMix64: the same catalogue each time.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    };
    let length = 3 + (chance() * 10.0) as usize;
    let words: Vec<String> = (0..length)
        .map(|_| format!("word{}", VOCABULARY.powf(chance()) as u32))
        .collect();
    let leaf = (chance() * 100.0) as u32;
    Product {
        title: words.join(" "),
        category_path: format!("Shop > Department {} > Shelf {leaf}", leaf / 10),
        brand: format!("Brand {}", (500.0f64.powf(chance())) as u32),
        group: match number % 3 {
            0 => format!("group {}", number / 12),
            _ => String::new(),
        },
        price: Some((100.0 * 200.0f64.powf(chance())) as u64),
        available: true,
        line: u64::from(number),
        ..Product::default()
    }
}
