//! The dashboard: pages for a shop's owner, behind the site token.
//!
//! Made on the server, with drawings as SVG and each drawing's figures as a table beside it.
//! The policy lets nothing inline or foreign run. A small script watches for new reports and
//! takes over the parts of the page that have changed, another copies what is suggested; without
//! them the page is as complete.

pub mod book;
mod json;
mod live;
mod login;
mod page;
mod section;
mod sections;
mod suggestion;
mod tongue;

use crate::collector::Shared;
use crate::{aggregates, session, token};
use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    COOKIE, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use std::sync::Arc;
use tongue::Tongue;

/// Nothing inline, nothing foreign, in nobody's frame, and no script that writes HTML.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
    img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    lang: Option<String>,
    days: Option<u16>,
}

impl Asked {
    fn tongue(&self, headers: &HeaderMap) -> Tongue {
        let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|of| of.to_str().ok());
        Tongue::of(self.lang.as_deref(), accepted.unwrap_or_default())
    }

    /// The days that are shown: one of those that can be chosen.
    fn days(&self) -> u16 {
        let asked = self.days.filter(|days| page::SPANS.contains(days));
        asked.unwrap_or(page::SPANS[1])
    }
}

/// The paths of the dashboard.
pub(crate) fn router(shared: &Arc<Shared>) -> Router<Arc<Shared>> {
    let inside = Router::new()
        .route("/dashboard", get(whole))
        .route("/dashboard/live", get(live::events))
        .route("/dashboard/csv/{name}", get(csv))
        .route("/dashboard/aggregates.json", get(for_the_builder))
        .route("/dashboard/logout", post(login::leave))
        .layer(middleware::from_fn_with_state(Arc::clone(shared), guard));
    Router::new()
        .route("/dashboard/login", get(login::form).post(login::enter))
        .route("/dashboard/style.css", get(style))
        .route("/dashboard/live.js", get(script))
        .route("/dashboard/copy.js", get(copying))
        .route("/dashboard/icon.svg", get(icon))
        .route(
            "/dashboard/",
            get(|| async { Redirect::permanent("/dashboard") }),
        )
        .merge(inside)
        .layer(middleware::map_response(add_headers))
}

async fn add_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Without any referrer, browsers say `null` for the origin of a form, too.
        (REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let unless = HeaderValue::from_static("no-store");
    headers.entry(CACHE_CONTROL).or_insert(unless);
    response
}

/// The id of the session, if it holds.
fn session(shared: &Shared, headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(COOKIE).iter();
    let mut cookies = cookies.filter_map(|cookies| cookies.to_str().ok());
    let id = cookies.find_map(session::in_cookies)?;
    let hash = token::kept(&shared.settings.data)?;
    let holds = shared.sessions.holds(id, &hash, (shared.settings.clock)());
    holds.then(|| id.to_owned())
}

async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    match session(&shared, request.headers()) {
        Some(_) => next.run(request).await,
        None => Redirect::to("/dashboard/login").into_response(),
    }
}

fn html(text: Result<String, minijinja::Error>) -> Response {
    let Ok(text) = text else {
        // The templates are part of the program and are rendered by its tests.
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    ([(CONTENT_TYPE, kind)], text).into_response()
}

/// The sections as they are now. Reading and drawing take some milliseconds, which the
/// threads that answer devices do not have.
async fn sections_now(shared: Arc<Shared>, asked: Asked, tongue: Tongue) -> Option<page::Page> {
    let make = move || page::Page::now(&shared, asked.days(), tongue);
    tokio::task::spawn_blocking(make).await.ok()
}

async fn whole(
    State(shared): State<Arc<Shared>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let tongue = asked.tongue(&headers);
    match sections_now(shared, asked, tongue).await {
        Some(page) => html(page.html()),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A section's first table as a file.
async fn csv(
    State(shared): State<Arc<Shared>>,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let tongue = asked.tongue(&headers);
    let page = sections_now(shared, asked, tongue).await;
    let id = name.strip_suffix(".csv");
    let found = page
        .iter()
        .flat_map(|page| &page.sections)
        .find(|section| Some(section.id) == id)
        .and_then(|section| Some((section.id, section.tables.first()?.csv())));
    let Some((id, text)) = found else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // Only names of sections come this far, which are plain words.
    let name = format!("attachment; filename=\"dangol-{id}.csv\"");
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    let mut response = ([(CONTENT_TYPE, kind)], text).into_response();
    if let Ok(name) = HeaderValue::from_str(&name) {
        response.headers_mut().insert(CONTENT_DISPOSITION, name);
    }
    response
}

/// What `dangol build --aggregates` takes, of the days that the page shows.
async fn for_the_builder(
    State(shared): State<Arc<Shared>>,
    Query(asked): Query<Asked>,
) -> Response {
    let days = asked.days();
    let make = move || aggregates::of(&shared.sums(0), &shared.settings, days);
    let text = match tokio::task::spawn_blocking(make).await {
        Ok(of) => serde_json::to_string_pretty(&of).ok(),
        Err(_) => None,
    };
    let Some(text) = text else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let kind = HeaderValue::from_static("application/json");
    let name = HeaderValue::from_static("attachment; filename=\"dangol-aggregates.json\"");
    let headers = [(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)];
    (headers, text).into_response()
}

async fn style() -> Response {
    asset("text/css; charset=utf-8", include_str!("style.css"))
}

async fn script() -> Response {
    asset("text/javascript; charset=utf-8", include_str!("live.js"))
}

async fn copying() -> Response {
    asset("text/javascript; charset=utf-8", include_str!("copy.js"))
}

/// A bowl of hot soup.
async fn icon() -> Response {
    asset("image/svg+xml", include_str!("icon.svg"))
}

fn asset(kind: &'static str, text: &'static str) -> Response {
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(kind)),
        (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (headers, text).into_response()
}
