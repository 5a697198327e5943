// The heart is Dangol's; the shop says what became of it, where nothing can be kept.

import { both, make } from './text.js';

const said = document.querySelector('[data-opinion-said]');

window.addEventListener('dangol:wish', ({ detail: { wished, kept } }) => {
  if (!wished) said.replaceChildren(both('Off your wish list.', '찜 목록에서 뺐습니다.'));
  else if (kept) said.replaceChildren(make('a', { href: '/account.html' }, both('On your wish list', '찜 목록에 담았습니다')));
  else said.replaceChildren(make('a', { href: '/account.html' }, both('On your wish list, on this page only', '이 페이지에서만 찜했습니다')));
});
