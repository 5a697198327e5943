use super::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::future_to_promise;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn reading_creates_nothing() {
    clean().await;
    for _ in 0..2 {
        let stored = read().await.unwrap();
        assert!(stored.consent.is_none() && stored.profile.is_none());
        assert!(databases().await.is_empty());
    }
}

#[wasm_bindgen_test]
async fn what_is_written_is_read_again() {
    clean().await;
    let Merged::Put(record) = save(&mut named("Kim")).await.unwrap() else {
        panic!("this was to be put");
    };
    let stored = read().await.unwrap();
    assert_eq!(stored.consent.as_deref(), Some(record.consent()));
    assert_eq!(stored.profile.as_deref(), Some(record.profile()));
    assert_eq!(name_of(&arrived().await).as_deref(), Some("Kim"));
    assert_eq!(databases().await, [DATABASE]);
    assert_eq!(raw(SET_ASIDE).await, None);
}

#[wasm_bindgen_test]
async fn the_merge_sees_what_is_stored() {
    clean().await;
    let Merged::Put(record) = save(&mut named("Kim")).await.unwrap() else {
        panic!("this was to be put");
    };
    let mut seen = None;
    let mut merge = |stored: &Stored| {
        seen = Some((stored.consent.clone(), stored.profile.clone()));
        Merged::Nothing
    };
    write(&mut merge, PLAIN).await.unwrap();
    let expected = (Some(record.consent().into()), Some(record.profile().into()));
    assert_eq!(seen, Some(expected));
    assert!(
        read().await.unwrap().profile.is_some(),
        "a database that was there stays"
    );
    // A tab that knew nothing of it adds to it.
    save(&mut viewed("mug")).await.unwrap();
    let arrived = arrived().await;
    assert_eq!(name_of(&arrived).as_deref(), Some("Kim"));
    assert_eq!(arrived.overview().items.len(), 1);
}

#[wasm_bindgen_test]
async fn nothing_to_write_leaves_no_database() {
    for merged in [Merged::Nothing, Merged::Erased] {
        for may_create in [true, false] {
            clean().await;
            let outcome = write(
                &mut |_| merged.clone(),
                Manner {
                    may_create,
                    ..PLAIN
                },
            )
            .await
            .unwrap();
            assert_eq!(outcome, merged);
            assert!(databases().await.is_empty(), "{merged:?} {may_create}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_tab_does_not_bring_back_what_another_one_erased() {
    clean().await;
    let mut engine = named("Kim");
    save(&mut engine).await.unwrap();
    erase().await.unwrap();
    engine.state_name("Lee", NOW);
    assert_eq!(save(&mut engine).await.unwrap(), Merged::Erased);
    assert!(databases().await.is_empty());
    assert_eq!(name_of(&engine), None);
}

#[wasm_bindgen_test]
async fn a_damaged_profile_is_set_aside() {
    clean().await;
    save(&mut named("Kim")).await.unwrap();
    let mut damaged = raw(PROFILE).await.unwrap();
    *damaged.last_mut().unwrap() ^= 1;
    put_raw(PROFILE, &damaged).await;
    let mut engine = arrived().await;
    engine.state_name("Lee", NOW);
    let Merged::SetAsideAndPut(record) = save(&mut engine).await.unwrap() else {
        panic!("this was to be set aside");
    };
    assert_eq!(raw(SET_ASIDE).await, Some(damaged));
    assert_eq!(raw(PROFILE).await.as_deref(), Some(record.profile()));
    assert_eq!(name_of(&arrived().await).as_deref(), Some("Lee"));
    erase().await.unwrap();
    assert!(databases().await.is_empty(), "what was set aside goes too");
}

#[wasm_bindgen_test]
async fn a_write_that_fails_writes_nothing() {
    clean().await;
    save(&mut named("Kim")).await.unwrap();
    let before = (raw(CONSENT).await, raw(PROFILE).await);
    for failing in [
        // As a constraint or a full disk does: the request fails later.
        "key === 'profile' ? this.add(value, key) : put.call(this, value, key)",
        // At once.
        "key === 'profile' ? this.nothing() : put.call(this, value, key)",
    ] {
        eval(&format!(
            "(put => {{
                IDBObjectStore.prototype.put = function (value, key) {{ return {failing} }};
                window.testPut = put;
            }})(IDBObjectStore.prototype.put)"
        ))
        .unwrap();
        let mut engine = arrived().await;
        let request = ConsentRequest {
            personalize: None,
            measure: Some(true),
        };
        engine.set_consent(request, NOW);
        let outcome = save(&mut engine).await;
        eval("IDBObjectStore.prototype.put = window.testPut").unwrap();
        assert!(outcome.is_err());
        assert_eq!(
            (raw(CONSENT).await, raw(PROFILE).await),
            before,
            "{failing}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_first_write_that_fails_leaves_no_database() {
    clean().await;
    eval("window.testPut = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = () => nothing()").unwrap();
    let outcome = save(&mut named("Kim")).await;
    eval("IDBObjectStore.prototype.put = window.testPut").unwrap();
    assert!(outcome.is_err());
    assert!(databases().await.is_empty());
}

#[wasm_bindgen_test]
async fn two_writes_at_once_come_one_after_the_other() {
    clean().await;
    let engines = [named("Kim"), viewed("mug"), viewed("pot")];
    let seen = Rc::new(RefCell::new(Vec::new()));
    let writes: Array = engines
        .into_iter()
        .map(|mut engine| {
            let seen = seen.clone();
            future_to_promise(async move {
                let mut merge = |stored: &Stored| {
                    let merged =
                        engine.merge(stored.consent.as_deref(), stored.profile.as_deref(), NOW);
                    if let Merged::Put(record) = &merged {
                        let put = record.profile().to_vec();
                        seen.borrow_mut().push((stored.profile.clone(), put));
                    }
                    merged
                };
                write(&mut merge, PLAIN).await.map(|_| JsValue::UNDEFINED)
            })
        })
        .collect();
    JsFuture::from(Promise::all(&writes)).await.unwrap();
    let seen = seen.take();
    assert_eq!(seen.len(), 3);
    assert_eq!(seen[0].0, None);
    assert_eq!(seen[1].0.as_ref(), Some(&seen[0].1));
    assert_eq!(seen[2].0.as_ref(), Some(&seen[1].1));
    let arrived = arrived().await;
    assert_eq!(name_of(&arrived).as_deref(), Some("Kim"));
    assert_eq!(arrived.overview().items.len(), 2, "none was lost");
}
