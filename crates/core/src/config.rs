//! `config.json` as the widget reads it: what is wrong is left out and told, the rest counts.

use crate::rules::{Problem, RuleError, Rulebook};
use crate::{Node, ReadError};
use dangol_wire::{Config, ReportConfig, WireError};

/// What is left out of a configuration, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The whole of it, or what reports need.
    #[error("{0}")]
    Wire(#[from] WireError),
    /// A part that is no rule.
    #[error("{0}")]
    Part(#[from] ReadError),
    /// A rule.
    #[error("{0}")]
    Rule(#[from] RuleError),
}

/// Reads a configuration: its settings, its rules, and what of it is left out.
pub fn read(node: &Node) -> (Config, Rulebook, Vec<Trouble>) {
    let mut config = Config::default();
    let mut troubles = Vec::new();
    if !matches!(node, Node::Map(_)) {
        let shape = RuleError::from(Problem::Shape("an object"));
        return (config, Rulebook::default(), vec![shape.into()]);
    }
    let stated = node.get("version");
    if let Some(version) = stated.number() {
        config.version = version as u32;
        if let Err(error) = config.check() {
            return (Config::default(), Rulebook::default(), vec![error.into()]);
        }
    }
    macro_rules! part {
        ($name:literal, $part:expr) => {
            match node.get($name) {
                Node::Null => {}
                stated => match stated.read() {
                    Ok(stated) => $part = stated,
                    Err(error) => troubles.push(ReadError::at(error, $name).into()),
                },
            }
        };
    }
    part!("shopName", config.shop_name);
    part!("consent", config.consent);
    part!("storage", config.storage);
    part!("prices", config.prices);
    part!("report", config.report);
    part!("holdout", config.holdout);
    part!("experiments", config.experiments);
    // Reports that cannot be made are not made.
    if let Err(error) = config.check() {
        troubles.push(error.into());
        config.report = ReportConfig::default();
    }
    let (rules, errors) = Rulebook::read(node);
    troubles.extend(errors.into_iter().map(Trouble::Rule));
    (config, rules, troubles)
}
