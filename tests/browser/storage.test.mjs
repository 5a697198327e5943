// What is kept on the device: damaged, of a newer version, blocked, full, held open, or under
// a clock that is wrong.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DAY, PRODUCTS, TODAY, Visitor, close, open, serveAt } from './harness.mjs';

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

test('a full disk loses nothing that was kept, and what came meanwhile is kept once there is room', async () => {
  const visitor = await Visitor.come(base);
  await visitor.page.goto(base + '/dangol/config.json');
  const session = await visitor.context.newCDPSession(visitor.page);
  const origin = new URL(base).origin;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 400_000 });
  await visitor.visit(PRODUCTS[ITEM]);
  await visitor.accept();
  await visitor.kept();
  // The site itself uses up the rest, down to less than a profile takes.
  const filled = await visitor.page.evaluate(async () => {
    const opening = indexedDB.open('of-the-site', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('all', { autoIncrement: true });
    await new Promise((done) => (opening.onsuccess = done));
    let size = 100_000;
    let count = 0;
    while (size > 500) {
      const transaction = opening.result.transaction('all', 'readwrite');
      transaction.objectStore('all').put(crypto.getRandomValues(new Uint8Array(Math.min(size, 65_536))));
      const fits = await new Promise((done) => {
        transaction.oncomplete = () => done(true);
        transaction.onabort = () => done(false);
      });
      if (fits) count += 1;
      else size /= 2;
    }
    opening.result.close();
    return count;
  });
  assert.ok(filled > 0);
  await visitor.page.addInitScript(() => {
    window.testErrors = [];
    addEventListener('dangol:error', ({ detail }) => window.testErrors.push(detail.code));
  });
  await visitor.visit(PRODUCTS['47566']);
  const told = await visitor.ask('profile.setFacts', { name: 'Room' }).catch((error) => error.message);
  assert.match(String(told), /does not let anything be kept/);
  const { items } = await visitor.ask('profile.get');
  assert.deepEqual(items.map((item) => item.itemId), ['47566', ITEM], 'the page knows both');
  const other = await visitor.tab();
  await visitor.visit('/account.html', other);
  const kept = await other.evaluate(async () => (await window.dangol.profile.get()).items.map((item) => item.itemId));
  assert.deepEqual(kept, [ITEM], 'what was kept is there');
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  // It is tried again by itself, and the other tab hears of it.
  await other.waitForFunction(async () => (await window.dangol.profile.get()).name === 'Room', undefined, { timeout: 60_000 });
  assert.deepEqual(await visitor.page.evaluate(() => window.testErrors), ['storage_blocked'], 'it is told once');
  await visitor.visit('/');
  assert.deepEqual((await visitor.ask('profile.get')).items.map((item) => item.itemId), ['47566', ITEM]);
  assert.deepEqual(visitor.trouble(), []);
  await visitor.leave();
});

test('where a private window lets no database be opened, the page goes on in memory', async () => {
  const visitor = await Visitor.come(base);
  // As Firefox did until version 115: the request fails, and nothing is thrown.
  await visitor.page.addInitScript(() => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (name) {
      // A version below the one that is there is an error of the request.
      const ready = open.call(this, `${name}-of-test`, 2);
      ready.onsuccess = () => ready.result.close();
      return open.call(this, `${name}-of-test`, 1);
    };
  });
  await visitor.visit(PRODUCTS[ITEM]);
  await visitor.accept();
  const { items, bytes } = await visitor.ask('profile.get');
  assert.deepEqual([items.length, bytes], [1, 0]);
  assert.equal((await visitor.cards('related')).length, 6);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

/** Runs in a page of the site without Dangol, as a page of another version would. */
async function elsewhere(visitor) {
  await serveAt(visitor, '/elsewhere.html', '<!doctype html><title>x</title>');
  const page = await visitor.tab();
  await page.goto(base + '/elsewhere.html');
  return page;
}

test('a database of a newer version is left as it is, and a no erases even that', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit(PRODUCTS[ITEM]);
  await visitor.accept();
  await visitor.kept();
  const newer = await elsewhere(visitor);
  // The tab with Dangol is open, and does not stand in the way.
  const content = () =>
    newer.evaluate(async () => {
      const opening = indexedDB.open('dangol', 2);
      const opened = new Promise((done, fail) => {
        opening.onsuccess = () => done(opening.result);
        opening.onblocked = () => fail(new Error('blocked'));
        opening.onupgradeneeded = () => opening.result.createObjectStore('of-newer');
      });
      const database = await opened;
      const reading = database.transaction('kept').objectStore('kept').getAll();
      await new Promise((done) => (reading.onsuccess = done));
      database.close();
      return reading.result.map((bytes) => [...bytes]);
    });
  const before = await content();
  for (const path of [PRODUCTS['47566'], '/']) await visitor.visit(path);
  const { items, personalize } = await visitor.ask('profile.get');
  assert.deepEqual([items, personalize], [[], null], 'it is not read');
  await visitor.accept();
  assert.deepEqual(await content(), before, 'nor written');
  await visitor.ask('consent.set', { personalize: false });
  assert.deepEqual((await visitor.storage()).databases, []);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('a database that an old page holds open is emptied at once, and used again when it lets go', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit(PRODUCTS[ITEM]);
  await visitor.accept();
  await visitor.kept();
  const old = await elsewhere(visitor);
  await old.evaluate(async () => {
    const opening = indexedDB.open('dangol');
    await new Promise((done) => (opening.onsuccess = done));
    window.testHeld = opening.result;
  });
  await visitor.ask('profile.erase');
  const left = () =>
    old.evaluate(async () => {
      const reading = window.testHeld.transaction('kept').objectStore('kept').getAllKeys();
      await new Promise((done) => (reading.onsuccess = done));
      return reading.result;
    });
  assert.deepEqual(await left(), []);
  // The shopper changes their mind. The database is about to be deleted, and cannot be opened.
  await visitor.accept();
  await visitor.visit(PRODUCTS['47566']);
  await visitor.accept();
  await old.close();
  await visitor.page.waitForFunction(async () => (await window.dangol.profile.get()).bytes > 0);
  await visitor.visit('/');
  assert.deepEqual((await visitor.ask('profile.get')).items.map((item) => item.itemId), ['47566']);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('a clock that is set back or ahead loses nothing', async () => {
  const visitor = await Visitor.come(base);
  const seen = async () => (await visitor.ask('profile.get')).items.map((item) => item.itemId);
  await visitor.visit(PRODUCTS[ITEM]);
  await visitor.accept();
  await visitor.ask('profile.setFacts', { name: 'Kim' });
  for (const [days, id] of [[-40, '47566'], [40, '84879']]) {
    await visitor.at(TODAY + days * DAY);
    await visitor.visit(PRODUCTS[id]);
    await visitor.kept();
  }
  await visitor.at(TODAY + DAY);
  await visitor.visit('/');
  assert.deepEqual((await seen()).toSorted(), [ITEM, '47566', '84879'].toSorted());
  assert.match(await visitor.greeting(), /Kim/);
  await visitor.kept();
  // The answer of a clock that was ahead does not outlast one by the right clock.
  await visitor.ask('consent.set', { personalize: false });
  await visitor.visit('/');
  assert.equal((await visitor.ask('profile.get')).personalize, null);
  assert.deepEqual((await visitor.storage()).databases, []);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('the browser is asked to keep it only after a yes, and only where it asks nobody', async () => {
  const [chromium, firefox, safari] = [
    { brands: {}, state: 'prompt', asked: 1 },
    { state: 'prompt', asked: 0 },
    { asked: 1 },
  ];
  for (const world of [chromium, firefox, safari, { state: 'granted', asked: 1 }, { brands: {}, state: 'denied', asked: 0 }]) {
    const visitor = await Visitor.come(base);
    await visitor.page.addInitScript(({ brands, state }) => {
      window.testAsked = 0;
      StorageManager.prototype.persisted = async () => false;
      StorageManager.prototype.persist = async () => Boolean(++window.testAsked);
      Object.defineProperty(Navigator.prototype, 'userAgentData', { value: brands });
      Permissions.prototype.query = async () => {
        if (!state) throw new TypeError('no such permission');
        return { state };
      };
    }, world);
    await visitor.visit(PRODUCTS[ITEM]);
    assert.equal(await visitor.page.evaluate(() => window.testAsked), 0);
    await visitor.accept();
    await visitor.ask('profile.setFacts', { name: 'Kim' });
    await visitor.kept();
    assert.equal(await visitor.page.evaluate(() => window.testAsked), world.asked, JSON.stringify(world));
    assert.deepEqual(visitor.console, []);
    await visitor.leave();
  }
});
