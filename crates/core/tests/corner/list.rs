//! A list in a link: whole, cut off, and hostile.

use dangol_core::corner::list::{Listed, NoList, PREFIX, decode, encode};
use dangol_core::profile::limits;
use proptest::prelude::*;

fn listed(item: &str, title: &str) -> Listed {
    Listed {
        item: item.to_owned(),
        title: title.to_owned(),
    }
}

#[test]
fn the_bytes_are_those_of_the_docs() {
    let (fragment, count) = encode(&[listed("22423", "Cakestand"), listed("a/b", "찻잔")]);
    assert_eq!(count, 2);
    assert_eq!(
        fragment,
        "dangol-list=1.FlNSwQUyMjQyMwlDYWtlc3RhbmQDYS9iBuywu-yelA"
    );
}

#[test]
fn a_list_comes_whole_or_not_at_all() {
    let list = [listed("1", "One"), listed("2", "둘"), listed("3", "")];
    let (fragment, _) = encode(&list);
    assert_eq!(decode(&fragment), Some(Ok(list.to_vec())));
    let more = [&fragment, "&_gl=1*abc"].concat();
    assert_eq!(
        decode(&more),
        Some(Ok(list.to_vec())),
        "what a tool appended"
    );
    for cut in PREFIX.len()..fragment.len() {
        assert_eq!(
            decode(&fragment[..cut]),
            Some(Err(NoList::Damaged)),
            "{cut}"
        );
    }
    for at in PREFIX.len() + 2..fragment.len() {
        let mut other = fragment.clone().into_bytes();
        other[at] = if other[at] == b'A' { b'B' } else { b'A' };
        let other = String::from_utf8(other).unwrap();
        assert_ne!(decode(&other), Some(Ok(list.to_vec())), "{other}");
    }
}

#[test]
fn what_is_another_version_or_none_is_told_apart() {
    for none in [
        "",
        "dangol=1abc",
        "reviews",
        "dangol-lis",
        "Dangol-list=1.AAAA",
    ] {
        assert_eq!(decode(none), None, "{none}");
    }
    for newer in ["2.AAAA", "12.", "9999.x"] {
        assert_eq!(
            decode(&format!("{PREFIX}{newer}")),
            Some(Err(NoList::Newer)),
            "{newer}"
        );
    }
    for damaged in [
        "",
        "1",
        "1.",
        "1.A",
        "1.AAAAAA",
        "0.AAAA",
        "01.AAAA",
        "x.AAAA",
        "-1.A",
        "99999.A",
        "1.<script>alert(1)</script>",
        "1.%3Cb%3E",
        "1.AAAA=",
        "1.\u{202e}AAAA",
    ] {
        let read = decode(&format!("{PREFIX}{damaged}"));
        assert_eq!(read, Some(Err(NoList::Damaged)), "{damaged}");
    }
    let long = format!("{PREFIX}1.{}", "A".repeat(9_000));
    assert_eq!(decode(&long), Some(Err(NoList::Damaged)));
}

#[test]
fn a_title_is_a_plain_text() {
    let (fragment, _) = encode(&[listed("1", "  A\u{202e}B\u{200b}C\n<b>D</b>\u{0}  ")]);
    assert_eq!(
        decode(&fragment),
        Some(Ok(vec![listed("1", "ABC<b>D</b>")]))
    );
}

#[test]
fn ids_that_are_none_or_come_twice_are_refused() {
    // Packed by hand, with a right checksum.
    let pack = |items: &[&str]| {
        let mut bytes = Vec::new();
        for item in items {
            bytes.push(item.len() as u8);
            bytes.extend(item.bytes());
            bytes.push(0);
        }
        let sum = dangol_wire::place::hash_bytes(&bytes) as u32;
        let message = [&sum.to_le_bytes(), bytes.as_slice()].concat();
        format!("{PREFIX}1.{}", base64(&message))
    };
    assert_eq!(
        decode(&pack(&["a", "b"])),
        Some(Ok(vec![listed("a", ""), listed("b", "")]))
    );
    let many: Vec<String> = (0..=limits::WISHES).map(|n| format!("i{n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    for bad in [
        &["a", "a"] as &[&str],
        &["a\nb"],
        &[" a"],
        &[""],
        &["a\u{202e}"],
        &many,
        &[],
    ] {
        assert_eq!(decode(&pack(bad)), Some(Err(NoList::Damaged)), "{bad:?}");
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let padded = [
            three[0],
            *three.get(1).unwrap_or(&0),
            *three.get(2).unwrap_or(&0),
        ];
        let bits = u32::from_be_bytes([0, padded[0], padded[1], padded[2]]);
        for letter in 0..=three.len() {
            text.push(LETTERS[(bits >> (18 - 6 * letter) & 63) as usize].into());
        }
    }
    text
}

#[test]
fn a_long_list_shortens_titles_first_and_always_fits_a_link() {
    let of = |count: usize, id: usize, title: usize| {
        let list: Vec<Listed> = (0..count)
            .map(|n| listed(&format!("{n:0id$}"), &"가".repeat(title)))
            .collect();
        let (fragment, count) = encode(&list);
        assert!(fragment.len() <= 6_000, "{}", fragment.len());
        let read = decode(&fragment).unwrap().unwrap();
        assert_eq!(read.len(), count);
        assert!(
            read.iter()
                .zip(&list)
                .all(|(read, list)| read.item == list.item)
        );
        count
    };
    assert_eq!(of(50, 6, 60), 50);
    assert_eq!(of(80, 6, 5), limits::WISHES);
    assert!((10..50).contains(&of(50, 200, 60)));
    assert_eq!(
        encode(&[listed(&"x".repeat(256), "")]).1,
        0,
        "an id that is too long"
    );
}

proptest! {
    #[test]
    fn whatever_is_shared_arrives(items in prop::collection::vec(("[!-~가-힣]{1,40}", "\\PC{0,80}"), 1..50)) {
        let mut list: Vec<Listed> = Vec::new();
        for (item, title) in &items {
            if !list.iter().any(|known| known.item == *item) {
                list.push(listed(item, title.trim()));
            }
        }
        let (fragment, count) = encode(&list);
        prop_assert!(fragment.len() <= 6_000);
        prop_assert!(fragment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"=.-_".contains(&byte)));
        let read = decode(&fragment).unwrap().unwrap();
        prop_assert_eq!(read.len(), count);
        for read in &read {
            let sent = list.iter().find(|sent| sent.item == read.item).unwrap();
            // Shortened maybe, and without letters that play tricks.
            let plain: String = sent.title.chars().filter(|c| read.title.contains(*c)).collect();
            prop_assert!(plain.starts_with(&read.title), "{:?} {:?}", sent.title, read.title);
        }
    }

    #[test]
    fn no_fragment_breaks_it(text in "\\PC{0,200}", bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&text);
        let _ = decode(&format!("{PREFIX}{text}"));
        let sum = dangol_wire::place::hash_bytes(&bytes) as u32;
        let message = [&sum.to_le_bytes(), bytes.as_slice()].concat();
        if let Some(Ok(list)) = decode(&format!("{PREFIX}1.{}", base64(&message))) {
            prop_assert!(list.len() <= limits::WISHES);
        }
    }
}
