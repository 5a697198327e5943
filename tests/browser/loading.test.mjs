// Where a file cannot be had or used: the page's own markup stays, and one quiet line says why, if it came at all.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync, readdirSync } from 'node:fs';
import { PRODUCTS, SITE, Visitor, close, entry, open, serveAt } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

const ITEM = '22423';
const wasm = readdirSync(`${SITE}/dangol`).find((name) => /^widget-.*\.wasm$/.test(name));
const glue = readdirSync(`${SITE}/dangol`).find((name) => /^widget-.*\.js$/.test(name));

/** Opens a product page while one of Dangol's files is answered otherwise. */
async function broken(pattern, answer, path = PRODUCTS[ITEM]) {
  const visitor = await Visitor.come(base);
  await visitor.context.route(pattern, answer);
  await visitor.context.addInitScript(() => {
    window.testErrors = [];
    addEventListener('dangol:error', (event) => window.testErrors.push(event.detail.code));
  });
  await visitor.visit(path);
  return visitor;
}

const fallbacks = (visitor) =>
  visitor.page.$$eval('dangol-recs', (slots) =>
    slots
      .filter((slot) => slot.children.length > 0)
      .map((slot) => slot.firstElementChild.checkVisibility() && slot.dataset.dangolState),
  );

for (const [what, pattern, answer, quiet] of [
  ['the wasm is not there', `**/${wasm}`, (route) => route.fulfill({ status: 404 })],
  ['the glue is not there', `**/${glue}`, (route) => route.fulfill({ status: 404 })],
  ['the wasm is something else', `**/${wasm}`, (route) => route.fulfill({ contentType: 'application/wasm', body: 'no wasm' })],
  // The browser has its own line on that, and a blocker's user wants none.
  ['the network breaks off', `**/${wasm}`, (route) => route.abort(), true],
]) {
  test(`where ${what}, the page’s own markup stays`, async () => {
    const visitor = await broken(pattern, answer);
    const states = await fallbacks(visitor);
    assert.ok(states.length > 0 && states.every((state) => state === 'fallback'), states.join());
    assert.equal(visitor.told().length, quiet ? 0 : 1);
    if (!quiet) assert.match(visitor.told()[0], /could not start/);
    assert.deepEqual(await visitor.page.evaluate(() => window.testErrors), ['not_started']);
    assert.deepEqual(visitor.trouble(), []);
    const refused = await visitor.page.evaluate(() =>
      window.dangol.recommend({ kind: 'for-you' }).catch((error) => [error instanceof Error, error.code]),
    );
    assert.deepEqual(refused, [true, 'not_started']);
    assert.equal(await visitor.shifts(), 0);
    await visitor.leave();
  });
}

test('the privacy page is loaded where it is looked at; where it cannot be, its markup stays', async () => {
  const visitor = await broken('**/privacy-*', (route) => route.abort(), '/account.html');
  const asked = () => visitor.paths().filter((path) => path.startsWith('/dangol/privacy-')).length;
  assert.ok(asked() > 0);
  assert.equal(await visitor.state('dangol-privacy'), 'fallback');
  assert.equal(visitor.told().length, 1);
  const items = () =>
    visitor.page.evaluate(() =>
      window.dangol.profile.get().then(
        (overview) => overview.items,
        (error) => [error instanceof Error, error.code],
      ),
    );
  assert.deepEqual(await items(), [true, 'bad_file']);
  assert.ok((await visitor.ask('greeting')).text, 'what is not the privacy page’s goes on');
  // Asked again, it is tried again.
  await visitor.context.unroute('**/privacy-*');
  await visitor.visit('/account.html');
  assert.equal(await visitor.state('dangol-privacy'), 'shown');
  const before = asked();
  assert.deepEqual(await items(), []);
  assert.equal(asked(), before, 'it is loaded once a page');
  await visitor.leave();
});

test('where the policy forbids wasm, the page’s own markup stays', async () => {
  const visitor = await Visitor.come(base);
  const page = readFileSync(`${SITE}${PRODUCTS[ITEM]}`, 'utf8').replace(" 'wasm-unsafe-eval'", '');
  await serveAt(visitor, PRODUCTS[ITEM], page);
  await visitor.visit(PRODUCTS[ITEM]);
  assert.ok((await fallbacks(visitor)).every((state) => state === 'fallback'));
  assert.equal(visitor.told().length, 1);
  assert.match(visitor.told()[0], /could not start: .*(wasm|unsafe-eval)/i);
  await visitor.leave();
});

test('where there is no configuration or no model, what needs none works', async () => {
  for (const name of ['config.json', 'model/entry.json']) {
    const visitor = await broken(`**/dangol/${name}`, (route) => route.fulfill({ status: 404 }), '/');
    assert.equal(await visitor.state('dangol-greeting'), 'shown');
    assert.equal(await visitor.state('dangol-recs[kind="trending"]'), name === 'config.json' ? 'shown' : 'fallback');
    assert.equal(visitor.told().length, 1, name);
    assert.deepEqual(await visitor.page.evaluate(() => window.testErrors), ['bad_file']);
    assert.deepEqual(visitor.trouble(), []);
    await visitor.leave();
  }
});

test('an entry file with a bad currency is refused like one of another version', async () => {
  const bad = JSON.stringify({ ...entry, currency: 'POUND' });
  const answer = (route) => route.fulfill({ contentType: 'application/json', body: bad });
  const visitor = await broken('**/entry.json', answer, '/');
  assert.equal(await visitor.state('dangol-recs[kind="trending"]'), 'fallback');
  assert.match(visitor.told()[0], /malformed currency/);
  assert.deepEqual(visitor.trouble(), []);
  await visitor.leave();
});

test('a model of another version is refused, never guessed', async () => {
  const newer = JSON.stringify({ ...entry, version: 2 });
  const answer = (route) => route.fulfill({ contentType: 'application/json', body: newer });
  const visitor = await broken('**/entry.json', answer, '/');
  assert.equal(await visitor.state('dangol-recs[kind="trending"]'), 'fallback');
  assert.match(visitor.told()[0], /version 2 of the model is not known here/);
  await visitor.leave();
});

const chunk = new RegExp(`/model/${entry.build}/\\d+\\.dgm$`);
for (const [what, spoil] of [
  ['has one flipped bit', (body) => body.fill(body[60] ^ 1, 60, 61)],
  ['is cut short', (body) => body.subarray(0, body.length >> 1)],
  ['is of another version', (body) => body.fill(2, 4, 5)],
  ['is empty', () => Buffer.alloc(0)],
]) {
  test(`where a chunk ${what}, its slots fall back and the others work`, async () => {
    const visitor = await broken(chunk, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: spoil(Buffer.from(await response.body())) });
    });
    assert.equal(await visitor.state('dangol-recs[kind="related"]'), 'fallback');
    assert.equal(visitor.told().length, 1);
    assert.deepEqual(visitor.trouble(), []);
    const trending = await visitor.ask('recommend', { kind: 'trending', limit: 3 });
    assert.equal(trending.length, 3);
    await visitor.leave();
  });
}

test('a chunk of another place is not taken for this one', async () => {
  const number = new RegExp(`/${entry.build}/(\\d+)\\.dgm$`);
  const visitor = await broken(chunk, async (route) => {
    const url = route.request().url();
    const other = (Number(number.exec(url)[1]) + 1) % entry.chunks;
    await route.fulfill({ response: await route.fetch({ url: url.replace(number, `/${entry.build}/${other}.dgm`) }) });
  });
  assert.equal(await visitor.state('dangol-recs[kind="related"]'), 'fallback');
  await visitor.leave();
});

