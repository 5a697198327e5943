// The shopper in charge: what the privacy page lets be told, corrected, forgotten, paused
// and brought along, bit by bit.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DAY, PRODUCTS, TODAY, Visitor, close, open } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

const [CAKESTAND, BUNTING] = ['22423', '47566'];

/** A visitor who agreed, looked at two products on two days, and bought one. */
async function regular() {
  const visitor = await Visitor.come(base);
  await visitor.visit(PRODUCTS[CAKESTAND]);
  await visitor.accept();
  const items = [{ item_id: CAKESTAND, item_name: 'Regency Cakestand 3 Tier', price: 12.75 }];
  await visitor.ask('track', 'purchase', { transaction_id: 'T1', items });
  await visitor.at(TODAY + DAY);
  await visitor.visit(PRODUCTS[BUNTING]);
  await visitor.kept();
  await visitor.visit('/account.html');
  return { visitor, privacy: visitor.page.locator('dangol-privacy') };
}

const remembered = async (visitor) => (await visitor.ask('profile.get')).items.map((item) => item.itemId);

test('what one tells is noted, shown, kept and taken back', async () => {
  const { visitor, privacy } = await regular();
  await privacy.getByText('Tell us more').click();
  const topic = privacy.getByLabel('What is it about?');
  const tell = async (key, fields) => {
    await topic.selectOption(key);
    for (const [id, value] of Object.entries(fields)) await privacy.locator(`#tell-${id}`).fill(value);
    await privacy.getByRole('button', { name: 'Add', exact: true }).click();
    await privacy.getByText('Saved.').waitFor();
  };
  await tell('dates', { text: 'Jun', about: 'husband', date: '1988-02-29' });
  await tell('sizes', { text: '240', about: 'shoes' });
  await tell('sizes', { text: 'M' });
  await tell('birthday', { date: '1990-05-13' });
  assert.ok(await privacy.getByText('Jun (husband), February 29, 1988').isVisible());
  assert.ok(await privacy.locator('#more').evaluate((fold) => fold.open), 'what was folded out stays so');
  await visitor.visit('/account.html');
  const facts = () =>
    visitor.ask('profile.get').then(({ facts }) => facts.map((fact) => [fact.topic, fact.text, fact.about, fact.date]));
  assert.deepEqual(await facts(), [
    ['dates', 'Jun', 'husband', '1988-02-29'],
    ['sizes', '240', 'shoes', ''],
    ['sizes', 'M', '', ''],
    ['birthday', '', '', '1990-05-13'],
  ]);
  await privacy.getByRole('button', { name: 'Take it back: 240 (shoes)' }).click();
  await privacy.getByText('Saved.').waitFor();
  assert.equal((await facts()).length, 3);
  await assert.rejects(visitor.ask('profile.setFacts', { birthday: '30.2.1990' }), /birthday/);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('a stale fact is asked about, once, and the answer counts', async () => {
  const { visitor, privacy } = await regular();
  await visitor.ask('profile.setFacts', { sizes: [{ of: 'shoes', size: 240 }], likes: ['tea'] });
  assert.equal(await visitor.ask('profile.question'), null);
  // The account page has a `<dangol-ask>`, which would ask it in the privacy page's stead.
  await visitor.context.route('**/dangol/config.json', async (route) => {
    const config = await (await route.fetch()).json();
    await route.fulfill({ json: { ...config, asking: { fact: { off: true } } } });
  });
  await visitor.at(TODAY + 400 * DAY);
  await visitor.visit('/account.html');
  const question = privacy.getByRole('group', { name: 'Is this still right?' });
  assert.match(await question.textContent(), /240 \(shoes\)/);
  await visitor.visit('/account.html');
  await question.getByRole('button', { name: 'No, forget it' }).click();
  await privacy.getByText('Saved.').waitFor();
  assert.equal(await question.count(), 0, 'one at a time');
  assert.deepEqual((await visitor.ask('profile.get')).facts.map((fact) => fact.text), ['tea']);
  await visitor.at(TODAY + 440 * DAY);
  const { topic, text } = await visitor.ask('profile.question');
  assert.deepEqual([topic, text], ['likes', 'tea']);
  await visitor.leave();
});

test('a product, a visit and a category are forgotten, and the rest is not', async () => {
  const { visitor, privacy } = await regular();
  assert.deepEqual([...new Set(await remembered(visitor))], [BUNTING, CAKESTAND]);
  await privacy.getByRole('listitem').filter({ hasText: 'Bunting' }).getByText('Correct this').click();
  await privacy.getByRole('button', { name: /^Forget: .*Bunting/i }).click();
  await privacy.getByText('Forgotten.').waitFor();
  assert.deepEqual([...new Set(await remembered(visitor))], [CAKESTAND]);
  await privacy.getByRole('button', { name: /Forget this visit/ }).click();
  await visitor.page.waitForFunction(async () => (await window.dangol.profile.get()).items.length === 0);
  await visitor.kept();
  await visitor.visit(PRODUCTS[CAKESTAND]);
  await visitor.kept();
  await visitor.visit('/account.html');
  const { categories } = await visitor.ask('profile.get');
  assert.equal(categories[0][1], 100);
  await privacy.getByRole('button', { name: `Forget: ${categories[0][0]}` }).click();
  await privacy.getByText('Forgotten.').waitFor();
  await visitor.visit('/account.html');
  assert.deepEqual(await remembered(visitor), []);
  await assert.rejects(visitor.ask('profile.forget', {}), /forget/);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('why each is shown is said, and what is never to be shown is not', async () => {
  const { visitor, privacy } = await regular();
  const first = privacy.getByRole('button', { name: /^Never recommend this: / }).last();
  await first.waitFor();
  const [before] = await visitor.ask('recommend', { kind: 'for-you', limit: 1 });
  const row = privacy.getByRole('listitem').filter({ hasText: before.title });
  assert.match(await row.textContent(), new RegExp(before.reason.text.slice(0, 12)));
  await row.getByRole('button', { name: /^Never recommend this/ }).click();
  await row.filter({ hasText: before.reason.text }).waitFor({ state: 'detached' });
  for (const kind of ['for-you', 'trending', 'recently-viewed']) {
    const list = await visitor.ask('recommend', { kind, limit: 24 });
    assert.ok(!list.some((card) => card.itemId === before.itemId), kind);
  }
  await visitor.leave();
});

test('during a pause nothing new is remembered', async () => {
  const { visitor, privacy } = await regular();
  const before = await remembered(visitor);
  const pause = privacy.getByRole('switch', { name: 'Remember nothing new for now' });
  await pause.focus();
  await visitor.page.keyboard.press('Space');
  await privacy.getByText('Saved.').waitFor();
  await visitor.visit(PRODUCTS['84879']);
  await visitor.visit('/account.html');
  assert.deepEqual(await remembered(visitor), before);
  assert.ok(await pause.isChecked());
  await visitor.ask('profile.pause', false);
  await visitor.visit(PRODUCTS['84879']);
  assert.equal((await remembered(visitor))[0], '84879');
  await visitor.leave();
});

test('a file is brought to another browser, and one that is no profile is refused', async () => {
  const { visitor, privacy } = await regular();
  const taken = JSON.stringify(await visitor.ask('profile.export'));
  const other = await Visitor.come(base);
  await other.visit('/account.html');
  await other.accept();
  const there = other.page.locator('dangol-privacy');
  const bring = (text) =>
    there.getByLabel('Bring a file').setInputFiles({
      name: 'dangol-profile.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
  await bring('{"format":"something else"}');
  await there.getByText('This file is no profile').waitFor();
  assert.deepEqual(await remembered(other), []);
  await bring(taken);
  await there.getByText('Taken over.').waitFor();
  assert.deepEqual(await remembered(other), await remembered(visitor));
  assert.ok(await privacy.isVisible());
  assert.deepEqual(other.console, []);
  await other.leave();
  await visitor.leave();
});

test('what is being typed outlives what is drawn anew', async () => {
  const { visitor, privacy } = await regular();
  await privacy.getByLabel('What may we call you?').fill('Min');
  await visitor.ask('profile.rate', CAKESTAND, 5);
  await privacy.getByRole('img', { name: '5/5' }).first().waitFor();
  assert.equal(await privacy.getByLabel('What may we call you?').inputValue(), 'Min');
  await privacy.getByText('Every field that is kept').click();
  assert.ok((await privacy.locator('[part="field-kept"]').count()) > 30);
  await visitor.ask('profile.rate', CAKESTAND, 4);
  await privacy.getByRole('img', { name: '4/5' }).first().waitFor();
  assert.ok(await privacy.locator('#dictionary').evaluate((fold) => fold.open));
  await visitor.leave();
});

test('a link carries the profile to another device, through no server', async () => {
  const { visitor, privacy } = await regular();
  await visitor.ask('profile.setFacts', { name: 'Mina', birthday: '--05-13' });
  await privacy.getByRole('button', { name: 'To another device' }).click();
  const link = await privacy.getByLabel('Open this link on your other device').inputValue();
  assert.match(link, /account\.html#dangol=1[\w-]+\.[\w-]{43}$/);
  const code = privacy.getByRole('img', { name: 'QR code with your profile' });
  const [, , width] = (await code.getAttribute('viewBox')).split(' ').map(Number);
  assert.ok(width > 60 && width < 140, `${width} squares`);

  const other = await Visitor.come(base);
  await other.page.goto(link);
  await other.rest();
  const there = other.page.locator('dangol-privacy');
  assert.equal(await other.page.evaluate(() => location.hash), '', 'it does not stay in the address');
  assert.deepEqual(await remembered(other), [], 'nothing is taken over unasked');
  await there.getByRole('button', { name: 'Take it over' }).click();
  await there.getByText('Taken over.').waitFor();
  assert.equal((await other.ask('profile.get')).name, 'Mina');
  assert.deepEqual((await remembered(other)).sort(), (await remembered(visitor)).sort());
  const secret = link.split('#')[1].slice(9, 40);
  assert.ok(!other.requests.some((request) => JSON.stringify([request.url(), request.headers()]).includes(secret)));

  const third = await Visitor.come(base);
  await third.page.goto(link.slice(0, -5) + 'AAAAA');
  await third.rest();
  const damaged = third.page.locator('dangol-privacy');
  await damaged.getByRole('button', { name: 'Take it over' }).click();
  await damaged.getByText('This file is no profile').waitFor();
  assert.equal((await third.ask('consent.get')).personalize, null, 'nothing was agreed to by a damaged link');
  await third.page.goto(link);
  await third.rest();
  await damaged.getByRole('button', { name: 'No, leave it' }).click();
  await damaged.getByText('A profile has come along').waitFor({ state: 'detached' });
  assert.deepEqual(await remembered(third), []);
  for (const who of [visitor, other, third]) {
    assert.deepEqual(who.console, []);
    await who.leave();
  }
});
