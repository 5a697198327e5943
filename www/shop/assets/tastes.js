// What the visitor says of whole categories: two buttons for each, of which one may be pressed.
// Dangol keeps the answer; until it is there, and where it cannot run, the buttons are not.

import { both } from './text.js';

const panel = document.querySelector('[data-tastes]');
const said = document.querySelector('[data-taste-said]');
const privacy = document.querySelector('dangol-privacy');
const buttons = [...panel.querySelectorAll('[data-says]')];

const topicOf = (button) => button.closest('[data-topic]').dataset.topic;

/** Shows what is remembered; returns it. */
const show = async () => {
  const profile = await window.dangol.profile.get();
  for (const button of buttons) {
    const pressed = profile[button.dataset.says].includes(topicOf(button));
    button.setAttribute('aria-pressed', String(pressed));
  }
  return profile;
};

const answer = async (button) => {
  const topic = topicOf(button);
  const before = await show();
  const without = (list) => list.filter((word) => word !== topic);
  const stated = { likes: without(before.likes), dislikes: without(before.dislikes) };
  if (button.getAttribute('aria-pressed') !== 'true') stated[button.dataset.says].push(topic);
  try {
    await window.dangol.profile.setFacts(stated);
  } catch {
    // Where nothing can be kept, it holds on this page all the same.
  }
  const { personalize } = await show();
  said.replaceChildren(
    personalize === true
      ? both('Noted.', '반영했습니다.')
      : both('On this page only, until you let us remember you.', '기억하기를 켜지 않으면 이 페이지에서만 적용됩니다.'),
  );
};

const begin = async () => {
  await show();
  // One answer after the other, so that none is lost.
  let answered = Promise.resolve();
  for (const button of buttons) {
    button.addEventListener('click', () => {
      answered = answered.then(() => answer(button));
    });
  }
  // What is taken back beside, on the privacy page, is taken back here.
  const follow = () => {
    if (privacy.shadowRoot) new MutationObserver(show).observe(privacy.shadowRoot, { childList: true });
    return Boolean(privacy.shadowRoot);
  };
  if (!follow()) {
    const placed = new MutationObserver(() => follow() && placed.disconnect());
    placed.observe(privacy, { attributeFilter: ['data-dangol-state'] });
  }
  panel.dataset.ready = '';
};

if (window.dangol?.ready) window.dangol.ready.then(begin, () => {});
else window.addEventListener('dangol:ready', begin, { once: true });
