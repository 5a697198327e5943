// Silence, traffic without a profile in it, and the shopper in charge.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import {
  DAY,
  EMPTY_STORAGE,
  OWN_HISTORY,
  PRODUCTS,
  SITE,
  TODAY,
  Visitor,
  close,
  eventually,
  open,
} from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

const PAGES = ['/', PRODUCTS['22423'], '/basket.html', '/search.html?q=mug', '/account.html'];

test('who declines is not remembered anywhere', async () => {
  const visitor = await Visitor.come(base);
  for (const path of PAGES) {
    await visitor.visit(path);
    await visitor.ask('consent.set', { personalize: false, measure: false });
    assert.deepEqual(await visitor.storage(), EMPTY_STORAGE, path);
  }
  await visitor.visit('/');
  assert.match(await visitor.greeting(), /welcome to/);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('a withdrawal erases at once, in all tabs, and nothing is written after', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit(PRODUCTS['22423']);
  await visitor.accept();
  await visitor.kept();
  const second = await visitor.tab();
  await visitor.visit(PRODUCTS['47566'], second);
  await visitor.kept(second);
  assert.deepEqual((await visitor.storage()).databases, ['dangol']);

  await visitor.ask('consent.set', { personalize: false });
  await second.waitForFunction(async () => (await window.dangol.profile.get()).items.length === 0);
  assert.deepEqual(await visitor.storage(), EMPTY_STORAGE);
  // The other tab still has events to tell; they must not bring anything back.
  await second.evaluate(async () => {
    const items = [{ item_id: '84879' }];
    await window.dangol.track('view_item', { items });
    document.dispatchEvent(new Event('visibilitychange'));
    // What is to be kept is kept one after the other: this comes last.
    await window.dangol.track('view_item', { items });
  });
  assert.deepEqual(await visitor.storage(), EMPTY_STORAGE);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('after an erasure the page shows nothing of the person any more', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit(PRODUCTS['22423']);
  await visitor.accept();
  await visitor.ask('profile.setFacts', { name: 'Mina' });
  await visitor.at(TODAY + DAY);
  const second = await visitor.tab();
  await visitor.visit('/');
  await visitor.visit('/', second);
  const shown = (page) =>
    page.$$eval('dangol-greeting, dangol-recs', (slots) => slots.map((slot) => slot.shadowRoot?.textContent).join());
  assert.match(await shown(second), /Mina.*Because you looked at/);
  await visitor.ask('profile.erase');
  for (const page of [visitor.page, second]) {
    await page.waitForFunction(
      () => /welcome to/.test(document.querySelector('dangol-greeting').shadowRoot.textContent),
    );
    assert.doesNotMatch(await shown(page), /Mina|Because you/);
  }
  assert.deepEqual(await visitor.storage(), EMPTY_STORAGE);
  await visitor.leave();
});

test('nothing of the person is left while a file is still awaited', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/');
  await visitor.accept();
  await visitor.ask('profile.import', readFileSync(`${SITE}/demo/personas/16458.json`, 'utf8'));
  await visitor.at(TODAY + DAY);
  await visitor.context.route('**/home.dgm', () => {});
  await visitor.page.goto(base);
  await visitor.page.waitForSelector('dangol-recs[kind="for-you"][data-dangol-state="shown"]');
  await visitor.ask('profile.erase');
  assert.deepEqual(await visitor.cards('for-you'), []);
  assert.ok(await visitor.page.locator('dangol-recs[kind="for-you"] > *').first().isVisible(), 'the fallback is back');
  await visitor.leave();
});

test('a double click anywhere on the button erases nothing', async () => {
  for (const locale of ['en-GB', 'ko-KR']) {
    const visitor = await Visitor.come(base, { locale });
    await visitor.visit('/account.html');
    await visitor.accept();
    await visitor.kept();
    const erase = visitor.page.locator('dangol-privacy #erase');
    for (const share of [0.05, 0.5, 0.95]) {
      // Each click draws the page anew, and between two buttons there is none.
      const { width, height } = await visitor.page.waitForFunction(() => {
        const button = document.querySelector('dangol-privacy').shadowRoot.querySelector('#erase');
        const box = button?.getBoundingClientRect();
        return box?.width > 0 && { width: box.width, height: box.height };
      });
      await erase.dblclick({ position: { x: width * share, y: height / 2 } });
      assert.equal((await visitor.ask('consent.get')).personalize, true, `${locale}, at ${share}`);
    }
    await visitor.leave();
  }
});

test('withdrawals hold, whatever else is being kept at that moment', async () => {
  const visitor = await Visitor.come(base);
  for (let round = 0; round < 8; round += 1) {
    await visitor.visit('/');
    await visitor.ask('consent.set', { personalize: true, measure: true });
    const result = await visitor.page.evaluate(async (round) => {
      const { dangol } = window;
      const saving = dangol.profile.setFacts({ name: `Round ${round}` });
      const adding = dangol.track('add_to_cart', { items: [{ item_id: 'x' }] });
      await new Promise((done) => setTimeout(done, round));
      await dangol.consent.set({ measure: false });
      await Promise.all([saving, adding]);
      const { items } = await dangol.profile.get();
      const erasing = dangol.track('view_item', { items: [{ item_id: 'y' }] });
      await dangol.profile.erase();
      await erasing;
      return { added: items.length, stored: (await dangol.profile.get()).stored };
    }, round);
    assert.deepEqual(result, { added: 1, stored: false });
    assert.deepEqual(await visitor.storage(), EMPTY_STORAGE);
    await visitor.ask('consent.set', { personalize: true, measure: true });
    await Promise.all([
      visitor.ask('consent.set', { measure: false }),
      visitor.ask('track', 'view_item', { items: [{ item_id: 'z' }] }),
    ]);
    await visitor.visit('/');
    assert.deepEqual(await visitor.ask('consent.get'), { personalize: true, measure: false });
    await visitor.ask('profile.erase');
  }
  await visitor.leave();
});

test('a regular’s own history makes their page', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/');
  await visitor.accept();
  await visitor.ask('profile.import', readFileSync(`${SITE}/demo/personas/16458.json`, 'utf8'));
  await visitor.at(TODAY + DAY);
  await visitor.visit('/');
  assert.match(await visitor.greeting(), /good to see you again/);
  const forYou = await visitor.cards('for-you');
  assert.equal(forYou.length, 6);
  // What is ordered by everybody this week competes with what is theirs, and says so.
  const theirs = forYou.filter(({ reason }) => OWN_HISTORY.test(reason));
  assert.ok(theirs.length >= 3, JSON.stringify(forYou));
  for (const card of forYou) {
    if (!theirs.includes(card)) assert.equal(card.reason, 'Popular in the shop lately');
  }
  const again = await visitor.cards('buy-again');
  assert.equal(again.length, 6);
  for (const { reason } of again) assert.match(reason, OWN_HISTORY);
  await visitor.leave();
});

test('all that is kept can be read on the privacy page, as it is', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/');
  await visitor.accept();
  await visitor.ask('track', 'dangol_points', { points: 480, threshold: 500, reward: 'a linen tea towel' });
  await visitor.ask('track', 'add_to_cart', { items: [{ item_id: '22423' }] });
  await visitor.visit('/account.html');
  const fold = visitor.page.locator('dangol-privacy #whole');
  await fold.locator('summary').click();
  await fold.getByText('a linen tea towel').waitFor();
  // What the page itself does is noted, too, and shown a moment later.
  await eventually(
    async () => [JSON.parse(await fold.locator('pre').textContent()), await visitor.ask('profile.export')],
    ([shown, kept]) => isDeepStrictEqual(shown, kept),
  );
  await visitor.leave();
});

test('the privacy page shows what is kept, and each of its controls works', async () => {
  const visitor = await Visitor.come(base, { acceptDownloads: true });
  await visitor.visit('/account.html');
  const privacy = visitor.page.locator('dangol-privacy');
  await assert.doesNotReject(privacy.getByText('Nothing is kept.').waitFor());
  const remember = privacy.getByRole('switch', { name: 'Remember me on this device' });
  await remember.focus();
  await visitor.page.keyboard.press('Space');
  await privacy.getByText('Saved.').waitFor();
  assert.deepEqual((await visitor.storage()).databases, ['dangol']);
  assert.ok(await remember.isChecked());

  await visitor.visit(PRODUCTS['22423']);
  await visitor.page.evaluate(() => {
    const items = [{ item_id: '22423', item_name: 'Regency Cakestand 3 Tier', price: 12.75 }];
    return window.dangol.track('purchase', { transaction_id: 'T1', items });
  });
  await visitor.kept();
  await visitor.visit('/account.html');
  await privacy.getByRole('button', { name: 'This was a gift' }).click();
  await privacy.locator('[part="gift"]').waitFor();

  await privacy.getByLabel('What may we call you?').fill('미나');
  await privacy.getByRole('button', { name: 'Save' }).click();
  await privacy.getByText('Saved.').waitFor();
  await visitor.page.waitForFunction(async () => (await window.dangol.profile.get()).name === '미나');

  const coming = visitor.page.waitForEvent('download');
  await privacy.getByRole('button', { name: 'Take it along' }).click();
  const taken = JSON.parse(readFileSync(await (await coming).path(), 'utf8'));
  assert.equal(taken.format, 'dangol-profile');
  assert.equal(taken.profile.facts.said[0].text, '미나');
  assert.ok(taken.profile.actions.some((action) => action.deed === 'bought' && action.gift));

  await privacy.getByRole('button', { name: 'Erase everything' }).click();
  await privacy.getByRole('button', { name: 'Yes, erase everything' }).click();
  await privacy.getByText('Everything is erased.').waitFor();
  assert.deepEqual(await visitor.storage(), EMPTY_STORAGE);

  await visitor.accept();
  await visitor.ask('profile.import', taken);
  const after = await visitor.ask('profile.export');
  assert.deepEqual(after.profile.facts, taken.profile.facts);
  assert.deepEqual(after.profile.shelf, taken.profile.shelf);
  for (const action of taken.profile.actions) {
    assert.ok(after.profile.actions.some((kept) => JSON.stringify(kept) === JSON.stringify(action)));
  }
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});
