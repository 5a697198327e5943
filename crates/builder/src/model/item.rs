//! The items of a model: their cards, and which of them may be recommended.

use crate::catalogue::Catalogue;
use crate::clean::Cleaned;
use crate::options::ModelOptions;
use crate::report::Count;
use dangol_wire::Card;

/// The items in the order of the catalogue.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Items {
    /// What a page needs in order to show them.
    pub cards: Vec<Card>,
    /// Whether they may be recommended: in stock, and with a title.
    pub offered: Vec<bool>,
    /// By what they are compared: names and values.
    pub attributes: Vec<Vec<(String, String)>>,
}

impl Items {
    /// From the catalogue; titles that it lacks come from the orders.
    pub fn new(
        catalogue: &mut Catalogue,
        cleaned: &Cleaned,
        options: &ModelOptions,
        counts: &mut Vec<Count>,
    ) -> Self {
        let mut cut = Count::new("titles that are too long", "products", "The title is cut.");
        let mut nameless = Count::new(
            "products without a title",
            "products",
            "The product is never recommended.",
        );
        let mut items = Self::default();
        for (id, product) in &mut catalogue.products {
            if product.title.is_empty()
                && let Some(number) = cleaned.orders.items.find(id)
            {
                product.title = cleaned.title(number).to_owned();
            }
            if product.title.is_empty() {
                nameless.add(|| id.clone());
            }
            if let Some((end, _)) = product.title.char_indices().nth(options.max_title) {
                cut.add(|| id.clone());
                product.title.truncate(end);
            }
            items
                .offered
                .push(product.available && !product.title.is_empty());
            items.attributes.push(product.attributes.clone());
            items.cards.push(Card {
                id: id.clone(),
                title: product.title.clone(),
                url: product.url.clone(),
                image: product.image.clone(),
                category: short(&product.category, options.max_title).to_owned(),
                brand: short(&product.brand, options.max_title).to_owned(),
                group: product.group.clone(),
                price: product.price,
                again_days: 0,
            });
        }
        counts.extend([cut, nameless].into_iter().filter(|count| count.count > 0));
        items
    }
}

fn short(text: &str, limit: usize) -> &str {
    match text.char_indices().nth(limit) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

/// What the orders and the catalogue do not have in common.
pub fn strangers(catalogue: &Catalogue, cleaned: &Cleaned) -> Vec<Count> {
    let mut unlisted = Count::new(
        "products of orders that are not in the catalogue",
        "products",
        "The product is never recommended and has no row.",
    );
    let mut unsold = Count::new(
        "products of the catalogue that no order has",
        "products",
        "The product's neighbours come from its content, or from visits.",
    );
    let mut sold = vec![false; cleaned.orders.items.len()];
    for line in &cleaned.orders.lines {
        sold[line.item as usize] = true;
    }
    let mut ids: Vec<&str> = Vec::new();
    for (id, sold) in cleaned.orders.items.texts().zip(&sold) {
        if *sold && !catalogue.products.contains_key(id) {
            ids.push(id);
        }
    }
    ids.sort_unstable();
    ids.iter().for_each(|id| unlisted.add(|| (*id).to_owned()));
    for id in catalogue.products.keys() {
        let number = cleaned.orders.items.find(id);
        if !number.is_some_and(|number| sold[number as usize]) {
            unsold.add(|| id.clone());
        }
    }
    [unlisted, unsold]
        .into_iter()
        .filter(|count| count.count > 0)
        .collect()
}
