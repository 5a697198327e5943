//! Reading: from a file, compressed or not, to checked lines.

pub mod aggregates;
pub mod attributes;
pub mod baskets;
pub mod cases;
pub mod catalogue;
pub mod columns;
pub mod date;
pub mod lines;
pub mod money;
pub mod opened;
pub mod orders;
pub mod sessions;
pub mod source;
pub mod table;
