// Times of a list and an offer with and without 500 rules and 200 campaigns, in a real browser:
// printed, never asserted.
// `cargo xtask bench rules` runs it: node rules-speed.mjs DIST FOLDER WHAT…, where the folder has
// config-WHAT.json and profile.json of crates/core/examples/rules_time.rs.

import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [dist, folder, ...asked] = process.argv.slice(2);

const WARM_UP = 100;
const CALLS = 1000;
/** From one visit to the next: what was offered in a visit goes on in it, and nothing is chosen. */
const GAP = 31 * 60_000;
const DEEDS = 400;
const QUERY = { kind: 'recently-viewed', limit: 1 };
const TYPES = { js: 'text/javascript', wasm: 'application/wasm', json: 'application/json' };

// Only a page that is isolated from others gets a clock finer than a tenth of a millisecond.
const HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cache-control': 'no-cache',
};

const page = (what) => `<!doctype html><title>Bench</title>
<script>
  const Given = Date;
  let ahead = 0;
  window.Date = class extends Given {
    constructor(...parts) {
      super(...(parts.length ? parts : [Given.now() + ahead]));
    }
    static now() {
      return Given.now() + ahead;
    }
  };
  window.later = (time) => { ahead += time; };
</script>
<script async src="/dangol/dangol.js" data-config="/dangol/config-${what}.json"></script>`;

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const name = pathname.split('/').pop();
  const path = [join(dist, name), join(folder, name)].find((path) => name && existsSync(path));
  const body = pathname === '/' ? page(searchParams.get('what')) : path && readFileSync(path);
  const type = pathname === '/' ? 'text/html' : (TYPES[name.split('.').pop()] ?? 'application/octet-stream');
  response.writeHead(body ? 200 : 404, { ...HEADERS, 'content-type': type });
  response.end(body);
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const address = `http://127.0.0.1:${server.address().port}/`;

const browser = await chromium.launch({ executablePath: process.env.CHROME, args: ['--no-sandbox', '--no-first-run'] });
const tab = await (await browser.newContext()).newPage();

async function load(what) {
  await tab.goto(`${address}?what=${what}`);
  await tab.waitForFunction(() => window.dangol && !Array.isArray(window.dangol));
  await tab.evaluate(() => window.dangol.greeting());
}

const at = (numbers, share) => numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) * share)];

for (const what of asked) {
  await load(what);
  await tab.evaluate(async (text) => {
    await window.dangol.consent.set({ personalize: true, measure: true });
    await window.dangol.profile.import(text);
  }, readFileSync(join(folder, 'profile.json'), 'utf8'));
  await load(what);
  if (!(await tab.evaluate(() => crossOriginIsolated))) throw new Error('the page is not isolated: its clock is too coarse');
  const { items } = await tab.evaluate(() => window.dangol.profile.get());
  if (items.length !== DEEDS) throw new Error(`the profile has ${items.length} deeds, not the ${DEEDS} that were timed natively`);
  const { times, offers, visits } = await tab.evaluate(
    async ([query, warmUp, calls, gap]) => {
      const turn = () => new Promise((done) => setTimeout(done));
      const times = [];
      let offers = 0;
      const before = (await window.dangol.profile.get()).visits;
      for (let call = -warmUp; call < calls; call += 1) {
        window.later(gap);
        history.pushState(null, '', `/visit/${call + warmUp}`);
        // It is looked at in a turn of its own, after the page's.
        await turn();
        await turn();
        const start = performance.now();
        const list = window.dangol.recommend(query);
        const offer = window.dangol.offer('top');
        await list;
        const offered = await offer;
        const time = performance.now() - start;
        if (call < 0) continue;
        times.push(time * 1000);
        if (offered) offers += 1;
      }
      return { times, offers, visits: (await window.dangol.profile.get()).visits - before };
    },
    [QUERY, WARM_UP, CALLS, GAP],
  );
  if (visits !== WARM_UP + CALLS) throw new Error(`there were ${visits} visits, not one for each call`);
  const chooses = what === 'campaigns' || what === 'both';
  if (offers !== (chooses ? CALLS : 0)) throw new Error(`${offers} offers were made with ${what}`);
  // What a busy machine gives to other programs in the middle of a call is not the widget's.
  const pairs = times.filter((_, call) => call % 2 === 0).map((time, pair) => Math.min(time, times[2 * pair + 1] ?? time));
  console.log(JSON.stringify({ what, calls: times.length, p50: at(times, 0.5), p99: at(times, 0.99), p99_of_pairs: at(pairs, 0.99) }));
}
await browser.close();
server.close();
