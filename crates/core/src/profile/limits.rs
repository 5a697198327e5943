//! How much is kept, and for how long.

use crate::time::DAY;

/// The longest id, in bytes.
pub const ID: usize = 256;
/// The longest title or category, in bytes.
pub const TITLE: usize = 1200;
/// The longest address, in bytes.
pub const URL: usize = dangol_wire::MAX_TEXT;
/// The longest name that a shopper can give, in letters.
pub const NAME: usize = 40;
/// The most words of each topic that the shopper states, each as long as a name may be.
pub const TASTES: usize = 20;
/// The most dates to remember, and the most sizes.
pub const DATES: usize = 12;
/// For how long one question, whether a fact still holds, is shown.
pub const ASKED: u64 = DAY;
/// How long it takes at least until the next such question.
pub const BETWEEN_QUESTIONS: u64 = 30 * DAY;
/// How long it takes at least from one visit with a question, of whatever kind, to the next.
pub const BETWEEN_ASKING: u64 = 3 * DAY;
/// In how many visits nothing is asked after a question that was refused.
pub const AFTER_REFUSAL: u32 = 5;
/// Within a quarter each kind of question is asked a limited number of times.
pub const QUARTER: u64 = 91 * DAY;
/// The most questions of which it is remembered that they were asked; the oldest go first.
pub const QUESTIONS: usize = 60;
/// The largest quantity of one line.
pub const QUANTITY: u32 = 10_000;
/// The most actions that are remembered; the oldest go first.
pub const ACTIONS: usize = 400;
/// The most items of which the neighbours are remembered; those not seen longest go first.
pub const ROWS: usize = 64;
/// The most items of which it is remembered what their buyers order next; beyond
/// [`ROWS`] only such as were bought.
pub const BOUGHT_ROWS: usize = 256;
/// The most neighbours that are remembered of an item, under each relation.
pub const NEIGHBOURS: usize = dangol_wire::MAX_NEIGHBOURS;
/// Of how many items, those met last, all neighbours are remembered.
pub const FRESH_ROWS: usize = 10;
/// How many neighbours are remembered of each other item.
pub const OLD_NEIGHBOURS: usize = 12;
/// The latest moment and the largest number that JSON carries exactly.
pub const EXACT: u64 = 1 << 53;
/// The most lines of a basket.
pub const BASKET: usize = 100;
/// The most wishes.
pub const WISHES: usize = 50;
/// The most bytes that a stored profile takes.
pub const BYTES: usize = 128 * 1024;
/// How long a look is remembered, and a basket that nothing was done with.
pub const LOOKS: u64 = 90 * DAY;
/// How long a purchase or a rating is remembered.
pub const PURCHASES: u64 = 730 * DAY;
/// How long it is remembered that a greeting was said: the longest cool-down.
pub const SAID_FOR: u64 = 400 * DAY;
/// The most greetings of which that is remembered; the oldest go first.
pub const SAID: usize = 300;
/// The most moments that the shopper can stop.
pub const MOMENTS: usize = 100;
/// The most campaigns of which it is remembered what came of them; those met longest ago go first.
pub const OFFERS: usize = 200;
/// The most times at which one of them was shown: a week's, and the last.
pub const OFFER_TIMES: usize = 8;
/// The most attributes of which it is remembered how much they weigh.
pub const WEIGHED: usize = 12;
/// The longest name of such an attribute, in bytes.
pub const WEIGHED_NAME: usize = 80;
/// For how long that is remembered.
pub const WEIGHED_FOR: u64 = 400 * DAY;
/// Within a week a moment is said in a limited number of visits.
pub const WEEK: u64 = 7 * DAY;
/// The longest text that the shop states to a shopper, in bytes.
pub const STATED: usize = 400;
/// How long points are remembered that the shop stated.
pub const LOYALTY: u64 = 90 * DAY;
/// How long an order counts as under way.
pub const DELIVERY: u64 = 21 * DAY;
/// How long an incident is apologised for.
pub const INCIDENT: u64 = 30 * DAY;
/// A visit ends after half an hour without an event, as in GA4.
pub const VISIT_GAP: u64 = 30 * 60 * 1000;
