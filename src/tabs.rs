//! Telling the other tabs of this site that what is stored has changed.

use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel to the other tabs; silent where the browser has none.
pub struct Tabs {
    channel: Option<BroadcastChannel>,
}

impl Tabs {
    /// Listens for news from the other tabs.
    pub fn new(on_news: impl FnMut() + 'static) -> Self {
        let mut on_news = on_news;
        let channel = BroadcastChannel::new("dangol").ok();
        if let Some(channel) = &channel {
            let handler = Closure::<dyn FnMut(MessageEvent)>::new(move |_| on_news());
            channel.set_onmessage(Some(handler.as_ref().unchecked_ref()));
            // The channel lives as long as the page.
            handler.forget();
        }
        Self { channel }
    }

    /// Says that what is stored has changed. The message has no content.
    pub fn tell(&self) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&JsValue::NULL);
        }
    }
}
