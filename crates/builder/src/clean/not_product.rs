//! Fees, postage, samples, vouchers: lines that are no products.

use super::pattern::Patterns;
use super::{remove, title};
use crate::options::CleanOptions;
use crate::read::orders::Orders;
use crate::report::Count;

/// Removes the lines whose item, by its id or by what it is commonly called, or whose
/// own description is on the lists of the options.
pub fn apply(orders: &mut Orders, options: &CleanOptions) -> Count {
    let mut count = Count::new(
        "fees, postage and other lines that are no products",
        "lines",
        "The line is left out.",
    );
    let ids = Patterns::new(&options.not_product_ids);
    let titles = Patterns::new(&options.not_product_titles);
    let title_fits: Vec<bool> = orders.titles.texts().map(|text| titles.fit(text)).collect();
    let item_fits: Vec<bool> = orders
        .items
        .texts()
        .zip(title::common(orders))
        .map(|(id, title)| ids.fit(id) || title_fits[title as usize])
        .collect();
    remove(orders, &mut count, |_, line| {
        item_fits[line.item as usize] || title_fits[line.title as usize]
    });
    count
}
