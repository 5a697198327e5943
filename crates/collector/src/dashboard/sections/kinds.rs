//! Which kinds of recommendation help.

use super::super::book::Of;
use super::super::section::{Section, Table};
use super::super::tongue::{Tongue, range, short, whole};
use super::{Told, draw};
use crate::chart::{self, Bar};
use crate::figures::interval::{Estimate, mean};
use crate::figures::ratio::ratio;
use dangol_wire::measure::{Measure, SLOTS};

/// One slot's figures; what is under its threshold is `None`.
struct Kind {
    name: String,
    seen: Option<u64>,
    opened: Option<Estimate>,
    bought: Option<Estimate>,
}

/// The part.
pub fn section(told: &Told) -> Section {
    let mut section = Section {
        id: "kinds",
        title: told.say("Which recommendations help", "도움이 되는 추천"),
        ..Section::default()
    };
    // Offers have a part of their own.
    let kinds: Vec<Kind> = (1..SLOTS.len())
        .filter(|slot| SLOTS[*slot] != "offer")
        .filter_map(|slot| kind(told, slot as u8))
        .collect();
    if kinds.is_empty() {
        section.says = told.too_few(Measure::Seen);
        return section;
    }
    let by_bought = |kind: &&Kind| kind.bought.is_some();
    let value = |kind: &Kind| kind.bought.map_or(0.0, |bought| bought.value);
    let best = kinds
        .iter()
        .filter(by_bought)
        .max_by(|left, right| value(left).total_cmp(&value(right)));
    section.says = match (best, told.tongue) {
        (Some(best), Tongue::En) => format!(
            "{} sells most: {} products bought in 100 visitors after it was opened.",
            best.name,
            short(value(best) * 100.0)
        ),
        (Some(best), Tongue::Ko) => format!(
            "{}이(가) 가장 많이 팝니다. 방문자 100명당 {}개가 추천을 거쳐 팔렸습니다.",
            best.name,
            short(value(best) * 100.0)
        ),
        (None, _) => told.say(
            "They are seen; too few purchases have followed to compare them.",
            "노출은 되었지만, 비교할 만큼 구매가 모이지 않았습니다.",
        ),
    };
    let bars: Vec<Bar> = kinds.iter().filter_map(bar).collect();
    if !bars.is_empty() {
        let title = told.say(
            "Products bought in 100 visitors within a week after they were opened from it; the thin line is the 95 % interval",
            "추천을 연 뒤 7일 안에 구매한 상품 수(방문자 100명당). 가는 선은 95 % 구간",
        );
        draw(&mut section, title, chart::bars(&bars));
    }
    section.notes.push(told.say(
        "What was bought after an opening might have been bought anyway: only a comparison with those who did not see it, above, tells what a recommendation brought.",
        "추천을 연 뒤의 구매가 모두 추천 덕분은 아닙니다. 실제 효과는 위의 비교로만 알 수 있습니다.",
    ));
    section.tables.push(table(told, &kinds));
    section
}

fn kind(told: &Told, slot: u8) -> Option<Kind> {
    let visitors = told.visitors();
    let of = Of::slot(slot);
    let book = &told.book;
    let shown = |measure| book.is_shown(measure, of);
    let count = |measure| book.moments(measure, of, visitors, |cell| f64::from(cell.count));
    let name = SLOTS.get(usize::from(slot))?;
    shown(Measure::Seen).then(|| Kind {
        name: (*name).to_owned(),
        seen: Some(count(Measure::Seen).sum as u64),
        opened: shown(Measure::Clicked)
            .then(|| ratio(&count(Measure::Clicked), &count(Measure::Seen)))
            .flatten(),
        bought: shown(Measure::Bought)
            .then(|| mean(&count(Measure::Bought)))
            .flatten(),
    })
}

fn bar(kind: &Kind) -> Option<Bar> {
    let bought = kind.bought?.times(100.0).clipped(0.0, f64::MAX);
    Some(Bar {
        name: kind.name.clone(),
        value: bought.value,
        interval: Some((bought.low, bought.high)),
        text: short(bought.value),
        ours: true,
    })
}

fn table(told: &Told, kinds: &[Kind]) -> Table {
    let tongue = told.tongue;
    let rows = kinds.iter().map(|kind| {
        let cells = |of: Option<Estimate>| {
            let of = of.map(|of| of.times(100.0).clipped(0.0, f64::MAX));
            let none = || "–".to_owned();
            [
                of.map_or_else(none, |of| short(of.value)),
                of.map_or_else(none, |of| range(of, tongue)),
            ]
        };
        let mut row = vec![kind.name.clone(), kind.seen.map_or_else(String::new, whole)];
        row.extend(cells(kind.opened));
        row.extend(cells(kind.bought));
        row
    });
    Table {
        title: told.say("By kind of recommendation", "추천 종류별"),
        rows: rows.collect(),
        head: told.head(&[
            ("kind", "종류"),
            ("times shown", "노출"),
            ("opened in 100 shown", "노출 100회당 열람"),
            ("95 %", "95 %"),
            ("bought in 100 visitors", "방문자 100명당 구매"),
            ("95 %", "95 %"),
        ]),
    }
}
