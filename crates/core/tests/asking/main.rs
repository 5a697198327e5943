//! Asking back: when each question is asked, that it stays rare whatever is answered, that a
//! refusal holds, and what becomes of the answers.

#![allow(clippy::unwrap_used, reason = "a test may stop there")]

mod counted;
mod due;
#[path = "../fixture/mod.rs"]
mod fixture;
mod kept;
mod rare;
mod settings;

use dangol_core::{Engine, Language, Now, Question, Reply, Setup};
use fixture::*;
use serde_json::{Value, json as j};

/// An engine with the owner's word on questions.
pub fn engine_of(asking: Value, language: Language) -> Engine {
    Engine::new(Setup {
        entry: Some(entry()),
        asking: json(asking),
        ..Setup::new(language, 7)
    })
}

/// What is asked on a page that is opened now.
pub fn asked(engine: &mut Engine, at: u64) -> Option<Question> {
    home(engine, at);
    engine.ask(Now::utc(at))
}

/// What kind of question that is; empty for none.
pub fn kind(engine: &mut Engine, at: u64) -> &'static str {
    asked(engine, at).map_or("", |question| question.asks.name())
}

/// Says something to the open question.
pub fn reply(engine: &mut Engine, reply: Reply, at: u64) {
    engine.reply(reply, Now::utc(at)).unwrap();
}

/// Looks at an item, so that its title is known, and buys it.
pub fn buy(engine: &mut Engine, item: usize, at: u64) {
    look(engine, item, at);
    track(engine, "purchase", &id(item), Now::utc(at));
}

/// A shopper who agreed to be remembered.
pub fn shopper() -> Engine {
    let mut engine = engine();
    home(&mut engine, START);
    agree(&mut engine, START);
    engine
}
