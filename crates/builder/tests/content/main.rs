//! Neighbours by content, variants, and a shop on its first day.

#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;

mod bad;
mod shop;

use common::Folder;
use dangol_builder::build::{self, Input};
use dangol_builder::train::spread;
use dangol_builder::{Options, Report, Silent};
use shop::{catalogue, check, content_of, items, of_group, product, trained};

#[test]
fn words_category_brand_and_price_make_near() {
    let catalogue = catalogue(vec![
        product("Rose teapot", "Home > Kitchen > Teapots", "Regency", 2000),
        product("Rose teacup", "Home > Kitchen > Cups", "Plain", 500),
        product("Kettle", "Home > Kitchen > Teapots", "Plain", 2000),
        product("Ladle", "Home > Kitchen > Spoons", "Plain", 2000),
        product("Bucket", "Home > Garden > Tools", "Regency", 2000),
        product("Spade", "Home > Garden > Tools", "Plain", 2000),
    ]);
    let rows = content_of(&catalogue, &[]);
    // A word and the department, the very category, brand, sibling category.
    assert_eq!(items(&rows[0])[..2], [1, 2]);
    let place = |item: u32| items(&rows[0]).iter().position(|other| *other == item);
    assert!(
        place(3) < place(5) || place(5).is_none(),
        "sibling before stranger"
    );
    assert!(
        place(4) < place(5) || place(5).is_none(),
        "brand before none"
    );
}

#[test]
fn what_costs_as_much_is_nearer() {
    let cup = |price| product("Tea cup", "Cups", "", price);
    let catalogue = catalogue(vec![cup(500), cup(5000), cup(0), cup(450)]);
    assert_eq!(items(&content_of(&catalogue, &[])[0])[0], 3);
}

#[test]
fn of_equals_the_best_seller_comes_first_and_without_orders_the_first_line() {
    let catalogue = catalogue(vec![product("Tea cup", "", "", 500); 5]);
    assert_eq!(items(&content_of(&catalogue, &[])[0]), [1, 2, 3, 4]);
    let rows = content_of(&catalogue, &[&[3], &[3], &[4]]);
    assert_eq!(items(&rows[0]), [3, 4, 1, 2]);
}

#[test]
fn korean_titles_find_each_other_however_their_compounds_are_written() {
    let catalogue = catalogue(vec![
        product("스테인리스냄비 20cm", "", "", 30_000),
        product("원목 의자", "", "", 90_000),
        product("스테인리스 냄비 세트", "", "", 60_000),
        product("원목의자 2인용", "", "", 150_000),
    ]);
    let rows = content_of(&catalogue, &[]);
    assert_eq!((items(&rows[0]), items(&rows[1])), (vec![2], vec![3]));
}

#[test]
fn variants_are_one_product() {
    let shirt = |colour: &str| {
        let product = product(&format!("Linen shirt {colour}"), "Shirts", "", 4000);
        of_group("shirt", product)
    };
    let catalogue = catalogue(vec![
        shirt("red"),
        shirt("blue"),
        shirt("green"),
        product("Linen trousers", "Trousers", "", 6000),
        product("Wool hat", "Hats", "", 2000),
    ]);
    // Without orders the lowest id stands for the group, with orders the best seller.
    assert_eq!(items(&content_of(&catalogue, &[])[3]), [0]);
    assert_eq!(items(&content_of(&catalogue, &[&[2], &[2], &[1]])[3]), [2]);
    assert!(!items(&content_of(&catalogue, &[])[0]).contains(&1));
    // Shirts are bought in several colours, and hats with two of them.
    let baskets: Vec<&[u32]> = vec![&[0, 1, 4], &[1, 2, 4], &[0, 1, 2], &[1, 4]];
    let trained = trained(&catalogue, &baskets);
    assert_eq!(items(&trained.together[4]), [1]);
    assert_eq!(items(&trained.together[0]), [4]);
    assert_eq!(trained.trending.len(), 3);
}

#[test]
fn visits_do_not_bring_variants_back() {
    let folder = Folder::new();
    let feed = "id,title,product_type,vendor,item_group_id\n\
                a,Shirt red,Home > Shirts,Loom,s\nb,Shirt blue,Home > Shirts,Loom,s\n\
                c,Hat small,Home > Hats,Loom,h\nd,Hat large,Home > Hats,Loom,h\n";
    let input = Input {
        catalogue: Some(folder.put("feed.csv", feed)),
        orders: Vec::new(),
        sessions: vec![folder.put("visits.txt", "a b c d\n".repeat(50))],
        aggregates: None,
    };
    let model = build::model(&input, &Options::default(), &mut Report::default(), &Silent).unwrap();
    check(&model.catalogue, &model.trained);
    assert!(model.trained.related.iter().all(|row| row.len() == 1));
    let shirt = &model.catalogue.products["a"];
    assert_eq!((shirt.brand.as_str(), shirt.group.as_str()), ("Loom", "s"));
    assert_eq!(shirt.category_path, "Home > Shirts");
}

#[test]
fn a_shop_without_orders_has_rows_and_a_home_page() {
    let mut products = vec![product("Lonely thing", "", "", 100)];
    for number in 0..30 {
        let path = format!("Home > Shelf {}", number % 3);
        products.push(product(&format!("word{number}"), &path, "", 100 + number));
    }
    let catalogue = catalogue(products);
    let trained = trained(&catalogue, &[]);
    assert_eq!(
        trained.related[0].len(),
        8,
        "nothing in common with anything"
    );
    // One of each category in turn: what has none, then the first of each shelf.
    let home = items(&trained.trending);
    assert_eq!(home[..4], [0, 1, 2, 3]);
    assert_eq!(home.len(), 24);
    assert!(
        trained
            .trending
            .iter()
            .all(|(_, score)| *score <= spread::BEST)
    );
    assert!(trained.fresh.is_empty());
}

#[test]
fn what_was_sold_is_trending_before_what_only_fills_up() {
    let catalogue = catalogue(
        (0..30)
            .map(|n| product(&format!("w{n}"), "", "", 1))
            .collect(),
    );
    let trained = trained(&catalogue, &[&[20, 21], &[20]]);
    let home = items(&trained.trending);
    assert_eq!((home.len(), home[0], home[2]), (24, 20, 0));
    assert!(trained.trending[1].1 > spread::BEST && trained.trending[2].1 <= spread::BEST);
}
