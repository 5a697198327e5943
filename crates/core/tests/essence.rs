//! A profile that fits into a link: the most that fits, and read like any other file.

mod fixture;

use dangol_core::profile::{Deed, Export};
use dangol_core::{Error, Now, Snapshot};
use fixture::*;

fn regular() -> dangol_core::Engine {
    let mut engine = engine();
    agree(&mut engine, START);
    state(
        &mut engine,
        serde_json::json!({"name": "Mina", "birthday": "--05-13"}),
        START,
    );
    for day in 0..60 {
        let now = START + day * DAY;
        look(&mut engine, day as usize, now);
        if day % 3 == 0 {
            track(&mut engine, "purchase", &id(day as usize), Now::utc(now));
        }
    }
    engine
}

#[test]
fn what_matters_most_goes_along_and_always_fits() {
    let engine = regular();
    let snapshot = Snapshot::read(&engine.snapshot()).unwrap();
    let count = |bytes: &[u8], deed| {
        let export = Export::read_bytes(bytes).unwrap();
        let actions = export.profile.actions.iter();
        actions.filter(|action| action.deed == deed).count()
    };
    let all = snapshot.essence(usize::MAX).unwrap();
    assert_eq!(Export::read_bytes(&all).unwrap(), engine.export());
    let (looks, purchases) = (count(&all, Deed::Viewed), count(&all, Deed::Bought));
    assert!(looks > 0 && purchases > 0);
    let mut before = all.len();
    for budget in [8000, 3000, 1200, 800, 400, 200, 120] {
        let some = snapshot.essence(budget).unwrap();
        assert!(some.len() <= budget && some.len() <= before, "{budget}");
        before = some.len();
        if count(&some, Deed::Viewed) > 0 {
            assert_eq!(count(&some, Deed::Bought), purchases, "looks go first");
        }
        let facts = Export::read_bytes(&some).unwrap().profile.facts;
        assert_eq!(
            facts,
            engine.export().profile.facts,
            "what was stated stays"
        );
    }
    assert!(count(&snapshot.essence(800).unwrap(), Deed::Bought) > 10);
    assert_eq!(snapshot.essence(20), None);
}

#[test]
fn it_is_taken_over_like_a_file_and_damage_is_found() {
    let now = Now::utc(START + 61 * DAY);
    let bytes = Snapshot::read(&regular().snapshot())
        .unwrap()
        .essence(1200)
        .unwrap();
    let mut other = engine();
    agree(&mut other, START);
    let profile = Export::read_bytes(&bytes).unwrap().into_bytes(now).unwrap();
    other.take_over(&profile, now).unwrap();
    assert_eq!(other.overview().name.as_deref(), Some("Mina"));
    let mut damaged = bytes.clone();
    damaged[40] ^= 1;
    assert!(matches!(
        Export::read_bytes(&damaged),
        Err(Error::Profile(_))
    ));
    let mut newer = bytes;
    newer[4] = 9;
    assert_eq!(Export::read_bytes(&newer), Err(Error::NewerProfile(9)));
}
