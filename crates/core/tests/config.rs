//! What of `config.json` is read, and what is left out.
#![allow(clippy::unwrap_used, reason = "a test may stop there")]

use dangol_core::{Node, config};
use dangol_wire::{Config, ConsentTool, Experiment};
use serde_json::json;

#[test]
fn every_part_that_is_declared_is_read() {
    let mut stated = Config::default();
    stated.shop_name.ko = "단골".into();
    stated.consent.tools = Some(vec![ConsentTool::Tcf]);
    stated.storage.encrypt = true;
    stated.prices.hot = true;
    stated.report.url = "/v1/report".into();
    stated.report.site = "plum-linnet".into();
    stated.holdout = 50;
    stated.experiments = vec![Experiment {
        id: "greet".into(),
        share: 100,
        withhold: vec!["greeting".into()],
    }];
    // Whatever is declared later must be stated above, and be read.
    let json = serde_json::to_value(&stated).unwrap();
    let plain = serde_json::to_value(Config::default()).unwrap();
    for (key, value) in json.as_object().unwrap() {
        assert!(
            key == "version" || plain[key] != *value,
            "{key} is not stated"
        );
    }
    let (read, _, troubles) = config::read(&Node::of_json(&json));
    assert_eq!((troubles, read), (vec![], stated));
}

#[test]
fn what_reports_need_is_checked_and_the_rest_goes_on() {
    let stated = json!({"shopName": {"en": "Shop"}, "report": {"url": "/v1/report", "site": "?"}});
    let (read, _, troubles) = config::read(&Node::of_json(&stated));
    assert_eq!((troubles.len(), read.shop_name.en.as_str()), (1, "Shop"));
    assert_eq!(read.report, dangol_wire::ReportConfig::default());
}
