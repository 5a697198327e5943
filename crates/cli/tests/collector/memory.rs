//! Attack after attack, and memory stays where the first two left it.
//!
//! `DANGOL_ATTACKS=50 cargo test -p dangol-cli --test collector memory -- --nocapture` for more,
//! with what was measured.

use crate::server::{Place, Server, all_bytes, answer, post, report};
use dangol_wire::report::Report;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

/// How much memory may grow from the second attack to the last, in KiB. The allocator's arenas
/// settle over some ten attacks and take up to 4 MiB for it; a buffer that was kept of each
/// connection would take as much with every single one.
const GROWTH: u64 = 5 * 1024;

/// The attack that the others are held against.
const SETTLED: usize = 2;

/// Connections that are open at once: as many as fit beside other tests in what a process may
/// open.
const OPEN: usize = 400;

/// The resident memory of the program in KiB, where the system tells it.
fn resident(server: &Server) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// Sends something and gives the answer's status; 0 where the connection was closed without.
fn said(stream: &mut TcpStream) -> u16 {
    answer(stream).map_or(0, |(status, _)| status)
}

fn chunked(server: &Server) -> TcpStream {
    let mut stream = server.connect();
    let head = "POST /v1/report HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

/// Everything at once. Whatever the server owes an answer is answered as the docs say.
fn attack(server: &Server, round: u64) {
    let open = server.unfinished(OPEN);
    let part = vec![b'x'; 1 << 16];
    for _ in 0..20 {
        // 10 MB that are announced: refused before any of it has come, and closed.
        let mut stream = server.connect();
        let head = "POST /v1/report HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\n";
        stream.write_all(head.as_bytes()).unwrap();
        assert_eq!(said(&mut stream), 413);
        let mut sent = 0;
        while sent < 10_000_000 && stream.write_all(&part).is_ok() {
            sent += part.len();
        }
        // The sockets' own buffers take some; the body never gets through.
        assert!(sent < 10_000_000, "it went on reading");
        // A body without an announced end is read no further than a report is long.
        let mut endless = chunked(server);
        let mut sent = 0;
        while sent < 10_000_000 {
            let chunk = [b"10000\r\n", &part[..], b"\r\n"].concat();
            if endless.write_all(&chunk).is_err() {
                break;
            }
            sent += part.len();
        }
        assert!(sent < 10_000_000, "it went on reading");
        // A head without an end.
        let mut head = server.connect();
        let _ = head.write_all(b"POST /v1/report HTTP/1.1\r\nX-A: ");
        while head.write_all(&part).is_ok() {}
    }
    let mut stream = server.connect();
    let good = report(round);
    let changed = |change: fn(&mut Report)| {
        let mut of = Report::decode(&good).unwrap();
        change(&mut of);
        of.encode()
    };
    for _ in 0..50 {
        // A replay is answered as the first, and is not counted again.
        assert_eq!(post(&mut stream, &good).unwrap(), 200);
        for (body, status) in [
            (changed(|of| of.epoch -= 30), 400),
            (changed(|of| of.hour += 100), 400),
            (changed(|of| of.site = "other".parse().unwrap()), 403),
            (vec![0; 1024], 400),
            (vec![0xff; 1024], 400),
        ] {
            assert_eq!(post(&mut stream, &body).unwrap(), status);
        }
    }
    drop(stream);
    for mut stream in open {
        // Until the server closes it: with a word where it knows what was wanted, or without.
        let mut rest = Vec::new();
        if let Err(error) = stream.read_to_end(&mut rest) {
            assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
        }
        let word = String::from_utf8_lossy(&rest);
        assert!(rest.is_empty() || word.starts_with("HTTP/1.1 4"), "{word}");
    }
}

#[test]
fn attacks_are_refused_leave_no_memory_and_no_word() {
    let rounds: u64 = std::env::var("DANGOL_ATTACKS").map_or(4, |rounds| rounds.parse().unwrap());
    let place = Place::new();
    let server = place.serve();
    let mut measured = vec![resident(&server)];
    for round in 0..rounds {
        attack(&server, round);
        measured.push(resident(&server));
    }
    println!("resident KiB, before and after each attack: {measured:?}");
    if let (Some(first), Some(last)) = (measured[SETTLED], measured[measured.len() - 1]) {
        assert!(last < first + GROWTH, "{measured:?}");
    }
    let kept = all_bytes(&place.data()).len();
    let said = server.stop();
    // Where it listens, and nothing of anybody.
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(kept < 10_000_000, "{kept} bytes on the disk");
    assert_eq!(place.counted(), rounds);
}
