// Dangol's own banner: equal answers, by keyboard, no wall, no shift, gone once answered.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ACCEPTED, GTAG, TCF, TCF_STUB, serve, touches, watch } from './consent-tools.mjs';
import { DAY, EMPTY_STORAGE, TODAY, Visitor, close, open } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const BANNER = { consent: { banner: true, privacyPage: '/account.html' } };

async function come(options, config = BANNER) {
  const visitor = await Visitor.come(base, options);
  await watch(visitor);
  await serve(visitor, config);
  return visitor;
}

const banner = (visitor) => visitor.page.locator('dangol-consent section');
const settled = async (visitor) => {
  await visitor.page.waitForLoadState('load');
  // Every call is answered after the banner has come to rest; this one has all be looked at once more.
  await visitor.ask('greeting');
};

for (const [locale, colorScheme, width] of [
  ['en-GB', 'light', 1280],
  ['ko-KR', 'dark', 320],
]) {
  test(`it asks in ${locale}, ${colorScheme}, ${width} px wide: two equal answers, no wall, no finding of axe`, async () => {
    const visitor = await come(
      { locale, colorScheme, viewport: { width, height: 800 } },
      { ...BANNER, lang: locale.slice(0, 2) },
    );
    await visitor.visit('/probe');
    const question = locale === 'ko-KR' ? '기억해도 될까요' : 'remember you';
    await banner(visitor).getByRole('heading', { name: question }).waitFor();
    const [no, yes] = await visitor.page.$$eval('dangol-consent', ([host]) =>
      [...host.shadowRoot.querySelectorAll('button')].map((button) => {
        const style = getComputedStyle(button);
        const { width, height } = button.getBoundingClientRect();
        const look = ['color', 'backgroundColor', 'borderTopColor', 'borderTopWidth', 'fontSize', 'fontWeight'].map((name) => style[name]);
        return { look, size: [Math.round(width), Math.round(height)] };
      }),
    );
    assert.deepEqual(no, yes, 'they look the same');
    assert.equal(await visitor.page.evaluate(() => document.activeElement === document.body), true, 'it takes no focus');
    assert.equal(await visitor.shifts(), 0);
    const wider = await visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wider <= 0, `${wider} px too wide`);
    await visitor.page.evaluate(axe);
    const violations = await visitor.page.evaluate(async () => {
      const { violations } = await window.axe.run('dangol-consent');
      return violations.map(({ id }) => id);
    });
    assert.deepEqual(violations, []);
    if (process.env.DANGOL_PICTURES) {
      await visitor.page.screenshot({ path: `${process.env.DANGOL_PICTURES}/banner-${locale}-${colorScheme}-${width}.png` });
    }
    assert.deepEqual((await touches(visitor.page)).filter((touch) => touch === 'put'), []);
    assert.deepEqual(visitor.console, []);
    await visitor.leave();
  });
}

test('by keyboard: a yes is kept, and it does not ask again', async () => {
  const visitor = await come();
  await visitor.visit('/probe');
  await banner(visitor).waitFor();
  const focused = () =>
    visitor.page.evaluate(() => document.querySelector('dangol-consent').shadowRoot.activeElement?.textContent ?? '');
  for (let presses = 0; presses < 20 && !(await focused()).startsWith('Yes'); presses += 1) await visitor.page.keyboard.press('Tab');
  assert.equal(await focused(), 'Yes, remember me');
  assert.equal(await banner(visitor).getByRole('link').getAttribute('href'), '/account.html');
  await visitor.page.keyboard.press('Enter');
  await banner(visitor).waitFor({ state: 'detached' });
  assert.deepEqual(await visitor.ask('consent.get'), { personalize: true, measure: null });
  await visitor.kept();
  await visitor.visit('/probe');
  await settled(visitor);
  assert.equal(await banner(visitor).count(), 0);
  await visitor.leave();
});

test('a no is not asked about again for half a year, and is all that is kept', async () => {
  const visitor = await come();
  await visitor.visit('/probe');
  await banner(visitor).getByRole('button', { name: 'No' }).click();
  await banner(visitor).waitFor({ state: 'detached' });
  assert.equal((await visitor.ask('consent.get')).personalize, false);
  await visitor.visit('/probe');
  await settled(visitor);
  assert.equal(await banner(visitor).count(), 0);
  const keys = await visitor.page.evaluate(async () => {
    const opening = indexedDB.open('dangol');
    await new Promise((done) => (opening.onsuccess = done));
    const reading = opening.result.transaction('kept').objectStore('kept').getAllKeys();
    await new Promise((done) => (reading.onsuccess = done));
    opening.result.close();
    return reading.result;
  });
  assert.deepEqual(keys, ['consent']);
  await visitor.at(TODAY + 181 * DAY);
  await visitor.visit('/probe');
  await banner(visitor).waitFor();
  await visitor.leave();
});

test('it is off unless asked for, and silent where others ask or object', async () => {
  const accepted = `${TCF_STUB};${TCF};window.testTcf.update(${JSON.stringify(ACCEPTED)})`;
  for (const [what, config, gpc] of [
    ['no banner', { consent: {} }],
    ['a stub that has yet to answer', { ...BANNER, head: TCF_STUB }],
    ['a tool that has answered', { ...BANNER, head: accepted }],
    ['a default that waits for an answer', { ...BANNER, head: `${GTAG} gtag('consent', 'default', { personalization_storage: 'denied' })` }],
    ['the browser objects', BANNER, true],
  ]) {
    const visitor = await come({}, config);
    if (gpc) {
      await visitor.context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }));
    }
    await visitor.visit('/probe');
    await settled(visitor);
    assert.equal(await banner(visitor).count(), 0, what);
    await visitor.leave();
  }
});

test('a site may place it, and without an answer nothing is kept', async () => {
  const visitor = await come({}, { body: '<dangol-consent></dangol-consent>' });
  await visitor.visit('/probe');
  await banner(visitor).waitFor();
  assert.equal(await banner(visitor).getByRole('link').count(), 0);
  assert.deepEqual(await visitor.storage(), EMPTY_STORAGE);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});
