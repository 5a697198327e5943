//! The products side by side.

use super::choice::Choice;
use super::draw::{add, foreign, on};
use crate::dom::{fire, object, set_url};
use dangol_core::choose::{Place, Verdict, label, spoken};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Draws the table; what is decided is filled in by [`mark`].
pub fn table(choice: &Rc<Choice>, parent: &Element) -> Result<(), JsValue> {
    let words = choice.language.choosing();
    let scroll = add(parent, "div", "scroll", "")?;
    scroll.set_attribute("role", "region")?;
    scroll.set_attribute("tabindex", "0")?;
    scroll.set_attribute("aria-label", words.table)?;
    let table = add(&scroll, "table", "table", "")?;
    let head = add(&add(&table, "thead", "", "")?, "tr", "", "")?;
    let corner = add(&head, "th", "corner", "")?;
    corner.set_attribute("scope", "col")?;
    add(&corner, "span", "hidden", words.attribute)?;
    for (at, (product, shown)) in choice
        .comparison
        .products
        .iter()
        .zip(&choice.shown)
        .enumerate()
    {
        let cell = add(&head, "th", "product", "")?;
        cell.set_attribute("scope", "col")?;
        cell.set_attribute("data-item-id", &product.id)?;
        cell.set_attribute("data-column", &at.to_string())?;
        if !shown.image.is_empty() {
            let image = add(&cell, "img", "image", "")?;
            image.set_attribute("alt", "")?;
            image.set_attribute("loading", "lazy")?;
            image.set_attribute("width", "72")?;
            image.set_attribute("height", "72")?;
            set_url(&image, "src", &shown.image)?;
        }
        let link = foreign(&cell, "a", "title", &product.title)?;
        set_url(&link, "href", &shown.url)?;
        let id = product.id.clone();
        on(
            &link,
            "click",
            Box::new(move || {
                let detail = [("kind", "choose".into()), ("itemId", id.as_str().into())];
                fire("dangol:click", &object(&detail));
            }),
        );
        let mark = add(&cell, "span", "mark", "")?;
        mark.set_attribute("id", &format!("mark-{at}"))?;
        let note = add(&cell, "span", "because", "")?;
        note.set_attribute("id", &format!("because-{at}"))?;
    }
    let body = add(&table, "tbody", "", "")?;
    for (at, attribute) in choice.comparison.attributes.iter().enumerate() {
        let row = add(
            &body,
            "tr",
            if attribute.differs { "row" } else { "row same" },
            "",
        )?;
        let name = foreign(&row, "th", "name", label(&attribute.name, choice.language))?;
        name.set_attribute("scope", "row")?;
        for product in 0..choice.comparison.products.len() {
            let value = choice.comparison.value(product, at);
            let cell = match value {
                Some(value) => {
                    let text = spoken(&value.shown, choice.language);
                    foreign(&row, "td", "value", text)?
                }
                None => add(&row, "td", "value unstated", words.not_stated)?,
            };
            cell.set_attribute("data-column", &product.to_string())?;
        }
    }
    Ok(())
}

/// Shows what is decided, in the cells that are there.
pub fn mark(choice: &Choice, root: &web_sys::ShadowRoot, verdict: &Verdict) -> Result<(), JsValue> {
    let words = choice.language.choosing();
    for placed in &verdict.placed {
        let at = placed.product;
        let (state, mark) = match placed.place {
            Place::Best => ("best", words.best),
            Place::Left => ("left", ""),
            Place::Out => ("out", words.out),
        };
        let cells = root.query_selector_all(&format!("[data-column='{at}']"))?;
        for cell in 0..cells.length() {
            use wasm_bindgen::JsCast as _;
            if let Some(cell) = cells
                .get(cell)
                .and_then(|cell| cell.dyn_into::<Element>().ok())
            {
                cell.set_attribute("data-place", state)?;
            }
        }
        let said = verdict.because(&choice.comparison, placed, choice.language);
        // The mark says already that it is left out.
        let text = match placed.place {
            Place::Out => said
                .text
                .split_once(": ")
                .map_or(said.text.as_str(), |(_, why)| why),
            _ if verdict.is_undecided() => "",
            _ => &said.text,
        };
        for (id, text) in [("mark", mark), ("because", text)] {
            if let Some(found) = root.get_element_by_id(&format!("{id}-{at}")) {
                found.set_text_content(Some(text));
            }
        }
    }
    Ok(())
}
