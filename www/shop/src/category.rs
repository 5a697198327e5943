//! The categories of the shop, derived from the titles.
//!
//! The rule, also in the README: a title with a seasonal word (CHRISTMAS, EASTER, …) is
//! filed under its season; every other under the department of the kind of thing that
//! its words name (see `drawing::vocabulary`); what names no kind goes to "Curiosities".

use crate::drawing::Kind;
use crate::words::Words;

/// One category.
#[derive(Debug, PartialEq, Eq)]
pub struct Category {
    /// The name in addresses.
    pub slug: &'static str,
    /// The English name, also used in feeds and events.
    pub en: &'static str,
    /// The Korean name.
    pub ko: &'static str,
}

macro_rules! categories {
    ($($(#[$doc:meta])* $name:ident: $slug:literal, $en:literal, $ko:literal;)*) => {
        $($(#[$doc])* pub static $name: Category = Category { slug: $slug, en: $en, ko: $ko };)*
        /// All categories in the order of the menu.
        pub static ALL: &[&Category] = &[$(&$name),*];
    };
}

categories! {
    /// Candles, holders, lanterns, lamps, incense.
    LIGHT: "candles-and-lights", "Candles & lights", "캔들과 조명";
    /// Bags of every size, purses, cases.
    BAG: "bags-and-purses", "Bags & purses", "가방과 지갑";
    /// Cups, plates, trays, glasses, napkins.
    TABLE: "tea-and-table", "Tea & table", "티타임과 식탁";
    /// Baking, cooking, scales.
    KITCHEN: "kitchen-and-baking", "Kitchen & baking", "주방과 베이킹";
    /// Tins, boxes, jars, tidies.
    STORAGE: "boxes-and-tins", "Boxes & tins", "상자와 틴";
    /// Hearts, garlands, wreaths, ornaments.
    DECORATION: "decorations", "Decorations", "장식";
    /// Signs, frames, pictures, boards.
    WALL: "signs-and-frames", "Signs & frames", "사인과 액자";
    /// Clocks and mirrors.
    CLOCK: "clocks-and-mirrors", "Clocks & mirrors", "시계와 거울";
    /// Cushions, towels, aprons, mats.
    TEXTILE: "cushions-and-textiles", "Cushions & textiles", "쿠션과 패브릭";
    /// Knobs, hooks, shelves, cabinets.
    FURNITURE: "hooks-and-furniture", "Hooks & furniture", "고리와 가구";
    /// Notebooks, pencils, stickers.
    STATIONERY: "stationery", "Stationery", "문구";
    /// Cards, paper, ribbon, tags.
    WRAP: "cards-and-wrap", "Cards & gift wrap", "카드와 포장";
    /// Bunting, balloons, party ware.
    PARTY: "party", "Party", "파티";
    /// Toys, games, dolls.
    TOY: "toys-and-games", "Toys & games", "장난감과 게임";
    /// Necklaces, bracelets, earrings.
    JEWELLERY: "jewellery", "Jewellery", "주얼리";
    /// Hair, scarves, umbrellas, warmers.
    ACCESSORY: "accessories", "Accessories", "패션 소품";
    /// Planters, cans, bird houses.
    GARDEN: "garden", "Garden", "정원";
    /// Sewing and making.
    CRAFT: "sewing-and-craft", "Sewing & craft", "바느질과 공예";
    /// Soap, bath, travel, comfort.
    COMFORT: "bath-and-comfort", "Bath & comfort", "목욕과 휴식";
    /// Christmas, whatever the thing.
    CHRISTMAS: "christmas", "Christmas", "크리스마스";
    /// Easter, whatever the thing.
    EASTER: "easter", "Easter", "부활절";
    /// What names no kind of thing.
    OTHER: "curiosities", "Curiosities", "이것저것";
}

/// Words that file a thing under Christmas.
const CHRISTMAS_WORDS: &[&str] = &[
    "CHRISTMAS",
    "SANTA",
    "REINDEER",
    "SNOWMAN",
    "SNOWMEN",
    "SNOWFLAKE",
    "ADVENT",
    "NOEL",
    "MISTLETOE",
    "BAUBLE",
    "RUDOLPH",
    "NATIVITY",
    "STOCKING",
    "HOLLY",
    "JINGLE",
    "SNOWY",
];

/// Words that file a thing under Easter.
const EASTER_WORDS: &[&str] = &["EASTER"];

impl Category {
    /// The category of a title whose kind of thing is known.
    pub fn of(raw_title: &str, kind: &'static Kind) -> &'static Self {
        let words = Words::of(raw_title);
        if CHRISTMAS_WORDS.iter().any(|word| words.has(word)) {
            &CHRISTMAS
        } else if EASTER_WORDS.iter().any(|word| words.has(word)) {
            &EASTER
        } else {
            kind.category
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::Look;

    #[test]
    fn the_rule_files_titles() {
        for (title, category) in [
            ("WHITE HANGING HEART T-LIGHT HOLDER", &LIGHT),
            ("REGENCY CAKESTAND 3 TIER", &KITCHEN),
            ("JUMBO BAG RED RETROSPOT", &BAG),
            ("PARTY BUNTING", &PARTY),
            ("CHRISTMAS LIGHTS 10 REINDEER", &CHRISTMAS),
            ("PINK BUNNY EASTER EGG BASKET", &EASTER),
            ("SET 10 CARD SNOWMAN 16965", &CHRISTMAS),
            ("WOODEN FRAME ANTIQUE WHITE", &WALL),
            ("XYLQ", &OTHER),
            ("", &OTHER),
        ] {
            assert_eq!(
                Category::of(title, Look::read(title).kind),
                category,
                "{title}"
            );
        }
    }

    #[test]
    fn slugs_are_unique() {
        let mut slugs: Vec<_> = ALL.iter().map(|c| c.slug).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), ALL.len());
    }
}
