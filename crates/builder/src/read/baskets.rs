//! Customers' baskets as JSON: `{"train": {customer: [[id, …], …]}, "validate": …, "test": …}`.
//!
//! The form in which the next-basket literature passes its splits on (Yu et al.,
//! "Predicting temporal sets with deep neural networks", KDD 2020). Baskets are
//! oldest first; an id is a text or a number.

use super::opened::{Form, Opened};
use super::orders::MAX_ID;
use crate::BuildError;
use crate::report::{FileReport, Report};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

const EXPECTED: &str = "a JSON object of baskets with \"train\" and \"test\"";

/// A customer's baskets, oldest first.
pub type Baskets = Vec<Vec<String>>;

/// The customers of each part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Split {
    /// Those to learn from.
    pub train: Vec<Baskets>,
    /// Those to be judged by: their last basket is the target.
    pub test: Vec<Baskets>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Number(i64),
    Text(String),
}

type Customers = BTreeMap<String, Vec<Vec<Id>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    #[serde(default)]
    train: Customers,
    #[serde(default)]
    validate: Customers,
    #[serde(default)]
    test: Customers,
}

/// Whether a file holds baskets.
///
/// # Errors
/// When it cannot be opened, is no text, or holds nothing.
pub fn is_baskets(path: &Path) -> Result<bool, BuildError> {
    Ok(Opened::new(path, EXPECTED)?.form == Form::Baskets)
}

/// Reads the baskets to learn from and those to be judged by; both may be in one file.
///
/// # Errors
/// When a file is wrong as a whole, or a part that is needed is not there.
pub fn read(train: &Path, test: &Path, report: &mut Report) -> Result<Split, BuildError> {
    let parts = parts(train)?;
    let mut file = FileReport::new(train);
    let mut learned = clean(parts.train, &mut file);
    learned.extend(clean(parts.validate, &mut file));
    let held_out = if train == test {
        clean(parts.test, &mut file)
    } else {
        let mut other = FileReport::new(test);
        let held_out = clean(self::parts(test)?.test, &mut other);
        report.files.push(other);
        held_out
    };
    report.files.push(file);
    let missing = |path: &Path, why| BuildError::NothingToForetell {
        file: path.display().to_string(),
        why,
    };
    if learned.is_empty() {
        return Err(missing(
            train,
            "it has no customer under \"train\" or \"validate\"",
        ));
    }
    if !held_out.iter().any(|baskets| baskets.len() > 1) {
        return Err(missing(
            test,
            "it has no customer with two baskets under \"test\"",
        ));
    }
    Ok(Split {
        train: learned,
        test: held_out,
    })
}

fn parts(path: &Path) -> Result<Parts, BuildError> {
    let opened = Opened::new(path, EXPECTED)?;
    if opened.form != Form::Baskets {
        return Err(BuildError::AnotherForm {
            file: opened.name,
            found: "no JSON object",
            expected: EXPECTED,
        });
    }
    let text = std::io::BufReader::new(opened.source.text);
    serde_json::from_reader(text).map_err(|error| BuildError::Json {
        file: opened.name,
        line: error.line() as u64,
        what: error.to_string(),
        expected: EXPECTED,
    })
}

/// Baskets without what cannot be used; a basket of nothing is none.
fn clean(customers: Customers, file: &mut FileReport) -> Vec<Baskets> {
    customers
        .into_values()
        .map(|baskets| {
            file.lines += baskets.len() as u64;
            let baskets = baskets.into_iter().map(|basket| {
                let ids = basket.into_iter().map(|id| match id {
                    Id::Number(number) => number.to_string(),
                    Id::Text(text) => text.trim().to_owned(),
                });
                ids.filter(|id| {
                    let usable = (1..=MAX_ID).contains(&id.len());
                    if !usable {
                        let what = "The id is left out.";
                        file.note("an id that is empty or too long", what, 1, id.clone());
                    }
                    usable
                })
                .collect()
            });
            let baskets: Baskets = baskets.collect();
            baskets.into_iter().filter(|ids| !ids.is_empty()).collect()
        })
        .filter(|baskets: &Baskets| !baskets.is_empty())
        .collect()
}
