// The consent tools that pages have: the real libraries of IAB Europe and IAB Tech Lab,
// and stand-ins for Google's and Shopify's, which nobody publishes.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { GVL, TCModel, TCString } from '@iabtcf/core';
import { build } from 'esbuild';
import { PRODUCTS, Visitor, serveAt } from './harness.mjs';

const folder = fileURLToPath(new URL('.', import.meta.url));

async function bundle(contents) {
  const stdin = { contents, resolveDir: folder };
  const options = { bundle: true, write: false, format: 'iife', target: 'es2020' };
  return (await build({ stdin, ...options })).outputFiles[0].text;
}

/** The libraries, each as a script that leaves `window.testTcf` or `window.testGpp`. */
export const TCF = await bundle(
  `import { CmpApi } from '@iabtcf/cmpapi'; window.testTcf = new CmpApi(10, 1, true);`,
);
export const GPP = await bundle(
  `import { CmpApi } from '@iabgpp/cmpapi'; window.testGpp = new CmpApi(10, 1);`,
);
/** What stands in a page's head before the tool itself has come. */
export const TCF_STUB = readFileSync(
  fileURLToPath(import.meta.resolve('@iabtcf/stub')),
  'utf8',
);
/** As the platform's text asks of a stub: it answers pings and listeners, and keeps them. */
export const GPP_STUB = `(() => {
  const queue = [], events = [];
  const pingData = { gppVersion: '1.1', cmpStatus: 'stub', cmpDisplayStatus: 'hidden', signalStatus: 'not ready',
    supportedAPIs: [], cmpId: 0, sectionList: [], applicableSections: [], gppString: '', parsedSections: {} };
  window.__gpp = (command, callback, parameter) => {
    if (command === undefined) return queue;
    if (command === 'events') return events;
    if (command === 'ping') return callback(pingData, true);
    if (command !== 'addEventListener') return queue.push([command, callback, parameter]);
    const id = events.push({ id: events.length + 1, callback, parameter });
    return callback({ eventName: 'listenerRegistered', listenerId: id, data: true, pingData }, true);
  };
})();`;

/** Google's own snippet. */
export const GTAG = 'window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments); }';

/** Shopify's interface, as its documentation has it; `shop` is what the visitor chose. */
export const SHOPIFY = `
  window.testShop = { chosen: { preferences: '', analytics: '', marketing: '', sale_of_data: '' }, asks: true };
  window.testShopApi = {
    currentVisitorConsent: () => ({ ...testShop.chosen }),
    preferencesProcessingAllowed: () => testShop.chosen.preferences === 'yes' || (!testShop.asks && testShop.chosen.preferences === ''),
    analyticsProcessingAllowed: () => testShop.chosen.analytics === 'yes' || (!testShop.asks && testShop.chosen.analytics === ''),
    setTrackingConsent(chosen) {
      for (const [name, yes] of Object.entries(chosen)) testShop.chosen[name] = yes ? 'yes' : 'no';
      document.dispatchEvent(new CustomEvent('visitorConsentCollected', { detail: {
        preferencesAllowed: this.preferencesProcessingAllowed(), analyticsAllowed: this.analyticsProcessingAllowed() } }));
    },
  };
  window.Shopify = {
    loadFeatures(features, callback) {
      window.testLoaded = features;
      setTimeout(() => { window.Shopify.customerPrivacy = window.testShopApi; callback(); }, 50);
    },
  };`;

const ids = (list) => Object.fromEntries(list.map((id) => [id, { id, name: String(id), description: '', illustrations: [] }]));

/** IAB's list of vendors, as small as it can be. */
const list = () =>
  new GVL({
    gvlSpecificationVersion: 3,
    vendorListVersion: 50,
    tcfPolicyVersion: 4,
    lastUpdated: '2026-01-01T00:00:00Z',
    purposes: ids([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    specialPurposes: {},
    features: {},
    specialFeatures: {},
    stacks: {},
    vendors: {
      755: {
        id: 755, name: 'Vendor', purposes: [1, 5, 6, 8, 9], legIntPurposes: [], flexiblePurposes: [],
        specialPurposes: [], features: [], specialFeatures: [],
      },
    },
  });

/** A TC string as a tool writes it. */
export function tcString(change) {
  const model = new TCModel(list());
  model.cmpId = 10;
  model.cmpVersion = 1;
  model.isServiceSpecific = true;
  model.consentScreen = 1;
  model.publisherCountryCode = 'DE';
  change(model);
  return TCString.encode(model);
}

/** Purposes as `acceptAll` and `rejectAll` of a banner write them. */
export const ACCEPTED = tcString((model) => {
  model.setAllPurposeConsents();
  model.publisherConsents.set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});
export const REFUSED = tcString(() => {});

/**
 * A product's page with a configuration and the scripts of a consent tool in its head;
 * the tool itself may come later. `after` stands behind Dangol's tag.
 */
export async function serve(visitor, { consent = {}, head = '', after = '', item = '22423', body = '', lang = 'en' } = {}) {
  const json = (value) => ({ status: 200, contentType: 'application/json', body: JSON.stringify(value) });
  await visitor.context.route(`${visitor.base}/consent.json`, (route) =>
    route.fulfill(json({ version: 1, consent })),
  );
  const product = JSON.stringify({ '@type': 'Product', sku: item, name: 'Cake stand', url: PRODUCTS[item] });
  const html = `<!doctype html><html lang="${lang}"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Probe</title><script>${head}</script>
    <script type="application/ld+json">${product}</script>
    <script async src="/dangol/dangol.js" data-config="/consent.json"></script><script>${after}</script>
    <main><h1>Probe</h1><dangol-greeting></dangol-greeting>${body}</main>`;
  await serveAt(visitor, '/probe', html);
}

/** Records every touch of the device's storage, and the tripwire. */
export const watch = (visitor) =>
  visitor.context.addInitScript(() => {
    const touches = [];
    Object.defineProperty(window, 'testTouches', { enumerable: false, value: touches });
    for (const [type, names] of [
      [IDBFactory, ['open', 'deleteDatabase']],
      [IDBObjectStore, ['put', 'add', 'get', 'clear']],
    ]) {
      for (const name of names) {
        const original = type.prototype[name];
        type.prototype[name] = function (...values) {
          touches.push(name);
          return original.apply(this, values);
        };
      }
    }
    addEventListener('dangol:error', (event) => touches.push(event.detail.code));
  });

/** What was done with the device's storage on this page. */
export const touches = (page) => page.evaluate(() => [...window.testTouches]);

export const NOTHING = { personalize: null, measure: null };
export const YES = { personalize: true, measure: true };
export const NO = { personalize: false, measure: false };

/** Dangol's turn: what was said has been taken. */
export const answers = (visitor) => visitor.ask('consent.get');
export const update = (visitor, string, shown = false) =>
  visitor.page.evaluate(([string, shown]) => window.testTcf.update(string, shown), [string, shown]);
export const until = (visitor, expected, page = visitor.page) =>
  page.waitForFunction(async (expected) => {
    await window.dangol.ready;
    return JSON.stringify(await window.dangol.consent.get()) === JSON.stringify(expected);
  }, expected);

export async function come(base, options) {
  const visitor = await Visitor.come(base);
  await watch(visitor);
  await serve(visitor, options);
  return visitor;
}

/** Every end of a test: no error in the page, and the tripwire was never touched. */
export async function leave(visitor) {
  assert.ok(!(await touches(visitor.page)).includes('write_after_withdrawal'));
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
}
