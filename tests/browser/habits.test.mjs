// What browsers and sites do with pages beyond loading them: prerendering, the back/forward
// cache, shadow DOM, View Transitions, frames of other sites, and writing from right to left.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PRODUCTS, Visitor, close, open, serveAt } from './harness.mjs';

const ITEM = '22423';
const TAG = '<script async src="/dangol/dangol.js" data-config="/dangol/config.json"></script>';
const page = (body, attributes = '') => `<!doctype html><html lang="en" ${attributes}><title>Probe</title>${TAG}${body}`;
let base;
before(async () => (base = await open()));
after(close);

test('a page that is prerendered is not looked at until it is seen', async () => {
  const visitor = await Visitor.come(base);
  await visitor.page.addInitScript(() => {
    let isHidden = true;
    const listen = document.addEventListener;
    document.addEventListener = function (name, ...values) {
      if (name === 'prerenderingchange') window.testWaits = true;
      return listen.call(this, name, ...values);
    };
    Object.defineProperty(document, 'prerendering', { configurable: true, get: () => isHidden });
    window.testSee = () => {
      isHidden = false;
      document.dispatchEvent(new Event('prerenderingchange'));
    };
  });
  await visitor.page.goto(base + PRODUCTS[ITEM]);
  // By now the wasm is compiled, and only that is waited for.
  await visitor.page.waitForFunction(() => window.testWaits);
  assert.ok(visitor.paths().some((path) => path.endsWith('.wasm')), 'its files are fetched ahead');
  assert.equal(await visitor.state('dangol-recs[kind="related"]'), null);
  await visitor.page.evaluate(() => window.testSee());
  await visitor.rest();
  assert.equal(await visitor.state('dangol-recs[kind="related"]'), 'shown');
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('a page that the browser gives back as it was left hears what was done meanwhile', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/');
  await visitor.accept();
  await visitor.visit(PRODUCTS[ITEM]);
  await visitor.kept();
  await visitor.page.evaluate(() => {
    // The other page’s message does not come to a page that lies in the cache.
    BroadcastChannel.prototype.dispatchEvent = () => true;
  });
  const other = await visitor.tab();
  await visitor.page.evaluate(() => (window.testBefore = document.querySelector('dangol-recs[kind="related"]').shadowRoot.querySelector('li')));
  await visitor.visit('/about.html', other);
  await other.evaluate(async () => {
    await (await dangol.ready).profile.setFacts({ name: 'Grace' });
  });
  await visitor.page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await visitor.page.waitForFunction(async () => (await dangol.profile.get()).name === 'Grace');
  await visitor.page.waitForFunction(() => !window.testBefore.isConnected);
  await visitor.rest();
  assert.equal(await visitor.state('dangol-recs[kind="related"]'), 'shown');
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('in a frame of another site it stays out, and in one of its own site it works', async () => {
  const visitor = await Visitor.come(base);
  await serveAt(visitor, '/probe', page('<dangol-recs kind="trending" limit="2"><p>own</p></dangol-recs>'));
  await serveAt(visitor, '/frame', '<!doctype html><iframe src="/probe"></iframe>');
  const elsewhere = base.replace('127.0.0.1', 'localhost');
  await visitor.context.route(`${elsewhere}/frame`, (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><iframe src="${base}/probe"></iframe>` }),
  );
  await visitor.page.goto(`${base}/frame`);
  await visitor.page.frameLocator('iframe').locator('dangol-recs[data-dangol-state="shown"]').waitFor();
  const before = visitor.paths().length;
  assert.deepEqual(visitor.console, []);
  await visitor.page.goto(`${elsewhere}/frame`);
  await visitor.page.frameLocator('iframe').locator('dangol-recs[data-dangol-state="fallback"]').waitFor();
  assert.ok(await visitor.page.frameLocator('iframe').locator('p').isVisible());
  assert.deepEqual(visitor.paths().slice(before), ['/dangol/dangol.js']);
  assert.deepEqual(visitor.console, ['info: Dangol: could not start: the page is in a frame of another site']);
  await visitor.leave();
});

test('it works in the shadow of another element, and through a View Transition', async () => {
  const visitor = await Visitor.come(base);
  await serveAt(visitor, '/probe', page('<main><div></div></main>'));
  await visitor.page.goto(`${base}/probe`);
  await visitor.page.evaluate(() => {
    document.querySelector('div').attachShadow({ mode: 'open' }).innerHTML = '<dangol-recs kind="trending" limit="2">own</dangol-recs>';
  });
  await visitor.page.waitForFunction(() => document.querySelector('div').shadowRoot.firstChild.dataset.dangolState === 'shown');
  await visitor.page.evaluate(async () => {
    const { finished } = document.startViewTransition(() => {
      document.querySelector('main').innerHTML = '<dangol-recs kind="trending" limit="3">own</dangol-recs>';
    });
    await finished;
  });
  await visitor.rest();
  assert.equal((await visitor.cards('trending')).length, 3);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('from right to left, the first card stands at the right', async () => {
  const visitor = await Visitor.come(base);
  const places = {};
  for (const direction of ['ltr', 'rtl']) {
    await serveAt(visitor, `/${direction}`, page('<dangol-recs kind="trending" limit="4">own</dangol-recs>', `dir="${direction}"`));
    await visitor.visit(`/${direction}`);
    places[direction] = await visitor.page.evaluate(() =>
      [...document.querySelector('dangol-recs').shadowRoot.querySelectorAll('li')].map((card) => Math.round(card.getBoundingClientRect().left)),
    );
    assert.equal(await visitor.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  }
  assert.ok(places.ltr[0] < places.ltr[1] && places.rtl[0] > places.rtl[1], JSON.stringify(places));
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('a router may put the new page before its address or after it', async () => {
  const markup = `<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","sku":"${ITEM}","name":"Cake stand"}</script>`;
  for (const order of ['before', 'after']) {
    const visitor = await Visitor.come(base);
    await serveAt(visitor, '/probe', page('<main><h1>Home</h1></main>'));
    await visitor.visit('/probe');
    assert.equal(await visitor.ask('page'), null);
    await visitor.page.evaluate(
      async ([order, markup]) => {
        const put = () => {
          const parsed = new DOMParser().parseFromString(`${markup}<dangol-recs kind="related" limit="3">own</dangol-recs>`, 'text/html');
          document.querySelector('main').replaceChildren(...parsed.head.childNodes, ...parsed.body.childNodes);
        };
        if (order === 'before') put();
        await Promise.resolve();
        history.pushState(null, '', '/probe/two');
        await Promise.resolve();
        if (order === 'after') put();
      },
      [order, markup],
    );
    await visitor.page.waitForFunction(() => document.querySelector('dangol-recs').dataset.dangolState === 'shown');
    assert.equal((await visitor.ask('page')).itemId, ITEM, order);
    assert.equal((await visitor.cards('related')).length, 3, order);
    assert.deepEqual(visitor.console, []);
    await visitor.leave();
  }
});
