//! IAB Europe's Transparency and Consent Framework, 2.2 and later: what `addEventListener`
//! calls back with (`TCData` of the CMP API, version 2).
//!
//! | purpose here | purposes there |
//! |---|---|
//! | personalize | 1 (store or access information on a device), 5 and 6 (profiles for personalised content), by consent |
//! | measure | 1 by consent; 8 (measure content) and 9 (statistics), by consent or legitimate interest |
//!
//! The framework allows no legitimate interest for 1, 3, 4, 5 and 6.

use super::source::{Said, Say};
use crate::Node;

/// By consent alone.
const PERSONALIZE: [usize; 2] = [5, 6];
/// By consent or legitimate interest.
const MEASURE: [usize; 2] = [8, 9];

/// Reads a `TCData`; `None` if it answers nothing. With a vendor's id that vendor's
/// consents count, else the publisher's own.
pub(super) fn read(data: &Node, vendor: u32) -> Option<Said> {
    let waiting = Some(Said::both(Say::Waiting));
    match data.get("gdprApplies") {
        Node::Bool(true) => {}
        // The framework has nothing to say to this visitor.
        Node::Bool(false) => return Some(Said::default()),
        _ => return waiting,
    }
    if is(data.get("cmpStatus"), "error") {
        return waiting;
    }
    let status = data.get("eventStatus");
    if !is(status, "tcloaded") && !is(status, "useractioncomplete") {
        // While the visitor is asked, what was said before stands.
        return None;
    }
    // Strings of global scope are invalid since September 2021, and an empty one says nothing.
    if *data.get("isServiceSpecific") == Node::Bool(false) || data.get("tcString").text().is_none()
    {
        return waiting;
    }
    let (general, publisher) = (data.get("purpose"), data.get("publisher"));
    let basis = if vendor > 0 {
        Basis::vendor(general, data.get("vendor"), publisher.get("restrictions"))
    } else {
        Basis::publisher(publisher)
    };
    let stated = vendor > 0 || basis.is_stated();
    Some(said(&basis, general, stated, data))
}

/// What follows from the purposes. `general` is what was agreed to in general.
pub(super) fn said(basis: &Basis, general: &Node, stated: bool, data: &Node) -> Said {
    let device = if stated {
        basis.consents(1)
    } else {
        holds(general.get("consents"), 1)
    };
    if !device {
        // Where purpose 1 was not disclosed at all, nobody was asked about the device.
        let asked = *data.get("purposeOneTreatment") != Node::Bool(true);
        return Said::both(if asked { Say::No } else { Say::Nothing });
    }
    if !stated {
        return Said::default();
    }
    let say = |yes| if yes { Say::Yes } else { Say::No };
    Said {
        personalize: say(PERSONALIZE.iter().all(|id| basis.consents(*id))),
        measure: say(MEASURE.iter().all(|id| basis.allows(*id))),
        objects: false,
    }
}

/// On which basis a purpose is allowed.
pub(super) struct Basis<'a> {
    consents: &'a Node,
    interests: &'a Node,
    /// Whether the vendor itself is consented to, and its interest not objected to.
    vendor: (bool, bool),
    /// By purpose: 0 not allowed, 1 consent required, 2 legitimate interest required.
    restrictions: &'a Node,
}

impl<'a> Basis<'a> {
    fn publisher(publisher: &'a Node) -> Self {
        Self::of(
            publisher.get("consents"),
            publisher.get("legitimateInterests"),
        )
    }

    /// The publisher's own, of these lists.
    pub(super) fn of(consents: &'a Node, interests: &'a Node) -> Self {
        Self {
            consents,
            interests,
            vendor: (true, true),
            restrictions: &Node::Null,
        }
    }

    fn vendor(general: &'a Node, vendor: &Node, restrictions: &'a Node) -> Self {
        let yes = |key| *vendor.get(key) == Node::Bool(true);
        Self {
            consents: general.get("consents"),
            interests: general.get("legitimateInterests"),
            vendor: (yes("consent"), yes("legitimateInterest")),
            restrictions,
        }
    }

    /// Whether there is an entry at all: the publisher's part of a string may be missing.
    pub(super) fn is_stated(&self) -> bool {
        let has = |node: &Node| match node {
            Node::Map(entries) => !entries.is_empty(),
            Node::List(items) => !items.is_empty(),
            _ => false,
        };
        has(self.consents) || has(self.interests)
    }

    fn restricts(&self, id: usize, kinds: [f64; 2]) -> bool {
        let found = at(self.restrictions, id);
        kinds.iter().any(|kind| *found == Node::Number(*kind))
    }

    fn consents(&self, id: usize) -> bool {
        self.vendor.0 && holds(self.consents, id) && !self.restricts(id, [0.0, 2.0])
    }

    fn allows(&self, id: usize) -> bool {
        let interest =
            self.vendor.1 && holds(self.interests, id) && !self.restricts(id, [0.0, 1.0]);
        interest || self.consents(id)
    }
}

/// The entry of an id, in an object with ids as keys or a list that begins with 1.
fn at(node: &Node, id: usize) -> &Node {
    const NULL: &Node = &Node::Null;
    match node {
        Node::List(items) => items.get(id - 1).unwrap_or(NULL),
        // Ids are of one digit.
        node => node.get(DIGITS.get(id..=id).unwrap_or("")),
    }
}

const DIGITS: &str = "0123456789";

fn holds(node: &Node, id: usize) -> bool {
    *at(node, id) == Node::Bool(true)
}

pub(super) fn is(node: &Node, text: &str) -> bool {
    matches!(node, Node::Text(found) if found == text)
}
