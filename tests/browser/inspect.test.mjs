// The inspector: where the owner has not switched it on, the address changes nothing; where it
// is on, it says what was decided and why, and lets the owner try the shop as somebody else
// without a trace.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EMPTY_STORAGE, FEED, PRODUCTS, SITE, close, open, serveAt } from './harness.mjs';
import { demo, inspect, inspector, moment, owner, texts } from './inspector.mjs';

let base;
before(async () => (base = await open()));
after(close);

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const come = (config, options) => owner(base, config, options);

/** What the page asked for, without the page itself: everything, in the order of the addresses. */
async function fetched(visitor, path) {
  visitor.requests.length = 0;
  await visitor.visit(path);
  const bodies = visitor.requests.filter((request) => new URL(request.url()).pathname.startsWith('/dangol/'));
  const all = [];
  for (const request of bodies) {
    const response = await request.response();
    const { referer, ...headers } = request.headers();
    all.push(JSON.stringify([request.method(), request.url(), headers, request.postData(), (await response.body()).length]));
  }
  return all.sort();
}

for (const [what, config] of [
  ['is not there', {}],
  ['is off', { inspector: false }],
  ['is no true', { inspector: 'true' }],
]) {
  test(`where the switch ${what}, the address changes nothing`, async () => {
    const runs = [];
    for (const search of ['', '?dangol=inspect&as=lapsed-birthday&at=2026-12-24T18:00']) {
      const visitor = await come(config);
      if (what === 'is not there') delete visitor.config.inspector;
      const requests = await fetched(visitor, `/${search}`);
      assert.equal(await inspector(visitor).count(), 0);
      await visitor.accept();
      await visitor.kept();
      runs.push([requests, await visitor.greeting(), await visitor.cards('trending'), (await visitor.storage()).databases]);
      assert.deepEqual([visitor.told(), visitor.trouble()], [[], []]);
      await visitor.leave();
    }
    assert.deepEqual(runs[1], runs[0]);
  });
}

test('without the address, the switch changes nothing either', async () => {
  const runs = [];
  for (const config of [{ inspector: false }, { inspector: true }]) {
    const visitor = await come(config);
    const requests = await fetched(visitor, '/');
    runs.push(requests.filter((request) => !request.includes('config.json')));
    assert.ok(!requests.some((request) => request.includes('inspect')));
    await visitor.leave();
  }
  assert.deepEqual(runs[1], runs[0]);
});

test('it says which rule acted and why not, what was considered, and which moment won', async () => {
  const visitor = await come();
  await visitor.visit('/');
  const [best] = await visitor.cards('trending');
  const { category } = FEED.find(({ id }) => id === best.id);
  Object.assign(visitor.config, {
    segments: { early: { '<': [{ var: 'time.hour' }, 12] }, curious: { '>': [{ count: ['viewed', { category }, 7] }, 1] } },
    merchandising: [
      { name: 'No first', exclude: { category }, kinds: 'trending', when: { var: 'segments.early' } },
      { name: 'Evening', boost: { category }, kinds: 'trending', when: { '>=': [{ var: 'time.hour' }, 18] } },
    ],
    moments: { evening: { when: { '>=': [{ var: 'time.hour' }, 18] }, priority: 300, text: { en: 'Good evening.' } } },
  });
  await inspect(visitor);
  const trending = inspector(visitor).locator('details[id^="list-"]').filter({ has: visitor.page.locator('summary', { hasText: /^trending/ }) }).first();
  await trending.locator('> summary').click();
  const rules = await trending.locator('[part="rules"] > li').evaluateAll((all) => all.map((it) => it.textContent));
  assert.equal(rules.length, 2);
  assert.match(rules[0], /merchandising\.0.*exclude.*No first.*acts.*items moved or removed/);
  assert.match(rules[0], /segments\.early = true.*wanted true/);
  assert.match(rules[1], /merchandising\.1.*boost.*Evening.*does not act/);
  assert.match(rules[1], /time\.hour = 10.*wanted >= 18/);

  // What it says is shown is what the page shows, and what is not has its cause.
  const ids = (part) =>
    trending.locator(part).evaluateAll((all) => all.map((it) => it.dataset.itemId));
  const shown = await ids('> [part="inner"] > [part="candidates"] > li');
  assert.deepEqual(shown, (await visitor.cards('trending')).map((card) => card.id));
  await trending.locator('details > summary').click();
  const others = await trending.locator('details [part="candidate"]').evaluateAll((all) =>
    all.map((it) => it.querySelector('[part="cause"]')?.textContent),
  );
  assert.ok(others.length > 0 && others.every(Boolean), others);
  assert.ok(others.includes('merchandising.0 excludes it'));

  const said = await visitor.page.evaluate(() => window.dangol.greeting());
  assert.equal(await moment(visitor, said.code), 'greets');
  assert.equal(await moment(visitor, 'birthday'), 'does not hold');
  assert.equal(await moment(visitor, 'evening'), 'the owner’s condition does not hold');
  assert.match((await texts(visitor, '[data-moment="evening"]'))[0], /time\.hour = 10.*wanted >= 18/);

  const value = async (name) => (await texts(visitor, `[data-name="${name}"] [part="value"]`))[0];
  assert.match(await value('segments.early'), /^holds.*time\.hour = 10.*wanted < 12/);
  assert.match(await value('segments.curious'), /^does not hold/);
  assert.equal(await value('time.hour'), '10');
  assert.equal(await value('page.path'), '"/"', 'the inspector’s own parameters are not the page’s');
  assert.equal(await value('personalize'), 'unanswered');
  assert.equal(await value('entry.json'), JSON.parse(readFileSync(`${SITE}/dangol/model/entry.json`, 'utf8')).build);
  assert.deepEqual([visitor.told(), visitor.trouble()], [[], []]);
  assert.equal(await visitor.shifts(), 0);
  assert.deepEqual(await visitor.storage(), EMPTY_STORAGE);
  await visitor.leave();
});

test('what the page asks for does not tell of the profile, with the inspector as without', async () => {
  const visitor = await come();
  await visitor.visit('/');
  const stranger = await fetched(visitor, '/?dangol=inspect');
  await visitor.accept();
  await visitor.visit(PRODUCTS['22423']);
  await visitor.kept();
  // The browser's cache must not make a difference.
  const regular = await fetched(visitor, '/?dangol=inspect');
  const names = (all) => [...new Set(all.map((request) => JSON.parse(request)[1]))].sort();
  assert.deepEqual(names(regular), names(stranger));
  await visitor.leave();
});

test('one tries as a lapsed customer on her birthday; nothing is stored or sent, and oneself is untouched', async () => {
  const visitor = await come({ report: { url: '/v1/report', site: 'shop' }, shopName: demo.shopName });
  const sent = [];
  await visitor.context.route('**/v1/report', (route) => {
    sent.push(route.request().url());
    return route.fulfill({ status: 204 });
  });
  await visitor.visit(PRODUCTS['22423']);
  await visitor.ask('consent.set', { personalize: true, measure: true });
  await visitor.ask('profile.setFacts', { name: 'Ada' });
  await visitor.kept();
  // The browser's own day does not matter: the clock is the one in the address.
  await inspect(visitor, '/', '&as=lapsed-birthday&at=2012-12-24T18:00');
  const greeting = await visitor.page.evaluate(() => window.dangol.greeting());
  assert.equal(greeting.code, 'birthday');
  assert.match(greeting.text, /birthday/i);
  assert.equal(await moment(visitor, 'birthday'), 'greets');
  assert.equal(await moment(visitor, 'missed_you'), 'holds, but another one greets');
  const trying = (await texts(visitor, '[part="trying"]'))[0];
  assert.match(trying, /lapsed customer, back on their birthday/);
  assert.match(trying, /24 December 2012|December 24, 2012/);
  assert.match(trying, /Nothing of this is kept, counted or sent/);
  const value = async (name) => (await texts(visitor, `[data-name="${name}"] [part="value"]`))[0];
  assert.equal(await value('segments.lifecycle'), '"lapsed"');
  assert.equal(await value('facts.birthdayIn'), '0');
  assert.equal(await value('time.hour'), '18');
  assert.ok(Number(await value('profile.orders')) >= 3);
  // What is done while trying is known to this page, and to nothing else.
  await visitor.ask('track', 'view_item', { items: [{ item_id: '47566', item_name: 'Bunting' }] });
  await visitor.ask('profile.setFacts', { name: 'Nobody' });
  assert.equal((await visitor.ask('profile.get')).name, 'Nobody');
  await visitor.ask('profile.erase');
  const tab = await visitor.tab();
  await visitor.visit('/about.html', tab);
  assert.equal((await tab.evaluate(() => window.dangol.profile.get())).name, 'Ada', 'another tab knows nothing of it');
  await tab.close();

  // Links go on with the same person; the way back leads to oneself.
  await inspect(visitor, '/', '&as=lapsed-birthday&at=2012-12-24T18:00');
  await visitor.page.locator('dangol-recs[kind="trending"] [part="card"] a').first().click();
  await visitor.page.waitForURL(/product.*dangol=inspect.*as=lapsed-birthday/);
  await visitor.rest();
  await inspector(visitor).locator('#back').click();
  await visitor.page.waitForURL((url) => !url.searchParams.has('as'));
  await visitor.rest();
  assert.equal((await visitor.ask('profile.get')).name, 'Ada');
  assert.deepEqual(sent, []);
  await visitor.page.goto('about:blank');
  assert.deepEqual(visitor.trouble(), []);

  await visitor.leave();
});

test('trying writes nothing: what is stored is the same to the byte', async () => {
  const visitor = await come();
  await visitor.visit('/');
  await visitor.accept();
  await visitor.kept();
  const stored = () =>
    visitor.page.evaluate(
      () =>
        new Promise((done, failed) => {
          const opening = indexedDB.open('dangol');
          opening.onerror = () => failed(opening.error);
          opening.onsuccess = () => {
            const request = opening.result.transaction('kept').objectStore('kept').getAll();
            request.onsuccess = () => {
              opening.result.close();
              done(request.result.map((bytes) => [...bytes].join()));
            };
          };
        }),
    );
  await visitor.page.goto(`${base}/robots.txt`);
  const before = await stored();
  assert.equal(before.length, 2);
  for (const more of ['&as=me&at=2012-02-01T09:00', '&as=regular', '&as=baker', '&as=first-visit', '&as=regular&consent=none', '&as=regular&consent=unanswered']) {
    await inspect(visitor, '/', more);
    await visitor.ask('track', 'view_item', { items: [{ item_id: '47566' }] });
    await visitor.page.goto(`${base}/robots.txt`);
    assert.deepEqual(await stored(), before, more);
  }
  await visitor.leave();
});

test('each is who they are said to be, whatever is answered', async () => {
  const visitor = await come();
  const code = async () => (await visitor.page.evaluate(() => window.dangol.greeting())).code;
  await inspect(visitor, '/', '&as=regular');
  assert.ok((await visitor.ask('profile.get')).items.length > 5);
  assert.equal((await texts(visitor, '[data-name="segments.lifecycle"] [part="value"]'))[0], '"regular"');
  await inspect(visitor, '/', '&as=first-visit');
  assert.equal(await code(), 'first_visit');
  await inspect(visitor, '/', '&as=regular&consent=none');
  assert.equal(await code(), 'first_visit', 'who declined is not remembered');
  assert.deepEqual(await visitor.ask('consent.get'), { personalize: false, measure: false });
  await inspect(visitor, '/', '&as=baker');
  assert.ok((await visitor.ask('profile.get')).basket.length >= 4);
  assert.deepEqual(visitor.trouble(), []);
  assert.deepEqual(await visitor.storage(), EMPTY_STORAGE);
  await visitor.leave();
});

test('a profile from a file is asked for, read in the page, and what is none is refused', async () => {
  const visitor = await come();
  await visitor.visit('/');
  await visitor.accept();
  await visitor.ask('profile.setFacts', { name: 'Grace' });
  const exported = JSON.stringify(await visitor.ask('profile.export'));
  await visitor.ask('profile.erase');
  await visitor.page.goto(`${base}/?dangol=inspect&as=file`);
  const field = inspector(visitor).locator('#file');
  await field.waitFor();
  await field.setInputFiles({ name: 'bad.json', mimeType: 'application/json', buffer: Buffer.from('{"no":1}') });
  await inspector(visitor).getByText('This file is no profile').waitFor();
  await field.setInputFiles({ name: 'grace.json', mimeType: 'application/json', buffer: Buffer.from(exported) });
  await visitor.rest();
  assert.equal((await visitor.ask('profile.get')).name, 'Grace');
  assert.deepEqual((await visitor.storage()).databases, []);
  await visitor.leave();
});

test('by keyboard: Escape folds it, the focus goes along, and the form leads to another person', async () => {
  const visitor = await come();
  await inspect(visitor);
  const { keyboard } = visitor.page;
  const focused = () =>
    visitor.page.evaluate(() => document.querySelector('dangol-inspector').shadowRoot.activeElement?.id ?? null);
  assert.equal(await focused(), null, 'it takes no focus by itself');
  await inspector(visitor).locator('#size').focus();
  const order = [];
  for (let presses = 0; presses < 5; presses += 1) {
    order.push(await focused());
    await keyboard.press('Tab');
  }
  assert.deepEqual(order, ['size', 'dock', 'fold', 'try-summary', 'greetings-summary']);
  await keyboard.press('Escape');
  assert.equal(await focused(), 'open');
  assert.equal(await inspector(visitor).locator('[part="panel"]').isVisible(), false);
  await keyboard.press('Enter');
  assert.equal(await focused(), 'title');
  await inspector(visitor).locator('#dock').click();
  assert.equal(await inspector(visitor).getAttribute('data-dock'), 'bottom');

  // What is open stays open, and the focus where it is, when something changes.
  const situation = inspector(visitor).locator('#section-situation');
  await situation.locator('summary').focus();
  await keyboard.press('Enter');
  await visitor.ask('track', 'add_to_cart', { items: [{ item_id: '22423', quantity: 3 }] });
  await inspector(visitor).locator('[data-name="basket.quantity"] [part="value"]', { hasText: /^3$/ }).waitFor();
  assert.equal(await focused(), 'section-situation-summary');
  assert.ok(await situation.evaluate((it) => it.open));

  await inspector(visitor).locator('#try-summary').focus();
  await keyboard.press('Enter');
  await inspector(visitor).locator('#who').selectOption('lapsed-birthday');
  await inspector(visitor).locator('#at').fill('2012-12-24T18:00');
  await inspector(visitor).locator('#go').focus();
  await keyboard.press('Enter');
  await visitor.page.waitForURL(/as=lapsed-birthday&at=2012-12-24T18%3A00/);
  await visitor.rest();
  assert.match(await visitor.greeting(), /birthday/i);
  await visitor.leave();
});

for (const [locale, colorScheme, width, more] of [
  ['en-GB', 'light', 1280, ''],
  ['ko-KR', 'dark', 390, '&as=lapsed-birthday'],
  ['en-GB', 'dark', 320, '&as=baker'],
  ['ko-KR', 'light', 1280, '&as=regular&at=2012-06-01T09:00'],
]) {
  test(`axe finds nothing in it: ${locale}, ${colorScheme}, ${width} px wide`, async () => {
    const { inspector: _, ...config } = demo;
    const visitor = await come(
      { ...config, merchandising: [{ exclude: { category: FEED[0].category }, when: { '<': [{ var: 'time.hour' }, 12] } }], segments: { early: { '<': [{ var: 'time.hour' }, 12] } } },
      { locale, colorScheme, viewport: { width, height: 900 } },
    );
    await inspect(visitor, '/', more);
    const open = inspector(visitor).locator('details:not([open]) > summary');
    while ((await open.count()) > 0) await open.first().click();
    await visitor.page.evaluate(axe);
    const findings = await visitor.page.evaluate(async () => {
      const { violations } = await window.axe.run(document);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.flat().join(' ')).join(', ')}`);
    });
    assert.deepEqual(findings, []);
    const wider = await inspector(visitor).locator('[part="body"]').evaluate((it) => it.scrollWidth - it.clientWidth);
    assert.ok(wider <= 0, `${wider} px too wide`);
    assert.equal(await visitor.page.evaluate(() => document.querySelector('dangol-inspector').shadowRoot.querySelectorAll('[style]').length), 0);
    await visitor.leave();
  });
}

test('a strict policy with Trusted Types is enough, and there is one global name', async () => {
  const visitor = await come();
  const policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types";
  const page = `<!doctype html><html lang="en"><title>Probe</title><script async src="/dangol/dangol.js" data-config="/dangol/config.json"></script>
    <body><dangol-greeting></dangol-greeting><dangol-recs kind="trending" limit="3">own</dangol-recs>`;
  await serveAt(visitor, '/probe?dangol=inspect&as=lapsed-birthday', page, { 'content-security-policy': policy });
  await visitor.visit('/probe?dangol=inspect&as=lapsed-birthday');
  await inspector(visitor).locator('#section-files').waitFor();
  assert.equal((await visitor.cards('trending')).length, 3);
  assert.match(await visitor.greeting(), /birthday/i);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('where its files are missing, the page says so and keeps its own markup', async () => {
  const visitor = await come();
  await visitor.context.route('**/dangol/inspect-*', (route) => route.fulfill({ status: 404 }));
  await visitor.page.goto(`${base}/?dangol=inspect`);
  await visitor.rest();
  assert.equal(await visitor.state('dangol-greeting'), 'fallback');
  assert.equal(await inspector(visitor).count(), 0);
  await visitor.leave();
});
