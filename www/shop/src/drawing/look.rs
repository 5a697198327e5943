//! What a title says of how a thing looks.

use super::colour::{self, Colour};
use super::kind::Kind;
use super::material::Material;
use super::motif::Motif;
use super::pattern::Pattern;
use crate::words::Words;

/// Kind, colours, pattern, material and number of pieces, as the words name them.
#[derive(Debug, Clone)]
pub struct Look {
    /// The kind of thing.
    pub kind: &'static Kind,
    /// The colours named, in order.
    pub colours: Vec<&'static Colour>,
    /// The pattern named.
    pub pattern: Option<Pattern>,
    /// The motif named, where there is one.
    pub motif: Option<&'static Motif>,
    /// The material named.
    pub material: Option<&'static Material>,
    /// How many pieces, at least 1.
    pub pieces: u32,
}

impl Look {
    /// Reads a title of the data.
    pub fn read(title: &str) -> Self {
        let words = Words::of(title);
        Self {
            kind: Kind::of(&words),
            colours: colour::named(&words),
            pattern: Pattern::named(&words),
            motif: Motif::named(&words),
            material: Material::named(&words),
            pieces: words.pieces(),
        }
    }
}
