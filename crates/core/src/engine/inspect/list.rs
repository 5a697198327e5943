//! How a list comes about.

use super::super::Engine;
use crate::Now;
use crate::inspect::{Candidate, Cause, InspectedList, InspectedRule};
use crate::recommend::{self, Answer, Noted, Query, Trace};
use crate::rules::{Act, Budget};
use crate::table::ranking;

impl Engine {
    /// How the answer that [`Engine::recommend`] gives to this query now comes about. Asks for
    /// no file.
    pub fn inspect_list(&mut self, query: &Query, now: Now) -> InspectedList {
        let mut rules = Vec::new();
        let mut acting = Vec::new();
        if self.rules.is_about(query.kind) {
            let here = self.situation(now);
            let heard = |placement: &crate::rules::Placement, _: &_| {
                rules.push(InspectedRule {
                    place: placement.place,
                    name: placement.name.clone(),
                    act: placement.act.name(),
                    why: (placement.when.as_ref())
                        .map(|rule| rule.explain(&here, &mut Budget::default())),
                    touched: 0,
                });
            };
            acting = self.rules.acting_to(query.kind, &here, heard).0;
        }
        let withheld = self.withholds(query.kind.name(), query.kind.is_personal());
        let item = self.item_of(query);
        let mut scene = self.scene(query, item.as_deref(), &acting, now);
        scene.trace = Trace::on();
        let answer = match withheld {
            true => Answer::Ready(Vec::new()),
            false => recommend::answer(&scene, query),
        };
        let noted = std::mem::take(&mut scene.trace).into_noted();
        let title = |item: &str| scene.card(item).map_or("", |card| card.title).to_owned();
        let place_of = |act: usize| {
            let placement = acting.get(act).and_then(|at| self.rules.placement(*at));
            placement.map_or(act, |placement| placement.place)
        };
        let candidates = candidates(&noted, &answer, title, place_of);
        for act in 0..acting.len() {
            let place = place_of(act);
            if let Some(rule) = rules.iter_mut().find(|rule| rule.place == place) {
                rule.touched = noted.touched(act);
            }
        }
        InspectedList {
            kind: query.kind,
            limit: query.limit,
            item: query.item.clone(),
            answer,
            withheld,
            rules,
            candidates,
        }
    }
}

/// What is shown, in its order, then the rest, best first.
fn candidates(
    noted: &Noted,
    answer: &Answer,
    title: impl Fn(&str) -> String,
    place_of: impl Fn(usize) -> usize,
) -> Vec<Candidate> {
    let shown = match answer {
        Answer::Ready(list) => list.as_slice(),
        Answer::Wait | Answer::Failed => &[],
    };
    let mut found: Vec<Candidate> = Vec::new();
    for noticed in &noted.candidates {
        let place = shown.iter().position(|card| card.item_id == noticed.item);
        let cause = match noted.cause(&noticed.item) {
            _ if place.is_some() => None,
            Some(Cause::Excluded(act)) => Some(Cause::Excluded(place_of(act))),
            Some(Cause::NotAmong(act)) => Some(Cause::NotAmong(place_of(act))),
            cause => cause,
        };
        let order = ranking(noticed.terms.iter().map(|(.., weight)| *weight));
        found.push(Candidate {
            item: noticed.item.clone(),
            title: title(&noticed.item),
            score: place.map_or(noticed.score, |place| shown[place].score),
            terms: order
                .into_iter()
                .map(|at| noticed.terms[at].clone())
                .collect(),
            place,
            cause,
        });
    }
    found.sort_by(|a, b| match (a.place, b.place) {
        (None, None) => b
            .score
            .total_cmp(&a.score)
            .then_with(|| a.item.cmp(&b.item)),
        (a, b) => a.is_none().cmp(&b.is_none()).then(a.cmp(&b)),
    });
    found
}

impl Act {
    /// Its name in the configuration.
    fn name(&self) -> &'static str {
        match self {
            Self::Pin(_) => "pin",
            Self::Weigh(_, by) if *by < 1.0 => "bury",
            Self::Weigh(..) => "boost",
            Self::Exclude(_) => "exclude",
            Self::Only(_) => "only",
        }
    }
}
