//! Listens, and answers until it is told to stop.

use crate::metrics::Metrics;
use crate::{Collector, ServeError, site};
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::future::Future;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt as _;

/// Connections at once; those above wait until one is free.
const CONNECTIONS: usize = 1024;

/// How long the head of a request may take, and how long a connection may rest between two.
const HEAD: Duration = Duration::from_secs(5);

/// How long answers that were begun may take after the server was told to stop.
const FAREWELL: Duration = Duration::from_secs(10);

/// The pause after the system could not give a connection (no file left, for instance).
const BREATH: Duration = Duration::from_millis(50);

/// A server that has its port and has not begun to answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    router: axum::Router,
    collector: Option<Collector>,
}

impl Server {
    /// Takes the port. Port 0 takes a free one; [`Server::address`] says which. With a
    /// collector, reports are taken and the dashboard is shown beside the site.
    ///
    /// # Errors
    /// When the site is not a folder, or the address cannot be listened on.
    pub async fn bind(
        site: &Path,
        collector: Option<Collector>,
        address: SocketAddr,
    ) -> Result<Self, ServeError> {
        let mut router = site::router(site)?;
        if let Some(collector) = &collector {
            router = collector.router().fallback_service(router);
        }
        let wrong = |source| ServeError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(wrong)?;
        let address = listener.local_addr().map_err(wrong)?;
        Ok(Self {
            listener,
            address,
            router,
            collector,
        })
    }

    /// The address with the port that was taken.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `stop` is done, then finishes the answers that were begun, and commits
    /// what was counted.
    ///
    /// # Errors
    /// When what was counted last cannot be waited for.
    pub async fn run(
        self,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let metrics = self.collector.as_ref().map(Collector::metrics);
        let free = Arc::new(Semaphore::new(CONNECTIONS));
        let graceful = GracefulShutdown::new();
        let (farewell, going) = watch::channel(());
        let mut stop = std::pin::pin!(stop);
        loop {
            let accepted = tokio::select! {
                () = &mut stop => break,
                accepted = accept(&self.listener, &free) => accepted,
            };
            let Some((stream, peer, permit)) = accepted else {
                tokio::time::sleep(BREATH).await;
                continue;
            };
            // An answer is one small write; waiting to fill a packet would only delay it.
            let _ = stream.set_nodelay(true);
            let router = self.router.clone();
            let service = service_fn(move |request: Request<Incoming>| {
                let mut request = request.map(Body::new);
                request.extensions_mut().insert(ConnectInfo(peer));
                router.clone().oneshot(request)
            });
            let watcher = graceful.watcher();
            let open = metrics.clone().map(Open::new);
            let mut going = going.clone();
            tokio::spawn(async move {
                if speaks(&stream, &mut going).await {
                    let connection = http1::Builder::new()
                        .timer(TokioTimer::new())
                        .header_read_timeout(HEAD)
                        .max_buf_size(16 * 1024)
                        .serve_connection(TokioIo::new(stream), service);
                    // It fails when the other side is gone, too late or does not speak HTTP.
                    // On the heap, so that those who wait are small.
                    let _ = Box::pin(watcher.watch(connection)).await;
                }
                drop((permit, open));
            });
        }
        drop((self.listener, farewell));
        if let Some(collector) = &self.collector {
            collector.stopping();
        }
        tokio::select! {
            () = graceful.shutdown() => {}
            () = tokio::time::sleep(FAREWELL) => {}
        }
        drop(self.router);
        match self.collector {
            Some(collector) => collector.close().await,
            None => Ok(()),
        }
    }
}

/// Whether a new connection says anything in time. Until it does it costs no buffer: HTTP takes
/// 8 KiB as soon as it listens, and a thousand that are silent would take as many.
async fn speaks(stream: &TcpStream, going: &mut watch::Receiver<()>) -> bool {
    tokio::select! {
        ready = tokio::time::timeout(HEAD, stream.readable()) => matches!(ready, Ok(Ok(()))),
        // Ends when the sender is gone.
        _ = going.changed() => false,
    }
}

/// The next connection, when there is room for one. `None` when the system has none to give.
async fn accept(
    listener: &TcpListener,
    free: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit)> {
    let permit = Arc::clone(free).acquire_owned().await.ok()?;
    let (stream, peer) = listener.accept().await.ok()?;
    Some((stream, peer, permit))
}

/// Counts a connection for as long as it is open.
struct Open(Arc<Metrics>);

impl Open {
    fn new(metrics: Arc<Metrics>) -> Self {
        metrics.opened();
        Self(metrics)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.closed();
    }
}
