//! Catalogues at the edge of what can be, and any catalogue at all.

use super::shop::{LIMIT, catalogue, items, of_group, product, trained};
use dangol_builder::catalogue::Product;
use proptest::prelude::*;

#[test]
fn bad_catalogues() {
    let empty = || product("", "", "", 0);
    trained(&catalogue(vec![empty(); 3]), &[&[0, 1]]);
    trained(&catalogue(vec![product("Tea", "", "", 0)]), &[]);
    trained(
        &catalogue(vec![product("Tea", " > > ", " ", u64::MAX), empty()]),
        &[&[0]],
    );
    let deep = "a>".repeat(10_000);
    trained(
        &catalogue(vec![
            product("Tea", &deep, "x", 1),
            product("Cup", &deep, "", 2),
        ]),
        &[],
    );
}

#[test]
fn all_titles_the_same() {
    let catalogue = catalogue(vec![product("Tea cup", "Cups", "Regency", 500); 5000]);
    let trained = trained(&catalogue, &[]);
    assert!(trained.related.iter().all(|row| row.len() == LIMIT));
}

#[test]
fn titles_of_common_words_alone_find_the_best_sellers_among_them() {
    let title = |n: u32| match n % 2 {
        0 => "Tea cup",
        _ => "Garden chair",
    };
    let products = (0..5000).map(|n| product(title(n), "", "", 500));
    let catalogue = catalogue(products.collect());
    let trained = trained(&catalogue, &[&[4000], &[4000, 7], &[7]]);
    assert_eq!(trained.related[0].len(), LIMIT);
    assert_eq!(trained.related[0][0].0, 4000);
    assert!(trained.related[0].iter().all(|(other, _)| other % 2 == 0));
}

#[test]
fn ten_thousand_variants_of_one_product() {
    let shirt = |number: u32| {
        of_group(
            "shirt",
            product(&format!("Shirt {number}"), "Shirts", "", 1),
        )
    };
    let mut products: Vec<Product> = (0..10_000).map(shirt).collect();
    products.extend((0..10).map(|n| product(&format!("Shirt stand {n}"), "Stands", "", 1)));
    let catalogue = catalogue(products);
    let trained = trained(&catalogue, &[&[17, 10_001], &[17]]);
    assert_eq!(trained.related[0].len(), 10);
    let shirts: Vec<u32> = items(&trained.related[10_000]);
    assert!(shirts.contains(&17), "the best seller stands for its group");
}

fn any_product() -> impl Strategy<Value = Product> {
    let title = prop_oneof!["(red|tea|cup|냄비| ){0,4}", ".{0,20}"];
    let path = prop_oneof!["(Home|Cups| > ){0,4}", ".{0,8}"];
    let price = prop_oneof![Just(None), Just(Some(0)), any::<u64>().prop_map(Some)];
    let rest = ("[AB]?", "[gh]?", price, proptest::bool::weighted(0.8));
    (title, path, rest).prop_map(|(title, path, (brand, group, price, available))| Product {
        price,
        available,
        group,
        ..product(&title, &path, &brand, 0)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_catalogue(
        products in proptest::collection::vec(any_product(), 1..30),
        baskets in proptest::collection::vec(proptest::collection::vec(0usize..30, 1..4), 0..10),
    ) {
        let catalogue = catalogue(products);
        let count = catalogue.products.len();
        let baskets: Vec<Vec<u32>> = baskets
            .iter()
            .map(|basket| basket.iter().map(|item| (item % count) as u32).collect())
            .collect();
        let baskets: Vec<&[u32]> = baskets.iter().map(Vec::as_slice).collect();
        let first = trained(&catalogue, &baskets);
        prop_assert_eq!(first, trained(&catalogue, &baskets));
    }
}
