//! OpenGraph's product tags, for pages without schema.org markup.

use super::PageProduct;
use super::product::cut;
use crate::profile::limits::{ID, TITLE};
use crate::{is_safe_url, money};

/// The product of a page whose tags name a retailer's item.
pub(super) fn product(meta: &[(String, String)], digits: u32) -> Option<PageProduct> {
    let get = |name: &str| {
        meta.iter()
            .find(|(key, value)| key == name && !value.trim().is_empty())
            .map(|(_, value)| value.trim().to_owned())
    };
    let id = get("product:retailer_item_id")
        .or_else(|| get("product:sku"))
        .filter(|id| id.len() <= ID)?;
    let address = |name| get(name).filter(|url| is_safe_url(url)).unwrap_or_default();
    Some(PageProduct {
        id,
        title: cut(get("og:title").unwrap_or_default(), TITLE),
        url: address("og:url"),
        image: address("og:image"),
        category: get("product:category").unwrap_or_default(),
        price: ["product:price:amount", "og:price:amount"]
            .iter()
            .find_map(|name| get(name))
            .and_then(|text| money::parse(&text, digits)),
    })
}
