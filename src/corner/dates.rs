//! Dates to remember: what comes next, ideas in time, and the forms to add and correct them.

use super::errand::Errand;
use super::page::{Picture, button, part};
use super::thing;
use crate::formats;
use crate::privacy::pen::{Pen, TYPED};
use dangol_core::corner::{Date, IDEAS_AHEAD, Typed};
use dangol_core::profile::{DayOfYear, OverviewFact, Topic};
use gloo_events::EventListener;
use std::cell::OnceCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, ShadowRoot};

/// The id of what folds out to add one.
const ADD: &str = "add-date";

/// Shows the dates, and how to add one.
pub fn dates(pen: Pen, section: &Element, picture: &Picture) -> Result<(), JsValue> {
    let words = pen.language.corner();
    let part = part(pen, section, "dates", words.dates)?;
    let dates = &picture.corner.dates;
    if dates.is_empty() {
        pen.add(&part, "p", "note", words.dates_note)?;
    } else {
        let list = pen.list(&part, "dates")?;
        for date in dates {
            draw(pen, &list, date, picture)?;
        }
    }
    let has_birthday = dates.iter().any(|date| date.upcoming.is_own());
    let fold = pen.fold(&part, ADD, words.add_date)?;
    form(pen, &fold, "add", None, !has_birthday)?;
    if !dates.is_empty() {
        let row = pen.add(&part, "div", "row", "")?;
        button(&row, "calendar", (words.calendar, ""), Errand::Calendar)?;
        pen.add(&row, "span", "note", words.calendar_note)?;
    }
    Ok(())
}

fn draw(pen: Pen, list: &Element, date: &Date, picture: &Picture) -> Result<(), JsValue> {
    let words = pen.language.corner();
    let upcoming = &date.upcoming;
    let fact = &upcoming.fact;
    let who = match upcoming.is_own() {
        true => words.own_birthday.to_owned(),
        false => upcoming.who(),
    };
    let item = pen.add(list, "li", "date", "")?;
    let head = pen.add(&item, "div", "date-head", "")?;
    if upcoming.is_own() {
        pen.add(&head, "strong", "who", &who)?;
    } else {
        pen.foreign(&head, "strong", "who", &who)?;
    }
    let day = DayOfYear {
        year: 0,
        ..upcoming.day
    };
    pen.add(&head, "span", "note", &formats::day(pen.language, day))?;
    let badge = match upcoming.days {
        0..=IDEAS_AHEAD => "when soon",
        _ => "when",
    };
    pen.add(&head, "span", badge, &pen.language.in_days(upcoming.days))?;
    let id = [fact.topic.key(), "-", &fact.text, "-", &fact.about].concat();
    let fold = pen.fold(&item, &["change-", &id].concat(), words.correct)?;
    if let Some(summary) = fold.first_element_child() {
        summary.set_attribute("aria-label", &[words.correct, ": ", &who].concat())?;
    }
    form(pen, &fold, &id, Some(fact), false)?;
    let remove = Errand::RemoveDate(fact.clone());
    let text = (words.remove, who.as_str());
    button(&fold, &["remove-", &id].concat(), text, remove)?;
    if !date.ideas.is_empty() {
        let heading = match upcoming.is_own() {
            true => words.own_ideas,
            false => words.ideas,
        };
        pen.add(&item, "h4", "ideas-heading", heading)?;
        let cards = pen.list(&item, "cards")?;
        for idea in &date.ideas {
            thing::card(pen, &cards, "card", idea, picture)?;
        }
    }
    Ok(())
}

/// The fields of a form.
struct Fields {
    is_own: Option<HtmlInputElement>,
    whose: HtmlInputElement,
    relation: HtmlInputElement,
    month: HtmlSelectElement,
    day: HtmlSelectElement,
}

/// A form for a date: a new one, or one to correct. A day has no year here: it is nobody's
/// business, and one that was told stays.
fn form(
    pen: Pen,
    fold: &Element,
    id: &str,
    known: Option<&OverviewFact>,
    asks_own: bool,
) -> Result<(), JsValue> {
    let words = pen.language.corner();
    let fields: Rc<OnceCell<Fields>> = Rc::default();
    let (sent, before, folded) = (fields.clone(), known.cloned(), fold.id());
    let form = pen.form(fold, "form", move || {
        if let Some(fields) = sent.get() {
            fields.send(before.as_ref(), &folded);
        }
    })?;
    let name = |what: &str| [what, "-", id].concat();
    let day = known.and_then(|fact| DayOfYear::parse(&fact.date));
    let is_own = known.is_some_and(|fact| fact.topic == Topic::Birthday);
    let own = match asks_own {
        false => None,
        true => {
            let label = pen.add(&form, "label", "check", "")?;
            let field: HtmlInputElement = pen.add(&label, "input", "", "")?.unchecked_into();
            field.set_attribute("type", "checkbox")?;
            field.set_attribute("id", &name("own"))?;
            field.set_attribute(TYPED, "")?;
            pen.add(&label, "span", "", words.is_own)?;
            Some(field)
        }
    };
    let named: HtmlElement = pen.add(&form, "div", "fields", "")?.unchecked_into();
    let text = |label: &str, what: &str, value: &str| {
        let group = pen.add(&named, "div", "group", "")?;
        let field = pen.field(&group, &name(what), label, "text")?;
        field.set_default_value(value);
        field.set_value(value);
        Ok::<_, JsValue>(field)
    };
    let whose = text(words.whose, "whose", known.map_or("", |fact| &fact.text))?;
    let relation = text(
        words.relation,
        "relation",
        known.map_or("", |fact| &fact.about),
    )?;
    whose.set_required(!is_own);
    named.set_hidden(is_own);
    let group = pen.add(&form, "div", "group", "")?;
    group.set_attribute("role", "group")?;
    group.set_attribute("aria-labelledby", &name("day-label"))?;
    let label = pen.add(&group, "span", "label", words.date)?;
    label.set_attribute("id", &name("day-label"))?;
    let row = pen.add(&group, "div", "row", "")?;
    let month = select(
        pen,
        &row,
        &name("month"),
        &months(pen),
        day.map(|day| day.month),
    )?;
    let days = days(pen);
    let day = select(pen, &row, &name("day"), &days, day.map(|day| day.day))?;
    pen.submit(&form, &name("save"), words.save)?;
    if let Some(own) = &own {
        let (box_, named, whose) = (own.clone(), named.clone(), whose.clone());
        EventListener::new(own, "change", move |_| {
            named.set_hidden(box_.checked());
            whose.set_required(!box_.checked());
        })
        .forget();
    }
    // Set once, here.
    let _ = fields.set(Fields {
        is_own: own,
        whose,
        relation,
        month,
        day,
    });
    Ok(())
}

impl Fields {
    fn send(&self, before: Option<&OverviewFact>, fold: &str) {
        let (whose, relation) = (self.whose.value(), self.relation.value());
        let (month, day) = (self.month.value(), self.day.value());
        let typed = Typed {
            is_own: self.is_own.as_ref().is_some_and(HtmlInputElement::checked),
            whose: &whose,
            relation: &relation,
            month: &month,
            day: &day,
        };
        let told = typed.told(before);
        super::errand::run(Errand::SaveDate(fold.to_owned(), before.cloned(), told));
    }
}

/// What was typed into a form is kept by now: it is emptied and folded in.
pub fn put_away(root: &ShadowRoot, fold: &str) -> Result<(), JsValue> {
    let Some(fold) = root.get_element_by_id(fold) else {
        return Ok(());
    };
    let had_focus = root.active_element();
    let had_focus = had_focus.is_some_and(|focused| fold.contains(Some(&focused)));
    let fields = fold.query_selector_all("input")?;
    for field in (0..fields.length()).filter_map(|at| fields.get(at)) {
        let field: HtmlInputElement = field.unchecked_into();
        field.set_value(&field.default_value());
        field.set_checked(field.default_checked());
    }
    // A date that was corrected has its new day already.
    if fold.id() == ADD {
        let choices = fold.query_selector_all("select")?;
        for choice in (0..choices.length()).filter_map(|at| choices.get(at)) {
            choice.unchecked_into::<HtmlSelectElement>().set_value("");
        }
    }
    fold.remove_attribute("open")?;
    // What is folded in has no focus.
    if had_focus
        && let Some(summary) = fold.first_element_child()
        && let Ok(summary) = summary.dyn_into::<HtmlElement>()
    {
        summary.focus()?;
    }
    Ok(())
}

/// A choice among values of two digits.
fn select(
    pen: Pen,
    parent: &Element,
    id: &str,
    (label, names): &(String, Vec<String>),
    chosen: Option<u8>,
) -> Result<HtmlSelectElement, JsValue> {
    let select: HtmlSelectElement = pen.add(parent, "select", "field", "")?.unchecked_into();
    select.set_attribute("id", id)?;
    select.set_attribute("aria-label", label)?;
    select.set_required(true);
    let none = pen.add(&select, "option", "", label)?;
    none.set_attribute("value", "")?;
    for (at, name) in names.iter().enumerate() {
        let option = pen.add(&select, "option", "", name)?;
        option.set_attribute("value", &two_digits(at + 1))?;
    }
    let chosen = chosen.map_or_else(String::new, |chosen| two_digits(chosen.into()));
    select.set_value(&chosen);
    Ok(select)
}

fn two_digits(number: usize) -> String {
    format!("{number:02}")
}

/// The browser's own names of the months, and what a month is called.
fn months(pen: Pen) -> (String, Vec<String>) {
    let options = crate::dom::object(&[("month", "long".into())]);
    let names = (0..12).map(|month| {
        let date = js_sys::Date::new_with_year_month_day(2000, month, 1);
        date.to_locale_date_string(pen.language.tag(), &options)
            .into()
    });
    (pen.language.corner().month.to_owned(), names.collect())
}

fn days(pen: Pen) -> (String, Vec<String>) {
    let names = (1..=31).map(|day: u32| day.to_string());
    (pen.language.corner().day.to_owned(), names.collect())
}
