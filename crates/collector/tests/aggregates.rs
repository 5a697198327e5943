//! `/dashboard/aggregates.json`: for the owner alone, and nothing below its threshold.

#![allow(clippy::unwrap_used)]

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::{Fixture, report};
use dangol_collector::{storage::Storage as _, tally, token};
use dangol_core::report::mechanism::answer;
use dangol_wire::Aggregates;
use dangol_wire::measure::Measure;
use dangol_wire::noise::Epsilon;

fn get(cookie: Option<&str>) -> Request<Body> {
    let mut request = Request::get("/dashboard/aggregates.json");
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    request.body(Body::empty()).unwrap()
}

/// Shows the token; gives the session's cookie.
async fn enter(fixture: &Fixture) -> String {
    let token = token::create(fixture.folder.path()).unwrap();
    let login = Request::post("/dashboard/login")
        .body(Body::from(format!("token={token}")))
        .unwrap();
    let (status, headers, _) = fixture.ask(login).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let cookie = headers["set-cookie"].to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn only_the_owner_gets_what_the_builder_takes() {
    let fixture = Fixture::new(|settings| {
        settings.interests = vec!["bags".to_owned(), "tea".to_owned()];
    });
    let (status, headers, body) = fixture.ask(get(None)).await;
    assert_eq!((status, body.len()), (StatusCode::SEE_OTHER, 0));
    assert_eq!(headers["location"], "/dashboard/login");
    let cookie = enter(&fixture).await;
    let mut state = 1_u32;
    let mut draw = || {
        // Numerical Recipes' generator: the lower bits are poor, and the upper ones count here.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state
    };
    for (devices, expected) in [(400_u64, None), (800, Some(800))] {
        let more = (0..400).map(|number| {
            let mut report = report(devices * 1000 + number);
            let cell = 1 + u16::from(number % 4 == 0);
            let noised = answer(Measure::Interest, cell, 3, Epsilon::USUAL, &mut draw);
            report.histogram = Some(noised.unwrap());
            tally::entry(&report)
        });
        let more: Vec<_> = more.collect();
        fixture.memory.clone().count(&more, 0).unwrap();
        let (status, headers, body) = fixture.ask(get(Some(&cookie))).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(headers["content-type"], "application/json");
        let told: Aggregates = serde_json::from_slice(&body).unwrap();
        assert_eq!(told.check(), Ok(()));
        assert_eq!(told.reports, devices);
        assert_eq!(told.interest.as_ref().map(|of| of.answers), expected);
        for (category, truth) in told
            .interest
            .iter()
            .flat_map(|of| &of.categories)
            .zip([0.75, 0.25])
        {
            let far = 4.0 * category.of.variance.sqrt();
            assert!((category.of.share - truth).abs() < far, "{category:?}");
        }
    }
    // A session that somebody made up is none.
    let (status, ..) = fixture.ask(get(Some("dangol=AAAA"))).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
}
