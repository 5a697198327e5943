// What is sold out, and what has another price, between two builds: the page shows what `dangol hot`
// wrote last, and nothing of it that may be wrong.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DAY, FEED, PRODUCTS, SITE, TODAY, Visitor, close, open } from './harness.mjs';
import { buy, home, ids, look, regular } from './regular.mjs';

const HOT = '/dangol/model/hot.dgm';
const BAG = '20724'; // Bought again every few weeks, says the model.

let base;
let folder;
before(async () => {
  base = await open();
  folder = mkdtempSync(join(tmpdir(), 'hot-'));
  cpSync(`${SITE}/dangol/model`, join(folder, 'model'), { recursive: true });
});
after(async () => {
  await close();
  if (folder) rmSync(folder, { recursive: true });
});

/** What `dangol hot` writes when the feed has changed so: id to its line's change. */
function hot(changes) {
  const lines = readFileSync(`${SITE}/../feed.csv`, 'utf8').split('\n');
  const changed = lines.map((line) => changes[line.slice(0, line.indexOf(','))]?.(line) ?? line);
  writeFileSync(join(folder, 'feed.csv'), changed.join('\n'));
  const model = join(folder, 'model');
  execFileSync(process.env.DANGOL_BIN, [
    'hot', '--catalog', join(folder, 'feed.csv'), '--out', model, '--max-age', '0',
  ]);
  return readFileSync(join(model, 'hot.dgm'));
}

const soldOut = (line) => line.replace(',in_stock,', ',out_of_stock,');
const at = (price) => (line) => line.replace(/,[\d.]+ GBP,/, `,${price} GBP,`);

/** The shop has this file from now on. */
async function serve(visitor, body) {
  await visitor.context.unroute(base + HOT);
  await visitor.context.route(base + HOT, (route) =>
    route.fulfill(body ? { status: 200, contentType: 'application/octet-stream', body } : { status: 404 }),
  );
}

function prices(visitor, kind) {
  return visitor.page.evaluate((kind) => {
    const cards = document.querySelector(`dangol-recs[kind="${kind}"]`).shadowRoot.querySelectorAll('[part="card"]');
    return Object.fromEntries(
      [...cards].map((card) => [card.dataset.itemId, card.querySelector('[part="price"]')?.textContent || null]),
    );
  }, kind);
}

test('the demo shows a price that was reduced since the build, and asks for one file at one address', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/');
  assert.equal(visitor.paths().filter((path) => path === HOT).length, 1);
  const { '22423': cakestand } = Object.fromEntries(FEED.map(({ id, price }) => [id, price]));
  const list = await visitor.ask('recommend', { kind: 'trending', limit: 24 });
  for (const { itemId, price } of list) {
    assert.equal(price, FEED.find(({ id }) => id === itemId).price, itemId);
  }
  const answer = await fetch(base + HOT);
  assert.equal(answer.headers.get('cache-control'), 'no-cache');
  const again = await fetch(base + HOT, { headers: { 'if-modified-since': answer.headers.get('last-modified') } });
  assert.equal(again.status, 304, 'what has not changed is not sent again');
  // The built chunk still says what it cost then.
  const related = async () => {
    await visitor.visit(PRODUCTS['22699']);
    const found = await visitor.ask('recommend', { kind: 'related', limit: 24, itemId: '22699' });
    return found.find(({ itemId }) => itemId === '22423').price;
  };
  assert.equal(await related(), cakestand);
  assert.deepEqual(visitor.trouble(), []);
  await visitor.context.route(base + HOT, (route) => route.fulfill({ status: 404 }));
  assert.ok((await related()) > cakestand);
  await visitor.leave();
});

test('what is sold out while a page lives is gone from the next view, and a new price is there', async () => {
  const visitor = await Visitor.come(base);
  await serve(visitor, hot({}));
  await visitor.visit('/');
  const [first, second, third] = ids(await visitor.cards('trending'));
  await serve(visitor, hot({ [first]: soldOut, [second]: at('0.07') }));
  assert.ok(ids(await visitor.cards('trending')).includes(first), 'a list stays while one reads');
  await visitor.visit('/');
  const now = await prices(visitor, 'trending');
  assert.ok(!(first in now));
  assert.equal(now[second], '£0.07');
  assert.ok(now[third]);
  assert.equal(await visitor.shifts(), 0);
  await visitor.leave();
});

test('a remembered card is left out, too: buy-again and recently-viewed', async () => {
  const bought = TODAY - 200 * DAY;
  const visitor = await regular(base);
  await visitor.at(bought);
  await buy(visitor, BAG);
  const { profile } = await visitor.ask('profile.export');
  const { againDays } = Object.fromEntries(profile.shelf.cards)[BAG];
  const due = bought + Math.ceil(0.85 * againDays) * DAY;
  await visitor.at(due);
  await look(visitor, '22699');
  await look(visitor, '22697');
  assert.deepEqual(ids(await home(visitor, due, 'buy-again')), [BAG]);
  assert.ok(ids(await visitor.cards('recently-viewed')).includes('22699'));

  await serve(visitor, hot({ [BAG]: soldOut, 22699: soldOut, 22697: at('0.09') }));
  assert.deepEqual(await home(visitor, due, 'buy-again'), []);
  const seen = await prices(visitor, 'recently-viewed');
  assert.ok(!('22699' in seen));
  assert.equal(seen['22697'], '£0.09');
  for (const kind of ['for-you', 'trending', 'new-for-you', 'because-you-viewed']) {
    const shown = ids(await visitor.cards(kind));
    assert.ok(![BAG, '22699'].some((id) => shown.includes(id)), kind);
  }
  await visitor.leave();
});

test('a missing, damaged or late file costs nothing but its news', async () => {
  const good = hot({});
  const bodies = { missing: null, damaged: good.subarray(0, good.length - 9), other: Buffer.from('<html>') };
  for (const [name, body] of Object.entries(bodies)) {
    const visitor = await Visitor.come(base);
    await serve(visitor, body);
    await visitor.visit('/');
    assert.equal(await visitor.state('dangol-recs[kind="trending"]'), 'shown', name);
    assert.equal(visitor.told().filter((line) => line.includes('hot.dgm')).length, 1, name);
    assert.deepEqual(visitor.trouble(), [], name);
    await visitor.leave();
  }
  const visitor = await Visitor.come(base, { clock: false });
  await visitor.context.route(base + HOT, () => {});
  await visitor.visit('/');
  assert.equal(await visitor.state('dangol-recs[kind="trending"]'), 'shown', 'never answered');
  await visitor.leave();
});

test('a shop that declares none is asked for none', async () => {
  const visitor = await Visitor.come(base);
  await visitor.context.route(`${base}/dangol/config.json`, (route) =>
    route.fulfill({ contentType: 'application/json', body: '{"version":1}' }),
  );
  await visitor.visit('/');
  assert.ok(!visitor.paths().includes(HOT));
  assert.equal(await visitor.state('dangol-recs[kind="trending"]'), 'shown');
  await visitor.leave();
});
