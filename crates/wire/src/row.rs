//! The row of an item: its neighbours with their weights, quantised and packed.

use crate::bits::{BitReader, BitWriter, rice_length};
use crate::section::{Reader, Sections, put};
use crate::{MODEL_VERSION, WireError};

/// The most neighbours that a row may have.
pub const MAX_NEIGHBOURS: usize = 63;

const COUNT_BITS: u32 = 6;
const RICE_BITS: u32 = 4;
const SCALE_BITS: u32 = 8;

/// 2^(-i/8) for i in 0..8, so that the widget needs no power function.
#[rustfmt::skip]
const EIGHTHS: [f32; 8] = [1.0, 0.917_004, 0.840_896_4, 0.771_105_4, 0.707_106_77, 0.648_419_8, 0.594_603_55, 0.545_253_9];

/// A neighbour: which card of the same file, and how near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neighbour {
    /// The position of its card in the file's deck.
    pub card: u16,
    /// Nearness within the row, in quarter octaves, 0 to 2^bits - 1.
    pub level: u8,
}

/// The neighbours of one item under one relation, ascending by card.
///
/// The weight of a neighbour is `2^(-scale/8 - (top - level)/4)` with the highest level
/// `top = 2^bits - 1`, from 0 to 1: what counts is by how much one is nearer than another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The row's largest weight, in steps of an eighth of an octave below 1.
    pub scale: u8,
    /// Ascending by card, each card once.
    pub neighbours: Vec<Neighbour>,
}

impl Row {
    /// Quantises weights in (0, 1] to `bits` bits (1 to 8). Keeps the
    /// [`MAX_NEIGHBOURS`] heaviest; what is not a positive number is left out.
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
        let Some(&(_, largest)) = kept.first() else {
            return Self::default();
        };
        // The smallest scale that still holds the largest weight; no logarithm, so that
        // every platform gives the same bytes.
        let holds = |scale: &u8| scale_weight(*scale) >= largest;
        let scale = (0..=u8::MAX).rev().find(holds).unwrap_or(0);
        let top = top_level(bits);
        let mut neighbours: Vec<Neighbour> = kept
            .into_iter()
            .map(|(card, weight)| Neighbour {
                card,
                level: top - steps_below(scale, weight, top),
            })
            .collect();
        neighbours.sort_by_key(|neighbour| neighbour.card);
        neighbours.dedup_by_key(|neighbour| neighbour.card);
        Self { scale, neighbours }
    }

    /// Each neighbour's card and weight, given the file's bits.
    pub fn weights(&self, bits: u8) -> impl Iterator<Item = (u16, f32)> + '_ {
        let top = top_level(bits);
        self.neighbours.iter().map(move |neighbour| {
            let below = top.saturating_sub(neighbour.level);
            let eighths = u32::from(self.scale) + 2 * u32::from(below);
            (neighbour.card, octaves(eighths))
        })
    }

    fn put(&self, out: &mut BitWriter, bits: u8) {
        let neighbours = &self.neighbours[..self.neighbours.len().min(MAX_NEIGHBOURS)];
        out.put(neighbours.len() as u32, COUNT_BITS);
        if neighbours.is_empty() {
            return;
        }
        let gaps: Vec<u32> = neighbours
            .iter()
            .scan(0u32, |from, neighbour| {
                let gap = u32::from(neighbour.card).saturating_sub(*from);
                *from = u32::from(neighbour.card) + 1;
                Some(gap)
            })
            .collect();
        let cost = |k: &u32| gaps.iter().map(|gap| rice_length(*gap, *k)).sum::<u32>();
        let k = (0..1 << RICE_BITS).min_by_key(cost).unwrap_or(0);
        out.put(self.scale.into(), SCALE_BITS);
        out.put(k, RICE_BITS);
        for (gap, neighbour) in gaps.iter().zip(neighbours) {
            out.put_rice(*gap, k);
            out.put(neighbour.level.into(), bits.into());
        }
    }

    fn get(reader: &mut BitReader, bits: u8, cards: usize) -> Result<Self, WireError> {
        let count = reader.get(COUNT_BITS)?;
        if count == 0 {
            return Ok(Self::default());
        }
        let scale = reader.get(SCALE_BITS)? as u8;
        let k = reader.get(RICE_BITS)?;
        let mut neighbours = Vec::with_capacity(count as usize);
        let mut next = 0u32;
        for _ in 0..count {
            let card = next + reader.get_rice(k, u16::MAX.into())?;
            if card as usize >= cards {
                return Err(WireError::Malformed { what: "rows" });
            }
            let level = reader.get(bits.into())? as u8;
            neighbours.push(Neighbour {
                card: card as u16,
                level,
            });
            next = card + 1;
        }
        Ok(Self { scale, neighbours })
    }
}

/// Appends the rows of all items under one relation: a byte of bits, then the packed rows.
pub(crate) fn put_rows<'a>(
    out: &mut Vec<u8>,
    tag: u32,
    bits: u8,
    rows: impl Iterator<Item = &'a Row>,
) {
    let bits = bits.clamp(1, 8);
    let mut writer = BitWriter::default();
    rows.for_each(|row| row.put(&mut writer, bits));
    let mut bytes = vec![bits];
    bytes.append(&mut writer.finish());
    put(out, tag, &bytes);
}

/// Reads what [`put_rows`] wrote: the bits and `count` rows.
pub(crate) fn get_rows(
    sections: &Sections,
    tag: u32,
    count: usize,
    cards: usize,
) -> Result<(u8, Vec<Row>), WireError> {
    let mut reader: Reader = sections.need(tag, "rows")?;
    let bits = reader.byte()?;
    if !(1..=8).contains(&bits) {
        return Err(WireError::Malformed { what: "rows" });
    }
    let mut reader = BitReader::new(reader.rest());
    let rows = (0..count)
        .map(|_| Row::get(&mut reader, bits, cards))
        .collect::<Result<_, _>>()?;
    Ok((bits, rows))
}

fn top_level(bits: u8) -> u8 {
    ((1u16 << bits.clamp(1, 8)) - 1) as u8
}

/// How many quarter octaves a weight is below its row's scale, at most `most`.
fn steps_below(scale: u8, weight: f32, most: u8) -> u8 {
    // The border between two steps lies an eighth of an octave below the upper one.
    let is_below = |step: &u8| octaves(u32::from(scale) + 2 * u32::from(*step) + 1) > weight;
    (0..most).take_while(is_below).count() as u8
}

fn scale_weight(scale: u8) -> f32 {
    octaves(scale.into())
}

/// 2^(-eighths/8).
fn octaves(eighths: u32) -> f32 {
    let halvings = (eighths / 8).min(126);
    EIGHTHS[(eighths % 8) as usize] * f32::from_bits((127 - halvings) << 23)
}

// A new version must decide how to read old rows before it changes the packing.
const _: () = assert!(MODEL_VERSION == 1);
