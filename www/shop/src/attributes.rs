//! What the words of a title say of a thing beyond its kind, for feed and markup: the
//! attributes by which things are compared.

use crate::catalog::Product;

/// An attribute in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The name in markup; schema.org's own where it has one.
    pub name: &'static str,
    /// Whether `name` is a property of schema.org's Product.
    pub is_property: bool,
    /// The value in English; empty where the title says nothing.
    pub en: String,
    /// The same in Korean.
    pub ko: String,
}

impl Attribute {
    /// Both languages in one field, as Dangol's catalogue has them.
    pub fn both(&self) -> String {
        match self.en == self.ko {
            true => self.en.clone(),
            false => format!("{}|{}", self.en, self.ko),
        }
    }
}

/// All attributes, in the order of the feed's columns.
pub fn of(product: &Product) -> [Attribute; 6] {
    let look = &product.look;
    let colours = |of: fn(&crate::drawing::Colour) -> &'static str| {
        let names: Vec<&str> = look.colours.iter().map(|colour| of(colour)).collect();
        names.join("/")
    };
    let kind = look.kind.is_specific().then_some(look.kind);
    let pattern = look.pattern.map(|pattern| pattern.names());
    let pieces = match look.pieces {
        1 => String::new(),
        pieces => pieces.to_string(),
    };
    let attribute = |name, is_property, en: String, ko: String| Attribute {
        name,
        is_property,
        en,
        ko,
    };
    let text = |pair: Option<(&str, &str)>| {
        let (en, ko) = pair.unwrap_or_default();
        (en.to_owned(), ko.to_owned())
    };
    let (material, material_ko) = text(look.material.map(|of| (of.en, of.ko)));
    let (pattern, pattern_ko) = text(pattern);
    let (kind, kind_ko) = text(kind.map(|of| (of.en, of.ko)));
    // A motif that is scattered all over is the pattern already.
    let motif = look.motif.filter(|motif| motif.en != pattern);
    let (motif, motif_ko) = text(motif.map(|of| (of.en, of.ko)));
    [
        attribute("color", true, colours(|of| of.en), colours(|of| of.ko)),
        attribute("material", true, material, material_ko),
        attribute("pattern", true, pattern, pattern_ko),
        attribute("Pieces", false, pieces.clone(), pieces),
        attribute("Kind", false, kind, kind_ko),
        attribute("Motif", false, motif, motif_ko),
    ]
}
