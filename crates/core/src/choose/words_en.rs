//! English.

use super::aspect::{Aspect, Better, Failing};
use super::attribute::known;
use super::comparison::Scale;
use super::verdict::{Because, Place, Placed};
use super::words::{About, ChooseWords};
use super::{Strategy, spoken};
use crate::text::Language;

pub(super) fn outcome(about: &About, strategy: Strategy, best: &[&Placed]) -> String {
    if about.verdict.is_undecided() {
        return match strategy.is_demanding() && strategy != Strategy::Disjunctive {
            true => "Nothing is left out yet: say what a product must have.".into(),
            false => "Nothing is decided yet: say what matters to you.".into(),
        };
    }
    let titles: Vec<String> = (best.iter())
        .map(|placed| format!("“{}”", about.title(placed.product)))
        .collect();
    match (best, strategy) {
        ([], Strategy::Disjunctive) => "None of these is excellent in what you ask.".into(),
        ([], _) => "None of these meets all of it.".into(),
        ([one], _) => format!("{}: {}.", titles[0], about.clause(one)),
        (_, Strategy::Disjunctive) => {
            let each = best.iter().zip(&titles);
            let each = each.map(|(placed, title)| format!("{title}: {}", about.clause(placed)));
            format!("{}.", each.collect::<Vec<_>>().join("; "))
        }
        (_, Strategy::Lexicographic | Strategy::Weighted) => {
            format!("As good as each other: {}.", listed(&titles))
        }
        _ => format!("{} are left: {}.", best.len(), listed(&titles)),
    }
}

pub(super) fn clause(about: &About, placed: &Placed) -> String {
    let aspect_of = |at: usize| &about.verdict.aspects[at];
    match placed.because {
        Because::Undecided => "not decided yet".into(),
        Because::Stays => match about.verdict.of(Place::Best).count() {
            1 => "the only one that remains".into(),
            _ => "remains".into(),
        },
        Because::ExcelsInNothing => "left out: excellent in nothing you ask".into(),
        Because::Points(points) => format!("{points} of 100 points"),
        Because::Leads { aspect } => leads(about, aspect, placed.product),
        Because::Excels { aspect } if aspect_of(aspect).is_demand() => {
            format!(
                "{} is {}",
                about.label(aspect),
                about.value(placed.product, aspect)
            )
        }
        Because::Excels { aspect } => leads(about, aspect, placed.product),
        Because::Behind { aspect, than } => behind(about, aspect, placed.product, than),
        Because::Fails { aspect, failing } => {
            format!(
                "left out: {}",
                fails(about, aspect, placed.product, failing)
            )
        }
    }
}

/// In what it is better than the others.
fn leads(about: &About, at: usize, product: usize) -> String {
    let aspect = &about.verdict.aspects[at];
    let (label, value) = (about.label(at), about.value(product, at));
    let is_price = is_price(about, at);
    match aspect.better {
        Better::Less if is_price => format!("costs least ({value})"),
        Better::More if is_price => format!("costs most ({value})"),
        Better::Less if is_class(about, at) => format!("has the best {label} ({value})"),
        Better::Less => format!("has the lowest {label} ({value})"),
        Better::More => format!("has the highest {label} ({value})"),
        Better::Near(_) => format!("is nearest to {} in {label} ({value})", aspect.near),
        Better::Any => format!("{label} is {value}"),
    }
}

fn behind(about: &About, at: usize, product: usize, than: usize) -> String {
    let aspect = &about.verdict.aspects[at];
    let (label, value) = (about.label(at), about.value(product, at));
    let other = about.title(than);
    if value.is_empty() {
        return format!("{label} is not stated");
    }
    let words = |is_more| compared(about, at, is_more);
    match aspect.better {
        Better::Less if is_price(about, at) => format!("costs more than “{other}”"),
        Better::More if is_price(about, at) => format!("costs less than “{other}”"),
        Better::Less => format!("{label} is {} that of “{other}” ({value})", words(true)),
        Better::More => format!("{label} is {} that of “{other}” ({value})", words(false)),
        Better::Near(_) => format!(
            "{label} is further from {} than that of “{other}” ({value})",
            aspect.near
        ),
        Better::Any => match failing(about, at, product) {
            Some(failing) => fails(about, at, product, failing),
            None => format!("{label} is {value}"),
        },
    }
}

/// Why it does not meet what is demanded.
fn fails(about: &About, at: usize, product: usize, failing: Failing) -> String {
    let aspect = &about.verdict.aspects[at];
    let (label, value) = (about.label(at), about.value(product, at));
    let bound = match failing {
        Failing::TooMuch => aspect.at_most.as_ref(),
        _ => aspect.at_least.as_ref(),
    };
    let bound = bound.map_or("", |bound| bound.shown.as_str());
    match failing {
        Failing::NotStated => format!("{label} is not stated"),
        Failing::TooMuch if is_price(about, at) => format!("costs more than {bound}"),
        Failing::TooLittle if is_price(about, at) => format!("costs less than {bound}"),
        Failing::TooMuch => format!("{label} is {} {bound} ({value})", compared(about, at, true)),
        Failing::TooLittle => format!(
            "{label} is {} {bound} ({value})",
            compared(about, at, false)
        ),
        Failing::NotWanted => {
            let wanted: Vec<&str> = (aspect.wanted.iter())
                .map(|word| spoken(word, Language::En))
                .collect();
            format!("{label} is not {}", wanted.join(" or "))
        }
        Failing::Unwanted => format!("{label} is {}", unwanted(about, aspect, product)),
    }
}

fn failing(about: &About, at: usize, product: usize) -> Option<Failing> {
    let aspect = &about.verdict.aspects[at];
    aspect.failing(about.comparison.value(product, aspect.attribute))
}

fn unwanted<'a>(about: &'a About, aspect: &'a Aspect, product: usize) -> &'a str {
    let value = about.comparison.value(product, aspect.attribute);
    let word = value.and_then(|value| Aspect::which(value, &aspect.unwanted));
    spoken(word.unwrap_or_default(), about.language)
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
        (Some(known), true) => known.more.0,
        (Some(known), false) => known.less.0,
        (None, true) => "more than",
        (None, false) => "less than",
    }
}

pub(super) fn passed_over(labels: &[&str]) -> String {
    format!(
        "Passed over, for none that was left meets it: {}.",
        listed(labels)
    )
}

pub(super) fn unstated(labels: &[&str]) -> String {
    format!("Not stated of every choice: {}.", listed(labels))
}

pub(super) fn usual(labels: &[&str]) -> String {
    format!("You usually look at {} first.", listed(labels))
}

/// `a`, `a and b`, `a, b and c`.
fn listed<T: AsRef<str>>(texts: &[T]) -> String {
    let mut out = String::new();
    for (at, text) in texts.iter().enumerate() {
        match at {
            0 => {}
            _ if at + 1 == texts.len() => out.push_str(" and "),
            _ => out.push_str(", "),
        }
        out.push_str(text.as_ref());
    }
    out
}

pub(super) const WORDS: ChooseWords = ChooseWords {
    how: "How do you like to decide?",
    ways: [
        (
            "What matters most goes first",
            "The best in your first point wins; the next point only breaks a tie.",
        ),
        (
            "Drop what does not fit",
            "Point by point, what fails is left out until one remains.",
        ),
        (
            "It must meet all my minimums",
            "Whatever meets every one of them stays.",
        ),
        (
            "Excellent in one thing is enough",
            "Whatever stands out in anything you name stays.",
        ),
        (
            "Weigh everything up",
            "Every point counts as much as you say.",
        ),
    ],
    matters: "What matters to you",
    matters_ordered: "What matters to you, the most important first",
    up: "More important",
    down: "Less important",
    better: "What is better",
    any: "does not matter",
    less: "less is better",
    more: "more is better",
    better_class: "the better class",
    near: "as near as possible to",
    near_what: "Near what",
    at_most: "At most",
    at_least: "At least",
    wanted: "I want",
    unwanted: "Not for me",
    counts: "How much it counts",
    weights: ["not at all", "a little", "some", "much", "very much"],
    table: "The products side by side",
    attribute: "Attribute",
    not_stated: "not stated",
    best: "Your choice",
    out: "Left out",
    start_again: "Start again",
    private: "It is worked out in this browser, and nothing of it is sent.",
};
