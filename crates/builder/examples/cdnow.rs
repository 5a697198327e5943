//! Fits BG/NBD to the CDNOW sample as Fader, Hardie and Lee (Marketing Science 24, 2005) do: by
//! the purchases of 1997 until the end of September, and prints the fit as one JSON object.
//!
//! `cargo run --profile fast -p dangol-builder --example cdnow -- CDNOW_sample.txt.zst`

use dangol_builder::lifetime::{self, Buyer, Buyers};
use std::collections::BTreeMap;
use std::error::Error;
use std::io::Read;

/// 1997-09-30, as a day of the year.
const END: u32 = 273;
/// The days of 1997 before each month.
const BEFORE: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("cdnow CDNOW_sample.txt.zst")?;
    let mut text = String::new();
    zstd::Decoder::new(std::fs::File::open(path)?)?.read_to_string(&mut text)?;
    let mut days_of: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (number, line) in (1..).zip(text.lines()) {
        let (customer, day) = purchase(line).ok_or(format!("line {number}: {line}"))?;
        if let Some(day) = day.filter(|day| *day <= END) {
            days_of.entry(customer).or_default().push(day);
        }
    }
    let buyers: Option<Vec<Buyer>> = days_of
        .into_values()
        .map(|days| Buyer::of(days, END))
        .collect();
    let buyers = Buyers::count(buyers.ok_or("a customer without a purchase")?.into_iter());
    let customers = buyers.customers();
    let fit = lifetime::fit(buyers)?;
    let found = serde_json::json!({
        "customers": customers,
        "r": fit.numbers.r,
        "alpha": fit.numbers.alpha,
        "a": fit.numbers.a,
        "b": fit.numbers.b,
        "log_likelihood": fit.log_likelihood,
    });
    println!("{found}");
    Ok(())
}

/// The customer of a line, and the day of 1997 if it was in that year.
fn purchase(line: &str) -> Option<(&str, Option<u32>)> {
    let mut fields = line.split_whitespace();
    let customer = fields.next()?;
    let date = fields.nth(1)?;
    let number = |at: std::ops::Range<usize>| date.get(at)?.parse::<usize>().ok();
    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
    let before = BEFORE.get(month.checked_sub(1)?)?;
    Some((customer, (year == 1997).then_some(before + day as u32)))
}
