//! The program as a child, and a client as plain as a device's.

use dangol_wire::measure::Measure;
use dangol_wire::report::{Count, Key, Report};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime};

/// A folder with a site and the collector's data.
pub struct Place(tempfile::TempDir);

impl Place {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("site/dangol")).unwrap();
        let config = r#"{ "version": 1, "report": { "url": "/v1/report", "site": "shop" } }"#;
        std::fs::write(folder.path().join("site/dangol/config.json"), config).unwrap();
        Self(folder)
    }

    pub fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }

    /// The command `dangol` with the folder of the data.
    pub fn dangol(&self, command: &str) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_dangol"));
        program.arg(command).arg("--data").arg(self.data());
        program
    }

    pub fn serve(&self) -> Server {
        let mut child = self
            .dangol("serve")
            .arg("--site")
            .arg(self.0.path().join("site"))
            .args(["--listen", "127.0.0.1:0", "--per-minute", "4294967295"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let address = line.trim().rsplit('/').next().unwrap().parse();
        let address = address.unwrap_or_else(|_| panic!("it said {line:?}"));
        Server {
            child,
            out,
            said: line,
            address,
        }
    }

    /// How many reports were counted, read from a copy of the database.
    pub fn counted(&self) -> u64 {
        let copy = self.0.path().join("copy.sqlite");
        let _ = std::fs::remove_file(&copy);
        let backed = self
            .dangol("backup")
            .arg("--out")
            .arg(&copy)
            .status()
            .unwrap();
        assert!(backed.success());
        let read = rusqlite::Connection::open(&copy).unwrap();
        let sum = "SELECT coalesce(sum(reports), 0) FROM sum WHERE measure = 0";
        read.query_row(sum, [], |row| row.get(0)).unwrap()
    }
}

/// The running program.
pub struct Server {
    child: Child,
    out: BufReader<std::process::ChildStdout>,
    said: String,
    pub address: SocketAddr,
}

impl Server {
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL: it has no chance to finish anything.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM; gives all that it has said.
    pub fn stop(mut self) -> String {
        let asked = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        assert!(asked.unwrap().success());
        assert!(
            self.child.wait().unwrap().success(),
            "it ends well when asked to"
        );
        let mut said = std::mem::take(&mut self.said);
        self.out.read_to_string(&mut said).unwrap();
        self.child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        said
    }

    pub fn connect(&self) -> TcpStream {
        connect(self.address).unwrap()
    }

    /// So many connections on which nothing, part of a head or part of a body has come.
    pub fn unfinished(&self, count: usize) -> Vec<TcpStream> {
        let connections = (0..count).map(|number| {
            let mut stream = self.connect();
            let part: &[u8] = match number % 3 {
                0 => b"",
                1 => b"POST /v1/report HTTP/1.1\r\nX-A: ",
                _ => b"POST /v1/report HTTP/1.1\r\nHost: a\r\nContent-Length: 1024\r\n\r\nDGLR",
            };
            stream.write_all(part).unwrap();
            stream
        });
        connections.collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn connect(to: SocketAddr) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect(to)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// A report of yesterday with an id of its own.
pub fn report(id: u64) -> Vec<u8> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let hour = u32::try_from(since.unwrap().as_secs() / 3600).unwrap();
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&id.to_be_bytes());
    Report {
        site: "shop".parse().unwrap(),
        epoch: u16::try_from(hour / 24 - 1).unwrap(),
        hour,
        id: bytes,
        histogram: None,
        counts: [Measure::Visitors, Measure::Orders]
            .map(|measure| Count {
                key: Key::of(measure),
                count: 1,
            })
            .to_vec(),
    }
    .encode()
}

/// Sends a request; gives the answer's status and body.
pub fn ask(stream: &mut TcpStream, head: &str, body: &[u8]) -> std::io::Result<(u16, String)> {
    let head = format!(
        "{head}Host: c.example\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), body].concat())?;
    answer(stream)
}

/// Sends a report; gives the answer's status.
pub fn post(stream: &mut TcpStream, body: &[u8]) -> std::io::Result<u16> {
    ask(stream, "POST /v1/report HTTP/1.1\r\n", body).map(|(status, _)| status)
}

/// Reads one answer.
pub fn answer(stream: &mut TcpStream) -> std::io::Result<(u16, String)> {
    let gone = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        let read = stream.read(&mut part)?;
        if read == 0 {
            return Err(gone());
        }
        bytes.extend_from_slice(&part[..read]);
    };
    let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
    let length = head
        .split("content-length: ")
        .nth(1)
        .and_then(|rest| rest.split("\r\n").next());
    let length: usize = length
        .and_then(|length| length.parse().ok())
        .ok_or_else(gone)?;
    while bytes.len() < end + length {
        let read = stream.read(&mut part)?;
        if read == 0 {
            return Err(gone());
        }
        bytes.extend_from_slice(&part[..read]);
    }
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    let body = String::from_utf8_lossy(&bytes[end..end + length]).into_owned();
    status.map(|status| (status, body)).ok_or_else(gone)
}

/// All bytes of all files in a folder.
pub fn all_bytes(folder: &Path) -> Vec<u8> {
    let files = std::fs::read_dir(folder).unwrap();
    files
        .flat_map(|file| std::fs::read(file.unwrap().path()).unwrap())
        .collect()
}
