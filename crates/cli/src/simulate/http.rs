//! A whole run: every device through the real core, every report over a socket to the real
//! collector with its database, and the figures that its dashboard would show.

use super::chance::Chance;
use super::device::{self, Visit};
use super::plan::{Plan, clock, day_of};
use super::runs::{Figures, Truth};
use super::shop::{SITE, Shop};
use dangol_collector::dashboard::book::Book;
use dangol_collector::storage::{Sqlite, Storage as _};
use dangol_collector::{Collector, Server, Settings};
use dangol_core::report::Outgoing;
use std::error::Error;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::time::Instant;

/// Devices that report at the same time, each lot over a connection that it keeps.
const CONNECTIONS: usize = 8;

/// What came of it.
pub struct Whole {
    /// What is known because it was simulated.
    pub truth: Truth,
    /// What the collector's figures say.
    pub figures: Figures,
    /// Seconds from the first device to the last answer.
    pub seconds: f64,
}

/// Runs it, with the database in a new folder that is gone afterwards.
///
/// # Errors
/// When a device, the collector or the network fails, or what was counted is not what was sent.
pub fn run(shop: &Shop, plan: &Plan, seed: u64) -> Result<Whole, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    let mut settings = Settings::new(data.clone(), vec![SITE.parse()?]);
    settings.per_minute = u32::MAX;
    settings.interests = shop.interests.clone();
    settings.withheld.insert(0, plan.holdout);
    settings.clock = clock;
    let asked = settings.asked();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let collector = Collector::open(settings)?;
    let any = SocketAddr::from(([127, 0, 0, 1], 0));
    let server = runtime.block_on(Server::bind(folder.path(), Some(collector), any))?;
    let address = server.address();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = runtime.spawn(server.run(async {
        // The sender's end is as good as its word.
        let _ = stopped.await;
    }));
    let begun = Instant::now();
    let truth = devices(shop, plan, seed, address);
    let seconds = begun.elapsed().as_secs_f64();
    let _ = stop.send(());
    runtime.block_on(running)??;
    let truth = truth?;
    let figures = figures(&data, shop, plan, asked)?;
    check(&truth, &figures)?;
    Ok(Whole {
        truth,
        figures,
        seconds,
    })
}

fn figures(data: &Path, shop: &Shop, plan: &Plan, asked: f64) -> Result<Figures, Box<dyn Error>> {
    let sums = Sqlite::open(data)?.sums(0)?;
    let book = Book::new(&sums, 0);
    Ok(Figures::of(&book, plan, shop.interests.len(), asked))
}

/// Plain counts are not noised, so every one has to be there, once.
fn check(truth: &Truth, figures: &Figures) -> Result<(), Box<dyn Error>> {
    let told = figures.trial.visitors;
    if told != truth.visitors {
        let expected = truth.visitors;
        return Err(format!("visitors {told:?} were counted, and {expected:?} were sent").into());
    }
    for arm in 0..2 {
        let buyers = figures.trial.buyers[arm];
        // Below the threshold nothing is said.
        if buyers.reports > 0.0 && buyers.sum != truth.buyers[arm] as f64 {
            return Err("buyers were counted that were not sent, or not counted".into());
        }
    }
    Ok(())
}

fn devices(shop: &Shop, plan: &Plan, seed: u64, to: SocketAddr) -> Result<Truth, Box<dyn Error>> {
    let lot = |first: usize| -> Result<Truth, String> {
        let mut truth = Truth::new(shop.interests.len());
        let mut stream = connect(to).map_err(|error| error.to_string())?;
        for number in (first..plan.reports).step_by(CONNECTIONS) {
            let said = |error: Box<dyn Error>| format!("device {number}: {error}");
            one(
                shop,
                plan,
                Chance::of(seed, number as u64),
                number,
                &mut truth,
                &mut stream,
            )
            .map_err(said)?;
        }
        Ok(truth)
    };
    let lots: Vec<Result<Truth, String>> = std::thread::scope(|scope| {
        let lots: Vec<_> = (0..CONNECTIONS)
            .map(|first| scope.spawn(move || lot(first)))
            .collect();
        let broke = || "a thread of devices broke down".to_owned();
        lots.into_iter()
            .map(|lot| lot.join().map_err(|_| broke()).and_then(|lot| lot))
            .collect()
    });
    let mut truth = Truth::new(shop.interests.len());
    for lot in lots {
        truth.add(&lot?);
    }
    Ok(truth)
}

fn one(
    shop: &Shop,
    plan: &Plan,
    mut chance: Chance,
    number: usize,
    truth: &mut Truth,
    stream: &mut TcpStream,
) -> Result<(), Box<dyn Error>> {
    let (customer, order) = (chance.below(usize::MAX), chance.below(usize::MAX));
    let (order, past) = shop.visit(customer, order);
    let visit = Visit {
        order,
        past,
        day: day_of(number, plan),
    };
    let config = shop.config(plan.holdout);
    let told = device::live(shop, &config, &visit, plan.buying(), &mut chance)?;
    truth.count(usize::from(told.arm), told.bought, &told.cells);
    let status = post(stream, &told.outgoing)?;
    told.answered(status);
    match status {
        200 => Ok(()),
        _ => Err(format!("the collector answered {status}").into()),
    }
}

fn connect(to: SocketAddr) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect(to)?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Sends a report; gives the answer's status.
fn post(stream: &mut TcpStream, report: &Outgoing) -> Result<u16, Box<dyn Error>> {
    let body = report.bytes();
    let head = format!(
        "POST /v1/report HTTP/1.1\r\nHost: shop\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), &body].concat())?;
    let mut answer = Vec::new();
    let mut part = [0; 1024];
    // Every answer's body has 16 bytes.
    while answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .is_none_or(|end| answer.len() < end + 4 + 16)
    {
        match stream.read(&mut part)? {
            0 => return Err("the collector closed a connection".into()),
            read => answer.extend_from_slice(&part[..read]),
        }
    }
    let text = String::from_utf8_lossy(&answer);
    let status = text
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    status.ok_or_else(|| "the collector's answer has no status".into())
}
