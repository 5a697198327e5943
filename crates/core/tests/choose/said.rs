//! What was said for one way of deciding does not count in another, and what was put first.

use crate::{bound, mugs};
use dangol_core::choose::{Aspect, Better, Place, Strategy};

/// Everything that can be said of an attribute.
fn aspect(attribute: usize, weight: u32) -> Aspect {
    Aspect {
        better: Better::Less,
        at_most: bound(2, "2"),
        at_least: bound(1, "1"),
        wanted: vec!["white".into()],
        weight,
        attribute,
        ..Aspect::default()
    }
}

#[test]
fn a_way_of_deciding_hears_only_what_it_asks_about() {
    let said = [aspect(0, 1)];
    for strategy in Strategy::ALL {
        let [asked] = &strategy.asked_of(&said)[..] else {
            panic!()
        };
        let demands = (asked.at_most.is_some(), asked.at_least.is_some());
        let (expected, better) = match strategy {
            Strategy::Lexicographic | Strategy::Weighted => ((false, false), Better::Less),
            Strategy::Elimination | Strategy::Conjunctive => ((true, true), Better::Any),
            Strategy::Disjunctive => ((true, true), Better::Less),
        };
        assert_eq!((demands, asked.better), (expected, better), "{strategy:?}");
        // What is wanted counts in all of them.
        assert_eq!((&asked.wanted, asked.weight), (&said[0].wanted, 1));
    }
    // A budget that was typed for another way leaves nothing out here.
    let mugs = mugs();
    let price = mugs.find("price").unwrap();
    let tight = [Aspect {
        at_most: bound(0, "0"),
        attribute: price,
        weight: 1,
        ..Aspect::default()
    }];
    let out = |strategy: Strategy| {
        let verdict = strategy.decide(&mugs, &strategy.asked_of(&tight));
        let out = verdict.placed.iter();
        out.filter(|placed| placed.place == Place::Out).count()
    };
    assert_eq!(out(Strategy::Conjunctive), mugs.products.len());
    assert_eq!(out(Strategy::Weighted), 0);
}

#[test]
fn what_was_put_first_is_what_was_said_something_of_in_its_order() {
    let said = [aspect(2, 1), aspect(0, 3), aspect(1, 3), aspect(3, 2)];
    for strategy in Strategy::ALL {
        let expected: &[usize] = match strategy {
            // Equal weights keep their order.
            Strategy::Weighted => &[0, 1, 2],
            _ => &[2, 0, 1],
        };
        assert_eq!(strategy.put_first(&said, &[1, 2, 0]), expected);
        assert_eq!(strategy.put_first(&said, &[]), [] as [usize; 0]);
    }
}
