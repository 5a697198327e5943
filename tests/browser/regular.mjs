// What a regular of the demo shop does there: looks, buys, comes home another day.

import assert from 'node:assert/strict';
import { PRODUCTS, Visitor } from './harness.mjs';

export const ids = (cards) => cards.map((card) => card.id);
export const reasons = (cards) => [...new Set(cards.map((card) => card.reason))];

/** Somebody who agreed to be remembered. */
export async function regular(base, options) {
  const visitor = await Visitor.come(base, options);
  await visitor.visit('/');
  await visitor.accept();
  return visitor;
}

/** Looks at a product's page. */
export async function look(visitor, id) {
  await visitor.visit(PRODUCTS[id]);
  await visitor.kept();
}

/** Buys one, as everybody does: from its page, through the basket, to the thanks. */
export async function buy(visitor, id) {
  await visitor.visit(PRODUCTS[id]);
  await visitor.page.click('form.add button');
  await visitor.kept();
  await visitor.visit('/checkout.html');
  await visitor.page.click('main form button[type="submit"]');
  await visitor.page.waitForURL('**/thanks.html*');
  await visitor.page.waitForFunction(
    async (id) => (await window.dangol.profile.get()).items.some((item) => item.deed === 'bought' && item.itemId === id),
    id,
  );
  await visitor.kept();
}

/** Comes home at a time; returns the cards of a slot. */
export async function home(visitor, time, kind) {
  await visitor.at(time);
  await visitor.visit('/');
  assert.equal(await visitor.shifts(), 0, 'nothing moves');
  return visitor.cards(kind);
}

/** The height of the row around a slot, and whether anything in it can be seen. */
export const row = (visitor, kind) =>
  visitor.page.$eval(`dangol-recs[kind="${kind}"]`, (slot) => {
    const { height } = slot.parentElement.getBoundingClientRect();
    return { height, seen: slot.parentElement.querySelector('h2').checkVisibility({ visibilityProperty: true }) };
  });

/** Leaves, if nothing was told to the console. */
export async function leave(visitor) {
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
}
