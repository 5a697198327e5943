//! What the owner says of the corner: `addToCart` and `corner` of `config.json`. What is wrong
//! is left out and told.

use super::cart::AddToCart;
use crate::Node;
use crate::url::is_of_site;

/// What the owner says of the corner.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// How something is put into the basket; without it a button leads to the product.
    pub add_to_cart: Option<AddToCart>,
    /// The address of the page that a shared list opens; empty for the page it is made on.
    pub list_page: String,
}

impl Settings {
    /// Reads a configuration; a sentence for each part that is left out, which begins with
    /// its place.
    pub fn read(config: &Node) -> (Self, Vec<String>) {
        let mut settings = Self::default();
        let mut troubles = Vec::new();
        let mut tell = |part: &str, key: &str, what: &str| {
            let dot = if key.is_empty() { "" } else { "." };
            troubles.push([part, dot, key, ": ", what].concat());
        };
        match config.get("addToCart") {
            Node::Null => {}
            stated => match AddToCart::read(stated) {
                Ok(way) => settings.add_to_cart = Some(way),
                Err((key, what)) => tell("addToCart", key, what),
            },
        }
        let corner = config.get("corner");
        if !matches!(corner, Node::Null | Node::Map(_)) {
            tell("corner", "", "must be an object");
        }
        match corner.get("listPage") {
            Node::Null => {}
            // The list comes behind a `#`.
            Node::Text(page) if is_of_site(page.trim()) && !page.contains('#') => {
                settings.list_page = page.trim().to_owned();
            }
            _ => tell(
                "corner",
                "listPage",
                "must be a path of this site, such as /wishes.html",
            ),
        }
        (settings, troubles)
    }
}
