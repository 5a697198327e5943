//! Everything that decides, and nothing that touches the world.
//!
//! The [`Engine`] is the one facade. It is told what happened (a page opened, an
//! event came, a file arrived), with the time given by the caller, and answers what
//! to fetch, what to keep, what to show and why. The browser's edge, the command
//! line and the tests drive the same engine.
//!
//! ```
//! use dangol_core::{Engine, Language, Now, Setup};
//!
//! let now = Now::utc(1_700_000_000_000);
//! let mut engine = Engine::new(Setup::new(Language::En, 7));
//! engine.open_page(Default::default(), now);
//! assert_eq!(engine.greeting(now).map(|said| said.code).as_deref(), Some("first_visit"));
//! // Nobody has agreed to anything: there is nothing to keep.
//! assert!(!engine.wants_saving());
//! ```

mod asking;
pub mod campaign;
pub mod choose;
pub mod config;
pub mod consent;
pub mod corner;
pub mod dictionary;
mod engine;
mod error;
mod event;
mod greeting;
#[cfg(feature = "inspect")]
pub mod inspect;
pub mod lifetime;
mod model;
mod money;
mod node;
pub mod page;
pub mod profile;
mod reason;
mod recommend;
pub mod report;
pub mod rules;
mod setting;
mod table;
pub mod text;
mod throttle;
mod time;
mod url;

pub use asking::{Question, Reply};
pub use campaign::Offer;
pub use consent::{Choice, Consent, ConsentRequest, Refusal};
pub use engine::{Choices, Engine, FactAnswer, Heard, Merged, Reading, Restored, Setup};
pub use error::{Error, PublicError};
pub use event::{Event, EventItem, EventName};
pub use greeting::{Formats, Greeting, GreetingLink, PartOfDay};
pub use lifetime::{Lifecycle, Lifetime};
pub use model::{Part, Request};
pub use money::Currency;
pub use node::{Node, ReadError};
pub use page::{PageProduct, PageSignals};
pub use profile::{Export, Facts, Overview, Profile, Record, Snapshot};
pub use reason::Reason;
pub use recommend::{Answer, Filter, Kind, Query, Recommendation, Term};
pub use text::Language;
pub use time::Now;
pub use url::is_safe_url;
