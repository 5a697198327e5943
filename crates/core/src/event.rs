//! What happened, in GA4's names: the only things that a profile is made from.

use crate::Error;
use crate::money::Currency;
use crate::profile::limits;
use crate::{Node, PageProduct};
use std::str::FromStr;

/// The most items of one event that are looked at.
const MAX_ITEMS: usize = 200;
/// The most different coupons of one event.
const MAX_COUPONS: usize = 20;

/// The events that mean something to Dangol; others are none of its business.
///
/// Names and fields follow Google Analytics 4's e-commerce events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventName {
    /// A product page was looked at.
    ViewItem,
    /// Something was put into the basket.
    AddToCart,
    /// Something was taken out of the basket.
    RemoveFromCart,
    /// The basket was looked at; its items are all that is in it.
    ViewCart,
    /// An order was placed.
    Purchase,
    /// An order, or some of it, was given back.
    Refund,
    /// Something was searched for on the site.
    Search,
}

impl FromStr for EventName {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Ok(match name {
            "view_item" => Self::ViewItem,
            "add_to_cart" => Self::AddToCart,
            "remove_from_cart" => Self::RemoveFromCart,
            "view_cart" => Self::ViewCart,
            "purchase" => Self::Purchase,
            "refund" => Self::Refund,
            "view_search_results" | "search" => Self::Search,
            _ => return Err(Error::Event("the name is not one that Dangol keeps")),
        })
    }
}

/// One item of an event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventItem {
    /// `item_id`.
    pub id: String,
    /// What the page says of it: `item_name`, `price`, `item_category`, `item_brand`.
    pub product: PageProduct,
    /// `quantity`, 1 to 10,000.
    pub quantity: u32,
}

/// A validated event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub name: EventName,
    /// To which items.
    pub items: Vec<EventItem>,
    /// `transaction_id` of a purchase or refund.
    pub transaction: Option<String>,
    /// `search_term` of a search.
    pub search_term: String,
    /// `coupon` of a purchase and of its items.
    pub coupons: Vec<String>,
}

impl EventName {
    /// Whether losing it would leave the profile wrong, so that no flood may drop it.
    pub(crate) fn is_settled(self) -> bool {
        matches!(self, Self::Purchase | Self::Refund | Self::ViewCart)
    }
}

impl Event {
    /// Reads GA4's parameters.
    ///
    /// # Errors
    /// When there are no items, or an item without a usable `item_id`, where the event
    /// needs them.
    pub fn read(name: EventName, parameters: &Node, currency: &Currency) -> Result<Self, Error> {
        // A price in another currency than the model's says nothing here.
        let stated = parameters.get("currency").text();
        let digits = currency.digits_of(stated.as_deref());
        let items: Vec<EventItem> = parameters
            .get("items")
            .items()
            .iter()
            .take(MAX_ITEMS)
            .filter_map(|item| read_item(item, digits))
            // A basket's line of none is no line; elsewhere it is one of them.
            .filter(|item| name != EventName::ViewCart || item.quantity > 0)
            .map(|item| EventItem {
                quantity: item.quantity.max(1),
                ..item
            })
            .collect();
        let transaction = parameters.get("transaction_id").text();
        // An empty basket is news; a whole refund names only the transaction.
        let search_term = parameters.get("search_term").text().unwrap_or_default();
        let may_be_empty = name == EventName::ViewCart
            || (name == EventName::Refund && transaction.is_some())
            || (name == EventName::Search && !search_term.is_empty());
        if items.is_empty() && !may_be_empty {
            return Err(Error::Event(match name {
                EventName::Search => "search_term: is missing",
                _ => "items: needs at least one with an item_id",
            }));
        }
        Ok(Self {
            name,
            items,
            transaction,
            search_term,
            coupons: match name {
                EventName::Purchase => coupons(parameters),
                _ => Vec::new(),
            },
        })
    }

    /// The event of having opened this product's page.
    pub fn view(product: PageProduct) -> Self {
        Self {
            name: EventName::ViewItem,
            items: vec![EventItem {
                id: product.id.clone(),
                product,
                quantity: 1,
            }],
            transaction: None,
            search_term: String::new(),
            coupons: Vec::new(),
        }
    }
}

/// The coupons that a purchase names, for the whole of it or for an item. Some shops write
/// several into one field, with commas.
fn coupons(parameters: &Node) -> Vec<String> {
    let items = parameters.get("items").items().iter().take(MAX_ITEMS);
    let mut found: Vec<String> = Vec::new();
    for place in std::iter::once(parameters).chain(items) {
        let written = place.get("coupon").text().unwrap_or_default();
        for code in written.split(',').map(str::trim) {
            let fits = (1..=limits::ID).contains(&code.len()) && found.len() < MAX_COUPONS;
            if fits && !found.iter().any(|known| known == code) {
                found.push(code.to_owned());
            }
        }
    }
    found
}

fn read_item(item: &Node, digits: Option<u32>) -> Option<EventItem> {
    let id = item
        .get("item_id")
        .text()
        .filter(|id| id.len() <= limits::ID)?;
    let text = |key| crate::page::cut(item.get(key).text().unwrap_or_default(), limits::TITLE);
    Some(EventItem {
        product: PageProduct {
            id: id.clone(),
            title: text("item_name"),
            category: text("item_category"),
            brand: text("item_brand"),
            price: digits.and_then(|digits| item.get("price").amount(digits)),
            ..PageProduct::default()
        },
        id,
        quantity: item
            .get("quantity")
            .number()
            .filter(|quantity| quantity.is_finite())
            .map_or(1, |quantity| {
                quantity.clamp(0.0, limits::QUANTITY.into()) as u32
            }),
    })
}
