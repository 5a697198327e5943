//! How good a model is on what came after: judged by the code that ships.
//!
//! ```text
//! Cases ──▶ Judge ──▶ Trace (of Dangol's engine, of each baseline) ──▶ scores, intervals
//! Facts ───────────────────────────────────────────────────────────────┘
//! ```
//!
//! [`sessions`] and [`baskets`] each build a model from the training part and then let
//! every [`Recommender`] go through the test part. Nothing here draws or prints. What
//! is measured, and by which formulas, is described in `docs/evaluate.md`.

pub mod baseline;
pub mod baskets;
pub mod bootstrap;
mod evaluation;
pub mod facts;
mod judge;
mod names;
pub mod orders;
mod outcome;
mod protocol;
mod recommender;
pub mod score;
pub mod sessions;
pub mod shipped;
mod trace;
pub mod tune_baskets;

pub use evaluation::{Data, Evaluation, Latency, Reads, Task};
pub use facts::Facts;
pub use names::Names;
pub use outcome::{Method, Outcome, Scored};
pub use protocol::{Protocol, Settings};
pub use recommender::{LIST, List, Recommender, Visitor};
pub use trace::Trace;
