//! The browser's clock and randomness.

use dangol_core::Now;
use wasm_bindgen::JsCast as _;

/// The time now, with the shopper's zone.
pub fn now() -> Now {
    let date = js_sys::Date::new_0();
    Now {
        at: date.get_time().max(0.0) as u64,
        offset_minutes: -(date.get_timezone_offset() as i32),
    }
}

/// A random number from the platform's generator; 0 where there is none.
pub fn seed() -> u32 {
    let mut bytes = [0; 4];
    let crypto = js_sys::Reflect::get(&js_sys::global(), &"crypto".into()).ok();
    if let Some(crypto) = crypto.and_then(|crypto| crypto.dyn_into::<web_sys::Crypto>().ok()) {
        // Without randomness lists do not vary between visits; nothing else depends on it.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    u32::from_le_bytes(bytes)
}
