//! The browser's edge: signals in, DOM out, and the ports to storage, network, clock
//! and randomness. What is decided is decided in `dangol-core`.
//!
//! The loader (`www/loader/dangol.js`) calls [`start`] and hands the page's calls to
//! the [`App`] that it gets.

mod api;
mod clock;
mod dom;
mod edge;
mod elements;
mod error;
mod net;
mod node;
mod price;
mod signals;
mod storage;
mod tabs;

pub use api::{App, start};
