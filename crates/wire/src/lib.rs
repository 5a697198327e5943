//! The formats that cross a machine, each declared once, with its version.
//!
//! | file | type | written by | read by |
//! |---|---|---|---|
//! | `entry.json` | [`Entry`] | builder | widget |
//! | `<build>/home.dgm` | [`Home`] | builder | widget |
//! | `<build>/<n>.dgm` | [`Chunk`] | builder | widget |
//! | `<build>/a<n>.dgm` | [`Attributes`] | builder | where products are compared |
//! | `config.json` | [`Config`] | site owner | widget |
//! | a report | [`report::Report`] | widget | collector |
//! | aggregates | [`Aggregates`] | collector | builder |
//!
//! A `.dgm` file is a [`frame`] (eight bytes that say what it is) around a gzip
//! body; the body is a list of tagged [`section`]s. The byte-by-byte table is in
//! `docs/model-format.md`. Every decoder checks its bounds, refuses a version that
//! it does not know, skips a section that it does not know, and never panics.

mod aggregates;
mod attributes;
pub mod bits;
mod card;
pub mod chance;
mod chunk;
mod config;
mod counting;
mod entry;
mod error;
pub mod frame;
mod home;
pub mod hot;
mod id;
mod lifetime;
pub mod measure;
mod next;
pub mod noise;
pub mod place;
pub mod report;
mod row;
mod scoring;
pub mod section;
mod site;

pub use aggregates::{
    AGGREGATES_FORMAT, AGGREGATES_VERSION, Aggregates, AggregatesHead, CategoryShare, Interest,
    Share,
};
pub use attributes::{Attributes, MAX_ATTRIBUTE, MAX_ATTRIBUTES};
pub use card::{Card, MAX_TEXT};
pub use chunk::{Chunk, Item};
pub use config::{
    CONFIG_VERSION, Config, ConsentConfig, ConsentTool, LocalText, PriceConfig, StorageConfig,
};
pub use counting::{Experiment, MAX_INTERESTS, ReportConfig};
pub use entry::{Entry, MODEL_FORMAT};
pub use error::WireError;
pub use home::{Home, Listed};
pub use hot::Hot;
pub use lifetime::{LifetimeNumbers, MAX_LIFETIME_NUMBER, MIN_LIFETIME_NUMBER};
pub use next::{MAX_OWN, NEXT_RATE, own_rate};
pub use row::{MAX_BITS, MAX_NEIGHBOURS, Neighbour, Row};
pub use scoring::{AGES, LOOKS, Scoring};
pub use site::Site;

/// The version of the model files that this crate writes, and the newest that it reads.
pub const MODEL_VERSION: u8 = 1;
