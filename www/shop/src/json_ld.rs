//! The schema.org data of a product page.

use serde_json::{Value, json};

use crate::attributes;
use crate::catalog::Product;

/// Product and BreadcrumbList, safe to stand in a script element.
pub fn product_page(product: &Product) -> String {
    let availability = if product.in_stock {
        "InStock"
    } else {
        "OutOfStock"
    };
    let mut item = json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "sku": product.id,
        "name": product.title,
        "image": product.image,
        "url": product.link,
        "category": product.category.en,
        "offers": {
            "@type": "Offer",
            "url": product.link,
            "price": product.price_decimal(),
            "priceCurrency": product.currency,
            "availability": format!("https://schema.org/{availability}"),
        },
    });
    if let Some(group) = &product.group {
        item["inProductGroupWithID"] = json!(group);
    }
    let mut further = Vec::new();
    for attribute in attributes::of(product) {
        if attribute.en.is_empty() {
            continue;
        }
        match attribute.is_property {
            true => item[attribute.name] = json!(attribute.en),
            false => further.push(json!({
                "@type": "PropertyValue",
                "name": attribute.name,
                "value": attribute.en,
            })),
        }
    }
    if !further.is_empty() {
        item["additionalProperty"] = Value::Array(further);
    }
    let crumb = |position: u32, name: &str, link: &str| json!({ "@type": "ListItem", "position": position, "name": name, "item": link });
    let crumbs = json!({
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            crumb(1, "Home", "/"),
            crumb(2, product.category.en, &format!("/category/{}.html", product.category.slug)),
            crumb(3, &product.title, &product.link),
        ],
    });
    script_safe(&Value::Array(vec![item, crumbs]))
}

/// JSON in which no character can end a script element or begin a comment.
pub fn script_safe(value: &Value) -> String {
    let mut json = String::new();
    for c in value.to_string().chars() {
        match c {
            '<' => json.push_str("\\u003c"),
            '>' => json.push_str("\\u003e"),
            '&' => json.push_str("\\u0026"),
            '\u{2028}' => json.push_str("\\u2028"),
            '\u{2029}' => json.push_str("\\u2029"),
            c => json.push(c),
        }
    }
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_script() {
        let value = json!("</script><!--&\u{2028}");
        let text = script_safe(&value);
        assert!(!text.contains(['<', '>', '&', '\u{2028}']));
        assert_eq!(
            serde_json::from_str::<Value>(&text).expect("it is JSON"),
            value
        );
    }
}
