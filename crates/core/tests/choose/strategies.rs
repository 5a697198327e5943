//! What each strategy decides between four mugs, and how that is said.

use crate::{aspect, bound, given, mugs, texts};
use dangol_core::Language;
use dangol_core::choose::{Aspect, Better, Comparison, Place, SCALE, Strategy, Verdict};

struct Decided {
    of: Comparison,
    strategy: Strategy,
    verdict: Verdict,
}

fn decide(strategy: Strategy, aspects: &[Aspect]) -> Decided {
    let of = mugs();
    let verdict = strategy.decide(&of, aspects);
    assert_eq!(
        verdict.placed.len(),
        of.products.len(),
        "each has its place"
    );
    Decided {
        of,
        strategy,
        verdict,
    }
}

impl Decided {
    fn titles(&self, place: Place) -> Vec<&str> {
        let placed = self.verdict.of(place);
        placed
            .map(|one| self.of.products[one.product].title.as_str())
            .collect()
    }

    fn outcome(&self, language: Language) -> String {
        self.verdict.words(&self.of, self.strategy, language).text
    }

    fn because(&self, title: &str, language: Language) -> (&'static str, String) {
        let mut placed = self.verdict.placed.iter();
        let one = placed
            .find(|one| self.of.products[one.product].title == title)
            .unwrap();
        let said = self.verdict.because(&self.of, one, language);
        (said.code, said.text)
    }
}

const EN: Language = Language::En;
const KO: Language = Language::Ko;

#[test]
fn what_matters_most_goes_first() {
    let mugs = mugs();
    let price = aspect(&mugs, "price", Better::Less);
    let mut glaze = aspect(&mugs, "Glaze", Better::Any);
    glaze.wanted = texts(&["shiny"]);
    let by_price = decide(Strategy::Lexicographic, std::slice::from_ref(&price));
    assert_eq!(by_price.titles(Place::Best), ["Plain"]);
    assert_eq!(by_price.titles(Place::Left), ["Dotty", "Giant", "Mystery"]);
    assert_eq!(by_price.outcome(EN), "“Plain”: costs least (£1.25).");
    assert_eq!(by_price.outcome(KO), "‘Plain’: 가장 싸요 (£1.25).");
    assert_eq!(
        by_price.because("Giant", EN),
        ("behind", "costs more than “Dotty”".into())
    );
    assert_eq!(by_price.because("Giant", KO).1, "‘Dotty’보다 비싸요");
    assert_eq!(by_price.because("Mystery", EN).1, "price is not stated");
    assert_eq!(by_price.because("Mystery", KO).1, "가격이 적혀 있지 않아요");

    let by_glaze = decide(Strategy::Lexicographic, &[glaze, price]);
    assert_eq!(by_glaze.titles(Place::Best), ["Dotty"]);
    assert_eq!(by_glaze.titles(Place::Left), ["Giant", "Mystery", "Plain"]);
    assert_eq!(by_glaze.because("Plain", EN).1, "Glaze is not shiny");
    assert_eq!(by_glaze.because("Plain", KO).1, "Glaze가 shiny가 아니에요");

    let nothing = decide(Strategy::Lexicographic, &[]);
    assert_eq!(nothing.titles(Place::Left).len(), 4);
    assert_eq!(
        nothing.outcome(EN),
        "Nothing is decided yet: say what matters to you."
    );
    let size = aspect(&mugs, "size", Better::Near(10 * 10 * SCALE));
    let near = Aspect {
        near: "10 cm".into(),
        ..size
    };
    let by_size = decide(Strategy::Lexicographic, &[near]);
    assert_eq!(
        by_size.outcome(EN),
        "“Dotty”: is nearest to 10 cm in size (0.1 m)."
    );
    assert_eq!(
        by_size.outcome(KO),
        "‘Dotty’: 크기가 10 cm에 가장 가까워요 (0.1 m)."
    );
    assert_eq!(
        by_size.because("Giant", KO).1,
        "크기가 ‘Plain’보다 10 cm에서 멀어요 (16 cm)"
    );
}

#[test]
fn what_fails_an_aspect_is_dropped_in_the_order_of_the_aspects() {
    let mugs = mugs();
    let mut price = aspect(&mugs, "price", Better::Less);
    price.at_most = bound(10, "£10");
    let mut color = aspect(&mugs, "color", Better::Any);
    color.wanted = texts(&["Red"]);
    let one = decide(Strategy::Elimination, &[price.clone(), color.clone()]);
    assert_eq!(one.titles(Place::Best), ["Dotty"]);
    assert_eq!(one.titles(Place::Out), ["Giant", "Mystery", "Plain"]);
    assert_eq!(
        one.because("Giant", EN),
        ("too_much", "left out: costs more than £10".into())
    );
    assert_eq!(one.because("Giant", KO).1, "제외: £10보다 비싸요");
    assert_eq!(
        one.because("Mystery", EN),
        ("not_stated", "left out: price is not stated".into())
    );
    assert_eq!(
        one.because("Plain", EN),
        ("not_wanted", "left out: colour is not Red".into())
    );
    assert_eq!(one.because("Plain", KO).1, "제외: 색상이 Red가 아니에요");
    assert_eq!(one.outcome(EN), "“Dotty”: the only one that remains.");

    let other = decide(Strategy::Elimination, &[color, price.clone()]);
    assert_eq!(
        other.because("Giant", EN).0,
        "not_wanted",
        "the first aspect that it fails"
    );

    // No aspect leaves nothing.
    let mut cheap = price;
    cheap.at_most = bound(1, "£1");
    let mut size = aspect(&mugs, "size", Better::More);
    size.at_least = bound(150, "15 cm");
    let over = decide(Strategy::Elimination, &[cheap, size]);
    assert_eq!(over.titles(Place::Best), ["Giant"]);
    assert_eq!(
        over.outcome(EN),
        "“Giant”: the only one that remains. \
         Passed over, for none that was left meets it: price."
    );
    assert_eq!(
        over.because("Plain", EN).1,
        "left out: size is smaller than 15 cm (9 cm)"
    );
    assert_eq!(
        over.because("Plain", KO).1,
        "제외: 크기가 15 cm보다 작아요 (9 cm)"
    );
}

#[test]
fn all_minimums_are_met_or_none_is_chosen() {
    let mugs = mugs();
    let mut price = aspect(&mugs, "price", Better::Less);
    price.at_most = bound(10, "£10");
    let mut color = aspect(&mugs, "color", Better::Any);
    color.unwanted = texts(&["blue"]);
    let some = decide(Strategy::Conjunctive, &[price.clone(), color.clone()]);
    assert_eq!(some.titles(Place::Best), ["Plain", "Dotty"]);
    assert_eq!(some.outcome(EN), "2 are left: “Plain” and “Dotty”.");
    assert_eq!(some.outcome(KO), "2개가 남았어요: ‘Plain’, ‘Dotty’.");
    price.at_most = bound(1, "£1");
    let none = decide(Strategy::Conjunctive, &[color, price]);
    assert_eq!(none.titles(Place::Out).len(), 4);
    assert_eq!(
        none.because("Giant", EN),
        ("unwanted", "left out: colour is blue".into())
    );
    assert_eq!(none.because("Giant", KO).1, "제외: 색상이 blue예요");
    assert_eq!(none.outcome(EN), "None of these meets all of it.");
    let nothing = decide(Strategy::Conjunctive, &mugs.aspects(&[]));
    assert_eq!(
        nothing.outcome(KO),
        "아직 제외한 상품이 없어요. 꼭 갖춰야 할 것을 알려 주세요."
    );
}

#[test]
fn excellence_in_anything_is_enough() {
    let mugs = mugs();
    let price = aspect(&mugs, "price", Better::Less);
    let mut size = aspect(&mugs, "size", Better::Any);
    size.at_least = bound(150, "15 cm");
    let two = decide(Strategy::Disjunctive, &[price, size]);
    assert_eq!(two.titles(Place::Best), ["Plain", "Giant"]);
    assert_eq!(
        two.because("Plain", EN),
        ("excels", "costs least (£1.25)".into())
    );
    assert_eq!(two.because("Giant", EN).1, "size is 16 cm");
    assert_eq!(two.because("Giant", KO).1, "크기가 16 cm예요");
    assert_eq!(two.because("Dotty", EN).0, "excels_in_nothing");
    assert_eq!(
        two.outcome(EN),
        "“Plain”: costs least (£1.25); “Giant”: size is 16 cm."
    );
    let mut pink = aspect(&mugs, "color", Better::Any);
    pink.wanted = texts(&["pink"]);
    let none = decide(Strategy::Disjunctive, &[pink]);
    assert_eq!(
        none.outcome(EN),
        "None of these is excellent in what you ask."
    );
}

#[test]
fn everything_is_weighed_up() {
    let mugs = mugs();
    let price = Aspect {
        weight: 1,
        ..aspect(&mugs, "price", Better::Less)
    };
    let size = Aspect {
        weight: 3,
        ..aspect(&mugs, "size", Better::More)
    };
    let weighed = decide(Strategy::Weighted, &[price.clone(), size]);
    assert_eq!(weighed.titles(Place::Best), ["Giant"]);
    assert_eq!(weighed.titles(Place::Left), ["Dotty", "Plain", "Mystery"]);
    assert_eq!(weighed.outcome(EN), "“Giant”: 75 of 100 points.");
    assert_eq!(weighed.outcome(KO), "‘Giant’: 100점 가운데 75점이에요.");
    assert_eq!(
        weighed.because("Mystery", EN),
        ("points", "0 of 100 points".into())
    );
    let unweighed = decide(Strategy::Weighted, &[Aspect { weight: 0, ..price }]);
    assert!(unweighed.verdict.is_undecided());
}

#[test]
fn a_winner_of_which_something_is_not_stated_does_not_win_in_silence() {
    let of = Comparison::new(&[
        given("A", None, &[("color", "red")]),
        given("B", Some(100), &[("color", "blue")]),
    ]);
    let mut color = aspect(&of, "color", Better::Any);
    color.wanted = texts(&["red"]);
    let price = aspect(&of, "price", Better::Less);
    for strategy in [Strategy::Lexicographic, Strategy::Weighted] {
        let color = Aspect {
            weight: 5,
            ..color.clone()
        };
        let verdict = strategy.decide(&of, &[color, price.clone()]);
        let said = verdict.words(&of, strategy, Language::En).text;
        assert!(said.starts_with("“A”"), "{said}");
        assert!(
            said.ends_with("Not stated of every choice: price."),
            "{said}"
        );
        let said = verdict.words(&of, strategy, Language::Ko).text;
        assert!(
            said.ends_with("고른 상품에 적혀 있지 않은 것: 가격."),
            "{said}"
        );
    }
}

#[test]
fn names_go_there_and_back() {
    for strategy in Strategy::ALL {
        assert_eq!(Strategy::of(strategy.name()), Some(strategy));
    }
    assert_eq!(Strategy::of("random"), None);
    assert_eq!(
        EN.usually_weighed(&texts(&["price", "size"])),
        "You usually look at price and size first."
    );
    let ko = KO.usually_weighed(&texts(&["price", "Motif|모티프", "color"]));
    assert_eq!(
        ko,
        "평소 가격, 모티프와 색상을 먼저 보시는 편이라 앞에 두었어요."
    );
}
