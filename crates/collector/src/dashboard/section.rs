//! A part of the dashboard: a sentence that says it, a drawing, and a table of the same.

use super::suggestion::Suggestion;
use serde::Serialize;

/// A part of the page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Section {
    /// Its name in addresses, the same in every language.
    pub id: &'static str,
    /// What it is about.
    pub title: String,
    /// What there is to know, in a sentence.
    pub says: String,
    /// Whether that is good (`good`), bad (`bad`), or neither.
    pub mood: &'static str,
    /// What is to be known to read it.
    pub notes: Vec<String>,
    /// Drawings.
    pub drawings: Vec<Drawing>,
    /// What can be done for those of whom the figures tell.
    pub suggestions: Vec<Suggestion>,
    /// The figures, of which the first is the CSV file of the part.
    pub tables: Vec<Table>,
}

/// A drawing; its figures are in the section's tables too.
#[derive(Debug, Clone, Serialize)]
pub struct Drawing {
    /// What it shows.
    pub title: String,
    /// The SVG.
    pub svg: String,
}

/// A table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Table {
    /// What it shows.
    pub title: String,
    /// The names of the columns.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// As comma-separated values (RFC 4180). A cell that a spreadsheet would take for a
    /// formula is kept from being one.
    pub fn csv(&self) -> String {
        let mut out = String::new();
        for row in std::iter::once(&self.head).chain(&self.rows) {
            let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
            out.push_str(&cells.join(","));
            out.push_str("\r\n");
        }
        out
    }
}

fn quoted(cell: &str) -> String {
    let is_number = cell.replace(',', "").parse::<f64>().is_ok();
    let is_formula = !is_number && cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = match (is_formula, is_number) {
        (true, _) => format!("'{cell}"),
        // Thousands are grouped for people only.
        (_, true) => cell.replace(',', ""),
        _ => cell.to_owned(),
    };
    match cell.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_safe_to_open() {
        let table = Table {
            title: String::new(),
            head: vec!["name".into(), "reports".into()],
            rows: vec![
                vec!["a, \"b\"".into(), "1,234".into()],
                vec!["=SUM(A1)".into(), "-0.50".into()],
            ],
        };
        let expected = "name,reports\r\n\"a, \"\"b\"\"\",1234\r\n'=SUM(A1),-0.50\r\n";
        assert_eq!(table.csv(), expected);
    }
}
