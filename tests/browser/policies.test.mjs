// Under the security policies that careful sites have, each with every element that loads code of
// its own; and what is said where a policy, or a blocker, keeps Dangol out.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { FEED, SITE, Visitor, close, open, serveAt } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

const ATTRIBUTES = 'async src="/dangol/dangol.js" data-config="/dangol/config.json"';
/** Two mugs that differ in price at least, for <dangol-choose>. */
const [ONE, ...REST] = FEED.filter(({ link }) => /mug/i.test(link));
const MUGS = [ONE, REST.find(({ price }) => price !== ONE.price)].map(({ id }) => id);
const SLOTS = `<dangol-greeting></dangol-greeting><dangol-recs kind="trending" limit="3"><p>own</p></dangol-recs>
  <dangol-choose item-ids="${MUGS.join(' ')}"></dangol-choose><dangol-privacy></dangol-privacy>`;
const page = (tag) => `<!doctype html><html lang="en"><title>Probe</title>${tag}${SLOTS}`;

/** The smallest policy that docs/javascript.md names. */
const MINIMAL = /`(default-src 'none'; [^`]+)`/.exec(readFileSync('docs/javascript.md', 'utf8'))[1];
const NONCED =
  "script-src 'nonce-r4nd0m' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'none'; object-src 'none'; base-uri 'none'; " +
  "require-trusted-types-for 'script'; trusted-types";

const folder = `${SITE}/dangol`;
const sum = (name) => `sha256-${createHash('sha256').update(readFileSync(`${folder}/${name}`)).digest('base64')}`;
const file = (pattern) => readdirSync(folder).find((name) => pattern.test(name));
const CHECKED = `<script ${ATTRIBUTES} integrity="${sum('dangol.js')}"></script>`;

/** Opens a page, with what the browser itself holds against it. */
async function under(headers, tag = `<script ${ATTRIBUTES}></script>`, prepare = () => {}) {
  const visitor = await Visitor.come(base);
  await visitor.context.addInitScript(() => {
    window.testViolations = [];
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      window.testViolations.push(`${violatedDirective} ${blockedURI}`),
    );
    window.testErrors = [];
    addEventListener('dangol:error', (event) => window.testErrors.push(event.detail.code));
  });
  await prepare(visitor);
  await serveAt(visitor, '/probe', page(tag), headers);
  await visitor.visit('/probe');
  visitor.seen = (name) => visitor.page.evaluate((name) => window[name], name);
  return visitor;
}

async function works(visitor) {
  assert.equal((await visitor.cards('trending')).length, 3);
  for (const element of ['dangol-greeting', 'dangol-choose', 'dangol-privacy']) {
    assert.equal(await visitor.state(element), 'shown', element);
  }
  // It is drawn by a style sheet that the policy has nothing against.
  const display = await visitor.page.$eval('dangol-recs', (slot) => getComputedStyle(slot.shadowRoot.querySelector('[part="list"],ul,ol')).display);
  assert.notEqual(display, 'block');
  assert.deepEqual(await visitor.seen('testViolations'), []);
  assert.deepEqual(visitor.console, []);
}

/** The page's own markup is there, in its place. */
async function fallsBack(visitor) {
  assert.equal(await visitor.state('dangol-recs'), 'fallback');
  assert.ok(await visitor.page.$eval('dangol-recs p', (own) => own.checkVisibility()));
  assert.equal(await visitor.shifts(), 0);
  assert.deepEqual(await visitor.seen('testErrors'), ['not_started']);
  assert.ok(!visitor.console.some((line) => line.startsWith('uncaught')));
}

for (const [what, headers, tag] of [
  ['the minimal policy', { 'content-security-policy': MINIMAL }],
  ['nonces with strict-dynamic, and Trusted Types', { 'content-security-policy': NONCED }, `<script nonce="r4nd0m" ${ATTRIBUTES}></script>`],
  [
    'nonces with strict-dynamic, and a tag with integrity',
    { 'content-security-policy': NONCED },
    CHECKED.replace('<script', '<script nonce="r4nd0m"'),
  ],
]) {
  test(`${what}: all that loads code of its own shows`, async () => {
    const visitor = await under(headers, tag);
    await works(visitor);
    await visitor.leave();
  });
}

test('a page that is isolated from other origins is as any other', async () => {
  const visitor = await under({ 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' });
  assert.ok(await visitor.seen('crossOriginIsolated'));
  await works(visitor);
  await visitor.leave();
});

for (const [what, pattern] of [
  ['glue', /^widget-.*\.js$/],
  ['wasm', /^widget-.*\.wasm$/],
]) {
  test(`with integrity on the tag, ${what} that is another than was built does not run`, async () => {
    const name = file(pattern);
    const body = Buffer.concat([readFileSync(`${folder}/${name}`), what === 'wasm' ? Buffer.from([0, 2, 1, 0]) : Buffer.from('\n')]);
    const contentType = what === 'wasm' ? 'application/wasm' : 'text/javascript';
    const changed = (visitor) => visitor.context.route(`**/${name}`, (route) => route.fulfill({ contentType, body }));
    const unchecked = await under({}, undefined, changed);
    assert.equal((await unchecked.cards('trending')).length, 3, 'without it, it is as good as before');
    await unchecked.leave();
    const visitor = await under({}, CHECKED, changed);
    await fallsBack(visitor);
    assert.ok(visitor.console.some((line) => /^error: .*integrity/.test(line)), visitor.console.join('\n'));
    await visitor.leave();
  });
}

test('with integrity on the tag, each part is checked by what was built, and asked for once', async () => {
  const visitor = await under({}, CHECKED);
  await works(visitor);
  const asked = visitor.paths().filter((path) => /\/(widget|choose|privacy)-/.test(path));
  assert.deepEqual(asked.toSorted(), [...new Set(asked)].toSorted());
  assert.equal(asked.length, 6);
  const loader = readFileSync(`${folder}/dangol.js`, 'utf8');
  for (const path of asked) assert.ok(loader.includes(sum(path.slice('/dangol/'.length))), path);
  await visitor.leave();
});

test("where 'wasm-unsafe-eval' is missing, one line says so, and the page's own markup stays", async () => {
  const visitor = await under({ 'content-security-policy': MINIMAL.replace(" 'wasm-unsafe-eval'", '') });
  await fallsBack(visitor);
  assert.deepEqual(visitor.told(), [
    "info: Dangol: could not start: script-src of the page's Content Security Policy must have 'wasm-unsafe-eval'",
  ]);
  await visitor.leave();
});

for (const [what, pattern] of [
  ['the loader', '**/dangol/dangol.js'],
  ['whatever the loader asks for', /\/dangol\/(?!dangol\.js)/],
]) {
  test(`where a blocker takes away ${what}, Dangol says nothing`, async () => {
    const visitor = await Visitor.come(base);
    await visitor.context.route(pattern, (route) => route.abort('blockedbyclient'));
    await serveAt(visitor, '/probe', page(`<script ${ATTRIBUTES}></script>`));
    await visitor.page.goto(`${base}/probe`, { waitUntil: 'networkidle' });
    assert.ok(await visitor.page.$eval('dangol-recs p', (own) => own.checkVisibility()));
    // The browser's own line on each request is not ours to keep back.
    assert.deepEqual(visitor.console.filter((line) => !line.includes('net::ERR_BLOCKED_BY_CLIENT')), []);
    await visitor.leave();
  });
}

test('no file has a name that blockers have a reason to block', () => {
  const words = /(^|[^a-z])(ads?|advert\w*|analytics?|affiliate\w*|banners?|beacons?|collect\w*|cookies?|metrics?|pixels?|popups?|promos?|sponsor\w*|stats?|tags?|telemetry|track\w*)([^a-z]|$)/i;
  assert.match('ad-tracker.js', words);
  const names = readdirSync(folder, { recursive: true }).map(String);
  assert.ok(names.length > 100);
  assert.deepEqual(names.filter((name) => words.test(name)), []);
});
