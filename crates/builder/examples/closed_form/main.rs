//! For developers: item-to-item weights in closed form against those that are learned, with
//! the same number of neighbours.
//!
//! `cargo run --profile fast -p dangol-builder --example closed_form -- TRAIN [TEST]`
//!
//! The environment says what: `WHAT` is one or more of `present`, `closed`, `blend` (how much of
//! the closed form is added to the learned rows) and `bits` (one step of weights against several);
//! `BLOCK`, `RIDGE`, `SHARE`, `BACK`, `ON`, `HALF` and `ITSELF` are the fields of [`Closed`]. What
//! came of it is in docs/adr/0016 and 0017.
//!
//! Without a test the last twentieth of the training visits is held out, which is where
//! everything is chosen.

mod bits;
mod closed;
mod score;

use closed::Closed;
use dangol_builder::read::cases::Cases;
use dangol_builder::read::sessions;
use dangol_builder::train::Rows;
use dangol_builder::train::session::{self, Learned};
use dangol_builder::{Options, Report, Silent};
use std::error::Error;
use std::path::PathBuf;

const SLIST: Closed = Closed {
    block: 100,
    ridge: 2.0,
    share: 0.2,
    back: 0.6,
    on: 0.6,
    half_life: 0.25,
    itself: true,
};

fn var(name: &str, or: f32) -> Result<f32, Box<dyn Error>> {
    match std::env::var(name) {
        Ok(value) => Ok(value
            .parse()
            .map_err(|_| format!("{name} is {value:?}; expected a number"))?),
        Err(_) => Ok(or),
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<PathBuf> = std::env::args().skip(1).map(Into::into).collect();
    let [first, rest @ ..] = paths.as_slice() else {
        return Err("expected TRAIN [TEST], and in WHAT what to print".into());
    };
    let mut report = Report::default();
    let train = sessions::read(&[first.as_path()], &mut report, &Silent)?;
    let (train, test) = match rest.first() {
        Some(path) => (train, Cases::read(path, &mut report, &Silent)?),
        None => {
            let (earlier, later) = train.split_at(train.len() - train.len() / 20);
            (earlier, Cases::all(later))
        }
    };
    let test = score::Test::new(&train, &test);
    let options = Options::default();
    let what = std::env::var("WHAT").unwrap_or_default();
    let of = Closed {
        block: var("BLOCK", SLIST.block as f32)? as usize,
        ridge: var("RIDGE", SLIST.ridge)?,
        share: var("SHARE", SLIST.share)?,
        back: var("BACK", SLIST.back)?,
        on: var("ON", SLIST.on)?,
        half_life: var("HALF", SLIST.half_life)?,
        itself: var("ITSELF", 1.0)? > 0.0,
    };
    let say = |name: &str, learned: &Learned| {
        let [published, explore] = test.score(learned);
        println!("{name}: {published} | {explore}");
    };
    if what.contains("closed") {
        let at = std::time::Instant::now();
        let rows = closed::rows(&train, train.len(), &of);
        println!("{of:?} {:?}", at.elapsed());
        for fade in [0.4, 0.6, 0.75] {
            say(&format!("closed fade {fade}"), &plain(rows.clone(), fade));
        }
    }
    if what.contains("present") {
        say("present", &session::learn(&train, 24, &options.train));
    }
    if what.contains("bits") {
        bits::print(&test, &session::learn(&train, 24, &options.train));
    }
    if what.contains("blend") {
        let present = session::learn(&train, 24, &options.train);
        let mut rows = closed::rows(&train, train.len(), &of);
        for row in &mut rows {
            row.retain(|(_, weight)| *weight > 0.0);
            row.sort_unstable_by_key(|(other, _)| *other);
        }
        let size = |rows: &Rows| {
            let sum: f32 = rows.iter().flatten().map(|(_, weight)| *weight).sum();
            sum / rows.len() as f32
        };
        let scale = size(&present.rows) / size(&rows);
        for share in [0.0, 0.1, 0.2, 0.3, 0.5] {
            let mut blended = present.clone();
            for (row, closed) in blended.rows.iter_mut().zip(&rows) {
                for (_, weight) in row.iter_mut() {
                    *weight *= 1.0 - share;
                }
                for (other, weight) in closed {
                    let more = share * scale * weight;
                    match row.iter_mut().find(|(known, _)| known == other) {
                        Some((_, weight)) => *weight += more,
                        None => row.push((*other, more)),
                    }
                }
                row.sort_unstable_by(|a, b| b.1.total_cmp(&a.1));
            }
            say(&format!("blend {share}"), &blended);
        }
    }
    Ok(())
}

/// Rows in closed form, with what each step back leaves of a look.
fn plain(rows: Rows, fade: f32) -> Learned {
    let looks = (0..dangol_wire::LOOKS as i32).map(|place| fade.powi(place));
    let scoring = dangol_wire::Scoring {
        looks: looks.collect(),
        seen: vec![0.0; dangol_wire::LOOKS],
        ..Default::default()
    };
    Learned {
        rows,
        scoring: Some(scoring),
        ..Default::default()
    }
}
