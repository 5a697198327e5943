// Loads the site's own Dangol and gives it, typed. Importing this does nothing, anywhere; on a
// server calling it does nothing either.

/** How the tag is recognised when nobody says where it lies. */
const TAG = 'script[src*="dangol.js"],script[data-config][src]';

/** How long a tag may take that was there before anybody asked, in milliseconds. */
const LONGEST_WAIT = 10_000;

/**
 * What all wait for who ask before Dangol is there, and the tag that is to bring it, once somebody
 * has put one.
 * @typedef {object} Arrival
 * @property {Promise<import('./index.js').Dangol>} promise
 * @property {() => boolean} follow Settles it if the tag has run.
 * @property {(reason: string) => void} fail
 * @property {HTMLScriptElement} [tag]
 */

/** @type {Arrival | undefined} */
let arrival;

/**
 * Tags that brought nothing.
 * @type {WeakSet<HTMLScriptElement>}
 */
const lost = new WeakSet();

/** @type {typeof import('./index.js').load} */
export function load(options = {}) {
  if (typeof document === 'undefined') return Promise.resolve(undefined);
  const there = api();
  if (there) return there.ready;
  const awaited = (arrival ??= arriving());
  // Who says where it lies may come after those who only wait.
  if (!awaited.tag) fetchBy(awaited, options);
  return awaited.promise;
}

/** @type {typeof import('./index.js').push} */
export function push(...commands) {
  if (typeof window === 'undefined') return 0;
  const queue = (window.dangol ??= []);
  return /** @type {{ push(...commands: unknown[]): number }} */ (queue).push(...commands);
}

/** What the tag has set, once it has run. */
function api() {
  const found = window.dangol;
  return found && !Array.isArray(found) ? found : undefined;
}

/**
 * The tag that is on the page already, whoever put it there.
 * @param {string | URL | import('./index.js').TrustedAddress | undefined} src
 */
function tagFor(src) {
  const tags = /** @type {NodeListOf<HTMLScriptElement>} */ (
    document.querySelectorAll(src ? 'script[src]' : TAG)
  );
  const address = src && new URL(String(src), document.baseURI).href;
  return [...tags].find((tag) => !lost.has(tag) && (!address || tag.src === address));
}

/** @param {import('./index.js').LoadOptions} options */
function tagOf({ src, config, model, nonce }) {
  const tag = document.createElement('script');
  tag.async = true;
  if (nonce) tag.nonce = nonce;
  if (config) tag.dataset.config = String(config);
  if (model) tag.dataset.model = String(model);
  // As it is: where Trusted Types are enforced, a string would be refused.
  tag.src = /** @type {string} */ (src);
  return tag;
}

/** @param {string} reason */
const failed = (reason) => Object.assign(new Error(reason), { code: 'not_started' });

/** @returns {Arrival} */
function arriving() {
  /** @type {(dangol: Promise<import('./index.js').Dangol>) => void} */
  let resolve;
  /** @type {(error: Error) => void} */
  let reject;
  /** @type {Promise<import('./index.js').Dangol>} */
  const promise = new Promise((done, failing) => {
    resolve = done;
    reject = failing;
  });
  const follow = () => {
    const there = api();
    if (there) resolve(there.ready);
    return Boolean(there);
  };
  // A tag may also be put there later, by whoever does it.
  addEventListener('dangol:ready', follow, { once: true });
  const fail = /** @param {string} reason */ (reason) => {
    removeEventListener('dangol:ready', follow);
    // What could not be had may be asked for again.
    arrival = undefined;
    reject(failed(reason));
  };
  return { promise, follow, fail };
}

/**
 * Finds the tag of an arrival, or puts it.
 * @param {Arrival} awaited
 * @param {import('./index.js').LoadOptions} options
 */
function fetchBy(awaited, options) {
  const { src } = options;
  const present = tagFor(src);
  let tag = present;
  try {
    if (src) tag ??= tagOf(options);
  } catch (error) {
    return awaited.fail(String(error));
  }
  if (!tag) return;
  const brought = (awaited.tag = tag);
  const settle = () => {
    if (arrival !== awaited || awaited.follow()) return;
    lost.add(brought);
    if (brought !== present) brought.remove();
    awaited.fail(`${brought.src} could not be loaded`);
  };
  brought.addEventListener('load', settle, { once: true });
  brought.addEventListener('error', settle, { once: true });
  if (brought !== present) document.head.append(brought);
  // Of a tag that was there it may be too late to hear; when the page has loaded, one in its own
  // markup has run or never will.
  else if (document.readyState !== 'complete') addEventListener('load', settle, { once: true });
  else setTimeout(settle, LONGEST_WAIT);
}
