//! The page's structured data, collected as it is.

use crate::dom;
use crate::jsonld::{self, elements, parse};
use dangol_core::PageSignals;

/// The longest statement about the shopper, in bytes.
const LONGEST_FACTS: usize = 10_000;

/// Collects the page's structured data. A page without any gives none. Microdata and
/// `<meta>` are collected only where JSON-LD names no product.
pub fn signals() -> PageSignals {
    let mut signals = PageSignals {
        address: address().unwrap_or_default(),
        location: location().unwrap_or_default(),
        referrer: dom::document()
            .map(|page| page.referrer())
            .unwrap_or_default(),
        jsonld: jsonld::blocks(),
        host: host().unwrap_or_default(),
        stated: elements("script[type='application/json'][data-dangol-facts]")
            .first()
            .and_then(|script| script.text_content())
            .filter(|text| text.len() <= LONGEST_FACTS)
            .and_then(|text| parse(&text))
            .unwrap_or_default(),
        ..PageSignals::default()
    };
    if !signals.has_jsonld_product() {
        signals.microdata = super::microdata::products();
        signals.meta = elements("meta[property],meta[name]")
            .into_iter()
            .filter_map(|meta| {
                let name = meta
                    .get_attribute("property")
                    .or_else(|| meta.get_attribute("name"))?;
                Some((name, meta.get_attribute("content")?))
            })
            .collect();
    }
    signals
}

/// The host at which the browser is.
fn host() -> Option<String> {
    dom::document().ok()?.location()?.host().ok()
}

/// Where the browser is, from the root on.
fn location() -> Option<String> {
    let location = dom::document().ok()?.location()?;
    Some(format!(
        "{}{}",
        location.pathname().ok()?,
        location.search().ok()?
    ))
}

/// The page's address from the root on: the canonical one, which has no campaign's
/// parameters, unless it is another site's or just the home page.
fn address() -> Option<String> {
    let location = dom::document().ok()?.location()?;
    let canonical = elements("link[rel='canonical'][href]")
        .first()
        .and_then(|link| link.get_attribute("href"))
        .and_then(|href| web_sys::Url::new_with_base(&href, &location.href().ok()?).ok())
        .filter(|url| location.origin().ok() == Some(url.origin()))
        .filter(|url| url.pathname() != "/" || location.pathname().ok().as_deref() == Some("/"));
    canonical
        .map(|url| format!("{}{}", url.pathname(), url.search()))
        .or_else(self::location)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jsonld::LONGEST;
    use dangol_core::Node;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    /// An element: tag, attributes, text.
    type Markup<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

    /// The signals of a page with these elements.
    fn signals_with(elements: &[Markup]) -> PageSignals {
        let host = dom::element("div", "", "").unwrap();
        for (tag, attributes, text) in elements {
            let element = dom::element(tag, "", text).unwrap();
            for (name, value) in *attributes {
                element.set_attribute(name, value).unwrap();
            }
            host.append_child(&element).unwrap();
        }
        let body = dom::document().unwrap().body().unwrap();
        body.append_child(&host).unwrap();
        let signals = signals();
        host.remove();
        signals
    }

    fn jsonld(texts: &[&str]) -> Vec<Node> {
        let blocks: Vec<_> = texts
            .iter()
            .map(|text| ("script", &[("type", "application/ld+json")] as &[_], *text))
            .collect();
        signals_with(&blocks).jsonld
    }

    fn text(text: &str) -> Node {
        Node::Text(text.to_owned())
    }

    #[wasm_bindgen_test]
    fn every_block_that_is_json_is_read() {
        let nodes = jsonld(&[
            r#"{ "@type": "Product", "name": "A</b>" }"#,
            "no JSON at all {",
            "",
            "{ \"name\": \"two\nlines\" }",
            r#"[{ "name": "C" }]"#,
        ]);
        assert_eq!(nodes.len(), 3, "{nodes:?}");
        assert_eq!(nodes[0].get("name"), &text("A</b>"));
        assert!(matches!(nodes[1].get("name"), Node::Text(name) if name.starts_with("two")));
        assert_eq!(nodes[2].items()[0].get("name"), &text("C"));
    }

    #[wasm_bindgen_test]
    fn only_json_ld_is_read() {
        let scripts: &[Markup] = &[
            ("script", &[("type", "application/json")], "{}"),
            ("script", &[("type", "text/plain")], "{}"),
        ];
        assert_eq!(signals_with(scripts).jsonld, []);
    }

    #[wasm_bindgen_test]
    fn a_block_that_is_too_long_is_passed_over() {
        // As many letters, whatever their script.
        for letter in ["a", "가"] {
            let fits = format!("\"{}\"", letter.repeat(LONGEST - 2));
            let long = format!("\"{}\"", letter.repeat(LONGEST - 1));
            assert_eq!(jsonld(&[&fits]).len(), 1, "{letter}");
            assert_eq!(jsonld(&[&long, "1"]), [Node::Number(1.0)], "{letter}");
        }
    }

    #[wasm_bindgen_test]
    fn metas_keep_their_order() {
        let metas: &[Markup] = &[
            (
                "meta",
                &[("property", "og:type"), ("content", "product")],
                "",
            ),
            ("meta", &[("name", "x:title"), ("content", "<b>")], ""),
            (
                "meta",
                &[("name", "b"), ("property", "a"), ("content", "")],
                "",
            ),
            ("meta", &[("property", "without content")], ""),
        ];
        let found = signals_with(metas).meta;
        let own: Vec<(&str, &str)> = found
            .iter()
            .map(|(name, content)| (name.as_str(), content.as_str()))
            .filter(|(name, _)| ["og:type", "x:title", "a", "b", "without content"].contains(name))
            .collect();
        assert_eq!(own, [("og:type", "product"), ("x:title", "<b>"), ("a", "")]);
    }

    #[wasm_bindgen_test]
    fn the_address_is_the_canonical_one_or_has_its_query() {
        let window = web_sys::window().unwrap();
        let was = window.location().href().unwrap();
        js_sys::eval("history.replaceState(null, '', '/mug.html?no=1#x')").unwrap();
        let canonical =
            |href| signals_with(&[("link", &[("rel", "canonical"), ("href", href)], "")]).address;
        let addresses = [
            signals().address,
            canonical("/cup.html?no=2#y"),
            canonical("other.html"),
            canonical("https://elsewhere.example/cup.html"),
            canonical("/"),
        ];
        js_sys::eval(&format!("history.replaceState(null, '', {was:?})")).unwrap();
        let own = "/mug.html?no=1";
        assert_eq!(addresses, [own, "/cup.html?no=2", "/other.html", own, own]);
    }

    #[wasm_bindgen_test]
    fn only_entries_with_a_known_name_are_events() {
        use crate::signals::is_event;
        for (entry, expected) in [
            ("({event: 'view_item'})", true),
            ("['event', 'purchase', {}]", true),
            ("({event: 'gtm.js'})", false),
            ("['config', 'view_item']", false),
            ("({get event() { throw 1 }})", false),
            ("'view_item'", false),
            ("null", false),
            ("window", false),
        ] {
            assert_eq!(is_event(&js_sys::eval(entry).unwrap()), expected, "{entry}");
        }
    }

    #[wasm_bindgen_test]
    fn a_selector_that_is_none_finds_nothing() {
        assert!(elements("[[").is_empty());
        assert_eq!(elements("html").len(), 1);
    }
}
