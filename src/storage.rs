//! The device's storage: one IndexedDB database, `dangol`, with one store.
//!
//! | key | value |
//! |---|---|
//! | `consent` | the bytes of the consent |
//! | `profile` | the bytes of the profile |
//! | `set-aside` | a damaged profile, kept for export |
//!
//! Nothing is created by looking: a database that is not there is not made unless
//! there is a [`Record`] to write, and a record needs a grant; or a
//! [`dangol_core::Refusal`] to keep,
//! which is a `consent` alone.
//!
//! A withdrawal shuts what writes records, at once, until the shopper agrees again. That
//! no record comes then is the engine's doing; should one come all the same, it is not
//! written, and [`TRIPWIRE`] says so.

use dangol_core::{Merged, Record};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Promise, Uint8Array};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

/// How long an event may take, in milliseconds: some browsers have let one hang for
/// ever, and another tab's deletion may hold ours up.
const LONGEST_WAIT: u32 = 3_000;

const DATABASE: &str = "dangol";
const STORE: &str = "kept";
const VERSION: u32 = 1;
const CONSENT: &str = "consent";
const PROFILE: &str = "profile";
const SET_ASIDE: &str = "set-aside";

/// The code of the error of a record that comes after a withdrawal.
pub const TRIPWIRE: &str = "write_after_withdrawal";

thread_local! {
    static SHUT: Cell<bool> = const { Cell::new(false) };
}

/// The shopper withdrew: no record may be written.
pub fn shut() {
    SHUT.set(true);
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
    /// The bytes of the profile.
    pub profile: Option<Vec<u8>>,
}

/// Reads what is stored, and creates nothing.
///
/// # Errors
/// When storage is blocked, or of a newer version.
pub async fn read() -> Result<Stored, JsValue> {
    let Some((database, _)) = open(false).await? else {
        return Ok(Stored::default());
    };
    let stored = async {
        let store = transaction(&database, IdbTransactionMode::Readonly)?.1;
        stored(&store).await
    }
    .await;
    database.close();
    stored
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
        request(&store.get(&SET_ASIDE.into())?).await
    }
    .await;
    database.close();
    Ok(bytes(&damaged?))
}

/// In one transaction: reads what is stored, has it merged, writes the result.
/// Resolves when the transaction is complete.
///
/// # Errors
/// When storage is blocked, full, or of a newer version; nothing is written then.
pub async fn write(
    merge: &mut dyn FnMut(&Stored) -> Merged,
    may_create: bool,
) -> Result<Merged, JsValue> {
    let Some((database, created)) = open(may_create).await? else {
        return Ok(merge(&Stored::default()));
    };
    let merged = async {
        let (transaction, store) = transaction(&database, IdbTransactionMode::Readwrite)?;
        let stored = stored(&store).await?;
        let merged = merge(&stored);
        if let Err(error) = carry_out(&store, &stored, &merged) {
            // Otherwise what was put before would be kept without the rest.
            let _ = transaction.abort();
            return Err(error);
        }
        complete(&transaction).await?;
        Ok(merged)
    }
    .await;
    database.close();
    // The consent may have been withdrawn while the database was being made.
    if created && matches!(merged, Ok(Merged::Erased | Merged::Nothing) | Err(_)) {
        delete().await?;
    }
    merged
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

fn carry_out(store: &IdbObjectStore, stored: &Stored, merged: &Merged) -> Result<(), JsValue> {
    match merged {
        Merged::Put(record) => put(store, record),
        Merged::SetAsideAndPut(record) => {
            if let Some(damaged) = &stored.profile {
                store.put_with_key(&Uint8Array::from(damaged.as_slice()), &SET_ASIDE.into())?;
            }
            put(store, record)
        }
        Merged::Refuse(refusal) => {
            let bytes = Uint8Array::from(refusal.bytes().as_slice());
            store.put_with_key(&bytes, &CONSENT.into()).map(drop)
        }
        Merged::Erased | Merged::Nothing => Ok(()),
    }
}

fn put(store: &IdbObjectStore, record: &Record) -> Result<(), JsValue> {
    if SHUT.get() {
        return Err(TRIPWIRE.into());
    }
    store.put_with_key(&Uint8Array::from(record.consent()), &CONSENT.into())?;
    store.put_with_key(&Uint8Array::from(record.profile()), &PROFILE.into())?;
    Ok(())
}

async fn stored(store: &IdbObjectStore) -> Result<Stored, JsValue> {
    let consent = store.get(&CONSENT.into())?;
    let profile = store.get(&PROFILE.into())?;
    Ok(Stored {
        consent: bytes(&request(&consent).await?),
        profile: bytes(&request(&profile).await?),
    })
}

fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

fn factory() -> Result<IdbFactory, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    window
        .indexed_db()?
        .ok_or_else(|| js_sys::Error::new("there is no IndexedDB").into())
}

/// Opens the database. Where it is not there and may not be created, the upgrade that
/// would create it is aborted, which leaves no trace. Says whether it was created now.
async fn open(may_create: bool) -> Result<Option<(IdbDatabase, bool)>, JsValue> {
    let open: IdbOpenDbRequest = factory()?.open_with_u32(DATABASE, VERSION)?;
    let upgrading = open.clone();
    let upgraded = Rc::new(Cell::new(false));
    let has_upgraded = upgraded.clone();
    let expired = Rc::new(Cell::new(false));
    let has_expired = expired.clone();
    let upgrade = Closure::<dyn FnMut()>::new(move || {
        has_upgraded.set(true);
        let outcome = if may_create && !has_expired.get() {
            upgrading
                .result()
                .and_then(|database| database.dyn_into::<IdbDatabase>())
                .and_then(|database| database.create_object_store(STORE).map(drop))
        } else {
            upgrading
                .transaction()
                .map_or(Ok(()), |transaction| transaction.abort())
        };
        // A failed upgrade ends in the request's error, which is awaited below.
        let _ = outcome;
    });
    open.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let outcome = request(&open).await;
    if upgraded.get() && !may_create {
        return Ok(None);
    }
    if outcome.is_err() {
        // Should it still come, it must neither create anything nor stay open.
        expired.set(true);
        let late = open.clone();
        let close = Closure::once_into_js(move || {
            if let Ok(Ok(database)) = late.result().map(JsValue::dyn_into::<IdbDatabase>) {
                database.close();
            }
        });
        open.set_onsuccess(Some(close.unchecked_ref()));
        upgrade.forget();
    }
    Ok(Some((outcome?.dyn_into()?, upgraded.get())))
}

fn transaction(
    database: &IdbDatabase,
    mode: IdbTransactionMode,
) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
    let transaction = database.transaction_with_str_and_mode(STORE, mode)?;
    let store = transaction.object_store(STORE)?;
    Ok((transaction, store))
}

async fn request(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&quiet(reject)));
    });
    in_time(promise).await?;
    request.result()
}

/// Waits for an event of the database, but not for ever.
async fn in_time(promise: Promise) -> Result<JsValue, JsValue> {
    let mut limit = None;
    let late = Promise::new(&mut |_, reject| {
        limit = Some(Timeout::new(LONGEST_WAIT, move || {
            let _ = reject.call0(&JsValue::UNDEFINED);
        }));
    });
    let first = Promise::race(&Array::of2(&promise, &late));
    let outcome = JsFuture::from(first).await;
    // Stops the clock.
    drop(limit);
    outcome
}

async fn complete(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let failing = transaction.clone();
    let fail = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        // A failure that is kept from the console no longer aborts by itself.
        event.prevent_default();
        let _ = failing.abort();
    });
    transaction.set_onerror(Some(fail.as_ref().unchecked_ref()));
    let promise = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    let outcome = in_time(promise).await;
    transaction.set_onerror(None);
    outcome.map(drop)
}

/// A handler that rejects, and keeps the browser from writing the failure to the console.
fn quiet(reject: js_sys::Function) -> js_sys::Function {
    Closure::once_into_js(move |event: web_sys::Event| {
        event.prevent_default();
        let _ = reject.call1(&JsValue::UNDEFINED, &event);
    })
    .unchecked_into()
}

#[cfg(test)]
mod tests;
