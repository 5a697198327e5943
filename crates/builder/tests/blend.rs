//! Orders and visits together, and numbers of training that are tuned on them.

#![allow(clippy::unwrap_used)]

mod common;

use common::Folder;
use dangol_builder::build::{self, Input, Model};
use dangol_builder::{Options, Report, Silent};
use dangol_wire::Scoring;

/// Nothing is alike by content but by what each is a thing of.
const FEED: &str = "id,title\na,Apron\nb,Bucket\nc,Candle\nd,Drum\ne,Easel\nf,Fan\n";

fn built(orders: &str, visits: &str, options: &Options) -> (Model, Report) {
    let folder = Folder::new();
    let file = |name: &str, text: &str| match text {
        "" => Vec::new(),
        text => vec![folder.put(name, text)],
    };
    let input = Input {
        catalogue: Some(folder.put("feed.csv", FEED)),
        orders: file("orders.csv", orders),
        sessions: file("visits.txt", visits),
        aggregates: None,
    };
    let mut report = Report::default();
    let model = build::model(&input, options, &mut report, &Silent).unwrap();
    (model, report)
}

/// So many orders of these products, a day apart.
fn orders(count: u32, products: &str) -> String {
    let mut text = "order_id,item_id,date,customer_id\n".to_owned();
    for order in 0..count {
        let day = format!("2011-{:02}-{:02}", 1 + order / 28 % 12, 1 + order % 28);
        for product in products.split(' ') {
            text += &format!("{order},{product},{day},{order}\n");
        }
    }
    text
}

/// The weight of a neighbour in `related`; items are numbered by their letters.
fn weight(model: &Model, item: usize, other: u32) -> f32 {
    let row = &model.trained.related[item];
    let found = row.iter().find(|(neighbour, _)| *neighbour == other);
    found.map_or(0.0, |(_, weight)| *weight)
}

#[test]
fn looked_at_together_is_related_and_only_bought_together_is_together() {
    let visits = format!("{}{}", "a b\nb a\n".repeat(60), "d e\n".repeat(5));
    let (model, _) = built(&orders(30, "a c"), &visits, &Options::default());
    let row: Vec<u32> = model.trained.related[0].iter().map(|near| near.0).collect();
    assert_eq!(row[..2], [1, 2], "visits first, then orders: {row:?}");
    assert_eq!(row.len(), 5, "then what is left");
    assert_eq!(
        model.trained.related[2][0].0, 0,
        "what no visit has keeps its row"
    );
    assert_eq!(model.trained.related[3][0].0, 4);
    let together = &model.trained.together;
    assert_eq!((together[0].len(), together[0][0].0), (1, 2));
    assert!(together[1].is_empty() && together[3].is_empty());
}

#[test]
fn the_more_visits_an_item_has_the_less_its_orders_count() {
    let share = |visits: usize| {
        // The others' visits keep the scale of the rows.
        let visits = format!("{}{}", "a b\n".repeat(visits), "d e\n".repeat(10));
        let (model, _) = built(&orders(30, "a c"), &visits, &Options::default());
        weight(&model, 0, 2) / weight(&model, 0, 1)
    };
    let (few, some, many) = (share(1), share(20), share(150));
    assert!(
        few > some && some > many && many > 0.0,
        "{few} {some} {many}"
    );
}

#[test]
fn without_orders_what_is_looked_at_most_trends_and_scores_are_learned() {
    let visits = "f e\nf d\nf e a\n".repeat(100);
    let (model, _) = built("", &visits, &Options::default());
    let trending = &model.trained.trending;
    assert_eq!((trending.len(), trending[0].0, trending[1].0), (6, 5, 4));
    assert!(trending.windows(2).all(|pair| pair[0].1 >= pair[1].1));
    let scoring = &model.trained.scoring;
    assert_ne!(scoring.looks, Scoring::default().looks);
    let constants = scoring.looks.iter().chain(&scoring.seen);
    assert!(constants.clone().count() > 0 && constants.clone().all(|value| value.is_finite()));
    let sold = built(&orders(3, "b c"), &visits, &Options::default()).0;
    assert!(
        sold.trained.trending[..2]
            .iter()
            .all(|(item, _)| [1, 2].contains(item))
    );
}

#[test]
fn tuning_says_what_it_chose_for_visits_and_for_orders() {
    let options = Options {
        tune: true,
        ..Options::default()
    };
    let orders = orders(500, "a c e");
    let visits = "a b c d\nb c d a\nc d a b\n".repeat(10);
    let (model, report) = built(&orders, &visits, &options);
    let names: Vec<&str> = report
        .tuned
        .iter()
        .filter_map(|line| line.split(' ').next())
        .collect();
    for name in ["rate", "half_life_days", "popularity_damping", "shrinkage"] {
        assert!(names.contains(&name), "{names:?}");
    }
    assert!(
        report.text().contains("tuned: shrinkage "),
        "{}",
        report.text()
    );
    let (again, same) = built(&orders, &visits, &options);
    assert_eq!(
        (again.trained, same.tuned),
        (model.trained, report.tuned.clone())
    );
    let (_, few) = built("", "a b\n", &options);
    assert_eq!(few.tuned, ["too few visits to tune on"]);
    let (_, untold) = built(&orders, &visits, &Options::default());
    assert!(untold.tuned.is_empty());
}

#[test]
fn what_trends_names_something_of_every_category() {
    let folder = Folder::new();
    let mut feed = "id,title,product_type\n".to_owned();
    let mut orders = "order_id,item_id,date,customer_id\n".to_owned();
    // Thirty candles outsell every clock, of which there are four.
    for (number, kind) in
        (0..34).map(|number| (number, if number < 30 { "Candles" } else { "Clocks" }))
    {
        feed += &format!("i{number:02},Thing {number},{kind}\n");
        for sale in 0..40 - number {
            orders += &format!(
                "{number}-{sale},i{number:02},2011-12-{:02},{sale}\n",
                1 + sale % 9
            );
        }
        // What is sold for the first time is new, and trends in a list of its own.
        orders += &format!("{number}-old,i{number:02},2011-05-01,x\n");
    }
    orders += "first,i00,2011-01-01,x\n";
    let input = Input {
        catalogue: Some(folder.put("feed.csv", &feed)),
        orders: vec![folder.put("orders.csv", &orders)],
        ..Input::default()
    };
    let options = Options::default();
    let model = build::model(&input, &options, &mut Report::default(), &Silent).unwrap();
    let trending = &model.trained.trending;
    let is_clock = |(item, _): &&(u32, f32)| *item >= 30;
    let listed = options.model.listed;
    assert_eq!(trending[..listed].iter().filter(is_clock).count(), 0);
    assert_eq!(
        trending.iter().filter(is_clock).count(),
        options.model.listed_here
    );
    assert_eq!(trending.len(), listed + options.model.listed_here);
    assert!(trending.is_sorted_by(|a, b| a.1 >= b.1));
}

#[test]
fn tuning_finds_what_foretells_the_newest_orders() {
    // For long a went with b, and lately with c: only a short half life can tell.
    let mut text = "order_id,item_id,date,customer_id\n".to_owned();
    for order in 0..1000u32 {
        let other = if order < 900 { "b" } else { "c" };
        let day = format!("20{:02}-{:02}-01", 10 + order / 100, 1 + order % 100 / 9);
        text += &format!("{order},a,{day},{order}\n{order},{other},{day},{order}\n");
    }
    let mut options = Options {
        tune: true,
        ..Options::default()
    };
    // A default that is as wrong as can be.
    options.train.half_life_days = 1e6;
    options.train.stale_half_life_days = 1e6;
    let untuned = Options {
        tune: false,
        ..options.clone()
    };
    let (before, _) = built(&text, "", &untuned);
    assert_eq!(before.trained.together[0][0].0, 1);
    let (model, report) = built(&text, "", &options);
    assert!(!report.tuned.contains(&"half_life_days 1000000".to_owned()));
    assert_eq!(model.trained.together[0][0].0, 2, "{:?}", report.tuned);
}
