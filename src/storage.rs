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
#[derive(Clone)]
struct Raw {
    consent: Option<Vec<u8>>,
    profile: Option<Vec<u8>>,
    key: JsValue,
}

impl Raw {
    async fn open(self) -> Result<Stored, JsValue> {
        Ok(Stored {
            consent: self.consent,
            profile: sealed::open(&self.key, self.profile).await?,
        })
    }
}

/// Reads what is stored, and creates nothing.
///
/// # Errors
/// When storage is blocked, or of a newer version.
pub async fn read() -> Result<Stored, JsValue> {
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
    let Some((database, _)) = open(false).await? else {
        return Ok(None);
    };
    let damaged = async {
        let store = transaction(&database, IdbTransactionMode::Readonly)?.1;
        let damaged = store.get(&SET_ASIDE.into())?;
        let key = store.get(&KEY.into())?;
        let damaged = bytes(&request(&damaged).await?);
        sealed::open(&request(&key).await?, damaged).await
    }
    .await;
    database.close();
    damaged
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
    // While it waits, the database must not be open: another tab may want to delete it.
    let _turn = match manner.encrypt {
        true => Some(sealed::Turn::wait().await),
        false => None,
    };
    let Some((database, created)) = open(manner.may_create).await? else {
        return Ok(merge(&Stored::default()));
    };
    let merged = async {
        if !manner.encrypt
            && let Some(merged) = write_at_once(&database, merge).await?
        {
            return Ok(merged);
        }
        write_in_two(&database, merge, manner.encrypt).await
    }
    .await;
    database.close();
    // The consent may have been withdrawn while the database was being made.
    if created && matches!(merged, Ok(Merged::Erased | Merged::Nothing) | Err(_)) {
        delete().await?;
    }
    merged
}

/// In one transaction. What is sealed cannot be read within one: `None`, and nothing is done.
async fn write_at_once(
    database: &IdbDatabase,
    merge: &mut dyn FnMut(&Stored) -> Merged,
) -> Result<Option<Merged>, JsValue> {
    let (transaction, store) = transaction(database, IdbTransactionMode::Readwrite)?;
    let carried_out = async {
        let before = raw(&store).await?;
        if sealed::is_sealed(before.profile.as_ref()) {
            return Ok(None);
        }
        let stored = Stored {
            consent: before.consent.clone(),
            profile: before.profile.clone(),
        };
        let merged = merge(&stored);
        let profile = profile_of(&merged).map(|record| Uint8Array::from(record.profile()));
        carry_out(&store, &before, &merged, profile.as_ref(), None)?;
        Ok(Some(merged))
    }
    .await;
    if carried_out.is_err() {
        // Otherwise what was put before would be kept without the rest.
        let _ = transaction.abort();
    } else {
        complete(&transaction).await?;
    }
    carried_out
}

/// In two transactions, with the work of the cipher between them: the second does nothing
/// if another tab has written since the first, and all is done again.
async fn write_in_two(
    database: &IdbDatabase,
    merge: &mut dyn FnMut(&Stored) -> Merged,
    encrypt: bool,
) -> Result<Merged, JsValue> {
    for _ in 0..ROUNDS {
        let times_shut = TIMES_SHUT.get();
        let before = raw_now(database).await?;
        let stored = before.clone().open().await?;
        let merged = merge(&stored);
        let Some(record) = profile_of(&merged) else {
            return Ok(merged);
        };
        let (key, profile) = match encrypt {
            true => {
                let (key, profile) = sealed::seal(&before.key, record.profile()).await?;
                (Some(key), profile)
            }
            false => (None, Uint8Array::from(record.profile())),
        };
        let (transaction, store) = transaction(database, IdbTransactionMode::Readwrite)?;
        let now = match raw(&store).await {
            Ok(now) => now,
            Err(error) => {
                let _ = transaction.abort();
                return Err(error);
            }
        };
        if TIMES_SHUT.get() != times_shut {
            // It was withdrawn while it was being sealed. What is stored is erased next.
            return Ok(Merged::Nothing);
        }
        if (now.consent, now.profile) != (before.consent.clone(), before.profile.clone()) {
            continue;
        }
        if let Err(error) = carry_out(&store, &before, &merged, Some(&profile), key.as_ref()) {
            let _ = transaction.abort();
            return Err(error);
        }
        complete(&transaction).await?;
        return Ok(merged);
    }
    Err(js_sys::Error::new("other tabs write without end").into())
}

/// Deletes the database, so that nothing of it is left. Its content goes first, at
/// once, because the deletion itself waits until other tabs have closed it; this does
/// not wait for them.
///
/// # Errors
/// When storage is blocked.
pub async fn erase() -> Result<(), JsValue> {
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

/// Puts what was merged, with the profile as it is to lie there and the key that opens it.
fn carry_out(
    store: &IdbObjectStore,
    before: &Raw,
    merged: &Merged,
    profile: Option<&Uint8Array>,
    key: Option<&JsValue>,
) -> Result<(), JsValue> {
    if let Merged::Refuse(refusal) = merged {
        let bytes = Uint8Array::from(refusal.bytes().as_slice());
        return store.put_with_key(&bytes, &CONSENT.into()).map(drop);
    }
    let (Some(record), Some(profile)) = (profile_of(merged), profile) else {
        return Ok(());
    };
    if SHUT.get() {
        return Err(TRIPWIRE.into());
    }
    if let (Merged::SetAsideAndPut(_), Some(damaged)) = (merged, &before.profile) {
        store.put_with_key(&Uint8Array::from(damaged.as_slice()), &SET_ASIDE.into())?;
    }
    store.put_with_key(&Uint8Array::from(record.consent()), &CONSENT.into())?;
    store.put_with_key(profile, &PROFILE.into())?;
    match key {
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
