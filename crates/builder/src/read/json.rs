//! Products in JSON: one object a line, an array of them, or an object with such an array.
//!
//! Objects are found by their brackets and read one at a time, so a file may be as large as
//! it likes. What is nested is called by its way, as `price.value`.

use super::rows::{Item, Items};
use super::source::Source;
use crate::BuildError;
use crate::report::FileReport;
use serde_json::Value;
use std::io::{BufReader, Read};

/// One object may have so many bytes.
const MAX_OBJECT: usize = 16 << 20;

/// A value longer than this is cut.
const MAX_FIELD: usize = 1 << 16;

/// How deep fields are looked for.
const DEPTH: usize = 4;

/// So much is looked at to find where the products are.
const HEAD: u64 = 1 << 20;

/// What a file of products in JSON should be.
const EXPECTED: &str = "an array of objects, or one object a line";

/// The products of a file.
pub struct Objects {
    name: String,
    text: std::io::Bytes<BufReader<Box<dyn Read + Send>>>,
    line: u64,
    /// Whether the products are in an array, so that its bracket ends them.
    in_array: bool,
    ended: bool,
}

/// Whether a text begins as JSON does.
pub fn is_json(head: &[u8]) -> bool {
    matches!(head.trim_ascii_start().first(), Some(b'{' | b'['))
}

impl Objects {
    /// From an opened file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn new(name: String, mut source: Source) -> Result<Self, BuildError> {
        let head = source.peek(HEAD, &name)?;
        let start = array_in(&head);
        let mut objects = Self {
            name,
            text: BufReader::with_capacity(1 << 16, source.text).bytes(),
            line: 1,
            in_array: start.is_some(),
            ended: false,
        };
        for _ in 0..start.map_or(0, |at| at + 1) {
            objects.byte()?;
        }
        Ok(objects)
    }

    fn byte(&mut self) -> Result<Option<u8>, BuildError> {
        let byte = self.text.next().transpose();
        let byte = byte.map_err(|source| BuildError::Read {
            file: self.name.clone(),
            line: self.line,
            source,
        })?;
        self.line += u64::from(byte == Some(b'\n'));
        Ok(byte)
    }

    fn wrong(&self, line: u64, what: String) -> BuildError {
        BuildError::Json {
            file: self.name.clone(),
            line,
            what,
            expected: EXPECTED,
        }
    }

    /// The bytes of the next object, with its line.
    fn object(&mut self) -> Result<Option<(u64, Vec<u8>)>, BuildError> {
        if self.ended {
            return Ok(None);
        }
        loop {
            match self.byte()? {
                Some(b'{') => break,
                None if self.in_array => {
                    return Err(self.wrong(self.line, "the array does not end".to_owned()));
                }
                None => return Ok(None),
                Some(b']') if self.in_array => {
                    self.ended = true;
                    return Ok(None);
                }
                Some(b',') => {}
                Some(byte) if byte.is_ascii_whitespace() => {}
                Some(byte) => {
                    let found = char::from(byte);
                    return Err(self.wrong(
                        self.line,
                        format!("\"{found}\" where an object should begin"),
                    ));
                }
            }
        }
        let line = self.line;
        let (mut bytes, mut depth, mut in_string, mut escaped) = (vec![b'{'], 1u32, false, false);
        while depth > 0 {
            let Some(byte) = self.byte()? else {
                return Err(self.wrong(line, "the object does not end".to_owned()));
            };
            bytes.push(byte);
            if bytes.len() > MAX_OBJECT {
                return Err(self.wrong(line, format!("an object of more than {MAX_OBJECT} bytes")));
            }
            match byte {
                _ if escaped => escaped = false,
                b'\\' if in_string => escaped = true,
                b'"' => in_string = !in_string,
                b'{' if !in_string => depth += 1,
                b'}' if !in_string => depth -= 1,
                _ => {}
            }
        }
        Ok(Some((line, bytes)))
    }
}

impl Items for Objects {
    fn next(&mut self, report: &mut FileReport) -> Result<Option<Item>, BuildError> {
        while let Some((line, bytes)) = self.object()? {
            match serde_json::from_slice::<Value>(&bytes) {
                Ok(value) => {
                    let mut item = Item {
                        line,
                        fields: Vec::new(),
                    };
                    flatten(&value, "", DEPTH, &mut item);
                    return Ok(Some(item));
                }
                Err(error) => {
                    report.lines += 1;
                    report.bad("an object that cannot be read", line, error.to_string());
                }
            }
        }
        Ok(None)
    }
}

fn flatten(value: &Value, way: &str, depth: usize, item: &mut Item) {
    let below = |key: &str| match way {
        "" => key.to_owned(),
        way => format!("{way}.{key}"),
    };
    match value {
        Value::Null => {}
        Value::Bool(value) => item.put(way, value.to_string()),
        Value::Number(value) => item.put(way, value.to_string()),
        Value::String(value) => {
            let short: String = value.chars().take(MAX_FIELD).collect();
            item.put(way, short);
        }
        Value::Object(map) if depth > 0 => {
            for (key, value) in map {
                flatten(value, &below(key), depth - 1, item);
            }
        }
        Value::Array(list) if depth > 0 => {
            let texts: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            match texts {
                // A way of categories; of pictures the first is taken.
                Some(texts) if texts.iter().all(|text| !text.contains("//")) => {
                    item.put(way, texts.join(" > "));
                }
                _ => list
                    .iter()
                    .take(1)
                    .for_each(|first| flatten(first, way, depth - 1, item)),
            }
        }
        Value::Object(_) | Value::Array(_) => {}
    }
}

/// Where the array of products begins: at the start, or in an object that is not followed
/// by another and holds an array of objects.
fn array_in(head: &[u8]) -> Option<usize> {
    let start = head.iter().position(|byte| !byte.is_ascii_whitespace())?;
    if head[start] == b'[' {
        return Some(start);
    }
    let (mut depth, mut in_string, mut escaped, mut found) = (0u32, false, false, None);
    for (place, byte) in head.iter().enumerate().skip(start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' => depth += 1,
            b'[' => {
                let mut after = head[place + 1..]
                    .iter()
                    .filter(|byte| !byte.is_ascii_whitespace());
                if depth == 1 && found.is_none() && after.next() == Some(&b'{') {
                    found = Some(place);
                }
                depth += 1;
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    // Another object after this one: one a line.
                    let more = head[place + 1..]
                        .iter()
                        .any(|byte| !byte.is_ascii_whitespace());
                    return found.filter(|_| !more);
                }
            }
            _ => {}
        }
    }
    found
}
