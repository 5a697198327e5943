//! Greetings in English.

use super::AroundGreeting;
use crate::greeting::{PartOfDay, Words};

pub(super) fn hello(part: PartOfDay, name: Option<&str>) -> String {
    let hello = match part {
        PartOfDay::Morning => "Good morning",
        PartOfDay::Afternoon => "Good afternoon",
        PartOfDay::Evening => "Good evening",
        PartOfDay::Night => "Hello",
    };
    match name {
        Some(name) => [hello, ", ", name].concat(),
        None => hello.to_owned(),
    }
}

pub(super) fn words(words: Words) -> (&'static str, &'static str) {
    match words {
        Words::FirstVisit => (
            "{$hello}, and welcome.",
            "No earlier visit is remembered on this device.",
        ),
        Words::FirstVisitOfShop => (
            "{$hello}, and welcome to {$shop}.",
            "No earlier visit is remembered on this device.",
        ),
        Words::Return => (
            "{$hello}. It’s good to see you again.",
            ".input {$days :number} .match $days 0 {{This device remembers an earlier visit today.}} 1 {{This device remembers your visit yesterday.}} * {{This device remembers your visit {$days} days ago.}}",
        ),
        Words::Missed => (
            "{$hello}. We have missed you.",
            "This device remembers that you bought here more than once, and not for a while.",
        ),
        Words::Continuing => (
            "{$hello}. It’s good to see you again. Last time you were looking at “{$title}”.",
            "This device remembers what you looked at on your last visit.",
        ),
        Words::HowWas => (
            "{$hello}. It’s good to see you again. How was the “{$title}”?",
            "This device remembers that you bought it here some days ago.",
        ),
        Words::Birthday => (
            "{$hello}, and happy birthday!",
            "You told us your birthday.",
        ),
        Words::BirthdaySoon => (
            "{$hello}. Your birthday is coming: we wish you a lovely one.",
            "You told us your birthday.",
        ),
        Words::LovedOne => (
            "{$hello}. {$day} is the day you noted for {$who}.",
            "You told us this date.",
        ),
        Words::LovedOneToday => (
            "{$hello}. Today is the day you noted for {$who}.",
            "You told us this date.",
        ),
        Words::Anniversary => (
            "{$hello}. A year ago you bought here for the first time: thank you.",
            "This device remembers your first purchase here.",
        ),
        Words::PointsLeft => (
            ".input {$left :number} .match $left one {{{$hello}. One more point and {$reward} is yours.}} * {{{$hello}. {$left} more points and {$reward} is yours.}}",
            "The shop told this page how many points you have.",
        ),
        Words::PointsReached => (
            "{$hello}. You have points enough for {$reward}.",
            "The shop told this page how many points you have.",
        ),
        Words::LowStock => (
            "{$hello}. Only a few are left of what you looked at before: “{$title}”.",
            "This page says that few are left, and this device remembers that you looked at it.",
        ),
        Words::PriceFell => (
            "{$hello}. “{$title}” costs less than when you last looked: {$price} instead of {$before}.",
            "This page states the price, and this device remembers the one that it stated before.",
        ),
        Words::Delivery => (
            "{$hello}. Your order is on its way.",
            "The shop told this page of your order.",
        ),
        Words::DeliveryBy => (
            "{$hello}. Your order is on its way and expected on {$day}.",
            "The shop told this page of your order.",
        ),
        Words::Incident => (
            "{$hello}. We are sorry: {$what} {$offer}",
            "The shop told this page that it concerns you.",
        ),
        Words::Partner => (
            "{$hello}, and welcome from {$partner}.",
            "This page’s address says where you came from. That is not kept.",
        ),
        Words::Advertisement => (
            "{$hello}, and welcome. It’s good that our advertisement brought you here.",
            "This page’s address says that you came by an advertisement. That is not kept.",
        ),
        Words::Search => (
            "{$hello}. You are looking for “{$words}”: let us see what fits.",
            "The words of your search came with this page. They are not kept.",
        ),
        Words::Season => (
            ".input {$season :string} .match $season new-year {{{$hello}, and a happy new year!}} year-end {{{$hello}, and a warm end of the year to you.}} spring {{{$hello}. Spring is here, and so are you: welcome.}} summer {{{$hello}. Summer is here, and so are you: welcome.}} autumn {{{$hello}. Autumn is here, and so are you: welcome.}} * {{{$hello}. Winter is here: come in and warm yourself.}}",
            "By the calendar of this device.",
        ),
        Words::Own => ("", "The shop greets so on days like this."),
    }
}

pub(super) const AROUND: AroundGreeting = AroundGreeting {
    told_name: " You told us your name.",
    gift: "a gift",
    look_again: "Look again",
    say_opinion: "Say what you think",
    gift_ideas: "Gift ideas",
    follow: "Follow it",
    take_up: "Take it up",
    more: "More",
    less: "Less of this",
    less_note: "Less of this: do not greet me so again",
    stopped: "We will not greet you so again. The privacy page can allow it again.",
    privacy_page: "To the privacy page",
};
