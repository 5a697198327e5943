//! The wish list. Nothing is fetched for it: what one wishes for must not show in the traffic.

use super::Engine;
use crate::model::Learned;
use crate::profile::{Change, KeptCard, limits};
use crate::{Error, Node, Now, is_safe_url};

impl Engine {
    /// Whether an item is on the wish list.
    pub fn is_wished(&self, item: &str) -> bool {
        self.profile.wishes.get(item).is_some()
    }

    /// The shopper wishes for an item. `told` is what the page says of it, `{title, url,
    /// image, price, gift}`, all optional: it counts where nothing better is known.
    ///
    /// # Errors
    /// When the id is none, and when the list is full.
    pub fn wish(&mut self, item: &str, told: &Node, now: Now) -> Result<(), Error> {
        if item.is_empty() || item.len() > limits::ID {
            return Err(Error::Wish("needs an item's id"));
        }
        self.see_guest_off(now);
        let known = self.profile.wishes.get(item);
        if known.is_none() && !self.profile.wishes.has_room() {
            return Err(Error::Wish("the list holds 50 at most"));
        }
        let gift = match told.get("gift") {
            Node::Bool(gift) => *gift,
            _ => known.is_some_and(|wish| wish.gift),
        };
        let card = match self.model.card(item) {
            Some(card) => KeptCard::of(card, self.model.learned(now)),
            None => self.told_card(told, now),
        };
        self.change(Change::Wished {
            item: item.to_owned(),
            card: Box::new(card),
            gift,
            at: now.at,
        });
        self.settle(now);
        Ok(())
    }

    /// The shopper takes an item off the wish list.
    pub fn unwish(&mut self, item: &str, now: Now) {
        self.see_guest_off(now);
        // It may have been put there by a clock that was ahead.
        let known = self.profile.wishes.get(item).map_or(0, |wish| wish.at);
        self.change(Change::Unwished {
            item: item.to_owned(),
            at: now.at.max(known),
        });
        self.settle(now);
    }

    /// The address of an item's page, if the files that are here or the shelf know it.
    pub fn page_of(&self, item: &str) -> Option<&str> {
        let of_model = self.model.card(item).map(|card| &card.url);
        let kept = self.profile.shelf.cards.get(item).map(|card| &card.url);
        let urls = of_model.into_iter().chain(kept);
        urls.map(String::as_str).find(|url| is_safe_url(url))
    }

    fn told_card(&self, told: &Node, now: Now) -> KeptCard {
        let text = |key: &str| told.get(key).text().unwrap_or_default();
        let link = |key: &str| {
            let url = Some(text(key)).filter(|url| url.len() <= limits::URL && is_safe_url(url));
            url.unwrap_or_default()
        };
        let learned = Learned::on_page(now.at);
        KeptCard {
            title: crate::page::cut(text("title"), limits::TITLE),
            url: link("url"),
            image: link("image"),
            price: told.get("price").amount(self.model.currency().digits),
            price_build: learned.build,
            price_day: learned.day,
            ..KeptCard::default()
        }
    }
}
