//! The limits of an attribute: what is too little, what too much, what class still does.

use super::controls::Row;
use super::draw::{add, on, select};
use dangol_core::choose::{Aspect, Bound, Scale};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlInputElement};

/// What a number that was typed changes; nothing is no number.
type SetBound = Box<dyn Fn(&mut Aspect, Option<Bound>)>;

impl Row<'_> {
    /// What is too much, and what too little.
    pub(super) fn limits(&self, parent: &Element, scale: &Scale) -> Result<(), JsValue> {
        let words = self.words;
        if *scale == Scale::Class {
            return self.class(parent);
        }
        let least = self.aspect.at_least.as_ref();
        self.number(
            parent,
            "least",
            words.at_least,
            least,
            Box::new(|aspect, bound| aspect.at_least = bound),
        )?;
        let most = self.aspect.at_most.as_ref();
        self.number(
            parent,
            "most",
            words.at_most,
            most,
            Box::new(|aspect, bound| aspect.at_most = bound),
        )
    }

    /// The worst class that still does.
    fn class(&self, parent: &Element) -> Result<(), JsValue> {
        let attribute = self.aspect.attribute;
        let mut classes: Vec<(i64, String)> = Vec::new();
        for product in 0..self.choice.comparison.products.len() {
            let Some(value) = self.choice.comparison.value(product, attribute) else {
                continue;
            };
            if classes.iter().all(|(number, _)| *number != value.number) {
                let before = classes
                    .iter()
                    .position(|(number, _)| *number > value.number);
                let before = before.unwrap_or(classes.len());
                classes.insert(before, (value.number, value.shown.clone()));
            }
        }
        let mut options = vec![(String::new(), self.words.any.to_owned())];
        options.extend(
            classes
                .iter()
                .map(|(number, class)| (number.to_string(), class.clone())),
        );
        let chosen = self.aspect.at_most.as_ref();
        let chosen = chosen.map_or_else(String::new, |bound| bound.number.to_string());
        let change = self.say(
            false,
            Box::new(move |_, aspect, value| {
                let found = classes
                    .iter()
                    .find(|(number, _)| number.to_string() == value);
                aspect.at_most = found.map(|(number, class)| Bound {
                    number: *number,
                    shown: class.clone(),
                });
            }),
        );
        let (id, heard) = (self.id("class"), self.heard(self.words.at_least));
        select(
            parent,
            (&id, self.words.at_least, &heard),
            &[("", options)],
            &chosen,
            change,
        )
    }

    /// A number that may be typed.
    pub(super) fn number(
        &self,
        parent: &Element,
        what: &str,
        text: &str,
        bound: Option<&Bound>,
        set: SetBound,
    ) -> Result<(), JsValue> {
        let attribute = self.aspect.attribute;
        let unit = self.choice.unit(attribute);
        let field = add(parent, "label", "field", "")?;
        let name = match unit.as_str() {
            "" => text.to_owned(),
            unit => format!("{text} ({unit})"),
        };
        add(&field, "span", "field-name", &name)?;
        let input: HtmlInputElement = add(&field, "input", "number", "")?.unchecked_into();
        input.set_attribute("id", &self.id(what))?;
        input.set_attribute("inputmode", "decimal")?;
        input.set_attribute("autocomplete", "off")?;
        input.set_attribute("maxlength", "12")?;
        input.set_attribute("aria-label", &self.heard(&name))?;
        if let Some(bound) = bound {
            input.set_value(&self.choice.typed(attribute, bound));
        }
        let typed = input.clone();
        let change = self.say(
            false,
            Box::new(move |choice, aspect, value| {
                let bound = choice.bound(aspect.attribute, &value);
                set(aspect, bound);
            }),
        );
        on(
            &input,
            "change",
            Box::new(move || {
                let value = typed.value();
                let is_wrong =
                    !value.trim().is_empty() && dangol_core::choose::read_decimal(&value).is_none();
                let _ =
                    typed.set_attribute("aria-invalid", if is_wrong { "true" } else { "false" });
                change(value);
            }),
        );
        Ok(())
    }
}
