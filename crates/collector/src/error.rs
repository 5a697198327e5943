//! Why the server cannot start or go on.

use crate::storage::StorageError;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use thiserror::Error;

/// Why the server cannot start or go on.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The site is not a folder that can be read.
    #[error("the site {} is not a folder that can be read: {source}", site.display())]
    Site {
        /// The folder that was named.
        site: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The folder of the data cannot be made.
    #[error("the folder {} cannot be made: {source}", folder.display())]
    Data {
        /// The folder that was named.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The database cannot be used.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address that was named.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The server stopped by itself.
    #[error("the server stopped: {source}")]
    Stopped {
        /// What the system says.
        source: io::Error,
    },
}
