//! What the loader hands to the page as `window.dangol`.

use crate::edge::{Edge, page_language};
use crate::to_js::to_js;
use crate::{clock, dom, error, node, price, recommended, storage};
use dangol_core::page::Availability;
use dangol_core::{Answer, ConsentRequest, Engine, FactAnswer, Language, Query, Reason, Setup};
use js_sys::{Array, Function, Promise};
use serde::de::DeserializeOwned;
use std::rc::Rc;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::future_to_promise;

/// Starts Dangol on this page.
///
/// `config` and `entry` are the parsed `config.json` and `entry.json`, or `undefined`
/// where they could not be had; `model_base` is the address of the folder in which
/// `entry.json` lies, with a slash at its end; `show_privacy` loads the privacy wasm once
/// and has it show its page, and `show_choose` likewise the one that helps in choosing.
#[wasm_bindgen]
pub async fn start(
    config: JsValue,
    entry: JsValue,
    model_base: String,
    show_privacy: Function,
    show_choose: Function,
) -> App {
    let (mut troubles, mut bad_config) = (Vec::new(), Vec::new());
    let mut setup = Setup::new(Language::of(&page_language()), clock::seed());
    setup.random = Some(clock::fill);
    setup.formats = crate::formats::formats();
    if !config.is_undefined() {
        let config = node::from_config(&config);
        setup.moments = config.get("moments").clone();
        setup.campaigns = config.get("campaigns").clone();
        setup.asking = config.get("asking").clone();
        let (read, rules, wrong) = dangol_core::config::read(&config);
        (setup.config, setup.rules) = (read, rules);
        bad_config = wrong;
    }
    if !entry.is_undefined() {
        match from_js(&entry) {
            Ok(entry) => setup.entry = Some(entry),
            Err(trouble) => troubles.push(format!("entry.json: {trouble}")),
        }
    }
    #[cfg(feature = "inspect")]
    crate::inspect::begin(&mut setup, &model_base).await;
    let engine = Engine::new(setup);
    if let Some(trouble) = engine.model_error() {
        troubles.push(format!("entry.json: {trouble}"));
    }
    let mut bad_parts = engine.moments_troubles().to_vec();
    bad_parts.extend_from_slice(engine.asking_troubles());
    bad_parts.extend_from_slice(engine.campaign_troubles());
    let edge = Edge::start(engine, model_base, show_privacy, show_choose).await;
    for trouble in troubles {
        edge.tell_console(&trouble);
        edge.fire_error("bad_file", &trouble);
    }
    for trouble in bad_config {
        edge.tell_bad_config(&trouble.to_string());
    }
    for trouble in bad_parts {
        edge.tell_bad_config(&trouble);
    }
    App { edge }
}

/// One page's Dangol, as the loader calls it.
#[wasm_bindgen]
pub struct App {
    pub(crate) edge: Rc<Edge>,
}

#[wasm_bindgen]
impl App {
    /// `dangol.track(name, params)`.
    ///
    /// Resolves when the event is kept, if it is to be kept.
    pub async fn track(&self, name: String, parameters: JsValue) -> Result<(), JsValue> {
        let parameters = node::from_js(&parameters);
        let outcome = self
            .edge
            .engine
            .borrow_mut()
            .track(&name, &parameters, clock::now());
        self.edge.step();
        outcome.map_err(error::from_core)?;
        // Without storage the event counts for this page; that was told already.
        let _ = self.edge.save_now().await;
        Ok(())
    }

    /// `dangol.recommend({kind, limit, itemId})`.
    pub async fn recommend(&self, query: JsValue) -> Result<Array, JsValue> {
        let query = node::from_js(&query);
        let kind = query.get("kind").text().unwrap_or_default();
        let kind = kind.parse().map_err(error::from_core)?;
        let limit = query.get("limit").number().unwrap_or(6.0) as usize;
        let mut asked = Query::new(kind, limit);
        asked.item = query.get("itemId").text();
        loop {
            let answer = self
                .edge
                .engine
                .borrow_mut()
                .recommend(&asked, clock::now());
            // Fetched whether the answer needs it or not: that may depend on the profile.
            self.edge.step();
            match answer {
                Answer::Ready(list) => {
                    let engine = self.edge.engine.borrow();
                    return Ok(recommended::to_js(&list, engine.entry()));
                }
                Answer::Failed => {
                    let message = "the model's file for this is missing or damaged";
                    return Err(error::with_code("bad_model", message));
                }
                Answer::Wait => self.edge.next_file().await,
            }
        }
    }

    /// `dangol.greeting()`.
    pub fn greeting(&self) -> Result<JsValue, JsValue> {
        let greeting = self.edge.engine.borrow_mut().greeting(clock::now());
        self.edge.step();
        greeting.map_or(Ok(JsValue::NULL), |greeting| to_js(&greeting))
    }

    /// `dangol.profile.allowGreeting(code, allowed)` and `allowQuestion(kind, allowed)`: a
    /// moment is not to be met again, or a question not to be asked, or is.
    #[wasm_bindgen(js_name = profileAllow)]
    pub fn profile_allow(&self, is_question: bool, code: &str, allowed: bool) -> Promise {
        let mut engine = self.edge.engine.borrow_mut();
        let outcome = match is_question {
            true => engine.allow_question(code, allowed),
            false => {
                engine.stop_moment(code, !allowed);
                Ok(())
            }
        };
        drop(engine);
        self.kept(outcome)
    }

    /// `dangol.question()`: what to ask now; it counts as asked.
    pub fn question(&self) -> JsValue {
        let question = self.edge.engine.borrow_mut().ask(clock::now());
        self.edge.step();
        question.map_or(JsValue::NULL, |question| {
            dom::object(&[
                ("kind", question.asks.name().into()),
                ("text", question.text.into()),
                ("note", question.note.into()),
                (
                    "itemId",
                    question.item_id.map_or(JsValue::NULL, JsValue::from),
                ),
            ])
        })
    }

    /// `dangol.answer(value)`: the stars, whether a fact holds, or that nothing is to be said.
    pub fn answer(&self, value: JsValue) -> Promise {
        let told = node::from_js(&value);
        let mut engine = self.edge.engine.borrow_mut();
        self.kept(engine.answer(&told, clock::now()))
    }

    /// `dangol.offer(place)`: it counts as shown.
    pub fn offer(&self, place: &str) -> Result<JsValue, JsValue> {
        let offer = self.edge.engine.borrow_mut().offer(place, clock::now());
        self.edge.step();
        offer.map_or(Ok(JsValue::NULL), |offer| to_js(&offer))
    }

    /// `dangol.profile.allowOffer(id, allowed)`: a campaign is not to be seen again, or is.
    #[wasm_bindgen(js_name = profileAllowOffer)]
    pub fn profile_allow_offer(&self, campaign: &str, allowed: bool) -> Promise {
        self.edge.engine.borrow_mut().stop_offer(campaign, !allowed);
        self.kept(Ok(()))
    }

    /// `dangol.page()`: what the page's markup states of its product, or `null`.
    pub fn page(&self) -> JsValue {
        let engine = self.edge.engine.borrow();
        let Some(product) = engine.stated_product() else {
            return JsValue::NULL;
        };
        let offer = &product.offer;
        let price = (offer.amount).map_or(JsValue::NULL, |amount| {
            price::in_units(amount, offer.digits).into()
        });
        let availability = offer.availability.map_or("", Availability::name);
        dom::object(&[
            ("itemId", product.id.as_str().into()),
            ("title", product.title.as_str().into()),
            ("url", product.url.as_str().into()),
            ("image", product.image.as_str().into()),
            ("category", product.category.as_str().into()),
            ("brand", product.brand.as_str().into()),
            ("group", product.group.as_str().into()),
            ("price", price),
            ("currency", offer.currency.as_str().into()),
            ("availability", availability.into()),
        ])
    }

    /// `dangol.why(itemId)`.
    pub fn why(&self, item: &str) -> Result<JsValue, JsValue> {
        let reason: Option<Reason> = self.edge.engine.borrow_mut().why(item, clock::now());
        reason.map_or(Ok(JsValue::NULL), |reason| to_js(&reason))
    }

    /// `dangol.guest(visits)`: the person before the screen is not the owner of the profile,
    /// or is again. The caller goes on with `profileSetFacts({})`, which says nothing and
    /// resolves when all is kept: one asynchronous function less in every page's wasm.
    pub fn guest(&self, visits: bool) {
        self.edge.engine.borrow_mut().guest(visits, clock::now());
    }

    /// `dangol.consent.get()`: each purpose `true`, `false`, or `null` while unanswered.
    #[wasm_bindgen(js_name = consentGet)]
    pub fn consent_get(&self) -> Result<JsValue, JsValue> {
        self.edge.answers()
    }

    /// `dangol.consent.set({personalize, measure})`.
    #[wasm_bindgen(js_name = consentSet)]
    pub async fn consent_set(&self, request: JsValue) -> Result<JsValue, JsValue> {
        let request: ConsentRequest = from_js(&request)
            .map_err(|error| error::with_code("bad_consent", &error.to_string()))?;
        let outcome = self.edge.consent(request).await;
        // A yes without storage holds for this page; a no that cannot be carried out must
        // be known.
        if request.personalize == Some(false) {
            outcome?;
        }
        self.consent_get()
    }

    /// All that is known now, for the privacy wasm.
    pub fn snapshot(&self) -> Vec<u8> {
        self.edge.engine.borrow().snapshot()
    }

    /// The bytes of a damaged profile that was set aside, if there is one.
    #[wasm_bindgen(js_name = setAside)]
    pub async fn set_aside(&self) -> Option<Vec<u8>> {
        storage::set_aside().await.ok().flatten()
    }

    /// `dangol.profile.setFacts({name, birthday, dates, sizes, likes, …})`.
    #[wasm_bindgen(js_name = profileSetFacts)]
    pub fn profile_set_facts(&self, facts: JsValue) -> Promise {
        let facts = node::from_js(&facts);
        let mut engine = self.edge.engine.borrow_mut();
        self.kept(engine.state_facts(&facts, clock::now()))
    }

    /// One stated fact, as the overview has it, still holds (`true`), is taken back
    /// (`false`), or was asked about (`undefined`).
    #[wasm_bindgen(js_name = profileAnswerFact)]
    pub fn profile_answer_fact(&self, fact: JsValue, holds: Option<bool>) -> Promise {
        let fact = node::from_js(&fact);
        let answer = match holds {
            None => FactAnswer::Asked,
            Some(true) => FactAnswer::Holds,
            Some(false) => FactAnswer::TakenBack,
        };
        let mut engine = self.edge.engine.borrow_mut();
        engine.answer_fact(&fact, answer, clock::now());
        self.kept(Ok(()))
    }

    /// `dangol.profile.markGift(itemId, gift)`.
    #[wasm_bindgen(js_name = profileMarkGift)]
    pub fn profile_mark_gift(&self, item: &str, gift: bool) -> Promise {
        let mut engine = self.edge.engine.borrow_mut();
        engine.say_gift(item, gift, clock::now());
        drop(engine);
        self.kept(Ok(()))
    }

    /// `dangol.profile.forget({itemId})`, `({category})` or `({from, to})`.
    #[wasm_bindgen(js_name = profileForget)]
    pub fn profile_forget(&self, what: JsValue) -> Promise {
        let what = node::from_js(&what);
        let mut engine = self.edge.engine.borrow_mut();
        let outcome = engine.forget_some(&what, clock::now());
        self.edge.show_anew();
        self.kept(outcome)
    }

    /// `dangol.profile.pause(paused)`.
    #[wasm_bindgen(js_name = profilePause)]
    pub fn profile_pause(&self, paused: bool) -> Promise {
        self.edge.engine.borrow_mut().pause(paused);
        self.kept(Ok(()))
    }

    /// `dangol.profile.rating(itemId)`.
    #[wasm_bindgen(js_name = profileRating)]
    pub fn profile_rating(&self, item: &str) -> u32 {
        self.edge.engine.borrow().rating(item)
    }

    /// `dangol.profile.rate(itemId, stars)`.
    #[wasm_bindgen(js_name = profileRate)]
    pub fn profile_rate(&self, item: &str, stars: f64) -> Promise {
        // What is no whole number from 0 to 5 is refused by the core.
        let stars = if stars.fract() == 0.0 && (0.0..=255.0).contains(&stars) {
            stars as u8
        } else {
            u8::MAX
        };
        let mut engine = self.edge.engine.borrow_mut();
        self.kept(engine.rate(item, stars, clock::now()))
    }

    /// `dangol.wishes.add(itemId, {title, url, image, price, gift})`, and with `false` in the
    /// place of what is told `dangol.wishes.remove(itemId)`.
    pub fn wish(&self, item: &str, told: JsValue) -> Promise {
        let mut engine = self.edge.engine.borrow_mut();
        if told.is_falsy() {
            engine.unwish(item, clock::now());
            return self.kept(Ok(()));
        }
        let told = node::from_js(&told);
        self.kept(engine.wish(item, &told, clock::now()))
    }

    /// The address of an item's page, for the corner.
    #[wasm_bindgen(js_name = pageOf)]
    pub fn page_of(&self, item: &str) -> Option<String> {
        let engine = self.edge.engine.borrow();
        engine.page_of(item).map(str::to_owned)
    }

    /// Takes over what the privacy wasm made of an exported profile.
    #[wasm_bindgen(js_name = takeOver)]
    pub fn take_over(&self, profile: &[u8]) -> Promise {
        let mut engine = self.edge.engine.borrow_mut();
        let outcome = engine.take_over(profile, clock::now());
        self.edge.show_anew();
        self.kept(outcome)
    }

    /// `dangol.profile.erase()`.
    #[wasm_bindgen(js_name = profileErase)]
    pub async fn profile_erase(&self) -> Result<(), JsValue> {
        self.edge.erase().await
    }
}

impl App {
    /// Rejects what was refused; else resolves when it is kept, if it may be kept. One future
    /// for all corrections: each of its own costs a kilobyte and more.
    pub(crate) fn kept(&self, outcome: Result<(), dangol_core::Error>) -> Promise {
        let edge = self.edge.clone();
        future_to_promise(async move {
            outcome.map_err(error::from_core)?;
            edge.step();
            edge.save_now().await.map(|()| JsValue::UNDEFINED)
        })
    }
}

fn from_js<T: DeserializeOwned>(value: &JsValue) -> Result<T, dangol_core::ReadError> {
    node::from_js(value).read()
}
