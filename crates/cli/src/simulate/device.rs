//! One customer's device, from opening the shop to the report that it sends on the next day:
//! the very engine of the browser, driven as the widget's edge drives it.

use super::chance::{self, Chance};
use super::shop::{Order, Shop};
use dangol_core::report::{Outgoing, answerable};
use dangol_core::{
    Answer, ConsentRequest, Engine, Event, EventItem, EventName, Kind, Language, Merged, Now,
    Query, Setup,
};
use dangol_wire::Config;
use dangol_wire::measure::Measure;
use std::error::Error;

/// Milliseconds of an hour and a day.
const HOUR: u64 = 3_600_000;
const DAY: u64 = 24 * HOUR;

/// How long a page is looked at, in milliseconds.
const LOOK: u64 = 40_000;

/// A day in the life of a device.
pub struct Visit<'a> {
    /// What is opened, and bought if anything is.
    pub order: &'a Order,
    /// What was bought before.
    pub past: &'a [Order],
    /// The day, counted from 1 January 1970.
    pub day: u16,
}

/// What the device did, and what it has to tell.
pub struct Told {
    /// Its arm of the holdout.
    pub arm: u8,
    /// Whether it bought.
    pub bought: bool,
    /// The true cell of each histogram, which only a simulation knows.
    pub cells: Vec<(Measure, u16, u16)>,
    /// The report as it is to be sent.
    pub outgoing: Outgoing,
    engine: Engine,
    now: Now,
}

impl Told {
    /// What the collector answered.
    pub fn answered(mut self, status: u16) {
        let outcome = dangol_core::report::Outcome::of_status(status);
        self.engine.report_went(self.outgoing, outcome, self.now);
    }
}

/// What the browser keeps between two days.
#[derive(Default)]
struct Stored {
    consent: Option<Vec<u8>>,
    profile: Option<Vec<u8>>,
}

impl Stored {
    /// One storage transaction, as the edge makes it.
    fn save(&mut self, engine: &mut Engine, now: Now) -> Result<(), Box<dyn Error>> {
        let merged = engine.merge(self.consent.as_deref(), self.profile.as_deref(), now);
        let Merged::Put(record) = merged else {
            return Err("a device did not keep what it was allowed to".into());
        };
        self.consent = Some(record.consent().to_vec());
        self.profile = Some(record.profile().to_vec());
        engine.saved(&record);
        Ok(())
    }
}

/// Lives through a visit and the next day's first page. `buys` is how likely the visitor buys,
/// by the arm that the core has put the device into.
///
/// # Errors
/// When the core refuses something, or has nothing to tell.
pub fn live(
    shop: &Shop,
    config: &Config,
    visit: &Visit,
    buys: [f64; 2],
    chance: &mut Chance,
) -> Result<Told, Box<dyn Error>> {
    chance::seed(chance.next());
    let mut engine = engine(shop, config, chance);
    let mut now = Now::utc(u64::from(visit.day) * DAY + 10 * HOUR);
    let yes = |measure| ConsentRequest {
        personalize: Some(true),
        measure,
    };
    // What was bought before the shopper agreed to being counted, as long ago as it was.
    for order in visit.past {
        let ago = visit.order.at.saturating_sub(order.at);
        let then = Now::utc(now.at.saturating_sub(ago.max(DAY)));
        engine.set_consent(yes(None), then);
        engine.open_page(Default::default(), then);
        buy(&mut engine, shop, order, then)?;
    }
    engine.set_consent(yes(Some(true)), now);
    engine.open_page(Default::default(), now);
    show(&mut engine, shop, Kind::Trending, now)?;
    engine.count_speed(60 + chance.below(200) as u32, now);
    let items = &visit.order.items;
    for (at, (item, _)) in items.iter().enumerate() {
        now.at += LOOK;
        engine.open_page(Default::default(), now);
        engine.happen(Event::view(shop.products[*item].clone()), now)?;
        let related = show(&mut engine, shop, Kind::Related, now)?;
        // What is looked at next is opened from the list, if it is in it.
        let next = items.get(at + 1).map(|(item, _)| &shop.products[*item].id);
        if let Some(next) = next.filter(|next| related.contains(next)) {
            engine.clicked(Kind::Related, next, now);
        }
    }
    let arm = u8::from(engine.withholds_greeting());
    let bought = chance.share() < buys[usize::from(arm)];
    if bought {
        now.at += LOOK;
        buy(&mut engine, shop, visit.order, now)?;
    }
    let mut stored = Stored::default();
    stored.save(&mut engine, now)?;
    tomorrow(shop, config, visit, (arm, bought), &mut stored, chance)
}

/// The first page of the next day, on which the day before is told of.
fn tomorrow(
    shop: &Shop,
    config: &Config,
    visit: &Visit,
    (arm, bought): (u8, bool),
    stored: &mut Stored,
    chance: &mut Chance,
) -> Result<Told, Box<dyn Error>> {
    let mut engine = engine(shop, config, chance);
    let mut now = Now::utc((u64::from(visit.day) + 1) * DAY + 9 * HOUR);
    engine.restore(
        engine.begin_reading(),
        stored.consent.as_deref(),
        stored.profile.as_deref(),
        now,
    );
    engine.open_page(Default::default(), now);
    let nothing = "a device had nothing to tell";
    now.at += engine.report_in(now).ok_or(nothing)?;
    let outgoing = engine.try_report(now).ok_or(nothing)?;
    stored.save(&mut engine, now)?;
    if !engine.may_send(&outgoing) {
        return Err("a device may not send its report".into());
    }
    Ok(Told {
        arm,
        bought,
        cells: answerable(&engine.export().profile, &shop.interests, now),
        outgoing,
        engine,
        now,
    })
}

fn engine(shop: &Shop, config: &Config, chance: &mut Chance) -> Engine {
    Engine::new(Setup {
        entry: Some(shop.entry.clone()),
        config: config.clone(),
        random: Some(chance::fill),
        ..Setup::new(Language::En, chance.bits())
    })
}

/// Asks for a list, and counts it if it is shown. Gives the ids in it.
fn show(
    engine: &mut Engine,
    shop: &Shop,
    kind: Kind,
    now: Now,
) -> Result<Vec<String>, Box<dyn Error>> {
    let query = Query::new(kind, 6);
    engine.recommend(&query, now);
    for request in engine.take_requests() {
        engine.receive(request.part, shop.body(request.part), now)?;
    }
    let Answer::Ready(list) = engine.recommend(&query, now) else {
        return Ok(Vec::new());
    };
    if !list.is_empty() {
        engine.shown(&list);
        engine.count_shown(kind, now);
    }
    Ok(list.into_iter().map(|card| card.item_id).collect())
}

fn buy(engine: &mut Engine, shop: &Shop, order: &Order, now: Now) -> Result<(), Box<dyn Error>> {
    let items = order.items.iter().map(|(item, quantity)| EventItem {
        id: shop.products[*item].id.clone(),
        product: shop.products[*item].clone(),
        quantity: *quantity,
    });
    let purchase = Event {
        name: EventName::Purchase,
        items: items.collect(),
        transaction: Some(order.id.clone()),
        coupons: Vec::new(),
        search_term: String::new(),
    };
    engine.happen(purchase, now)?;
    Ok(())
}
