// Times of recommend() in a real browser, for a profile at its limits: printed, never asserted.
// `cargo xtask bench speed` runs it: node speed.mjs DIST MODEL PROFILE PAGE-ITEM

import { readFileSync, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';
import { chromium } from 'playwright-core';

const [dist, model, profile, pageItem] = process.argv.slice(2);
const { CHROME } = process.env;

const WARM_UP = 200;
const CALLS = 2500;
const LOADS = 7;
const KINDS = [
  'buy-again',
  'complete-the-basket',
  'for-you',
  'because-you-viewed',
  'related',
  'bought-together',
  'new-for-you',
  'recently-viewed',
  'trending',
];

const TYPES = { js: 'text/javascript', wasm: 'application/wasm', json: 'application/json', html: 'text/html' };

// Only a page that is isolated from others gets a clock finer than a tenth of a millisecond.
const HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cache-control': 'no-cache',
};

const product = { '@context': 'https://schema.org', '@type': 'Product', sku: pageItem, name: 'The product of this page' };
const PAGE = `<!doctype html><title>Bench</title>
<script type="application/ld+json">${JSON.stringify(product).replaceAll('<', '\\u003c')}</script>
<script async src="/dangol/dangol.js"></script>`;

function file(path) {
  const inside = normalize(decodeURIComponent(path)).replace(/^[/\\]+dangol[/\\]+/, '');
  const folder = inside.startsWith('model') ? join(model, inside.slice('model'.length)) : join(dist, inside);
  return inside.includes('..') || !existsSync(folder) ? undefined : readFileSync(folder);
}

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const body = pathname === '/' ? PAGE : file(pathname);
  const type = TYPES[pathname === '/' ? 'html' : pathname.split('.').pop()] ?? 'application/octet-stream';
  response.writeHead(body ? 200 : 404, { ...HEADERS, 'content-type': type });
  response.end(body);
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const address = `http://127.0.0.1:${server.address().port}/`;

const browser = await chromium.launch({ executablePath: CHROME, args: ['--no-sandbox', '--no-first-run'] });
const page = await (await browser.newContext()).newPage();

async function load() {
  await page.goto(address);
  await page.waitForFunction(() => window.dangol && !Array.isArray(window.dangol));
  await page.evaluate(() => window.dangol.greeting());
}

const at = (numbers, share) => numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) * share)];

await load();
await page.evaluate(async (text) => {
  await window.dangol.consent.set({ personalize: true });
  await window.dangol.profile.import(text);
}, readFileSync(profile, 'utf8'));
if (!(await page.evaluate(() => crossOriginIsolated))) throw new Error('the page is not isolated: its clock is too coarse');

for (const kind of KINDS) {
  for (const limit of [6, 24]) {
    // The first call of a page fetches and decodes what it needs.
    const firsts = [];
    const repeats = [];
    for (let count = 0; count < LOADS; count += 1) {
      await load();
      const [first, repeat] = await page.evaluate(async (query) => {
        const start = performance.now();
        await window.dangol.recommend(query);
        const between = performance.now();
        await window.dangol.recommend(query);
        return [between - start, performance.now() - between];
      }, { kind, limit });
      firsts.push(first * 1000);
      repeats.push(repeat * 1000);
    }
    const times = await page.evaluate(
      async ([query, warmUp, calls]) => {
        const times = [];
        for (let call = -warmUp; call < calls; call += 1) {
          const start = performance.now();
          await window.dangol.recommend(query);
          const time = performance.now() - start;
          if (call >= 0) times.push(time * 1000);
        }
        return times;
      },
      [{ kind, limit }, WARM_UP, CALLS],
    );
    const line = { kind, limit, first: at(firsts, 0.5), repeat: at(repeats, 0.5), calls: times.length };
    // What a busy machine gives to other programs in the middle of a call is not the widget's.
    const pairs = times.filter((_, call) => call % 2 === 0).map((time, pair) => Math.min(time, times[2 * pair + 1] ?? time));
    console.log(JSON.stringify({ ...line, p50: at(times, 0.5), p99: at(times, 0.99), p99_of_pairs: at(pairs, 0.99) }));
  }
}
await browser.close();
server.close();
