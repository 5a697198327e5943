//! What was noticed: which categories, and what was done on which visit.

use super::pen::Pen;
use super::wish::Wish;
use crate::dom::set_url;
use dangol_core::Overview;
use dangol_core::profile::{Deed, OverviewItem, limits};
use wasm_bindgen::JsValue;
use web_sys::Element;

/// The most visits that are shown without folding out.
const VISITS: usize = 3;
/// The most items of a visit that are shown without folding out.
const ITEMS: usize = 5;

/// What the shopper cares for, by category.
pub fn tastes(pen: Pen, section: &Element, overview: &Overview) -> Result<(), JsValue> {
    if overview.categories.is_empty() {
        return Ok(());
    }
    pen.heading(section, pen.words.tastes)?;
    pen.add(section, "p", "note", pen.words.tastes_note)?;
    let list = pen.list(section, "tastes")?;
    for (category, percent) in &overview.categories {
        let row = pen.add(&list, "li", "taste", "")?;
        pen.foreign(&row, "span", "item-title", category)?;
        pen.add(&row, "span", "note", &format!("{percent} %"))?;
        let text = (pen.words.forget, category.as_str());
        let wish = Wish::ForgetCategory(category.clone());
        pen.button(&row, &format!("forget-category-{category}"), text, wish)?;
        let bar = pen.add(&row, "span", "bar", "")?;
        bar.set_attribute("aria-hidden", "true")?;
        let fill = pen.add(&bar, "span", "fill", "")?;
        if let Some(fill) = wasm_bindgen::JsCast::dyn_ref::<web_sys::HtmlElement>(&fill) {
            // Set by the object model, which a policy without inline styles allows.
            fill.style()
                .set_property("inline-size", &format!("{percent}%"))?;
        }
    }
    Ok(())
}

/// What was done, visit by visit, newest first.
pub fn timeline(pen: Pen, section: &Element, overview: &Overview) -> Result<(), JsValue> {
    pen.heading(section, pen.words.timeline)?;
    if overview.items.is_empty() {
        pen.add(section, "p", "note", pen.words.nothing_yet)?;
        return Ok(());
    }
    let visits = visits(&overview.items);
    let (newest, earlier) = visits.split_at(VISITS.min(visits.len()));
    for visit in newest {
        draw_visit(pen, section, visit)?;
    }
    if !earlier.is_empty() {
        let fold = pen.fold(section, "earlier", pen.words.earlier)?;
        for visit in earlier {
            draw_visit(pen, &fold, visit)?;
        }
    }
    Ok(())
}

/// Deeds that follow each other without the gap that ends a visit; newest first.
fn visits(items: &[OverviewItem]) -> Vec<&[OverviewItem]> {
    items
        .chunk_by(|newer, older| newer.at.saturating_sub(older.at) < limits::VISIT_GAP)
        .collect()
}

fn draw_visit(pen: Pen, parent: &Element, visit: &[OverviewItem]) -> Result<(), JsValue> {
    let (Some(newest), Some(oldest)) = (visit.first(), visit.last()) else {
        return Ok(());
    };
    let date = pen.date(newest.at);
    let head = pen.add(parent, "div", "visit", "")?;
    pen.add(&head, "h4", "visit-date", &date)?;
    let wish = Wish::ForgetSpan(oldest.at, newest.at);
    let text = (pen.words.forget_visit, date.as_str());
    pen.button(&head, &format!("forget-visit-{}", newest.at), text, wish)?;
    let mut items: Vec<&OverviewItem> = Vec::new();
    for item in visit {
        if !items.iter().any(|known| known.item_id == item.item_id) {
            items.push(item);
        }
    }
    let (first, more) = items.split_at(ITEMS.min(items.len()));
    let draw = |list: &Element, items: &[&OverviewItem]| {
        items.iter().try_for_each(|item| {
            let is_same = |other: &&OverviewItem| other.item_id == item.item_id;
            let deeds: Vec<&OverviewItem> = visit.iter().filter(is_same).collect();
            draw_item(pen, list, item, &deeds)
        })
    };
    draw(&pen.list(parent, "items")?, first)?;
    if !more.is_empty() {
        let summary = format!("{} ({})", pen.words.more, more.len());
        let fold = pen.fold(parent, &format!("rest-{}", newest.at), &summary)?;
        draw(&pen.list(&fold, "items")?, more)?;
    }
    Ok(())
}

fn draw_item(
    pen: Pen,
    list: &Element,
    item: &OverviewItem,
    deeds: &[&OverviewItem],
) -> Result<(), JsValue> {
    let words = pen.words;
    let line = pen.add(list, "li", "done", "")?;
    let frame = pen.add(&line, "span", "thumb", "")?;
    if !item.image.is_empty() {
        let image = pen.add(&frame, "img", "thumb-image", "")?;
        image.set_attribute("alt", "")?;
        image.set_attribute("loading", "lazy")?;
        set_url(&image, "src", &item.image)?;
    }
    let body = pen.add(&line, "div", "", "")?;
    let link = pen.foreign(&body, "a", "item-title", &item.title)?;
    set_url(&link, "href", &item.url)?;
    let row = pen.add(&body, "div", "row", "")?;
    for deed in [Deed::Bought, Deed::AddedToCart, Deed::Viewed, Deed::Rated] {
        let Some(done) = deeds.iter().find(|done| done.deed == deed) else {
            continue;
        };
        let text = match deed {
            Deed::Bought => words.bought,
            Deed::AddedToCart => words.added,
            Deed::Viewed => words.viewed,
            Deed::Rated => words.rated,
        };
        let badge = pen.add(&row, "span", "deed", text)?;
        if deed == Deed::Rated {
            badge.append_with_str_1(" ")?;
            let stars = pen.add(&badge, "span", "", "")?;
            stars.set_text_content(Some(&"★".repeat(done.quantity.min(5) as usize)));
            stars.set_attribute("role", "img")?;
            stars.set_attribute("aria-label", &format!("{}/5", done.quantity))?;
        }
    }
    let id = |what: &str| format!("{what}-{}-{}", item.at, item.item_id);
    let about = item.title.as_str();
    if let Some(bought) = deeds.iter().find(|done| done.deed == Deed::Bought) {
        let text = if bought.gift {
            pen.add(&row, "span", "gift", words.gift)?;
            words.unmark_gift
        } else {
            words.mark_gift
        };
        let wish = Wish::Gift(item.item_id.clone(), !bought.gift);
        pen.button(&row, &id("gift"), (text, about), wish)?;
    }
    let fold = pen.fold(&row, &id("correct"), words.correct)?;
    if deeds.iter().any(|done| done.deed == Deed::Rated) {
        let wish = Wish::Unrate(item.item_id.clone());
        pen.button(&fold, &id("unrate"), (words.take_back, about), wish)?;
    }
    let forget = Wish::ForgetItem(item.item_id.clone());
    pen.button(&fold, &id("forget"), (words.forget, about), forget)?;
    let never = Wish::Never(item.item_id.clone());
    pen.button(&fold, &id("never"), (words.never, about), never)?;
    Ok(())
}
