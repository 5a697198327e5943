//! The model files that this page has, and those it still needs.

mod stock;

pub(crate) use stock::Learned;

use crate::money::Currency;
use crate::table::sort_keyed;
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
    /// The hot file.
    Hot,
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

/// How far a file is, for the inspector.
#[cfg(feature = "inspect")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileState {
    Asked,
    Here,
    Bad,
}

#[cfg(feature = "inspect")]
impl<T> State<T> {
    fn how_far(&self) -> FileState {
        match self {
            Self::Asked => FileState::Asked,
            Self::Here(_) => FileState::Here,
            Self::Bad => FileState::Bad,
        }
    }
}

/// Where each card is in a file's deck, by the low half of its id's hash.
#[derive(Debug, Default)]
struct Places(Vec<(u32, u32)>);

impl Places {
    fn of(cards: &[Card]) -> Self {
        let hashes = cards.iter().map(|card| place::hash(&card.id) as u32);
        let mut places: Vec<(u32, u32)> = hashes.zip(0..).collect();
        sort_keyed(&mut places);
        Self(places)
    }

    fn find<'a>(&self, cards: &'a [Card], item: &str, hash: u32) -> Option<&'a Card> {
        let from = self.0.partition_point(|(known, _)| *known < hash);
        let same = self.0[from..]
            .iter()
            .take_while(|(known, _)| *known == hash);
        same.filter_map(|(_, place)| cards.get(*place as usize))
            .find(|card| card.id == item)
    }
}

/// The model files that this page has.
#[derive(Debug, Default)]
pub(crate) struct Model {
    entry: Option<Entry>,
    build: u64,
    scoring: Scoring,
    home: Option<State<Home>>,
    home_places: Places,
    chunks: Vec<(u32, State<Chunk>, Places)>,
    stock: stock::Stock,
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
        let places = Places::default();
        self.chunks.push((number, State::Asked, places));
    }

    /// What is to be fetched; each file is named once.
    pub(crate) fn take_requests(&mut self) -> Vec<Request> {
        std::mem::take(&mut self.requests)
    }

    /// Takes the inflated body of a file, or the news that there is none.
    pub(crate) fn receive(&mut self, part: Part, body: Option<&[u8]>) -> Result<(), WireError> {
        let missing = Err(WireError::Missing { what: "the file" });
        match part {
            Part::Hot => self.receive_hot(body),
            Part::Home => {
                let home = body.map_or(missing.clone().map(|()| Home::default()), Home::decode);
                let (state, outcome) = settle(home, |home| home.build == self.build);
                self.home_places = Places::of(state.here().map_or(&[], |home| &home.cards));
                self.home = Some(state);
                outcome
            }
            Part::Chunk(number) => {
                let chunk = body.map_or(missing.map(|()| Chunk::default()), Chunk::decode);
                let (state, outcome) = settle(chunk, |chunk| {
                    chunk.build == self.build && chunk.number == number
                });
                let mut chunks = self.chunks.iter_mut();
                if let Some((_, asked, places)) = chunks.find(|(known, ..)| *known == number) {
                    *places = Places::of(state.here().map_or(&[], |chunk| &chunk.cards));
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
        let chunk = self.chunks.iter().find(|(known, ..)| *known == number);
        chunk.map(|(_, state, _)| state)
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
            .retain(|(_, state, _)| !matches!(state, State::Bad));
        if self.chunks.len() >= MAX_CHUNKS {
            self.chunks
                .retain(|(_, state, _)| matches!(state, State::Asked));
        }
        if matches!(self.home, Some(State::Bad)) {
            self.home = None;
        }
        // Each page asks what is true by then.
        if !self.awaits_hot() {
            self.stock.hot = None;
        }
    }

    /// The files that were asked for, and how far each is.
    #[cfg(feature = "inspect")]
    pub(crate) fn files(&self) -> Vec<(String, FileState)> {
        let Some(entry) = &self.entry else {
            return Vec::new();
        };
        let home = self
            .home
            .iter()
            .map(|state| (entry.home_path(), state.how_far()));
        let hot = self.stock.hot.iter();
        let hot = hot.map(|state| (Entry::HOT_PATH.to_owned(), state.how_far()));
        let chunks = (self.chunks.iter())
            .map(|(number, state, _)| (entry.chunk_path(*number), state.how_far()));
        home.chain(hot).chain(chunks).collect()
    }

    /// The card of an item, in any part that is here.
    pub(crate) fn card(&self, item: &str) -> Option<&Card> {
        let hash = place::hash(item) as u32;
        self.decks()
            .find_map(|(cards, places)| places.find(cards, item, hash))
    }

    /// All cards of the parts that are here; one may come several times.
    pub(crate) fn all_cards(&self) -> impl Iterator<Item = &Card> {
        self.decks().flat_map(|(cards, _)| cards)
    }

    fn decks(&self) -> impl Iterator<Item = (&[Card], &Places)> {
        let chunks = self.chunks.iter().filter_map(|(_, state, places)| {
            let chunk = state.here()?;
            Some((chunk.cards.as_slice(), places))
        });
        let home = self.home.as_ref().and_then(State::here);
        chunks.chain(home.map(|home| (home.cards.as_slice(), &self.home_places)))
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
