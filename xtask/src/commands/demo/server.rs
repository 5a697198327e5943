//! The demo's server as a child of this program, for as long as something needs it.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// How long the server may take to answer; it reads nothing before it listens.
const PATIENCE: Duration = Duration::from_secs(20);

/// Serves on a free port until it is dropped.
pub struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    /// Starts the server and waits until it answers.
    pub fn start(workspace: &Workspace) -> Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .context("this machine has no free port")?;
        let child = workspace
            .command(workspace.dangol())
            .arg("serve")
            .arg("--site")
            .arg(workspace.site())
            .args(["--listen", &address.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .context("cannot start `dangol serve`")?;
        let mut server = Self { child, address };
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect(address).is_err() {
            if let Some(status) = server.child.try_wait()? {
                bail!("`dangol serve` ended before it answered ({status})");
            }
            if Instant::now() >= end {
                bail!("`dangol serve` does not answer at {address}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    /// Where it answers.
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone already; then there is nothing left to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
