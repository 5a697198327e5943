// The checkout: places the order on this device only. What is typed is neither stored nor sent.

import './header.js';
import { lines, total } from './basket.js';
import { entered, showOff } from './coupon.js';
import { pushItems } from './data-layer.js';
import { shown } from './money.js';
import { make } from './text.js';

const now = lines();
const place = document.querySelector('[data-place]');

document.querySelector('[data-lines]').append(
  ...now.map((line) =>
    make(
      'li',
      {},
      make('span', {}, `${line.quantity} × `, make('span', { lang: 'en' }, line.title)),
      make('span', {}, shown(line.price * line.quantity)),
    ),
  ),
);
document.querySelector('[data-total]').textContent = shown(showOff(total(now)));
document.querySelector('[data-sum]').hidden = false;
document.querySelector('[data-empty]').hidden = now.length > 0;
place.disabled = now.length === 0;
if (now.length > 0) pushItems('begin_checkout', now);

document.querySelector('[data-checkout]').addEventListener('submit', (event) => {
  event.preventDefault();
  if (now.length === 0) return;
  const gift = event.target.elements.gift.checked;
  const number = crypto.getRandomValues(new Uint32Array(1))[0].toString(36).toUpperCase().padStart(7, '0');
  try {
    // The order goes to the thanks page, and is gone with the tab.
    sessionStorage.setItem('shop-order', JSON.stringify({ number: `PL-${number}`, lines: now, gift, coupon: entered() }));
  } catch {
    // Blocked storage: the thanks page then has nothing to show.
  }
  location.assign('/thanks.html');
});
