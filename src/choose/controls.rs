//! What the shopper says of each attribute.

use super::choice::Choice;
use super::draw::{add, button, foreign, select};
use super::page;
use dangol_core::choose::{Aspect, Better, Bound, ChooseWords, Scale, Strategy, label, spoken};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// What a value that was chosen changes.
type Change = Box<dyn Fn(&Choice, &mut Aspect, String)>;

/// All rows, in their order.
pub fn controls(choice: &Rc<Choice>, parent: &Element) -> Result<(), JsValue> {
    let words = choice.language.choosing();
    let is_ordered = choice.strategy.get().is_ordered();
    let heading = match is_ordered {
        true => words.matters_ordered,
        false => words.matters,
    };
    let heading = add(parent, "h3", "subheading", heading)?;
    heading.set_attribute("id", "matters")?;
    let list = add(parent, if is_ordered { "ol" } else { "ul" }, "aspects", "")?;
    // Safari takes the list role from lists without bullets.
    list.set_attribute("role", "list")?;
    list.set_attribute("aria-labelledby", "matters")?;
    let aspects = choice.aspects.borrow().clone();
    for (at, aspect) in aspects.iter().enumerate() {
        let row = Row {
            choice,
            words,
            at,
            aspect,
            name: label(
                &choice.comparison.attributes[aspect.attribute].name,
                choice.language,
            ),
        };
        row.draw(&list, aspects.len())?;
    }
    Ok(())
}

/// One attribute.
pub(super) struct Row<'a> {
    pub(super) choice: &'a Rc<Choice>,
    pub(super) words: &'static ChooseWords,
    at: usize,
    pub(super) aspect: &'a Aspect,
    name: &'a str,
}

impl Row<'_> {
    fn draw(&self, list: &Element, count: usize) -> Result<(), JsValue> {
        let strategy = self.choice.strategy.get();
        let row = add(list, "li", "aspect", "")?;
        let head = add(&row, "div", "aspect-head", "")?;
        foreign(&head, "span", "aspect-name", self.name)?;
        if strategy.is_ordered() {
            let moves = add(&head, "span", "moves", "")?;
            self.mover(&moves, "up", self.words.up, "↑", self.at > 0)?;
            self.mover(&moves, "down", self.words.down, "↓", self.at + 1 < count)?;
        }
        let fields = add(&row, "div", "fields", "")?;
        let scale = &self.choice.comparison.attributes[self.aspect.attribute].scale;
        match scale {
            Scale::Text => self.wish(&fields)?,
            _ if matches!(strategy, Strategy::Elimination | Strategy::Conjunctive) => {
                self.limits(&fields, scale)?;
            }
            _ => {
                self.better(&fields, scale)?;
                if strategy == Strategy::Disjunctive {
                    self.limits(&fields, scale)?;
                }
            }
        }
        if strategy == Strategy::Weighted {
            self.weight(&fields)?;
        }
        Ok(())
    }

    /// What is heard of a control: what it is for, and of which attribute.
    pub(super) fn heard(&self, what: &str) -> String {
        format!("{what}: {}", self.name)
    }

    pub(super) fn id(&self, what: &str) -> String {
        format!("{what}-{}", self.aspect.attribute)
    }

    fn mover(
        &self,
        parent: &Element,
        what: &'static str,
        text: &str,
        sign: &str,
        can: bool,
    ) -> Result<(), JsValue> {
        let (choice, at) = (self.choice.clone(), self.at);
        let id = self.id(what);
        let moved = Box::new(move || {
            choice.raise(if what == "up" { at } else { at + 1 });
            page::redraw(&choice);
        });
        let button = button(parent, (&id, "move"), (sign, &self.heard(text)), moved)?;
        if !can {
            // It keeps the focus where the last move has brought it.
            button.set_attribute("aria-disabled", "true")?;
        }
        Ok(())
    }

    pub(super) fn say(&self, anew: bool, change: Change) -> Box<dyn Fn(String)> {
        let (choice, at) = (self.choice.clone(), self.at);
        Box::new(move |value| {
            choice.say(at, &mut |aspect| change(&choice, aspect, value.clone()));
            if anew {
                page::redraw(&choice);
            } else {
                page::renew(&choice);
            }
        })
    }

    /// What is better.
    fn better(&self, parent: &Element, scale: &Scale) -> Result<(), JsValue> {
        let words = self.words;
        let option = |value: &str, text: &str| (value.to_owned(), text.to_owned());
        let options = match scale {
            Scale::Class => vec![option("any", words.any), option("less", words.better_class)],
            _ => vec![
                option("any", words.any),
                option("less", words.less),
                option("more", words.more),
                option("near", words.near),
            ],
        };
        let chosen = match self.aspect.better {
            Better::Any => "any",
            Better::Less => "less",
            Better::More => "more",
            Better::Near(_) => "near",
        };
        let middle = self.choice.middle(self.aspect.attribute);
        let change = self.say(
            true,
            Box::new(move |choice, aspect, value| {
                aspect.better = match value.as_str() {
                    "less" => Better::Less,
                    "more" => Better::More,
                    "near" => {
                        let bound = choice.bound(aspect.attribute, &middle).unwrap_or_default();
                        aspect.near = bound.shown;
                        Better::Near(bound.number)
                    }
                    _ => Better::Any,
                };
                if aspect.better != Better::Any && aspect.weight == 0 {
                    aspect.weight = 2;
                }
            }),
        );
        let heard = self.heard(words.better);
        let id = self.id("better");
        select(
            parent,
            (&id, words.better, &heard),
            &[("", options)],
            chosen,
            change,
        )?;
        if let Better::Near(number) = self.aspect.better {
            let bound = Bound {
                number,
                shown: String::new(),
            };
            self.number(
                parent,
                "near",
                words.near_what,
                Some(&bound),
                Box::new(|aspect, bound| {
                    if let Some(bound) = bound {
                        aspect.better = Better::Near(bound.number);
                        aspect.near = bound.shown;
                    }
                }),
            )?;
        }
        Ok(())
    }

    /// A text that is wanted, or that is not.
    fn wish(&self, parent: &Element) -> Result<(), JsValue> {
        let attribute = self.aspect.attribute;
        let mut values: Vec<String> = Vec::new();
        for product in 0..self.choice.comparison.products.len() {
            let value = self.choice.comparison.value(product, attribute);
            for word in value.into_iter().flat_map(|value| &value.words) {
                if !values.contains(word) {
                    values.push(word.clone());
                }
            }
        }
        let language = self.choice.language;
        let options = |mark: &str| -> Vec<(String, String)> {
            let values = values.iter().enumerate();
            values
                .map(|(at, value)| (format!("{mark}{at}"), spoken(value, language).to_owned()))
                .collect()
        };
        let words = self.words;
        let groups = [
            ("", vec![(String::new(), words.any.to_owned())]),
            (words.wanted, options("+")),
            (words.unwanted, options("-")),
        ];
        let place = |mark: &str, chosen: &[String]| {
            let chosen = chosen.first()?;
            let at = values.iter().position(|value| value == chosen)?;
            Some(format!("{mark}{at}"))
        };
        let chosen = place("+", &self.aspect.wanted).or_else(|| place("-", &self.aspect.unwanted));
        let known = values.clone();
        let change = self.say(
            false,
            Box::new(move |_, aspect, value| {
                let of = |mark: &str| -> Vec<String> {
                    let at = value
                        .strip_prefix(mark)
                        .and_then(|at| at.parse::<usize>().ok());
                    at.and_then(|at| known.get(at))
                        .cloned()
                        .into_iter()
                        .collect()
                };
                (aspect.wanted, aspect.unwanted) = (of("+"), of("-"));
                aspect.weight = match aspect.is_demand() {
                    true => aspect.weight.max(2),
                    false => aspect.weight,
                };
            }),
        );
        let (id, heard) = (self.id("wish"), self.heard(words.better));
        select(
            parent,
            (&id, words.better, &heard),
            &groups,
            &chosen.unwrap_or_default(),
            change,
        )
    }

    /// How much it counts.
    fn weight(&self, parent: &Element) -> Result<(), JsValue> {
        let options = self.words.weights.iter().enumerate();
        let options = options.map(|(weight, text)| (weight.to_string(), (*text).to_owned()));
        let change = self.say(
            false,
            Box::new(|_, aspect, value| {
                aspect.weight = value.parse().unwrap_or(0);
            }),
        );
        let (id, heard) = (self.id("weight"), self.heard(self.words.counts));
        let chosen = self.aspect.weight.to_string();
        let groups = [("", options.collect())];
        select(
            parent,
            (&id, self.words.counts, &heard),
            &groups,
            &chosen,
            change,
        )
    }
}
