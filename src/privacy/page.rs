//! `<dangol-privacy>`: what is kept, the two switches, correct, take along, erase.

use super::wish::Wish;
use crate::dom::{element, shadow};
use dangol_core::profile::{Deed, OverviewItem};
use dangol_core::text::PrivacyWords;
use dangol_core::{Language, Overview};
use gloo_events::EventListener;
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlInputElement, ShadowRoot};

const STYLE: &str = include_str!("page.css");

/// The most items that are listed of each kind.
const LISTED: usize = 12;

/// The id of the field for the name.
const NAME: &str = "name";

/// Set on the field while an input method composes a syllable in it.
const COMPOSING: &str = "data-composing";

/// The id of the line that says what was done.
const STATUS: &str = "status";

/// The id of the heading.
const HEADING: &str = "heading";

/// What the page shows; it is made anew when this changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What is remembered.
    pub overview: Overview,
    /// What has just been done.
    pub news: &'static str,
    /// Whether erasing waits to be confirmed.
    pub asks_erase: bool,
    /// The language.
    pub language: Language,
}

/// What handles a wish.
pub type Wisher = Rc<dyn Fn(Wish)>;

/// Shows the privacy page in the host's shadow root. The focus stays where it was, and
/// so does what is being typed. The line that says what was done stays the same element,
/// so that screen readers notice when it changes.
pub fn show(host: &Element, picture: &Picture, wisher: &Wisher) -> Result<(), JsValue> {
    let before = host.shadow_root();
    let focused = before.as_ref().and_then(ShadowRoot::active_element);
    let field = before
        .as_ref()
        .and_then(|root| root.get_element_by_id(NAME));
    // A syllable that is being composed must not lose its field.
    if field
        .as_ref()
        .is_some_and(|field| field.has_attribute(COMPOSING))
    {
        return Ok(());
    }
    let draft = field
        .and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
        .filter(|field| field.value() != field.default_value())
        .map(|field| field.value());
    let status = before
        .as_ref()
        .and_then(|root| root.get_element_by_id(STATUS));
    let section = Page {
        words: picture.language.privacy(),
        language: picture.language,
        wisher,
        asks_erase: picture.asks_erase,
        draft,
    }
    .section(&picture.overview)?;
    let root = match (&before, &status) {
        (Some(root), Some(_)) => {
            if let Some(old) = root.first_element_child() {
                root.replace_child(&section, &old)?;
            }
            root.clone()
        }
        _ => {
            let root = shadow(host, STYLE)?;
            root.append_child(&section)?;
            let status = element("p", "status", "")?;
            status.set_attribute("id", STATUS)?;
            status.set_attribute("role", "status")?;
            root.append_child(&status)?;
            root
        }
    };
    if let Some(status) = root.get_element_by_id(STATUS) {
        status.set_attribute("lang", picture.language.tag())?;
        // The same words again would be read aloud again.
        if status.text_content().as_deref() != Some(picture.news) {
            status.set_text_content(Some(picture.news));
        }
    }
    if let Some(focused) = focused {
        give_focus(&root, &focused.id());
    }
    Ok(())
}

/// Gives the focus to the element with this id, or to the heading where it is gone.
fn give_focus(root: &ShadowRoot, id: &str) {
    let found = root
        .get_element_by_id(id)
        .or_else(|| root.get_element_by_id(HEADING));
    if let Some(Ok(element)) = found.map(|found| found.dyn_into::<web_sys::HtmlElement>()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

struct Page<'a> {
    words: &'static PrivacyWords,
    language: Language,
    wisher: &'a Wisher,
    asks_erase: bool,
    draft: Option<String>,
}

impl Page<'_> {
    fn section(&self, overview: &Overview) -> Result<Element, JsValue> {
        let section = element("section", "privacy", "")?;
        section.set_attribute("lang", self.language.tag())?;
        let heading = element("h2", "heading", self.words.heading)?;
        heading.set_attribute("id", HEADING)?;
        heading.set_attribute("tabindex", "-1")?;
        section.append_child(&heading)?;
        section.append_child(element("p", "promise", self.words.promise)?.as_ref())?;
        self.switches(&section, overview)?;
        if overview.personalize == Some(true) {
            self.kept(&section, overview)?;
        } else {
            section.append_child(element("p", "nothing", self.words.nothing_kept)?.as_ref())?;
        }
        section.append_child(element("p", "sent", self.words.nothing_sent)?.as_ref())?;
        Ok(section)
    }

    fn switches(&self, section: &Element, overview: &Overview) -> Result<(), JsValue> {
        let words = self.words;
        self.switch(
            section,
            "personalize",
            (words.personalize, words.personalize_note),
            overview.personalize == Some(true),
            Wish::Personalize,
        )?;
        self.switch(
            section,
            "measure",
            (words.measure, words.measure_note),
            overview.measure == Some(true),
            Wish::Measure,
        )
    }

    fn switch(
        &self,
        section: &Element,
        id: &str,
        (label, note): (&str, &str),
        on: bool,
        wish: fn(bool) -> Wish,
    ) -> Result<(), JsValue> {
        let row = element("div", "switch", "")?;
        let input: HtmlInputElement = element("input", "toggle", "")?.unchecked_into();
        input.set_attribute("type", "checkbox")?;
        input.set_attribute("role", "switch")?;
        input.set_attribute("id", id)?;
        input.set_attribute("aria-describedby", &format!("{id}-note"))?;
        input.set_checked(on);
        let text = element("div", "", "")?;
        let name = element("label", "label", label)?;
        name.set_attribute("for", id)?;
        let note = element("p", "note", note)?;
        note.set_attribute("id", &format!("{id}-note"))?;
        text.append_child(&name)?;
        text.append_child(&note)?;
        row.append_child(&input)?;
        row.append_child(&text)?;
        section.append_child(&row)?;
        let wisher = self.wisher.clone();
        let switch = input.clone();
        EventListener::new(&input, "change", move |_| wisher(wish(switch.checked()))).forget();
        Ok(())
    }

    fn kept(&self, section: &Element, overview: &Overview) -> Result<(), JsValue> {
        let words = self.words;
        self.name(section, overview)?;
        section.append_child(element("h3", "subheading", words.kept)?.as_ref())?;
        let figures = element("dl", "figures", "")?;
        let kilobytes = format!("{} KB", overview.bytes.div_ceil(1024));
        for (term, value) in [
            (words.visits, overview.visits.to_string()),
            (words.first_visit, self.date(overview.first_visit)),
            (words.last_visit, self.date(overview.last_visit)),
            (words.size, kilobytes),
        ] {
            let pair = element("div", "figure", "")?;
            pair.append_child(element("dt", "", term)?.as_ref())?;
            pair.append_child(element("dd", "", &value)?.as_ref())?;
            figures.append_child(&pair)?;
        }
        section.append_child(&figures)?;
        self.tastes(section, overview)?;
        for (deed, heading) in [
            (Deed::Bought, words.bought),
            (Deed::AddedToCart, words.added),
            (Deed::Viewed, words.viewed),
            (Deed::Rated, words.rated),
        ] {
            self.items(section, overview, deed, heading)?;
        }
        let buttons = element("div", "buttons", "")?;
        section.append_child(&buttons)?;
        self.button(&buttons, "export", words.export, Wish::Export)?;
        self.erase(&buttons)?;
        Ok(())
    }

    fn name(&self, section: &Element, overview: &Overview) -> Result<(), JsValue> {
        let form = element("form", "name", "")?;
        let label = element("label", "label", self.words.name)?;
        label.set_attribute("for", NAME)?;
        let input: HtmlInputElement = element("input", "field", "")?.unchecked_into();
        input.set_attribute("id", NAME)?;
        input.set_attribute("type", "text")?;
        input.set_attribute("maxlength", "40")?;
        input.set_attribute("autocomplete", "given-name")?;
        input.set_attribute("aria-describedby", "name-note")?;
        let name = self.draft.as_ref().or(overview.name.as_ref());
        input.set_default_value(overview.name.as_deref().unwrap_or_default());
        input.set_value(name.map_or("", String::as_str));
        for (event, composing) in [("compositionstart", true), ("compositionend", false)] {
            let field = input.clone();
            EventListener::new(&input, event, move |_| {
                let _ = field.toggle_attribute_with_force(COMPOSING, composing);
            })
            .forget();
        }
        let save = element("button", "button", self.words.save)?;
        save.set_attribute("type", "submit")?;
        save.set_attribute("id", "save-name")?;
        let row = element("div", "row", "")?;
        row.append_child(&input)?;
        row.append_child(&save)?;
        let note = element("p", "note", self.words.name_note)?;
        note.set_attribute("id", "name-note")?;
        form.append_child(&label)?;
        form.append_child(&row)?;
        form.append_child(&note)?;
        section.append_child(&form)?;
        let wisher = self.wisher.clone();
        EventListener::new_with_options(
            &form,
            "submit",
            gloo_events::EventListenerOptions::enable_prevent_default(),
            move |event| {
                event.prevent_default();
                wisher(Wish::Name(input.value()));
            },
        )
        .forget();
        Ok(())
    }

    /// What the shopper said that they like, and what they do not.
    fn tastes(&self, section: &Element, overview: &Overview) -> Result<(), JsValue> {
        let words = self.words;
        let stated = [
            ("likes", words.likes, &overview.likes, Wish::Unlike),
            (
                "dislikes",
                words.dislikes,
                &overview.dislikes,
                Wish::Undislike,
            ),
        ];
        let rows: Vec<_> = stated
            .into_iter()
            .filter(|(_, _, said, _)| !said.is_empty())
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        section.append_child(element("h3", "subheading", words.told)?.as_ref())?;
        let list = element("ul", "items", "")?;
        list.set_attribute("role", "list")?;
        for (id, term, said, wish) in rows {
            let row = element("li", "item", "")?;
            let said = element("span", "item-title", &said.join(", "))?;
            said.set_attribute("lang", "")?;
            row.append_child(&said)?;
            row.append_child(element("span", "note", term)?.as_ref())?;
            self.button(&row, id, words.take_back, wish)?;
            list.append_child(&row)?;
        }
        section.append_child(&list)?;
        Ok(())
    }

    fn items(
        &self,
        section: &Element,
        overview: &Overview,
        deed: Deed,
        heading: &str,
    ) -> Result<(), JsValue> {
        let mut items: Vec<&OverviewItem> = Vec::new();
        for item in overview.items.iter().filter(|item| item.deed == deed) {
            // Looked at on several visits, it is listed once, at its last time.
            let known =
                deed == Deed::Viewed && items.iter().any(|known| known.item_id == item.item_id);
            if !known {
                items.push(item);
            }
        }
        if items.is_empty() && deed == Deed::Rated {
            return Ok(());
        }
        section.append_child(element("h3", "subheading", heading)?.as_ref())?;
        if items.is_empty() {
            section.append_child(element("p", "note", self.words.nothing_yet)?.as_ref())?;
            return Ok(());
        }
        let list = element("ul", "items", "")?;
        list.set_attribute("role", "list")?;
        for item in items.into_iter().take(LISTED) {
            list.append_child(self.item(item)?.as_ref())?;
        }
        section.append_child(&list)?;
        Ok(())
    }

    fn item(&self, item: &OverviewItem) -> Result<Element, JsValue> {
        let row = element("li", "item", "")?;
        let link = element("a", "item-title", &item.title)?;
        link.set_attribute("lang", "")?;
        crate::dom::set_url(&link, "href", &item.url)?;
        row.append_child(&link)?;
        row.append_child(element("span", "note", &self.date(item.at))?.as_ref())?;
        if item.deed == Deed::Rated {
            let stars = element("span", "note", &"★".repeat(item.quantity.min(5) as usize))?;
            stars.set_attribute("role", "img")?;
            stars.set_attribute("aria-label", &format!("{}/5", item.quantity))?;
            row.append_child(&stars)?;
            let wish = Wish::Unrate(item.item_id.clone());
            let id = format!("rated-{}", item.item_id);
            self.button(&row, &id, self.words.take_back, wish)?;
        } else if item.deed == Deed::Bought && item.gift {
            row.append_child(element("span", "gift", self.words.gift)?.as_ref())?;
        } else if item.deed == Deed::Bought {
            let wish = Wish::Gift(item.item_id.clone());
            self.button(
                &row,
                &format!("gift-{}-{}", item.at, item.item_id),
                self.words.mark_gift,
                wish,
            )?;
        }
        Ok(row)
    }

    fn button(
        &self,
        parent: &Element,
        id: &str,
        text: &str,
        wish: Wish,
    ) -> Result<Element, JsValue> {
        let button = element("button", "button", text)?;
        button.set_attribute("type", "button")?;
        button.set_attribute("id", id)?;
        parent.append_child(&button)?;
        let wisher = self.wisher.clone();
        EventListener::new(&button, "click", move |_| wisher(wish.clone())).forget();
        Ok(button)
    }

    /// Erasing asks once more, in the page and not in a dialog. The way back takes the
    /// place of the first button and the confirmation has a row of its own, so that a
    /// double click erases nothing.
    fn erase(&self, parent: &Element) -> Result<(), JsValue> {
        let danger = |button: Element| button.set_attribute("part", "button danger");
        if self.asks_erase {
            self.button(parent, "erase", self.words.erase_keep, Wish::Keep)?;
            let row = element("div", "buttons", "")?;
            let words = self.words.erase_confirm;
            danger(self.button(&row, "erase-all", words, Wish::Erase)?)?;
            parent.after_with_node_1(&row)
        } else {
            danger(self.button(parent, "erase", self.words.erase, Wish::AskErase)?)
        }
    }

    fn date(&self, at: u64) -> String {
        if at == 0 {
            return String::new();
        }
        let date = js_sys::Date::new(&JsValue::from_f64(at as f64));
        let options = crate::dom::object(&[("dateStyle", "medium".into())]);
        date.to_locale_date_string(self.language.tag(), &options)
            .into()
    }
}
