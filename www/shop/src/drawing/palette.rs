//! The colours in which one thing is drawn.

use super::colour::Rgb;
use super::look::Look;

/// What a thing wears when its title names no colour.
const HOUSE: &[Rgb] = &[
    Rgb(217, 124, 128),
    Rgb(130, 164, 205),
    Rgb(143, 182, 148),
    Rgb(236, 178, 118),
    Rgb(176, 148, 200),
    Rgb(236, 172, 190),
    Rgb(118, 182, 180),
    Rgb(238, 208, 134),
];

const WHITE: Rgb = Rgb(255, 253, 248);
const RED: Rgb = Rgb(207, 76, 84);
const GREEN: Rgb = Rgb(92, 148, 108);

/// The colours that the tokens of a shape stand for.
pub(super) struct Palette {
    /// The thing itself.
    pub main: Rgb,
    /// What goes with it: trim, lid, emblem.
    pub accent: Rgb,
    /// A print on the thing.
    pub print: Rgb,
    /// A second colour of a print.
    pub print_second: Rgb,
}

impl Palette {
    /// Chooses the colours of a look; `seed` decides only where the words leave it open.
    pub fn of(look: &Look, seed: u64) -> Self {
        let house = |shift: u64| {
            let at = (seed.wrapping_add(shift)) % HOUSE.len() as u64;
            // The remainder is below the length of a short table.
            HOUSE[usize::try_from(at).unwrap_or(0)]
        };
        let mut named = look.colours.iter().map(|colour| colour.rgb);
        let from_motif = look.motif.and_then(|motif| own_colours(motif.name));
        // A metal sign is enamelled in some colour: grey ones would all look alike.
        let from_material = look
            .material
            .filter(|_| look.kind.name != "sign")
            .and_then(|material| material.own_colour);
        let main = named
            .next()
            .or(from_material)
            .or_else(|| own_colours(look.kind.name).map(|(main, _)| main))
            .or(from_motif.map(|(main, _)| main))
            .unwrap_or_else(|| house(0));
        let accent = named
            .next()
            .or(from_motif.map(|(first, second)| if near(first, main) { second } else { first }))
            .filter(|accent| !near(*accent, main))
            .unwrap_or_else(|| (0..8).map(house).find(|c| !near(*c, main)).unwrap_or(WHITE));
        // A print must stand out from what it is printed on.
        let light_enough = main.lightness() > 205;
        let print = if light_enough {
            accent.mixed(Rgb(120, 60, 90), 12)
        } else {
            main.lighter(82)
        };
        let print_second = if light_enough {
            accent.darker(28)
        } else {
            main.lighter(48)
        };
        Self {
            main,
            accent,
            print,
            print_second,
        }
    }
}

/// Colours that a kind or a motif has of itself.
fn own_colours(name: &str) -> Option<(Rgb, Rgb)> {
    Some(match name {
        "flag" => (Rgb(78, 104, 158), RED),
        "tree" | "wreath" | "frog" | "dinosaur" | "leaf" | "planter" => (GREEN, RED),
        "reindeer" | "dog" | "teddy" => (Rgb(176, 132, 98), RED),
        "strawberry" | "apple" | "mushroom" | "stocking" | "cracker" | "matches" => (RED, GREEN),
        "pear" => (Rgb(196, 202, 112), GREEN),
        "snowman" | "snowflake" => (Rgb(206, 222, 236), RED),
        "rocket" => (Rgb(104, 156, 206), RED),
        "rose" | "cake" | "doll" | "rabbit" => (Rgb(238, 168, 186), GREEN),
        "daisy" | "hen" | "egg" => (Rgb(245, 214, 128), Rgb(143, 182, 148)),
        "elephant" => (Rgb(164, 174, 192), Rgb(236, 172, 190)),
        "heart" => (Rgb(214, 96, 112), WHITE),
        "star" | "bell" | "angel" => (Rgb(232, 192, 96), RED),
        "owl" | "basket" | "doormat" | "choppingboard" => (Rgb(208, 164, 112), Rgb(120, 92, 80)),
        "board" => (Rgb(84, 90, 100), Rgb(208, 164, 112)),
        "cutlery" | "utensil" | "scales" | "bucket" | "wateringcan" => {
            (Rgb(172, 186, 198), Rgb(130, 164, 205))
        }
        "candle" => (Rgb(247, 232, 200), Rgb(217, 124, 128)),
        "mirror" => (Rgb(217, 177, 86), Rgb(186, 193, 203)),
        "necklace" | "bracelet" | "earrings" | "ring" | "brooch" | "charm" => {
            (Rgb(217, 177, 86), Rgb(176, 148, 200))
        }
        _ => return None,
    })
}

/// Whether two colours are too alike to stand beside one another.
fn near(a: Rgb, b: Rgb) -> bool {
    let apart = |a: u8, b: u8| u32::from(a.abs_diff(b));
    apart(a.0, b.0) + apart(a.1, b.1) + apart(a.2, b.2) < 70
}
