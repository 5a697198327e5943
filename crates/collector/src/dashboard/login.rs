//! The way in: the site token, once a session.

use super::{Asked, Tongue, html, page, session};
use crate::collector::Shared;
use crate::{peer, session as sessions, token};
use axum::body::to_bytes;
use axum::extract::{Query, Request, State};
use axum::http::header::{HOST, HeaderValue, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::Arc;
use std::time::Duration;

/// A form with a token is no longer than this.
const FORM: usize = 1024;

/// How long the form may take to arrive.
const PATIENCE: Duration = Duration::from_secs(5);

/// The form.
pub async fn form(
    State(shared): State<Arc<Shared>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    if session(&shared, &headers).is_some() {
        return Redirect::to("/dashboard").into_response();
    }
    let tongue = asked.tongue(&headers);
    let says = match token::kept(&shared.settings.data) {
        Some(_) => "",
        None => tongue.say(
            "There is no token yet. Make one with: dangol token --data DIR",
            "아직 토큰이 없습니다. dangol token --data DIR 명령으로 만드세요.",
        ),
    };
    html(page::login(tongue, says))
}

/// Checks the token, and begins a session.
pub async fn enter(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let tongue = Asked::default().tongue(request.headers());
    let now = (shared.settings.clock)();
    let address = peer::address(&request, shared.settings.behind_proxy);
    if !is_own(request.headers()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    if !shared.logins.allows(address, now) {
        let says = tongue.say(
            "Too many attempts. Please wait a minute.",
            "시도가 너무 많습니다. 잠시 후 다시 해 주세요.",
        );
        return refused(StatusCode::TOO_MANY_REQUESTS, tongue, says);
    }
    let body = tokio::time::timeout(PATIENCE, to_bytes(request.into_body(), FORM)).await;
    let given = match body {
        Ok(Ok(body)) => given_token(&body),
        _ => None,
    };
    let says = tongue.say("That is not the token.", "토큰이 맞지 않습니다.");
    let wrong = || refused(StatusCode::UNAUTHORIZED, tongue, says);
    let (Some(given), Some(hash)) = (given, token::kept(&shared.settings.data)) else {
        return wrong();
    };
    let Ok(_turn) = shared.hashing.acquire().await else {
        return wrong();
    };
    let checked = hash.clone();
    let opens = tokio::task::spawn_blocking(move || token::opens(&checked, &given)).await;
    if !matches!(opens, Ok(true)) {
        return wrong();
    }
    let Ok(id) = shared.sessions.begin(hash, now) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    with_cookie(&shared, "/dashboard", Some(&id))
}

/// Ends the session.
pub async fn leave(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    if !is_own(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    if let Some(id) = session(&shared, &headers) {
        shared.sessions.end(&id);
    }
    with_cookie(&shared, "/dashboard/login", None)
}

fn with_cookie(shared: &Shared, to: &str, id: Option<&str>) -> Response {
    let cookie = sessions::cookie(id, shared.settings.behind_proxy);
    let mut response = Redirect::to(to).into_response();
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}

fn refused(status: StatusCode, tongue: Tongue, says: &str) -> Response {
    (status, html(page::login(tongue, says))).into_response()
}

/// Whether a form is the dashboard's own: browsers name the origin of what they post.
fn is_own(headers: &HeaderMap) -> bool {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    match (text(ORIGIN), text(HOST)) {
        (None, _) => true,
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, of)| of == host),
        (Some(_), None) => false,
    }
}

/// The field of the form. A token is letters, digits, `-` and `_`, which no form encodes.
fn given_token(body: &[u8]) -> Option<String> {
    let body = std::str::from_utf8(body).ok()?;
    let mut fields = body.split('&').filter_map(|field| field.split_once('='));
    let (_, given) = fields.find(|(name, _)| *name == "token")?;
    // Copied with a blank at either end, as happens.
    Some(given.trim_matches('+').to_owned())
}
