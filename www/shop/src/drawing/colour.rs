//! The colours that titles name, and simple sums with them.

use crate::words::Words;

/// A colour by name.
#[derive(Debug, PartialEq, Eq)]
pub struct Colour {
    /// The English name.
    pub en: &'static str,
    /// The Korean name.
    pub ko: &'static str,
    /// Red, green and blue.
    pub rgb: Rgb,
    words: &'static [&'static str],
}

/// Red, green and blue, each from 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Mixed with another colour; `share` is the other's share in hundredths.
    pub fn mixed(self, other: Self, share: u32) -> Self {
        let mix = |a: u8, b: u8| {
            let sum = u32::from(a) * (100 - share) + u32::from(b) * share;
            // A weighted mean of two bytes is a byte again.
            u8::try_from(sum / 100).unwrap_or(u8::MAX)
        };
        Self(
            mix(self.0, other.0),
            mix(self.1, other.1),
            mix(self.2, other.2),
        )
    }

    /// Somewhat darker, towards a warm dark rather than black.
    pub fn darker(self, share: u32) -> Self {
        self.mixed(Self(52, 36, 58), share)
    }

    /// Somewhat lighter, towards a warm white.
    pub fn lighter(self, share: u32) -> Self {
        self.mixed(Self(255, 253, 247), share)
    }

    /// How light it looks, from 0 to 255.
    pub fn lightness(self) -> u32 {
        (u32::from(self.0) * 299 + u32::from(self.1) * 587 + u32::from(self.2) * 114) / 1000
    }

    /// As `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

macro_rules! colours {
    ($($en:literal $ko:literal $r:literal $g:literal $b:literal: $($word:literal)*;)*) => {
        static COLOURS: &[Colour] = &[
            $(Colour { en: $en, ko: $ko, rgb: Rgb($r, $g, $b), words: &[$($word),*] }),*
        ];
    };
}

// Softened throughout, so that any two of them sit together on one page.
colours! {
    "hot pink" "진분홍" 217 84 140: "HOT PINK" "FUCHSIA" "MAGENTA" "CERISE" "RASPBERRY";
    "light pink" "연분홍" 246 197 209: "PALE PINK" "LIGHT PINK" "BABY PINK" "PASTEL PINK";
    "dark blue" "남색" 57 80 122: "DARK BLUE" "NAVY" "MIDNIGHT" "ROYAL BLUE" "SAPPHIRE" "MIDNIGHT BLUE" "DENIM" "INDIGO";
    "light blue" "하늘색" 168 204 230: "LIGHT BLUE" "PALE BLUE" "SKY" "SKY BLUE" "PASTEL BLUE" "ICE BLUE" "POWDER BLUE";
    "dark green" "진초록" 74 112 87: "DARK GREEN" "FOREST GREEN" "OLIVE" "BOTTLE GREEN" "RACING GREEN";
    "mint" "민트" 163 212 190: "MINT" "MINT GREEN" "PISTACHIO" "AQUAMARINE";
    "red" "빨강" 207 76 84: "RED" "SCARLET" "CHERRY" "CRIMSON" "POPPY";
    "burgundy" "자주" 143 52 78: "BURGUNDY" "WINE" "RUBY" "GARNET" "CLARET" "MAROON";
    "pink" "분홍" 240 160 184: "PINK" "BLUSH" "ROSE PINK" "BUBBLEGUM";
    "turquoise" "청록" 86 180 176: "TURQUOISE" "AQUA" "TEAL" "JADE" "SEA BLUE";
    "blue" "파랑" 98 148 205: "BLUE" "COBALT" "AZURE" "LARIMAR";
    "green" "초록" 118 170 124: "GREEN" "EMERALD" "LIME" "APPLE GREEN" "MOSS" "SAGE" "PERIDOT";
    "orange" "주황" 236 152 84: "ORANGE" "TANGERINE" "APRICOT" "PEACH" "CORAL" "TERRACOTTA";
    "yellow" "노랑" 243 206 98: "YELLOW" "LEMON" "MUSTARD" "SUNSHINE";
    "amber" "호박색" 221 155 66: "AMBER" "CITRINE" "HONEY" "TOPAZ";
    "purple" "보라" 146 112 180: "PURPLE" "VIOLET" "AMETHYST" "PLUM" "AUBERGINE" "MAUVE";
    "lilac" "라일락" 196 174 220: "LILAC" "LAVENDER" "HEATHER" "WISTERIA";
    "gold" "금색" 217 177 86: "GOLD" "GOLDEN" "BRASS";
    "silver" "은색" 186 193 203: "SILVER" "CHROME" "PEWTER" "HAEMATITE" "STEEL";
    "copper" "구리색" 194 128 92: "COPPER" "BRONZE" "RUST";
    "brown" "갈색" 146 104 80: "BROWN" "CHOCOLATE" "COFFEE" "MOCHA" "TEDDY" "TAN" "CARAMEL";
    "black" "검정" 74 69 82: "BLACK" "JET" "EBONY" "ONYX";
    "grey" "회색" 160 164 174: "GREY" "GRAY" "SMOKE" "SMOKEY" "SLATE" "GUNMETAL";
    "ivory" "아이보리" 246 236 214: "IVORY" "PEARL" "VANILLA" "MAGNOLIA" "SHELL" "BONE";
    "cream" "크림색" 247 232 200: "CREAM" "NATURAL" "BEIGE" "OATMEAL" "LINEN" "CALICO";
    "clear" "투명" 207 228 232: "CLEAR" "CRYSTAL" "DIAMANTE" "FROSTED" "ICE" "TRANSPARENT";
    "white" "흰색" 252 249 243: "WHITE" "SNOW" "SNOWY";
    "multicoloured" "여러 색" 240 160 184: "MULTICOLOUR" "MULTICOLOURED" "MULTI" "RAINBOW" "MULTI COLOUR";
}

/// Whether a word, in capitals, is part of a colour's name.
pub fn is_of_colour(word: &str) -> bool {
    let names = COLOURS.iter().flat_map(|colour| colour.words);
    names
        .flat_map(|name| name.split(' '))
        .any(|part| part == word)
}

/// The colours that the words name, in the order in which they stand, each once.
pub(super) fn named(words: &Words) -> Vec<&'static Colour> {
    let mut found: Vec<(usize, &'static Colour)> = Vec::new();
    for colour in COLOURS {
        let Some(at) = colour
            .words
            .iter()
            .filter_map(|word| words.find(word))
            .min()
        else {
            continue;
        };
        // HOT PINK is not pink as well: the compound stands first in the table, and covers the
        // word behind its own.
        if !found
            .iter()
            .any(|(taken, _)| at == *taken || at == *taken + 1 && is_shade(colour))
        {
            found.push((at, colour));
        }
    }
    // CRYSTAL HEART GREEN is green: what is only clear comes after what has a colour.
    found.sort_by_key(|(at, colour)| (colour.en == "clear", *at));
    found
        .into_iter()
        .map(|(_, colour)| colour)
        .take(3)
        .collect()
}

/// Plain colours that a compound such as HOT PINK may end in.
fn is_shade(colour: &Colour) -> bool {
    matches!(colour.en, "pink" | "blue" | "green")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_stand_in_order() {
        let names = |title| {
            named(&Words::of(title))
                .iter()
                .map(|c| c.en)
                .collect::<Vec<_>>()
        };
        assert_eq!(names("RED AND WHITE MUG"), ["red", "white"]);
        assert_eq!(names("WHITE AND RED MUG"), ["white", "red"]);
        assert_eq!(names("HOT PINK FEATHER"), ["hot pink"]);
        assert_eq!(names("CRYSTAL HEART GREEN"), ["green", "clear"]);
        assert_eq!(names("MUG"), Vec::<&str>::new());
    }

    #[test]
    fn mixing_stays_within_a_byte() {
        assert_eq!(
            Rgb(255, 0, 10).mixed(Rgb(255, 255, 10), 100),
            Rgb(255, 255, 10)
        );
        assert_eq!(Rgb(1, 2, 3).mixed(Rgb(9, 9, 9), 0), Rgb(1, 2, 3));
    }
}
