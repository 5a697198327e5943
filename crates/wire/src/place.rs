//! Where an item is: from its id to the number of its chunk, without any directory.
//!
//! The place is the FNV-1a hash (64 bits, Fowler, Noll and Vo) of the id's UTF-8
//! bytes modulo the number of chunks, which `entry.json` states. So a page needs no
//! list of the catalogue, however large, and one request fetches all.

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// FNV-1a, 64 bits, of a text's UTF-8 bytes.
pub fn hash(id: &str) -> u64 {
    hash_bytes(id.as_bytes())
}

/// FNV-1a, 64 bits.
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    bytes.iter().fold(OFFSET, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(PRIME)
    })
}

/// The chunk of an item; 0 when there are no chunks.
pub fn chunk_of(id: &str, chunks: u32) -> u32 {
    hash(id).checked_rem(chunks.into()).unwrap_or(0) as u32
}
