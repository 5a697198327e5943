//! The loop of an owner: reports of a shop whose truth is known, the figures that they come
//! to, and what the next model makes of them.

#![allow(clippy::unwrap_used)]

mod aggregates;
mod figures;
mod shop;
