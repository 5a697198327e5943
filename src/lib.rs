//! The browser's edge: signals in, DOM out, and the ports to storage, network, clock
//! and randomness. What is decided is decided in `dangol-core`.
//!
//! Four wasm files come out of it. With the feature `widget` (the default) it is what every
//! page loads: the loader (`www/loader/dangol.js`) calls [`start`] and hands the page's
//! calls to the [`App`] that it gets. With the feature `privacy` alone it is what is loaded
//! where a shopper looks at what is remembered: the module `privacy`. With the feature
//! `choose` alone it is what is loaded where a page helps in choosing: the module `choose`.
//! With `inspect`, it is the widget with the inspector in it, for the site's owner: the module
//! `inspect`.

#[cfg_attr(not(feature = "widget"), allow(dead_code))]
mod dom;
#[cfg_attr(not(feature = "widget"), allow(dead_code))]
mod error;
#[cfg(any(feature = "widget", feature = "choose"))]
mod jsonld;
#[cfg(any(feature = "widget", feature = "choose"))]
mod net;
mod node;
#[cfg_attr(not(feature = "widget"), allow(dead_code))]
mod price;
#[cfg(any(feature = "widget", feature = "privacy"))]
mod to_js;

#[cfg(feature = "choose")]
pub mod choose;

#[cfg(feature = "privacy")]
mod corner;
#[cfg(feature = "privacy")]
pub mod privacy;

#[cfg(feature = "widget")]
mod api;
#[cfg(feature = "widget")]
mod choosing;
#[cfg(any(feature = "widget", feature = "privacy"))]
#[cfg_attr(not(feature = "widget"), allow(dead_code))]
mod clock;
#[cfg(feature = "widget")]
mod consent;
#[cfg(feature = "widget")]
mod edge;
#[cfg(feature = "widget")]
mod elements;
#[cfg(any(feature = "widget", feature = "privacy"))]
#[cfg_attr(not(feature = "widget"), allow(dead_code))]
mod formats;
#[cfg(feature = "inspect")]
mod inspect;
#[cfg(feature = "widget")]
mod recommended;
#[cfg(feature = "widget")]
mod signals;
#[cfg(feature = "widget")]
mod storage;
#[cfg(feature = "widget")]
mod tabs;

#[cfg(feature = "widget")]
pub use api::{App, start};
