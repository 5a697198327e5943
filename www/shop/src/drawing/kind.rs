//! The kinds of things that the shop can draw.

use crate::category::{self as c, Category};
use crate::drawing::vocabulary;
use crate::words::Words;

/// One kind of thing.
#[derive(Debug)]
pub struct Kind {
    /// The name of its shape.
    pub name: &'static str,
    /// The English name.
    pub en: &'static str,
    /// The Korean name.
    pub ko: &'static str,
    /// The department that it is sold in.
    pub category: &'static Category,
    /// Whether the shape shows several pieces already, so that a set is not drawn as many.
    pub several: bool,
    /// The shape: a fragment of SVG on a ground of 200 by 200, with colours as `$` tokens.
    pub shape: &'static str,
}

macro_rules! kinds {
    ($($name:literal $count:ident $category:ident, $en:literal, $ko:literal;)*) => {
        /// All kinds; the first is what is drawn when the words name none.
        pub static KINDS: &[Kind] = &[$(Kind {
            name: $name,
            en: $en,
            ko: $ko,
            category: &c::$category,
            several: kinds!(@ $count),
            shape: include_str!(concat!("shape/", $name, ".svg")),
        }),*];
    };
    (@ one) => { false };
    (@ many) => { true };
}

kinds! {
    "present" one OTHER, "Gift", "선물";
    "tealight" one LIGHT, "Tea-light holder", "티라이트 홀더";
    "candlestick" one LIGHT, "Candle holder", "촛대";
    "candle" one LIGHT, "Candle", "양초";
    "incense" many LIGHT, "Incense", "인센스";
    "lantern" one LIGHT, "Lantern", "랜턴";
    "lights" many LIGHT, "Fairy lights", "꼬마전구";
    "lamp" one LIGHT, "Lamp", "조명";
    "hotwaterbottle" one COMFORT, "Hot water bottle", "보온 물주머니";
    "lunchbag" one BAG, "Lunch bag", "도시락 가방";
    "lunchbox" one KITCHEN, "Lunch box", "도시락";
    "tote" one BAG, "Tote bag", "토트백";
    "giftbag" one WRAP, "Gift bag", "선물 가방";
    "backpack" one BAG, "Backpack", "배낭";
    "washbag" one BAG, "Wash bag", "파우치";
    "purse" one BAG, "Purse", "지갑";
    "handbag" one BAG, "Handbag", "핸드백";
    "suitcase" one BAG, "Case", "케이스";
    "passport" one BAG, "Travel cover", "여권 지갑";
    "luggagetag" one BAG, "Luggage tag", "네임 태그";
    "cakestand" one KITCHEN, "Cake stand", "케이크 스탠드";
    "cakecases" many KITCHEN, "Cake cases", "케이크 컵";
    "cutter" many KITCHEN, "Cutters", "쿠키 커터";
    "magnets" many WALL, "Magnets", "자석";
    "tape" many WRAP, "Tape", "테이프";
    "measure" one CRAFT, "Tape measure", "줄자";
    "wrap" many WRAP, "Wrapping paper", "포장지";
    "tissues" many COMFORT, "Tissues", "티슈";
    "ribbon" many WRAP, "Ribbon", "리본";
    "playingcards" many TOY, "Playing cards", "트럼프 카드";
    "card" many WRAP, "Cards", "카드";
    "gifttag" many WRAP, "Tags", "선물 태그";
    "notebook" one STATIONERY, "Notebook", "노트";
    "pencils" many STATIONERY, "Pencils", "연필";
    "pencilcase" one STATIONERY, "Pencil case", "필통";
    "eraser" many STATIONERY, "Eraser or sharpener", "지우개와 연필깎이";
    "pen" many STATIONERY, "Pen", "펜";
    "stickers" many STATIONERY, "Stickers", "스티커";
    "plasters" many COMFORT, "Plasters", "반창고";
    "calendar" one STATIONERY, "Calendar", "달력";
    "clock" one CLOCK, "Clock", "시계";
    "watch" one ACCESSORY, "Watch", "손목시계";
    "frame" one WALL, "Frame", "액자";
    "mirror" one CLOCK, "Mirror", "거울";
    "sign" one WALL, "Sign", "사인";
    "board" one WALL, "Board", "칠판과 보드";
    "wallart" one WALL, "Wall art", "벽 그림";
    "doormat" one TEXTILE, "Doormat", "현관 매트";
    "doorstop" one TEXTILE, "Doorstop", "도어스토퍼";
    "mat" one TEXTILE, "Mat", "매트";
    "coaster" many TABLE, "Coasters", "코스터";
    "cushion" one TEXTILE, "Cushion", "쿠션";
    "throw" one TEXTILE, "Throw", "담요";
    "apron" one TEXTILE, "Apron", "앞치마";
    "towel" one TEXTILE, "Towel", "타월";
    "ovenglove" one TEXTILE, "Oven glove", "오븐 장갑";
    "cosy" one TABLE, "Cosy", "티 코지";
    "napkins" many TABLE, "Napkins", "냅킨";
    "umbrella" one ACCESSORY, "Umbrella", "우산";
    "raincoat" one ACCESSORY, "Rainwear", "비옷";
    "teapot" one TABLE, "Teapot", "찻주전자";
    "teacup" one TABLE, "Cup & saucer", "찻잔";
    "mug" one TABLE, "Mug", "머그잔";
    "beaker" one TABLE, "Beaker", "컵";
    "glass" one TABLE, "Glass", "유리잔";
    "jug" one TABLE, "Jug", "저그";
    "vase" one DECORATION, "Vase", "꽃병";
    "bottle" one STORAGE, "Bottle", "병";
    "jar" one STORAGE, "Jar", "유리병";
    "tin" one STORAGE, "Tin", "틴";
    "trinketbox" one STORAGE, "Trinket box", "보석함";
    "box" one STORAGE, "Box", "상자";
    "breadbin" one KITCHEN, "Bin", "보관통";
    "bucket" one GARDEN, "Bucket", "양동이";
    "wateringcan" one GARDEN, "Watering can", "물뿌리개";
    "planter" one GARDEN, "Plant pot", "화분";
    "gardentool" many GARDEN, "Garden tools", "정원 도구";
    "birdhouse" one GARDEN, "Bird house", "새집";
    "birdcage" one DECORATION, "Birdcage", "새장";
    "windmill" one GARDEN, "Windmill", "바람개비";
    "chime" one GARDEN, "Wind chime", "풍경";
    "thermometer" one GARDEN, "Thermometer", "온도계";
    "cabinet" one FURNITURE, "Cabinet", "수납장";
    "shelf" one FURNITURE, "Shelf", "선반";
    "stool" one FURNITURE, "Seat", "의자";
    "table" one FURNITURE, "Table", "테이블";
    "tidy" one STORAGE, "Tidy", "정리함";
    "hook" one FURNITURE, "Hook", "고리";
    "knob" one FURNITURE, "Knob", "손잡이";
    "keyring" one ACCESSORY, "Key ring", "열쇠고리";
    "cutlery" many TABLE, "Cutlery", "커트러리";
    "utensil" many KITCHEN, "Kitchen tools", "주방 도구";
    "pegs" many KITCHEN, "Pegs", "빨래집게";
    "scales" one KITCHEN, "Scales", "저울";
    "pan" one KITCHEN, "Pan", "팬";
    "mould" one KITCHEN, "Mould", "틀";
    "choppingboard" one KITCHEN, "Board", "도마";
    "basket" one STORAGE, "Basket", "바구니";
    "tray" one TABLE, "Tray", "쟁반";
    "bowl" one TABLE, "Bowl", "그릇";
    "plate" one TABLE, "Plate", "접시";
    "doily" many PARTY, "Doilies", "도일리";
    "eggcup" one TABLE, "Egg cup", "에그 컵";
    "rack" one KITCHEN, "Rack", "랙";
    "cruet" many TABLE, "Salt & pepper", "소금과 후추통";
    "straws" many PARTY, "Straws", "빨대";
    "necklace" one JEWELLERY, "Necklace", "목걸이";
    "bracelet" one JEWELLERY, "Bracelet", "팔찌";
    "earrings" many JEWELLERY, "Earrings", "귀걸이";
    "ring" one JEWELLERY, "Ring", "반지";
    "brooch" one JEWELLERY, "Brooch", "브로치";
    "hair" one ACCESSORY, "Hair accessory", "머리 장식";
    "charm" one JEWELLERY, "Charm", "참 장식";
    "beads" one DECORATION, "Beads", "비즈";
    "curtain" one TEXTILE, "Curtain", "커튼";
    "scarf" one ACCESSORY, "Scarf", "스카프";
    "fan" one ACCESSORY, "Fan", "부채";
    "hat" one ACCESSORY, "Hat", "모자";
    "slippers" many ACCESSORY, "Slippers", "슬리퍼";
    "warmer" one ACCESSORY, "Hand warmer", "손난로";
    "gloves" many ACCESSORY, "Gloves", "장갑";
    "glasses" one ACCESSORY, "Glasses", "안경";
    "wreath" one DECORATION, "Wreath", "리스";
    "garland" many DECORATION, "Garland", "갈런드";
    "bunting" many PARTY, "Bunting", "가랜드 깃발";
    "bauble" one DECORATION, "Bauble", "오너먼트";
    "bell" one DECORATION, "Bell", "종";
    "stocking" one DECORATION, "Stocking", "양말 장식";
    "tree" one DECORATION, "Tree", "트리";
    "cracker" one PARTY, "Cracker", "크래커";
    "balloon" many PARTY, "Balloons", "풍선";
    "honeycomb" one PARTY, "Paper ball", "허니콤 볼";
    "paperchain" many PARTY, "Paper chain", "종이 사슬";
    "doll" one TOY, "Doll", "인형";
    "teddy" one TOY, "Soft toy", "봉제 인형";
    "jigsaw" many TOY, "Jigsaw", "퍼즐";
    "blocks" many TOY, "Blocks", "블록";
    "wordblock" one DECORATION, "Word block", "글자 블록";
    "game" many TOY, "Game", "게임";
    "spinningtop" one TOY, "Toy", "장난감";
    "kite" one TOY, "Flying toy", "나는 장난감";
    "vehicle" one TOY, "Vehicle", "탈것";
    "music" one TOY, "Music", "악기";
    "moneybox" one TOY, "Money box", "저금통";
    "paint" many TOY, "Paint set", "그림물감";
    "craftkit" many CRAFT, "Craft kit", "공예 세트";
    "sewing" many CRAFT, "Sewing kit", "바느질 세트";
    "soap" one COMFORT, "Soap", "비누";
    "spongebath" one COMFORT, "Bath", "목욕용품";
    "paperweight" one STATIONERY, "Paperweight", "문진";
    "letters" many DECORATION, "Letters", "글자 장식";
    "tile" one WALL, "Tile", "타일";
    "radio" one OTHER, "Radio", "라디오";
    "globe" one OTHER, "Globe", "지구본";
    "bicycle" one OTHER, "Bicycle thing", "자전거 용품";
    "matches" many LIGHT, "Matches", "성냥";
    "sweets" many KITCHEN, "Sweets", "사탕";
    "bird" one DECORATION, "Bird", "새 장식";
    "cat" one DECORATION, "Cat", "고양이 장식";
    "dog" one DECORATION, "Dog", "강아지 장식";
    "rabbit" one DECORATION, "Rabbit", "토끼 장식";
    "hen" one DECORATION, "Hen", "닭 장식";
    "owl" one DECORATION, "Owl", "부엉이 장식";
    "elephant" one DECORATION, "Elephant", "코끼리 장식";
    "frog" one DECORATION, "Creature", "동물 장식";
    "dinosaur" one TOY, "Dinosaur", "공룡";
    "butterfly" one DECORATION, "Butterfly", "나비 장식";
    "flower" one DECORATION, "Flower", "꽃 장식";
    "leaf" one DECORATION, "Leaf", "잎 장식";
    "snowman" one DECORATION, "Snowman", "눈사람";
    "angel" one DECORATION, "Angel", "천사 장식";
    "reindeer" one DECORATION, "Reindeer", "순록";
    "mushroom" one DECORATION, "Mushroom", "버섯 장식";
    "egg" one DECORATION, "Egg", "달걀 장식";
    "star" one DECORATION, "Star", "별 장식";
    "heart" one DECORATION, "Heart", "하트 장식";
    "hangingdecoration" one DECORATION, "Decoration", "장식";
}

impl Kind {
    /// The kind that the words name, or the first of all if they name none.
    pub fn of(words: &Words) -> &'static Self {
        vocabulary::kind_name(&words.before_container())
            .or_else(|| vocabulary::kind_name(words))
            .and_then(|name| KINDS.iter().find(|kind| kind.name == name))
            .unwrap_or(&KINDS[0])
    }

    /// Whether the words named it, rather than that nothing else was found.
    pub fn is_specific(&self) -> bool {
        self.name != KINDS[0].name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_names_a_kind() {
        for rule in vocabulary::RULES.iter() {
            assert!(
                KINDS.iter().any(|kind| kind.name == rule.kind),
                "{} has no shape",
                rule.kind
            );
        }
    }

    #[test]
    fn words_find_their_kind() {
        for (title, kind) in [
            ("WHITE HANGING HEART T-LIGHT HOLDER", "tealight"),
            ("REGENCY CAKESTAND 3 TIER", "cakestand"),
            ("JUMBO BAG RED RETROSPOT", "tote"),
            ("LUNCH BAG BLACK SKULL.", "lunchbag"),
            ("HOT WATER BOTTLE TEA AND SYMPATHY", "hotwaterbottle"),
            ("PACK OF 72 RETROSPOT CAKE CASES", "cakecases"),
            ("HOME BUILDING BLOCK WORD", "wordblock"),
            ("ASSORTED COLOUR BIRD ORNAMENT", "bird"),
            ("GIN AND TONIC DIET METAL SIGN", "sign"),
            ("PINK GINGHAM CAT WITH SCARF", "cat"),
            ("15 PINK FLUFFY CHICKS IN BOX", "hen"),
            ("SET 10 CARDS HANGING BAUBLES 17080", "card"),
            ("XYLQ", "present"),
        ] {
            assert_eq!(Kind::of(&Words::of(title)).name, kind, "{title}");
        }
    }
}
