//! How visitors and the shop stand, and how fresh is what they told: by noised answers.

use super::super::section::Section;
use super::super::suggestion::{Whom, slug};
use super::super::tongue::Tongue;
use super::Told;
use super::interests::{Noised, fill};
use dangol_core::report::{AWAY_DAYS, QUIET_DAYS};
use dangol_wire::measure::{LIFECYCLE, Measure};
use serde_json::json;

/// How visitors and the shop stand.
pub fn lifecycle(told: &Told) -> Section {
    let mut section = Section {
        id: "lifecycle",
        title: told.say("New, regular, away", "신규·단골·이탈"),
        ..Section::default()
    };
    let korean = ["신규", "둘러보는 중", "한 번 구매", "단골", "뜸함", "떠남"];
    let names: Vec<String> = LIFECYCLE
        .iter()
        .zip(korean)
        .map(|(en, ko)| told.say(&en.replace('_', " "), ko))
        .collect();
    let noised = Noised {
        measure: Measure::Lifecycle,
        names: &names,
        of: told.say("state", "상태"),
        whom: &|cell| whom(cell, told.settings.interests.first()),
    };
    if let Some((name, share)) = fill(told, &mut section, &noised, false) {
        section.says = match told.tongue {
            Tongue::En => format!("Most of those who come are “{name}”: about {share}."),
            Tongue::Ko => format!("방문자 가운데 ‘{name}’이 가장 많습니다. 약 {share}."),
        };
    }
    section
}

/// Who those of a state are, by what rules are told: `LIFECYCLE`'s places, as devices tell them.
fn whom(cell: usize, category: Option<&String>) -> Option<Whom> {
    let (first, last) = (
        json!({"var": ["profile.daysSinceFirstOrder", 0]}),
        json!({"var": ["profile.daysSinceOrder", 0]}),
    );
    let orders = json!({"var": "profile.orders"});
    let visits = json!({"var": "profile.visits"});
    // Who bought on one day only bought last when they bought first.
    let (once, often) = (json!({"==": [first, last]}), json!({">": [first, last]}));
    let (when, greeting, offer) = match cell {
        0 => (
            json!({"and": [{"==": [orders, 0]}, {"<=": [visits, 1]}]}),
            ["Welcome.", "처음 오셨네요, 반가워요."],
            ["A welcome for you", "처음 오신 분께"],
        ),
        1 => (
            json!({"and": [{"==": [orders, 0]}, {">": [visits, 1]}]}),
            ["Take your time.", "천천히 둘러보세요."],
            ["For your first order", "첫 주문에 드려요"],
        ),
        2 => (
            json!({"and": [{">": [orders, 0]}, once, {"<=": [last, AWAY_DAYS]}]}),
            ["Good to see you again.", "다시 와 주셔서 반가워요."],
            ["For your second order", "두 번째 주문에 드려요"],
        ),
        3 => (
            json!({"and": [often, {"<=": [last, QUIET_DAYS]}]}),
            ["Thank you for coming so often.", "늘 찾아 주셔서 고마워요."],
            ["A thank-you to our regulars", "단골께 드리는 감사"],
        ),
        4 => (
            json!({"and": [often, {">": [last, QUIET_DAYS]}, {"<=": [last, AWAY_DAYS]}]}),
            ["It has been a while.", "오랜만이에요, 반가워요."],
            ["Good to have you back", "다시 와 주셔서 고마워요"],
        ),
        5 => (
            json!({">": [last, AWAY_DAYS]}),
            ["Welcome back.", "정말 오랜만에 뵙네요."],
            ["To welcome you back", "돌아오신 것을 환영해요"],
        ),
        _ => return None,
    };
    Some(Whom {
        id: slug(LIFECYCLE.get(cell)?),
        when,
        greeting: greeting.map(|text| ["{$hello}. ", text].concat()),
        offer: offer.map(str::to_owned),
        first: match category {
            Some(category) => json!({"category": category}),
            None => json!({"items": ["…"]}),
        },
    })
}

/// How many visitors stated something about themselves, and whether it is still fresh.
pub fn freshness(told: &Told) -> Section {
    let mut section = Section {
        id: "freshness",
        title: told.say("Freshness of what visitors told", "알려 준 정보의 최신성"),
        ..Section::default()
    };
    let korean = ["알려 준 것 없음", "모두 최신", "일부 오래됨", "모두 오래됨"];
    let english = ["nothing told", "all fresh", "some stale", "all stale"];
    let names: Vec<String> = english
        .iter()
        .zip(korean)
        .map(|(en, ko)| told.say(en, ko))
        .collect();
    let noised = Noised {
        measure: Measure::Freshness,
        names: &names,
        of: told.say("what they told", "알려 준 정보"),
        // Rules are not told how old what was stated is.
        whom: &|_| None,
    };
    if let Some((name, share)) = fill(told, &mut section, &noised, false) {
        section.says = match told.tongue {
            Tongue::En => format!("Most are of “{name}”: about {share} of visitors."),
            Tongue::Ko => format!("‘{name}’이 가장 많습니다. 방문자의 약 {share}."),
        };
        section.notes.push(told.say(
            "A size or a taste is stale a year after it was stated or confirmed, a name or a date after two. Place <dangol-ask> to have stale ones asked about.",
            "치수와 취향은 알려 주거나 확인한 지 1년, 이름과 기념일은 2년이 지나면 오래된 것으로 봅니다. <dangol-ask>를 두면 오래된 것을 다시 여쭙니다.",
        ));
    }
    section
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dashboard::tongue::Tongue;
    use dangol_core::report::answerable;
    use dangol_core::{Engine, Language, Node, Now, Setup, config};
    use serde_json::Value;

    const DAY: u64 = 86_400_000;
    const START: u64 = 1_700_000_000_000;

    fn node(value: &Value) -> Node {
        Node::of_json(value)
    }

    /// The cell in which somebody is counted who bought so many days ago and came so often, and
    /// the codes of the greetings that hold for them.
    fn greeted(moments: &Value, bought: &[u64], visits: u32) -> (u16, Vec<String>) {
        let mut engine = Engine::new(Setup {
            moments: node(moments),
            ..Setup::new(Language::En, 7)
        });
        assert_eq!(engine.moments_troubles(), &[] as &[String]);
        for visit in 1..visits {
            engine.open_page(
                Default::default(),
                Now::utc(START - u64::from(visit) * 400 * DAY),
            );
        }
        for (order, days) in bought.iter().enumerate() {
            let told = json!({"transaction_id": order.to_string(), "items": [{"item_id": "a"}]});
            let at = Now::utc(START - days * DAY);
            engine.track("purchase", &node(&told), at).unwrap();
        }
        let now = Now::utc(START);
        engine.open_page(Default::default(), now);
        let counted = answerable(&engine.export().profile, &[], now);
        let codes = moments.as_object().unwrap().keys().cloned();
        let said = codes.filter(|code| engine.greeting_among(code, now).is_some());
        (counted[0].1, said.collect())
    }

    #[test]
    fn the_rule_of_each_state_holds_for_those_whom_devices_count_there() {
        let mut moments = serde_json::Map::new();
        for cell in 0..LIFECYCLE.len() {
            let whom = whom(cell, None).unwrap();
            let suggestion = whom.suggest(String::new(), String::new(), Tongue::En);
            let greeting: Value = serde_json::from_str(&suggestion.snippets[0].json).unwrap();
            moments.extend(greeting["moments"].as_object().unwrap().clone());
        }
        let moments = Value::Object(moments);
        assert!(whom(LIFECYCLE.len(), None).is_none());
        for (bought, visits, state) in [
            (&[][..], 1, "for-new"),
            (&[], 2, "for-looking"),
            (&[0], 1, "for-bought-once"),
            (&[100, 100], 1, "for-bought-once"),
            (&[20, 0], 1, "for-regular"),
            (&[300, 200, 89], 1, "for-regular"),
            (&[300, 92], 1, "for-quiet"),
            (&[300, 179], 1, "for-quiet"),
            (&[182], 1, "for-away"),
            (&[400, 300], 1, "for-away"),
        ] {
            let (cell, said) = greeted(&moments, bought, visits);
            assert_eq!(said, [state], "{bought:?}");
            assert_eq!(
                ["for-", &slug(LIFECYCLE[usize::from(cell)])].concat(),
                state
            );
        }
    }

    #[test]
    fn what_is_suggested_is_read_without_a_complaint() {
        let category = "Tea {&} \\ 차 | \"cake\" <b>".to_owned();
        let interests = super::super::interests::whom(3, &category).unwrap();
        assert_eq!(interests.id, "tea-cake-b");
        assert_eq!(
            super::super::interests::whom(3, "차와 커피").unwrap().id,
            "interest-4"
        );
        let states = (0..LIFECYCLE.len()).filter_map(|cell| whom(cell, Some(&category)));
        for whom in states.chain([interests]) {
            for tongue in [Tongue::En, Tongue::Ko] {
                let suggestion = whom.suggest("x".into(), "1 %".into(), tongue);
                assert_eq!(suggestion.snippets.len(), 3);
                for snippet in suggestion.snippets {
                    let part: Value = serde_json::from_str(&snippet.json).unwrap();
                    let (_, _, troubles) = config::read(&node(&part));
                    assert_eq!(troubles, [], "{}", snippet.json);
                    let engine = Engine::new(Setup {
                        moments: node(&part["moments"]),
                        campaigns: node(&part["campaigns"]),
                        ..Setup::new(Language::En, 7)
                    });
                    let wrong = [engine.moments_troubles(), engine.campaign_troubles()].concat();
                    assert_eq!(wrong, [] as [String; 0], "{}", snippet.json);
                }
            }
        }
    }
}
