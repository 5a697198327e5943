//! JSONLogic's public test suite, where it is at hand. It is not ours to hand on.

use super::apply;
use dangol_core::{Node, Now};
use serde_json::Value;
use std::path::Path;

#[test]
fn the_public_suite_passes_whole() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let suite = repository.join("../shared/data/vectors/jsonlogic-tests.json");
    let Ok(text) = std::fs::read_to_string(&suite) else {
        println!("skipped: JSONLogic's public test suite is not at hand");
        return;
    };
    let cases: Vec<Value> = serde_json::from_str(&text).expect("the suite is JSON");
    let mut passed = 0;
    for case in &cases {
        // Texts between the cases are headings.
        let Some([rule, data, expected]) = case.as_array().map(Vec::as_slice) else {
            continue;
        };
        let found = apply(rule, data, Now::utc(0));
        assert_eq!(found, Ok(Node::of_json(expected)), "{rule} with {data}");
        passed += 1;
    }
    assert!(passed > 200, "{passed} cases");
    println!("{passed} cases of JSONLogic's public test suite");
}
