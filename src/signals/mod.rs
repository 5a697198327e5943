//! What a page says: its markup, its `dataLayer`, its navigation.

pub mod hooks;
mod markup;
mod microdata;

pub use markup::signals;
