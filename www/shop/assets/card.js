// A product as a card, made by script as the templates make it.

import { both, make } from './text.js';
import { shown } from './money.js';

/** The list item of one product of the search index. */
export const card = (product) => {
  const image = make('img', {
    class: 'card-image',
    src: product.image,
    alt: '',
    width: '400',
    height: '400',
    loading: 'lazy',
    decoding: 'async',
  });
  const title = make('span', { class: 'card-title', lang: 'en' }, product.title);
  const orders = product.orders.toLocaleString('en');
  return make(
    'li',
    {
      class: 'card',
      'data-id': product.id,
      'data-price': (product.price / 100).toFixed(2),
      'data-category': product.category,
    },
    make('a', { class: 'card-link', href: product.link }, image, title),
    make('span', { class: 'card-price' }, shown(product.price, product.currency)),
    make(
      'span',
      { class: 'card-note' },
      product.inStock ? both(product.orders === 1 ? 'In one order' : `In ${orders} orders`, `주문 ${orders}건`) : both('Sold out', '품절'),
    ),
  );
};
