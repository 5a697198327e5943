// The basket page: its lines, to be changed or taken out.

import './header.js';
import { lines, setQuantity, total } from './basket.js';
import { enter, entered, showOff } from './coupon.js';
import { pushItems } from './data-layer.js';
import { shown } from './money.js';
import { both, make } from './text.js';

const list = document.querySelector('[data-lines]');
const said = document.querySelector('[data-said]');

const setLine = (line, quantity) => {
  const change = quantity - line.quantity;
  if (change === 0) return;
  setQuantity(line.id, quantity);
  pushItems(change > 0 ? 'add_to_cart' : 'remove_from_cart', [{ ...line, quantity: Math.abs(change) }]);
  render();
};

const row = (line) => {
  const field = `quantity-${line.id}`;
  const input = make('input', {
    id: field, type: 'number', inputmode: 'numeric', min: '1', max: '99', value: String(line.quantity),
  });
  input.addEventListener('change', () => {
    const quantity = Math.trunc(Number(input.value));
    if (quantity >= 1 && quantity <= 99) setLine(line, quantity);
    else input.value = String(line.quantity);
    document.getElementById(field)?.focus();
  });
  const remove = make(
    'button',
    { type: 'button', class: 'link' },
    both('Remove', '빼기'),
    make('span', { class: 'unseen', lang: 'en' }, ` ${line.title}`),
  );
  remove.addEventListener('click', () => {
    setLine(line, 0);
    said.replaceChildren(both(`${line.title} was removed.`, `${line.title} 상품을 뺐습니다.`));
    const heading = document.querySelector('h1');
    heading.tabIndex = -1;
    heading.focus();
  });
  return make(
    'li',
    { class: 'line' },
    make('img', { src: line.image, alt: '', width: '96', height: '96', decoding: 'async' }),
    make(
      'div',
      { class: 'line-words' },
      make('a', { class: 'line-title', href: line.link, lang: 'en' }, line.title),
      make('span', { class: 'line-price' }, shown(line.price)),
    ),
    make(
      'div',
      { class: 'line-tools' },
      make(
        'label',
        { for: field, class: 'unseen' },
        both('Quantity of', '수량:'),
        make('span', { lang: 'en' }, ` ${line.title}`),
      ),
      input,
      remove,
    ),
    make('strong', { class: 'line-total' }, shown(line.price * line.quantity)),
  );
};

const render = () => {
  const now = lines();
  list.replaceChildren(...now.map(row));
  document.querySelector('[data-empty]').hidden = now.length > 0;
  document.querySelector('[data-sum]').hidden = now.length === 0;
  document.querySelector('[data-total]').textContent = shown(showOff(total(now)));
};

const coupon = document.querySelector('[data-coupon]');
const couponSaid = document.querySelector('[data-coupon-said]');

const useCoupon = (typed) => {
  const isOne = enter(typed);
  couponSaid.replaceChildren(
    isOne
      ? both('The coupon is applied.', '쿠폰을 적용했습니다.')
      : both('There is no such coupon.', '없는 쿠폰 번호입니다.'),
  );
  render();
};

coupon.addEventListener('submit', (event) => {
  event.preventDefault();
  useCoupon(coupon.elements.coupon.value);
});

render();
coupon.elements.coupon.value = entered();
// A link may bring a code along.
const brought = new URLSearchParams(location.search).get('coupon');
if (brought) {
  coupon.elements.coupon.value = brought;
  useCoupon(brought);
}
document.querySelector('.basket').dataset.ready = '';
pushItems('view_cart', lines());
