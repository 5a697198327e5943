//! How visitors and the shop stand, and how satisfied they say they are.

use super::super::book::Of;
use super::super::section::{Section, Table};
use super::super::tongue::{Tongue, percent, range, short, whole};
use super::interests::{Noised, fill};
use super::{Told, draw};
use crate::chart::{self, Bar};
use crate::figures::interval::{mean, share};
use crate::figures::moments::Moments;
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

/// How satisfied visitors say they are.
pub fn satisfaction(told: &Told) -> Section {
    let mut section = Section {
        id: "satisfaction",
        title: told.say("Satisfaction", "만족도"),
        ..Section::default()
    };
    if !told.book.is_shown(Measure::Satisfaction, Of::default()) {
        section.says = told.too_few(Measure::Satisfaction);
        return section;
    }
    let cells = told.book.cells(Measure::Satisfaction, Of::default());
    let answers: u64 = cells.values().sum();
    let mut stars = Moments::default();
    for (cell, count) in &cells {
        stars.add(f64::from(*cell) + 1.0, *count);
    }
    if let Some(index) = mean(&stars) {
        let index = index.clipped(1.0, 5.0);
        let (value, range) = (short(index.value), range(index, told.tongue));
        section.says = match told.tongue {
            Tongue::En => format!(
                "{value} of 5 stars ({range}), from {} answers.",
                whole(answers)
            ),
            Tongue::Ko => format!("별 5개 중 {value}개({range}), 응답 {}건.", whole(answers)),
        };
    }
    let (mut bars, mut rows) = (Vec::new(), Vec::new());
    for cell in (0..5).rev() {
        let count = cells.get(&cell).copied().unwrap_or(0);
        let name = match (told.tongue, cell) {
            (Tongue::En, 0) => "1 star".to_owned(),
            (Tongue::En, _) => format!("{} stars", cell + 1),
            (Tongue::Ko, _) => format!("별 {}개", cell + 1),
        };
        let Some(of) = share(count, answers) else {
            continue;
        };
        bars.push(Bar {
            name: name.clone(),
            value: of.value,
            interval: Some((of.low, of.high)),
            text: percent(of.value),
            ours: true,
        });
        rows.push(vec![
            name,
            percent(of.value),
            percent(of.low),
            percent(of.high),
        ]);
    }
    let title = told.say(
        "Share of answers; the thin line is the 95 % interval",
        "응답 비율. 가는 선은 95 % 구간",
    );
    draw(&mut section, title, chart::bars(&bars));
    section.tables.push(Table {
        title: told.say("Answers by stars", "별점별 응답"),
        rows,
        head: told.head(&[
            ("answer", "응답"),
            ("share", "비율"),
            ("from, 95 %", "하한 95 %"),
            ("to, 95 %", "상한 95 %"),
        ]),
    });
    section
}
