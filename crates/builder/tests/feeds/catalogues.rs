//! Each form of catalogue, as its system writes it.

use super::{fault, feed, feed_as, told};
use crate::common::Folder;
use dangol_builder::read::catalogue;
use dangol_builder::read::wanted::Wanted;
use dangol_builder::{Options, Report, Silent};

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">
<channel>
  <title>Harbour Tea</title>
  <link>https://tea.example/</link>
  <item>
    <g:id>T-1</g:id>
    <title>not this one</title>
    <g:title><![CDATA[Assam & <b>Breakfast</b> tea]]></g:title>
    <g:link>https://tea.example/p/1?a=1&amp;b=2</g:link>
    <g:image_link>https://tea.example/1.jpg</g:image_link>
    <g:price>12.50 EUR</g:price>
    <g:sale_price>9.90 EUR</g:sale_price>
    <g:availability>in_stock</g:availability>
    <g:product_type>Tea &gt; Black</g:product_type>
    <g:brand>Harbour</g:brand>
    <g:item_group_id>assam</g:item_group_id>
    <g:shipping><g:country>DE</g:country><g:price>4.90 EUR</g:price></g:shipping>
    <g:product_detail><g:section_name>General</g:section_name><g:attribute_name>Leaf</g:attribute_name><g:attribute_value>whole</g:attribute_value></g:product_detail>
  </item>
  <item>
    <g:id>T-2</g:id>
    <title>Caf&eacute; cup &amp; saucer</title>
    <link>/p/2</link>
    <g:price>8 EUR</g:price>
    <g:sale_price>6 EUR</g:sale_price>
    <g:sale_price_effective_date>2020-01-01T00:00Z/2020-02-01T00:00Z</g:sale_price_effective_date>
    <g:availability>out of stock</g:availability>
  </item>
  <item><title>no id</title></item>
</channel></rss>"#;

#[test]
fn google_merchant_in_rss() {
    let (catalogue, report) = feed(RSS);
    assert_eq!(catalogue.currency, "EUR");
    let products = &catalogue.products;
    assert_eq!(
        told(&products["T-1"]),
        "Assam & Breakfast tea | Black | Harbour | assam | 990 | in"
    );
    assert_eq!(products["T-1"].url, "https://tea.example/p/1?a=1&b=2");
    assert_eq!(products["T-1"].line, 6);
    assert_eq!(
        told(&products["T-2"]),
        "Café cup & saucer |  |  |  | 800 | out"
    );
    assert_eq!(products.len(), 2);
    assert_eq!(fault(&report, "no id"), 1);
    assert_eq!(fault(&report, "a sale price that holds for a time"), 1);
    let columns = &report.files[0].columns;
    assert!(
        columns.contains(&("price".to_owned(), "price".to_owned())),
        "{columns:?}"
    );
}

#[test]
fn google_merchant_in_atom_and_as_a_table() {
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
      <entry><id>tag:x,2005:1</id><g:id>7</g:id><title>Kettle</title>
      <link rel="alternate" href="/kettle"/><link rel="self" href="/feed"/>
      <g:price>39.00 GBP</g:price></entry></feed>"#;
    let (catalogue, _) = feed(atom);
    assert_eq!(
        told(&catalogue.products["7"]),
        "Kettle |  |  |  | 3900 | in"
    );
    assert_eq!(catalogue.products["7"].url, "/kettle");
    let table = "id\ttitle\tdescription\tlink\timage link\tprice\tavailability\n\
                 7\tKettle\tBoils, and whistles\t/kettle\t/k.jpg\t39.00 GBP\tin stock\n";
    let (catalogue, report) = feed(table);
    assert_eq!(
        told(&catalogue.products["7"]),
        "Kettle |  |  |  | 3900 | in"
    );
    assert_eq!(report.files[0].unused, ["description"]);
}

pub const SHOPIFY: &str = "\
Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Image Src,Variant Image,Gift Card,Status
mug,Stoneware mug,<p>Warm</p>,Clay & Co,Home > Mugs,Mug,\"a, b\",TRUE,Colour,Blue,Size,Big,MUG-B,shopify,4,deny,18.00,https://c.example/b.jpg,,false,active
mug,,,,,,,,,Red,,Big,MUG-R,shopify,0,deny,19.00,,https://c.example/r.jpg,,
mug,,,,,,,,,,,,,,,,,https://c.example/3.jpg,,,
bowl,Bowl,,Clay & Co,,Bowl,,TRUE,Title,Default Title,,,,,,deny,24.50,https://c.example/bowl.jpg,,false,active
old,Old jug,,Clay & Co,,Jug,,TRUE,Title,Default Title,,,JUG,,,deny,30.00,,,false,draft
card,Gift card,,Clay & Co,,,,TRUE,Title,10,,,CARD,,,deny,10.00,,,true,active
lost,,,,,,,,,Green,,,L,,,deny,1.00,,,,
";

#[test]
fn shopifys_rows_are_variants_of_their_handle() {
    let (catalogue, report) = feed(SHOPIFY);
    let products = &catalogue.products;
    let ids: Vec<&str> = products.keys().map(String::as_str).collect();
    assert_eq!(ids, ["MUG-B", "MUG-R", "bowl"]);
    assert_eq!(
        told(&products["MUG-B"]),
        "Stoneware mug - Blue / Big | Mugs | Clay & Co | mug | 1800 | in"
    );
    assert_eq!(
        told(&products["MUG-R"]),
        "Stoneware mug - Red / Big | Mugs | Clay & Co | mug | 1900 | out"
    );
    assert_eq!(products["MUG-R"].image, "https://c.example/r.jpg");
    assert_eq!(products["bowl"].url, "/products/bowl");
    assert_eq!(catalogue.aliases["Stoneware mug - Red / Big"], "MUG-R");
    assert_eq!(catalogue.aliases["Bowl"], "bowl");
    for (name, count) in [
        ("rows with another picture only", 1),
        ("a product that is a draft or archived", 1),
        ("a gift card", 1),
        ("a variant without its product", 1),
    ] {
        assert_eq!(fault(&report, name), count, "{name}");
    }
    assert_eq!(report.files[0].lines, 6);
}

pub const WOOCOMMERCE: &str = "\
ID,Type,SKU,Name,Published,\"Is featured?\",\"Visibility in catalog\",\"In stock?\",\"Sale price\",\"Regular price\",Categories,Images,Parent,\"Attribute 1 name\"
12,\"simple, virtual\",TEA-1,Sencha,1,0,visible,1,4.50,5.00,\"Tea, Tea > Green\",\"https://w.example/a.jpg, https://w.example/b.jpg\",,
20,variable,POT,Teapot,1,0,visible,1,,,\"Pots\\, pans\",https://w.example/p.jpg,,Colour
22,variation,POT-R,Teapot - Red,1,0,visible,0,,29,,https://w.example/r.jpg,POT,
21,variation,,Teapot - Blue,1,0,visible,1,,35,,,id:20,
30,simple,,Strainer,1,0,visible,outofstock,,3,,,,
31,simple,S2,Secret,0,0,visible,1,,3,,,,
32,simple,S3,Draft,-1,0,visible,1,,3,,,,
33,variation,X,Orphan,1,0,visible,1,,3,,,NOWHERE,
";

#[test]
fn woocommerces_variations_are_part_of_their_product() {
    let (catalogue, report) = feed(WOOCOMMERCE);
    let products = &catalogue.products;
    let ids: Vec<&str> = products.keys().map(String::as_str).collect();
    assert_eq!(ids, ["30", "POT", "TEA-1"]);
    assert_eq!(told(&products["TEA-1"]), "Sencha | Green |  |  | 450 | in");
    // The red one is cheaper, but sold out.
    assert_eq!(
        told(&products["POT"]),
        "Teapot | Pots, pans |  |  | 3500 | in"
    );
    assert_eq!(products["POT"].url, "/?p=20");
    assert_eq!(told(&products["30"]), "Strainer |  |  |  | 300 | out");
    for name in ["POT-R", "21", "id:20", "20", "Teapot"] {
        assert_eq!(
            catalogue.aliases.get(name).map(String::as_str),
            Some("POT"),
            "{name}"
        );
    }
    for (name, count) in [
        ("variations", 2),
        ("a product that is private", 1),
        ("a product that is a draft", 1),
        ("a variation without its product", 1),
    ] {
        assert_eq!(fault(&report, name), count, "{name}");
    }
}

#[test]
fn json_in_each_of_its_shapes() {
    let one = r#"{"id": 1, "name": "Lamp", "price": {"value": 49.5, "currency": "EUR"}, "categories": ["Light", "Desk"], "images": ["https://x.example/1.jpg", "https://x.example/2.jpg"], "in_stock": true}"#;
    let two = r#"{"id": 2, "name": "Bulb \"warm\" }", "price": {"value": 5, "currency": "EUR"}, "in_stock": false}"#;
    for text in [
        format!("{one}\n{two}\n"),
        format!("[{one},\n {two}]"),
        format!("{{\"count\": 2, \"products\": [{one}, {two}]}}"),
    ] {
        let (catalogue, _) = feed(&text);
        assert_eq!(
            told(&catalogue.products["1"]),
            "Lamp | Desk |  |  | 4950 | in",
            "{text}"
        );
        assert_eq!(catalogue.products["1"].image, "https://x.example/1.jpg");
        assert_eq!(
            told(&catalogue.products["2"]),
            "Bulb \"warm\" } |  |  |  | 500 | out"
        );
    }
    let (catalogue, report) = feed(format!("{one}\n{{\"id\": broken}}\n{two}\n"));
    assert_eq!(catalogue.products.len(), 2);
    assert_eq!(fault(&report, "an object that cannot be read"), 1);
}

const PAGE: &str = r#"<!doctype html><html><head><link rel="canonical" href="https://s.example/lamp">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","sku":"L-1","name":"Desk lamp",
"image":"https://s.example/l.jpg","brand":{"@type":"Brand","name":"Lux"},"category":"Light",
"offers":{"@type":"Offer","price":"49.50","priceCurrency":"EUR","availability":"https://schema.org/OutOfStock"}}</script>
</head><body>Lamp</body></html>"#;

#[test]
fn saved_pages_in_a_folder_and_in_an_archive() {
    let folder = Folder::new();
    let pages = folder.path("pages");
    std::fs::create_dir_all(pages.join("shop")).unwrap();
    let files = [
        ("index.html", "<html><body>Welcome</body></html>"),
        ("shop/lamp.html", PAGE),
        (
            "shop/list.html",
            "<script type=application/ld+json>{\"@type\":\"ItemList\"}</script>",
        ),
        ("logo.svg", "PNG"),
    ];
    for (name, text) in files {
        std::fs::write(pages.join(name), text).unwrap();
    }
    let mut archive = tar::Builder::new(Vec::new());
    archive.append_dir_all("site", &pages).unwrap();
    let bytes = archive.into_inner().unwrap();
    let archive = folder.put(
        "site.tar.zst",
        zstd::encode_all(bytes.as_slice(), 3).unwrap(),
    );
    for path in [pages, archive] {
        let mut report = Report::default();
        let catalogue = catalogue::read(&path, &Options::default(), &mut report, &Silent).unwrap();
        assert_eq!(catalogue.products.len(), 1);
        let lamp = &catalogue.products["L-1"];
        assert_eq!(told(lamp), "Desk lamp | Light | Lux |  | 4950 | out");
        assert_eq!(lamp.url, "https://s.example/lamp");
        assert_eq!(fault(&report, "pages without JSON-LD"), 1);
        assert_eq!(
            fault(&report, "pages that are about no product, or about several"),
            1
        );
    }
}

#[test]
fn any_table_with_a_mapping_that_is_guessed_and_can_be_put_right() {
    let table = "Artikelnummer;Bezeichnung;Preis;VK alt;Kategorie;Bestand\n\
                 A1;Teller, weiß;12,50 €;13,00 €;Küche;3\nA2;Schüssel;1.299,00 €;1.400,00 €;Küche;0\n";
    let (catalogue, report) = feed(table);
    assert_eq!(catalogue.currency, "EUR");
    assert_eq!(
        told(&catalogue.products["A1"]),
        "Teller, weiß | Küche |  |  | 1250 | in"
    );
    assert_eq!(
        told(&catalogue.products["A2"]),
        "Schüssel | Küche |  |  | 129900 | out"
    );
    let text = report.text();
    assert!(text.contains("price from \"Preis\""), "{text}");
    assert!(text.contains("not read: \"VK alt\""), "{text}");
    let map = |field: &str, column: &str| Wanted {
        map: vec![(field.to_owned(), column.to_owned())],
        ..Wanted::default()
    };
    let (catalogue, _) = feed_as("feed", table, map("price", "VK alt")).unwrap();
    assert_eq!(catalogue.products["A1"].price, Some(1300));
    for (field, column, expected) in [
        (
            "price",
            "Netto",
            "--map price=Netto names no column of this file; expected one of \"Artikelnummer\"",
        ),
        (
            "prise",
            "Preis",
            "--map prise=Preis names no field; expected one of \"id\", \"title\"",
        ),
    ] {
        let error = feed_as("feed", table, map(field, column))
            .unwrap_err()
            .to_string();
        assert!(error.contains(expected), "{error}");
    }
}
