// Coupons: which codes there are, and which one the visitor has entered. A real shop's server would
// decide this; here the shop's own script plays its part, and nothing is sold.

import { shown } from './money.js';

const KEY = 'shop-coupon';

/** What each code takes off, in hundredths. */
const OFF = { WELCOME10: 10, BACK15: 15, SORRY15: 15, GOLD20: 20 };

/** The code that was entered and is one; else an empty text. */
export const entered = () => {
  try {
    const code = localStorage.getItem(KEY) ?? '';
    return Object.hasOwn(OFF, code) ? code : '';
  } catch {
    return ''; // Blocked storage: the code then has to be entered again.
  }
};

/** Takes a code as it was typed; says whether it is one. */
export const enter = (typed) => {
  const code = typed.trim().toUpperCase();
  const isOne = Object.hasOwn(OFF, code);
  try {
    if (isOne) localStorage.setItem(KEY, code);
    else localStorage.removeItem(KEY);
  } catch {
    return false;
  }
  return isOne;
};

/** What a code takes off a sum, both in hundredths. */
export const off = (sum, code = entered()) => Math.round((sum * (OFF[code] ?? 0)) / 100);

/** Shows on a page what a code takes off, and says what is left to pay. */
export const showOff = (sum, code = entered()) => {
  const less = off(sum, code);
  document.querySelector('[data-off-line]').hidden = less === 0;
  document.querySelector('[data-off-code]').textContent = code;
  document.querySelector('[data-off]').textContent = `−${shown(less)}`;
  return sum - less;
};

/** Forgets it, once an order was placed with it. */
export const used = () => enter('');
