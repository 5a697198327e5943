//! Saved pages, in a folder or a tar archive: the products that their JSON-LD states.
//!
//! What a page is about is found by the same code as in the shopper's browser, so that the
//! ids of the catalogue are those that the widget will see.

use super::encoding::Decoded;
use super::html;
use super::rows::{Item, Items, Pace};
use super::source::{Source, inflate};
use crate::BuildError;
use crate::report::FileReport;
use dangol_core::page::{Availability, repair};
use dangol_core::{Currency, Node, PageSignals};
use dangol_wire::MAX_TEXT;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};

/// Of a page, so much is read.
const MAX_PAGE: u64 = 8 << 20;

/// So many pages may wait to be looked at.
const WAITING: usize = 4;

/// Folders are entered so deep.
const DEPTH: usize = 32;

/// A page as it was saved: its name and its bytes.
type Saved = Result<(String, Vec<u8>), BuildError>;

/// The products of saved pages.
pub struct Pages {
    saved: Box<dyn Iterator<Item = Saved> + Send>,
    number: u64,
}

/// Whether a file is a tar archive, by the mark in its first header.
pub fn is_tar(head: &[u8]) -> bool {
    head.get(257..262) == Some(b"ustar")
}

impl Pages {
    /// The pages of a folder, in the order of their names.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn of_folder(folder: &Path, name: &str) -> Result<Self, BuildError> {
        let wrong = |source| BuildError::Open {
            file: name.to_owned(),
            source,
        };
        let mut paths = Vec::new();
        gather(folder, DEPTH, &mut paths).map_err(wrong)?;
        paths.sort();
        let root = folder.to_owned();
        let saved = paths.into_iter().map(move |path| {
            let short = path
                .strip_prefix(&root)
                .unwrap_or(&path)
                .display()
                .to_string();
            let file = File::open(&path).and_then(inflate).and_then(take);
            file.map(|bytes| (short, bytes))
                .map_err(|source| BuildError::Read {
                    file: path.display().to_string(),
                    line: 0,
                    source,
                })
        });
        Ok(Self {
            saved: Box::new(saved),
            number: 0,
        })
    }

    /// The pages of a tar archive, in its order.
    pub fn of_archive(name: String, source: Source) -> (Self, Pace) {
        let pace = Pace::of(&source);
        let (sender, receiver): (_, Receiver<Saved>) = sync_channel(WAITING);
        // An archive lends its files one at a time, so it is walked by a thread of its own.
        // That ends with the archive, or when nobody listens any more.
        std::thread::spawn(move || {
            let mut archive = tar::Archive::new(source.text);
            let wrong = |source| BuildError::Read {
                file: name.clone(),
                line: 0,
                source,
            };
            let entries = match archive.entries() {
                Ok(entries) => entries,
                Err(error) => {
                    let _ = sender.send(Err(wrong(error)));
                    return;
                }
            };
            for entry in entries {
                let saved = entry.and_then(|entry| {
                    if !entry.header().entry_type().is_file() {
                        return Ok(None);
                    }
                    let path = entry.path()?.display().to_string();
                    take(entry).map(|bytes| Some((path, bytes)))
                });
                let is_over = saved.is_err();
                let Some(saved) = saved.transpose() else {
                    continue;
                };
                if sender.send(saved.map_err(wrong)).is_err() || is_over {
                    return;
                }
            }
        });
        let pages = Self {
            saved: Box::new(receiver.into_iter()),
            number: 0,
        };
        (pages, pace)
    }
}

fn gather(folder: &Path, depth: usize, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_file() {
            paths.push(entry.path());
        } else if kind.is_dir() && depth > 0 {
            gather(&entry.path(), depth - 1, paths)?;
        }
    }
    Ok(())
}

fn take(file: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(MAX_PAGE).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl Items for Pages {
    fn next(&mut self, report: &mut FileReport) -> Result<Option<Item>, BuildError> {
        for saved in self.saved.by_ref() {
            let (name, bytes) = saved?;
            self.number += 1;
            // Pictures, style sheets and scripts are saved beside pages.
            let Some(page) = text_of(&bytes) else {
                continue;
            };
            let head = html::head_of(&page);
            if head.jsonld.is_empty() {
                report.pass(
                    "pages without JSON-LD",
                    "The page is passed over.",
                    "pages",
                    || name,
                );
                continue;
            }
            let item = item_of(&name, &head, self.number, report);
            match item {
                Some(item) => return Ok(Some(item)),
                None => {
                    let what = "The page is passed over.";
                    report.pass(
                        "pages that are about no product, or about several",
                        what,
                        "pages",
                        || name,
                    );
                }
            }
        }
        Ok(None)
    }
}

/// A page's text, if it is HTML.
fn text_of(bytes: &[u8]) -> Option<String> {
    let mut text = Vec::new();
    let (mut decoded, _) = Decoded::new(bytes, None).ok()?;
    decoded.read_to_end(&mut text).ok()?;
    let text = String::from_utf8_lossy(&text).into_owned();
    let start = text.trim_start().get(..1).unwrap_or_default().to_owned();
    (start == "<").then_some(text)
}

fn item_of(name: &str, head: &html::Head, number: u64, report: &mut FileReport) -> Option<Item> {
    let mut signals = PageSignals {
        address: from_root(&head.address),
        meta: head.meta.clone(),
        ..PageSignals::default()
    };
    for block in &head.jsonld {
        match serde_json::from_str::<serde_json::Value>(&repair(block)) {
            Ok(value) => signals.jsonld.push(node(&value)),
            Err(error) => {
                let what = "The block is passed over.";
                let detail = || format!("{name}: {error}");
                report.pass("JSON-LD that cannot be read", what, "blocks", detail);
            }
        }
    }
    let any = Currency {
        code: String::new(),
        digits: 2,
    };
    let product = signals.product(&any)?;
    let mut item = Item {
        line: number,
        fields: Vec::new(),
    };
    item.put("id", product.id);
    item.put("title", product.title);
    // The page's own address, where it states one; a product's `url` may be the brand's.
    let link = if product.states_url {
        product.url
    } else {
        head.address.clone()
    };
    item.put("link", link.get(..MAX_TEXT).unwrap_or(&link));
    item.put("image_link", product.image);
    item.put("product_type", product.category);
    item.put("brand", product.brand);
    item.put("item_group_id", product.group);
    if let Some(amount) = product.offer.amount {
        let digits = u8::try_from(product.offer.digits).unwrap_or(2);
        let number = super::money::text(amount, digits);
        item.put(
            "price",
            format!("{number} {}", product.offer.currency)
                .trim()
                .to_owned(),
        );
    }
    if let Some(availability) = product.offer.availability {
        let is_out = !matches!(
            availability,
            Availability::InStock | Availability::PreOrder | Availability::BackOrder
        );
        item.put(
            "availability",
            if is_out { "out_of_stock" } else { "in_stock" },
        );
    }
    Some(item)
}

/// An address without scheme and host.
fn from_root(address: &str) -> String {
    let Some((_, rest)) = address.split_once("//") else {
        return address.to_owned();
    };
    match rest.find('/') {
        Some(at) => rest[at..].to_owned(),
        None => "/".to_owned(),
    }
}

fn node(value: &serde_json::Value) -> Node {
    use serde_json::Value;
    match value {
        Value::Null => Node::Null,
        Value::Bool(value) => Node::Bool(*value),
        Value::Number(value) => Node::Number(value.as_f64().unwrap_or_default()),
        Value::String(value) => Node::Text(value.clone()),
        Value::Array(list) => Node::List(list.iter().map(node).collect()),
        Value::Object(map) => Node::Map(
            map.iter()
                .map(|(key, value)| (key.clone(), node(value)))
                .collect(),
        ),
    }
}
