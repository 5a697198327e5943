// What differs from browser to browser, on the demo shop: each test in each engine.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { Browser, NAMES } from './browsers.mjs';
import { DEMO, productPage, serve } from './shop.mjs';
import { NOTHING_KEPT, Visitor } from './visitor.mjs';

const [CAKE_STAND, DOILIES, LUNCH_BAG] = ['22423', '47566', '20725'].map((id) => ({ id, page: productPage(id) }));
const entry = JSON.parse(readFileSync(`${DEMO}/dangol/model/entry.json`, 'utf8'));

/** What a first visit to the home page fetches of Dangol, in any browser. */
const FIRST_VISIT = [
  'dangol.js',
  'config.json',
  'model/entry.json',
  ...readdirSync(`${DEMO}/dangol`).filter((name) => name.startsWith('widget-')),
  `model/${entry.build}/home.dgm`,
  'model/hot.dgm',
].map((name) => `/dangol/${name}`);

/** A shop that replaces its page's content itself. */
const single = (tag = '') => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>A shop of one page</title><script async src="/dangol/dangol.js" ${tag}></script></head>
<body><h1>A shop of one page</h1><dangol-recs kind="related" limit="6">nothing yet</dangol-recs></body></html>`;

let shop;
before(async () => (shop = await serve(DEMO)));
after(() => shop.close());

for (const name of NAMES) {
  describe(name, () => {
    let browser;
    before(async () => (browser = await Browser.launch(name)));
    after(() => browser?.close());

    /** One visitor of this engine's, with an origin of their own. */
    const visiting = (what, deeds) =>
      test(`${name}: ${what}`, async () => {
        const visitor = await Visitor.come(browser, shop.base);
        try {
          await deeds(visitor);
        } finally {
          await visitor.leave();
        }
      });

    visiting('a first visit shows greeting and slots, fetches static files only, and leaves no trace', async (visitor) => {
      await visitor.visit('/');
      assert.match(await visitor.greeting(), /^Good (morning|afternoon|evening), and welcome to |^Hello/);
      for (const kind of ['for-you', 'trending', 'new-for-you']) {
        const cards = await visitor.cards(kind);
        assert.equal(cards.length, 6, kind);
        assert.ok(cards.every(({ price, title, reason }) => /^£\d/.test(price) && title && reason), JSON.stringify(cards));
      }
      assert.deepEqual(visitor.gate.own().toSorted(), FIRST_VISIT.toSorted());
      assert.deepEqual(await visitor.storage(), NOTHING_KEPT);
      await visitor.isQuiet();
    });

    visiting('after a yes, what was seen is known after a reload and on the next page', async (visitor) => {
      await visitor.visit(CAKE_STAND.page);
      assert.equal((await visitor.cards('related')).length, 6);
      await visitor.ask('consent.set', { personalize: true, measure: false });
      await visitor.kept();
      await visitor.session.navigate().refresh();
      await visitor.rest();
      assert.deepEqual(await visitor.deeds(), [`viewed ${CAKE_STAND.id}`]);
      assert.equal((await visitor.ask('consent.get')).personalize, true);
      await visitor.visit('/');
      assert.deepEqual((await visitor.cards('recently-viewed')).map(({ id }) => id), [CAKE_STAND.id]);
      const [first] = await visitor.cards('for-you');
      assert.match(first.reason, /^Because you looked at “.+”$/);
      assert.deepEqual((await visitor.storage()).databases, ['dangol']);
      await visitor.isQuiet();
    });

    for (const encrypt of [false, true]) {
      visiting(`two tabs that write at once agree${encrypt ? ', sealed' : ''}`, async (visitor) => {
        visitor.gate.pages['/shop.html'] = single('data-config="/settings.html"');
        visitor.gate.pages['/settings.html'] = JSON.stringify({ version: 1, storage: { encrypt } });
        const tabs = await visitor.tab();
        for (const tab of tabs) {
          await visitor.in(tab);
          await visitor.visit('/shop.html');
        }
        await visitor.ask('consent.set', { personalize: true, measure: false });
        const all = [0, 1].flatMap((tab) => [0, 1, 2].map((step) => `addedToCart ${tab}-${step}`));
        for (const [at, tab] of tabs.entries()) {
          await visitor.in(tab);
          // Nobody waits for it, so that the other tab writes meanwhile.
          await visitor.run((at) => {
            for (const step of [0, 1, 2]) void window.dangol.track('add_to_cart', { items: [{ item_id: `${at}-${step}` }] });
          }, at);
        }
        for (const tab of tabs) {
          await visitor.in(tab);
          await visitor.until(async (count) => (await window.dangol.profile.get()).items.length === count, all.length);
          assert.deepEqual((await visitor.deeds()).toSorted(), all);
          await visitor.isQuiet();
        }
        await visitor.kept();
        await visitor.session.navigate().refresh();
        assert.deepEqual((await visitor.deeds()).toSorted(), all, 'it is kept');
        // A no in one tab is one in the other.
        await visitor.ask('consent.set', { personalize: false });
        await visitor.in(tabs[0]);
        await visitor.until(async () => (await window.dangol.profile.get()).items.length === 0);
        assert.deepEqual((await visitor.storage()).databases, []);
        await visitor.isQuiet();
        await visitor.in(tabs[1]);
        await visitor.session.close();
        await visitor.in(tabs[0]);
      });
    }

    visiting('where IndexedDB is blocked, the page goes on in memory', async (visitor) => {
      visitor.gate.script = `Object.defineProperty(window, 'indexedDB', {
        get() { throw new DOMException('The operation is insecure.', 'SecurityError'); } });`;
      await visitor.visit(CAKE_STAND.page);
      await visitor.ask('consent.set', { personalize: true, measure: false });
      assert.equal((await visitor.cards('related')).length, 6);
      assert.deepEqual(await visitor.deeds(), [`viewed ${CAKE_STAND.id}`]);
      assert.equal((await visitor.ask('profile.get')).bytes, 0);
      const told = await visitor.isQuiet();
      assert.deepEqual(told.dangol, ['storage_blocked']);
    });

    for (const [what, script] of [
      ['by whatever the browser has for it', ''],
      ['without the Navigation API', "Object.defineProperty(window, 'navigation', { value: undefined });"],
    ]) {
      visiting(`a navigation within the document is noticed ${what}`, async (visitor) => {
        visitor.gate.script = script;
        visitor.gate.pages['/shop.html'] = single();
        await visitor.visit('/shop.html');
        const go = (id, path) =>
          visitor.run(
            (id, path) => {
              history.pushState({}, '', path);
              document.querySelector('script[type="application/ld+json"]')?.remove();
              const data = document.createElement('script');
              data.type = 'application/ld+json';
              data.textContent = JSON.stringify({ '@context': 'https://schema.org', '@type': 'Product', sku: id, name: id });
              document.body.append(data);
            },
            id,
            path,
          );
        const related = async (id) => {
          await visitor.until((seen) => window.dangol.profile.get().then(({ items }) => items[0]?.itemId === seen), id);
          await visitor.until(() => document.querySelector('dangol-recs').dataset.dangolState === 'shown');
          return (await visitor.cards('related')).map((card) => card.id);
        };
        await go(CAKE_STAND.id, CAKE_STAND.page);
        const first = await related(CAKE_STAND.id);
        assert.equal(first.length, 6);
        await go(DOILIES.id, DOILIES.page);
        await related(DOILIES.id);
        await visitor.until(
          (first) => {
            const cards = [...document.querySelector('dangol-recs').shadowRoot.querySelectorAll('[part="card"]')];
            return cards.length === 6 && cards.map((card) => card.dataset.itemId).join() !== first;
          },
          first.join(),
        );
        assert.deepEqual(await visitor.deeds(), [`viewed ${DOILIES.id}`, `viewed ${CAKE_STAND.id}`]);
        await visitor.isQuiet();
      });
    }

    visiting('the privacy page opens, and erases everything by two presses', async (visitor) => {
      await visitor.visit(CAKE_STAND.page);
      await visitor.ask('consent.set', { personalize: true, measure: false });
      await visitor.kept();
      await visitor.visit('/account.html');
      const text = await visitor.run(() => document.querySelector('dangol-privacy').shadowRoot.textContent);
      assert.match(text, /Remember me/);
      assert.match(text, /Cakestand/i);
      for (const button of ['#erase', '#erase-all']) await visitor.press('dangol-privacy', button);
      await visitor.until(async () => (await window.dangol.profile.get()).items.length === 0);
      await visitor.until(async () => (await indexedDB.databases()).length === 0);
      assert.deepEqual(await visitor.storage(), NOTHING_KEPT);
      await visitor.visit('/');
      assert.deepEqual(await visitor.cards('recently-viewed'), []);
      await visitor.isQuiet();
    });

    visiting('a page that the back button brings back shows nothing that was erased meanwhile', async (visitor) => {
      await visitor.visit(LUNCH_BAG.page);
      await visitor.ask('consent.set', { personalize: true, measure: false });
      await visitor.kept();
      await visitor.visit('/');
      assert.deepEqual((await visitor.cards('recently-viewed')).map(({ id }) => id), [LUNCH_BAG.id]);
      await visitor.run(() => (window.testIsSame = true));
      await visitor.visit('/account.html');
      await visitor.ask('profile.erase');
      await visitor.session.navigate().back();
      await visitor.rest();
      await visitor.until(() => document.querySelector('dangol-recs[kind="recently-viewed"]').dataset.dangolState === 'empty');
      assert.deepEqual(await visitor.cards('recently-viewed'), []);
      assert.deepEqual(await visitor.deeds(), []);
      assert.deepEqual(await visitor.storage(), NOTHING_KEPT);
      // The others may load it anew while a driver watches.
      if (name === 'WebKit') assert.ok(await visitor.run(() => window.testIsSame), 'the page was kept');
    });

    visiting('under a strict policy nothing is refused, and Trusted Types are enforced where the browser knows them', async (visitor) => {
      await visitor.visit(CAKE_STAND.page);
      await visitor.visit('/account.html');
      await visitor.isQuiet();
      const refused = await visitor.run(() => {
        if (!window.trustedTypes) return 'unknown';
        try {
          document.createElement('p').innerHTML = '<b>x</b>';
          return 'let through';
        } catch (error) {
          return error.name;
        }
      });
      assert.match(refused, /^(TypeError|unknown)$/);
      console.log(`  ${name}: Trusted Types ${refused === 'unknown' ? 'are not known' : 'are enforced'}`);
    });
  });
}

// WebKitGTK's windows are private ones above already.
for (const name of NAMES.filter((name) => name !== 'WebKit')) {
  test(`${name}: a private window works like any other, as far as the browser lets it keep anything`, async () => {
    const browser = await Browser.launch(name, { isPrivate: true });
    try {
      const visitor = await Visitor.come(browser, shop.base);
      await visitor.visit(CAKE_STAND.page);
      assert.equal((await visitor.cards('related')).length, 6);
      await visitor.ask('consent.set', { personalize: true, measure: false });
      await visitor.kept();
      await visitor.visit('/');
      assert.deepEqual(await visitor.deeds(), [`viewed ${CAKE_STAND.id}`]);
      await visitor.ask('consent.set', { personalize: false });
      assert.deepEqual(await visitor.storage(), NOTHING_KEPT);
      await visitor.isQuiet();
      await visitor.leave();
    } finally {
      await browser.close();
    }
  });
}
