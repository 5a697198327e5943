//! A file for the shopper.

use crate::dom::document;
use wasm_bindgen::{JsCast as _, JsValue};

/// Hands a file of a media type to the shopper.
pub fn download(name: &str, text: &str, media_type: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&text.into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link = document()?.create_element("a")?;
    link.set_attribute("href", &url)?;
    link.set_attribute("download", name)?;
    if let Some(link) = link.dyn_ref::<web_sys::HtmlElement>() {
        link.click();
    }
    web_sys::Url::revoke_object_url(&url)
}
