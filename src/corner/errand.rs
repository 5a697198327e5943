//! What the shopper asks for in the corner, carried out by the page's own wasm.

use super::cart::{self, Order};
use super::page::Picture;
use super::{DESK, dates, function, redraw, send, tell, wishes};
use crate::clock;
use crate::dom::object;
use crate::privacy::along;
use crate::privacy::app::App;
use crate::privacy::download::download;
use crate::to_js::to_js;
use dangol_core::Language;
use dangol_core::corner::{Corner, Thing, Upcoming, calendar};
use dangol_core::profile::{OverviewFact, Topic};
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

/// What the shopper asks for.
#[derive(Debug, Clone)]
pub enum Errand {
    /// Be remembered on this device.
    Remember,
    /// A date is to be remembered, in the place of another or as a new one. The first is the id
    /// of the fold in which it was typed.
    SaveDate(String, Option<OverviewFact>, OverviewFact),
    /// A date is to be forgotten.
    RemoveDate(OverviewFact),
    /// The dates as a calendar file.
    Calendar,
    /// These into the basket.
    Reorder(Vec<Order>),
    /// Go to an item's page.
    Open(String),
    /// Wish for it no more.
    TakeOff(Thing),
    /// A wish is for someone else, or is one's own.
    ForOther(String, bool),
    /// Share the wish list by the means of the browser.
    Share,
    /// Copy the link of the wish list.
    CopyLink,
    /// Copy the whole list as a text.
    CopyText,
    /// Keep a friend's list.
    Keep,
    /// Do not.
    Dismiss,
}

/// Carries an errand out, and says how it went.
pub fn run(errand: Errand) {
    let (app, picture) = DESK.with_borrow(|desk| {
        let picture = desk.drawn.last().map(|(_, picture)| picture.clone());
        (desk.app.clone(), picture)
    });
    let (Some(app), Some(picture)) = (app, picture) else {
        return;
    };
    tell(String::new());
    spawn_local(async move {
        let bad = bad(&errand, picture.language);
        let typed = match &errand {
            Errand::SaveDate(fold, ..) => Some(fold.clone()),
            _ => None,
        };
        let news = match carry_out(&app, errand, &picture).await {
            Ok(news) => {
                if let Some(fold) = typed {
                    put_away(&fold);
                }
                news
            }
            Err(error) => match code(&error).as_deref() {
                Some("bad_wish") => picture.language.corner().full.to_owned(),
                Some("storage_blocked") => picture.language.privacy().blocked.to_owned(),
                // Who closes the browser's own dialog needs to be told nothing.
                _ if name(&error).as_deref() == Some("AbortError") => String::new(),
                _ => bad.to_owned(),
            },
        };
        tell(news);
    });
}

/// Empties a form, in each corner of the page.
fn put_away(fold: &str) {
    let hosts: Vec<Element> =
        DESK.with_borrow(|desk| desk.drawn.iter().map(|(host, _)| host.clone()).collect());
    for root in hosts.iter().filter_map(Element::shadow_root) {
        // It was saved; a form that cannot be emptied takes nothing away from that.
        let _ = dates::put_away(&root, fold);
    }
}

fn code(error: &JsValue) -> Option<String> {
    Reflect::get(error, &"code".into()).ok()?.as_string()
}

fn name(error: &JsValue) -> Option<String> {
    Reflect::get(error, &"name".into()).ok()?.as_string()
}

/// What is said where it fails.
fn bad(errand: &Errand, language: Language) -> &'static str {
    let words = language.corner();
    match errand {
        Errand::Reorder(_) => words.not_added,
        Errand::Open(_) => words.gone,
        Errand::Share | Errand::CopyLink | Errand::CopyText => words.not_copied,
        Errand::SaveDate(..) => words.not_saved,
        _ => language.privacy().blocked,
    }
}

/// Says what was done.
async fn carry_out(app: &App, errand: Errand, picture: &Picture) -> Result<String, JsValue> {
    let (language, corner) = (picture.language, &picture.corner);
    let words = language.corner();
    let said = match errand {
        Errand::Remember => match remember(app).await? {
            true => words.saved,
            false => words.elsewhere,
        },
        Errand::SaveDate(_, before, told) => {
            save(app, corner, before.as_ref(), told).await?;
            words.saved
        }
        Errand::RemoveDate(fact) => {
            app.answer_fact(&to_js(&fact)?, Some(false)).await?;
            words.removed
        }
        Errand::Calendar => {
            let dates = corner.dates.iter().map(|date| date.upcoming.clone());
            let dates: Vec<Upcoming> = dates.collect();
            let location = web_sys::window().ok_or(JsValue::UNDEFINED)?.location();
            let page = [location.origin()?, location.pathname()?].concat();
            let file = calendar::calendar(&dates, &page, language, clock::now());
            download(words.calendar_file, &file, "text/calendar;charset=utf-8")?;
            ""
        }
        Errand::Reorder(orders) => {
            // Who is only tried by the inspector puts nothing into anybody's basket.
            if clock::is_held() {
                return Err(JsValue::UNDEFINED);
            }
            let way = picture.shop.settings.add_to_cart.as_ref();
            cart::add(app, way.ok_or(JsValue::UNDEFINED)?, &orders).await?;
            return Ok(match orders.as_slice() {
                [order] => language.in_the_basket(&order.thing.title),
                many => language.many_in_the_basket(many.len()),
            });
        }
        Errand::Open(item) => {
            open(app, &item).await?;
            ""
        }
        Errand::TakeOff(thing) => {
            JsFuture::from(app.wish(&thing.item, &JsValue::FALSE)).await?;
            return Ok(language.off_the_list(&thing.title));
        }
        Errand::ForOther(item, gift) => {
            let told = object(&[("gift", gift.into())]);
            JsFuture::from(app.wish(&item, &told)).await?;
            words.saved
        }
        Errand::Share => {
            share(picture).await?;
            ""
        }
        Errand::CopyLink => {
            along::copy(&wishes::link(picture)?).await?;
            words.copied
        }
        Errand::CopyText => {
            let letter = send::letter(picture)?.ok_or(JsValue::UNDEFINED)?;
            along::copy(&letter.text()).await?;
            words.copied
        }
        Errand::Keep => keep(app, picture).await?,
        Errand::Dismiss => {
            redraw(|desk| desk.friend = None);
            ""
        }
    };
    Ok(said.to_owned())
}

/// Says whether it holds: a consent tool's no goes first.
async fn remember(app: &App) -> Result<bool, JsValue> {
    let yes = object(&[("personalize", true.into())]);
    let answer = app.consent_set(&yes).await?;
    Ok(Reflect::get(&answer, &"personalize".into())? == true)
}

async fn save(
    app: &App,
    corner: &Corner,
    before: Option<&OverviewFact>,
    told: OverviewFact,
) -> Result<(), JsValue> {
    let text = |text: &str| JsValue::from_str(text);
    if told.topic == Topic::Birthday {
        let birthday = object(&[("birthday", text(&told.date))]);
        return app.set_facts(&birthday).await.map(drop);
    }
    let dates = corner.dates_with(before, &told);
    let dates = dates.iter().map(|fact| {
        object(&[
            ("name", text(&fact.text)),
            ("relation", text(&fact.about)),
            ("date", text(&fact.date)),
        ])
    });
    let dates: Array = dates.collect();
    let facts = object(&[("dates", dates.into())]);
    app.set_facts(&facts).await.map(drop)
}

/// Asks the shop's files where an item's page is, as that page itself will ask for them, and
/// goes there.
async fn open(app: &App, item: &str) -> Result<(), JsValue> {
    let query = object(&[
        ("kind", "related".into()),
        ("limit", 1.into()),
        ("itemId", item.into()),
    ]);
    app.recommend(&query).await?;
    let url = app.page_of(item).ok_or(JsValue::UNDEFINED)?;
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    window.location().assign(&url)
}

async fn share(picture: &Picture) -> Result<(), JsValue> {
    let (of, share) = function(&["navigator", "share"]).ok_or(JsValue::UNDEFINED)?;
    let told = object(&[
        ("title", picture.language.corner().wishes.into()),
        ("url", wishes::link(picture)?.into()),
    ]);
    let shared: Promise = share.call1(&of, &told)?.into();
    JsFuture::from(shared).await.map(drop)
}

/// Keeps a friend's list as wishes for someone else. What is on the list already stays.
async fn keep(app: &App, picture: &Picture) -> Result<&'static str, JsValue> {
    let words = picture.language.corner();
    let Some(Ok(list)) = &picture.friend else {
        return Ok("");
    };
    // Wanting it here is agreeing to have it kept here. A guest's page keeps nothing.
    if !picture.corner.is_kept() && !picture.corner.guest && !remember(app).await? {
        return Ok(words.elsewhere);
    }
    let is_new = |thing: &&Thing| {
        let mut wishes = picture.corner.wishes.iter();
        !wishes.any(|wish| wish.thing.item == thing.item)
    };
    let kept: Array = (list.iter().filter(is_new))
        .map(|thing| {
            let told = object(&[
                ("title", thing.title.as_str().into()),
                ("gift", true.into()),
            ]);
            app.wish(&thing.item, &told)
        })
        .collect();
    JsFuture::from(Promise::all(&kept)).await?;
    redraw(|desk| desk.friend = None);
    Ok(words.kept)
}
