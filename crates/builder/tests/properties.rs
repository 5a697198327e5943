//! No bytes make the reader, the cleaning or the training panic.

#![allow(clippy::unwrap_used)]

mod common;

use common::Folder;
use dangol_builder::build::{self, Input};
use dangol_builder::read::{date, money};
use dangol_builder::{Options, Report, Silent, link};
use proptest::prelude::*;

fn try_build(catalogue: Option<&[u8]>, orders: Option<&[u8]>) {
    let folder = Folder::new();
    let input = Input {
        catalogue: catalogue.map(|bytes| folder.put("feed.csv", bytes)),
        orders: orders
            .iter()
            .map(|bytes| folder.put("orders.csv", bytes))
            .collect(),
        sessions: Vec::new(),
        aggregates: None,
    };
    let mut report = Report::default();
    match build::model(&input, &Options::default(), &mut report, &Silent) {
        Ok(model) => {
            let rows = model.trained.related.iter().chain(&model.trained.together);
            assert!(
                rows.flatten()
                    .all(|(_, weight)| *weight > 0.0 && *weight <= 1.0)
            );
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    assert!(!report.text().contains("NaN"));
}

/// A field that may be anything, or nearly right.
fn field() -> impl Strategy<Value = String> {
    prop_oneof![
        "[abAB]{1,2}",
        "C?[0-9]{1,2}",
        "-?[0-9]{1,3}(\\.[0-9]{1,3})?",
        "20(0[0-9]|1[0-9])-0[1-9]-[12][0-9]( 1[0-9]:[0-5][0-9])?",
        "(tea|red cup|check|\\?|postage|)",
        "\"[^\"]{0,5}\"",
        ".{0,8}",
    ]
}

fn line() -> impl Strategy<Value = String> {
    proptest::collection::vec(field(), 7..=7).prop_map(|fields| fields.join(","))
}

/// A line that is right but for its values.
fn order() -> impl Strategy<Value = String> {
    (
        "C?[0-9]{1,2}",
        "[abcAB]{1}",
        "(tea|cup|check|\\?|postage|)",
        -3i32..5,
        0u32..400,
        "(0|1|2.5|900|-1|)",
        "[0-3]?",
    )
        .prop_map(|(order, item, title, quantity, day, price, customer)| {
            let date = date::day_text(15_000 * date::DAY + day * date::DAY);
            format!("{order},{item},{title},{quantity},{date},{price},{customer}")
        })
}

const HEADER: &str = "order_id,item_id,title,quantity,date,price,customer_id\n";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        try_build(None, Some(&bytes));
        try_build(Some(&bytes), None);
    }

    #[test]
    fn any_bytes_after_a_header(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        try_build(None, Some(&[HEADER.as_bytes(), &bytes].concat()));
        try_build(Some(&[b"id,title,link,image_link,price,availability\n", &bytes[..]].concat()), None);
    }

    #[test]
    fn any_fields(lines in proptest::collection::vec(line(), 0..20)) {
        try_build(None, Some(format!("{HEADER}{}", lines.join("\n")).as_bytes()));
    }

    #[test]
    fn any_orders(lines in proptest::collection::vec(order(), 1..40)) {
        let text = format!("{HEADER}{}", lines.join("\n"));
        try_build(None, Some(text.as_bytes()));
        try_build(Some(b"id,title\na,Tea\nb,Cup\nd,Pot\n"), Some(text.as_bytes()));
    }

    #[test]
    fn any_text_as_date_money_and_link(text in ".{0,40}") {
        let _ = date::parse(&text);
        let _ = money::parse(&text, 2);
        let _ = money::parse_with_currency(&text, "GBP");
        let _ = link::check(&text);
        let made = link::check(&link::from_template("/p/{id}", &text));
        prop_assert!(made.is_ok());
    }

    #[test]
    fn money_comes_back_as_it_went(units in 0u64..1_000_000_000_000, digits in 0u8..=3) {
        prop_assert_eq!(money::parse(&money::text(units, digits), digits), Some(units as i64));
    }

    #[test]
    fn days_come_back_as_they_went(day in 0u32..49_000) {
        prop_assert_eq!(date::parse(&date::day_text(day * date::DAY)), Some(day * date::DAY));
    }
}
