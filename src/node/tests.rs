use super::*;
use js_sys::eval;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The node of a JavaScript expression. Getters that throw must not get through to here.
fn of(expression: &str) -> Node {
    from_js(&eval(&format!("({expression})")).unwrap())
}

fn map<const N: usize>(entries: [(&str, Node); N]) -> Node {
    Node::Map(entries.map(|(key, value)| (key.to_owned(), value)).into())
}

fn text(text: &str) -> Node {
    Node::Text(text.to_owned())
}

fn one() -> Node {
    Node::Number(1.0)
}

/// How many nodes there are, and how deep they lie.
fn measure(node: &Node) -> (usize, usize) {
    let parts: Vec<&Node> = match node {
        Node::List(items) => items.iter().collect(),
        Node::Map(entries) => entries.iter().map(|(_, value)| value).collect(),
        _ => return (1, 1),
    };
    let parts = parts.into_iter().map(measure);
    parts.fold((1, 1), |(count, depth), (below, deep)| {
        (count + below, depth.max(deep + 1))
    })
}

#[wasm_bindgen_test]
fn plain_data_is_taken_as_it_is() {
    assert_eq!(of("null"), Node::Null);
    assert_eq!(of("undefined"), Node::Null);
    assert_eq!(of("true"), Node::Bool(true));
    assert_eq!(of("'단골 <b>'"), text("단골 <b>"));
    for number in [0.0, -0.5, 9_007_199_254_740_991.0, f64::INFINITY] {
        assert_eq!(from_js(&number.into()), Node::Number(number));
    }
    assert!(matches!(of("NaN"), Node::Number(number) if number.is_nan()));
    assert_eq!(
        of("{ z: 1, a: [1, 'x', [false]], o: { p: null } }"),
        map([
            ("z", one()),
            (
                "a",
                Node::List(vec![one(), text("x"), Node::List(vec![Node::Bool(false)]),]),
            ),
            ("o", map([("p", Node::Null)])),
        ]),
        "in the order of the page"
    );
    assert_eq!(
        of("Object.assign(Object.create(null), { a: 1 })"),
        map([("a", one())])
    );
}

#[wasm_bindgen_test]
fn arguments_are_a_map_of_their_places() {
    // The hook makes arrays of those that gtag() pushes.
    assert_eq!(
        of("(function () { return arguments })('event', 1)"),
        map([("0", text("event")), ("1", one())])
    );
    assert_eq!(
        of("Array.from((function () { return arguments })('event', 1))"),
        Node::List(vec![text("event"), one()])
    );
}

#[wasm_bindgen_test]
fn another_realms_data_is_data() {
    // A tag manager may push from its own frame.
    let code = "(() => { const frame = document.body.appendChild(document.createElement('iframe')); \
                try { return frame.contentWindow.eval('({ a: [1] })') } finally { frame.remove() } })()";
    assert_eq!(of(code), map([("a", Node::List(vec![one()]))]));
}

#[wasm_bindgen_test]
fn what_is_no_data_becomes_null() {
    for expression in [
        "document.body",
        "document",
        "document.all",
        "window",
        "location",
        "document.querySelectorAll('*')",
        "() => 1",
        "class { }",
        "new (class Item { id = 1 })",
        "new Map([['a', 1]])",
        "new Set([1])",
        "new Date(0)",
        "/x/",
        "new Error('x')",
        "Promise.resolve(1)",
        "new Uint8Array(3)",
        "new Number(1)",
        "Symbol('x')",
        "10n",
        "Object.create({ inherited: 1 })",
    ] {
        assert_eq!(of(expression), Node::Null, "{expression}");
        assert_eq!(
            of(&format!("{{ a: 1, x: {expression} }}")),
            map([("a", one()), ("x", Node::Null)]),
            "{expression}"
        );
    }
}

#[wasm_bindgen_test]
fn only_own_enumerable_text_keys_count() {
    assert_eq!(
        of("{ a: 1, [Symbol('s')]: 2, [Symbol.iterator]: 3 }"),
        map([("a", one())])
    );
    let hidden = "Object.defineProperty({ a: 1 }, 'hidden', { value: 2 })";
    assert_eq!(of(hidden), map([("a", one())]));
}

#[wasm_bindgen_test]
fn no_key_is_magic() {
    assert_eq!(
        of(r#"JSON.parse('{ "__proto__": { "a": 1 }, "constructor": 1, "toString": 1 }')"#),
        map([
            ("__proto__", map([("a", one())])),
            ("constructor", one()),
            ("toString", one()),
        ])
    );
    assert_eq!(
        of("({}).a === undefined"),
        Node::Bool(true),
        "nothing was polluted"
    );
}

#[wasm_bindgen_test]
fn what_throws_is_passed_over() {
    let boom = "get() { throw new Error('boom') }";
    assert_eq!(
        of("{ a: 1, get b() { throw 0 }, c: 1 }"),
        map([("a", one()), ("c", one())])
    );
    assert_eq!(
        of(&format!(
            "Object.defineProperty([1, 2, 1], 1, {{ {boom} }})"
        )),
        Node::List(vec![one(), Node::Null, one()])
    );
    let all = "{ get() { throw 0 }, ownKeys() { throw 0 }, getPrototypeOf() { throw 0 }, has() { throw 0 } }";
    for (proxy, node) in [
        (format!("new Proxy({{ a: 1 }}, {all})"), Node::Null),
        ("new Proxy({ a: 1 }, { getPrototypeOf() { throw 0 } })".into(), Node::Null),
        ("new Proxy({ a: 1 }, { ownKeys() { throw 0 } })".into(), Node::Null),
        (
            "new Proxy({ a: 1 }, { getOwnPropertyDescriptor() { throw 0 } })".into(),
            Node::Null,
        ),
        ("new Proxy({ a: 1 }, { get() { throw 0 } })".into(), map([])),
        ("new Proxy([1], { get() { throw 0 } })".into(), Node::List(vec![])),
        (
            "(() => { const { proxy, revoke } = Proxy.revocable([1], {}); revoke(); return proxy })()".into(),
            Node::Null,
        ),
    ] {
        assert_eq!(of(&proxy), node, "{proxy}");
        assert_eq!(of(&format!("{{ p: {proxy} }}")), map([("p", node)]), "{proxy}");
    }
}

#[wasm_bindgen_test]
fn a_window_of_another_site_does_not_throw() {
    let code = "(() => { const frame = document.createElement('iframe'); frame.sandbox = ''; \
                document.body.append(frame); window.testFrame = frame; return { w: frame.contentWindow, a: 1 } })()";
    let node = of(code);
    eval("window.testFrame.remove(); delete window.testFrame").unwrap();
    assert_eq!(node.get("a"), &one());
    assert!(
        node.get("w")
            .items()
            .iter()
            .all(|window| *window == map([]) || *window == Node::Null)
    );
}

#[wasm_bindgen_test]
fn cycles_and_depth_are_bounded() {
    let cyclic = of("(() => { const a = { id: 1 }; a.self = a; a.list = [a, a]; return a })()");
    assert_eq!(cyclic.get("self").get("self").get("id"), &one());
    let (count, depth) = measure(&cyclic);
    assert!(depth <= DEPTH + 1, "{depth}");
    assert!(count <= VALUES, "{count}");
    let wide = of("(() => { const a = []; for (let i = 0; i < 6000; i++) a.push(a); return a })()");
    assert_eq!(measure(&wide).0, VALUES);
    let deep = of("(() => { let a = 1; for (let i = 0; i < 1e5; i++) a = { a }; return a })()");
    assert_eq!(measure(&deep), (DEPTH + 1, DEPTH + 1));
}

#[wasm_bindgen_test]
fn arrays_are_bounded() {
    let holes = of("(() => { const a = [1]; a[3] = 1; return a })()");
    assert_eq!(
        holes,
        Node::List(vec![one(), Node::Null, Node::Null, one()])
    );
    for huge in ["new Array(4294967295)", "new Array(1e6).fill(1)"] {
        assert_eq!(of(huge).items().len(), ENTRIES as usize, "{huge}");
    }
    let keys = of("Object.fromEntries(Array.from({ length: 20000 }, (_, i) => ['k' + i, 1]))");
    assert_eq!(measure(&keys).0, ENTRIES as usize + 1);
}
