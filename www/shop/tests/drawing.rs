//! The drawings: well-formed, small, the same every time, whatever the title is.

mod support;

use demo_shop::drawing::{Look, draw};
use quick_xml::Reader;
use quick_xml::events::Event;

/// Reads the whole file and says the names of its elements.
fn elements(svg: &str) -> Vec<String> {
    let mut reader = Reader::from_str(svg);
    let mut names = Vec::new();
    let mut depth = 0;
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Eof => break,
            Event::Start(tag) => {
                depth += 1;
                names.push(String::from_utf8_lossy(tag.name().as_ref()).into_owned());
                tag.attributes().for_each(|attribute| {
                    attribute.expect("well-formed attributes, each once");
                });
            }
            Event::Empty(tag) => {
                names.push(String::from_utf8_lossy(tag.name().as_ref()).into_owned());
                tag.attributes().for_each(|attribute| {
                    attribute.expect("well-formed attributes, each once");
                });
            }
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    names
}

const ALLOWED: &[&str] = &[
    "svg", "title", "defs", "pattern", "g", "use", "path", "circle", "ellipse", "rect",
];

fn check(title: &str) {
    let look = Look::read(title);
    let svg = draw(&look, "85123A", title);
    assert_eq!(svg, draw(&Look::read(title), "85123A", title), "{title}");
    assert!(svg.len() < 6_000, "{} bytes: {title}", svg.len());
    assert!(
        !svg.contains('$') || title.contains('$'),
        "a token is left in {title}"
    );
    for name in elements(&svg) {
        assert!(ALLOWED.contains(&name.as_str()), "{name} in {title}");
    }
}

#[test]
fn hostile_titles_stay_text() {
    for title in support::hostile_titles() {
        check(&title);
    }
}

#[test]
fn every_kind_with_every_pattern_is_well_formed() {
    let patterns = [
        "",
        "RETROSPOT",
        "POLKADOT",
        "STRIPE",
        "GINGHAM",
        "LEOPARD",
        "LACE",
        "CIRCLES",
        "ZIGZAG",
        "UNION FLAG",
        "SKULL",
        "SPACEBOY",
        "STRAWBERRY",
        "PAISLEY",
        "ROSE",
        "SNOWFLAKE",
    ];
    // The words of the kinds are many; every phrase of the vocabulary is drawn in every pattern.
    let vocabulary = include_str!("../src/drawing/vocabulary.txt");
    for line in vocabulary.lines().filter(|line| !line.starts_with('#')) {
        let Some((_, phrases)) = line.split_once(": ") else {
            continue;
        };
        let phrase = phrases.split(", ").next().unwrap_or_default();
        for pattern in patterns {
            check(&format!("SET OF 3 RED {pattern} {phrase}"));
        }
    }
}

#[test]
fn words_show_in_the_drawing() {
    let svg = |title: &str| draw(&Look::read(title), "1", title);
    assert!(svg("RED RETROSPOT MUG").contains("#cf4c54"));
    assert!(svg("RED RETROSPOT MUG").contains("<pattern"));
    assert!(!svg("RED MUG").contains("<pattern"));
    assert!(svg("SET OF 3 CAKE TINS").matches("href=\"#s\"").count() == 2);
    assert_ne!(svg("BLUE MUG"), svg("PINK MUG"));
}
