//! The privacy page, a wasm of its own that is loaded where a shopper looks at what is
//! remembered: it reads a snapshot of what the page's wasm knows, shows it, and asks that
//! wasm, its [`app::App`], for what the shopper wishes. It keeps and fetches nothing.

pub(crate) mod along;
pub(crate) mod app;
mod asked;
pub(crate) mod download;
pub(crate) mod frame;
mod kept;
mod leaving;
mod noticed;
mod offered;
mod page;
pub(crate) mod pen;
mod sealed;
mod sent;
mod shown;
mod told;
mod unwanted;
mod weighed;
mod wish;
mod wished;

use crate::{clock, error, node, to_js::to_js};
use along::Along;
use app::App;
use dangol_core::profile::Export;
use dangol_core::{Language, Now, Snapshot};
use js_sys::{JSON, Reflect, Uint8Array};
use page::Picture;
use shown::Shown;
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

thread_local! {
    /// The one privacy desk of the page.
    static DESK: RefCell<Desk> = RefCell::default();
}

/// What all privacy elements of the page have in common.
#[derive(Default)]
struct Desk {
    app: Option<App>,
    /// What was last drawn where.
    drawn: Vec<(Element, Picture)>,
    /// What would be shown now, and why.
    shown: Vec<Shown>,
    /// Whether storage was found not to work.
    blocked: bool,
    /// The link and the picture to take the profile along, once they were asked for.
    along: Option<Along>,
    /// The profile that came with the page's address.
    arrived: Option<String>,
    /// What has just been done.
    news: &'static str,
    /// Whether erasing waits to be confirmed.
    asks_erase: bool,
}

/// Shows the privacy page in an element.
///
/// `snapshot` is what `App.snapshot()` gave, `blocked` says whether storage was found not
/// to work; `at` is the moment that it is, in milliseconds since 1970, where the inspector tries
/// somebody, and nothing elsewhere.
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
    at: Option<f64>,
) -> Result<(), JsValue> {
    clock::hold(at);
    let snapshot = read(snapshot)?;
    let (overview, question) = (snapshot.overview(), snapshot.question(now()));
    let account = snapshot.account(now());
    let (picture, ask) = DESK.with_borrow_mut(|desk| {
        let drawn = desk.drawn.iter().find(|(of, _)| *of == host);
        let is_new = drawn.is_none_or(
            |(
                _,
                Picture {
                    overview: before, ..
                },
            )| {
                (&before.items, &before.facts, before.personalize)
                    != (&overview.items, &overview.facts, overview.personalize)
            },
        );
        let ask = is_new && overview.personalize == Some(true);
        desk.app = Some(app.clone());
        desk.blocked = blocked;
        if desk.drawn.is_empty() {
            desk.arrived = along::arrived(sealed::PREFIX);
            listen();
        }
        let language = Language::of(language);
        // It may come to light only after the page said that it was saved.
        let words = language.privacy();
        if blocked && (desk.news.is_empty() || desk.news == words.saved) {
            desk.news = words.blocked;
        }
        let picture = Picture {
            overview,
            account,
            question: question.clone(),
            shown: desk.shown.clone(),
            along: desk.along.clone(),
            has_arrived: desk.arrived.is_some(),
            news: desk.news,
            asks_erase: desk.asks_erase,
            language,
        };
        desk.drawn
            .retain(|(of, _)| of.is_connected() && *of != host);
        desk.drawn.push((host.clone(), picture.clone()));
        (picture, ask)
    });
    page::show(&host, &picture)?;
    if ask {
        spawn_local(async move {
            if let Some(question) = question.and_then(|question| to_js(&question).ok()) {
                // That it was asked is kept where anything is; the page says it if not.
                let _ = app.answer_fact(&question, None).await;
            }
            look_again(&app).await;
        });
    }
    Ok(())
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
    Now::utc(clock::now().at)
}

/// The wish list, newest first: `dangol.wishes.list()`.
///
/// # Errors
/// When the snapshot is none.
#[wasm_bindgen]
pub fn wishes(snapshot: &[u8]) -> Result<JsValue, JsValue> {
    to_js(&read(snapshot)?.overview().wishes)
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

pub(crate) fn read(snapshot: &[u8]) -> Result<Snapshot, JsValue> {
    Snapshot::read(snapshot).map_err(error::from_core)
}

/// What would be shown now may have changed.
async fn look_again(app: &App) {
    let shown = shown::ask(app).await;
    DESK.with_borrow_mut(|desk| desk.shown.clone_from(&shown));
    redraw(|picture| picture.shown.clone_from(&shown));
}

/// The link and the picture are there, or not any more.
fn take_along(along: Option<Along>) {
    DESK.with_borrow_mut(|desk| desk.along = along.clone());
    redraw(|picture| picture.along.clone_from(&along));
}

/// A link that is opened in the very tab that shows this page changes the address only.
fn listen() {
    let Some(window) = web_sys::window() else {
        return;
    };
    gloo_events::EventListener::new(&window, "hashchange", |_| {
        if let Some(arrived) = along::arrived(sealed::PREFIX) {
            DESK.with_borrow_mut(|desk| desk.arrived = Some(arrived));
            redraw(|picture| picture.has_arrived = true);
        }
    })
    .forget();
}

/// The profile that came with the page's address: it is asked about once.
fn arrived_once() -> Option<String> {
    let arrived = DESK.with_borrow_mut(|desk| desk.arrived.take());
    redraw(|picture| picture.has_arrived = false);
    arrived
}

/// Something has been done, or waits to be confirmed: all privacy pages say so.
fn tell(news: &'static str, asks_erase: bool) {
    DESK.with_borrow_mut(|desk| (desk.news, desk.asks_erase) = (news, asks_erase));
    redraw(|picture| (picture.news, picture.asks_erase) = (news, asks_erase));
}

fn redraw(change: impl Fn(&mut Picture)) {
    let drawn = DESK.with_borrow_mut(|desk| {
        desk.drawn
            .iter_mut()
            .for_each(|(_, picture)| change(picture));
        desk.drawn.clone()
    });
    for (host, picture) in drawn {
        // A page that cannot be drawn was told already when it came.
        let _ = page::show(&host, &picture);
    }
}
