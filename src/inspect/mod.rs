//! The inspector: an overlay that shows the site's owner how each list, greeting and rule of
//! the page came about, and lets them try the shop as somebody else.
//!
//! It is in a build of the widget of its own (feature `inspect`), which the loader takes only
//! where `config.json` says `"inspector": true` and the page's address says `?dangol=inspect`.
//! What is shown was noted while it was decided ([`dangol_core::inspect`]); this draws it.

mod desk;
mod file;
mod form;
mod greetings;
mod lists;
pub mod memory;
mod panel;
mod sections;
mod trial;
mod way;
mod why;

pub use desk::look_soon;
pub use trial::{begin, frozen, is_trial, without_server};
pub use way::without_own;

use dangol_core::inspect::{InspectedGreeting, InspectedList};

/// How what an element shows came about.
#[derive(Debug, Clone, PartialEq)]
pub enum Inspected {
    /// A list.
    List(InspectedList),
    /// A greeting.
    Greeting(InspectedGreeting),
}
