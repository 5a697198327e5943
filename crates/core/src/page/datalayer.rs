//! `dataLayer` entries: Google Tag Manager's form and gtag's.

use crate::Node;
use crate::event::Event;
use crate::money::Currency;

/// The event that an entry states, if it is one that is known.
///
/// `{event: 'view_item', ecommerce: {items: […]}}` (Tag Manager), or the arguments of
/// `gtag('event', 'view_item', {items: […]})` as a list.
///
/// # Errors
/// When it is a known event with unusable parameters.
pub fn event(entry: &Node, currency: &Currency) -> Option<Result<Event, crate::Error>> {
    let (name, parameters) = named(entry)?;
    let name = name.parse().ok()?;
    Some(Event::read(name, parameters, currency))
}

/// The name of the event that an entry states, and its parameters.
pub(crate) fn named(entry: &Node) -> Option<(&str, &Node)> {
    Some(match entry {
        Node::List(arguments) => match arguments.as_slice() {
            [Node::Text(command), Node::Text(name), rest @ ..] if command == "event" => {
                (name.as_str(), rest.first().unwrap_or(&Node::Null))
            }
            _ => return None,
        },
        Node::Map(_) => match (entry.get("event"), entry.get("ecommerce")) {
            (Node::Text(name), Node::Null) => (name.as_str(), entry),
            (Node::Text(name), ecommerce) => (name.as_str(), ecommerce),
            _ => return None,
        },
        _ => return None,
    })
}
