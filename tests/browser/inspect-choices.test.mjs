// The inspector on offers and questions: what was considered, what kept it back, and which of the
// owner's rules fail.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DAY, PRODUCTS, TODAY, close, open } from './harness.mjs';
import { demo, inspect, moment, owner, texts } from './inspector.mjs';

let base;
before(async () => (base = await open()));
after(close);

/** A condition that can be read and fails when it is evaluated, for a basket without lines. */
const FAILS = { '/': [1, { var: 'basket.lines' }] };

/** Campaigns of the place in the middle of the home page, and what is asked, with what keeps each back. */
const OFFERS = {
  campaigns: [
    ...['tea', 'cake'].map((id) => ({ id, place: 'hero', text: { en: { title: `Offer of ${id}` }, ko: { title: `${id} 혜택` } } })),
    { id: 'low', place: 'hero', priority: 10, text: { en: { title: 'Low' } } },
    { id: 'evening', place: 'hero', when: { '>=': [{ var: 'time.hour' }, 18] }, text: { en: { title: 'Evening' } } },
    { id: 'past', place: 'hero', until: '2010-01-01', text: { en: { title: 'Past' } } },
    { id: 'wrong', place: 'hero', when: FAILS, text: { en: { title: 'Wrong' } } },
    { id: 'tea-aside', place: 'basket', text: { en: { title: 'Aside' } } },
  ],
  moments: { return: { when: FAILS, priority: 900 } },
  asking: { satisfaction: { when: FAILS }, fact: { off: true } },
};

/** Somebody who bought a week ago, back at home with the inspector. */
async function buyer(options) {
  const visitor = await owner(base, { ...OFFERS, shopName: demo.shopName }, options);
  await visitor.visit('/');
  await visitor.accept();
  await visitor.visit(PRODUCTS['22423']);
  await visitor.ask('track', 'purchase', { transaction_id: 'T1', currency: 'GBP', items: [{ item_id: '22423', price: 12.75 }] });
  await visitor.kept();
  await visitor.at(TODAY + 7 * DAY);
  visitor.console.length = 0;
  return visitor;
}

test('it says how offers and questions were chosen, and what is wrong with their rules; the shopper meets the others', async () => {
  const visitor = await buyer();
  await visitor.context.addInitScript(() => {
    window.testErrors = [];
    addEventListener('dangol:error', ({ detail }) => window.testErrors.push(`${detail.code}: ${detail.message}`));
  });
  await inspect(visitor);
  await visitor.page.locator('dangol-offer[place="hero"][data-dangol-state="shown"]').waitFor();
  const title = await visitor.page.locator('dangol-offer[place="hero"] [part="title"]').textContent();
  const [won, other] = title === 'Offer of tea' ? ['tea', 'cake'] : ['cake', 'tea'];
  assert.equal(title, `Offer of ${won}`);

  const told = async (name) => (await texts(visitor, `[data-name="${name}"] [part="value"]`))[0];
  const wrong = (path) => `${path}.when: / of what is not a number`;
  const hero = async (id) => told(`hero · ${id}`);
  // The page has asked before the inspector draws: the one that was drawn goes on.
  assert.equal(await hero(won), 'Showngoes on from before in this visit');
  assert.equal(await hero(other), 'Not shownanother goes on in this visit');
  assert.equal(await hero('low'), 'Not shownanother has a higher priority');
  assert.match(await hero('evening'), /^Not shownthe owner’s condition does not hold.*time\.hour = 10.*wanted >= 18/);
  assert.equal(await hero('past'), 'Not shownnot on its days');
  assert.equal(await hero('wrong'), `wrong${wrong('campaigns.5')}`);
  // What another place would show was not chosen yet, and says what it drew.
  assert.match(await told('basket · tea-aside'), /^Showndrew the most: 0\.\d{3}, factor of taste 1\.000, chance to win 100 %$/);

  const question = await visitor.page.locator('dangol-ask [part="text"]').textContent();
  assert.match(question, /cakestand/i);
  assert.equal(await told('asking.satisfaction'), 'wrongsomething was asked in this visit; when: / of what is not a number');
  assert.equal(await told('asking.rating'), `Shown${question}`);
  assert.equal(await told('asking.fact'), 'Not shownswitched off');

  assert.equal(await moment(visitor, 'return'), 'the owner’s condition does not hold');
  assert.match((await texts(visitor, '[data-moment="return"]'))[0], /wrong: .*\/ of what is not a number/);
  assert.equal(await visitor.state('dangol-greeting'), 'shown');

  // The owner hears of each once, in the console and by the event.
  const expected = [wrong('asking.satisfaction'), wrong('campaigns.5'), wrong('moments.return')].map((line) => `config.json: ${line}`);
  assert.deepEqual(visitor.told().toSorted(), expected.map((line) => `info: Dangol: ${line}`));
  const errors = await visitor.page.evaluate(() => window.testErrors);
  assert.deepEqual(errors.toSorted(), expected.map((line) => `bad_config: ${line}`));
  assert.deepEqual(visitor.trouble(), []);
  assert.equal(await visitor.shifts(), 0);
  await visitor.leave();
});

test('it says in Korean too how offers and questions were chosen', async () => {
  const visitor = await buyer({ locale: 'ko-KR' });
  await inspect(visitor);
  const told = async (name) => (await texts(visitor, `[data-name="${name}"] [part="value"]`))[0];
  assert.equal(await told('hero · low'), '보이지 않음우선순위가 더 높은 것이 있습니다');
  assert.equal(await told('asking.fact'), '보이지 않음꺼져 있습니다');
  const headings = await texts(visitor, 'summary');
  for (const heading of ['혜택', '묻는 말']) assert.ok(headings.some((text) => text.startsWith(heading)), heading);
  assert.deepEqual(visitor.trouble(), []);
  await visitor.leave();
});
