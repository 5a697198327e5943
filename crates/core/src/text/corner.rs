//! The words of the personal corner and of the wish list's heart.

use super::particle::{Particle, with_particle};
use super::{Language, Span};

/// The words of the corner.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct CornerWords {
    pub heading: &'static str,
    pub note: &'static str,
    pub invitation: &'static str,
    pub remember: &'static str,
    pub guest: &'static str,
    pub dates: &'static str,
    pub dates_note: &'static str,
    pub own_birthday: &'static str,
    pub today: &'static str,
    pub tomorrow: &'static str,
    pub ideas: &'static str,
    pub own_ideas: &'static str,
    pub correct: &'static str,
    pub remove: &'static str,
    pub add_date: &'static str,
    pub whose: &'static str,
    pub relation: &'static str,
    pub date: &'static str,
    pub month: &'static str,
    pub day: &'static str,
    pub close: &'static str,
    pub is_own: &'static str,
    pub save: &'static str,
    pub calendar: &'static str,
    pub calendar_note: &'static str,
    pub calendar_file: &'static str,
    pub usual: &'static str,
    pub usual_note: &'static str,
    pub due: &'static str,
    pub in_basket: &'static str,
    pub reorder: &'static str,
    pub view: &'static str,
    pub wishes: &'static str,
    pub wishes_none: &'static str,
    pub for_other: &'static str,
    pub take_off: &'static str,
    pub share: &'static str,
    pub share_note: &'static str,
    pub copy_link: &'static str,
    pub mail: &'static str,
    pub mail_note: &'static str,
    pub send_mail: &'static str,
    pub copy_text: &'static str,
    pub friend: &'static str,
    pub friend_note: &'static str,
    pub keep: &'static str,
    pub keep_note: &'static str,
    pub dismiss: &'static str,
    pub kept: &'static str,
    pub list_damaged: &'static str,
    pub list_newer: &'static str,
    pub gone: &'static str,
    pub full: &'static str,
    pub not_added: &'static str,
    pub saved: &'static str,
    pub not_saved: &'static str,
    pub removed: &'static str,
    pub copied: &'static str,
    pub not_copied: &'static str,
    pub elsewhere: &'static str,
}

impl Language {
    /// The words of the corner.
    pub fn corner(self) -> &'static CornerWords {
        match self {
            Self::En => &EN,
            Self::Ko => &KO,
        }
    }

    /// In how many days a date comes.
    pub fn in_days(self, days: u64) -> String {
        let words = self.corner();
        match (days, self) {
            (0, _) => words.today.to_owned(),
            (1, _) => words.tomorrow.to_owned(),
            (_, Self::En) => match super::span(days) {
                Span::Days(days) => format!("in {days} days"),
                Span::Weeks(weeks) => format!("in {weeks} weeks"),
                Span::Months(months) => format!("in {months} months"),
            },
            (_, Self::Ko) => match super::span(days) {
                Span::Days(days) => format!("{days}일 뒤"),
                Span::Weeks(weeks) => format!("{weeks}주 뒤"),
                Span::Months(months) => format!("{months}개월 뒤"),
            },
        }
    }

    /// What a calendar's reminder says, a week before.
    pub(crate) fn in_a_week(self, who: &str) -> String {
        match self {
            Self::En => format!("In a week: {who}"),
            Self::Ko => format!("일주일 뒤: {who}"),
        }
    }

    /// What is now in the basket.
    pub fn in_the_basket(self, title: &str) -> String {
        match self {
            Self::En => format!("“{title}” is in your basket."),
            Self::Ko => format!("{} 장바구니에 담았어요.", quoted(title, Particle::EulReul)),
        }
    }

    /// How many things are now in the basket.
    pub fn many_in_the_basket(self, count: usize) -> String {
        match self {
            Self::En => format!("{count} products are in your basket."),
            Self::Ko => format!("상품 {count}개를 장바구니에 담았어요."),
        }
    }

    /// What is no longer on the wish list.
    pub fn off_the_list(self, title: &str) -> String {
        match self {
            Self::En => format!("“{title}” is off your wish list."),
            Self::Ko => format!("{} 찜 목록에서 뺐어요.", quoted(title, Particle::EulReul)),
        }
    }

    /// The button that reorders all that is due.
    pub fn reorder_due(self, count: usize) -> String {
        match self {
            Self::En => format!("Put all that is due in the basket ({count})"),
            Self::Ko => format!("살 때가 된 것 모두 담기 ({count})"),
        }
    }

    /// The button that reorders everything.
    pub fn reorder_all(self, count: usize) -> String {
        match self {
            Self::En => format!("Put everything in the basket ({count})"),
            Self::Ko => format!("모두 담기 ({count})"),
        }
    }

    /// What a letter with the shopper's list is about.
    pub(crate) fn letter_subject(self, shop: &str) -> String {
        match (self, shop) {
            (Self::En, "") => "My list".to_owned(),
            (Self::En, shop) => format!("My list at {shop}"),
            (Self::Ko, "") => "내 목록".to_owned(),
            (Self::Ko, shop) => format!("{shop} 내 목록"),
        }
    }

    /// How much a letter leaves out.
    pub(crate) fn and_more(self, count: usize) -> String {
        match self {
            Self::En => format!("\n… and {count} more.\n"),
            Self::Ko => format!("\n… 그리고 {count}개 더.\n"),
        }
    }

    /// That a link holds the first of a list only.
    pub fn not_all_shared(self, count: usize) -> String {
        match self {
            Self::En => format!("The link holds the newest {count} of your wishes."),
            Self::Ko => format!("링크에는 최근에 찜하신 {count}개까지 담겨요."),
        }
    }

    /// The heart of an item: what pressing it does, with the item where it is named.
    pub fn heart(self) -> &'static str {
        match self {
            Self::En => "Wish list",
            Self::Ko => "찜",
        }
    }
}

fn quoted(title: &str, particle: Particle) -> String {
    let with = with_particle(title, particle);
    let (_, suffix) = with.split_at(title.len());
    format!("‘{title}’{suffix}")
}

const EN: CornerWords = CornerWords {
    heading: "Your corner",
    note: "Dates, lists and wishes, kept in this browser only.",
    invitation: "Dates to remember, what you usually buy and your wishes can stand here. For that this browser has to remember you; nothing of it is sent to anyone.",
    remember: "Remember me on this device",
    guest: "A guest uses this device now. What belongs to its owner is not shown.",
    dates: "Dates to remember",
    dates_note: "A birthday or an anniversary: ideas for a gift stand here three weeks before.",
    own_birthday: "My birthday",
    today: "today",
    tomorrow: "tomorrow",
    ideas: "Ideas for a gift",
    own_ideas: "From your wish list",
    correct: "Change",
    remove: "Remove",
    add_date: "Add a date",
    whose: "Whose day, or what day",
    relation: "What they are to you (optional)",
    date: "Date",
    month: "Month",
    day: "Day",
    close: "Close",
    is_own: "It is my own birthday",
    save: "Save",
    calendar: "Put them in my calendar",
    calendar_note: "A file for any calendar: each date every year, with a reminder a week before.",
    calendar_file: "dates.ics",
    usual: "What you usually buy",
    usual_note: "By what you bought here; what should be running out comes first.",
    due: "Due",
    in_basket: "In your basket",
    reorder: "Put in the basket",
    view: "See it",
    wishes: "Wish list",
    wishes_none: "Nothing yet. The heart on a product’s page puts it here.",
    for_other: "For someone else",
    take_off: "Take off",
    share: "Share my wish list",
    share_note: "The list itself is in the link, ids and titles only. Who has the link can read it; no server can.",
    copy_link: "Copy the link",
    mail: "Mail me my list",
    mail_note: "Your own mail program writes it: it does not go through the shop.",
    send_mail: "Write the mail",
    copy_text: "Copy as text",
    friend: "A list from a friend",
    friend_note: "It came with the link that you opened. Nothing of it is kept unless you say so.",
    keep: "Keep in my wish list",
    keep_note: "They are kept as wishes for someone else, so that they do not bend what is shown to you. If you were not remembered here yet, this browser remembers you from then on.",
    dismiss: "No, thank you",
    kept: "The list is among your wishes.",
    list_damaged: "This link was to hold a list from a friend, but it is damaged or cut off. Nothing was taken from it. Ask for the link again.",
    list_newer: "This list from a friend was made by a newer version of the shop. Reload this page and open the link again.",
    gone: "The shop has no page of it any more.",
    full: "Your wish list is full: it holds 50.",
    not_added: "It could not be put in the basket. Its page is the surer way.",
    saved: "Saved.",
    not_saved: "It could not be saved. Is the date right?",
    removed: "Removed.",
    copied: "Copied.",
    not_copied: "It could not be copied. Please select and copy it yourself.",
    elsewhere: "It was not turned on: the shop’s consent settings or a privacy signal of your browser says no, or has not answered yet. That answer goes first.",
};

const KO: CornerWords = CornerWords {
    heading: "나만의 자리",
    note: "기억할 날, 자주 사는 것, 찜한 것. 이 브라우저에만 보관해요.",
    invitation: "기억할 날, 자주 사시는 것, 찜하신 것을 여기 모아 드릴 수 있어요. 그러려면 이 브라우저가 고객님을 기억해야 해요. 누구에게도 보내지 않아요.",
    remember: "이 기기에서 나를 기억하기",
    guest: "지금은 손님이 이 기기를 쓰고 있어요. 주인의 것은 보여 드리지 않아요.",
    dates: "기억할 날",
    dates_note: "생일이나 기념일을 적어 두시면 3주 전부터 선물 아이디어를 여기 보여 드려요.",
    own_birthday: "내 생일",
    today: "오늘",
    tomorrow: "내일",
    ideas: "선물 아이디어",
    own_ideas: "찜하신 것 가운데",
    correct: "고치기",
    remove: "지우기",
    add_date: "기억할 날 더하기",
    whose: "누구의 날, 또는 무슨 날",
    relation: "어떤 사이인지 (선택)",
    date: "날짜",
    month: "월",
    day: "일",
    close: "닫기",
    is_own: "내 생일이에요",
    save: "저장",
    calendar: "내 캘린더에 넣기",
    calendar_note: "어느 캘린더에나 넣을 수 있는 파일이에요. 해마다 그날, 일주일 전에 알려 줘요.",
    calendar_file: "기억할-날.ics",
    usual: "자주 사시는 것",
    usual_note: "여기서 사신 것으로 헤아렸어요. 떨어질 때가 된 것이 먼저 나와요.",
    due: "살 때가 됐어요",
    in_basket: "장바구니에 있어요",
    reorder: "장바구니에 담기",
    view: "상품 보기",
    wishes: "찜 목록",
    wishes_none: "아직 없어요. 상품 페이지의 하트를 누르시면 여기 모여요.",
    for_other: "선물용",
    take_off: "빼기",
    share: "찜 목록 나누기",
    share_note: "목록은 링크 안에 상품 번호와 이름으로만 들어 있어요. 링크를 가진 사람은 볼 수 있고, 서버는 볼 수 없어요.",
    copy_link: "링크 복사",
    mail: "내 목록을 메일로 받기",
    mail_note: "쓰시는 메일 프로그램으로 직접 보내요. 쇼핑몰을 거치지 않아요.",
    send_mail: "메일 쓰기",
    copy_text: "글로 복사",
    friend: "친구가 보낸 목록",
    friend_note: "여신 링크에 담겨 왔어요. 원하지 않으시면 아무것도 보관하지 않아요.",
    keep: "내 찜 목록에 담기",
    keep_note: "선물용으로 담아서 고객님께 권해 드리는 상품이 달라지지 않아요. 아직 기억하지 않던 브라우저라면 이때부터 고객님을 기억해요.",
    dismiss: "아니요, 괜찮아요",
    kept: "찜 목록에 담았어요.",
    list_damaged: "친구가 보낸 목록이 담긴 링크 같은데 손상되었거나 잘렸어요. 아무것도 가져오지 않았어요. 링크를 다시 받아 주세요.",
    list_newer: "쇼핑몰의 더 새로운 버전에서 만든 목록이에요. 이 페이지를 새로 고친 뒤 링크를 다시 열어 주세요.",
    gone: "이제 이 상품의 페이지가 없어요.",
    full: "찜 목록이 가득 찼어요. 50개까지 담을 수 있어요.",
    not_added: "장바구니에 담지 못했어요. 상품 페이지에서 담아 주세요.",
    saved: "저장했어요.",
    not_saved: "저장하지 못했어요. 날짜가 맞나요?",
    removed: "지웠어요.",
    copied: "복사했어요.",
    not_copied: "복사하지 못했어요. 직접 선택해서 복사해 주세요.",
    elsewhere: "켜지지 않았어요. 이 가게의 동의 설정이나 브라우저의 개인정보 신호가 거절했거나 아직 답하지 않았어요. 그 답이 먼저예요.",
};
