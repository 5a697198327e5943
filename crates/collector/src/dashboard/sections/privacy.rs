//! What is collected, how it is protected, and what forged reports could shift.

use super::super::book::Of;
use super::super::section::{Section, Table};
use super::super::tongue::{Tongue, short, whole};
use super::Told;
use super::purposes::purpose;
use crate::figures::THRESHOLD;
use crate::figures::forged;
use dangol_core::report::estimate::probabilities;
use dangol_wire::measure::{MEASURES, Measure, Mode};

/// The forged reports that the page reckons with: so many in a hundred honest ones.
const FORGED: f64 = 1.0;

/// The part.
pub fn section(told: &Told) -> Section {
    let mut section = Section {
        id: "privacy",
        title: told.say("Privacy", "개인정보 보호"),
        says: told.say(
            "Nobody is in these figures singly: no name, no address, no identifier of a person or device is kept.",
            "이 수치에는 개인이 없습니다. 이름도, 주소도, 사람이나 기기의 식별자도 남기지 않습니다.",
        ),
        mood: "good",
        ..Section::default()
    };
    section.notes.push(match told.tongue {
        Tongue::En => format!(
            "Plain counts are clipped on the device, added up on arrival and shown from {THRESHOLD} reports on. Noised answers are changed by chance on the device before they leave it. A device reports once a day, after its owner has agreed to measuring, and stops when the yearly privacy budget is spent."
        ),
        Tongue::Ko => format!(
            "단순 합계는 기기에서 상한을 두고, 도착 즉시 더하며, {THRESHOLD}건부터 표시합니다. 잡음 응답은 기기를 떠나기 전에 무작위로 바뀝니다. 기기는 측정에 동의한 뒤 하루 한 번만 보고하고, 연간 예산을 다 쓰면 멈춥니다."
        ),
    });
    section.notes.extend(poisoned(told));
    let rows = MEASURES.iter().map(|declared| {
        let named = match declared.mode {
            Mode::Plain => told.book.named(declared.measure, Of::default()),
            Mode::Ldp => answers(told, declared.measure),
        };
        let there = match named {
            0 => "0".to_owned(),
            few if few < THRESHOLD => format!("< {THRESHOLD}"),
            shown => whole(shown),
        };
        vec![
            declared.name.to_owned(),
            declared.mode.name().to_owned(),
            declared.max.to_string(),
            declared.threshold.to_string(),
            there,
            purpose(declared, told.tongue).to_owned(),
        ]
    });
    section.tables.push(Table {
        title: told.say("Everything that is collected", "수집하는 모든 항목"),
        rows: rows.collect(),
        head: told.head(&[
            ("measure", "지표"),
            ("mode", "방식"),
            ("at most, a device and day", "기기·하루 상한"),
            ("shown from", "표시 기준"),
            ("reported", "보고 수"),
            ("what it is for", "목적"),
        ]),
    });
    section
}

fn answers(told: &Told, measure: Measure) -> u64 {
    let groups = (2..=measure.declared().cells).flat_map(|cells| told.book.answers(measure, cells));
    groups.map(|group| group.answers).sum()
}

/// What forged reports could shift.
fn poisoned(told: &Told) -> Option<String> {
    let visitors = told.visitors() as f64;
    if visitors <= 0.0 {
        return None;
    }
    let forged = (visitors * FORGED / 100.0).ceil();
    let of = |measure: Measure| {
        let moments = told
            .book
            .moments(measure, Of::default(), told.visitors(), |cell| {
                f64::from(cell.count)
            });
        let most = f64::from(measure.declared().max);
        forged::plain(moments.reports, moments.mean(), most, forged) * 100.0
    };
    let orders = short(of(Measure::Orders));
    let groups = told
        .book
        .answers(Measure::Lifecycle, Measure::Lifecycle.declared().cells);
    let noised = groups.first().map(|group| {
        let (keep, slip) = probabilities(&group.noise);
        let answers = group.answers as f64;
        let forged = (answers * FORGED / 100.0).ceil();
        short(forged::noised(answers, 0.0, keep, slip, forged) * 100.0)
    });
    let noised = noised.unwrap_or_else(|| "–".to_owned());
    let forged = whole(forged as u64);
    Some(match told.tongue {
        Tongue::En => format!(
            "Anybody can make up reports, so this is what they could do: {forged} forged ones, one for each hundred, would raise orders in 100 visitors by {orders} at most, and a state of the lifecycle by {noised} percentage points."
        ),
        Tongue::Ko => format!(
            "보고는 누구나 위조할 수 있습니다. 100건당 1건꼴인 {forged}건이 위조되면 방문자 100명당 주문은 최대 {orders}건, 상태 비율은 {noised} %p까지 올라갈 수 있습니다."
        ),
    })
}
