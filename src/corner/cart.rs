//! Putting something into the shop's own basket, by the means that its owner names.

use super::function;
use crate::dom::object;
use crate::privacy::app::App;
use dangol_core::corner::Thing;
use dangol_core::corner::cart::AddToCart;
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, CustomEventInit, RequestInit, Response};

/// So many of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Which.
    pub thing: Thing,
    /// How many.
    pub quantity: u32,
}

/// Whether several can be put into the basket at once: not where the browser must leave the
/// page for each.
pub fn takes_many(way: &AddToCart) -> bool {
    way.url("", 1).is_none_or(|url| is_here(&url))
}

/// Puts these into the basket.
///
/// # Errors
/// When the shop did not take them.
pub async fn add(app: &App, way: &AddToCart, orders: &[Order]) -> Result<(), JsValue> {
    match way {
        AddToCart::Event(name) => fire(name, orders).await,
        AddToCart::Call(names) => {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let (of, call) = function(&names).ok_or(JsValue::UNDEFINED)?;
            for order in orders {
                let id = order.thing.item.as_str().into();
                let said = call.call3(&of, &id, &order.quantity.into(), &item(order))?;
                settle(said).await?;
            }
            Ok(())
        }
        AddToCart::Link(_) | AddToCart::Form { .. } => {
            for order in orders {
                send(way, order).await?;
                // Nobody else says so.
                let said = object(&[
                    ("item_id", order.thing.item.as_str().into()),
                    ("quantity", order.quantity.into()),
                ]);
                let said = object(&[("items", Array::of1(&said).into())]);
                app.track("add_to_cart", &said).await?;
            }
            Ok(())
        }
    }
}

/// What the page is told of an order.
fn item(order: &Order) -> JsValue {
    let thing = &order.thing;
    object(&[
        ("itemId", thing.item.as_str().into()),
        ("quantity", order.quantity.into()),
        ("title", thing.title.as_str().into()),
        ("url", thing.url.as_str().into()),
        ("image", thing.image.as_str().into()),
    ])
}

/// The page's listener takes the event by `preventDefault()`, and says by a promise in
/// `detail.done` how it went, where that takes time. What no listener takes goes into the
/// `dataLayer`, for tag managers.
async fn fire(name: &str, orders: &[Order]) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let items: Array = orders.iter().map(item).collect();
    let detail = object(&[("items", items.into())]);
    let init = CustomEventInit::new();
    init.set_detail(&detail);
    init.set_cancelable(true);
    let event = CustomEvent::new_with_event_init_dict(name, &init)?;
    if !window.dispatch_event(&event)? {
        return settle(Reflect::get(&detail, &"done".into())?).await;
    }
    let layer = Reflect::get(&window, &"dataLayer".into())?;
    let (of, push) = function(&["dataLayer", "push"]).ok_or(JsValue::UNDEFINED)?;
    if !Array::is_array(&layer) {
        return Err(JsValue::UNDEFINED);
    }
    let items = orders.iter().map(|order| {
        object(&[
            ("item_id", order.thing.item.as_str().into()),
            ("item_name", order.thing.title.as_str().into()),
            ("quantity", order.quantity.into()),
        ])
    });
    let items: Array = items.collect();
    let entry = object(&[
        ("event", name.into()),
        ("ecommerce", object(&[("items", items.into())])),
    ]);
    push.call1(&of, &entry).map(drop)
}

/// Waits for what the page promises. `false` is a no.
async fn settle(said: JsValue) -> Result<(), JsValue> {
    let said = match said.dyn_into::<Promise>() {
        Ok(promise) => JsFuture::from(promise).await?,
        Err(said) => said,
    };
    if said == false {
        return Err(JsValue::UNDEFINED);
    }
    Ok(())
}

/// Sends one order to the shop: in the background where it is this site, else by leaving.
async fn send(way: &AddToCart, order: &Order) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let (item, quantity) = (order.thing.item.as_str(), order.quantity);
    let url = way.url(item, quantity).ok_or(JsValue::UNDEFINED)?;
    let is_form = matches!(way, AddToCart::Form { .. });
    if !is_here(&url) {
        return match is_form {
            true => leave_by_form(&url, &way.body(item, quantity)),
            false => window.location().assign(&url),
        };
    }
    let options = RequestInit::new();
    if is_form {
        options.set_method("POST");
        let kind = ("content-type", "application/x-www-form-urlencoded".into());
        options.set_headers(&object(&[kind]));
        options.set_body(&way.body(item, quantity).into());
    }
    let response = JsFuture::from(window.fetch_with_str_and_init(&url, &options)).await?;
    match response.dyn_into::<Response>()?.ok() {
        true => Ok(()),
        false => Err(JsValue::UNDEFINED),
    }
}

/// Sends a form to another site, as a page's own form would be sent.
fn leave_by_form(url: &str, body: &str) -> Result<(), JsValue> {
    let document = crate::dom::document()?;
    let form: web_sys::HtmlFormElement = document.create_element("form")?.unchecked_into();
    form.set_method("post");
    // As it is before a field named so would stand in its place.
    let submit: js_sys::Function = js_sys::Reflect::get(&form, &"submit".into())?.dyn_into()?;
    crate::dom::set_url(&form, "action", url)?;
    for pair in body.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let field = document.create_element("input")?;
        field.set_attribute("type", "hidden")?;
        for (attribute, text) in [("name", name), ("value", value)] {
            let text = js_sys::decode_uri_component(text)?;
            field.set_attribute(attribute, &String::from(text))?;
        }
        form.append_child(&field)?;
    }
    document
        .body()
        .ok_or(JsValue::UNDEFINED)?
        .append_child(&form)?;
    submit.call0(&form).map(drop)
}

/// Whether an address is one of this page's own site.
fn is_here(url: &str) -> bool {
    let Some(location) = web_sys::window().map(|window| window.location()) else {
        return false;
    };
    let (Ok(here), Ok(origin)) = (location.href(), location.origin()) else {
        return false;
    };
    web_sys::Url::new_with_base(url, &here).is_ok_and(|url| url.origin() == origin)
}
