//! `dangol simulate`, small and the same each time. The large runs are
//! `cargo xtask bench simulate`.

use crate::shop::{Shop, run};
use serde_json::Value;

fn simulate(shop: &Shop, more: &[&str]) -> Value {
    let (model, orders) = (shop.text("model"), shop.text("orders.csv"));
    let mut arguments = vec!["simulate", "--model", &model, "--orders", &orders, "--json"];
    arguments.extend(more);
    let (code, said, errors) = run(&arguments);
    assert_eq!((code, errors.as_str()), (0, ""));
    serde_json::from_str(&said).unwrap()
}

fn share(of: &Value) -> f64 {
    of["held"].as_f64().unwrap() / of["of"].as_f64().unwrap()
}

#[test]
fn over_sockets_every_report_counts_and_a_planted_lift_is_found() {
    let shop = Shop::new();
    let said = simulate(
        &shop,
        &["--reports", "2100", "--runs", "0", "--lift", "0.25"],
    );
    let size = &said["sizes"][0];
    let http = &size["http"];
    let visitors: Vec<u64> = serde_json::from_value(http["visitors"].clone()).unwrap();
    assert_eq!(visitors.iter().sum::<u64>(), 2100);
    // Half of them, by the core's own lot: five standard deviations.
    assert!(visitors[1].abs_diff(1050) < 115, "{visitors:?}");
    assert_eq!(
        (http["verdict"].as_str(), http["mismatch"].as_bool()),
        (Some("helps"), Some(false))
    );
    let bounds = &http["difference"];
    let [low, high] = ["low", "high"].map(|end| bounds[end].as_f64().unwrap());
    assert!(low > 0.0 && (low..=high).contains(&0.25), "{bounds}");
    let interest = http["interest"].as_array().unwrap();
    assert_eq!(interest.len(), 5, "{http}");
    for cell in interest {
        // Twice as far as the interval reaches, so that chance alone does not fail this.
        let [value, high, truth] = ["value", "high", "truth"].map(|of| cell[of].as_f64().unwrap());
        assert!((truth - value).abs() < 2.0 * (high - value), "{cell}");
    }
    assert_eq!(size["planted"], Value::Null);
}

#[test]
fn intervals_hold_the_truth_as_often_as_they_say() {
    let shop = Shop::new();
    let more = [
        "--reports",
        "2400",
        "--runs",
        "120",
        "--no-http",
        "--seed",
        "3",
    ];
    let said = simulate(&shop, &more);
    let size = &said["sizes"][0];
    let (planted, nothing) = (&size["planted"], &size["nothing"]);
    assert_eq!(size["http"], Value::Null);
    // Of 120 runs, 95 % are 114; four standard deviations of a binomial are nine and a half.
    for name in ["difference", "buyers", "value"] {
        assert_eq!(planted[name]["of"], 120, "{name}");
        assert!(share(&planted[name]) >= 0.87, "{name}: {}", planted[name]);
    }
    // What is pooled over many cells comes nearer.
    for name in ["interest", "lifecycle"] {
        assert!(
            (0.92..=0.985).contains(&share(&planted[name])),
            "{name}: {}",
            planted[name]
        );
    }
    assert!(share(&planted["bounds"]) >= 0.95, "{planted}");
    let found = planted["foundAtLast"].as_f64().unwrap() / 120.0;
    let stated = size["statedPower"].as_f64().unwrap();
    assert!(
        (found - stated).abs() < 0.15 && (stated - 0.8).abs() < 1e-6,
        "{found} of {stated}"
    );
    assert!(nothing["foundEver"].as_u64().unwrap() <= 12, "{nothing}");
    assert_eq!(
        (planted["alarms"].as_u64(), nothing["alarms"].as_u64()),
        (Some(0), Some(0))
    );
    let few = [
        "--reports",
        "300",
        "--runs",
        "4",
        "--no-http",
        "--lift",
        "0.2",
    ];
    let once = simulate(&shop, &few);
    assert_eq!(
        simulate(&shop, &few),
        once,
        "the same seed, the same figures"
    );
}

#[test]
fn more_orders_tell_what_noise_would_hide() {
    let shop = Shop::new();
    let said = simulate(
        &shop,
        &["--reports", "1000,100000", "--runs", "0", "--no-http"],
    );
    let pairs = &said["pairs"];
    assert_eq!(pairs["products"], 24);
    assert!(pairs["inOrders"].as_u64().unwrap() > 20, "{pairs}");
    let reach = pairs["reach"].as_array().unwrap();
    let error = |at: usize| reach[at]["error"].as_f64().unwrap();
    // 4 e² / (e² - 1)² is 0.7241.
    assert!((error(0) - (0.7241_f64 / 1000.0).sqrt()).abs() < 1e-5);
    assert!((error(0) / error(1) - 10.0).abs() < 1e-9);
    assert!(reach[0]["pairs"].as_u64() <= reach[1]["pairs"].as_u64());
}

#[test]
fn what_cannot_be_planted_is_refused() {
    let shop = Shop::new();
    let (model, orders) = (shop.text("model"), shop.text("orders.csv"));
    for (more, why) in [
        (&["--lift", "0.9"][..], "more than everybody would buy"),
        (
            &["--reports", "100", "--holdout", "1"],
            "no lift can be found with 100 reports",
        ),
        (&["--model", "nowhere"], "entry.json"),
    ] {
        let mut arguments = vec!["simulate", "--orders", &orders, "--runs", "0", "--no-http"];
        if more[0] != "--model" {
            arguments.extend(["--model", &model]);
        }
        arguments.extend(more);
        let (code, said, errors) = run(&arguments);
        assert_eq!((code, said.as_str()), (1, ""), "{errors}");
        assert!(
            errors.contains(why) && errors.lines().count() == 1,
            "{errors}"
        );
    }
}
