//! How many attempts one network may make in a minute.
//!
//! Kept in memory only, in a table of fixed size, and without addresses: a network's prefix
//! (/24 of IPv4, /48 of IPv6) is hashed by a random key of this process, and only the place
//! in the table remembers how many came. Two networks that fall on one place share its limit.

use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

const PLACES: usize = 1 << 16;

/// Counts attempts by network and minute.
#[derive(Debug)]
pub struct Limit {
    most: u32,
    key: RandomState,
    /// The minute that is counted, and how many came in it.
    places: Mutex<Vec<(u32, u32)>>,
}

impl Limit {
    /// At most so many attempts a network and minute.
    pub fn new(most: u32) -> Self {
        Self {
            most,
            key: RandomState::new(),
            places: Mutex::new(vec![(0, 0); PLACES]),
        }
    }

    /// Counts an attempt, and says whether it is within the limit.
    pub fn allows(&self, address: IpAddr, now: u64) -> bool {
        let place = self.key.hash_one(prefix(address)) as usize % PLACES;
        // Minutes wrap after eight thousand years.
        let minute = (now / 60) as u32;
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        let (counted, count) = &mut places[place];
        if *counted != minute {
            (*counted, *count) = (minute, 0);
        }
        *count = count.saturating_add(1);
        *count <= self.most
    }
}

/// The network that an address is in: with its lower part cleared.
fn prefix(address: IpAddr) -> [u8; 7] {
    let mut prefix = [0; 7];
    match address.to_canonical() {
        IpAddr::V4(address) => {
            prefix[0] = 4;
            prefix[1..4].copy_from_slice(&address.octets()[..3]);
        }
        IpAddr::V6(address) => prefix[1..].copy_from_slice(&address.octets()[..6]),
    }
    prefix
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_network_has_one_limit_and_a_new_minute() {
        let limit = Limit::new(2);
        assert!(limit.allows(ip("192.0.2.1"), 0));
        assert!(limit.allows(ip("::ffff:192.0.2.200"), 59));
        assert!(!limit.allows(ip("192.0.2.1"), 59));
        assert!(limit.allows(ip("192.0.2.1"), 60));
    }

    #[test]
    fn prefixes_are_those_of_networks() {
        assert_eq!(prefix(ip("192.0.2.1")), prefix(ip("192.0.2.255")));
        assert_ne!(prefix(ip("192.0.2.1")), prefix(ip("192.0.3.1")));
        assert_eq!(prefix(ip("2001:db8:1::1")), prefix(ip("2001:db8:1:ffff::")));
        assert_ne!(prefix(ip("2001:db8:1::1")), prefix(ip("2001:db8:2::1")));
    }
}
