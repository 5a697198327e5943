//! How long `recommend()` takes natively, for a shopper whose profile is as full as it may be.
//!
//! `cargo run --profile fast -p dangol-core --example speed -- MODEL PROFILE.json [CALLS]`
//!
//! Takes the folder of a model, makes a heavy user's profile by driving the engine as a browser
//! does, writes it as `dangol.profile.import` takes it, and prints one JSON line for each kind:
//! the first call, and over all calls after warm-up the middle one and the slowest of a hundred,
//! in microseconds; and the same of the faster of each two calls, because what a busy machine
//! gives to other programs in the middle of a call is not the engine's. `cargo xtask bench speed` runs it, and runs the same profile in Chromium.

use dangol_core::profile::limits;
use dangol_core::{
    Answer, ConsentRequest, Engine, Event, EventItem, EventName, Kind, Language, Node, Now,
    PageProduct, Part, Query, Setup,
};
use dangol_wire::{Card, Chunk, Entry, Home, frame, place};
use std::error::Error;
use std::path::PathBuf;
use std::time::{Instant, SystemTime};

type Outcome<T> = Result<T, Box<dyn Error>>;

const DAY: u64 = 86_400_000;
const WARM_UP: usize = 200;
/// How many visits there were before this one, and how many products were looked at in each.
const VISITS: u64 = 60;
const LOOKS: usize = 5;
/// How many products this visit has looked at.
const LOOKS_NOW: usize = 25;
/// How many are in the basket.
const BASKET: usize = 12;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let usage = "speed MODEL PROFILE.json [CALLS]";
    let model = Model::open(arguments.next().ok_or(usage)?.into())?;
    let file = PathBuf::from(arguments.next().ok_or(usage)?);
    let calls = arguments.next().map_or(Ok(4000), |calls| calls.parse())?;
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    let now = now.as_millis() as u64;
    let mut shopper = Shopper::new(&model, now)?;
    let (page_item, bytes) = shopper.live(now)?;
    std::fs::write(&file, serde_json::to_vec(&shopper.engine.export())?)?;
    let overview = shopper.engine.overview();
    let of = serde_json::json!({
        "items": model.entry.items,
        "actions": overview.items.len(),
        "bytes": bytes,
        "page_item": page_item,
    });
    println!("{of}");
    for kind in Kind::ALL {
        for limit in [6, 24] {
            let query = Query::new(kind, limit);
            println!("{}", shopper.time(&query, calls)?);
        }
    }
    Ok(())
}

/// A model on disk.
struct Model {
    folder: PathBuf,
    entry: Entry,
}

impl Model {
    fn open(folder: PathBuf) -> Outcome<Self> {
        let entry: Entry = serde_json::from_slice(&std::fs::read(folder.join("entry.json"))?)?;
        entry.check()?;
        Ok(Self { folder, entry })
    }

    fn body(&self, part: Part) -> Outcome<Vec<u8>> {
        let (path, kind) = match part {
            Part::Home => (self.entry.home_path(), frame::Kind::Home),
            Part::Hot => (Entry::HOT_PATH.to_owned(), frame::Kind::Hot),
            Part::Chunk(number) => (self.entry.chunk_path(number), frame::Kind::Chunk),
        };
        Ok(frame::unpack(
            &std::fs::read(self.folder.join(path))?,
            kind,
        )?)
    }

    fn chunk(&self, item: &str) -> Outcome<Chunk> {
        let number = place::chunk_of(item, self.entry.chunks);
        Ok(Chunk::decode(&self.body(Part::Chunk(number))?)?)
    }
}

/// Someone in a browser.
struct Shopper<'a> {
    model: &'a Model,
    engine: Engine,
    /// Of a linear congruential generator: the same profile for the same model.
    dice: u64,
    at: u64,
}

impl<'a> Shopper<'a> {
    fn new(model: &'a Model, now: u64) -> Outcome<Self> {
        let mut engine = Engine::new(Setup {
            entry: Some(model.entry.clone()),
            ..Setup::new(Language::En, 7)
        });
        let at = now.saturating_sub((VISITS + 1) * 11 * DAY);
        let yes = ConsentRequest {
            personalize: Some(true),
            measure: Some(false),
        };
        engine.set_consent(yes, Now::utc(at));
        Ok(Self {
            model,
            engine,
            dice: 1,
            at,
        })
    }

    fn roll(&mut self, sides: usize) -> usize {
        let (a, c) = (6_364_136_223_846_793_005, 1_442_695_040_888_963_407);
        self.dice = self.dice.wrapping_mul(a).wrapping_add(c);
        (self.dice >> 33) as usize % sides.max(1)
    }

    /// Two years of visits, the last of them now; gives the item of the page that is open and
    /// how many bytes the profile takes when it is stored.
    fn live(&mut self, now: u64) -> Outcome<(String, usize)> {
        let home = Home::decode(&self.model.body(Part::Home)?)?;
        let mut item = home.cards.first().ok_or("the model is empty")?.id.clone();
        let stated = Node::of_json(&serde_json::json!({
            "likes": ["glass", "garden", "red"],
            "dislikes": ["plastic", "skull"],
        }));
        self.engine.state_facts(&stated, Now::utc(self.at))?;
        for visit in 0..VISITS {
            // The first half buys, the second, of the last weeks, looks.
            let ago = match VISITS - visit {
                late @ ..=25 => late * 3 * DAY,
                early => early * 11 * DAY,
            };
            self.at = now - ago;
            let mut order = Vec::new();
            for _ in 0..LOOKS {
                order.push(self.look(&item)?);
                item = self.next(&item, &home)?;
            }
            if visit % 3 == 0 {
                self.engine
                    .rate(&order[0].id, 1 + (visit % 5) as u8, Now::utc(self.at))?;
            }
            self.happen(EventName::Purchase, order, format!("order {visit}"))?;
        }
        self.at = now - LOOKS_NOW as u64 * 45_000;
        for look in 0..LOOKS_NOW {
            let looked_at = self.look(&item)?;
            if look < BASKET {
                self.happen(EventName::AddToCart, vec![looked_at], String::new())?;
            }
            if look + 1 < LOOKS_NOW {
                item = self.next(&item, &home)?;
            }
        }
        // What is stored is held to its limit of bytes.
        let consent = self.engine.merge(None, None, Now::utc(self.at));
        let dangol_core::Merged::Put(record) = consent else {
            return Err("the profile is not to be kept".into());
        };
        if record.profile().len() > limits::BYTES {
            return Err("the profile is larger than it may be".into());
        }
        self.deliver()?;
        Ok((item, record.profile().len()))
    }

    /// Opens a product's page and reads it to the end.
    fn look(&mut self, item: &str) -> Outcome<PageProduct> {
        self.at += 45_000;
        self.engine.open_page(Default::default(), Now::utc(self.at));
        let chunk = self.model.chunk(item)?;
        let known = chunk.cards.iter().find(|card| card.id == item);
        let product = product(known.ok_or("a neighbour that the model does not know")?);
        self.engine
            .happen(Event::view(product.clone()), Now::utc(self.at))?;
        self.deliver()?;
        Ok(product)
    }

    /// A neighbour of the item, or now and then something else.
    fn next(&mut self, item: &str, home: &Home) -> Outcome<String> {
        let chunk = self.model.chunk(item)?;
        let place = chunk.position(item).ok_or("an item without a row")?;
        let row = &chunk.items[place].related.neighbours;
        if row.is_empty() || self.roll(4) == 0 {
            let at = self.roll(chunk.items.len().max(home.cards.len()));
            let card = home.cards.get(at).or(chunk.cards.get(at));
            return Ok(card.ok_or("the model is empty")?.id.clone());
        }
        let neighbour = row[self.roll(row.len())];
        Ok(chunk.cards[usize::from(neighbour.card)].id.clone())
    }

    fn happen(&mut self, name: EventName, of: Vec<PageProduct>, order: String) -> Outcome<()> {
        self.at += 1000;
        let items = of.into_iter().map(|product| EventItem {
            id: product.id.clone(),
            product,
            quantity: 1,
        });
        let event = Event {
            name,
            items: items.collect(),
            transaction: Some(order),
            search_term: String::new(),
            coupons: Vec::new(),
        };
        self.engine.happen(event, Now::utc(self.at))?;
        self.deliver()
    }

    fn deliver(&mut self) -> Outcome<()> {
        for request in self.engine.take_requests() {
            let body = self.model.body(request.part)?;
            self.engine
                .receive(request.part, Some(&body), Now::utc(self.at))?;
        }
        Ok(())
    }

    fn time(&mut self, query: &Query, calls: usize) -> Outcome<serde_json::Value> {
        let now = Now::utc(self.at);
        if self.engine.recommend(query, now) == Answer::Wait {
            self.deliver()?;
        }
        let mut times = Vec::with_capacity(calls);
        let mut length = 0;
        for call in 0..WARM_UP + calls {
            let begun = Instant::now();
            let answer = self.engine.recommend(query, now);
            let time = begun.elapsed().as_nanos() as f64 / 1000.0;
            let Answer::Ready(list) = answer else {
                return Err(format!("{:?} has no answer", query.kind).into());
            };
            if call == 0 || call >= WARM_UP {
                times.push(time);
            }
            if call == 0 {
                length = list.len();
            }
        }
        let first = times.remove(0);
        let mut pairs: Vec<f64> = times
            .chunks_exact(2)
            .map(|pair| pair[0].min(pair[1]))
            .collect();
        times.sort_by(f64::total_cmp);
        pairs.sort_by(f64::total_cmp);
        Ok(serde_json::json!({
            "kind": query.kind.name(),
            "limit": query.limit,
            "length": length,
            "first": first,
            "p50": times[times.len() / 2],
            "p99": times[times.len() * 99 / 100],
            "p99_of_pairs": pairs[pairs.len() * 99 / 100],
        }))
    }
}

fn product(card: &Card) -> PageProduct {
    PageProduct {
        id: card.id.clone(),
        title: card.title.clone(),
        url: card.url.clone(),
        image: card.image.clone(),
        category: card.category.clone(),
        brand: card.brand.clone(),
        group: card.group.clone(),
        price: card.price,
        states_url: true,
        ..PageProduct::default()
    }
}
