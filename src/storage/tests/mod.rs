mod erasing;
mod writing;

use super::*;
use crate::node;
use dangol_core::{ConsentRequest, Engine, Language, Now, Setup};
use js_sys::{Array, eval};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

const NOW: Now = Now {
    at: 1_700_000_000_000,
    offset_minutes: 0,
};

/// Not sealed, and made where it is not there.
const PLAIN: Manner = Manner {
    may_create: true,
    encrypt: false,
};

/// What a JavaScript expression, or the promise that it is, comes to.
async fn js(expression: &str) -> JsValue {
    let value = eval(&format!("({expression})")).unwrap();
    JsFuture::from(Promise::resolve(&value)).await.unwrap()
}

/// No database at all, as in a browser that was never here.
async fn clean() {
    js("new Promise((done, fail) => {
        const deletion = indexedDB.deleteDatabase('dangol');
        deletion.onsuccess = done;
        deletion.onerror = fail;
    })")
    .await;
}

/// The names of all databases of this site.
async fn databases() -> Vec<String> {
    let list: Array = js("indexedDB.databases()").await.unchecked_into();
    let name = |database: JsValue| js_sys::Reflect::get(&database, &"name".into()).unwrap();
    list.iter()
        .map(|database| name(database).as_string().unwrap())
        .collect()
}

/// Opens the database as a page of another version may, and keeps it open in `window.testHeld`.
async fn hold(version: u32, store: &str) {
    js(&format!(
        "new Promise((done, fail) => {{
            const opening = indexedDB.open('dangol', {version});
            opening.onupgradeneeded = () => opening.result.createObjectStore('{store}');
            opening.onsuccess = () => done(window.testHeld = opening.result);
            opening.onerror = opening.onblocked = fail;
        }})"
    ))
    .await;
}

/// What lies under a key.
async fn raw(key: &str) -> Option<Vec<u8>> {
    hold(1, STORE).await;
    let value = js(&format!(
        "new Promise((done, fail) => {{
            const reading = testHeld.transaction('kept').objectStore('kept').get('{key}');
            reading.onsuccess = () => done(reading.result);
            reading.onerror = fail;
        }})"
    ))
    .await;
    let_go().await;
    bytes(&value)
}

async fn let_go() {
    js("window.testHeld.close()").await;
}

async fn put_raw(key: &str, value: &[u8]) {
    hold(1, STORE).await;
    js(&format!(
        "new Promise((done, fail) => {{
            const transaction = testHeld.transaction('kept', 'readwrite');
            transaction.objectStore('kept').put(new Uint8Array({value:?}), '{key}');
            transaction.oncomplete = done;
            transaction.onabort = fail;
        }})"
    ))
    .await;
    let_go().await;
}

/// The engine of a page whose shopper has agreed.
fn agreed() -> Engine {
    let mut engine = Engine::new(Setup::new(Language::En, 7));
    let request = ConsentRequest {
        personalize: Some(true),
        measure: None,
    };
    engine.set_consent(request, NOW);
    engine
}

fn named(name: &str) -> Engine {
    let mut engine = agreed();
    engine.state_name(name, NOW);
    engine
}

fn viewed(item: &str) -> Engine {
    let mut engine = agreed();
    let parameters = eval(&format!("({{ items: [{{ item_id: '{item}' }}] }})")).unwrap();
    let parameters = node::from_js(&parameters);
    engine.track("view_item", &parameters, NOW).unwrap();
    engine
}

/// Saves as a page does.
async fn save(engine: &mut Engine) -> Result<Merged, JsValue> {
    assert!(engine.wants_saving());
    let may_create = engine.may_create();
    let mut merge =
        |stored: &Stored| engine.merge(stored.consent.as_deref(), stored.profile.as_deref(), NOW);
    let merged = write(
        &mut merge,
        Manner {
            may_create,
            ..PLAIN
        },
    )
    .await?;
    if let Merged::Put(record) | Merged::SetAsideAndPut(record) = &merged {
        engine.saved(record);
    }
    Ok(merged)
}

/// The engine of another page that finds what is stored.
async fn arrived() -> Engine {
    let mut engine = Engine::new(Setup::new(Language::En, 7));
    let reading = engine.begin_reading();
    let stored = read().await.unwrap();
    let (consent, profile) = (stored.consent.as_deref(), stored.profile.as_deref());
    engine.restore(reading, consent, profile, NOW);
    engine
}

fn name_of(engine: &Engine) -> Option<String> {
    engine.overview().name
}
