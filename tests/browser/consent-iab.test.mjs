// Consent by IAB's frameworks, TCF and GPP: the real libraries of IAB Europe and IAB Tech Lab, with
// the strings and edge cases of their own tests.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  ACCEPTED, GPP, GPP_STUB, NO, NOTHING, REFUSED, TCF, TCF_STUB, YES, answers, come, leave, tcString, touches,
  until, update,
} from './consent-tools.mjs';
import { DAY, EMPTY_STORAGE, TODAY, close, open } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

test('TCF: nothing is touched before the answer, and a yes is asked for anew on each page', async () => {
  const visitor = await come(base, { consent: { tools: ['tcf'] }, head: TCF_STUB });
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
    const visitor = await come(base, { consent: { tools: ['tcf'] }, head: TCF_STUB });
    await visitor.visit('/probe');
    await visitor.page.evaluate(TCF);
    for (const [string, shown] of said) await update(visitor, string, shown);
    await until(visitor, expected).catch(async () => assert.deepEqual(await answers(visitor), expected, what));
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
    const visitor = await come(base, { consent, head: `${TCF_STUB};${TCF};${script}` });
    await visitor.visit('/probe');
    assert.deepEqual(await answers(visitor), expected, what);
    await leave(visitor);
  }
});

test('TCF: a tool that comes after Dangol is heard, named or not, with a stub or without', async () => {
  for (const [consent, head] of [[{}, ''], [{ tools: ['tcf'] }, ''], [{}, TCF_STUB]]) {
    const visitor = await come(base, { consent, head });
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
    const visitor = await come(base, { consent: { tools: ['gpp'] }, head: GPP_STUB });
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
  const visitor = await come(base, { consent: { tools: ['gpp'] }, head: `${GPP_STUB};${GPP}` });
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
