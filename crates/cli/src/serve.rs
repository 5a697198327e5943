//! `dangol serve`: the site's static files over HTTP and, with `--data`, the collector.

pub mod config;

use dangol_collector::{Collector, Server};
use std::error::Error;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Serve a site's static files, take reports, and show what they say
///
/// The first line on standard output says where. Files named by a hash are
/// kept for ever by browsers, all others are asked about. With --data, reports are taken at
/// /v1/report and shown at /dashboard. Stops on Ctrl-C or SIGTERM.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The folder of the site
    #[arg(long, value_name = "DIR")]
    site: PathBuf,
    /// Address and port; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8787")]
    listen: SocketAddr,
    /// Take reports, and keep their sums in this folder
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    #[command(flatten)]
    collecting: Collecting,
}

/// How reports are taken.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "With --data")]
pub struct Collecting {
    /// The configuration that names the site, its interests and experiments
    /// [default: dangol/config.json in the folder of the site]
    #[arg(long, value_name = "FILE", requires = "data")]
    config: Option<PathBuf>,
    /// An origin whose pages may report, such as https://shop.example; the collector's own may
    #[arg(long = "origin", value_name = "URL", requires = "data")]
    origins: Vec<String>,
    /// Reports that one network (/24, /48) may send in a minute
    #[arg(long, value_name = "N", requires = "data", default_value_t = 600)]
    per_minute: u32,
    /// A reverse proxy stands before: it speaks HTTPS, and the end of X-Forwarded-For is the client
    #[arg(long, requires = "data")]
    behind_proxy: bool,
}

const EXAMPLES: &str = "\
Examples:
  dangol serve --site site --listen 127.0.0.1:8787
  dangol token --data data
  dangol serve --site site --data data --origin https://shop.example --behind-proxy";

/// Runs the command.
pub fn run(args: Args) -> Result<(), Box<dyn Error>> {
    let collector = match &args.data {
        Some(data) => {
            let settings = config::settings(data, &args.site, &args.collecting)?;
            Some(Collector::open(settings)?)
        }
        None => None,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let server = Server::bind(&args.site, collector, args.listen).await?;
        let mut out = std::io::stdout();
        writeln!(out, "listening on http://{}", server.address())?;
        out.flush()?;
        server.run(stop()?).await?;
        Ok(())
    })
}

/// Is done when the process is asked to stop.
fn stop() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    #[cfg(unix)]
    let mut terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    })
}
