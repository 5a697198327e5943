//! What a device tells of a day, if its shopper agreed to be counted.
//!
//! A [`Tally`] in the profile counts what this day brought. On a later day a [`Told`] report is
//! made of it, which waits until the collector has it. Neither comes about without the
//! shopper's yes to being counted: what adds to a tally, and what makes a report, wants a
//! [`crate::consent::Grant`] for [`crate::consent::Measure`], which only a consent gives.
//!
//! ```compile_fail
//! use dangol_core::report::Counted;
//! use dangol_wire::{measure::Measure, report::Key};
//! // A grant for something else does not do.
//! fn count(grant: &dangol_core::consent::Grant<dangol_core::consent::Personalize>) -> Counted {
//!     Counted::new(grant, 20_000, Key::of(Measure::Version), 1)
//! }
//! ```
//!
//! ```
//! use dangol_core::report::Counted;
//! use dangol_wire::{measure::Measure, report::Key};
//! fn count(grant: &dangol_core::consent::Grant<dangol_core::consent::Measure>) -> Counted {
//!     Counted::new(grant, 20_000, Key::of(Measure::Version), 1)
//! }
//! ```
//!
//! ```compile_fail
//! use dangol_core::report::Told;
//! let forged = Told { epoch: 1, spent: 0, year: 2026, waiting: Default::default() };
//! ```

mod account;
mod arm;
mod compose;
pub mod estimate;
mod histogram;
pub mod mechanism;
mod queue;
mod tally;

pub use account::{Account, Letter};
pub(crate) use arm::{arm, is_withheld};
pub use compose::Told;
pub(crate) use compose::{Bits, compose};
pub use histogram::{AWAY_DAYS, QUIET_DAYS, answerable};
pub use queue::{Outcome, Outgoing, Sent, Waiting};
pub(crate) use tally::day;
pub use tally::{BUDGET, WINDOW};
pub use tally::{Click, Clicked, Counted, Tally};
