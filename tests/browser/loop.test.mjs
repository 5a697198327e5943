// The whole loop: the built shop in a browser, `dangol serve --data` behind it, and the owner's
// dashboard. Nothing stands in for anything: what the dashboard shows came through the public
// endpoint, and its thresholds are met by reports alone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DAY, SITE, Visitor, close, open } from './harness.mjs';
import { nextDay, shop } from './collector.mjs';
import { CODE, Collector, bytes, entry } from './dashboard.mjs';

const CONFIG = { version: 1, report: { url: '/v1/report', site: 'gift-shop' } };
/** The slot of `trending`, and from how many reports on a plain figure is shown. */
const TRENDING = 5;
const THRESHOLD = 50;

let collector;
before(async () => {
  await open();
});
after(close);

/** A new collector behind the shop that `cargo xtask demo` has built. */
async function shopWithCollector() {
  collector = await Collector.start({ site: SITE, config: CONFIG });
}

/** So many other devices have seen trending products yesterday. */
async function others(devices) {
  const hour = Math.floor(Date.now() / 3_600_000);
  for (let id = 1; id <= devices; id += 1) {
    const entries = [entry(CODE.visitors), entry(CODE.seen, { slot: TRENDING })];
    const body = bytes({ site: 'gift-shop', id, day: Math.floor(hour / 24) - 1, hour, entries });
    const { status } = await fetch(`${collector.base}/v1/report`, { method: 'POST', body });
    assert.equal(status, 200);
  }
}

/** Somebody comes to the shop at a moment and answers. */
async function come(time, answer) {
  const visitor = await Visitor.come(collector.base);
  await visitor.at(time);
  // The shop's own configuration, and beside it the collector: as the owner would write it.
  await visitor.context.route('**/dangol/config.json', async (route) => {
    const shop = await (await route.fetch()).json();
    await route.fulfill({ json: { ...shop, report: CONFIG.report } });
  });
  await visitor.visit('/about.html');
  await visitor.ask('consent.set', answer);
  return visitor;
}

const sentBy = (visitor) => visitor.requests.filter((request) => new URL(request.url()).pathname === '/v1/report');

/** The owner, with the token. */
async function owner() {
  const { page, context } = await Visitor.come(collector.base, { clock: false });
  await page.goto(`${collector.base}/dashboard`);
  await page.getByRole('textbox').fill(collector.token);
  await page.getByRole('button').click();
  await page.waitForURL(/\/dashboard$/);
  return { page, context };
}

const said = (page) => page.locator('#kinds .says').innerText();

test('who accepts, browses and buys is the one report that the dashboard was waiting for', async () => {
  await shopWithCollector();
  try {
    await others(THRESHOLD - 1);
    const { page, context } = await owner();
    assert.match(await said(page), /^Nothing to show yet: 49 reports/);

    const now = Date.now();
    const visitor = await come(now - DAY, { personalize: true, measure: true });
    await shop(visitor);
    await visitor.kept();
    assert.deepEqual(sentBy(visitor), [], 'the day is not over');
    await nextDay(visitor, now);
    // The page that the owner has open takes it over by itself.
    await page.waitForFunction(() => document.querySelector('#kinds .says').textContent.startsWith('They are seen'));
    const csv = await page.evaluate(async () => (await fetch('/dashboard/csv/kinds.csv')).text());
    assert.match(csv, /^trending,/m);

    const statuses = await Promise.all(sentBy(visitor).map(async (request) => (await request.response())?.status()));
    assert.deepEqual(statuses, [200]);
    assert.deepEqual(
      visitor.console.filter((line) => /^(error|uncaught)/.test(line)),
      [],
    );
    await context.close();
    await visitor.context.close();
  } finally {
    collector.stop();
  }
});

test('who declines is not in it', async () => {
  await shopWithCollector();
  try {
    await others(THRESHOLD - 1);
    const now = Date.now();
    for (const answer of [
      { personalize: false, measure: false },
      { personalize: true, measure: false },
    ]) {
      const visitor = await come(now - DAY, answer);
      await shop(visitor);
      await nextDay(visitor, now);
      await visitor.page.waitForLoadState('networkidle');
      assert.deepEqual((await visitor.ask('profile.export')).profile.tally.waiting, [], 'nothing is to be sent later either');
      assert.deepEqual(sentBy(visitor), []);
      await visitor.context.close();
    }
    const { page, context } = await owner();
    assert.match(await said(page), /^Nothing to show yet: 49 reports/);
    await context.close();
  } finally {
    collector.stop();
  }
});
