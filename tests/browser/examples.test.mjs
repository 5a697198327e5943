// The examples in www/examples: each opens in the browser with the built package, under a policy.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { getPHPLoaderModule } from '@php-wasm/node-8-3';
import { PHP, loadPHPRuntime } from '@php-wasm/universal';
import { Liquid } from 'liquidjs';
import { Visitor, close, open, serveAt } from './harness.mjs';
import { EXAMPLES, bundle, makeProject, remove } from './project.mjs';

const ITEM = '22423';
const POLICY = {
  'content-security-policy':
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; frame-src 'self'",
};
const REQUIRE = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
const read = (path) => readFileSync(join(EXAMPLES, path), 'utf8');

let base;
before(async () => (base = await open()));
after(close);

/** Serves files beside the pages. */
const file = (visitor, path, contentType, body) =>
  visitor.context.route(`${base}${path}`, (route) => route.fulfill({ contentType, body }));

/** A row is there, nothing was said, nothing moved, nothing was stored. */
async function shows(visitor, kind = 'related', shifts = 0) {
  assert.equal((await visitor.cards(kind)).length, 4);
  const said = visitor.console.filter((line) => !/Download the React DevTools/.test(line));
  assert.deepEqual(said, []);
  assert.ok((await visitor.shifts()) <= shifts, `moved by ${await visitor.shifts()}`);
  assert.deepEqual((await visitor.storage()).databases, []);
}

test('plain HTML, and its carousel by keyboard', async () => {
  const visitor = await Visitor.come(base, { viewport: { width: 390, height: 844 } });
  await serveAt(visitor, '/product', read('html/index.html'), POLICY);
  await file(visitor, '/shop.css', 'text/css', read('html/shop.css'));
  await visitor.visit('/product');
  await shows(visitor);
  assert.match(await visitor.greeting(), /welcome/i);
  const seen = () =>
    visitor.page.evaluate(() => {
      const root = document.querySelector('dangol-recs').shadowRoot;
      const { left, right } = root.activeElement?.getBoundingClientRect() ?? { left: -1, right: -1 };
      return [root.activeElement?.getAttribute('part'), left >= 0 && right <= innerWidth, root.querySelector('ul').scrollLeft];
    });
  const wide = await visitor.page.evaluate(() => {
    const list = document.querySelector('dangol-recs').shadowRoot.querySelector('ul');
    return list.scrollWidth > list.clientWidth && document.documentElement.scrollWidth === innerWidth;
  });
  assert.ok(wide, 'the row scrolls, and the page does not');
  await visitor.page.locator('dangol-recs [part="link"]').first().focus();
  for (let card = 1; card < 4; card++) {
    await visitor.page.keyboard.press('Tab');
    await visitor.page.waitForFunction(() => {
      const { left, right } = document.querySelector('dangol-recs').shadowRoot.activeElement.getBoundingClientRect();
      return left >= 0 && right <= innerWidth;
    });
  }
  const [part, isSeen, scrolled] = await seen();
  assert.ok(part === 'link' && isSeen && scrolled > 0, 'the last card came into view');
  await visitor.leave();
});

test('React, rendered on a server and hydrated', async () => {
  const folder = makeProject('react-ssr');
  const compiled = join(folder, 'server.mjs');
  writeFileSync(compiled, await bundle(folder, 'server.jsx', { platform: 'node', banner: REQUIRE }));
  const { render } = await import(pathToFileURL(compiled));
  const visitor = await Visitor.come(base);
  await serveAt(visitor, '/product', render({ id: ITEM, name: 'Regency <Cakestand>' }), POLICY);
  await file(visitor, '/shop.css', 'text/css', read('react-ssr/shop.css'));
  await file(visitor, '/client.js', 'text/javascript', await bundle(folder, 'client.jsx'));
  await visitor.visit('/product');
  await shows(visitor);
  await visitor.ask('consent.set', { personalize: true });
  await visitor.page.waitForFunction(() => /You are remembered/.test(document.querySelector('#remembered').textContent));
  await visitor.leave();
  remove(folder);
});

test('Next.js: the layout and pages of its app router', async () => {
  const folder = makeProject('nextjs');
  for (const [path, page, kind] of [['/', 'page', 'for-you'], ['/product', 'product/page', 'related']]) {
    const parts = `import Layout from './app/layout.jsx'; import Page from './app/${page}.jsx'; const whole = <Layout><Page /></Layout>;`;
    const compiled = join(folder, `${kind}.mjs`);
    const server = `import { renderToString } from 'react-dom/server'; ${parts} export const html = '<!doctype html>' + renderToString(whole) + '<script type="module" src="/client.js"></script>';`;
    writeFileSync(compiled, await bundle(folder, { contents: server, loader: 'jsx' }, { platform: 'node', banner: REQUIRE }));
    const client = `import { hydrateRoot } from 'react-dom/client'; ${parts} hydrateRoot(document, whole);`;
    const visitor = await Visitor.come(base);
    await serveAt(visitor, path, (await import(pathToFileURL(compiled))).html, POLICY);
    await file(visitor, '/shop.css', 'text/css', read('html/shop.css'));
    await file(visitor, '/client.js', 'text/javascript', await bundle(folder, { contents: client, loader: 'jsx' }));
    await visitor.visit(path);
    await visitor.page.waitForLoadState('networkidle');
    await shows(visitor, kind);
    await visitor.leave();
  }
  const { default: config } = await import(pathToFileURL(join(folder, 'next.config.mjs')));
  const [{ headers }] = await config.headers();
  assert.match(headers[0].value, /'wasm-unsafe-eval'/);
  remove(folder);
});

/** Both blocks of the Shopify example, with the defaults of their settings, on a product's page. */
async function shopifyPage() {
  const engine = new Liquid();
  const extension = 'shopify/extensions/dangol';
  const styles = [];
  for (const name of ['schema', 'stylesheet']) {
    engine.registerTag(name, {
      parse(_, remaining) {
        this.held = '';
        for (let token; (token = remaining.shift()) && token.name !== `end${name}`; ) this.held += token.getText();
      },
      render() {
        if (name === 'stylesheet') styles.push(this.held);
      },
    });
  }
  engine.registerFilter('asset_url', (name) => `/cdn/${name}`);
  const block = (name, more) => {
    const source = read(`${extension}/blocks/${name}.liquid`);
    const schema = JSON.parse(/{% schema %}([^]*){% endschema %}/.exec(source)[1]);
    const settings = Object.fromEntries(schema.settings.map(({ id, default: value }) => [id, value]));
    return engine.parseAndRender(source, { block: { settings, shopify_attributes: '' }, ...more });
  };
  const product = { selected_or_first_available_variant: { sku: ITEM } };
  const collections = { all: { products: [{ url: '/a', title: 'A "<b>"' }, { url: '/b', title: 'B' }] } };
  const body = (await block('embed')) + (await block('recs', { product, collections }));
  return { html: `<!doctype html><html lang="en"><head><title>Shop</title><link rel="stylesheet" href="/cdn/blocks.css"></head><body>${body}`, styles: styles.join('') };
}

test('Shopify: the theme’s blocks, and what the custom pixel left in checkout', async () => {
  const visitor = await Visitor.come(base);
  const { html, styles } = await shopifyPage();
  await serveAt(visitor, '/products/cakestand', html, POLICY);
  await file(visitor, '/cdn/blocks.css', 'text/css', styles);
  await file(visitor, '/cdn/dangol-purchases.js', 'text/javascript', read('shopify/extensions/dangol/assets/dangol-purchases.js'));
  // The app proxy: the shop's own address, the app's own files.
  await visitor.context.route('**/apps/dangol/**', async (route) => {
    const url = route.request().url().replace('/apps/dangol/', '/dangol/');
    await route.fulfill({ response: await route.fetch({ url }) });
  });
  await visitor.visit('/products/cakestand');
  await shows(visitor);
  assert.equal(await visitor.page.locator('dangol-recs > a').first().textContent(), 'A "<b>"');
  await visitor.accept();

  // Checkout: no theme, a sandboxed frame, and storage by messages to the top frame.
  const pixel = `<script>
    const calls = []; const heard = {};
    const ask = (...call) => new Promise((done) => { calls.push(done); parent.postMessage([calls.length - 1, ...call], '*'); });
    const browser = { localStorage: Object.fromEntries(['getItem', 'setItem', 'removeItem'].map((name) => [name, (...values) => ask(name, ...values)])) };
    const init = { customerPrivacy: { preferencesProcessingAllowed: false } };
    const subscribe = (name, call) => (heard[name] = call);
    const analytics = { subscribe }; const customerPrivacy = { subscribe };
    addEventListener('message', async ({ data }) => {
      if ('answer' in data) return calls[data.answer](data.value);
      await heard[data.name](data.event);
      parent.postMessage('told', '*');
    });
  </script><script>${read('shopify/pixel/pixel.js')}</script><script>parent.postMessage('there', '*')</script>`;
  const top = `<!doctype html><title>Checkout</title><iframe sandbox="allow-scripts" src="/pixel"></iframe>`;
  await serveAt(visitor, '/pixel', pixel);
  await serveAt(visitor, '/checkouts/1', top);
  await visitor.context.addInitScript(() => {
    if (!location.pathname.startsWith('/checkouts')) return;
    const waiting = [];
    addEventListener('message', ({ data, source }) => {
      if (typeof data === 'string') return waiting.shift()?.();
      const [answer, name, ...values] = data;
      source.postMessage({ answer, value: localStorage[name](...values) }, '*');
    });
    window.testTell = (name, event) =>
      new Promise((done) => {
        waiting.push(done);
        frames[0].postMessage({ name, event }, '*');
      });
    window.testThere = new Promise((done) => waiting.push(done));
  });
  await visitor.page.goto(`${base}/checkouts/1`);
  const line = { title: 'Bunting', quantity: 2, variant: { sku: '47566', product: { id: '9' }, price: { amount: 4.95 } } };
  const bought = { timestamp: '2011-12-10T10:00:00Z', data: { checkout: { order: { id: '5001' }, token: 't', currencyCode: 'GBP', lineItems: [line] } } };
  const left = (events) =>
    visitor.page.evaluate(async (events) => {
      await window.testThere;
      for (const [name, event] of events) await window.testTell(name, event);
      return localStorage.getItem('dangol-purchases');
    }, events);
  const consent = (allowed) => ['visitorConsentCollected', { customerPrivacy: { preferencesProcessingAllowed: allowed } }];
  assert.equal(await left([['checkout_completed', bought]]), null, 'nothing is left without consent');
  assert.equal(await left([consent(true), ['checkout_completed', bought], consent(false)]), null, 'nor after a withdrawal');
  const old = { ...bought, timestamp: '2011-10-10T10:00:00Z', data: { checkout: { ...bought.data.checkout, order: { id: '4001' }, lineItems: [{ ...line, variant: { ...line.variant, sku: '21212' } }] } } };
  assert.equal(JSON.parse(await left([consent(true), ['checkout_completed', old], ['checkout_completed', bought]])).length, 2);

  await visitor.visit('/products/cakestand');
  await visitor.kept();
  const { items } = await visitor.ask('profile.get');
  const purchases = items.filter((item) => item.deed === 'bought').map((item) => [item.itemId, item.quantity]);
  assert.deepEqual(purchases, [['47566', 2]], 'what is older than a month is not told');
  assert.deepEqual((await visitor.storage()).local, [], 'it is taken away');
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
  const pages = ['product', 'cart', 'thanks', 'privacy'];
  for (const page of pages) await serveAt(visitor, `/woo/${page}`, await woo(page), POLICY);
  await file(visitor, '/wp-content/mu-plugins/dangol/events.js', 'text/javascript', read('woocommerce/mu-plugins/dangol/events.js'));
  // The theme, not the plugin, keeps room for the row.
  await visitor.visit('/woo/product');
  await shows(visitor, 'related', 1);
  assert.equal(await visitor.page.locator('dangol-recs > .related').count(), 1, 'WooCommerce’s own is its fallback');
  assert.equal(await visitor.page.locator('.related').count(), 1);
  await visitor.accept();
  await visitor.visit('/woo/cart');
  await visitor.page.waitForFunction(async (id) => (await window.dangol.profile.get()).basket.includes(id), ITEM);
  await visitor.kept();
  await visitor.visit('/woo/thanks');
  await visitor.page.waitForFunction(async () => (await window.dangol.profile.get()).items.some((item) => item.deed === 'bought'));
  await visitor.kept();
  const { items } = await visitor.ask('profile.get');
  const bought = items.filter((item) => item.deed === 'bought').map(({ itemId, quantity }) => [itemId, quantity]);
  assert.deepEqual(bought, [['47566', 2]]);
  await visitor.visit('/woo/privacy');
  assert.equal(await visitor.state('dangol-privacy'), 'shown');
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});
