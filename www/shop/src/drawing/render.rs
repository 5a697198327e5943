//! Sets a look's shape in its colours: the SVG file.

use super::ground;
use super::look::Look;
use super::motif::Motif;
use super::palette::Palette;

/// How sets are laid out: scale and the places of the pieces.
const TWO: (&str, &[(i32, i32)]) = (".66", &[(2, 20), (66, 46)]);
const THREE: (&str, &[(i32, i32)]) = (".58", &[(42, 4), (0, 76), (84, 76)]);
const FOUR: (&str, &[(i32, i32)]) = (".52", &[(0, 0), (96, 0), (0, 94), (96, 94)]);

/// The drawing of a thing as an SVG file of its own; `id` decides what the words leave open.
pub fn draw(look: &Look, id: &str, title: &str) -> String {
    let seed = seed(id);
    let palette = Palette::of(look, seed);
    let ground = ground::behind(palette.main, seed >> 8);
    let shape = painted(look, &palette);

    let mut svg = String::with_capacity(2_000);
    svg.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 200\" width=\"400\" height=\"400\" role=\"img\"><title>");
    // A drawing's name needs no more than a line of the longest title.
    push_escaped(&mut svg, title.chars().take(160));
    svg.push_str("</title>");
    if shape.contains("url(#p)")
        && let Some(pattern) = look.pattern
    {
        svg.push_str("<defs>");
        svg.push_str(&pattern.tile(
            &palette.main.hex(),
            &palette.print.hex(),
            &palette.print_second.hex(),
            // A motif made large would make its print as large.
            if look.kind.shape.contains("$*") {
                ".3"
            } else {
                "1"
            },
        ));
        svg.push_str("</defs>");
    }
    // A pale thing needs a deeper disc behind it.
    let halo = if palette.main.lightness() > 218 {
        12
    } else {
        46
    };
    svg.push_str(&format!(
        "<path fill=\"{}\" d=\"M0 0h200v200H0z\"/><circle cx=\"100\" cy=\"98\" r=\"84\" fill=\"{}\"/>",
        ground.hex(),
        ground.lighter(halo).hex()
    ));
    let pieces = if look.kind.several { 1 } else { look.pieces };
    match pieces {
        0 | 1 => svg.push_str(&shape),
        2 => push_set(&mut svg, &shape, TWO),
        3 => push_set(&mut svg, &shape, THREE),
        _ => push_set(&mut svg, &shape, FOUR),
    }
    svg.push_str("</svg>\n");
    svg
}

/// Several of one thing, the first drawn and the others referring to it.
fn push_set(svg: &mut String, shape: &str, (scale, places): (&str, &[(i32, i32)])) {
    for (at, (x, y)) in places.iter().enumerate() {
        let place = format!("transform=\"translate({x} {y}) scale({scale})\"");
        if at == 0 {
            svg.push_str(&format!("<g {place}><g id=\"s\">{shape}</g></g>"));
        } else {
            svg.push_str(&format!("<use href=\"#s\" {place}/>"));
        }
    }
}

/// The shape with every `$` token replaced by its colour.
fn painted(look: &Look, palette: &Palette) -> String {
    let main = palette.main;
    let fallback = "heart";
    let emblem = look.motif.or_else(|| Motif::by_name(fallback));
    let mut text = String::with_capacity(look.kind.shape.len() + 200);
    let mut rest = look.kind.shape.trim_end();
    while let Some(at) = rest.find('$') {
        text.push_str(&rest[..at]);
        let mut letters = rest[at + 1..].chars();
        match letters.next() {
            Some('p') if look.pattern.is_some() => text.push_str("url(#p)"),
            Some('m' | 'p') => text.push_str(&main.hex()),
            Some('d') => text.push_str(&main.darker(22).hex()),
            Some('D') => text.push_str(&main.darker(45).hex()),
            Some('l') => text.push_str(&main.lighter(42).hex()),
            Some('a') => text.push_str(&palette.accent.hex()),
            Some('A') => text.push_str(&palette.accent.darker(24).hex()),
            Some('c') => text.push_str(&palette.print.hex()),
            Some('w') => text.push_str("#fffcf5"),
            Some('W') => text.push_str("#e9e2d8"),
            Some('k') => text.push_str("#4b4254"),
            Some('n') => text.push_str("#cfa26f"),
            Some('N') => text.push_str("#a97f50"),
            Some('g') => text.push_str("#b6bec8"),
            Some('G') => text.push_str("#8a94a1"),
            Some('y') => text.push_str("#f6c65b"),
            Some('e') => {
                // An emblem on white: a pale thing's emblem takes the accent's colour.
                let (first, second) = if main.lightness() > 215 {
                    (palette.accent, palette.accent.darker(30))
                } else {
                    (main, main.darker(30))
                };
                if let Some(emblem) = emblem {
                    text.push_str(&emblem.painted(&first.hex(), &second.hex()));
                }
            }
            Some('o') => {
                // An emblem on the thing itself.
                if let Some(emblem) = emblem {
                    text.push_str(
                        &emblem.painted(&palette.print.hex(), &palette.print_second.hex()),
                    );
                }
            }
            Some('*') => {
                // The kind is a motif itself, made large.
                if let Some(own) = Motif::by_name(look.kind.name) {
                    let printed = look.pattern.is_some_and(|pattern| !pattern.is_of(own));
                    let first = if printed {
                        "url(#p)".to_owned()
                    } else {
                        main.hex()
                    };
                    text.push_str(&own.painted(&first, &main.darker(30).hex()));
                }
            }
            _ => {}
        }
        rest = letters.as_str();
    }
    text.push_str(rest);
    text
}

/// Text for XML: markup is escaped and what XML forbids is left out.
fn push_escaped(svg: &mut String, text: impl Iterator<Item = char>) {
    for c in text {
        match c {
            '<' => svg.push_str("&lt;"),
            '>' => svg.push_str("&gt;"),
            '&' => svg.push_str("&amp;"),
            '"' => svg.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => svg.push(' '),
            c => svg.push(c),
        }
    }
}

/// FNV-1a: the same on every machine and in every version.
fn seed(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
