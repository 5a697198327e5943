//! What the inspector says of questions is what was decided.

use super::*;
use dangol_core::Reply;

/// The verdict and the value of each entry of the section.
fn told(engine: &mut Engine, at: u64) -> Vec<(String, Verdict, String)> {
    let before = engine.snapshot();
    let mut sections = engine.inspect_sections(Now::utc(at)).into_iter();
    assert_eq!(before, engine.snapshot(), "asking changes nothing");
    let section = sections
        .find(|section| section.code == "questions")
        .unwrap();
    let entries = section.entries.into_iter();
    entries
        .map(|entry| (entry.name, entry.verdict, entry.value))
        .collect()
}

fn values(engine: &mut Engine, at: u64) -> Vec<String> {
    let told = told(engine, at).into_iter();
    told.map(|(.., value)| value).collect()
}

#[test]
fn each_question_says_whether_it_is_asked_and_what_keeps_it_back() {
    let mut engine = configured(j!({"asking": {
        "satisfaction": {"when": {"==": [{"var": "time.hour"}, 3]}},
        "fact": {"off": true},
    }}));
    home(&mut engine, START);
    assert_eq!(
        values(&mut engine, START)[0],
        "the shopper has not agreed to be remembered"
    );
    agree(&mut engine, START);
    assert_eq!(values(&mut engine, START), ["this is the first visit"; 3]);
    // Two were bought: once one is asked about, there is still something to ask.
    for item in [3, 4] {
        look(&mut engine, item, START);
        track(&mut engine, "purchase", &id(item), Now::utc(START));
    }
    let at = START + 6 * DAY;
    home(&mut engine, at);
    let first = told(&mut engine, at);
    let question = engine.ask(Now::utc(at)).unwrap();
    let entry = |name: &str, verdict, value: &str| (name.to_owned(), verdict, value.to_owned());
    assert_eq!(
        first,
        [
            entry(
                "asking.satisfaction",
                Verdict::NotShown,
                "the owner’s condition does not hold"
            ),
            entry("asking.rating", Verdict::Shown, &question.text),
            entry("asking.fact", Verdict::NotShown, "switched off"),
        ]
    );
    engine.reply(Reply::Later, Now::utc(at)).unwrap();
    assert_eq!(
        values(&mut engine, at)[1],
        "something was asked in this visit"
    );
    let later = at + DAY;
    home(&mut engine, later);
    assert_eq!(
        values(&mut engine, later)[1],
        "something was asked a short while ago"
    );
    engine.allow_question("rating", false).unwrap();
    assert_eq!(
        values(&mut engine, later)[1],
        "the shopper does not want to be asked"
    );
}

#[test]
fn a_condition_that_fails_is_said_of_the_question_and_no_other_is_harmed() {
    let mut engine = configured(j!({"asking": {
        "satisfaction": {"when": {"/": [1, {"var": "basket.lines"}]}},
    }}));
    home(&mut engine, START);
    agree(&mut engine, START);
    look(&mut engine, 3, START);
    track(&mut engine, "purchase", &id(3), Now::utc(START));
    let at = START + 6 * DAY;
    home(&mut engine, at);
    let told = told(&mut engine, at);
    let wrong = "asking.satisfaction.when: / of what is not a number";
    assert_eq!((told[0].1, told[0].2.as_str()), (Verdict::Failed, wrong));
    assert_eq!(told[1].1, Verdict::Shown);
    assert_eq!(engine.take_troubles(), [], "asking changes nothing");
    assert_eq!(engine.ask(Now::utc(at)).unwrap().text, told[1].2);
    let troubles = engine.take_troubles();
    let troubles: Vec<String> = troubles.iter().map(ToString::to_string).collect();
    assert_eq!(troubles, [wrong]);
    // Once another was asked, that goes before; what is wrong is told all the same.
    let told = self::told(&mut engine, at);
    let said = "something was asked in this visit; when: / of what is not a number";
    assert_eq!((told[0].1, told[0].2.as_str()), (Verdict::Failed, said));
}
