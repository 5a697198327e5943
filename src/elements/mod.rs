//! The elements that a site places: `<dangol-recs>`, `<dangol-greeting>`, `<dangol-ask>`,
//! `<dangol-privacy>`, `<dangol-consent>`, `<dangol-offer>`, `<dangol-corner>`, `<dangol-wish>`.

mod ask;
mod consent;
mod define;
mod greeting;
mod offer;
mod recs;
mod slot;
mod wish;

pub use ask::show as show_question;
pub use consent::show as show_banner;
pub use define::define_elements;
pub use greeting::show as show_greeting;
pub use offer::show as show_offer;
pub use recs::show as show_recs;
pub use slot::{Picture, Sight, Slot, State};
pub use wish::show as show_wish;
