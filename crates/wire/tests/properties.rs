//! What holds for every value and for every string of bytes.

use dangol_wire::frame::{self, Kind};
use dangol_wire::{Card, Chunk, Home, Item, Listed, Row, WireError, place};
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
    fn chunk()(cards in proptest::collection::vec(card(), 1..40), related_bits in 1u8..=8, together_bits in 1u8..=8, build in any::<u64>(), number in any::<u32>())
        (rows in proptest::collection::vec((row(cards.len(), related_bits), row(cards.len(), together_bits)), 0..=cards.len()),
         cards in Just(cards), related_bits in Just(related_bits), together_bits in Just(together_bits), build in Just(build), number in Just(number)) -> Chunk {
        let items = rows.into_iter().map(|(related, together)| Item { related, together }).collect();
        Chunk { build, number, related_bits, together_bits, items, cards }
    }
}

prop_compose! {
    fn home()(cards in proptest::collection::vec(card(), 1..30), build in any::<u64>())
        (trending in list(cards.len()), new in list(cards.len()), cards in Just(cards), build in Just(build)) -> Home {
        Home { build, cards, trending, new }
    }
}

fn list(cards: usize) -> impl Strategy<Value = Vec<Listed>> {
    proptest::collection::vec(
        (0..cards as u16, any::<u8>()).prop_map(|(card, level)| Listed { card, level }),
        0..20,
    )
}

proptest! {
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
        let row = Row::quantise(&weights, 8);
        // Half a quarter octave at most, either way.
        let most = 2f32.powf(0.1251);
        for (card, weight) in row.weights(8) {
            let before = weights[usize::from(card)].1;
            let ratio = weight / before;
            prop_assert!((1.0 / most..=most).contains(&ratio), "{before} became {weight}");
        }
    }

    #[test]
    fn a_place_is_within_the_chunks(id in ".*", chunks in 1u32..) {
        prop_assert!(place::chunk_of(&id, chunks) < chunks);
    }
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
