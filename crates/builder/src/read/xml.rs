//! Feeds in XML: Google Merchant's RSS and Atom, and others that have an element for each
//! product and in it an element for each field.
//!
//! Read as a stream, one product at a time. Fields are called by their names without
//! prefix; of `<title>` and `<g:title>` the one with Google's prefix counts. What is nested
//! is called by its way, as `shipping.price`.

use super::html;
use super::rows::{Item, Items};
use crate::BuildError;
use crate::report::FileReport;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{self, BufReader, Read};

/// Elements that are a product.
const PRODUCTS: [&str; 5] = ["item", "entry", "product", "offer", "shopitem"];

/// So much text may come without a tag; more is no feed.
const MAX_STRETCH: usize = 16 << 20;

/// A field longer than this is cut: it is a description, which is not used.
const MAX_FIELD: usize = 1 << 16;

/// What several parts of one field are called (`section_name`, `attribute_name`, …).
const DETAIL: &str = "product_detail";

type Stream = Reader<BufReader<Bounded<Box<dyn Read + Send>>>>;

/// The products of a feed.
pub struct Feed {
    name: String,
    reader: Stream,
    buffer: Vec<u8>,
    line: u64,
    found: u64,
}

/// Whether a text begins as XML does.
pub fn is_xml(head: &[u8]) -> bool {
    let text = head.trim_ascii_start();
    text.starts_with(b"<?xml") || text.starts_with(b"<rss") || text.starts_with(b"<feed")
}

impl Feed {
    /// From the text of a feed.
    pub fn new(name: String, text: Box<dyn Read + Send>) -> Self {
        let mut reader = Reader::from_reader(BufReader::with_capacity(
            1 << 16,
            Bounded {
                inner: text,
                without: 0,
            },
        ));
        let config = reader.config_mut();
        // `Tea & Cup` is what many feeds have.
        config.allow_dangling_amp = true;
        Self {
            name,
            reader,
            buffer: Vec::new(),
            line: 1,
            found: 0,
        }
    }

    /// The next event, with the lines before it counted.
    fn event(&mut self) -> Result<Event<'static>, BuildError> {
        self.buffer.clear();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => {
                let event = event.into_owned();
                self.line += newlines(&event);
                Ok(event)
            }
            Err(quick_xml::Error::Io(source)) => Err(BuildError::Read {
                file: self.name.clone(),
                line: self.line,
                source: io::Error::new(source.kind(), source.to_string()),
            }),
            Err(error) => Err(BuildError::Xml {
                file: self.name.clone(),
                line: self.line,
                what: error.to_string(),
            }),
        }
    }

    /// Reads a product to its end.
    fn product(&mut self) -> Result<Item, BuildError> {
        let mut item = Item {
            line: self.line,
            fields: Vec::new(),
        };
        // Fields with Google's prefix, before those without.
        let mut plain: Vec<(String, String)> = Vec::new();
        let mut details: Vec<String> = Vec::new();
        // The names of the open elements, and their texts.
        let mut open: Vec<(String, bool, String)> = Vec::new();
        loop {
            match self.event()? {
                Event::Start(start) => {
                    let (name, is_google) = name_of(&start);
                    open.push((name, is_google, String::new()));
                }
                Event::Empty(start) => {
                    if let (true, Some(link)) = (open.is_empty(), link_of(&start)) {
                        plain.push(("link".to_owned(), link));
                    }
                }
                Event::Text(text) => append(&mut open, &text.xml10_content()),
                Event::CData(text) => append(&mut open, &text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let name = reference.xml10_content();
                    // Feeds use the names of HTML, though XML knows five.
                    append(&mut open, &entity(&name));
                }
                Event::End(_) => {
                    let Some((name, is_google, text)) = open.pop() else {
                        break;
                    };
                    let text = text.trim().to_owned();
                    let parents: Vec<&str> = open.iter().map(|(name, ..)| name.as_str()).collect();
                    if parents == [DETAIL] {
                        details.push(text);
                        continue;
                    }
                    if name == DETAIL && parents.is_empty() {
                        let joined = std::mem::take(&mut details).join(":");
                        put_detail(&mut item, joined);
                        continue;
                    }
                    let way = [parents, vec![name.as_str()]].concat().join(".");
                    match is_google {
                        true => item.put(&way, text),
                        false => plain.push((way, text)),
                    }
                }
                Event::Eof => {
                    return Err(BuildError::Xml {
                        file: self.name.clone(),
                        line: self.line,
                        what: format!("the file ends within the product of line {}", item.line),
                    });
                }
                _ => {}
            }
        }
        for (name, value) in plain {
            item.put(&name, value);
        }
        self.found += 1;
        Ok(item)
    }
}

impl Items for Feed {
    fn next(&mut self, _: &mut FileReport) -> Result<Option<Item>, BuildError> {
        loop {
            match self.event()? {
                Event::Start(start) => {
                    let (name, _) = name_of(&start);
                    if PRODUCTS.contains(&name.to_lowercase().as_str()) {
                        return self.product().map(Some);
                    }
                }
                Event::Eof if self.found == 0 => {
                    return Err(BuildError::Xml {
                        file: self.name.clone(),
                        line: self.line,
                        what: "there is no element <item>, <entry>, <product> or <offer>"
                            .to_owned(),
                    });
                }
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }
}

fn name_of(start: &BytesStart) -> (String, bool) {
    let (local, prefix) = start.name().decompose();
    let is_google = prefix.is_some_and(|prefix| matches!(prefix.into_inner(), "g" | "c"));
    (local.into_inner().to_owned(), is_google)
}

/// `<link href="…"/>` of Atom, unless it is to something else than the page.
fn link_of(start: &BytesStart) -> Option<String> {
    if start.local_name().into_inner() != "link" {
        return None;
    }
    let value = |name: &str| {
        let found = start.try_get_attribute(name).ok().flatten();
        found.map(|it| html::text_of(&it.value))
    };
    let is_page = value("rel").is_none_or(|rel| rel == "alternate");
    value("href").filter(|_| is_page)
}

fn append(open: &mut [(String, bool, String)], more: &str) {
    if let Some((.., text)) = open.last_mut()
        && text.len() < MAX_FIELD
    {
        let mut end = more.len().min(MAX_FIELD);
        while !more.is_char_boundary(end) {
            end -= 1;
        }
        text.push_str(&more[..end]);
    }
}

fn entity(name: &str) -> String {
    match name {
        "nbsp" => " ".to_owned(),
        // Stays to be taken for a tag or a reference by nobody.
        "lt" => "<".to_owned(),
        "amp" => "&".to_owned(),
        _ => html::text_of(&format!("&{name};")),
    }
}

/// Several details become one field, parted by commas, as in a table.
fn put_detail(item: &mut Item, detail: String) {
    match item.fields.iter_mut().find(|(name, _)| name == DETAIL) {
        Some((_, value)) if value.len() < MAX_FIELD => {
            value.push(',');
            value.push_str(&detail);
        }
        Some(_) => {}
        None => item.put(DETAIL, detail),
    }
}

fn newlines(event: &Event) -> u64 {
    let text: &str = match event {
        Event::Start(it) | Event::Empty(it) => it,
        Event::Text(it) => it,
        Event::CData(it) => it,
        Event::Comment(it) => it,
        Event::PI(it) => it,
        Event::DocType(it) => it,
        _ => "",
    };
    text.bytes().filter(|byte| *byte == b'\n').count() as u64
}

/// Refuses a text without tags before it fills the memory.
struct Bounded<R> {
    inner: R,
    without: usize,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        match buffer[..count].iter().rposition(|byte| *byte == b'<') {
            Some(at) => self.without = count - at,
            None => self.without += count,
        }
        if self.without > MAX_STRETCH {
            return Err(io::Error::other(format!("no tag for {MAX_STRETCH} bytes")));
        }
        Ok(count)
    }
}
