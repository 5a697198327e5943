//! What a simulation came to, as text and as JSON.

use super::Args;
use super::http::Whole;
use super::pairs::Pairs;
use super::plan::{DAYS, Plan};
use super::runs::{Held, Many};
use super::shop::Shop;
use dangol_collector::figures::interval::Estimate;
use dangol_collector::figures::lift::Verdict;
use serde_json::{Value, json};

/// All of it.
pub struct Said {
    intro: Value,
    pairs: Pairs,
    /// Each size.
    pub sizes: Vec<Size>,
}

/// One size.
pub struct Size {
    /// What was planted.
    pub plan: Plan,
    /// How likely the planted lift is to be found after the last day.
    pub stated_power: f64,
    /// The run over sockets.
    pub whole: Option<Whole>,
    /// The runs with the lift.
    pub planted: Option<Many>,
    /// The runs without.
    pub nothing: Option<Many>,
}

impl Said {
    /// Of a shop and what was asked.
    pub fn new(shop: &Shop, args: &Args, pairs: Pairs) -> Self {
        let intro = json!({
            "customers": shop.customers.len(),
            "categories": shop.interests.len(),
            "base": args.base,
            "holdout": args.holdout,
            "days": DAYS,
            "runs": args.runs,
            "seed": args.seed,
        });
        Self {
            intro,
            pairs,
            sizes: Vec::new(),
        }
    }

    /// As one object.
    pub fn json(&self, shop: &Shop) -> Value {
        let mut all = self.intro.clone();
        all["sizes"] = self.sizes.iter().map(|size| size.json(shop)).collect();
        all["pairs"] = json!(self.pairs);
        all
    }

    /// What is said after all sizes.
    pub fn text(&self) -> String {
        let pairs = &self.pairs;
        let mut lines = vec![format!(
            "item to item, if devices told one pair each with ε = 2: of {} products, {} pairs were ordered together at least twice",
            pairs.products, pairs.in_orders
        )];
        for reach in &pairs.reach {
            lines.push(format!(
                "  {} devices: a pair's share is known to ± {:.5}; {} pairs have the {:.4} % that could be told from none",
                reach.devices,
                reach.error,
                reach.pairs,
                reach.smallest * 100.0
            ));
        }
        lines.push(format!(
            "  the commonest pair has {:.4} %, which takes {:.0} devices",
            pairs.commonest * 100.0,
            pairs.devices_for_commonest
        ));
        lines.join("\n")
    }
}

impl Size {
    fn json(&self, shop: &Shop) -> Value {
        let whole = self.whole.as_ref().map(|whole| {
            let trial = &whole.figures.trial;
            json!({
                "seconds": whole.seconds,
                "visitors": trial.visitors,
                "buyers": whole.truth.buyers,
                "difference": trial.bought.difference.map(interval),
                "once": whole.figures.once().map(interval),
                "verdict": verdict(trial.bought.verdict),
                "mismatch": trial.mismatch,
                "answers": whole.figures.answers,
                "interest": cells(&whole.figures.interest, &whole.truth.interest, shop),
            })
        });
        json!({
            "reports": self.plan.reports,
            "lift": self.plan.lift,
            "statedPower": self.stated_power,
            "http": whole,
            "planted": self.planted.as_ref().map(many),
            "nothing": self.nothing.as_ref().map(many),
        })
    }

    /// Some lines.
    pub fn text(&self, shop: &Shop) -> String {
        let plan = &self.plan;
        let mut lines = vec![format!(
            "{} reports over {DAYS} days, {} in a thousand without anything personal, of whom {:.1} % buy; planted: {:+.2} points with it",
            plan.reports,
            plan.holdout,
            plan.base * 100.0,
            plan.lift * 100.0
        )];
        if let Some(whole) = &self.whole {
            lines.extend(whole_text(whole, plan, shop));
        }
        if let Some(planted) = &self.planted {
            lines.push(format!(
                "  {} runs with the lift: found in {:.1} % after the last day (stated {:.1} %), in {:.1} % after any",
                planted.runs,
                percent(planted.found_at_last, planted.runs),
                self.stated_power * 100.0,
                percent(planted.found_ever, planted.runs)
            ));
            for (name, held) in coverage(planted) {
                lines.push(format!("    {name}: {}", held_text(held)));
            }
        }
        if let Some(nothing) = &self.nothing {
            lines.push(format!(
                "  {} runs without a lift: one was found in {:.1} % after any of {DAYS} looks (at most 5 % is promised); arms that seemed of the wrong size: {}",
                nothing.runs,
                percent(nothing.found_ever, nothing.runs),
                nothing.alarms
            ));
        }
        lines.join("\n")
    }
}

fn whole_text(whole: &Whole, plan: &Plan, shop: &Shop) -> Vec<String> {
    let trial = &whole.figures.trial;
    let points = |of: Option<Estimate>| match of {
        None => "below its threshold".to_owned(),
        Some(of) => format!(
            "{:+.2} points, {:+.2} to {:+.2}",
            of.value * 100.0,
            of.low * 100.0,
            of.high * 100.0
        ),
    };
    let held = |found: &[Estimate], truth: &[u64]| {
        let all: u64 = truth.iter().sum();
        let share = |cell: &u64| *cell as f64 / all.max(1) as f64;
        let holds = found.iter().zip(truth);
        let holds = holds.filter(|(of, cell)| (of.low..=of.high).contains(&share(cell)));
        format!("{} of {}", holds.count(), found.len())
    };
    vec![
        format!(
            "  over HTTP: all {} taken and counted once, in {:.1} s ({:.0} devices a second, engine and all)",
            plan.reports,
            whole.seconds,
            plan.reports as f64 / whole.seconds.max(1e-9)
        ),
        format!(
            "    estimate {} at every look ({} at one); verdict: {}",
            points(trial.bought.difference),
            points(whole.figures.once()),
            verdict(trial.bought.verdict)
        ),
        format!(
            "    noised answers: {} on {} categories, whose intervals hold {}; {} on lifecycle, {}",
            whole.figures.answers[0],
            shop.interests.len(),
            held(&whole.figures.interest, &whole.truth.interest),
            whole.figures.answers[1],
            held(&whole.figures.lifecycle, &whole.truth.lifecycle)
        ),
    ]
}

fn coverage(of: &Many) -> [(&'static str, Held); 6] {
    [
        ("difference in buyers, ordinary interval", of.difference),
        ("the same, bounds at every look", of.bounds),
        ("share of buyers without (Wilson)", of.buyers),
        ("difference in a visitor's value", of.value),
        ("interest, each category (ldp)", of.interest),
        ("lifecycle, each stage (ldp)", of.lifecycle),
    ]
}

fn held_text(held: Held) -> String {
    match held.of {
        0 => "never above its threshold".to_owned(),
        of => format!(
            "{:.1} % of {of} 95 % intervals hold the truth",
            held.share() * 100.0
        ),
    }
}

fn many(of: &Many) -> Value {
    let held = |held: Held| json!({ "held": held.held, "of": held.of });
    json!({
        "runs": of.runs,
        "foundAtLast": of.found_at_last,
        "foundEver": of.found_ever,
        "alarms": of.alarms,
        "difference": held(of.difference),
        "bounds": held(of.bounds),
        "buyers": held(of.buyers),
        "value": held(of.value),
        "interest": held(of.interest),
        "lifecycle": held(of.lifecycle),
    })
}

fn interval(of: Estimate) -> Value {
    json!({ "value": of.value, "low": of.low, "high": of.high })
}

fn cells(found: &[Estimate], truth: &[u64], shop: &Shop) -> Value {
    let all: u64 = truth.iter().sum();
    let names = std::iter::once("").chain(shop.interests.iter().map(String::as_str));
    let cells = names
        .zip(found.iter().zip(truth))
        .map(|(name, (of, cell))| {
            let mut one = interval(*of);
            one["name"] = json!(name);
            one["truth"] = json!(*cell as f64 / all.max(1) as f64);
            one
        });
    cells.collect()
}

fn percent(some: u64, all: u64) -> f64 {
    some as f64 * 100.0 / all.max(1) as f64
}

fn verdict(of: Verdict) -> &'static str {
    match of {
        Verdict::Helps => "helps",
        Verdict::Harms => "harms",
        Verdict::NoMatter => "no difference that would matter",
        Verdict::NotYet(_) => "not yet",
    }
}
