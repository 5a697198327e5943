//! What the engine shows and says.

use super::Engine;
use crate::lifetime::{History, Lifecycle, Lifetime};
use crate::recommend::{self, Answer, Kind, Merchandise, Query, Recommendation, Scene};
use crate::{Now, Reason};

/// The most items that a kind's rules can put first: each may need a file of its own.
const MAX_PINNED: usize = 8;

impl Engine {
    /// Answers a slot or a script, and asks for the files that the answer needs.
    ///
    /// Which files these are depends on the page and the query alone, never on the
    /// profile.
    pub fn recommend(&mut self, query: &Query, now: Now) -> Answer {
        if query.kind.needs_home() {
            self.model.want_home();
        }
        if let (true, Some(item)) = (query.kind.needs_item(), self.item_of(query)) {
            self.model.want_item(&item);
        }
        // Whether a rule holds now must not show in what is fetched.
        for item in self.rules.pinned(query.kind).take(MAX_PINNED) {
            self.model.want_item(item);
        }
        self.model.want_hot();
        if self.withholds(query.kind.name(), query.kind.is_personal()) {
            return Answer::Ready(Vec::new());
        }
        let item = self.item_of(query);
        let acting = self.acting(query.kind, now);
        recommend::answer(&self.scene(query, item.as_deref(), &acting, now), query)
    }

    /// The shop's rules that act on this kind now.
    fn acting(&mut self, kind: Kind, now: Now) -> Vec<usize> {
        if !self.rules.is_about(kind) {
            return Vec::new();
        }
        let here = self.situation(now);
        let (acting, troubles) = self.rules.acting(kind, &here);
        self.note_troubles(troubles);
        acting
    }

    /// How likely this shopper has not left for good, and what the next year should bring,
    /// by the shop's model and the purchases that are remembered, gifts included.
    ///
    /// `None` where the model has no such numbers or no purchase is remembered. It is for
    /// rules and tone, and is never shown or told as a number.
    pub fn lifetime(&self, now: Now) -> Option<Lifecycle> {
        let history = History::of_profile(&self.profile, now)?;
        Some(self.lifetime_model()?.lifecycle(&history))
    }

    pub(super) fn lifetime_model(&self) -> Option<Lifetime> {
        Lifetime::of(self.entry()?.lifetime?)
    }

    /// A list was shown: its reasons are what [`Engine::why`] answers from now on.
    pub fn shown(&mut self, list: &[Recommendation]) {
        for card in list {
            self.page.said.insert(&card.item_id, card.reason.clone());
        }
    }

    /// Why an item is shown on this page, or would be on this page, if it would.
    pub fn why(&mut self, item: &str, now: Now) -> Option<Reason> {
        if let Some(said) = self.page.said.get(item) {
            return Some(said.clone());
        }
        Kind::ALL
            .into_iter()
            .find_map(|kind| {
                let query = Query::new(kind, recommend::MAX_LIMIT);
                let item_of = self.item_of(&query);
                let acting = self.acting(kind, now);
                let scene = self.scene(&query, item_of.as_deref(), &acting, now);
                match recommend::answer(&scene, &query) {
                    Answer::Ready(list) => list.into_iter().find(|found| found.item_id == item),
                    Answer::Wait | Answer::Failed => None,
                }
            })
            .map(|found: Recommendation| found.reason)
    }

    pub(super) fn item_of(&self, query: &Query) -> Option<String> {
        let page_item = self.page.product.as_ref().map(|product| &product.id);
        query.item.as_ref().or(page_item).cloned()
    }

    pub(super) fn scene<'a>(
        &'a self,
        query: &'a Query,
        item: Option<&'a str>,
        acting: &[usize],
        now: Now,
    ) -> Scene<'a> {
        let (profile, model, words) = (&self.profile, &self.model, &self.page.words);
        let mut scene = Scene::new(profile, model, words, query, self.language, now);
        let digits = model.currency().digits;
        scene.merchandise = Merchandise::new(self.rules.acts(acting), digits);
        scene.item = item;
        if let Some(page) = &self.page.product {
            scene.page_item = Some(&page.id);
            scene.page_category = &page.category;
        }
        scene
    }
}
