//! Products side by side.

use crate::{given, mugs};
use dangol_core::choose::{Better, Comparison, Scale};

#[test]
fn numbers_of_one_kind_of_unit_are_numbers_and_all_else_are_texts() {
    let mugs = mugs();
    let size = mugs.find("Size").unwrap();
    let number = |unit: &str, factor| Scale::Number {
        unit: unit.to_owned(),
        factor,
    };
    assert_eq!(mugs.attributes[size].scale, number("cm", 10));
    let numbers: Vec<_> = (0..4)
        .map(|at| mugs.value(at, size).map(|value| value.number))
        .collect();
    // In tenths of a millimetre's thousandths: 9 cm, 0.1 m, 16 cm, nothing.
    assert_eq!(
        numbers,
        [Some(900_000), Some(1_000_000), Some(1_600_000), None]
    );
    assert_eq!(
        mugs.attributes[mugs.find("glaze").unwrap()].scale,
        Scale::Text
    );

    let mixed = Comparison::new(&[
        given("A", None, &[("size", "9 cm")]),
        given("B", None, &[("size", "large")]),
        given("C", None, &[("size", "3 W")]),
    ]);
    assert_eq!(mixed.attributes[0].scale, Scale::Text);
}

#[test]
fn classes_have_an_order() {
    let lamps = Comparison::new(&[
        given("A", None, &[("energyEfficiencyClass", "B")]),
        given("B", None, &[("energy class", "A++")]),
    ]);
    assert_eq!(lamps.attributes.len(), 1);
    assert_eq!(lamps.attributes[0].scale, Scale::Class);
    assert!(lamps.value(1, 0).unwrap().number < lamps.value(0, 0).unwrap().number);
    assert_eq!(
        lamps.aspects(&[])[0].better,
        Better::Less,
        "the better class"
    );
}

#[test]
fn what_all_have_in_common_comes_last_and_decides_nothing() {
    let pair = Comparison::new(&[
        given(
            "A",
            Some(100),
            &[("material", "glass"), ("color", "red"), ("color", "blue")],
        ),
        given(
            "B",
            Some(100),
            &[("Material", "Glass"), ("colour", "green")],
        ),
        given("A", Some(900), &[("material", "wood")]),
    ]);
    assert_eq!(pair.products.len(), 2, "each product once");
    let names: Vec<_> = pair
        .attributes
        .iter()
        .map(|attribute| attribute.name.as_str())
        .collect();
    assert_eq!(names, ["color", "price", "material"]);
    assert_eq!(
        pair.value(0, 0).unwrap().shown,
        "red",
        "the first word counts"
    );
    assert_eq!(pair.aspects(&[]).len(), 1);
}

#[test]
fn sensible_wishes_come_first_until_the_shopper_has_others() {
    let mugs = mugs();
    let aspects = mugs.aspects(&[]);
    let names = |aspects: &[dangol_core::choose::Aspect]| -> Vec<String> {
        let names = aspects
            .iter()
            .map(|aspect| mugs.attributes[aspect.attribute].name.clone());
        names.collect()
    };
    assert_eq!(names(&aspects), ["price", "color", "size", "Glaze"]);
    assert_eq!(aspects[0].better, Better::Less);
    assert!(
        aspects[1..]
            .iter()
            .all(|aspect| aspect.better == Better::Any && aspect.weight == 0)
    );
    let usual = ["Größe", "glaze", "colour"].map(str::to_owned);
    assert_eq!(
        names(&mugs.aspects(&usual)),
        ["Glaze", "color", "price", "size"]
    );
}

#[test]
fn several_values_are_parted_in_both_languages() {
    let pair = Comparison::new(&[
        given("A", None, &[("color", "red/white|빨강/흰색")]),
        given("B", None, &[("color", "red")]),
    ]);
    assert_eq!(pair.value(0, 0).unwrap().words, ["red|빨강", "white|흰색"]);
    let mut wanted = pair.aspects(&[])[0].clone();
    wanted.wanted = vec!["white|흰색".to_owned()];
    assert!(wanted.failing(pair.value(0, 0)).is_none());
    wanted.wanted = vec!["Red".to_owned()];
    assert!(
        wanted.failing(pair.value(0, 0)).is_none() && wanted.failing(pair.value(1, 0)).is_none()
    );
}

#[test]
fn no_more_than_six_are_compared() {
    let many: Vec<_> = (0..9)
        .map(|at| given(&format!("P{at}"), Some(at), &[]))
        .collect();
    assert_eq!(Comparison::new(&many).products.len(), 6);
    assert_eq!(Comparison::new(&[]).attributes.len(), 0);
}

#[test]
fn the_middle_is_of_what_is_stated() {
    let mugs = mugs();
    let size = mugs.find("Size").unwrap();
    assert_eq!(mugs.middle(size), Some(1_000_000), "the fourth states none");
    let two = Comparison::new(&[given("A", Some(100), &[]), given("B", Some(300), &[])]);
    assert_eq!(two.middle(0), two.value(1, 0).map(|value| value.number));
    let same = Comparison::new(&[
        given("A", Some(100), &[]),
        given("B", Some(100), &[]),
        given("C", Some(900), &[]),
    ]);
    assert_eq!(same.middle(0), same.value(0, 0).map(|value| value.number));
    assert_eq!(mugs.middle(99), None);
}
