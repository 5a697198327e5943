// What the visitor thinks of the product: two buttons, of which one may be pressed. Dangol keeps
// the answer; until it is there, and where it cannot run, the buttons are not.

import { both, make } from './text.js';

const { id } = document.querySelector('.product').dataset;
const group = document.querySelector('[data-opinion]');
const said = document.querySelector('[data-opinion-said]');
const buttons = [...group.querySelectorAll('[data-stars]')];

const press = (stars) => {
  for (const button of buttons) {
    // What was rated elsewhere with more or fewer stars means one of the two, or neither.
    const pressed = button.dataset.stars === '5' ? stars >= 4 : stars === 1 || stars === 2;
    button.setAttribute('aria-pressed', String(pressed));
  }
};

/** Shows what is remembered; returns whether it is kept beyond this page. */
const show = async () => {
  press(await window.dangol.profile.rating(id));
  return (await window.dangol.consent.get()).personalize === true;
};

const answer = (stars) => {
  if (stars === 5) return both('Noted: more of this kind. ', '비슷한 상품을 더 추천하겠습니다. ');
  if (stars === 1) return both('Noted: it will not be suggested. ', '이 상품은 더 추천하지 않겠습니다. ');
  return both('Taken back. ', '없던 일로 했습니다. ');
};

const rate = async (button) => {
  const stars = button.getAttribute('aria-pressed') === 'true' ? 0 : Number(button.dataset.stars);
  press(stars);
  try {
    await window.dangol.profile.rate(id, stars);
  } catch {
    // Where nothing can be kept, it holds on this page all the same.
  }
  const kept = await show();
  const onlyHere = make('a', { href: '/account.html' }, both('On this page only', '이 페이지에서만 적용됩니다'));
  said.replaceChildren(answer(stars), kept || stars === 0 ? '' : onlyHere);
};

const begin = async () => {
  await show();
  for (const button of buttons) button.addEventListener('click', () => rate(button));
  // Said otherwise in another tab, or erased there.
  document.addEventListener('visibilitychange', show);
  group.dataset.ready = '';
};

if (window.dangol?.ready) window.dangol.ready.then(begin, () => {});
else window.addEventListener('dangol:ready', begin, { once: true });
