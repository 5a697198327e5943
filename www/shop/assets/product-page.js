// A product: says that it was viewed, and puts it into the basket.

import './header.js';
import './list.js';
import { add } from './basket.js';
import { pushItems } from './data-layer.js';
import { hundredths } from './money.js';
import './opinion.js';
import './wish.js';
import { both, make } from './text.js';

const { id, title, price, category, link, image } = document.querySelector('.product').dataset;
const product = { id, title, price: hundredths(price), category, link, image };
const said = document.querySelector('[data-said]');

pushItems('view_item', [product]);

document.querySelector('[data-add]').addEventListener('submit', (event) => {
  event.preventDefault();
  const quantity = Math.trunc(Number(new FormData(event.currentTarget).get('quantity')));
  if (!(quantity >= 1)) return;
  const added = add(product, quantity);
  if (added > 0) {
    pushItems('add_to_cart', [{ ...product, quantity: added }]);
    said.replaceChildren(
      both('It is in your basket. ', '장바구니에 담았습니다. '),
      make('a', { href: '/basket.html' }, both('See the basket', '장바구니 보기')),
    );
  } else {
    said.replaceChildren(both('The basket takes 99 of a kind at most.', '한 상품은 99개까지 담을 수 있습니다.'));
  }
});
