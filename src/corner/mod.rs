//! `<dangol-corner>`: the personal corner. It is drawn by the wasm that draws the privacy page
//! ([`crate::privacy`]), from the same snapshot, and asks the page's wasm for what the shopper
//! wants. What stands in it is decided in [`dangol_core::corner`].

mod cart;
mod dates;
mod errand;
mod friend;
mod page;
mod send;
mod thing;
mod usual;
mod wishes;

use crate::privacy::along;
use crate::privacy::app::App;
use crate::{clock, dom, node};
use dangol_core::corner::list::{self, Listed, NoList};
use dangol_core::corner::settings::Settings;
use dangol_core::corner::{Around, Thing};
use dangol_core::{Language, Node, Snapshot};
use dangol_wire::{Entry, LocalText};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Promise, Reflect};
use page::Picture;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::Element;

/// How many of the shop's own are at hand as ideas.
const OFFERED: u32 = 12;
/// How long the corner waits for them, in milliseconds. What comes later would move the page.
const PATIENCE: u32 = 2_000;

thread_local! {
    /// The one corner desk of the page.
    static DESK: RefCell<Desk> = RefCell::default();
}

/// What all corners of the page have in common.
#[derive(Default)]
struct Desk {
    app: Option<App>,
    /// What was last drawn where.
    drawn: Vec<(Element, Picture)>,
    /// What the owner says; nothing until it was read.
    shop: Option<Shop>,
    /// What the shop shows to everybody, once that was asked.
    offered: Option<Vec<Thing>>,
    /// The list that came with the page's address.
    friend: Option<Result<Vec<Listed>, NoList>>,
    /// What has just been done.
    news: String,
}

/// What the owner says.
#[derive(Debug, Clone, Default, PartialEq)]
struct Shop {
    settings: Settings,
    name: LocalText,
    entry: Option<Entry>,
}

impl Shop {
    /// From the parsed `config.json` and `entry.json`. What is wrong is told once.
    fn read(config: &JsValue, entry: &JsValue) -> Self {
        let part = |key: &str| match Reflect::get(config, &key.into()) {
            Ok(value) => node::from_js(&value),
            Err(_) => Node::Null,
        };
        let of_corner = ["addToCart", "corner"].map(|key| (key.to_owned(), part(key)));
        let (settings, troubles) = Settings::read(&Node::Map(of_corner.into()));
        for trouble in troubles {
            let trouble = ["config.json: ", &trouble].concat();
            web_sys::console::info_1(&["Dangol: ", &trouble].concat().into());
            let error = crate::error::with_code("bad_config", &trouble);
            dom::fire("dangol:error", &error);
        }
        Self {
            settings,
            name: part("shopName").read().unwrap_or_default(),
            entry: node::from_js(entry).read().ok(),
        }
    }
}

/// Shows the corner in an element: as `show` of the privacy page; `shop` are the parsed
/// `config.json` and `entry.json`.
///
/// # Errors
/// When the snapshot is none, or the element cannot have a shadow root.
#[wasm_bindgen(js_name = showCorner)]
pub async fn show(
    app: App,
    host: Element,
    snapshot: Vec<u8>,
    language: String,
    _blocked: bool,
    at: Option<f64>,
    shop: Array,
) -> Result<(), JsValue> {
    clock::hold(at);
    let snapshot = crate::privacy::read(&snapshot)?;
    let is_first = DESK.with_borrow_mut(|desk| {
        desk.app = Some(app.clone());
        desk.shop
            .get_or_insert_with(|| Shop::read(&shop.get(0), &shop.get(1)));
        // What the one before was told names what they did.
        let mut drawn = desk.drawn.iter();
        if drawn.any(|(_, before)| !before.snapshot.is_of_same(&snapshot)) {
            desk.news.clear();
        }
        desk.drawn.is_empty()
    });
    if is_first {
        friend::look();
        friend::listen();
    }
    let has_asked = DESK.with_borrow(|desk| desk.offered.is_some());
    if !has_asked {
        let offered = ask(&app).await;
        DESK.with_borrow_mut(|desk| desk.offered = Some(offered));
    }
    let language = Language::of(&language);
    let drawn = DESK.with_borrow_mut(|desk| {
        let picture = desk.picture(snapshot, language);
        let known = desk
            .drawn
            .iter()
            .any(|(of, before)| *of == host && *before == picture);
        desk.drawn
            .retain(|(of, _)| of.is_connected() && *of != host);
        desk.drawn.push((host.clone(), picture.clone()));
        (!known).then_some(picture)
    });
    match drawn {
        Some(picture) => page::show(&host, &picture),
        None => Ok(()),
    }
}

impl Desk {
    fn picture(&self, snapshot: Snapshot, language: Language) -> Picture {
        let shop = self.shop.clone().unwrap_or_default();
        let offered = self.offered.as_deref().unwrap_or_default();
        let around = Around {
            entry: shop.entry.as_ref(),
            offered,
            language,
            now: clock::now(),
        };
        let corner = snapshot.corner(&around);
        let friend = self.friend.as_ref().map(|list| match list {
            Ok(list) => Ok(snapshot.shared(list, offered)),
            Err(why) => Err(*why),
        });
        Picture {
            corner,
            friend,
            shop,
            snapshot,
            news: self.news.clone(),
            language,
        }
    }
}

/// What the shop shows to everybody. It is asked for whoever looks, so that what is fetched
/// for it says nothing of them.
async fn ask(app: &App) -> Vec<Thing> {
    let query = dom::object(&[("kind", "trending".into()), ("limit", OFFERED.into())]);
    let patience = future_to_promise(async {
        TimeoutFuture::new(PATIENCE).await;
        Ok(JsValue::NULL)
    });
    let first = Promise::race(&Array::of2(&app.recommending(&query), &patience));
    let Ok(list) = JsFuture::from(first).await else {
        return Vec::new();
    };
    let digits = DESK.with_borrow(|desk| {
        let entry = desk.shop.as_ref().and_then(|shop| shop.entry.as_ref());
        entry.map_or(0, |entry| entry.currency_digits.into())
    });
    let text = |node: &Node, key: &str| node.get(key).text().unwrap_or_default();
    let list = node::from_js(&list);
    let cards = list.items().iter().map(|card| Thing {
        item: text(card, "itemId"),
        title: text(card, "title"),
        url: text(card, "url"),
        image: text(card, "image"),
        price: card.get("price").amount(digits),
    });
    cards.filter(|thing| !thing.item.is_empty()).collect()
}

/// Something has changed: all corners are drawn anew.
fn redraw(change: impl FnOnce(&mut Desk)) {
    let drawn = DESK.with_borrow_mut(|desk| {
        change(desk);
        let drawn = std::mem::take(&mut desk.drawn);
        let drawn = drawn.into_iter().map(|(host, before)| {
            let picture = desk.picture(before.snapshot, before.language);
            (host, picture)
        });
        desk.drawn = drawn.collect();
        desk.drawn.clone()
    });
    for (host, picture) in drawn {
        // A corner that cannot be drawn was told already when it came.
        let _ = page::show(&host, &picture);
    }
}

/// Says what was done.
fn tell(news: String) {
    redraw(|desk| desk.news = news);
}

/// The list that came with the page's address, if one did.
fn arrived() -> Option<Result<Vec<Listed>, NoList>> {
    list::decode(&along::arrived(list::PREFIX)?)
}

/// A function of the page's, by the names that lead to it, and what it belongs to.
fn function(names: &[&str]) -> Option<(JsValue, js_sys::Function)> {
    let mut of: JsValue = web_sys::window()?.into();
    let mut found = of.clone();
    for name in names {
        of = found;
        found = Reflect::get(&of, &JsValue::from_str(name)).ok()?;
    }
    Some((of, found.dyn_into().ok()?))
}
