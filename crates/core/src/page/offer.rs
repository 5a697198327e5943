//! What is asked for a product, and whether it is to be had.

use super::cut;
use crate::Node;
use crate::money::{self, Currency};

/// The longest currency that is told, in bytes; its code has three.
const CODE: usize = 16;
/// How deep offers stand within offers (`AggregateOffer.offers`).
const DEPTH: usize = 3;

/// Whether a product is to be had, from schema.org's `ItemAvailability` and the words that
/// OpenGraph's product tags use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Availability {
    /// It is to be had now.
    InStock,
    /// It is to be had now, but little of it is left.
    LimitedAvailability,
    /// It is sold before it is there.
    PreOrder,
    /// It is sold while it is not there.
    BackOrder,
    /// It is not sold now, or no more.
    OutOfStock,
}

impl Availability {
    /// schema.org's name of it.
    pub fn name(self) -> &'static str {
        match self {
            Self::InStock => "InStock",
            Self::LimitedAvailability => "LimitedAvailability",
            Self::PreOrder => "PreOrder",
            Self::BackOrder => "BackOrder",
            Self::OutOfStock => "OutOfStock",
        }
    }

    /// From a name, with or without schema.org's prefix, in any spelling of its words.
    pub(super) fn of(stated: &str) -> Option<Self> {
        let name: String = (stated.rsplit(['/', '#']).next().unwrap_or_default())
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        Some(match name.as_str() {
            "instock" | "instoreonly" | "onlineonly" | "madetoorder" | "available"
            | "availablefororder" => Self::InStock,
            "limitedavailability" | "limitedstock" => Self::LimitedAvailability,
            "preorder" | "presale" => Self::PreOrder,
            "backorder" => Self::BackOrder,
            "outofstock" | "soldout" | "discontinued" | "reserved" | "oos" => Self::OutOfStock,
            _ => return None,
        })
    }
}

/// What a page asks for its product.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offer {
    /// The price in the smallest unit of its currency.
    pub amount: Option<u64>,
    /// The digits behind the point that this currency has.
    pub digits: u32,
    /// The currency's ISO 4217 code, as the page states it; empty where it states none.
    pub currency: String,
    /// Whether the product is to be had, where the page says so.
    pub availability: Option<Availability>,
}

impl Offer {
    /// Of the offers of a product: the lowest price, if there is one in the currency that is known
    /// the lowest of these, and that it is to be had if any of them is.
    pub(super) fn read(offers: &Node, known: &Currency) -> Self {
        let mut all = Vec::new();
        flatten(offers, DEPTH, &mut all);
        let mut offer = (all.iter())
            .map(|node| Self::price_of(node, known))
            .filter(|offer| offer.amount.is_some())
            .min_by_key(|offer| (offer.in_currency(known).is_none(), offer.amount))
            .unwrap_or_default();
        let stated = all.iter().filter_map(|node| {
            let stated = node.field("availability");
            let stated = stated.text().or_else(|| stated.field("@id").text());
            Availability::of(&stated?)
        });
        offer.availability = stated.reduce(|first, other| match other {
            Availability::InStock => other,
            _ => first,
        });
        offer
    }

    fn price_of(node: &Node, known: &Currency) -> Self {
        let specified = node.field("priceSpecification");
        let places = std::iter::once(node).chain(specified.items());
        let code = |place: &Node| place.field("priceCurrency").text();
        let own = code(node);
        for place in places {
            for key in ["price", "lowPrice"] {
                let stated = code(place).or_else(|| own.clone());
                let offer = Self::of(place.field(key), stated, known);
                if offer.amount.is_some() {
                    return offer;
                }
            }
        }
        Self::default()
    }

    /// Of a price and what it says of its currency.
    pub(super) fn of(price: &Node, stated: Option<String>, known: &Currency) -> Self {
        let digits = known
            .digits_of(stated.as_deref())
            .or_else(|| stated.as_deref().map(money::digits_of_code))
            .unwrap_or(known.digits);
        // A list has one price several times, or the old one and the new. Nought is what
        // templates write where they know none.
        let amounts = price.items().iter().filter_map(|price| match price {
            Node::Text(text) => first_line(text).and_then(|text| money::parse(text, digits)),
            other => other.amount(digits),
        });
        let amount = amounts.filter(|amount| *amount > 0).min();
        Self {
            amount,
            digits,
            // Cut, not left out: then it would count as the shop's own.
            currency: cut(stated.unwrap_or_default(), CODE).to_ascii_uppercase(),
            availability: None,
        }
    }

    /// The price, if it is in this currency or in none that is stated.
    pub fn in_currency(&self, known: &Currency) -> Option<u64> {
        let stated = Some(self.currency.as_str()).filter(|code| !code.is_empty());
        known.digits_of(stated)?;
        self.amount
    }
}

fn flatten<'a>(node: &'a Node, depth: usize, all: &mut Vec<&'a Node>) {
    for offer in node.items() {
        all.push(offer);
        if depth > 0 {
            flatten(offer.field("offers"), depth - 1, all);
        }
    }
}

/// The first line that has a number: markup often repeats a price for the eye. Of a span of
/// prices, the lower one.
fn first_line(text: &str) -> Option<&str> {
    let line = text
        .lines()
        .find(|line| line.contains(|letter: char| letter.is_ascii_digit()))?;
    let end = line.find(['–', '~']).or_else(|| line.find(" - "));
    Some(line[..end.unwrap_or(line.len())].trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(json: serde_json::Value) -> Offer {
        let euro = Currency {
            code: "EUR".to_owned(),
            digits: 2,
        };
        Offer::read(&Node::of_json(&json), &euro)
    }

    #[test]
    fn prices_are_read_in_their_own_currency() {
        for (json, amount, digits, currency) in [
            (
                serde_json::json!({"price": "12.50", "priceCurrency": "EUR"}),
                1250,
                2,
                "EUR",
            ),
            (serde_json::json!({"price": 12.5}), 1250, 2, ""),
            (
                serde_json::json!({"price": "12,900", "priceCurrency": "KRW"}),
                12_900,
                0,
                "KRW",
            ),
            (
                serde_json::json!({"price": "1.5", "priceCurrency": "kwd"}),
                1500,
                3,
                "KWD",
            ),
            (
                serde_json::json!({"lowPrice": "5", "highPrice": "9", "priceCurrency": "USD"}),
                500,
                2,
                "USD",
            ),
            (
                serde_json::json!({"price": "109€\n109€\n109", "priceCurrency": "EUR"}),
                10_900,
                2,
                "EUR",
            ),
            (serde_json::json!({"price": ["", "109"]}), 10_900, 2, ""),
            (serde_json::json!({"price": "$5.00 – $9.00"}), 500, 2, ""),
            (
                serde_json::json!({"Price": "5", "PriceCurrency": "EUR"}),
                500,
                2,
                "EUR",
            ),
            (
                serde_json::json!({"priceSpecification": [{"price": 7}], "priceCurrency": "EUR"}),
                700,
                2,
                "EUR",
            ),
            (
                serde_json::json!({"offers": [{"offers": {"price": 3}}]}),
                300,
                2,
                "",
            ),
            (
                serde_json::json!([{"availability": "x"}, {"price": 4}]),
                400,
                2,
                "",
            ),
        ] {
            let read = offer(json.clone());
            assert_eq!(
                (read.amount, read.digits, read.currency.as_str()),
                (Some(amount), digits, currency),
                "{json}"
            );
        }
        for json in [
            serde_json::json!(null),
            serde_json::json!({"price": "ask us"}),
            serde_json::json!({"price": -3}),
        ] {
            assert_eq!(offer(json).amount, None);
        }
    }

    #[test]
    fn of_several_currencies_the_known_one_counts() {
        let read = offer(serde_json::json!([
            {"price": 5, "priceCurrency": "USD"}, {"price": 9, "priceCurrency": "EUR"},
            {"price": 8, "priceCurrency": "EUR"}, {"price": 1, "priceCurrency": "KRW"}
        ]));
        assert_eq!((read.amount, read.currency.as_str()), (Some(800), "EUR"));
        let euro = Currency {
            code: "EUR".to_owned(),
            digits: 2,
        };
        let spelt =
            offer(serde_json::json!({"price": 5, "priceCurrency": "United States dollars"}));
        assert_eq!(spelt.in_currency(&euro), None, "{spelt:?}");
    }

    #[test]
    fn what_any_offer_has_is_in_stock() {
        let of = |names: &[&str]| {
            let offers = names
                .iter()
                .map(|name| serde_json::json!({"availability": name}));
            offer(offers.collect()).availability
        };
        for (name, availability) in [
            ("https://schema.org/InStock", Some(Availability::InStock)),
            (
                "http://schema.org/OutOfStock",
                Some(Availability::OutOfStock),
            ),
            ("in stock", Some(Availability::InStock)),
            (
                "LimitedAvailability",
                Some(Availability::LimitedAvailability),
            ),
            ("sold out", Some(Availability::OutOfStock)),
            ("PreOrder", Some(Availability::PreOrder)),
            ("BackOrder", Some(Availability::BackOrder)),
            ("ask us", None),
        ] {
            assert_eq!(of(&[name]), availability, "{name}");
        }
        assert_eq!(
            of(&["OutOfStock", "InStock", "PreOrder"]),
            Some(Availability::InStock)
        );
        assert_eq!(
            of(&["OutOfStock", "PreOrder"]),
            Some(Availability::OutOfStock)
        );
        assert_eq!(
            offer(serde_json::json!({"availability": {"@id": "https://schema.org/InStock"}}))
                .availability,
            Some(Availability::InStock)
        );
    }
}
