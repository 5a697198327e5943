//! `POST /v1/report`: what is counted, what is refused, and what is answered.

#![allow(clippy::unwrap_used)]

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::{Fixture, TODAY, report};
use dangol_collector::intake::WINDOW;
use dangol_collector::storage::Storage as _;
use dangol_wire::measure::Measure;
use dangol_wire::report::{Count, Key, REPORT_BYTES, Report};

#[tokio::test]
async fn a_report_is_counted_once_however_often_it_is_sent() {
    let fixture = Fixture::new(|_| {});
    for id in 0..3 {
        for _ in 0..4 {
            let (status, body) = fixture.post(report(id).encode()).await;
            assert_eq!((status, body.trim()), (StatusCode::OK, "counted"));
        }
    }
    assert_eq!(fixture.told(Measure::Orders), 3);
}

#[tokio::test]
async fn what_is_not_exactly_a_report_of_these_days_is_refused() {
    let fixture = Fixture::new(|_| {});
    let good = report(1);
    let changed = |change: fn(&mut Report)| {
        let mut report = good.clone();
        change(&mut report);
        report.encode()
    };
    let mut version = good.encode();
    version[4] = 99;
    let mut padded = good.encode();
    padded[REPORT_BYTES - 1] = 1;
    let cases: [(&str, Vec<u8>, &str); 11] = [
        ("nothing", Vec::new(), "size"),
        ("too short", good.encode()[..1023].to_vec(), "size"),
        ("too long", vec![0; REPORT_BYTES + 1], "size"),
        ("10 MB", vec![0; 10_000_000], "size"),
        ("zeros", vec![0; REPORT_BYTES], "malformed"),
        ("another version", version, "malformed"),
        ("padding that says something", padded, "malformed"),
        (
            "another site",
            changed(|report| report.site = "other".parse().unwrap()),
            "site",
        ),
        (
            "too old",
            changed(|report| report.epoch = TODAY - WINDOW - 1),
            "epoch",
        ),
        (
            "a clock ahead by hours",
            changed(|report| report.hour += 14),
            "epoch",
        ),
        (
            "of the future",
            changed(|report| (report.epoch, report.hour) = (TODAY, (u32::from(TODAY) + 1) * 24)),
            "epoch",
        ),
    ];
    for (name, body, why) in cases {
        let (status, said) = fixture.post(body).await;
        assert!(status.is_client_error(), "{name}: {status}");
        assert_eq!((said.trim(), said.len()), (why, 16), "{name}");
    }
    assert_eq!(fixture.memory.clone().sums(0).unwrap(), []);
    let edges = [
        changed(|report| report.epoch = TODAY - WINDOW),
        changed(|report| (report.id, report.hour) = ([9; 16], report.hour + 13)),
    ];
    for body in edges {
        assert_eq!(fixture.post(body).await.0, StatusCode::OK);
    }
}

#[tokio::test]
async fn only_pages_of_the_configured_sites_may_report() {
    let fixture = Fixture::new(|_| {});
    for (number, (origin, host, status)) in [
        (Some("https://shop.example"), "c.example", StatusCode::OK),
        (Some("https://c.example"), "c.example", StatusCode::OK),
        (None, "c.example", StatusCode::OK),
        (
            Some("https://evil.example"),
            "c.example",
            StatusCode::FORBIDDEN,
        ),
        (
            Some("https://shop.example.evil.example"),
            "c.example",
            StatusCode::FORBIDDEN,
        ),
        (Some("null"), "c.example", StatusCode::FORBIDDEN),
    ]
    .into_iter()
    .enumerate()
    {
        let mut request = Request::post("/v1/report").header("host", host);
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        let body = report(number as u64).encode();
        let (found, headers, _) = fixture.ask(request.body(Body::from(body)).unwrap()).await;
        assert_eq!(found, status, "{origin:?}");
        let allowed = headers.get("access-control-allow-origin");
        let allowed = allowed.map(|value| value.to_str().unwrap());
        let expected = origin.filter(|_| status == StatusCode::OK);
        assert_eq!(allowed, expected, "{origin:?}");
        assert!(!headers.contains_key("access-control-allow-credentials"));
        assert!(!headers.contains_key("set-cookie"));
    }
}

#[tokio::test]
async fn a_network_that_sends_too_much_is_held_back_and_others_are_not() {
    let fixture = Fixture::new(|settings| {
        settings.per_minute = 3;
        settings.behind_proxy = true;
    });
    let mut send = 0;
    let mut from = |address: &str| {
        send += 1;
        Request::post("/v1/report")
            .header("x-forwarded-for", address)
            .body(Body::from(report(send).encode()))
            .unwrap()
    };
    for (address, status) in [
        ("192.0.2.1", StatusCode::OK),
        ("192.0.2.2", StatusCode::OK),
        ("192.0.2.3", StatusCode::OK),
        ("198.51.100.9, 192.0.2.4", StatusCode::TOO_MANY_REQUESTS),
        ("198.51.100.9", StatusCode::OK),
    ] {
        assert_eq!(fixture.ask(from(address)).await.0, status, "{address}");
    }
}

#[tokio::test]
async fn forged_subjects_cannot_make_the_database_grow_without_end() {
    let fixture = Fixture::new(|_| {});
    for id in 0..20 {
        let mut forged = report(id);
        forged.counts.truncate(1);
        forged.counts.extend((1..=100).map(|number| Count {
            key: Key {
                subject: id as u32 * 1000 + number,
                ..Key::of(Measure::Greeted)
            },
            count: 1,
        }));
        assert_eq!(fixture.post(forged.encode()).await.0, StatusCode::OK);
    }
    // 2,000 were named; the reports count, with the first 500 new subjects of the day.
    assert_eq!(fixture.told(Measure::Greeted), 500);
    assert_eq!(fixture.told(Measure::Visitors), 20);
}

#[tokio::test]
async fn metrics_are_for_this_machine_and_tell_totals_only() {
    let fixture = Fixture::new(|_| {});
    fixture.post(report(1).encode()).await;
    fixture.post(report(1).encode()).await;
    fixture.post(vec![1]).await;
    let ask = |peer: &str| {
        let mut request = Request::get("/metrics").body(Body::empty()).unwrap();
        let peer: std::net::SocketAddr = peer.parse().unwrap();
        request
            .extensions_mut()
            .insert(axum::extract::ConnectInfo(peer));
        fixture.ask(request)
    };
    assert_eq!(ask("192.0.2.1:1").await.0, StatusCode::NOT_FOUND);
    let (status, _, text) = ask("127.0.0.1:1").await;
    assert_eq!(status, StatusCode::OK);
    let text = String::from_utf8(text).unwrap();
    for line in [
        "dangol_reports_total{answer=\"counted\"} 1",
        "dangol_reports_total{answer=\"known\"} 1",
        "dangol_reports_total{answer=\"size\"} 1",
        "dangol_commit_seconds_count 2",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} in {text}");
    }
    let (status, _, text) = fixture
        .ask(Request::get("/health").body(Body::empty()).unwrap())
        .await;
    assert_eq!((status, text.as_slice()), (StatusCode::OK, &b"ok\n"[..]));
}
