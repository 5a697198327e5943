// The account: tells the dataLayer what a real shop would tell it at sign-in.

import './header.js';
import { push } from './data-layer.js';
import './reorder.js';
import './tastes.js';
import { both } from './text.js';

const said = document.querySelector('[data-said]');

document.querySelector('[data-login]').addEventListener('click', () => {
  push('login', { method: 'demo' });
  said.replaceChildren(both('You are signed in, as far as a demo can.', '데모에서 로그인했습니다.'));
});
document.querySelector('[data-sign-up]').addEventListener('click', () => {
  push('sign_up', { method: 'demo' });
  said.replaceChildren(both('Your account was made, as far as a demo can.', '데모에서 회원 가입했습니다.'));
});

// The corner has come once; what it shows later takes nothing after it away again.
const corner = document.querySelector('dangol-corner');
const come = () => corner.dataset.dangolState && corner.parentElement.classList.add('come');
new MutationObserver(come).observe(corner, { attributeFilter: ['data-dangol-state'] });
come();
