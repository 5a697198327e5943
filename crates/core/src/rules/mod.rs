//! Rules: conditions in JSONLogic over what is known of the shopper, the page and the time.
//!
//! A rule is a pure function of a [`Situation`]. It has no loops but over lists that are
//! there, a bounded number of steps, and no way to fail but by a [`RuleError`]. What
//! operators and variables there are is in `docs/rules.md`. The reference is json-logic-js
//! 2.0, whose public tests pass whole.
//!
//! ```
//! use dangol_core::{Node, Now};
//! use dangol_core::rules::{Budget, Rule, Situation};
//!
//! let map = |key: &str, value| Node::Map(vec![(key.to_owned(), value)]);
//! let hour = map("var", Node::Text("hour".into()));
//! let rule = Rule::parse(&map("<", Node::List(vec![hour, Node::Number(12.0)])))?;
//! let morning = Situation::new(map("hour", Node::Number(9.0)), Now::utc(0));
//! assert!(rule.holds(&morning, &mut Budget::default())?);
//! # Ok::<(), dangol_core::rules::RuleError>(())
//! ```

mod book;
mod error;
mod evaluate;
mod explain;
mod history;
mod lifecycle;
mod lists;
mod operator;
mod reckon;
mod rule;
mod situation;
mod spell;
mod target;
mod value;
mod variables;
mod when;
mod window;

pub use book::{Act, MAX_PLACEMENTS, MAX_SEGMENTS, Placement, Rulebook};
pub(crate) use book::{STEPS, holds};
pub use error::{Problem, RuleError};
pub use evaluate::Budget;
pub use explain::{Deciding, Explanation};
pub use lifecycle::{LIFECYCLES, WIN_BACK};
pub(crate) use lifecycle::{is_win_back, lifecycle};
pub use operator::Operator;
pub use rule::{MAX_DEPTH, MAX_PARTS, Rule};
pub use situation::Situation;
#[cfg(feature = "inspect")]
pub(crate) use spell::node as node_text;
pub use target::{MAX_NAMES, Target};
pub use variables::{Type, VARIABLES, Variable};
pub(crate) use window::next as days_until_next;
