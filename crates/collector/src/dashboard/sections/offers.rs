//! Which offers help: by campaign, from seen to redeemed, of which less is asked for, and how
//! likely each is taken up by whoever could be shown it.

use super::super::book::Of;
use super::super::section::{Section, Table};
use super::super::tongue::{Tongue, range, short, whole};
use super::{Told, draw};
use crate::chart::{self, Bar};
use crate::figures::interval::{Estimate, mean};
use crate::figures::moments::Moments;
use crate::figures::ratio::ratio;
use crate::storage::Cell;
use dangol_wire::chance::{CHANCES, chance};
use dangol_wire::measure::Measure;

/// One campaign's figures; what is under its threshold is `None`.
struct Campaign {
    name: String,
    seen: u64,
    taken: Option<Estimate>,
    fair: Option<Estimate>,
    less: Option<Estimate>,
    redeemed: Option<Estimate>,
    bought: Option<Estimate>,
}

/// The part.
pub fn section(told: &Told) -> Section {
    let mut section = Section {
        id: "offers",
        title: told.say("Which offers help", "도움이 되는 혜택"),
        ..Section::default()
    };
    let subjects = told.book.subjects(Measure::Seen).into_iter();
    let mut campaigns: Vec<Campaign> = subjects
        .filter(|subject| *subject != 0)
        .filter_map(|subject| campaign(told, subject))
        .collect();
    if campaigns.is_empty() {
        section.says = match told.tongue {
            Tongue::En => "No campaign has been shown often enough to tell of it: each is shown from 50 reports on.".into(),
            Tongue::Ko => "아직 충분히 보인 캠페인이 없습니다. 캠페인마다 보고 50건부터 표시합니다.".into(),
        };
        return section;
    }
    let value = |of: &Campaign| of.taken.map_or(-1.0, |taken| taken.value);
    campaigns.sort_by(|left, right| value(right).total_cmp(&value(left)));
    section.says = says(told, &campaigns);
    let bars: Vec<Bar> = campaigns.iter().filter_map(bar).collect();
    if !bars.is_empty() {
        let title = told.say(
            "Taken up in 100 visits in which it was shown; the thin line is the 95 % interval",
            "보인 방문 100회당 이용. 가는 선은 95 % 구간",
        );
        draw(&mut section, title, chart::bars(&bars));
    }
    section.notes.push(told.say(
        "“If everybody saw it” weighs each showing by the probability with which the device chose it (Horvitz and Thompson): devices show what they expect to be taken up, so that the plain rate flatters what is rarely chosen.",
        "‘모두에게 보였다면’은 기기가 그 혜택을 고른 확률로 가중한 값입니다(Horvitz–Thompson). 기기는 이용될 만한 것을 골라 보이므로, 단순 비율은 드물게 고르는 혜택을 부풀립니다.",
    ));
    section.notes.push(told.say(
        "What an offer brought, and not only who took it, is told by its holdout: it is an experiment of the campaign’s name above.",
        "혜택의 실제 효과는 보류 집단과의 비교로만 알 수 있습니다. 위 실험 표에 캠페인 이름으로 나옵니다.",
    ));
    section.tables.push(table(told, &campaigns));
    section
}

fn campaign(told: &Told, subject: u32) -> Option<Campaign> {
    let (visitors, of, book) = (told.visitors(), Of::subject(subject), &told.book);
    let count = |measure| book.moments(measure, of, visitors, |cell| f64::from(cell.count));
    let shown = |measure| book.is_shown(measure, of);
    let in_seen = |measure| {
        let found = shown(measure).then(|| ratio(&count(measure), &count(Measure::Seen)));
        found.flatten()
    };
    shown(Measure::Seen).then(|| Campaign {
        name: told.name(subject),
        seen: count(Measure::Seen).sum as u64,
        taken: in_seen(Measure::Clicked),
        fair: fair(told, of),
        less: in_seen(Measure::LessOffer),
        redeemed: in_seen(Measure::Redeemed),
        bought: shown(Measure::Bought)
            .then(|| mean(&count(Measure::Bought)))
            .flatten(),
    })
}

/// The rate at which it would be taken up if it were shown to all to whom it could be: each
/// showing and each taking weighted by one through its probability, and the two divided.
fn fair(told: &Told, of: Of) -> Option<Estimate> {
    let book = &told.book;
    if !book.is_shown(Measure::Chance, of) || !book.is_shown(Measure::Clicked, of) {
        return None;
    }
    let weighted = |taken: bool| -> Moments {
        let value = |cell: &Cell| {
            let is_taken = cell.cell >= CHANCES;
            let weight = 1.0 / chance(cell.cell % CHANCES);
            if is_taken == taken {
                f64::from(cell.count) * weight
            } else {
                0.0
            }
        };
        book.moments(Measure::Chance, of, told.visitors(), value)
    };
    ratio(&weighted(true), &weighted(false))
}

fn says(told: &Told, campaigns: &[Campaign]) -> String {
    let best = campaigns.first().and_then(|best| Some((best, best.taken?)));
    match (best, told.tongue) {
        (Some((best, taken)), Tongue::En) => format!(
            "“{}” is taken up most: in {} of 100 visits in which it was shown.",
            best.name,
            short(taken.value * 100.0)
        ),
        (Some((best, taken)), Tongue::Ko) => format!(
            "‘{}’ 혜택의 이용이 가장 많습니다. 보인 방문 100회 중 {}회.",
            best.name,
            short(taken.value * 100.0)
        ),
        (None, _) => told.say(
            "They are shown; too few were taken up to compare them.",
            "혜택은 보였지만, 비교할 만큼 이용이 모이지 않았습니다.",
        ),
    }
}

fn bar(campaign: &Campaign) -> Option<Bar> {
    let taken = campaign.taken?.times(100.0).clipped(0.0, 100.0);
    Some(Bar {
        name: campaign.name.clone(),
        value: taken.value,
        interval: Some((taken.low, taken.high)),
        text: short(taken.value),
        ours: true,
    })
}

fn table(told: &Told, campaigns: &[Campaign]) -> Table {
    let tongue = told.tongue;
    let cells = |of: Option<Estimate>, most: f64| {
        let of = of.map(|of| of.times(100.0).clipped(0.0, most));
        let none = || "–".to_owned();
        [
            of.map_or_else(none, |of| short(of.value)),
            of.map_or_else(none, |of| range(of, tongue)),
        ]
    };
    let rows = campaigns.iter().map(|campaign| {
        let mut row = vec![campaign.name.clone(), whole(campaign.seen)];
        row.extend(cells(campaign.taken, 100.0));
        row.extend(cells(campaign.fair, 100.0));
        row.extend(cells(campaign.less, 100.0));
        row.extend(cells(campaign.redeemed, 100.0));
        row.extend(cells(campaign.bought, f64::MAX));
        row
    });
    Table {
        title: told.say("By campaign", "캠페인별"),
        rows: rows.collect(),
        head: told.head(&[
            ("campaign", "캠페인"),
            ("visits shown", "보인 방문"),
            ("taken up in 100", "100회당 이용"),
            ("95 %", "95 %"),
            ("if everybody saw it", "모두에게 보였다면"),
            ("95 %", "95 %"),
            ("less of this in 100", "100회당 ‘그만’"),
            ("95 %", "95 %"),
            ("redeemed in 100", "100회당 사용"),
            ("95 %", "95 %"),
            ("bought in 100 visitors", "방문자 100명당 구매"),
            ("95 %", "95 %"),
        ]),
    }
}
