//! How lists came about: rules, what is shown, and what is not and why.

use super::panel::{add, fold, foreign};
use super::why;
use dangol_core::inspect::{Candidate, InspectedList, InspectedRule};
use dangol_core::text::InspectorWords;
use dangol_core::{Answer, Language};
use wasm_bindgen::JsValue;
use web_sys::Element;

/// So many that are not shown are drawn.
const MOST: usize = 60;

pub fn draw(
    live: &Element,
    lists: &[InspectedList],
    language: Language,
    is_open: &dyn Fn(&str, bool) -> bool,
) -> Result<(), JsValue> {
    let words = language.inspector();
    let (_, body) = fold(live, "lists", words.lists, is_open("lists", true))?;
    if lists.is_empty() {
        add(&body, "p", "note", words.no_lists)?;
    }
    for (at, list) in lists.iter().enumerate() {
        let id = ["list-", &at.to_string()].concat();
        let (head, inner) = fold(&body, &id, list.kind.name(), is_open(&id, at == 0))?;
        add(&head, "span", "count", &count(list, language))?;
        one(&inner, &id, list, language, is_open)?;
    }
    Ok(())
}

/// In a word, what came of it.
fn count(list: &InspectedList, language: Language) -> String {
    let words = language.inspector();
    let considered = list.candidates.len();
    match &list.answer {
        _ if list.withheld => words.withheld.to_owned(),
        Answer::Wait => words.waits.to_owned(),
        Answer::Failed => words.failed.to_owned(),
        Answer::Ready(_) if considered == 0 => words.nothing_shown.to_owned(),
        Answer::Ready(shown) => language.shown_of(shown.len(), considered),
    }
}

fn one(
    inner: &Element,
    id: &str,
    list: &InspectedList,
    language: Language,
    is_open: &dyn Fn(&str, bool) -> bool,
) -> Result<(), JsValue> {
    let words = language.inspector();
    add(inner, "h3", "subheading", words.rules)?;
    if list.rules.is_empty() {
        add(inner, "p", "note", words.no_rules)?;
    } else {
        let rules = add(inner, "ul", "rules", "")?;
        rules.set_attribute("role", "list")?;
        for it in &list.rules {
            rule(&rules, it, words)?;
        }
    }
    let (shown, others): (Vec<_>, Vec<_>) =
        (list.candidates.iter()).partition(|candidate| candidate.place.is_some());
    if !shown.is_empty() {
        add(inner, "h3", "subheading", words.shown)?;
        candidates(inner, &shown, language)?;
    }
    if !others.is_empty() {
        let id = [id, "-others"].concat();
        let (head, inner) = fold(inner, &id, words.not_shown, is_open(&id, false))?;
        add(&head, "span", "count", &others.len().to_string())?;
        candidates(&inner, &others[..others.len().min(MOST)], language)?;
        if let Some(more) = others.len().checked_sub(MOST).filter(|more| *more > 0) {
            add(
                &inner,
                "p",
                "note",
                &[&more.to_string(), " ", words.more].concat(),
            )?;
        }
    }
    Ok(())
}

fn rule(rules: &Element, it: &InspectedRule, words: &InspectorWords) -> Result<(), JsValue> {
    let part = if it.acts() {
        "rule-acts"
    } else {
        "rule-acts-not"
    };
    let item = add(rules, "li", part, "")?;
    let line = add(&item, "p", "line", "")?;
    let name = ["merchandising.", &it.place.to_string()].concat();
    foreign(&line, "code", "name", &name)?;
    foreign(&line, "span", "act", it.act)?;
    if !it.name.is_empty() {
        foreign(&line, "span", "own", &it.name)?;
    }
    let state = match (&it.why, it.acts()) {
        (None, _) => words.always,
        (_, true) => words.acts,
        (_, false) => words.acts_not,
    };
    add(&line, "span", if it.acts() { "yes" } else { "no" }, state)?;
    if it.touched > 0 {
        let touched = [&it.touched.to_string(), " ", words.touched].concat();
        add(&line, "span", "count", &touched)?;
    }
    match &it.why {
        Some(explained) => why::draw_all(&item, explained, words),
        None => Ok(()),
    }
}

fn candidates(inner: &Element, those: &[&Candidate], language: Language) -> Result<(), JsValue> {
    let words = language.inspector();
    let list = add(inner, "ol", "candidates", "")?;
    list.set_attribute("role", "list")?;
    for it in those {
        let item = add(&list, "li", "candidate", "")?;
        item.set_attribute("data-item-id", &it.item)?;
        let line = add(&item, "p", "line", "")?;
        if let Some(place) = it.place {
            add(&line, "span", "place", &(place + 1).to_string())?;
        }
        foreign(&line, "span", "what", &it.title)?;
        foreign(&line, "code", "id", &it.item)?;
        let score = add(&line, "span", "score", &number(it.score))?;
        score.set_attribute("title", words.score)?;
        if let Some(cause) = it.cause {
            add(&item, "p", "cause", &language.cause(cause))?;
        }
        if !it.terms.is_empty() {
            let terms = add(&item, "ul", "terms", "")?;
            terms.set_attribute("role", "list")?;
            for (code, from, weight) in &it.terms {
                let term = add(&terms, "li", "term", "")?;
                foreign(&term, "code", "code", code)?;
                add(&term, "span", "weight", &number(*weight))?;
                if !from.is_empty() && *from != it.item {
                    add(&term, "span", "from", &[words.from, " "].concat())?;
                    foreign(&term, "code", "id", from)?;
                }
            }
        }
    }
    Ok(())
}

/// Three digits behind the point: this build may format floats.
fn number(number: f32) -> String {
    format!("{number:.3}")
}
