// Tells Dangol what the custom pixel has left in this origin's storage. The pixel leaves purchases
// in a list that lies there only while the shopper wants to be remembered.
(() => {
  const KEY = 'dangol-purchases';
  const MONTH = 30 * 86_400_000;

  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY) || '[]').filter(({ at }) => Date.now() - at < MONTH);
    } catch {
      return []; // No storage, or what somebody else left there.
    }
  };

  const write = (list) => {
    try {
      if (list) localStorage.setItem(KEY, JSON.stringify(list));
      else localStorage.removeItem(KEY);
    } catch {
      // Told again, an order is counted once: it has its number.
    }
  };

  const follow = async ({ personalize }) => {
    if (personalize === false) return write();
    if (!personalize) return; // Nobody has answered yet.
    const told = read().map(({ order }) => order);
    // Each promise holds when Dangol has kept the purchase; until then it stays here as well.
    await Promise.all(told.map((order) => window.dangol.track('purchase', order).catch(() => {})));
    const numbers = told.map((order) => order.transaction_id);
    write(read().filter(({ order }) => !numbers.includes(order.transaction_id)));
  };

  const start = async () => {
    addEventListener('dangol:consent', ({ detail }) => follow(detail));
    follow(await window.dangol.consent.get());
  };

  if (window.dangol && !Array.isArray(window.dangol)) window.dangol.ready.then(start, () => {});
  else addEventListener('dangol:ready', start, { once: true });
})();
