// Thanks for an order: says once that it was bought, and empties the basket.

import './header.js';
import { clear, total } from './basket.js';
import { pushItems } from './data-layer.js';
import { shown } from './money.js';
import { make } from './text.js';

const KEY = 'shop-order';

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
  document.querySelector('[data-total]').textContent = shown(total(order.lines));
  if (!order.told) {
    // A reload must not count the order again.
    sessionStorage.setItem(KEY, JSON.stringify({ ...order, told: true }));
    pushItems('purchase', order.lines, { transaction_id: order.number });
    clear();
  }
} else {
  document.querySelector('[data-none]').hidden = false;
}

// Shown all at once, so that nothing moves.
document.querySelector('[data-ready]').hidden = false;
