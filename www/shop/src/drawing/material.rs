//! The materials that titles name.

use super::colour::Rgb;
use crate::words::Words;

/// What a thing is made of.
#[derive(Debug, PartialEq, Eq)]
pub struct Material {
    /// The English name.
    pub en: &'static str,
    /// The Korean name.
    pub ko: &'static str,
    /// The colour that the thing has when the title names none.
    pub(super) own_colour: Option<Rgb>,
    words: &'static [&'static str],
}

macro_rules! materials {
    ($($en:literal $ko:literal $colour:expr, $($word:literal)*;)*) => {
        static MATERIALS: &[Material] =
            &[$(Material { en: $en, ko: $ko, own_colour: $colour, words: &[$($word),*] }),*];
    };
}

materials! {
    "enamel" "법랑" Some(Rgb(250, 247, 240)), "ENAMEL";
    "zinc" "아연" Some(Rgb(176, 187, 194)), "ZINC" "GALVANISED";
    "wicker" "고리버들" Some(Rgb(212, 171, 118)), "WICKER" "RATTAN" "WILLOW" "JUTE" "RAFFIA";
    "glass" "유리" Some(Rgb(178, 215, 220)), "GLASS" "CRYSTAL" "MURANO";
    "ceramic" "도자기" None, "CERAMIC" "PORCELAIN" "CHINA" "POTTERY";
    "wood" "나무" Some(Rgb(214, 170, 118)), "WOOD" "WOODEN" "BAMBOO" "PINE" "DRIFTWOOD";
    "slate" "점판암" Some(Rgb(92, 95, 106)), "SLATE";
    "metal" "금속" Some(Rgb(170, 182, 194)), "METAL" "WIRE" "IRON" "ALUMINIUM" "TIN" "CHROME";
    "felt" "펠트" None, "FELT" "FELTCRAFT" "WOOL" "KNITTED" "CROCHET";
    "fabric" "천" None, "COTTON" "FABRIC" "SILK" "VELVET" "DENIM" "LINEN" "CANVAS" "POLYESTER" "EMBROIDERED";
    "paper" "종이" None, "PAPER" "CARDBOARD" "CARD" "ORIGAMI";
    "plastic" "플라스틱" None, "PLASTIC" "ACRYLIC" "INFLATABLE" "VINYL" "RUBBER";
}

impl Material {
    /// The first material of the table that the words name.
    pub(super) fn named(words: &Words) -> Option<&'static Self> {
        MATERIALS
            .iter()
            .find(|material| material.words.iter().any(|word| words.has(word)))
    }
}
