//! What the site's consent tools and the browser say, passed on to the engine.

use dangol_core::Node;
use dangol_wire::{ConsentConfig, ConsentTool};
use js_sys::{Array, Function};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast as _, JsValue};

#[wasm_bindgen(module = "/src/consent/listen.js")]
extern "C" {
    #[wasm_bindgen(js_name = listenToTools)]
    fn listen_to_tools(wanted: &Array, named: &Array, vendor: u32, on_say: &Function);
    #[wasm_bindgen(js_name = browserSignals)]
    fn browser_signals() -> JsValue;
}

const TOOLS: [(ConsentTool, &str); 4] = [
    (ConsentTool::Tcf, "tcf"),
    (ConsentTool::Gpp, "gpp"),
    (ConsentTool::Google, "google"),
    (ConsentTool::Shopify, "shopify"),
];

/// Calls back with all that the site's consent tools say, some of it before this returns.
pub fn listen(config: &ConsentConfig, mut on_say: impl FnMut(ConsentTool, Node) + 'static) {
    let names = |wanted: &dyn Fn(ConsentTool) -> bool| -> Array {
        TOOLS
            .iter()
            .filter(|(tool, _)| wanted(*tool))
            .map(|(_, name)| JsValue::from_str(name))
            .collect()
    };
    let named = config.tools.as_deref();
    let is_named = |tool| named.is_some_and(|named| named.contains(&tool));
    let wanted = names(&|tool| named.is_none() || is_named(tool));
    let say = move |name: String, said: JsValue| {
        if let Some((tool, _)) = TOOLS.iter().find(|(_, known)| *known == name) {
            on_say(*tool, crate::node::from_js(&said));
        }
    };
    let say = Closure::<dyn FnMut(String, JsValue)>::new(say).into_js_value();
    listen_to_tools(
        &wanted,
        &names(&is_named),
        config.vendor,
        say.unchecked_ref(),
    );
}

/// What the browser itself says: `{ gpc, dnt }`.
pub fn signals() -> Node {
    crate::node::from_js(&browser_signals())
}

/// Whether a `dataLayer` entry is a command of Google's consent mode.
pub fn is_google(entry: &JsValue) -> bool {
    Array::is_array(entry) && js_sys::Reflect::get_u32(entry, 0).is_ok_and(|name| name == "consent")
}
