//! OpenGraph's product tags, for pages without schema.org markup.

use super::product::cut;
use super::{Availability, Offer, PageProduct, tidy};
use crate::money::Currency;
use crate::profile::limits::{ID, TITLE, URL};
use crate::{Node, is_safe_url, url};

/// The product of a page whose tags name a retailer's item.
pub(super) fn product(
    meta: &[(String, String)],
    address: &str,
    currency: &Currency,
) -> Option<PageProduct> {
    let get = |name: &str| {
        meta.iter()
            .find(|(key, value)| key == name && !value.trim().is_empty())
            .map(|(_, value)| value.trim().to_owned())
    };
    let id = get("product:retailer_item_id")
        .or_else(|| get("product:sku"))
        .filter(|id| id.len() <= ID)?;
    let link = |name| {
        let stated = get(name).filter(|url| is_safe_url(url) && url.len() <= URL);
        stated.map(|url| url::join(address, &url))
    };
    let any = |names: [&str; 2]| names.iter().find_map(|name| get(name));
    let price = any(["product:price:amount", "og:price:amount"]);
    let code = any(["product:price:currency", "og:price:currency"]);
    let mut offer = Offer::of(&price.map_or(Node::Null, Node::Text), code, currency);
    offer.availability = any(["product:availability", "og:availability"])
        .and_then(|stated| Availability::of(&stated));
    Some(PageProduct {
        id,
        title: cut(tidy(&get("og:title").unwrap_or_default()), TITLE),
        states_url: get("og:url").is_some(),
        url: link("og:url").unwrap_or_else(|| address.to_owned()),
        image: link("og:image").unwrap_or_default(),
        category: get("product:category").unwrap_or_default(),
        brand: cut(get("product:brand").unwrap_or_default(), TITLE),
        group: get("product:item_group_id")
            .filter(|id| id.len() <= ID)
            .unwrap_or_default(),
        price: offer.in_currency(currency),
        offer,
    })
}
