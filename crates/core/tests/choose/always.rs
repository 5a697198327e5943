//! What holds for all products and all that a shopper may say of them.

use dangol_core::Language;
use dangol_core::choose::{
    Aspect, Because, Better, Bound, Comparison, Given, Place, SCALE, Strategy,
};
use proptest::prelude::{
    Just, any, prop_assert, prop_assert_eq, prop_assume, prop_oneof, proptest,
};
use proptest::strategy::Strategy as _;
use std::cmp::Ordering;

const NAMES: [&str; 4] = ["size", "weight", "color", "Glaze"];
const COLORS: [&str; 3] = ["red", "blue", "red/blue"];

type Known = (
    Option<i64>,
    Option<u8>,
    Option<u8>,
    Option<usize>,
    Option<bool>,
);

/// A product: a price, two numbers, two texts, each of which may be missing.
fn product() -> impl proptest::strategy::Strategy<Value = Known> {
    (
        proptest::option::of(1i64..6),
        proptest::option::of(0u8..5),
        proptest::option::of(0u8..5),
        proptest::option::of(0..COLORS.len()),
        proptest::option::of(any::<bool>()),
    )
}

fn comparison(products: &[Known]) -> Comparison {
    let given: Vec<Given> = (products.iter().enumerate())
        .map(|(at, (price, size, weight, color, glaze))| {
            let mut stated = Vec::new();
            let mut put = |name: &str, value: Option<String>| {
                stated.extend(value.map(|value| (name.to_owned(), value)));
            };
            put(NAMES[0], size.map(|size| format!("{size} cm")));
            put(NAMES[1], weight.map(|weight| format!("{weight}.5 kg")));
            put(NAMES[2], color.map(|color| COLORS[color].to_owned()));
            put(
                NAMES[3],
                glaze.map(|glaze| if glaze { "matt" } else { "shiny" }.to_owned()),
            );
            Given {
                id: at.to_string(),
                title: format!("Product {at}"),
                price: price.map(|price| (price * SCALE, format!("£{price}"))),
                stated,
            }
        })
        .collect();
    Comparison::new(&given)
}

/// What is said of an attribute.
fn said() -> impl proptest::strategy::Strategy<Value = Aspect> {
    let bound = || {
        let number = -1i64..7;
        proptest::option::weighted(
            0.3,
            number.prop_map(|number| Bound {
                number: number * SCALE,
                shown: number.to_string(),
            }),
        )
    };
    let words = || {
        proptest::collection::vec(
            prop_oneof![Just("red"), Just("blue"), Just("matt")].prop_map(str::to_owned),
            0..2,
        )
    };
    let better = prop_oneof![
        Just(Better::Any),
        Just(Better::Less),
        Just(Better::More),
        (0i64..6).prop_map(|near| Better::Near(near * SCALE)),
    ];
    (
        0usize..6,
        better,
        bound(),
        bound(),
        words(),
        words(),
        0u32..4,
    )
        .prop_map(
            |(attribute, better, at_most, at_least, wanted, unwanted, weight)| Aspect {
                attribute,
                better,
                near: "some number".into(),
                at_most,
                at_least,
                wanted,
                unwanted,
                weight,
            },
        )
}

/// Whether one is at least as good in everything that counts, and better in something.
fn dominates(of: &Comparison, aspects: &[Aspect], one: usize, other: usize) -> bool {
    let ranks = || {
        let counting = aspects
            .iter()
            .filter(|aspect| aspect.weight > 0 && aspect.prefers());
        counting.map(|aspect| {
            let rank = |product| aspect.rank(of.value(product, aspect.attribute));
            (rank(one), rank(other))
        })
    };
    ranks().all(|(one, other)| one >= other) && ranks().any(|(one, other)| one > other)
}

proptest! {
    #[test]
    fn each_product_has_one_place_and_a_reason_and_the_same_one_every_time(
        products in proptest::collection::vec(product(), 0..7),
        aspects in proptest::collection::vec(said(), 0..5),
    ) {
        let of = comparison(&products);
        for strategy in Strategy::ALL {
            let verdict = strategy.decide(&of, &aspects);
            prop_assert_eq!(&verdict, &strategy.decide(&of, &aspects));
            let mut placed: Vec<usize> = verdict.placed.iter().map(|one| one.product).collect();
            placed.sort_unstable();
            prop_assert_eq!(placed, (0..of.products.len()).collect::<Vec<_>>());
            for language in [Language::En, Language::Ko] {
                prop_assert!(!verdict.words(&of, strategy, language).text.is_empty());
                for one in &verdict.placed {
                    let said = verdict.because(&of, one, language).text;
                    prop_assert!(!said.is_empty() && !said.contains("  "), "{}", said);
                }
            }
            // Nothing is left out by what the shopper did not say.
            if !aspects.iter().any(|aspect| aspect.attribute < of.attributes.len() && aspect.prefers()) {
                prop_assert!(verdict.is_undecided());
            }
        }
    }

    #[test]
    fn the_weighted_choice_is_never_dominated(
        products in proptest::collection::vec(product(), 1..7),
        aspects in proptest::collection::vec(said(), 1..5),
    ) {
        let of = comparison(&products);
        let verdict = Strategy::Weighted.decide(&of, &aspects);
        let sound = &verdict.aspects;
        for best in verdict.of(Place::Best) {
            for other in 0..of.products.len() {
                prop_assert!(!dominates(&of, sound, other, best.product));
            }
        }
        if !verdict.is_undecided() {
            prop_assert!(verdict.of(Place::Best).count() > 0);
        }
    }

    #[test]
    fn each_left_out_names_a_demand_that_it_fails(
        products in proptest::collection::vec(product(), 0..7),
        aspects in proptest::collection::vec(said(), 0..5),
    ) {
        let of = comparison(&products);
        let fails = |aspects: &[Aspect], product: usize| {
            let mut each = aspects.iter();
            each.any(|aspect| aspect.failing(of.value(product, aspect.attribute)).is_some())
        };
        for strategy in [Strategy::Conjunctive, Strategy::Elimination] {
            let verdict = strategy.decide(&of, &aspects);
            for out in verdict.of(Place::Out) {
                let Because::Fails { aspect, failing } = out.because else {
                    panic!("{:?}", out.because);
                };
                let aspect = &verdict.aspects[aspect];
                prop_assert!(aspect.is_demand());
                let value = of.value(out.product, aspect.attribute);
                prop_assert_eq!(aspect.failing(value), Some(failing));
            }
            for best in verdict.of(Place::Best) {
                let counting: Vec<Aspect> = match strategy {
                    Strategy::Conjunctive => verdict.aspects.clone(),
                    // One that stands alone was not tried further.
                    _ if verdict.of(Place::Best).count() == 1 => Vec::new(),
                    _ => (verdict.aspects.iter().enumerate())
                        .filter(|(at, _)| !verdict.passed_over.contains(at))
                        .map(|(_, aspect)| aspect.clone())
                        .collect(),
                };
                prop_assert!(!fails(&counting, best.product));
            }
            if strategy == Strategy::Elimination && !of.products.is_empty() {
                prop_assert!(verdict.of(Place::Out).count() < of.products.len(), "one is always left");
            }
        }
    }

    #[test]
    fn elimination_takes_the_aspects_in_their_order(
        products in proptest::collection::vec(product(), 0..7),
        aspects in proptest::collection::vec(said(), 0..5),
    ) {
        let of = comparison(&products);
        let verdict = Strategy::Elimination.decide(&of, &aspects);
        let order: Vec<usize> = verdict.of(Place::Out).map(|out| match out.because {
            Because::Fails { aspect, .. } => aspect,
            _ => usize::MAX,
        }).collect();
        prop_assert!(order.is_sorted());
        // What was left out by an aspect met all before that were not passed over.
        for out in verdict.of(Place::Out) {
            let Because::Fails { aspect: at, .. } = out.because else { continue };
            for before in (0..at).filter(|before| !verdict.passed_over.contains(before)) {
                let aspect = &verdict.aspects[before];
                prop_assert!(aspect.failing(of.value(out.product, aspect.attribute)).is_none());
            }
        }
    }

    #[test]
    fn the_lexicographic_order_is_a_sort(
        products in proptest::collection::vec(product(), 0..7),
        aspects in proptest::collection::vec(said(), 0..5),
    ) {
        let of = comparison(&products);
        let verdict = Strategy::Lexicographic.decide(&of, &aspects);
        let compare = |one: usize, other: usize| {
            let counting = verdict.aspects.iter().filter(|aspect| aspect.prefers());
            let rank = |product: usize, aspect: &Aspect| aspect.rank(of.value(product, aspect.attribute));
            counting.map(|aspect| rank(other, aspect).cmp(&rank(one, aspect))).find(|order| order.is_ne())
        };
        let mut sorted: Vec<usize> = (0..of.products.len()).collect();
        sorted.sort_by(|one, other| compare(*one, *other).unwrap_or(Ordering::Equal));
        let placed: Vec<usize> = verdict.placed.iter().map(|one| one.product).collect();
        prop_assert_eq!(&placed, &sorted);
        for one in &verdict.placed {
            if one.place == Place::Best {
                prop_assert_eq!(compare(sorted[0], one.product), None);
            } else if let Because::Behind { aspect, than } = one.because {
                let aspect = &verdict.aspects[aspect];
                let rank = |product: usize| aspect.rank(of.value(product, aspect.attribute));
                prop_assert!(rank(than) > rank(one.product));
                prop_assert_eq!(compare(than, one.product), Some(Ordering::Less));
            }
        }
    }

    #[test]
    fn excellence_is_real(
        products in proptest::collection::vec(product(), 0..7),
        aspects in proptest::collection::vec(said(), 0..5),
    ) {
        let of = comparison(&products);
        let verdict = Strategy::Disjunctive.decide(&of, &aspects);
        for best in verdict.of(Place::Best) {
            let Because::Excels { aspect } = best.because else { panic!("{:?}", best.because) };
            let aspect = &verdict.aspects[aspect];
            let value = of.value(best.product, aspect.attribute);
            prop_assert!(value.is_some(), "what is not stated is not excellent");
            prop_assert!(aspect.failing(value).is_none());
            if !aspect.is_demand() {
                for other in 0..of.products.len() {
                    prop_assert!(aspect.rank(of.value(other, aspect.attribute)) <= aspect.rank(value));
                }
            }
        }
    }

    #[test]
    fn what_is_not_stated_never_passes_a_demand_or_beats_what_is(
        products in proptest::collection::vec(product(), 1..7),
        aspect in said(),
    ) {
        let of = comparison(&products);
        prop_assume!(aspect.attribute < of.attributes.len() && aspect.prefers());
        let missing = |product: usize| of.value(product, aspect.attribute).is_none();
        let weighted = Aspect { weight: 1, ..aspect.clone() };
        for strategy in Strategy::ALL {
            let verdict = strategy.decide(&of, std::slice::from_ref(&weighted));
            let is_best = |of: usize| verdict.of(Place::Best).any(|best| best.product == of);
            let all_missing = (0..of.products.len()).all(missing);
            for product in (0..of.products.len()).filter(|product| missing(*product)) {
                let passed_over = !verdict.passed_over.is_empty() || of.products.len() == 1;
                prop_assert!(!is_best(product) || all_missing || passed_over, "{:?}", strategy);
                if is_best(product) && strategy != Strategy::Elimination {
                    prop_assert!(verdict.unstated.iter().any(|(known, _)| *known == product), "{:?}", strategy);
                }
            }
        }
    }
}
