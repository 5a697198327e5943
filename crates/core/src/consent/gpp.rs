//! IAB Tech Lab's Global Privacy Platform: the event objects of `__gpp`'s
//! `addEventListener`, version 1.1, with the parsed sections.
//!
//! | section (ids) | what it says |
//! |---|---|
//! | `tcfeuv2` (2) | as [`super::tcf`], of the publisher's purposes |
//! | `tcfcav1` (5) | the same numbers; express consent for what needs consent, implied consent as legitimate interest |
//! | `uspv1` (6) | an opt-out of sale is an objection |
//! | `usnat`, `usca` and the other states (7 and up) | an opt-out of sale, sharing or targeted advertising, Global Privacy Control, or a consent refused for other uses or sensitive data is an objection; a child without consent is a no |
//!
//! Not to have opted out is no yes: the laws of the United States ask for an objection,
//! and storing on the device asks for a yes.

use super::source::{Said, Say};
use super::tcf::{self, Basis, is};
use crate::Node;

const REFUSED: Node = Node::Number(1.0);

/// Reads an event; `None` if it answers nothing.
pub(super) fn read(event: &Node) -> Option<Said> {
    if !is(event.get("signalStatus"), "ready") {
        // The tool is about to change what it says: nobody is to act on it now.
        return Some(Said::both(Say::Waiting));
    }
    let sections = event.get("sections");
    let mut said: Option<Said> = None;
    for id in event.get("applicableSections").items() {
        let one = match id.number() {
            Some(-1.0) => Said::default(),
            Some(2.0) => europe(sections.get("tcfeuv2")),
            Some(5.0) => canada(sections.get("tcfcav1")),
            Some(6.0) => usp(sections.get("uspv1")),
            Some(id) if id >= 7.0 => states(sections),
            // 0: not known yet.
            _ => Said::both(Say::Waiting),
        };
        said = Some(said.map_or(one, |before| before.and(one)));
    }
    Some(said.unwrap_or(Said::both(Say::Waiting)))
}

fn europe(section: &Node) -> Said {
    if *section == Node::Null || *field(section, "IsServiceSpecific") == Node::Bool(false) {
        return Said::both(Say::Waiting);
    }
    let basis = Basis::of(
        field(section, "PublisherConsents"),
        field(section, "PublisherLegitimateInterests"),
    );
    let treatment = field(section, "PurposeOneTreatment").clone();
    let general = field(section, "PurposeConsents").clone();
    by_purposes(&basis, general, treatment)
}

fn canada(section: &Node) -> Said {
    if *section == Node::Null {
        return Said::both(Say::Waiting);
    }
    let basis = Basis::of(
        field(section, "PubPurposesExpressConsent"),
        field(section, "PubPurposesImpliedConsent"),
    );
    let general = field(section, "PurposesExpressConsent").clone();
    by_purposes(&basis, general, Node::Null)
}

fn by_purposes(basis: &Basis, general: Node, treatment: Node) -> Said {
    let map = |key: &str, node| Node::Map(vec![(key.to_owned(), node)]);
    tcf::said(
        basis,
        &map("consents", general),
        basis.is_stated(),
        &map("purposeOneTreatment", treatment),
    )
}

fn usp(section: &Node) -> Said {
    match section {
        Node::Null => Said::both(Say::Waiting),
        section => Said {
            objects: is(field(section, "OptOutSale"), "Y"),
            ..Said::default()
        },
    }
}

/// Every section of the United States that is there counts: more can only object more.
fn states(sections: &Node) -> Said {
    let Node::Map(sections) = sections else {
        return Said::both(Say::Waiting);
    };
    let mut said = Said::both(Say::Waiting);
    for (prefix, section) in sections {
        if !prefix.starts_with("us") || prefix == "uspv1" || *section == Node::Null {
            continue;
        }
        let refused = |name: &&str| field(section, name).items().contains(&REFUSED);
        let objects = [
            "SaleOptOut",
            "SharingOptOut",
            "TargetedAdvertisingOptOut",
            "PersonalDataConsents",
            "AdditionalDataProcessingConsent",
            "SensitiveDataProcessing",
        ]
        .iter()
        .any(refused);
        let child = refused(&"KnownChildSensitiveDataConsents");
        let say = |say: Say| match say {
            Say::No => Say::No,
            _ if child => Say::No,
            _ => Say::Nothing,
        };
        said = Said {
            personalize: say(said.personalize),
            measure: say(said.measure),
            objects: said.objects || objects || *field(section, "Gpc") == Node::Bool(true),
        };
    }
    said
}

/// A field of a section. The API's text has a section as a list of its parts, the
/// library as one object.
fn field<'a>(section: &'a Node, name: &str) -> &'a Node {
    const NULL: &Node = &Node::Null;
    let parts = section.items().iter().map(|part| part.get(name));
    parts
        .into_iter()
        .find(|found| **found != Node::Null)
        .unwrap_or(NULL)
}
