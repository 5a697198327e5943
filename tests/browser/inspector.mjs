// The owner's inspector in a test: opened, and read.

import { readFileSync } from 'node:fs';
import { SITE, Visitor } from './harness.mjs';

/** The demo shop's configuration. */
export const demo = JSON.parse(readFileSync(`${SITE}/dangol/config.json`, 'utf8'));

/** A visitor of a shop with a configuration that lets its owner inspect. */
export async function owner(base, config = {}, options = {}) {
  const visitor = await Visitor.come(base, options);
  visitor.config = { inspector: true, ...config };
  await visitor.context.route('**/dangol/config.json', (route) => route.fulfill({ json: { version: 1, ...visitor.config } }));
  return visitor;
}

/** Opens a page with the inspector. */
export async function inspect(visitor, path = '/', more = '') {
  await visitor.visit(`${path}${path.includes('?') ? '&' : '?'}dangol=inspect${more}`);
  await visitor.page.locator('dangol-inspector #section-files').waitFor();
}

export const inspector = (visitor) => visitor.page.locator('dangol-inspector');

/** The texts of what an inspector's element holds. */
export const texts = (visitor, selector) => inspector(visitor).locator(selector).evaluateAll((all) => all.map((it) => it.textContent));

/** What came of a moment. */
export const moment = async (visitor, code) => (await texts(visitor, `[data-moment="${code}"] [part="outcome"]`))[0];
