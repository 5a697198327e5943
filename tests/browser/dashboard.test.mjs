// The dashboard as a shop's owner sees it: the way in, what it says, live, by keyboard, in
// both languages, and for everyone (axe-core). `DANGOL_SHOTS=DIR` keeps a picture of each.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { Collector } from './dashboard.mjs';
import { eventually } from './harness.mjs';

const { CHROME, DANGOL_BIN, DANGOL_SHOTS } = process.env;
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

let collector;
let browser;
before(async () => {
  collector = await Collector.start();
  browser = await chromium.launch({ executablePath: CHROME, args: ['--no-sandbox'], timeout: 120_000 });
});
after(async () => {
  await browser?.close();
  collector?.stop();
});

/** A page of somebody who has not shown the token; nothing on it may be refused by the policy. */
async function stranger(options = {}) {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && page.complaints.push(message.text()));
  page.on('pageerror', (error) => page.complaints.push(error.message));
  return page;
}

async function owner(options, script) {
  const page = await stranger(options);
  if (script) await page.addInitScript(script);
  await page.goto(`${collector.base}/dashboard`);
  await page.getByRole('textbox').fill(collector.token);
  await page.getByRole('button').click();
  await page.waitForURL(/\/dashboard$/);
  return page;
}

/** Somebody who has shown the token before, of whom these are the cookies: ten tokens a minute may be tried. */
async function again(cookies, options) {
  const page = await stranger(options);
  await page.context().addCookies(cookies);
  await page.goto(`${collector.base}/dashboard`);
  return page;
}

const said = (page, id) => page.locator(`#${id} .says`).innerText();

test('nobody gets in without the token, and it leaves nothing that a script could take', async () => {
  const page = await stranger();
  for (const path of ['/dashboard', '/dashboard/live', '/dashboard/csv/working.csv']) {
    const answer = await page.goto(collector.base + path);
    assert.match(answer.url(), /\/dashboard\/login$/, path);
  }
  await page.getByRole('textbox').fill('not the token');
  await page.getByRole('button').click();
  assert.equal(await page.getByRole('alert').innerText(), 'That is not the token.');
  await page.getByRole('textbox').fill(collector.token);
  await page.getByRole('button').click();
  await page.waitForURL(/\/dashboard$/);
  const [cookie] = await page.context().cookies();
  assert.deepEqual([cookie.httpOnly, cookie.sameSite, cookie.path], [true, 'Strict', '/dashboard']);
  assert.equal(await page.evaluate(() => document.cookie), '');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/login/);
  await page.goto(`${collector.base}/dashboard`);
  assert.match(page.url(), /login/);
  await page.context().close();
});

test('below the thresholds nothing is shown', async () => {
  await collector.report(49);
  const page = await owner();
  assert.match(await said(page, 'working'), /^Not enough yet/);
  for (const id of ['interests', 'kinds', 'greetings', 'lifecycle', 'freshness', 'satisfaction']) {
    assert.match(await said(page, id), /^Nothing to show yet/, id);
    assert.equal(await page.locator(`#${id} svg`).count(), 0, id);
  }
  assert.match(await said(page, 'offers'), /^No campaign has been shown often enough/);
  const csv = await page.evaluate(async () => (await fetch('/dashboard/csv/working.csv')).text());
  assert.match(csv, /everything personal,buyers in 100 visitors,< 50,< 50,–,–,–,–/);
  await page.context().close();
});

test('what was planted is found, and arrives while one looks', async () => {
  const page = await owner();
  await collector.report(6000);
  // While one looks it is brought up to date more than once; this is about all of them.
  const all = (6049).toLocaleString('en-GB');
  await page.waitForFunction((all) => document.querySelector('[data-live="top"] .count').textContent === all, all);
  assert.match(await said(page, 'working'), /^Yes\./);
  assert.match(await page.getByRole('status').innerText(), /New reports/);
  const csv = await page.evaluate(async () => (await fetch('/dashboard/csv/working.csv')).text());
  const [, row] = csv.split('\r\n').map((line) => line.split(','));
  const [low, high] = row[7].split(' to ').map(Number);
  assert.ok(0 < low && low <= 8 && 8 <= high, `8 more buyers in 100 were planted, and it says ${row[7]}`);
  assert.match(await said(page, 'interests'), /Most look at Tea & coffee/);
  assert.match(await said(page, 'kinds'), /^for-you sells most/);
  assert.match(await said(page, 'greetings'), /^“#0000000b” is followed most/);
  assert.match(await said(page, 'offers'), /^“#00000016” is taken up most: in [45]\d(\.\d)? of 100 visits/);
  const offers = await page.evaluate(async () => (await fetch('/dashboard/csv/offers.csv')).text());
  const rows = offers.split('\r\n').map((line) => line.split(','));
  const columns = ['taken up in 100', 'if everybody saw it', 'less of this in 100', 'redeemed in 100'].map((head) => rows[0].indexOf(head));
  const of = (subject) => rows.find(([name]) => name === subject);
  const [plain, fair, , redeemed] = columns.map((column) => Number(of('#00000016')[column]));
  // Planted: 50 of 100 where it is likely, 10 of 100 where it is not; 42 of 100 if all saw it.
  assert.ok(46 < plain && plain < 52 && 36 < fair && fair < 48, `${plain} and ${fair}`);
  assert.ok(20 < redeemed && redeemed < 30, `${redeemed}`);
  assert.equal(of('#00000016')[columns[2]], '–', 'nobody wanted less of it');
  const less = of('#00000015').at(columns[2]);
  assert.ok(8 < less && less < 12, `10 in 100 were planted, and it says ${less}`);
  const satisfied = /^(\S+) % of those who answered are satisfied, with 4 or 5 stars \((\S+) % to (\S+) %\)\. The mean is (\S+) of 5 stars \((\S+) to (\S+)\), from \d+ answers\.$/;
  const [, share, least, most, mean, lowest, highest] = satisfied.exec(await said(page, 'satisfaction')).map(Number);
  assert.ok(least < share && share < most && least < 66.7 && 66.7 < most, 'two thirds were planted');
  assert.ok(lowest < mean && mean < highest && lowest < 4 && 4 < highest, 'a mean of four was planted');
  assert.match(await said(page, 'freshness'), /^Most are of “nothing told”: about (5|6|7)\d\.\d % of visitors\.$/);
  const fresh = await page.evaluate(async () => (await fetch('/dashboard/csv/freshness.csv')).text());
  assert.deepEqual(fresh.trim().split('\r\n').map((line) => line.split(',')[0]), ['what they told', 'nothing told', 'all fresh', 'some stale', 'all stale']);
  const index = await page.evaluate(async () => (await fetch('/dashboard/csv/satisfaction.csv')).text());
  assert.match(index, /^answer,figure,.+\r\n4 or 5 stars,\d/);
  assert.match(await said(page, 'health'), /^Half of the pages/);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('reports that come while the page is fetched for earlier ones are shown as well', async () => {
  const page = await owner({}, () => {
    // How many reports the page was told of.
    const listen = EventSource.prototype.addEventListener;
    EventSource.prototype.addEventListener = function (name, handler) {
      listen.call(this, name, (event) => {
        handler(event);
        window.testTold = Number(event.data);
      });
    };
  });
  const isTold = () => page.waitForFunction((all) => window.testTold === all, collector.sent);
  await isTold();
  let hold;
  let letGo;
  const held = new Promise((done) => (hold = done));
  const mayGo = new Promise((done) => (letGo = done));
  await page.route(
    `${collector.base}/dashboard`,
    async (route) => {
      const response = await route.fetch();
      hold();
      await mayGo;
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  await collector.report(10);
  await held;
  await collector.report(10);
  await isTold();
  letGo();
  const shown = async () => Number((await page.locator('[data-live="top"] .count').innerText()).replace(/\D/g, ''));
  await eventually(shown, (count) => count === collector.sent);
  await page.context().close();
});

/** What the checker says of a configuration. */
function checked(json) {
  const folder = mkdtempSync(join(tmpdir(), 'dangol-snippet-'));
  const file = join(folder, 'config.json');
  writeFileSync(file, json);
  const { status, stdout, stderr } = spawnSync(DANGOL_BIN, ['check', file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return [status, (stdout + stderr).replaceAll(file, 'config.json').trim()];
}

let session;
test('from a figure to a rule in two clicks, by keyboard, and it is copied', async () => {
  const page = await owner();
  session = await page.context().cookies();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const regulars = page.locator('#lifecycle-regular > summary');
  assert.match(await regulars.innerText(), /^regular \d+(\.\d)? %$/);
  await regulars.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.innerText.split(':')[0].trim()), 'A greeting for them');
  await page.keyboard.press('Enter');
  const json = page.locator('#lifecycle-regular-greeting-json');
  assert.ok(await json.isVisible());
  const { moments } = JSON.parse(await json.textContent());
  assert.match(moments['for-regular'].text.en, /^\{\$hello\}\. /);
  // Past the snippet, which can be scrolled, to what copies it.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const copied = page.locator('#lifecycle-regular-greeting-copied');
  await copied.filter({ hasText: 'Copied.' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await json.textContent());

  // What one reads stays open while reports arrive; and so does what one has left.
  await page.locator('#main').focus();
  await collector.report(50);
  await page.waitForFunction(() => document.getElementById('fresh').textContent !== '');
  await page.waitForFunction(() => document.getElementById('lifecycle-regular-greeting-copied').textContent === '');
  assert.ok(await json.isVisible());

  // Where there is no clipboard, it is selected.
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await page.locator('#lifecycle-regular-greeting button').click();
  await copied.filter({ hasText: 'Selected' }).waitFor();
  assert.equal(await page.evaluate(() => getSelection().toString().trim()), (await json.textContent()).trim());
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

for (const locale of ['en-GB', 'ko-KR']) {
  test(`each snippet is right by the checker, and reached without a script: ${locale}`, async () => {
    const page = await again(session, { locale, javaScriptEnabled: false });
    const whom = page.locator('.act > ul > li > details');
    // Six states, and four categories.
    assert.equal(await whom.count(), 10);
    const all = await page.locator('.act code').allTextContents();
    assert.equal(all.length, 30);
    for (const json of all) assert.deepEqual(checked(json), [0, 'config.json: nothing is wrong'], json);
    // All of them together are one configuration, too.
    const together = { version: 1, moments: {}, campaigns: [], merchandising: [] };
    for (const json of all) {
      const { moments, campaigns = [], merchandising = [] } = JSON.parse(json);
      Object.assign(together.moments, moments);
      together.campaigns.push(...campaigns);
      together.merchandising.push(...merchandising);
    }
    assert.equal(Object.keys(together.moments).length, 10);
    assert.deepEqual(checked(JSON.stringify(together)), [0, 'config.json: nothing is wrong']);
    assert.equal(checked('{"moments": {"x": 1}}')[0], 1, 'the checker can say no');

    await page.locator('#lifecycle-away > summary').click();
    await page.locator('#lifecycle-away-offer > summary').click();
    assert.ok(await page.locator('#lifecycle-away-offer-json').isVisible());
    assert.equal(await page.locator('#lifecycle-away-offer button').isVisible(), false, 'nothing is promised that needs a script');
    await page.context().close();
  });
}

test('by keyboard: past the head, to a part, into its figures', async () => {
  const page = await again(session);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'SUMMARY');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'region');
  await page.context().close();
});

for (const [locale, colorScheme, width] of [
  ['en-GB', 'light', 1280],
  ['en-GB', 'dark', 390],
  ['ko-KR', 'dark', 1280],
  ['ko-KR', 'light', 390],
]) {
  test(`axe finds nothing and nothing is too wide: ${locale}, ${colorScheme}, ${width} px`, async () => {
    const page = await owner({ locale, colorScheme, viewport: { width, height: 900 } });
    assert.equal(await page.evaluate(() => document.documentElement.lang), locale.slice(0, 2));
    const shot = (name) =>
      DANGOL_SHOTS &&
      page.screenshot({ path: join(DANGOL_SHOTS, `${name}-${locale}-${colorScheme}-${width}.png`), fullPage: name === 'open' });
    const check = async (name) => {
      await shot(name);
      // Through the protocol, which the page's policy does not bind.
      await page.evaluate(axe);
      const findings = await page.evaluate(async () => {
        const { violations } = await window.axe.run(document);
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.flat().join(' ')).join(', ')}`);
      });
      assert.deepEqual(findings, [], name);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wider <= 0, `${name} is ${wider} px too wide`);
    };
    await check('dashboard');
    for (const summary of await page.locator('summary').all()) {
      if (!(await summary.evaluate((of) => of.parentElement.open))) await summary.click();
    }
    await check('open');
    await page.locator('header button').click();
    await page.waitForURL(/login/);
    await check('login');
    await page.context().close();
  });
}
