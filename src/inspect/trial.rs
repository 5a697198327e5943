//! Trying the shop as somebody else: who and when stand in the page's address, their profile is
//! made here and kept in the page's memory, and the clock stands still.

use super::{file, memory, way};
use crate::storage::{self, Stored};
use crate::{clock, net};
use dangol_core::inspect::{Trial, Who};
use dangol_core::{Engine, Export, Merged, Now, Setup};
use js_sys::Date;
use std::cell::Cell;

thread_local! {
    static FROZEN: Cell<Option<Now>> = const { Cell::new(None) };
}

/// The time that stands still, where somebody is tried.
pub fn frozen() -> Option<Now> {
    FROZEN.get()
}

/// Whether somebody is tried: then nothing is stored, counted or sent.
pub fn is_trial() -> bool {
    memory::is_on()
}

/// An offer as the one who is tried sees it: a code of their own is made up, for the shop's
/// server would have to be asked for a true one.
pub fn without_server(mut offer: dangol_core::Offer) -> dangol_core::Offer {
    if is_trial() && !offer.hand_out.is_empty() {
        offer.hand_out.clear();
        offer.code = "TRIAL".to_owned();
    }
    offer
}

/// What the page's address asks to try.
pub fn asked() -> Option<Trial> {
    let [who, at, consent] = ["as", "at", "consent"].map(way::parameter);
    Trial::read(who.as_deref(), at.as_deref(), consent.as_deref())
}

/// Prepares what the page's address asks to try, if it does: before anything is read from the
/// device or listened to.
pub async fn begin(setup: &mut Setup, model_base: &str) {
    let Some(trial) = asked() else {
        return;
    };
    let real = clock::now();
    FROZEN.set(Some(moment(&trial).unwrap_or(real)));
    // Of one's own profile, a copy: the one thing that is read.
    let mut stored = Stored::default();
    if trial.who == Who::Me {
        stored = storage::read().await.unwrap_or_default();
    }
    // The answers on consent are those that are tried, nothing is counted, no report made.
    setup.config.consent.tools = None;
    setup.config.consent.allow_defaults = false;
    setup.config.report = Default::default();
    // Only a shop that asks by Dangol's banner keeps a no.
    setup.config.consent.banner |= trial.consent.personalize == Some(false);
    memory::begin(Stored::default());
    let export = match trial.who {
        Who::File => file::ask(setup.language).await,
        _ => None,
    };
    memory::begin(make(setup.clone(), &trial, export, &stored, model_base).await);
}

/// What the device of the one who is tried has stored.
async fn make(
    setup: Setup,
    trial: &Trial,
    export: Option<Export>,
    own: &Stored,
    model_base: &str,
) -> Stored {
    let now = clock::now();
    let mut engine = Engine::new(setup);
    engine.set_consent(trial.consent, now);
    if trial.consent.personalize != Some(true) {
        // Who did not agree is not remembered.
        let refusal = engine.refusal();
        return Stored {
            consent: refusal.map(|refusal| refusal.bytes()),
            profile: None,
        };
    }
    if let Some(export) = export {
        // What cannot be read was told when it was chosen.
        let _ = engine.become_of(export, now);
    }
    engine.want_things();
    fetch(&mut engine, model_base, now).await;
    for visit in &engine.persona(trial.who, now).visits {
        engine.live(visit);
        fetch(&mut engine, model_base, visit.at).await;
    }
    // What was stored keeps its profile; the consent is what is tried.
    let profile = own.profile.as_deref().filter(|_| own.consent.is_some());
    match engine.merge(None, profile, now) {
        Merged::Put(record) | Merged::SetAsideAndPut(record) => Stored {
            consent: Some(record.consent().to_vec()),
            profile: Some(record.profile().to_vec()),
        },
        Merged::Refuse(_) | Merged::Erased | Merged::Nothing => Stored::default(),
    }
}

/// Hands over what the engine asks for.
async fn fetch(engine: &mut Engine, model_base: &str, now: Now) {
    for request in engine.take_requests() {
        let url = [model_base, &request.path].concat();
        let body = net::model_file(&url, request.part).await;
        // A file that is missing leaves a poorer life.
        let _ = engine.receive(request.part, body.as_deref().ok(), now);
    }
}

/// The moment that is tried, by the device's clock and zone.
fn moment(trial: &Trial) -> Option<Now> {
    let [year, month, day, hour, minute] = trial.at?;
    let (month, day) = (month as i32 - 1, day as i32);
    let (hour, minute) = (hour as i32, minute as i32);
    let date = Date::new_with_year_month_day_hr_min(year, month, day, hour, minute);
    let at = date.get_time();
    (at >= 0.0).then(|| Now {
        at: at as u64,
        offset_minutes: -(date.get_timezone_offset() as i32),
    })
}
