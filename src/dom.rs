//! Making elements: `createElement` and `textContent` only, never markup from strings.

use dangol_core::is_safe_url;
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{CssStyleSheet, Document, Element, ShadowRoot, ShadowRootInit, ShadowRootMode};

/// The page's document.
pub fn document() -> Result<Document, JsValue> {
    web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::UNDEFINED)
}

/// An element with its `part` name and its text.
pub fn element(tag: &str, part: &str, text: &str) -> Result<Element, JsValue> {
    let element = document()?.create_element(tag)?;
    if !part.is_empty() {
        element.set_attribute("part", part)?;
    }
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    Ok(element)
}

/// Sets an address, if it is one that may stand in a page.
pub fn set_url(element: &Element, attribute: &str, url: &str) -> Result<(), JsValue> {
    if is_safe_url(url) {
        element.set_attribute(attribute, url)?;
    }
    Ok(())
}

/// The host's shadow root with this style, emptied.
///
/// A constructed sheet needs no `style-src 'unsafe-inline'`.
pub fn shadow(host: &Element, style: &str) -> Result<ShadowRoot, JsValue> {
    if let Some(root) = host.shadow_root() {
        clear(&root);
        return Ok(root);
    }
    let root = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?;
    let sheet = CssStyleSheet::new()?;
    sheet.replace_sync(style)?;
    Reflect::set(&root, &"adoptedStyleSheets".into(), &Array::of1(&sheet))?;
    Ok(root)
}

/// Shows the fallback markup of a host that has a shadow root.
pub fn show_fallback(host: &Element) -> Result<(), JsValue> {
    if let Some(root) = host.shadow_root() {
        clear(&root);
        root.append_child(document()?.create_element("slot")?.as_ref())?;
    }
    Ok(())
}

/// Removes all children.
pub fn clear(node: &web_sys::Node) {
    while let Some(child) = node.first_child() {
        if node.remove_child(&child).is_err() {
            return;
        }
    }
}

/// Fires an event on `window`.
pub fn fire(name: &str, detail: &JsValue) {
    let init = web_sys::CustomEventInit::new();
    init.set_detail(detail);
    if let (Some(window), Ok(event)) = (
        web_sys::window(),
        web_sys::CustomEvent::new_with_event_init_dict(name, &init),
    ) {
        let _ = window.dispatch_event(event.unchecked_ref());
    }
}

/// An object literal of these entries.
pub fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (key, value) in entries {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use js_sys::{Object, eval};
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn text_with_markup_stays_text() {
        let hostile = "<img src=x onerror=alert(1)>&amp;";
        let element = element("p", "note", hostile).unwrap();
        assert_eq!(element.text_content().unwrap(), hostile);
        assert_eq!(element.children().length(), 0);
        assert_eq!(element.get_attribute("part").unwrap(), "note");
    }

    #[wasm_bindgen_test]
    fn an_element_may_have_neither_part_nor_text() {
        let element = element("slot", "", "").unwrap();
        assert_eq!(element.outer_html(), "<slot></slot>");
    }

    #[wasm_bindgen_test]
    fn only_safe_addresses_land_in_attributes() {
        for (tag, attribute) in [("a", "href"), ("img", "src")] {
            for bad in [
                "javascript:alert(1)",
                " JAVA\nSCRIPT:alert(1)",
                "\u{1}javascript:alert(1)",
                "data:text/html,<script>alert(1)</script>",
                "vbscript:x",
                "",
            ] {
                let element = element(tag, "", "").unwrap();
                set_url(&element, attribute, bad).unwrap();
                assert!(!element.has_attribute(attribute), "{tag} {bad:?}");
            }
            let element = element(tag, "", "").unwrap();
            set_url(&element, attribute, "/p?q=\"><b>").unwrap();
            assert_eq!(element.get_attribute(attribute).unwrap(), "/p?q=\"><b>");
            assert_eq!(element.children().length(), 0);
        }
    }

    #[wasm_bindgen_test]
    fn what_the_browser_reads_as_a_script_is_refused() {
        // The browser itself says which scheme each address has.
        for letter in (0..=0x20).chain([0x7f, 0xa0, 0x200b, 0xfeff]) {
            let letter = char::from_u32(letter).unwrap();
            for address in [
                format!("{letter}javascript:0"),
                format!("java{letter}script:0"),
                format!("javascript{letter}:0"),
            ] {
                let link = element("a", "", "").unwrap();
                set_url(&link, "href", &address).unwrap();
                let link: web_sys::HtmlAnchorElement = link.dyn_into().unwrap();
                assert!(!link.href().starts_with("javascript:"), "{address:?}");
            }
        }
    }

    #[wasm_bindgen_test]
    fn a_hosts_shadow_root_is_made_once_and_emptied() {
        let host = element("div", "", "").unwrap();
        let first = shadow(&host, "b { color: rgb(1, 2, 3) }").unwrap();
        first.append_child(&element("b", "", "x").unwrap()).unwrap();
        first.append_child(&element("b", "", "y").unwrap()).unwrap();
        let second = shadow(&host, "b { color: rgb(1, 2, 3) }").unwrap();
        assert!(Object::is(&first, &second));
        assert_eq!(second.child_nodes().length(), 0);
        let sheets = Reflect::get(&second, &"adoptedStyleSheets".into()).unwrap();
        assert_eq!(Reflect::get(&sheets, &"length".into()).unwrap(), 1);
    }

    #[wasm_bindgen_test]
    fn the_style_applies_inside_only() {
        let body = document().unwrap().body().unwrap();
        let host = element("div", "", "").unwrap();
        body.append_child(&host).unwrap();
        let root = shadow(&host, "b { color: rgb(1, 2, 3) }").unwrap();
        let (inside, outside) = (
            element("b", "", "x").unwrap(),
            element("b", "", "x").unwrap(),
        );
        root.append_child(&inside).unwrap();
        body.append_child(&outside).unwrap();
        let style = |element: &Element| {
            let get: js_sys::Function = eval("element => getComputedStyle(element).color")
                .unwrap()
                .into();
            get.call1(&JsValue::UNDEFINED, element).unwrap()
        };
        let styles = (style(&inside), style(&outside));
        host.remove();
        outside.remove();
        assert_eq!(styles.0, "rgb(1, 2, 3)");
        assert_ne!(styles.1, "rgb(1, 2, 3)");
    }

    #[wasm_bindgen_test]
    fn the_fallback_is_the_hosts_own_content() {
        let host = element("div", "", "fallback").unwrap();
        show_fallback(&host).unwrap();
        assert!(
            host.shadow_root().is_none(),
            "the content shows without one"
        );
        let root = shadow(&host, "").unwrap();
        root.append_child(&element("b", "", "x").unwrap()).unwrap();
        show_fallback(&host).unwrap();
        show_fallback(&host).unwrap();
        assert_eq!(root.inner_html(), "<slot></slot>");
        assert_eq!(host.text_content().unwrap(), "fallback");
    }

    #[wasm_bindgen_test]
    fn an_event_carries_its_detail() {
        eval("addEventListener('dangol:test', event => (window.testDetail = event.detail), { once: true })").unwrap();
        let detail = object(&[("a", 1.into()), ("__proto__x", "y".into())]);
        fire("dangol:test", &detail);
        assert!(Object::is(&eval("window.testDetail").unwrap(), &detail));
        assert_eq!(
            js_sys::JSON::stringify(&detail).unwrap(),
            r#"{"a":1,"__proto__x":"y"}"#
        );
    }

    #[wasm_bindgen_test]
    fn a_page_whose_handler_throws_does_not_stop_us() {
        eval("window.testOnError = window.onerror; window.onerror = () => true; \
              addEventListener('dangol:throws', () => { throw new Error('the page') }, { once: true })").unwrap();
        fire("dangol:throws", &JsValue::NULL);
        eval("window.onerror = window.testOnError").unwrap();
    }
}
