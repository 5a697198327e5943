//! Tells open dashboards that reports have come (server-sent events).

use crate::collector::Shared;
use crate::metrics::Answered;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Dashboards that are told at once.
const LISTENERS: usize = 32;

/// How often is looked whether there is something new. It also finds out who has left.
const PACE: Duration = Duration::from_secs(2);

static FREE: std::sync::LazyLock<Arc<Semaphore>> =
    std::sync::LazyLock::new(|| Arc::new(Semaphore::new(LISTENERS)));

/// One dashboard that is told.
struct Listener {
    shared: Arc<Shared>,
    told: Option<u64>,
    _place: OwnedSemaphorePermit,
}

/// An event `reports` each time that reports have come, and a comment when none has.
pub async fn events(State(shared): State<Arc<Shared>>) -> Response {
    let Ok(place) = Arc::clone(&FREE).try_acquire_owned() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let listener = Listener {
        shared,
        told: None,
        _place: place,
    };
    Sse::new(stream::unfold(listener, next)).into_response()
}

async fn next(mut listener: Listener) -> Option<(Result<Event, Infallible>, Listener)> {
    let mut going = listener.shared.going.clone();
    if listener.told.is_some() {
        tokio::select! {
            () = tokio::time::sleep(PACE) => {}
            _ = going.wait_for(|going| !going) => return None,
        }
    }
    let now = listener.shared.metrics.count(Answered::Counted);
    let event = match listener.told == Some(now) {
        true => Event::default().comment("nothing new"),
        false => Event::default().event("reports").data(now.to_string()),
    };
    listener.told = Some(now);
    Some((Ok(event), listener))
}
