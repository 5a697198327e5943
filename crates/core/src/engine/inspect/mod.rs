//! What the inspector asks of the engine. Nothing here changes anything.

mod greeting;
mod list;
mod offers;
mod questions;
mod sections;
mod trial;
