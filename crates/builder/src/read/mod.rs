//! Reading: from a file, compressed or not, to checked lines.

pub mod catalogue;
pub mod columns;
pub mod date;
pub mod money;
pub mod orders;
pub mod source;
pub mod table;
