// Puts into the basket what is reordered in the corner: config.json names this event. The prices
// are the shop's own, from its search index, and not what a browser remembers.

import { add } from './basket.js';
import { pushItems } from './data-layer.js';
import { load } from './search-index.js';

const reorder = async (orders) => {
  const { products } = await load();
  for (const { itemId, quantity } of orders) {
    const known = products.find(({ id }) => id === itemId);
    if (!known?.inStock) throw new Error('it is sold out');
    const { id, title, price, category, link, image } = known;
    const added = add({ id, title, price, category, link, image }, quantity);
    if (added === 0) throw new Error('the basket takes 99 of a kind at most');
    pushItems('add_to_cart', [{ id, title, price, category, quantity: added }]);
  }
};

window.addEventListener('shop:reorder', (event) => {
  event.preventDefault();
  event.detail.done = reorder(event.detail.items);
});
