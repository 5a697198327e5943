//! How a greeting is chosen.

use super::super::Engine;
use crate::Now;
use crate::greeting;
use crate::inspect::{InspectedGreeting, InspectedMoment, Outcome};
use crate::rules::Budget;

impl Engine {
    /// How the greeting that [`Engine::greeting_among`] gives now is chosen. It does not count
    /// as said.
    pub fn inspect_greeting(&mut self, only: &str, now: Now) -> InspectedGreeting {
        let here = self.situation(now);
        let scene = self.greeting_scene(Some(&here), now);
        let withheld = self.withholds_greeting();
        // The explanation of its rule says what is wrong with it.
        let (before, mut wrong) = (self.page.greeted.as_deref(), Vec::new());
        let chosen = greeting::greet(&scene, &self.moments, only, before, &mut wrong);
        let said = chosen.map(|chosen| chosen.greeting).filter(|_| !withheld);
        let wanted = |code: &str| only.is_empty() || only.split_whitespace().any(|it| it == code);
        let mut moments: Vec<InspectedMoment> = (self.moments.moments.iter())
            .map(|moment| {
                let told = greeting::told(&scene, &self.moments, moment, &mut wrong);
                let won = said.as_ref().is_some_and(|said| said.code == moment.code);
                let outcome = match told {
                    Err(silence) => Outcome::Silent(silence),
                    Ok(_) if won => Outcome::Won,
                    Ok(_) if !wanted(&moment.code) => Outcome::NotAsked,
                    Ok(_) => Outcome::Outranked,
                };
                let said = self.profile.greetings.said.iter();
                let last = said
                    .filter(|said| said.moment == moment.code)
                    .map(|said| said.at);
                InspectedMoment {
                    code: moment.code.clone(),
                    priority: moment.priority,
                    cool_down: moment.pace.cool_down,
                    per_week: moment.pace.per_week,
                    said_days_ago: (last.max())
                        .map(|at| now.day().saturating_sub(now.day_of(at.min(now.at)))),
                    outcome,
                    why: (moment.when.as_ref())
                        .map(|rule| rule.explain(&here, &mut Budget::default())),
                }
            })
            .collect();
        moments.sort_by_key(|moment| std::cmp::Reverse(moment.priority));
        InspectedGreeting {
            only: only.to_owned(),
            withheld,
            said,
            moments,
        }
    }
}
