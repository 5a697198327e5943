//! What the inspector asks of the engine. Nothing here changes anything.

mod greeting;
mod list;
mod sections;
mod trial;
