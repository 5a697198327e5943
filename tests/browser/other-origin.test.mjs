// Loader, code, configuration and model on another site than the page, as a CDN has them: what
// headers that takes, and that nobody there is told more than which files a page needs.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { FEED, PRODUCTS, SITE, Visitor, close, open } from './harness.mjs';

const ITEM = '22423';
const ALLOWED = { 'access-control-allow-origin': '*' };
/** Two mugs that differ in price at least, for <dangol-choose>. */
const [ONE, ...REST] = FEED.filter(({ link }) => /mug/i.test(link));
const MUGS = [ONE, REST.find(({ price }) => price !== ONE.price)].map(({ id }) => id);

let base;
let cdn;
let server;
/** The shop's own page. One that a test makes up comes from no address, and browsers keep it from this machine's. */
let probe;
/** What the other site was asked for, and what headers it answers with. */
const asked = [];
let headers;
before(async () => {
  const shop = await open();
  server = createServer(async ({ method, url, headers: sent }, response) => {
    if (sent.host === new URL(base).host) {
      if (url === '/probe') return response.writeHead(200, probe.headers).end(probe.body);
      if (url === '/favicon.ico') return response.writeHead(204).end();
    } else asked.push({ method, url, ...sent });
    const answer = await fetch(shop + url);
    const type = answer.headers.get('content-type');
    const isOwn = sent.host === new URL(base).host;
    response.writeHead(answer.status, { 'content-type': type, ...(isOwn ? {} : { 'set-cookie': 'cdn=1; SameSite=None; Secure', ...headers }) });
    response.end(Buffer.from(await answer.arrayBuffer()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Another host, so that it is another site too.
  cdn = `http://localhost:${server.address().port}`;
  base = `http://127.0.0.1:${server.address().port}`;
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await close();
});

/** Opens a product's page under a policy that names the other site. */
async function visit(tag, { answers = ALLOWED, policy = {} } = {}) {
  headers = answers;
  asked.length = 0;
  const visitor = await Visitor.come(base);
  probe = {
    body: `<!doctype html><html lang="en"><title>Probe</title>${tag}
    <script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","sku":"${ITEM}","name":"Cake stand"}</script>
    <dangol-greeting></dangol-greeting><dangol-recs kind="related" limit="3"><p>own</p></dangol-recs>
    <dangol-choose item-ids="${MUGS.join(' ')}"></dangol-choose><dangol-privacy></dangol-privacy>`,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src 'self' ${cdn} 'wasm-unsafe-eval'; connect-src 'self' ${cdn}; img-src 'self'`,
      ...policy,
    },
  };
  await visitor.page.goto(`${base}/probe`);
  return visitor;
}

async function works(visitor) {
  await visitor.rest();
  assert.equal((await visitor.cards('related')).length, 3);
  for (const element of ['dangol-greeting', 'dangol-choose', 'dangol-privacy']) assert.equal(await visitor.state(element), 'shown', element);
  assert.deepEqual(visitor.console, []);
  for (const { method, url, cookie, referer } of asked) {
    assert.deepEqual([url, method, cookie], [url, 'GET', undefined]);
    // A module is asked for by the script that imports it.
    assert.ok(referer === `${base}/` || referer === `${cdn}/dangol/dangol.js`, `${url} for ${referer}`);
  }
}

const everything = (attributes = '') =>
  `<script async ${attributes} src="${cdn}/dangol/dangol.js" data-config="${cdn}/dangol/config.json"></script>`;

test('everything lies there: it works with one header, and is asked for without cookie or page', async () => {
  const visitor = await visit(everything('crossorigin="anonymous"'));
  await works(visitor);
  assert.deepEqual(visitor.paths().length, asked.length, 'nothing of Dangol’s comes from the page’s own origin');
  assert.ok(asked.some(({ url }) => url.endsWith('.dgm')) && asked.some(({ url }) => url.endsWith('config.json')));
  // What is kept is the shop's own.
  await visitor.accept();
  await visitor.kept();
  await visitor.visit(PRODUCTS[ITEM]);
  assert.equal((await visitor.ask('consent.get')).personalize, true);
  await visitor.leave();
});

test('with integrity, on a page that is isolated from other origins, all code is checked', async () => {
  const sum = createHash('sha256').update(readFileSync(`${SITE}/dangol/dangol.js`)).digest('base64');
  const policy = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
  const visitor = await visit(everything(`crossorigin="anonymous" integrity="sha256-${sum}"`), { policy });
  await works(visitor);
  assert.ok(await visitor.page.evaluate(() => crossOriginIsolated));
  const code = asked.filter(({ url }) => /\/(widget|choose|privacy)-/.test(url)).map(({ url }) => url);
  assert.equal(code.length, new Set(code).size);
  assert.equal(code.length, 6);
  await visitor.leave();
});

test('the model alone lies there', async () => {
  const visitor = await visit(`<script async src="/dangol/dangol.js" data-config="/dangol/config.json" data-model="${cdn}/dangol/model/"></script>`);
  await works(visitor);
  assert.ok(asked.length >= 3 && asked.every(({ url }) => url.startsWith('/dangol/model/')), asked.map(({ url }) => url).join());
  await visitor.leave();
});

test('where the header is missing, the page’s own markup stays and only the browser says why', async () => {
  const visitor = await visit(everything(), { answers: {} });
  await visitor.page.waitForFunction(() => document.querySelector('dangol-recs').dataset.dangolState === 'fallback');
  assert.ok(await visitor.page.locator('dangol-recs p').isVisible());
  assert.ok(visitor.console.some((line) => /blocked by CORS policy/.test(line)), visitor.console.join('\n'));
  assert.deepEqual(visitor.console.filter((line) => !/blocked by CORS policy|Failed to load resource/.test(line)), []);
  await visitor.leave();
});
