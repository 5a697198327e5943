//! Opening the database and waiting for its answers, but not for ever.

use super::{DATABASE, STORE, UNCERTAIN, VERSION};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Promise};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

#[wasm_bindgen(module = "/src/storage/seal.js")]
extern "C" {
    #[wasm_bindgen(js_name = mayBeThere)]
    fn may_be_there(name: &str) -> Promise;
}

/// How long an event may take, in milliseconds: some browsers have let one hang for
/// ever, and another tab's deletion may hold ours up.
const LONGEST_WAIT: u32 = 3_000;

pub(super) fn factory() -> Result<IdbFactory, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    window
        .indexed_db()?
        .ok_or_else(|| js_sys::Error::new("there is no IndexedDB").into())
}

/// Opens the database, and says whether it was created now. Where it may not be created, it is
/// first looked for; a browser that lists none has its upgrade aborted. That alone would not
/// do: in WebKit an aborted one leaves an empty database behind.
pub(super) async fn open(may_create: bool) -> Result<Option<(IdbDatabase, bool)>, JsValue> {
    if !may_create
        && in_time(may_be_there(DATABASE))
            .await
            .is_ok_and(|found| found.is_falsy())
    {
        return Ok(None);
    }
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

pub(super) fn transaction(
    database: &IdbDatabase,
    mode: IdbTransactionMode,
) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
    let transaction = database.transaction_with_str_and_mode(STORE, mode)?;
    let store = transaction.object_store(STORE)?;
    Ok((transaction, store))
}

pub(super) async fn request(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&quiet(reject)));
    });
    in_time(promise).await?;
    request.result()
}

/// Waits for an event of the database, but not for ever.
pub(super) async fn in_time(promise: Promise) -> Result<JsValue, JsValue> {
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

pub(super) async fn complete(transaction: &IdbTransaction) -> Result<(), JsValue> {
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
    // Only the clock rejects with nothing.
    if outcome.as_ref().is_err_and(JsValue::is_undefined) {
        // It must not be carried out later, when the same is tried again.
        fail.forget();
        return Err(match transaction.abort() {
            Ok(()) => JsValue::UNDEFINED,
            Err(_) => UNCERTAIN.into(),
        });
    }
    transaction.set_onerror(None);
    outcome.map(drop)
}

/// A handler that rejects, and keeps the browser from writing the failure to the console.
pub(super) fn quiet(reject: js_sys::Function) -> js_sys::Function {
    Closure::once_into_js(move |event: web_sys::Event| {
        event.prevent_default();
        let _ = reject.call1(&JsValue::UNDEFINED, &event);
    })
    .unchecked_into()
}
