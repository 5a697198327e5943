//! A profile in a link: sealed by a fresh key, with the key in the link's fragment, which
//! no browser sends to a server. The format is in `docs/profile-export.md`.

use crate::dom::object;
use crate::error;
use base64ct::{Base64UrlUnpadded, Encoding as _};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

/// How the fragment begins; the digit is the version.
pub const PREFIX: &str = "dangol=1";
const CIPHER: &str = "AES-GCM";
const IV: usize = 12;
const KEY: usize = 32;

/// Seals bytes into a fragment, without the `#`.
///
/// # Errors
/// Where the browser has no `crypto.subtle`, as on pages without HTTPS.
pub async fn seal(bytes: &[u8]) -> Result<String, JsValue> {
    let crypto = crypto()?;
    let (mut iv, mut key) = ([0; IV], [0; KEY]);
    crypto.get_random_values_with_u8_array(&mut iv)?;
    crypto.get_random_values_with_u8_array(&mut key)?;
    let subtle = crypto.subtle();
    let secret = import(&subtle, &key, "encrypt").await?;
    let sealed =
        subtle.encrypt_with_object_and_u8_array(parameters(&iv).unchecked_ref(), &secret, bytes)?;
    let sealed = Uint8Array::new(&JsFuture::from(sealed).await?).to_vec();
    let message = [iv.as_slice(), &sealed].concat();
    Ok(format!(
        "{PREFIX}{}.{}",
        Base64UrlUnpadded::encode_string(&message),
        Base64UrlUnpadded::encode_string(&key)
    ))
}

/// Opens what [`seal`] made.
///
/// # Errors
/// When it is damaged or none, or the browser has no `crypto.subtle`.
pub async fn open(fragment: &str) -> Result<Vec<u8>, JsValue> {
    let bad = || error::with_code("bad_profile", "the link is damaged or cut off");
    let (message, key) = fragment
        .strip_prefix(PREFIX)
        .and_then(|rest| rest.split_once('.'))
        .ok_or_else(bad)?;
    let message = Base64UrlUnpadded::decode_vec(message).map_err(|_| bad())?;
    let key = Base64UrlUnpadded::decode_vec(key).map_err(|_| bad())?;
    let (iv, sealed) = message.split_at_checked(IV).ok_or_else(bad)?;
    if key.len() != KEY {
        return Err(bad());
    }
    let subtle = crypto()?.subtle();
    let secret = import(&subtle, &key, "decrypt").await?;
    let opened =
        subtle.decrypt_with_object_and_u8_array(parameters(iv).unchecked_ref(), &secret, sealed)?;
    let opened: ArrayBuffer = JsFuture::from(opened)
        .await
        .map_err(|_| bad())?
        .dyn_into()?;
    Ok(Uint8Array::new(&opened).to_vec())
}

fn crypto() -> Result<Crypto, JsValue> {
    let missing = || {
        error::with_code(
            "no_crypto",
            "this page has no crypto.subtle: it needs HTTPS",
        )
    };
    let crypto = web_sys::window().ok_or_else(missing)?.crypto()?;
    let subtle: JsValue = crypto.subtle().into();
    if subtle.is_undefined() {
        return Err(missing());
    }
    Ok(crypto)
}

fn parameters(iv: &[u8]) -> JsValue {
    object(&[("name", CIPHER.into()), ("iv", Uint8Array::from(iv).into())])
}

async fn import(subtle: &SubtleCrypto, key: &[u8], usage: &str) -> Result<CryptoKey, JsValue> {
    let usages = Array::of1(&usage.into());
    let key = Uint8Array::from(key);
    let imported = subtle.import_key_with_str("raw", &key, CIPHER, false, &usages)?;
    JsFuture::from(imported).await?.dyn_into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    async fn what_is_sealed_is_opened_and_nothing_else_is() {
        let bytes: Vec<u8> = (0..=255).collect();
        let sealed = seal(&bytes).await.unwrap();
        assert_ne!(sealed, seal(&bytes).await.unwrap(), "a fresh key each time");
        assert_eq!(open(&sealed).await.unwrap(), bytes);
        let middle = sealed.len() / 2;
        let other = if sealed.as_bytes()[middle] == b'A' {
            "B"
        } else {
            "A"
        };
        let mut damaged = sealed.clone();
        damaged.replace_range(middle..=middle, other);
        let newer = sealed.replacen(PREFIX, "dangol=2", 1);
        for bad in [
            &sealed[..middle],
            &damaged,
            &newer,
            PREFIX,
            "",
            "dangol=1.",
            "dangol=1é.é",
        ] {
            let error = open(bad).await.unwrap_err();
            let code = js_sys::Reflect::get(&error, &"code".into()).unwrap();
            assert_eq!(code, "bad_profile", "{bad}");
        }
    }
}
