//! How visitors and the shop stand, and how fresh is what they told: by noised answers.

use super::super::section::Section;
use super::super::tongue::Tongue;
use super::Told;
use super::interests::{Noised, fill};
use dangol_wire::measure::{LIFECYCLE, Measure};

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
    };
    if let Some((name, share)) = fill(told, &mut section, &noised, false) {
        section.says = match told.tongue {
            Tongue::En => format!("Most of those who come are “{name}”: about {share}."),
            Tongue::Ko => format!("방문자 가운데 ‘{name}’이 가장 많습니다. 약 {share}."),
        };
    }
    section
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
