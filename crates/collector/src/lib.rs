//! The HTTP server: serves a site's static files and the model, takes reports, and shows the
//! owner what they say.
//!
//! - [`site::router`] answers requests from a folder; [`cache`] decides how long an answer may
//!   be kept, [`compress`] which answers are compressed on the fly,
//! - [`Server`] listens until it is told to stop,
//! - [`Collector`] takes reports: [`intake`] checks them, [`tally`] says what they add, a
//!   thread commits them in groups to a [`storage`], and [`limit`] bounds each network,
//! - [`figures`] makes estimates of the sums, and [`dashboard`] shows them to who has shown
//!   the [`token`],
//! - [`aggregates`] are what of it the builder makes the next model with,
//! - [`backup`] copies the database while it is in use.

pub mod aggregates;
pub mod backup;
pub mod cache;
pub mod chart;
mod collector;
pub mod compress;
pub mod dashboard;
mod error;
pub mod figures;
pub mod intake;
mod ledger;
pub mod limit;
mod metrics;
mod peer;
mod serve;
mod session;
pub mod site;
pub mod storage;
mod subjects;
pub mod tally;
pub mod token;
pub mod trial;

pub use collector::{Collector, Settings};
pub use error::ServeError;
pub use serve::Server;
