//! `POST /v1/report`: what is refused, what is counted, and what is answered.
//!
//! Every answer has a body of one size and says by one word what became of the report. A
//! report that was counted before is answered as one that is counted now: the device sent it
//! again because it did not hear the first answer.

use crate::collector::Shared;
use crate::ledger::NotCounted;
use crate::metrics::Answered;
use crate::peer;
use crate::storage::Outcome;
use crate::tally;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST,
    HeaderValue, ORIGIN, VARY,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use dangol_wire::report::{EPOCH_HOURS, REPORT_BYTES, Report};
use futures_util::StreamExt as _;
use std::sync::Arc;
use std::time::Duration;

/// How many days back a report may tell of: a device may have been off for a while.
pub const WINDOW: u16 = 14;

/// How many hours a device's clock may be ahead.
const AHEAD: u32 = 1;

/// How long the body of a report may take to arrive.
const PATIENCE: Duration = Duration::from_secs(5);

/// The size of every answer's body.
const ANSWER: usize = 16;

/// Takes a report.
pub async fn post(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let origin = request.headers().get(ORIGIN).cloned();
    let allowed = is_allowed(&shared.settings.origins, request.headers());
    let answered = match allowed {
        true => take(&shared, request).await,
        false => Answered::Origin,
    };
    shared.metrics.answered(answered);
    let mut response = answer(answered);
    if let Some(origin) = origin.filter(|_| allowed) {
        response
            .headers_mut()
            .insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    response
}

async fn take(shared: &Shared, request: Request) -> Answered {
    let now = (shared.settings.clock)();
    let address = peer::address(&request, shared.settings.behind_proxy);
    if !shared.limit.allows(address, now) {
        return Answered::Limited;
    }
    let body = match tokio::time::timeout(PATIENCE, body(request)).await {
        Ok(Some(body)) => body,
        Ok(None) => return Answered::Size,
        Err(_) => return Answered::Slow,
    };
    let Ok(report) = Report::decode(&body) else {
        return Answered::Malformed;
    };
    if !tally::is_likely(&report) {
        return Answered::Malformed;
    }
    if shared
        .settings
        .sites
        .iter()
        .all(|site| *site != report.site)
    {
        return Answered::Site;
    }
    let Some(oldest) = window(&report, now) else {
        return Answered::Epoch;
    };
    let mut entry = tally::entry(&report);
    shared.subjects.bound(&mut entry);
    match shared.ledger.count(entry, oldest).await {
        Ok(Outcome::Counted) => Answered::Counted,
        Ok(Outcome::Known) => Answered::Known,
        Err(NotCounted::Full) => Answered::Full,
        Err(NotCounted::Failed) => Answered::Failed,
    }
}

/// The body, if it is as long as a report. What is announced to be longer is not read.
async fn body(request: Request) -> Option<Bytes> {
    let announced = request.headers().get(CONTENT_LENGTH);
    let announced = announced.and_then(|length| length.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length != REPORT_BYTES) {
        return None;
    }
    let mut parts = Body::into_data_stream(request.into_body());
    let mut body = Vec::with_capacity(REPORT_BYTES);
    while let Some(part) = parts.next().await {
        let part = part.ok()?;
        if body.len() + part.len() > REPORT_BYTES {
            return None;
        }
        body.extend_from_slice(&part);
    }
    (body.len() == REPORT_BYTES).then(|| body.into())
}

/// The oldest day that is accepted now, if the report's is one of those that are.
fn window(report: &Report, now: u64) -> Option<u16> {
    let hour = u32::try_from(now / 3600).ok()?;
    let today = u16::try_from(hour / EPOCH_HOURS).ok()?;
    let oldest = today.saturating_sub(WINDOW);
    // A report is made on a later day than it tells of, so its day cannot be in the future
    // if its hour is not.
    (report.epoch >= oldest && report.hour <= hour + AHEAD).then_some(oldest)
}

/// Whether the page that sends is of a configured origin, or of the collector's own host. A
/// request without an origin is not a page's of another site: browsers name it.
fn is_allowed(origins: &[String], headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(ORIGIN) else {
        return true;
    };
    let Ok(origin) = origin.to_str() else {
        return false;
    };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let own = origin.split_once("://").map(|(_, host)| host);
    (own.is_some() && own == host) || origins.iter().any(|known| known == origin)
}

fn answer(what: Answered) -> Response {
    let status = match what {
        Answered::Counted | Answered::Known => StatusCode::OK,
        Answered::Size => StatusCode::PAYLOAD_TOO_LARGE,
        Answered::Malformed | Answered::Epoch => StatusCode::BAD_REQUEST,
        Answered::Site | Answered::Origin => StatusCode::FORBIDDEN,
        Answered::Limited => StatusCode::TOO_MANY_REQUESTS,
        Answered::Slow => StatusCode::REQUEST_TIMEOUT,
        Answered::Full | Answered::Failed => StatusCode::SERVICE_UNAVAILABLE,
    };
    // Whether it was counted before is nobody's business but the metrics'.
    let said = match what {
        Answered::Known => Answered::Counted,
        other => other,
    };
    let text = format!("{:<1$}", said.name(), ANSWER);
    let fixed = [
        (CONTENT_TYPE, HeaderValue::from_static("text/plain")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (VARY, HeaderValue::from_static("Origin")),
    ];
    let mut response = (status, fixed, text).into_response();
    if matches!(what, Answered::Size | Answered::Slow) {
        // What has not been read would be taken for the next request.
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(CONNECTION, close);
    }
    response
}
