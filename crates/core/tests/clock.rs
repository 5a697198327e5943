//! A device's clock may be wrong, and be set right.

mod fixture;

use dangol_core::Kind;
use fixture::*;

const YEAR: u64 = 365 * DAY;

/// The items that are remembered when a page comes to this device.
fn known(device: &Device, at: u64) -> Vec<String> {
    let mut engine = engine();
    device.restore(&mut engine, at);
    home(&mut engine, at);
    let items = engine.overview().items.into_iter();
    items.map(|item| item.item_id).collect()
}

/// Comes at this time and looks at an item.
fn come(device: &mut Device, item: usize, at: u64) {
    let mut engine = engine();
    device.restore(&mut engine, at);
    look(&mut engine, item, at);
    assert!(device.save(&mut engine, at));
}

fn agreed() -> Device {
    let (mut engine, mut device) = (engine(), Device::default());
    agree(&mut engine, START);
    look(&mut engine, 0, START);
    device.save(&mut engine, START);
    device
}

#[test]
fn a_clock_that_was_set_back_loses_nothing_and_makes_nothing_older() {
    let mut device = agreed();
    // A month back, which the newest thing remembered does not survive by more than 90 days.
    come(&mut device, 1, START - 30 * DAY);
    assert_eq!(known(&device, START - 30 * DAY), ["item-1", "item-0"]);
    come(&mut device, 2, START + 1);
    assert_eq!(known(&device, START + 1), ["item-2", "item-1", "item-0"]);
    let mut engine = engine();
    device.restore(&mut engine, START + 80 * DAY);
    let ages: Vec<u64> = engine.overview().items.iter().map(|item| item.at).collect();
    assert_eq!(ages, [START + 1, START], "the one of the wrong clock aged");
}

#[test]
fn what_was_done_while_the_clock_was_ahead_does_not_last_for_ever() {
    let mut device = agreed();
    // Within what a look is kept for, nothing goes.
    come(&mut device, 1, START + 80 * DAY);
    assert_eq!(known(&device, START), ["item-1", "item-0"]);
    // By years: what would be too old by then goes, as it would if it were true.
    come(&mut device, 2, START + 3 * YEAR);
    come(&mut device, 3, START + DAY);
    assert_eq!(known(&device, START + DAY), ["item-3", "item-2"]);
    come(&mut device, 4, START + 2 * DAY);
    let mut engine = engine();
    device.restore(&mut engine, START + 93 * DAY);
    assert!(
        engine.overview().items.is_empty(),
        "the look of the wrong clock went with those of its day"
    );
    // What is asked for is newest first by what was done last, whatever the clock said.
    device.restore(&mut engine, START + 2 * DAY);
    home(&mut engine, START + 2 * DAY);
    let shown = list(&mut engine, Kind::RecentlyViewed, START + 2 * DAY);
    assert_eq!(ids(&shown), ["item-4", "item-3", "item-2"]);
}

#[test]
fn answers_on_consent_count_whatever_the_clock_says() {
    let mut device = Device::default();
    let mut ahead = engine();
    agree(&mut ahead, START + 3 * YEAR);
    device.save(&mut ahead, START + 3 * YEAR);
    let mut page = engine();
    device.restore(&mut page, START);
    let no = dangol_core::ConsentRequest {
        personalize: Some(false),
        measure: None,
    };
    page.set_consent(no, dangol_core::Now::utc(START));
    // Even where the older yes is still found, as in another tab's late transaction.
    assert_eq!(
        page.merge(
            device.consent.as_deref(),
            device.profile.as_deref(),
            dangol_core::Now::utc(START)
        ),
        dangol_core::Merged::Nothing
    );
    assert!(page.consent().personalize_grant().is_none());
}
