//! What the shopper asks for on the privacy page, carried out by the page's own wasm.

use super::app::App;
use super::{DESK, download, export, tell};
use crate::dom::object;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

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
    Gift(String),
    /// Take back what was said of an item.
    Unrate(String),
    /// Take back what is liked.
    Unlike,
    /// Take back what is not wanted.
    Undislike,
    /// Take everything along.
    Export,
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
        let language = desk.shown.last().map(|(_, picture)| picture.language);
        (desk.app.clone(), language.unwrap_or_default())
    });
    let Some(app) = app else {
        return;
    };
    let words = language.privacy();
    let done = match wish {
        Wish::Personalize(false) | Wish::Erase => words.erased,
        Wish::AskErase | Wish::Export | Wish::Keep => "",
        Wish::Personalize(true)
        | Wish::Measure(_)
        | Wish::Name(_)
        | Wish::Gift(_)
        | Wish::Unrate(_)
        | Wish::Unlike
        | Wish::Undislike => words.saved,
    };
    let asks_erase = matches!(wish, Wish::AskErase);
    tell("", asks_erase);
    spawn_local(async move {
        let outcome = carry_out(&app, wish).await;
        let kept = outcome.is_ok() && !DESK.with_borrow(|desk| desk.blocked);
        let news = if kept || done.is_empty() && outcome.is_ok() {
            done
        } else {
            words.blocked
        };
        tell(news, asks_erase);
    });
}

async fn carry_out(app: &App, wish: Wish) -> Result<(), JsValue> {
    let say = |name: &str, value: JsValue| object(&[(name, value)]);
    let none = || js_sys::Array::new().into();
    match wish {
        Wish::AskErase | Wish::Keep => Ok(()),
        Wish::Personalize(yes) => app
            .consent_set(&say("personalize", yes.into()))
            .await
            .map(drop),
        Wish::Measure(yes) => app.consent_set(&say("measure", yes.into())).await.map(drop),
        Wish::Name(name) => app.set_facts(&say("name", name.into())).await.map(drop),
        Wish::Gift(item) => app.mark_gift(&item).await.map(drop),
        Wish::Unrate(item) => app.rate(&item, 0.0).await.map(drop),
        Wish::Unlike => app.set_facts(&say("likes", none())).await.map(drop),
        Wish::Undislike => app.set_facts(&say("dislikes", none())).await.map(drop),
        Wish::Export => {
            let set_aside = app.set_aside().await?;
            let set_aside =
                (!set_aside.is_undefined()).then(|| js_sys::Uint8Array::new(&set_aside).to_vec());
            let export = export(&app.snapshot().to_vec(), set_aside)?;
            let json = js_sys::JSON::stringify(&export)?;
            download::download("dangol-profile.json", &String::from(json))
        }
        Wish::Erase => app.erase().await.map(drop),
    }
}
