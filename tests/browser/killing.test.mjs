// Kill the tab, its process, or the whole browser at any moment: the next load has all but
// the last second. `DANGOL_KILLS=1000` makes as many rounds as the mark asks for.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { Visitor, close, open, serveAt } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

const ROUNDS = Number(process.env.DANGOL_KILLS ?? 25);

/** A page with nothing but Dangol. */
const BARE =
  '<!doctype html><html lang="en"><title>x</title><script>dataLayer = []</script>' +
  '<script async src="/dangol/dangol.js" data-config="/bare.json"></script>';
const PAGE = '/bare.html';

/** The same numbers on every run. */
function generator(seed) {
  let state = seed;
  return (below) => {
    // Mulberry32, by Tommy Ettinger, who gave it to the public domain.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/**
 * Puts things into the basket, one after the other without an end, and tells of each when it
 * was done and when it was said to be kept.
 */
const shop = (page, round) =>
  page.evaluate((round) => {
    const next = (step) => {
      const id = `${round}-${step}`;
      window.testTell('did', id, Date.now());
      const items = [{ item_id: id }];
      // Every other one through the dataLayer, where nobody waits.
      if (step % 2) (window.dataLayer ||= []).push({ event: 'add_to_cart', ecommerce: { items } });
      else window.dangol.track('add_to_cart', { items }).then(() => window.testTell('kept', id, Date.now()));
      if (step < 50) setTimeout(next, 20 + (step % 5) * 17, step + 1);
    };
    next(0);
  }, round);

const ready = (page) => page.evaluate(async () => void (await window.dangol.ready));

const kept = async (page) => {
  await page.goto(base + PAGE);
  await ready(page);
  const { basket, items } = await page.evaluate(() => window.dangol.profile.get());
  return new Set([...basket, ...items.map((item) => item.itemId)]);
};

/** Compares what was done until the kill with what the next load finds. */
function compare(found, told, killed, round) {
  for (const { what, id, at } of told) {
    if (what === 'kept') assert.ok(found.has(id), `round ${round}: ${id} was said to be kept`);
    if (what === 'did' && at < killed - 1000) {
      assert.ok(found.has(id), `round ${round}: ${id} is lost, ${killed - at} ms old`);
    }
  }
}

/** The ways in which a tab ends. */
const ENDS = {
  close: (page) => page.close({ runBeforeUnload: false }),
  navigate: (page) => page.goto('about:blank'),
  crash: async (page) => {
    const session = await page.context().newCDPSession(page);
    const gone = new Promise((done) => page.once('crash', done));
    // Nobody is left to answer this.
    session.send('Page.crash').catch(() => {});
    await gone;
  },
};

async function killTabs(rounds, encrypt) {
  const random = generator(20260724);
  const visitor = await Visitor.come(base, { clock: false });
  await serveAt(visitor, PAGE, BARE);
  await serveAt(visitor, '/bare.json', JSON.stringify({ version: 1, storage: { encrypt } }));
  let told = [];
  await visitor.context.exposeFunction('testTell', (what, id, at) => told.push({ what, id, at }));
  await visitor.page.goto(base + PAGE);
  await visitor.accept();
  let [done, checked] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    told = [];
    const page = await visitor.tab();
    await page.goto(base + PAGE);
    await ready(page);
    await shop(page, round);
    await new Promise((over) => setTimeout(over, random(1600)));
    const ends = Object.keys(ENDS);
    const end = ends[random(ends.length)];
    const killed = Date.now();
    await ENDS[end](page);
    if (!page.isClosed()) await page.close();
    compare(await kept(visitor.page), told, killed, `${round} (${end})`);
    done += told.filter(({ what }) => what === 'did').length;
    checked += told.filter(({ what, at }) => what === 'kept' || at < killed - 1000).length;
    // What was bought is out of the basket, so that the profile's bounds drop nothing.
    await visitor.page.evaluate(() => window.dangol.track('view_cart', { items: [] }));
    await visitor.page.evaluate(() => window.dangol.profile.forget({ from: 0, to: Date.now() + 1e6 }));
  }
  assert.ok(checked > 0, 'something was there to be lost');
  if (process.env.DANGOL_KILLS) console.log(`${rounds} rounds, ${done} deeds, ${checked} of them had to be there`);
  assert.deepEqual(visitor.trouble(), []);
  await visitor.leave();
}

test(`${ROUNDS} tabs that are killed at any moment lose nothing but the last second`, () => killTabs(ROUNDS, false));

test('nor do they where the profile is sealed', () => killTabs(Math.ceil(ROUNDS / 5), true));

test('a browser that is killed has all but the last second when it starts again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dangol-killed-'));
  const random = generator(7);
  const start = async () => {
    // Its own process, to be killed without a word: playwright would close it first.
    const own = spawn(
      process.env.CHROME,
      ['--headless=new', '--no-sandbox', '--no-first-run', '--disable-gpu', '--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank'],
      { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
    );
    const address = await new Promise((found) => {
      let text = '';
      own.stderr.on('data', (part) => {
        text += part;
        const match = /DevTools listening on (ws:\S+)/.exec(text);
        if (match) found(match[1]);
      });
    });
    const browser = await chromium.connectOverCDP(address, { timeout: 120_000 });
    const page = await browser.contexts()[0].newPage();
    await page.route(base + PAGE, (route) => route.fulfill({ contentType: 'text/html', body: BARE }));
    await page.route(base + '/bare.json', (route) => route.fulfill({ json: { version: 1 } }));
    return { own, page };
  };
  try {
    for (let round = 0; round < Math.max(2, Math.round(ROUNDS / 25)); round++) {
      const told = [];
      const { own, page } = await start();
      await page.exposeFunction('testTell', (what, id, at) => told.push({ what, id, at }));
      await page.goto(base + PAGE);
      await page.evaluate(() => window.dangol.consent.set({ personalize: true }));
      await shop(page, round);
      await new Promise((over) => setTimeout(over, 1200 + random(800)));
      const killed = Date.now();
      const dead = new Promise((done) => own.once('exit', done));
      process.kill(-own.pid, 'SIGKILL');
      await dead;
      const again = await start();
      const found = await kept(again.page);
      const gone = new Promise((done) => again.own.once('exit', done));
      process.kill(-again.own.pid, 'SIGKILL');
      await gone;
      assert.ok(told.some(({ at }) => at < killed - 1000));
      compare(found, told, killed, `browser ${round}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});
