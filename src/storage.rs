//! The device's storage: one IndexedDB database, `dangol`, with one store.
//!
//! | key | value |
//! |---|---|
//! | `consent` | the bytes of the consent |
//! | `profile` | the bytes of the profile, [`sealed`] where the site's owner wants it so |
//! | `set-aside` | a damaged profile, kept for export |
//! | `key` | the key of a sealed profile, which no script can read out |
//!
//! Nothing is created by looking: a database that is not there is not made unless
//! there is a [`Record`] to write, and a record needs a grant; or a
//! [`dangol_core::Refusal`] to keep,
//! which is a `consent` alone.
//!
//! A profile is read, merged and written in one transaction, which is what keeps tabs from
//! overwriting each other. Sealing takes longer than a transaction lives: there it is
//! written only if nothing was written since it was read, and tabs take turns.
//!
//! A withdrawal shuts what writes records, at once, until the shopper agrees again. That
//! no record comes then is the engine's doing; should one come all the same, it is not
//! written, and [`TRIPWIRE`] says so.

mod database;
mod sealed;

pub use sealed::persist;

#[cfg(feature = "inspect")]
use crate::inspect::memory;
use dangol_core::{Merged, Record};
use database::{complete, factory, in_time, open, quiet, request, transaction};
use js_sys::{Promise, Uint8Array};
use std::cell::Cell;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbTransactionMode};

const DATABASE: &str = "dangol";
const STORE: &str = "kept";
const VERSION: u32 = 1;
const CONSENT: &str = "consent";
const PROFILE: &str = "profile";
const SET_ASIDE: &str = "set-aside";
const KEY: &str = "key";

/// How often a sealed profile is written anew because another tab has written meanwhile.
const ROUNDS: usize = 20;

/// The error of a transaction that may have been carried out or not.
pub const UNCERTAIN: &str = "uncertain";

/// The code of the error of a record that comes after a withdrawal.
pub const TRIPWIRE: &str = "write_after_withdrawal";

thread_local! {
    static SHUT: Cell<bool> = const { Cell::new(false) };
    /// How often it was shut. What was merged before must not be written after.
    static TIMES_SHUT: Cell<u32> = const { Cell::new(0) };
}

/// The shopper withdrew: no record may be written.
pub fn shut() {
    SHUT.set(true);
    TIMES_SHUT.set(TIMES_SHUT.get() + 1);
}

/// The shopper agrees: records may be written.
pub fn reopen() {
    SHUT.set(false);
}

/// What is stored.
#[derive(Debug, Default)]
pub struct Stored {
    /// The bytes of the consent.
    pub consent: Option<Vec<u8>>,
    /// The bytes of the profile, opened.
    pub profile: Option<Vec<u8>>,
}

/// What is stored, as it lies there.
struct Raw {
    consent: Option<Vec<u8>>,
    profile: Option<Vec<u8>>,
    key: JsValue,
}

impl Raw {
    async fn open(&self) -> Result<Stored, JsValue> {
        Ok(Stored {
            consent: self.consent.clone(),
            profile: sealed::open(&self.key, self.profile.clone()).await?,
        })
    }
}

/// Reads what is stored, and creates nothing.
///
/// # Errors
/// When storage is blocked, or of a newer version.
pub async fn read() -> Result<Stored, JsValue> {
    #[cfg(feature = "inspect")]
    if memory::is_on() {
        return Ok(memory::read());
    }
    let Some((database, _)) = open(false).await? else {
        return Ok(Stored::default());
    };
    let raw = raw_now(&database).await;
    database.close();
    raw?.open().await
}

/// The bytes of a damaged profile that was set aside, if there are any.
///
/// # Errors
/// As [`read`].
pub async fn set_aside() -> Result<Option<Vec<u8>>, JsValue> {
    #[cfg(feature = "inspect")]
    if memory::is_on() {
        return Ok(None);
    }
    let Some((database, _)) = open(false).await? else {
        return Ok(None);
    };
    let damaged = async {
        let store = transaction(&database, IdbTransactionMode::Readonly)?.1;
        request(&store.get(&SET_ASIDE.into())?).await
    }
    .await;
    database.close();
    Ok(bytes(&damaged?))
}

/// How something is to be kept.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// Whether the database may be made, should it not be there.
    pub may_create: bool,
    /// Whether the profile is to be sealed.
    pub encrypt: bool,
}

/// Reads what is stored, has it merged, writes the result: as if nothing could come between.
/// Resolves when the transaction is complete.
///
/// # Errors
/// When storage is blocked, full, or of a newer version; nothing is written then. Only with
/// [`UNCERTAIN`] it may have been written.
pub async fn write(
    merge: &mut dyn FnMut(&Stored) -> Merged,
    manner: Manner,
) -> Result<Merged, JsValue> {
    #[cfg(feature = "inspect")]
    if memory::is_on() {
        return Ok(memory::write(merge));
    }
    // While it waits, the database must not be open: another tab may want to delete it.
    let _turn = match manner.encrypt {
        true => Some(sealed::Turn::wait().await),
        false => None,
    };
    let Some((database, created)) = open(manner.may_create).await? else {
        return Ok(merge(&Stored::default()));
    };
    let merged = write_into(&database, merge, manner.encrypt).await;
    database.close();
    // The consent may have been withdrawn while the database was being made.
    if created && matches!(merged, Ok(Merged::Erased | Merged::Nothing) | Err(_)) {
        delete().await?;
    }
    merged
}

/// In one transaction, where nothing is sealed. The work of the cipher takes longer than a
/// transaction lives: what it made of one is written in the next, if another tab has written
/// nothing meanwhile, and otherwise all is done again.
async fn write_into(
    database: &IdbDatabase,
    merge: &mut dyn FnMut(&Stored) -> Merged,
    encrypt: bool,
) -> Result<Merged, JsValue> {
    let mut ready: Option<Ready> = None;
    for _ in 0..ROUNDS {
        let (transaction, store) = transaction(database, IdbTransactionMode::Readwrite)?;
        let outcome = raw(&store).await.and_then(|now| {
            let is_sealed = encrypt || sealed::is_sealed(now.profile.as_ref());
            let next = match ready.take() {
                Some(ready) if TIMES_SHUT.get() != ready.times_shut => {
                    // It was withdrawn while it was being sealed. What is stored is erased next.
                    return Ok(Some(Merged::Nothing));
                }
                Some(ready) if ready.is_of(&now) => ready,
                _ if is_sealed => {
                    ready = Some(Ready::of(now));
                    return Ok(None);
                }
                _ => {
                    let mut next = Ready::of(now);
                    next.merged = merge(&Stored {
                        consent: next.before.consent.clone(),
                        profile: next.before.profile.clone(),
                    });
                    next.profile = profile_of(&next.merged).map(|record| record.profile().into());
                    next
                }
            };
            carry_out(&store, &next)?;
            Ok(Some(next.merged))
        });
        match outcome {
            Ok(Some(merged)) => {
                complete(&transaction).await?;
                return Ok(merged);
            }
            Ok(None) => {}
            Err(error) => {
                // Otherwise what was put before would be kept without the rest.
                let _ = transaction.abort();
                return Err(error);
            }
        }
        if let Some(next) = &mut ready {
            next.merged = merge(&next.before.open().await?);
            let Some(record) = profile_of(&next.merged) else {
                return Ok(next.merged.clone());
            };
            let profile = Uint8Array::from(record.profile());
            next.profile = Some(profile.clone());
            if encrypt {
                let (key, sealed) = sealed::seal(&next.before.key, &profile).await?;
                (next.key, next.profile) = (Some(key), Some(sealed));
            }
        }
    }
    Err(js_sys::Error::new("other tabs write without end").into())
}

/// What was merged into what was stored, as it is to lie there.
struct Ready {
    before: Raw,
    times_shut: u32,
    merged: Merged,
    profile: Option<Uint8Array>,
    key: Option<JsValue>,
}

impl Ready {
    fn of(before: Raw) -> Self {
        Self {
            before,
            times_shut: TIMES_SHUT.get(),
            merged: Merged::Nothing,
            profile: None,
            key: None,
        }
    }

    fn is_of(&self, now: &Raw) -> bool {
        self.before.consent == now.consent && self.before.profile == now.profile
    }
}

/// Deletes the database, so that nothing of it is left. Its content goes first, at
/// once, because the deletion itself waits until other tabs have closed it; this does
/// not wait for them.
///
/// # Errors
/// When storage is blocked.
pub async fn erase() -> Result<(), JsValue> {
    #[cfg(feature = "inspect")]
    if memory::is_on() {
        memory::begin(Stored::default());
        return Ok(());
    }
    // A database of a newer version cannot be emptied here, but it can be deleted.
    let emptied = empty().await;
    match delete().await? {
        Deletion::Done => Ok(()),
        Deletion::Waiting => emptied,
    }
}

async fn empty() -> Result<(), JsValue> {
    let Some((database, _)) = open(false).await? else {
        return Ok(());
    };
    let emptied = async {
        let (transaction, store) = transaction(&database, IdbTransactionMode::Readwrite)?;
        store.clear()?;
        complete(&transaction).await
    }
    .await;
    database.close();
    emptied
}

/// How far the deletion of the database is.
enum Deletion {
    Done,
    /// Another tab has the database open; it goes when that tab closes it.
    Waiting,
}

async fn delete() -> Result<Deletion, JsValue> {
    let deletion: IdbOpenDbRequest = factory()?.delete_database(DATABASE)?;
    let promise = Promise::new(&mut |resolve, reject| {
        deletion.set_onsuccess(Some(&resolve));
        deletion.set_onblocked(Some(&resolve));
        deletion.set_onerror(Some(&quiet(reject)));
    });
    let event: web_sys::Event = in_time(promise).await?.dyn_into()?;
    Ok(match event.type_().as_str() {
        "blocked" => Deletion::Waiting,
        _ => Deletion::Done,
    })
}

/// The record that is to be written, if one is.
fn profile_of(merged: &Merged) -> Option<&Record> {
    match merged {
        Merged::Put(record) | Merged::SetAsideAndPut(record) => Some(record),
        Merged::Refuse(_) | Merged::Erased | Merged::Nothing => None,
    }
}

/// Puts what was merged, with the key that opens it.
fn carry_out(store: &IdbObjectStore, ready: &Ready) -> Result<(), JsValue> {
    let put = |bytes: &[u8], key: &str| {
        store
            .put_with_key(&Uint8Array::from(bytes), &key.into())
            .map(drop)
    };
    if let Merged::Refuse(refusal) = &ready.merged {
        return put(&refusal.bytes(), CONSENT);
    }
    let (Some(record), Some(profile)) = (profile_of(&ready.merged), &ready.profile) else {
        return Ok(());
    };
    if SHUT.get() {
        return Err(TRIPWIRE.into());
    }
    if let (Merged::SetAsideAndPut(_), Some(damaged)) = (&ready.merged, &ready.before.profile) {
        put(damaged, SET_ASIDE)?;
    }
    put(record.consent(), CONSENT)?;
    store.put_with_key(profile, &PROFILE.into())?;
    match &ready.key {
        Some(key) => store.put_with_key(key, &KEY.into()).map(drop),
        // Deleting what is not there does nothing.
        None => store.delete(&KEY.into()).map(drop),
    }
}

async fn raw_now(database: &IdbDatabase) -> Result<Raw, JsValue> {
    let store = transaction(database, IdbTransactionMode::Readonly)?.1;
    raw(&store).await
}

async fn raw(store: &IdbObjectStore) -> Result<Raw, JsValue> {
    let consent = store.get(&CONSENT.into())?;
    let profile = store.get(&PROFILE.into())?;
    let key = store.get(&KEY.into())?;
    Ok(Raw {
        consent: bytes(&request(&consent).await?),
        profile: bytes(&request(&profile).await?),
        key: request(&key).await?,
    })
}

fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

#[cfg(test)]
mod tests;
