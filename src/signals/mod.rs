//! What a page says: its markup, its `dataLayer`, its navigation.

mod event;
pub mod hooks;
mod markup;
mod microdata;

pub use event::is_event;
pub use markup::signals;
