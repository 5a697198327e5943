// The demo's visitor bar: play a regular, let days pass, look at what is stored, be forgotten.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EMPTY_STORAGE, OWN_HISTORY, Visitor, close, open } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

test('a person can play a regular of the real data, and be forgotten again', async () => {
  const visitor = await Visitor.come(base, { clock: false });
  await visitor.visit('/');
  const bar = visitor.page.locator('.visitor-bar');
  const press = async (name) => {
    const reloaded = visitor.page.waitForEvent('load');
    await bar.getByRole('button', { name }).click();
    await reloaded;
    await visitor.rest();
  };
  await visitor.page.locator('.visitor-bar-toggle').click();
  await bar.getByText('remembers nothing').waitFor();

  await bar.getByLabel('Be a customer').selectOption({ index: 4 });
  await press('Be this customer');
  assert.match(await visitor.greeting(), /good to see you again/);
  const before = await visitor.cards('for-you');
  assert.ok(before.some(({ reason }) => OWN_HISTORY.test(reason)), JSON.stringify(before));

  await press('Two days later');
  assert.match(await visitor.greeting(), /good to see you again/);
  const { lastVisit } = await visitor.ask('profile.get');
  assert.ok(lastVisit > Date.now() + 1.9 * 86_400_000, 'two days later by the page’s clock');

  await bar.getByRole('button', { name: 'What is stored' }).click();
  await visitor.page.getByRole('dialog').getByText('dangol').first().waitFor();
  await visitor.page.keyboard.press('Escape');

  await bar.getByRole('button', { name: 'Forget me' }).click();
  await visitor.page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
  assert.deepEqual(await visitor.storage(), EMPTY_STORAGE);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});
