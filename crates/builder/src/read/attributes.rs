//! The columns of a catalogue by which products are compared: Google Merchant's, those that
//! are called `attr:NAME`, and those that an option names.

use super::columns::plain;
use super::table::Fields;
use crate::BuildError;
use crate::report::FileReport;
use dangol_wire::{MAX_ATTRIBUTE, MAX_ATTRIBUTES};

/// What a column that is an attribute by its own name begins with.
const MARK: &str = "attr:";

/// The longest name of an attribute, in bytes: what a shopper's profile keeps of it.
const MAX_NAME: usize = 80;

/// Google Merchant's attributes by which products are compared, each by its plain name and
/// the name that it is kept under.
const MERCHANT: [(&str, &str); 16] = [
    ("color", "color"),
    ("colour", "color"),
    ("size", "size"),
    ("material", "material"),
    ("pattern", "pattern"),
    ("gender", "gender"),
    ("agegroup", "age_group"),
    ("multipack", "multipack"),
    ("energyefficiencyclass", "energy_efficiency_class"),
    ("productweight", "weight"),
    ("productlength", "length"),
    ("productwidth", "width"),
    ("productheight", "height"),
    ("productdepth", "depth"),
    ("weight", "weight"),
    ("rating", "rating"),
];

/// Several attributes in one column, as `section:name:value` parted by commas.
const DETAIL: &str = "productdetail";

/// Where attributes stand in a line.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    places: Vec<(usize, Kind)>,
}

#[derive(Debug, Clone)]
enum Kind {
    /// The attribute of this name.
    Single(String),
    /// Several, each with its name.
    Detail,
}

impl Columns {
    /// Finds the columns in the header: those of Google Merchant, those called `attr:NAME`,
    /// and those named in `wanted`.
    ///
    /// # Errors
    /// When a wanted column is not there.
    pub fn find(
        header: &[String],
        wanted: &[String],
        file: &mut FileReport,
    ) -> Result<Self, BuildError> {
        let mut columns = Self::default();
        for (place, name) in header.iter().enumerate() {
            let named = plain(name);
            let is_wanted = wanted.iter().any(|wanted| plain(wanted) == named);
            let merchant = MERCHANT.iter().find(|(known, _)| *known == named);
            let kind = match (strip_mark(name), merchant) {
                (Some(name), _) => Kind::Single(name.to_owned()),
                (None, Some((_, name))) => Kind::Single((*name).to_owned()),
                (None, None) if named.starts_with(DETAIL) => Kind::Detail,
                (None, None) if is_wanted => Kind::Single(name.clone()),
                (None, None) => continue,
            };
            match &kind {
                Kind::Single(name) if name.is_empty() || name.len() > MAX_NAME => file.note(
                    "an attribute without a usable name",
                    "The column is left out.",
                    1,
                    format!("\"{name}\", expected 1 to {MAX_NAME} bytes"),
                ),
                _ => columns.places.push((place, kind)),
            }
        }
        let is_there = |wanted: &&String| header.iter().all(|name| plain(name) != plain(wanted));
        if let Some(missing) = wanted.iter().find(is_there) {
            return Err(BuildError::Option {
                option: "--attribute",
                found: format!("\"{missing}\""),
                expected: "the name of a column of the catalogue",
            });
        }
        Ok(columns)
    }

    /// The attributes of a line: names and values, the first of each name.
    pub fn read(&self, fields: &Fields, file: &mut FileReport) -> Vec<(String, String)> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (place, kind) in &self.places {
            let text = fields.at(*place);
            match kind {
                Kind::Single(name) => put(&mut pairs, name, text, fields.line, file),
                Kind::Detail => {
                    for (name, value) in details(text) {
                        put(&mut pairs, &name, &value, fields.line, file);
                    }
                }
            }
        }
        pairs
    }
}

/// The name behind `attr:`, in whatever case.
fn strip_mark(name: &str) -> Option<&str> {
    let (mark, rest) = name.split_at_checked(MARK.len())?;
    mark.eq_ignore_ascii_case(MARK).then(|| rest.trim())
}

/// `General:Type:Player,General:Memory:16 GB` as pairs; what has no name goes on with the
/// value before it, for values may hold commas.
fn details(text: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for part in text.split(',') {
        let mut parts = part.splitn(3, ':');
        match (parts.next(), parts.next(), parts.next()) {
            (Some(_), Some(name), Some(value)) => {
                pairs.push((name.trim().to_owned(), value.trim().to_owned()));
            }
            (Some(name), Some(value), None) => {
                pairs.push((name.trim().to_owned(), value.trim().to_owned()));
            }
            _ => {
                if let Some((_, value)) = pairs.last_mut() {
                    value.push(',');
                    value.push_str(part);
                }
            }
        }
    }
    pairs
}

fn put(
    pairs: &mut Vec<(String, String)>,
    name: &str,
    value: &str,
    line: u64,
    file: &mut FileReport,
) {
    let is_known = pairs.iter().any(|(known, _)| plain(known) == plain(name));
    if value.is_empty() || name.is_empty() || name.len() > MAX_NAME || is_known {
        return;
    }
    if pairs.len() == MAX_ATTRIBUTES {
        let what = "The product is kept with the first ones.";
        let detail = format!("{name}, expected at most {MAX_ATTRIBUTES}");
        file.note("too many attributes", what, line, detail);
        return;
    }
    let mut end = value.len().min(MAX_ATTRIBUTE);
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    if end < value.len() {
        let what = "The value is cut.";
        file.note(
            "an attribute that is too long",
            what,
            line,
            format!("{name}: {value}"),
        );
    }
    pairs.push((name.to_owned(), value[..end].to_owned()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_are_pairs() {
        let pairs = |text| -> Vec<(String, String)> { details(text) };
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            pairs("General:Type:Player, General:Memory:16 GB"),
            [pair("Type", "Player"), pair("Memory", "16 GB")]
        );
        assert_eq!(
            pairs("Care:Wash:cold, by hand,Fit:loose"),
            [pair("Wash", "cold, by hand"), pair("Fit", "loose")]
        );
        assert_eq!(pairs("By hand: 10:30:00"), [pair("10", "30:00")]);
        assert!(pairs("").is_empty() && pairs("nothing, at all").is_empty());
    }

    #[test]
    fn the_mark_may_be_in_any_case() {
        assert_eq!(strip_mark("attr:Set size"), Some("Set size"));
        assert_eq!(strip_mark("Attr: Motif|모티프"), Some("Motif|모티프"));
        assert_eq!(strip_mark("attribute"), None);
        assert_eq!(strip_mark("속성"), None);
    }
}
