// Greetings that compete: each built-in moment met on the demo shop's pages through its visitor
// bar, its pace, "less of this", and the owner's own. See docs/moments.md.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { DAY, PRODUCTS, SITE, TODAY, Visitor, close, open } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

const CAKESTAND = PRODUCTS['22423'];

/** A visitor who said yes, on the home page, by the real clock: the bar moves it ahead. */
const comes = async (options = {}) => {
  const visitor = await Visitor.come(base, options);
  await visitor.visit('/');
  await visitor.accept();
  return visitor;
};

/** Does what the visitor bar's button does, and comes in. */
const meet = async (visitor, code) => {
  const next = await visitor.page.evaluate(async (code) => {
    const { bring } = await import('/demo/moments.js');
    return bring(code, window.dangol);
  }, code);
  await visitor.kept();
  if (next.ahead) await visitor.at((await visitor.page.evaluate(() => Date.now())) + next.ahead);
  await visitor.visit(next.to);
};

const link = (visitor) => visitor.page.getAttribute('dangol-greeting [part="link"]', 'href');
const code = async (visitor) => (await visitor.ask('greeting'))?.code;

// What is said, in English and Korean, and where it leads.
const SAID = {
  points: [/^Good morning\. 20 more points and a linen tea towel is yours\.$/, /20점만 더 모으시면 a linen tea towel을 드려요\.$/],
  delivery: [/Your order is on its way and expected on (December 12|12 December)\.$/, /12월 12일 도착 예정이에요\.$/, '/account.html'],
  incident: [/We are sorry: your last parcel came four days late, .+ The postage is back/, /^좋은 아침이에요\. 죄송합니다\. /, '/basket.html'],
  birthday: [/^Good morning, and happy birthday!$/, /생일을 축하드려요!$/],
  birthday_soon: [/Your birthday is coming/, /곧 생일이시네요/],
  loved_one: [/(December 15|15 December) is the day you noted for Jin \(sister\)\.$/, /적어 두신 Jin \(sister\)의 날이 다가와요: 12월 15일\.$/, '/categories.html'],
  continuing: [/It’s good to see you again\. Last time you were looking at “Regency Cakestand 3 Tier”\.$/, /지난번에 ‘Regency Cakestand 3 Tier’를 보고 계셨어요\.$/, CAKESTAND],
  how_was: [/How was the “Regency Cakestand 3 Tier”\?$/, /‘Regency Cakestand 3 Tier’는 어떠셨어요\?$/, CAKESTAND],
  anniversary: [/A year ago you bought here for the first time: thank you\.$/, /일 년이 되었어요\. 고맙습니다\.$/],
  missed_you: [/^Good morning\. We have missed you\.$/, /그동안 뵙고 싶었어요\.$/],
  price_fell: [/“Regency Cakestand 3 Tier” costs less than when you last looked: £\d+\.\d\d instead of £\d+\.\d\d\.$/, /가격이 £\d+\.\d\d에서 £\d+\.\d\d(으로|로) 내렸어요\.$/],
  low_stock: [/Only a few are left of what you looked at before: “Regency Cakestand 3 Tier”\.$/, /얼마 남지 않았어요\.$/],
  partner: [/^Good morning, and welcome from Paran\.$/, /파란에서 오신 것을 환영해요\.$/],
  advertisement: [/our advertisement brought you here\.$/, /광고를 보고 찾아 주셔서 고마워요\.$/],
  season: [/and a happy new year!$/, /새해 복 많이 받으세요!$/],
};

for (const [moment, [english, korean, to]] of Object.entries(SAID)) {
  test(`${moment}: it is said on the page, in both languages, and once in its time`, async () => {
    const visitor = await comes();
    await meet(visitor, moment);
    assert.match(await visitor.greeting(), english);
    assert.equal(await code(visitor), moment);
    if (to) assert.equal(await link(visitor), to);
    assert.equal(await visitor.shifts(), 0);
    await visitor.page.evaluate(() => (document.documentElement.lang = 'ko'));
    await visitor.page.waitForFunction(() => {
      const slot = document.querySelector('dangol-greeting');
      return /[가-힣]/.test(slot.shadowRoot?.querySelector('[part="greeting"]')?.textContent ?? '');
    });
    assert.match(await visitor.greeting(), korean);
    await visitor.page.evaluate(() => (document.documentElement.lang = 'en'));
    await visitor.kept();
    // Within the visit it goes on; an hour later, in the next one, its cool-down has begun.
    const here = new URL(visitor.page.url());
    if (!here.searchParams.has('demo-offer')) {
      await visitor.visit(here.pathname + here.search);
      assert.equal(await code(visitor), moment);
    }
    await visitor.at((await visitor.page.evaluate(() => Date.now())) + 3_600_000);
    await visitor.visit('/');
    assert.notEqual(await code(visitor), moment);
    assert.deepEqual(visitor.trouble(), []);
    await visitor.leave();
  });
}

test('search: the words are said on this page, and stored nowhere', async () => {
  const visitor = await comes();
  await visitor.visit('/?q=teapot');
  assert.match(await visitor.greeting(), /^Good morning\. You are looking for “teapot”: let us see what fits\.$/);
  await visitor.kept();
  const kept = JSON.stringify(await visitor.ask('profile.export'));
  assert.ok(!kept.includes('teapot'), kept);
  await visitor.leave();
});

test('first visit, return and return by name are said on every visit', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/');
  assert.equal(await code(visitor), 'first_visit');
  assert.equal(await visitor.page.locator('dangol-greeting [part="less"]').count(), 0, 'nothing could be kept');
  await visitor.accept();
  for (const [days, name, expected] of [[1, '', 'return'], [2, '', 'return'], [3, 'Mina', 'return_by_name']]) {
    await visitor.at(TODAY + days * DAY);
    await visitor.visit('/');
    if (name) {
      await visitor.ask('profile.setFacts', { name });
      await visitor.visit('/');
      assert.equal(await visitor.greeting(), 'Good morning, Mina. It’s good to see you again.');
    }
    assert.equal(await code(visitor), expected);
    await visitor.kept();
  }
  await visitor.leave();
});

test('less of this: by keyboard, for good, said so, and taken back on the privacy page', async () => {
  const visitor = await comes();
  await meet(visitor, 'continuing');
  const less = visitor.page.getByRole('button', { name: 'Less of this: do not greet me so again' });
  const { width, height } = await less.boundingBox();
  assert.ok(width >= 24 && height >= 24, `${width} by ${height}`);
  await less.focus();
  await visitor.page.keyboard.press('Enter');
  const status = visitor.page.locator('dangol-greeting [role="status"]');
  assert.match(await status.textContent(), /^We will not greet you so again\./);
  const focused = () => document.querySelector('dangol-greeting').shadowRoot.activeElement?.getAttribute('role');
  assert.equal(await visitor.page.evaluate(focused), 'status');
  assert.equal(await visitor.shifts(), 0);
  assert.equal(await code(visitor), 'return');
  await visitor.kept();
  for (const days of [2, 9]) {
    await visitor.at(TODAY + days * DAY);
    await visitor.visit(CAKESTAND);
    await visitor.kept();
    await visitor.at(TODAY + (days + 1) * DAY);
    await visitor.visit('/');
    assert.equal(await code(visitor), 'return');
  }
  await visitor.visit('/account.html');
  const again = visitor.page.getByRole('button', { name: 'Allow again: What you looked at last time' });
  await again.click();
  await again.waitFor({ state: 'detached' });
  await visitor.kept();
  assert.deepEqual((await visitor.ask('profile.get')).stoppedGreetings, []);
  await visitor.visit('/');
  assert.equal(await code(visitor), 'continuing');
  await visitor.ask('profile.allowGreeting', 'continuing', false);
  await visitor.visit('/');
  assert.equal(await code(visitor), 'return');
  await visitor.leave();
});

test('axe finds nothing in a greeting with its link and button, nor after it was stopped', async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const check = (visitor) =>
    visitor.page.evaluate(async () => {
      const { violations } = await window.axe.run('dangol-greeting', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] });
      return violations.filter(({ id }) => id !== 'region').map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
    });
  for (const colorScheme of ['light', 'dark']) {
    const visitor = await comes({ colorScheme, viewport: { width: 390, height: 844 }, bypassCSP: true });
    await meet(visitor, 'continuing');
    await visitor.page.evaluate(axe);
    assert.deepEqual(await check(visitor), []);
    await visitor.page.locator('dangol-greeting [part="less"]').click();
    assert.deepEqual(await check(visitor), []);
    assert.equal(await visitor.shifts(), 0);
    await visitor.leave();
  }
});

test('the owner’s moments: one of their own is said, and what is wrong is told and left out', async () => {
  const visitor = await Visitor.come(base);
  const config = JSON.parse(readFileSync(`${SITE}/dangol/config.json`, 'utf8'));
  config.moments = {
    soup: { when: { time_between: ['09:00', '11:00'] }, priority: 99, text: { en: '{$hello}. Hot soup?', ko: '{$hello}' }, link: '/about.html' },
    points: { priority: 'high' },
    broken: { when: { nonsense: 1 }, text: { en: 'x' } },
  };
  await visitor.context.route('**/dangol/config.json', (route) => route.fulfill({ json: config }));
  await visitor.context.addInitScript(() => {
    window.testErrors = [];
    addEventListener('dangol:error', ({ detail }) => window.testErrors.push(`${detail.code}: ${detail.message}`));
  });
  await visitor.visit('/');
  assert.equal(await visitor.greeting(), 'Good morning. Hot soup?');
  const wrong = [
    'config.json: moments.points.priority: must be a whole number from 0 to 1000',
    'config.json: moments.broken.when: there is no operator "nonsense"',
    'config.json: moments.broken: there is no such moment; one of your own needs when and text',
  ];
  assert.deepEqual(visitor.told(), wrong.map((line) => `info: Dangol: ${line}`));
  assert.deepEqual(await visitor.page.evaluate(() => window.testErrors), wrong.map((line) => `bad_config: ${line}`));
  await visitor.leave();
});

test('plural categories are those of the browser', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/');
  const found = await visitor.page.evaluate(() =>
    ['en', 'ko'].map((tag) => {
      const rules = new Intl.PluralRules(tag);
      return Array.from({ length: 2000 }, (_, number) => number).filter((number) => rules.select(number) === 'one');
    }),
  );
  assert.deepEqual(found, [[1], []], 'as Language::plural in the core has it');
  await visitor.leave();
});
