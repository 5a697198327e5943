// Usable by everyone: axe-core finds nothing on the pages, and the privacy page works by
// keyboard alone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PRODUCTS, Visitor, close, open } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const PAGES = [
  '/', PRODUCTS['47566'], '/basket.html', '/search.html?q=doily', '/account.html', '/tour.html', '/holdout.html', '/checkout.html',
  '/thanks.html', '/about.html', '/categories.html', '/category/tea-and-table.html', '/404.html',
];

const findings = async (visitor) => {
  await visitor.page.evaluate(axe);
  return visitor.page.evaluate(async (tags) => {
    // All rules of all levels but those on trial.
    const { violations } = await window.axe.run(document, { runOnly: tags });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.flat().join(' ')).join(', ')}`);
  }, TAGS);
};

for (const [locale, colorScheme, width] of [
  ['en-GB', 'light', 1280],
  ['ko-KR', 'dark', 390],
  ['en-GB', 'dark', 1280],
  ['ko-KR', 'light', 320],
]) {
  test(`axe finds nothing: ${locale}, ${colorScheme}, ${width} px wide`, async () => {
    const visitor = await Visitor.come(base, { locale, colorScheme, viewport: { width, height: 900 } });
    await visitor.visit('/account.html');
    assert.deepEqual(await findings(visitor), [], 'the privacy page of a stranger');
    await visitor.accept();
    await visitor.visit(PRODUCTS['22423']);
    await visitor.ask('track', 'purchase', { transaction_id: 'T', items: [{ item_id: '22423' }] });
    await visitor.ask('profile.setFacts', { likes: ['tea'], dislikes: ['skulls'] });
    await visitor.ask('profile.rate', '47566', 5);
    await visitor.ask('track', 'add_to_cart', { items: [{ item_id: '22423' }] });
    await visitor.kept();
    for (const path of PAGES) {
      await visitor.visit(path);
      assert.deepEqual(await findings(visitor), [], path);
      const wider = await visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wider <= 0, `${path} is ${wider} px too wide`);
    }
    // The privacy page, the corner and help in choosing with all that can be unfolded.
    for (const path of ['/account.html', PRODUCTS['47566']]) {
      await visitor.visit(path);
      await visitor.page.evaluate(() => {
        const roots = [document, ...[...document.querySelectorAll('*')].map((element) => element.shadowRoot).filter(Boolean)];
        for (const root of roots) for (const fold of root.querySelectorAll('details')) fold.open = true;
      });
      assert.deepEqual(await findings(visitor), [], `${path}, unfolded`);
      const wider = await visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wider <= 0, `${path}, unfolded, is ${wider} px too wide`);
    }
    await visitor.visit('/account.html');
    await visitor.page.locator('dangol-privacy #erase').click();
    await visitor.page.locator('dangol-privacy #erase-all').waitFor();
    assert.deepEqual(await findings(visitor), [], 'before all is erased');
    await visitor.ask('guest');
    await visitor.visit('/account.html');
    assert.deepEqual(await findings(visitor), [], 'a guest');
    await visitor.leave();
  });
}

test('the privacy page works by keyboard alone, and the focus stays where it was', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/account.html');
  const { keyboard } = visitor.page;
  const focused = () =>
    visitor.page.evaluate(() => document.querySelector('dangol-privacy').shadowRoot.activeElement?.id ?? null);
  const to = async (id) => {
    for (let presses = 0; presses < 60 && (await focused()) !== id; presses += 1) await keyboard.press('Tab');
    assert.equal(await focused(), id);
  };
  await to('personalize');
  await keyboard.press('Space');
  const privacy = visitor.page.locator('dangol-privacy');
  await privacy.getByText('Saved.').waitFor();
  assert.equal(await focused(), 'personalize');
  await to('name');
  await keyboard.type('Ada');
  await keyboard.press('Enter');
  await visitor.page.waitForFunction(async () => (await window.dangol.profile.get()).name === 'Ada');
  assert.equal(await focused(), 'name');
  await to('erase');
  await keyboard.press('Enter');
  await privacy.getByRole('button', { name: 'Yes, erase everything' }).waitFor();
  // The way back is where the button was: pressing again erases nothing.
  assert.equal(await focused(), 'erase');
  await keyboard.press('Enter');
  await privacy.getByRole('button', { name: 'Erase everything', exact: true }).waitFor();
  assert.equal((await visitor.ask('profile.get')).name, 'Ada');
  await keyboard.press('Enter');
  await to('erase-all');
  await keyboard.press('Enter');
  await privacy.getByText('Everything is erased.').waitFor();
  assert.equal((await visitor.ask('profile.get')).bytes, 0);
  assert.equal(await focused(), 'heading', 'the focus is not lost with the button');
  await visitor.leave();
});
