// What every whole-product test needs: the real server over the real built site, a real
// browser, and a visitor whose every request, console line and storage key is recorded.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

// Where DANGOL_TEST_SLOWDOWN is set, as to 6, every page of a visitor's is so many times slower than the
// machine: what a test does not wait for, it then finds missing.
const { DANGOL_BIN, DANGOL_SITE, CHROME, DANGOL_TEST_SLOWDOWN } = process.env;
if (!DANGOL_BIN || !DANGOL_SITE || !CHROME) {
  throw new Error('run these by `cargo xtask test browser`: it builds the site and names the browser');
}

export const SITE = DANGOL_SITE;

/** The demo shop's products: id, page, price, category, and what variants have in common. */
export const FEED = readFileSync(`${SITE}/../feed.csv`, 'utf8')
  .split('\n')
  .map((line) => [line, line.indexOf(',/product/')])
  .filter(([, at]) => at > 0)
  .map(([line, at]) => {
    // Titles may hold commas; what follows them holds none.
    const [link, , price, category, , group] = line.slice(at + 1).split(',');
    return { id: line.slice(0, line.indexOf(',')), link, price: parseFloat(price), category, group };
  });

/** The pages of products, by id. */
export const PRODUCTS = Object.fromEntries(FEED.map(({ id, link }) => [id, link]));

export const entry = JSON.parse(readFileSync(`${SITE}/dangol/model/entry.json`, 'utf8'));

export const DAY = 86_400_000;
/** The day after the shop's last order, at ten in the morning. */
export const TODAY = Date.parse('2011-12-10T10:00:00Z');

/** How a reason begins that comes from what the shopper bought or looked at themselves. */
export const OWN_HISTORY = /^(Because you (bought|looked at) |You (bought it|usually buy it) )/;

let server;
let browser;

/** Starts the server and the browser. */
export async function open() {
  server = spawn(DANGOL_BIN, ['serve', '--site', SITE, '--listen', '127.0.0.1:0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: server.stdout }), 'line');
  const base = /http:\/\/\S+/.exec(line)[0];
  browser = await chromium.launch({
    executablePath: CHROME,
    // A busy machine takes its time.
    timeout: 120_000,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return base;
}

/** Stops both. */
export async function close() {
  await browser?.close();
  server?.kill();
}

/** How long a test waits for what must come, in milliseconds: it ends earlier only where that comes. */
const LONGEST = 60_000;

/**
 * Waits until something holds in a page, and gives it. Of an async function playwright takes the promise
 * for a yes, and does not wait at all.
 */
async function until(page, predicate, value, { timeout = LONGEST } = {}) {
  const late = Date.now() + timeout;
  for (;;) {
    const found = await page.evaluate(predicate, value);
    if (found) return found;
    if (Date.now() > late) throw new Error(`this did not come to hold: ${predicate}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Asks until the answer is as it has to be, and gives it; what it was instead, if it never is. */
export async function eventually(ask, is, { timeout = LONGEST } = {}) {
  const late = Date.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (is(answer)) return answer;
    if (Date.now() > late) throw new Error(`it never came to hold, it was at last ${JSON.stringify(answer)}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** A visitor: one browser profile, and all that happened in it. */
export class Visitor {
  /** `options` are those of playwright's newContext; `clock: false` lets the time run. */
  static async come(base, { clock = true, ...options } = {}) {
    const visitor = new Visitor();
    visitor.base = base;
    visitor.console = [];
    visitor.requests = [];
    visitor.context = await browser.newContext({
      locale: 'en-GB',
      timezoneId: 'UTC',
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    visitor.context.setDefaultTimeout(LONGEST);
    await visitor.context.addInitScript(() => {
      let shifts = 0;
      new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) if (!shift.hadRecentInput) shifts += shift.value;
      }).observe({ type: 'layout-shift', buffered: true });
      Object.defineProperty(window, 'testShifts', { enumerable: false, get: () => shifts });
    });
    if (clock) await visitor.at(TODAY);
    visitor.page = await visitor.tab();
    return visitor;
  }

  /** Sets the visitor's clock. */
  async at(time) {
    await this.context.clock.setFixedTime(time);
  }

  /** Opens another tab. */
  async tab() {
    const page = await this.context.newPage();
    page.waitForFunction = (predicate, value, options) => until(page, predicate, value, options);
    if (DANGOL_TEST_SLOWDOWN) {
      const session = await this.context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: Number(DANGOL_TEST_SLOWDOWN) });
    }
    page.on('console', (message) => this.console.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.console.push(`uncaught: ${error.message}`));
    page.on('request', (request) => this.requests.push(request));
    return page;
  }

  /** Opens a page and waits until every element of Dangol's has come to rest. */
  async visit(path, page = this.page) {
    await page.goto(this.base + path);
    await this.rest(page);
  }

  async rest(page = this.page) {
    await page.waitForFunction(() =>
      [...document.querySelectorAll('dangol-recs,dangol-greeting,dangol-ask,dangol-privacy,dangol-offer,dangol-corner,dangol-wish,dangol-choose')].every(
        (slot) => slot.dataset.dangolState,
      ),
    );
  }

  /** Dangol's own requests: method, path, headers that a page can influence, body. */
  own() {
    return this.requests
      .filter((request) => new URL(request.url()).pathname.startsWith('/dangol/'))
      .map((request) => {
        const { referer, cookie, ...rest } = request.headers();
        const headers = Object.entries({ referer, cookie, accept: rest.accept });
        return JSON.stringify([request.method(), request.url(), headers, request.postData()]);
      });
  }

  /** The paths of Dangol's own requests. */
  paths() {
    return this.own().map((request) => new URL(JSON.parse(request)[1]).pathname);
  }

  /** Everything that this origin keeps in this browser, the shop's own basket aside. */
  async storage(page = this.page) {
    const cookies = await this.context.cookies();
    const inPage = await page.evaluate(async () => ({
      databases: (await indexedDB.databases()).map((database) => database.name),
      local: Object.keys(localStorage).filter((key) => !key.startsWith('shop-')),
      session: Object.keys(sessionStorage).filter((key) => !key.startsWith('demo-')),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
    return { cookies, ...inPage };
  }

  /** The cards of a slot: id, title, reason. */
  cards(kind, page = this.page) {
    return page.evaluate((kind) => {
      const slot = document.querySelector(`dangol-recs[kind="${kind}"]`);
      const text = (card, part) => card.querySelector(`[part="${part}"]`)?.textContent;
      return [...(slot?.shadowRoot?.querySelectorAll('[part="card"]') ?? [])].map((card) => ({
        id: card.dataset.itemId,
        title: text(card, 'title'),
        reason: text(card, 'reason'),
      }));
    }, kind);
  }

  state(selector, page = this.page) {
    return page.getAttribute(selector, 'data-dangol-state');
  }

  greeting(page = this.page) {
    return page.locator('dangol-greeting [part="greeting"]').textContent();
  }

  shifts(page = this.page) {
    return page.evaluate(() => window.testShifts);
  }

  /** Calls `window.dangol` in the page: `ask('consent.set', {…})`. */
  ask(name, ...values) {
    return this.page.evaluate(
      async ([name, values]) => {
        await window.dangol.ready;
        const keys = name.split('.');
        const method = keys.reduce((found, key) => found[key], window.dangol);
        return method(...values);
      },
      [name, values],
    );
  }

  /** Says yes, and waits until the profile is kept. */
  async accept() {
    await this.ask('consent.set', { personalize: true, measure: false });
  }

  /**
   * Waits until what happened on this page is kept: what it still does for a moment, and then all that is
   * being saved, however long that takes.
   */
  async kept(page = this.page) {
    await page.waitForFunction(async () => {
      const { profile } = window.dangol;
      const before = (await profile.get()).bytes;
      await new Promise((done) => setTimeout(done, 400));
      // Says nothing, and is done when all is kept; it is refused where nothing can be.
      await profile.setFacts({}).catch(() => {});
      return before > 0 && before === (await profile.get()).bytes;
    });
  }

  /** Follows a link, once what the click has to keep is kept: a shopper who leaves takes longer than that. */
  async follow(link) {
    const to = await link.getAttribute('href');
    await this.page.evaluate(() => addEventListener('click', (event) => event.preventDefault(), { once: true }));
    await link.click();
    await this.page.evaluate(() => window.dangol.profile.setFacts({}).catch(() => {}));
    await this.visit(to);
  }

  /** What Dangol told the console. */
  told() {
    return this.console.filter((line) => line.startsWith('info: Dangol: '));
  }

  /** What else is in the console; without the browser's own line on an answer of 404. */
  trouble() {
    const own = /^info: Dangol: |Failed to load resource/;
    return this.console.filter((line) => !own.test(line));
  }

  async leave() {
    await this.context.close();
  }
}

/** A page of the same site that is not in the shop. */
export async function serveAt(visitor, path, body, headers = {}) {
  await visitor.context.route(visitor.base + path, (route) =>
    route.fulfill({ status: 200, contentType: 'text/html; charset=utf-8', body, headers }),
  );
}

export const EMPTY_STORAGE = {
  cookies: [],
  databases: [],
  local: [],
  session: [],
  caches: [],
  workers: 0,
};
