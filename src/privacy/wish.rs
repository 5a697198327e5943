//! What the shopper asks for on the privacy page, carried out by the page's own wasm.

use super::app::App;
use super::{
    DESK, along, arrived_once, download, export, now, read, read_export, sealed, take_along, tell,
};
use crate::dom::object;
use crate::error;
use crate::to_js::to_js;
use dangol_core::Export;
use dangol_core::profile::{OverviewFact, Topic};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// What the shopper asks for on the privacy page.
#[derive(Debug, Clone)]
pub enum Wish {
    /// Keep a profile, or do not.
    Personalize(bool),
    /// Send aggregates, or do not.
    Measure(bool),
    /// Be called this.
    Name(String),
    /// This purchase was for someone else.
    Gift(String, bool),
    /// Take back what was said of an item.
    Unrate(String),
    /// Never be shown this again.
    Never(String),
    /// Forget all that was done with an item.
    ForgetItem(String),
    /// Forget all that was done from one moment to another.
    ForgetSpan(u64, u64),
    /// Forget all that was done with the items of a category.
    ForgetCategory(String),
    /// Wish for an item no more.
    Unwish(String),
    /// Be greeted by a moment again, or (if true) be asked a question again.
    Allow(bool, String),
    /// See a campaign again, or not again.
    AllowOffer(String, bool),
    /// Forget that an attribute was weighed.
    Unweigh(String),
    /// Remember nothing new for now, or again.
    Pause(bool),
    /// A topic has these facts.
    Tell(Topic, Vec<OverviewFact>),
    /// A fact still holds.
    Holds(OverviewFact),
    /// Take a fact back.
    TakeBack(OverviewFact),
    /// Take over the profile in a file.
    Import(web_sys::File),
    /// Take everything along.
    Export,
    /// Make a link and a picture that carry it to another device.
    Along,
    /// Copy the link.
    Copy(String),
    /// Take over the profile that came with the page's address, or do not.
    Arrived(bool),
    /// Be a guest of this device, or be its owner again.
    Guest(bool),
    /// Erase everything, once it is confirmed.
    AskErase,
    /// Do not erase after all.
    Keep,
    /// Erase everything.
    Erase,
}

/// Carries a wish out, and says how it went.
pub fn grant(wish: Wish) {
    let (app, language) = DESK.with_borrow(|desk| {
        let language = desk.drawn.last().map(|(_, picture)| picture.language);
        (desk.app.clone(), language.unwrap_or_default())
    });
    let Some(app) = app else {
        return;
    };
    let words = language.privacy();
    let done = match wish {
        Wish::Personalize(false) | Wish::Erase => words.erased,
        Wish::AskErase | Wish::Export | Wish::Keep | Wish::Along | Wish::Arrived(false) => "",
        Wish::Copy(_) => words.copied,
        Wish::Guest(true) => words.guest_came,
        Wish::Guest(false) => words.guest_left,
        Wish::ForgetItem(_) | Wish::ForgetSpan(..) | Wish::ForgetCategory(_) | Wish::Unweigh(_) => {
            words.forgotten
        }
        Wish::Import(_) | Wish::Arrived(true) => words.imported,
        _ => words.saved,
    };
    let bad = match wish {
        Wish::Import(_) | Wish::Arrived(_) => words.not_imported,
        Wish::Along => words.no_link,
        Wish::Copy(_) => words.not_copied,
        Wish::Tell(..) => words.not_told,
        _ => words.blocked,
    };
    let asks_erase = matches!(wish, Wish::AskErase);
    tell("", asks_erase);
    spawn_local(async move {
        let outcome = carry_out(&app, wish).await;
        let is_blocked = DESK.with_borrow(|desk| desk.blocked);
        let news = match outcome {
            Ok(true) if is_blocked && !done.is_empty() => words.blocked,
            Ok(true) => done,
            // Who says no elsewhere goes first.
            Ok(false) => words.elsewhere,
            Err(_) => bad,
        };
        tell(news, asks_erase);
    });
}

/// Says whether it holds.
async fn carry_out(app: &App, wish: Wish) -> Result<bool, JsValue> {
    let yes = match wish {
        Wish::Personalize(true) => "personalize",
        Wish::Measure(true) => "measure",
        wish => return grant_other(app, wish).await.map(|()| true),
    };
    let answer = app.consent_set(&object(&[(yes, true.into())])).await?;
    Ok(js_sys::Reflect::get(&answer, &yes.into())? == true)
}

async fn grant_other(app: &App, wish: Wish) -> Result<(), JsValue> {
    let say = |name: &str, value: JsValue| object(&[(name, value)]);
    let forget = async |key: &str, value| app.forget(&say(key, value)).await.map(drop);
    match wish {
        Wish::AskErase | Wish::Keep => Ok(()),
        Wish::Personalize(yes) => app
            .consent_set(&say("personalize", yes.into()))
            .await
            .map(drop),
        Wish::Measure(yes) => app.consent_set(&say("measure", yes.into())).await.map(drop),
        Wish::Name(name) => app.set_facts(&say("name", name.into())).await.map(drop),
        Wish::Gift(item, gift) => app.mark_gift(&item, gift).await.map(drop),
        Wish::Unrate(item) => app.rate(&item, 0.0).await.map(drop),
        Wish::Never(item) => app.rate(&item, 1.0).await.map(drop),
        Wish::ForgetItem(item) => forget("itemId", item.into()).await,
        Wish::ForgetCategory(category) => forget("category", category.into()).await,
        Wish::ForgetSpan(from, to) => {
            let span = [("from", (from as f64).into()), ("to", (to as f64).into())];
            app.forget(&object(&span)).await.map(drop)
        }
        Wish::Guest(visits) => {
            // The link would carry the owner's profile.
            take_along(None);
            app.guest(visits);
            app.set_facts(&object(&[])).await.map(drop)
        }
        Wish::Unwish(item) => JsFuture::from(app.wish(&item, &JsValue::FALSE))
            .await
            .map(drop),
        Wish::Allow(is_question, code) => app.allow(is_question, &code, true).await.map(drop),
        Wish::AllowOffer(id, allowed) => app.allow_offer(&id, allowed).await.map(drop),
        Wish::Unweigh(name) => app.unweigh(&name).await.map(drop),
        Wish::Pause(paused) => app.pause(paused).await.map(drop),
        Wish::Tell(topic, facts) => app
            .set_facts(&say(topic.key(), told(&facts)))
            .await
            .map(drop),
        Wish::Holds(fact) => app.answer_fact(&to_js(&fact)?, Some(true)).await.map(drop),
        Wish::TakeBack(fact) => app.answer_fact(&to_js(&fact)?, Some(false)).await.map(drop),
        Wish::Import(file) => {
            let text = JsFuture::from(file.text()).await?;
            let profile = read_export(text, js_sys::Date::now())?;
            app.take_over(&profile).await.map(drop)
        }
        Wish::Export => {
            let set_aside = app.set_aside().await?;
            let set_aside =
                (!set_aside.is_undefined()).then(|| js_sys::Uint8Array::new(&set_aside).to_vec());
            let export = export(&app.snapshot().to_vec(), set_aside)?;
            let json = js_sys::JSON::stringify(&export)?;
            download::download(
                "dangol-profile.json",
                &String::from(json),
                "application/json",
            )
        }
        Wish::Along => {
            let snapshot = read(&app.snapshot().to_vec())?;
            take_along(Some(along::pack(&snapshot).await?));
            Ok(())
        }
        Wish::Copy(link) => along::copy(&link).await,
        Wish::Arrived(is_wanted) => {
            let Some(fragment) = arrived_once() else {
                return Ok(());
            };
            if is_wanted {
                let opened = sealed::open(&fragment).await?;
                let export = Export::read_bytes(&opened).map_err(error::from_core)?;
                let profile = export.into_bytes(now()).map_err(error::from_core)?;
                // Wanting it here is agreeing to have it kept here.
                app.consent_set(&say("personalize", true.into())).await?;
                app.take_over(&profile).await?;
            }
            Ok(())
        }
        Wish::Erase => {
            take_along(None);
            app.erase().await.map(drop)
        }
    }
}

/// Facts of one topic, as `setFacts` takes them.
fn told(facts: &[OverviewFact]) -> JsValue {
    let text = |text: &str| JsValue::from_str(text);
    let list = facts.iter().map(|fact| match fact.topic {
        Topic::Birthday => text(&fact.date),
        Topic::Date => object(&[
            ("name", text(&fact.text)),
            ("relation", text(&fact.about)),
            ("date", text(&fact.date)),
        ]),
        Topic::Size => object(&[("size", text(&fact.text)), ("of", text(&fact.about))]),
        _ => text(&fact.text),
    });
    list.collect::<js_sys::Array>().into()
}
