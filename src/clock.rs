//! The browser's clock and randomness.

use dangol_core::Now;
use wasm_bindgen::JsCast as _;

#[cfg(feature = "privacy")]
thread_local! {
    /// The moment that the page's wasm says it is, where somebody is tried.
    static HELD: std::cell::Cell<Option<f64>> = const { std::cell::Cell::new(None) };
}

/// It is this moment from now on, where somebody is tried.
#[cfg(feature = "privacy")]
pub fn hold(at: Option<f64>) {
    HELD.set(at);
}

/// Whether somebody is tried: then nothing is put into the shop's own basket.
#[cfg(feature = "privacy")]
pub fn is_held() -> bool {
    HELD.get().is_some()
}

/// The time now, with the shopper's zone.
pub fn now() -> Now {
    #[cfg(feature = "inspect")]
    if let Some(frozen) = crate::inspect::frozen() {
        return frozen;
    }
    let date = js_sys::Date::new_0();
    #[cfg(feature = "privacy")]
    if let Some(at) = HELD.get() {
        date.set_time(at);
    }
    Now {
        at: date.get_time().max(0.0) as u64,
        offset_minutes: -(date.get_timezone_offset() as i32),
    }
}

/// A random number from the platform's generator; 0 where there is none: then lists do not
/// vary between visits, and nothing else depends on it.
pub fn seed() -> u32 {
    let mut bytes = [0; 4];
    fill(&mut bytes);
    u32::from_le_bytes(bytes)
}

/// Fills with random bits from the platform's generator. Says whether it could.
pub fn fill(bytes: &mut [u8]) -> bool {
    let crypto = js_sys::Reflect::get(&js_sys::global(), &"crypto".into()).ok();
    let crypto = crypto.and_then(|crypto| crypto.dyn_into::<web_sys::Crypto>().ok());
    crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(bytes).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use js_sys::{Date, eval};
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn the_time_is_the_browsers() {
        let before = Date::now() as u64;
        let now = now();
        assert!((before..=Date::now() as u64).contains(&now.at));
    }

    #[wasm_bindgen_test]
    fn the_zone_counts_eastwards() {
        let stub = |minutes: &str| {
            let code = format!("Date.prototype.getTimezoneOffset = () => {minutes}");
            eval(&code).unwrap();
            now().offset_minutes
        };
        let original = eval("Date.prototype.getTimezoneOffset").unwrap();
        let (seoul, new_york) = (stub("-540"), stub("300"));
        let prototype = eval("Date.prototype").unwrap();
        js_sys::Reflect::set(&prototype, &"getTimezoneOffset".into(), &original).unwrap();
        assert_eq!((seoul, new_york), (540, -300));
    }

    #[wasm_bindgen_test]
    fn the_seed_is_random_where_it_can_be() {
        let seeds = [seed(), seed(), seed()];
        assert!(seeds[0] != seeds[1] || seeds[1] != seeds[2], "{seeds:?}");
        // The platform's own lies on the window itself: other tests need it back.
        eval("window.testCrypto = Object.getOwnPropertyDescriptor(window, 'crypto')").unwrap();
        eval("Object.defineProperty(window, 'crypto', { value: undefined, configurable: true })")
            .unwrap();
        let without = seed();
        eval("delete window.crypto; if (testCrypto) Object.defineProperty(window, 'crypto', testCrypto)").unwrap();
        assert_eq!(without, 0);
    }
}
