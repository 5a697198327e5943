//! Encryption at rest.
//!
//! | offset | bytes | what |
//! |---|---|---|
//! | 0 | 4 | `44 47 4c 45` ("DGLE") |
//! | 4 | 1 | version, 1 |
//! | 5 | 12 | the nonce |
//! | 17 | … | the bytes of a profile, sealed by AES-256-GCM with the first five bytes as its additional data |
//!
//! The key lies beside it and cannot be read out by any script. What that protects from,
//! and what not, is in `docs/profile-export.md`.

use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/storage/seal.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = seal)]
    async fn seal_bytes(key: &JsValue, head: &[u8], bytes: &Uint8Array)
    -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = unseal)]
    async fn unseal_bytes(key: &JsValue, head: &[u8], bytes: &[u8]) -> JsValue;
    #[wasm_bindgen(js_name = takeTurn)]
    async fn take_turn(name: &str, patience: u32) -> JsValue;
    /// Asks the browser to keep this site's storage when room is short, where it asks nobody.
    pub fn persist();
}

const MAGIC: &[u8] = b"DGLE";
const HEAD: [u8; 5] = *b"DGLE\x01";

/// How long another tab is waited for, in milliseconds.
const PATIENCE: u32 = 3_000;

/// Whether these bytes are sealed, by whatever version.
pub fn is_sealed(bytes: Option<&Vec<u8>>) -> bool {
    bytes.is_some_and(|bytes| bytes.starts_with(MAGIC))
}

/// What was sealed. Bytes that are not, or that this key does not open, are given back as
/// they are: then they are no profile, and will be set aside.
///
/// # Errors
/// When a newer version sealed them.
pub async fn open(key: &JsValue, bytes: Option<Vec<u8>>) -> Result<Option<Vec<u8>>, JsValue> {
    let bytes = match bytes {
        Some(bytes) if is_sealed(Some(&bytes)) => bytes,
        other => return Ok(other),
    };
    if !bytes.starts_with(&HEAD) {
        return Err(js_sys::Error::new("a newer version sealed it").into());
    }
    let opened = unseal_bytes(key, &HEAD, &bytes).await;
    Ok(Some(Uint8Array::new(&opened).to_vec()))
}

/// Seals bytes by a key; makes the key where there is none yet.
///
/// # Errors
/// Where the browser has no `crypto.subtle`, as on pages without HTTPS.
pub async fn seal(key: &JsValue, bytes: &Uint8Array) -> Result<(JsValue, Uint8Array), JsValue> {
    let made: Array = seal_bytes(key, &HEAD, bytes).await?.into();
    Ok((made.get(0), made.get(1).into()))
}

/// This tab's turn to write, until it is dropped.
pub struct Turn(Function);

impl Turn {
    /// Waits for it; after some time no longer.
    pub async fn wait() -> Self {
        Self(take_turn(super::DATABASE, PATIENCE).await.into())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // It resolves a promise, which cannot fail.
        let _ = self.0.call0(&JsValue::UNDEFINED);
    }
}
