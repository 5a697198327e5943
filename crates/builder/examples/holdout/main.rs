//! For developers: how well the rows foretell the last four weeks of a history, and
//! what they hold for the best sellers.
//!
//! `cargo run --profile fast -p dangol-builder --example holdout -- ORDERS.csv.zst`
//!
//! The model is trained on what came before. Two questions, each answered by the mean
//! over the held-out orders:
//!
//! - *basket*: an item of the order is on the page; how much of its row (12 long) is in
//!   the same order (precision), and is anything (hit rate)?
//! - *next*: the customer's last order before is the profile, its rows are added up;
//!   how much of what they buy for the first time is among the best 20 (recall), and is anything?
//!
//! Popularity (customers in the last four weeks of training) answers both as the baseline.
//!
//! `COLD=1` asks a third question instead, of items without history: see [`cold`].
//! `WORTH=1` asks instead what rows of one length cost against rows cut by worth: see [`worth`].
//! `EARLIER=days` leaves the newest days out of everything, so that a choice can be made
//! on other weeks than the ones that it is then told by.

mod cold;
mod variant;
mod worth;

use dangol_builder::build::{Input, read_orders};
use dangol_builder::catalogue::{self, Catalogue};
use dangol_builder::clean::Cleaned;
use dangol_builder::history::History;
use dangol_builder::read::date::DAY;
use dangol_builder::train::{Demand, Rows, Trained, train, trending};
use dangol_builder::{Options, Report, Silent};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use variant::variants;

const HELD_OUT: u32 = 28 * DAY;
const BASKET: usize = 12;
const NEXT: usize = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let input = Input {
        catalogue: None,
        orders: std::env::args().skip(1).map(Into::into).collect(),
        sessions: Vec::new(),
        aggregates: None,
    };
    let base = Options::default();
    let mut all = read_orders(&input, None, &base, &mut Report::default(), &Silent)?;
    if std::env::var_os("SHOW").is_some() {
        show(&all, &base);
        return Ok(());
    }
    if let Some(days) = std::env::var_os("EARLIER") {
        let days: u32 = days.to_string_lossy().parse()?;
        let end = newest(&all).saturating_sub(days * DAY);
        all = part(&all, |time| time <= end);
    }
    let newest = newest(&all);
    let cut = newest.saturating_sub(HELD_OUT);
    let (before, after) = (
        part(&all, |time| time <= cut),
        part(&all, |time| time > cut),
    );
    let catalogue = Catalogue::derive(&catalogue::sold(&before), &base);
    if std::env::var_os("COLD").is_some() {
        cold::print(&before, &after, &catalogue, &base);
        return Ok(());
    }
    let past = History::new(&before, &catalogue);
    let future = History::new(&after, &catalogue);
    println!(
        "{} orders before, {} after",
        past.times.len(),
        future.times.len()
    );
    let popular = popular(&past);
    let rows: Rows = vec![popular.iter().map(|item| (*item, 1.0)).collect(); past.items];
    let last = next(&past, &future, &rows, Some(&popular));
    println!(
        "{:<44} basket {} next {}",
        "popularity",
        basket(&future, &rows),
        last
    );
    if std::env::var_os("WORTH").is_some() {
        worth::print(&past, &future, &catalogue, &base);
        return Ok(());
    }
    for (name, change) in variants() {
        let mut options = base.clone();
        change(&mut options.train);
        let offered = vec![true; past.items];
        let trained = train(
            &past,
            &catalogue,
            &offered,
            &Demand::default(),
            &options,
            &Silent,
        );
        for (kind, rows) in [
            ("together", &trained.together),
            ("related", &trained.related),
        ] {
            println!(
                "{:<44} basket {} next {}",
                format!("{kind} {name}"),
                basket(&future, rows),
                next(&past, &future, rows, None)
            );
        }
    }
    Ok(())
}

fn newest(all: &Cleaned) -> u32 {
    let times = all.orders.lines.iter().map(|line| line.time);
    times.max().unwrap_or(0)
}

fn part(all: &Cleaned, keep: impl Fn(u32) -> bool) -> Cleaned {
    let mut part = all.clone();
    part.orders.lines.retain(|line| keep(line.time));
    part
}

fn popular(history: &History) -> Vec<u32> {
    let since = history.newest().unwrap_or(0).saturating_sub(HELD_OUT);
    let mut counts: Vec<(usize, u32)> = (0..history.items as u32)
        .map(|item| {
            let sales = trending::sales(history, item);
            (sales.iter().filter(|(_, time)| *time > since).count(), item)
        })
        .collect();
    counts.sort_by_key(|(count, item)| (std::cmp::Reverse(*count), *item));
    counts.into_iter().take(200).map(|(_, item)| item).collect()
}

fn basket(future: &History, rows: &Rows) -> String {
    let (mut precision, mut hits, mut orders) = (0.0, 0.0, 0.0);
    for order in 0..future.times.len() as u32 {
        let basket = future.baskets.get(order);
        if basket.len() < 2 {
            continue;
        }
        let (mut found, mut any) = (0.0, 0.0);
        for item in basket {
            let row = rows[*item as usize]
                .iter()
                .filter(|(other, _)| other != item)
                .take(BASKET);
            let inside = row
                .filter(|(other, _)| basket.binary_search(other).is_ok())
                .count();
            found += inside as f64 / BASKET as f64;
            any += f64::from(u8::from(inside > 0));
        }
        precision += found / basket.len() as f64;
        hits += any / basket.len() as f64;
        orders += 1.0;
    }
    format!(
        "P@{BASKET} {:.4} HR {:.4}",
        precision / orders,
        hits / orders
    )
}

fn next(past: &History, future: &History, rows: &Rows, popular: Option<&[u32]>) -> String {
    let mut first_after: BTreeMap<u32, u32> = BTreeMap::new();
    for order in 0..future.times.len() as u32 {
        first_after
            .entry(future.customers[order as usize])
            .or_insert(order);
    }
    let (mut recall, mut hits, mut people) = (0.0, 0.0, 0.0);
    for (customer, order) in first_after {
        let own = past.orders_by.get(customer);
        if customer >= past.known_customers || own.is_empty() {
            continue;
        }
        let owned: BTreeSet<u32> = own
            .iter()
            .flat_map(|order| past.baskets.get(*order))
            .copied()
            .collect();
        let fresh: Vec<u32> = future
            .baskets
            .get(order)
            .iter()
            .copied()
            .filter(|item| !owned.contains(item))
            .collect();
        if fresh.is_empty() {
            continue;
        }
        let mut sums: BTreeMap<u32, f32> = BTreeMap::new();
        for item in own.last().map_or(&[][..], |last| past.baskets.get(*last)) {
            for (other, weight) in &rows[*item as usize] {
                *sums.entry(*other).or_default() += weight;
            }
        }
        let mut best: Vec<(u32, f32)> = sums
            .into_iter()
            .filter(|(item, _)| !owned.contains(item))
            .collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let best: Vec<u32> = match popular {
            Some(popular) => popular
                .iter()
                .copied()
                .filter(|item| !owned.contains(item))
                .collect(),
            None => best.into_iter().map(|(item, _)| item).collect(),
        };
        let found = best
            .iter()
            .take(NEXT)
            .filter(|item| fresh.contains(item))
            .count();
        recall += found as f64 / fresh.len().min(NEXT) as f64;
        hits += f64::from(u8::from(found > 0));
        people += 1.0;
    }
    format!(
        "R@{NEXT} {:.4} HR {:.4} of {people}",
        recall / people,
        hits / people
    )
}

fn show(all: &Cleaned, options: &Options) {
    let catalogue = Catalogue::derive(&catalogue::sold(all), options);
    let history = History::new(all, &catalogue);
    let offered = vec![true; history.items];
    let trained: Trained = train(
        &history,
        &catalogue,
        &offered,
        &Demand::default(),
        options,
        &Silent,
    );
    let titles: Vec<String> = catalogue
        .products
        .iter()
        .map(|(id, product)| format!("{id} {}", product.title))
        .collect();
    let orders = |item: u32| history.orders_of.get(item).len();
    let mut items: Vec<u32> = (0..history.items as u32).collect();
    items.sort_by_key(|item| (std::cmp::Reverse(orders(*item)), *item));
    let shown = items
        .iter()
        .take(10)
        .chain(items.iter().skip(1000).step_by(400));
    for item in shown {
        let place = *item as usize;
        println!(
            "\n{} ({} orders, again {})",
            titles[place],
            orders(*item),
            trained.again_days[place]
        );
        for (kind, rows) in [
            ("together", &trained.together),
            ("related", &trained.related),
        ] {
            for (other, weight) in rows[place].iter().take(7) {
                println!(
                    "  {kind:<9} {weight:.3} {} ({})",
                    titles[*other as usize],
                    orders(*other)
                );
            }
        }
    }
    for (name, list) in [("trending", &trained.trending), ("new", &trained.fresh)] {
        println!("\n{name}");
        for (item, score) in list {
            println!(
                "  {score:.3} {} ({})",
                titles[*item as usize],
                orders(*item)
            );
        }
    }
    let again = trained.again_days.iter().filter(|days| **days > 0).count();
    println!("\nbought again: {again}");
}
