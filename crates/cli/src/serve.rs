//! `dangol serve`: the site's static files over HTTP.

use dangol_collector::Server;
use std::error::Error;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Serve a site's static files
///
/// The first line on standard output says where. Files named by a hash are
/// kept for ever by browsers, all others are asked about. Stops on Ctrl-C or SIGTERM.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  dangol serve --site site --listen 127.0.0.1:8787")]
pub struct Args {
    /// The folder of the site
    #[arg(long, value_name = "DIR")]
    site: PathBuf,
    /// Address and port; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8787")]
    listen: SocketAddr,
}

/// Runs the command.
pub fn run(args: Args) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let server = Server::bind(&args.site, args.listen).await?;
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
