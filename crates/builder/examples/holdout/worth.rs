//! Rows of one length against rows of as many neighbours in all, of which those are kept that
//! are worth most by what is expected to be sold.

use super::{basket, next};
use dangol_builder::catalogue::Catalogue;
use dangol_builder::history::History;
use dangol_builder::train::session::prune::prune;
use dangol_builder::train::{Demand, Rows, together, train};
use dangol_builder::{Options, Silent};

const MEANS: [usize; 5] = [4, 6, 8, 12, 20];

pub fn print(past: &History, future: &History, catalogue: &Catalogue, base: &Options) {
    let mut options = base.clone();
    options.model.related = 40;
    options.model.together = 40;
    let offered = vec![true; past.items];
    let demand = Demand::default();
    let trained = train(past, catalogue, &offered, &demand, &options, &Silent);
    let weights = together::order_weights(past, &options.train);
    let sold = together::item_weights(past, &weights);
    let all: f32 = sold.iter().sum();
    let traffic: Vec<f32> = sold.iter().map(|sold| sold / all).collect();
    for (kind, rows) in [
        ("together", &trained.together),
        ("related", &trained.related),
    ] {
        for mean in MEANS {
            let mut fixed = rows.clone();
            fixed.iter_mut().for_each(|row| row.truncate(mean));
            let kept: usize = fixed.iter().map(Vec::len).sum();
            let mut worthy = rows.clone();
            prune(&mut worthy, &traffic, kept as f64 / rows.len() as f64, 0.5);
            for (how, rows) in [("one length", &fixed), ("by worth", &worthy)] {
                let name = format!("{kind} {how}, {:.2}", mean_of(rows));
                let (basket, next) = (basket(future, rows), next(past, future, rows, None));
                println!("{name:<44} basket {basket} next {next}");
            }
        }
    }
}

fn mean_of(rows: &Rows) -> f64 {
    rows.iter().map(Vec::len).sum::<usize>() as f64 / rows.len() as f64
}
