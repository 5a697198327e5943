// The search page: fills the list from the index, sorted and filtered as asked.

import './header.js';
import { card } from './card.js';
import { push } from './data-layer.js';
import { pushList } from './list.js';
import { find, load } from './search-index.js';
import { both } from './text.js';

const STEP = 48;
const ORDERS = {
  best: null,
  orders: (a, b) => b.orders - a.orders,
  cheap: (a, b) => a.price - b.price,
  dear: (a, b) => b.price - a.price,
  name: (a, b) => a.title.localeCompare(b.title, 'en'),
};

const form = document.querySelector('[data-filters]');
const list = document.querySelector('[data-results]');
const said = document.querySelector('[data-result-count]');
const more = document.querySelector('[data-more]');
let found = [];
let shownCount = 0;

const showMore = () => {
  const cards = found.slice(shownCount, shownCount + STEP).map(card);
  list.append(...cards);
  shownCount += cards.length;
  more.hidden = shownCount >= found.length;
  pushList(list, cards);
  return cards;
};

const show = (products) => {
  const query = form.elements.q.value.trim();
  const category = form.elements.category.value;
  const order = ORDERS[form.elements.sort.value];
  found = find(products, query).filter(({ slug }) => category === '' || slug === category);
  if (order) found.sort(order);
  if (query) push('search', { search_term: query });
  list.replaceChildren();
  shownCount = 0;
  const count = found.length.toLocaleString('en');
  said.replaceChildren(
    found.length > 0
      ? both(found.length === 1 ? '1 thing found' : `${count} things found`, `상품 ${count}개`)
      : both('Nothing was found. Try fewer or other words.', '찾은 상품이 없습니다. 다른 낱말로 찾아보세요.'),
  );
  showMore();
  if (query) push('view_search_results', { search_term: query });
};

const asked = new URLSearchParams(location.search);
for (const name of ['q', 'category', 'sort']) {
  const value = asked.get(name);
  const field = form.elements[name];
  // A value that the list does not offer leaves it as it is.
  if (value && (field.type === 'search' || [...field.options].some((option) => option.value === value))) {
    field.value = value;
  }
}
document.querySelector('#find').value = form.elements.q.value;

try {
  const { products } = await load();
  show(products);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const fields = [...new FormData(form)].filter(([, value]) => value !== '' && value !== 'best');
    const query = new URLSearchParams(fields).toString();
    history.replaceState(null, '', query ? `?${query}` : location.pathname);
    show(products);
  });
  for (const select of form.querySelectorAll('select')) {
    select.addEventListener('change', () => form.requestSubmit());
  }
  more.addEventListener('click', () => {
    // The focus goes on to the first of the new cards, where reading continues.
    showMore()[0]?.querySelector('a').focus();
  });
} catch {
  said.replaceChildren(both('The search cannot be reached just now.', '지금은 검색할 수 없습니다.'));
}
