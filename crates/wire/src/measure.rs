//! What may be counted: the one list of declared measures.
//!
//! A report holds nothing else. Codes are for ever; a measure that is no longer wanted
//! keeps its code, and a new one takes one that was never used.

/// How a measure leaves the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A clipped number, without any identifier, that the collector adds up and does not
    /// store singly. Whoever receives the report sees it as it is.
    Plain,
    /// Local differential privacy: noised on the device, so that not even whoever receives
    /// the report can be sure of it.
    Ldp,
}

impl Mode {
    /// Its name in docs, pages and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Ldp => "ldp",
        }
    }
}

/// What a measure's numbers count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Devices on one day.
    Devices,
    /// How often something happened.
    Times,
    /// Items.
    Items,
    /// The day's sum in the shop's smallest money unit: one of [`bucket`]'s cells.
    Money,
    /// Milliseconds: one of [`bucket`]'s cells.
    Milliseconds,
    /// Cells that have names.
    Named,
}

/// What an entry's `subject` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Nothing: 0.
    None,
    /// 0 for the holdout, else [`subject`] of an experiment's id.
    Experiment,
    /// 0 outside of campaigns, else [`subject`] of a campaign's id.
    Campaign,
    /// [`subject`] of a greeting moment's code.
    Moment,
    /// [`version_number`] of the widget.
    Version,
}

/// All that is declared of one measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declared {
    /// The measure.
    pub measure: Measure,
    /// Its stable name.
    pub name: &'static str,
    /// How it leaves the device.
    pub mode: Mode,
    /// What is counted.
    pub unit: Unit,
    /// Whether it is counted for each slot; else the slot is 0.
    pub by_slot: bool,
    /// Whether it is counted for each arm; else the arm is 0.
    pub by_arm: bool,
    /// What `subject` says.
    pub subject: Subject,
    /// How many cells there are: 1 for a simple count. A histogram of mode `ldp` may have
    /// from 2 up to so many.
    pub cells: u16,
    /// The clip: no entry's count is above it.
    pub max: u8,
    /// From how many reports on it may be shown: those that name the measure's slot, arm,
    /// subject and attribute, or of an epoch where all devices tell.
    pub threshold: u32,
    /// What it is for.
    pub purpose: &'static str,
}

macro_rules! measures {
    ($($code:literal $variant:ident $name:literal $mode:ident $unit:ident $slot:literal $arm:literal $subject:ident $cells:literal $max:literal $threshold:literal $purpose:literal;)*) => {
        /// A declared measure.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Measure {
            $(#[doc = $purpose] $variant = $code,)*
        }

        /// Every declared measure, by code.
        pub const MEASURES: &[Declared] = &[$(Declared {
            measure: Measure::$variant,
            name: $name,
            mode: Mode::$mode,
            unit: Unit::$unit,
            by_slot: $slot,
            by_arm: $arm,
            subject: Subject::$subject,
            cells: $cells,
            max: $max,
            threshold: $threshold,
            purpose: $purpose,
        }),*];

        impl Measure {
            /// The measure with a code.
            pub const fn of_code(code: u8) -> Option<Self> {
                match code {
                    $($code => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// The clip: no entry's count is above it. Apart from the table, whose words
            /// the widget need not carry.
            pub const fn max(self) -> u8 {
                match self {
                    $(Self::$variant => $max,)*
                }
            }
        }
    };
}

#[rustfmt::skip]
measures! {
    //   variant      name           mode  unit         slot  arm   subject    cells max threshold
    1 Visitors "visitors" Plain Devices false true Experiment 1 1 50 "Devices that were counted, for each arm of an experiment: what everything else is divided by.";
    2 Orders "orders" Plain Times false true Experiment 1 5 50 "Orders, for each arm: whether more people buy.";
    3 OrderValue "order_value" Plain Money false true Experiment 96 1 50 "The day's orders in money, for each arm: what a visitor is worth.";
    4 Seen "seen" Plain Times true true Campaign 1 50 50 "How often a slot was shown.";
    5 Clicked "clicked" Plain Times true true Campaign 1 20 50 "How often a product of a slot was opened from it.";
    6 Added "added" Plain Items true true Campaign 1 20 50 "Products put into the basket within seven days after they were opened from a slot.";
    7 Bought "bought" Plain Items true true Campaign 1 20 50 "Products bought within seven days after they were opened from a slot.";
    8 BoughtValue "bought_value" Plain Money true true Campaign 96 1 50 "The day's purchases that followed such an opening, in money.";
    9 Greeted "greeted" Plain Times false true Moment 1 10 50 "How often a greeting was said.";
    10 Followed "followed" Plain Times false true Moment 1 10 50 "How often a greeting's offer was taken up.";
    11 Less "less" Plain Times false true Moment 1 10 50 "How often less of such a greeting was asked for.";
    12 Satisfaction "satisfaction" Plain Named false false None 5 1 50 "The answer to how satisfied one is, from one star (cell 0) to five (cell 4).";
    13 ShownMs "shown_ms" Plain Milliseconds false false None 64 20 50 "How long after a page was opened its first slot was shown: the tag’s speed.";
    14 Errors "errors" Plain Named false false None 5 20 50 "Errors of the widget by code: the tag's health.";
    15 Version "version" Plain Devices false false Version 1 1 50 "The widget's version: which are in use.";
    16 Interest "interest" Ldp Named false false None 128 1 500 "Which of the shop's categories was looked at most: what visitors care about.";
    17 Lifecycle "lifecycle" Ldp Named false false None 6 1 500 "How the visitor and the shop stand: how many are new, regular, away.";
    18 Redeemed "redeemed" Plain Times true true Campaign 1 5 50 "Orders with a campaign’s coupon, of those who were shown it.";
    19 Chance "chance" Plain Named false false Campaign 16 20 50 "With what probability a campaign was chosen when it was shown (cells 0 to 7), and when it was taken up (8 to 15): for figures that do not depend on who was shown what.";
    20 Freshness "freshness" Ldp Named false false None 4 1 500 "Whether what the visitor stated is fresh: how many stated something, and how many of them may say otherwise by now.";
    21 LessOffer "less_offer" Plain Times true true Campaign 1 5 50 "How often less of a campaign was asked for.";
}

impl Measure {
    /// Its code.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// All that is declared of it.
    pub fn declared(self) -> &'static Declared {
        let found = MEASURES.iter().find(|declared| declared.measure == self);
        // Each is in the table that made it, which a test holds.
        found.unwrap_or(&MEASURES[0])
    }
}

/// The slots that are counted, by code; 0 is the visit as a whole. Codes are for ever.
pub const SLOTS: [&str; 12] = [
    "",
    "for-you",
    "related",
    "bought-together",
    "recently-viewed",
    "trending",
    "buy-again",
    "complete-the-basket",
    "because-you-viewed",
    "new-for-you",
    "greeting",
    "offer",
];

/// The highest arm: 0 is what everybody gets, 1 and up what is tried (of the holdout: the
/// page without anything personal).
pub const MAX_ARM: u8 = 7;

/// The cells of [`Measure::Errors`], by code; the last is for all others. Codes are for ever.
pub const ERRORS: [&str; 5] = [
    "bad_file",
    "bad_model",
    "storage_blocked",
    "write_after_withdrawal",
    "other",
];

/// The cells of [`Measure::Lifecycle`], by code.
pub const LIFECYCLE: [&str; 6] = ["new", "looking", "bought_once", "regular", "quiet", "away"];

/// The cells of [`Measure::Freshness`], by code: nothing is stated, all of it is fresh, some of
/// it is stale, all of it is.
pub const FRESHNESS: [&str; 4] = ["none", "fresh", "some_stale", "all_stale"];

/// How many histograms of mode `ldp` a device can answer, of which each report answers one:
/// all of them, but [`Measure::Interest`] only where the site names categories.
pub const fn noised_questions(has_interests: bool) -> u32 {
    2 + has_interests as u32
}

/// The subject of an experiment, a campaign or a moment: 32 bits of its id's hash, never 0.
///
/// Two ids in one configuration that share a subject are refused by whoever reads it;
/// among a thousand ids that is one configuration in nine thousand.
pub fn subject(id: &str) -> u32 {
    let hash = crate::place::hash(id);
    ((hash ^ (hash >> 32)) as u32).max(1)
}

/// The subject of [`Measure::Version`]: `major.minor.patch` in 8, 8 and 16 bits.
pub const fn version_number(major: u8, minor: u8, patch: u16) -> u32 {
    (major as u32) << 24 | (minor as u32) << 16 | patch as u32
}

/// The cell of an amount: four to each doubling, so that a cell's ends are at most a quarter
/// apart. What is above the measure's last cell counts there.
///
/// The first cells are the amounts 0, 1, 2 and 3 themselves.
pub fn bucket(amount: u64, cells: u16) -> u8 {
    let cell = match amount.checked_ilog2() {
        Some(doublings @ 2..) => (doublings - 1) * 4 + ((amount >> (doublings - 2)) & 3) as u32,
        _ => amount as u32,
    };
    let last = u32::from(cells.saturating_sub(1)).min(255);
    cell.min(last) as u8
}

/// The least amount of a cell; the next cell's is the end.
pub fn bucket_start(cell: u8) -> u64 {
    let (cell, doublings) = (u64::from(cell), u32::from(cell) / 4);
    match doublings {
        0 => cell,
        _ => (4 + cell % 4) << (doublings - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_cells_fit() {
        assert!(MEASURES.is_sorted_by_key(|declared| declared.measure.code()));
        for declared in MEASURES {
            let code = declared.measure.code();
            assert_eq!(Measure::of_code(code), Some(declared.measure));
            assert_eq!(declared.measure.declared(), declared);
            assert_eq!(declared.measure.max(), declared.max);
            assert!(declared.max > 0 && (1..=256).contains(&declared.cells));
            let named = match declared.measure {
                Measure::Lifecycle => usize::from(declared.cells) == LIFECYCLE.len(),
                Measure::Freshness => usize::from(declared.cells) == FRESHNESS.len(),
                Measure::Errors => usize::from(declared.cells) == ERRORS.len(),
                Measure::Chance => declared.cells == 2 * u16::from(crate::chance::CHANCES),
                _ => true,
            };
            assert!(named, "{}", declared.name);
        }
        assert_eq!(Measure::of_code(0), None);
        assert_eq!(Measure::of_code(u8::MAX), None);
    }

    #[test]
    fn every_amount_lies_in_its_bucket() {
        for amount in (0..5_000).chain([1 << 20, (1 << 25) - 1]) {
            let cell = bucket(amount, 96);
            assert!(
                bucket_start(cell) <= amount && amount < bucket_start(cell + 1),
                "{amount}"
            );
        }
        assert_eq!((bucket(u64::MAX, 96), bucket(u64::MAX, 64)), (95, 63));
        assert_eq!(bucket_start(95), 7 << 22);
    }
}
