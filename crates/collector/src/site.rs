//! Answers requests from a folder of static files.

use crate::{ServeError, cache, compress};
use axum::Router;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_http::services::ServeDir;

/// What a site without a `404.html` says.
const NOT_FOUND: &str = "Not found.\n";

/// A router over the folder: `index.html` for a folder, `404.html` with status 404
/// for what is not there, and nothing outside of the folder.
///
/// # Errors
/// When the folder is not one.
pub fn router(site: &Path) -> Result<Router, ServeError> {
    let wrong = |source| ServeError::Site {
        site: site.to_owned(),
        source,
    };
    if !std::fs::metadata(site).map_err(wrong)?.is_dir() {
        return Err(wrong(std::io::ErrorKind::NotADirectory.into()));
    }
    let not_found: Arc<PathBuf> = Arc::new(site.join("404.html"));
    let missing = get(move || not_found_page(Arc::clone(&not_found)));
    let files = ServeDir::new(site).fallback(missing);
    Ok(Router::new()
        .fallback_service(files)
        .layer(compress::layer())
        .layer(axum::middleware::from_fn(cache::add_headers)))
}

/// The site's own page for what is not there, read anew each time: it is small, asked for
/// rarely, and may change while the server runs.
async fn not_found_page(page: Arc<PathBuf>) -> Response {
    match tokio::fs::read(page.as_path()).await {
        Ok(body) => {
            let html = HeaderValue::from_static("text/html; charset=utf-8");
            (StatusCode::NOT_FOUND, [(CONTENT_TYPE, html)], body).into_response()
        }
        Err(_) => (StatusCode::NOT_FOUND, NOT_FOUND).into_response(),
    }
}
