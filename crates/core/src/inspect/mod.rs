//! What the inspector shows the site's owner: how each list, greeting and rule came about.
//!
//! Nothing here decides or decides anew. The code that decides notes what it does while it
//! does it: of lists by [`crate::recommend`]'s trace, of moments by what keeps each silent, of
//! rules by their own evaluator ([`crate::rules::Rule::explain`]). [`crate::Engine`] answers by
//! `inspect_list`, `inspect_greeting` and `inspect_sections`, which change nothing.
//!
//! A new part of Dangol's shows what it decides as a [`Section`]: see
//! "Add a section to the inspector" in ARCHITECTURE.md.

mod greeting;
mod list;
mod persona;
mod section;
mod trial;

pub use crate::greeting::Silence;
pub use crate::profile::Paced;
pub use crate::recommend::Cause;
pub use greeting::{InspectedGreeting, InspectedMoment, Outcome};
pub use list::{Candidate, InspectedList, InspectedRule};
pub use persona::{Persona, Visit};
pub(crate) use persona::{Things, visits};
pub use section::{Entry, Section, Verdict, flat};
pub use trial::{Moment, Trial, Who};
