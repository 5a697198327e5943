//! The builder: a shop's catalogue and orders in, static model files out.
//!
//! ```text
//! read ──▶ clean ──▶ History ──▶ train ──▶ model ──▶ entry.json, <build>/*.dgm, report
//!   └────▶ Catalogue ───────────────┴────────┘
//! ```
//!
//! [`build::build`] does all of it. The same input gives the same bytes: no clock, no
//! chance, no hash order, and logarithms that are the same on every platform. What it
//! takes, does and refuses is described in `docs/builder.md`.
//!
//! ```
//! use dangol_builder::{Options, Report, Silent, build};
//!
//! let folder = std::env::temp_dir().join("dangol-builder-example");
//! std::fs::create_dir_all(&folder)?;
//! let orders = folder.join("orders.csv");
//! std::fs::write(&orders, "order_id,item_id,title,date\n1,a,Tea,2011-12-01\n1,b,Cup,2011-12-01\n")?;
//!
//! let input = build::Input { catalogue: None, orders: vec![orders], sessions: Vec::new(), aggregates: None };
//! let mut report = Report::default();
//! let model = build::model(&input, &Options::default(), &mut report, &Silent)?;
//! assert_eq!(model.files.entry.items, 2);
//! assert_eq!(model.trained.together[0][0].0, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod bare;
pub mod build;
pub mod catalogue;
pub mod clean;
mod error;
pub mod evaluate;
pub mod history;
pub mod hot;
pub mod intern;
pub mod lifetime;
pub mod link;
pub mod model;
pub mod options;
mod progress;
pub mod read;
pub mod report;
mod report_text;
pub mod sessions;
pub mod train;
pub mod tune;

pub use error::BuildError;
pub use options::Options;
pub use progress::{Progress, Silent};
pub use report::Report;
