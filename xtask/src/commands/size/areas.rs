//! What the code of a wasm weighs by the area of the source that it comes from, as far as the
//! names of its functions tell: what is inlined counts where it went.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// The crates whose modules are areas of their own.
const OURS: [&str; 3] = ["dangol_core", "dangol_wire", "dangol"];
/// What is told apart; the rest is one sum.
const TOLD: usize = 24;

/// Areas and their bytes, the heaviest first; the last is all others together.
pub fn of(wasm: &Path) -> Result<Vec<(String, usize)>> {
    let bytes = std::fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let mut imported = 0;
    let mut sizes = Vec::new();
    let mut areas = BTreeMap::new();
    for payload in Parser::new(0).parse_all(&bytes) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.range().len()),
            Payload::DataSection(data) => {
                areas.insert("data: texts and tables".to_owned(), data.range().len());
            }
            Payload::CustomSection(section) => {
                let KnownCustom::Name(names) = section.as_known() else {
                    continue;
                };
                for name in names {
                    let Name::Function(functions) = name? else {
                        continue;
                    };
                    for naming in functions {
                        let naming = naming?;
                        let at = naming.index.checked_sub(imported);
                        let size = at.and_then(|at| sizes.get_mut(usize::try_from(at).ok()?));
                        if let Some(size) = size {
                            // What stays in `sizes` is what has no name.
                            *areas.entry(area(naming.name)).or_default() += std::mem::take(size);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    *areas.entry("without a name".to_owned()).or_default() += sizes.iter().sum::<usize>();
    let mut areas: Vec<_> = areas.into_iter().filter(|&(_, bytes)| bytes > 0).collect();
    areas.sort_by_key(|&(_, bytes)| std::cmp::Reverse(bytes));
    if areas.len() > TOLD {
        let rest = areas.split_off(TOLD);
        let sum = rest.iter().map(|(_, bytes)| bytes).sum();
        areas.push(("all others".to_owned(), sum));
    }
    Ok(areas)
}

/// The module that a function belongs to, or the crate of one that is not ours. Generic code of
/// another crate counts for our module where it was made for one.
fn area(function: &str) -> String {
    // `<dangol_core[0123456789abcdef]::rules::book::Book>::parse`
    let words: Vec<&str> = function
        .split(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
        .filter(|word| !word.is_empty() && !is_hash(word))
        .collect();
    let ours = words.iter().position(|word| OURS.contains(word));
    match ours {
        Some(at) => match words.get(at + 1) {
            Some(module) if module.starts_with(|first: char| first.is_lowercase()) => {
                format!("{}::{module}", words[at])
            }
            _ => words[at].to_owned(),
        },
        None => words
            .first()
            .copied()
            .unwrap_or("without a name")
            .to_owned(),
    }
}

fn is_hash(word: &str) -> bool {
    word.len() >= 12 && word.chars().all(|letter| letter.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::area;

    #[test]
    fn a_function_belongs_to_the_module_that_it_was_made_for() {
        for (function, expected) in [
            (
                "<dangol_core[0123456789abcdef]::rules::book::Book>::parse",
                "dangol_core::rules",
            ),
            (
                "<alloc[0123456789abcdef]::vec::Vec<dangol_wire[fedcba9876543210]::card::Card>>::push",
                "dangol_wire::card",
            ),
            ("core[0123456789abcdef]::fmt::write", "core"),
            ("<dangol[0123456789abcdef]::App>::track", "dangol"),
            ("", "without a name"),
        ] {
            assert_eq!(area(function), expected, "{function}");
        }
    }
}
