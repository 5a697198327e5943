//! Each form of orders, as its system writes it.

use super::{fault, lines, orders_as};
use crate::common::Folder;
use dangol_builder::read::amount::Rates;
use dangol_builder::read::moment::DateOrder;
use dangol_builder::read::wanted::Wanted;
use dangol_builder::{Report, Silent};

const SHOPIFY: &str = "\
Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Payment Method,Refunded Amount,Cancelled at,Id
#1001,Mina@x.example,paid,2023-05-01 10:00:00 -0400,fulfilled,EUR,54.50,2023-05-01 09:59:00 -0400,2,Stoneware mug - Blue / Big,18.00,MUG-B,Shopify Payments,0.00,,1
#1001,mina@x.example,,,,,,2023-05-01 09:59:00 -0400,1,Bowl,18.50,,,,,
#1002,a@x.example,refunded,,,EUR,18.00,2023-05-02 09:59:00 -0400,1,Mug,18.00,MUG-B,Shopify Payments,18.00,,2
#1003,a@x.example,paid,,,EUR,18.00,2023-05-02 09:59:00 -0400,1,Mug,18.00,MUG-B,(for testing) Bogus Gateway,0.00,,3
#1004,a@x.example,voided,,,EUR,18.00,2023-05-02 09:59:00 -0400,1,Mug,18.00,MUG-B,manual,0.00,2023-05-03 08:00:00 -0400,4
#1005,b@x.example,partially_refunded,,,USD,18.00,2023-05-04 23:30:00 -0400,1,Mug,18.00,MUG-B,Shopify Payments,5.00,,5
";

#[test]
fn shopifys_orders() {
    let aliases = [("Bowl", "bowl")];
    let (orders, report) = orders_as(SHOPIFY, "EUR", &aliases, &Wanted::default()).unwrap();
    assert_eq!(
        lines(&orders),
        [
            "#1001 MUG-B x2 @1800 2023-05-01 mina@x.example",
            "#1001 bowl x1 @1850 2023-05-01 mina@x.example",
            "#1005 MUG-B x1 @- 2023-05-04 b@x.example",
        ]
    );
    for name in [
        "an order that was refunded",
        "a test order",
        "an order that was cancelled",
        "an order that was refunded in part",
        "a price in another currency",
    ] {
        assert_eq!(fault(&report, name), 1, "{name}");
    }
    let rates = Wanted {
        rates: Rates(vec![("USD".into(), "0.9".into())]),
        ..Wanted::default()
    };
    let (orders, _) = orders_as(SHOPIFY, "EUR", &aliases, &rates).unwrap();
    assert_eq!(
        lines(&orders)[2],
        "#1005 MUG-B x1 @1620 2023-05-04 b@x.example"
    );
}

pub const WOOCOMMERCE: &str = "\
order_id,order_number,date,status,customer_id,billing_email,order_currency,order_total,line_items
101,101,2023-05-01 10:00:00,completed,7,mina@x.example,EUR,14.00,\"id:1|name:Sencha; first flush|product_id:12|sku:TEA-1|quantity:2|total:9.00|refunded:0.00;id:2|name:Teapot - Blue|product_id:20|variation_id:21|sku:|quantity:1|total:35.00|refunded:0.00\"
102,102,2023-05-02 10:00:00,cancelled,7,mina@x.example,EUR,4.50,name:Sencha|product_id:12|sku:TEA-1|quantity:1|total:4.50
103,103,2023-05-03 10:00:00,wc-processing,0,jun@x.example,EUR,9.00,name:Sencha|product_id:12|sku:TEA-1|quantity:2|total:9.00|refunded:9.00;name:Teapot - Blue|product_id:20|variation_id:21|quantity:1|total:35.00
";

#[test]
fn woocommerces_orders_in_each_layout() {
    let aliases = [("21", "POT"), ("Sencha, loose", "TEA-1")];
    let (orders, report) = orders_as(WOOCOMMERCE, "EUR", &aliases, &Wanted::default()).unwrap();
    assert_eq!(
        lines(&orders),
        [
            "101 TEA-1 x2 @450 2023-05-01 7",
            "101 POT x1 @3500 2023-05-01 7",
            "103 POT x1 @3500 2023-05-03 jun@x.example",
        ]
    );
    assert_eq!(fault(&report, "an order that was cancelled"), 1);
    assert_eq!(fault(&report, "a line that was refunded"), 1);

    let by_item = "order_id,date,status,customer_id,item_id,item_product_id,item_sku,item_name,item_quantity,item_total,item_refunded_qty\n\
        5,2023-05-01,completed,7,900,12,TEA-1,Sencha,3,13.50,1\n5,2023-05-01,completed,7,901,12,TEA-2,Sencha,1,4.50,1\n";
    let (orders, _) = orders_as(by_item, "EUR", &[], &Wanted::default()).unwrap();
    assert_eq!(lines(&orders), ["5 TEA-1 x2 @450 2023-05-01 7"]);

    let numbered = "order_id,order_date,status,customer_email,line_item_1,line_item_2\n\
        5,13/5/2023 9:00,completed,M@x.example,name:Sencha|sku:TEA-1|quantity:1|total:4.50,\n";
    let (orders, _) = orders_as(numbered, "EUR", &[], &Wanted::default()).unwrap();
    assert_eq!(lines(&orders), ["5 TEA-1 x1 @450 2023-05-13 m@x.example"]);

    let analytics = "Date,Order #,Status,Customer,Customer type,Product(s),Items sold,Coupon(s),N. Revenue\n\
        2023-05-01 09:00:00,77,completed,Mina K,new,\"2× Sencha, loose, 1× Cup\",3,,12\n";
    let (orders, _) = orders_as(analytics, "EUR", &aliases, &Wanted::default()).unwrap();
    assert_eq!(
        lines(&orders),
        [
            "77 TEA-1 x2 @- 2023-05-01 mina k",
            "77 Cup x1 @- 2023-05-01 mina k"
        ]
    );
}

/// Events of a made-up shop: two sessions, a purchase told twice, a refund.
pub fn ga4() -> String {
    let event = |name: &str, at: u64, rest: serde_json::Value| {
        let mut event = serde_json::json!({
            "event_date": "20230501", "event_timestamp": at.to_string(), "event_name": name,
            "user_pseudo_id": "u-1.2",
            "event_params": [{"key": "ga_session_id", "value": {"int_value": "42"}}, {"key": "currency", "value": {"string_value": "EUR"}}],
        });
        for (key, value) in rest.as_object().unwrap() {
            event[key] = value.clone();
        }
        format!("{event}\n")
    };
    let items = |ids: &[&str]| -> serde_json::Value {
        ids.iter()
            .map(|id| serde_json::json!({"item_id": id, "item_name": format!("Name of {id}"), "price": 4.5, "quantity": "2"}))
            .collect()
    };
    let bought = |order: &str, ids: &[&str]| serde_json::json!({"items": items(ids), "ecommerce": {"transaction_id": order}});
    let at = 1_682_935_200_000_000; // 2023-05-01 10:00 UTC
    [
        event("page_view", at, serde_json::json!({})),
        event(
            "select_item",
            at + 1_000_000,
            serde_json::json!({"items": items(&["TEA-1"])}),
        ),
        event(
            "view_item",
            at + 2_000_000,
            serde_json::json!({"items": items(&["TEA-1"])}),
        ),
        event(
            "view_item_list",
            at + 2_500_000,
            serde_json::json!({"items": items(&["30", "POT"])}),
        ),
        event(
            "view_item",
            at + 3_000_000,
            serde_json::json!({"items": items(&["POT"])}),
        ),
        event("purchase", at + 4_000_000, bought("o-1", &["TEA-1", "POT"])),
        event("purchase", at + 5_000_000, bought("o-1", &["TEA-1", "POT"])),
        event("purchase", at + 6_000_000, bought("o-2", &["30"])),
        event("purchase", at + 6_000_000, bought("(not set)", &["30"])),
        event(
            "refund",
            at + 7_000_000,
            serde_json::json!({"ecommerce": {"transaction_id": "o-2"}}),
        ),
        event("refund", at + 7_000_000, bought("o-1", &["POT"])),
        event(
            "view_item",
            at + 8_000_000,
            serde_json::json!({"items": items(&["30"]), "user_pseudo_id": null}),
        ),
        event(
            "purchase",
            at + 9_000_000,
            serde_json::json!({"items": items(&["30"]), "ecommerce": {"transaction_id": "o-3"},
            "event_params": [{"key": "debug_mode", "value": {"int_value": 1}}]}),
        ),
        "{\"event_name\": \"purchase\", broken\n".to_owned(),
    ]
    .concat()
}

#[test]
fn ga4s_events_are_orders_and_visits() {
    let (orders, report) = orders_as(ga4(), "EUR", &[("TEA-1", "12")], &Wanted::default()).unwrap();
    assert_eq!(lines(&orders), ["o-1 12 x2 @450 2023-05-01 u-1.2"]);
    for (name, count) in [
        ("a purchase for the second time", 1),
        ("no order id", 1),
        ("a test event", 1),
        ("items that were refunded", 2),
        ("an event that cannot be read", 1),
    ] {
        assert_eq!(fault(&report, name), count, "{name}: {}", report.text());
    }
    let folder = Folder::new();
    let path = folder.put("events.jsonl", ga4());
    let mut report = Report::default();
    let sessions = dangol_builder::read::sessions::read(&[path], &mut report, &Silent).unwrap();
    assert_eq!(sessions.len(), 1);
    let clicked: Vec<&str> = sessions
        .get(0)
        .iter()
        .map(|item| sessions.ids()[*item as usize].as_str())
        .collect();
    assert_eq!(
        clicked,
        ["TEA-1", "POT"],
        "to select and to view is one look"
    );
    assert_eq!(
        fault(&report, "events without user_pseudo_id or ga_session_id"),
        1
    );
    let other = orders_as("{\"a\": 1}\n", "EUR", &[], &Wanted::default()).unwrap_err();
    assert!(other.to_string().contains("JSON without GA4's"), "{other}");
}

#[test]
fn a_table_with_local_dates_and_decimals() {
    let table = "Bestellnummer;Artikelnummer;Datum;Menge;Einzelpreis;Status\n\
        1;A;01.05.2023 10:00;2;1.234,50 €;bezahlt\n2;A;2.5.23;1;12,00;storniert\n3;B;3.5.2023;1;12,00;bezahlt\n";
    let (orders, report) = orders_as(table, "EUR", &[], &Wanted::default()).unwrap();
    assert_eq!(
        lines(&orders),
        ["1 A x2 @123450 2023-05-01 -", "3 B x1 @1200 2023-05-03 -"]
    );
    assert_eq!(
        fault(&report, "an order that was cancelled, refunded or a test"),
        1
    );
    let text = report.text();
    assert!(text.contains("date from \"Datum\""), "{text}");

    // The thirteenth, 1,500 lines below, tells how all others are meant.
    let mut late = "order_id,item_id,date\n".to_owned();
    for order in 0..1_500 {
        late += &format!("{order},a,5/4/2023\n");
    }
    let error = orders_as(&late, "EUR", &[], &Wanted::default())
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("expected --dates day-first or --dates month-first"),
        "{error}"
    );
    let told = Wanted {
        dates: Some(DateOrder::DayFirst),
        ..Wanted::default()
    };
    let (orders, _) = orders_as(&late, "EUR", &[], &told).unwrap();
    assert_eq!(lines(&orders)[0], "0 a x1 @- 2023-04-05 -");
    let (orders, _) = orders_as(late + "z,a,5/13/2023\n", "EUR", &[], &Wanted::default()).unwrap();
    assert_eq!(lines(&orders)[0], "0 a x1 @- 2023-05-04 -");

    let map = Wanted {
        orders_map: vec![
            ("date".into(), "paid".into()),
            ("order_id".into(), "id".into()),
        ],
        ..Wanted::default()
    };
    let (orders, _) = orders_as(
        "id,sku,date,paid\n1,a,2023-01-01,2023-02-01\n",
        "EUR",
        &[],
        &map,
    )
    .unwrap();
    assert_eq!(lines(&orders), ["1 a x1 @- 2023-02-01 -"]);
}
