// The owner's rules in config.json: what they pin, exclude and call a segment shows on the next
// page, the model being what it was; what is wrong is told, and the rest works.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FEED, Visitor, close, open } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

/** A visitor to a shop with a configuration that its owner changes as they go. */
async function come(config) {
  const visitor = await Visitor.come(base);
  visitor.config = config;
  await visitor.context.route('**/dangol/config.json', (route) =>
    route.fulfill({ json: { version: 1, ...visitor.config } }),
  );
  await visitor.context.addInitScript(() => {
    const errors = [];
    Object.defineProperty(window, 'testErrors', { enumerable: false, value: errors });
    addEventListener('dangol:error', ({ detail }) => errors.push([detail.code, detail.message]));
  });
  return visitor;
}

const trending = async (visitor) => (await visitor.cards('trending')).map((card) => card.id);

/** Dangol's requests of one page, without the configuration. */
async function fetched(visitor, path) {
  visitor.requests.length = 0;
  await visitor.visit(path);
  return visitor.paths().filter((path) => !path.endsWith('config.json')).sort();
}

test('a pin and an exclude count from the next page view, with the same model', async () => {
  const visitor = await come({});
  await visitor.visit('/');
  const before = await trending(visitor);
  const stranger = FEED.map(({ id }) => id).find((id) => !before.includes(id));

  visitor.config = {
    merchandising: [
      { pin: { items: [stranger, before[2]] }, kinds: 'trending' },
      { exclude: { items: [before[0]] } },
    ],
  };
  await visitor.visit('/');
  const [first, second, ...rest] = await visitor.cards('trending');
  assert.deepEqual([first.id, second.id], [stranger, before[2]]);
  assert.deepEqual([first.reason, second.reason], Array(2).fill('Recommended by the shop'));
  assert.ok(rest.length > 0 && rest.every((card) => card.reason !== first.reason));
  assert.ok(!(await trending(visitor)).includes(before[0]));
  assert.equal((await visitor.ask('why', stranger)).code, 'shop_recommends');

  visitor.config = {};
  await visitor.visit('/');
  assert.deepEqual(await trending(visitor), before);
  assert.deepEqual([visitor.told(), visitor.trouble()], [[], []]);
  await visitor.leave();
});

test('a segment takes effect when the shopper is in it, and the requests do not tell', async () => {
  const visitor = await come({});
  const [{ category, link }] = FEED;
  const other = FEED.find((product) => product.category === category && product.link !== link).link;
  await visitor.visit('/');
  const shown = await trending(visitor);
  const pinned = FEED.map(({ id }) => id).findLast((id) => !shown.includes(id));
  visitor.config = {
    segments: { curious: { '>=': [{ count: ['viewed', { category }, 7] }, 2] } },
    merchandising: [{ when: { var: 'segments.curious' }, pin: { items: [pinned] }, kinds: ['trending'] }],
  };
  await visitor.accept();
  await visitor.visit(link);
  await visitor.kept();
  const once = await fetched(visitor, '/');
  assert.ok(!(await trending(visitor)).includes(pinned));
  await visitor.visit(other);
  await visitor.kept();
  const twice = await fetched(visitor, '/');
  assert.equal((await trending(visitor))[0], pinned);
  assert.deepEqual(twice, once);
  assert.deepEqual([visitor.told(), visitor.trouble()], [[], []]);
  await visitor.leave();
});

test('what a page states of the shopper can be a condition', async () => {
  const visitor = await come({});
  await visitor.visit('/');
  const [, second] = await trending(visitor);
  visitor.config = {
    merchandising: [{ when: { '==': [{ var: 'stated.tier' }, 'gold'] }, pin: { items: [second] }, kinds: 'trending' }],
  };
  for (const [tier, first] of [['gold', true], ['blue', false]]) {
    await visitor.context.route(`${base}/`, async (route) => {
      const page = await (await route.fetch()).text();
      const facts = `<script type="application/json" data-dangol-facts>{"tier": "${tier}"}</script>`;
      await route.fulfill({ contentType: 'text/html; charset=utf-8', body: page.replace('</head>', `${facts}</head>`) });
    });
    await visitor.visit('/');
    assert.equal((await trending(visitor))[0] === second, first, tier);
    await visitor.context.unroute(`${base}/`);
  }
  await visitor.leave();
});

test('what is wrong is told to the owner, and the rest works', async () => {
  const visitor = await come({});
  await visitor.visit('/');
  const [, second] = await trending(visitor);
  visitor.config = {
    shopName: 7,
    merchandising: [
      { pin: { items: [second] }, when: { equals: [1, 1] } },
      { exclude: { items: [second] }, when: { '/': [1, { var: 'basket.lines' }] } },
      { pin: { items: [second] }, kinds: 'trending' },
    ],
  };
  await visitor.visit('/');
  const [first] = await visitor.cards('trending');
  assert.deepEqual([first.id, first.reason], [second, 'Recommended by the shop']);
  const told = [
    'config.json: shopName: not of the expected type',
    'config.json: merchandising.0.when: there is no operator "equals"',
    'config.json: merchandising.1.when: / of what is not a number',
  ];
  assert.deepEqual(visitor.told().toSorted(), told.map((line) => `info: Dangol: ${line}`).toSorted());
  const errors = await visitor.page.evaluate(() => window.testErrors);
  assert.deepEqual(errors.toSorted(), told.map((line) => ['bad_config', line]).toSorted());
  assert.deepEqual(visitor.trouble(), []);
  assert.equal(await visitor.state('dangol-greeting'), 'shown');
  await visitor.leave();
});
