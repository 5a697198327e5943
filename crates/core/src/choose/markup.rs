//! What a page's JSON-LD states of the attributes of a product.

use super::quantity::{unit_of_code, write_decimal};
use crate::Node;
use crate::profile::limits;
use dangol_wire::{MAX_ATTRIBUTE, MAX_ATTRIBUTES};

/// How deep markup is searched.
const DEPTH: usize = 10;

/// The properties of schema.org by which products are compared, and what they are called here.
const PROPERTIES: [(&str, &str); 11] = [
    ("brand", "brand"),
    ("color", "color"),
    ("material", "material"),
    ("pattern", "pattern"),
    ("size", "size"),
    ("weight", "weight"),
    ("width", "width"),
    ("height", "height"),
    ("depth", "depth"),
    ("numberOfItems", "multipack"),
    ("energyEfficiencyClass", "energy_efficiency_class"),
];

/// The attributes that JSON-LD blocks state of the product with this id, wherever in them it
/// is: of a product's own page, or of a list.
pub fn stated_on_page(blocks: &[Node], id: &str) -> Vec<(String, String)> {
    let mut stated = Vec::new();
    for block in blocks {
        search(block, id, DEPTH, &mut stated);
    }
    stated.truncate(MAX_ATTRIBUTES);
    stated
}

fn search(node: &Node, id: &str, depth: usize, stated: &mut Vec<(String, String)>) {
    if depth == 0 || stated.len() >= MAX_ATTRIBUTES {
        return;
    }
    match node {
        Node::List(items) => {
            for item in items {
                search(item, id, depth - 1, stated);
            }
        }
        Node::Map(entries) => {
            let names = [
                "sku",
                "productID",
                "mpn",
                "gtin13",
                "gtin",
                "gtin14",
                "gtin12",
                "gtin8",
            ];
            let is_it = |key: &&str| node.field(key).text().as_deref() == Some(id);
            if node.is_a("Product") && names.iter().any(is_it) {
                read(node, stated);
                return;
            }
            for (_, value) in entries {
                search(value, id, depth - 1, stated);
            }
        }
        _ => {}
    }
}

fn read(product: &Node, stated: &mut Vec<(String, String)>) {
    for (property, name) in PROPERTIES {
        put(stated, name, product.field(property));
    }
    let energy = product.field("hasEnergyConsumptionDetails");
    if let Some(class) = energy.field("hasEnergyEfficiencyCategory").text() {
        // As an address of schema.org: …/EUEnergyEfficiencyCategoryA2Plus.
        let class = class.rsplit("Category").next().unwrap_or_default();
        let class = match class.split_once("Plus") {
            Some((class, _)) => match class.as_bytes() {
                [b'A', b'1'] | [b'A'] => "A+",
                [b'A', b'2'] => "A++",
                _ => "A+++",
            },
            None => class,
        };
        put(
            stated,
            "energy_efficiency_class",
            &Node::Text(class.to_owned()),
        );
    }
    put(
        stated,
        "rating",
        product.field("aggregateRating").field("ratingValue"),
    );
    for property in product.field("additionalProperty").items() {
        if let Some(name) = property.field("name").text() {
            put(stated, &name, property);
        }
    }
}

fn put(stated: &mut Vec<(String, String)>, name: &str, node: &Node) {
    let Some(text) = text(node) else {
        return;
    };
    if !text.is_empty() && text.len() <= MAX_ATTRIBUTE && name.len() <= limits::WEIGHED_NAME {
        stated.push((name.to_owned(), text));
    }
}

/// A text, a number, a quantity with its unit, or a thing by its name. Of a list, all of it.
fn text(node: &Node) -> Option<String> {
    match node {
        Node::Number(number) => write_decimal(*number),
        Node::List(items) => {
            let texts: Vec<String> = items.iter().filter_map(text).collect();
            (!texts.is_empty()).then(|| texts.join("/"))
        }
        Node::Map(_) => {
            let value = node.field("value");
            if *value == Node::Null {
                return node.field("name").text();
            }
            let unit = node.field("unitText").text();
            let unit = unit
                .or_else(|| node.field("unitCode").text())
                .unwrap_or_default();
            let value = text(value)?;
            Some(match unit.as_str() {
                "" => value,
                unit => [&value, " ", unit_of_code(unit)].concat(),
            })
        }
        node => node.text(),
    }
}
