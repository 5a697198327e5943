//! The elements that a site places: `<dangol-recs>`, `<dangol-greeting>`,
//! `<dangol-privacy>`, `<dangol-consent>`, `<dangol-corner>`, `<dangol-wish>`.

mod consent;
mod define;
mod greeting;
mod recs;
mod slot;
mod wish;

pub use consent::show as show_banner;
pub use define::define_elements;
pub use greeting::show as show_greeting;
pub use recs::show as show_recs;
pub use slot::{Picture, Sight, Slot, State};
pub use wish::show as show_wish;
