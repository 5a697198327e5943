//! The personal corner: what stands in it, and what leaves it.

#![allow(clippy::unwrap_used, reason = "a test may stop there")]

#[path = "../fixture/mod.rs"]
mod fixture;

mod calendar;
mod cart;
mod dates;
mod ideas;
mod letter;
mod list;
mod usual;
mod wishes;

use dangol_core::corner::{Around, Corner, Thing};
use dangol_core::{Engine, Language, Now, Snapshot};

/// The corner of an engine's profile at a time.
fn corner(engine: &Engine, at: u64) -> Corner {
    corner_with(engine, at, &[])
}

/// The same, with what the shop shows to everybody.
fn corner_with(engine: &Engine, at: u64, offered: &[Thing]) -> Corner {
    let entry = fixture::entry();
    Snapshot::read(&engine.snapshot()).unwrap().corner(&Around {
        entry: Some(&entry),
        offered,
        language: Language::En,
        now: Now::utc(at),
    })
}
