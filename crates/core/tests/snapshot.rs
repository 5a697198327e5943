//! What goes to the privacy page's wasm says all that the page's own wasm knows.

mod fixture;

use dangol_core::{Error, Now, Snapshot};
use fixture::*;

#[test]
fn a_snapshot_says_what_the_engine_knows() {
    let mut engine = engine();
    let read = |bytes: Vec<u8>| Snapshot::read(&bytes).unwrap();
    assert_eq!(read(engine.snapshot()).overview(), engine.overview());
    agree(&mut engine, START);
    look(&mut engine, 0, START);
    track(&mut engine, "purchase", "item-0", Now::utc(START));
    engine.state_name("Ada", Now::utc(START));
    let snapshot = read(engine.snapshot());
    assert_eq!(snapshot.overview(), engine.overview());
    assert_eq!(snapshot.overview().name.as_deref(), Some("Ada"));
    assert_eq!(snapshot.export(), engine.export());
    assert_ne!(engine.snapshot(), fixture::engine().snapshot());
}

#[test]
fn what_is_no_snapshot_is_refused() {
    let bytes = engine().snapshot();
    for cut in 0..bytes.len() {
        assert!(matches!(
            Snapshot::read(&bytes[..cut]),
            Err(Error::Profile(_))
        ));
    }
}

#[test]
fn bytes_that_are_no_profile_are_not_taken_over() {
    let mut engine = engine();
    let now = Now::utc(START);
    let bytes = engine.export().into_bytes(now).unwrap();
    assert_eq!(
        engine.take_over(&bytes, now),
        Err(Error::NotGranted("personalize"))
    );
    agree(&mut engine, START);
    engine.take_over(&bytes, now).unwrap();
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1;
        assert!(engine.take_over(&damaged, now).is_err(), "byte {at}");
    }
}
