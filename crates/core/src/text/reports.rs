//! The words of what was sent.

use super::Language;

/// The words of what was sent.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct ReportWords {
    pub heading: &'static str,
    pub note: &'static str,
    pub none: &'static str,
    pub counted: &'static str,
    pub waiting: &'static str,
    pub sent: &'static str,
    pub budget: &'static str,
    pub budget_note: &'static str,
    pub of_day: &'static str,
    pub sent_on: &'static str,
    pub waits: &'static str,
    pub made: &'static str,
    pub raw: &'static str,
    pub answer: &'static str,
    pub fields: &'static str,
    pub money: &'static str,
}

impl Language {
    /// The words of what was sent.
    pub fn reports(self) -> &'static ReportWords {
        match self {
            Self::En => &EN,
            Self::Ko => &KO,
        }
    }
}

const EN: ReportWords = ReportWords {
    heading: "What was sent",
    note: "You agreed to be counted. On a visit, a report of the last day you were here goes to the shop, at most one a day: only what is listed here, without your name and without any number that stays the same. All reports are of one size.",
    none: "No report has been sent yet.",
    counted: "Counted since the last report",
    waiting: "Waiting",
    sent: "Sent",
    budget: "Privacy budget left this year",
    budget_note: "Each answer that is told with noise spends some of it. When nothing is left, such answers end until next year.",
    of_day: "Report of",
    sent_on: "sent on",
    waits: "waits to be sent",
    made: "made on",
    raw: "The very bytes",
    answer: "told with noise, in these cells",
    fields: "Everything that a report can hold, and who sees it",
    money: "in the smallest unit of money",
};

const KO: ReportWords = ReportWords {
    heading: "보낸 것",
    note: "집계에 동의하셨어요. 다시 오실 때 지난번 오신 날의 보고가 하루에 많아야 한 건 쇼핑몰로 가요. 여기 적힌 것만, 이름도 없고 늘 같은 번호도 없이 보내요. 보고의 크기는 모두 같아요.",
    none: "아직 보낸 보고가 없어요.",
    counted: "지난 보고 뒤에 센 것",
    waiting: "기다리는 보고",
    sent: "보낸 보고",
    budget: "올해 남은 개인정보 예산",
    budget_note: "잡음을 섞어 보내는 답마다 조금씩 써요. 다 쓰면 내년까지 그런 답을 보내지 않아요.",
    of_day: "보고한 날",
    sent_on: "보낸 날",
    waits: "보내기를 기다려요",
    made: "만든 때",
    raw: "보낸 바이트 그대로",
    answer: "잡음을 섞은 답의 칸",
    fields: "보고에 담길 수 있는 모든 것과 볼 수 있는 사람",
    money: "(가장 작은 화폐 단위)",
};
