//! What a day brought, counted on the device, and where its reports stand.

use super::{Sent, Told, Waiting};
use crate::consent::{Grant, Measure as Counting};
use crate::time::DAY;
use crate::{Now, report};
use dangol_wire::measure::Measure;
use dangol_wire::report::Key;
use serde::{Deserialize, Serialize};

/// The most different things that a day counts. What comes after is not counted.
const COUNTS: usize = dangol_wire::report::MAX_ENTRIES;

/// The most openings that are remembered, to know where what is bought came from.
const CLICKS: usize = 24;

/// For how long what is put into the basket or bought is put down to the slot from which it
/// was last opened: seven days.
pub const WINDOW: u64 = 7 * DAY;

/// How much privacy budget a year has, in thousandths of ε: fifty answers with ε = 2.
pub const BUDGET: u32 = 100_000;

/// After how many days what was not sent is given up.
pub(super) const OLDEST: u16 = 28;

/// Something was counted on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    day: u16,
    key: Key,
    amount: u64,
}

impl Counted {
    /// So much of something on a day (in days since 1970, UTC), which only the grant to be
    /// counted allows.
    pub fn new(_grant: &Grant<Counting>, day: u16, key: Key, amount: u64) -> Self {
        Self { day, key, amount }
    }
}

/// A product was opened from a slot.
#[derive(Debug, Clone, PartialEq)]
pub struct Clicked(Click);

impl Clicked {
    /// An opening, which only the grant to be counted allows to remember.
    pub fn new(_grant: &Grant<Counting>, click: Click) -> Self {
        Self(click)
    }
}

/// From which slot a product was opened.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Click {
    /// The product.
    pub item: String,
    /// The slot's code in [`dangol_wire::measure::SLOTS`].
    pub slot: u8,
    /// The campaign's subject; 0 for none.
    pub campaign: u32,
    /// When, in milliseconds since 1970.
    pub at: u64,
}

/// One counted thing, as [`Key`] has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Sum {
    pub(super) measure: u8,
    pub(super) slot: u8,
    pub(super) arm: u8,
    pub(super) subject: u32,
    pub(super) cell: u8,
    pub(super) sum: u64,
}

impl Sum {
    pub(super) fn key(&self) -> Option<Key> {
        Some(Key {
            measure: Measure::of_code(self.measure)?,
            slot: self.slot,
            arm: self.arm,
            subject: self.subject,
            cell: self.cell,
        })
    }
}

/// What a day brought, and where the reports of other days stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Tally {
    /// The day that is counted, in days since 1970 (UTC); 0 for none.
    pub(super) day: u16,
    /// What was counted, in the order of the keys.
    pub(super) counts: Vec<Sum>,
    /// From where products were opened, oldest first.
    pub(super) clicks: Vec<Click>,
    /// A random number that decides which arms this device is in; 0 until drawn. It is
    /// never sent.
    pub(super) lot: u32,
    /// The year whose budget is being spent.
    pub(super) year: u16,
    /// How much of it is spent, in thousandths of ε.
    pub(super) spent: u32,
    /// The last day of which a report was made.
    pub(super) told: u16,
    /// Reports that the collector does not have yet, oldest first.
    pub(super) waiting: Vec<Waiting>,
    /// Reports that it has, oldest first.
    pub(super) sent: Vec<Sent>,
}

/// The day that a report may tell of, in days since 1970 (UTC).
pub fn day(now: Now) -> u16 {
    u16::try_from(now.at / DAY).unwrap_or(u16::MAX)
}

impl Tally {
    /// The random number that decides on arms; 0 until drawn.
    pub(crate) fn lot(&self) -> u32 {
        self.lot
    }

    /// Whether this day is being counted.
    pub(crate) fn is_on(&self, today: u16) -> bool {
        self.day == today
    }

    /// Whether there is a day to be told of, now that it is over.
    pub(crate) fn is_due(&self, today: u16) -> bool {
        self.day > 0 && self.day < today
    }

    /// Reports that wait, oldest first.
    pub fn waiting(&self) -> &[Waiting] {
        &self.waiting
    }

    /// Reports that were sent, oldest first.
    pub fn sent(&self) -> &[Sent] {
        &self.sent
    }

    /// How many different things were counted since the last report.
    pub fn counted(&self) -> usize {
        self.counts.len()
    }

    /// What is left of this year's privacy budget, in thousandths of ε.
    pub fn budget_left(&self, now: Now) -> u32 {
        let (year, _, _) = Now::utc(now.at).date();
        match i64::from(self.year) == year {
            true => BUDGET.saturating_sub(self.spent),
            false => BUDGET,
        }
    }

    /// Where this product was opened lately.
    pub(crate) fn click(&self, item: &str, now: Now) -> Option<&Click> {
        let fresh = |click: &&Click| now.at.abs_diff(click.at) <= WINDOW;
        let mut newest_first = self.clicks.iter().rev().filter(fresh);
        newest_first.find(|click| click.item == item)
    }

    pub(crate) fn draw(&mut self, lot: u32) {
        if self.lot == 0 {
            self.lot = lot;
        }
    }

    pub(crate) fn count(&mut self, counted: &Counted) {
        if counted.day < self.day || counted.day <= self.told {
            // Another tab has told of that day already.
            return;
        }
        if counted.day > self.day {
            self.day = counted.day;
            self.counts.clear();
        }
        let key = counted.key;
        // One device says once a day how satisfied it is, whatever its tabs say.
        let code = Measure::Satisfaction.code();
        if key.measure == Measure::Satisfaction && self.counts.iter().any(|sum| sum.measure == code)
        {
            return;
        }
        let found = self
            .counts
            .binary_search_by(|sum| sum.key().cmp(&Some(key)));
        match found {
            Ok(at) => self.counts[at].sum = self.counts[at].sum.saturating_add(counted.amount),
            Err(at) if self.counts.len() < COUNTS => self.counts.insert(
                at,
                Sum {
                    measure: key.measure.code(),
                    slot: key.slot,
                    arm: key.arm,
                    subject: key.subject,
                    cell: key.cell,
                    sum: counted.amount,
                },
            ),
            Err(_) => {}
        }
    }

    pub(crate) fn click_on(&mut self, Clicked(click): &Clicked) {
        self.clicks.retain(|known| known.item != click.item);
        if self.clicks.len() >= CLICKS {
            self.clicks.remove(0);
        }
        self.clicks.push(click.clone());
    }

    /// A report was made of a day. If another tab has made one meanwhile, that one counts.
    pub(crate) fn tell(&mut self, told: &Told) {
        if told.epoch() <= self.told {
            return;
        }
        self.told = told.epoch();
        if self.day <= self.told {
            self.day = 0;
            self.counts.clear();
        }
        (self.year, self.spent) = told.ledger(self.year, self.spent);
        self.enqueue(told.waiting());
    }

    /// The shopper does not want to be counted: nothing of it stays but how much budget this
    /// year has spent, and of which day a report was made last. Both only ever hold a later
    /// report back.
    pub(crate) fn forget(&mut self) {
        *self = Self {
            year: self.year,
            spent: self.spent,
            told: self.told,
            ..Self::default()
        };
    }

    /// Nothing is taken from another device: what was counted there is told there.
    pub(crate) fn leave_out(&mut self) {
        *self = Self::default();
    }

    pub(crate) fn forget_clicks(&mut self, goes: impl Fn(&Click) -> bool) {
        self.clicks.retain(|click| !goes(click));
    }

    /// Drops what is too old; a clock that was ahead must not end the counting for ever.
    pub(crate) fn age(&mut self, now: Now) {
        let today = report::day(now);
        let ahead = |day: u16| day > today.saturating_add(1);
        if ahead(self.day) || self.day.saturating_add(OLDEST) < today {
            self.day = 0;
            self.counts.clear();
        }
        if ahead(self.told) {
            self.told = today;
        }
        self.clicks
            .retain(|click| now.at.abs_diff(click.at) <= WINDOW);
        self.waiting.retain(|waiting| !waiting.is_over(today));
    }
}
