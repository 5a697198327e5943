//! What all parts of the privacy page are drawn with.

use super::wish::Wish;
use crate::dom::element;
use dangol_core::Language;
use dangol_core::text::PrivacyWords;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlInputElement};

/// Set on a field while an input method composes a syllable in it.
pub const COMPOSING: &str = "data-composing";

/// On a checkbox that is part of what is being typed, and no switch that shows what holds.
pub const TYPED: &str = "data-typed";

/// Words, language, and how to draw.
#[derive(Clone, Copy)]
pub struct Pen {
    /// What is said.
    pub words: &'static PrivacyWords,
    /// In which language.
    pub language: Language,
}

impl Pen {
    /// In a language.
    pub fn new(language: Language) -> Self {
        Self {
            words: language.privacy(),
            language,
        }
    }

    /// A new element at the end of another.
    pub fn add(
        self,
        parent: &Element,
        tag: &str,
        part: &str,
        text: &str,
    ) -> Result<Element, JsValue> {
        let child = element(tag, part, text)?;
        parent.append_child(&child)?;
        Ok(child)
    }

    /// The heading of a part of the page.
    pub fn heading(self, parent: &Element, text: &str) -> Result<(), JsValue> {
        self.add(parent, "h3", "subheading", text).map(drop)
    }

    /// A list; Safari takes the list role from lists without bullets.
    pub fn list(self, parent: &Element, part: &str) -> Result<Element, JsValue> {
        let list = self.add(parent, "ul", part, "")?;
        list.set_attribute("role", "list")?;
        Ok(list)
    }

    /// What folds out, and is remembered to be open by its id.
    pub fn fold(self, parent: &Element, id: &str, summary: &str) -> Result<Element, JsValue> {
        let fold = self.add(parent, "details", "fold", "")?;
        fold.set_attribute("id", id)?;
        let summary = self.add(&fold, "summary", "summary", summary)?;
        summary.set_attribute("id", &format!("{id}-summary"))?;
        Ok(fold)
    }

    /// A button. What it is about is heard after its text.
    pub fn button(
        self,
        parent: &Element,
        id: &str,
        (text, about): (&str, &str),
        wish: Wish,
    ) -> Result<Element, JsValue> {
        let button = self.add(parent, "button", "button", text)?;
        button.set_attribute("type", "button")?;
        button.set_attribute("id", id)?;
        if !about.is_empty() {
            button.set_attribute("aria-label", &format!("{text}: {about}"))?;
        }
        EventListener::new(&button, "click", move |_| super::wish::grant(wish.clone())).forget();
        Ok(button)
    }

    /// A form that is sent by its button and by the enter key.
    pub fn form(
        self,
        parent: &Element,
        part: &str,
        sent: impl Fn() + 'static,
    ) -> Result<Element, JsValue> {
        let form = self.add(parent, "form", part, "")?;
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&form, "submit", options, move |event| {
            event.prevent_default();
            sent();
        })
        .forget();
        Ok(form)
    }

    /// The button that sends a form.
    pub fn submit(self, parent: &Element, id: &str, text: &str) -> Result<(), JsValue> {
        let button = self.add(parent, "button", "button", text)?;
        button.set_attribute("type", "submit")?;
        button.set_attribute("id", id)
    }

    /// A field with its label.
    pub fn field(
        self,
        parent: &Element,
        id: &str,
        label: &str,
        kind: &str,
    ) -> Result<HtmlInputElement, JsValue> {
        let name = self.add(parent, "label", "label", label)?;
        name.set_attribute("for", id)?;
        let field: HtmlInputElement = self.add(parent, "input", "field", "")?.unchecked_into();
        field.set_attribute("id", id)?;
        field.set_attribute("type", kind)?;
        field.set_attribute("maxlength", "40")?;
        for (event, composing) in [("compositionstart", true), ("compositionend", false)] {
            let composed = field.clone();
            EventListener::new(&field, event, move |_| {
                let _ = composed.toggle_attribute_with_force(COMPOSING, composing);
            })
            .forget();
        }
        Ok(field)
    }

    /// A text of the shop's or the shopper's own, in whatever language that is.
    pub fn foreign(
        self,
        parent: &Element,
        tag: &str,
        part: &str,
        text: &str,
    ) -> Result<Element, JsValue> {
        let child = self.add(parent, tag, part, text)?;
        child.set_attribute("lang", "")?;
        Ok(child)
    }

    /// A day of the year such as `1990-05-13` or `--05-13`, as people of the language write it.
    pub fn day(self, day: &str) -> String {
        let numbers: Vec<i32> = day
            .split('-')
            .filter_map(|part| part.parse().ok())
            .collect();
        let (year, month, of_month) = match numbers[..] {
            [year, month, day] => (Some(year), month, day),
            [month, day] => (None, month, day),
            _ => return day.to_owned(),
        };
        // A leap year, so that there is a 29 February.
        let date =
            js_sys::Date::new_with_year_month_day(year.unwrap_or(2000) as u32, month - 1, of_month);
        let options = match year {
            Some(_) => crate::dom::object(&[("dateStyle", "long".into())]),
            None => crate::dom::object(&[("month", "long".into()), ("day", "numeric".into())]),
        };
        date.to_locale_date_string(self.language.tag(), &options)
            .into()
    }

    /// A day, as people of the language write it; empty for 0.
    pub fn date(self, at: u64) -> String {
        if at == 0 {
            return String::new();
        }
        let date = js_sys::Date::new(&JsValue::from_f64(at as f64));
        let options = crate::dom::object(&[("dateStyle", "medium".into())]);
        date.to_locale_date_string(self.language.tag(), &options)
            .into()
    }
}
