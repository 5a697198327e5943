//! Which products a page lets the shopper choose between, and what they weigh.

use super::Engine;
use crate::Now;
use crate::choose::{LEAST, MOST};
use crate::model::State;
use crate::profile::{Change, Found, limits};
use crate::recommend::Relation;
use dangol_wire::Card;

/// The products that stand side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choices {
    /// A file is on its way.
    Wait,
    /// A file that is needed is missing or damaged.
    Failed,
    /// Their cards; fewer than two where there is nothing to choose between.
    Ready(Vec<Card>),
}

impl Engine {
    /// The products with these ids, at most six. Without ids the page's own and its nearest
    /// alternatives, `limit` in all.
    ///
    /// Which files it needs, and which products these are, depends on the page and the ids
    /// alone, never on the profile.
    pub fn choices(&mut self, ids: &[String], limit: usize, now: Now) -> Choices {
        let awaits_hot = self.model.want_hot();
        let mut choices = match ids {
            [] => self.choices_near(limit, now),
            ids => self.choices_named(ids, now),
        };
        if let (true, Choices::Ready(_)) = (awaits_hot, &choices) {
            choices = Choices::Wait;
        }
        choices
    }

    fn choices_near(&mut self, limit: usize, now: Now) -> Choices {
        let Some(item) = self.page_product().map(|product| product.id.clone()) else {
            return Choices::Ready(Vec::new());
        };
        self.model.want_item(&item);
        let chunk = match self.model.chunk_of(&item) {
            Some(State::Here(chunk)) => chunk,
            Some(State::Asked) => return Choices::Wait,
            Some(State::Bad) => return Choices::Failed,
            None => return Choices::Ready(Vec::new()),
        };
        let row = Found::row_in_chunk(chunk, &item, Relation::Related).unwrap_or_default();
        let had = row
            .into_iter()
            .filter(|(id, _)| !self.model.is_sold_out(id));
        let near = had.filter_map(|(id, _)| self.model.card(id));
        let category = self.model.card(&item).map(|card| &card.category);
        // What is of another kind goes with it, and is no alternative, unless there is none.
        let (alike, other): (Vec<&Card>, Vec<&Card>) =
            near.partition(|card| Some(&card.category) == category);
        let limit = limit.clamp(LEAST, MOST);
        let few = LEAST.saturating_sub(1 + alike.len());
        let chosen = alike.into_iter().chain(other.into_iter().take(few));
        let chosen = chosen
            .take(limit - 1)
            .filter_map(|card| self.choice(&card.id, now));
        let mut cards: Vec<Card> = chosen.collect();
        cards.extend(self.choice(&item, now));
        // The page's own stands first.
        cards.rotate_right(1);
        Choices::Ready(cards)
    }

    fn choices_named(&mut self, ids: &[String], now: Now) -> Choices {
        let ids = &ids[..ids.len().min(MOST)];
        for id in ids {
            self.model.want_item(id);
        }
        for id in ids {
            match self.model.chunk_of(id) {
                Some(State::Asked) => return Choices::Wait,
                Some(State::Bad) => return Choices::Failed,
                Some(State::Here(_)) | None => {}
            }
        }
        Choices::Ready(ids.iter().filter_map(|id| self.choice(id, now)).collect())
    }

    /// A product by the model, if it can be had now, and by the page where it is the page's: its
    /// price is newer.
    fn choice(&self, id: &str, now: Now) -> Option<Card> {
        let mut card = self.model.card(id).cloned();
        if let Some(card) = &mut card {
            let learned = self.model.learned(now);
            card.price = self.model.price_now(id, card.price, learned, now);
        }
        let Some(product) = self.page_product().filter(|product| product.id == id) else {
            return card.filter(|_| !self.model.is_sold_out(id));
        };
        let mut card = card.unwrap_or_else(|| Card {
            id: id.to_owned(),
            title: product.title.clone(),
            url: product.url.clone(),
            image: product.image.clone(),
            category: product.category.clone(),
            brand: product.brand.clone(),
            ..Card::default()
        });
        card.price = product.price.or(card.price);
        Some(card)
    }

    /// The shopper put these attributes first when choosing, in this order; none takes back
    /// what they put first on this visit.
    pub fn weigh(&mut self, mut attributes: Vec<String>, now: Now) {
        self.see_guest_off(now);
        attributes.retain(|name| !name.is_empty() && name.len() <= limits::WEIGHED_NAME);
        attributes.truncate(limits::WEIGHED);
        if attributes.is_empty() && self.profile.weighed.is_empty() {
            return;
        }
        self.change(Change::Weighed {
            attributes,
            at: now.at,
        });
        self.settle(now);
    }

    /// The shopper does not want it to be remembered that an attribute was weighed.
    pub fn unweigh(&mut self, attribute: &str) {
        self.change(Change::Unweighed(attribute.to_owned()));
    }

    /// What the shopper put first in earlier visits, the heaviest first: it comes first again.
    pub fn usually_weighed(&self) -> Vec<String> {
        let weighed = self.profile.weighed.iter();
        // What was put first on this very visit does not come as news.
        let before = weighed
            .filter(|weighed| weighed.weight > 0 || weighed.at < self.profile.visits.started);
        before.map(|weighed| weighed.attribute.clone()).collect()
    }
}
