//! How the owner says that something is put into the basket.

use crate::fixture::json;
use dangol_core::corner::cart::AddToCart;
use dangol_core::corner::settings::Settings;
use proptest::prelude::*;
use serde_json::json as value;

fn read(stated: serde_json::Value) -> (Option<AddToCart>, Vec<String>) {
    let (settings, troubles) = Settings::read(&json(value!({"addToCart": stated})));
    (settings.add_to_cart, troubles)
}

#[test]
fn each_way_is_read_and_filled() {
    let (event, troubles) = read(value!({"event": "shop:add"}));
    assert_eq!(
        (event, troubles.len()),
        (Some(AddToCart::Event("shop:add".into())), 0)
    );
    let link = read(value!({"link": "/cart/add?id={id}&quantity={quantity}"}))
        .0
        .unwrap();
    assert_eq!(
        link.url("a b&c=\"d\"/찻", 2).unwrap(),
        "/cart/add?id=a%20b%26c%3D%22d%22%2F%EC%B0%BB&quantity=2"
    );
    assert_eq!(
        link.url("{quantity}", 7).unwrap(),
        "/cart/add?id=%7Bquantity%7D&quantity=7"
    );
    let form =
        read(value!({"form": "/cart", "fields": {"sku": "{id}", "qty": "{quantity}", "f": "x&y"}}))
            .0
            .unwrap();
    assert_eq!(form.url("1&2", 3).unwrap(), "/cart");
    assert_eq!(form.body("1&2", 3), "f=x%26y&qty=3&sku=1%262");
    let call = read(value!({"call": "window.shop.cart.add"})).0.unwrap();
    assert_eq!(
        call,
        AddToCart::Call(vec!["shop".into(), "cart".into(), "add".into()])
    );
    assert_eq!((call.url("1", 1), call.body("1", 1)), (None, String::new()));
}

#[test]
fn what_is_wrong_is_left_out_and_told_where() {
    for (stated, told) in [
        (value!("add"), "addToCart: must be an object"),
        (
            value!({}),
            "addToCart: must have one of event, form, link and call",
        ),
        (
            value!({"event": "a", "call": "b"}),
            "addToCart: must have one of event, form, link and call, not several",
        ),
        (
            value!({"event": "a b"}),
            "addToCart.event: must be a name of letters, digits, _, -, . and :",
        ),
        (
            value!({"event": 7}),
            "addToCart.event: must be a name of letters, digits, _, -, . and :",
        ),
        (
            value!({"link": "/cart"}),
            "addToCart.link: {id} must be in it",
        ),
        (
            value!({"link": "javascript:add({id})"}),
            "addToCart.link: must be an address of the shop: a path, or one with https:",
        ),
        (
            value!({"link": "java\nscript:{id}"}),
            "addToCart.link: must be an address of the shop: a path, or one with https:",
        ),
        (
            value!({"link": "{id}"}),
            "addToCart.link: must be an address of the shop: a path, or one with https:",
        ),
        (
            value!({"link": "https://{id}/"}),
            "addToCart.link: a place must not be in its host",
        ),
        (
            value!({"link": "//{id}.example/"}),
            "addToCart.link: a place must not be in its host",
        ),
        (
            value!({"link": "/cart?{id}&{colour}"}),
            "addToCart.link: the only places in it are {id} and {quantity}",
        ),
        (
            value!({"form": "/cart", "fields": {"q": "{quantity}"}}),
            "addToCart.form: {id} must be in its address or in one of its fields",
        ),
        (
            value!({"form": "/cart?{id}", "fields": {"q": 1}}),
            "addToCart.fields: must be names with texts, 20 at most",
        ),
        (
            value!({"call": "shop.add()"}),
            "addToCart.call: must be the path of a function, such as shop.cart.add",
        ),
        (
            value!({"call": "shop..add"}),
            "addToCart.call: must be the path of a function, such as shop.cart.add",
        ),
        (
            value!({"call": "eval"}),
            "addToCart.call: must not be a function that runs what it is given",
        ),
        (
            value!({"call": "window.shop.constructor.constructor"}),
            "addToCart.call: must not be a function that runs what it is given",
        ),
        (
            value!({"call": "document.write"}),
            "addToCart.call: must not be a function that runs what it is given",
        ),
    ] {
        let (way, troubles) = read(stated.clone());
        assert_eq!((way, troubles), (None, vec![told.to_owned()]), "{stated}");
    }
}

#[test]
fn the_page_of_shared_lists_is_one_of_the_site() {
    let page = |page| Settings::read(&json(value!({"corner": {"listPage": page}})));
    assert_eq!(
        page(value!("/wishes.html?tab=1")).0.list_page,
        "/wishes.html?tab=1"
    );
    for bad in [
        "//evil.example/",
        "https://evil.example/",
        "wishes.html",
        "/\\evil.example",
        "javascript:x",
        "/a#b",
        "/a\nb",
    ] {
        let (settings, troubles) = page(value!(bad));
        assert_eq!(settings.list_page, "");
        assert_eq!(
            troubles,
            ["corner.listPage: must be a path of this site, such as /wishes.html"],
            "{bad}"
        );
    }
    assert_eq!(Settings::read(&json(value!({}))), Default::default());
}

proptest! {
    #[test]
    fn an_id_never_leaves_its_place(item in "\\PC{1,60}", quantity in 1u32..100) {
        let link = read(value!({"link": "/cart/add?id={id}&quantity={quantity}"})).0.unwrap();
        let url = link.url(&item, quantity).unwrap();
        prop_assert!(url.starts_with("/cart/add?id="));
        let expected = format!("&quantity={quantity}");
        prop_assert!(url.ends_with(&expected));
        prop_assert_eq!(url.matches('&').count(), 1);
        prop_assert!(url.is_ascii() && !url.contains(['#', ' ', '"', '<']));
    }

    #[test]
    fn no_configuration_breaks_it(text in "\\PC{0,60}", key in "event|form|link|call|fields|x") {
        let _ = read(value!({key: text}));
    }
}
