//! One module for each command of xtask.

pub mod bench;
pub mod build;
pub mod demo;
pub mod fuzz;
pub mod guide;
pub mod lint;
pub mod screenshots;
pub mod size;
pub mod test;

/// Says which step begins.
fn step(what: &str) {
    eprintln!("» {what}");
}

/// Counts `count` things: `1 test`, `2 tests`.
fn counted(count: usize, thing: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{plural}")
}
