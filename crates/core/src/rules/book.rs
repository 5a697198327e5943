//! The rules of `config.json`: segments, and what the shop wants shown where.

use super::error::{Problem, RuleError};
use super::evaluate::Budget;
use super::rule::Rule;
use super::situation::Situation;
use super::target::Target;
use crate::{Kind, Node};

/// The most segments.
pub const MAX_SEGMENTS: usize = 200;
/// The most rules on what is shown.
pub const MAX_PLACEMENTS: usize = 500;
/// The steps that all rules of one kind take together at most.
pub(crate) const STEPS: u32 = 200_000;
/// The most that a boost multiplies by, and a bury divides by.
const MOST: f64 = 100.0;
/// The kinds that say what the shopper did, on which rules act only if they name them.
const DEEDS: [Kind; 2] = [Kind::RecentlyViewed, Kind::BuyAgain];

/// What a rule does with the items that it is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Shows them first: those of the first target, then those of the next.
    Pin(Vec<Target>),
    /// Multiplies their scores, by less than 1 for a bury.
    Weigh(Target, f32),
    /// Shows none of them.
    Exclude(Target),
    /// Shows nothing else.
    Only(Target),
}

/// A rule on what is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Placement {
    /// Its place in the configuration, from 0 on.
    pub place: usize,
    /// When it acts; always if there is none.
    pub when: Option<Rule>,
    /// On which kinds.
    pub kinds: Vec<Kind>,
    /// What it does.
    pub act: Act,
    /// What its owner calls it; empty for nothing.
    #[cfg(feature = "inspect")]
    pub name: String,
}

/// All rules of a configuration.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rulebook {
    /// The owner's segments, each of which may name those before it.
    segments: Vec<(String, Rule)>,
    placements: Vec<Placement>,
}

impl Rulebook {
    /// Reads the `segments` and `merchandising` of a configuration. What is wrong is left out
    /// and told; the rest counts.
    pub fn read(config: &Node) -> (Self, Vec<RuleError>) {
        let mut book = Self::default();
        let mut wrong = Vec::new();
        match config.get("segments") {
            Node::Null => {}
            Node::Map(entries) => {
                if entries.len() > MAX_SEGMENTS {
                    wrong.push(RuleError::from(Problem::TooMany(MAX_SEGMENTS)).under("segments"));
                }
                for (name, rule) in entries.iter().take(MAX_SEGMENTS) {
                    match Rule::parse(rule) {
                        Ok(rule) => book.segments.push((name.clone(), rule)),
                        Err(error) => wrong.push(error.under(name).under("segments")),
                    }
                }
            }
            _ => wrong.push(shape("an object of rules").under("segments")),
        }
        match config.get("merchandising") {
            Node::Null => {}
            Node::List(items) => {
                if items.len() > MAX_PLACEMENTS {
                    let error = RuleError::from(Problem::TooMany(MAX_PLACEMENTS));
                    wrong.push(error.under("merchandising"));
                }
                for (at, item) in items.iter().take(MAX_PLACEMENTS).enumerate() {
                    match Placement::read(item, at) {
                        Ok(placement) => book.placements.push(placement),
                        Err(error) => {
                            wrong.push(error.under(&at.to_string()).under("merchandising"));
                        }
                    }
                }
            }
            _ => wrong.push(shape("a list").under("merchandising")),
        }
        (book, wrong)
    }

    /// Adds to a situation which of the owner's segments the shopper is in, one after the
    /// other. Says what went wrong.
    pub(crate) fn tell_segments(&self, here: &mut Situation) -> Vec<RuleError> {
        self.tell_segments_to(here, |_, _, _, _| {})
    }

    /// The same; of each is heard its rule, what the rule was told, and what came of it.
    pub(crate) fn tell_segments_to(
        &self,
        here: &mut Situation,
        mut heard: impl FnMut(&str, &Rule, &Situation, &Asked),
    ) -> Vec<RuleError> {
        let mut wrong = Vec::new();
        let mut steps = STEPS;
        for (name, rule) in &self.segments {
            let asked = holds(rule, here, &mut steps);
            heard(name, rule, here, &asked);
            match asked {
                Ok(holds) => here.set_segment(name, holds),
                Err(error) => wrong.push(error.under(name).under("segments")),
            }
        }
        wrong
    }

    /// Whether any rule acts on this kind, whatever the situation.
    pub(crate) fn is_about(&self, kind: Kind) -> bool {
        let mut placements = self.placements.iter();
        placements.any(|placement| placement.kinds.contains(&kind))
    }

    /// The items that rules may put first on this kind, whatever the situation.
    pub(crate) fn pinned(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let of_kind = move |placement: &&Placement| placement.kinds.contains(&kind);
        let placements = self.placements.iter().filter(of_kind);
        let targets = placements.flat_map(|placement| match &placement.act {
            Act::Pin(targets) => targets.as_slice(),
            _ => &[],
        });
        targets.flat_map(|target| target.items.iter().map(String::as_str))
    }

    /// The rules that act on this kind now, and what went wrong.
    pub(crate) fn acting(&self, kind: Kind, here: &Situation) -> (Vec<usize>, Vec<RuleError>) {
        self.acting_to(kind, here, |_, _| {})
    }

    /// The same; of each rule on this kind is heard what came of its condition.
    pub(crate) fn acting_to(
        &self,
        kind: Kind,
        here: &Situation,
        mut heard: impl FnMut(&Placement, &Asked),
    ) -> (Vec<usize>, Vec<RuleError>) {
        let (mut acting, mut wrong) = (Vec::new(), Vec::new());
        let mut steps = STEPS;
        for (at, placement) in self.placements.iter().enumerate() {
            if !placement.kinds.contains(&kind) {
                continue;
            }
            let holds = match &placement.when {
                Some(rule) => holds(rule, here, &mut steps),
                None => Ok(true),
            };
            heard(placement, &holds);
            match holds {
                Ok(true) => acting.push(at),
                Ok(false) => {}
                Err(error) => {
                    let error = error.under("when").under(&placement.place.to_string());
                    wrong.push(error.under("merchandising"));
                }
            }
        }
        (acting, wrong)
    }

    /// The rule at a place that [`Self::acting`] gave.
    #[cfg(feature = "inspect")]
    pub(crate) fn placement(&self, at: usize) -> Option<&Placement> {
        self.placements.get(at)
    }

    /// What these rules do.
    pub(crate) fn acts(&self, acting: &[usize]) -> impl Iterator<Item = &Act> {
        let placements = acting.iter().filter_map(|at| self.placements.get(*at));
        placements.map(|placement| &placement.act)
    }
}

/// What came of asking whether a rule holds.
pub(crate) type Asked = Result<bool, RuleError>;

/// One rule that runs on must not keep the others from being asked.
pub(crate) fn holds(rule: &Rule, here: &Situation, steps: &mut u32) -> Asked {
    let all = Budget::default().left().min(*steps);
    let mut budget = Budget::of(all);
    let holds = rule.holds(here, &mut budget);
    *steps -= all - budget.left();
    holds
}

fn shape(what: &'static str) -> RuleError {
    Problem::Shape(what).into()
}

impl Placement {
    fn read(node: &Node, place: usize) -> Result<Self, RuleError> {
        if !matches!(node, Node::Map(_)) {
            return Err(shape("an object"));
        }
        let by = match node.get("by") {
            Node::Null => 2.0,
            Node::Number(by) if (1.0..=MOST).contains(by) => *by as f32,
            _ => return Err(shape("a number from 1 to 100").under("by")),
        };
        let (mut act, mut acts) = (None, 0);
        for name in ["pin", "boost", "bury", "exclude", "only"] {
            let target = node.get(name);
            if *target != Node::Null {
                acts += 1;
                act = Some(Act::read(name, target, by).map_err(|error| error.under(name))?);
            }
        }
        let Some(act) = act.filter(|_| acts == 1) else {
            return Err(shape("one of pin, boost, bury, exclude and only"));
        };
        let when = match node.get("when") {
            Node::Null => None,
            rule => Some(Rule::parse(rule).map_err(|error| error.under("when"))?),
        };
        let kinds = kinds(node.get("kinds")).map_err(|error| error.under("kinds"))?;
        let pins = matches!(act, Act::Pin(_));
        if pins && kinds.iter().any(|kind| DEEDS.contains(kind)) {
            let what = "others than recently-viewed and buy-again for a pin";
            return Err(shape(what).under("kinds"));
        }
        Ok(Self {
            place,
            when,
            kinds,
            act,
            #[cfg(feature = "inspect")]
            name: node.get("name").text().unwrap_or_default(),
        })
    }
}

impl Act {
    fn read(name: &str, target: &Node, by: f32) -> Result<Self, RuleError> {
        Ok(match name {
            "pin" => {
                let targets = target.items().iter().map(Target::read);
                Self::Pin(targets.collect::<Result<_, _>>()?)
            }
            "boost" => Self::Weigh(Target::read(target)?, by),
            "bury" => Self::Weigh(Target::read(target)?, 1.0 / by),
            "exclude" => Self::Exclude(Target::read(target)?),
            _ => Self::Only(Target::read(target)?),
        })
    }
}

/// The kinds that are named; without any, all that do not say what the shopper did.
fn kinds(node: &Node) -> Result<Vec<Kind>, RuleError> {
    if *node == Node::Null {
        let kinds = Kind::ALL.into_iter();
        return Ok(kinds.filter(|kind| !DEEDS.contains(kind)).collect());
    }
    let wrong = || shape("a kind of recommendation or a list of them");
    let names = node.items().iter();
    let kinds = names.map(|name| name.text()?.parse().ok());
    let kinds: Option<Vec<Kind>> = kinds.collect();
    kinds.filter(|kinds| !kinds.is_empty()).ok_or_else(wrong)
}
