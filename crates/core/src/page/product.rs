//! Which product a page is about, from schema.org markup.

use crate::Node;
use crate::money::Currency;
use crate::profile::limits::{ID, TITLE, URL};
use crate::{is_safe_url, url};

/// How deep markup is searched.
const DEPTH: usize = 8;

/// The product of a page, as the page states it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageProduct {
    /// `sku`, else `productID`, `mpn`, a `gtin`, `productGroupID`.
    pub id: String,
    /// `name`.
    pub title: String,
    /// `url`, else the page's own address.
    pub url: String,
    /// Whether the page states `url`.
    pub states_url: bool,
    /// The first `image`.
    pub image: String,
    /// `category`.
    pub category: String,
    /// `brand`, by its name.
    pub brand: String,
    /// `inProductGroupWithID`, or what the page's `isVariantOf` names.
    pub group: String,
    /// The offer's price in the currency's smallest unit.
    pub price: Option<u64>,
}

impl PageProduct {
    /// Whether this is the same markup as another page's, read at another address.
    pub(crate) fn is_same_markup(&self, other: &Self) -> bool {
        (&self.id, &self.title, self.price) == (&other.id, &other.title, other.price)
    }
}

/// The one product that a page is about: the only one, or among several the one whose
/// `url` is this page. A list of products is no product.
pub(super) fn main_product(
    nodes: &[Node],
    address: &str,
    currency: &Currency,
) -> Option<PageProduct> {
    let mut found = Vec::new();
    nodes
        .iter()
        .for_each(|node| collect(node, DEPTH, &mut found));
    let mut products: Vec<PageProduct> = found
        .into_iter()
        .filter_map(|node| read(node, address, currency))
        .collect();
    products.dedup_by(|a, b| a.id == b.id);
    if products.len() > 1 {
        let here = url::from_root(address);
        products.retain(|product| url::from_root(&product.url) == here);
        products.truncate(if products.iter().all(|p| p.id == products[0].id) {
            1
        } else {
            0
        });
    }
    products.pop()
}

/// Products at the top, in arrays, in `@graph`, as `mainEntity`; but not inside lists
/// or other products, where they are something else that the page mentions.
fn collect<'a>(node: &'a Node, depth: usize, found: &mut Vec<&'a Node>) {
    if depth == 0 {
        return;
    }
    match node {
        Node::List(items) => items
            .iter()
            .for_each(|item| collect(item, depth - 1, found)),
        Node::Map(_) if is_product(node) => found.push(node),
        Node::Map(_) => ["@graph", "mainEntity", "mainEntityOfPage"]
            .iter()
            .for_each(|key| collect(node.get(key), depth - 1, found)),
        _ => {}
    }
}

fn is_product(node: &Node) -> bool {
    [
        "Product",
        "ProductGroup",
        "IndividualProduct",
        "ProductModel",
    ]
    .iter()
    .any(|name| node.is_a(name))
}

fn read(node: &Node, address: &str, currency: &Currency) -> Option<PageProduct> {
    const IDS: [&str; 8] = [
        "sku",
        "productID",
        "mpn",
        "gtin13",
        "gtin",
        "gtin12",
        "gtin8",
        "productGroupID",
    ];
    let offers = node.get("offers").items();
    let id = IDS
        .iter()
        .find_map(|key| node.get(key).text())
        .or_else(|| offers.iter().find_map(|offer| offer.get("sku").text()))
        .filter(|id| id.len() <= ID)?;
    let price = offers.iter().find_map(|offer| {
        ["price", "lowPrice"]
            .iter()
            .find_map(|key| amount(offer, key, currency))
            .or_else(|| {
                let specified = offer.get("priceSpecification").items();
                specified
                    .iter()
                    .find_map(|price| amount(price, "price", currency))
            })
    });
    let stated = node
        .get("url")
        .text()
        .filter(|url| is_safe_url(url) && url.len() <= URL);
    Some(PageProduct {
        id,
        title: cut(node.get("name").text().unwrap_or_default(), TITLE),
        states_url: stated.is_some(),
        url: stated.map_or_else(|| address.to_owned(), |url| url::join(address, &url)),
        image: image(node.get("image"), address),
        category: cut(node.get("category").text().unwrap_or_default(), TITLE),
        brand: cut(brand(node.get("brand")), TITLE),
        group: group(node).filter(|id| id.len() <= ID).unwrap_or_default(),
        price,
    })
}

/// A brand is a text, or a `Brand` or `Organization` with a name.
fn brand(node: &Node) -> String {
    let name = node.text().or_else(|| node.get("name").text());
    name.unwrap_or_default()
}

/// What the variants of a product have in common.
fn group(node: &Node) -> Option<String> {
    node.get("inProductGroupWithID")
        .text()
        .or_else(|| node.get("isVariantOf").get("productGroupID").text())
}

fn amount(offer: &Node, key: &str, currency: &Currency) -> Option<u64> {
    let stated = offer.get("priceCurrency").text();
    offer
        .get(key)
        .amount(currency.digits_of(stated.as_deref())?)
}

fn image(node: &Node, address: &str) -> String {
    let found = node.items().iter().find_map(|image| {
        image.text().or_else(|| {
            ["url", "contentUrl"]
                .iter()
                .find_map(|key| image.get(key).text())
        })
    });
    found
        .filter(|url| is_safe_url(url) && url.len() <= URL)
        .map(|url| url::join(address, &url))
        .unwrap_or_default()
}

/// Cuts a text to at most `limit` bytes, between letters.
pub(crate) fn cut(mut text: String, limit: usize) -> String {
    if text.len() > limit {
        let end = (0..=limit).rev().find(|at| text.is_char_boundary(*at));
        text.truncate(end.unwrap_or(0));
    }
    text
}
