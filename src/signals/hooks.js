// Hooks into the page that need JavaScript's own means: rest parameters and patching.
// Nothing here decides anything; a hook that fails must not fail the page.

/** Looks whether there is a dataLayer that is not hooked yet. */
let lookForLayer = () => {};

/** Calls back with every past and future entry of `window.dataLayer`. */
export function hookDataLayer(onEntry) {
  const hooked = new WeakSet();
  const tell = (entry) => {
    try {
      // gtag() pushes its Arguments object, which is no array.
      const isArguments = Object.prototype.toString.call(entry) === '[object Arguments]';
      onEntry(isArguments ? Array.from(entry) : entry);
    } catch {
      // The page's own push must go on.
    }
  };
  const hook = () => {
    const layer = window.dataLayer;
    if (!Array.isArray(layer) || hooked.has(layer)) return;
    hooked.add(layer);
    layer.slice().forEach(tell);
    const push = layer.push;
    try {
      layer.push = function (...entries) {
        const result = push.apply(this, entries);
        entries.forEach(tell);
        return result;
      };
    } catch {
      // A frozen dataLayer has told what it holds, and tells no more.
    }
  };
  hook();
  // A tag manager that loads later brings the dataLayer with it, by a script.
  lookForLayer = hook;
  window.addEventListener('load', hook);
}

/** Calls back with `false` when the address has changed, with `true` when the markup has. */
export function hookPage(onChange) {
  let address = location.pathname + location.search;
  let waiting = false;
  let turning = 0;
  const tell = (markup) => {
    if (waiting && markup) return;
    if (markup) waiting = true;
    else turning += 1;
    // After the page's own work of this turn, so that its new content is there.
    setTimeout(() => {
      if (markup) waiting = false;
      else turning -= 1;
      // What a router has put before it changed the address is the next page's, which reads it.
      if (!markup || !turning) onChange(markup);
    });
  };
  const look = () => {
    const now = location.pathname + location.search;
    if (now === address) return;
    address = now;
    tell(false);
    // Markup that no mutation announces, such as microdata, is there a moment later.
    setTimeout(() => tell(true), 300);
  };
  if (window.navigation) {
    navigation.addEventListener('currententrychange', look);
  } else {
    for (const name of ['pushState', 'replaceState']) {
      const original = history[name];
      history[name] = function (...args) {
        const result = original.apply(this, args);
        look();
        return result;
      };
    }
    window.addEventListener('popstate', look);
  }
  const isData = (node) => node?.nodeName === 'SCRIPT' && node.type === 'application/ld+json';
  const holdsData = (node) =>
    isData(node) || Boolean(node.querySelector?.('script[type="application/ld+json"]'));
  const touchesData = ({ target, addedNodes }) =>
    isData(target) || isData(target.parentNode) || Array.prototype.some.call(addedNodes, holdsData);
  new MutationObserver((changes) => {
    look();
    lookForLayer();
    if (changes.some(touchesData)) tell(true);
  }).observe(document.documentElement, { childList: true, characterData: true, subtree: true });
  // A page that changes its language is spoken to in the new one.
  new MutationObserver(() => tell(true)).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['lang'],
  });
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', () => tell(true));
  }
}
