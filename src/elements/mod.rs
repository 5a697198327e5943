//! The elements that a site places: `<dangol-recs>`, `<dangol-greeting>`, `<dangol-ask>`,
//! `<dangol-privacy>`, `<dangol-consent>`.

mod ask;
mod consent;
mod define;
mod greeting;
mod recs;
mod slot;

pub use ask::show as show_question;
pub use consent::show as show_banner;
pub use define::define_elements;
pub use greeting::show as show_greeting;
pub use recs::show as show_recs;
pub use slot::{Picture, Sight, Slot, State};
