//! Writes an order file as large as wanted that is distributed like a real shop's.
//!
//! `cargo run --profile fast -p dangol-builder --example synthetic -- ORDERS.csv.zst LINES ITEMS OUT.csv`
//!
//! Shoppers are drawn from the real ones with replacement (Efron's bootstrap), each with all of
//! their orders, which become new orders at the same times; an order without a customer is drawn
//! as a shopper of its own. So the sizes of baskets, the orders per customer, how much is bought
//! again, returns and other dirt, and what goes together are as in the real file. Where more
//! products are wanted than the shop sells, each becomes several variants: a shopper buys one
//! of them only, mostly that of the branch at which all of their shopping is done, so that
//! every branch has the real shop's curve of popularity and its neighbours. Where fewer are
//! wanted, only the best sellers' lines are kept. The lines come in the order of time. Nothing
//! depends on the machine or the moment: the same arguments give the same file.

use dangol_builder::read::date::DAY;
use dangol_builder::read::orders::{Line, NO_PRICE, NOBODY, Orders};
use dangol_builder::{Report, Silent};
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufWriter, Write};

/// In how many of a hundred cases a shopper buys the variant of their branch.
const AT_HOME: u64 = 70;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [orders, lines, items, out] = arguments.as_slice() else {
        return Err("synthetic ORDERS LINES ITEMS OUT.csv".into());
    };
    let orders = Orders::read(&[orders], 2, &mut Report::default(), &Silent)?;
    let shop = Shop::of(&orders, items.parse()?);
    let drawn = shop.draw(lines.parse()?);
    let mut file = BufWriter::new(std::fs::File::create(out)?);
    let written = shop.write(&drawn, &mut file)?;
    file.flush()?;
    println!(
        "{written} lines of {} orders of {} shoppers, {} branches",
        drawn.orders.len(),
        drawn.shoppers,
        shop.branches
    );
    Ok(())
}

/// The real shop, sorted by who bought.
struct Shop<'a> {
    orders: &'a Orders,
    /// The lines of each order.
    lines: Vec<Vec<&'a Line>>,
    /// The orders of each shopper.
    shoppers: Vec<Vec<u32>>,
    branches: u64,
}

/// An order that is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Drawn {
    time: u32,
    shopper: u32,
    order: u32,
}

/// What is to be written.
struct Draw {
    /// In the order of time.
    orders: Vec<Drawn>,
    shoppers: u32,
}

impl<'a> Shop<'a> {
    fn of(orders: &'a Orders, items: usize) -> Self {
        let mut sold = vec![0u32; orders.items.len()];
        for line in &orders.lines {
            sold[line.item as usize] += 1;
        }
        let mut best: Vec<usize> = (0..sold.len()).collect();
        best.sort_by_key(|item| (std::cmp::Reverse(sold[*item]), *item));
        let mut is_kept = vec![false; sold.len()];
        best.iter()
            .take(items)
            .for_each(|item| is_kept[*item] = true);
        let mut lines: Vec<Vec<&Line>> = vec![Vec::new(); orders.orders.len()];
        for line in orders
            .lines
            .iter()
            .filter(|line| is_kept[line.item as usize])
        {
            lines[line.order as usize].push(line);
        }
        // Of nobody known, each order is a shopper's.
        let mut by_shopper: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
        for (order, lines) in (0u32..).zip(&lines) {
            if let Some(line) = lines.first() {
                let nobody = if line.customer == NOBODY { order } else { 0 };
                let orders = by_shopper.entry((line.customer, nobody)).or_default();
                orders.push(order);
            }
        }
        Self {
            orders,
            lines,
            shoppers: by_shopper.into_values().collect(),
            branches: (items as u64).div_ceil(sold.len().max(1) as u64).max(1),
        }
    }

    /// Draws shoppers until there are so many lines.
    fn draw(&self, lines: usize) -> Draw {
        let mut dice = fastrand::Rng::with_seed(1);
        let mut orders = Vec::new();
        let (mut shopper, mut count) = (0, 0);
        while count < lines && !self.shoppers.is_empty() {
            for order in &self.shoppers[dice.usize(0..self.shoppers.len())] {
                let lines = &self.lines[*order as usize];
                count += lines.len();
                orders.push(Drawn {
                    time: lines.first().map_or(0, |line| line.time),
                    shopper,
                    order: *order,
                });
            }
            shopper += 1;
        }
        orders.sort_unstable();
        Draw {
            orders,
            shoppers: shopper,
        }
    }

    /// Which variant of an item a shopper buys, always the same one.
    fn variant(&self, shopper: u32, item: u32) -> u64 {
        let home = mixed(u64::from(shopper)) % self.branches;
        let taste = mixed(u64::from(shopper) << 32 | u64::from(item) | 1 << 63);
        if taste % 100 < AT_HOME {
            home
        } else {
            taste / 100 % self.branches
        }
    }

    /// Writes the lines; gives how many there are.
    fn write(&self, draw: &Draw, out: &mut impl Write) -> std::io::Result<usize> {
        writeln!(
            out,
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID"
        )?;
        let mut count = 0;
        for (number, drawn) in draw.orders.iter().enumerate() {
            // A letter before an order's number says that it was cancelled.
            let id = self.orders.orders.text(drawn.order);
            let letter = id.trim_end_matches(|letter: char| letter.is_ascii_digit());
            for line in &self.lines[drawn.order as usize] {
                let variant = match self.variant(drawn.shopper, line.item) {
                    0 => String::new(),
                    variant => format!("-{variant}"),
                };
                write!(
                    out,
                    "{letter}{},{}{variant},\"{}\",{},{},",
                    100_000 + number,
                    self.orders.items.text(line.item),
                    self.orders.titles.text(line.title).replace('"', "\"\""),
                    line.quantity,
                    moment(line.time),
                )?;
                if line.price != NO_PRICE {
                    let (sign, cents) = (if line.price < 0 { "-" } else { "" }, line.price.abs());
                    write!(out, "{sign}{}.{:02}", cents / 100, cents % 100)?;
                }
                match line.customer {
                    NOBODY => writeln!(out, ",")?,
                    _ => writeln!(out, ",{}", 10_000 + drawn.shopper)?,
                }
                count += 1;
            }
        }
        Ok(count)
    }
}

/// A number without any pattern (the finaliser of SplitMix64; Steele, Lea and Flood, OOPSLA 2014).
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// As order files have it: `2011-12-09 12:50:00`.
fn moment(time: u32) -> String {
    let day = dangol_builder::read::date::day_text(time);
    let second = time % DAY;
    let (hour, minute) = (second / 3600, second / 60 % 60);
    format!("{day} {hour:02}:{minute:02}:{:02}", second % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const CSV: &str = "\
InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID
1,a,RED MUG,1,2011-01-02 08:26:00,2.55,7
1,b,\"TEA, GREEN\",2,2011-01-02 08:26:00,1.00,7
C2,a,RED MUG,-1,2011-01-04 09:00:00,2.55,7
3,b,\"TEA, GREEN\",1,2011-01-03 10:00:00,,
4,a,RED MUG,1,2011-02-02 10:00:00,2.55,8
";

    fn orders() -> Orders {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("orders.csv");
        std::fs::write(&file, CSV).expect("written");
        Orders::read(&[file], 2, &mut Report::default(), &Silent).expect("sound")
    }

    fn written(lines: usize, items: usize) -> Vec<Vec<String>> {
        let orders = orders();
        let shop = Shop::of(&orders, items);
        let mut out = Vec::new();
        let count = shop.write(&shop.draw(lines), &mut out).expect("written");
        let mut reader = csv::Reader::from_reader(out.as_slice());
        let rows: Vec<Vec<String>> = reader
            .records()
            .map(|row| row.expect("csv").iter().map(str::to_owned).collect())
            .collect();
        assert_eq!(rows.len(), count);
        rows
    }

    #[test]
    fn it_is_as_long_as_wanted_in_the_order_of_time_and_always_the_same() {
        let rows = written(1000, 2);
        assert!((1000..1003).contains(&rows.len()), "{}", rows.len());
        assert!(rows.iter().map(|row| &row[4]).is_sorted());
        assert_eq!(rows, written(1000, 2));
    }

    #[test]
    fn shoppers_keep_all_their_orders_and_cancelled_ones_their_letter() {
        let rows = written(600, 2);
        let of = |test: &dyn Fn(&[String]) -> bool| rows.iter().filter(|row| test(row)).count();
        let cancelled = of(&|row| row[0].starts_with('C') && row[3] == "-1");
        let with_tea = of(&|row| row[1] == "b" && !row[6].is_empty());
        assert!(cancelled > 0 && cancelled == with_tea);
        // A third of the three shoppers' lines each: 3 of 5, 1 of 5, 1 of 5.
        let of_nobody = of(&|row| row[6].is_empty());
        assert!((90..150).contains(&of_nobody), "{of_nobody}");
        assert!(
            rows.iter()
                .all(|row| row[6].is_empty() == row[5].is_empty())
        );
    }

    #[test]
    fn each_product_becomes_variants_of_which_a_shopper_buys_one() {
        let rows = written(2000, 8);
        let items: BTreeSet<&str> = rows.iter().map(|row| row[1].as_str()).collect();
        assert_eq!(items.len(), 8);
        let mut of_shopper: BTreeMap<(&str, char), BTreeSet<&str>> = BTreeMap::new();
        for row in rows.iter().filter(|row| !row[6].is_empty()) {
            let key = (row[6].as_str(), row[1].chars().next().expect("an id"));
            of_shopper.entry(key).or_default().insert(&row[1]);
        }
        assert!(of_shopper.values().all(|variants| variants.len() == 1));
        assert!(written(100, 1).iter().all(|row| row[1] == "a"));
    }
}
