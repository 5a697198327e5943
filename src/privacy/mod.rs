//! The privacy page, a wasm of its own that is loaded where a shopper looks at what is
//! remembered: it reads a snapshot of what the page's wasm knows, shows it, and asks that
//! wasm, its [`app::App`], for what the shopper wishes. It keeps and fetches nothing.

mod app;
mod download;
mod page;
mod wish;

use crate::{error, node, to_js::to_js};
use app::App;
use dangol_core::profile::Export;
use dangol_core::{Language, Now, Snapshot};
use js_sys::{JSON, Reflect, Uint8Array};
use page::{Picture, Wisher};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

thread_local! {
    /// The one privacy desk of the page.
    static DESK: RefCell<Desk> = RefCell::default();
}

/// What all privacy elements of the page have in common.
#[derive(Default)]
struct Desk {
    app: Option<App>,
    /// What was last shown where.
    shown: Vec<(Element, Picture)>,
    /// Whether storage was found not to work.
    blocked: bool,
    /// What has just been done.
    news: &'static str,
    /// Whether erasing waits to be confirmed.
    asks_erase: bool,
}

/// Shows the privacy page in an element.
///
/// `snapshot` is what `App.snapshot()` gave, `blocked` says whether storage was found not
/// to work.
///
/// # Errors
/// When the snapshot is none, or the element cannot have a shadow root.
#[wasm_bindgen]
pub fn show(
    app: App,
    host: Element,
    snapshot: &[u8],
    language: &str,
    blocked: bool,
) -> Result<(), JsValue> {
    let overview = read(snapshot)?.overview();
    let picture = DESK.with_borrow_mut(|desk| {
        desk.app = Some(app);
        desk.blocked = blocked;
        let language = Language::of(language);
        if blocked && desk.news.is_empty() {
            desk.news = language.privacy().blocked;
        }
        let picture = Picture {
            overview,
            news: desk.news,
            asks_erase: desk.asks_erase,
            language,
        };
        desk.shown
            .retain(|(of, _)| of.is_connected() && *of != host);
        desk.shown.push((host.clone(), picture.clone()));
        picture
    });
    page::show(&host, &picture, &wisher())
}

/// What the shopper sees of what is remembered: `dangol.profile.get()`.
///
/// # Errors
/// When the snapshot is none.
#[wasm_bindgen]
pub fn overview(snapshot: &[u8]) -> Result<JsValue, JsValue> {
    to_js(&read(snapshot)?.overview())
}

/// The one stated fact of which to ask now whether it still holds, or `null`:
/// `dangol.profile.question()`. It counts as asked.
///
/// # Errors
/// When it cannot be kept that it was asked.
#[wasm_bindgen]
pub async fn question(app: App) -> Result<JsValue, JsValue> {
    let asked = read(&app.snapshot().to_vec())?.question(now());
    let Some(asked) = asked else {
        return Ok(JsValue::NULL);
    };
    let fact = to_js(&asked)?;
    app.answer_fact(&fact, None).await?;
    Ok(fact)
}

fn now() -> Now {
    Now::utc(js_sys::Date::now().max(0.0) as u64)
}

/// The profile to take along, with the bytes of a damaged one that was set aside:
/// `dangol.profile.export()`.
///
/// # Errors
/// When the snapshot is none.
#[wasm_bindgen(js_name = exportProfile)]
pub fn export(snapshot: &[u8], set_aside: Option<Vec<u8>>) -> Result<JsValue, JsValue> {
    let export = to_js(&read(snapshot)?.export())?;
    if let Some(damaged) = set_aside {
        let bytes = js_sys::Array::from(&Uint8Array::from(damaged.as_slice()));
        Reflect::set(&export, &"setAside".into(), &bytes)?;
    }
    Ok(export)
}

/// Reads what `export` gave, or its JSON text, for `App.takeOver`.
///
/// # Errors
/// `bad_profile` and `newer_profile`.
#[wasm_bindgen(js_name = readExport)]
pub fn read_export(data: JsValue, now: f64) -> Result<Vec<u8>, JsValue> {
    let data = match data.as_string() {
        Some(text) => {
            JSON::parse(&text).map_err(|_| error::with_code("bad_profile", "not a JSON text"))?
        }
        None => data,
    };
    let export: Export = node::from_js(&data)
        .read()
        .map_err(|error: dangol_core::ReadError| {
            error::with_code("bad_profile", &error.to_string())
        })?;
    export
        .into_bytes(Now::utc(now.max(0.0) as u64))
        .map_err(error::from_core)
}

fn read(snapshot: &[u8]) -> Result<Snapshot, JsValue> {
    Snapshot::read(snapshot).map_err(error::from_core)
}

fn wisher() -> Wisher {
    Rc::new(wish::grant)
}

/// Something has been done, or waits to be confirmed: all privacy pages say so.
fn tell(news: &'static str, asks_erase: bool) {
    let shown = DESK.with_borrow_mut(|desk| {
        (desk.news, desk.asks_erase) = (news, asks_erase);
        for (_, picture) in &mut desk.shown {
            (picture.news, picture.asks_erase) = (news, asks_erase);
        }
        desk.shown.clone()
    });
    for (host, picture) in shown {
        // A page that cannot be shown was told already when it came.
        let _ = page::show(&host, &picture, &wisher());
    }
}
