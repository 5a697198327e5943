//! What scripts ask.

use crate::fixture::json;
use crate::mugs;
use dangol_core::choose::{Asked, BadChoice, Better, Place, SCALE, Strategy};
use proptest::prelude::*;
use serde_json::json as value;

#[test]
fn a_question_is_read_as_it_is_documented() {
    let mugs = mugs();
    let asked = Asked::read(&json(value!({
        "itemIds": ["plain", "dotty", "plain"],
        "strategy": "elimination",
        "aspects": [
            {"attribute": "price", "atMost": 9.5},
            {"attribute": "Size", "better": 12, "atLeast": 9.5, "weight": 3},
            {"attribute": "colour", "wanted": ["red"], "unwanted": "blue"},
            "glaze",
        ],
    })))
    .unwrap();
    assert_eq!(asked.items, ["plain", "dotty"]);
    assert_eq!(asked.strategy, Strategy::Elimination);
    let aspects = asked.aspects(&mugs, &[]).unwrap();
    let bound = aspects[0].at_most.as_ref().unwrap();
    assert_eq!((bound.number, bound.shown.as_str()), (95_000, "9.5"));
    assert_eq!(aspects[0].better, Better::Less);
    assert_eq!(aspects[1].better, Better::Near(120 * SCALE));
    assert_eq!(aspects[1].near, "12 cm");
    assert_eq!(aspects[1].at_least.as_ref().unwrap().number, 95 * SCALE);
    assert_eq!(aspects[1].weight, 3);
    assert_eq!(aspects[2].wanted, ["red"]);
    assert_eq!(aspects[2].unwanted, ["blue"]);
    let verdict = asked.strategy.decide(&mugs, &aspects);
    let best: Vec<usize> = verdict.of(Place::Best).map(|best| best.product).collect();
    assert_eq!(best, [1]);

    let short = Asked::read(&json(value!({}))).unwrap();
    assert_eq!(
        (short.items.len(), short.strategy),
        (0, Strategy::Lexicographic)
    );
    assert_eq!(short.aspects(&mugs, &[]).unwrap().len(), 4);
}

#[test]
fn a_wrong_question_is_refused() {
    let mugs = mugs();
    for (asked, expected) in [
        (value!({"itemIds": ["one"]}), BadChoice::Items),
        (
            value!({"itemIds": ["1", "2", "3", "4", "5", "6", "7"]}),
            BadChoice::Items,
        ),
        (value!({"itemIds": ["1", {}]}), BadChoice::Items),
        (value!({"strategy": "luck"}), BadChoice::Strategy),
        (value!({"strategy": 3}), BadChoice::Strategy),
        (
            value!({"aspects": [{"attribute": "taste"}]}),
            BadChoice::Aspect,
        ),
        (
            value!({"aspects": [{"attribute": "color", "atMost": 3}]}),
            BadChoice::Aspect,
        ),
        (
            value!({"aspects": [{"attribute": "price", "better": "cheap"}]}),
            BadChoice::Aspect,
        ),
        (
            value!({"aspects": [{"attribute": "price", "weight": -1}]}),
            BadChoice::Aspect,
        ),
        (value!({"aspects": [7]}), BadChoice::Aspect),
    ] {
        let outcome = Asked::read(&json(asked.clone()));
        let outcome = outcome.and_then(|asked| asked.aspects(&mugs, &[]));
        assert_eq!(outcome.unwrap_err(), expected, "{asked}");
    }
}

proptest! {
    #[test]
    fn no_number_breaks_it(number in any::<f64>(), weight in any::<f64>()) {
        let mugs = mugs();
        let asked = Asked::read(&json(value!({"aspects": [
            {"attribute": "size", "atMost": number, "better": number, "weight": weight},
        ]})));
        if let Ok(aspects) = asked.unwrap().aspects(&mugs, &[]) {
            for strategy in Strategy::ALL {
                strategy.decide(&mugs, &aspects);
            }
        }
    }
}
