//! Is it working? What everybody gets beside the holdout, which sees nothing personal, and
//! each experiment beside those from whom it withholds something.

use super::super::section::{Section, Table};
use super::super::tongue::{Tongue, money, range, short, whole};
use super::{Told, draw};
use crate::chart;
use crate::figures::THRESHOLD;
use crate::figures::lift::{Lift, Verdict};
use crate::trial::Trial;
use dangol_wire::measure::Measure;

/// The part.
pub fn section(told: &Told) -> Section {
    let mut section = Section {
        id: "working",
        title: told.say("Is it working?", "효과가 있나요?"),
        ..Section::default()
    };
    let main = trial(told, 0);
    section.mood = mood(&main);
    section.says = said(told, &main);
    if let Some(bounds) = main.bought.difference {
        let per_hundred = bounds.times(100.0);
        let [low, value, high] = [per_hundred.low, per_hundred.value, per_hundred.high].map(short);
        let none = told.say("no difference", "차이 없음");
        let drawing = chart::balance(
            per_hundred.value,
            (per_hundred.low, per_hundred.high),
            &none,
            [&low, &value, &high],
        );
        let title = told.say(
            "More buyers in 100 visitors than without anything personal: the dot is the estimate, the bar where the truth lies",
            "개인화가 없을 때보다 방문자 100명당 늘어난 구매자: 점은 추정값, 막대는 참값의 범위",
        );
        draw(&mut section, title, drawing);
    }
    if main.mismatch == Some(true) {
        section.notes.push(told.say(
            "The two groups are not as large as they should be (sample-ratio mismatch), so they cannot be compared. Look for pages that load the tag for some visitors only, or for forged reports.",
            "두 집단의 크기가 설정과 다릅니다(표본 비율 불일치). 비교할 수 없으니, 일부 방문자에게만 태그가 뜨는 페이지나 위조 보고가 있는지 확인하세요.",
        ));
    }
    section.notes.push(told.say(
        "Counted since the experiment began, one visitor and day at a time. You may look as often as you like: the bounds hold at every look, with 95 %, and nothing is decided before they clear no difference.",
        "실험 시작부터 방문자-일 단위로 셉니다. 언제든, 몇 번이든 보셔도 됩니다. 구간은 볼 때마다 95 %로 성립하고, 0을 벗어나기 전에는 판정하지 않습니다.",
    ));
    section.tables.push(table(told, &main));
    section
}

fn table(told: &Told, main: &Trial) -> Table {
    let mut rows = rows(told, told.say("everything personal", "개인화 전체"), main);
    for subject in told.all.subjects(Measure::Visitors) {
        if subject != 0 {
            rows.extend(self::rows(told, told.name(subject), &trial(told, subject)));
        }
    }
    Table {
        title: told.say("With and without, by experiment", "실험별 비교"),
        head: told.head(&[
            ("experiment", "실험"),
            ("measure", "지표"),
            ("visitors with", "적용 방문자"),
            ("visitors without", "미적용 방문자"),
            ("with", "적용"),
            ("without", "미적용"),
            ("difference", "차이"),
            ("95 % bounds", "95 % 구간"),
            ("verdict", "판정"),
        ]),
        rows,
    }
}

fn rows(told: &Told, name: String, trial: &Trial) -> Vec<Vec<String>> {
    let currency = &told.settings.currency;
    let row = |measure: String, lift: &Lift, say: &dyn Fn(f64) -> String| {
        let none = || "–".to_owned();
        let known = lift.difference;
        let within = |of: f64| known.map_or_else(none, |_| say(of));
        vec![
            name.clone(),
            measure,
            few(trial.visitors[0]),
            few(trial.visitors[1]),
            within(lift.personal),
            within(lift.holdout),
            known.map_or_else(none, |bounds| say(bounds.value)),
            known.map_or_else(none, |bounds| match told.tongue {
                Tongue::En => format!("{} to {}", say(bounds.low), say(bounds.high)),
                Tongue::Ko => format!("{} ~ {}", say(bounds.low), say(bounds.high)),
            }),
            verdict(told, lift.verdict),
        ]
    };
    let buyers = told.say("buyers in 100 visitors", "방문자 100명당 구매자");
    let worth = told.say("value of a visitor", "방문자당 매출");
    vec![
        row(buyers, &trial.bought, &|share| short(share * 100.0)),
        row(worth, &trial.value, &|amount| money(amount, currency)),
    ]
}

fn few(visitors: u64) -> String {
    match visitors {
        0 => "0".to_owned(),
        1..THRESHOLD => format!("< {THRESHOLD}"),
        shown => whole(shown),
    }
}

fn trial(told: &Told, subject: u32) -> Trial {
    let share = told.settings.withheld.get(&subject).copied();
    Trial::of(&told.all, subject, share)
}

fn mood(trial: &Trial) -> &'static str {
    match (trial.mismatch, trial.bought.verdict) {
        (Some(true), _) | (_, Verdict::Harms) => "bad",
        (_, Verdict::Helps) => "good",
        _ => "",
    }
}

fn said(told: &Told, trial: &Trial) -> String {
    if trial.mismatch == Some(true) {
        return told.say(
            "Something is wrong with the groups, so nothing can be said.",
            "두 집단에 문제가 있어 판단할 수 없습니다.",
        );
    }
    let bounds = trial.bought.difference.map(|bounds| bounds.times(100.0));
    match (trial.bought.verdict, bounds, told.tongue) {
        (Verdict::Helps, Some(by), Tongue::En) => format!(
            "Yes. In 100 visitors, {} more buy than without anything personal (95 % sure: {}).",
            short(by.value),
            range(by, Tongue::En)
        ),
        (Verdict::Helps, Some(by), Tongue::Ko) => format!(
            "네. 개인화가 없을 때보다 방문자 100명당 {}명이 더 구매합니다(95 % 범위 {}).",
            short(by.value),
            range(by, Tongue::Ko)
        ),
        (Verdict::Harms, Some(by), Tongue::En) => format!(
            "No: it harms. In 100 visitors, {} fewer buy than without anything personal.",
            short(-by.value)
        ),
        (Verdict::Harms, Some(by), Tongue::Ko) => format!(
            "아니요, 오히려 손해입니다. 방문자 100명당 {}명이 덜 구매합니다.",
            short(-by.value)
        ),
        (other, ..) => verdict(told, other),
    }
}

fn verdict(told: &Told, verdict: Verdict) -> String {
    match (verdict, told.tongue) {
        (Verdict::Helps, _) => told.say("it helps", "도움이 됩니다"),
        (Verdict::Harms, _) => told.say("it harms", "손해입니다"),
        (Verdict::NoMatter, _) => told.say(
            "There is no difference that would matter.",
            "의미 있는 차이가 없습니다.",
        ),
        (Verdict::NotYet(Some(days)), Tongue::En) => {
            let unit = if days == 1 { "day" } else { "days" };
            format!("Not enough yet: about {days} more {unit} at this pace.")
        }
        (Verdict::NotYet(Some(days)), Tongue::Ko) => {
            format!("아직 부족합니다. 지금 속도라면 약 {days}일 더 필요합니다.")
        }
        (Verdict::NotYet(None), _) => told.say(
            "Not enough yet, and too few visitors to say how long it takes.",
            "아직 부족하며, 방문자가 적어 얼마나 걸릴지 알 수 없습니다.",
        ),
    }
}
