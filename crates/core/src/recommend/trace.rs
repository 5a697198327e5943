//! What is noted of how a list comes about, for the inspector.
//!
//! The code that decides notes it while it decides. Without the feature `inspect`, which the
//! widget of ordinary shoppers does not have, nothing of it is left in the program.

use super::Candidates;
#[cfg(feature = "inspect")]
use super::candidates::Listed;
#[cfg(feature = "inspect")]
use std::cell::RefCell;

/// Why a candidate is not in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// It is what the page is about.
    OnPage,
    /// The shop says that it cannot be had now.
    SoldOut,
    /// Another slot of the page shows it.
    ShownElsewhere,
    /// It is in the basket.
    InBasket,
    /// It was lately looked at, and is left to "recently viewed".
    SeenLately,
    /// Nobody knows its title and page.
    NoCard,
    /// The shopper turned it down.
    Unwanted,
    /// The shopper said that they do not like such things.
    Disliked,
    /// The shopper has it, and it does not run out yet.
    Owned,
    /// A rule of the shop's excludes it: the rule's place among those that act.
    Excluded(usize),
    /// A rule of the shop's wants only others.
    NotAmong(usize),
    /// Nothing speaks for it.
    NothingFor,
    /// Others are better, and there is no more room.
    Behind,
    /// It is a variant of something in the list.
    Variant,
    /// Its category has its share of the list.
    Category,
    /// It is better than the last of the list, but too much like what is in it.
    Alike,
}

/// What is noted; nothing unless it is switched on.
#[cfg(not(feature = "inspect"))]
#[derive(Debug, Default)]
pub(crate) struct Trace(());

#[cfg(not(feature = "inspect"))]
impl Trace {
    /// Whether anything is noted.
    #[inline(always)]
    pub(super) fn is_on(&self) -> bool {
        false
    }

    /// A candidate is left out.
    #[inline(always)]
    pub(super) fn left_out(&self, _item: &str, _cause: Cause) {}

    /// These candidates are left out.
    #[inline(always)]
    pub(super) fn all_left_out(
        &self,
        _found: &Candidates,
        _numbers: impl Iterator<Item = usize>,
        _cause: Cause,
    ) {
    }

    /// The shopper's taste multiplies a candidate's score.
    #[inline(always)]
    pub(super) fn weighed(&self, _item: &str, _factor: f32) {}

    /// A rule, by its place among those that act, moved or removed an item.
    #[inline(always)]
    pub(super) fn touched(&self, _act: usize, _item: &str) {}
}

/// What is noted; nothing unless it is switched on.
#[cfg(feature = "inspect")]
#[derive(Debug, Default)]
pub(crate) struct Trace(Option<RefCell<Noted>>);

/// What was noted.
#[cfg(feature = "inspect")]
#[derive(Debug, Default)]
pub(crate) struct Noted {
    left_out: Vec<(String, Cause)>,
    weighed: Vec<(String, f32)>,
    touched: Vec<(usize, String)>,
    /// Every candidate, in the order in which they were found.
    pub(crate) candidates: Vec<Noticed>,
}

/// A candidate as it was noticed.
#[cfg(feature = "inspect")]
#[derive(Debug)]
pub(crate) struct Noticed {
    pub(crate) item: String,
    pub(crate) score: f32,
    /// Code, origin and weight of each part of its score.
    pub(crate) terms: Vec<(&'static str, String, f32)>,
}

#[cfg(feature = "inspect")]
impl Trace {
    pub(crate) fn on() -> Self {
        Self(Some(RefCell::default()))
    }

    pub(super) fn is_on(&self) -> bool {
        self.0.is_some()
    }

    fn note(&self, note: impl FnOnce(&mut Noted)) {
        if let Some(noted) = &self.0 {
            note(&mut noted.borrow_mut());
        }
    }

    pub(super) fn left_out(&self, item: &str, cause: Cause) {
        self.note(|noted| noted.leave_out(item, cause));
    }

    pub(super) fn all_left_out(
        &self,
        found: &Candidates,
        numbers: impl Iterator<Item = usize>,
        cause: Cause,
    ) {
        self.note(|noted| numbers.for_each(|number| noted.leave_out(found.item(number), cause)));
    }

    pub(super) fn weighed(&self, item: &str, factor: f32) {
        self.note(|noted| noted.weighed.push((item.to_owned(), factor)));
    }

    pub(super) fn touched(&self, act: usize, item: &str) {
        self.note(|noted| {
            let touched = (act, item.to_owned());
            if !noted.touched.contains(&touched) {
                noted.touched.push(touched);
            }
        });
    }

    /// The list is made of these candidates.
    pub(super) fn finish(&self, found: &Candidates, listed: &[Listed]) {
        self.note(|noted| {
            for number in 0..found.len() {
                let item = found.item(number);
                let known = listed.iter().find(|listed| listed.number == number);
                let weighed = noted.weighed.iter().rev().find(|(of, _)| of == item);
                let factor = known.map_or(weighed.map_or(1.0, |(_, factor)| *factor), |listed| {
                    listed.factor
                });
                let terms = found.parts(number).map(|part| {
                    let weight = part.weight * factor;
                    (part.ground.code(), part.from.to_owned(), weight)
                });
                noted.candidates.push(Noticed {
                    item: item.to_owned(),
                    score: known.map_or(found.score(number, factor), |listed| listed.score),
                    terms: terms.collect(),
                });
            }
        });
    }

    /// What was noted; nothing where it was not switched on.
    pub(crate) fn into_noted(self) -> Noted {
        self.0.map(RefCell::into_inner).unwrap_or_default()
    }
}

#[cfg(feature = "inspect")]
impl Noted {
    fn leave_out(&mut self, item: &str, cause: Cause) {
        match self.left_out.iter_mut().find(|(of, _)| of == item) {
            None => self.left_out.push((item.to_owned(), cause)),
            // A list that is tried several times may end before it comes to an item again.
            Some((_, known)) if cause == Cause::Behind && *known != Cause::NothingFor => {}
            Some((_, known)) => *known = cause,
        }
    }

    /// Why an item is not in the list.
    pub(crate) fn cause(&self, item: &str) -> Option<Cause> {
        let mut left_out = self.left_out.iter();
        Some(left_out.find(|(of, _)| of == item)?.1)
    }

    /// How many items a rule, by its place among those that act, moved or removed.
    pub(crate) fn touched(&self, act: usize) -> usize {
        self.touched.iter().filter(|(of, _)| *of == act).count()
    }
}
