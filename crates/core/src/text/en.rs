//! English.

use super::{BannerWords, PrivacyWords, Span};
use crate::Kind;
use crate::greeting::{Occasion, PartOfDay};
use crate::reason::Ground;

pub(super) fn reason(ground: Ground, title: &str, days: u64) -> String {
    match ground {
        Ground::Viewed => format!("Because you looked at “{title}”"),
        Ground::InBasket => format!("Goes with “{title}” in your basket"),
        Ground::Bought => format!("Because you bought “{title}”"),
        Ground::RelatedToPage => "Often chosen by those who choose this".into(),
        Ground::TogetherWithPage => "Often bought together with this".into(),
        Ground::Trending => "Popular in the shop lately".into(),
        Ground::SeenBefore => match days {
            0 => "You looked at this today".into(),
            1 => "You looked at this yesterday".into(),
            _ => format!("You looked at this {days} days ago"),
        },
        Ground::Liked => format!("Because you like “{title}”"),
        Ground::UsuallyBought => format!("You usually buy it every {}", span(days)),
        Ground::RunsOut | Ground::BoughtBefore if days < 2 => "You bought it lately".into(),
        Ground::RunsOut | Ground::BoughtBefore => format!("You bought it {} ago", span(days)),
        Ground::Searched if title.is_empty() => "Fits what you came for".into(),
        Ground::Searched => format!("Fits your search for “{title}”"),
        Ground::New => "New in the shop".into(),
        Ground::Shop => "Recommended by the shop".into(),
    }
}

pub(super) fn greeting(occasion: &Occasion, part: PartOfDay, shop: &str) -> (String, String) {
    let hello = match part {
        PartOfDay::Morning => "Good morning",
        PartOfDay::Afternoon => "Good afternoon",
        PartOfDay::Evening => "Good evening",
        PartOfDay::Night => "Hello",
    };
    match occasion {
        Occasion::FirstVisit if shop.is_empty() => (format!("{hello}, and welcome."), first()),
        Occasion::FirstVisit => (format!("{hello}, and welcome to {shop}."), first()),
        Occasion::Return { name, days, missed } => {
            let (said, why) = match missed {
                true => ("We have missed you.", MISSED.to_owned()),
                false => ("It’s good to see you again.", returned(*days)),
            };
            match name {
                Some(name) => (
                    format!("{hello}, {name}. {said}"),
                    why + " You told us your name.",
                ),
                None => (format!("{hello}. {said}"), why),
            }
        }
    }
}

pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::ForYou => "Picked for you",
        Kind::Related => "Often chosen with this",
        Kind::BoughtTogether => "Often bought together",
        Kind::RecentlyViewed => "Recently viewed",
        Kind::Trending => "Popular lately",
        Kind::BuyAgain => "Buy again",
        Kind::CompleteTheBasket => "Goes with your basket",
        Kind::BecauseYouViewed => "Because of what you looked at",
        Kind::NewForYou => "New for you",
    }
}

/// A time as people say it: "day", "9 days", "5 weeks", "3 months".
fn span(days: u64) -> String {
    match super::span(days) {
        Span::Days(1) => "day".into(),
        Span::Days(days) => format!("{days} days"),
        Span::Weeks(weeks) => format!("{weeks} weeks"),
        Span::Months(months) => format!("{months} months"),
    }
}

fn first() -> String {
    "No earlier visit is remembered on this device.".into()
}

const MISSED: &str =
    "This device remembers that you bought here more than once, and not for a while.";

fn returned(days: u64) -> String {
    match days {
        0 => "This device remembers an earlier visit today.".into(),
        1 => "This device remembers your visit yesterday.".into(),
        _ => format!("This device remembers your visit {days} days ago."),
    }
}

pub(super) const PRIVACY: PrivacyWords = PrivacyWords {
    heading: "What this shop remembers of you",
    promise: "It is kept in this browser on this device only, and used on this shop’s pages. None of it is sent to anyone; only counts are, and only if you agree to that below.",
    nothing_kept: "Nothing is kept. What you look at is forgotten when you leave this page.",
    kept: "Kept on this device:",
    nothing_sent: "Dangol has sent nothing about you anywhere.",
    personalize: "Remember me on this device",
    personalize_note: "For greetings and suggestions that fit you. Switch it off and everything is erased at once.",
    measure: "Share anonymous counts",
    measure_note: "Lets the shop learn what helps, in sums over many visitors: at most one short report a day, which you see on this page. Only while you are remembered, and only if this shop counts at all.",
    name: "What may we call you?",
    name_note: "Only for greeting you here. Leave it empty to be greeted without a name.",
    save: "Save",
    visits: "Visits",
    first_visit: "First visit",
    last_visit: "Last seen",
    size: "Size",
    viewed: "looked at",
    added: "put into the basket",
    bought: "bought",
    gift: "a gift",
    mark_gift: "This was a gift",
    rated: "rated",
    told: "What you told us",
    likes: "Something you like",
    dislikes: "Not for you",
    take_back: "Take it back",
    nothing_yet: "Nothing yet.",
    export: "Take it along",
    erase: "Erase everything",
    erase_confirm: "Yes, erase everything",
    erase_keep: "No, keep it",
    erased: "Everything is erased.",
    saved: "Saved.",
    pause: "Remember nothing new for now",
    pause_note: "What is remembered stays and is used; what you look at or buy from now on is not added.",
    guest: "This is not me",
    guest_note: "A guest uses this device. Nothing of its owner is shown or used now, and nothing of this visit is kept. It ends by itself after half an hour without an event.",
    guest_back: "It’s me again",
    guest_came: "You are a guest now.",
    guest_left: "Welcome back.",
    question: "Is this still right?",
    still_right: "Yes, still right",
    no_longer: "No, forget it",
    tell_more: "Tell us more, if you like",
    tell_what: "What is it about?",
    tell_text: "What, or whose",
    tell_about: "Relation, or what the size is of",
    tell_date: "Date",
    tell_add: "Add",
    birthday: "Your birthday",
    dates: "A date to remember",
    sizes: "A size",
    diet: "What you eat",
    interests: "An interest",
    not_told: "That could not be noted. Is the date right?",
    tastes: "What you seem to care for",
    tastes_note: "Counted from what you looked at, put into the basket and bought here. Gifts do not count.",
    forget: "Forget",
    forget_visit: "Forget this visit",
    forgotten: "Forgotten.",
    timeline: "What you did here",
    more: "More",
    earlier: "Earlier visits",
    correct: "Correct this",
    never: "Never recommend this",
    why: "What we would show you now, and why",
    why_note: "Worked out in this browser from what is on this page.",
    dictionary: "Every field that is kept, and what for",
    yours: "It is yours",
    yours_note: "Take it along to another browser or device, bring it back, or have all of it erased.",
    import: "Bring a file",
    imported: "Taken over.",
    not_imported: "This file is no profile that can be taken over.",
    along: "To another device",
    along_note: "Who has the link or the picture can read what is in it, so give it to nobody else. It goes through no server: all of it stands in the link itself.",
    along_link: "Open this link on your other device",
    along_picture: "Or point its camera here. The picture carries the most important: what you told, and what you bought last.",
    along_alt: "QR code with your profile",
    copy: "Copy the link",
    copied: "Copied.",
    not_copied: "It could not be copied. Mark the link and copy it yourself.",
    no_link: "No link can be made here: the page needs HTTPS.",
    arrived: "A profile has come along with this link.",
    arrived_note: "Taking it over adds what it knows to what is here, and remembers you on this device.",
    arrived_yes: "Take it over",
    arrived_no: "No, leave it",
    blocked: "This browser does not let anything be kept here.",
    elsewhere: "Not switched on: this shop’s consent settings or your browser’s privacy signal say no, or have not answered yet. They go first.",
};

pub(super) const BANNER: BannerWords = BannerWords {
    question: "May this shop remember you on this device?",
    note: "What you look at and buy here stays in this browser and is sent to nobody. It is used for suggestions that fit you. You can see, correct and erase it at any time.",
    yes: "Yes, remember me",
    no: "No, do not",
    more: "What is kept, exactly",
};
