//! What a build did, rule by rule: printed, and written beside the model.
//!
//! The report may end up in a public folder, so it names lines and products and
//! never an order or a customer.

use crate::read::encoding::Found;
use dangol_wire::{Aggregates, LifetimeNumbers};
use serde::Serialize;

/// How many examples each count keeps.
pub const EXAMPLES: usize = 5;

/// What was read, what each rule did, what is left, and what was written.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The files in the order in which they were read.
    pub files: Vec<FileReport>,
    /// The cleaning rules in the order in which they were applied.
    pub rules: Vec<Count>,
    /// What is left of the orders after cleaning.
    pub kept: Kept,
    /// What tuning has chosen, one line a number; empty without tuning.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tuned: Vec<String>,
    /// What was written, if a model was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<ModelReport>,
    /// What came of the collector's aggregates, if there were any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub demand: Option<DemandReport>,
    /// How customers come back, if a model was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lifetime: Option<LifetimeReport>,
}

/// What was read from one file.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FileReport {
    /// The file's name without its folder.
    pub name: String,
    /// What form the file has; empty where that is not found out.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub form: String,
    /// Each field with the column that it was read from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<(String, String)>,
    /// Columns that were not read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unused: Vec<String>,
    /// Which encoding the text is in.
    #[serde(skip)]
    pub encoding: Found,
    /// How many lines it has after the header.
    pub lines: u64,
    /// The lines that could not be used as they are, by what is wrong with them.
    pub bad: Vec<Count>,
    /// What is wrong with the first bad line.
    #[serde(skip)]
    pub first_bad: Option<String>,
}

impl PartialEq for FileReport {
    fn eq(&self, other: &Self) -> bool {
        let of = |it: &Self| {
            (
                it.name.clone(),
                it.lines,
                it.bad.clone(),
                it.columns.clone(),
            )
        };
        of(self) == of(other)
    }
}

/// How often something happened, with the first few examples.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Count {
    /// The rule or the fault.
    pub name: String,
    /// One sentence: what was done about it.
    pub what: String,
    /// What is counted: lines, products.
    pub unit: &'static str,
    /// How many.
    pub count: u64,
    /// The first few.
    pub examples: Vec<String>,
}

/// What is left after cleaning.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Kept {
    /// Order lines.
    pub lines: u64,
    /// Orders.
    pub orders: u64,
    /// Customers that are known.
    pub customers: u64,
    /// Products with at least one order line.
    pub products: u64,
    /// The day of the first order, empty without orders.
    pub first_day: String,
    /// The day of the last order, empty without orders.
    pub last_day: String,
}

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ModelReport {
    /// The model's build.
    pub build: String,
    /// Items with a row.
    pub items: u64,
    /// Items that may be recommended: in stock, with title and page.
    pub offered: u64,
    /// Items whose buyers typically buy them again.
    pub bought_again: u64,
    /// Neighbours of an item on average, by relation.
    pub related_per_item: f64,
    /// Likewise, bought in the same order.
    pub together_per_item: f64,
    /// Items in the list of trending ones.
    pub trending: u64,
    /// Items in the list of new ones.
    pub new: u64,
    /// Chunk files.
    pub chunks: u64,
    /// Bytes of all files of the build.
    pub bytes: u64,
    /// Bytes of the median chunk file.
    pub chunk_bytes_median: u64,
    /// Bytes of the largest chunk file.
    pub chunk_bytes_max: u64,
    /// Bytes of the home file.
    pub home_bytes: u64,
    /// Items with attributes by which they are compared.
    pub compared: u64,
    /// Bytes of all files of attributes.
    pub attribute_bytes: u64,
}

/// What was fitted of how customers come back.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LifetimeReport {
    /// The known customers that were looked at.
    pub customers: u64,
    /// How many of them bought again on another day.
    pub repeat_buyers: u64,
    /// The numbers that the entry file has, if it has any.
    pub numbers: Option<LifetimeNumbers>,
    /// Why it has none; empty if it has.
    pub why_not: &'static str,
}

/// What came of the collector's aggregates.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DemandReport {
    /// The first day that they tell of.
    pub first_day: String,
    /// The last day.
    pub last_day: String,
    /// How many noised answers they are from.
    pub answers: u64,
    /// Categories of interest that the catalogue lacks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown: Option<Count>,
    /// How many times what it sells each category counts; empty if nothing has moved.
    pub moved: Vec<(String, f64)>,
    /// Why nothing has moved; empty if something has.
    pub why_not: &'static str,
}

impl DemandReport {
    /// Where there are no orders to hold interest against.
    pub fn without_orders(of: &Aggregates) -> Self {
        Self {
            first_day: of.first_day.clone(),
            last_day: of.last_day.clone(),
            why_not: "there are neither orders nor a catalogue, so there are no categories",
            ..Self::default()
        }
    }
}

impl Count {
    /// Nothing counted yet.
    pub fn new(name: &str, unit: &'static str, what: &str) -> Self {
        Self {
            name: name.to_owned(),
            what: what.to_owned(),
            unit,
            ..Self::default()
        }
    }

    /// One more; the example is only made if it is kept.
    pub fn add(&mut self, example: impl FnOnce() -> String) {
        self.count += 1;
        if self.examples.len() < EXAMPLES {
            self.examples.push(shorten(&example()));
        }
    }
}

impl FileReport {
    /// A file of which nothing has been read.
    pub fn new(path: &std::path::Path) -> Self {
        Self {
            name: path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Counts a line that is left out.
    pub fn bad(&mut self, fault: &str, line: u64, detail: String) {
        self.note(fault, "The line is left out.", line, detail);
    }

    /// Counts what is passed over because it is nothing to be read.
    pub fn pass(
        &mut self,
        name: &str,
        what: &str,
        unit: &'static str,
        example: impl FnOnce() -> String,
    ) {
        let place = match self.bad.iter().position(|count| count.name == name) {
            Some(place) => place,
            None => {
                self.bad.push(Count::new(name, unit, what));
                self.bad.len() - 1
            }
        };
        self.bad[place].add(example);
    }

    /// Says which columns were read, by the names of the fields and where they are.
    pub fn mapped(&mut self, fields: &[&str], header: &[String], places: &[Option<usize>]) {
        let used: Vec<usize> = places.iter().flatten().copied().collect();
        let is_filled = |place: &usize| !header[*place].is_empty();
        self.columns = (fields.iter().zip(places))
            .filter_map(|(field, place)| Some((*field, header.get((*place)?)?)))
            .map(|(field, column)| (field.to_string(), column.clone()))
            .collect();
        self.unused = (0..header.len())
            .filter(|place| !used.contains(place) && is_filled(place))
            .map(|place| header[place].clone())
            .collect();
    }

    /// Says what was found out of the text, once it is read to its end.
    pub fn end(&mut self) {
        let malformed = self.encoding.malformed();
        if malformed > 0 {
            let mut count = Count::new(
                "letters that cannot be read",
                "letters",
                "They became U+FFFD. Is it in another encoding? --encoding tells.",
            );
            count.count = malformed;
            self.bad.push(count);
        }
    }

    /// Counts a line that is used, but not as it stands.
    pub fn note(&mut self, fault: &str, what: &str, line: u64, detail: String) {
        let example = format!("line {line}: {detail}");
        if self.first_bad.is_none() {
            self.first_bad = Some(shorten(&format!("line {line}: {fault}, {detail}")));
        }
        let place = match self.bad.iter().position(|count| count.name == fault) {
            Some(place) => place,
            None => {
                self.bad.push(Count::new(fault, "lines", what));
                self.bad.len() - 1
            }
        };
        self.bad[place].add(|| example);
    }
}

/// Keeps one value from filling the report, and control characters from a terminal.
pub(crate) fn shorten(text: &str) -> String {
    const LIMIT: usize = 160;
    let mut short: String = text
        .chars()
        .take(LIMIT)
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    if text.chars().nth(LIMIT).is_some() {
        short.push('…');
    }
    short
}
