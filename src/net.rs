//! The network: static files of the site, reports to its collector, and nothing else.

#[cfg(feature = "widget")]
use dangol_core::Part;
use dangol_wire::frame::{self, Kind};
use gloo_timers::callback::Timeout;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCache, RequestCredentials, RequestInit, Response};

/// How long a file may take, in milliseconds.
const LONGEST_WAIT: u32 = 10_000;

/// How long the hot file may: cards are shown without it then.
const LONGEST_WAIT_FOR_HOT: u32 = 2000;

/// The most bytes of a file as it travels.
const LARGEST: usize = 1 << 20;

/// Fetches a part of the model and inflates its body.
#[cfg(feature = "widget")]
pub async fn model_file(url: &str, part: Part) -> Result<Vec<u8>, JsValue> {
    let kind = match part {
        Part::Home => Kind::Home,
        Part::Chunk(_) => Kind::Chunk,
        Part::Hot => Kind::Hot,
    };
    file(url, kind).await
}

/// Fetches a model file of this kind and inflates its body.
///
/// The request carries neither cookies nor anything else that differs between shoppers.
pub async fn file(url: &str, kind: Kind) -> Result<Vec<u8>, JsValue> {
    let init = RequestInit::new();
    init.set_credentials(RequestCredentials::Omit);
    let mut wait = LONGEST_WAIT;
    if kind == Kind::Hot {
        // It changes under its name. The server is asked whether it has, whatever its headers say.
        init.set_cache(RequestCache::NoCache);
        wait = LONGEST_WAIT_FOR_HOT;
    }
    // A server that never answers must not keep the fallback waiting.
    let abort = AbortController::new()?;
    init.set_signal(Some(&abort.signal()));
    let _timeout = Timeout::new(wait, move || abort.abort());
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let response = JsFuture::from(window.fetch_with_str_and_init(url, &init)).await?;
    let response: Response = response.dyn_into()?;
    if !response.ok() {
        return Err(js_sys::Error::new("the file is not there").into());
    }
    let file = bytes(&response).await?;
    if file.len() > LARGEST {
        return Err(js_sys::Error::new("the file is too large").into());
    }
    let body = frame::body(&file, kind).map_err(|error| crate::error::from_core(error.into()))?;
    inflate(body).await
}

/// Sends a report. Says which status came back, 0 if none did.
///
/// The request carries no cookies, no referrer, and no header that would have the browser ask
/// the collector first. It may outlive the page. Never by `sendBeacon`: that takes cookies and
/// the page's address along, and does not tell what came of it.
#[cfg(feature = "widget")]
pub async fn post(url: &str, report: &[u8]) -> u16 {
    #[cfg(feature = "inspect")]
    if crate::inspect::is_trial() {
        return 0;
    }
    let init = crate::dom::object(&[
        ("method", "POST".into()),
        ("body", Uint8Array::from(report).into()),
        ("credentials", "omit".into()),
        ("referrerPolicy", "no-referrer".into()),
        ("redirect", "error".into()),
        ("cache", "no-store".into()),
        ("keepalive", true.into()),
    ]);
    let Some(window) = web_sys::window() else {
        return 0;
    };
    let sent = window.fetch_with_str_and_init(url, init.unchecked_ref());
    let response = JsFuture::from(sent).await.ok();
    let response = response.and_then(|response| response.dyn_into::<Response>().ok());
    response.map_or(0, |response| response.status())
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

#[cfg(test)]
mod tests {
    use super::*;
    use js_sys::{Array, eval};
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
    use web_sys::{Blob, Url};

    wasm_bindgen_test_configure!(run_in_browser);

    const BODY: &[u8] = "단골 body, body, body".as_bytes();

    fn gzip(body: &[u8]) -> Vec<u8> {
        frame::pack(Kind::Home, body)[frame::HEADER..].to_vec()
    }

    /// What comes of fetching this file.
    async fn fetch(file: &[u8], part: Part) -> Result<Vec<u8>, JsValue> {
        let parts = Array::of1(&Uint8Array::from(file));
        let url = Url::create_object_url_with_blob(&Blob::new_with_u8_array_sequence(&parts)?)?;
        let outcome = model_file(&url, part).await;
        Url::revoke_object_url(&url)?;
        outcome
    }

    fn code(error: &JsValue) -> Option<String> {
        Reflect::get(error, &"code".into()).ok()?.as_string()
    }

    #[wasm_bindgen_test]
    async fn a_good_body_inflates() {
        assert_eq!(inflate(&gzip(BODY)).await.unwrap(), BODY);
        assert_eq!(inflate(&gzip(b"")).await.unwrap(), b"");
    }

    #[wasm_bindgen_test]
    async fn a_flipped_bit_never_gives_another_body() {
        let good = gzip(BODY);
        for at in 0..good.len() {
            for bit in 0..8 {
                let mut bad = good.clone();
                bad[at] ^= 1 << bit;
                // Some bits say nothing of the body: the header's time, the padding.
                let outcome = inflate(&bad).await;
                assert!(
                    outcome.is_err() || outcome.is_ok_and(|body| body == BODY),
                    "{at} {bit}"
                );
            }
        }
        let mut bad = good.clone();
        bad[good.len() - 8] ^= 1;
        assert!(inflate(&bad).await.is_err(), "the checksum is checked");
    }

    #[wasm_bindgen_test]
    async fn a_body_that_is_cut_anywhere_is_refused() {
        let good = gzip(BODY);
        for length in 0..good.len() {
            assert!(inflate(&good[..length]).await.is_err(), "{length}");
        }
    }

    #[wasm_bindgen_test]
    async fn what_follows_the_body_is_refused() {
        let mut trailing = gzip(BODY);
        trailing.extend(b"more");
        assert!(inflate(&trailing).await.is_err());
    }

    #[wasm_bindgen_test]
    async fn a_body_over_the_limit_is_refused() {
        let mut body = vec![0; frame::MAX_BODY];
        assert_eq!(inflate(&gzip(&body)).await.unwrap().len(), frame::MAX_BODY);
        body.push(0);
        assert!(inflate(&gzip(&body)).await.is_err());
    }

    #[wasm_bindgen_test]
    async fn a_file_is_fetched_and_opened() {
        for (part, kind) in [(Part::Home, Kind::Home), (Part::Chunk(3), Kind::Chunk)] {
            assert_eq!(fetch(&frame::pack(kind, BODY), part).await.unwrap(), BODY);
        }
    }

    #[wasm_bindgen_test]
    async fn another_file_is_refused_with_its_code() {
        let chunk = frame::pack(Kind::Chunk, BODY);
        let mut newer = frame::pack(Kind::Home, BODY);
        newer[4] = 9;
        for (file, expected) in [
            (chunk.as_slice(), "bad_model"),
            (newer.as_slice(), "unknown_version"),
            (b"<!doctype html>".as_slice(), "bad_model"),
            (b"".as_slice(), "bad_model"),
        ] {
            let error = fetch(file, Part::Home).await.unwrap_err();
            assert_eq!(code(&error).as_deref(), Some(expected));
        }
    }

    #[wasm_bindgen_test]
    async fn a_file_that_is_not_there_is_an_error() {
        assert!(model_file("/no/such/home.dgm", Part::Home).await.is_err());
        assert!(model_file("blob:nothing", Part::Home).await.is_err());
        assert!(model_file("http://", Part::Home).await.is_err());
    }

    #[wasm_bindgen_test]
    async fn the_request_carries_no_cookies() {
        eval(
            "window.testFetch = window.fetch; window.fetch = (url, init) => \
              (window.testInit = init, Promise.reject(new Error('stub')))",
        )
        .unwrap();
        let outcome = model_file("/home.dgm", Part::Home).await;
        eval("window.fetch = window.testFetch").unwrap();
        assert!(outcome.is_err());
        let init = eval("const { signal, ...init } = window.testInit; JSON.stringify(init)");
        assert_eq!(init.unwrap(), r#"{"credentials":"omit"}"#);
    }
}
