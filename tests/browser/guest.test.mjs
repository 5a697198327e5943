// "This is not me": a shared device.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DAY, PRODUCTS, TODAY, Visitor, close, open } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

const ITEM = '22423';
const NAME = 'Zebedee';
const TOMORROW = TODAY + DAY;

async function owner() {
  const visitor = await Visitor.come(base);
  await visitor.visit(PRODUCTS[ITEM]);
  await visitor.accept();
  await visitor.ask('profile.setFacts', { name: NAME });
  await visitor.kept();
  await visitor.at(TOMORROW);
  await visitor.visit('/');
  await visitor.kept();
  return visitor;
}

/** All text and addresses that stand in the page, also where shadows hide it. */
const standing = (page) =>
  page.evaluate(() => {
    const slots = document.querySelectorAll('dangol-recs,dangol-greeting,dangol-privacy');
    return [...slots].map((slot) => slot.shadowRoot?.innerHTML ?? '').join('\n');
  });

const remembered = async (visitor, page = visitor.page) =>
  page.evaluate(async () => {
    const { guest, name, items, bytes } = await window.dangol.profile.get();
    return { guest, name, items: items.map((item) => item.itemId), bytes };
  });

test('a guest finds nothing of the owner, in no tab, and leaves nothing', async () => {
  const visitor = await owner();
  await visitor.visit('/account.html');
  const before = await visitor.ask('profile.export');
  const other = await visitor.tab();
  await visitor.visit('/', other);
  assert.match(await visitor.greeting(other), new RegExp(NAME));

  const privacy = visitor.page.locator('dangol-privacy');
  await privacy.getByRole('button', { name: 'This is not me' }).click();
  await privacy.getByRole('button', { name: 'It’s me again' }).waitFor();
  await privacy.getByText('You are a guest now.').waitFor();
  assert.ok(!(await standing(visitor.page)).includes(NAME));
  // The other tab hears of it.
  await other.waitForFunction((name) => {
    const slot = document.querySelector('dangol-greeting');
    return slot.dataset.dangolState && !slot.shadowRoot.textContent.includes(name);
  }, NAME);
  assert.ok(!(await standing(other)).includes(NAME));
  assert.deepEqual(await remembered(visitor, other), { guest: true, name: null, items: [], bytes: 0 });

  // The guest goes about, by pages that are loaded anew.
  for (const path of [PRODUCTS['47566'], '/', PRODUCTS['84879'], '/account.html']) {
    await visitor.visit(path);
    assert.ok(!(await standing(visitor.page)).includes(NAME), path);
    const { guest, name, bytes } = await remembered(visitor);
    assert.deepEqual({ guest, name, bytes }, { guest: true, name: null, bytes: 0 });
  }
  assert.deepEqual((await remembered(visitor)).items, [], 'nor is the guest remembered');
  const code = await visitor.page.evaluate((data) => window.dangol.profile.import(data).catch((error) => error.code), before);
  assert.equal(code, 'not_granted');

  await privacy.getByRole('button', { name: 'It’s me again' }).click();
  await privacy.getByText('Welcome back.').waitFor();
  assert.equal((await remembered(visitor)).name, NAME);
  await other.waitForFunction(async (name) => (await window.dangol.profile.get()).name === name, NAME);
  const after = await visitor.ask('profile.export');
  for (const { profile } of [before, after]) delete profile.visits;
  assert.deepEqual(after, before);
  assert.deepEqual(visitor.trouble(), []);
  await visitor.leave();
});

test('a guest visit ends by itself after half an hour without an event', async () => {
  const visitor = await owner();
  await visitor.ask('guest', true);
  await visitor.at(TOMORROW + 25 * 60_000);
  await visitor.visit('/');
  assert.equal((await remembered(visitor)).guest, true);
  // Changes nothing, and resolves when all is kept.
  await visitor.ask('guest', true);
  await visitor.at(TOMORROW + 54 * 60_000);
  await visitor.visit('/account.html');
  assert.equal((await remembered(visitor)).guest, true);
  await visitor.ask('guest', true);
  await visitor.at(TOMORROW + 85 * 60_000);
  // The page that stood open shows the owner's again with the first event, and not before.
  await visitor.ask('track', 'view_item', { items: [{ item_id: '47566' }] });
  assert.deepEqual((await remembered(visitor)).guest, false);
  assert.equal((await remembered(visitor)).name, NAME);
  await visitor.visit('/');
  assert.match(await visitor.greeting(), new RegExp(NAME));
  assert.deepEqual(visitor.trouble(), []);
  await visitor.leave();
});

test('without consent a guest leaves as little as anybody', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit(PRODUCTS[ITEM]);
  await visitor.ask('guest', true);
  assert.deepEqual((await visitor.storage()).databases, []);
  await visitor.visit('/');
  assert.equal((await remembered(visitor)).guest, false);
  await visitor.leave();
});
