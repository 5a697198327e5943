// Asking back: one question on the page, answered by keyboard, kept, counted only if that was
// agreed to, refused for good, in both languages, without a request and without a shift.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { DAY, PRODUCTS, SITE, TODAY, Visitor, close, open } from './harness.mjs';
import { Collector, configure, read } from './collector.mjs';
import { regular } from './regular.mjs';

const SATISFACTION = 12;
const FOLLOWED = 10;
const CAKESTAND = { item_id: '22423', item_name: 'Regency Cakestand 3 Tier', price: 12.75 };
const TEACUP = { item_id: '22720', item_name: 'Set of 3 Cake Tins Pantry Design', price: 4.95 };

let base;
let collector;
before(async () => {
  base = await open();
  collector = await Collector.before(base);
});
after(async () => {
  collector?.close();
  await close();
});

const track = (visitor, items) => visitor.ask('track', 'purchase', { transaction_id: `T-${items[0].item_id}`, currency: 'GBP', items });

/** A regular who bought a week ago, at home. */
async function buyer(items = [CAKESTAND], options = {}) {
  const visitor = await regular(base, options);
  for (const item of items) {
    await visitor.visit(PRODUCTS[item.item_id]);
    await track(visitor, [item]);
  }
  await visitor.kept();
  await home(visitor, 7);
  return visitor;
}

/** Comes home so many days later. */
async function home(visitor, days, path = '/') {
  await visitor.at(TODAY + days * DAY);
  await visitor.visit(path);
}

const card = (visitor) => visitor.page.locator('dangol-ask [part="question"]');
const text = (visitor) => visitor.page.locator('dangol-ask [part="text"]').textContent();
const state = (visitor) => visitor.state('dangol-ask');
const status = (visitor) => visitor.page.locator('dangol-ask [role="status"]');
const questions = async (visitor) => (await visitor.ask('profile.export')).profile.questions;

/** From the page's beginning by the tab key, until the focus is on this; says how often. */
async function tabTo(visitor, name) {
  await visitor.page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
  });
  for (let presses = 0; presses < 60; presses += 1) {
    await visitor.page.keyboard.press('Tab');
    const focused = await visitor.page.evaluate(() => {
      const inner = document.activeElement?.shadowRoot?.activeElement;
      return inner && (inner.getAttribute('aria-label') || inner.textContent);
    });
    if (focused === name) return;
  }
  throw new Error(`the tab key does not reach ${name}`);
}

test('a first visit, and who has not agreed, is asked nothing and finds the page’s own words', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/');
  assert.equal(await state(visitor), 'empty');
  assert.match(await visitor.page.locator('dangol-ask').innerText(), /A person answers your letters/);
  await track(visitor, [CAKESTAND]);
  await home(visitor, 7);
  assert.equal(await state(visitor), 'empty');
  assert.equal(await visitor.ask('question'), null);
  await visitor.leave();
});

test('the pulse is answered by keyboard, kept, thanked for, and not asked again', async () => {
  const visitor = await buyer();
  assert.equal(await state(visitor), 'shown');
  assert.equal(await text(visitor), 'How satisfied are you with Plum & Linnet?');
  const group = visitor.page.getByRole('radiogroup', { name: /How satisfied/ });
  const names = await group.getByRole('radio').evaluateAll((stars) => stars.map((star) => star.getAttribute('aria-label')));
  assert.deepEqual(names, ['1 star, not at all', '2 stars', '3 stars', '4 stars', '5 stars, very much']);
  // The export, by which this test looks at what is kept, needs the privacy page's files.
  assert.equal((await questions(visitor)).posed.length, 1);
  const before = visitor.paths().length;
  // Who sends without having chosen is led to the stars, and nothing is taken.
  await visitor.page.getByRole('button', { name: 'Answer' }).click();
  assert.equal(await visitor.page.evaluate(() => document.querySelector('dangol-ask').shadowRoot.activeElement.type), 'radio');
  await tabTo(visitor, '1 star, not at all');
  for (let stars = 1; stars < 4; stars += 1) await visitor.page.keyboard.press('ArrowRight');
  assert.deepEqual((await questions(visitor)).posed.map(({ outcome }) => outcome), ['open'], 'walking over the stars is no answer');
  await tabTo(visitor, 'Answer');
  await visitor.page.keyboard.press('Enter');
  assert.equal(await status(visitor).textContent(), 'Thank you. Your answer stays on this device.');
  assert.equal(await visitor.page.evaluate(() => document.querySelector('dangol-ask').shadowRoot.activeElement.getAttribute('role')), 'status');
  await visitor.kept();
  assert.deepEqual(await visitor.ask('profile.get').then(({ satisfaction }) => satisfaction), { stars: 4, at: TODAY + 7 * DAY });
  assert.equal(visitor.paths().length, before, 'no request came of it');
  assert.equal(await visitor.shifts(), 0);
  for (const days of [7, 8, 30]) {
    await home(visitor, days);
    if (days < 10) assert.equal(await state(visitor), 'empty', `${days}`);
    else if ((await state(visitor)) === 'shown') assert.notEqual(await text(visitor), 'How satisfied are you with Plum & Linnet?');
    assert.equal(await visitor.shifts(), 0);
  }
  await visitor.visit('/account.html');
  await visitor.page.locator('dangol-privacy').getByText(/^4 stars · /).waitFor();
  assert.deepEqual(visitor.trouble(), []);
  await visitor.leave();
});

test('a question goes on through the visit on every page that has a place, one at a time', async () => {
  const visitor = await buyer();
  const first = await text(visitor);
  await visitor.page.evaluate(() => document.querySelector('main').append(document.createElement('dangol-ask')));
  await visitor.page.locator('dangol-ask[data-dangol-state="empty"]').waitFor({ state: 'attached' });
  assert.equal(await card(visitor).count(), 1);
  await visitor.visit('/account.html');
  assert.equal(await text(visitor), first);
  assert.equal((await visitor.ask('question')).text, first);
  assert.equal((await questions(visitor)).posed.length, 1);
  await visitor.leave();
});

test('the end of an order: the thanks page asks, and nothing moves', async () => {
  const visitor = await buyer();
  await visitor.page.getByRole('button', { name: 'Not now' }).click();
  assert.equal(await status(visitor).textContent(), 'All right, not now.');
  await visitor.kept();
  await visitor.ask('profile.erase');
  await visitor.accept();
  await home(visitor, 20);
  await visitor.kept();
  await home(visitor, 21, PRODUCTS['22423']);
  await visitor.page.click('form.add button');
  await visitor.kept();
  await visitor.visit('/checkout.html');
  await visitor.page.click('main form button[type="submit"]');
  await visitor.page.waitForURL('**/thanks.html*');
  await visitor.page.locator('dangol-ask[data-dangol-state="shown"]').waitFor();
  assert.match(await text(visitor), /^How satisfied/);
  assert.equal(await visitor.shifts(), 0);
  assert.deepEqual(visitor.trouble(), []);
  await visitor.leave();
});

test('a rating counts as one: what was given one star speaks for less', async () => {
  const visitor = await regular(base);
  const config = JSON.parse(readFileSync(`${SITE}/dangol/config.json`, 'utf8'));
  config.asking = { satisfaction: { off: true } };
  await visitor.context.route('**/dangol/config.json', (route) => route.fulfill({ json: config }));
  await visitor.visit(PRODUCTS['22423']);
  await track(visitor, [CAKESTAND]);
  await visitor.kept();
  await home(visitor, 6);
  assert.equal(await text(visitor), 'How do you like “Regency Cakestand 3 Tier”?');
  const because = (cards) => cards.filter(({ reason }) => reason.includes('Regency Cakestand 3 Tier'));
  const before = because(await visitor.cards('for-you')).length;
  assert.ok(before > 1, `${before}`);
  await visitor.page.getByRole('radio', { name: '1 star, not at all' }).check();
  await visitor.page.getByRole('button', { name: 'Answer' }).click();
  assert.match(await status(visitor).textContent(), /^Thank you\. .+ What we suggest to you goes by it\.$/);
  await visitor.kept();
  assert.equal(await visitor.ask('profile.rating', '22423'), 1);
  await visitor.visit('/');
  const after = because(await visitor.cards('for-you')).length;
  assert.ok(after < before, `${after} of ${before}`);
  assert.equal(await state(visitor), 'empty');
  await visitor.leave();
});

test('a stale fact is asked about here or on the privacy page, and one answer settles both', async () => {
  const visitor = await regular(base);
  await visitor.ask('profile.setFacts', { likes: ['tea'], sizes: [{ of: 'shoes', size: 240 }] });
  await visitor.kept();
  await home(visitor, 400, '/account.html');
  assert.equal(await text(visitor), 'You told us that you like this: tea. Do you still?');
  assert.equal(await visitor.page.locator('dangol-privacy [part="question"]').count(), 0);
  assert.equal(await visitor.shifts(), 0);
  await visitor.page.getByRole('button', { name: 'No, forget it' }).click();
  await visitor.kept();
  assert.deepEqual((await visitor.ask('profile.get')).likes, []);
  // A size is nobody else's business: only the privacy page asks, once the month is over.
  await home(visitor, 440);
  assert.equal(await state(visitor), 'empty');
  await visitor.visit('/account.html');
  await visitor.page.locator('dangol-privacy [part="question"]').waitFor();
  assert.equal(await state(visitor), 'empty');
  await visitor.leave();
});

test('refused for good: nothing more is asked, and the privacy page can allow it again', async () => {
  const visitor = await buyer([CAKESTAND, TEACUP]);
  await tabTo(visitor, 'Do not ask this again');
  await visitor.page.keyboard.press('Enter');
  assert.equal(await status(visitor).textContent(), 'We will not ask again. The privacy page can allow it again.');
  await visitor.kept();
  // Five visits of peace; then something else is asked, and refused with all the rest.
  for (let visit = 1; visit <= 5; visit += 1) {
    await home(visitor, 7 + 3 * visit);
    assert.equal(await state(visitor), 'empty', `visit ${visit}`);
    await visitor.kept();
  }
  await home(visitor, 25);
  assert.match(await text(visitor), /^How do you like/);
  await visitor.page.getByRole('button', { name: 'Never ask me anything' }).click();
  await visitor.kept();
  await visitor.visit(PRODUCTS['22423']);
  await track(visitor, [{ ...CAKESTAND, price: 13 }]);
  await visitor.kept();
  for (const days of [100, 110, 120, 130, 140, 150, 160]) {
    await home(visitor, days);
    assert.equal(await state(visitor), 'empty', `${days}`);
  }
  assert.deepEqual((await visitor.ask('profile.get')).stoppedQuestions, ['all', 'satisfaction']);
  await visitor.visit('/account.html');
  for (const name of ['Allow again: Anything at all', 'Allow again: How satisfied you are']) {
    const again = visitor.page.getByRole('button', { name });
    await again.click();
    await again.waitFor({ state: 'detached' });
  }
  await visitor.kept();
  assert.deepEqual((await visitor.ask('profile.get')).stoppedQuestions, []);
  await visitor.visit(PRODUCTS['22423']);
  await visitor.ask('track', 'purchase', { transaction_id: 'T-late', currency: 'GBP', items: [CAKESTAND] });
  await visitor.kept();
  await visitor.visit('/');
  assert.equal(await state(visitor), 'shown');
  await visitor.leave();
});

test('a shop may draw its own: question, answer, and errors that say so', async () => {
  const visitor = await buyer();
  await visitor.visit('/about.html');
  const asked = await visitor.ask('question');
  assert.deepEqual(asked, { kind: 'satisfaction', text: 'How satisfied are you with Plum & Linnet?', note: 'Your answer stays on this device.', itemId: null });
  const code = (value) => visitor.page.evaluate((value) => window.dangol.answer(value).then(() => '', (error) => error.code), value);
  for (const bad of [0, 6, 'five', true, {}]) assert.equal(await code(bad), 'bad_answer', JSON.stringify(bad));
  assert.equal(await code(2), '');
  assert.equal(await code(2), 'bad_answer', 'once');
  assert.equal(await visitor.ask('question'), null);
  await visitor.ask('profile.allowQuestion', 'rating', false);
  await visitor.kept();
  assert.deepEqual((await visitor.ask('profile.get')).stoppedQuestions, ['rating']);
  const wrong = visitor.page.evaluate(() => window.dangol.profile.allowQuestion('weather').then(() => '', (error) => error.code));
  assert.equal(await wrong, 'bad_answer');
  await visitor.leave();
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

for (const [locale, colorScheme, width] of [
  ['en-GB', 'light', 1280],
  ['en-GB', 'dark', 320],
  ['ko-KR', 'light', 320],
  ['ko-KR', 'dark', 1280],
]) {
  test(`axe finds nothing, all of it fits, and all can be touched: ${locale}, ${colorScheme}, ${width} px`, async () => {
    const visitor = await buyer([CAKESTAND], { locale, colorScheme, viewport: { width, height: 844 }, bypassCSP: true });
    const korean = locale === 'ko-KR';
    assert.equal(await text(visitor), korean ? '플럼 앤 리넷에 얼마나 만족하세요?' : 'How satisfied are you with Plum & Linnet?');
    const check = async () => {
      await visitor.page.evaluate(axe);
      const found = await visitor.page.evaluate(async () => {
        const { violations } = await window.axe.run('dangol-ask', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] });
        return violations.filter(({ id }) => id !== 'region').map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
      });
      assert.deepEqual(found, []);
      const wider = await visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wider <= 0, `${wider} px too wide`);
      assert.equal(await visitor.shifts(), 0);
    };
    await check();
    for (const target of await visitor.page.locator('dangol-ask').locator('button, label').all()) {
      const box = await target.boundingBox();
      assert.ok(box.width >= 24 && box.height >= 24, `${await target.textContent()}: ${box.width} by ${box.height}`);
    }
    const [host, drawn] = await Promise.all([visitor.page.locator('dangol-ask').boundingBox(), card(visitor).boundingBox()]);
    assert.ok(drawn.height <= host.height, `the room that is kept holds it: ${drawn.height} in ${host.height}`);
    await visitor.page.locator('dangol-ask label').nth(4).click();
    await visitor.page.locator('dangol-ask [part="send"]').click();
    assert.match(await status(visitor).textContent(), korean ? /^고맙습니다\. 답은 이 기기에만 남아요\.$/ : /^Thank you\./);
    await check();
    await visitor.leave();
  });
}

test('what the owner wrote wrong is told and left out, and the rest is asked', async () => {
  const visitor = await regular(base);
  const config = JSON.parse(readFileSync(`${SITE}/dangol/config.json`, 'utf8'));
  config.asking = { satisfaction: { text: { en: '{$weather}?' } }, rating: { when: { nonsense: 1 } }, fact: 1 };
  await visitor.context.route('**/dangol/config.json', (route) => route.fulfill({ json: config }));
  await visitor.visit(PRODUCTS['22423']);
  await track(visitor, [CAKESTAND]);
  await visitor.kept();
  await home(visitor, 7);
  assert.equal(await text(visitor), 'How satisfied are you with Plum & Linnet?');
  const told = [...new Set(visitor.told())].toSorted();
  assert.deepEqual(told, [
    'info: Dangol: config.json: asking.fact: must be an object',
    'info: Dangol: config.json: asking.rating.when: there is no operator "nonsense"',
    'info: Dangol: config.json: asking.satisfaction.text: en: it asks for a value that is not there',
  ]);
  await visitor.leave();
});

/** Somebody before the collector, asked a week after an order; the report of that day. */
async function reported(measure) {
  collector.arrived.length = 0;
  collector.status = 204;
  const visitor = await Visitor.come(collector.base);
  await configure(visitor);
  await visitor.visit('/about.html');
  await visitor.ask('consent.set', { personalize: true, measure });
  await visitor.visit(PRODUCTS['22423']);
  await track(visitor, [CAKESTAND]);
  await visitor.ask('track', 'dangol_delivery', { state: 'under_way', url: '/account.html' });
  await visitor.kept();
  // The day of the order is told of first, where anything is.
  const day = async (days, path) => {
    await home(visitor, days, path);
    await visitor.kept();
    if (measure) {
      await visitor.page.waitForFunction(async () => {
        const { waiting } = (await window.dangol.profile.export()).profile.tally;
        return waiting.every(({ after }) => after > Date.now());
      });
    }
    await visitor.page.goto('about:blank');
    await visitor.at(TODAY + days * DAY + 10_000);
    await visitor.visit(path);
    if (measure) {
      await visitor.page.waitForFunction(async () => (await window.dangol.profile.export()).profile.tally.waiting.length === 0);
      await visitor.kept();
    }
  };
  await day(6, '/');
  assert.equal((await visitor.ask('greeting')).code, 'delivery');
  await visitor.follow(visitor.page.locator('dangol-greeting [part="link"]'));
  await visitor.ask('track', 'dangol_delivery', { state: 'delivered' });
  await visitor.visit('/about.html');
  const asked = await visitor.ask('question');
  return { visitor, day, asked };
}

test('who agreed to be counted is: the stars and the greeting that was followed, on the next day', async () => {
  const { visitor, day, asked } = await reported(true);
  // On that visit a rating was asked: the order was under way. Two weeks later it is the pulse.
  assert.equal(asked.kind, 'rating');
  await visitor.ask('answer', 5);
  await visitor.kept();
  await day(20, '/');
  const followed = collector.arrived.map(({ body }) => read(body).entries.filter(({ measure }) => measure === FOLLOWED));
  assert.deepEqual(followed.flat().map(({ slot, cell, count }) => [slot, cell, count]), [[0, 0, 1]]);
  assert.match(await text(visitor), /^How satisfied/);
  assert.match(await visitor.page.locator('dangol-ask [part="note"]').textContent(), /counted without your name, because you agreed/);
  await visitor.page.getByRole('radio', { name: '5 stars, very much' }).check();
  await visitor.page.getByRole('button', { name: 'Answer' }).click();
  await visitor.kept();
  assert.equal(collector.arrived.flatMap(({ body }) => read(body).entries).filter(({ measure }) => measure === SATISFACTION).length, 0, 'the day is not over');
  await day(21, '/about.html');
  const said = collector.arrived.flatMap(({ body }) => read(body).entries).filter(({ measure }) => measure === SATISFACTION);
  assert.deepEqual(said, [{ measure: SATISFACTION, slot: 0, arm: 0, subject: 0, cell: 4, count: 1 }]);
  assert.deepEqual(visitor.trouble(), []);
  await visitor.leave();
});

test('who did not agree is asked all the same, keeps the answer, and is never told of', async () => {
  const { visitor, day } = await reported(false);
  await visitor.ask('answer', 5);
  await visitor.kept();
  await day(20, '/');
  assert.equal(await visitor.page.locator('dangol-ask [part="note"]').textContent(), 'Your answer stays on this device.');
  await visitor.page.getByRole('radio', { name: '2 stars' }).check();
  await visitor.page.getByRole('button', { name: 'Answer' }).click();
  await visitor.kept();
  assert.equal((await visitor.ask('profile.get')).satisfaction.stars, 2);
  await day(21, '/about.html');
  await visitor.page.waitForLoadState('networkidle');
  assert.deepEqual((await visitor.ask('profile.export')).profile.tally.waiting, [], 'nothing is to be sent later either');
  assert.equal(collector.arrived.length, 0);
  await visitor.leave();
});
