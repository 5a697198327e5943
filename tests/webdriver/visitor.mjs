// A visitor in any of the engines: what they do, what they see, and what is kept of them.

import assert from 'node:assert/strict';
import { Gate } from './gate.mjs';

/** The elements that Dangol fills. */
const SLOTS =
  'dangol-recs,dangol-greeting,dangol-ask,dangol-privacy,dangol-offer,dangol-corner,dangol-wish,dangol-choose';

export class Visitor {
  /** Comes to the shop at `base` by an origin of their own, so that nobody was there before. */
  static async come(browser, base) {
    const visitor = new Visitor();
    visitor.session = browser.session;
    visitor.gate = await Gate.before(base);
    return visitor;
  }

  /** Opens a page and waits until every element of Dangol's has come to rest. */
  async visit(path) {
    await this.session.get(this.gate.base + path);
    await this.rest();
  }

  /** Waits until every element of Dangol's has come to rest. */
  async rest() {
    await this.until(
      (slots) =>
        document.readyState === 'complete' &&
        [...document.querySelectorAll(slots)].every((slot) => slot.dataset.dangolState),
      SLOTS,
    );
  }

  /** Runs a function in the page, and gives what comes of it. */
  run(script, ...values) {
    return this.session.executeScript(`return (${script})(...arguments)`, ...values);
  }

  /** Waits until something holds in the page, and gives it. */
  async until(predicate, ...values) {
    const late = Date.now() + 60_000;
    for (;;) {
      // While a page goes away and another one comes, there is none to ask.
      const found = await this.run(predicate, ...values).catch((error) => void (this.lost = error));
      if (found) return found;
      if (Date.now() > late) throw new Error(`this did not come to hold: ${predicate}`, { cause: this.lost });
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  /** Calls `window.dangol` in the page: `ask('consent.set', {…})`. */
  ask(name, ...values) {
    return this.run(
      async (name, values) => {
        await window.dangol.ready;
        const method = name.split('.').reduce((found, key) => found[key], window.dangol);
        return (await method(...values)) ?? null;
      },
      name,
      values,
    );
  }

  /** What is known of the visitor, as `deed itemId`. */
  async deeds() {
    return (await this.ask('profile.get')).items.map((item) => `${item.deed} ${item.itemId}`);
  }

  /** Waits until what happened on this page is kept. */
  kept() {
    return this.until(async () => {
      const { profile } = window.dangol;
      const before = (await profile.get()).bytes;
      await new Promise((done) => setTimeout(done, 400));
      // Says nothing, and is done when all is kept; it is refused where nothing can be.
      await profile.setFacts({}).catch(() => {});
      return before > 0 && before === (await profile.get()).bytes;
    });
  }

  /** The cards of a slot that can be seen: id, title, price, reason. */
  cards(kind) {
    return this.run((kind) => {
      const slot = document.querySelector(`dangol-recs[kind="${kind}"]`);
      const text = (card, part) => card.querySelector(`[part="${part}"]`)?.textContent ?? null;
      return [...(slot?.shadowRoot?.querySelectorAll('[part="card"]') ?? [])]
        .filter((card) => card.getBoundingClientRect().height > 0)
        .map((card) => ({
          id: card.dataset.itemId,
          title: text(card, 'title'),
          price: text(card, 'price'),
          reason: text(card, 'reason'),
        }));
    }, kind);
  }

  greeting() {
    return this.run(() => document.querySelector('dangol-greeting').shadowRoot.querySelector('[part="greeting"]').textContent);
  }

  /** Presses what stands in the shadow of an element, as a finger does. */
  async press(host, inside) {
    const element = await this.run(
      (host, inside) => document.querySelector(host).shadowRoot.querySelector(inside),
      host,
      inside,
    );
    assert.ok(element, `${inside} is in ${host}`);
    // Not below the demo's visitor bar.
    await this.run((element) => element.scrollIntoView({ block: 'center' }), element);
    await element.click();
  }

  /** Everything that this origin keeps in this browser, the shop's own basket aside. */
  async storage() {
    return this.run(async () => ({
      databases: (await indexedDB.databases()).map(({ name }) => name),
      local: Object.keys(localStorage).filter((key) => !key.startsWith('shop-')),
      session: Object.keys(sessionStorage).filter((key) => !key.startsWith('demo-')),
      caches: window.caches ? await caches.keys() : [],
      workers: navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0,
      cookie: document.cookie,
    }));
  }

  /** That nothing went wrong in the page and nothing was said but these lines of Dangol's. */
  async isQuiet(lines = []) {
    const told = await this.run(() => window.testTold);
    assert.deepEqual(told.errors, []);
    assert.deepEqual(told.violations, []);
    assert.equal(told.console.length, lines.length, told.console.join('\n'));
    told.console.forEach((line, at) => assert.match(line, lines[at]));
    return told;
  }

  /** Opens another tab of the same browser and stays in the one that was open. */
  async tab() {
    const here = await this.session.getWindowHandle();
    await this.session.switchTo().newWindow('tab');
    const there = await this.session.getWindowHandle();
    await this.session.switchTo().window(here);
    return [here, there];
  }

  async in(tab) {
    await this.session.switchTo().window(tab);
  }

  /** Leaves the site, so that nothing of it goes on beside the next test. */
  async leave() {
    await this.session.get('about:blank');
    this.gate.close();
  }
}

export const NOTHING_KEPT = { databases: [], local: [], session: [], caches: [], workers: 0, cookie: '' };
