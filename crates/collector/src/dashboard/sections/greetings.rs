//! Which greetings help, and of which less is asked for.

use super::super::book::Of;
use super::super::section::{Section, Table};
use super::super::tongue::{Tongue, range, short, whole};
use super::{Told, draw};
use crate::chart::{self, Bar};
use crate::figures::interval::Estimate;
use crate::figures::ratio::ratio;
use dangol_wire::measure::Measure;

struct Greeting {
    name: String,
    said: u64,
    followed: Option<Estimate>,
    less: Option<Estimate>,
}

/// The part.
pub fn section(told: &Told) -> Section {
    let mut section = Section {
        id: "greetings",
        title: told.say("Which greetings help", "도움이 되는 인사"),
        ..Section::default()
    };
    let mut greetings: Vec<Greeting> = told
        .book
        .subjects(Measure::Greeted)
        .into_iter()
        .filter_map(|subject| greeting(told, subject))
        .collect();
    if greetings.is_empty() {
        section.says = told.too_few(Measure::Greeted);
        return section;
    }
    let value = |of: &Greeting| of.followed.map_or(-1.0, |followed| followed.value);
    greetings.sort_by(|left, right| value(right).total_cmp(&value(left)));
    section.says = says(told, &greetings);
    let bars: Vec<Bar> = greetings.iter().filter_map(bar).collect();
    if !bars.is_empty() {
        let title = told.say(
            "How many of 100 greetings were followed; the thin line is the 95 % interval",
            "인사 100회당 호응. 가는 선은 95 % 구간",
        );
        draw(&mut section, title, chart::bars(&bars));
    }
    let tongue = told.tongue;
    let cells = |of: Option<Estimate>| {
        let of = of.map(|of| of.times(100.0).clipped(0.0, 100.0));
        let none = || "–".to_owned();
        [
            of.map_or_else(none, |of| short(of.value)),
            of.map_or_else(none, |of| range(of, tongue)),
        ]
    };
    let rows = greetings.iter().map(|greeting| {
        let mut row = vec![greeting.name.clone(), whole(greeting.said)];
        row.extend(cells(greeting.followed));
        row.extend(cells(greeting.less));
        row
    });
    section.tables.push(Table {
        title: told.say("By greeting", "인사별"),
        rows: rows.collect(),
        head: told.head(&[
            ("greeting", "인사"),
            ("times said", "횟수"),
            ("followed of 100", "100회당 호응"),
            ("95 %", "95 %"),
            ("less asked for of 100", "100회당 ‘그만’"),
            ("95 %", "95 %"),
        ]),
    });
    section
}

fn greeting(told: &Told, subject: u32) -> Option<Greeting> {
    let (visitors, of, book) = (told.visitors(), Of::subject(subject), &told.book);
    let count = |measure| book.moments(measure, of, visitors, |cell| f64::from(cell.count));
    let beside = |measure| {
        let shown = book.is_shown(measure, of);
        shown.then(|| ratio(&count(measure), &count(Measure::Greeted)))
    };
    book.is_shown(Measure::Greeted, of).then(|| Greeting {
        name: told.name(subject),
        said: count(Measure::Greeted).sum as u64,
        followed: beside(Measure::Followed).flatten(),
        less: beside(Measure::Less).flatten(),
    })
}

fn says(told: &Told, greetings: &[Greeting]) -> String {
    let best = greetings
        .first()
        .and_then(|best| Some((best, best.followed?)));
    match (best, told.tongue) {
        (Some((best, followed)), Tongue::En) => format!(
            "“{}” is followed most: {} of 100 times.",
            best.name,
            short(followed.value * 100.0)
        ),
        (Some((best, followed)), Tongue::Ko) => format!(
            "‘{}’ 인사의 호응이 가장 좋습니다. 100회 중 {}회.",
            best.name,
            short(followed.value * 100.0)
        ),
        (None, _) => told.say(
            "They are said; too few were followed to compare them.",
            "인사는 나갔지만, 비교할 만큼 호응이 모이지 않았습니다.",
        ),
    }
}

fn bar(greeting: &Greeting) -> Option<Bar> {
    let followed = greeting.followed?.times(100.0).clipped(0.0, 100.0);
    Some(Bar {
        name: greeting.name.clone(),
        value: followed.value,
        interval: Some((followed.low, followed.high)),
        text: short(followed.value),
        ours: true,
    })
}
