// Consent from Google's, Shopify's and the browser's signals, the order of all of them, and that
// nothing is touched before an answer, nor written after a no.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  ACCEPTED, GTAG, NO, NOTHING, REFUSED, SHOPIFY, TCF, TCF_STUB, YES, answers, come, leave, serve, touches,
  until, watch,
} from './consent-tools.mjs';
import { EMPTY_STORAGE, Visitor, close, open } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

test('Google: updates are answers, defaults are not, and regions are heeded', async () => {
  const DENIED = `gtag('consent', 'default', { personalization_storage: 'denied', analytics_storage: 'denied', wait_for_update: 500 });`;
  const granted = `gtag('consent', 'update', { personalization_storage: 'granted', analytics_storage: 'granted' });`;
  const visitor = await come(base, { consent: { tools: ['google'] }, head: `${GTAG}${DENIED}` });
  await visitor.visit('/probe');
  assert.deepEqual([await answers(visitor), await touches(visitor.page)], [NOTHING, []]);
  await visitor.page.evaluate(granted);
  await until(visitor, YES);
  await visitor.kept();
  await visitor.page.evaluate(granted.replaceAll('granted', 'denied'));
  await until(visitor, NO);
  await visitor.page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
  await leave(visitor);

  const regions = `
    gtag('consent', 'default', { personalization_storage: 'granted', region: ['US-CA'] });
    gtag('consent', 'default', { personalization_storage: 'denied', region: ['US', 'ES'] });
    gtag('consent', 'default', { personalization_storage: 'granted' });`;
  for (const [consent, personalize] of [
    [{ region: 'US-CA', allowDefaults: true }, true],
    [{ region: 'US-NY', allowDefaults: true }, null],
    [{ region: 'KR', allowDefaults: true }, true],
    [{ allowDefaults: true }, null],
    [{ region: 'KR' }, null],
  ]) {
    const visitor = await come(base, { consent: { tools: ['google'], ...consent }, head: `${GTAG}${regions}` });
    await visitor.visit('/probe');
    assert.deepEqual(await answers(visitor), { personalize, measure: null }, JSON.stringify(consent));
    await leave(visitor);
  }
});

test('Google: a default that counts waits for an update first', async () => {
  const head = `${GTAG} gtag('consent', 'default', { personalization_storage: 'granted', wait_for_update: 400 });`;
  const visitor = await Visitor.come(base, { clock: false });
  await watch(visitor);
  await serve(visitor, { consent: { tools: ['google'], allowDefaults: true }, head });
  await visitor.visit('/probe');
  await until(visitor, { personalize: true, measure: null });
  await visitor.kept();
  await leave(visitor);
});

test('Shopify: only what the visitor chose is a yes', async () => {
  const visitor = await come(base, { consent: { tools: ['shopify'] }, head: SHOPIFY });
  await visitor.visit('/probe');
  await visitor.page.waitForFunction(() => window.Shopify.customerPrivacy);
  assert.deepEqual(await visitor.page.evaluate(() => window.testLoaded), [{ name: 'consent-tracking-api', version: '0.1' }]);
  assert.deepEqual([await answers(visitor), await touches(visitor.page)], [NOTHING, []]);
  const choose = (yes) => visitor.page.evaluate((yes) => Shopify.customerPrivacy.setTrackingConsent({ preferences: yes, analytics: yes }), yes);
  await choose(true);
  await until(visitor, YES);
  await visitor.kept();
  await choose(false);
  await until(visitor, NO);
  await visitor.page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
  await leave(visitor);

  // Where the shop asks nobody, everything is allowed; that is no yes.
  const unasked = await come(base, { head: `${SHOPIFY} testShop.asks = false; Shopify.customerPrivacy = testShopApi;` });
  await unasked.visit('/probe');
  assert.deepEqual(await answers(unasked), NOTHING);
  await unasked.page.evaluate(() => Shopify.customerPrivacy.setTrackingConsent({ sale_of_data: false }));
  await until(unasked, { personalize: null, measure: false });
  await leave(unasked);
});

test('Global Privacy Control and Do Not Track: nothing is sent, and only an explicit yes keeps a profile', async () => {
  for (const signal of [{ globalPrivacyControl: true }, { doNotTrack: '1' }]) {
    const head = `${TCF_STUB};${TCF};window.testTcf.update(${JSON.stringify(ACCEPTED)})`;
    const visitor = await come(base, { head });
    await visitor.context.addInitScript((signal) => {
      for (const [name, value] of Object.entries(signal)) {
        Object.defineProperty(Navigator.prototype, name, { configurable: true, get: () => value });
      }
    }, signal);
    await visitor.visit('/probe');
    assert.deepEqual(await answers(visitor), { personalize: null, measure: false }, 'a tool’s yes is not explicit');
    assert.deepEqual(await visitor.storage(), EMPTY_STORAGE);
    const set = await visitor.ask('consent.set', { personalize: true, measure: true });
    assert.deepEqual(set, { personalize: true, measure: false });
    await visitor.kept();
    await leave(visitor);
  }
});

test('a no to Dangol outlasts a tool’s yes, and says so only in a mark', async () => {
  const head = `${TCF_STUB};${TCF};window.testTcf.update(${JSON.stringify(ACCEPTED)})`;
  const visitor = await come(base, { consent: { tools: ['tcf'] }, head });
  await visitor.visit('/probe');
  await visitor.ask('profile.setFacts', { name: 'Canary' });
  await visitor.kept();
  await visitor.ask('consent.set', { personalize: false });
  for (let page = 0; page < 2; page += 1) {
    const kept = await visitor.page.evaluate(async () => {
      const opening = indexedDB.open('dangol');
      await new Promise((done) => (opening.onsuccess = done));
      const store = opening.result.transaction('kept').objectStore('kept');
      const [keys, values] = [store.getAllKeys(), store.getAll()];
      await new Promise((done) => (values.onsuccess = done));
      opening.result.close();
      return { keys: keys.result, bytes: values.result.map((value) => value.length) };
    });
    assert.deepEqual(kept.keys, ['consent']);
    assert.ok(kept.bytes[0] < 32, 'two answers and their times');
    await visitor.visit('/probe');
    assert.equal((await answers(visitor)).personalize, false);
    assert.ok(!(await touches(visitor.page)).includes('put'));
  }
  await visitor.ask('consent.set', { personalize: true });
  await visitor.kept();
  await visitor.ask('profile.erase');
  await visitor.visit('/probe');
  assert.equal((await answers(visitor)).personalize, false, 'to erase under a tool’s yes is a no');
  await leave(visitor);
});

test('whatever withdraws, nothing is written after it, in any tab', async () => {
  const withdrawals = [
    ['the site’s own call', {}, '', () => window.dangol.consent.set({ personalize: false })],
    ['erasing', {}, '', () => window.dangol.profile.erase()],
    ['TCF', { tools: ['tcf'] }, `${TCF_STUB};${TCF};window.testTcf.update(${JSON.stringify(ACCEPTED)})`, (refused) => window.testTcf.update(refused)],
    ['Google', { tools: ['google'] }, `${GTAG} gtag('consent', 'update', { personalization_storage: 'granted' })`, () => window.gtag('consent', 'update', { personalization_storage: 'denied' })],
    ['Shopify', { tools: ['shopify'] }, `${SHOPIFY} Shopify.customerPrivacy = testShopApi; testShop.chosen.preferences = 'yes'`, () => window.Shopify.customerPrivacy.setTrackingConsent({ preferences: false })],
  ];
  for (const [what, consent, head, withdraw] of withdrawals) {
    const visitor = await come(base, { consent, head });
    await visitor.visit('/probe');
    await visitor.ask('consent.set', { personalize: true });
    await visitor.kept();
    const second = await visitor.tab();
    await visitor.visit('/probe', second);
    await visitor.kept(second);
    const flood = (page) =>
      page.evaluate(() => {
        window.testDone = 0;
        const done = () => (window.testDone += 1);
        const events = () => window.dangol.track('add_to_cart', { items: [{ item_id: 'canary' }] }).then(done, done);
        window.testFlood = setInterval(events, 5);
      });
    await Promise.all([flood(visitor.page), flood(second)]);
    await visitor.page.evaluate(withdraw, REFUSED);
    const gone = async () => {
      await window.dangol.ready;
      return (await window.dangol.consent.get()).personalize !== true;
    };
    await Promise.all([visitor.page.waitForFunction(gone), second.waitForFunction(gone)]);
    await visitor.page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
    const marks = [visitor.page, second].map((page) => page.evaluate(() => window.testTouches.push('withdrawn')));
    await Promise.all(marks);
    await visitor.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    for (const page of [visitor.page, second]) {
      // What was begun before is over by then, and more has been tried in vain.
      const tried = await page.evaluate(() => window.testDone);
      await page.waitForFunction((tried) => window.testDone > tried + 50, tried);
      const after = (await touches(page)).join().split('withdrawn')[1];
      assert.doesNotMatch(after, /put|add|write_after_withdrawal/, `${what}, ${page === second ? 'second' : 'first'} tab`);
    }
    assert.deepEqual(await visitor.storage(), EMPTY_STORAGE, what);
    await leave(visitor);
  }
});

test('the privacy page says who goes first', async () => {
  const visitor = await come(base, { consent: { tools: ['tcf'] }, head: `${TCF_STUB};${TCF};window.testTcf.update(${JSON.stringify(REFUSED)})`, body: '<dangol-privacy></dangol-privacy>' });
  await visitor.visit('/probe');
  const privacy = visitor.page.locator('dangol-privacy');
  await privacy.getByRole('switch', { name: 'Remember me' }).click();
  await privacy.getByRole('status').getByText('They go first').waitFor();
  assert.equal(await privacy.getByRole('switch', { name: 'Remember me' }).isChecked(), false);
  assert.deepEqual(await visitor.storage(), EMPTY_STORAGE);
  await leave(visitor);
});

test('tools that fail or say nonsense do no harm, and unknown ones are refused', async () => {
  const head = `
    window.__tcfapi = () => { throw new Error('broken'); };
    window.__gpp = (command, callback) => { callback(null, false); callback({ get pingData() { throw new Error('x'); } }, true); };
    window.Shopify = { customerPrivacy: { currentVisitorConsent() { throw new Error('x'); } } };
    window.dataLayer = [['consent'], ['consent', 'update'], Object.freeze(['consent', 'default', null])];`;
  const visitor = await come(base, { head });
  await visitor.visit('/probe');
  assert.deepEqual(await answers(visitor), NOTHING);
  await leave(visitor);

  const other = await come(base, { consent: { tools: ['cookies'] } });
  await other.visit('/probe');
  assert.deepEqual(other.console, ['info: Dangol: config.json: consent.tools.0: not one of the allowed values']);
  await other.leave();
});
