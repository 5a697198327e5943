//! Every number that a build depends on, in one place.

use crate::read::money;
use crate::read::wanted::Wanted;
use crate::{BuildError, link};
use serde::Serialize;

/// What a build depends on besides its files. All of it goes into the build's hash.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Options {
    /// The currency of prices that name none.
    pub currency: String,
    /// The link of products whose catalogue has none; `{id}` stands for the id.
    pub url_template: String,
    /// What is said of the files, where it is not left to be found out.
    pub read: Wanted,
    /// How lines are cleaned.
    pub clean: CleanOptions,
    /// How neighbours are found.
    pub train: TrainOptions,
    /// How the model is written.
    pub model: ModelOptions,
    /// Whether numbers of training are first chosen on the newest visits.
    pub tune: bool,
    /// Further columns of the catalogue by which products are compared.
    pub attributes: Vec<String>,
    /// The time of the build, in seconds since 1970; 0 leaves it out. It is no part of the
    /// build's hash.
    #[serde(skip)]
    pub made: u64,
}

/// How order lines are cleaned. Patterns are compared without regard to case; `*`
/// stands for any characters.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CleanOptions {
    /// Patterns of item ids that are no products.
    pub not_product_ids: Vec<String>,
    /// Patterns of titles that are no products.
    pub not_product_titles: Vec<String>,
    /// An order id that begins so, and goes on with a digit, is a cancellation.
    pub cancel_prefix: String,
    /// A gap of more days than this sets a few dates apart from the rest.
    pub far_date_days: u32,
    /// The few are at most one line in so many.
    pub far_date_share: usize,
    /// A price this many times above or below the product's median is impossible.
    pub max_price_ratio: u32,
}

/// How neighbours are found. The formulas are in `docs/builder.md`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrainOptions {
    /// After so many days an order counts half.
    pub half_life_days: f64,
    /// How strongly a neighbour's own popularity counts against it, from 0 to 1.
    pub popularity_damping: f64,
    /// A neighbour that was last sold so many days ago counts half.
    pub stale_half_life_days: f64,
    /// A pair seen in so many orders gets half of its weight.
    pub shrinkage: f64,
    /// An order of n other products counts n to the power of minus this.
    pub basket_damping: f64,
    /// Of an order with more different products than this, only so many take part.
    pub max_basket: usize,
    /// How many later orders of the same customer an order is linked to.
    pub later_orders: usize,
    /// After so many days, the link between two orders of a customer counts half.
    pub link_half_life_days: f64,
    /// The shares of same order, later order and content in `related`.
    pub blend: [f64; 3],
    /// An item with evidence of so many orders relies on its content half as much.
    pub title_evidence: f64,
    /// An item with evidence of so many visits relies on orders and content half as much.
    pub visit_evidence: f64,
    /// The words of a title, rarest first, find neighbours until they found so many.
    pub max_word_titles: usize,
    /// How much the same category counts, beside 1 for the same words.
    pub content_category: f64,
    /// How much the same brand counts, beside 1 for the same words.
    pub content_brand: f64,
    /// By what share the same price makes nearer what is alike.
    pub content_price: f64,
    /// From a ratio of e to the power of this on, prices have nothing in common.
    pub content_price_scale: f64,
    /// By what share the best seller is nearer than what was never sold.
    pub content_sold: f64,
    /// This share of an item's buyers must have bought it again.
    pub again_share: f64,
    /// At least so many buyers must have bought it again.
    pub again_buyers: usize,
    /// What sold in the last so many days may trend.
    pub trending_days: u32,
    /// After so many days, a sale counts half for the trend.
    pub trending_half_life_days: f64,
    /// An item first sold in the last so many days is new.
    pub new_days: u32,
    /// An item first sold in the first so many days of the history may be older than it.
    pub history_days: u32,
    /// At least so many customers must have bought a new item.
    pub new_buyers: u32,
    /// How neighbours are found in visits.
    pub session: SessionOptions,
    /// How next orders are foretold.
    pub next: NextOptions,
}

/// How next orders are foretold; see [`crate::train::next`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NextOptions {
    /// What is left of an own order with each newer one.
    pub fade: f64,
    /// After so many days, an order counts half for an item's popularity.
    pub popularity_half_life_days: f64,
    /// An order of more different products is no example.
    pub max_target: usize,
    /// At most so many pairs of an earlier line and a later one are learned from, the
    /// newest.
    pub max_pairs: u64,
    /// How often the fit goes through its examples.
    pub rounds: usize,
    /// How much is taken from what a source has brought.
    pub sparsity: f64,
    /// How much exposure is added to that of a source.
    pub source_prior: f64,
    /// As how much own purchasing it counts that an item is repeated as others are.
    pub own_prior: f64,
    /// As how much exposure it counts that popularity counts as for other items.
    pub popularity_prior: f64,
    /// How many sources a row has before the fit.
    pub counted: usize,
    /// The half life is chosen on a sample of about so many lines.
    pub sample_lines: usize,
}

/// How neighbours are learned from visits; see [`crate::train::session`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SessionOptions {
    /// The newest visits, as a share of all, that the weights are fitted to.
    pub fit_share: f64,
    /// At least so many of them, but never more than a fifth of all.
    pub least_fit_visits: usize,
    /// At most so many of them.
    pub fit_visits: usize,
    /// After this share of the history, a visit counts half: under the slower of two decays.
    pub slow: f64,
    /// The same under the faster one.
    pub fast: f64,
    /// How many steps apart two looks may be.
    pub window: f64,
    /// The power of its expected looks by which a row's neighbours are worth their bytes.
    pub worth: f64,
    /// How many items of the same visits may be neighbours.
    pub direct: usize,
    /// How many neighbours of neighbours may be.
    pub second: usize,
    /// How often the fit goes through its visits.
    pub epochs: usize,
    /// How many steps one time takes; a step takes 8 to 128 visits.
    pub steps: usize,
    /// How far the first step goes.
    pub rate: f64,
    /// How strongly parameters are drawn to 0.
    pub weight_decay: f64,
}

/// How the model is written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelOptions {
    /// Neighbours in a `related` row.
    pub related: usize,
    /// Neighbours in the `related` rows of a model of visits alone, on average, at most.
    pub visited: f64,
    /// Bytes an item that the rows and ids of such a model may take, compressed.
    pub visited_bytes: f64,
    /// Neighbours in a `together` row.
    pub together: usize,
    /// Neighbours in a row of what is ordered next.
    pub next: usize,
    /// The steps of weights are of 2^-bits octaves, 0 to 4.
    pub bits: u8,
    /// The same for rows of what is ordered next.
    pub next_bits: u8,
    /// Items in each list of the home file.
    pub listed: usize,
    /// Of each category at least so many of what trends, behind these.
    pub listed_here: usize,
    /// Items in the home file's list of what anybody buys.
    pub popular: usize,
    /// Characters of a title.
    pub max_title: usize,
    /// The most items of a chunk on average; fewer if the chunks would be too large.
    pub items_per_chunk: f64,
    /// Bytes that the median chunk file may have.
    pub median_chunk: usize,
    /// Bytes that the largest chunk file should have.
    pub max_chunk: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            currency: "GBP".to_owned(),
            url_template: "/product/{id}".to_owned(),
            read: Wanted::default(),
            clean: CleanOptions::default(),
            train: TrainOptions::default(),
            model: ModelOptions::default(),
            tune: false,
            attributes: Vec::new(),
            made: 0,
        }
    }
}

impl Default for CleanOptions {
    fn default() -> Self {
        let owned = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect();
        Self {
            // Codes of one letter are not listed: they could be a small shop's products, and what
            // they stand for (Manual, Discount, Samples) is told by their titles.
            not_product_ids: owned(&[
                "POST",
                "C2",
                "DOT",
                "PADS",
                "CRUK",
                "AMAZONFEE",
                "BANK CHARGES",
                "gift_0001_*",
            ]),
            not_product_titles: owned(&[
                "postage",
                "* postage",
                "shipping",
                "delivery",
                "carriage",
                "* day carriage",
                "manual",
                "discount",
                "samples",
                "bank charges",
                "* fee",
                "* commission",
                "adjust bad debt",
                "* gift voucher *",
                "gift card",
                "high resolution image",
            ]),
            cancel_prefix: "C".to_owned(),
            far_date_days: 366,
            far_date_share: 1000,
            max_price_ratio: 50,
        }
    }
}

impl Default for TrainOptions {
    fn default() -> Self {
        Self {
            half_life_days: 120.0,
            popularity_damping: 0.4,
            stale_half_life_days: 30.0,
            shrinkage: 8.0,
            basket_damping: 0.5,
            max_basket: 200,
            later_orders: 2,
            link_half_life_days: 120.0,
            blend: [0.6, 0.15, 0.25],
            title_evidence: 20.0,
            visit_evidence: 20.0,
            max_word_titles: 1000,
            content_category: 0.25,
            content_brand: 0.1,
            content_price: 0.6,
            content_price_scale: 1.0,
            content_sold: 0.3,
            again_share: 0.25,
            again_buyers: 5,
            trending_days: 28,
            trending_half_life_days: 14.0,
            new_days: 60,
            history_days: 30,
            new_buyers: 3,
            session: SessionOptions::default(),
            next: NextOptions::default(),
        }
    }
}

impl Default for NextOptions {
    fn default() -> Self {
        Self {
            fade: 0.7,
            popularity_half_life_days: 14.0,
            max_target: 100,
            max_pairs: 1_000_000_000,
            rounds: 6,
            sparsity: 0.5,
            source_prior: 8.0,
            own_prior: 5.0,
            popularity_prior: 50.0,
            counted: 64,
            sample_lines: 500_000,
        }
    }
}

impl Default for SessionOptions {
    fn default() -> Self {
        Self {
            fit_share: 0.1,
            least_fit_visits: 5_000,
            fit_visits: 10_000,
            slow: 0.25,
            fast: 0.04,
            window: 10.0,
            worth: 0.5,
            direct: 100,
            second: 50,
            epochs: 12,
            steps: 125,
            rate: 0.01,
            weight_decay: 1e-4,
        }
    }
}

impl Default for ModelOptions {
    fn default() -> Self {
        Self {
            related: 20,
            visited: 16.0,
            visited_bytes: 40.0,
            together: 12,
            next: 12,
            bits: 4,
            next_bits: 2,
            listed: 24,
            listed_here: 3,
            popular: 50,
            max_title: 300,
            items_per_chunk: 32.0,
            median_chunk: 6 << 10,
            max_chunk: 11 << 10,
        }
    }
}

impl Options {
    /// How many digits the currency has behind the point.
    pub fn digits(&self) -> u8 {
        money::digits(&self.currency)
    }

    /// Refuses what a person may have typed wrong.
    ///
    /// # Errors
    /// Names the option and what was expected.
    pub fn check(&self) -> Result<(), BuildError> {
        let wrong = |option, found: &str, expected| BuildError::Option {
            option,
            found: format!("\"{found}\""),
            expected,
        };
        if !money::is_currency(&self.currency) {
            return Err(wrong(
                "--currency",
                &self.currency,
                "an ISO 4217 code such as GBP",
            ));
        }
        if !self.url_template.contains(link::PLACE) {
            return Err(wrong(
                "--url-template",
                &self.url_template,
                "a link that holds {id}",
            ));
        }
        link::check(&self.url_template).map_err(|_| {
            wrong(
                "--url-template",
                &self.url_template,
                "a link that is http(s) or relative",
            )
        })
    }
}
