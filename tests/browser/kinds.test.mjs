// The kinds of recommendation as a shopper of the demo shop meets them: what each shows, with
// which reason, and what it never shows. What all of them promise is in crates/core/tests.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { DAY, EMPTY_STORAGE, FEED, PRODUCTS, SITE, TODAY, Visitor, close, open } from './harness.mjs';
import { buy, home, ids, leave, look, reasons, regular, row } from './regular.mjs';

const BAG = '20724'; // Bought again every few weeks, says the model.
const CAKESTAND = '22423';
const BUNTING = '47566';
const TEACUPS = ['22697', '22698', '22699'];

let base;
before(async () => (base = await open()));
after(close);

test('rows with nothing to show take no room', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/');
  for (const kind of ['buy-again', 'because-you-viewed', 'recently-viewed']) {
    assert.equal(await visitor.state(`dangol-recs[kind="${kind}"]`), 'empty');
    assert.deepEqual(await row(visitor, kind), { height: 0, seen: false }, kind);
  }
  await visitor.visit('/basket.html');
  assert.deepEqual(await row(visitor, 'complete-the-basket'), { height: 0, seen: false });
  await leave(visitor);
});

test('buy-again brings back what runs out, and nothing before its time', async () => {
  const bought = TODAY - 200 * DAY;
  const visitor = await regular(base);
  await visitor.at(bought);
  await buy(visitor, BAG);
  const { profile } = await visitor.ask('profile.export');
  const { againDays } = Object.fromEntries(profile.shelf.cards)[BAG];
  assert.ok(againDays > 14, 'the model knows after how many days it is bought again');

  assert.deepEqual(await home(visitor, bought + Math.floor(0.7 * againDays) * DAY, 'buy-again'), [], 'not yet');
  for (const kind of ['for-you', 'recently-viewed', 'new-for-you', 'trending']) {
    assert.ok(!ids(await visitor.cards(kind)).includes(BAG), `nor in ${kind}`);
  }

  const days = Math.ceil(0.85 * againDays);
  const due = await home(visitor, bought + days * DAY, 'buy-again');
  assert.deepEqual(ids(due), [BAG]);
  assert.equal(due[0].reason, `You bought it ${Math.round(days / 7)} weeks ago`);
  assert.ok(!ids(await visitor.cards('for-you')).includes(BAG), 'it is in the row for it');
  assert.ok((await row(visitor, 'buy-again')).seen);

  const item = { items: [{ item_id: BAG }] };
  await visitor.ask('track', 'add_to_cart', item);
  assert.deepEqual(await home(visitor, bought + days * DAY, 'buy-again'), [], 'it is in the basket');
  await visitor.ask('track', 'remove_from_cart', item);
  assert.equal((await home(visitor, bought + days * DAY, 'buy-again')).length, 1);
  await visitor.ask('profile.markGift', BAG);
  assert.deepEqual(await home(visitor, bought + days * DAY, 'buy-again'), [], 'it was a gift');
  await leave(visitor);
});

test('buy-again learns a shopper’s own interval', async () => {
  const visitor = await regular(base);
  await visitor.at(TODAY - 92 * DAY);
  await look(visitor, BAG);
  for (const ago of [92, 78, 64, 50, 36, 22]) {
    await visitor.at(TODAY - ago * DAY);
    await visitor.ask('track', 'purchase', { transaction_id: `T${ago}`, items: [{ item_id: BAG }] });
  }
  // Every two weeks, where others take six: between the two, and nearer to what is their own.
  const [due] = await home(visitor, TODAY, 'buy-again');
  assert.equal(due.id, BAG);
  const [, weeks] = /^You usually buy it every (\d) weeks$/.exec(due.reason);
  assert.ok(weeks >= 3 && weeks <= 4, due.reason);
  await leave(visitor);
});

test('complete-the-basket adds to what is in the basket, until it is empty', async () => {
  const visitor = await regular(base);
  for (const id of [CAKESTAND, BAG]) {
    await visitor.visit(PRODUCTS[id]);
    await visitor.page.click('form.add button');
    await visitor.kept();
  }
  await visitor.visit('/basket.html');
  const beside = await visitor.cards('complete-the-basket');
  assert.equal(beside.length, 4);
  assert.ok(beside.every((card) => ![CAKESTAND, BAG].includes(card.id)));
  assert.ok(beside.every((card) => /^Goes with “.+” in your basket$/.test(card.reason)));
  const [{ terms }] = await visitor.ask('recommend', { kind: 'complete-the-basket' });
  assert.ok(terms.every((term) => [CAKESTAND, BAG].includes(term.itemId)));
  assert.equal(await visitor.shifts(), 0);
  for (const left of [1, 0]) {
    await visitor.page.getByRole('button', { name: /^Remove/ }).first().click();
    await visitor.page.waitForFunction(
      async (left) => (await window.dangol.profile.get()).basket.length === left,
      left,
    );
  }
  await visitor.kept();
  await visitor.visit('/basket.html');
  assert.deepEqual(await visitor.cards('complete-the-basket'), []);
  assert.equal((await row(visitor, 'complete-the-basket')).height, 0);
  await leave(visitor);
});

test('because-you-viewed speaks of the last look alone', async () => {
  const visitor = await regular(base);
  await look(visitor, BUNTING);
  await look(visitor, CAKESTAND);
  const about = await visitor.ask('recommend', { kind: 'because-you-viewed' });
  assert.ok(about.every((card) => card.terms.every((term) => term.itemId === BUNTING)), 'not of the item on the page');
  const cards = await home(visitor, TODAY + DAY, 'because-you-viewed');
  assert.equal(cards.length, 6);
  assert.deepEqual(reasons(cards), ['Because you looked at “Regency Cakestand 3 Tier”']);
  assert.ok(cards.every((card) => ![CAKESTAND, BUNTING].includes(card.id)), 'what was looked at has its own row');
  await leave(visitor);
});

test('new-for-you takes the place of the shop’s own new things, and leaves out what was seen', async () => {
  const visitor = await regular(base);
  const cards = await visitor.cards('new-for-you');
  assert.equal(cards.length, 6);
  assert.deepEqual(reasons(cards), ['New in the shop']);
  await look(visitor, cards[0].id);
  const after = await home(visitor, TODAY + DAY, 'new-for-you');
  assert.equal(after.length, 6);
  assert.ok(!ids(after).includes(cards[0].id));
  await leave(visitor);
});

test('for-you fits what was searched for, on this page and the next, and keeps no word of it', async () => {
  const visitor = await regular(base);
  await visitor.visit('/search.html?q=hot+water+bottle');
  const words = 'hot water bottle';
  const found = await visitor.cards('for-you');
  assert.ok(found[0].title.toLowerCase().includes(words));
  assert.equal(found[0].reason, `Fits your search for “${words}”`);
  const told = await visitor.page.waitForFunction(() =>
    window.dataLayer?.find(({ event }) => event === 'view_search_results'),
  );
  assert.deepEqual(told, { event: 'view_search_results', search_term: words });
  assert.equal(await visitor.shifts(), 0);

  // Another search within the page.
  await visitor.page.getByLabel('Words').fill('doily');
  await visitor.page.locator('[data-filters] button').click();
  await visitor.page.waitForFunction(() =>
    /“doily”/.test(document.querySelector('dangol-recs').shadowRoot.textContent),
  );

  // The next page knows where its visitor comes from, the one after does not.
  await visitor.page.click('a.brand');
  await visitor.page.waitForURL(`${base}/`);
  await visitor.rest();
  assert.equal((await visitor.cards('for-you'))[0].reason, 'Fits your search for “doily”');
  await visitor.visit('/');
  assert.ok((await visitor.cards('for-you')).every((card) => card.reason === 'Popular in the shop lately'));
  assert.doesNotMatch(JSON.stringify(await visitor.ask('profile.export')), /doily|bottle/i);

  // What a page cannot say by its address, it says by an event.
  await visitor.ask('track', 'view_search_results', { search_term: 'night light' });
  const [light] = await visitor.ask('recommend', { kind: 'for-you' });
  assert.deepEqual(light.reason, { code: 'fits_search', text: 'Fits your search for “night light”' });
  await leave(visitor);
});

test('two variants of one thing never stand in one list', async () => {
  const visitor = await regular(base);
  const groups = Object.fromEntries(FEED.map(({ id, group }) => [id, group]));
  const repeats = (all) => {
    const named = all.map((id) => groups[id]).filter(Boolean);
    return named.length - new Set(named).size;
  };
  const one = async (kind) => {
    const list = await visitor.ask('recommend', { kind, limit: 24 });
    assert.ok(list.length >= 6, kind);
    const found = list.map(({ itemId }) => itemId);
    assert.equal(repeats(found), 0, kind);
    return found;
  };
  await look(visitor, CAKESTAND);
  // A teacup that is sold in three colours goes with it: one of them is enough.
  for (const kind of ['related', 'bought-together']) {
    const cups = (await one(kind)).filter((id) => TEACUPS.includes(id));
    assert.equal(cups.length, 1, kind);
  }
  await visitor.at(TODAY + DAY);
  await visitor.visit('/');
  for (const kind of ['for-you', 'because-you-viewed', 'new-for-you', 'trending']) await one(kind);
  await leave(visitor);
});

test('lists stay while one reads the page, whatever is done on it, and change with the next visit', async () => {
  const visitor = await regular(base);
  await look(visitor, CAKESTAND);
  const kinds = ['related', 'bought-together'];
  const shown = async () => Promise.all(kinds.map((kind) => visitor.cards(kind)));
  const before = await shown();
  await visitor.ask('track', 'add_to_cart', { items: [{ item_id: before[0][0].id }] });
  await visitor.ask('profile.rate', before[0][1].id, 1);
  await visitor.ask('profile.setFacts', { dislikes: [before[1][0].title] });
  await visitor.kept();
  assert.deepEqual(await shown(), before);
  await visitor.visit(PRODUCTS[CAKESTAND]);
  const now = (await shown()).flat();
  for (const gone of [before[0][0], before[0][1], before[1][0]]) {
    assert.ok(!ids(now).includes(gone.id), `${gone.title} is not shown again`);
  }

  const scores = async (time) => {
    await home(visitor, time, 'for-you');
    const list = await visitor.ask('recommend', { kind: 'for-you', limit: 24 });
    return list.map(({ itemId, score }) => [itemId, score]);
  };
  const soon = await scores(TODAY + DAY);
  assert.deepEqual(await scores(TODAY + DAY), soon, 'the same within a visit');
  // Half an hour without an event ends a visit.
  const later = await scores(TODAY + DAY + 31 * 60_000);
  assert.notDeepEqual(later, soon, 'a little different with the next');
  await leave(visitor);
});

test('where a stranger comes from makes their first page', async () => {
  const from = async (path, referer, options) => {
    const visitor = await Visitor.come(base, options);
    await visitor.page.goto(base + path, { referer });
    await visitor.rest();
    return visitor;
  };
  // A search engine that tells what was searched for.
  const searching = await from('/', 'https://search.example/find?q=hot+water+bottle');
  const [found] = await searching.cards('for-you');
  assert.match(found.title, /hot water bottle/i);
  assert.equal(found.reason, 'Fits your search for “hot water bottle”');
  assert.deepEqual(await searching.storage(), EMPTY_STORAGE);
  const asked = searching.paths();
  await leave(searching);

  // An advertisement that says what it was shown for, in Korean.
  const clicking = await from('/?utm_source=ad&utm_term=doily', undefined, { locale: 'ko-KR' });
  const [first] = await clicking.cards('for-you');
  assert.match(first.title, /doil(y|ies)/i);
  assert.equal(first.reason, '찾으신 ‘doily’에 어울려요');
  assert.equal(await clicking.shifts(), 0);
  assert.deepEqual(clicking.paths().toSorted(), asked.toSorted(), 'no more is requested for it');
  await leave(clicking);

  // A category of the shop.
  const strolling = await Visitor.come(base);
  await strolling.visit('/category/christmas.html');
  await strolling.page.click('a.brand');
  await strolling.page.waitForURL(`${base}/`);
  await strolling.rest();
  const cards = await strolling.cards('for-you');
  assert.equal(cards[0].reason, 'Fits what you came for');
  const { category } = FEED.find(({ id }) => id === cards[0].id);
  assert.match(`${cards[0].title} ${category}`, /christmas/i);
  await leave(strolling);
});

test('a customer of many orders finds every row in its place', async () => {
  for (const locale of ['en-GB', 'ko-KR']) {
    const visitor = await regular(base, { locale });
    await visitor.ask('profile.import', readFileSync(`${SITE}/demo/personas/16458.json`, 'utf8'));
    await visitor.at(TODAY + DAY);
    await look(visitor, CAKESTAND);
    const again = await home(visitor, TODAY + 2 * DAY, 'buy-again');
    assert.equal(again.length, 6);
    const usual = locale === 'ko-KR' ? /^보통 \d+(일|주|개월)마다 구매하세요$/ : /^You (usually buy it every|bought it) \d+ (days|weeks|months)/;
    assert.ok(again.some((card) => usual.test(card.reason)), reasons(again).join());
    const shown = [];
    for (const kind of ['buy-again', 'for-you', 'because-you-viewed', 'new-for-you', 'recently-viewed', 'trending']) {
      const cards = await visitor.cards(kind);
      assert.ok(cards.length > 0 && cards.every((card) => card.reason), kind);
      shown.push(...ids(cards));
    }
    assert.equal(new Set(shown).size, shown.length, 'no row repeats another');
    await leave(visitor);
  }
});
