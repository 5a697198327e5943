//! What the inspector says of offers and questions.

use super::Language;
use crate::asking::Silence;
use crate::campaign::{Drawn, Ground, Standing};
use crate::profile::{Blocked, Unasked};

impl Language {
    /// Why neither offers nor questions are shown.
    pub(crate) fn needs_yes(self) -> &'static str {
        self.either(
            "the shopper has not agreed to be remembered",
            "고객이 기억하기에 동의하지 않았습니다",
        )
    }

    /// Of a question that only another one keeps back.
    pub(crate) fn could_be_asked(self) -> &'static str {
        self.either(
            "could be asked, but not now",
            "물을 수 있지만 지금은 아닙니다",
        )
    }

    /// What came of a campaign.
    pub(crate) fn standing(self, standing: &Standing) -> String {
        let (en, ko) = match standing {
            Standing::Competed(drawn) => return self.drawn(drawn),
            Standing::GoesOn => (
                "goes on from before in this visit",
                "이번 방문에서 보이던 것이 이어집니다",
            ),
            Standing::Waits => (
                "another goes on in this visit",
                "이번 방문에서는 다른 것이 이어집니다",
            ),
            Standing::Outranked => (
                "another has a higher priority",
                "우선순위가 더 높은 것이 있습니다",
            ),
            Standing::Wordless => ("its text cannot be said", "문장을 만들 수 없습니다"),
            Standing::Out(ground) => match ground {
                Ground::Dates => ("not on its days", "기간이 아닙니다"),
                Ground::Withheld => (
                    "withheld from this shopper, to measure what it is good for",
                    "효과를 재려고 이 고객에게는 보이지 않습니다",
                ),
                Ground::Rule => (
                    "the owner’s condition does not hold",
                    "운영자의 조건에 맞지 않습니다",
                ),
                Ground::Wrong(error) => return error.to_string(),
                Ground::Unwanted => (
                    "about something that the shopper dislikes",
                    "고객이 싫어하는 것에 대한 것입니다",
                ),
                Ground::Blocked(Blocked::Stopped) => (
                    "the shopper wants less of this",
                    "고객이 그만 보기로 했습니다",
                ),
                Ground::Blocked(Blocked::Redeemed) => {
                    ("its code was used already", "코드를 이미 썼습니다")
                }
                Ground::Blocked(Blocked::CoolDown) => {
                    ("cools down since it was shown", "다시 보일 때가 아닙니다")
                }
                Ground::Blocked(Blocked::PerWeek) => (
                    "shown often enough this week",
                    "이번 주에 충분히 보였습니다",
                ),
                Ground::Blocked(Blocked::PerShopper) => (
                    "shown as often as it may be",
                    "보일 수 있는 만큼 보였습니다",
                ),
            },
        };
        self.either(en, ko).to_owned()
    }

    fn drawn(self, drawn: &Drawn) -> String {
        let (value, taste) = (thousandths(drawn.drawn), thousandths(drawn.cares.into()));
        let percent = ((drawn.chance * 100.0).round() as u64).to_string();
        let won = match drawn.is_shown {
            true => self.either("drew the most: ", "가장 큰 수를 뽑았습니다: "),
            false => self.either("drew less: ", "더 작은 수를 뽑았습니다: "),
        };
        let (of_taste, wins) = (
            self.either(", factor of taste ", ", 취향 계수 "),
            self.either(", chance to win ", ", 이길 확률 "),
        );
        [won, &value, of_taste, &taste, wins, &percent, " %"].concat()
    }

    /// What keeps a question back.
    pub(crate) fn unasked(self, silence: &Silence) -> String {
        let (en, ko) = match silence {
            Silence::FirstVisit => ("this is the first visit", "처음 방문한 고객입니다"),
            Silence::Paused => (
                "the shopper paused remembering",
                "고객이 기억하기를 멈추었습니다",
            ),
            Silence::Off => ("switched off", "꺼져 있습니다"),
            Silence::NotDue => ("there is no occasion", "물을 때가 아닙니다"),
            Silence::Rule => (
                "the owner’s condition does not hold",
                "운영자의 조건에 맞지 않습니다",
            ),
            Silence::Wrong(error) => return error.to_string(),
            Silence::NoWords => ("its text cannot be said", "문장을 만들 수 없습니다"),
            Silence::Unasked(Unasked::Stopped) => (
                "the shopper does not want to be asked",
                "고객이 묻지 말라고 했습니다",
            ),
            Silence::Unasked(Unasked::OfVisit) => (
                "something was asked in this visit",
                "이번 방문에서 이미 물었습니다",
            ),
            Silence::Unasked(Unasked::TooSoon) => (
                "something was asked a short while ago",
                "얼마 전에 물었습니다",
            ),
            Silence::Unasked(Unasked::Refused) => (
                "a question was refused lately",
                "얼마 전에 답하지 않겠다고 했습니다",
            ),
            Silence::Unasked(Unasked::CoolDown) => {
                ("cools down since it was asked", "다시 물을 때가 아닙니다")
            }
            Silence::Unasked(Unasked::Once) => ("was asked of this already", "이미 물었습니다"),
            Silence::Unasked(Unasked::PerQuarter) => (
                "asked often enough this quarter",
                "이번 분기에 충분히 물었습니다",
            ),
        };
        self.either(en, ko).to_owned()
    }
}

/// A number to three places, without the kilobytes of writing any number.
fn thousandths(number: f64) -> String {
    let all = (number * 1000.0).round() as u64;
    let places = (1000 + all % 1000).to_string();
    [&(all / 1000).to_string(), ".", &places[1..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_three_places() {
        for (number, text) in [
            (0.0, "0.000"),
            (0.0714, "0.071"),
            (1.0, "1.000"),
            (12.0456, "12.046"),
        ] {
            assert_eq!(thousandths(number), text);
        }
    }
}
