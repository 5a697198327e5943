// Loads the site's own Dangol and gives it, typed. Importing this does nothing, anywhere; on a
// server calling it does nothing either.

/** How the tag is recognised when nobody says where it lies. */
const TAG = 'script[src*="dangol.js"],script[data-config][src]';

/** @type {Promise<import('./index.js').Dangol> | undefined} */
let loading;

/** @type {typeof import('./index.js').load} */
export function load(options = {}) {
  if (typeof document === 'undefined') return Promise.resolve(undefined);
  const there = api();
  if (there) return there.ready;
  loading ??= arrival(options).catch((error) => {
    // A script that the network lost may be asked for again.
    loading = undefined;
    throw error;
  });
  return loading;
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
  return [...tags].find((tag) => !address || tag.src === address);
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

/**
 * @param {import('./index.js').LoadOptions} options
 * @returns {Promise<import('./index.js').Dangol>}
 */
function arrival(options) {
  const { src } = options;
  const present = tagFor(src);
  let tag = present;
  try {
    if (src) tag ??= tagOf(options);
  } catch (error) {
    return Promise.reject(failed(String(error)));
  }
  return new Promise((resolve, reject) => {
    const follow = () => {
      const there = api();
      if (there) there.ready.then(resolve, reject);
      return Boolean(there);
    };
    const fail = () => {
      if (follow()) return;
      if (tag !== present) tag?.remove();
      reject(failed(`${tag?.src} could not be loaded`));
    };
    // A tag may also be put there later, by whoever does it.
    addEventListener('dangol:ready', follow, { once: true });
    if (!tag) return;
    tag.addEventListener('load', fail, { once: true });
    tag.addEventListener('error', fail, { once: true });
    if (tag !== present) document.head.append(tag);
    // Of a tag in the page's own markup it may be too late to hear; when the page has loaded,
    // it has run or never will.
    else if (document.readyState !== 'complete') addEventListener('load', fail, { once: true });
  });
}
