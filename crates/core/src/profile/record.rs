//! The bytes of a profile on the device.
//!
//! | offset | bytes | what |
//! |---|---|---|
//! | 0 | 4 | `44 47 4c 50` ("DGLP") for a profile, `44 47 4c 43` ("DGLC") for a consent |
//! | 4 | 1 | version, 1 |
//! | 5 | 8 | FNV-1a (64 bits, little-endian) of all bytes that follow |
//! | 13 | … | the value in postcard's wire format, version 1 |
//!
//! A [`Record`] can only be made with a grant, and storage takes nothing else, but for a
//! [`Refusal`], which is a consent alone.

use super::{Profile, limits};
use crate::Error;
use crate::consent::{Consent, Grant, Personalize, Refusal};
use serde::{Serialize, de::DeserializeOwned};

/// The version of stored profiles that this crate writes.
pub const PROFILE_VERSION: u8 = 1;

const HEADER: usize = 13;
const PROFILE: [u8; 4] = *b"DGLP";
const CONSENT: [u8; 4] = *b"DGLC";

/// What may be written to the device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    consent: Vec<u8>,
    profile: Vec<u8>,
}

impl Record {
    /// Encodes a profile and the consent under which it is kept. A profile over the
    /// limit loses the rows that were met longest ago, then its oldest actions.
    pub fn new(profile: &mut Profile, consent: &Consent, _grant: &Grant<Personalize>) -> Self {
        let mut bytes = encode(PROFILE, profile);
        while bytes.len() > limits::BYTES {
            if !profile.shelf.drop_oldest_row() {
                let half = profile.actions.len() / 2;
                profile.actions.drain(..half);
                profile.basket.truncate(profile.basket.len() / 2);
                if half == 0 {
                    profile.shelf.cards = crate::table::Table::default();
                }
            }
            profile.tidy();
            bytes = encode(PROFILE, profile);
        }
        Self {
            consent: encode(CONSENT, consent),
            profile: bytes,
        }
    }

    /// The bytes of the consent.
    pub fn consent(&self) -> &[u8] {
        &self.consent
    }

    /// The bytes of the profile.
    pub fn profile(&self) -> &[u8] {
        &self.profile
    }
}

/// The bytes of a profile that is not to be stored: it goes to another wasm of the page.
pub(super) fn profile_bytes(profile: &Profile) -> Vec<u8> {
    encode(PROFILE, profile)
}

impl Refusal {
    /// The bytes that are kept: a consent without a profile.
    pub fn bytes(&self) -> Vec<u8> {
        encode(CONSENT, self.consent())
    }
}

/// Reads a stored profile.
///
/// # Errors
/// [`Error::NewerProfile`] for a version that is not known here, [`Error::Profile`]
/// for damaged bytes.
pub fn read_profile(bytes: &[u8]) -> Result<Profile, Error> {
    decode(PROFILE, bytes)
}

/// Reads a stored consent.
///
/// # Errors
/// As [`read_profile`].
pub fn read_consent(bytes: &[u8]) -> Result<Consent, Error> {
    decode(CONSENT, bytes)
}

fn encode<T: Serialize>(magic: [u8; 4], value: &T) -> Vec<u8> {
    // Serialising to a growing vector fails only for types without a known length,
    // of which a profile has none; an empty payload would be refused when read.
    let payload = postcard::to_allocvec(value).unwrap_or_default();
    let mut bytes = Vec::with_capacity(HEADER + payload.len());
    bytes.extend(magic);
    bytes.push(PROFILE_VERSION);
    bytes.extend(checksum(&payload).to_le_bytes());
    bytes.extend(payload);
    bytes
}

fn decode<T: DeserializeOwned>(magic: [u8; 4], bytes: &[u8]) -> Result<T, Error> {
    let damaged = Error::Profile("the stored bytes are damaged");
    let Some((head, payload)) = bytes.split_at_checked(HEADER) else {
        return Err(damaged);
    };
    if head[..4] != magic {
        return Err(damaged);
    }
    match head[4] {
        PROFILE_VERSION => {}
        0 => return Err(damaged),
        newer => return Err(Error::NewerProfile(newer.into())),
    }
    if head[5..] != checksum(payload).to_le_bytes() {
        return Err(damaged);
    }
    postcard::from_bytes(payload).map_err(|_| damaged)
}

fn checksum(bytes: &[u8]) -> u64 {
    dangol_wire::place::hash_bytes(bytes)
}
