//! Attacks on the socket, and what is left of a visitor afterwards: nothing.

use crate::server::{Place, all_bytes, answer, ask, post, report};
use std::io::{Read as _, Write as _};

/// Whether a text is in some bytes.
fn holds(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|part| part == text)
}

#[test]
fn nothing_of_who_sent_a_report_is_kept_or_said() {
    let place = Place::new();
    let server = place.serve();
    let canaries = [
        "203.0.113.77",
        "2001:db8:77::77",
        "Canary-Browser/7.7",
        "canary-cookie",
        "canary-page",
        "canary-query",
    ];
    let head = "POST /v1/report?canary-query HTTP/1.1\r\nX-Forwarded-For: 203.0.113.77\r\n\
        Forwarded: for=\"[2001:db8:77::77]\"\r\nUser-Agent: Canary-Browser/7.7\r\n\
        Cookie: canary-cookie=1\r\nReferer: https://c.example/canary-page\r\n\
        Origin: http://c.example\r\n";
    let sent = report(7);
    let wrong: [&[u8]; 3] = [b"canary-page", &[0; 1024], &report(8)[..1000]];
    assert_eq!(ask(&mut server.connect(), head, &sent).unwrap().0, 200);
    for body in wrong {
        let (status, said) = ask(&mut server.connect(), head, body).unwrap();
        assert!((400..500).contains(&status) && said.len() == 16);
    }
    let forged = head.replace("Origin: http://c.example", "Origin: https://canary-page");
    assert_eq!(
        ask(&mut server.connect(), &forged, &report(9)).unwrap().0,
        403
    );
    let (status, metrics) = ask(&mut server.connect(), "GET /metrics HTTP/1.1\r\n", b"").unwrap();
    assert_eq!(status, 200);
    let while_running = all_bytes(&place.data());
    let said = server.stop();
    let after = all_bytes(&place.data());
    for canary in canaries.into_iter().chain(["127.0.0.1:"]) {
        // Where it listens is the one address that it says.
        let said = said.lines().skip(1).collect::<String>();
        for (place, bytes) in [
            ("database", &while_running[..]),
            ("database at rest", &after[..]),
            ("logs", said.as_bytes()),
            ("metrics", metrics.as_bytes()),
        ] {
            assert!(
                !holds(bytes, canary.as_bytes()),
                "{canary} is in the {place}"
            );
        }
    }
    // Of the report itself the random id is there, which shows that this looks well, and
    // its counts as they were sent are not.
    assert!(holds(&after, &sent[27..43]) && !holds(&after, &sent[76..110]));
}

#[test]
fn slow_and_large_requests_are_closed_and_others_are_answered_meanwhile() {
    let place = Place::new();
    let server = place.serve();
    // As many as fit beside other tests in what a process may open.
    let mut slow = server.unfinished(400);
    let mut honest = server.connect();
    assert_eq!(post(&mut honest, &report(1)).unwrap(), 200);
    let mut large = server.connect();
    let head = "POST /v1/report HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\n";
    large.write_all(head.as_bytes()).unwrap();
    // Answered before any of the ten million bytes has come.
    assert_eq!(answer(&mut large).unwrap().0, 413);
    let mut endless = server.connect();
    let head = "POST /v1/report HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    endless.write_all(head.as_bytes()).unwrap();
    endless
        .write_all(format!("800\r\n{}\r\n", "x".repeat(0x800)).as_bytes())
        .unwrap();
    assert_eq!(answer(&mut endless).unwrap().0, 413);
    for stream in &mut slow {
        // Until the server closes it, with or without a word; the read waits no longer than
        // the client's own timeout, which would be an error.
        let mut rest = Vec::new();
        match stream.read_to_end(&mut rest) {
            Ok(_) => {}
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset),
        }
    }
    let mut after = server.connect();
    assert_eq!(post(&mut after, &report(2)).unwrap(), 200);
    drop((honest, large, endless, after));
    server.stop();
    assert_eq!(place.counted(), 2);
}
