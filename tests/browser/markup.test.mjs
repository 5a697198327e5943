// What pages say, well or badly: events where there is a product, and never any harm.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Visitor, close, open, serveAt } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

const ITEM = '22423';

const tag = '<script async src="/dangol/dangol.js" data-config="/dangol/config.json"></script>';
const pageOf = (markup) => `<!doctype html><html lang="en"><title>Probe</title>${tag}${markup}
  <dangol-recs kind="recently-viewed" limit="24"></dangol-recs><dangol-recs kind="related">own markup</dangol-recs>
  <dangol-privacy></dangol-privacy>`;
const jsonld = (value) => `<script type="application/ld+json">${typeof value === 'string' ? value : JSON.stringify(value)}</script>`;

test('a page with no or broken markup gives no events and no errors', async () => {
  const visitor = await Visitor.come(base);
  for (const markup of [
    '',
    jsonld('{ this is no JSON'),
    jsonld(''),
    jsonld('[[[[[[[[[['),
    jsonld('null'),
    jsonld({ '@type': 'Product' }),
    jsonld({ '@type': 'Product', sku: {}, name: [], offers: 'free' }),
    jsonld({ '@type': 'ItemList', itemListElement: [{ '@type': 'Product', sku: ITEM }] }),
    '<div itemscope itemtype="https://schema.org/Product"><span itemprop="name">No id</span></div>',
    '<meta property="product:price:amount" content="12">',
    '<script>window.dataLayer=[null,1,"x",{},{event:1},["event"],{event:"view_item",ecommerce:{items:"none"}},window,document.body,()=>1]</script>',
  ]) {
    await serveAt(visitor, '/probe', pageOf(markup));
    await visitor.visit('/probe');
    assert.deepEqual((await visitor.ask('profile.get')).items, [], markup);
    assert.equal(await visitor.state('dangol-recs[kind="related"]'), 'empty');
    await visitor.context.unrouteAll();
  }
  assert.deepEqual(visitor.trouble(), []);
  assert.ok(visitor.told().every((line) => /items: needs at least one/.test(line)));
  await visitor.leave();
});

test('products are found in each kind of markup', async () => {
  const product = { '@type': 'Product', sku: ITEM, name: 'Cake stand', offers: { price: '12.75' } };
  const visitor = await Visitor.come(base);
  for (const markup of [
    jsonld(product),
    jsonld([{ '@type': 'WebSite' }, product]),
    jsonld({ '@context': 'https://schema.org', '@graph': [{ '@type': 'Organization' }, product] }),
    jsonld(`/* the shop's */ ${JSON.stringify(product)} // end`),
    jsonld(JSON.stringify(product).replace('Cake stand', 'Cake\tstand\n')),
    jsonld({ '@type': ['Product', 'Thing'], productID: ITEM, name: 'Cake stand' }),
    `<div itemscope itemtype="http://schema.org/Product"><meta itemprop="sku" content="${ITEM}"><h1 itemprop="name">Cake stand</h1>
       <div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><span itemprop="price" content="12.75">£12.75</span></div></div>`,
    `<meta property="product:retailer_item_id" content="${ITEM}"><meta property="og:title" content="Cake stand"><meta property="product:price:amount" content="12.75">`,
    `<script>window.dataLayer=[{event:'view_item',ecommerce:{items:[{item_id:'${ITEM}',item_name:'Cake stand',price:12.75}]}}]</script>`,
    `<script>window.dataLayer=[];function gtag(){dataLayer.push(arguments)}addEventListener('load',()=>gtag('event','view_item',{items:[{item_id:'${ITEM}',item_name:'Cake stand'}]}))</script>`,
    `<script>window.dangol=[['track','view_item',{items:[{item_id:'${ITEM}',item_name:'Cake stand'}]}]]</script>`,
  ]) {
    await serveAt(visitor, '/probe', pageOf(markup));
    await visitor.visit('/probe');
    await visitor.page.waitForSelector('dangol-recs[kind="related"][data-dangol-state="shown"]', { state: 'attached' });
    const { items } = await visitor.ask('profile.get');
    assert.deepEqual(items.map((item) => item.itemId), [ITEM], markup);
    await visitor.context.unrouteAll();
  }
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('what is remembered of a page leads back to it', async () => {
  const visitor = await Visitor.come(base);
  // Not in the model, whose own address would be the better one.
  const product = (more) => jsonld({ '@type': 'Product', sku: 'not-in-the-model', name: 'Cake stand', image: 'stand.svg', ...more });
  for (const [path, markup, url] of [
    ['/goods/detail.html?no=7', product({}), '/goods/detail.html?no=7'],
    ['/goods/detail.html?no=7&utm_source=x', `<link rel="canonical" href="detail.html?no=7">${product({})}`, '/goods/detail.html?no=7'],
    ['/goods/', product({ url: 'stand.html' }), '/goods/stand.html'],
  ]) {
    await serveAt(visitor, path, pageOf(markup));
    await visitor.visit(path);
    const { items } = await visitor.ask('profile.get');
    assert.deepEqual(items.map((item) => item.url), [url]);
    await visitor.context.unrouteAll();
  }
  await visitor.leave();
});

test('hostile ids, titles, addresses and prices do no harm', async () => {
  const visitor = await Visitor.come(base);
  const script = 'window.harmed = true';
  const hostile = [
    { item_id: '🎁"\'<b>', item_name: `<img src=x onerror="${script}">`, price: -5 },
    { item_id: '__proto__', item_name: 'constructor', price: 1e300, quantity: -7 },
    { item_id: 'toString', item_name: 'x'.repeat(10_000), price: Number.MAX_SAFE_INTEGER, quantity: 1e12 },
    { item_id: 'x'.repeat(10_000), item_name: 'too long an id' },
    { item_id: '', item_name: 'no id' },
    { item_id: 12345, item_name: 'a number', price: '1e999' },
    null,
    'text',
  ];
  await serveAt(
    visitor,
    '/probe',
    pageOf(jsonld({ '@type': 'Product', sku: 'evil', name: 'Evil', url: `javascript:${script}`, image: `javascript:${script}` })),
  );
  await visitor.visit('/probe');
  await visitor.accept();
  for (const item of hostile) {
    await visitor.ask('track', 'view_item', { items: [item] }).catch(() => {});
    await visitor.ask('track', 'add_to_cart', { items: [item] }).catch(() => {});
  }
  await visitor.kept();
  await visitor.visit('/probe');
  const { items, basket } = await visitor.ask('profile.get');
  const ids = new Set(items.map((item) => item.itemId));
  assert.deepEqual(ids, new Set(['evil', '🎁"\'<b>', '__proto__', 'toString', '12345']));
  assert.deepEqual(new Set(basket), new Set(['🎁"\'<b>', '__proto__', 'toString', '12345']));
  const taken = await visitor.ask('profile.export');
  await visitor.ask('profile.import', JSON.parse(JSON.stringify(taken)));
  const harmed = await visitor.page.evaluate(() => [window.harmed, {}.polluted, Object.prototype.item_name]);
  assert.deepEqual(harmed, [undefined, undefined, undefined]);
  const links = await visitor.page.$$eval('dangol-privacy', ([privacy]) =>
    [...privacy.shadowRoot.querySelectorAll('a')].map((link) => link.getAttribute('href')),
  );
  assert.ok(links.every((href) => href === null || !/script/.test(href)), links.join());
  assert.deepEqual(visitor.trouble(), []);
  await visitor.leave();
});

test('a thousand events a second leave the page well and the profile bounded', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/');
  await visitor.accept();
  const frames = await visitor.page.evaluate(async () => {
    let frames = 0;
    const count = () => {
      frames += 1;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    for (let second = 0; second < 3; second += 1) {
      for (let i = 0; i < 1000; i += 1) {
        window.dataLayer.push({ event: 'view_item', ecommerce: { items: [{ item_id: `flood-${second}-${i}`, item_name: 'Flood' }] } });
        if (i % 100 === 0) await new Promise((done) => setTimeout(done, 100));
      }
    }
    return frames;
  });
  assert.ok(frames > 30, `the page drew ${frames} frames`);
  await visitor.kept();
  const { items, bytes } = await visitor.ask('profile.get');
  assert.ok(items.length > 0 && items.length <= 400 && bytes <= 131_072, `${items.length}, ${bytes}`);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

