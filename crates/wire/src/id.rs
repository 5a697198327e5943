//! The ids of a chunk's cards, as numbers where the shop's ids are numbers.
//!
//! Most shops number their items, with or without a prefix and leading zeros. An id is
//! then its distance from another: the items' own ids ascend, and what an item's row
//! brings is told from that item's id outwards, first downwards, then upwards, since what
//! is numbered at about the same time is often alike. Any other ids are written as they are.

use crate::bits::{BitReader, BitWriter, best_golomb};
use crate::row::Brought;
use crate::section::{Reader, put, put_strings, put_varint};
use crate::{Card, MAX_TEXT, WireError};

/// Ids as texts.
pub(crate) const IDS: u32 = 2;
/// Ids as numbers.
const NUMBERS: u32 = 11;

/// The most bytes before the number.
const MAX_PREFIX: usize = 64;
/// The most digits of a number.
const MAX_DIGITS: usize = 18;
/// The largest number.
const LARGEST: u64 = 10u64.pow(MAX_DIGITS as u32) - 1;

const K_BITS: u32 = 6;
/// How far a row's parameter may be above the smallest.
const MORE_BITS: u32 = 3;

/// How the ids of a chunk are numbers.
struct Numbers<'a> {
    prefix: &'a str,
    /// How many digits all have; 0 if they have no leading zeros.
    width: usize,
    values: Vec<u64>,
}

impl<'a> Numbers<'a> {
    fn of(cards: &'a [Card]) -> Option<Self> {
        let first = cards.first()?.id.as_str();
        let prefix = first.trim_end_matches(|letter: char| letter.is_ascii_digit());
        // Longer numbers keep their first digits in the prefix.
        let prefix = &first[..prefix.len().max(first.len().saturating_sub(MAX_DIGITS))];
        if prefix.len() > MAX_PREFIX {
            return None;
        }
        let mut padded = false;
        let mut values = Vec::with_capacity(cards.len());
        for card in cards {
            let digits = card.id.strip_prefix(prefix)?;
            let all = digits.bytes().all(|byte| byte.is_ascii_digit());
            if digits.is_empty() || digits.len() > MAX_DIGITS || !all {
                return None;
            }
            padded |= digits.len() > 1 && digits.starts_with('0');
            values.push(digits.parse().ok()?);
        }
        let width = first.len() - prefix.len();
        let same = |card: &Card| card.id.len() == first.len();
        if padded && !cards.iter().all(same) {
            return None;
        }
        Some(Self {
            prefix,
            width: if padded { width } else { 0 },
            values,
        })
    }
}

/// The gaps of values that ascend, from `from` on upwards; nothing if they do not ascend.
fn upwards(values: &[u64], from: u64) -> Option<Vec<u64>> {
    let mut from = from;
    let gap = |value: &u64| {
        let gap = value.checked_sub(from)?;
        from = value + 1;
        Some(gap)
    };
    values.iter().map(gap).collect()
}

/// How many are below `me`, and all gaps: of those below it downwards, of the others upwards.
fn outwards(values: &[u64], me: u64) -> Option<(usize, Vec<u64>)> {
    let below = values.iter().take_while(|value| **value < me).count();
    let mut gaps = Vec::with_capacity(values.len());
    let mut end = me;
    for value in values[..below].iter().rev() {
        gaps.push(end.checked_sub(value + 1)?);
        end = *value;
    }
    gaps.append(&mut upwards(&values[below..], me + 1)?);
    Some((below, gaps))
}

/// The bits of a number of cards up to `most`.
fn width_of(most: usize) -> u32 {
    usize::BITS - most.leading_zeros()
}

fn numbered(cards: &[Card], items: usize, brought: &Brought) -> Option<Vec<u8>> {
    if brought.next != cards.len() {
        return None;
    }
    let Numbers {
        prefix,
        width,
        values,
    } = Numbers::of(cards)?;
    let own = upwards(&values[..items], 0)?;
    let mut rows = Vec::with_capacity(brought.groups.len());
    for (item, range) in &brought.groups {
        let (below, gaps) = outwards(&values[range.clone()], values[*item])?;
        let k = best_golomb(gaps.iter(), (1 << K_BITS) - 1);
        rows.push((below, gaps, k));
    }
    let least = rows.iter().map(|(_, _, k)| *k).min().unwrap_or(0);
    let mut bits = BitWriter::default();
    let k = best_golomb(own.iter(), (1 << K_BITS) - 1);
    bits.put(k.into(), K_BITS);
    own.iter().for_each(|gap| bits.put_golomb(*gap, k));
    bits.put(least.into(), K_BITS);
    for (below, gaps, k) in rows {
        let more = (k - least).min((1 << MORE_BITS) - 1);
        bits.put(more.into(), MORE_BITS);
        bits.put(below as u64, width_of(gaps.len()));
        gaps.iter()
            .for_each(|gap| bits.put_golomb(*gap, least + more));
    }
    let mut out = Vec::new();
    put_varint(&mut out, prefix.len() as u64);
    out.extend_from_slice(prefix.as_bytes());
    out.push(width as u8);
    out.append(&mut bits.finish());
    Some(out)
}

/// Appends the ids of a chunk: as numbers if they are numbers and in order, else as texts.
pub(crate) fn put_ids(out: &mut Vec<u8>, cards: &[Card], items: usize, brought: &Brought) {
    match numbered(cards, items, brought) {
        Some(bytes) => put(out, NUMBERS, &bytes),
        None => put_strings(out, IDS, cards.iter().map(|card| card.id.as_str())),
    }
}

/// Reads what [`put_ids`] wrote.
pub(crate) fn get_ids(
    sections: &crate::section::Sections,
    count: usize,
    items: usize,
    brought: &Brought,
) -> Result<Vec<String>, WireError> {
    match sections.get(NUMBERS, "ids") {
        Some(reader) => get_numbered(reader, count, items, brought),
        None => sections.need(IDS, "ids")?.strings(count, MAX_TEXT),
    }
}

fn get_numbered(
    mut reader: Reader,
    count: usize,
    items: usize,
    brought: &Brought,
) -> Result<Vec<String>, WireError> {
    let malformed = WireError::Malformed { what: "ids" };
    let length = reader.count(MAX_PREFIX)?;
    let prefix = std::str::from_utf8(reader.take(length)?).map_err(|_| malformed.clone())?;
    let width = usize::from(reader.byte()?);
    if width > MAX_DIGITS || brought.next != count {
        return Err(malformed);
    }
    let mut bits = BitReader::new(reader.rest(), "ids");
    let mut values: Vec<u64> = Vec::new();
    let k = bits.get(K_BITS)? as u32;
    let mut from = 0;
    for _ in 0..items {
        let value = from + bits.get_golomb(k, LARGEST)?;
        values.push(value);
        from = value + 1;
        if value > LARGEST {
            return Err(malformed);
        }
    }
    let least = bits.get(K_BITS)? as u32;
    for (item, range) in &brought.groups {
        let k = least + bits.get(MORE_BITS)? as u32;
        let below = bits.get(width_of(range.len()))? as usize;
        let me = values[*item];
        if k > 63 || below > range.len() {
            return Err(malformed);
        }
        let start = values.len();
        let mut end = me;
        for _ in 0..below {
            let gap = bits.get_golomb(k, LARGEST)?;
            end = end.checked_sub(gap + 1).ok_or(malformed.clone())?;
            values.push(end);
        }
        values[start..].reverse();
        let mut from = me + 1;
        for _ in below..range.len() {
            let value = from + bits.get_golomb(k, LARGEST)?;
            values.push(value);
            from = value + 1;
            if value > LARGEST {
                return Err(malformed);
            }
        }
    }
    Ok(values
        .into_iter()
        .map(|value| text(prefix, value, width))
        .collect())
}

/// An id from its number.
fn text(prefix: &str, value: u64, width: usize) -> String {
    let mut digits = [b'0'; MAX_DIGITS];
    let (mut rest, mut length) = (value, 0);
    while rest > 0 || length < width.max(1) {
        length += 1;
        digits[MAX_DIGITS - length] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    let mut text = prefix.to_owned();
    text.extend(
        digits[MAX_DIGITS - length..]
            .iter()
            .map(|digit| char::from(*digit)),
    );
    text
}
