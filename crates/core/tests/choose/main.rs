//! Help in choosing: what each strategy promises, what is said of it, and what is learned.

#![allow(clippy::unwrap_used, reason = "a test may stop there")]
#![allow(missing_docs, reason = "tests are named by what they say")]

#[path = "../fixture/mod.rs"]
mod fixture;

mod always;
mod asked;
mod learned;
mod markup;
mod said;
mod strategies;
mod table;

use dangol_core::choose::{Aspect, Better, Bound, Comparison, Given, SCALE};

/// A product with a price in pounds and pence, and its attributes.
pub fn given(title: &str, pence: Option<i64>, stated: &[(&str, &str)]) -> Given {
    Given {
        id: title.to_lowercase(),
        title: title.to_owned(),
        price: pence.map(|pence| {
            let shown = format!("£{}.{:02}", pence / 100, pence % 100);
            (pence * SCALE / 100, shown)
        }),
        stated: (stated.iter())
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    }
}

/// Four mugs that differ in everything.
pub fn mugs() -> Comparison {
    Comparison::new(&[
        given(
            "Plain",
            Some(125),
            &[("color", "white"), ("size", "9 cm"), ("Glaze", "matt")],
        ),
        given(
            "Dotty",
            Some(295),
            &[
                ("color", "red/white"),
                ("size", "0.1 m"),
                ("Glaze", "shiny"),
            ],
        ),
        given(
            "Giant",
            Some(1295),
            &[("color", "blue"), ("size", "16 cm"), ("Glaze", "shiny")],
        ),
        given("Mystery", None, &[("color", "red"), ("Glaze", "shiny")]),
    ])
}

/// An aspect of the attribute with this name.
pub fn aspect(comparison: &Comparison, name: &str, better: Better) -> Aspect {
    Aspect {
        attribute: comparison.find(name).unwrap(),
        better,
        weight: 1,
        ..Aspect::default()
    }
}

pub fn bound(number: i64, shown: &str) -> Option<Bound> {
    Some(Bound {
        number: number * SCALE,
        shown: shown.to_owned(),
    })
}

pub fn texts(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
