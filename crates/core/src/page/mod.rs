//! What a page says about itself: its product, and the events that it pushes.
//!
//! The edge only collects (the text of JSON-LD blocks, microdata as trees,
//! `<meta property>` pairs, `dataLayer` entries); what they mean is decided here.

mod arrival;
pub mod datalayer;
mod jsonld;
mod mention;
mod offer;
mod opengraph;
mod product;
mod tidy;

pub(crate) use arrival::{Words, search};
pub use jsonld::repair;
pub(crate) use mention::{may_mention, mentions, plain, text_of};
pub use offer::{Availability, Offer};
pub use product::PageProduct;
pub(crate) use product::cut;
use tidy::tidy;

use crate::money::Currency;
use crate::{Node, url};

/// What the edge found on a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageSignals {
    /// The page's address from its root on, with the query: `/detail.html?no=7`. The
    /// canonical one, where the page states it.
    pub address: String,
    /// Where the browser says that the page is, from its root on; empty if that is the
    /// address.
    pub location: String,
    /// The address of the page before this one, as the browser gives it; empty if it
    /// gives none.
    pub referrer: String,
    /// Every JSON-LD block that could be parsed.
    pub jsonld: Vec<Node>,
    /// Every top-level microdata item, as a map with `@type` like JSON-LD's.
    pub microdata: Vec<Node>,
    /// `<meta property>` or `<meta name>` and content, in order.
    pub meta: Vec<(String, String)>,
    /// The host that the browser is at, to tell the site's own referrers from others'.
    pub host: String,
    /// What the page states about the shopper in `<script data-dangol-facts>`.
    pub stated: Node,
}

impl PageSignals {
    /// The one product that this page is about, if it is about one.
    ///
    /// JSON-LD is asked first, then microdata, then OpenGraph; what the first lacks (its id,
    /// its offer) is taken from the others. A price in another currency than this one is told
    /// in the offer only.
    pub fn product(&self, currency: &Currency) -> Option<PageProduct> {
        let jsonld = product::main_product(&self.jsonld, &self.address, currency);
        let microdata = product::main_product(&self.microdata, &self.address, currency);
        let tags = opengraph::product(&self.meta, &self.address, currency);
        let mut found = [jsonld, microdata, tags].into_iter().flatten();
        let mut product = found.next()?;
        for other in found {
            if product.id.is_empty() {
                product.id = other.id;
            }
            let availability = product.offer.availability.or(other.offer.availability);
            if product.offer.amount.is_none() {
                product.price = other.price;
                product.offer = other.offer;
            }
            product.offer.availability = availability;
        }
        Some(product)
    }

    /// What this page's address and the one before it say of what the visitor looks for.
    pub(crate) fn words(&self) -> Words {
        arrival::words(&[&self.location, &self.address, &self.referrer])
    }

    /// What the address and the referrer say of the campaign that led here.
    pub(crate) fn campaign(&self) -> Node {
        arrival::campaign(&self.location, &self.address, &self.referrer, &self.host)
    }

    /// Whether JSON-LD alone names the product and its price, so that nothing else need be
    /// collected.
    pub fn has_jsonld_product(&self) -> bool {
        let any = Currency {
            code: String::new(),
            digits: 2,
        };
        product::main_product(&self.jsonld, &self.address, &any)
            .is_some_and(|product| !product.id.is_empty() && product.offer.amount.is_some())
    }

    /// The path at which the browser is.
    pub(crate) fn path(&self) -> &str {
        let location = match self.location.as_str() {
            "" => &self.address,
            location => location,
        };
        url::path(location)
    }
}
