//! What a page says about itself: its product, and the events that it pushes.
//!
//! The edge only collects (the text of JSON-LD blocks, microdata as trees,
//! `<meta property>` pairs, `dataLayer` entries); what they mean is decided here.

pub mod datalayer;
mod jsonld;
mod opengraph;
mod product;

pub use jsonld::repair;
pub use product::PageProduct;
pub(crate) use product::cut;

use crate::Node;

/// What the edge found on a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageSignals {
    /// The path of the page's address, without query and fragment.
    pub path: String,
    /// Every JSON-LD block that could be parsed.
    pub jsonld: Vec<Node>,
    /// Every top-level microdata item, as a map with `@type` like JSON-LD's.
    pub microdata: Vec<Node>,
    /// `<meta property>` or `<meta name>` and content, in order.
    pub meta: Vec<(String, String)>,
}

impl PageSignals {
    /// The one product that this page is about, if it is about one.
    ///
    /// JSON-LD is asked first, then microdata, then OpenGraph. `digits` are the
    /// digits behind the point of the model's currency.
    pub fn product(&self, digits: u32) -> Option<PageProduct> {
        product::main_product(&self.jsonld, &self.path, digits)
            .or_else(|| product::main_product(&self.microdata, &self.path, digits))
            .or_else(|| opengraph::product(&self.meta, digits))
    }
}
