//! Dangol itself: the model's files, and the engine that runs in the browser.
//!
//! Every visitor has an engine of their own that knows nothing but the entry file. Each
//! page is a turn of the engine's page, what it asks for is answered from the files, and
//! the list is that of `for-you`. Nothing is reached past the engine's public face.

use super::names::Names;
use super::recommender::{LIST, List, Recommender, Visitor};
use crate::BuildError;
use crate::build::Model;
use dangol_core::{
    Answer, ConsentRequest, Engine, Event, EventItem, EventName, Filter, Kind, Language, Now,
    PageProduct, Part, Query, Setup,
};
use dangol_wire::frame;
use std::collections::BTreeSet;
use std::sync::OnceLock;
use std::time::Instant;

/// Between two pages, in milliseconds.
const STEP: u64 = 5_000;

/// 2023-11-14, 10:00 UTC: when visits take place whose own time does not matter.
const START: u64 = 1_699_956_000_000;

/// A model and what its files hold.
pub struct Shipped<'a> {
    model: &'a Model,
    names: &'a Names,
    home: OnceLock<Vec<u8>>,
    chunks: Vec<OnceLock<Vec<u8>>>,
}

impl<'a> Shipped<'a> {
    /// Of a model.
    pub fn new(model: &'a Model, names: &'a Names) -> Self {
        Self {
            model,
            names,
            home: OnceLock::new(),
            chunks: model.files.chunks.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// A file, and what it holds when it is inflated.
    fn part(&self, part: Part) -> Result<(&[u8], &[u8]), BuildError> {
        let lost = || BuildError::Model(format!("{part:?} was asked for and is not there"));
        let (file, body, kind) = match part {
            Part::Home => (&self.model.files.home, &self.home, frame::Kind::Home),
            // A model that is judged has no changes since.
            Part::Hot => return Err(lost()),
            Part::Chunk(number) => {
                let place = number as usize;
                let file = self.model.files.chunks.get(place).ok_or_else(lost)?;
                (file, &self.chunks[place], frame::Kind::Chunk)
            }
        };
        if let Some(body) = body.get() {
            return Ok((file, body));
        }
        let inflated =
            frame::unpack(file, kind).map_err(|error| BuildError::Model(error.to_string()))?;
        Ok((file, body.get_or_init(|| inflated)))
    }

    /// What an item's page says of it.
    fn product(&self, item: u32) -> PageProduct {
        let id = self.names.id(item);
        match self.model.catalogue.products.get(id) {
            Some(product) => PageProduct {
                id: id.to_owned(),
                title: product.title.clone(),
                url: product.url.clone(),
                image: product.image.clone(),
                category: product.category.clone(),
                brand: product.brand.clone(),
                group: product.group.clone(),
                price: product.price,
                states_url: true,
                ..PageProduct::default()
            },
            // A page that the model does not know still says what it is about.
            None => PageProduct {
                id: id.to_owned(),
                title: id.to_owned(),
                url: "/".to_owned(),
                ..PageProduct::default()
            },
        }
    }
}

impl Recommender for Shipped<'_> {
    fn name(&self) -> &'static str {
        "Dangol"
    }

    fn visitor(&self) -> Box<dyn Visitor + '_> {
        let mut engine = Engine::new(Setup {
            entry: Some(self.model.files.entry.clone()),
            // Without a seed the lists do not change by chance from visit to visit.
            ..Setup::new(Language::En, 0)
        });
        let now = Now::utc(START);
        let yes = ConsentRequest {
            personalize: Some(true),
            measure: Some(false),
        };
        engine.set_consent(yes, now);
        Box::new(Shopper {
            shipped: self,
            engine,
            now,
            orders: 0,
            fetched: BTreeSet::new(),
            bytes: 0,
        })
    }
}

/// A visitor with the engine in their browser.
struct Shopper<'a> {
    shipped: &'a Shipped<'a>,
    engine: Engine,
    now: Now,
    orders: u32,
    fetched: BTreeSet<Part>,
    bytes: usize,
}

impl Shopper<'_> {
    fn happen(&mut self, event: Event) -> Result<(), BuildError> {
        let happened = self.engine.happen(event, self.now);
        happened.map_err(|error| BuildError::Model(error.to_string()))?;
        self.deliver()
    }

    fn deliver(&mut self) -> Result<(), BuildError> {
        for request in self.engine.take_requests() {
            let (file, body) = self.shipped.part(request.part)?;
            // A browser keeps what it has fetched: the files never change.
            if self.fetched.insert(request.part) {
                self.bytes += file.len();
            }
            self.engine
                .receive(request.part, Some(body), self.now)
                .map_err(|error| BuildError::Model(error.to_string()))?;
        }
        Ok(())
    }

    fn timed(&mut self, query: &Query) -> (Answer, u64) {
        let begun = Instant::now();
        let answer = self.engine.recommend(query, self.now);
        (answer, begun.elapsed().as_nanos() as u64)
    }

    fn turn(&mut self, at: u64) {
        self.now = Now::utc(at);
        self.engine.open_page(Default::default(), self.now);
    }
}

impl Visitor for Shopper<'_> {
    fn looks(&mut self, item: u32) -> Result<(), BuildError> {
        self.turn(self.now.at + STEP);
        self.happen(Event::view(self.shipped.product(item)))
    }

    fn orders(&mut self, items: &[u32], at: u32) -> Result<(), BuildError> {
        let at = u64::from(at) * 1000;
        let item = |item: &u32| EventItem {
            id: self.shipped.names.id(*item).to_owned(),
            product: self.shipped.product(*item),
            quantity: 1,
        };
        let items: Vec<EventItem> = items.iter().map(item).collect();
        for (left, item) in (1..=items.len() as u64).rev().zip(&items) {
            // Each from its own page, so that no page asks for more files than it may.
            self.turn(at.saturating_sub(left * STEP));
            self.happen(Event {
                name: EventName::AddToCart,
                items: vec![item.clone()],
                transaction: None,
                search_term: String::new(),
                coupons: Vec::new(),
            })?;
        }
        self.orders += 1;
        self.turn(at);
        self.happen(Event {
            name: EventName::Purchase,
            items,
            transaction: Some(format!("order {}", self.orders)),
            search_term: String::new(),
            coupons: Vec::new(),
        })
    }

    fn returns(&mut self, at: u32) -> Result<(), BuildError> {
        self.turn(u64::from(at) * 1000);
        self.deliver()
    }

    fn list(&mut self, filter: Filter) -> Result<List, BuildError> {
        let query = Query {
            filter,
            ..Query::new(Kind::ForYou, LIST)
        };
        // The first answer may be that a file is awaited.
        if self.engine.recommend(&query, self.now) == Answer::Wait {
            self.deliver()?;
        }
        self.deliver()?;
        let (answer, first) = self.timed(&query);
        // Of two equal calls the faster one counts: what the system gave to other programs
        // in the meantime is not the engine's.
        let (_, second) = self.timed(&query);
        let list = match answer {
            Answer::Ready(list) => list,
            Answer::Wait | Answer::Failed => Vec::new(),
        };
        let items = list.iter().filter_map(|found| {
            let item = self.shipped.names.find(&found.item_id)?;
            Some((item, found.score))
        });
        Ok(List {
            items: items.collect(),
            nanoseconds: first.min(second),
        })
    }

    fn fetched(&self) -> (usize, usize) {
        (self.fetched.len(), self.bytes)
    }
}
