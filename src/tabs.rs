//! Telling the other tabs of this site that what is stored has changed, or was erased.

use crate::dom;
use gloo_events::EventListener;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel to the other tabs. Where the browser has none, a tab that is looked at again looks
/// itself for what has changed.
pub struct Tabs {
    channel: Option<BroadcastChannel>,
}

impl Tabs {
    /// Listens for news from the other tabs; says whether something was erased.
    pub fn new(on_news: impl FnMut(bool) + 'static) -> Self {
        let mut on_news = on_news;
        // Who is tried is in this tab only.
        #[cfg(feature = "inspect")]
        if crate::inspect::is_trial() {
            return Self { channel: None };
        }
        let channel = BroadcastChannel::new("dangol").ok();
        let Some(channel) = channel else {
            // What was erased is missed from what is stored.
            when_looked_at(move || on_news(false));
            return Self { channel: None };
        };
        let handler = Closure::<dyn FnMut(MessageEvent)>::new(move |news: MessageEvent| {
            on_news(news.data().is_truthy());
        });
        channel.set_onmessage(Some(handler.as_ref().unchecked_ref()));
        // The channel lives as long as the page.
        handler.forget();
        Self {
            channel: Some(channel),
        }
    }

    /// Says that what is stored has changed, or that the shopper had it erased. The message
    /// has no other content.
    pub fn tell(&self, erased: bool) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&JsValue::from_bool(erased));
        }
    }
}

/// Calls whenever this tab is looked at again: it becomes visible, or of two windows side by side
/// the one that is used.
fn when_looked_at(look: impl FnMut() + 'static) {
    let look = Rc::new(RefCell::new(look));
    let (Some(window), Ok(document)) = (web_sys::window(), dom::document()) else {
        return;
    };
    let page = document.clone();
    let seen = look.clone();
    EventListener::new(&document, "visibilitychange", move |_| {
        if !page.hidden() {
            seen.borrow_mut()();
        }
    })
    .forget();
    EventListener::new(&window, "focus", move |_| look.borrow_mut()()).forget();
}

#[cfg(test)]
mod tests {
    use super::*;
    use js_sys::Promise;
    use std::cell::Cell;
    use std::rc::Rc;
    use wasm_bindgen_futures::JsFuture;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    /// A promise of the next message to arrive at a channel.
    fn next(channel: &BroadcastChannel) -> JsFuture {
        Promise::new(&mut |resolve, _| channel.set_onmessage(Some(&resolve))).into()
    }

    #[wasm_bindgen_test]
    async fn news_from_another_tab_arrives_and_ones_own_does_not() {
        let count = Rc::new(Cell::new(0));
        let counted = count.clone();
        let mut arrived = None;
        let arrival = Promise::new(&mut |resolve, _| arrived = Some(resolve));
        let telling = arrived.unwrap();
        let tabs = Tabs::new(move |_| {
            counted.set(counted.get() + 1);
            let _ = telling.call0(&JsValue::UNDEFINED);
        });
        let other = BroadcastChannel::new("dangol").unwrap();
        let heard = next(&other);
        tabs.tell(true);
        let message: MessageEvent = heard.await.unwrap().dyn_into().unwrap();
        assert_eq!(
            message.data(),
            true,
            "the message says that something was erased"
        );
        // One's own message would have arrived before this one.
        other.post_message(&JsValue::NULL).unwrap();
        JsFuture::from(arrival).await.unwrap();
        assert_eq!(count.get(), 1);
        other.close();
    }

    #[wasm_bindgen_test]
    async fn each_message_is_news() {
        let (here, there) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
        let mut done = None;
        let all = Promise::new(&mut |resolve, _| done = Some(resolve));
        let (counted, done) = (here.clone(), done.unwrap());
        let listening = Tabs::new(move |_| {
            counted.set(counted.get() + 1);
            if counted.get() == 3 {
                let _ = done.call0(&JsValue::UNDEFINED);
            }
        });
        let counted = there.clone();
        let telling = Tabs::new(move |_| counted.set(counted.get() + 1));
        (0..3).for_each(|_| telling.tell(false));
        JsFuture::from(all).await.unwrap();
        assert_eq!((here.get(), there.get()), (3, 0));
        drop((listening, telling));
    }
}
