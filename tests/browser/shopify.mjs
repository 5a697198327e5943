// What Shopify does around the example: a theme that renders its blocks, and checkout, where its
// custom pixel runs in a sandbox. Both after Shopify's documentation; its servers are not here.

import { Liquid } from 'liquidjs';
import { ITEM, read } from './example.mjs';

const EXTENSION = 'shopify/extensions/dangol';

/** What a theme knows of the products, as Liquid's objects have it. */
const product = (sku, title, handle, price) => {
  const variant = { id: 4_000_000 + handle.length, sku, price, available: true };
  return { title, handle, url: `/products/${handle}`, variants: [variant], selected_or_first_available_variant: variant };
};
const PRODUCTS = [
  product(ITEM, 'Regency "<Cakestand>" 3 Tier', 'cakestand', 1275),
  product('47566', 'Party Bunting', 'bunting', 495),
  product('', 'Gift card & more', 'gift-card', 1000),
];

/** The filter `structured_data`, which is how themes write a product's JSON-LD. */
const structuredData = ({ title, url, selected_or_first_available_variant: { sku, price } }) =>
  JSON.stringify({
    '@context': 'http://schema.org/',
    '@type': 'Product',
    name: title,
    sku,
    offers: { '@type': 'Offer', price: (price / 100).toFixed(2), priceCurrency: 'GBP', availability: 'http://schema.org/InStock', url },
    url,
  }).replaceAll('<', '\\u003c');

const engine = new Liquid({ strictFilters: true });
engine.registerFilter('asset_url', (name) => `/cdn/shop/assets/${name}`);
engine.registerFilter('structured_data', structuredData);
// What the theme editor reads of a block is no part of the page.
engine.registerTag('schema', {
  parse(_, remaining) {
    while (remaining.length && remaining.shift().name !== 'endschema');
  },
  render: () => '',
});

/** A block with the settings that it has when a merchant has just added it. */
export function block(name) {
  const source = read(`${EXTENSION}/blocks/${name}.liquid`);
  const schema = JSON.parse(/{% schema %}([^]*){% endschema %}/.exec(source)[1]);
  const settings = Object.fromEntries(schema.settings.map(({ id, default: value }) => [id, value]));
  const attributes = `id="shopify-block-${name}" data-shopify-editor-block='{"id":"${name}"}'`;
  const styles = schema.stylesheet ? `<link href="${engine.filters.asset_url(schema.stylesheet)}" rel="stylesheet">` : '';
  const render = (scope) => engine.parseAndRender(source, { ...scope, block: { id: name, settings, shopify_attributes: attributes } });
  return { source, schema, styles, render };
}

/** A file that the blocks name. */
export const asset = (name) => read(`${EXTENSION}/assets/${name}`);

/** The page of a product, or one without, in a theme with the app embed on and the block placed. */
export async function page(handle, head) {
  const scope = {
    product: PRODUCTS.find((one) => one.handle === handle),
    collections: { all: { products: PRODUCTS } },
    content_for_header: head,
  };
  const [embed, row] = [block('embed'), block('recs')];
  const theme = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ product.title | default: 'Shop' | escape }}</title>
    {{ content_for_header }}${row.styles}${await embed.render(scope)}</head><body><main><h1>{{ product.title | escape }}</h1>
    {% if product %}<script type="application/ld+json">{{ product | structured_data }}</script>{% endif %}
    ${(await row.render(scope))}</main></body></html>`;
  return engine.parseAndRender(theme, scope);
}

/** The sandbox of a custom pixel: its interface, which asks the top frame for all that is not in it. */
function sandbox() {
  const answers = [];
  const heard = {};
  const ask = (...call) => new Promise((done) => parent.postMessage([answers.push(done) - 1, ...call], '*'));
  const subscribe = (name, call) => (heard[name] = call);
  const methods = ['getItem', 'setItem', 'removeItem'];
  window.browser = { localStorage: Object.fromEntries(methods.map((name) => [name, (...values) => ask(name, ...values)])) };
  window.analytics = { subscribe };
  window.customerPrivacy = { subscribe };
  window.init = { customerPrivacy: { preferencesProcessingAllowed: new URLSearchParams(location.search).get('preferences') === 'yes' } };
  addEventListener('message', async ({ data }) => {
    if ('answer' in data) return answers[data.answer](data.value);
    await heard[data.name](data.event);
    parent.postMessage('told', '*');
  });
}

/** What checkout's page does for the pixel; `tell` hands it an event and waits until it has dealt with it. */
function top() {
  const waiting = [];
  addEventListener('message', ({ data, source }) => {
    if (typeof data === 'string') return waiting.shift()();
    const [answer, name, ...values] = data;
    source.postMessage({ answer, value: localStorage[name](...values) }, '*');
  });
  const there = new Promise((done) => waiting.push(done));
  window.testTell = async (name, event) => {
    await there;
    const told = new Promise((done) => waiting.push(done));
    frames[0].postMessage({ name, event }, '*');
    return told;
  };
}

/** Checkout, and the frame in it; `allowed` is what the visitor chose before. */
export const checkout = (allowed) => ({
  '/checkouts/1': `<!doctype html><title>Checkout</title><script>(${top})()</script><iframe sandbox="allow-scripts" src="/pixel?preferences=${allowed ? 'yes' : 'no'}"></iframe>`,
  [`/pixel?preferences=${allowed ? 'yes' : 'no'}`]: `<!doctype html><script>(${sandbox})()</script><script>${read('shopify/pixel/pixel.js')}</script><script>parent.postMessage('there', '*')</script>`,
});

/** The event `checkout_completed` of an order, as Shopify's pixels are handed it. */
export const completed = (number, timestamp, lines) => ({
  id: `sh-${number}`,
  name: 'checkout_completed',
  timestamp,
  data: {
    checkout: {
      order: { id: String(number) },
      token: `token-${number}`,
      currencyCode: 'GBP',
      totalPrice: { amount: 9.9, currencyCode: 'GBP' },
      lineItems: lines.map(([sku, quantity]) => ({
        title: `Thing ${sku}`,
        quantity,
        // A line that has no product has no variant either.
        variant: sku === null ? null : { id: '41', sku, title: 'Default Title', price: { amount: 4.95, currencyCode: 'GBP' }, product: { id: '9', title: `Thing ${sku}`, url: '/products/thing' } },
      })),
    },
  },
});
