// What shoppers say of their taste (likes, dislikes, stars, gifts), and what becomes of it in every
// list and on the privacy page.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DAY, FEED, PRODUCTS, TODAY, Visitor, close, entry, open } from './harness.mjs';
import { buy, home, ids, leave, look, reasons, regular } from './regular.mjs';

const BAG = '20724'; // Bought again every few weeks, says the model.
const CAKESTAND = '22423';
const BUNTING = '47566';

let base;
before(async () => (base = await open()));
after(close);

test('stated dislikes are shown nowhere, and likes come first', async () => {
  const visitor = await regular(base);
  const word = /bicycle/i;
  const before = await visitor.cards('new-for-you');
  assert.ok(before.some((card) => word.test(card.title)));
  await visitor.ask('profile.setFacts', { dislikes: ['Bicycles'] });
  await visitor.visit('/');
  for (const kind of ['for-you', 'new-for-you', 'trending']) {
    const cards = await visitor.cards(kind);
    assert.equal(cards.length, 6);
    assert.ok(cards.every((card) => !word.test(card.title)), kind);
  }
  await visitor.ask('profile.setFacts', { likes: ['bicycles'], dislikes: [] });
  await visitor.visit('/');
  assert.match((await visitor.cards('new-for-you'))[0].title, word);
  await leave(visitor);
});

test('one press on a product’s page keeps it out of every list, another brings it back', async () => {
  const visitor = await regular(base);
  await look(visitor, CAKESTAND);
  const unwanted = (await visitor.cards('related'))[0].id;
  await visitor.visit(PRODUCTS[unwanted]);
  const button = (name) => visitor.page.getByRole('button', { name, exact: true });
  const pressed = (name) => button(name).getAttribute('aria-pressed');
  const rated = async () =>
    (await visitor.ask('profile.get')).items.filter((item) => item.deed === 'rated').map((item) => item.quantity);

  await button('Not for me').click();
  await visitor.page.getByText('Noted: it will not be suggested.').waitFor();
  assert.deepEqual([await pressed('Not for me'), await pressed('I like this'), await rated()], ['true', 'false', [1]]);
  assert.equal(await visitor.shifts(), 0);
  await visitor.kept();
  await visitor.visit(PRODUCTS[unwanted]);
  assert.equal(await pressed('Not for me'), 'true', 'it is remembered');
  for (const path of [PRODUCTS[CAKESTAND], '/']) {
    await visitor.visit(path);
    for (const kind of ['related', 'bought-together', 'for-you', 'because-you-viewed', 'new-for-you', 'trending']) {
      assert.ok(!ids(await visitor.cards(kind)).includes(unwanted), `${kind} on ${path}`);
    }
  }
  assert.ok(ids(await visitor.cards('recently-viewed')).includes(unwanted), 'it was looked at all the same');

  await visitor.visit(PRODUCTS[unwanted]);
  await button('Not for me').focus();
  await visitor.page.keyboard.press('Space');
  await visitor.page.getByText('Taken back.').waitFor();
  assert.deepEqual([await pressed('Not for me'), await rated()], ['false', []]);
  await visitor.kept();
  await visitor.visit(PRODUCTS[CAKESTAND]);
  assert.ok(ids(await visitor.cards('related')).includes(unwanted));

  await button('I like this').click();
  await visitor.page.getByText('Noted: more of this kind.').waitFor();
  await visitor.kept();
  const liked = await home(visitor, TODAY + DAY, 'for-you');
  assert.ok(reasons(liked).includes('Because you like “Regency Cakestand 3 Tier”'), reasons(liked).join());
  await leave(visitor);
});

test('who is not remembered may rate, for this page, and is told so', async () => {
  const visitor = await Visitor.come(base, { locale: 'ko-KR' });
  await visitor.visit(PRODUCTS[BUNTING]);
  const button = visitor.page.getByRole('button', { name: '제 취향이 아니에요' });
  await button.click();
  await visitor.page.getByRole('link', { name: '이 페이지에서만 적용됩니다' }).waitFor();
  assert.equal(await button.getAttribute('aria-pressed'), 'true');
  await visitor.visit(PRODUCTS[BUNTING]);
  assert.equal(await button.getAttribute('aria-pressed'), 'false');
  await leave(visitor);
});

test('the privacy page shows likes, dislikes and ratings, and takes back each', async () => {
  const visitor = await regular(base);
  await look(visitor, CAKESTAND);
  await visitor.ask('profile.setFacts', { likes: ['tea', 'tins'], dislikes: ['skulls'] });
  await visitor.ask('profile.rate', CAKESTAND, 4);
  await visitor.visit('/account.html');
  const privacy = visitor.page.locator('dangol-privacy');
  const state = async () => {
    const { likes, dislikes, items } = await visitor.ask('profile.get');
    return [likes, dislikes, items.filter((item) => item.deed === 'rated').length];
  };
  assert.deepEqual(await state(), [['tea', 'tins'], ['skulls'], 1]);
  assert.equal(await privacy.getByRole('img', { name: '4/5' }).textContent(), '★★★★');
  await privacy.getByText('Correct this').first().click();
  for (const [text, left] of [
    ['skulls', [['tea', 'tins'], [], 1]],
    ['tea', [['tins'], [], 1]],
    ['Regency Cakestand 3 Tier', [['tins'], [], 0]],
  ]) {
    const button = privacy.getByRole('button', { name: `Take it back: ${text}`, exact: true });
    await button.click();
    await button.waitFor({ state: 'detached' });
    await privacy.getByText('Saved.').waitFor();
    assert.deepEqual(await state(), left);
  }
  await leave(visitor);
});

test('a gift, said at the checkout, does not bend the taste', async () => {
  const visitor = await regular(base);
  await visitor.visit(PRODUCTS[CAKESTAND]);
  await visitor.page.click('form.add button');
  await visitor.kept();
  await visitor.visit('/checkout.html');
  await visitor.page.getByLabel('It is a gift for someone else').check();
  await visitor.page.click('main form button[type="submit"]');
  await visitor.page.getByText('It is marked as a gift').waitFor();
  await visitor.page.waitForFunction(async () => {
    const { items } = await window.dangol.profile.get();
    return items.some(({ deed }) => deed === 'bought') && items.every(({ gift }) => gift);
  });
  await visitor.kept();
  const cards = await home(visitor, TODAY + DAY, 'for-you');
  assert.deepEqual(reasons(cards), ['Popular in the shop lately'], 'nothing is for the gift’s sake');
  assert.deepEqual(ids(await visitor.cards('buy-again')), []);
  await leave(visitor);
});

test('taste by category, said on the account page, rules every list', async () => {
  const visitor = await regular(base);
  const button = (name) => visitor.page.getByRole('button', { name, exact: true });
  await visitor.visit('/account.html');
  await button('Not for me – Bags & purses').focus();
  await visitor.page.keyboard.press('Space');
  await visitor.page.getByText('More categories').click();
  await button('I like this – Christmas').click();
  await visitor.page.getByText('Noted.').waitFor();
  await visitor.page.waitForFunction(async () => (await window.dangol.profile.get()).likes.length === 1);
  const { likes, dislikes } = await visitor.ask('profile.get');
  assert.deepEqual([likes, dislikes], [['Christmas'], ['Bags & purses']]);
  assert.equal(await visitor.shifts(), 0);
  await visitor.kept();

  const bags = new Set(FEED.filter(({ category }) => category === 'Bags & purses').map(({ id }) => id));
  await look(visitor, BAG);
  assert.ok(bags.has(BAG));
  for (const kind of ['related', 'bought-together']) {
    const cards = await visitor.cards(kind);
    assert.ok(ids(cards).every((id) => !bags.has(id)), `${kind} on a bag’s own page`);
  }
  await look(visitor, CAKESTAND);
  await home(visitor, TODAY + DAY, 'for-you');
  for (const kind of ['for-you', 'because-you-viewed', 'new-for-you', 'trending']) {
    const cards = await visitor.cards(kind);
    assert.ok(cards.length > 0 && ids(cards).every((id) => !bags.has(id)), kind);
  }

  // Another word on the same category takes the place of the first; beside, all is taken back.
  await visitor.visit('/account.html');
  await button('I like this – Bags & purses').click();
  await visitor.page.waitForFunction(async () => (await window.dangol.profile.get()).likes.length === 2);
  assert.deepEqual((await visitor.ask('profile.get')).dislikes, []);
  for (const topic of ['Christmas', 'Bags & purses']) {
    await visitor.page.getByRole('button', { name: `Take it back: ${topic}`, exact: true }).click();
  }
  await visitor.page.waitForFunction(() => !document.querySelector('.taste-button[aria-pressed="true"]'));
  await leave(visitor);
});

test('what the visitor says and does asks for nothing beyond the page’s own files', async () => {
  const visitor = await regular(base);
  await look(visitor, CAKESTAND);
  const held = await visitor.cards('related');
  visitor.requests.length = 0;
  await visitor.page.getByRole('button', { name: 'I like this' }).click();
  await visitor.page.getByText('Noted: more of this kind.').waitFor();
  await visitor.ask('profile.setFacts', { likes: ['tea'], dislikes: ['skull'] });
  await visitor.ask('profile.rate', held[0].id, 5);
  await visitor.ask('profile.markGift', CAKESTAND);
  for (const kind of ['for-you', 'buy-again', 'because-you-viewed', 'complete-the-basket', 'recently-viewed']) {
    await visitor.ask('recommend', { kind });
  }
  // `for-you` is of the kinds that need the home file, whoever asks.
  assert.deepEqual(visitor.paths(), [`/dangol/model/${entry.build}/home.dgm`]);
  await leave(visitor);
});

test('what cannot be a rating is refused', async () => {
  const visitor = await regular(base);
  for (const stars of [-1, 6, 2.5, 'many', null]) {
    const outcome = await visitor.page.evaluate(
      ([id, stars]) => window.dangol.profile.rate(id, stars).then(() => 'kept', (error) => error.code),
      [CAKESTAND, stars],
    );
    // null is 0, as JavaScript counts.
    assert.equal(outcome, stars === null ? 'kept' : 'bad_rating', String(stars));
  }
  await visitor.ask('profile.rate', CAKESTAND, 5);
  await visitor.ask('profile.rate', CAKESTAND, 2);
  assert.equal(await visitor.ask('profile.rating', CAKESTAND), 2);
  assert.equal(await visitor.ask('profile.rating', BAG), 0);
  const { items } = await visitor.ask('profile.get');
  assert.deepEqual(items.map(({ deed, quantity }) => [deed, quantity]), [['rated', 2]], 'the later word counts');
  await leave(visitor);
});
