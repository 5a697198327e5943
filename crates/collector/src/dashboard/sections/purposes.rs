//! What each measure is collected for, in Korean: the English words are declared with it.

use super::super::tongue::Tongue;
use dangol_wire::measure::{Declared, Measure};

/// What a measure is for.
pub fn purpose(declared: &Declared, tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::En => declared.purpose,
        Tongue::Ko => in_korean(declared.measure),
    }
}

fn in_korean(measure: Measure) -> &'static str {
    match measure {
        Measure::Visitors => "실험 집단별로 집계된 기기 수. 다른 모든 수치를 나누는 기준입니다.",
        Measure::Orders => "집단별 주문 수. 더 많은 사람이 사는지 봅니다.",
        Measure::OrderValue => "집단별 하루 주문 금액. 방문자 한 명의 가치를 봅니다.",
        Measure::Seen => "추천 목록이 표시된 횟수.",
        Measure::Clicked => "목록에서 상품을 연 횟수.",
        Measure::Added => "목록에서 연 뒤 7일 안에 장바구니에 담은 상품 수.",
        Measure::Bought => "목록에서 연 뒤 7일 안에 산 상품 수.",
        Measure::BoughtValue => "그렇게 이어진 하루 구매 금액.",
        Measure::Greeted => "인사를 건넨 횟수.",
        Measure::Followed => "인사의 제안을 받아들인 횟수.",
        Measure::Less => "그런 인사를 줄여 달라고 한 횟수.",
        Measure::Satisfaction => "만족도 응답. 별 하나(칸 0)부터 다섯(칸 4)까지입니다.",
        Measure::ShownMs => "페이지를 연 뒤 첫 목록이 보일 때까지의 시간. 태그의 속도를 봅니다.",
        Measure::Errors => "코드별 위젯 오류. 태그의 상태를 봅니다.",
        Measure::Version => "위젯의 버전. 어떤 버전이 쓰이는지 봅니다.",
        Measure::Interest => "가장 많이 본 상점 분류. 방문자의 관심사를 봅니다.",
        Measure::Lifecycle => "방문자와 상점의 관계. 신규, 단골, 이탈이 얼마나 되는지 봅니다.",
        Measure::Redeemed => "캠페인을 본 사람의 주문 가운데 그 쿠폰을 쓴 주문 수.",
        Measure::Chance => {
            "캠페인이 표시될 때(칸 0~7)와 이용될 때(칸 8~15)의 선택 확률. 누구에게 무엇을 보였는지에 좌우되지 않는 수치를 냅니다."
        }
        Measure::Freshness => {
            "방문자가 알려 준 것이 최신인지. 알려 준 사람이 얼마나 되고, 그중 지금은 달라졌을 수 있는 사람이 얼마나 되는지 봅니다."
        }
        Measure::LessOffer => "그런 혜택을 그만 보겠다고 한 횟수.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dangol_wire::measure::MEASURES;

    #[test]
    fn each_purpose_is_said_in_the_language_of_the_page() {
        let hangul = |text: &str| text.chars().any(|letter| ('가'..='힣').contains(&letter));
        for declared in MEASURES {
            assert!(!hangul(purpose(declared, Tongue::En)), "{}", declared.name);
            assert!(hangul(purpose(declared, Tongue::Ko)), "{}", declared.name);
        }
        let mut said: Vec<_> = MEASURES.iter().map(|it| purpose(it, Tongue::Ko)).collect();
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), MEASURES.len(), "no two have the same");
    }
}
