//! Dates as they are typed, and what is stated of all of them then.

use super::{corner, fixture};
use dangol_core::corner::Typed;
use dangol_core::profile::{OverviewFact, Topic};
use fixture::*;
use serde_json::json as value;

fn typed<'a>(whose: &'a str, relation: &'a str) -> Typed<'a> {
    Typed {
        is_own: false,
        whose,
        relation,
        month: "05",
        day: "13",
    }
}

fn fact(topic: Topic, text: &str, date: &str) -> OverviewFact {
    OverviewFact {
        topic,
        text: text.to_owned(),
        about: String::new(),
        date: date.to_owned(),
        confirmed: 0,
    }
}

#[test]
fn a_day_has_no_year_unless_one_was_told() {
    let told = typed("Jun", "husband").told(None);
    assert_eq!((told.topic, told.date.as_str()), (Topic::Date, "--05-13"));
    assert_eq!(
        (told.text.as_str(), told.about.as_str()),
        ("Jun", "husband")
    );
    for (before, after) in [
        ("1990-12-31", "1990-05-13"),
        ("--12-31", "--05-13"),
        ("", "--05-13"),
        ("x", "--05-13"),
    ] {
        let before = fact(Topic::Date, "Jun", before);
        assert_eq!(typed("Jun", "").told(Some(&before)).date, after);
    }
    // A birthday that is corrected stays one, and so is what is ticked as one.
    let birthday = fact(Topic::Birthday, "", "--12-31");
    assert_eq!(typed("", "").told(Some(&birthday)).topic, Topic::Birthday);
    let own = Typed {
        is_own: true,
        ..typed("", "")
    };
    assert_eq!(own.told(None).topic, Topic::Birthday);
}

#[test]
fn a_corrected_date_takes_the_place_of_the_old_one_and_of_its_namesake() {
    let mut engine = engine();
    agree(&mut engine, START);
    let dates = value!([
        {"name": "Jun", "relation": "husband", "date": "--12-24"},
        {"name": "Mina", "date": "--03-01"},
        {"name": "Jin", "relation": "sister", "date": "--07-07"},
    ]);
    state(
        &mut engine,
        value!({"birthday": "--01-01", "dates": dates}),
        START,
    );
    let corner = corner(&engine, START);
    let names = |facts: &[OverviewFact]| {
        let names = facts
            .iter()
            .map(|fact| [&fact.text, " ", &fact.date].concat());
        let mut names: Vec<String> = names.collect();
        names[1..].sort();
        names
    };
    // A new one: all others stay, and the own birthday is none of them.
    let all = corner.dates_with(None, &typed("Bo", "").told(None));
    assert_eq!(
        names(&all),
        ["Bo --05-13", "Jin --07-07", "Jun --12-24", "Mina --03-01"]
    );
    // Of the same name and relation there is one.
    let all = corner.dates_with(None, &typed(" Jun ", "husband").told(None));
    assert_eq!(
        names(&all),
        [" Jun  --05-13", "Jin --07-07", "Mina --03-01"]
    );
    // Another relation is somebody else.
    assert_eq!(
        corner.dates_with(None, &typed("Jun", "").told(None)).len(),
        4
    );
    // One that is renamed leaves nothing behind.
    let dates = corner.dates.iter();
    let mina = dates
        .map(|date| &date.upcoming.fact)
        .find(|fact| fact.text == "Mina")
        .unwrap();
    let all = corner.dates_with(Some(mina), &typed("Minna", "").told(Some(mina)));
    assert_eq!(names(&all), ["Minna --05-13", "Jin --07-07", "Jun --12-24"]);
}
