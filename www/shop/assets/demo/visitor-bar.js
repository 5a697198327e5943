// Demo only: the visitor bar. With it a person plays a visitor: jumps ahead in time, is a customer
// of the data, accepts or declines, and looks at what is stored. A real shop has nothing of the kind.

import { both, current, make } from '/assets/text.js';
import { MOMENTS, bring, turnGold } from './moments.js';
import { TWO_DAYS, customers, profileOf } from './personas.js';
import { inventory, text } from './stored-data.js';
import { CLOCK, dangol, session } from './visitor.js';

const OPEN = 'demo-bar-open';

const said = make('p', { class: 'visitor-bar-said', role: 'status' });
const say = (en, ko) => said.replaceChildren(both(en, ko));

/** A button; what goes wrong in its work is said in the bar. */
const act = (en, ko, work) => {
  const button = make('button', { type: 'button', class: 'act' }, both(en, ko));
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      await work();
    } catch (error) {
      const why = error?.code ? `${error.code}: ${error.message}` : String(error?.message ?? error);
      say(`That did not work (${why}).`, `잘되지 않았습니다 (${why}).`);
    } finally {
      button.disabled = false;
    }
  });
  return button;
};

const needed = async () => {
  const api = await dangol;
  if (!api) throw new Error(current('Dangol is not on this page', '이 페이지에 단골이 없습니다'));
  return api;
};

const group = (en, ko, ...parts) => make('fieldset', {}, make('legend', {}, both(en, ko)), ...parts);

// ---- time

const days = () => Math.round((Number(session.get(CLOCK)) || 0) / (TWO_DAYS / 2));
const later = act('Two days later', '이틀 뒤', () => {
  session.set(CLOCK, String((Number(session.get(CLOCK)) || 0) + TWO_DAYS));
  location.reload();
});
const now = act('Back to now', '지금으로', () => {
  session.set(CLOCK, null);
  location.reload();
});

// ---- consent

const setConsent = (choice) => async () => {
  await (await needed()).consent.set(choice);
  await showState();
};
const accept = act('Accept', '동의', setConsent({ personalize: true, measure: true }));
const decline = act('Decline', '거절', setConsent({ personalize: false, measure: false }));

// ---- a customer of the data

/** A day as text, from text or from milliseconds. */
const day = (time) => (typeof time === 'number' ? new Date(time).toISOString() : String(time)).slice(0, 10);

const choice = make('select', { class: 'customers', 'aria-labelledby': 'visitor-customer' });
const be = act('Be this customer', '이 고객 되기', async () => {
  if (!choice.value) return;
  const api = await needed();
  const profile = await profileOf(choice.value);
  await api.consent.set({ personalize: true, measure: false });
  await api.profile.import(profile);
  location.assign('/');
});
const forget = act('Forget me', '나를 잊기', async () => {
  await (await needed()).profile.erase();
  await showState();
  say('The profile was erased.', '프로필을 지웠습니다.');
});

/** Loads the customers when the bar is first opened, not before. */
const loadCustomers = async () => {
  if (choice.options.length > 0) return;
  try {
    for (const { customer, orders, items, first, last } of await customers()) {
      const from = day(first);
      const to = day(last);
      const dates = from === to ? from : `${from} – ${to}`;
      const option = make('option', {
        value: String(customer),
        'data-en': `No. ${customer}: ${orders === 1 ? 'one order' : `${orders} orders`}, ${items} things, ${dates}`,
        'data-ko': `${customer}번: 주문 ${orders}건, 상품 ${items}가지, ${dates}`,
      });
      option.textContent = current(option.dataset.en, option.dataset.ko);
      choice.append(option);
    }
  } catch {
    const option = make('option', { value: '', 'data-en': 'No customers here', 'data-ko': '고객 자료가 없습니다' });
    option.textContent = current(option.dataset.en, option.dataset.ko);
    choice.append(option);
    be.disabled = true;
  }
};

// ---- greetings

const moment = make('select', { class: 'customers', 'aria-labelledby': 'visitor-moment' });
for (const [code, en, ko] of MOMENTS) {
  const option = make('option', { value: code, 'data-en': en, 'data-ko': ko });
  option.textContent = current(en, ko);
  moment.append(option);
}
const meet = act('Come in', '들어오기', async () => {
  const { ahead, to } = await bring(moment.value, await needed());
  if (ahead) session.set(CLOCK, String((Number(session.get(CLOCK)) || 0) + ahead));
  location.assign(to);
});

const gold = act('A gold customer, or not', '골드 고객 되기, 그만두기', () => {
  turnGold();
  location.reload();
});

// ---- what is stored

const dialog = make('dialog', { class: 'visitor-dialog', 'aria-labelledby': 'visitor-stored' });
const record = ({ key, value, bytes }) =>
  make(
    'details',
    {},
    make('summary', {}, `${key} (${bytes.toLocaleString('en')} B)`),
    make('pre', { tabindex: '0' }, value),
  );

const showStored = async () => {
  const sections = (await inventory()).flatMap(({ title, records }) => [
    make('h3', {}, title),
    ...(records.length > 0 ? records.map(record) : [make('p', { class: 'small' }, both('Nothing.', '없음.'))]),
  ]);
  const api = await dangol;
  let profile = current('Dangol is not on this page.', '이 페이지에 단골이 없습니다.');
  try {
    if (api) profile = text(await api.profile.get());
  } catch (error) {
    profile = String(error?.message ?? error);
  }
  const close = make('button', { type: 'button', class: 'button' }, both('Close', '닫기'));
  close.addEventListener('click', () => dialog.close());
  dialog.replaceChildren(
    make(
      'div',
      { class: 'visitor-dialog-in' },
      make('h2', { id: 'visitor-stored' }, both('What is stored on this device', '이 기기에 저장된 것')),
      make('p', {}, make('a', { href: '/account.html' }, both('The privacy page in your account', '내 계정의 개인정보 페이지'))),
      make('h3', {}, 'dangol.profile.get()'),
      make('pre', { tabindex: '0' }, profile),
      ...sections,
      make('p', {}, close),
    ),
  );
  dialog.showModal();
};

// ---- the owner's view

const inspected = new URL(location.href);
inspected.searchParams.set('dangol', 'inspect');
const inspect = make('a', { class: 'act', href: inspected.href }, both('Inspect this page', '이 페이지 살펴보기'));

// ---- the bar

const state = make('span', { class: 'visitor-bar-state' });
const toggle = make(
  'button',
  { type: 'button', class: 'visitor-bar-toggle', 'aria-expanded': 'false', 'aria-controls': 'visitor-bar-body' },
  make('span', { class: 'visitor-bar-mark' }, both('Demo only', '데모 전용')),
  state,
  make('span', { class: 'visitor-bar-arrow', 'aria-hidden': 'true' }),
);
const body = make(
  'div',
  { class: 'visitor-bar-body', id: 'visitor-bar-body' },
  group('Time', '시간', later, now),
  group('Remember me?', '기억할까요?', accept, decline),
  make(
    'fieldset',
    {},
    make('legend', { id: 'visitor-customer' }, both('Be a customer of the data', '실제 고객 되어 보기')),
    choice,
    be,
  ),
  make('fieldset', {}, make('legend', { id: 'visitor-moment' }, both('Be greeted', '인사 받기')), moment, meet),
  group('What the shop knows', '상점이 아는 것', gold),
  group('The device', '이 기기', act('What is stored', '저장된 것 보기', showStored), forget),
  group('The owner', '운영자', inspect),
  said,
);
body.hidden = true;

const open = (wanted) => {
  body.hidden = !wanted;
  toggle.setAttribute('aria-expanded', String(wanted));
  if (wanted) loadCustomers();
};
toggle.addEventListener('click', () => {
  open(body.hidden);
  session.set(OPEN, body.hidden ? null : '1');
});

async function showState() {
  const ahead = days();
  const time = ahead > 0 ? [`${ahead} days ahead`, `${ahead}일 뒤`] : ['today', '오늘'];
  const api = await dangol;
  let consent = ['Dangol is not on this page', '이 페이지에 단골이 없음'];
  if (api) {
    try {
      const { personalize, measure } = (await api.consent.get()) ?? {};
      if (personalize && measure) consent = ['remembers, and counts', '기억하고 집계함'];
      else if (personalize) consent = ['remembers', '기억함'];
      else if (measure) consent = ['counts only', '집계만 함'];
      else consent = ['remembers nothing', '기억하지 않음'];
    } catch {
      consent = ['its state is unknown', '상태를 알 수 없음'];
    }
  }
  state.replaceChildren(both(`${time[0]} · ${consent[0]}`, `${time[1]} · ${consent[1]}`));
}

document.body.append(
  make('aside', { class: 'visitor-bar', 'data-label-en': 'Demo visitor', 'data-label-ko': '데모 방문자', 'aria-label': current('Demo visitor', '데모 방문자') }, toggle, body),
  dialog,
);
open(session.get(OPEN) === '1');
showState();
