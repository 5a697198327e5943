//! A table as Markdown has it, in columns that a terminal shows well, too.

use std::fmt::Write as _;

/// The rows below a head. The first column is text, all others are aligned as numbers.
pub fn markdown(head: &[&str], rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let cells = cells.map(|cell| cell.chars().count());
        cells.chain([head[column].chars().count(), 2]).max()
    };
    let widths: Vec<usize> = (0..head.len()).filter_map(width).collect();
    let mut out = String::new();
    let mut line = |cells: &[String]| {
        for (column, (cell, &width)) in cells.iter().zip(&widths).enumerate() {
            // Writing into a String cannot fail: it only grows.
            let _ = match column {
                0 => write!(out, "| {cell:<width$} "),
                _ => write!(out, "| {cell:>width$} "),
            };
        }
        out.push_str("|\n");
    };
    line(&head.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>());
    let rules = widths.iter().enumerate().map(|(column, &width)| {
        let dashes = "-".repeat(width - usize::from(column > 0));
        if column > 0 { dashes + ":" } else { dashes }
    });
    line(&rules.collect::<Vec<_>>());
    rows.iter().for_each(|row| line(row));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other() {
        let rows = [
            vec!["for-you".to_owned(), "7".to_owned()],
            vec!["새".to_owned(), "1234.5".to_owned()],
        ];
        let expected = "\
| kind    |    p50 |
| ------- | -----: |
| for-you |      7 |
| 새       | 1234.5 |
";
        assert_eq!(markdown(&["kind", "p50"], &rows), expected);
    }
}
