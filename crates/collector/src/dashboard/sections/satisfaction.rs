//! The satisfaction index: how many of those who were asked are satisfied, and their stars.

use super::super::book::Of;
use super::super::section::{Section, Table};
use super::super::tongue::{Tongue, percent, range, short, whole};
use super::{Told, draw};
use crate::chart::{self, Bar};
use crate::figures::interval::{Estimate, mean, share};
use crate::figures::moments::Moments;
use dangol_wire::measure::Measure;
use std::collections::BTreeMap;

/// From this cell on an answer is one of somebody satisfied: four stars and five.
const SATISFIED: u8 = 3;

/// The index, from the answers in each cell.
struct Index {
    answers: u64,
    /// The share of four and five stars.
    satisfied: Estimate,
    /// The mean of the stars.
    stars: Estimate,
}

impl Index {
    fn of(cells: &BTreeMap<u8, u64>) -> Option<Self> {
        let answers: u64 = cells.values().sum();
        let satisfied = cells.range(SATISFIED..).map(|(_, count)| count).sum();
        let mut stars = Moments::default();
        for (cell, count) in cells {
            stars.add(f64::from(*cell) + 1.0, *count);
        }
        Some(Self {
            answers,
            satisfied: share(satisfied, answers)?,
            stars: mean(&stars)?.clipped(1.0, 5.0),
        })
    }
}

/// The part.
pub fn section(told: &Told) -> Section {
    let mut section = Section {
        id: "satisfaction",
        title: told.say("Satisfaction", "만족도"),
        ..Section::default()
    };
    let cells = told.book.cells(Measure::Satisfaction, Of::default());
    let is_shown = told.book.is_shown(Measure::Satisfaction, Of::default());
    let Some(index) = Index::of(&cells).filter(|_| is_shown) else {
        section.says = told.too_few(Measure::Satisfaction);
        return section;
    };
    section.says = says(told, &index);
    section.notes.push(told.say(
        "Answers of those who were asked by <dangol-ask>, who answered, and who agreed to be counted; what others think is not known. Shares have Wilson’s interval, the mean the normal one.",
        "<dangol-ask>로 여쭌 방문자 가운데 답하고 집계에 동의한 분들의 응답입니다. 다른 분들의 생각은 알 수 없습니다. 비율은 윌슨 구간, 평균은 정규 구간입니다.",
    ));
    let bar = |name: String, of: Estimate, ours| Bar {
        name,
        value: of.value,
        interval: Some((of.low, of.high)),
        text: percent(of.value),
        ours,
    };
    let satisfied = told.say("4 or 5 stars", "별 4개 이상");
    let mut bars = vec![bar(satisfied.clone(), index.satisfied, true)];
    let [low, high] = [index.stars.low, index.stars.high].map(short);
    let mut rows = vec![
        row(satisfied, index.satisfied),
        vec![
            told.say("mean of the stars", "별점 평균"),
            short(index.stars.value),
            low,
            high,
        ],
    ];
    for cell in (0..5).rev() {
        let count = cells.get(&cell).copied().unwrap_or(0);
        let name = match (told.tongue, cell) {
            (Tongue::En, 0) => "1 star".to_owned(),
            (Tongue::En, _) => format!("{} stars", cell + 1),
            (Tongue::Ko, _) => format!("별 {}개", cell + 1),
        };
        if let Some(of) = share(count, index.answers) {
            bars.push(bar(name.clone(), of, false));
            rows.push(row(name, of));
        }
    }
    let title = told.say(
        "Share of answers; the thin line is the 95 % interval",
        "응답 비율. 가는 선은 95 % 구간",
    );
    draw(&mut section, title, chart::bars(&bars));
    section.tables.push(Table {
        title: told.say("The index, and answers by stars", "지수와 별점별 응답"),
        rows,
        head: told.head(&[
            ("answer", "응답"),
            ("figure", "수치"),
            ("from, 95 %", "하한 95 %"),
            ("to, 95 %", "상한 95 %"),
        ]),
    });
    section
}

fn row(name: String, of: Estimate) -> Vec<String> {
    let figures = [of.value, of.low, of.high].map(percent);
    std::iter::once(name).chain(figures).collect()
}

fn says(told: &Told, index: &Index) -> String {
    let (share, stars) = (index.satisfied, index.stars);
    let [value, low, high] = [share.value, share.low, share.high].map(percent);
    let (mean, bounds) = (short(stars.value), range(stars, told.tongue));
    let answers = whole(index.answers);
    match told.tongue {
        Tongue::En => format!(
            "{value} of those who answered are satisfied, with 4 or 5 stars ({low} to {high}). The mean is {mean} of 5 stars ({bounds}), from {answers} answers."
        ),
        Tongue::Ko => format!(
            "응답자의 {value}가 만족합니다(별 4개 이상, {low} ~ {high}). 평균은 별 5개 중 {mean}개({bounds}), 응답 {answers}건."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_is_the_share_of_four_and_five_stars_and_their_mean() {
        // Newcombe 1998, table I: 81 of 263, as in `interval`.
        let cells = BTreeMap::from([(0, 82), (2, 100), (3, 40), (4, 41)]);
        let index = Index::of(&cells).unwrap();
        assert_eq!(index.answers, 263);
        let of = index.satisfied;
        assert!((of.low - 0.2553).abs() < 5e-5 && (of.high - 0.3662).abs() < 5e-5);
        let mean = (82.0 + 300.0 + 160.0 + 205.0) / 263.0;
        assert!((index.stars.value - mean).abs() < 1e-12);
        assert!(index.stars.low < mean && mean < index.stars.high);
        assert!(Index::of(&BTreeMap::new()).is_none());
    }
}
