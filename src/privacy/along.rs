//! Taking the profile to another device by a link or a picture of it, through no server.

use super::pen::Pen;
use super::sealed;
use super::wish::Wish;
use crate::dom::{document, element};
use dangol_core::Snapshot;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlInputElement};

/// How many bytes of the profile a link carries: some 8,000 letters, which messengers and
/// mail carry whole.
const LINK: usize = 6_000;
/// How many bytes a picture carries: about 110 squares a side, which a camera still reads.
const PICTURE: usize = 700;

/// What carries the profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Along {
    /// The address of this page with the profile in its fragment.
    link: String,
    /// A shorter one, with the most important, as a picture; where one fits.
    picture: Option<Picture>,
}

/// A QR code.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Picture {
    side: i32,
    /// The dark squares, as the path of an SVG.
    path: String,
}

/// Makes the link and the picture.
///
/// # Errors
/// Where the browser has no `crypto.subtle`.
pub async fn pack(snapshot: &Snapshot) -> Result<Along, JsValue> {
    let here = here()?;
    let link = async |budget| match snapshot.essence(budget) {
        Some(bytes) => Ok(Some(format!("{here}#{}", sealed::seal(&bytes).await?))),
        None => Ok::<_, JsValue>(None),
    };
    Ok(Along {
        link: link(LINK).await?.unwrap_or_default(),
        picture: link(PICTURE).await?.as_deref().and_then(picture),
    })
}

/// What came with this page's address, if its fragment begins so. It is taken out of the
/// address, so that it stays neither in the history nor in what is copied from there.
pub fn arrived(prefix: &str) -> Option<String> {
    let window = web_sys::window()?;
    let hash = window.location().hash().ok()?;
    let fragment = hash.strip_prefix('#')?;
    if !fragment.starts_with(prefix) {
        return None;
    }
    let (history, here) = (window.history().ok()?, here().ok()?);
    let state = history.state().unwrap_or(JsValue::NULL);
    // A page that may not change its address still shows it; nothing else depends on it.
    let _ = history.replace_state_with_url(&state, "", Some(&here));
    Some(fragment.to_owned())
}

/// This page's address without its fragment.
fn here() -> Result<String, JsValue> {
    let location = web_sys::window()
        .ok_or(JsValue::UNDEFINED)?
        .location()
        .href()?;
    let end = location.find('#').unwrap_or(location.len());
    Ok(location[..end].to_owned())
}

fn picture(link: &str) -> Option<Picture> {
    let code = QrCode::encode_text(link, QrCodeEcc::Low).ok()?;
    let side = code.size();
    let mut path = String::new();
    for y in 0..side {
        let mut x = 0;
        while x < side {
            let dark = (x..side).take_while(|x| code.get_module(*x, y)).count() as i32;
            if dark > 0 {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{x} {y}h{dark}v1h-{dark}z");
            }
            x += dark.max(1);
        }
    }
    Some(Picture { side, path })
}

/// Asks whether the profile that came along is to be taken over.
pub fn ask(pen: Pen, section: &Element) -> Result<(), JsValue> {
    let card = pen.add(section, "div", "question", "")?;
    card.set_attribute("role", "group")?;
    card.set_attribute("aria-labelledby", "arrived")?;
    let asked = pen.add(&card, "p", "label", pen.words.arrived)?;
    asked.set_attribute("id", "arrived")?;
    pen.add(&card, "p", "note", pen.words.arrived_note)?;
    let row = pen.add(&card, "div", "row", "")?;
    pen.button(
        &row,
        "arrived-yes",
        (pen.words.arrived_yes, ""),
        Wish::Arrived(true),
    )?;
    pen.button(
        &row,
        "arrived-no",
        (pen.words.arrived_no, ""),
        Wish::Arrived(false),
    )?;
    Ok(())
}

/// The link to copy, and the picture.
pub fn along(pen: Pen, section: &Element, along: &Along) -> Result<(), JsValue> {
    let card = pen.add(section, "div", "along", "")?;
    pen.add(&card, "p", "note", pen.words.along_note)?;
    let row = pen.add(&card, "div", "row", "")?;
    let field: HtmlInputElement = pen.field(&row, "along-link", pen.words.along_link, "text")?;
    field.remove_attribute("maxlength")?;
    field.set_read_only(true);
    field.set_default_value(&along.link);
    field.set_value(&along.link);
    pen.button(
        &row,
        "along-copy",
        (pen.words.copy, ""),
        Wish::Copy(along.link.clone()),
    )?;
    if let Some(picture) = &along.picture {
        pen.add(&card, "p", "note", pen.words.along_picture)?;
        card.append_child(draw(picture, pen.words.along_alt)?.as_ref())?;
    }
    Ok(())
}

/// Dark on light with a quiet border of four squares, in dark pages too: cameras want it so.
fn draw(picture: &Picture, alt: &str) -> Result<Element, JsValue> {
    const SVG: Option<&str> = Some("http://www.w3.org/2000/svg");
    let frame = element("div", "picture", "")?;
    let svg = document()?.create_element_ns(SVG, "svg")?;
    let around = picture.side + 8;
    svg.set_attribute("viewBox", &format!("-4 -4 {around} {around}"))?;
    svg.set_attribute("role", "img")?;
    svg.set_attribute("aria-label", alt)?;
    svg.set_attribute("shape-rendering", "crispEdges")?;
    let path = document()?.create_element_ns(SVG, "path")?;
    path.set_attribute("d", &picture.path)?;
    svg.append_child(&path)?;
    frame.append_child(&svg)?;
    Ok(frame)
}

/// Puts a text on the clipboard.
///
/// # Errors
/// Where the browser does not let it.
pub async fn copy(text: &str) -> Result<(), JsValue> {
    let clipboard = web_sys::window()
        .ok_or(JsValue::UNDEFINED)?
        .navigator()
        .clipboard();
    if clipboard.is_undefined() {
        return Err(JsValue::UNDEFINED);
    }
    wasm_bindgen_futures::JsFuture::from(clipboard.write_text(text))
        .await
        .map(drop)
}
