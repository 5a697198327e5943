// The shop's analytics: pushes to the dataLayer in the form of GA4's e-commerce events.

import { amount } from './money.js';

/** One event, without items: search, login, sign_up. */
export const push = (event, fields = {}) => {
  window.dataLayer = window.dataLayer || [];
  window.dataLayer.push({ event, ...fields });
};

/** An item as GA4 has it; the price comes in hundredths. */
export const item = ({ id, title, price, category, quantity = 1, index }) => ({
  item_id: id,
  item_name: title,
  item_category: category,
  price: amount(price),
  quantity,
  ...(index === undefined ? {} : { index }),
});

/** One e-commerce event with its items; the value is their sum unless it is a list. */
export const pushItems = (event, items, fields = {}) => {
  const value = amount(items.reduce((sum, one) => sum + one.price * (one.quantity ?? 1), 0));
  push(event, {
    ecommerce: {
      currency: 'GBP',
      ...(event === 'view_item_list' || event === 'select_item' ? {} : { value }),
      ...fields,
      items: items.map(item),
    },
  });
};
