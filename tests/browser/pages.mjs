// How well real shops' product pages are read, beside what a person read off them.
// `cargo xtask bench pages` runs it on the folder that it names. Nothing else of these pages is
// loaded, and no page is kept.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Visitor, close, open } from './harness.mjs';

const folder = process.argv[2];
const truth = JSON.parse(readFileSync(`${folder}/ground-truth.json`, 'utf8'));
const base = await open();

/** ISO 4217 codes that people write as a sign. */
const SIGNS = {
  '€': ['EUR'], '£': ['GBP'], Rs: ['PKR', 'INR', 'LKR'], Lei: ['RON'], 'ر.س': ['SAR'],
  $: ['USD', 'CAD', 'AUD', 'NZD', 'ARS', 'CLP', 'MXN', 'TWD'],
};

/** The page of a shop as it was, with Dangol's tag in it and nothing else that is loaded. */
async function read(name, { url }) {
  const visitor = await Visitor.come(base);
  const page = gunzipSync(readFileSync(`${folder}/${name}.html.gz`)).toString('utf8');
  const tag = '<script async src="/dangol/dangol.js"></script>';
  // What the page's own policy or base address would do to files that are not its shop's.
  const html = tag + page.replace(/<base\b[^>]*>|<meta[^>]+content-security-policy[^>]*>/gi, '');
  await visitor.context.route('**/*', (route) => {
    const request = route.request();
    if (request.url().startsWith(`${base}/dangol/`)) return route.continue();
    if (request.isNavigationRequest() && request.frame() === visitor.page.mainFrame()) {
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    }
    return route.abort();
  });
  const { pathname, search } = new URL(url);
  await visitor.page.goto(base + pathname + search, { waitUntil: 'domcontentloaded' });
  await visitor.page.waitForFunction(() => window.dangol).catch(() => {});
  const found = await visitor.page.evaluate(async () => {
    // What the markup states of ids and prices, in whatever way, read apart from Dangol: a page
    // cannot be read better than it is written.
    const stated = { id: [], price: [], currency: [], availability: [] };
    const kinds = [
      [/^(sku|productid|mpn|gtin\d*|productgroupid|product:(retailer_item_id|sku))$/i, 'id'],
      [/^(price|lowprice|(product|og):price:amount)$/i, 'price'],
      [/^(pricecurrency|(product|og):price:currency)$/i, 'currency'],
      [/^(availability|(product|og):availability)$/i, 'availability'],
    ];
    const note = (name, value) => {
      for (const [pattern, kind] of kinds) if (pattern.test(name) && typeof value !== 'object') stated[kind].push(String(value).trim());
    };
    const walk = (node) => {
      if (!node || typeof node !== 'object') return;
      for (const [key, value] of Object.entries(node)) {
        note(key, Array.isArray(value) ? value[0] : value);
        walk(value);
      }
    };
    for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
      if (!/"product/i.test(script.textContent)) continue;
      try {
        walk(JSON.parse(script.textContent));
      } catch {
        // What is no JSON states nothing.
      }
    }
    for (const element of document.querySelectorAll('[itemscope][itemtype*="Product" i] [itemprop]')) {
      note(element.getAttribute('itemprop'), element.getAttribute('content') ?? element.getAttribute('href') ?? element.textContent);
    }
    for (const meta of document.querySelectorAll('meta[property],meta[name]')) {
      note(meta.getAttribute('property') ?? meta.name, meta.content);
    }
    await window.dangol.ready;
    return { stated, page: await window.dangol.page() };
  }).catch((error) => ({ failed: String(error).slice(0, 100) }));
  await visitor.leave();
  return found;
}

const amount = (text) => Number(String(text).replace(/^(.*)[.,](\d{3})$/, '$1$2').replace(',', '.'));

/** For each field: whether the markup states what the person read, and whether Dangol read it. */
const FIELDS = {
  id: (shop, { stated, page }) => {
    const known = ['sku', 'gtin', 'mpn'].flatMap((key) => shop[key] ?? []);
    return [stated.id.some((id) => known.includes(id)), known.includes(page?.itemId)];
  },
  price: (shop, { stated, page }) => {
    const [price] = shop.price ?? [];
    const figures = stated.price.flatMap((text) => text.match(/\d[\d.,]*/g) ?? []).map(amount);
    return [Boolean(price) && figures.includes(amount(price)), page?.price === amount(price)];
  },
  currency: (shop, { stated, page }) => {
    const [sign] = shop.currency ?? [];
    const codes = SIGNS[sign] ?? (sign ? [sign] : []);
    return [stated.currency.some((code) => codes.includes(code.toUpperCase())), codes.includes(page?.currency)];
  },
  availability: (shop, { stated, page }) => {
    const out = /out ?of ?stock|sold ?out/i;
    const says = { InStock: /in ?stock|available|order/i, OutOfStock: out }[shop.availability?.[0]];
    const sold = { InStock: ['InStock', 'LimitedAvailability', 'PreOrder', 'BackOrder'], OutOfStock: ['OutOfStock'] };
    return [stated.availability.some((text) => says?.test(text)), sold[shop.availability?.[0]]?.includes(page?.availability)];
  },
};

const sums = Object.fromEntries(Object.keys(FIELDS).map((field) => [field, { stated: 0, right: 0 }]));
const unread = [];
for (const [name, shop] of Object.entries(truth)) {
  const found = await read(name, shop);
  if (found.failed) {
    unread.push(`${new URL(shop.url).host}: ${found.failed}`);
    continue;
  }
  for (const [field, judge] of Object.entries(FIELDS)) {
    const [stated, right] = judge(shop, found);
    if (!stated) continue;
    sums[field].stated += 1;
    if (right) sums[field].right += 1;
    else if (process.env.DANGOL_PAGES) console.log(field, name.slice(0, 6), shop.url, JSON.stringify(shop[field === 'id' ? 'sku' : field]), JSON.stringify(found.page));
  }
}
await close();

console.log('\n| read from the markup | pages that state it | right | share |\n|---|--:|--:|--:|');
for (const [field, { stated, right }] of Object.entries(sums)) {
  console.log(`| ${field} | ${stated} | ${right} | ${((100 * right) / stated).toFixed(1)} % |`);
}
console.log(`\n${Object.keys(truth).length - unread.length} of ${Object.keys(truth).length} pages; where Dangol did not start:`);
for (const line of unread) console.log(`  ${line}`);
