//! How long an answer may be kept, and what else every answer says about itself.
//!
//! A file whose name holds a hash of its content never changes, so it is kept for
//! ever; whatever else is kept but asked about each time (`no-cache`), which costs a
//! round trip and, thanks to the ETag, no body.

use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderValue, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

/// For files whose name holds a hash of their content.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// For all other files.
pub const ASK_FIRST: &str = "no-cache";

/// Whether the path names a file by the hash of its content: a model file
/// (`…/model/<16 hex>/…`) or a part of the widget (`…/widget-<12 hex>.js`, `.wasm`,
/// `…/privacy-<12 hex>.js`, `.wasm`, `…/choose-<12 hex>.js`, `.wasm`).
pub fn is_hash_named(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let in_build = parts
        .windows(3)
        .any(|part| part[0] == "model" && is_hex(part[1], 16) && !part[2].is_empty());
    in_build || parts.last().is_some_and(|name| is_widget(name))
}

fn is_widget(name: &str) -> bool {
    let hash = ["widget-", "privacy-", "choose-"]
        .iter()
        .find_map(|part| name.strip_prefix(part))
        .and_then(|rest| {
            [".js", ".wasm"]
                .iter()
                .find_map(|ending| rest.strip_suffix(ending))
        });
    hash.is_some_and(|hash| is_hex(hash, 12))
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// Adds the caching headers, `nosniff` and the charset of texts to every answer.
pub async fn add_headers(request: Request, next: Next) -> Response {
    let hash_named = is_hash_named(request.uri().path());
    let mut response = next.run(request).await;
    let status = response.status();
    // What failed is never kept: the file may come with the next build.
    let found = status.is_success() || status == StatusCode::NOT_MODIFIED;
    let rule = if hash_named && found {
        FOR_EVER
    } else {
        ASK_FIRST
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(rule));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    name_charset(headers);
    weaken_etag(headers);
    response
}

/// Without a charset, a browser may guess; everything here is written in UTF-8.
fn name_charset(headers: &mut HeaderMap) {
    let named = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .filter(|value| value.starts_with("text/") && !value.contains("charset"))
        .and_then(|value| HeaderValue::from_str(&format!("{value}; charset=utf-8")).ok());
    if let Some(named) = named {
        headers.insert(CONTENT_TYPE, named);
    }
}

/// A body compressed on the fly is not the file byte for byte, so its ETag must be weak (RFC 9110, 8.8.1).
fn weaken_etag(headers: &mut HeaderMap) {
    if !headers.contains_key(CONTENT_ENCODING) {
        return;
    }
    let weak = headers
        .get(ETAG)
        .and_then(|etag| etag.to_str().ok())
        .filter(|etag| !etag.starts_with("W/"))
        .and_then(|etag| HeaderValue::from_str(&format!("W/{etag}")).ok());
    if let Some(weak) = weak {
        headers.insert(ETAG, weak);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_named_files_are_known_by_their_names() {
        for path in [
            "/dangol/model/0123456789abcdef/12.dgm",
            "/shop/dangol/model/0123456789abcdef/home.dgm",
            "/dangol/widget-0123456789ab.js",
            "/dangol/widget-0123456789ab.wasm",
            "/dangol/privacy-0123456789ab.wasm",
            "/dangol/choose-0123456789ab.js",
        ] {
            assert!(is_hash_named(path), "{path}");
        }
        for path in [
            "/dangol/model/entry.json",
            "/dangol/model/0123456789abcde/12.dgm",
            "/dangol/model/0123456789ABCDEF/12.dgm",
            "/dangol/model/0123456789abcdef/",
            "/dangol/dangol.js",
            "/dangol/widget-0123456789ab.css",
            "/dangol/widget-0123456789.js",
            "/",
        ] {
            assert!(!is_hash_named(path), "{path}");
        }
    }
}
