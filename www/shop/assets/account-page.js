// The account: tells the dataLayer what a real shop would tell it at sign-in.

import './header.js';
import { push } from './data-layer.js';
import './reorder.js';
import './tastes.js';
import { both } from './text.js';

// What comes after the corner shows once that is there; see slot.css.
const corner = document.querySelector('dangol-corner');
const settle = () => {
  if (!corner.dataset.dangolState) return;
  document.querySelector('.account').dataset.ready = '';
  watch.disconnect();
};
const watch = new MutationObserver(settle);
watch.observe(corner, { attributes: true, attributeFilter: ['data-dangol-state'] });
settle();

const said = document.querySelector('[data-said]');

document.querySelector('[data-login]').addEventListener('click', () => {
  push('login', { method: 'demo' });
  said.replaceChildren(both('You are signed in, as far as a demo can.', '데모에서 로그인했습니다.'));
});
document.querySelector('[data-sign-up]').addEventListener('click', () => {
  push('sign_up', { method: 'demo' });
  said.replaceChildren(both('Your account was made, as far as a demo can.', '데모에서 회원 가입했습니다.'));
});
