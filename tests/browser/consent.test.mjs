// Consent from the site's tools: the real libraries of IAB Europe and IAB Tech Lab, with
// the strings and edge cases of their own tests; Google's, Shopify's and the browser's
// signals; and that nothing is touched before an answer, nor written after a no.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  ACCEPTED, GPP, GPP_STUB, GTAG, REFUSED, SHOPIFY, TCF, TCF_STUB, serve, tcString, touches, watch,
} from './consent-tools.mjs';
import { DAY, EMPTY_STORAGE, TODAY, Visitor, close, open } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

const NOTHING = { personalize: null, measure: null };
const YES = { personalize: true, measure: true };
const NO = { personalize: false, measure: false };

/** Dangol's turn: what was said has been taken. */
const answers = (visitor) => visitor.ask('consent.get');
const update = (visitor, string, shown = false) =>
  visitor.page.evaluate(([string, shown]) => window.testTcf.update(string, shown), [string, shown]);
const until = (visitor, expected, page = visitor.page) =>
  page.waitForFunction(async (expected) => {
    await window.dangol.ready;
    return JSON.stringify(await window.dangol.consent.get()) === JSON.stringify(expected);
  }, expected);

async function come(options) {
  const visitor = await Visitor.come(base);
  await watch(visitor);
  await serve(visitor, options);
  return visitor;
}

/** Every end of a test: no error in the page, and the tripwire was never touched. */
async function leave(visitor) {
  assert.ok(!(await touches(visitor.page)).includes('write_after_withdrawal'));
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
}

test('TCF: nothing is touched before the answer, and a yes is asked for anew on each page', async () => {
  const visitor = await come({ consent: { tools: ['tcf'] }, head: TCF_STUB });
  await visitor.visit('/probe');
  await visitor.ask('track', 'view_item', { items: [{ item_id: '47566' }] });
  assert.deepEqual(await touches(visitor.page), [], 'while only the stub is there');
  await visitor.page.evaluate(TCF);
  await update(visitor, '', true);
  await visitor.ask('profile.setFacts', { name: 'Mina' });
  assert.deepEqual([await answers(visitor), await touches(visitor.page)], [NOTHING, []], 'while the tool asks');
  await update(visitor, ACCEPTED);
  await until(visitor, YES);
  await visitor.kept();

  await visitor.at(TODAY + DAY);
  await visitor.visit('/probe');
  assert.deepEqual(await touches(visitor.page), [], 'the next page waits again');
  assert.doesNotMatch(await visitor.greeting(), /Mina/);
  await visitor.page.evaluate(TCF);
  await update(visitor, ACCEPTED);
  await visitor.page.waitForFunction(() => /Mina/.test(document.querySelector('dangol-greeting').shadowRoot.textContent));
  assert.ok((await visitor.ask('profile.get')).items.some((item) => item.itemId === '47566'));

  // The visitor changes their mind in the tool.
  await update(visitor, ACCEPTED, true);
  assert.deepEqual(await answers(visitor), YES, 'being asked again changes nothing');
  await update(visitor, REFUSED);
  await until(visitor, NO);
  await visitor.page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
  assert.deepEqual(await visitor.storage(), EMPTY_STORAGE);
  await leave(visitor);
});

test('TCF: strings and edge cases of the library’s own tests', async () => {
  const some = (purposes, interests = []) =>
    tcString((model) => {
      model.purposeConsents.set(1);
      model.publisherConsents.set(purposes);
      model.publisherLegitimateInterests.set(interests);
    });
  for (const [what, said, expected] of [
    ['null: the regulation does not apply', [[null]], NOTHING],
    ['an empty string', [['']], NOTHING],
    ['an empty string while asking', [['', true]], NOTHING],
    ['the string of the platform’s own tests, all refused', [['CPSG_8APSG_8ANwAAAENAwCAAAAAAAAAAAAAAAAAAAAA.QAAA.IAAA']], NO],
    ['a valid string at once', [[ACCEPTED]], YES],
    ['shown and hidden by turns', [[REFUSED, true], [ACCEPTED], [ACCEPTED, true], [ACCEPTED]], YES],
    ['shown and hidden by turns, refused in the end', [[REFUSED, true], [ACCEPTED], [ACCEPTED, true], [REFUSED]], NO],
    ['purposes 5 and 6 without 1', [[some([5, 6])]], NO],
    ['measuring by legitimate interest', [[some([1], [8, 9])]], { personalize: false, measure: true }],
    ['a string without the publisher’s part', [[tcString((model) => model.setAllPurposeConsents())]], NOTHING],
    ['purpose 1 not disclosed', [[tcString((model) => { model.purposeOneTreatment = true; model.publisherConsents.set([5, 6]); })]], NOTHING],
  ]) {
    const visitor = await come({ consent: { tools: ['tcf'] }, head: TCF_STUB });
    await visitor.visit('/probe');
    await visitor.page.evaluate(TCF);
    for (const [string, shown] of said) await update(visitor, string, shown);
    assert.deepEqual(await answers(visitor), expected, what);
    await leave(visitor);
  }
});

test('TCF: a vendor, a tool that fails, and a string of global scope', async () => {
  const vendor = tcString((model) => {
    model.setAllPurposeConsents();
    model.vendorConsents.set(755);
  });
  const all = 'window.testTcf.update';
  for (const [what, consent, script, expected] of [
    ['the vendor’s own consent', { tools: ['tcf'], vendor: 755 }, `${all}(${JSON.stringify(vendor)})`, YES],
    ['another vendor’s', { tools: ['tcf'], vendor: 10 }, `${all}(${JSON.stringify(vendor)})`, NO],
    ['global scope', { tools: ['tcf'] }, `window.testTcf.isServiceSpecific = false; ${all}(${JSON.stringify(ACCEPTED)})`, NOTHING],
    ['disabled before an answer', { tools: ['tcf'] }, `${all}(null); window.testTcf.disable()`, NOTHING],
    ['disabled at once', { tools: ['tcf'] }, 'window.testTcf.disable()', NOTHING],
  ]) {
    const visitor = await come({ consent, head: `${TCF_STUB};${TCF};${script}` });
    await visitor.visit('/probe');
    assert.deepEqual(await answers(visitor), expected, what);
    await leave(visitor);
  }
});

test('TCF: a tool that comes after Dangol is heard, named or not, with a stub or without', async () => {
  for (const [consent, head] of [[{}, ''], [{ tools: ['tcf'] }, ''], [{}, TCF_STUB]]) {
    const visitor = await come({ consent, head });
    await visitor.context.route(`${visitor.base}/cmp.js`, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: `${TCF};window.testTcf.update(${JSON.stringify(ACCEPTED)})` }),
    );
    await visitor.visit('/probe');
    assert.deepEqual(await answers(visitor), NOTHING);
    await visitor.page.evaluate(() => {
      const script = document.createElement('script');
      script.src = '/cmp.js';
      document.head.append(script);
    });
    await until(visitor, YES);
    await visitor.kept();
    await leave(visitor);
  }
});

test('GPP: sections of the library’s own tests', async () => {
  const europe = (purposes) => (api) => {
    const bits = Array.from({ length: 24 }, (_, index) => purposes.includes(index + 1));
    for (const field of ['PurposeConsents', 'PublisherConsents']) api.push(['setFieldValue', 'tcfeuv2', field, bits]);
    api.push(['setApplicableSections', [2]]);
  };
  const section = (name, id, string) => (calls) =>
    calls.push(['setSectionString', name, string], ['setApplicableSections', [id]]);
  const OBJECTS = { personalize: null, measure: false };
  for (const [what, fill, expected] of [
    ['all opted out, a child without consent', section('usnat', 7, 'BVVVkkkkkpFY.YA'), NO],
    ['the same without the part on Global Privacy Control', section('usnat', 7, 'BVVVkkkkkpFY'), NO],
    ['nothing opted out', section('usnat', 7, 'BVQqAAAACg'), NOTHING],
    ['defaults', section('usnat', 7, 'BAAAAAAAAABA.QA'), NOTHING],
    ['sale opted out', (calls) => calls.push(['setFieldValue', 'usca', 'SaleOptOut', 1], ['setApplicableSections', [8]]), OBJECTS],
    ['Global Privacy Control', (calls) => calls.push(['setFieldValue', 'usco', 'Gpc', true], ['setApplicableSections', [10]]), OBJECTS],
    ['the older string, not opted out', section('uspv1', 6, '1YNN'), NOTHING],
    ['the older string, opted out', section('uspv1', 6, '1YYN'), OBJECTS],
    ['Europe, agreed', europe([1, 5, 6, 8, 9]), YES],
    ['Europe, refused', europe([]), NO],
    ['no section applies', (calls) => calls.push(['setApplicableSections', [-1]]), NOTHING],
    ['a whole string', (calls) => calls.push(['setGppString', 'DBACNYA~CPSG_8APSG_8ANwAAAENAwCAAAAAAAAAAAAAAAAAAAAA.QAAA.IAAA~1YNN'], ['setApplicableSections', [6]]), NOTHING],
  ]) {
    const visitor = await come({ consent: { tools: ['gpp'] }, head: GPP_STUB });
    await visitor.visit('/probe');
    await visitor.page.evaluate(GPP);
    const calls = [];
    fill(calls);
    await visitor.page.evaluate((calls) => {
      for (const [name, ...values] of calls) window.testGpp[name](...values);
      window.testGpp.setCmpStatus('loaded');
    }, calls);
    assert.deepEqual([await answers(visitor), await touches(visitor.page)], [NOTHING, []], `${what}: not ready`);
    await visitor.page.evaluate(() => window.testGpp.setSignalStatus('ready'));
    await until(visitor, expected).catch(async () => assert.deepEqual(await answers(visitor), expected, what));
    await leave(visitor);
  }
});

test('GPP: a change in the order that the platform asks for', async () => {
  const agreed = (yes) => ({
    name: 'tcfeuv2', bits: Array.from({ length: 24 }, (_, index) => yes && [0, 4, 5, 7, 8].includes(index)),
  });
  const visitor = await come({ consent: { tools: ['gpp'] }, head: `${GPP_STUB};${GPP}` });
  await visitor.visit('/probe');
  const settle = ({ name, bits }) =>
    visitor.page.evaluate(([name, bits]) => {
      const api = window.testGpp;
      api.setSignalStatus('not ready');
      api.setCmpDisplayStatus('visible');
      for (const field of ['PurposeConsents', 'PublisherConsents']) api.setFieldValue(name, field, bits);
      api.setApplicableSections([2]);
      api.setCmpDisplayStatus('hidden');
      api.fireSectionChange(name);
      api.setSignalStatus('ready');
    }, [name, bits]);
  await settle(agreed(true));
  await until(visitor, YES);
  await visitor.ask('profile.setFacts', { name: 'Mina' });
  await visitor.kept();
  await visitor.page.evaluate(() => window.testGpp.setSignalStatus('not ready'));
  const { length } = (await touches(visitor.page)).filter((touch) => touch === 'put');
  await visitor.ask('track', 'view_item', { items: [{ item_id: '84879' }] });
  assert.equal((await touches(visitor.page)).filter((touch) => touch === 'put').length, length, 'it pauses');
  await settle(agreed(true));
  await until(visitor, YES);
  assert.equal((await visitor.ask('profile.get')).name, 'Mina', 'and nothing was forgotten');
  await settle(agreed(false));
  await until(visitor, NO);
  await visitor.page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
  await leave(visitor);
});

test('Google: updates are answers, defaults are not, and regions are heeded', async () => {
  const DENIED = `gtag('consent', 'default', { personalization_storage: 'denied', analytics_storage: 'denied', wait_for_update: 500 });`;
  const granted = `gtag('consent', 'update', { personalization_storage: 'granted', analytics_storage: 'granted' });`;
  const visitor = await come({ consent: { tools: ['google'] }, head: `${GTAG}${DENIED}` });
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
    const visitor = await come({ consent: { tools: ['google'], ...consent }, head: `${GTAG}${regions}` });
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
  const visitor = await come({ consent: { tools: ['shopify'] }, head: SHOPIFY });
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
  const unasked = await come({ head: `${SHOPIFY} testShop.asks = false; Shopify.customerPrivacy = testShopApi;` });
  await unasked.visit('/probe');
  assert.deepEqual(await answers(unasked), NOTHING);
  await unasked.page.evaluate(() => Shopify.customerPrivacy.setTrackingConsent({ sale_of_data: false }));
  await until(unasked, { personalize: null, measure: false });
  await leave(unasked);
});

test('Global Privacy Control and Do Not Track: nothing is sent, and only an explicit yes keeps a profile', async () => {
  for (const signal of [{ globalPrivacyControl: true }, { doNotTrack: '1' }]) {
    const head = `${TCF_STUB};${TCF};window.testTcf.update(${JSON.stringify(ACCEPTED)})`;
    const visitor = await come({ head });
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
  const visitor = await come({ consent: { tools: ['tcf'] }, head });
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
    const visitor = await come({ consent, head });
    await visitor.visit('/probe');
    await visitor.ask('consent.set', { personalize: true });
    await visitor.kept();
    const second = await visitor.tab();
    await visitor.visit('/probe', second);
    await visitor.kept(second);
    const flood = (page) =>
      page.evaluate(() => {
        const events = () => window.dangol.track('add_to_cart', { items: [{ item_id: 'canary' }] }).catch(() => {});
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
    await second.evaluate(() => new Promise((done) => setTimeout(done, 600)));
    for (const page of [visitor.page, second]) {
      const after = (await touches(page)).join().split('withdrawn')[1];
      assert.doesNotMatch(after, /put|add|write_after_withdrawal/, `${what}, ${page === second ? 'second' : 'first'} tab`);
    }
    assert.deepEqual(await visitor.storage(), EMPTY_STORAGE, what);
    await leave(visitor);
  }
});

test('the privacy page says who goes first', async () => {
  const visitor = await come({ consent: { tools: ['tcf'] }, head: `${TCF_STUB};${TCF};window.testTcf.update(${JSON.stringify(REFUSED)})`, body: '<dangol-privacy></dangol-privacy>' });
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
  const visitor = await come({ head });
  await visitor.visit('/probe');
  assert.deepEqual(await answers(visitor), NOTHING);
  await leave(visitor);

  const other = await come({ consent: { tools: ['cookies'] } });
  await other.visit('/probe');
  assert.deepEqual(other.console, ['info: Dangol: config.json: consent.tools.0: not one of the allowed values']);
  await other.leave();
});
