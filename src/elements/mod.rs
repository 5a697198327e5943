//! The elements that a site places: `<dangol-recs>`, `<dangol-greeting>`, `<dangol-privacy>`.

mod define;
mod greeting;
mod privacy;
mod recs;
mod slot;

pub use define::define_elements;
pub use greeting::show as show_greeting;
pub use privacy::{Picture, Wish, Wisher, download, show as show_privacy};
pub use recs::show as show_recs;
pub use slot::{Sight, Slot, State};
