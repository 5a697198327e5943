// The demo's page of what it can do: each row of the table in DESIGN.md, by its button, read on the
// page to which it leads.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FEED, Visitor, close, open } from './harness.mjs';
import { reasons } from './regular.mjs';

let base;
before(async () => (base = await open()));
after(close);

/** Presses a row's button, and comes to rest on the page to which it leads. */
async function show(scene, options) {
  const visitor = await Visitor.come(base, { clock: false, ...options });
  await visitor.visit('/tour.html');
  const left = visitor.page.waitForURL((url) => url.pathname !== '/tour.html');
  await visitor.page.click(`[data-scene="${scene}"]`);
  await left;
  await visitor.page.waitForLoadState('load');
  await visitor.rest();
  return visitor;
}

async function leave(visitor) {
  assert.equal(await visitor.shifts(), 0, 'nothing moves');
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
}

test('the street stall: the greeting goes on from yesterday, and so does the first row', async () => {
  const visitor = await show('stall');
  assert.match(await visitor.greeting(), /Last time you were looking at “Regency Cakestand 3 Tier”/);
  assert.ok(reasons(await visitor.cards('for-you')).some((reason) => /^Because you looked at/.test(reason)));
  await leave(visitor);
});

test('Amazon: by name, from what was bought, another list with another visit, and what runs low', async () => {
  const visitor = await show('amazon');
  assert.match(await visitor.greeting(), /Mina/);
  const first = await visitor.cards('for-you');
  assert.ok(reasons(first).some((reason) => /^(Because you bought|You )/.test(reason)), reasons(first).join());
  assert.ok((await visitor.cards('buy-again')).length > 0);
  await leave(visitor);
});

test('CDnow: taste from a like, a purchase and stars together', async () => {
  const visitor = await show('cdnow');
  const cards = await visitor.cards('for-you');
  assert.ok(reasons(cards).some((reason) => reason.includes('Regency Cakestand 3 Tier')), reasons(cards).join());
  const { likes, items } = await visitor.ask('profile.get');
  assert.deepEqual([likes, items.map(({ deed }) => deed).toSorted()], [['Christmas'], ['bought', 'rated', 'viewed']]);
  await leave(visitor);
});

const corner = (visitor) => visitor.page.locator('dangol-corner');

test('Office Depot: what is usually bought goes into the basket by one press', async () => {
  const visitor = await show('depot');
  await corner(visitor).getByRole('heading', { name: 'What you usually buy' }).waitFor();
  const again = corner(visitor).locator('[aria-labelledby] button').filter({ hasText: /basket/i }).first();
  await again.click();
  await visitor.page.waitForFunction(() => Number(document.querySelector('[data-basket-count]').textContent) > 0);
  await leave(visitor);
});

test('My Yahoo: a date to remember, with ideas in time', async () => {
  const visitor = await show('yahoo');
  await corner(visitor).getByText('Jin (sister)', { exact: true }).waitFor();
  await corner(visitor).getByText('in 5 days').waitFor();
  assert.ok((await corner(visitor).locator('[data-item-id]').count()) > 0);
  await leave(visitor);
});

test('Planet U: a coupon, filled into the shop’s own field', async () => {
  const visitor = await show('planetu');
  const offer = visitor.page.locator('dangol-offer[place="basket"]');
  await offer.getByText('10 % off your first order').waitFor();
  await offer.locator('[part~="button"]').click();
  await visitor.page.waitForFunction(() => document.querySelector('#coupon').value === 'WELCOME10');
  await leave(visitor);
});

test('Peapod: one of the shop’s pictures hangs in the banner’s place', async () => {
  const visitor = await show('peapod');
  const { id, kind, reason } = await visitor.ask('offer', 'hero');
  assert.ok(['baking', 'lights', 'party'].includes(id) && kind === 'banner' && reason.text.length > 0);
  assert.equal(await visitor.state('dangol-offer[place="hero"]'), 'shown');
  await leave(visitor);
});

test('Kia: what was told long ago is asked about, once', async () => {
  const visitor = await show('kia');
  assert.match(await visitor.page.locator('dangol-ask [part="text"]').textContent(), /Mina/);
  await leave(visitor);
});

test('one-to-one e-mail: the wish list, sent by oneself', async () => {
  const visitor = await show('mail');
  await corner(visitor).getByText('Regency Cakestand 3 Tier').first().waitFor();
  const mail = await corner(visitor).locator('a[href^="mailto:"]').getAttribute('href');
  assert.match(decodeURIComponent(mail), /Regency Cakestand 3 Tier[^]*Party Bunting|Party Bunting[^]*Regency Cakestand 3 Tier/);
  await leave(visitor);
});

test('how customers decide: side by side, in one’s own way', async () => {
  const visitor = await show('choose');
  const choose = visitor.page.locator('dangol-choose');
  await choose.locator('summary').first().click();
  await choose.locator('#result').waitFor();
  assert.ok((await choose.locator('[part="product"]').count()) >= 2);
  await leave(visitor);
});

test('the petrol station: twenty points to the gift', async () => {
  const visitor = await show('petrol');
  assert.match(await visitor.greeting(), /20 more points and a linen tea towel is yours/);
  await leave(visitor);
});

test('Auction: who stayed away is missed', async () => {
  const visitor = await show('auction');
  assert.match(await visitor.greeting(), /We have missed you/);
  await visitor.page.locator('dangol-offer[place="hero"]').getByText('15 % off, because we missed you').waitFor();
  await leave(visitor);
});

test('Kookmin Bank: for those in their twenties first this, then that', async () => {
  const visitor = await show('kookmin');
  const cards = await visitor.cards('for-you');
  const category = (card) => FEED.find(({ id }) => id === card.id).category;
  const pinned = cards.filter(({ reason }) => reason === 'Recommended by the shop').map(category);
  assert.deepEqual([...new Set(pinned)], ['Bath & comfort', 'Sewing & craft']);
  assert.equal(cards[0].reason, 'Recommended by the shop');
  await leave(visitor);
});

test('United: an apology with its reason and an offer', async () => {
  const visitor = await show('united');
  assert.match(await visitor.greeting(), /We are sorry: your last parcel came four days late.*travels free/);
  await leave(visitor);
});

test('Paran: a greeting that knows where one came from', async () => {
  const visitor = await show('partners');
  assert.match(await visitor.greeting(), /welcome from Paran/);
  await visitor.page.locator('dangol-offer[place="hero"]').getByText('Tea for two, for friends of Paran').waitFor();
  await leave(visitor);
});

test('plan, act, control: the holdout sees the shop’s own page', async () => {
  const visitor = await show('control');
  assert.equal(await visitor.state('dangol-greeting'), 'empty');
  assert.equal(await visitor.state('dangol-recs[kind="for-you"]'), 'empty');
  assert.equal(await visitor.page.locator('dangol-recs[kind="for-you"] > *').first().isVisible(), true);
  await leave(visitor);
});

test('the complaints: a gift does not bend the taste', async () => {
  const visitor = await show('complaints');
  assert.deepEqual(reasons(await visitor.cards('for-you')), ['Popular in the shop lately']);
  const { items } = await visitor.ask('profile.get');
  assert.ok(items.every(({ gift, deed }) => gift || deed === 'viewed'));
  await leave(visitor);
});

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

test('the page itself: every row has a button, in both languages, and axe finds nothing', async () => {
  for (const [locale, width, colorScheme] of [['en-GB', 1280, 'light'], ['ko-KR', 320, 'dark']]) {
    const visitor = await Visitor.come(base, { locale, colorScheme, viewport: { width, height: 900 } });
    await visitor.visit('/tour.html');
    await visitor.page.waitForFunction(() => !document.querySelector('[data-scene][disabled]'));
    assert.equal(await visitor.page.locator('[data-scene]').count(), 17);
    assert.ok((await visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
    await visitor.page.evaluate(axe);
    const found = await visitor.page.evaluate(async () => (await window.axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`));
    assert.deepEqual(found, [], locale);
    await leave(visitor);
  }
});
