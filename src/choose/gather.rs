//! What is known of the products: by the page's wasm, by the model's files of attributes, and
//! by the page's markup.

use super::app::App;
use crate::{error, jsonld, net, node, price};
use dangol_core::choose::{Comparison, Given, SCALE, stated_on_page};
use dangol_core::{Language, Node};
use dangol_wire::frame::Kind;
use dangol_wire::{Attributes, WireError, place};
use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// How a product is shown.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Its page.
    pub url: String,
    /// Its picture; empty if there is none.
    pub image: String,
}

/// What is known of the products.
pub struct Gathered {
    /// The products side by side.
    pub comparison: Comparison,
    /// How each is shown.
    pub shown: Vec<Shown>,
    /// What the shopper usually puts first.
    pub usual: Vec<String>,
    /// The language of the page.
    pub language: Language,
    /// The currency of the prices.
    pub currency: String,
}

/// Gathers it; nothing where a chunk of the model is missing or damaged, which the page's wasm
/// has told already. Which files that takes depends on the products alone.
pub async fn gather(app: &App, ids: &[String], limit: usize) -> Result<Option<Gathered>, JsValue> {
    let ids: Array = ids.iter().map(JsValue::from).collect();
    let told = loop {
        let told = app.choices(&ids, limit);
        if told.is_null() {
            return Ok(None);
        }
        if !told.is_undefined() {
            break node::from_js(&told);
        }
        JsFuture::from(app.next_file()).await?;
    };
    let text = |node: &Node, key: &str| node.get(key).text().unwrap_or_default();
    let number = |key: &str| told.get(key).number().unwrap_or_default();
    let language = Language::of(&text(&told, "language"));
    let (currency, digits) = (text(&told, "currency"), number("digits") as u32);
    let items = told.get("items").items();
    let names: Vec<String> = items.iter().map(|item| text(item, "id")).collect();
    let files = files(&text(&told, "folder"), number("chunks") as u32, &names).await?;
    let markup = jsonld::blocks();
    let mut given = Vec::new();
    let mut shown = Vec::new();
    for (item, id) in items.iter().zip(names) {
        let mut stated: Vec<(String, String)> = Vec::new();
        for file in &files {
            stated.extend_from_slice(file.of(&id));
        }
        stated.extend(stated_on_page(&markup, &id));
        stated.push(("brand".to_owned(), text(item, "brand")));
        stated.retain(|(_, value)| !value.is_empty());
        let price = item.get("price").number().map(|amount| {
            let written = price::write(language, amount as u64, &currency, digits as u8);
            (amount as i64 * SCALE / 10_i64.pow(digits.min(4)), written)
        });
        given.push(Given {
            title: text(item, "title"),
            price,
            stated,
            id,
        });
        shown.push(Shown {
            url: text(item, "url"),
            image: text(item, "image"),
        });
    }
    let usual = told.get("usual").items();
    Ok(Some(Gathered {
        comparison: Comparison::new(&given),
        shown,
        usual: usual.iter().filter_map(Node::text).collect(),
        language,
        currency,
    }))
}

/// The files of attributes in which these items are, all at once. One that is damaged fails
/// the whole: a comparison that leaves out what is known would mislead.
async fn files(folder: &str, chunks: u32, items: &[String]) -> Result<Vec<Attributes>, JsValue> {
    if folder.is_empty() || chunks == 0 {
        return Ok(Vec::new());
    }
    let mut numbers: Vec<u32> = Vec::new();
    for item in items {
        let number = place::chunk_of(item, chunks);
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    let promises: Vec<_> = (numbers.iter())
        .map(|number| {
            let url = format!("{folder}/{}", Attributes::file_name(*number));
            future_to_promise(async move {
                let body = net::file(&url, Kind::Attributes).await?;
                Ok(js_sys::Uint8Array::from(body.as_slice()).into())
            })
        })
        .collect();
    let all: Array = promises.iter().collect();
    let bodies = JsFuture::from(js_sys::Promise::all(&all)).await;
    let bodies = Array::from(&bodies.map_err(|trouble| bad_model(&trouble))?);
    let mut files = Vec::new();
    for (number, body) in numbers.into_iter().zip(bodies.iter()) {
        let body = js_sys::Uint8Array::new(&body).to_vec();
        let file = Attributes::decode(&body);
        // A file that a cache gave for another is no help.
        let is_it = |file: &Attributes| {
            let build = format!("{:016x}", file.build);
            file.number == number && folder.ends_with(&build)
        };
        let file = file.and_then(|file| {
            if is_it(&file) {
                Ok(file)
            } else {
                Err(WireError::Elsewhere)
            }
        });
        files.push(file.map_err(|trouble| error::from_core(trouble.into()))?);
    }
    Ok(files)
}

/// A file that could not be had has no code of its own.
fn bad_model(trouble: &JsValue) -> JsValue {
    use wasm_bindgen::JsCast as _;
    let has_code = js_sys::Reflect::has(trouble, &"code".into()).unwrap_or(false);
    if has_code {
        return trouble.clone();
    }
    let message = trouble.dyn_ref::<js_sys::Error>();
    let message = message.map_or_else(|| "failed".to_owned(), |error| error.message().into());
    error::with_code("bad_model", &message)
}
