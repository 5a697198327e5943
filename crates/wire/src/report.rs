//! The bytes of a report: always [`REPORT_BYTES`] of them, whatever it holds.
//!
//! Numbers are big-endian, so that entries sort as their bytes do. The table is in
//! `docs/report-format.md`.

use crate::measure::{MAX_ARM, Measure, Mode, SLOTS, Subject};
use crate::noise::{Epsilon, Mechanism, Noise};
use crate::{Site, WireError};

/// How many bytes every report has.
pub const REPORT_BYTES: usize = 1024;

/// The version of reports that this crate writes and reads.
pub const REPORT_VERSION: u8 = 1;

/// The most entries of a report.
pub const MAX_ENTRIES: usize = (REPORT_BYTES - ENTRIES) / ENTRY;

/// The hours of a day, an epoch.
pub const EPOCH_HOURS: u32 = 24;

const MAGIC: [u8; 4] = *b"DGLR";
/// Where the entries begin.
const ENTRIES: usize = 81;
/// The bytes of an entry.
const ENTRY: usize = 9;
/// The bytes of a histogram's answer.
const ANSWER: usize = 32;

/// What is counted: measure, slot, arm, subject and cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The measure; one of mode [`Mode::Plain`].
    pub measure: Measure,
    /// The code of a slot in [`SLOTS`]; 0 where the measure knows none.
    pub slot: u8,
    /// The arm; 0 where the measure knows none.
    pub arm: u8,
    /// As the measure's [`Subject`] says; 0 where it has none.
    pub subject: u32,
    /// The cell; 0 where there is one only.
    pub cell: u8,
}

impl Key {
    /// The key of a measure alone.
    pub fn of(measure: Measure) -> Self {
        Self {
            measure,
            slot: 0,
            arm: 0,
            subject: 0,
            cell: 0,
        }
    }

    /// Whether the measure is declared so.
    ///
    /// # Errors
    /// When something of the key is outside of what is declared.
    pub fn check(&self) -> Result<(), WireError> {
        let declared = self.measure.declared();
        let slot = match declared.by_slot {
            true => (1..SLOTS.len()).contains(&usize::from(self.slot)),
            false => self.slot == 0,
        };
        let arm = self.arm <= if declared.by_arm { MAX_ARM } else { 0 };
        let subject = match declared.subject {
            Subject::None => self.subject == 0,
            Subject::Experiment | Subject::Campaign => true,
            Subject::Moment | Subject::Version => self.subject > 0,
        };
        let wrong = |what| Err(WireError::Malformed { what });
        match () {
            () if declared.mode != Mode::Plain => wrong("mode"),
            () if !slot => wrong("slot"),
            () if !arm => wrong("arm"),
            () if !subject => wrong("subject"),
            () if u16::from(self.cell) >= declared.cells => wrong("cell"),
            () => Ok(()),
        }
    }
}

/// A clipped count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Of what.
    pub key: Key,
    /// How many: 1 up to the measure's clip.
    pub count: u8,
}

/// One noised answer to which cell of a histogram is the device's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Histogram {
    /// The measure; one of mode [`Mode::Ldp`].
    pub measure: Measure,
    /// With which privacy parameter it was noised.
    pub epsilon: Epsilon,
    /// How many cells there are.
    pub cells: u16,
    /// A bit for each cell, the first in the highest bit of the first byte. Exactly one is
    /// set where the mechanism is [`Mechanism::Direct`].
    pub answer: [u8; ANSWER],
}

impl Histogram {
    /// Whether a cell's bit is set.
    pub fn has(&self, cell: u16) -> bool {
        let byte = self.answer.get(usize::from(cell / 8));
        byte.is_some_and(|byte| byte & (0x80 >> (cell % 8)) != 0)
    }

    /// Sets a cell's bit. A cell that cannot be is passed over.
    pub fn set(&mut self, cell: u16) {
        if let Some(byte) = self.answer.get_mut(usize::from(cell / 8)) {
            *byte |= 0x80 >> (cell % 8);
        }
    }

    /// With how much noise it was answered.
    ///
    /// # Errors
    /// When the number of cells is outside of what is declared.
    pub fn noise(&self) -> Result<Noise, WireError> {
        Noise::of(self.cells, self.epsilon)
    }

    fn check(&self) -> Result<(), WireError> {
        let wrong = |what| Err(WireError::Malformed { what });
        let declared = self.measure.declared();
        if declared.mode != Mode::Ldp {
            return wrong("mode");
        }
        let named = self.measure == Measure::Lifecycle;
        if self.cells > declared.cells || (named && self.cells != declared.cells) {
            return wrong("domain");
        }
        let noise = self.noise()?;
        let set = |from, to| (from..to).filter(|cell| self.has(*cell)).count();
        let is_direct = noise.mechanism == Mechanism::Direct;
        if set(self.cells, 8 * ANSWER as u16) > 0 || (is_direct && set(0, self.cells) != 1) {
            return wrong("answer");
        }
        Ok(())
    }
}

/// What one device tells of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The site, as its configuration names it.
    pub site: Site,
    /// The day that is told of, in days since 1970 (UTC).
    pub epoch: u16,
    /// When the report was made, in hours since 1970: on a later day than the epoch.
    pub hour: u32,
    /// A random number that finds the same report sent twice, and nothing else: the next
    /// report has another.
    pub id: [u8; 16],
    /// One noised answer, if the budget allowed one.
    pub histogram: Option<Histogram>,
    /// Clipped counts, in the order of their keys.
    pub counts: Vec<Count>,
}

impl Report {
    /// The report's bytes, all [`REPORT_BYTES`].
    ///
    /// What follows the limit of entries, counts nothing or is above its clip is left out
    /// or clipped, and so are counts out of order: what this makes can be read. A key that
    /// [`Key::check`] refuses is not looked for.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(REPORT_BYTES);
        bytes.extend(MAGIC);
        bytes.push(REPORT_VERSION);
        bytes.extend(self.site.bytes());
        bytes.extend(self.epoch.to_be_bytes());
        bytes.extend(self.hour.to_be_bytes());
        bytes.extend(self.id);
        match &self.histogram {
            None => bytes.extend([0; 5 + ANSWER]),
            Some(histogram) => {
                bytes.push(histogram.measure.code());
                bytes.extend(histogram.epsilon.thousandths().to_be_bytes());
                bytes.extend(histogram.cells.to_be_bytes());
                bytes.extend(histogram.answer);
            }
        }
        let number_at = bytes.len();
        bytes.push(0);
        let (mut before, mut number) = (None, 0);
        for &Count { key, count } in &self.counts {
            let count = count.min(key.measure.max());
            if count == 0 || before.is_some_and(|before| before >= key) {
                continue;
            }
            if usize::from(number) == MAX_ENTRIES {
                break;
            }
            bytes.extend([key.measure.code(), key.slot, key.arm]);
            bytes.extend(key.subject.to_be_bytes());
            bytes.extend([key.cell, count]);
            (before, number) = (Some(key), number + 1);
        }
        bytes[number_at] = number;
        bytes.resize(REPORT_BYTES, 0);
        bytes
    }

    /// Reads a report, and nothing that is not exactly one.
    ///
    /// # Errors
    /// When the size, the beginning, the version, the site or the time is not as it must
    /// be; when a measure is not declared, or anything of it is outside of what is
    /// declared; when entries are not in order, or one comes twice; when what pads it is
    /// not zero.
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        match bytes.len() {
            REPORT_BYTES => {}
            ..REPORT_BYTES => return Err(WireError::CutShort { what: "report" }),
            _ => return Err(WireError::TooLarge { what: "report" }),
        }
        let mut reader = Reader(bytes);
        if reader.take::<4>()? != MAGIC {
            return Err(WireError::NotThisFile { expected: "report" });
        }
        let version = reader.byte()?;
        if version != REPORT_VERSION {
            return Err(WireError::UnknownVersion {
                what: "report",
                found: version.into(),
                known: REPORT_VERSION.into(),
            });
        }
        let site = Site::of_bytes(reader.take()?)?;
        let epoch = u16::from_be_bytes(reader.take()?);
        let hour = u32::from_be_bytes(reader.take()?);
        if hour / EPOCH_HOURS <= epoch.into() {
            return Err(WireError::Malformed { what: "hour" });
        }
        let id = reader.take()?;
        let histogram = histogram(&mut reader)?;
        let number = reader.byte()?.into();
        if number > MAX_ENTRIES {
            return Err(WireError::TooLarge { what: "entries" });
        }
        let mut counts: Vec<Count> = Vec::with_capacity(number);
        for _ in 0..number {
            let next = count(&mut reader)?;
            if counts.last().is_some_and(|before| before.key >= next.key) {
                return Err(WireError::Malformed {
                    what: "order of entries",
                });
            }
            counts.push(next);
        }
        if reader.0.iter().any(|byte| *byte != 0) {
            return Err(WireError::Malformed { what: "padding" });
        }
        Ok(Self {
            site,
            epoch,
            hour,
            id,
            histogram,
            counts,
        })
    }
}

fn histogram(reader: &mut Reader) -> Result<Option<Histogram>, WireError> {
    let code = reader.byte()?;
    let epsilon = u16::from_be_bytes(reader.take()?);
    let cells = u16::from_be_bytes(reader.take()?);
    let answer: [u8; ANSWER] = reader.take()?;
    if code == 0 {
        let is_empty = epsilon == 0 && cells == 0 && answer == [0; ANSWER];
        return match is_empty {
            true => Ok(None),
            false => Err(WireError::Malformed { what: "histogram" }),
        };
    }
    let histogram = Histogram {
        measure: measure(code)?,
        epsilon: Epsilon::of_thousandths(epsilon)?,
        cells,
        answer,
    };
    histogram.check()?;
    Ok(Some(histogram))
}

fn count(reader: &mut Reader) -> Result<Count, WireError> {
    let measure = measure(reader.byte()?)?;
    let key = Key {
        measure,
        slot: reader.byte()?,
        arm: reader.byte()?,
        subject: u32::from_be_bytes(reader.take()?),
        cell: reader.byte()?,
    };
    let count = reader.byte()?;
    key.check()?;
    if count == 0 || count > measure.max() {
        return Err(WireError::Malformed { what: "count" });
    }
    Ok(Count { key, count })
}

fn measure(code: u8) -> Result<Measure, WireError> {
    Measure::of_code(code).ok_or(WireError::Malformed { what: "measure" })
}

/// What of the bytes is not yet read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], WireError> {
        let (taken, rest) = self
            .0
            .split_first_chunk()
            .ok_or(WireError::CutShort { what: "report" })?;
        self.0 = rest;
        Ok(*taken)
    }

    fn byte(&mut self) -> Result<u8, WireError> {
        self.take::<1>().map(|[byte]| byte)
    }
}
