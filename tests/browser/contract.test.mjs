// The public contract (docs/javascript.md), as a site owner meets it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PRODUCTS, Visitor, close, eventually, open, serveAt } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

const ITEM = '22423';
const page = (head, body = '') => `<!doctype html><html lang="en"><title>Probe</title>${head}${body}`;
const SLOTS = '<dangol-greeting></dangol-greeting><dangol-recs kind="trending" limit="3">own</dangol-recs>';
const ATTRIBUTES = 'src="/dangol/dangol.js" data-config="/dangol/config.json"';

for (const [what, tag] of [
  ['a classic async script', `<script async ${ATTRIBUTES}></script>`],
  ['a module', `<script type="module" ${ATTRIBUTES}></script>`],
  ['a plain script in the head', `<script ${ATTRIBUTES}></script>`],
  ['two tags', `<script async ${ATTRIBUTES}></script><script async ${ATTRIBUTES}></script>`],
  ['a tag without a configuration', '<script async src="/dangol/dangol.js"></script>'],
]) {
  test(`the tag works as ${what}`, async () => {
    const visitor = await Visitor.come(base);
    await serveAt(visitor, '/probe', page(tag, SLOTS));
    await visitor.visit('/probe');
    assert.equal((await visitor.cards('trending')).length, 3);
    assert.equal(await visitor.state('dangol-greeting'), 'shown');
    assert.deepEqual(visitor.console, []);
    await visitor.leave();
  });
}

test('there is one new global name, and no inline style or script is needed', async () => {
  const names = [];
  for (const tag of ['', `<script async ${ATTRIBUTES}></script>`]) {
    const visitor = await Visitor.come(base);
    const policy =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types";
    await serveAt(visitor, '/probe', page(tag, SLOTS), { 'content-security-policy': policy });
    await (tag ? visitor.visit('/probe') : visitor.page.goto(`${base}/probe`));
    names.push(await visitor.page.evaluate(() => Object.getOwnPropertyNames(window)));
    assert.deepEqual(visitor.console, []);
    await visitor.leave();
  }
  const [without, with_] = names;
  assert.deepEqual(with_.filter((name) => !without.includes(name)), ['dangol']);
});

test('calls made before loading are kept, in their order', async () => {
  const visitor = await Visitor.come(base);
  const early = `<script>window.dangol = window.dangol || [];
    dangol.push(['consent.set', { personalize: true }], ['profile.setFacts', { name: 'Ada' }]);
    dangol.push(['track', 'view_item', { items: [{ item_id: '${ITEM}', item_name: 'Cake stand' }] }]);</script>`;
  await serveAt(visitor, '/probe', page(early + `<script async ${ATTRIBUTES}></script>`, SLOTS));
  await visitor.visit('/probe');
  await visitor.kept();
  const { personalize, name, items } = await visitor.ask('profile.get');
  assert.deepEqual([personalize, name, items.map((item) => item.itemId)], [true, 'Ada', [ITEM]]);
  assert.deepEqual(await visitor.ask('consent.get'), { personalize: true, measure: null });
  await visitor.leave();
});

test('window.dangol has what is promised', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit(PRODUCTS[ITEM]);
  const version = await visitor.page.evaluate(() => window.dangol.version);
  assert.match(version, /^\d+\.\d+\.\d+$/);
  const [card] = await visitor.ask('recommend', { kind: 'related', limit: 1 });
  assert.deepEqual(Object.keys(card).sort(), ['image', 'itemId', 'price', 'reason', 'score', 'terms', 'title', 'url']);
  assert.deepEqual(Object.keys(card.reason), ['code', 'text']);
  assert.ok(card.score > 0 && card.price > 0 && card.url === PRODUCTS[card.itemId]);
  const other = await visitor.ask('recommend', { kind: 'bought-together', limit: 4, itemId: '47566' });
  assert.ok(other.length === 4 && other.every((found) => !['47566', ITEM].includes(found.itemId)));
  assert.deepEqual(await visitor.ask('recommend', { kind: 'related', itemId: 'no such item' }), []);
  assert.equal(await visitor.ask('why', 'no such item'), null);
  const { itemId, currency, availability } = await visitor.ask('page');
  assert.deepEqual([itemId, currency, availability], ['22423', 'GBP', 'InStock'], 'what the markup states');
  assert.equal((await visitor.ask('greeting')).code, 'first_visit');
  for (const [call, code] of [
    [['recommend', { kind: 'nonsense' }], 'unknown_kind'],
    [['recommend'], 'unknown_kind'],
    [['track', 'nonsense', {}], 'bad_event'],
    [['track', 'view_item', {}], 'bad_event'],
    [['track', 'view_item'], 'bad_event'],
    [['consent.set', { personalize: 'yes' }], 'bad_consent'],
    [['profile.import', { format: 'dangol-profile', version: 1, profile: {} }], 'not_granted'],
    [['profile.import', { format: 'other' }], 'bad_profile'],
    [['profile.import', '{'], 'bad_profile'],
  ]) {
    const thrown = await visitor.page.evaluate(
      ([name, ...values]) =>
        name.split('.').reduce((found, key) => found[key], window.dangol)(...values).then(
          () => 'nothing',
          (error) => error instanceof Error && error.message.length > 5 && error.code,
        ),
      call,
    );
    assert.equal(thrown, code, JSON.stringify(call));
  }
  await visitor.accept();
  const newer = { format: 'dangol-profile', version: 2, profile: {} };
  await assert.rejects(visitor.ask('profile.import', newer), /newer/);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('events tell the page what was shown and clicked', async () => {
  const visitor = await Visitor.come(base);
  await visitor.page.addInitScript(() => {
    window.testEvents = [];
    for (const name of ['dangol:ready', 'dangol:shown', 'dangol:click']) {
      addEventListener(name, (event) => window.testEvents.push([name, event.detail?.kind, event.detail?.itemId ?? event.detail?.itemIds?.length]));
    }
    addEventListener('click', (event) => event.preventDefault());
  });
  await visitor.visit('/');
  const [card] = await visitor.cards('trending');
  await visitor.page.locator('dangol-recs[kind="trending"] [part="link"]').first().click();
  const events = await visitor.page.evaluate(() => window.testEvents);
  assert.deepEqual(events.filter(([name]) => name === 'dangol:ready').length, 1);
  assert.deepEqual(events.find(([, kind]) => kind === 'trending'), ['dangol:shown', 'trending', 6]);
  assert.deepEqual(events.at(-1), ['dangol:click', 'trending', card.id]);
  await visitor.leave();
});

for (const native of [true, false]) {
  test(`pages within one document are pages, ${native ? 'by the Navigation API' : 'by history alone'}`, async () => {
    const visitor = await Visitor.come(base);
    if (!native) await visitor.page.addInitScript(() => delete window.navigation);
    const tag = `<script async ${ATTRIBUTES}></script>`;
    // Two only: what one list shows, another does not, and whose file comes first shows it.
    const slots = '<main></main><dangol-recs kind="related" limit="2"></dangol-recs><dangol-recs kind="recently-viewed"></dangol-recs>';
    await serveAt(visitor, '/probe', page(tag, slots));
    await visitor.visit('/probe');
    assert.equal(await visitor.state('dangol-recs[kind="related"]'), 'empty');
    const turn = (id, path) =>
      visitor.page.evaluate(
        ([id, path]) => {
          history.pushState({}, '', path);
          document.querySelectorAll('script[type="application/ld+json"]').forEach((script) => script.remove());
          const script = document.createElement('script');
          script.type = 'application/ld+json';
          script.textContent = JSON.stringify({ '@type': 'Product', sku: id, name: `Item ${id}` });
          document.querySelector('main').append(script);
        },
        [id, path],
      );
    const ids = async (kind) => (await visitor.cards(kind)).map((card) => card.id);
    const seen = [];
    for (const id of [ITEM, '47566']) {
      await turn(id, `/probe/${id}`);
      await visitor.page.waitForFunction(
        async (id) => (await window.dangol.profile.get()).items[0]?.itemId === id,
        id,
      );
      // Until it is drawn anew, a list is that of the page before.
      seen.push(await eventually(() => ids('related'), (list) => list.length === 2 && list.join() !== seen[0]?.join()));
    }
    await eventually(() => ids('recently-viewed'), (list) => list.join() === ITEM);
    assert.deepEqual(visitor.console, []);
    await visitor.leave();
  });
}

test('which list shows what does not depend on which file comes first', async () => {
  const files = { home: /\/home\.dgm$/, chunk: /\/\d+\.dgm$/, hot: /\/hot\.dgm$/ };
  const kinds = ['for-you', 'because-you-viewed', 'recently-viewed', 'related', 'bought-together', 'trending'];
  const slots = kinds.toReversed().map((kind) => `<dangol-recs kind="${kind}" limit="4"></dangol-recs>`).join('');
  const item = { '@type': 'Product', sku: '47566', name: 'Party Bunting' };
  const markup = `<script type="application/ld+json">${JSON.stringify(item)}</script>`;
  const visitor = await Visitor.come(base);
  await visitor.visit(PRODUCTS['20725']);
  await visitor.accept();
  // It goes with the bunting, so that two lists want it.
  await visitor.visit(PRODUCTS[ITEM]);
  await visitor.ask('track', 'purchase', { transaction_id: 'T', items: [{ item_id: '84879' }] });
  await visitor.kept();
  await serveAt(visitor, '/probe', page(`<script async ${ATTRIBUTES}></script>${markup}`, slots));
  await visitor.visit('/probe');
  const seen = {};
  for (const [late, pattern] of Object.entries(files)) {
    await visitor.kept();
    const others = Object.values(files).filter((other) => other !== pattern);
    const came = others.map((other) => visitor.page.waitForResponse((response) => other.test(response.url())));
    const held = async (route) => {
      for (const response of await Promise.all(came)) await response.finished();
      // The page makes of these what it can.
      await new Promise((done) => setTimeout(done, 300));
      await route.continue();
    };
    await visitor.context.route(pattern, held);
    await visitor.visit('/probe');
    await visitor.context.unroute(pattern, held);
    seen[late] = await Promise.all(kinds.map(async (kind) => [kind, ...(await visitor.cards(kind)).map((card) => card.id)]));
  }
  assert.deepEqual(seen.chunk, seen.home);
  assert.deepEqual(seen.hot, seen.home);
  const [, , [, ...recent], [, ...related]] = seen.home;
  assert.ok(recent.includes(ITEM) && related.length === 4, JSON.stringify(seen.home));
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('a router that brings its markup later is followed', async () => {
  const markup = (id) => `<script type="application/ld+json">${JSON.stringify({ '@type': 'Product', sku: id, name: `Item ${id}` })}</script>`;
  for (const canonical of ['', '<link rel="canonical" href="/probe/a">']) {
    const visitor = await Visitor.come(base);
    const head = `<script async ${ATTRIBUTES}></script>${canonical}${markup(ITEM)}`;
    await serveAt(visitor, '/probe/a', page(head, '<main></main><dangol-recs kind="related" limit="4"></dangol-recs>'));
    await visitor.visit('/probe/a');
    const first = await visitor.cards('related');
    await visitor.page.evaluate((id) => {
      history.pushState({}, '', '/probe/b');
      // As a framework does it: the address now, the content when it has been fetched.
      setTimeout(() => {
        document.querySelectorAll('script[type="application/ld+json"]').forEach((old) => old.remove());
        const view = document.createElement('div');
        const script = document.createElement('script');
        script.type = 'application/ld+json';
        script.textContent = JSON.stringify({ '@type': 'Product', sku: id, name: `Item ${id}` });
        view.append(script);
        document.querySelector('main').append(view);
      }, 150);
    }, '47566');
    await visitor.page.waitForFunction(async () => (await window.dangol.profile.get()).items[0].itemId === '47566');
    await visitor.page.waitForSelector('dangol-recs[data-dangol-state="shown"]', { state: 'attached' });
    const { items } = await visitor.ask('profile.get');
    assert.deepEqual(items.map((item) => item.itemId), ['47566', ITEM]);
    assert.notDeepEqual(await visitor.cards('related'), first);
    await visitor.leave();
  }
});

test('elements that come later, go and come again are served', async () => {
  const visitor = await Visitor.come(base);
  await serveAt(visitor, '/probe', page(`<script async ${ATTRIBUTES}></script>`));
  await visitor.visit('/probe');
  await visitor.ask('greeting');
  await visitor.page.evaluate(() => {
    const slot = document.createElement('dangol-recs');
    slot.setAttribute('kind', 'trending');
    slot.setAttribute('limit', '2');
    document.body.append(slot);
    slot.remove();
    document.body.append(slot);
    const wrong = document.createElement('dangol-recs');
    wrong.setAttribute('kind', 'nonsense');
    document.body.append(wrong);
  });
  await visitor.rest();
  assert.equal((await visitor.cards('trending')).length, 2);
  assert.equal(await visitor.state('dangol-recs[kind="nonsense"]'), 'fallback');
  assert.deepEqual(visitor.told(), ['info: Dangol: unknown kind of recommendation']);
  await visitor.leave();
});

test('attributes that are set later count, and so does a dataLayer that comes late', async () => {
  const visitor = await Visitor.come(base);
  await serveAt(visitor, '/probe', page(`<script async ${ATTRIBUTES}></script>`));
  await visitor.visit('/probe');
  await visitor.ask('greeting');
  await visitor.page.evaluate(() => {
    const slot = document.createElement('dangol-recs');
    document.body.append(slot);
    slot.setAttribute('kind', 'trending');
    slot.setAttribute('limit', '2');
  });
  await visitor.page.waitForSelector('dangol-recs[data-dangol-state="shown"]', { state: 'attached' });
  assert.equal((await visitor.cards('trending')).length, 2);
  assert.deepEqual(visitor.console, []);
  await visitor.page.evaluate((id) => {
    window.dataLayer = [];
    document.head.append(document.createElement('script'));
    setTimeout(() => window.dataLayer.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: id }] } }));
  }, ITEM);
  await visitor.page.waitForFunction(async () => (await window.dangol.profile.get()).basket.length === 1);
  await visitor.leave();
});

test('it speaks the page’s language, and follows when that changes', async () => {
  const visitor = await Visitor.come(base, { locale: 'ko-KR', timezoneId: 'Asia/Seoul' });
  await visitor.visit('/');
  assert.match(await visitor.greeting(), /^좋은 저녁이에요\. .+에 오신 것을 환영해요\.$/);
  assert.equal((await visitor.cards('trending'))[0].reason, '요즘 많이 찾는 상품이에요');
  await visitor.page.click('[data-lang="en"]');
  await visitor.page.waitForFunction(() =>
    /Good evening/.test(document.querySelector('dangol-greeting').shadowRoot.textContent),
  );
  assert.equal((await visitor.cards('trending'))[0].reason, 'Popular in the shop lately');
  await visitor.leave();
});
