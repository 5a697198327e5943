//! Korean.

use super::aspect::{Aspect, Better, Failing};
use super::attribute::known;
use super::comparison::Scale;
use super::verdict::{Because, Place, Placed};
use super::words::{About, ChooseWords};
use super::{Strategy, spoken};
use crate::text::{Language, Particle, particle_after, with_particle};

pub(super) fn outcome(about: &About, strategy: Strategy, best: &[&Placed]) -> String {
    if about.verdict.is_undecided() {
        return match strategy.is_demanding() && strategy != Strategy::Disjunctive {
            true => "아직 제외한 상품이 없어요. 꼭 갖춰야 할 것을 알려 주세요.".into(),
            false => "아직 정해지지 않았어요. 무엇이 중요한지 알려 주세요.".into(),
        };
    }
    let titles: Vec<String> = (best.iter())
        .map(|placed| quoted(about.title(placed.product)))
        .collect();
    match (best, strategy) {
        ([], Strategy::Disjunctive) => "말씀하신 점에서 뛰어난 상품이 없어요.".into(),
        ([], _) => "모든 조건을 갖춘 상품이 없어요.".into(),
        ([one], _) => format!("{}: {}.", titles[0], about.clause(one)),
        (_, Strategy::Disjunctive) => {
            let each = best.iter().zip(&titles);
            let each = each.map(|(placed, title)| format!("{title}: {}", about.clause(placed)));
            format!("{}.", each.collect::<Vec<_>>().join(", "))
        }
        (_, Strategy::Lexicographic | Strategy::Weighted) => {
            format!(
                "{} 똑같이 좋아요.",
                after_quote(
                    &titles.join(", "),
                    about.title(best[best.len() - 1].product),
                    Particle::IGa
                )
            )
        }
        _ => format!("{}개가 남았어요: {}.", best.len(), titles.join(", ")),
    }
}

pub(super) fn clause(about: &About, placed: &Placed) -> String {
    let aspect_of = |at: usize| &about.verdict.aspects[at];
    match placed.because {
        Because::Undecided => "아직 정해지지 않았어요".into(),
        Because::Stays => match about.verdict.of(Place::Best).count() {
            1 => "끝까지 남은 하나예요".into(),
            _ => "남아 있어요".into(),
        },
        Because::ExcelsInNothing => "제외: 말씀하신 점에서 뛰어난 것이 없어요".into(),
        Because::Points(points) => format!("100점 가운데 {points}점이에요"),
        Because::Leads { aspect } => leads(about, aspect, placed.product),
        Because::Excels { aspect } if aspect_of(aspect).is_demand() => {
            let value = about.value(placed.product, aspect);
            format!("{} {}", subject(about, aspect), is(value))
        }
        Because::Excels { aspect } => leads(about, aspect, placed.product),
        Because::Behind { aspect, than } => behind(about, aspect, placed.product, than),
        Because::Fails { aspect, failing } => {
            format!("제외: {}", fails(about, aspect, placed.product, failing))
        }
    }
}

/// In what it is better than the others.
fn leads(about: &About, at: usize, product: usize) -> String {
    let aspect = &about.verdict.aspects[at];
    let (subject, value) = (subject(about, at), about.value(product, at));
    let is_price = is_price(about, at);
    match aspect.better {
        Better::Less if is_price => format!("가장 싸요 ({value})"),
        Better::More if is_price => format!("가장 비싸요 ({value})"),
        Better::Less if is_class(about, at) => format!("{subject} 가장 좋아요 ({value})"),
        Better::Less => format!("{subject} 가장 {} ({value})", compared(about, at, false)),
        Better::More => format!("{subject} 가장 {} ({value})", compared(about, at, true)),
        Better::Near(_) => format!("{subject} {}에 가장 가까워요 ({value})", aspect.near),
        Better::Any => format!("{subject} {}", is(value)),
    }
}

fn behind(about: &About, at: usize, product: usize, than: usize) -> String {
    let aspect = &about.verdict.aspects[at];
    let (subject, value) = (subject(about, at), about.value(product, at));
    let other = quoted(about.title(than));
    if value.is_empty() {
        return format!("{subject} 적혀 있지 않아요");
    }
    let words = |is_more| compared(about, at, is_more);
    match aspect.better {
        Better::Less if is_price(about, at) => format!("{other}보다 비싸요"),
        Better::More if is_price(about, at) => format!("{other}보다 싸요"),
        Better::Less => format!("{subject} {other}보다 {} ({value})", words(true)),
        Better::More => format!("{subject} {other}보다 {} ({value})", words(false)),
        Better::Near(_) => format!("{subject} {other}보다 {}에서 멀어요 ({value})", aspect.near),
        Better::Any => {
            let failing = aspect.failing(about.comparison.value(product, aspect.attribute));
            match failing {
                Some(failing) => fails(about, at, product, failing),
                None => format!("{subject} {}", is(value)),
            }
        }
    }
}

/// Why it does not meet what is demanded.
fn fails(about: &About, at: usize, product: usize, failing: Failing) -> String {
    let aspect = &about.verdict.aspects[at];
    let (subject, value) = (subject(about, at), about.value(product, at));
    let bound = match failing {
        Failing::TooMuch => aspect.at_most.as_ref(),
        _ => aspect.at_least.as_ref(),
    };
    let bound = bound.map_or("", |bound| bound.shown.as_str());
    match failing {
        Failing::NotStated => format!("{subject} 적혀 있지 않아요"),
        Failing::TooMuch if is_price(about, at) => format!("{bound}보다 비싸요"),
        Failing::TooLittle if is_price(about, at) => format!("{bound}보다 싸요"),
        Failing::TooMuch => format!(
            "{subject} {bound}보다 {} ({value})",
            compared(about, at, true)
        ),
        Failing::TooLittle => format!(
            "{subject} {bound}보다 {} ({value})",
            compared(about, at, false)
        ),
        Failing::NotWanted => {
            let wanted: Vec<&str> = (aspect.wanted.iter())
                .map(|word| spoken(word, Language::Ko))
                .collect();
            let wanted = wanted.join("이나 ");
            format!(
                "{subject} {} 아니에요",
                with_particle(&wanted, Particle::IGa)
            )
        }
        Failing::Unwanted => {
            let value = about.comparison.value(product, aspect.attribute);
            let word = value.and_then(|value| Aspect::which(value, &aspect.unwanted));
            format!(
                "{subject} {}",
                is(spoken(word.unwrap_or_default(), Language::Ko))
            )
        }
    }
}

/// The attribute as the subject of a sentence.
fn subject(about: &About, at: usize) -> String {
    with_particle(about.label(at), Particle::IGa)
}

/// Units as they are read aloud, where that ends otherwise than their letters do.
const READ: [(&str, &str); 8] = [
    ("mm", "미터"),
    ("cm", "미터"),
    ("m", "미터"),
    ("g", "그램"),
    ("kg", "그램"),
    ("ml", "리터"),
    ("l", "리터"),
    ("%", "퍼센트"),
];

/// That something is this.
fn is(value: &str) -> String {
    let unit = value
        .rsplit(|letter: char| letter == ' ' || letter.is_ascii_digit())
        .next();
    let read = READ
        .iter()
        .find(|(name, _)| unit.is_some_and(|unit| unit.eq_ignore_ascii_case(name)));
    let ending = match particle_after(read.map_or(value, |(_, read)| read), Particle::IGa) {
        "이" => "이에요",
        _ => "예요",
    };
    [value, ending].concat()
}

fn quoted(title: &str) -> String {
    format!("‘{title}’")
}

/// A text that ends with a quoted title, with the particle that the title asks for.
fn after_quote(text: &str, title: &str, particle: Particle) -> String {
    [text, particle_after(title, particle)].concat()
}

fn is_price(about: &About, at: usize) -> bool {
    about.name(at) == "price"
}

fn is_class(about: &About, at: usize) -> bool {
    let attribute = about.verdict.aspects[at].attribute;
    about.comparison.attributes[attribute].scale == Scale::Class
}

fn compared(about: &About, at: usize, is_more: bool) -> &'static str {
    match (known(about.name(at)), is_more) {
        (Some(known), true) => known.more.1,
        (Some(known), false) => known.less.1,
        (None, true) => "커요",
        (None, false) => "작아요",
    }
}

pub(super) fn passed_over(labels: &[&str]) -> String {
    format!(
        "남은 것 가운데 맞는 상품이 없어 넘어간 조건: {}.",
        labels.join(", ")
    )
}

pub(super) fn unstated(labels: &[&str]) -> String {
    format!("고른 상품에 적혀 있지 않은 것: {}.", labels.join(", "))
}

pub(super) fn usual(labels: &[&str]) -> String {
    let Some((last, before)) = labels.split_last() else {
        return String::new();
    };
    let mut text = String::new();
    for (at, label) in before.iter().enumerate() {
        match at + 1 == before.len() {
            true => text.push_str(&with_particle(label, Particle::GwaWa)),
            false => text.push_str(&[label, ","].concat()),
        }
        text.push(' ');
    }
    text.push_str(&with_particle(last, Particle::EulReul));
    format!("평소 {text} 먼저 보시는 편이라 앞에 두었어요.")
}

pub(super) const WORDS: ChooseWords = ChooseWords {
    how: "어떻게 고르고 싶으세요?",
    ways: [
        (
            "가장 중요한 것부터",
            "첫째 기준에서 가장 좋은 상품이 앞서고, 비기면 다음 기준을 봐요.",
        ),
        (
            "맞지 않는 것은 빼기",
            "기준을 하나씩 보며 맞지 않는 상품을 빼고 하나를 남겨요.",
        ),
        (
            "최소 조건을 모두 갖춘 것",
            "조건을 모두 만족하는 상품만 남겨요.",
        ),
        (
            "하나만 뛰어나도 좋아요",
            "말씀하신 점 가운데 하나라도 뛰어난 상품을 남겨요.",
        ),
        ("모두 따져 보기", "기준마다 말씀하신 만큼 점수를 매겨요."),
    ],
    matters: "무엇이 중요한가요?",
    matters_ordered: "무엇이 중요한가요? 가장 중요한 것을 위에 두세요",
    up: "더 중요하게",
    down: "덜 중요하게",
    better: "어떤 쪽이 좋은지",
    any: "상관없음",
    less: "적을수록 좋음",
    more: "많을수록 좋음",
    better_class: "등급이 좋을수록 좋음",
    near: "이 값에 가까울수록 좋음",
    near_what: "가까워야 할 값",
    at_most: "최대",
    at_least: "최소",
    wanted: "원하는 것",
    unwanted: "원하지 않는 것",
    counts: "얼마나 중요한지",
    weights: ["전혀", "조금", "보통", "많이", "아주 많이"],
    table: "상품 나란히 보기",
    attribute: "항목",
    not_stated: "적혀 있지 않음",
    best: "고른 상품",
    out: "제외",
    start_again: "처음부터 다시",
    private: "이 브라우저 안에서만 계산하고 어디에도 보내지 않아요.",
};
