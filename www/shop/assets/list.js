// Lists of cards: tells the dataLayer what was listed and what was chosen.

import { pushItems } from './data-layer.js';
import { hundredths } from './money.js';

const MOST = 50;

const product = (card, index) => ({
  id: card.dataset.id,
  title: card.querySelector('.card-title').textContent,
  price: hundredths(card.dataset.price),
  category: card.dataset.category,
  index,
});

const name = (list) => ({ item_list_id: list.dataset.list, item_list_name: list.dataset.listName });

/** Says that a list was seen; `cards` are those that are new in it. */
export const pushList = (list, cards = [...list.querySelectorAll('.card')]) => {
  const items = cards.slice(0, MOST).map(product);
  if (items.length > 0) pushItems('view_item_list', items, name(list));
};

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('[data-list] .card-link');
  if (!link) return;
  const list = link.closest('[data-list]');
  const chosen = link.closest('.card');
  const index = [...list.querySelectorAll('.card')].indexOf(chosen);
  pushItems('select_item', [product(chosen, index)], name(list));
});
