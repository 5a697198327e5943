//! The program is killed again and again while devices report. What a device was told is
//! counted is counted, once.
//!
//! `DANGOL_KILL_REPORTS=100000 cargo test -p dangol-cli --test collector killed` for many.

use crate::server::{Place, connect, post, report};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Devices that report at the same time.
const DEVICES: u64 = 8;

/// How long the program lives, at least and about.
const LIVES: Duration = Duration::from_millis(700);

/// One device's reports: sends from the first that has not been acknowledged, until all are
/// or the server is gone. One that was under way when it went is sent again by the next call.
fn send(to: SocketAddr, device: u64, reports: u64, acknowledged: &AtomicU64) {
    let Ok(mut stream) = connect(to) else {
        return;
    };
    loop {
        let number = acknowledged.load(Ordering::SeqCst);
        if number == reports {
            return;
        }
        match post(&mut stream, &report(device << 40 | number)) {
            Ok(200) => acknowledged.store(number + 1, Ordering::SeqCst),
            Ok(status) => panic!("a good report was answered with {status}"),
            Err(_) => return,
        }
    }
}

#[test]
fn what_was_acknowledged_is_counted_once_however_often_it_is_killed() {
    let all: u64 =
        std::env::var("DANGOL_KILL_REPORTS").map_or(6_000, |reports| reports.parse().unwrap());
    let reports = all.div_ceil(DEVICES);
    let place = Place::new();
    let done: Vec<AtomicU64> = (0..DEVICES).map(|_| AtomicU64::new(0)).collect();
    let acknowledged = || done.iter().map(|of| of.load(Ordering::SeqCst)).sum::<u64>();
    let mut kills = 0;
    while acknowledged() < reports * DEVICES {
        let server = place.serve();
        let address = server.address;
        // Not at the same point of a life each time.
        let lives = LIVES + Duration::from_millis(37 * (kills % 11));
        let wanted = reports * DEVICES;
        std::thread::scope(|scope| {
            let devices: Vec<_> = (0..DEVICES)
                .zip(&done)
                .map(|(device, done)| scope.spawn(move || send(address, device, reports, done)))
                .collect();
            // In its middle, however fast the machine is: by reports in a short run, else by time.
            let end = Instant::now() + lives;
            let before = acknowledged();
            let share = (wanted / 5).max(1);
            while Instant::now() < end && acknowledged() < wanted.min(before + share) {
                std::thread::yield_now();
            }
            server.kill();
            kills += 1;
            for device in devices {
                device.join().unwrap();
            }
        });
        let (counted, told) = (place.counted(), acknowledged());
        // One report of each device may have been committed and not answered.
        assert!(
            (told..=told + DEVICES).contains(&counted),
            "{counted} of {told}"
        );
    }
    assert!(kills >= 4, "{kills} kills are too few");
    // A replay of everything changes nothing.
    let server = place.serve();
    for device in 0..DEVICES {
        let mut stream = server.connect();
        for number in 0..reports.min(200) {
            assert_eq!(
                post(&mut stream, &report(device << 40 | number)).unwrap(),
                200
            );
        }
    }
    server.stop();
    assert_eq!(place.counted(), reports * DEVICES);
    println!("{kills} kills, {} reports", reports * DEVICES);
}
