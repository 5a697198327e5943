//! How many reports a collector takes, beside a handler that does nothing and a database that
//! does nothing else, all in one run: `cargo xtask bench collector`.

use axum::Router;
use axum::body::Bytes;
use axum::routing::post;
use dangol_collector::storage::{Cell, Entry, Sqlite, Storage as _};
use dangol_collector::{Collector, Server, Settings};
use dangol_wire::measure::Measure;
use dangol_wire::report::{Count, Key, Report};
use std::error::Error;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

/// Devices that report at the same time, each over a connection that it keeps.
const DEVICES: u64 = 64;
/// How long each of the parts is measured, after a warm-up.
const MEASURED: Duration = Duration::from_secs(6);
const WARM_UP: Duration = Duration::from_secs(1);

type Failure = Box<dyn Error + Send + Sync>;

/// What was measured of one part.
struct Speed {
    name: &'static str,
    each_second: f64,
    /// Milliseconds at the median and the 99th percentile; nothing of a loop without answers.
    answered: Option<[f64; 2]>,
}

fn main() -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let next = AtomicU64::new(1);
    let bare = runtime.block_on(bare_handler())?;
    let handler = measure("axum handler that reads the body", bare, &next)?;
    let folder = tempfile::tempdir()?;
    let database = database(folder.path())?;
    let (to, stop, running) = collector(&runtime)?;
    let before = resident();
    let collector = measure("collector, each answer after its commit", to, &next)?;
    let after = resident();
    attack(to)?;
    let attacked = resident();
    // The server may have ended already, which the joining tells.
    let _ = stop.send(());
    runtime.block_on(running)??;
    print(&[handler, database, collector]);
    println!(
        "\nresident memory, clients and all: {before} before, {after} after the reports, {attacked} after 1,000 open connections and 100 bodies of 10 MB"
    );
    Ok(())
}

fn print(speeds: &[Speed]) {
    let ours = speeds.last().map_or(0.0, |speed| speed.each_second);
    println!("{DEVICES} devices at once\n");
    println!("| what | reports a second | p50, ms | p99, ms | the collector's share of it |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    for Speed {
        name,
        each_second,
        answered,
    } in speeds
    {
        let [half, most] = answered.map_or_else(Default::default, |times| {
            times.map(|time| format!("{time:.1}"))
        });
        println!(
            "| {name} | {each_second:.0} | {half} | {most} | {:.2} |",
            ours / each_second
        );
    }
}

/// A report of yesterday as devices send them: ten counts.
fn report(id: u64) -> Report {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let hour = since.map_or(0, |since| since.as_secs() / 3600) as u32;
    let mut bytes = [0; 16];
    // Spread as random ids are.
    bytes[..8].copy_from_slice(&id.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
    let count = |measure, slot| Count {
        key: Key {
            slot,
            ..Key::of(measure)
        },
        count: 1 + (id % 3) as u8,
    };
    let mut counts = vec![count(Measure::Visitors, 0), count(Measure::Orders, 0)];
    counts.extend((1..=4).map(|slot| count(Measure::Seen, slot)));
    counts.extend((1..=4).map(|slot| count(Measure::Clicked, slot)));
    counts[0].count = 1;
    Report {
        site: "shop"
            .parse()
            .unwrap_or_else(|_| unreachable!("the id is one")),
        epoch: (hour / 24 - 1) as u16,
        hour,
        id: bytes,
        histogram: None,
        counts,
    }
}

async fn bare_handler() -> Result<SocketAddr, Failure> {
    let router = Router::new().route(
        "/v1/report",
        post(async |body: Bytes| body.len().to_string()),
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

/// The same entries committed in groups as large as the collector's can be with so many devices.
fn database(folder: &Path) -> Result<Speed, Failure> {
    let mut storage = Sqlite::open(folder)?;
    let entry = |id| {
        let report = report(id);
        let cell = |count: &Count| Cell {
            day: report.epoch,
            measure: count.key.measure.code(),
            slot: count.key.slot,
            arm: 0,
            subject: 0,
            cell: 0,
            count: count.count,
        };
        Entry {
            id: report.id,
            day: report.epoch,
            cells: report.counts.iter().map(cell).collect(),
        }
    };
    let (begun, mut committed) = (Instant::now(), 0);
    while begun.elapsed() < MEASURED {
        let group: Vec<Entry> = (committed..committed + DEVICES).map(entry).collect();
        storage.count(&group, 0)?;
        committed += DEVICES;
    }
    Ok(Speed {
        name: "SQLite alone, in groups of 64",
        each_second: committed as f64 / begun.elapsed().as_secs_f64(),
        answered: None,
    })
}

type Running = tokio::task::JoinHandle<Result<(), dangol_collector::ServeError>>;

fn collector(
    runtime: &tokio::runtime::Runtime,
) -> Result<(SocketAddr, tokio::sync::oneshot::Sender<()>, Running), Failure> {
    let folder = tempfile::tempdir()?;
    let mut settings = Settings::new(folder.path().join("data"), vec!["shop".parse()?]);
    settings.per_minute = u32::MAX;
    let collector = Collector::open(settings)?;
    let address: SocketAddr = ([127, 0, 0, 1], 0).into();
    let server = runtime.block_on(Server::bind(folder.path(), Some(collector), address))?;
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let address = server.address();
    let running = runtime.spawn(async move {
        let ended = server.run(async { stopped.await.unwrap_or(()) }).await;
        drop(folder);
        ended
    });
    Ok((address, stop, running))
}

fn measure(name: &'static str, to: SocketAddr, next: &AtomicU64) -> Result<Speed, Failure> {
    let begun = Instant::now();
    let device = || -> Result<Vec<Duration>, Failure> {
        let mut stream = TcpStream::connect(to)?;
        stream.set_nodelay(true)?;
        let mut times = Vec::new();
        while begun.elapsed() < WARM_UP + MEASURED {
            let body = report(next.fetch_add(1, Ordering::Relaxed)).encode();
            let sent = Instant::now();
            send(&mut stream, &body)?;
            if begun.elapsed() > WARM_UP {
                times.push(sent.elapsed());
            }
        }
        Ok(times)
    };
    let mut times = Vec::new();
    std::thread::scope(|scope| -> Result<(), Failure> {
        let devices: Vec<_> = (0..DEVICES).map(|_| scope.spawn(device)).collect();
        for device in devices {
            times.extend(device.join().map_err(|_| "a device broke down")??);
        }
        Ok(())
    })?;
    times.sort_unstable();
    let at = |share: f64| {
        let place = (times.len() as f64 * share) as usize;
        times
            .get(place)
            .map_or(0.0, |time| time.as_secs_f64() * 1e3)
    };
    Ok(Speed {
        name,
        each_second: times.len() as f64 / MEASURED.as_secs_f64(),
        answered: Some([at(0.5), at(0.99)]),
    })
}

fn send(stream: &mut TcpStream, body: &[u8]) -> Result<(), Failure> {
    let head = format!(
        "POST /v1/report HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), body].concat())?;
    let mut answer = [0; 1024];
    let read = stream.read(&mut answer)?;
    match answer[..read].starts_with(b"HTTP/1.1 200") {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&answer[..read]).into_owned().into()),
    }
}

/// Connections that say nothing, and bodies that are too large.
fn attack(to: SocketAddr) -> Result<(), Failure> {
    let open: Result<Vec<_>, _> = (0..1000).map(|_| TcpStream::connect(to)).collect();
    let open = open?;
    drop(open);
    let part = vec![0; 1 << 16];
    for _ in 0..100 {
        let mut stream = TcpStream::connect(to)?;
        let head = "POST /v1/report HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\n";
        stream.write_all(head.as_bytes())?;
        // Until the server has closed, which it does long before the end.
        while stream.write_all(&part).is_ok() {}
    }
    Ok(())
}

/// The memory of this process, as the system tells it.
fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.map_or_else(
        || "not told by this system".to_owned(),
        |line| line.trim().to_owned(),
    )
}
