//! `dangol serve --data`, the real program: killed, attacked and looked through.

#![allow(clippy::unwrap_used)]

mod hostile;
mod killed;
mod memory;
mod server;
