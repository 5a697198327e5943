// Reports, from the built package to a collector: who agrees is counted once a day, who does
// not is not, and the privacy page shows the very bytes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DAY, PRODUCTS, TODAY, Visitor, close, open } from './harness.mjs';
import { Collector, configure, nextDay as on, read, shop } from './collector.mjs';

const HOUR = DAY / 24;
const [SEEN, CLICKED, ADDED, BOUGHT, VISITORS, ORDERS, ORDER_VALUE, VERSION] = [4, 5, 6, 7, 1, 2, 3, 15];
const TRENDING = 5;

let collector;
before(async () => {
  collector = await Collector.before(await open());
});
after(async () => {
  collector?.close();
  await close();
});

/** Somebody who said yes to both, or what `answer` says. */
async function come(answer = { personalize: true, measure: true }, more = {}, options = {}) {
  collector.arrived.length = 0;
  collector.status = 204;
  const visitor = await Visitor.come(collector.base, options);
  await configure(visitor, more);
  // A cookie of the shop's, which must not come along.
  await visitor.context.addCookies([{ name: 'session', value: 'secret', url: collector.base }]);
  await visitor.visit('/about.html');
  await visitor.ask('consent.set', answer);
  return visitor;
}

/** On a later day a page is opened, and its report sent. */
const nextDay = (visitor, days = 1) => on(visitor, TODAY + days * DAY);

/** What came of the reports is known and kept: a page that is left before that sends again. */
async function settled(visitor) {
  const isEmpty = async () => (await window.dangol.profile.export()).profile.tally.waiting.length === 0;
  // What was under way when a page was left is tried again, minutes later.
  for (let hours = 1; hours < 3; hours += 1) {
    const came = await visitor.page.waitForFunction(isEmpty, undefined, { timeout: 10_000 }).catch(() => false);
    if (came) break;
    await visitor.at((await visitor.page.evaluate(() => Date.now())) + HOUR);
    await visitor.visit('/about.html');
  }
  await visitor.page.waitForFunction(isEmpty);
  await visitor.kept();
}

/** Nothing more comes: several pages later there is no other report. */
async function quiet(visitor, days) {
  for (const hours of [1, 2]) {
    await visitor.at(TODAY + days * DAY + hours * HOUR);
    await visitor.visit('/about.html');
    await visitor.page.waitForLoadState('networkidle');
  }
}

test('who agrees is told of once, on the next day, in a report of declared fields and one size', async () => {
  const visitor = await come();
  await shop(visitor);
  await quiet(visitor, 0);
  assert.equal(collector.arrived.length, 0, 'the day is not over');
  await nextDay(visitor);
  const [{ method, url, headers, body }] = await collector.has(1);
  await settled(visitor);
  assert.deepEqual([method, url], ['POST', '/v1/report']);
  assert.deepEqual([headers.cookie, headers.referer, headers['content-type'], headers.authorization], [undefined, undefined, undefined, undefined]);
  const report = read(body);
  assert.deepEqual([report.site, report.epoch, report.hour], ['gift-shop', Math.floor(TODAY / DAY), Math.floor((TODAY + DAY) / HOUR)]);
  const count = (measure, slot = 0) => report.entries.find((entry) => entry.measure === measure && entry.slot === slot)?.count;
  assert.deepEqual([count(VISITORS), count(ORDERS), count(ORDER_VALUE), count(VERSION)], [1, 1, 1, 1]);
  assert.ok(count(SEEN, TRENDING) >= 1);
  assert.deepEqual([CLICKED, ADDED, BOUGHT].map((measure) => count(measure, TRENDING)), [1, 2, 2]);
  // £8.50 lies in the cell of 768 to 895 pence.
  assert.equal(report.entries.find(({ measure }) => measure === ORDER_VALUE).cell, 34);
  // One of the two questions that are told with noise, drawn at random.
  const { measure, epsilon, cells, set } = report.histogram;
  assert.deepEqual([epsilon, cells, set.length], [2000, { 17: 6, 20: 4 }[measure], 1]);
  await quiet(visitor, 1);
  assert.equal(collector.arrived.length, 1, 'once');
  // The day after that is told of in its turn, with another number.
  await nextDay(visitor, 2);
  const [, second] = await collector.has(2);
  await settled(visitor);
  assert.notEqual(read(second.body).id, report.id);
  assert.equal(second.headers.cookie, undefined, 'what the collector set is not sent back');
  assert.deepEqual(visitor.trouble(), []);
  await visitor.leave();
});

test('who declines, is not remembered, or has not answered is never told of', async () => {
  for (const answer of [{ personalize: true, measure: false }, { personalize: false, measure: true }, { personalize: true }, {}]) {
    const visitor = await come(answer);
    await shop(visitor);
    await nextDay(visitor);
    await quiet(visitor, 1);
    assert.deepEqual((await visitor.ask('profile.export')).profile.tally.waiting, [], 'nothing is to be sent later either');
    assert.equal(collector.arrived.length, 0, JSON.stringify(answer));
    await visitor.leave();
  }
});

test('days without a network are told of later, each once', async () => {
  const visitor = await come();
  collector.status = 503;
  await visitor.visit('/');
  await nextDay(visitor, 1);
  await collector.has(1);
  const asked = collector.arrived[0].body;
  await nextDay(visitor, 2);
  await collector.has(3);
  collector.arrived.length = 0;
  collector.status = 204;
  await nextDay(visitor, 3);
  await collector.has(3);
  await settled(visitor);
  await quiet(visitor, 3);
  const epochs = collector.told().map((body) => read(body).epoch);
  const first = Math.floor(TODAY / DAY);
  assert.deepEqual(epochs.toSorted(), [first, first + 1, first + 2]);
  const again = collector.arrived.find(({ body }) => read(body).epoch === first);
  assert.deepEqual(again.body, asked, 'the very same bytes');
  await visitor.leave();
});

test('a no to being counted empties the queue at once, in all tabs', async () => {
  const visitor = await come();
  await shop(visitor);
  collector.status = 503;
  await nextDay(visitor);
  await collector.has(1);
  await visitor.kept();
  const other = await visitor.tab();
  await visitor.visit('/', other);
  const tally = async () => (await visitor.ask('profile.export')).profile.tally;
  assert.equal((await tally()).waiting.length, 1);
  await visitor.ask('consent.set', { measure: false });
  const after = await tally();
  assert.deepEqual([after.waiting, after.sent, after.counts, after.clicks, after.lot], [[], [], [], [], 0]);
  await other.waitForFunction(async () => (await window.dangol.profile.export()).profile.tally.waiting.length === 0);
  // Whatever either tab does now, nothing is counted, kept or sent.
  collector.arrived.length = 0;
  collector.status = 204;
  await visitor.visit('/', other);
  await nextDay(visitor, 2);
  await quiet(visitor, 2);
  assert.equal(collector.arrived.length, 0);
  const last = await tally();
  assert.deepEqual([last.waiting, last.counts, last.day], [[], [], 0]);
  assert.deepEqual(visitor.trouble(), []);
  await visitor.leave();
});

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

test('the privacy page shows what was sent, to the byte, to everybody', async () => {
  for (const [locale, language, colorScheme] of [['en-GB', 'en', 'light'], ['ko-KR', 'ko', 'dark']]) {
    const visitor = await come(undefined, {}, { locale, colorScheme });
    await shop(visitor);
    await nextDay(visitor);
    const [{ body }] = await collector.has(1);
    await settled(visitor);
    if (language === 'ko') await visitor.context.addInitScript(() => addEventListener('DOMContentLoaded', () => (document.documentElement.lang = 'ko')));
    await visitor.page.setViewportSize({ width: 320, height: 800 });
    await visitor.visit('/account.html');
    const page = visitor.page.locator('dangol-privacy');
    const raw = page.locator('[part="bytes"]');
    await raw.waitFor({ state: 'attached' });
    assert.equal(await raw.textContent(), body.toString('hex'), locale);
    const fold = page.locator(`#report-${Math.floor(TODAY / DAY)}`);
    await fold.locator('summary').first().click();
    const text = await fold.textContent();
    assert.ok(text.includes('gift-shop') && text.includes(body.toString('hex', 27, 43)), text);
    const figures = await page.locator('[part="figures"]').allTextContents();
    assert.ok(figures.some((text) => text.includes('ε 98 / 100')), figures.join());
    await fold.locator('summary').nth(1).click();
    const wider = await visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wider <= 0, `${wider} px too wide`);
    await visitor.page.evaluate(axe);
    const found = await visitor.page.evaluate(async () => (await window.axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`));
    assert.deepEqual(found, [], locale);
    assert.ok(text.includes(language === 'ko' ? '주문이 몇 건인지' : 'how many orders were placed'), text);
    await visitor.leave();
  }
});

test('a holdout sees the page’s own markup, asks for the same files, and is told of in its arm', async () => {
  // Without the demo's campaigns, one of which has a holdout of its own.
  const visitor = await come(undefined, { holdout: 1000, campaigns: [] });
  await visitor.visit(PRODUCTS['22423']);
  await visitor.visit('/');
  assert.equal(await visitor.state('dangol-greeting'), 'empty');
  assert.equal(await visitor.state('dangol-recs[kind="trending"]'), 'shown');
  const states = await visitor.page.$$eval('dangol-recs', (slots) => slots.map((slot) => [slot.getAttribute('kind'), slot.dataset.dangolState]));
  for (const [kind, state] of states) if (kind !== 'trending') assert.equal(state, 'empty', kind);
  await nextDay(visitor);
  const [{ body }] = await collector.has(1);
  const visitors = read(body).entries.filter(({ measure }) => measure === VISITORS);
  assert.deepEqual(visitors, [{ measure: VISITORS, slot: 0, arm: 1, subject: 0, cell: 0, count: 1 }]);
  await visitor.leave();
});
