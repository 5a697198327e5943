//! What the inspector says of offers is what was decided.

use super::*;
use dangol_core::inspect::{Entry, Section};

fn section(engine: &mut Engine, at: u64) -> Section {
    let before = engine.snapshot();
    let mut sections = engine.inspect_sections(Now::utc(at));
    assert_eq!(before, engine.snapshot(), "asking changes nothing");
    let place = sections.iter().position(|section| section.code == "offers");
    sections.swap_remove(place.unwrap())
}

fn entry_of<'a>(section: &'a Section, name: &str) -> &'a Entry {
    let mut entries = section.entries.iter();
    entries.find(|entry| entry.name == name).unwrap()
}

fn campaign(id: &str, more: Value) -> Value {
    let mut all = j!({"id": id, "place": "top", "text": {"en": {"title": id}}});
    let into = all.as_object_mut().unwrap();
    into.extend(more.as_object().unwrap().clone());
    all
}

#[test]
fn each_campaign_says_whether_it_is_shown_and_what_keeps_it_back() {
    let mut engine = configured(j!({"campaigns": [
        campaign("a", j!({})),
        campaign("b", j!({})),
        campaign("low", j!({"priority": 10})),
        campaign("rule", j!({"when": {"==": [{"var": "time.hour"}, 3]}})),
        campaign("wrong", j!({"when": {"/": [1, {"var": "basket.lines"}]}})),
        campaign("gone", j!({"until": "2023-01-01"})),
        campaign("stopped", j!({})),
        campaign("disliked", j!({"about": {"category": "low"}})),
        campaign("never", j!({"perShopper": 0})),
        campaign("named", j!({"text": {"en": {"title": "For {$name}"}}})),
        campaign("side", j!({"place": "side"})),
    ]}));
    home(&mut engine, START);
    let value = |section: &Section, name: &str| entry_of(section, name).value.clone();
    let before = section(&mut engine, START);
    assert_eq!(
        value(&before, "<dangol-offer>"),
        "the shopper has not agreed to be remembered"
    );
    let shown = |section: &Section| -> Vec<String> {
        let shown = section.entries.iter();
        let shown = shown.filter(|entry| entry.verdict == Verdict::Shown);
        shown.map(|entry| entry.name.clone()).collect()
    };
    assert_eq!(shown(&before), Vec::<String>::new());

    agree(&mut engine, START);
    state(&mut engine, j!({"dislikes": "low"}), START);
    engine.stop_offer("stopped", true);
    let first = section(&mut engine, START);
    for (name, expected) in [
        ("top · low", "another has a higher priority"),
        ("top · rule", "the owner’s condition does not hold"),
        ("top · wrong", "campaigns.4.when: / of what is not a number"),
        ("top · gone", "not on its days"),
        ("top · stopped", "the shopper wants less of this"),
        (
            "top · disliked",
            "about something that the shopper dislikes",
        ),
        ("top · never", "shown as often as it may be"),
        ("top · named", "its text cannot be said"),
    ] {
        assert_eq!(value(&first, name), expected, "{name}");
        let verdict = match name {
            "top · wrong" => Verdict::Failed,
            _ => Verdict::NotShown,
        };
        assert_eq!(entry_of(&first, name).verdict, verdict, "{name}");
    }
    let why = &entry_of(&first, "top · rule").why[0];
    assert_eq!(why.known, [("time.hour".to_owned(), "10".to_owned())]);
    assert_eq!(why.wanted, "== 3");

    // Two compete: the one that is said to be shown is, and each says with what chance.
    let is_said = shown(&first);
    let values = ["top · a", "top · b"].map(|name| value(&first, name));
    let won = engine.offer("top", Now::utc(START)).unwrap().id;
    assert_eq!(is_said, [format!("top · {won}"), "side · side".to_owned()]);
    for (id, value) in ["a", "b"].into_iter().zip(&values) {
        let begins = match id == won {
            true => "drew the most: 0.",
            false => "drew less: 0.",
        };
        assert!(value.starts_with(begins), "{value}");
        // They are alike.
        let ends = ", factor of taste 1.000, chance to win 50 %";
        assert!(value.ends_with(ends), "{value}");
    }
    let then = section(&mut engine, START + 1);
    let other = if won == "a" { "b" } else { "a" };
    let told = [&won, other].map(|id| value(&then, &format!("top · {id}")));
    assert_eq!(
        told,
        [
            "goes on from before in this visit",
            "another goes on in this visit"
        ]
    );
}
