//! The report decoder and what stands behind it, on bytes that coverage guides.

#![no_main]

#[path = "../../crates/collector/tests/decoder/check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check::check(bytes);
});
