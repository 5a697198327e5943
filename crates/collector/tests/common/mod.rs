//! A collector over memory or a file, and reports to send it.

#![allow(dead_code, clippy::unwrap_used)]

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use dangol_collector::storage::{Cell, Memory, Storage as _};
use dangol_collector::{Collector, Settings};
use dangol_wire::measure::Measure;
use dangol_wire::report::{Count, Key, Report};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

/// The day that it is in these tests, and its noon.
pub const TODAY: u16 = 20_782;
pub const NOW: u64 = TODAY as u64 * 86_400 + 12 * 3600;

pub fn clock() -> u64 {
    NOW
}

pub fn settings(data: &std::path::Path) -> Settings {
    let mut settings = Settings::new(data.to_owned(), vec!["shop".parse().unwrap()]);
    settings.origins.push("https://shop.example".to_owned());
    settings.per_minute = u32::MAX;
    settings.clock = clock;
    settings
}

/// A report of yesterday: one visitor who ordered once.
pub fn report(id: u64) -> Report {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&id.to_be_bytes());
    let count = |measure| Count {
        key: Key::of(measure),
        count: 1,
    };
    Report {
        site: "shop".parse().unwrap(),
        epoch: TODAY - 1,
        hour: u32::from(TODAY) * 24,
        id: bytes,
        histogram: None,
        counts: vec![count(Measure::Visitors), count(Measure::Orders)],
    }
}

/// A collector that keeps nothing on the disk.
pub struct Fixture {
    pub folder: tempfile::TempDir,
    pub memory: Memory,
    pub collector: Collector,
}

impl Fixture {
    pub fn new(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::default();
        let mut settings = settings(folder.path());
        change(&mut settings);
        let collector = Collector::with(settings, memory.clone(), memory.clone()).unwrap();
        Self {
            folder,
            memory,
            collector,
        }
    }

    pub async fn ask(&self, request: Request<Body>) -> (StatusCode, HeaderMap, Vec<u8>) {
        let response = self.collector.router().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        (parts.status, parts.headers, body)
    }

    pub async fn post(&self, body: impl Into<Body>) -> (StatusCode, String) {
        let request = Request::post("/v1/report").body(body.into()).unwrap();
        let (status, _, body) = self.ask(request).await;
        (status, String::from_utf8(body).unwrap())
    }

    /// How many reports have told of a measure.
    pub fn told(&self, measure: Measure) -> u64 {
        let of = |cell: &Cell| cell.measure == measure.code();
        let sums = self.memory.clone().sums(0).unwrap();
        sums.iter()
            .filter(|(cell, _)| of(cell))
            .map(|(_, sum)| sum)
            .sum()
    }
}
