//! Which product a page is about, from markup as shops write it.

use dangol_core::page::Availability;
use dangol_core::{Node, PageProduct, PageSignals};
use serde_json::{Value, json};

const HERE: &str = "/mugs/blue-4711.html";

fn signals(jsonld: Vec<Value>) -> PageSignals {
    PageSignals {
        address: HERE.to_owned(),
        jsonld: jsonld.iter().map(Node::of_json).collect(),
        ..PageSignals::default()
    }
}

/// In a model whose currency is the euro.
fn read(signals: &PageSignals) -> Option<PageProduct> {
    signals.product(&dangol_core::Currency {
        code: "EUR".to_owned(),
        digits: 2,
    })
}

fn product(jsonld: Value) -> Option<PageProduct> {
    read(&signals(vec![jsonld]))
}

fn id(jsonld: Value) -> Option<String> {
    product(jsonld).map(|product| product.id)
}

#[test]
fn names_count_in_whatever_case() {
    let found = product(json!({
        "@context": "https://schema.org", "@type": "product", "productId": "77", "Name": "Mug",
        "offers": {"@type": "offer", "PRICE": 5, "pricecurrency": "EUR", "availability": "InStock"}
    }))
    .unwrap();
    assert_eq!((found.id.as_str(), found.title.as_str()), ("77", "Mug"));
    assert_eq!(found.price, Some(500));
    assert_eq!(found.offer.availability, Some(Availability::InStock));
}

#[test]
fn texts_are_as_a_reader_sees_them() {
    let found = product(json!({
        "@type": "Product", "sku": " A 1\n  Mugs", "name": "  11&quot; tray\n\t&amp; bowl ",
        "brand": {"@type": "Brand", "name": "B&#38;B"}, "category": "Mugs &gt; Blue",
        "image": "/a.jpg?w=1&amp;h=2", "url": "/mugs/?a=1&amp;b=2"
    }))
    .unwrap();
    assert_eq!(found.id, "A 1");
    assert_eq!(found.title, "11\" tray & bowl");
    assert_eq!(
        (found.brand.as_str(), found.category.as_str()),
        ("B&B", "Mugs > Blue")
    );
    assert_eq!(
        (found.image.as_str(), found.url.as_str()),
        ("/a.jpg?w=1&h=2", "/mugs/?a=1&b=2")
    );
}

#[test]
fn a_price_in_another_currency_is_told_and_not_used() {
    let found = product(json!({
        "@type": "Product", "sku": "1", "offers": {"price": "12,900", "priceCurrency": "KRW"}
    }))
    .unwrap();
    assert_eq!(found.price, None);
    let offer = found.offer;
    assert_eq!(
        (offer.amount, offer.digits, offer.currency.as_str()),
        (Some(12_900), 0, "KRW")
    );
}

#[test]
fn the_id_is_the_one_that_the_address_has() {
    let both = |sku: &str, product: &str| {
        id(json!({"@type": "Product", "sku": sku, "productID": product}))
    };
    assert_eq!(both("9", "4711").as_deref(), Some("4711"));
    assert_eq!(both("4711", "9").as_deref(), Some("4711"));
    assert_eq!(both("8", "9").as_deref(), Some("8"));
    assert_eq!(
        id(json!({"@type": "Product", "mpn": "M", "gtin14": "G"})).as_deref(),
        Some("M")
    );
    assert_eq!(
        id(json!({"@type": "Product", "name": "Mug", "offers": {"sku": "S"}})).as_deref(),
        Some("S")
    );
    assert_eq!(
        id(json!({"@type": "Product", "name": "Mug"})).as_deref(),
        Some(""),
        "it is told, without an id"
    );
    assert_eq!(id(json!({"@type": "Product"})), None, "that says nothing");
}

#[test]
fn of_several_products_the_pages_own_counts() {
    let of = |id: &str, name: &str, url: Value| json!({"@type": "Product", "sku": id, "name": name, "offers": {"url": url}});
    let several = |products: Vec<Value>| read(&signals(products)).map(|product| product.id);
    let own = |id: &str| {
        of(
            id,
            "Blue mug",
            json!("https://shop.example/mugs/blue-4711.html?v=1"),
        )
    };
    assert_eq!(
        several(vec![
            of("1", "Red mug", json!("/red")),
            own("2"),
            of("3", "Bowl", json!("/bowl"))
        ])
        .as_deref(),
        Some("2")
    );
    assert_eq!(
        several(vec![own("5"), own("6")]).as_deref(),
        Some("5"),
        "variants of one name"
    );
    assert_eq!(
        several(vec![
            of("1", "Red mug", json!("/red")),
            of("3", "Bowl", json!("/bowl"))
        ]),
        None,
        "a list"
    );
    assert_eq!(
        several(vec![
            of("", "Bowl", json!(null)),
            of("3", "Mug", json!(null)),
            of("", "Pan", json!(null))
        ])
        .as_deref(),
        Some("3"),
        "the others are mentioned on the side"
    );
}

#[test]
fn of_a_group_the_variant_on_the_page_counts() {
    let group = |url: &str| {
        json!({
            "@type": "ProductGroup", "productGroupID": "G", "name": "Mug",
            "hasVariant": [
                {"@type": "Product", "sku": "red", "offers": {"price": 4, "url": "/red"}},
                {"@type": "Product", "sku": "blue", "offers": {"price": 5, "url": url}},
            ]
        })
    };
    let found = product(group(HERE)).unwrap();
    assert_eq!((found.id.as_str(), found.price), ("blue", Some(500)));
    let found = product(group("/blue")).unwrap();
    assert_eq!((found.id.as_str(), found.price), ("G", Some(400)));
}

#[test]
fn what_one_kind_of_markup_lacks_another_has() {
    let mut signals = signals(vec![json!({"@type": "Product", "name": "Mug"})]);
    signals.microdata = vec![Node::of_json(&json!({
        "@type": ["https://schema.org/Product"], "sku": "7", "name": "The mug",
        "offers": {"availability": "https://schema.org/OutOfStock"}
    }))];
    signals.meta = [
        ("product:price:amount", "12.50"),
        ("product:price:currency", "EUR"),
        ("product:retailer_item_id", "8"),
        ("product:availability", "in stock"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec();
    let found = read(&signals).unwrap();
    assert_eq!(
        (found.id.as_str(), found.title.as_str(), found.price),
        ("7", "Mug", Some(1250))
    );
    assert_eq!(found.offer.availability, Some(Availability::OutOfStock));
}

#[test]
fn what_is_no_product_page_has_none() {
    for jsonld in [
        json!({"@type": "WebPage", "name": "Home"}),
        json!({"@type": "Article", "headline": "Mugs", "mentions": {"@type": "Product", "sku": "1"}}),
        json!({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": {"@type": "Product", "sku": "1"}}]}),
        json!({"@type": "CollectionPage", "hasPart": [{"@type": "Product", "sku": "1"}]}),
        json!({"@graph": [{"@type": "Product", "sku": "1", "name": "A"}, {"@type": "Product", "sku": "2", "name": "B"}]}),
        json!([{"@type": "Product", "sku": "1"}, {"@type": "Product", "sku": "2"}]),
        json!(["Product", null, 7]),
    ] {
        assert_eq!(product(jsonld.clone()), None, "{jsonld}");
    }
}
