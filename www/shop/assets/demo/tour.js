// Demo only: the buttons of the page of what it can do.

import { both } from '/assets/text.js';
import { play } from './scenes.js';
import { CLOCK, dangol, session } from './visitor.js';

const said = document.querySelector('[data-said]');
const buttons = [...document.querySelectorAll('[data-scene]')];

const start = async (name) => {
  const api = await dangol;
  if (!api) {
    said.replaceChildren(both('Dangol is not on this page.', '이 페이지에 단골이 없습니다.'));
    return;
  }
  for (const button of buttons) button.disabled = true;
  try {
    const { ahead, to } = await play(name, api);
    session.set(CLOCK, ahead ? String((Number(session.get(CLOCK)) || 0) + ahead) : session.get(CLOCK));
    location.assign(to);
  } catch (error) {
    const why = error?.code ? `${error.code}: ${error.message}` : String(error?.message ?? error);
    said.replaceChildren(both(`That did not work (${why}).`, `잘되지 않았습니다 (${why}).`));
  } finally {
    for (const button of buttons) button.disabled = false;
  }
};

for (const button of buttons) {
  button.disabled = false;
  button.addEventListener('click', () => start(button.dataset.scene));
}
