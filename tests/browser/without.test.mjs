// Browsers that lack something: each feature that Dangol looks for is taken away. What it cannot
// do without leaves the page as it is, with one line in the console; the rest it does without.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PRODUCTS, SITE, Visitor, close, open, serveAt } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

const ITEM = '22423';

/** A visitor in a browser from which these have been taken, each named as `Owner.name`. */
async function without(names) {
  const visitor = await Visitor.come(base);
  await visitor.context.addInitScript((names) => {
    window.testErrors = [];
    addEventListener('dangol:error', ({ detail }) => window.testErrors.push(detail.code));
    for (const name of names) {
      const way = name.split('.');
      const last = way.pop();
      const owner = way.reduce((found, key) => found[key], window);
      // What cannot be deleted where it is can be hidden.
      if (!Reflect.deleteProperty(owner, last)) Object.defineProperty(owner, last, { value: undefined });
      if (owner[last] !== undefined) throw new Error(`${name} is still there`);
    }
  }, names);
  return visitor;
}

for (const name of [
  'WebAssembly',
  'DecompressionStream',
  'customElements',
  'Document.prototype.adoptedStyleSheets',
]) {
  test(`without ${name} the page’s own markup stays, and one line says why`, async () => {
    const visitor = await without([name]);
    for (const path of ['/', PRODUCTS[ITEM], '/account.html']) {
      visitor.console.length = 0;
      visitor.requests.length = 0;
      await visitor.visit(path);
      const slots = await visitor.page.$$eval('dangol-recs,dangol-greeting,dangol-privacy', (slots) =>
        slots.map((slot) => [slot.dataset.dangolState, slot.shadowRoot === null]),
      );
      assert.ok(slots.length > 0);
      for (const slot of slots) assert.deepEqual(slot, ['fallback', true]);
      assert.deepEqual(visitor.console, ['info: Dangol: could not start: this browser is too old for it']);
      assert.deepEqual(visitor.paths(), ['/dangol/dangol.js'], 'nothing is fetched in vain');
      assert.deepEqual(await visitor.page.evaluate(() => window.testErrors), ['not_started']);
    }
    const refused = await visitor.page.evaluate(() => window.dangol.greeting().catch(({ code }) => code));
    assert.equal(refused, 'not_started');
    await visitor.leave();
  });
}

for (const names of [
  ['Navigator.prototype.locks'],
  ['navigation', 'Navigation'],
  ['Navigator.prototype.storage', 'Navigator.prototype.permissions'],
  ['Crypto.prototype.subtle', 'Crypto.prototype.randomUUID'],
  ['AbortSignal.timeout', 'AbortSignal.any'],
  ['IDBFactory.prototype.databases'],
  ['BroadcastChannel'],
  ['FinalizationRegistry', 'WeakRef', 'structuredClone', 'requestIdleCallback', 'scheduler'],
  ['Intl.ListFormat', 'Intl.RelativeTimeFormat', 'Intl.PluralRules', 'Intl.DisplayNames', 'Intl.Segmenter', 'Intl.Locale'],
  ['Intl.NumberFormat.prototype.formatToParts', 'Intl.NumberFormat.prototype.formatRange'],
  ['trustedTypes', 'Document.prototype.startViewTransition', 'Element.prototype.checkVisibility', 'CloseWatcher'],
]) {
  test(`without ${names.join(', ')} everything works`, async () => {
    const visitor = await without(names);
    await visitor.visit(PRODUCTS[ITEM]);
    const related = await visitor.cards('related');
    assert.equal(related.length, 6);
    await visitor.accept();
    await visitor.kept();
    await visitor.visit('/');
    assert.match(await visitor.greeting(), /^Good morning/);
    assert.deepEqual((await visitor.cards('recently-viewed')).map(({ id }) => id), [ITEM]);
    assert.equal((await visitor.cards('for-you')).length, 6);
    await visitor.visit('/account.html');
    assert.equal(await visitor.state('dangol-privacy'), 'shown');
    await visitor.ask('consent.set', { personalize: false });
    assert.deepEqual((await visitor.ask('profile.get')).items, []);
    assert.deepEqual(await visitor.page.evaluate(() => window.testErrors), []);
    assert.deepEqual(visitor.console, []);
    await visitor.leave();
  });
}

for (const [what, take] of [
  ['no BroadcastChannel', () => Reflect.deleteProperty(window, 'BroadcastChannel')],
  [
    'one that cannot be opened',
    () => {
      window.BroadcastChannel = class {
        constructor() {
          throw new DOMException('not here', 'SecurityError');
        }
      };
    },
  ],
]) {
  test(`with ${what} a tab learns when it is looked at again that another one erased, or kept more`, async () => {
    const visitor = await Visitor.come(base);
    await visitor.context.addInitScript(take);
    await visitor.visit('/');
    await visitor.accept();
    await visitor.visit(PRODUCTS[ITEM]);
    await visitor.kept();
    const other = await visitor.tab();
    await visitor.visit('/', other);
    const known = async () => (await other.evaluate(() => window.dangol.profile.get())).items.map(({ itemId }) => itemId);
    assert.deepEqual(await known(), [ITEM]);
    await visitor.kept(other);

    await visitor.ask('profile.setFacts', { name: 'Mina' });
    const name = async () => (await other.evaluate(() => window.dangol.profile.get())).name;
    assert.equal(await name(), null, 'nobody has told it yet');
    await other.evaluate(() => window.dispatchEvent(new Event('focus')));
    await other.waitForFunction(async () => (await window.dangol.profile.get()).name === 'Mina');

    await visitor.ask('profile.erase');
    assert.deepEqual(await known(), [ITEM], 'nor this');
    await other.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await other.waitForFunction(async () => (await window.dangol.profile.get()).items.length === 0);
    await other.waitForFunction(() => !document.querySelector('dangol-recs[kind="recently-viewed"]')?.shadowRoot?.querySelector('[part="card"]'));
    assert.equal((await other.evaluate(() => window.dangol.profile.get())).bytes, 0);
    await visitor.page.goto('about:blank');
    await visitor.visit('/about.html', other);
    assert.deepEqual((await other.evaluate(() => window.dangol.profile.get())).items, [], 'nothing has brought it back');
    assert.deepEqual(visitor.console, []);
    await visitor.leave();
  });
}

test('without IndexedDB the page goes on in memory, and says so where it matters', async () => {
  const visitor = await without(['indexedDB']);
  await visitor.visit(PRODUCTS[ITEM]);
  await visitor.accept();
  assert.equal((await visitor.cards('related')).length, 6);
  const { items, bytes } = await visitor.ask('profile.get');
  assert.deepEqual([items.length, bytes], [1, 0]);
  assert.deepEqual(await visitor.page.evaluate(() => window.testErrors), ['storage_blocked']);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('where what is kept is to be sealed, but the browser cannot, nothing is kept open', async () => {
  const visitor = await without(['Crypto.prototype.subtle']);
  const page = '<!doctype html><html lang="en"><title>x</title><script async src="/dangol/dangol.js" data-config="/config-of-test.json"></script>';
  await serveAt(visitor, '/bare.html', page);
  await serveAt(visitor, '/config-of-test.json', JSON.stringify({ version: 1, storage: { encrypt: true } }));
  await visitor.page.goto(base + '/bare.html');
  await visitor.accept();
  const told = await visitor.ask('profile.setFacts', { name: 'Kim' }).catch(({ message }) => message);
  assert.match(String(told), /does not let anything be kept/);
  assert.equal((await visitor.ask('profile.get')).bytes, 0);
  assert.deepEqual(await visitor.page.evaluate(() => window.testErrors), ['storage_blocked']);
  assert.deepEqual((await visitor.storage()).databases, [], 'not even an empty database is left');
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

/** What every browser of docs/browsers.md knows of wasm. */
const WASM = ['bulk-memory', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'sign-ext'];

test('the wasm needs nothing that the oldest browsers do not know', () => {
  const optimiser = fileURLToPath(import.meta.resolve('binaryen/bin/wasm-opt'));
  const check = (file, features) =>
    execFileSync(
      process.execPath,
      [optimiser, `${SITE}/dangol/${file}`, '--mvp-features', ...features.map((name) => `--enable-${name}`), '--print-function-map'],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
  const files = readdirSync(`${SITE}/dangol`).filter((name) => name.endsWith('.wasm'));
  assert.equal(files.length, 4);
  for (const file of files) check(file, WASM);
  const [widget] = files.filter((name) => name.startsWith('widget-'));
  assert.throws(() => check(widget, WASM.filter((name) => name !== 'reference-types')), 'this check can fail');
});
