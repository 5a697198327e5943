//! The drawings: every product as a small flat SVG, made from the words of its title.
//!
//! [`Look::read`] takes from the words the kind of thing, the colours, the pattern, the
//! material and the number of pieces; [`draw`] sets the kind's shape (a fragment of SVG in
//! `shape/`) in those colours on a soft ground. No part of the title but the escaped
//! `<title>` ever reaches the file, so no title can break it.

mod colour;
mod ground;
mod kind;
mod look;
mod material;
mod motif;
mod palette;
mod pattern;
mod render;
mod vocabulary;

pub use colour::{Colour, is_of_colour};
pub use kind::Kind;
pub use look::Look;
pub use material::Material;
pub use motif::Motif;
pub use pattern::Pattern;
pub use render::draw;
