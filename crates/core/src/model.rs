//! The model files that this page has, and those it still needs.

use crate::money::Currency;
use crate::profile::KeptCard;
use dangol_wire::{Card, Chunk, Entry, Home, Scoring, WireError, place};

/// The most chunks that one page may fetch and hold.
const MAX_CHUNKS: usize = 16;

/// A part of the model that is a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The home file.
    Home,
    /// A chunk.
    Chunk(u32),
}

/// A file to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Which part it is; to be named when the file is handed over.
    pub part: Part,
    /// Its path, relative to `entry.json`.
    pub path: String,
}

/// How far a part is.
#[derive(Debug)]
pub(crate) enum State<T> {
    Asked,
    Here(T),
    Bad,
}

impl<T> State<T> {
    fn here(&self) -> Option<&T> {
        match self {
            Self::Here(part) => Some(part),
            Self::Asked | Self::Bad => None,
        }
    }
}

/// The model files that this page has.
#[derive(Debug, Default)]
pub(crate) struct Model {
    entry: Option<Entry>,
    build: u64,
    scoring: Scoring,
    home: Option<State<Home>>,
    chunks: Vec<(u32, State<Chunk>)>,
    requests: Vec<Request>,
}

impl Model {
    pub(crate) fn new(entry: Entry) -> Result<Self, WireError> {
        entry.check()?;
        Ok(Self {
            build: entry.build_number()?,
            scoring: entry.scoring.clone().sound(),
            entry: Some(entry),
            ..Self::default()
        })
    }

    /// The currency of the model's prices.
    pub(crate) fn currency(&self) -> Currency {
        Currency {
            code: self
                .entry
                .as_ref()
                .map(|entry| entry.currency.clone())
                .unwrap_or_default(),
            digits: self
                .entry
                .as_ref()
                .map_or(2, |entry| entry.currency_digits.min(4).into()),
        }
    }

    pub(crate) fn entry(&self) -> Option<&Entry> {
        self.entry.as_ref()
    }

    /// What the builder learned of how this shop's shoppers choose.
    pub(crate) fn scoring(&self) -> &Scoring {
        &self.scoring
    }

    /// Asks for the home file, once.
    pub(crate) fn want_home(&mut self) {
        if let (Some(entry), None) = (&self.entry, &self.home) {
            self.requests.push(Request {
                part: Part::Home,
                path: entry.home_path(),
            });
            self.home = Some(State::Asked);
        }
    }

    /// Asks for the chunk of an item, once.
    pub(crate) fn want_item(&mut self, item: &str) {
        let Some(entry) = self.entry.as_ref().filter(|entry| entry.chunks > 0) else {
            return;
        };
        let number = place::chunk_of(item, entry.chunks);
        if self.chunk(number).is_some() || self.chunks.len() >= MAX_CHUNKS {
            return;
        }
        self.requests.push(Request {
            part: Part::Chunk(number),
            path: entry.chunk_path(number),
        });
        self.chunks.push((number, State::Asked));
    }

    /// What is to be fetched; each file is named once.
    pub(crate) fn take_requests(&mut self) -> Vec<Request> {
        std::mem::take(&mut self.requests)
    }

    /// Takes the inflated body of a file, or the news that there is none.
    pub(crate) fn receive(&mut self, part: Part, body: Option<&[u8]>) -> Result<(), WireError> {
        let missing = Err(WireError::Missing { what: "the file" });
        match part {
            Part::Home => {
                let home = body.map_or(missing.clone().map(|()| Home::default()), Home::decode);
                let (state, outcome) = settle(home, |home| home.build == self.build);
                self.home = Some(state);
                outcome
            }
            Part::Chunk(number) => {
                let chunk = body.map_or(missing.map(|()| Chunk::default()), Chunk::decode);
                let (state, outcome) = settle(chunk, |chunk| {
                    chunk.build == self.build && chunk.number == number
                });
                if let Some((_, asked)) = self.chunks.iter_mut().find(|(known, _)| *known == number)
                {
                    *asked = state;
                }
                outcome
            }
        }
    }

    pub(crate) fn home(&self) -> Option<&State<Home>> {
        self.home.as_ref()
    }

    fn chunk(&self, number: u32) -> Option<&State<Chunk>> {
        let chunk = self.chunks.iter().find(|(known, _)| *known == number);
        chunk.map(|(_, state)| state)
    }

    /// The state of the chunk in which an item is; `None` where there is no model or it
    /// was not asked for.
    pub(crate) fn chunk_of(&self, item: &str) -> Option<&State<Chunk>> {
        let entry = self.entry.as_ref()?;
        self.chunk(place::chunk_of(item, entry.chunks))
    }

    /// Begins another page of the same document: what is here stays, what failed may be
    /// tried again.
    pub(crate) fn turn_page(&mut self) {
        self.chunks
            .retain(|(_, state)| !matches!(state, State::Bad));
        if self.chunks.len() >= MAX_CHUNKS {
            self.chunks
                .retain(|(_, state)| matches!(state, State::Asked));
        }
        if matches!(self.home, Some(State::Bad)) {
            self.home = None;
        }
    }

    /// The card of an item, in any part that is here.
    pub(crate) fn card(&self, item: &str) -> Option<KeptCard> {
        let card = self.all_cards().find(|card| card.id == item);
        card.map(KeptCard::from)
    }

    /// All cards of the parts that are here; one may come several times.
    pub(crate) fn all_cards(&self) -> impl Iterator<Item = &Card> {
        let home = self.home.as_ref().and_then(State::here);
        self.chunks
            .iter()
            .filter_map(|(_, state)| state.here())
            .flat_map(|chunk| &chunk.cards)
            .chain(home.into_iter().flat_map(|home| &home.cards))
    }
}

fn settle<T>(
    part: Result<T, WireError>,
    belongs: impl Fn(&T) -> bool,
) -> (State<T>, Result<(), WireError>) {
    match part {
        Ok(part) if belongs(&part) => (State::Here(part), Ok(())),
        Ok(_) => (State::Bad, Err(WireError::Elsewhere)),
        Err(error) => (State::Bad, Err(error)),
    }
}
