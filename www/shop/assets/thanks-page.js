// Thanks for an order: says once that it was bought, and empties the basket.

import './header.js';
import { clear, total } from './basket.js';
import { off, showOff, used } from './coupon.js';
import { pushItems } from './data-layer.js';
import { amount, shown } from './money.js';
import { make } from './text.js';

const KEY = 'shop-order';

/** Tells Dangol that these were bought for someone else, once it has heard of the purchase. */
const markGifts = (lines) =>
  window.addEventListener('load', () =>
    // After every other listener: a dataLayer that has just been made is read then.
    setTimeout(() => {
      window.dangol = window.dangol || [];
      for (const { id } of lines) window.dangol.push(['profile.markGift', id]);
    }),
  );

const order = (() => {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
})();

if (order && Array.isArray(order.lines) && order.lines.length > 0) {
  document.querySelector('[data-order]').hidden = false;
  document.querySelector('[data-number]').textContent = order.number;
  document.querySelector('[data-lines]').append(
    ...order.lines.map((line) =>
      make(
        'li',
        {},
        make('span', {}, `${line.quantity} × `, make('span', { lang: 'en' }, line.title)),
        make('span', {}, shown(line.price * line.quantity)),
      ),
    ),
  );
  document.querySelector('[data-sum]').hidden = false;
  const coupon = typeof order.coupon === 'string' ? order.coupon : '';
  const sum = total(order.lines);
  document.querySelector('[data-total]').textContent = shown(showOff(sum, coupon));
  document.querySelector('[data-gift]').hidden = !order.gift;
  if (!order.told) {
    // A reload must not count the order again.
    sessionStorage.setItem(KEY, JSON.stringify({ ...order, told: true }));
    pushItems('purchase', order.lines, {
      transaction_id: order.number,
      ...(coupon ? { coupon, value: amount(sum - off(sum, coupon)) } : {}),
    });
    clear();
    used();
    if (order.gift) markGifts(order.lines);
  }
} else {
  document.querySelector('[data-none]').hidden = false;
}

// Shown all at once, so that nothing moves.
document.querySelector('[data-ready]').hidden = false;
