//! The page: all sections of a span of days in one language.

use super::book::Book;
use super::section::Section;
use super::sections::{self, Told};
use super::tongue::{Tongue, whole};
use crate::collector::Shared;
use minijinja::{AutoEscape, Environment, context};
use std::sync::LazyLock;

/// The spans that can be chosen, in days; the second unless one is.
pub const SPANS: [u16; 3] = [7, 28, 90];

const SECONDS_A_DAY: u64 = 86_400;

static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut templates = Environment::new();
    templates.set_auto_escape_callback(|_| AutoEscape::Html);
    // They are part of the program; one that is wrong is missed by `get_template` below.
    let _ = templates.add_template("page", include_str!("page.html"));
    let _ = templates.add_template("login", include_str!("login.html"));
    templates
});

/// What the page shows.
pub struct Page {
    tongue: Tongue,
    days: u16,
    reports: u64,
    /// Its parts.
    pub sections: Vec<Section>,
}

impl Page {
    /// The page as the sums are now.
    pub fn now(shared: &Shared, days: u16, tongue: Tongue) -> Self {
        let settings = &shared.settings;
        let today = u16::try_from((settings.clock)() / SECONDS_A_DAY).unwrap_or(u16::MAX);
        let sums = shared.sums(0);
        let book = Book::new(&sums, today.saturating_sub(days));
        let told = Told {
            all: Book::new(&sums, 0),
            reports: book.reports().values().sum(),
            book,
            settings,
            tongue,
            today,
            days,
        };
        Self {
            tongue,
            days,
            reports: told.reports,
            sections: sections::all(&told),
        }
    }

    /// As HTML.
    ///
    /// # Errors
    /// When the template is wrong.
    pub fn html(&self) -> Result<String, minijinja::Error> {
        let tongue = self.tongue;
        let say = |en, ko| tongue.say(en, ko);
        let spans: Vec<_> = SPANS
            .iter()
            .map(|days| {
                let name = match tongue {
                    Tongue::En => format!("{days} days"),
                    Tongue::Ko => format!("{days}일"),
                };
                context! { days, name, chosen => *days == self.days }
            })
            .collect();
        TEMPLATES.get_template("page")?.render(context! {
            lang => tongue.code(),
            other => match tongue { Tongue::En => "ko", Tongue::Ko => "en" },
            other_name => match tongue { Tongue::En => "한국어", Tongue::Ko => "English" },
            days => self.days,
            spans,
            reports => whole(self.reports),
            sections => &self.sections,
            w => context! {
                title => say("How the shop is doing", "우리 가게 현황"),
                skip => say("Skip to the figures", "본문으로 건너뛰기"),
                parts => say("Parts", "항목"),
                span => say("Span", "기간"),
                leave => say("Sign out", "로그아웃"),
                reports => say("reports in this span", "건의 보고가 이 기간에 들어왔습니다"),
                unit => say(
                    "A report is one device on one day, with its owner’s consent and no name.",
                    "보고 하나는 동의한 기기 하나의 하루치이며, 이름이 없습니다.",
                ),
                act => say("From a figure to a rule", "수치에서 규칙으로"),
                act_note => say(
                    "Choose for whom and what: the part of config.json for it is written here. dangol check says whether all of it is right together.",
                    "누구에게 무엇을 할지 고르면 config.json에 넣을 내용을 적어 드립니다. 합친 뒤에는 dangol check로 확인하세요.",
                ),
                copy => say("Copy", "복사"),
                copied => say("Copied.", "복사했습니다."),
                selected => say("Selected: copy it by keyboard.", "선택했습니다. 키보드로 복사하세요."),
                figures => say("The figures", "수치 보기"),
                csv => say("Download as CSV", "CSV로 내려받기"),
                builder => say("For the next model (JSON)", "다음 모델용 JSON"),
                fresh => say("New reports have arrived; the page shows them.", "새 보고가 도착해 화면에 반영했습니다."),
            },
        })
    }
}

/// The page that asks for the token.
///
/// # Errors
/// When the template is wrong.
pub fn login(tongue: Tongue, says: &str) -> Result<String, minijinja::Error> {
    let say = |en, ko| tongue.say(en, ko);
    TEMPLATES.get_template("login")?.render(context! {
        lang => tongue.code(),
        says,
        title => say("Dangol dashboard", "단골 대시보드"),
        token => say("Site token", "사이트 토큰"),
        hint => say(
            "The one that `dangol token` printed. It stays with you; the server keeps only its hash.",
            "`dangol token`이 알려 준 값입니다. 서버에는 해시만 남습니다.",
        ),
        enter => say("Open", "열기"),
    })
}
