// The main job, end to end: come, browse, leave, return, buy; and what was not requested.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readdirSync } from 'node:fs';
import { DAY, EMPTY_STORAGE, PRODUCTS, SITE, TODAY, Visitor, close, entry, open } from './harness.mjs';

const FIVE = ['22423', '47566', '20725', '84879', '22720'];

let base;
before(async () => (base = await open()));
after(close);

const widget = readdirSync(`${SITE}/dangol`).filter((name) => name.startsWith('widget-'));
const firstVisit = [
  '/dangol/dangol.js',
  '/dangol/config.json',
  '/dangol/model/entry.json',
  ...widget.map((name) => `/dangol/${name}`),
  `/dangol/model/${entry.build}/home.dgm`,
  '/dangol/model/hot.dgm',
];

test('a first visit is greeted without a name, sees what is trending, and leaves no trace', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/');
  assert.match(await visitor.greeting(), /^Good morning, and welcome to /);
  const forYou = await visitor.cards('for-you');
  const trending = await visitor.cards('trending');
  const fresh = await visitor.cards('new-for-you');
  for (const cards of [forYou, trending, fresh]) assert.equal(cards.length, 6);
  for (const card of [...forYou, ...trending]) {
    assert.equal(card.reason, 'Popular in the shop lately');
    assert.ok(PRODUCTS[card.id], `${card.id} is a product of the shop`);
  }
  assert.ok(fresh.every((card) => card.reason === 'New in the shop'));
  const ids = [...forYou, ...trending, ...fresh].map((card) => card.id);
  assert.equal(new Set(ids).size, 18, 'no slot repeats what another one shows');
  for (const kind of ['buy-again', 'because-you-viewed', 'recently-viewed']) {
    assert.equal(await visitor.state(`dangol-recs[kind="${kind}"]`), 'empty');
  }
  assert.deepEqual(visitor.paths().toSorted(), firstVisit.toSorted());
  assert.deepEqual(await visitor.storage(), EMPTY_STORAGE);
  assert.equal(await visitor.shifts(), 0);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('without an answer, what was looked at is forgotten with the page', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit(PRODUCTS['22423']);
  assert.equal((await visitor.ask('profile.get')).items.length, 1, 'this page is known');
  await visitor.visit('/');
  assert.deepEqual((await visitor.ask('profile.get')).items, []);
  assert.deepEqual(await visitor.storage(), EMPTY_STORAGE);
  await visitor.leave();
});

test('who browses and returns is greeted, and finds neighbours of what they saw', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/');
  await visitor.accept();
  const neighbours = new Map();
  for (const id of FIVE) {
    await visitor.visit(PRODUCTS[id]);
    const related = await visitor.ask('recommend', { kind: 'related', limit: 24 });
    const together = await visitor.ask('recommend', { kind: 'bought-together', limit: 24 });
    assert.ok(related.length >= 6 && related.every((card) => card.itemId !== id));
    for (const card of [...related, ...together]) neighbours.set(card.itemId, id);
    await visitor.kept();
  }
  await visitor.at(TODAY + DAY);
  await visitor.visit('/');
  assert.match(await visitor.greeting(), /^Good morning\. It’s good to see you again\. Last time you were looking at “.+”\.$/);
  const forYou = await visitor.cards('for-you');
  assert.equal(forYou.length, 6);
  for (const card of forYou) {
    assert.ok(neighbours.has(card.id), `${card.id} is a neighbour of what was seen`);
    assert.ok(!FIVE.includes(card.id), 'what was looked at is for "recently viewed"');
    assert.match(card.reason, /^Because you looked at “.+”$/);
  }
  const recent = await visitor.cards('recently-viewed');
  assert.deepEqual(recent.map((card) => card.id), FIVE.toReversed());
  assert.equal(recent[0].reason, 'You looked at this yesterday');
  assert.equal(await visitor.shifts(), 0);
  assert.deepEqual(visitor.console, []);

  await visitor.ask('profile.setFacts', { name: 'Mina' });
  await visitor.visit('/');
  assert.match(await visitor.greeting(), /^Good morning, Mina\. It’s good to see you again\. Last time /);
  await visitor.leave();
});

test('a list stays within a visit and why() gives its true reason', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/');
  await visitor.accept();
  await visitor.visit(PRODUCTS['22423']);
  await visitor.kept();
  await visitor.visit('/');
  const first = await visitor.cards('for-you');
  await visitor.visit('/');
  assert.deepEqual(await visitor.cards('for-you'), first);
  const why = await visitor.ask('why', first[0].id);
  assert.deepEqual(why, { code: 'because_viewed', text: first[0].reason });
  await visitor.leave();
});

test('what is put into the basket and what is bought is no longer recommended', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/');
  await visitor.accept();
  await visitor.visit(PRODUCTS['22423']);
  const wanted = (await visitor.cards('related')).find((card) => card.id !== '22423').id;
  await visitor.visit(PRODUCTS[wanted]);
  await visitor.page.click('form.add button');
  await visitor.kept();

  await visitor.visit(PRODUCTS['22423']);
  const related = await visitor.cards('related');
  assert.ok(related.every((card) => card.id !== wanted), 'it is in the basket');

  await visitor.visit('/basket.html');
  const beside = await visitor.cards('complete-the-basket');
  assert.ok(beside.length > 0 && beside.every((card) => card.id !== wanted));
  assert.match(beside[0].reason, /^Goes with “.+” in your basket$/);

  await visitor.visit('/checkout.html');
  await visitor.page.click('main form button[type="submit"]');
  await visitor.page.waitForURL('**/thanks.html*');
  await visitor.page.waitForFunction(
    async () => (await window.dangol.profile.get()).items.some((item) => item.deed === 'bought'),
  );
  await visitor.kept();
  await visitor.at(TODAY + DAY);
  for (const path of [PRODUCTS['22423'], '/']) {
    await visitor.visit(path);
    for (const kind of [
      'related', 'bought-together', 'for-you', 'trending', 'recently-viewed', 'buy-again', 'because-you-viewed', 'new-for-you',
    ]) {
      const cards = await visitor.cards(kind);
      assert.ok(cards.every((card) => card.id !== wanted), `${kind} on ${path}`);
    }
  }
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('what is done in the moment before leaving a page is kept', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/');
  await visitor.accept();
  await visitor.page.goto(base + PRODUCTS['22423']);
  await visitor.page.waitForSelector('dangol-recs[data-dangol-state="shown"]', { state: 'attached' });
  await visitor.visit('/');
  for (const id of ['20725', '84879']) {
    await visitor.page.evaluate(
      ([id, path]) =>
        window.dangol.track('add_to_cart', { items: [{ item_id: id }] }).then(() => (location.href = path)),
      [id, '/about.html'],
    );
    await visitor.page.waitForURL('**/about.html');
    await visitor.visit('/');
  }
  const { items, basket } = await visitor.ask('profile.get');
  assert.deepEqual(items.map((item) => `${item.deed} ${item.itemId}`), [
    'addedToCart 84879',
    'addedToCart 20725',
    'viewed 22423',
  ]);
  assert.deepEqual(basket, ['20725', '84879']);
  await visitor.leave();
});

test('a second tab sees what the first one did, and neither overwrites the other', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/');
  await visitor.accept();
  const second = await visitor.tab();
  await visitor.visit(PRODUCTS['22423'], visitor.page);
  await visitor.visit(PRODUCTS['47566'], second);
  await visitor.kept();
  await visitor.kept(second);
  const seen = (page) =>
    page.evaluate(async () => (await window.dangol.profile.get()).items.map((item) => item.itemId).sort());
  for (const page of [visitor.page, second]) {
    await page.waitForFunction(async () => (await window.dangol.profile.get()).items.length === 2);
  }
  assert.deepEqual(await seen(visitor.page), ['22423', '47566']);
  assert.deepEqual(await seen(second), ['22423', '47566']);
  await visitor.leave();
});
