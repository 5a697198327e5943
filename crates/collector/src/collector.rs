//! The collector as a whole: what its parts share, and the paths that it answers.

use crate::ledger::Ledger;
use crate::limit::Limit;
use crate::metrics::Metrics;
use crate::session::Sessions;
use crate::storage::{Sqlite, Storage, Sum};
use crate::subjects::Subjects;
use crate::{ServeError, dashboard, intake, peer};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use dangol_wire::Site;
use dangol_wire::measure::noised_questions;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::SystemTime;
use tokio::sync::watch;

/// Attempts to show a token that one network may make in a minute: each costs a hash.
const LOGINS: u32 = 10;

/// What the owner decides.
#[derive(Clone)]
pub struct Settings {
    /// The folder of the data.
    pub data: PathBuf,
    /// The sites whose reports are taken.
    pub sites: Vec<Site>,
    /// The origins (`https://shop.example`) whose pages may report, beside the collector's own.
    pub origins: Vec<String>,
    /// Reports that one network may send in a minute.
    pub per_minute: u32,
    /// Whether a reverse proxy stands before the collector, which names the client in
    /// `X-Forwarded-For` and speaks HTTPS.
    pub behind_proxy: bool,
    /// The names of subjects, by their numbers.
    pub names: HashMap<u32, String>,
    /// Of how many in a thousand each experiment withholds something, by its subject.
    pub withheld: HashMap<u32, u16>,
    /// The currency that the shop reckons in, or nothing.
    pub currency: String,
    /// The names of the categories that interest is counted by, in their order.
    pub interests: Vec<String>,
    /// What time it is, in seconds since 1970.
    pub clock: fn() -> u64,
}

impl Settings {
    /// What holds unless it is said otherwise, with the machine's clock.
    pub fn new(data: PathBuf, sites: Vec<Site>) -> Self {
        Self {
            data,
            sites,
            origins: Vec::new(),
            per_minute: 600,
            behind_proxy: false,
            names: HashMap::new(),
            withheld: HashMap::new(),
            currency: String::new(),
            interests: Vec::new(),
            clock: machine_clock,
        }
    }

    /// Which part of the devices answers a noised question: each answers one of those that
    /// are asked, drawn at random.
    pub fn asked(&self) -> f64 {
        1.0 / f64::from(noised_questions(!self.interests.is_empty()))
    }
}

fn machine_clock() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    // A clock before 1970 refuses every report, as it should.
    since.map_or(0, |since| since.as_secs())
}

/// What the handlers share.
pub struct Shared {
    /// What the owner decides.
    pub settings: Settings,
    /// The writer.
    pub ledger: Ledger,
    /// Totals of the collector itself.
    pub metrics: Arc<Metrics>,
    /// Bounds reports by network.
    pub limit: Limit,
    /// Bounds logins by network.
    pub logins: Limit,
    /// One hash at a time: each takes 19 MiB.
    pub hashing: tokio::sync::Semaphore,
    /// Who may see the dashboard.
    pub sessions: Sessions,
    /// Bounds what forged reports can make the database grow by.
    pub subjects: Subjects,
    reader: Mutex<Box<dyn Storage>>,
    /// Whether the server goes on.
    pub going: watch::Receiver<bool>,
    broken: AtomicBool,
}

impl Shared {
    /// All sums of the days from `first` on; nothing where they cannot be read, which is said
    /// on standard error and by `/health`.
    pub fn sums(&self, first: u16) -> Vec<Sum> {
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let read = reader.sums(first);
        self.broken.store(read.is_err(), Ordering::Relaxed);
        read.unwrap_or_else(|error| {
            eprintln!("error: {error}");
            Vec::new()
        })
    }
}

/// Takes reports and shows the dashboard.
pub struct Collector {
    shared: Arc<Shared>,
    stop: watch::Sender<bool>,
    writer: JoinHandle<()>,
}

impl std::fmt::Debug for Collector {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Collector").finish_non_exhaustive()
    }
}

impl Collector {
    /// Opens the database in the folder of the settings, which is made where there is none.
    ///
    /// # Errors
    /// When the folder or the database cannot be used.
    pub fn open(settings: Settings) -> Result<Self, ServeError> {
        let folder = settings.data.clone();
        std::fs::create_dir_all(&folder).map_err(|source| ServeError::Data { folder, source })?;
        let writer = Sqlite::open(&settings.data)?;
        let reader = Sqlite::open(&settings.data)?;
        Self::with(settings, writer, reader)
    }

    /// A collector over two connections to one storage.
    ///
    /// # Errors
    /// When the storage cannot be read, or the system has no thread left.
    pub fn with(
        settings: Settings,
        writer: impl Storage,
        mut reader: impl Storage,
    ) -> Result<Self, ServeError> {
        let subjects = Subjects::of(&reader.sums(0)?);
        let metrics = Arc::new(Metrics::default());
        let (ledger, writer) = Ledger::start(writer, Arc::clone(&metrics))
            .map_err(|source| ServeError::Stopped { source })?;
        let (stop, going) = watch::channel(true);
        let shared = Arc::new(Shared {
            limit: Limit::new(settings.per_minute),
            logins: Limit::new(LOGINS),
            hashing: tokio::sync::Semaphore::new(1),
            sessions: Sessions::default(),
            reader: Mutex::new(Box::new(reader)),
            broken: AtomicBool::new(false),
            settings,
            ledger,
            metrics,
            subjects,
            going,
        });
        Ok(Self {
            shared,
            stop,
            writer,
        })
    }

    /// The paths that the collector answers.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/v1/report", post(intake::post))
            .route("/health", get(health))
            .route("/metrics", get(metrics))
            .merge(dashboard::router(&self.shared))
            .with_state(Arc::clone(&self.shared))
    }

    pub(crate) fn metrics(&self) -> Arc<Metrics> {
        Arc::clone(&self.shared.metrics)
    }

    /// Ends what would go on for ever: the dashboard's events.
    pub(crate) fn stopping(&self) {
        self.stop.send_replace(false);
    }

    /// Commits what waits, and ends the writer.
    ///
    /// # Errors
    /// When the writer broke down.
    pub async fn close(self) -> Result<(), ServeError> {
        self.stopping();
        drop(self.shared);
        // A connection that outlived its farewell may still hold the ledger open.
        let ended = tokio::task::spawn_blocking(move || self.writer.join());
        let broken = || ServeError::Stopped {
            source: std::io::Error::other("the thread that writes the database broke down"),
        };
        match tokio::time::timeout(std::time::Duration::from_secs(10), ended).await {
            Ok(Ok(Ok(()))) | Err(_) => Ok(()),
            Ok(_) => Err(broken()),
        }
    }
}

/// Whether reports can be taken.
async fn health(State(shared): State<Arc<Shared>>) -> Response {
    let is_read = tokio::task::spawn_blocking({
        let shared = Arc::clone(&shared);
        // A day that no report can tell of: only the reading counts.
        move || {
            shared.sums(u16::MAX);
            !shared.broken.load(Ordering::Relaxed)
        }
    });
    let (status, text) = match is_read.await {
        Ok(true) => (StatusCode::OK, "ok\n"),
        _ => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database cannot be read\n",
        ),
    };
    (status, [(CACHE_CONTROL, "no-store")], text).into_response()
}

/// Totals for Prometheus, to this machine only: exact counts at exact times could tell
/// whether one device has just reported.
async fn metrics(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    if !peer::is_local(&request) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    let headers = [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, shared.metrics.text()).into_response()
}
