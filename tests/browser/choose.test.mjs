// Help in choosing: by keyboard, in both languages, learned, and the same requests for everybody.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DAY, EMPTY_STORAGE, FEED, PRODUCTS, TODAY, Visitor, close, eventually, open, serveAt } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

const CAKESTAND = '22423';
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const page = (inside, lang = 'en') =>
  `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>Choose</title><script async src="/dangol/dangol.js"></script><main><h1>Choose</h1>${inside}</main>`;

/** Four mugs, no two of one price. */
const FOUR = FEED.filter(({ link }) => /mug/i.test(link))
  .filter(({ price }, at, all) => all.findIndex((other) => other.price === price) === at)
  .slice(0, 4);
const MUGS = FOUR.map(({ id }) => id);
const PRICES = FOUR.map(({ price }) => price).toSorted((one, other) => one - other);

const ATTRIBUTES = {
  '@type': 'ItemList',
  itemListElement: MUGS.map((sku, at) => ({
    '@type': 'Product',
    sku,
    size: [`${8 + at} cm`, '12 cm', '0.1 m', ''][at],
    additionalProperty: { '@type': 'PropertyValue', name: 'Glaze', value: ['matt', 'shiny', 'shiny', 'shiny'][at] },
  })),
};

const shop = (lang) =>
  page(
    `<script type="application/ld+json">${JSON.stringify(ATTRIBUTES)}</script><dangol-choose item-ids="${MUGS.join(' ')}">fallback</dangol-choose>`,
    lang,
  );

async function come(options = {}, lang = 'en') {
  const visitor = await Visitor.come(base, options);
  await serveAt(visitor, '/choose', shop(lang));
  return visitor;
}

const ask = (visitor, look) =>
  visitor.page.evaluate((look) => {
    const root = document.querySelector('dangol-choose').shadowRoot;
    return new Function('root', `return ${look}`)(root);
  }, look);

/** What is announced. */
const result = (visitor) => ask(visitor, `root.getElementById('result').textContent`);

/** Title, mark and reason of each product. */
const heads = (visitor) =>
  ask(
    visitor,
    `[...root.querySelectorAll('[part="product"]')].map((head) => ({
      id: head.dataset.itemId,
      place: head.dataset.place,
      title: head.querySelector('[part="title"]').textContent,
      mark: head.querySelector('[part="mark"]').textContent,
      because: head.querySelector('[part="because"]').textContent,
    }))`,
  );

const names = (visitor) => ask(visitor, `[...root.querySelectorAll('[part="aspect-name"]')].map((name) => name.textContent)`);

const focused = (visitor) => ask(visitor, `root.activeElement?.id || root.activeElement?.tagName || ''`);

/** Presses Tab until the element with this id has the focus. */
async function tabTo(visitor, id, key = 'Tab') {
  for (let step = 0; step < 80; step += 1) {
    if ((await focused(visitor)) === id) return;
    await visitor.page.keyboard.press(key);
  }
  assert.fail(`${id} is not reached by ${key}`);
}

/** Chooses the next way of deciding. */
async function nextWay(visitor, name) {
  await tabTo(visitor, await ask(visitor, `root.querySelector('[part="radio"]:checked').id`), 'Shift+Tab');
  await visitor.page.keyboard.press('ArrowDown');
  assert.equal(await focused(visitor), `way-${name}`);
}

async function fold(visitor) {
  await visitor.page.locator('dangol-choose').evaluate((host) => host.shadowRoot.querySelector('summary').focus());
  await visitor.page.keyboard.press('Enter');
  await visitor.page.waitForFunction(() => document.querySelector('dangol-choose').shadowRoot.querySelector('details').open);
}

const leave = async (visitor) => {
  assert.deepEqual(visitor.trouble(), []);
  await visitor.leave();
};

test('each way of deciding works by keyboard alone, and says what came of it', async () => {
  const visitor = await come();
  await visitor.visit('/choose');
  assert.equal(await visitor.state('dangol-choose'), 'shown');
  assert.equal(await visitor.shifts(), 0);
  const [closed] = await ask(visitor, `[root.querySelector('details').open]`);
  assert.equal(closed, false, 'it is folded in until the shopper opens it');
  await fold(visitor);
  const all = await heads(visitor);
  assert.deepEqual(all.map(({ id }) => id), MUGS);

  // What matters most first: the price, unless one says otherwise.
  const cheapest = all.find(({ place }) => place === 'best');
  assert.match(await result(visitor), new RegExp(`^“${cheapest.title}”: costs least \\(£`));
  assert.equal(cheapest.mark, 'Your choice');
  for (const { place, because } of all) if (place === 'left') assert.match(because, /^costs more than “/);
  // Size goes to the top, by its own button, which keeps the focus; then less of it is better.
  const size = (await names(visitor)).indexOf('size');
  const id = await ask(visitor, `root.querySelectorAll('[part="aspect"]')[${size}].querySelector('[part="move"]').id`);
  await tabTo(visitor, id);
  for (let step = 0; step < size; step += 1) await visitor.page.keyboard.press('Enter');
  assert.equal((await names(visitor))[0], 'size');
  assert.equal(await focused(visitor), id);
  const attribute = id.replace('up-', '');
  await tabTo(visitor, `better-${attribute}`);
  await visitor.page.keyboard.press('ArrowDown');
  assert.match(await result(visitor), /has the lowest size \(8 cm\)\.$/);
  const missing = (await heads(visitor)).at(-1);
  assert.equal(missing.because, 'size is not stated');

  // Drop what does not fit.
  await nextWay(visitor, 'elimination');
  assert.equal(await result(visitor), 'Nothing is left out yet: say what a product must have.');
  await tabTo(visitor, `most-${attribute}`);
  await visitor.page.keyboard.type('11');
  await visitor.page.keyboard.press('Tab');
  let now = await heads(visitor);
  assert.deepEqual(
    now.map(({ place, mark, because }) => [place, mark, because]),
    [
      ['best', '', 'remains'],
      ['out', 'Left out', 'size is larger than 11 cm (12 cm)'],
      ['best', '', 'remains'],
      ['out', 'Left out', 'size is not stated'],
    ].map(([place, mark, because]) => [place, place === 'best' ? 'Your choice' : mark, because]),
  );
  assert.match(await result(visitor), /^2 are left: “/);

  // All minimums: the limit holds here, too.
  await nextWay(visitor, 'conjunctive');
  assert.match(await result(visitor), /^2 are left: “/);

  // Excellent in one thing.
  await nextWay(visitor, 'disjunctive');
  assert.match(await result(visitor), /costs least|size is/);
  assert.ok((await heads(visitor)).some(({ because }) => because === 'excellent in nothing you ask'));

  // All weighed up.
  await nextWay(visitor, 'weighted');
  assert.match(await result(visitor), /^“.+”: \d+ of 100 points\.|^As good as each other/);
  now = await heads(visitor);
  assert.ok(now.every(({ because }) => /^\d+ of 100 points$/.test(because)));

  await tabTo(visitor, 'again');
  await visitor.page.keyboard.press('Enter');
  assert.match(await result(visitor), /costs least/);
  assert.equal(await ask(visitor, `root.querySelector(':checked').value`), 'lexicographic');
  // Nobody was asked, so nothing is kept.
  assert.deepEqual(await visitor.storage(), EMPTY_STORAGE);
  await leave(visitor);
});

test('a budget and an unwanted value are explained in Korean with the right particles', async () => {
  const visitor = await come({}, 'ko');
  await visitor.visit('/choose');
  await fold(visitor);
  await ask(visitor, `root.getElementById('way-elimination').click()`);
  const wish = await ask(visitor, `[...root.querySelectorAll('[part="aspect"]')].find((row) => row.textContent.includes('Glaze')).querySelector('select').id`);
  await visitor.page.locator(`dangol-choose #${wish}`).selectOption({ label: 'shiny' });
  const now = await heads(visitor);
  assert.deepEqual([now[0].mark, now[0].because], ['제외', 'Glaze가 shiny가 아니에요']);
  assert.match(await result(visitor), /^3개가 남았어요: ‘/);
  const price = await ask(visitor, `[...root.querySelectorAll('[part="aspect"]')].find((row) => row.textContent.includes('가격')).querySelectorAll('input')[1].id`);
  await visitor.page.locator(`dangol-choose #${price}`).fill(String(PRICES[1]));
  await visitor.page.keyboard.press('Tab');
  assert.ok((await heads(visitor)).some(({ because }) => because === `£${PRICES[1].toFixed(2)}보다 비싸요`));
  await leave(visitor);
});

test('what one puts first is remembered for the next visit, shown on the privacy page and taken back there', async () => {
  const visitor = await come();
  await visitor.visit('/choose');
  await visitor.accept();
  await fold(visitor);
  const order = await names(visitor);
  assert.equal(order[0], 'price');
  const glaze = await ask(visitor, `[...root.querySelectorAll('[part="aspect"]')].find((row) => row.textContent.includes('Glaze')).querySelector('select').id`);
  await visitor.page.locator(`dangol-choose #${glaze}`).selectOption({ label: 'shiny' });
  await visitor.kept();
  assert.deepEqual((await visitor.ask('profile.get')).weighed, ['Glaze']);

  await visitor.at(TODAY + DAY);
  await visitor.visit('/choose');
  await fold(visitor);
  assert.equal((await names(visitor))[0], 'Glaze');
  assert.equal(await ask(visitor, `root.querySelector('[part="usual"]').textContent`), 'You usually look at Glaze first.');

  await visitor.visit('/account.html');
  const part = visitor.page.locator('dangol-privacy [id="unweigh-Glaze"]');
  await part.click();
  await visitor.page.waitForFunction(async () => (await window.dangol.profile.get()).weighed.length === 0);
  await visitor.kept();
  await visitor.visit('/choose');
  await fold(visitor);
  assert.equal((await names(visitor))[0], 'price');
  assert.equal(await ask(visitor, `root.querySelector('[part="usual"]')`), null);
  await leave(visitor);
});

test('who says no leaves nothing on the page of what was remembered', async () => {
  const visitor = await come();
  await visitor.visit('/choose');
  await visitor.accept();
  await fold(visitor);
  const glaze = await ask(visitor, `[...root.querySelectorAll('[part="aspect"]')].find((row) => row.textContent.includes('Glaze')).querySelector('select').id`);
  await visitor.page.locator(`dangol-choose #${glaze}`).selectOption({ label: 'shiny' });
  await visitor.kept();
  await visitor.at(TODAY + DAY);
  await visitor.visit('/choose');
  assert.equal((await names(visitor))[0], 'Glaze');
  await visitor.ask('profile.erase');
  await visitor.page.waitForFunction(() => {
    const root = document.querySelector('dangol-choose').shadowRoot;
    return root.querySelector('[part="aspect-name"]')?.textContent === 'price' && !root.querySelector('[part="usual"]');
  });
  await leave(visitor);
});

test('the page’s product stands beside its alternatives, and what is requested is the same for everybody', async () => {
  const requests = [];
  for (const regular of [false, true]) {
    const visitor = await Visitor.come(base);
    if (regular) {
      const persona = await (await fetch(`${base}/demo/personas/15380.json`)).text();
      await visitor.visit('/about.html');
      await visitor.accept();
      await visitor.ask('profile.import', persona);
      await visitor.kept();
    }
    visitor.requests.length = 0;
    await visitor.visit(PRODUCTS[CAKESTAND]);
    assert.equal(await visitor.state('dangol-choose'), 'shown');
    const ids = (await heads(visitor)).map(({ id }) => id);
    assert.equal(ids[0], CAKESTAND);
    assert.ok(ids.length >= 2 && ids.length <= 4);
    const attributes = visitor.paths().filter((path) => /\/a\d+\.dgm$/.test(path));
    assert.ok(attributes.length >= 1 && attributes.length <= ids.length);
    assert.equal(visitor.paths().filter((path) => /\/choose-[0-9a-f]{12}\.(js|wasm)$/.test(path)).length, 2);
    requests.push([ids, visitor.own().toSorted()]);
    await leave(visitor);
  }
  assert.deepEqual(requests[0], requests[1]);
});

test('pages without it load nothing of it', async () => {
  const visitor = await Visitor.come(base);
  for (const path of ['/', '/basket.html', '/account.html']) {
    await visitor.visit(path);
    const loaded = visitor.paths().filter((path) => /choose-|\/a\d+\.dgm$/.test(path));
    assert.deepEqual(loaded, [], path);
  }
  await leave(visitor);
});

test('what is damaged or missing leaves the fallback, and the rest of the page goes on', async () => {
  for (const [name, answer] of [
    ['damaged', { status: 200, body: Buffer.from('DGLM\x01\x03\x00\x00no gzip at all') }],
    ['missing', { status: 404, body: '' }],
    ['another kind', { status: 200, body: Buffer.from('DGLM\x01\x01\x00\x00') }],
  ]) {
    const visitor = await Visitor.come(base);
    await visitor.context.route(/\/a\d+\.dgm$/, (route) => route.fulfill(answer));
    const errors = [];
    await visitor.page.exposeFunction('testError', (code) => errors.push(code));
    await visitor.page.addInitScript(() => addEventListener('dangol:error', ({ detail }) => window.testError(detail.code)));
    await visitor.visit(PRODUCTS[CAKESTAND]);
    assert.equal(await visitor.state('dangol-choose'), 'fallback', name);
    assert.equal(await visitor.state('dangol-recs[kind="related"]'), 'shown', name);
    await eventually(() => errors, (told) => told.includes('bad_model'));
    assert.ok(await visitor.page.getByRole('link', { name: 'Compare it with others of its shelf' }).isVisible());
    const code = await visitor.page.evaluate(() => window.dangol.choose({}).then(() => 'answered', ({ code }) => code));
    assert.equal(code, 'bad_model', name);
    await leave(visitor);
  }
  // Without its wasm likewise.
  const visitor = await Visitor.come(base);
  await visitor.context.route(/choose-.+\.wasm$/, (route) => route.fulfill({ status: 404, body: '' }));
  await visitor.visit(PRODUCTS[CAKESTAND]);
  assert.equal(await visitor.state('dangol-choose'), 'fallback');
  assert.equal(await visitor.state('dangol-recs[kind="related"]'), 'shown');
  await leave(visitor);
});

test('without two products there is nothing to choose between', async () => {
  const visitor = await Visitor.come(base);
  await serveAt(visitor, '/one', page(`<dangol-choose item-ids="${MUGS[0]} nothing">fallback</dangol-choose>`));
  await visitor.visit('/one');
  assert.equal(await visitor.state('dangol-choose'), 'empty');
  // Its attribute says more, and it is filled.
  await visitor.page.evaluate((ids) => document.querySelector('dangol-choose').setAttribute('item-ids', ids), MUGS.join(' '));
  await visitor.page.waitForFunction(() => document.querySelector('dangol-choose').dataset.dangolState === 'shown');
  assert.equal((await heads(visitor)).length, 4);
  await leave(visitor);
});

test('scripts ask the same and get ids with reasons', async () => {
  const visitor = await come();
  await visitor.visit('/choose');
  const asked = {
    itemIds: MUGS,
    strategy: 'conjunctive',
    aspects: [{ attribute: 'Size', atMost: 11 }, { attribute: 'glaze', wanted: ['shiny'] }],
  };
  const answer = await visitor.ask('choose', asked);
  assert.deepEqual(answer.best, [MUGS[2]]);
  assert.deepEqual(answer.left, []);
  assert.deepEqual(answer.out, [
    { itemId: MUGS[0], because: { code: 'not_wanted', text: 'left out: Glaze is not shiny' } },
    { itemId: MUGS[1], because: { code: 'too_much', text: 'left out: size is larger than 11 cm (12 cm)' } },
    { itemId: MUGS[3], because: { code: 'not_stated', text: 'left out: size is not stated' } },
  ]);
  assert.equal(answer.because.code, 'one');
  const first = await visitor.ask('choose', { itemIds: MUGS });
  assert.deepEqual([...first.best, ...first.left].toSorted(), MUGS.toSorted());
  const code = (asked) =>
    visitor.page.evaluate((asked) => window.dangol.choose(asked).then(() => 'answered', ({ code }) => code), asked);
  assert.equal(await code({ itemIds: MUGS, strategy: 'luck' }), 'bad_choice');
  assert.equal(await code({ itemIds: [MUGS[0]] }), 'bad_choice');
  assert.equal(await code({ itemIds: MUGS, aspects: [{ attribute: 'taste' }] }), 'bad_choice');
  assert.equal(await code({}), 'bad_choice', 'no product on this page');
  assert.deepEqual(await visitor.storage(), EMPTY_STORAGE);
  await leave(visitor);
});

test('axe-core finds nothing in both languages, light and dark, at 320 px', async () => {
  for (const lang of ['en', 'ko']) {
    for (const colorScheme of ['light', 'dark']) {
      const visitor = await Visitor.come(base, { viewport: { width: 320, height: 800 }, colorScheme, locale: lang === 'ko' ? 'ko-KR' : 'en-GB' });
      await visitor.visit(PRODUCTS[CAKESTAND]);
      await fold(visitor);
      for (const way of ['lexicographic', 'elimination', 'weighted']) {
        await ask(visitor, `root.getElementById('way-${way}').click()`);
        await visitor.page.evaluate(axe);
        const found = await visitor.page.evaluate(() => window.axe.run('dangol-choose'));
        const told = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' ')}`);
        assert.deepEqual(told, [], `${lang} ${colorScheme} ${way}`);
      }
      const wide = await visitor.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 320, `${wide} px`);
      await leave(visitor);
    }
  }
});
