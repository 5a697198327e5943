//! Listens, and answers until it is told to stop.

use crate::{ServeError, site};
use std::future::Future;
use std::net::SocketAddr;
use std::path::Path;
use tokio::net::TcpListener;

/// A server that has its port and has not begun to answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    router: axum::Router,
}

impl Server {
    /// Takes the port. Port 0 takes a free one; [`Server::address`] says which.
    ///
    /// # Errors
    /// When the site is not a folder, or the address cannot be listened on.
    pub async fn bind(site: &Path, address: SocketAddr) -> Result<Self, ServeError> {
        let router = site::router(site)?;
        let wrong = |source| ServeError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(wrong)?;
        let address = listener.local_addr().map_err(wrong)?;
        Ok(Self {
            listener,
            address,
            router,
        })
    }

    /// The address with the port that was taken.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `stop` is done, then finishes the answers that were begun.
    ///
    /// # Errors
    /// When the system does not let it go on.
    pub async fn run(
        self,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        axum::serve(self.listener, self.router)
            .with_graceful_shutdown(stop)
            .await
            .map_err(|source| ServeError::Stopped { source })
    }
}
