//! Attributes in a page's JSON-LD.

use crate::fixture::json;
use dangol_core::choose::stated_on_page;
use serde_json::json as value;

#[test]
fn attributes_are_read_from_a_product_wherever_it_is() {
    let mug = value!({
        "@type": ["Product", "Thing"],
        "sku": "7",
        "brand": {"@type": "Brand", "name": "Plum"},
        "color": ["red", "white"],
        "weight": {"@type": "QuantitativeValue", "value": 0.35, "unitCode": "KGM"},
        "height": {"value": "9,5", "unitText": "cm"},
        "aggregateRating": {"ratingValue": 4.6, "reviewCount": 12},
        "hasEnergyConsumptionDetails": {
            "hasEnergyEfficiencyCategory": "https://schema.org/EUEnergyEfficiencyCategoryA2Plus",
        },
        "additionalProperty": [
            {"@type": "PropertyValue", "name": "Glaze", "value": "matt"},
            {"@type": "PropertyValue", "name": "Capacity", "value": 300, "unitCode": "MLT"},
            {"@type": "PropertyValue", "name": "Empty", "value": ""},
            {"@type": "PropertyValue", "value": "nameless"},
        ],
    });
    let expected = [
        ("brand", "Plum"),
        ("color", "red/white"),
        ("weight", "0.35 kg"),
        ("height", "9,5 cm"),
        ("energy_efficiency_class", "A++"),
        ("rating", "4.6"),
        ("Glaze", "matt"),
        ("Capacity", "300 ml"),
    ];
    let list = value!({"@type": "ItemList", "itemListElement": [
        {"@type": "ListItem", "item": {"@type": "Product", "sku": "6", "color": "blue"}},
        {"@type": "ListItem", "item": mug},
    ]});
    for page in [mug.clone(), value!([{"@graph": [mug]}]), list] {
        let stated = stated_on_page(&[json(page)], "7");
        let stated: Vec<_> = stated
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(stated, expected);
    }
    assert!(
        stated_on_page(
            &[json(
                value!({"@type": "Product", "sku": "8", "color": "red"})
            )],
            "7"
        )
        .is_empty()
    );
}

#[test]
fn hostile_markup_is_bounded() {
    let mut deep = value!({"@type": "Product", "sku": "7", "color": "red"});
    for _ in 0..50 {
        deep = value!([deep]);
    }
    assert!(stated_on_page(&[json(deep)], "7").is_empty());
    let many: Vec<_> = (0..1000)
        .map(|at| value!({"name": format!("n{at}"), "value": "x".repeat(at)}))
        .collect();
    let stated = stated_on_page(
        &[json(
            value!({"@type": "Product", "sku": "7", "additionalProperty": many}),
        )],
        "7",
    );
    assert!(stated.len() <= 32 && stated.iter().all(|(_, value)| value.len() <= 160));
}
