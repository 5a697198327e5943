//! Reports: what is counted, what is told of it, and what nobody can learn from it.

#![allow(clippy::unwrap_used, reason = "a test may stop there")]

mod counting;
#[path = "../fixture/mod.rs"]
mod fixture;
mod noise;
mod sending;
