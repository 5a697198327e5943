//! Which answers are compressed on the fly.

use axum::http::header::{CONTENT_TYPE, HeaderMap};
use axum::http::{Extensions, StatusCode, Version};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::Predicate;

/// Content types, by their beginning, that shrink. A model file (`.dgm`) is gzip
/// inside already, and so are most pictures and fonts in their own way.
const SHRINKS: [&str; 7] = [
    "text/",
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "application/wasm",
    "application/xml",
    "image/svg+xml",
];

/// Whether a body of this content type is worth compressing.
pub fn shrinks(content_type: &str) -> bool {
    SHRINKS.iter().any(|start| content_type.starts_with(start))
}

/// Brotli or gzip, as the browser asks.
pub fn layer() -> CompressionLayer<impl Predicate> {
    CompressionLayer::new().compress_when(
        |_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions| {
            headers
                .get(CONTENT_TYPE)
                .and_then(|value| value.to_str().ok())
                .is_some_and(shrinks)
        },
    )
}
