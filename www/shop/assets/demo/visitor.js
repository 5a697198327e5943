// Demo only: the visitor of this tab: their clock, and the page's Dangol.

/** Where the tab's session keeps how far the clock is ahead, in milliseconds. */
export const CLOCK = 'demo-clock';

export const session = {
  get: (key) => {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set: (key, value) => {
    try {
      if (value === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, value);
    } catch {
      // Blocked storage: the tab then forgets between pages.
    }
  },
};

/** The page's Dangol once it is there, or nothing if it has not come after a while. */
export const dangol = new Promise((resolve) => {
  const there = () => (window.dangol && !Array.isArray(window.dangol) && window.dangol.ready ? window.dangol : null);
  if (there()) return resolve(there());
  window.addEventListener('dangol:ready', () => resolve(there()), { once: true });
  setTimeout(() => resolve(there()), 4000);
  return undefined;
}).then(async (api) => {
  try {
    await api?.ready;
    return api;
  } catch {
    return null; // It has said why in the console itself.
  }
});
