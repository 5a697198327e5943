// What Dangol costs a page: the demo shop's product page with and without it, taken in turns in one
// run, at 4x CPU slow-down and slow 4G. Medians, differences and ratios; nothing is asserted.
// `cargo xtask bench page` runs it.

import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import { PRODUCTS, Visitor } from './harness.mjs';

const LOADS = Number(process.env.DANGOL_LOADS ?? 9);
const SLOW_DOWN = 4;
// As Lighthouse has it: 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up.
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const TAG = /<script async src="\/dangol\/dangol\.js"[^>]*><\/script>/;

/** The shop's server again, with the tag or without it in its pages. Caches see no difference. */
async function shop(base, withTag) {
  const server = createServer((request, response) => {
    const page = !/\.\w+$/.test(request.url) || /\.html$/.test(request.url);
    const headers = { ...request.headers, ...(page && { 'accept-encoding': 'identity' }) };
    const asked = ask(new URL(request.url, base), { method: request.method, headers, agent: false }, async (answer) => {
      if (!/text\/html/.test(answer.headers['content-type'] ?? '')) {
        response.writeHead(answer.statusCode, answer.headers);
        return answer.pipe(response);
      }
      const html = Buffer.concat(await answer.toArray()).toString();
      if (!TAG.test(html)) throw new Error(`${request.url} has not the tag that this bench takes out`);
      const body = Buffer.from(withTag ? html : html.replace(TAG, ''));
      const { etag, 'transfer-encoding': _, ...rest } = answer.headers;
      response.writeHead(answer.statusCode, { ...rest, 'content-length': body.length }).end(body);
    });
    // A page that is left hangs up.
    asked.on('error', () => response.destroy());
    request.pipe(asked);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { base: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

function observe() {
  const seen = { lcp: 0, painted: '', cls: 0, tasks: [], pressed: [], slot: null };
  Object.defineProperty(window, 'benchSeen', { value: seen });
  const on = (type, note, options) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...options });
  on('largest-contentful-paint', (entry) => {
    seen.lcp = entry.startTime;
    seen.painted = entry.element ? `${entry.element.localName}.${entry.element.className}` : entry.url;
  });
  on('layout-shift', (entry) => entry.hadRecentInput || (seen.cls += entry.value));
  on('longtask', (entry) => seen.tasks.push(entry.duration));
  on('event', (entry) => entry.interactionId && seen.pressed.push(entry.duration), { durationThreshold: 16 });
  addEventListener('dangol:shown', () => (seen.slot ??= performance.now()));
}

/** One load of the page, and what was seen during it; `pressing` presses on its heading all the while. */
async function load(visitor, path, pressing) {
  const { page } = visitor;
  await page.goto(visitor.base + path, { waitUntil: 'commit' });
  let resting = false;
  const rest = page.waitForLoadState('networkidle').then(() => (resting = true));
  while (pressing && !resting) {
    await page.locator('main h1').click({ noWaitAfter: true, force: true });
    await page.waitForTimeout(150);
  }
  await rest;
  return page.evaluate(() => {
    const files = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    const { tasks, pressed, ...seen } = window.benchSeen;
    return {
      ...seen,
      longest: Math.max(0, ...tasks),
      blocking: tasks.reduce((sum, task) => sum + task - 50, 0),
      inp: Math.max(0, ...pressed),
      bytes: files.reduce((sum, file) => sum + file.transferSize, 0),
    };
  });
}

/** A cold and a warm load of a newcomer with an empty cache, and the same again for pressing. */
async function newcomer(base, path) {
  const loads = {};
  for (const pressing of [false, true]) {
    const visitor = await Visitor.come(base, { clock: false });
    await visitor.context.addInitScript(observe);
    const session = await visitor.context.newCDPSession(visitor.page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', SLOW_4G);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
    for (const cache of ['cold', 'warm']) {
      const seen = await load(visitor, path, pressing);
      // Pressing ends the browser's search for the largest paint: only its own figure counts.
      if (pressing) loads[cache].inp = seen.inp;
      else loads[cache] = seen;
    }
    await visitor.leave();
  }
  return loads;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** The table, from medians over newcomers who come in turns to the page with and without Dangol. */
export async function compare(base) {
  const shops = [await shop(base, false), await shop(base, true)];
  const seen = shops.map(() => ({ cold: [], warm: [] }));
  for (let turn = -1; turn < LOADS; turn += 1) {
    for (const [index, { base }] of shops.entries()) {
      const { cold, warm } = await newcomer(base, PRODUCTS['22423']);
      if (turn < 0) continue;
      seen[index].cold.push(cold);
      seen[index].warm.push(warm);
    }
  }
  for (const shop of shops) shop.close();

  console.log(`\nmedians of ${LOADS} loads each, taken in turns, at ${SLOW_DOWN}x CPU slow-down and slow 4G\n`);
  console.log('| product page | without | with Dangol | difference | ratio |\n|---|--:|--:|--:|--:|');
  for (const cache of ['cold', 'warm']) {
    for (const [what, key, digits] of [
      ['largest contentful paint, ms', 'lcp', 0],
      ['cumulative layout shift', 'cls', 4],
      ['interaction to next paint, ms', 'inp', 0],
      ['total blocking time, ms', 'blocking', 0],
      ['longest task over 50 ms', 'longest', 0],
      ['bytes', 'bytes', 0],
      ['first slot shown, ms', 'slot', 0],
    ]) {
      const [without, with_] = seen.map((loads) => median(loads[cache].map((load) => load[key] ?? NaN)));
      const cell = (value) => (Number.isFinite(value) ? value.toFixed(digits) : '');
      console.log(`| ${cache}: ${what} | ${cell(without)} | ${cell(with_)} | ${cell(with_ - without)} | ${without > 0 ? (with_ / without).toFixed(2) : ''} |`);
    }
    const painted = seen.map((loads) => [...new Set(loads[cache].map((load) => load.painted))].join(' or '));
    console.log(`| ${cache}: what the largest paint is | ${painted.join(' | ')} | | |`);
  }
}
