//! What holds for every value and for every string of bytes.

use dangol_wire::frame::{self, Kind};
use dangol_wire::{Attributes, Card, Chunk, Home, Item, Listed, Row, WireError, place};
use proptest::prelude::*;

fn card() -> impl Strategy<Value = Card> {
    (
        ".{0,20}",
        ".{0,40}",
        ".{0,30}",
        ".{0,20}",
        "[a-z ]{0,12}",
        proptest::option::of(0u64..u64::MAX),
        any::<u16>(),
        "[a-z]{0,4}",
        "[a-z]{0,4}",
    )
        .prop_map(
            |(id, title, url, image, category, price, again_days, brand, group)| Card {
                id,
                title,
                url,
                image,
                category,
                brand,
                group,
                price,
                again_days,
            },
        )
}

fn row(cards: usize, bits: u8) -> impl Strategy<Value = Row> {
    proptest::collection::vec((0..cards as u16, 0.0f32..1.0), 0..80)
        .prop_map(move |weights| Row::quantise(&weights, bits))
}

prop_compose! {
    fn chunk()(cards in proptest::collection::vec(card(), 1..40), related_bits in 0u8..=4, together_bits in 0u8..=4, build in any::<u64>(), number in any::<u32>())
        (rows in proptest::collection::vec((row(cards.len(), related_bits), row(cards.len(), together_bits), row(cards.len(), 2), -8i8..=7), 0..=cards.len()),
         foretells in any::<bool>(),
         cards in Just(cards), related_bits in Just(related_bits), together_bits in Just(together_bits), build in Just(build), number in Just(number)) -> Chunk {
        let items: Vec<Item> = rows.into_iter().map(|(related, together, next, own)| match foretells {
            true => Item { related, together, next, own },
            false => Item { related, together, ..Item::default() },
        }).collect();
        let has_next = items.iter().any(|item| !item.next.neighbours.is_empty());
        Chunk { build, number, related_bits, together_bits, next_bits: if has_next { 2 } else { 0 }, items, cards }
    }
}

prop_compose! {
    fn home()(cards in proptest::collection::vec(card(), 1..30), build in any::<u64>())
        (trending in list(cards.len()), new in list(cards.len()), popular in list(cards.len()), cards in Just(cards), build in Just(build)) -> Home {
        Home { build, cards, trending, new, popular }
    }
}

fn list(cards: usize) -> impl Strategy<Value = Vec<Listed>> {
    proptest::collection::vec(
        (0..cards as u16, any::<u8>()).prop_map(|(card, level)| Listed { card, level }),
        0..20,
    )
}

prop_compose! {
    fn attributes()(items in proptest::collection::vec((".{0,20}", proptest::collection::vec((".{0,10}", ".{0,10}"), 0..32)), 0..20), build in any::<u64>(), number in any::<u32>()) -> Attributes {
        Attributes { build, number, items }
    }
}

proptest! {
    #[test]
    fn attributes_come_back_as_they_went(attributes in attributes()) {
        prop_assert_eq!(Attributes::decode(&attributes.encode()), Ok(attributes));
    }

    #[test]
    fn no_damage_to_attributes_panics_a_decoder(attributes in attributes(), at in any::<prop::sample::Index>(), bit in 0u8..8, cut in any::<prop::sample::Index>()) {
        let mut bytes = attributes.encode();
        let position = at.index(bytes.len());
        bytes[position] ^= 1 << bit;
        let _ = Attributes::decode(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        let _ = Attributes::decode(&bytes);
    }

    #[test]
    fn a_chunk_comes_back_as_it_went(chunk in chunk()) {
        prop_assert_eq!(Chunk::decode(&chunk.encode()), Ok(chunk));
    }

    #[test]
    fn a_home_comes_back_as_it_went(home in home()) {
        prop_assert_eq!(Home::decode(&home.encode()), Ok(home));
    }

    #[test]
    fn no_bytes_panic_a_decoder(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = Chunk::decode(&bytes);
        let _ = Home::decode(&bytes);
        let _ = Attributes::decode(&bytes);
        let _ = frame::body(&bytes, Kind::Chunk);
    }

    #[test]
    fn no_damage_panics_a_decoder(chunk in chunk(), at in any::<prop::sample::Index>(), bit in 0u8..8, cut in any::<prop::sample::Index>()) {
        let mut bytes = chunk.encode();
        let position = at.index(bytes.len());
        bytes[position] ^= 1 << bit;
        let _ = Chunk::decode(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        let _ = Chunk::decode(&bytes);
    }

    #[test]
    fn weights_survive_quantisation(weights in proptest::collection::vec(1e-6f32..=1.0, 1..60)) {
        let weights: Vec<(u16, f32)> = weights.into_iter().enumerate().map(|(card, weight)| (card as u16, weight)).collect();
        let row = Row::quantise(&weights, 4);
        prop_assert_eq!(row.neighbours.len(), weights.len());
        let after: Vec<f32> = row.weights(4).map(|(_, weight)| weight).collect();
        for (before, after) in weights.iter().zip(&after) {
            // Half a step up at most; half a step down, and one more to part what is equal.
            let steps = 16.0 * (after / before.1).log2();
            prop_assert!((-1.51..=0.51).contains(&steps), "{before:?} became {after}");
        }
        for (heavy, light) in (0..weights.len()).flat_map(|a| (0..weights.len()).map(move |b| (a, b))) {
            prop_assert!(weights[heavy].1 <= weights[light].1 || after[heavy] >= after[light]);
        }
    }

    #[test]
    fn numbers_as_ids_come_back(rows in proptest::collection::vec(proptest::collection::btree_set(0u64..3_000, 0..66), 1..6), from in 0u64..10_000_000_000, prefix in "[a-zA-Z가-힣 -]{0,3}", width in 0usize..13) {
        let id = |value: u64| format!("{prefix}{:0width$}", from + value);
        let texts = numbered(&rows);
        let cards: Vec<Card> = texts.iter().map(|value| Card { id: id(*value), ..Card::default() }).collect();
        let place = |value: &u64| texts.iter().position(|text| text == value).map(|place| (place as u16, 0.5));
        let items = rows.iter().map(|row| {
            let weights: Vec<(u16, f32)> = row.iter().take(63).filter_map(place).collect();
            Item { related: Row::quantise(&weights, 3), ..Item::default() }
        });
        let chunk = Chunk { build: 7, number: 1, related_bits: 3, items: items.collect(), cards, ..Chunk::default() };
        let bytes = chunk.encode();
        let as_numbers = dangol_wire::section::Sections::new(&bytes).is_ok_and(|found| found.get(11, "ids").is_some());
        prop_assert!(as_numbers);
        prop_assert_eq!(Chunk::decode(&bytes), Ok(chunk));
    }

    #[test]
    fn a_place_is_within_the_chunks(id in ".*", chunks in 1u32..) {
        prop_assert!(place::chunk_of(&id, chunks) < chunks);
    }
}

/// The values of a deck: one of each row, ascending, then what each row brings, ascending.
fn numbered(rows: &[std::collections::BTreeSet<u64>]) -> Vec<u64> {
    let mut deck: Vec<u64> = (0..rows.len() as u64).map(|item| item * 400).collect();
    for row in rows {
        let new: Vec<u64> = row
            .iter()
            .copied()
            .take(63)
            .filter(|value| !deck.contains(value))
            .collect();
        deck.extend(new);
    }
    deck
}

#[test]
fn the_example_of_the_format_is_true() {
    let card = |id: &str| Card {
        id: id.to_owned(),
        ..Card::default()
    };
    let item = |related: &[(u16, f32)]| Item {
        related: Row::quantise(related, 4),
        ..Item::default()
    };
    let chunk = Chunk {
        build: 0xab,
        number: 0,
        related_bits: 4,
        together_bits: 4,
        next_bits: 0,
        items: vec![item(&[(1, 0.5), (2, 0.2), (3, 0.2)]), item(&[(2, 1.0)])],
        cards: ["P7", "P12", "P5", "P30"].map(card).to_vec(),
    };
    let bytes = chunk.encode();
    let sections = dangol_wire::section::Sections::new(&bytes).expect("what was just written");
    // As in docs/model-format.md.
    for (tag, expected) in [
        (1, &[0xab, 0, 0, 0, 0, 0, 0, 0, 0, 4, 2][..]),
        (16, &[4, 0x60, 0x30, 0x91, 0x38, 0x92, 0, 0, 0x12]),
        (17, &[4]),
        (11, &[1, 0x50, 0, 0x83, 0x63, 0x80, 0x3c, 0x02]),
    ] {
        let found = sections.get(tag, "example").map(|found| found.rest());
        assert_eq!(found, Some(expected), "tag {tag}");
    }
    assert_eq!(Chunk::decode(&bytes), Ok(chunk));
}

#[test]
fn ids_that_are_no_numbers_come_back() {
    for ids in [
        &["7", "07", "8"][..],
        &["1", "1a", "2"],
        &["99999999999999999999999", "5", "6"],
        &["", "1", "2"],
        &[
            "18446744073709551616",
            "18446744073709551617",
            "18446744073709551618",
        ],
        &["3", "2", "1"],
        &["x1", "y2", "x3"],
    ] {
        let card = |id: &&str| Card {
            id: (*id).to_owned(),
            ..Card::default()
        };
        let related = Row::quantise(&[(1, 0.5), (2, 0.25)], 4);
        let chunk = Chunk {
            related_bits: 4,
            items: vec![Item {
                related,
                ..Item::default()
            }],
            cards: ids.iter().map(card).collect(),
            ..Chunk::default()
        };
        assert_eq!(Chunk::decode(&chunk.encode()), Ok(chunk), "{ids:?}");
    }
}

#[test]
fn damaged_next_orders_are_refused() {
    use dangol_wire::section::{Sections, put};
    let item = |own| Item {
        next: Row::quantise(&[(1, 0.5)], 2),
        own,
        ..Item::default()
    };
    let chunk = Chunk {
        next_bits: 2,
        items: vec![item(3), item(-8), item(7)],
        cards: ["a", "b", "c"]
            .map(|id| Card {
                id: id.to_owned(),
                ..Card::default()
            })
            .to_vec(),
        ..Chunk::default()
    };
    let bytes = chunk.encode();
    assert_eq!(Chunk::decode(&bytes), Ok(chunk));
    // The first section with a tag counts: one byte has no room for three steps, and no
    // row has so many digits.
    for (tag, content) in [(19, &[0xff][..]), (18, &[9, 0]), (18, &[2, 0xff])] {
        let mut damaged = Vec::new();
        put(&mut damaged, tag, content);
        damaged.extend(&bytes);
        assert!(Chunk::decode(&damaged).is_err(), "tag {tag}: {content:?}");
    }
    // A model that foretells nothing has neither.
    let plain = Chunk {
        items: vec![Item::default()],
        cards: vec![Card::default()],
        ..Chunk::default()
    }
    .encode();
    let sections = Sections::new(&plain).expect("what was just written");
    assert!(sections.get(18, "rows").is_none() && sections.get(19, "own").is_none());
}

#[test]
fn attributes_out_of_bounds_are_refused() {
    use dangol_wire::section::{Sections, put};
    let pair = |value: &str| ("size".to_owned(), value.to_owned());
    let many = Attributes {
        items: vec![("1".to_owned(), vec![pair("2 cm"); 40])],
        ..Attributes::default()
    };
    let read = Attributes::decode(&many.encode()).expect("what was just written");
    assert_eq!(read.of("1").len(), dangol_wire::MAX_ATTRIBUTES);
    assert!(read.of("2").is_empty());
    let long = Attributes {
        items: vec![("1".to_owned(), vec![pair(&"x".repeat(161))])],
        ..Attributes::default()
    };
    assert!(Attributes::decode(&long.encode()).is_err());
    // A name that is not there.
    let good = many.encode();
    let sections = Sections::new(&good).expect("what was just written");
    let mut bad = Vec::new();
    for tag in [1, 2, 32, 33] {
        put(
            &mut bad,
            tag,
            sections.get(tag, "it").expect("it is there").rest(),
        );
    }
    assert_eq!(
        Attributes::decode(&bad),
        Err(WireError::Missing { what: "attributes" })
    );
    put(&mut bad, 34, &[1, 1, 0]);
    assert_eq!(
        Attributes::decode(&bad),
        Err(WireError::Malformed { what: "attributes" })
    );
}

#[test]
fn the_place_is_fnv_1a() {
    // Vectors of the FNV reference implementation (64-bit FNV-1a).
    assert_eq!(place::hash(""), 0xcbf2_9ce4_8422_2325);
    assert_eq!(place::hash("a"), 0xaf63_dc4c_8601_ec8c);
    assert_eq!(place::hash("foobar"), 0x8594_4171_f739_67e8);
    assert_eq!(place::chunk_of("anything", 0), 0);
}

#[test]
fn another_version_is_refused() {
    let mut file = frame::header(Kind::Chunk).to_vec();
    file[4] = 2;
    assert_eq!(
        frame::body(&file, Kind::Chunk),
        Err(WireError::UnknownVersion {
            what: "model file",
            found: 2,
            known: 1
        })
    );
    file[4] = 1;
    assert!(frame::body(&file, Kind::Home).is_err(), "another kind");
    assert!(
        frame::body(&file, Kind::Attributes).is_err(),
        "another kind"
    );
    file[0] = b'X';
    assert!(frame::body(&file, Kind::Chunk).is_err(), "another file");
}

#[cfg(feature = "gzip")]
mod gzip {
    use super::*;

    #[test]
    fn the_same_body_gives_the_same_bytes() {
        let body = vec![7; 1000];
        assert_eq!(
            frame::pack(Kind::Home, &body),
            frame::pack(Kind::Home, &body)
        );
    }

    proptest! {
        #[test]
        fn a_flipped_bit_of_the_content_is_found(body in proptest::collection::vec(any::<u8>(), 1..400), at in any::<prop::sample::Index>(), bit in 0u8..8) {
            let mut file = frame::pack(Kind::Chunk, &body);
            // The gzip header's time, level and system bytes (8 + 4..10) carry no content.
            let position = frame::HEADER + 10 + at.index(file.len() - frame::HEADER - 10);
            file[position] ^= 1 << bit;
            // A bit that fills up the last byte of the deflate stream carries no content either.
            let unpacked = frame::unpack(&file, Kind::Chunk);
            prop_assert!(unpacked.is_err() || unpacked == Ok(body));
        }

        #[test]
        fn a_cut_file_is_found(body in proptest::collection::vec(any::<u8>(), 1..400), at in any::<prop::sample::Index>()) {
            let mut file = frame::pack(Kind::Chunk, &body);
            file.truncate(at.index(file.len()));
            prop_assert!(frame::unpack(&file, Kind::Chunk).is_err());
        }
    }
}
