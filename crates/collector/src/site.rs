//! Answers requests from a folder of static files.

use crate::{ServeError, cache, compress};
use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use percent_encoding::percent_decode_str;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_http::services::ServeDir;

/// What a site without a `404.html` says.
const NOT_FOUND: &str = "Not found.\n";

/// A router over the folder: `index.html` for a folder, `404.html` with status 404
/// for what is not there, and nothing outside of the folder or hidden in it.
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
    let page = Arc::clone(&not_found);
    let missing = get(move || not_found_page(Arc::clone(&page)));
    let files = ServeDir::new(site).fallback(missing);
    let refuse_hidden = middleware::from_fn(move |request: Request, next: Next| {
        let page = Arc::clone(&not_found);
        async move {
            match is_hidden(request.uri().path()) {
                true => not_found_page(page).await,
                false => next.run(request).await,
            }
        }
    });
    Ok(Router::new()
        .fallback_service(files)
        .layer(refuse_hidden)
        .layer(compress::layer())
        .layer(middleware::from_fn(cache::add_headers)))
}

/// Whether the path goes through a name that begins with a dot: what a person or a tool
/// has hidden (`.git`, a half-written model) is not part of the site.
fn is_hidden(path: &str) -> bool {
    let path = percent_decode_str(path).decode_utf8_lossy();
    path.split(['/', '\\'])
        .any(|name| name.starts_with('.') && name != ".well-known")
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
