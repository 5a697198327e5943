//! What a page and its events tell the engine.

use super::offer::SELECT_PROMOTION;
use super::{Engine, Page};
use crate::event::{Event, EventName};
use crate::greeting::News;
use crate::model::State;
use crate::page::{self, PageSignals, datalayer};
use crate::profile::{Action, Change, Deed, Found, Line, Statement};
use crate::{Error, Node, Now, PageProduct, url};
use dangol_wire::place;

impl Engine {
    /// A page was opened, or another page within the same document.
    pub fn open_page(&mut self, signals: PageSignals, now: Now) {
        self.see_guest_off(now);
        self.model.turn_page();
        let before = std::mem::take(&mut self.page);
        self.page = Page {
            path: signals.path().to_owned(),
            opened: now.at,
            words: signals.words(),
            campaign: signals.campaign(),
            // A page that only changes its query still means what its markup says.
            stale: before
                .product
                .or(before.stale)
                .filter(|_| before.path != signals.path()),
            ..Page::default()
        };
        self.change(Change::Seen {
            at: now.at,
            seed: self.seed,
        });
        self.count_visit(now);
        self.notice(signals, now);
        self.settle(now);
    }

    /// The same page states something that it did not state when it was opened.
    /// Returns whether a product came to light.
    pub fn notice(&mut self, signals: PageSignals, now: Now) -> bool {
        if signals.stated != Node::Null {
            self.page.stated = signals.stated.clone();
        }
        let product = signals.product(&self.model.currency());
        let Some(product) = product.filter(|product| {
            let is_known = !product.id.is_empty();
            self.page.nameless = (!is_known).then(|| product.clone());
            is_known
        }) else {
            self.page.stale = None;
            return false;
        };
        let known = self.page.product.as_ref().map(|page| &page.id);
        // Until a router has put the new page's markup, the old one's is still there.
        let here = product.states_url && url::path(&product.url) == signals.path();
        let is_new = |stale: &PageProduct| here || !stale.is_same_markup(&product);
        if self.page.stale.as_ref().is_some_and(is_new) {
            self.page.stale = None;
        }
        let stale = self.page.stale.is_some();
        if known == Some(&product.id) || stale {
            return false;
        }
        self.page.news = News::of(&self.profile, &product);
        self.page.product = Some(product.clone());
        // One look a page cannot be a flood.
        let _ = self.happen(Event::view(product), now);
        true
    }

    /// What the page's markup states of its product, with or without an id.
    pub fn stated_product(&self) -> Option<&PageProduct> {
        self.page.product.as_ref().or(self.page.nameless.as_ref())
    }

    /// The product that the page is about.
    pub fn page_product(&self) -> Option<&PageProduct> {
        self.page.product.as_ref()
    }

    /// An event from the page's own call.
    ///
    /// # Errors
    /// When the name is none that Dangol keeps, or the parameters are unusable.
    pub fn track(&mut self, name: &str, parameters: &Node, now: Now) -> Result<(), Error> {
        if Statement::is_name(name) {
            return self.stated(name, parameters, now);
        }
        if name == SELECT_PROMOTION {
            self.promotion_taken(parameters, now);
            return Ok(());
        }
        let event = Event::read(name.parse()?, parameters, &self.model.currency())?;
        self.happen(event, now)
    }

    /// An entry of the page's `dataLayer`. What is no event of ours is passed over.
    ///
    /// # Errors
    /// When it is one of ours with unusable parameters.
    pub fn push(&mut self, entry: &Node, now: Now) -> Result<(), Error> {
        if let Some((name, parameters)) = datalayer::named(entry) {
            if Statement::is_name(name) {
                return self.stated(name, parameters, now);
            }
            if name == SELECT_PROMOTION {
                self.promotion_taken(parameters, now);
                return Ok(());
            }
        }
        match datalayer::event(entry, &self.model.currency()) {
            None => Ok(()),
            Some(event) => self.happen(event?, now),
        }
    }

    /// Applies a validated event.
    ///
    /// # Errors
    /// When it is one of a flood. Purchases, refunds and baskets always count.
    pub fn happen(&mut self, event: Event, now: Now) -> Result<(), Error> {
        self.see_guest_off(now);
        if !self.throttle.pass(now) && !event.name.is_settled() {
            return Err(Error::TooMany);
        }
        match event.name {
            EventName::ViewItem => self.viewed(&event, now),
            EventName::AddToCart => {
                self.count_added(&event, now);
                self.moved_in_basket(&event, 1, now);
            }
            EventName::RemoveFromCart => self.moved_in_basket(&event, -1, now),
            EventName::ViewCart => {
                let lines = event.items.iter().map(|item| Line {
                    item: item.id.clone(),
                    quantity: item.quantity,
                });
                let change = Change::BasketIs {
                    lines: lines.collect(),
                    at: now.at,
                };
                self.change(change);
            }
            EventName::Purchase => self.bought(&event, now),
            EventName::Search => self.page.words = page::search(&event.search_term),
            EventName::Refund => {
                let change = Change::GaveBack {
                    order: order(event.transaction.as_deref()),
                    items: event.items.iter().map(|item| item.id.clone()).collect(),
                };
                self.change(change);
            }
        }
        // After the deed: a card that nothing refers to is not kept.
        for item in &event.items {
            if !item.product.title.is_empty() || !item.product.url.is_empty() {
                self.change(Change::Met {
                    item: Box::new(item.clone()),
                    at: now.at,
                });
            }
        }
        self.remember_rows(now);
        self.settle(now);
        Ok(())
    }

    /// The shop states points, a delivery or an incident.
    fn stated(&mut self, name: &str, parameters: &Node, now: Now) -> Result<(), Error> {
        self.see_guest_off(now);
        let statement = Box::new(Statement::read(name, parameters)?);
        self.change(Change::ShopStated {
            statement,
            at: now.at,
        });
        self.settle(now);
        Ok(())
    }

    fn viewed(&mut self, event: &Event, now: Now) {
        for item in &event.items {
            // Markup and dataLayer both speak of the same look.
            if !self.page.viewed.contains(&item.id) {
                self.page.viewed.push(item.id.clone());
                self.did(Deed::Viewed, &item.id, 1, 0, now);
                self.want_row(&item.id);
            }
        }
        if let ([item], None) = (event.items.as_slice(), &self.page.product) {
            self.page.product = Some(item.product.clone());
        }
    }

    fn moved_in_basket(&mut self, event: &Event, sign: i64, now: Now) {
        for item in &event.items {
            let by = sign * i64::from(item.quantity);
            let basket = Change::Basket {
                item: item.id.clone(),
                by,
                at: now.at,
            };
            self.change(basket);
            if sign > 0 {
                self.did(Deed::AddedToCart, &item.id, item.quantity, 0, now);
                self.want_row(&item.id);
            }
        }
    }

    fn bought(&mut self, event: &Event, now: Now) {
        let order = order(event.transaction.as_deref());
        if self.is_new_order(event, order) {
            self.count_bought(event, now);
            self.redeem(event, order, now);
        }
        for item in &event.items {
            self.did(Deed::Bought, &item.id, item.quantity, order, now);
        }
    }

    fn did(&mut self, deed: Deed, item: &str, quantity: u32, order: u64, now: Now) {
        let action = Action {
            deed,
            item: item.to_owned(),
            at: now.at,
            quantity,
            order,
            gift: false,
        };
        self.change(Change::Did(action));
    }

    /// Asks for the chunk of an item that the page named, to remember its row.
    fn want_row(&mut self, item: &str) {
        self.model.want_item(item);
        if !self.page.awaited.iter().any(|awaited| awaited == item) {
            self.page.awaited.push(item.to_owned());
        }
    }

    /// Keeps the rows of the items that the page named, as far as their chunks are here.
    pub(super) fn remember_rows(&mut self, now: Now) {
        let mut found = Vec::new();
        let model = &self.model;
        let learned = model.learned(now);
        self.page.awaited.retain(|item| match model.chunk_of(item) {
            Some(State::Here(chunk)) => {
                found.extend(Found::in_chunk(chunk, item, now.at, learned));
                false
            }
            Some(State::Asked) => true,
            Some(State::Bad) | None => false,
        });
        for found in found {
            self.change(Change::Found(Box::new(found)));
        }
    }
}

/// A number that tells orders apart; whole in JSON, and no order number can be read from it.
fn order(transaction: Option<&str>) -> u64 {
    transaction.map_or(0, |transaction| place::hash(transaction) >> 12 | 1)
}
