//! What a device tells of a day, if its shopper agreed to be counted.

pub mod estimate;
pub mod mechanism;
