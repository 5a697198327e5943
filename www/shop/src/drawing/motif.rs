//! The motifs that titles name: what is printed, painted or cut into a thing.

use crate::words::Words;

/// One motif, drawn about the origin in a square of 40.
#[derive(Debug)]
pub struct Motif {
    /// The name of its fragment.
    pub name: &'static str,
    /// The English name.
    pub en: &'static str,
    /// The Korean name.
    pub ko: &'static str,
    words: &'static [&'static str],
    /// A fragment of SVG; `$q` and `$r` stand for its two colours.
    pub(super) fragment: &'static str,
}

macro_rules! motifs {
    ($($name:literal $en:literal $ko:literal: $($word:literal)*;)*) => {
        static MOTIFS: &[Motif] = &[$(Motif {
            name: $name,
            en: $en,
            ko: $ko,
            words: &[$($word),*],
            fragment: include_str!(concat!("motif/", $name, ".svg")),
        }),*];
    };
}

motifs! {
    "flag" "Union flag" "유니언 잭": "UNION FLAG" "UNION JACK" "UNION" "KEEP CALM" "LONDON" "EMPIRE" "BRITISH";
    "skull" "Skull" "해골": "SKULL" "PIRATE";
    "rocket" "Spaceboy" "우주 소년": "SPACEBOY" "SPACE" "ROCKET" "ROBOT" "SPACE AGE";
    "doll" "Doll" "인형": "BABUSHKA" "RUSSIAN" "DOLLY" "SUKI" "CHARLIE" "LOLA";
    "mushroom" "Toadstool" "버섯": "TOADSTOOL" "MUSHROOM";
    "owl" "Owl" "부엉이": "OWL" "WOODLAND";
    "strawberry" "Strawberry" "딸기": "STRAWBERRY" "STRAWBERRIES" "TUTTI FRUTTI" "FRUIT";
    "apple" "Apple" "사과": "APPLE";
    "pear" "Pear" "배": "PEAR";
    "cake" "Cake" "케이크": "CAKE" "CUPCAKE" "FAIRY CAKE" "TEATIME" "TEA TIME" "PARTY FOOD" "BAKING";
    "snowman" "Snowman" "눈사람": "SNOWMAN" "SANTA" "SNOWMEN" "GINGERBREAD";
    "snowflake" "Snowflake" "눈송이": "SNOWFLAKE" "SCANDINAVIAN" "SNOWY" "NORDIC";
    "tree" "Tree" "나무": "CHRISTMAS" "TREE" "TREES" "HOLLY" "NOEL";
    "reindeer" "Animal" "동물": "REINDEER" "STAG" "HORSE" "GYMKHANA" "COW" "SHEEP" "DAIRY MAID";
    "elephant" "Elephant" "코끼리": "ELEPHANT" "CIRCUS" "ANIMAL" "JUNGLE" "SAFARI" "HIPPO";
    "dinosaur" "Dinosaur" "공룡": "DINOSAUR" "DRAGON";
    "rabbit" "Rabbit" "토끼": "RABBIT" "BUNNY" "BUNNIES" "EASTER";
    "hen" "Hen" "닭": "HEN" "CHICKEN" "CHICK" "COCKEREL" "DUCK" "GOOSE" "FARM" "FARMYARD";
    "cat" "Cat" "고양이": "CAT" "KITTEN" "FOX" "MOUSE";
    "dog" "Dog" "강아지": "DOG" "SCOTTIE" "PUPPY" "BEAR" "TEDDY" "MONKEY";
    "frog" "Creature" "동물": "FROG" "GECKO" "FISH" "TURTLE";
    "bird" "Bird" "새": "BIRD" "LOVEBIRD" "DOVE" "ROBIN" "SWALLOW" "PARROT";
    "butterfly" "Butterfly" "나비": "BUTTERFLY" "BUTTERFLIES" "LADYBIRD" "DRAGONFLY" "BUMBLE";
    "rose" "Rose" "장미": "ROSE" "ROSES" "ROSEBUD" "REGENCY" "PEONY" "SHABBY";
    "daisy" "Daisy" "데이지": "DAISY" "DAISIES" "SUNFLOWER" "CHRYSANTHEMUM";
    "flower" "Flowers" "꽃": "FLOWER" "FLORAL" "BLOSSOM" "FLORE" "TULIP" "BOTANICAL" "GARDEN" "POPPY" "LILY" "POSY" "BOTANIC" "MORRIS" "FOLKART" "FOLK ART";
    "leaf" "Leaves" "잎": "LEAF" "LEAVES" "FERN" "FEATHER" "IVY" "HERB" "TREE OF LIFE";
    "star" "Stars" "별": "STAR" "STARS";
    "heart" "Hearts" "하트": "HEART" "HEARTS" "LOVE" "SWEETHEART" "LOVEHEART" "VALENTINE" "SACRED HEART" "CUPID";
    "egg" "Eggs" "달걀": "EGG";
    "angel" "Angel" "천사": "ANGEL" "FAIRY" "FAIRIES" "CHERUB";
    "paisley" "Paisley" "페이즐리": "PAISLEY";
}

impl Motif {
    /// The first motif of the table that the words name.
    pub(super) fn named(words: &Words) -> Option<&'static Self> {
        MOTIFS
            .iter()
            .find(|motif| motif.words.iter().any(|word| words.has(word)))
    }

    /// The motif by its name, for shapes that are one themselves.
    pub(super) fn by_name(name: &str) -> Option<&'static Self> {
        MOTIFS.iter().find(|motif| motif.name == name)
    }

    /// The fragment in two colours.
    pub(super) fn painted(&self, first: &str, second: &str) -> String {
        self.fragment
            .trim_end()
            .replace("$q", first)
            .replace("$r", second)
    }
}
