//! The HTTP server: serves a site's static files and, with them, the model.
//!
//! - [`site::router`] answers requests from a folder,
//! - [`cache`] decides how long an answer may be kept,
//! - [`compress`] decides which answers are compressed on the fly,
//! - [`Server`] listens until it is told to stop.

pub mod cache;
pub mod compress;
mod error;
mod serve;
pub mod site;

pub use error::ServeError;
pub use serve::Server;
