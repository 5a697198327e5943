//! What the shopper has said so far, and what comes of it.

use super::app::App;
use super::gather::{Gathered, Shown};
use crate::price;
use dangol_core::Language;
use dangol_core::choose::{
    Aspect, Bound, Comparison, SCALE, Scale, Strategy, Verdict, kept_name, read_decimal,
    same_attribute, write_number,
};
use js_sys::Array;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The most attributes that the shopper is asked about; all are in the table.
const ASKED: usize = 8;

/// One element's choice.
pub struct Choice {
    app: App,
    /// The products.
    pub comparison: Comparison,
    /// How they are shown.
    pub shown: Vec<Shown>,
    /// What the shopper usually puts first, of what these products differ in.
    pub usual: Vec<String>,
    /// The language.
    pub language: Language,
    currency: String,
    /// How the shopper decides.
    pub strategy: Cell<Strategy>,
    /// What they say of the attributes, what matters most first.
    pub aspects: RefCell<Vec<Aspect>>,
    /// The attributes of which they said something.
    touched: RefCell<Vec<usize>>,
    /// Whether it is unfolded.
    pub is_open: Cell<bool>,
}

impl Choice {
    /// A new choice. What was said of the same products in another language still holds.
    pub fn new(app: App, gathered: Gathered, before: Option<&Self>) -> Rc<Self> {
        let Gathered {
            comparison,
            shown,
            mut usual,
            language,
            currency,
        } = gathered;
        let differs = |name: &String| {
            comparison
                .find(name)
                .is_some_and(|at| comparison.attributes[at].differs)
        };
        usual.retain(differs);
        let mut aspects = comparison.aspects(&usual);
        aspects.truncate(ASKED);
        let choice = Self {
            app,
            aspects: RefCell::new(aspects),
            shown,
            usual,
            language,
            currency,
            strategy: Cell::default(),
            touched: RefCell::default(),
            is_open: Cell::new(false),
            comparison,
        };
        if let Some(before) = before.filter(|before| before.is_same_in_another_language(&choice)) {
            choice.aspects.replace(before.aspects.borrow().clone());
            choice.touched.replace(before.touched.borrow().clone());
            choice.strategy.set(before.strategy.get());
            choice.is_open.set(before.is_open.get());
        }
        Rc::new(choice)
    }

    /// Of another person, or after all was erased, nothing may be left.
    fn is_same_in_another_language(&self, other: &Self) -> bool {
        let ids = |of: &Self| -> Vec<String> {
            let products = of.comparison.products.iter();
            products.map(|product| product.id.clone()).collect()
        };
        let names = |of: &Self| -> Vec<String> {
            let attributes = of.comparison.attributes.iter();
            attributes.map(|attribute| attribute.name.clone()).collect()
        };
        self.language != other.language && ids(self) == ids(other) && names(self) == names(other)
    }

    /// What comes of it.
    pub fn verdict(&self) -> Verdict {
        let strategy = self.strategy.get();
        let asked = strategy.asked_of(&self.aspects.borrow());
        strategy.decide(&self.comparison, &asked)
    }

    /// Begins anew.
    pub fn start_again(&self) {
        let mut aspects = self.comparison.aspects(&self.usual);
        aspects.truncate(ASKED);
        self.aspects.replace(aspects);
        self.strategy.set(Strategy::default());
        let had = !self.touched.replace(Vec::new()).is_empty();
        if had {
            self.remember();
        }
    }

    /// The shopper says something of the attribute of an aspect.
    pub fn say(&self, at: usize, change: &mut dyn FnMut(&mut Aspect)) {
        let mut aspects = self.aspects.borrow_mut();
        let Some(aspect) = aspects.get_mut(at) else {
            return;
        };
        let before = aspect.clone();
        change(aspect);
        if *aspect == before {
            return;
        }
        let attribute = aspect.attribute;
        let counts = aspect.prefers() || aspect.weight > 0;
        drop(aspects);
        self.touch(attribute, counts);
    }

    /// An aspect matters more than the one above it.
    pub fn raise(&self, at: usize) {
        let mut aspects = self.aspects.borrow_mut();
        if at == 0 || at >= aspects.len() {
            return;
        }
        aspects.swap(at - 1, at);
        let attribute = aspects[at - 1].attribute;
        drop(aspects);
        self.touch(attribute, true);
    }

    /// Has it remembered what the shopper put first.
    fn touch(&self, attribute: usize, counts: bool) {
        let mut touched = self.touched.borrow_mut();
        touched.retain(|known| *known != attribute);
        if counts {
            touched.push(attribute);
        }
        drop(touched);
        self.remember();
    }

    /// Has it remembered which attributes were put first.
    fn remember(&self) {
        let strategy = self.strategy.get();
        let first = strategy.put_first(&self.aspects.borrow(), &self.touched.borrow());
        let names: Array = (first.into_iter())
            .map(|attribute| JsValue::from(kept_name(&self.comparison.attributes[attribute].name)))
            .collect();
        let kept = self.app.weigh(&names);
        spawn_local(async move {
            // What cannot be kept is not remembered; there is nothing to tell the shopper.
            let _ = JsFuture::from(kept).await;
        });
    }

    /// A number as the shopper typed it, in the unit that is shown; nothing if it is none.
    pub fn bound(&self, attribute: usize, typed: &str) -> Option<Bound> {
        let of = &self.comparison.attributes[attribute];
        let Scale::Number { unit, factor } = &of.scale else {
            return None;
        };
        let number = read_decimal(typed)?;
        let typed = typed.trim();
        let shown = match unit.as_str() {
            "" if same_attribute(&of.name, "price") => {
                price::write_short(self.language, number as f64 / SCALE as f64, &self.currency)
            }
            "" => typed.to_owned(),
            unit => [typed, " ", unit].concat(),
        };
        Some(Bound {
            number: number.saturating_mul(*factor),
            shown,
        })
    }

    /// A value in the middle of those there are, as one would type it.
    pub fn middle(&self, attribute: usize) -> String {
        let bound = Bound {
            number: self.comparison.middle(attribute).unwrap_or_default(),
            shown: String::new(),
        };
        self.typed(attribute, &bound)
    }

    /// A number as one would type it in the unit that is shown.
    pub fn typed(&self, attribute: usize, bound: &Bound) -> String {
        match &self.comparison.attributes[attribute].scale {
            Scale::Number { factor, .. } => write_number(bound.number / factor),
            Scale::Class | Scale::Text => String::new(),
        }
    }

    /// What stands behind a number of this attribute: its unit, or the currency's sign.
    pub fn unit(&self, attribute: usize) -> String {
        let of = &self.comparison.attributes[attribute];
        match &of.scale {
            Scale::Number { .. } if same_attribute(&of.name, "price") => self.currency.clone(),
            Scale::Number { unit, .. } => unit.clone(),
            Scale::Class | Scale::Text => String::new(),
        }
    }
}
