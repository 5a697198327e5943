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
