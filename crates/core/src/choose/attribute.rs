//! What attributes are called, and which of them mean the same.

use super::aspect::Better;
use crate::text::Language;

/// An attribute that shops have a common name for.
#[derive(Debug)]
pub(super) struct Known {
    /// The name by which it is kept.
    pub(super) key: &'static str,
    en: &'static str,
    ko: &'static str,
    /// Further names, as [`plain`] gives them.
    also: &'static [&'static str],
    /// What is better, unless the shopper says otherwise.
    pub(super) better: Better<()>,
    /// How more of it, and less of it, is said in English and Korean.
    pub(super) more: (&'static str, &'static str),
    pub(super) less: (&'static str, &'static str),
}

/// How more and less is said of what has no words of its own.
const SIZED: [(&str, &str); 2] = [("more than", "커요"), ("less than", "작아요")];

macro_rules! known {
    ($($key:literal $en:literal $ko:literal [$($also:literal)*] $better:ident $more:expr, $less:expr;)*) => {
        const KNOWN: &[Known] = &[$(Known {
            key: $key, en: $en, ko: $ko, also: &[$($also),*], better: Better::$better,
            more: $more, less: $less,
        }),*];
    };
}

known! {
    "price" "price" "가격" ["가격"] Less ("more than", "비싸요"), ("less than", "싸요");
    "rating" "rating" "평점" ["aggregaterating" "평점" "별점"] More ("higher than", "높아요"), ("lower than", "낮아요");
    "brand" "brand" "브랜드" ["vendor" "브랜드"] Any SIZED[0], SIZED[1];
    "color" "colour" "색상" ["colour" "색상" "색"] Any SIZED[0], SIZED[1];
    "material" "material" "소재" ["소재" "재질"] Any SIZED[0], SIZED[1];
    "pattern" "pattern" "무늬" ["무늬"] Any SIZED[0], SIZED[1];
    "size" "size" "크기" ["사이즈" "크기"] Any ("larger than", "커요"), ("smaller than", "작아요");
    "multipack" "pieces" "개수" ["pieces" "numberofpieces" "numberofitems" "개수" "구성"] Any ("more than", "많아요"), ("fewer than", "적어요");
    "weight" "weight" "무게" ["productweight" "무게" "중량"] Any ("heavier than", "무거워요"), ("lighter than", "가벼워요");
    "width" "width" "너비" ["productwidth" "너비" "폭"] Any ("wider than", "넓어요"), ("narrower than", "좁아요");
    "height" "height" "높이" ["productheight" "높이"] Any ("taller than", "높아요"), ("lower than", "낮아요");
    "depth" "depth" "깊이" ["깊이"] Any ("deeper than", "깊어요"), ("less deep than", "얕아요");
    "length" "length" "길이" ["productlength" "길이"] Any ("longer than", "길어요"), ("shorter than", "짧아요");
    "energy_efficiency_class" "energy class" "에너지 등급" ["energyclass" "에너지등급" "에너지효율등급"] Less ("worse than", "낮아요"), ("better than", "높아요");
    "gender" "for" "성별" ["suggestedgender" "성별"] Any SIZED[0], SIZED[1];
    "age_group" "age" "연령대" ["suggestedage" "연령대"] Any SIZED[0], SIZED[1];
}

/// Without case, spaces, `_` and `-`; of a name in two languages the first.
fn plain(name: &str) -> String {
    let (first, _) = halves(name);
    first
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '_' | '-' | '\t'))
        .map(|letter| letter.to_ascii_lowercase())
        .collect()
}

/// The attribute that shops have this name for.
pub(super) fn known(name: &str) -> Option<&'static Known> {
    let name = plain(name);
    KNOWN.iter().find(|known| {
        let mut names = known.also.iter().chain([&known.en]);
        plain(known.key) == name || names.any(|also| plain(also) == name)
    })
}

/// Whether two names mean the same attribute.
pub fn same_attribute(one: &str, other: &str) -> bool {
    match (known(one), known(other)) {
        (Some(one), Some(other)) => one.key == other.key,
        (None, None) => plain(one) == plain(other),
        _ => false,
    }
}

/// The name by which it is remembered that an attribute was weighed: one for all names that
/// mean the same, where shops have a common one.
pub fn kept_name(name: &str) -> &str {
    known(name).map_or(name, |known| known.key)
}

/// What an attribute is called.
pub fn label(name: &str, language: Language) -> &str {
    match (known(name), language) {
        (Some(known), Language::En) => known.en,
        (Some(known), Language::Ko) => known.ko,
        (None, _) => spoken(name, language),
    }
}

/// The text of this language of a name or value: `red|빨강` is `red`, in Korean `빨강`.
pub fn spoken(text: &str, language: Language) -> &str {
    match (halves(text), language) {
        ((_, Some(korean)), Language::Ko) => korean,
        ((first, _), _) => first,
    }
}

/// A text in two languages. Only where the second is Korean and the first is not: `|` may
/// stand in a shop's own words.
pub(super) fn halves(text: &str) -> (&str, Option<&str>) {
    let is_korean = |text: &str| text.contains(|letter| ('가'..='힣').contains(&letter));
    match text.split_once('|') {
        Some((first, second)) if is_korean(second) && !is_korean(first) => {
            (first.trim(), Some(second.trim()))
        }
        _ => (text.trim(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_attribute_has_many_names() {
        for (one, other) in [
            ("color", "Colour"),
            ("색상", "color"),
            ("product_weight", "Weight"),
            ("energy-efficiency class", "에너지 효율 등급"),
            ("Set size", "set_size"),
            ("Motif|모티프", "motif"),
        ] {
            assert!(same_attribute(one, other), "{one} {other}");
        }
        assert!(!same_attribute("color", "material"));
        assert!(!same_attribute("color", "colours of the year"));
    }

    #[test]
    fn texts_in_two_languages_are_parted() {
        for (text, en, ko) in [
            ("red|빨강", "red", "빨강"),
            (
                "Cotton | Polyester",
                "Cotton | Polyester",
                "Cotton | Polyester",
            ),
            ("빨강|하양", "빨강|하양", "빨강|하양"),
            ("red", "red", "red"),
        ] {
            assert_eq!(spoken(text, Language::En), en);
            assert_eq!(spoken(text, Language::Ko), ko);
        }
        assert_eq!(label("Color", Language::En), "colour");
        assert_eq!(label("Color", Language::Ko), "색상");
        assert_eq!(label("Motif|모티프", Language::Ko), "모티프");
    }
}
