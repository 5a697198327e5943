//! Cleaning order lines: named rules, each counted, applied in this order.
//!
//! | rule | file |
//! |---|---|
//! | dates far from all others | [`date`] |
//! | codes that differ only by case | [`code_case`] |
//! | fees, postage and other lines that are no products | [`not_product`] |
//! | cancellations, with the purchases that they undo | [`cancelled`] |
//! | stock-take notes and test entries | [`note`] |
//! | missing descriptions | [`missing_title`] |
//! | returns and adjustments | [`returned`] |
//! | impossible prices | [`price`] |
//! | several descriptions of one product | [`title`] |
//! | repeated lines | [`repeated`] |

pub mod cancelled;
pub mod code_case;
pub mod date;
pub mod missing_title;
pub mod not_product;
pub mod note;
pub mod pattern;
pub mod price;
pub mod repeated;
pub mod returned;
pub mod title;

use crate::Progress;
use crate::catalogue::Catalogue;
use crate::options::CleanOptions;
use crate::read::date::day_text;
use crate::read::orders::{Line, NOBODY, Orders};
use crate::report::{Count, Kept, Report};

/// Order lines that tell what was bought, and what each product is called.
#[derive(Debug, Clone, Default)]
pub struct Cleaned {
    /// The lines that are left.
    pub orders: Orders,
    /// The title of each product, by the product's number; 0 if it has none.
    pub titles: Vec<u32>,
}

impl Cleaned {
    /// The title of a product; empty if it has none.
    pub fn title(&self, item: u32) -> &str {
        let number = self.titles.get(item as usize).copied().unwrap_or(0);
        self.orders.titles.text(number)
    }
}

/// Applies all rules. The catalogue, if there is one, decides how a code is spelled.
pub fn clean(
    mut orders: Orders,
    catalogue: Option<&Catalogue>,
    options: &CleanOptions,
    report: &mut Report,
    progress: &dyn Progress,
) -> Cleaned {
    progress.stage("cleaning", Some(10));
    let mut done = |counts: Vec<Count>| {
        report.rules.extend(counts);
        progress.advance(1);
    };
    done(vec![date::apply(&mut orders, options)]);
    done(vec![code_case::apply(&mut orders, catalogue)]);
    done(vec![not_product::apply(&mut orders, options)]);
    done(cancelled::apply(&mut orders, options).into());
    done(vec![note::apply(&mut orders)]);
    done(missing_title::apply(&mut orders).into());
    done(vec![returned::apply(&mut orders)]);
    done(price::apply(&mut orders, options).into());
    let (titles, count) = title::apply(&mut orders);
    done(vec![count]);
    done(vec![repeated::apply(&mut orders)]);
    report.kept = kept(&orders);
    Cleaned { orders, titles }
}

/// Removes the lines for which `leaves` says so, and counts them.
fn remove(orders: &mut Orders, count: &mut Count, mut leaves: impl FnMut(&Orders, &Line) -> bool) {
    let mut lines = std::mem::take(&mut orders.lines);
    lines.retain(|line| {
        let leaves = leaves(orders, line);
        if leaves {
            count.add(|| orders.example(line));
        }
        !leaves
    });
    orders.lines = lines;
}

/// Whether the line says that nothing was paid. Where no file has prices, nobody can tell.
fn is_free(orders: &Orders, line: &Line) -> bool {
    orders.priced && line.price <= 0
}

fn kept(orders: &Orders) -> Kept {
    let distinct = |numbers: &mut dyn Iterator<Item = u32>, of: usize| {
        let mut seen = vec![false; of];
        numbers
            .filter(|number| {
                seen.get_mut(*number as usize)
                    .is_some_and(|seen| !std::mem::replace(seen, true))
            })
            .count() as u64
    };
    let lines = &orders.lines;
    let times = lines.iter().map(|line| line.time);
    Kept {
        lines: lines.len() as u64,
        orders: distinct(
            &mut lines.iter().map(|line| line.order),
            orders.orders.len(),
        ),
        customers: distinct(
            &mut lines
                .iter()
                .map(|line| line.customer)
                .filter(|customer| *customer != NOBODY),
            orders.customers.len(),
        ),
        products: distinct(&mut lines.iter().map(|line| line.item), orders.items.len()),
        first_day: times.clone().min().map(day_text).unwrap_or_default(),
        last_day: times.max().map(day_text).unwrap_or_default(),
    }
}
