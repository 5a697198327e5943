//! Shopify's Customer Privacy API: `currentVisitorConsent()`, and what is allowed.
//!
//! `preferences` speaks for personalize, `analytics` for measure. Shopify's "allowed"
//! is also true where the merchant asks nobody in that region; a yes is only what the
//! visitor chose, unless the owner lets such permissions count. A refused sale of data is
//! an objection.

use super::source::{Said, Say};
use super::tcf::is;
use crate::Node;
use dangol_wire::ConsentConfig;

/// Reads `{ consent: { preferences, analytics, sale_of_data }, preferences, analytics }`,
/// the first of them from `currentVisitorConsent()`, the others whether it is allowed.
pub(super) fn read(report: &Node, config: &ConsentConfig) -> Option<Said> {
    let consent = report.get("consent");
    let say = |name: &str| {
        let allowed = match report.get(name) {
            Node::Bool(allowed) => *allowed,
            _ => return Say::Waiting,
        };
        match consent.get(name) {
            chosen if is(chosen, "no") => Say::No,
            chosen if is(chosen, "yes") && allowed => Say::Yes,
            _ if !allowed => Say::Waiting,
            _ if config.allow_defaults => Say::Yes,
            _ => Say::Nothing,
        }
    };
    Some(Said {
        personalize: say("preferences"),
        measure: say("analytics"),
        objects: is(consent.get("sale_of_data"), "no"),
    })
}
