//! Which product a page is about, from schema.org markup.

use super::{Offer, tidy};
use crate::Node;
use crate::money::Currency;
use crate::profile::limits::{ID, TITLE, URL};
use crate::{is_safe_url, url};

/// How deep markup is searched.
const DEPTH: usize = 8;

/// The product of a page, as the page states it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageProduct {
    /// `sku`, or `productID` where the page's address has that one only; else `mpn`, a
    /// `gtin`, `productGroupID`; empty where the page
    /// states none of them, and then nothing can be recommended or remembered by it.
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
    /// The offer's price in the smallest unit of the model's currency.
    pub price: Option<u64>,
    /// The offer as the page states it, in whatever currency.
    pub offer: Offer,
}

impl PageProduct {
    /// Whether this is the same markup as another page's, read at another address.
    pub(crate) fn is_same_markup(&self, other: &Self) -> bool {
        (&self.id, &self.title, self.price) == (&other.id, &other.title, other.price)
    }
}

/// The one product that a page is about: the only one; among several those whose address is
/// this page, of which, as of the variants of one product, the first. A list of products is
/// no product.
pub(super) fn main_product(
    nodes: &[Node],
    address: &str,
    currency: &Currency,
) -> Option<PageProduct> {
    let mut found = Vec::new();
    nodes
        .iter()
        .for_each(|node| collect(node, DEPTH, &mut found));
    if found.len() > 1 {
        let here = |exact: bool| {
            move |node: &&Node| {
                let stated = addresses(node);
                stated.iter().any(|stated| {
                    let stated = url::join(address, stated);
                    if exact {
                        url::from_root(&stated) == url::from_root(address)
                    } else {
                        url::path(&stated) == url::path(address)
                    }
                })
            }
        };
        for exact in [true, false] {
            if found.iter().any(here(exact)) {
                found.retain(here(exact));
                break;
            }
        }
    }
    let mut products: Vec<PageProduct> = found
        .iter()
        .filter_map(|node| read(node, address, currency))
        .collect();
    // What is only mentioned on the side is often marked up without an id.
    if products.iter().any(|product| !product.id.is_empty()) {
        products.retain(|product| !product.id.is_empty());
    }
    let mut products = products.into_iter();
    let first = products.next()?;
    products
        .all(|other| other.id == first.id || !first.title.is_empty() && other.title == first.title)
        .then_some(first)
}

/// The addresses that a product and its offers state.
fn addresses(node: &Node) -> Vec<String> {
    let offers = node.field("offers").items().iter();
    std::iter::once(node)
        .chain(offers)
        .filter_map(|place| place.field("url").text())
        .map(|stated| tidy(&stated))
        .collect()
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
            .for_each(|key| collect(node.field(key), depth - 1, found)),
        _ => {}
    }
}

fn is_product(node: &Node) -> bool {
    [
        "Product",
        "ProductGroup",
        "IndividualProduct",
        "ProductModel",
        "SomeProducts",
    ]
    .iter()
    .any(|name| node.is_a(name))
}

/// The variant of a group that this page shows: the one whose address it is, else the first.
fn variant<'a>(node: &'a Node, address: &str) -> (&'a Node, bool) {
    let variants = node.field("hasVariant").items();
    let here = variants.iter().find(|variant| {
        let stated = addresses(variant);
        (stated.iter()).any(|stated| url::from_root(&url::join(address, stated)) == address)
    });
    match here {
        Some(variant) => (variant, true),
        None => (variants.first().unwrap_or(node), false),
    }
}

fn read(node: &Node, address: &str, currency: &Currency) -> Option<PageProduct> {
    const IDS: [&str; 9] = [
        "sku",
        "productID",
        "mpn",
        "gtin13",
        "gtin",
        "gtin14",
        "gtin12",
        "gtin8",
        "productGroupID",
    ];
    let (variant, is_here) = variant(node, address);
    // Of a stock number and a product's, the one by which the shop's own address calls it.
    let named = |key| id(node.field(key)).filter(|id| address.contains(id.as_str()));
    let of_address = named("sku").or_else(|| named("productID"));
    let id_of = |node: &Node| IDS.iter().find_map(|key| id(node.field(key)));
    let of_variant = is_here.then(|| id_of(variant)).flatten();
    let id = of_variant
        .or(of_address)
        .or_else(|| id_of(node))
        .or_else(|| (node.field("offers").items().iter()).find_map(|offer| id(offer.field("sku"))))
        .unwrap_or_default();
    let mut offer = Offer::read(node.field("offers"), currency);
    if offer.amount.is_none() {
        offer = Offer::read(variant.field("offers"), currency);
    }
    let stated = node
        .field("url")
        .text()
        .map(|url| tidy(&url))
        .filter(|url| is_safe_url(url) && url.len() <= URL);
    let text = |key| cut(label(node.field(key)), TITLE);
    let product = PageProduct {
        id,
        title: text("name"),
        states_url: stated.is_some(),
        url: stated.map_or_else(|| address.to_owned(), |url| url::join(address, &url)),
        image: image(node.field("image"), address),
        category: text("category"),
        brand: text("brand"),
        group: group(node).filter(|id| id.len() <= ID).unwrap_or_default(),
        price: offer.in_currency(currency),
        offer,
    };
    (!product.id.is_empty() || !product.title.is_empty()).then_some(product)
}

/// An id is one line.
fn id(node: &Node) -> Option<String> {
    let id = tidy(node.text()?.lines().next()?);
    (!id.is_empty() && id.len() <= ID).then_some(id)
}

/// A text; of a `Brand`, an `Organization` or a `CategoryCode` its name.
fn label(node: &Node) -> String {
    let name = node.text().or_else(|| node.field("name").text());
    tidy(&name.unwrap_or_default())
}

/// What the variants of a product have in common.
fn group(node: &Node) -> Option<String> {
    node.field("inProductGroupWithID")
        .text()
        .or_else(|| node.field("isVariantOf").field("productGroupID").text())
}

fn image(node: &Node, address: &str) -> String {
    let found = node.items().iter().find_map(|image| {
        image.text().or_else(|| {
            ["url", "contentUrl"]
                .iter()
                .find_map(|key| image.field(key).text())
        })
    });
    found
        .map(|url| tidy(&url))
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
