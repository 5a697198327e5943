// The examples for shop systems in www/examples: Shopify's blocks and custom pixel, WooCommerce's hooks in
// PHP; each opens in the browser with the built package, under a policy.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { getPHPLoaderModule } from '@php-wasm/node-8-3';
import { PHP, loadPHPRuntime } from '@php-wasm/universal';
import { SHOPIFY } from './consent-tools.mjs';
import { ITEM, POLICY, read, serveFile, shows } from './example.mjs';
import { DAY, TODAY, Visitor, close, open, serveAt } from './harness.mjs';
import { asset, block, checkout, completed, page } from './shopify.mjs';

let base;
before(async () => (base = await open()));
after(close);

const purchases = async (visitor) => {
  const { items } = await visitor.ask('profile.get');
  return items.filter((item) => item.deed === 'bought').map(({ itemId, quantity }) => [itemId, quantity]);
};

test('Shopify: the blocks name files, settings and elements that there are', () => {
  for (const name of ['embed', 'recs']) {
    const { source, schema } = block(name);
    const liquid = source.slice(0, source.indexOf('{% schema %}'));
    const known = schema.settings.map(({ id }) => id).toSorted();
    assert.deepEqual([...new Set([...liquid.matchAll(/block\.settings\.(\w+)/g)].map(([, id]) => id))].toSorted(), known);
    for (const file of [schema.stylesheet, ...[...liquid.matchAll(/'([\w.-]+)' \| asset_url/g)].map(([, file]) => file)]) {
      if (file) assert.ok(asset(file).length > 0, file);
    }
    assert.ok(schema.name.length <= 25, 'Shopify takes no longer name');
  }
  const kinds = block('recs').schema.settings.find(({ id }) => id === 'kind').options.map(({ value }) => value);
  assert.equal(new Set(kinds).size, 9);
});

/** A visitor of the shop that Shopify's theme, proxy and files make. */
async function inShopify() {
  const visitor = await Visitor.come(base);
  await serveFile(visitor, '/consent.js', 'text/javascript', `${SHOPIFY} Shopify.customerPrivacy = testShopApi;
    testShop.chosen.preferences = sessionStorage.testChosen ?? '';
    document.addEventListener('visitorConsentCollected', () => (sessionStorage.testChosen = testShop.chosen.preferences));`);
  for (const handle of ['cakestand', 'bunting']) {
    await serveAt(visitor, `/products/${handle}`, await page(handle, '<script src="/consent.js"></script>'), POLICY);
  }
  for (const [name, type] of [['dangol.css', 'text/css'], ['dangol-purchases.js', 'text/javascript']]) {
    await serveFile(visitor, `/cdn/shop/assets/${name}`, type, asset(name));
  }
  // The app proxy: the shop's own address, the app's own files.
  await visitor.context.route('**/apps/dangol/**', async (route) => {
    const url = route.request().url().replace('/apps/dangol/', '/dangol/');
    if (url.endsWith('/config.json')) return route.fulfill({ contentType: 'application/json', body: read('shopify/config.json') });
    await route.fulfill({ response: await route.fetch({ url }) });
  });
  return visitor;
}

const choose = (visitor, yes) => visitor.page.evaluate((yes) => Shopify.customerPrivacy.setTrackingConsent({ preferences: yes }), yes);

/** Goes through checkout, hands the pixel events, and gives what lies in the shop's storage after it. */
async function checkOut(visitor, allowed, ...events) {
  for (const [path, body] of Object.entries(checkout(allowed))) await serveAt(visitor, path, body);
  await visitor.page.goto(`${base}/checkouts/1`);
  for (const [name, event] of events) await visitor.page.evaluate(([name, event]) => window.testTell(name, event), [name, event]);
  return visitor.page.evaluate(() => JSON.parse(localStorage.getItem('dangol-purchases')));
}

const NOW = new Date(TODAY).toISOString();
const bought = (number, ...lines) => ['checkout_completed', completed(number, NOW, lines)];
const consents = (allowed) => ['visitorConsentCollected', { customerPrivacy: { preferencesProcessingAllowed: allowed } }];

test('Shopify: the theme’s blocks, and what the pixel left in checkout is taken in once, after a yes', async () => {
  const visitor = await inShopify();
  await visitor.visit('/products/cakestand');
  await shows(visitor);
  assert.equal((await visitor.ask('page')).itemId, ITEM);
  assert.equal(await visitor.page.locator('dangol-recs').getAttribute('item-id'), ITEM);
  assert.deepEqual(await visitor.page.locator('dangol-recs > a').allTextContents(), ['Regency "<Cakestand>" 3 Tier', 'Party Bunting', 'Gift card & more']);

  // Nobody has answered: nothing is left, even where Shopify's own settings allow it.
  assert.equal(await checkOut(visitor, true, bought(4001, ['47566', 1])), null);
  await visitor.visit('/products/cakestand');
  await choose(visitor, true);
  await visitor.page.waitForFunction(() => localStorage.getItem('dangol-purchases') === '[]');
  await visitor.kept();
  assert.deepEqual(await purchases(visitor), []);

  const left = await checkOut(visitor, true, bought(5001, ['47566', 2], ['', 1], [null, 1]));
  assert.deepEqual(left.map(({ order }) => [order.transaction_id, order.items.map((item) => item.item_id)]), [['5001', ['47566']]]);
  assert.deepEqual(visitor.paths().filter((path) => path.includes('checkouts')), []);

  await visitor.visit('/products/bunting');
  await visitor.page.waitForFunction(() => localStorage.getItem('dangol-purchases') === '[]');
  await visitor.kept();
  assert.deepEqual(await purchases(visitor), [['47566', 2]]);

  // The pixel is handed the same order again, and a new one; on the next page each counts once.
  assert.equal((await checkOut(visitor, true, bought(5001, ['47566', 2]), bought(5002, ['22423', 1]))).length, 2);
  await visitor.visit('/products/bunting');
  await visitor.page.waitForFunction(() => localStorage.getItem('dangol-purchases') === '[]');
  await visitor.visit('/products/bunting');
  await visitor.kept();
  assert.deepEqual((await purchases(visitor)).toSorted(), [['22423', 1], ['47566', 2]]);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('Shopify: a no takes away what the pixel left, and what is old is not told', async () => {
  const visitor = await inShopify();
  await visitor.visit('/products/cakestand');
  await choose(visitor, true);
  await visitor.page.waitForFunction(() => localStorage.getItem('dangol-purchases') === '[]');
  // In checkout: withdrawn after the purchase, and before it.
  assert.equal(await checkOut(visitor, true, bought(5001, ['47566', 2]), consents(false), bought(5002, ['47566', 1])), null);
  await visitor.visit('/products/cakestand');
  await visitor.page.waitForFunction(() => localStorage.getItem('dangol-purchases') === '[]');
  assert.deepEqual(await checkOut(visitor, false, bought(5003, ['47566', 1])), [], 'not allowed from the beginning');
  // On the shop's pages: what was bought waits for five weeks, then for a no.
  assert.equal((await checkOut(visitor, true, bought(5004, ['47566', 3]))).length, 1);
  await visitor.at(TODAY + 35 * DAY);
  await visitor.visit('/products/cakestand');
  await visitor.page.waitForFunction(() => localStorage.getItem('dangol-purchases') === '[]');
  assert.deepEqual(await purchases(visitor), []);
  await choose(visitor, false);
  await visitor.page.waitForFunction(() => localStorage.getItem('dangol-purchases') === null);
  assert.deepEqual((await visitor.storage()).local, []);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

/** A page of the WooCommerce example, made by PHP. */
async function woo(page) {
  const php = new PHP(await loadPHPRuntime(await getPHPLoaderModule()));
  php.writeFile('/dangol.php', read('woocommerce/mu-plugins/dangol.php'));
  php.writeFile('/wordpress.php', readFileSync(new URL('wordpress.php', import.meta.url), 'utf8'));
  const { text, errors } = await php.run({ code: `<?php error_reporting(E_ALL); define('PAGE', '${page}'); require '/wordpress.php';` });
  assert.equal(errors, '');
  php.exit();
  return text;
}

test('WooCommerce: the plugin’s hooks in PHP, from the product to the thanks', async () => {
  const visitor = await Visitor.come(base);
  for (const page of ['product', 'cart', 'thanks', 'privacy']) await serveAt(visitor, `/woo/${page}`, await woo(page), POLICY);
  for (const [name, type] of [['events.js', 'text/javascript'], ['dangol.css', 'text/css']]) {
    await serveFile(visitor, `/wp-content/mu-plugins/dangol/${name}`, type, read(`woocommerce/mu-plugins/dangol/${name}`));
  }
  await visitor.visit('/woo/product');
  await shows(visitor);
  assert.equal(await visitor.page.locator('dangol-recs > .related').count(), 1, 'WooCommerce’s own is its fallback');
  assert.equal(await visitor.page.locator('.related').count(), 1, 'and stands nowhere else');
  assert.equal((await visitor.ask('page')).itemId, ITEM, 'WooCommerce’s own markup has the same id');
  await visitor.accept();
  await visitor.visit('/woo/cart');
  await visitor.page.waitForFunction(async () => (await window.dangol.profile.get()).basket.length === 2);
  await visitor.kept();
  assert.deepEqual((await visitor.ask('profile.get')).basket.toSorted(), ['21212', ITEM], 'a variation is its product');
  for (const _ of ['told', 'and told again']) {
    await visitor.visit('/woo/thanks');
    await visitor.page.waitForFunction(async () => (await window.dangol.profile.get()).items.some((item) => item.deed === 'bought'));
    await visitor.kept();
    assert.deepEqual(await purchases(visitor), [['47566', 2]]);
  }
  await visitor.visit('/woo/privacy');
  assert.equal(await visitor.state('dangol-privacy'), 'shown');
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});
