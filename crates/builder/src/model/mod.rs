//! From what was learned to files: cards, decks, chunks, home, entry.

pub mod deck;
pub mod files;
pub mod folder;
pub mod item;
pub mod size;
pub mod weight;

pub use files::{Files, Parts};
pub use weight::Weight;
