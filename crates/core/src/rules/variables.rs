//! The variables that rules may name, with their types and ranges: for `dangol check`, and for
//! a test that nothing else is told. `docs/rules.md` says what each means.

/// What a variable can be, where it is there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Type {
    /// A number from the first to the second.
    Number(f64, f64),
    /// `true` or `false`.
    Flag,
    /// A text.
    Text,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// A list of objects with these keys.
    Objects(&'static [&'static str]),
    /// Whatever the page or the owner says.
    Any,
}

/// A variable.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Variable {
    /// Its path; a `*` at its end stands for any name.
    pub path: &'static str,
    /// What it can be.
    pub value: Type,
    /// Whether it is always there.
    pub always: bool,
}

/// Larger than any count, amount or number of days that is believed.
const MOST: f64 = 1e12;
/// Days that a calendar can be apart.
const DAYS: f64 = 1e9;

const fn always(path: &'static str, value: Type) -> Variable {
    let always = true;
    Variable {
        path,
        value,
        always,
    }
}

const fn maybe(path: &'static str, value: Type) -> Variable {
    let always = false;
    Variable {
        path,
        value,
        always,
    }
}

/// All of them.
pub const VARIABLES: &[Variable] = &[
    always("profile.visits", Type::Number(0.0, 4_294_967_295.0)),
    maybe("profile.daysSinceVisit", Type::Number(0.0, DAYS)),
    always("profile.daysSinceFirstVisit", Type::Number(0.0, DAYS)),
    always("profile.orders", Type::Number(0.0, 400.0)),
    maybe("profile.daysSinceOrder", Type::Number(0.0, 730.0)),
    maybe("profile.daysSinceFirstOrder", Type::Number(0.0, 730.0)),
    always("profile.spent", Type::Number(0.0, MOST)),
    maybe("profile.satisfaction", Type::Number(1.0, 5.0)),
    always("profile.named", Type::Flag),
    always("profile.guest", Type::Flag),
    maybe("facts.birthdayIn", Type::Number(0.0, 366.0)),
    maybe("facts.age", Type::Number(0.0, 10_000.0)),
    always("facts.dates", Type::Objects(&["text", "about", "in"])),
    maybe("facts.nextDateIn", Type::Number(0.0, DAYS)),
    always("facts.sizes", Type::Objects(&["text", "about"])),
    always("facts.likes", Type::Texts),
    always("facts.dislikes", Type::Texts),
    always("facts.diet", Type::Texts),
    always("facts.interests", Type::Texts),
    always("taste.categories", Type::Texts),
    always("taste.brands", Type::Texts),
    maybe("taste.price", Type::Number(0.0, MOST)),
    maybe("taste.priceFrom", Type::Number(0.0, MOST)),
    maybe("taste.priceTo", Type::Number(0.0, MOST)),
    always("basket.lines", Type::Number(0.0, 100.0)),
    always("basket.quantity", Type::Number(0.0, 1_000_000.0)),
    always("basket.value", Type::Number(0.0, MOST)),
    always("basket.items", Type::Texts),
    always("basket.categories", Type::Texts),
    always("page.path", Type::Text),
    always("page.language", Type::OneOf(&["en", "ko"])),
    maybe("page.search", Type::Text),
    maybe("page.product.id", Type::Text),
    maybe("page.product.title", Type::Text),
    maybe("page.product.category", Type::Text),
    maybe("page.product.brand", Type::Text),
    maybe("page.product.price", Type::Number(0.0, MOST)),
    always("time.hour", Type::Number(0.0, 23.0)),
    always("time.weekday", Type::Number(1.0, 7.0)),
    always("time.day", Type::Number(1.0, 31.0)),
    always("time.month", Type::Number(1.0, 12.0)),
    always("time.year", Type::Number(1970.0, 1e9)),
    maybe("consent.personalize", Type::Flag),
    maybe("consent.measure", Type::Flag),
    maybe("campaign.source", Type::Text),
    maybe("campaign.medium", Type::Text),
    maybe("campaign.campaign", Type::Text),
    maybe("campaign.term", Type::Text),
    maybe("campaign.content", Type::Text),
    maybe("campaign.referrer", Type::Text),
    maybe("stated.*", Type::Any),
    always("shop.incident", Type::Flag),
    maybe("shop.pointsLeft", Type::Number(0.0, MOST)),
    always("segments.lifecycle", Type::OneOf(super::LIFECYCLES)),
    always("segments.win_back", Type::Flag),
    maybe("segments.*", Type::Flag),
];
