// The demo's page of what it can do: each row of the table in DESIGN.md, by its button, read on the
// page to which it leads.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Collector as Watched, configure, nextDay, read } from './collector.mjs';
import { CODE, Collector, bytes, entry } from './dashboard.mjs';
import { DAY, FEED, PRODUCTS, SITE, TODAY, Visitor, close, open } from './harness.mjs';
import { reasons } from './regular.mjs';

let base;
before(async () => (base = await open()));
after(close);

/** Presses a row's button, and comes to rest on the page to which it leads. */
async function show(scene, options) {
  return play(await Visitor.come(base, { clock: false, ...options }), scene);
}

async function play(visitor, scene) {
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

/** What the demo's bar gives nobody unasked: to be counted. */
const beCounted = async (visitor) => {
  await visitor.ask('consent.set', { personalize: true, measure: true });
  await visitor.kept();
};

/** The shop's own way to an order, from its basket; ends with the thanks. */
async function order(visitor) {
  await visitor.visit('/checkout.html');
  await visitor.page.click('main form button[type="submit"]');
  await visitor.page.waitForURL('**/thanks.html*');
  await visitor.rest();
  await visitor.page.waitForFunction(async () => (await window.dangol.profile.get()).items.some(({ deed }) => deed === 'bought'));
  await visitor.kept();
}

test('Planet U: that the coupon was redeemed is seen by the order, and arrives with the next day’s report', async () => {
  const collector = await Watched.before(base);
  const visitor = await Visitor.come(collector.base);
  await configure(visitor);
  await play(visitor, 'planetu');
  const offer = visitor.page.locator('dangol-offer[place="basket"]');
  await offer.locator('[part~="button"]').click();
  await visitor.page.waitForFunction(() => document.querySelector('#coupon').value === 'WELCOME10');
  await visitor.page.locator('[data-off-line]').filter({ hasText: 'WELCOME10' }).waitFor();
  await beCounted(visitor);
  const welcome = async () => (await visitor.ask('profile.get')).offers.find(({ id }) => id === 'welcome');
  assert.equal((await welcome()).redeemed, 0);
  await order(visitor);
  assert.equal((await welcome()).redeemed, 1);
  assert.deepEqual(collector.arrived, [], 'the day is not over');
  await nextDay(visitor, TODAY + DAY);
  await collector.has(1);
  const told = collector.told();
  assert.equal(told.length, 1);
  const [ORDERS, REDEEMED, OFFER] = [2, 18, 11];
  const { entries } = read(told[0]);
  const redeemed = entries.filter(({ measure }) => measure === REDEEMED);
  assert.deepEqual(redeemed.map(({ slot, count }) => [slot, count]), [[OFFER, 1]]);
  assert.ok(entries.some(({ measure, count }) => measure === ORDERS && count === 1));
  await leave(visitor);
  collector.close();
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

test('Kia: an answer after an order moves the satisfaction index on the owner’s page, live', async () => {
  const config = { version: 1, report: { url: '/v1/report', site: 'gift-shop' } };
  const collector = await Collector.start({ site: SITE, config });
  try {
    // Fifty others gave three stars: from so many on the index is shown.
    const hour = Math.floor(Date.now() / 3_600_000);
    for (let id = 1; id <= 50; id += 1) {
      const entries = [entry(CODE.visitors), entry(CODE.satisfaction, { cell: 2 })];
      const body = bytes({ site: 'gift-shop', id, day: Math.floor(hour / 24) - 1, hour, entries });
      assert.equal((await fetch(`${collector.base}/v1/report`, { method: 'POST', body })).status, 200);
    }
    const owner = await Visitor.come(collector.base, { clock: false });
    await owner.page.goto(`${collector.base}/dashboard`);
    await owner.page.getByRole('textbox').fill(collector.token);
    await owner.page.getByRole('button').click();
    const said = () => owner.page.locator('#satisfaction .says').innerText();
    assert.match(await said(), /^0\.0 % of those who answered are satisfied.*The mean is 3\.00 of 5 stars.*from 50 answers\.$/);

    // The scene is 800 days long; what comes after it happens yesterday, by the collector's clock.
    const now = Date.now();
    const begun = now - 800 * DAY;
    const visitor = await Visitor.come(collector.base);
    await configure(visitor);
    await visitor.at(begun - 11 * DAY);
    await play(visitor, 'kia');
    // What was told long ago is asked about first, and is still so.
    assert.match(await visitor.page.locator('dangol-ask [part="text"]').textContent(), /Mina/);
    await visitor.ask('answer', true);
    await visitor.kept();

    await visitor.at(begun - DAY);
    await beCounted(visitor);
    await visitor.visit(PRODUCTS['22423']);
    await visitor.page.click('form[data-add] button');
    await visitor.kept();
    await order(visitor);
    assert.match(await visitor.page.locator('dangol-ask [part="text"]').textContent(), /^How satisfied/);
    await visitor.page.getByRole('radio', { name: '5 stars, very much' }).check();
    await visitor.page.getByRole('button', { name: 'Answer' }).click();
    await visitor.kept();
    await nextDay(visitor, begun);
    await owner.page.waitForFunction(() => document.querySelector('#satisfaction .says').textContent.includes('from 51 answers'));
    assert.match(await said(), /^2\.0 % of those who answered are satisfied.*The mean is 3\.04 of 5 stars/);
    assert.match(await owner.page.locator('#fresh').innerText(), /New reports/);
    await leave(visitor);
    await owner.leave();
  } finally {
    collector.stop();
  }
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
