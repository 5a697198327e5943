//! One after the other: storage operations of this tab must not overlap.

use js_sys::{Function, Promise};
use std::cell::{Cell, RefCell};
use std::future::Future;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// A queue of asynchronous work.
pub struct Turns {
    last: RefCell<Promise>,
}

impl Default for Turns {
    fn default() -> Self {
        Self {
            last: RefCell::new(Promise::resolve(&JsValue::UNDEFINED)),
        }
    }
}

impl Turns {
    /// Does the work when all that was queued before is done.
    pub async fn take<T>(&self, work: impl Future<Output = T>) -> T {
        let (mine, done) = gate();
        let before = self.last.replace(mine);
        // The promises of this queue are never rejected.
        let _ = JsFuture::from(before).await;
        let result = work.await;
        open(&done);
        result
    }
}

/// Who waits for files, and the call that wakes them.
#[derive(Default)]
pub struct Waiters(RefCell<Vec<Function>>);

impl Waiters {
    /// Is done when the next file has come, or is known not to come.
    pub async fn wait(&self) {
        let _ = JsFuture::from(self.next()).await;
    }

    /// Resolves then.
    pub fn next(&self) -> Promise {
        let (promise, wake) = gate();
        self.0.borrow_mut().push(wake);
        promise
    }

    /// Wakes all.
    pub fn wake(&self) {
        let waiting = self.0.take();
        waiting.iter().for_each(open);
    }
}

fn gate() -> (Promise, Function) {
    let resolve = Cell::new(None);
    let promise = Promise::new(&mut |resolved, _| resolve.set(Some(resolved)));
    // The executor of a promise runs at once, so that the function is there; were it
    // not, waiting for nothing would be worse than not waiting.
    let resolve = resolve.take().unwrap_or_default();
    (promise, resolve)
}

fn open(gate: &Function) {
    let _ = gate.call0(&JsValue::UNDEFINED);
}
