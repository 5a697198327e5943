//! The device's storage while the owner tries the shop as somebody else: the memory of this
//! page. The real one is neither written nor, but for a copy of one's own profile, read.

use crate::storage::Stored;
use dangol_core::Merged;
use std::cell::RefCell;

thread_local! {
    static KEPT: RefCell<Option<Stored>> = const { RefCell::new(None) };
}

/// Whether this memory is all the storage that there is.
pub fn is_on() -> bool {
    KEPT.with_borrow(Option::is_some)
}

/// From here on this is stored, and nothing else.
pub fn begin(stored: Stored) {
    KEPT.set(Some(stored));
}

/// What is stored.
pub fn read() -> Stored {
    KEPT.with_borrow(|kept| kept.as_ref().map(copy).unwrap_or_default())
}

/// Merges into what is stored, as a transaction of the database would.
pub fn write(merge: &mut dyn FnMut(&Stored) -> Merged) -> Merged {
    let merged = merge(&read());
    match &merged {
        Merged::Put(record) | Merged::SetAsideAndPut(record) => begin(Stored {
            consent: Some(record.consent().to_vec()),
            profile: Some(record.profile().to_vec()),
        }),
        Merged::Refuse(refusal) => begin(Stored {
            consent: Some(refusal.bytes()),
            profile: None,
        }),
        Merged::Erased | Merged::Nothing => {}
    }
    merged
}

fn copy(stored: &Stored) -> Stored {
    Stored {
        consent: stored.consent.clone(),
        profile: stored.profile.clone(),
    }
}
