//! What the shopper told: shown, confirmed, taken back, and told more of.

use super::pen::Pen;
use super::wish::Wish;
use dangol_core::Overview;
use dangol_core::profile::{OverviewFact, Topic};
use gloo_events::EventListener;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement};

/// The id of the field for the name.
const NAME: &str = "name";

/// What can be told in the second form; the name has one of its own.
const TOPICS: [Topic; 7] = [
    Topic::Birthday,
    Topic::Date,
    Topic::Size,
    Topic::Like,
    Topic::Dislike,
    Topic::Diet,
    Topic::Interest,
];

/// Asks whether a fact still holds.
pub fn question(pen: Pen, section: &Element, fact: &OverviewFact) -> Result<(), JsValue> {
    let card = pen.add(section, "div", "question", "")?;
    card.set_attribute("role", "group")?;
    card.set_attribute("aria-labelledby", "question")?;
    let asked = pen.add(&card, "p", "label", pen.words.question)?;
    asked.set_attribute("id", "question")?;
    let line = pen.add(&card, "p", "", &format!("{}: ", topic(pen, fact.topic)))?;
    pen.foreign(&line, "strong", "", &said(pen, fact))?;
    let row = pen.add(&card, "div", "row", "")?;
    let (yes, no) = (pen.words.still_right, pen.words.no_longer);
    pen.button(&row, "question-yes", (yes, ""), Wish::Holds(fact.clone()))?;
    pen.button(&row, "question-no", (no, ""), Wish::TakeBack(fact.clone()))?;
    Ok(())
}

/// The name, what else was told, and a form for more.
pub fn told(pen: Pen, section: &Element, overview: &Overview) -> Result<(), JsValue> {
    name(pen, section, overview)?;
    let facts: Vec<&OverviewFact> = (overview.facts.iter())
        .filter(|fact| fact.topic != Topic::Name)
        .collect();
    if !facts.is_empty() {
        pen.heading(section, pen.words.told)?;
        let list = pen.list(section, "items")?;
        for fact in facts {
            let row = pen.add(&list, "li", "item", "")?;
            pen.foreign(&row, "span", "item-title", &said(pen, fact))?;
            let since = format!("{} · {}", topic(pen, fact.topic), pen.date(fact.confirmed));
            pen.add(&row, "span", "note", &since)?;
            let id = format!("told-{}-{}-{}", fact.topic.key(), fact.text, fact.about);
            let text = (pen.words.take_back, said(pen, fact));
            let wish = Wish::TakeBack(fact.clone());
            pen.button(&row, &id, (text.0, &text.1), wish)?;
        }
    }
    more(pen, section, overview)
}

fn name(pen: Pen, section: &Element, overview: &Overview) -> Result<(), JsValue> {
    let said = overview.name.clone().unwrap_or_default();
    let slot: std::rc::Rc<std::cell::OnceCell<HtmlInputElement>> = std::rc::Rc::default();
    let sent = slot.clone();
    let form = pen.form(section, "name", move || {
        if let Some(field) = sent.get() {
            super::wish::grant(Wish::Name(field.value()));
        }
    })?;
    let label = pen.words.name;
    let row = pen.add(&form, "div", "", "")?;
    let field = pen.field(&row, NAME, label, "text")?;
    field.set_attribute("autocomplete", "given-name")?;
    field.set_attribute("aria-describedby", "name-note")?;
    field.set_default_value(&said);
    field.set_value(&said);
    pen.submit(&row, "save-name", pen.words.save)?;
    row.set_attribute("part", "row")?;
    let note = pen.add(&form, "p", "note", pen.words.name_note)?;
    note.set_attribute("id", "name-note")?;
    // Set once, here.
    let _ = slot.set(field);
    Ok(())
}

/// The form for all that can be told beside the name.
fn more(pen: Pen, section: &Element, overview: &Overview) -> Result<(), JsValue> {
    let words = pen.words;
    let fold = pen.fold(section, "more", words.tell_more)?;
    let fields: std::rc::Rc<std::cell::OnceCell<Fields>> = std::rc::Rc::default();
    let (sent, known) = (fields.clone(), overview.facts.clone());
    let form = pen.form(&fold, "tell", move || {
        if let Some(fields) = sent.get() {
            super::wish::grant(fields.tell(&known));
        }
    })?;
    let label = pen.add(&form, "label", "label", words.tell_what)?;
    label.set_attribute("for", "tell-topic")?;
    let topics: HtmlSelectElement = pen.add(&form, "select", "field", "")?.unchecked_into();
    topics.set_attribute("id", "tell-topic")?;
    for of in TOPICS {
        let option = pen.add(&topics, "option", "", topic(pen, of))?;
        option.set_attribute("value", of.key())?;
    }
    let pair = |id: &str, label: &str, kind: &str| -> Result<_, JsValue> {
        let group = pen.add(&form, "div", "group", "")?;
        let field = pen.field(&group, id, label, kind)?;
        Ok((group.unchecked_into::<HtmlElement>(), field))
    };
    let made = Fields {
        topics: topics.clone(),
        text: pair("tell-text", words.tell_text, "text")?,
        about: pair("tell-about", words.tell_about, "text")?,
        date: pair("tell-date", words.tell_date, "date")?,
    };
    made.fit();
    // Set once, here.
    let _ = fields.set(made);
    let changed = fields.clone();
    EventListener::new(&topics, "change", move |_| {
        if let Some(fields) = changed.get() {
            fields.fit();
        }
    })
    .forget();
    pen.submit(&form, "tell-add", words.tell_add)?;
    Ok(())
}

/// The fields of the form.
struct Fields {
    topics: HtmlSelectElement,
    text: (HtmlElement, HtmlInputElement),
    about: (HtmlElement, HtmlInputElement),
    date: (HtmlElement, HtmlInputElement),
}

impl Fields {
    fn topic(&self) -> Topic {
        let chosen = self.topics.value();
        let found = TOPICS.into_iter().find(|topic| topic.key() == chosen);
        found.unwrap_or(Topic::Birthday)
    }

    /// Shows the fields that the topic has, and only these.
    fn fit(&self) {
        let topic = self.topic();
        for ((group, field), shown) in [
            (&self.text, topic != Topic::Birthday),
            (&self.about, matches!(topic, Topic::Date | Topic::Size)),
            (&self.date, topic.has_day()),
        ] {
            group.set_hidden(!shown);
            // A relation is optional.
            field.set_required(shown && !std::ptr::eq(field, &self.about.1));
        }
    }

    /// What was told before of the topic, with what is told now.
    fn tell(&self, known: &[OverviewFact]) -> Wish {
        let topic = self.topic();
        let told = OverviewFact {
            topic,
            text: self.text.1.value(),
            about: self.about.1.value(),
            date: self.date.1.value(),
            confirmed: 0,
        };
        let mut facts: Vec<OverviewFact> = (known.iter())
            .filter(|fact| fact.topic == topic && topic.most() > 1)
            .cloned()
            .collect();
        facts.push(told);
        for (_, field) in [&self.text, &self.about, &self.date] {
            field.set_value("");
        }
        Wish::Tell(topic, facts)
    }
}

fn topic(pen: Pen, topic: Topic) -> &'static str {
    let words = pen.words;
    match topic {
        Topic::Name => words.name,
        Topic::Birthday => words.birthday,
        Topic::Date => words.dates,
        Topic::Size => words.sizes,
        Topic::Like => words.likes,
        Topic::Dislike => words.dislikes,
        Topic::Diet => words.diet,
        Topic::Interest => words.interests,
    }
}

/// A fact as a line: "Jun (husband), 29 February".
fn said(pen: Pen, fact: &OverviewFact) -> String {
    let mut said = fact.text.clone();
    if !fact.about.is_empty() {
        said = format!("{said} ({})", fact.about);
    }
    let date = pen.day(&fact.date);
    match (said.is_empty(), date.is_empty()) {
        (true, _) => date,
        (false, true) => said,
        (false, false) => format!("{said}, {date}"),
    }
}
