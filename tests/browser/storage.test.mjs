// What is kept on the device: damaged, of a newer version, blocked, full.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PRODUCTS, Visitor, close, open } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

const ITEM = '22423';

/** Puts bytes where the profile is kept. */
const store = (page, key, change) =>
  page.evaluate(
    async ([key, change]) => {
      const opening = indexedDB.open('dangol');
      await new Promise((done) => (opening.onsuccess = done));
      const transaction = opening.result.transaction('kept', 'readwrite');
      const kept = transaction.objectStore('kept');
      const reading = kept.get(key);
      reading.onsuccess = () => {
        const bytes = reading.result;
        for (const [at, value] of change) bytes[at] = value === 'flip' ? bytes[at] ^ 1 : value;
        kept.put(bytes, key);
      };
      await new Promise((done) => (transaction.oncomplete = done));
      opening.result.close();
    },
    [key, change],
  );

const keys = (page) =>
  page.evaluate(async () => {
    const opening = indexedDB.open('dangol');
    await new Promise((done) => (opening.onsuccess = done));
    const reading = opening.result.transaction('kept').objectStore('kept').getAllKeys();
    await new Promise((done) => (reading.onsuccess = done));
    opening.result.close();
    return reading.result;
  });

test('a damaged profile is set aside, and a new one begins', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit(PRODUCTS[ITEM]);
  await visitor.accept();
  await visitor.kept();
  await store(visitor.page, 'profile', [[40, 'flip']]);
  await visitor.visit(PRODUCTS['47566']);
  await visitor.kept();
  const { items, personalize } = await visitor.ask('profile.get');
  assert.deepEqual(items.map((item) => item.itemId), ['47566']);
  assert.equal(personalize, true);
  assert.deepEqual(await keys(visitor.page), ['consent', 'profile', 'set-aside']);
  const { setAside } = await visitor.ask('profile.export');
  assert.deepEqual(setAside.slice(0, 4), [...Buffer.from('DGLP')], 'it can be taken along');
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('a profile of a newer version is left alone', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit(PRODUCTS[ITEM]);
  await visitor.accept();
  await visitor.kept();
  await store(visitor.page, 'profile', [[4, 9]]);
  await visitor.visit(PRODUCTS['47566']);
  await visitor.ask('profile.setFacts', { name: 'X' });
  await store(visitor.page, 'profile', [[4, 1]]);
  await visitor.visit('/');
  const { items, name } = await visitor.ask('profile.get');
  assert.deepEqual([items.map((item) => item.itemId), name], [[ITEM], null], 'nothing was lost or written');
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('a no erases even what this page could not read, and a failure is told', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit(PRODUCTS[ITEM]);
  await visitor.accept();
  await visitor.kept();
  // The first opening fails, as it may after an update of the browser.
  await visitor.page.addInitScript(() => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function () {
      IDBFactory.prototype.open = open;
      throw new DOMException('for once', 'UnknownError');
    };
  });
  await visitor.visit('/');
  assert.equal((await visitor.ask('profile.get')).personalize, null);
  await visitor.ask('consent.set', { personalize: false });
  assert.deepEqual((await visitor.storage()).databases, []);

  const other = await Visitor.come(base);
  await other.visit('/account.html');
  await other.accept();
  const code = await other.page.evaluate(() => {
    for (const name of ['open', 'deleteDatabase']) {
      IDBFactory.prototype[name] = () => {
        throw new DOMException('broken', 'UnknownError');
      };
    }
    return window.dangol.profile.erase().catch((error) => error.code);
  });
  assert.equal(code, 'storage_blocked');
  const said = other.page.locator('dangol-privacy [role="status"]');
  await said.getByText('does not let anything be kept').waitFor();
  await visitor.leave();
  await other.leave();
});

test('where storage is blocked or full, the page goes on in memory', async () => {
  for (const spoil of [
    () => Object.defineProperty(window, 'indexedDB', { get: () => { throw new DOMException('blocked', 'SecurityError'); } }),
    () => Object.defineProperty(window, 'indexedDB', { value: undefined }),
    () => (IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }),
  ]) {
    const visitor = await Visitor.come(base);
    await visitor.context.addInitScript(spoil);
    await visitor.page.addInitScript(() => addEventListener('dangol:error', (event) => (window.testError = event.detail.code)));
    await visitor.visit(PRODUCTS[ITEM]);
    await visitor.accept();
    assert.equal((await visitor.cards('related')).length, 6);
    assert.equal((await visitor.ask('profile.get')).bytes, 0);
    await visitor.visit('/account.html');
    const privacy = visitor.page.locator('dangol-privacy');
    await privacy.getByRole('switch', { name: 'Remember me' }).click();
    await privacy.getByRole('status').getByText('does not let anything be kept').waitFor();
    assert.equal(await visitor.page.evaluate(() => window.testError), 'storage_blocked');
    assert.deepEqual(visitor.console, []);
    await visitor.leave();
  }
});
