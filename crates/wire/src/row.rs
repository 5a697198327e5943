//! The row of an item: its neighbours with their weights, quantised and packed.
//!
//! A row says which of its neighbours' cards are in the deck already, because an item of
//! the file or an earlier row has brought them; all others are the next cards of the deck.
//! So a neighbour that only one row has costs no bits here.

use crate::bits::{BitReader, BitWriter, best_golomb};
use crate::section::{Reader, Sections, put};
use crate::{MODEL_VERSION, WireError};

/// The most neighbours that a row may have.
pub const MAX_NEIGHBOURS: usize = 63;

/// The most binary digits that a level may have behind the point.
pub const MAX_BITS: u8 = 4;

/// The furthest that a neighbour may be below 1, in steps.
const MAX_BELOW: u16 = 511;

const COUNT_BITS: u32 = 6;
const FLOOR_BITS: u32 = 9;
const LEVEL_K_BITS: u32 = 3;
const KNOWN_K_BITS: u32 = 4;

/// 2^(-i/16) for i in 0..=16, so that the widget needs no power function.
#[rustfmt::skip]
const SIXTEENTHS: [f32; 17] = [
    1.0, 0.957_603_3, 0.917_004, 0.878_126_1, 0.840_896_4, 0.805_245_16, 0.771_105_4, 0.738_413_1,
    0.707_106_77, 0.677_127_8, 0.648_419_8, 0.620_928_9, 0.594_603_55, 0.569_394_3, 0.545_253_9,
    0.522_136_87, 0.5,
];

/// A neighbour: which card of the same file, and how near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neighbour {
    /// The position of its card in the file's deck.
    pub card: u16,
    /// How far its weight is below 1, in steps of 2^-bits octaves, 0 to 511.
    pub below: u16,
}

/// The neighbours of one item under one relation, ascending by card.
///
/// The weight of a neighbour is `2^(-below / 2^bits)`, from 0 to 1: what counts is by how
/// much one is nearer than another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Ascending by card, each card once.
    pub neighbours: Vec<Neighbour>,
}

impl Row {
    /// Quantises weights in (0, 1] to steps of 2^-bits octaves, `bits` from 0 to 4. Keeps
    /// the [`MAX_NEIGHBOURS`] heaviest; what is not a positive number is left out. Of two
    /// that fall on one step the lighter goes one further down, for ties say nothing.
    pub fn quantise(weights: &[(u16, f32)], bits: u8) -> Self {
        let mut kept: Vec<(u16, f32)> = weights
            .iter()
            .copied()
            .filter(|(_, weight)| weight.is_finite() && *weight > 0.0)
            .map(|(card, weight)| (card, weight.min(1.0)))
            .collect();
        kept.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        kept.dedup_by_key(|(card, _)| *card);
        kept.truncate(MAX_NEIGHBOURS);
        let mut free = 0;
        let mut neighbours: Vec<Neighbour> = kept
            .into_iter()
            .map(|(card, weight)| {
                let nearest = steps_below(weight, bits);
                let below = nearest.max(free.min(nearest + 1)).min(MAX_BELOW);
                free = below + 1;
                Neighbour { card, below }
            })
            .collect();
        neighbours.sort_by_key(|neighbour| neighbour.card);
        neighbours.dedup_by_key(|neighbour| neighbour.card);
        Self { neighbours }
    }

    /// Each neighbour's card and weight, given the section's bits.
    pub fn weights(&self, bits: u8) -> impl Iterator<Item = (u16, f32)> + '_ {
        let fine = MAX_BITS.saturating_sub(bits);
        self.neighbours.iter().map(move |neighbour| {
            let sixteenths = u32::from(neighbour.below) << fine;
            (neighbour.card, octaves(sixteenths))
        })
    }
}

/// Which cards each row brings into the deck.
#[derive(Debug, Clone, Default)]
pub(crate) struct Brought {
    /// The position of the item, and the range of cards.
    pub(crate) groups: Vec<(usize, std::ops::Range<usize>)>,
    /// The first card that nothing has named yet.
    pub(crate) next: usize,
}

impl Brought {
    /// The items' own cards are there from the start.
    pub(crate) fn new(items: usize) -> Self {
        Self {
            groups: Vec::new(),
            next: items,
        }
    }

    fn bring(&mut self, item: usize, end: usize) {
        if end > self.next {
            self.groups.push((item, self.next..end));
            self.next = end;
        }
    }
}

/// The positions of known cards, from the end of what is known downwards, as gaps.
fn known_gaps(row: &[Neighbour], next: usize) -> Vec<u64> {
    let mut end = next as u64;
    let known = row.iter().rev().map(|neighbour| u64::from(neighbour.card));
    known
        .skip_while(|card| *card >= next as u64)
        .map(|card| {
            let gap = end - card - 1;
            end = card;
            gap
        })
        .collect()
}

/// How the rows of a section are packed.
#[derive(Clone, Copy)]
struct Packing {
    /// The parameter of the gaps between known cards.
    k: u32,
    /// Whether what a row brings need not be the next cards.
    scattered: bool,
}

fn put_row(
    out: &mut BitWriter,
    row: &[Neighbour],
    packing: Packing,
    item: usize,
    brought: &mut Brought,
) {
    out.put(row.len() as u64, COUNT_BITS);
    let Some(floor) = row.iter().map(|neighbour| neighbour.below).max() else {
        return;
    };
    let levels: Vec<u64> = row.iter().map(|one| u64::from(floor - one.below)).collect();
    let level_k = best_golomb(levels.iter(), (1 << LEVEL_K_BITS) - 1);
    out.put(floor.into(), FLOOR_BITS);
    out.put(level_k.into(), LEVEL_K_BITS);
    let known = known_gaps(row, brought.next);
    out.put_golomb(known.len() as u64, 0);
    known.iter().for_each(|gap| out.put_golomb(*gap, packing.k));
    let new = &row[known.len()..];
    if let Some(last) = new.last() {
        let end = usize::from(last.card) + 1;
        let mut from = brought.next as u64;
        for neighbour in new.iter().filter(|_| packing.scattered) {
            out.put_golomb(u64::from(neighbour.card) - from, 0);
            from = u64::from(neighbour.card) + 1;
        }
        brought.bring(item, end);
    }
    levels
        .iter()
        .for_each(|level| out.put_golomb(*level, level_k));
}

fn get_row(
    reader: &mut BitReader,
    packing: Packing,
    cards: usize,
    item: usize,
    brought: &mut Brought,
) -> Result<Row, WireError> {
    let count = reader.get(COUNT_BITS)? as usize;
    if count == 0 {
        return Ok(Row::default());
    }
    let floor = reader.get(FLOOR_BITS)? as u16;
    let level_k = reader.get(LEVEL_K_BITS)? as u32;
    let known = reader.get_golomb(0, count as u64)? as usize;
    let mut places = Vec::with_capacity(count);
    let mut end = brought.next as u64;
    for _ in 0..known {
        let left = end.checked_sub(1).ok_or_else(|| reader.malformed())?;
        end = left - reader.get_golomb(packing.k, left)?;
        places.push(end);
    }
    places.reverse();
    if count > known {
        let mut from = brought.next as u64;
        for _ in known..count {
            if packing.scattered {
                from += reader.get_golomb(0, cards as u64)?;
            }
            places.push(from);
            from += 1;
        }
        if from > cards as u64 {
            return Err(reader.malformed());
        }
        brought.bring(item, from as usize);
    }
    let mut row = Row {
        neighbours: Vec::with_capacity(count),
    };
    for card in places {
        let level = reader.get_golomb(level_k, floor.into())? as u16;
        row.neighbours.push(Neighbour {
            card: card as u16,
            below: floor - level,
        });
    }
    Ok(row)
}

/// Appends the rows of all items under one relation: a byte of bits, then the packed rows.
pub(crate) fn put_rows<'a>(
    out: &mut Vec<u8>,
    tag: u32,
    bits: u8,
    rows: impl Iterator<Item = &'a Row> + Clone,
    brought: &mut Brought,
) {
    let rows = rows.map(|row| &row.neighbours[..row.neighbours.len().min(MAX_NEIGHBOURS)]);
    let mut bytes = vec![bits.min(MAX_BITS)];
    if rows.clone().any(|row| !row.is_empty()) {
        let mut before = Brought::new(brought.next);
        let mut gaps: Vec<u64> = Vec::new();
        let mut scattered = false;
        for row in rows.clone() {
            let mut known = known_gaps(row, before.next);
            let end = row.last().map_or(0, |last| usize::from(last.card) + 1);
            let new = row.len() - known.len();
            scattered |= new > 0 && end != before.next + new;
            gaps.append(&mut known);
            before.bring(0, end);
        }
        let k = best_golomb(gaps.iter(), (1 << KNOWN_K_BITS) - 1);
        let mut writer = BitWriter::default();
        let packing = Packing { k, scattered };
        writer.put(k.into(), KNOWN_K_BITS);
        writer.put(scattered.into(), 1);
        for (item, row) in rows.enumerate() {
            put_row(&mut writer, row, packing, item, brought);
        }
        bytes.append(&mut writer.finish());
    }
    put(out, tag, &bytes);
}

/// Reads what [`put_rows`] wrote: the bits and `count` rows.
pub(crate) fn get_rows(
    sections: &Sections,
    tag: u32,
    count: usize,
    cards: usize,
    brought: &mut Brought,
) -> Result<(u8, Vec<Row>), WireError> {
    let mut reader: Reader = sections.need(tag, "rows")?;
    let bits = reader.byte()?;
    if bits > MAX_BITS {
        return Err(WireError::Malformed { what: "rows" });
    }
    if reader.is_empty() {
        return Ok((bits, vec![Row::default(); count]));
    }
    let mut reader = BitReader::new(reader.rest(), "rows");
    let packing = Packing {
        k: reader.get(KNOWN_K_BITS)? as u32,
        scattered: reader.get(1)? == 1,
    };
    let rows = (0..count)
        .map(|item| get_row(&mut reader, packing, cards, item, brought))
        .collect::<Result<_, _>>()?;
    Ok((bits, rows))
}

/// How many steps a weight in (0, 1] is below 1.
fn steps_below(weight: f32, bits: u8) -> u16 {
    let exponent = weight.to_bits() >> 23;
    // From a half up to 1; comparisons and products only, so that every platform gives the
    // same bytes.
    let part = f32::from_bits((weight.to_bits() & 0x007f_ffff) | 0x3f00_0000);
    let border = |at: &usize| SIXTEENTHS[*at] * SIXTEENTHS[at + 1] > part * part;
    let within = (0..16).take_while(border).count() as u32;
    let sixteenths = 126u32.saturating_sub(exponent) * 16 + within;
    // 1 itself has the next exponent, and is 16 above a half.
    let sixteenths = if exponent > 126 { 0 } else { sixteenths };
    let fine = u32::from(MAX_BITS.saturating_sub(bits));
    let steps = (sixteenths + (1 << fine >> 1)) >> fine;
    steps.min(MAX_BELOW.into()) as u16
}

/// 2^(-sixteenths/16).
pub(crate) fn octaves(sixteenths: u32) -> f32 {
    let halvings = (sixteenths / 16).min(126);
    SIXTEENTHS[(sixteenths % 16) as usize] * f32::from_bits((127 - halvings) << 23)
}

// A new version must decide how to read old rows before it changes the packing.
const _: () = assert!(MODEL_VERSION == 1);
