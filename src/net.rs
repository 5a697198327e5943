//! The network: static files of the site, and nothing else.

use dangol_core::Part;
use dangol_wire::frame::{self, Kind};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCredentials, RequestInit, Response};

/// Fetches a model file and inflates its body.
///
/// The request carries neither cookies nor anything else that differs between shoppers.
pub async fn model_file(url: &str, part: Part) -> Result<Vec<u8>, JsValue> {
    let init = RequestInit::new();
    init.set_credentials(RequestCredentials::Omit);
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let response = JsFuture::from(window.fetch_with_str_and_init(url, &init)).await?;
    let response: Response = response.dyn_into()?;
    if !response.ok() {
        return Err(js_sys::Error::new("the file is not there").into());
    }
    let file = bytes(&response).await?;
    let kind = match part {
        Part::Home => Kind::Home,
        Part::Chunk(_) => Kind::Chunk,
    };
    let body = frame::body(&file, kind).map_err(|error| crate::error::from_core(error.into()))?;
    inflate(body).await
}

/// Inflates one gzip member with the browser's own decompressor, which checks its CRC.
async fn inflate(body: &[u8]) -> Result<Vec<u8>, JsValue> {
    let packed = Response::new_with_opt_js_u8_array(Some(&Uint8Array::from(body)))?;
    let stream = packed.body().ok_or(JsValue::UNDEFINED)?;
    // web-sys has no stable binding of DecompressionStream yet.
    let constructor = Reflect::get(&js_sys::global(), &"DecompressionStream".into())?;
    let constructor: js_sys::Function = constructor.dyn_into()?;
    let inflater = Reflect::construct(&constructor, &js_sys::Array::of1(&"gzip".into()))?;
    let pipe: js_sys::Function = Reflect::get(&stream, &"pipeThrough".into())?.dyn_into()?;
    let stream: web_sys::ReadableStream = pipe.call1(&stream, &inflater)?.dyn_into()?;
    let inflated = bytes(&Response::new_with_opt_readable_stream(Some(&stream))?).await?;
    if inflated.len() > frame::MAX_BODY {
        return Err(js_sys::Error::new("the file is too large").into());
    }
    Ok(inflated)
}

async fn bytes(response: &Response) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
