use super::*;
use wasm_bindgen_futures::future_to_promise;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn erasing_leaves_no_database() {
    clean().await;
    erase().await.unwrap();
    assert!(databases().await.is_empty(), "where there was none");
    save(&mut named("Kim")).await.unwrap();
    erase().await.unwrap();
    assert!(databases().await.is_empty());
    save(&mut named("Lee")).await.unwrap();
    assert_eq!(
        name_of(&arrived().await).as_deref(),
        Some("Lee"),
        "one may begin anew"
    );
}

#[wasm_bindgen_test]
async fn erasing_does_not_wait_for_a_connection_that_stays_open() {
    clean().await;
    save(&mut named("Kim")).await.unwrap();
    hold(1, STORE).await;
    let erased = future_to_promise(async { erase().await.map(|()| true.into()) });
    // A limit, not a wait: the deletion itself ends only when the connection does.
    let limit = js_sys::Promise::new(&mut |resolve, _| {
        gloo_timers::callback::Timeout::new(10_000, move || {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        })
        .forget();
    });
    let first = JsFuture::from(Promise::race(&Array::of2(&erased, &limit))).await;
    let count = js("new Promise((done, fail) => {
            const counting = testHeld.transaction('kept').objectStore('kept').count();
            counting.onsuccess = () => done(counting.result);
            counting.onerror = fail;
        })")
    .await;
    let_go().await;
    assert_eq!(first.unwrap(), true);
    assert_eq!(count, 0, "the content goes at once");
    // This comes after the deletion, which goes on when the connection is closed.
    assert!(read().await.unwrap().consent.is_none());
    assert!(databases().await.is_empty());
}

#[wasm_bindgen_test]
async fn a_newer_version_is_not_read_but_can_be_erased() {
    for (version, store) in [(2, STORE), (1, "something else")] {
        clean().await;
        hold(version, store).await;
        let_go().await;
        assert!(read().await.is_err());
        assert!(save(&mut named("Kim")).await.is_err());
        assert_eq!(databases().await, [DATABASE], "it is left alone");
        erase().await.unwrap();
        assert!(databases().await.is_empty());
    }
}

#[wasm_bindgen_test]
async fn after_a_withdrawal_no_record_is_written_until_a_yes() {
    clean().await;
    save(&mut named("Kim")).await.unwrap();
    let before = raw(PROFILE).await;
    shut();
    let outcome = save(&mut named("Lee")).await;
    assert_eq!(outcome.unwrap_err(), TRIPWIRE);
    assert_eq!(raw(PROFILE).await, before, "the transaction is taken back");
    erase().await.unwrap();
    let outcome = save(&mut named("Lee")).await;
    assert_eq!(outcome.unwrap_err(), TRIPWIRE);
    assert!(databases().await.is_empty(), "nothing is created, either");
    reopen();
    save(&mut named("Lee")).await.unwrap();
    assert_eq!(name_of(&arrived().await).as_deref(), Some("Lee"));
}

#[wasm_bindgen_test]
async fn a_refusal_is_kept_alone_also_after_a_withdrawal() {
    clean().await;
    let mut engine = Engine::new(with_banner());
    let no = ConsentRequest {
        personalize: Some(false),
        measure: None,
    };
    engine.set_consent(no, NOW);
    let refusal = engine.refusal().unwrap();
    shut();
    write(&mut |_| Merged::Refuse(refusal.clone()), PLAIN)
        .await
        .unwrap();
    reopen();
    assert_eq!(raw(CONSENT).await, Some(refusal.bytes()));
    assert_eq!(raw(PROFILE).await, None);
}

/// An engine's set-up with the banner, without which no refusal is kept.
fn with_banner() -> Setup {
    let mut setup = Setup::new(Language::En, 7);
    setup.config.consent.banner = true;
    setup
}
