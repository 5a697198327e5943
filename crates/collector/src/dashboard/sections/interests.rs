//! What visitors care about: the categories, by noised answers.

use super::super::section::{Section, Table};
use super::super::suggestion::{Whom, literal, slug};
use super::super::tongue::{Tongue, percent, whole};
use super::{Told, draw};
use crate::chart::{self, Bar};
use crate::figures::noised::{Answers, shares};
use dangol_wire::measure::Measure;
use serde_json::json;

/// Bars in the drawing; all categories are in the table.
const BARS: usize = 8;

/// A histogram's answers with the names of its cells.
pub struct Noised<'a> {
    /// Which one.
    pub measure: Measure,
    /// The names of the cells.
    pub names: &'a [String],
    /// What the names are of.
    pub of: String,
    /// Who those of a cell are, where something can be done for them.
    pub whom: &'a dyn Fn(usize) -> Option<Whom>,
}

/// The part.
pub fn section(told: &Told) -> Section {
    let mut section = Section {
        id: "interests",
        title: told.say("What visitors care about", "방문자의 관심사"),
        ..Section::default()
    };
    let configured = &told.settings.interests;
    if configured.is_empty() {
        section.says = told.say(
            "No categories are asked about: name them in `report.interests` of config.json.",
            "config.json의 `report.interests`에 분류를 적으면 집계합니다.",
        );
        return section;
    }
    let mut names = vec![told.say("none of these", "해당 없음")];
    names.extend(configured.iter().cloned());
    let noised = Noised {
        measure: Measure::Interest,
        names: &names,
        of: told.say("category", "분류"),
        whom: &|cell| {
            cell.checked_sub(1)
                .and_then(|at| whom(at, configured.get(at)?))
        },
    };
    let top = fill(told, &mut section, &noised, true);
    if let Some((name, share)) = top {
        section.says = match told.tongue {
            Tongue::En => format!("Most look at {name}: about {share} of visitors."),
            Tongue::Ko => format!("가장 많이 보는 것은 {name}입니다. 방문자의 약 {share}."),
        };
    }
    section
}

/// Who cares most for a category, the one at this place among those that are counted.
pub(super) fn whom(at: usize, category: &str) -> Option<Whom> {
    let plain = slug(category);
    let says = literal(category);
    Some(Whom {
        id: match plain.is_empty() {
            true => format!("interest-{}", at + 1),
            false => plain,
        },
        when: json!({"==": [{"var": "taste.categories.0"}, category]}),
        greeting: [
            format!("{{$hello}}. Come and see: {says}."),
            format!("{{$hello}}. {says}도 구경해 보세요."),
        ],
        offer: [
            format!("For you, of {says}"),
            format!("{says}에서 골라 보세요"),
        ],
        first: json!({"category": category}),
    })
}

/// Fills a section with the shares of a noised histogram; gives the largest named one.
pub fn fill(
    told: &Told,
    section: &mut Section,
    of: &Noised,
    sorted: bool,
) -> Option<(String, String)> {
    let groups = told.book.answers(of.measure, of.names.len() as u16);
    let answers: u64 = groups.iter().map(|group: &Answers| group.answers).sum();
    if answers < u64::from(of.measure.declared().threshold) {
        section.says = told.too_few_answers(of.measure, answers);
        return None;
    }
    let mut found: Vec<(usize, _)> = shares(&groups, told.settings.asked())
        .into_iter()
        .enumerate()
        .collect();
    if sorted {
        // By the estimate, the cell for "none of these" last.
        found.sort_by(|(a, left), (b, right)| {
            (*a == 0)
                .cmp(&(*b == 0))
                .then(right.value.total_cmp(&left.value))
        });
    }
    let clipped = |place: usize| found[place].1.clipped(0.0, 1.0);
    let bars: Vec<Bar> = (0..found.len().min(BARS))
        .map(|place| Bar {
            name: of.names[found[place].0].clone(),
            value: clipped(place).value,
            interval: Some((clipped(place).low, clipped(place).high)),
            text: percent(clipped(place).value),
            ours: true,
        })
        .collect();
    let title = told.say(
        "Share of visitors; the thin line is the 95 % interval",
        "방문자 비율. 가는 선은 95 % 구간",
    );
    draw(section, title, chart::bars(&bars));
    section.notes.push(match told.tongue {
        Tongue::En => format!(
            "From {} answers, each noised on the visitor’s own device, so that none of them can be believed singly. The estimates are clipped to 0–100 % for showing.",
            whole(answers)
        ),
        Tongue::Ko => format!(
            "응답 {}건으로 추정했습니다. 모든 응답은 방문자의 기기에서 잡음을 섞은 것이라 하나하나는 믿을 수 없습니다. 추정값은 표시할 때만 0~100 %로 자릅니다.",
            whole(answers)
        ),
    });
    for (place, (cell, _)) in found.iter().enumerate() {
        if let Some(whom) = (of.whom)(*cell) {
            let share = percent(clipped(place).value);
            let suggestion = whom.suggest(of.names[*cell].clone(), share, told.tongue);
            section.suggestions.push(suggestion);
        }
    }
    let rows = found.iter().enumerate().map(|(place, (cell, _))| {
        let share = clipped(place);
        vec![
            of.names[*cell].clone(),
            percent(share.value),
            percent(share.low),
            percent(share.high),
        ]
    });
    section.tables.push(Table {
        title: told.say("Estimated shares of visitors", "방문자 비율 추정"),
        rows: rows.collect(),
        head: [of.of.clone()]
            .into_iter()
            .chain(told.head(&[
                ("share", "비율"),
                ("from, 95 %", "하한 95 %"),
                ("to, 95 %", "상한 95 %"),
            ]))
            .collect(),
    });
    let (place, (cell, _)) = found
        .iter()
        .enumerate()
        .filter(|(_, (cell, _))| !sorted || *cell != 0)
        .max_by(|(_, (_, left)), (_, (_, right))| left.value.total_cmp(&right.value))?;
    Some((of.names[*cell].clone(), percent(clipped(place).value)))
}

impl Told<'_> {
    fn too_few_answers(&self, measure: Measure, answers: u64) -> String {
        let threshold = whole(measure.declared().threshold.into());
        let answers = whole(answers);
        match self.tongue {
            Tongue::En => format!(
                "Nothing to show yet: {answers} noised answers have come, and they say something from {threshold} on."
            ),
            Tongue::Ko => format!(
                "아직 보여 드릴 것이 없습니다. 잡음을 섞은 응답 {answers}건, {threshold}건부터 표시합니다."
            ),
        }
    }
}
