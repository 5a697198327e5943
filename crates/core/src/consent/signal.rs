//! Global Privacy Control and Do Not Track: what the browser itself says.

use super::tcf::is;
use crate::Node;

/// Whether the visitor's browser objects: `{ gpc, dnt }` are the values of
/// `navigator.globalPrivacyControl` and `navigator.doNotTrack`.
pub(super) fn objects(report: &Node) -> bool {
    let dnt = report.get("dnt");
    *report.get("gpc") == Node::Bool(true) || is(dnt, "1") || is(dnt, "yes")
}
