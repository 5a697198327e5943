//! The page's address: what it asks of the inspector, and how one goes on inspecting.

use crate::dom;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{HtmlAnchorElement, Url, UrlSearchParams};

/// The parameters that are the inspector's own.
const OWN: [&str; 4] = ["dangol", "as", "at", "consent"];

/// A parameter of the page's address.
pub fn parameter(name: &str) -> Option<String> {
    let search = dom::document().ok()?.location()?.search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// An address from the root on without the inspector's own parameters, which mean nothing to
/// the shop: the page is the one that shoppers see.
pub fn without_own(address: String) -> String {
    let Some((path, search)) = address.split_once('?') else {
        return address;
    };
    let Ok(parameters) = UrlSearchParams::new_with_str(search) else {
        return address;
    };
    if parameters.get("dangol").as_deref() != Some("inspect") {
        return address;
    }
    OWN.iter().for_each(|name| parameters.delete(name));
    match String::from(parameters.to_string()).as_str() {
        "" => path.to_owned(),
        rest => [path, "?", rest].concat(),
    }
}

/// This page's address with these parameters in place of the inspector's own.
pub fn address_with(parameters: &[(&str, &str)]) -> Result<String, JsValue> {
    let location = dom::document()?.location().ok_or(JsValue::UNDEFINED)?;
    let url = Url::new(&location.href()?)?;
    set(&url, parameters);
    Ok(url.href())
}

fn set(url: &Url, parameters: &[(&str, &str)]) {
    let all = url.search_params();
    OWN.iter().for_each(|name| all.delete(name));
    all.set("dangol", "inspect");
    for (name, value) in parameters {
        all.set(name, value);
    }
}

/// Links to other pages of the site lead there with the inspector, as the same person at the
/// same time.
pub fn keep_on() -> Result<(), JsValue> {
    let document = dom::document()?;
    let capture = EventListenerOptions::run_in_capture_phase();
    EventListener::new_with_options(&document, "click", capture, |event| {
        let path = event.composed_path();
        let is_ours = path.iter().any(|it| {
            let element: Option<&web_sys::Element> = it.dyn_ref();
            element.is_some_and(|element| element.local_name() == super::panel::ELEMENT)
        });
        let links = path
            .iter()
            .filter_map(|it| it.dyn_into::<HtmlAnchorElement>().ok());
        for link in links.filter(|_| !is_ours) {
            let here = dom::document()
                .ok()
                .and_then(|document| document.location());
            let origin = here.and_then(|here| here.origin().ok());
            let url = Url::new(&link.href()).ok();
            if let Some(url) = url.filter(|url| origin.as_deref() == Some(&url.origin())) {
                let kept: Vec<_> = OWN
                    .iter()
                    .filter_map(|name| Some((*name, parameter(name)?)))
                    .collect();
                let kept: Vec<_> = (kept.iter())
                    .map(|(name, value)| (*name, value.as_str()))
                    .collect();
                set(&url, &kept);
                link.set_href(&url.href());
            }
        }
    })
    .forget();
    Ok(())
}
