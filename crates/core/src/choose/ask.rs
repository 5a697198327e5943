//! What a script asks: `dangol.choose({itemIds, strategy, aspects})`.

use super::aspect::{Aspect, Better, Bound};
use super::comparison::{Comparison, Scale};
use super::quantity::{SCALE, write_decimal};
use super::{LEAST, MOST, Strategy};
use crate::Node;
use crate::profile::limits;
use thiserror::Error;

/// The heaviest weight that a script can give.
const HEAVIEST: f64 = 100.0;

/// Why a question cannot be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadChoice {
    /// Too few or too many ids, or such as are none.
    #[error("choose: itemIds needs two to six ids")]
    Items,
    /// No strategy.
    #[error(
        "choose: strategy is one of lexicographic, elimination, conjunctive, disjunctive, weighted"
    )]
    Strategy,
    /// An aspect that cannot be read.
    #[error(
        "choose: an aspect is {{attribute, better, atMost, atLeast, wanted, unwanted, weight}}, \
         its attribute one that these products have"
    )]
    Aspect,
}

/// What a script asks.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Which products; empty for the page's and its alternatives.
    pub items: Vec<String>,
    /// How to decide.
    pub strategy: Strategy,
    aspects: Vec<Node>,
}

impl Asked {
    /// Reads the argument of the call.
    ///
    /// # Errors
    /// When ids or strategy are none.
    pub fn read(asked: &Node) -> Result<Self, BadChoice> {
        let strategy = match asked.get("strategy") {
            Node::Null => Strategy::default(),
            Node::Text(name) => Strategy::of(name).ok_or(BadChoice::Strategy)?,
            _ => return Err(BadChoice::Strategy),
        };
        Ok(Self {
            items: ids(asked.get("itemIds"))?,
            strategy,
            aspects: asked.get("aspects").items().to_vec(),
        })
    }

    /// What is said of the attributes of these products; without a word, what is sensible.
    ///
    /// # Errors
    /// When an aspect is none, or names an attribute that none of the products has.
    pub fn aspects(
        &self,
        comparison: &Comparison,
        usual: &[String],
    ) -> Result<Vec<Aspect>, BadChoice> {
        if self.aspects.is_empty() {
            return Ok(comparison.aspects(usual));
        }
        let read = self.aspects.iter().map(|node| aspect(comparison, node));
        read.collect::<Option<_>>().ok_or(BadChoice::Aspect)
    }
}

/// Two to six ids, or none at all.
fn ids(node: &Node) -> Result<Vec<String>, BadChoice> {
    let mut ids: Vec<String> = Vec::new();
    for id in node.items() {
        let id = id
            .text()
            .filter(|id| id.len() <= limits::ID)
            .ok_or(BadChoice::Items)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    match (node, ids.len()) {
        (Node::Null, _) | (_, LEAST..=MOST) => Ok(ids),
        _ => Err(BadChoice::Items),
    }
}

fn aspect(comparison: &Comparison, node: &Node) -> Option<Aspect> {
    // An attribute's name alone says that it matters, in the sensible way.
    let name = node.text().or_else(|| node.get("attribute").text())?;
    let attribute = comparison.find(&name)?;
    let mut aspect = comparison.aspect(attribute);
    let scale = &comparison.attributes[attribute].scale;
    let texts = |key: &str| -> Vec<String> {
        node.get(key)
            .items()
            .iter()
            .filter_map(Node::text)
            .collect()
    };
    (aspect.wanted, aspect.unwanted) = (texts("wanted"), texts("unwanted"));
    let bound = |key: &str| match node.get(key) {
        Node::Null => Some(None),
        other => number(other, scale).map(Some),
    };
    (aspect.at_most, aspect.at_least) = (bound("atMost")?, bound("atLeast")?);
    aspect.better = match node.get("better") {
        Node::Null => aspect.better,
        Node::Text(text) => match text.as_str() {
            "any" => Better::Any,
            "less" => Better::Less,
            "more" => Better::More,
            _ => return None,
        },
        other => {
            let near = number(other, scale)?;
            aspect.near = near.shown;
            Better::Near(near.number)
        }
    };
    aspect.weight = match node.get("weight") {
        Node::Null if aspect.prefers() => aspect.weight.max(1),
        Node::Null => 0,
        Node::Number(weight) if (0.0..=HEAVIEST).contains(weight) => weight.round() as u32,
        _ => return None,
    };
    Some(aspect)
}

/// A number in the unit that the comparison shows.
fn number(node: &Node, scale: &Scale) -> Option<Bound> {
    let (Node::Number(number), Scale::Number { unit, factor }) = (node, scale) else {
        return None;
    };
    let written = write_decimal(*number)?;
    let scaled = (number * SCALE as f64).round() as i64;
    Some(Bound {
        number: scaled.saturating_mul(*factor),
        shown: if unit.is_empty() {
            written
        } else {
            [&written, " ", unit].concat()
        },
    })
}
