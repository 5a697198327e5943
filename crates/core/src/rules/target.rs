//! Which items something in the shop's configuration is about.

use super::error::{Problem, RuleError};
use crate::Node;
use crate::profile::CardView;

/// The most items, categories or brands of one target.
pub const MAX_NAMES: usize = 100;

/// Items, by what they are: all that is said must be met.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Target {
    /// Their ids; any if there are none.
    pub items: Vec<String>,
    /// Their categories; any if there are none.
    pub categories: Vec<String>,
    /// Their brands; any if there are none.
    pub brands: Vec<String>,
    /// Their prices, from the first to the second, in the currency's own unit.
    pub price: Option<(f64, f64)>,
}

impl Target {
    /// Reads `{"items": […], "category": …, "brand": …, "price": [from, to]}`.
    pub(crate) fn read(node: &Node) -> Result<Self, RuleError> {
        let shape = |what| RuleError::from(Problem::Shape(what));
        let Node::Map(entries) = node else {
            return Err(shape("an object with items, category, brand or price"));
        };
        let mut target = Self::default();
        for (key, value) in entries {
            let read = match key.as_str() {
                "items" => names(value).map(|names| target.items = names),
                "category" => names(value).map(|names| target.categories = names),
                "brand" => names(value).map(|names| target.brands = names),
                "price" => prices(value).map(|prices| target.price = Some(prices)),
                _ => Err(Problem::Shape("items, category, brand or price")),
            };
            read.map_err(|problem| RuleError::from(problem).under(key))?;
        }
        if target == Self::default() {
            return Err(shape("an object with items, category, brand or price"));
        }
        Ok(target)
    }

    /// Whether an item is meant; prices have so many smallest units.
    pub(crate) fn fits(&self, item: &str, card: &CardView, unit: f64) -> bool {
        let among = |names: &[String], name: &str| {
            names.is_empty() || names.iter().any(|known| known == name)
        };
        among(&self.items, item)
            && among(&self.categories, card.category)
            && among(&self.brands, card.brand)
            && self.price.is_none_or(|(from, to)| {
                card.price.is_some_and(|price| {
                    let price = price as f64 / unit;
                    from <= price && price <= to
                })
            })
    }
}

fn names(node: &Node) -> Result<Vec<String>, Problem> {
    let names: Vec<String> = node.items().iter().filter_map(Node::text).collect();
    match names.len() {
        0 => Err(Problem::Shape("a text or a list of texts")),
        count if count != node.items().len() => Err(Problem::Shape("a text or a list of texts")),
        count if count > MAX_NAMES => Err(Problem::TooMany(MAX_NAMES)),
        _ => Ok(names),
    }
}

fn prices(node: &Node) -> Result<(f64, f64), Problem> {
    match node {
        Node::List(both) => match both.as_slice() {
            [Node::Number(from), Node::Number(to)] if 0.0 <= *from && from <= to => {
                Ok((*from, *to))
            }
            _ => Err(Problem::Shape("two numbers, the lower one first")),
        },
        _ => Err(Problem::Shape("two numbers, the lower one first")),
    }
}
