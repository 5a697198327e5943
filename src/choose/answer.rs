//! What a script gets: `dangol.choose`.

use super::app::App;
use super::{USUAL, bad_choice, gather};
use crate::dom::object;
use crate::{error, node};
use dangol_core::choose::{Asked, LEAST, Place, Said};
use js_sys::Array;
use wasm_bindgen::JsValue;

/// Decides, and gives the products by their ids.
pub async fn answer(app: &App, asked: &JsValue) -> Result<JsValue, JsValue> {
    let asked = Asked::read(&node::from_js(asked));
    let asked = asked.map_err(|trouble| bad_choice(&trouble.to_string()))?;
    let gathered = gather::gather(app, &asked.items, USUAL)
        .await?
        .ok_or_else(|| {
            let message = "a file of the model for this is missing or damaged";
            error::with_code("bad_model", message)
        })?;
    let (comparison, language) = (&gathered.comparison, gathered.language);
    if comparison.products.len() < LEAST {
        return Err(bad_choice("choose: there are not two of these products"));
    }
    let aspects = asked.aspects(comparison, &gathered.usual);
    let aspects = aspects.map_err(|trouble| bad_choice(&trouble.to_string()))?;
    let verdict = asked.strategy.decide(comparison, &aspects);
    let id = |product: usize| JsValue::from(comparison.products[product].id.as_str());
    let ids = |place| -> JsValue {
        let placed = verdict.of(place).map(|placed| id(placed.product));
        placed.collect::<Array>().into()
    };
    let said = |said: Said| object(&[("code", said.code.into()), ("text", said.text.into())]);
    let reasons = |place| -> JsValue {
        let placed = verdict.of(place).map(|placed| {
            let because = said(verdict.because(comparison, placed, language));
            object(&[("itemId", id(placed.product)), ("because", because)])
        });
        placed.collect::<Array>().into()
    };
    Ok(object(&[
        ("best", ids(Place::Best)),
        ("left", ids(Place::Left)),
        ("out", reasons(Place::Out)),
        (
            "because",
            said(verdict.words(comparison, asked.strategy, language)),
        ),
    ]))
}
