//! A small shop: its catalogue, its orders, and what every model of it must keep.

use dangol_builder::catalogue::{Catalogue, Product};
use dangol_builder::history::History;
use dangol_builder::options::TrainOptions;
use dangol_builder::train::{Demand, Rows, Trained, content, train};
use dangol_builder::{Options, Silent};
use std::collections::BTreeSet;

pub const LIMIT: usize = 20;

pub fn product(title: &str, path: &str, brand: &str, price: u64) -> Product {
    Product {
        title: title.to_owned(),
        category: path.rsplit('>').next().unwrap().trim().to_owned(),
        category_path: path.to_owned(),
        brand: brand.to_owned(),
        price: Some(price),
        available: true,
        ..Product::default()
    }
}

pub fn of_group(group: &str, mut product: Product) -> Product {
    product.group = group.to_owned();
    product
}

/// A catalogue whose items are numbered in this order.
pub fn catalogue(products: Vec<Product>) -> Catalogue {
    let numbered = products.into_iter().zip(1u64..).map(|(product, line)| {
        let product = Product { line, ..product };
        (format!("{line:06}"), product)
    });
    Catalogue {
        aliases: Default::default(),
        products: numbered.collect(),
        currency: "GBP".to_owned(),
    }
}

/// Orders of these baskets, a day apart, by a customer each.
pub fn history(catalogue: &Catalogue, baskets: &[&[u32]]) -> History {
    let pairs = (0u32..)
        .zip(baskets)
        .flat_map(|(order, basket)| basket.iter().map(move |item| (order, *item)))
        .collect();
    let count = baskets.len() as u32;
    let times = (0..count).map(|order| 15_000 * 86_400 + order * 86_400);
    let items = catalogue.products.len();
    History::from_parts(items, times.collect(), (0..count).collect(), count, pairs)
}

pub fn offered(catalogue: &Catalogue) -> Vec<bool> {
    let products = catalogue.products.values();
    products
        .map(|product| product.available && !product.title.is_empty())
        .collect()
}

pub fn content_of(catalogue: &Catalogue, baskets: &[&[u32]]) -> Rows {
    let history = history(catalogue, baskets);
    let options = TrainOptions::default();
    content::rows(&history, catalogue, &offered(catalogue), LIMIT, &options)
}

pub fn trained(catalogue: &Catalogue, baskets: &[&[u32]]) -> Trained {
    let history = history(catalogue, baskets);
    let trained = train(
        &history,
        catalogue,
        &offered(catalogue),
        &Demand::default(),
        &Options::default(),
        &Silent,
    );
    check(catalogue, &trained);
    trained
}

pub fn items(row: &[(u32, f32)]) -> Vec<u32> {
    row.iter().map(|(item, _)| *item).collect()
}

/// What every model must keep: sane weights, and nothing that must not be shown.
pub fn check(catalogue: &Catalogue, trained: &Trained) {
    let products: Vec<&Product> = catalogue.products.values().collect();
    let offered = offered(catalogue);
    let group = |item: u32| match products[item as usize].group.as_str() {
        "" => format!("item {item}"),
        group => format!("group {group}"),
    };
    let one_each = |list: &[(u32, f32)]| {
        let groups: BTreeSet<String> = list.iter().map(|(item, _)| group(*item)).collect();
        assert_eq!(groups.len(), list.len(), "one of each group: {list:?}");
        assert!(list.iter().all(|(item, _)| offered[*item as usize]));
        assert!(list.windows(2).all(|pair| pair[0].1 >= pair[1].1));
    };
    let groups_offered: BTreeSet<String> = (0..products.len() as u32)
        .filter(|item| offered[*item as usize])
        .map(group)
        .collect();
    for rows in [&trained.related, &trained.together] {
        assert_eq!(rows.len(), products.len());
        for (item, row) in (0u32..).zip(rows.iter()) {
            one_each(row);
            assert!(row.len() <= LIMIT);
            assert!(row.iter().all(|(other, _)| group(*other) != group(item)));
            assert!(
                row.iter()
                    .all(|(_, weight)| *weight > 0.0 && *weight <= 1.0)
            );
        }
    }
    for (item, row) in (0u32..).zip(&trained.related) {
        let others = groups_offered.len() - usize::from(groups_offered.contains(&group(item)));
        assert!(
            row.len() >= others.min(8),
            "item {item}: {row:?} of {others}"
        );
    }
    for list in [&trained.trending, &trained.fresh] {
        one_each(list);
        assert!(list.iter().all(|(_, score)| score.is_finite()));
    }
    assert_eq!(trained.trending.len(), groups_offered.len().min(24));
}
