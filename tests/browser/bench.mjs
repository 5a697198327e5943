// Times in a real browser, side by side in one run: medians and ratios, never asserted.
// `cargo xtask bench page` runs it against the built demo shop.

import { readFileSync } from 'node:fs';
import { compare } from './page-speed.mjs';
import { DAY, PRODUCTS, SITE, TODAY, Visitor, close, open } from './harness.mjs';

const LOADS = 15;

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const print = (what, value, unit, beside = '') =>
  console.log(`${what.padEnd(58)} ${value.toFixed(2).padStart(8)} ${unit} ${beside}`);

const base = await open();

/** A visitor with a real customer's history. */
async function come(customer) {
  const visitor = await Visitor.come(base, { clock: false });
  // The demo's own clock moves the date to the data's time and leaves performance.now() alone.
  await visitor.context.addInitScript((offset) => sessionStorage.setItem('demo-clock', offset), TODAY + DAY - Date.now());
  await visitor.visit('/');
  await visitor.accept();
  await visitor.ask('profile.import', readFileSync(`${SITE}/demo/personas/${customer}.json`, 'utf8'));
  return visitor;
}

/** Milliseconds from the end of the tag's download to the first slot that shows. */
async function loads(visitor, path, slowDown) {
  const session = await visitor.context.newCDPSession(visitor.page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
  const times = [];
  for (let load = -1; load < LOADS; load += 1) {
    await visitor.visit(path);
    const time = await visitor.page.evaluate(() => {
      const tag = performance.getEntriesByType('resource').find((entry) => entry.name.endsWith('/dangol.js'));
      return window.benchShown - tag.responseEnd;
    });
    if (load >= 0) times.push(time);
  }
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return times;
}

const regular = await come('16458');
await regular.context.addInitScript(() => {
  addEventListener('dangol:shown', () => (window.benchShown ??= performance.now()));
});
for (const [what, path] of [['home page', '/'], ['product page', PRODUCTS['22423']]]) {
  const [plain, slow] = [await loads(regular, path, 1), await loads(regular, path, 4)];
  print(`${what}, warm: script there to first slot shown, median`, median(plain), 'ms');
  print(`${what}, warm, 4x CPU slow-down, median`, median(slow), 'ms', `(${(median(slow) / median(plain)).toFixed(1)}×)`);
}
await regular.leave();
await compare(base);
await close();
