// The basket: kept by the shop in localStorage, and only once something has been put in.

const KEY = 'shop-basket';
const MOST = 99;

const isLine = (line) =>
  line !== null &&
  typeof line === 'object' &&
  ['id', 'title', 'category', 'link', 'image'].every((key) => typeof line[key] === 'string') &&
  // Addresses are written into links, so that only the shop's own will do.
  /^\/[^/\\]/.test(line.link) &&
  /^\/[^/\\]/.test(line.image) &&
  Number.isInteger(line.price) &&
  line.price >= 0 &&
  Number.isInteger(line.quantity) &&
  line.quantity >= 1 &&
  line.quantity <= MOST;

// The basket of this page where storage is blocked.
let unsaved = [];

/** What is in it: lines of {id, title, price in hundredths, category, link, image, quantity}. */
export const lines = () => {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isLine) : [];
  } catch {
    return unsaved;
  }
};

const save = (changed) => {
  unsaved = changed;
  try {
    if (changed.length > 0) localStorage.setItem(KEY, JSON.stringify(changed));
    else localStorage.removeItem(KEY);
  } catch {
    // Blocked or full: the basket then lasts for this page.
  }
  document.dispatchEvent(new CustomEvent('shop:basket'));
};

/** Adds pieces of a thing; says how many were added. */
export const add = (product, quantity) => {
  const now = lines();
  const line = now.find(({ id }) => id === product.id);
  const before = line?.quantity ?? 0;
  const after = Math.min(MOST, before + quantity);
  if (line) line.quantity = after;
  else now.push({ ...product, quantity: after });
  save(now);
  return after - before;
};

/** Sets the number of pieces of a line; 0 takes it out. */
export const setQuantity = (id, quantity) => {
  save(
    lines()
      .map((line) => (line.id === id ? { ...line, quantity: Math.min(MOST, quantity) } : line))
      .filter((line) => line.quantity > 0),
  );
};

/** Takes everything out. */
export const clear = () => save([]);

/** The number of pieces. */
export const count = () => lines().reduce((sum, line) => sum + line.quantity, 0);

/** The sum in hundredths. */
export const total = (of = lines()) => of.reduce((sum, line) => sum + line.price * line.quantity, 0);
