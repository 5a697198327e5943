//! What is usually bought, as `buy-again` knows it.

use crate::corner;
use crate::fixture::*;
use dangol_core::{Engine, Kind, Now};

fn buy(engine: &mut Engine, item: usize, days: &[u64]) {
    for day in days {
        let at = START + day * DAY;
        look(engine, item, at);
        track(engine, "purchase", &id(item), Now::utc(at));
    }
}

fn usual(engine: &Engine, day: u64) -> Vec<(String, bool, String)> {
    let usual = corner(engine, START + day * DAY).usual.into_iter();
    usual
        .map(|usual| (usual.thing.item, usual.is_due, usual.how_often))
        .collect()
}

#[test]
fn what_is_due_comes_first_with_how_often() {
    let mut engine = engine();
    agree(&mut engine, START);
    buy(&mut engine, 1, &[0, 30, 60]);
    buy(&mut engine, 2, &[10, 11]);
    buy(&mut engine, 3, &[5]);
    // Thing 5 runs out after ten days.
    buy(&mut engine, 5, &[70]);
    assert_eq!(
        usual(&engine, 85),
        [
            (id(1), true, "You usually buy it every 4 weeks".into()),
            (id(5), true, "You bought it 2 weeks ago".into()),
            (id(2), false, "You bought it 11 weeks ago".into()),
        ]
    );
    // The list that slots show says the same of what is due.
    home(&mut engine, START + 85 * DAY);
    let slot = list(&mut engine, Kind::BuyAgain, START + 85 * DAY);
    let slot: Vec<&str> = slot.iter().map(|card| card.item_id.as_str()).collect();
    assert_eq!(slot, [id(1), id(5)]);
    assert_eq!(
        usual(&engine, 65)[0],
        (id(1), false, "You usually buy it every 4 weeks".into())
    );
}

#[test]
fn gifts_are_nobodys_habit_and_what_was_given_up_is_not_offered() {
    let mut engine = engine();
    agree(&mut engine, START);
    buy(&mut engine, 1, &[0, 10, 20]);
    buy(&mut engine, 6, &[0, 10, 20]);
    engine.mark_gift(&id(6), Now::utc(START + 21 * DAY));
    let items = |day| {
        usual(&engine, day)
            .into_iter()
            .map(|(item, ..)| item)
            .collect::<Vec<_>>()
    };
    assert_eq!(items(30), [id(1)]);
    assert!(items(200).is_empty());
}

#[test]
fn the_last_quantity_and_the_basket_are_known() {
    let mut engine = engine();
    agree(&mut engine, START);
    buy(&mut engine, 1, &[0, 10]);
    look(&mut engine, 1, START + 20 * DAY);
    let order = json(
        serde_json::json!({"items": [{"item_id": id(1), "quantity": 6}], "transaction_id": "T"}),
    );
    engine
        .track("purchase", &order, Now::utc(START + 20 * DAY))
        .unwrap();
    let first = &corner(&engine, START + 29 * DAY).usual[0];
    assert_eq!(
        (first.quantity, first.in_basket, first.is_due),
        (6, false, true)
    );
    track(
        &mut engine,
        "add_to_cart",
        &id(1),
        Now::utc(START + 29 * DAY),
    );
    assert!(corner(&engine, START + 29 * DAY).usual[0].in_basket);
}
