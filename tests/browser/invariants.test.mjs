// Invariants 1 to 4 and 7 over the built package: consent states x pages x profiles. Every
// request, everything that is stored or written, and every other way out of the browser is
// recorded and compared with what is declared; and no canary of a profile is in what is sent.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync, readdirSync } from 'node:fs';
import { DAY, EMPTY_STORAGE, PRODUCTS, SITE, TODAY, Visitor, close, entry, open, serveAt } from './harness.mjs';
import { configure, read } from './collector.mjs';
import { Gate, Recorder, traces } from './recorder.mjs';

let gate;
/** What is fetched to compare the product on its page with its alternatives, whoever looks. */
let compared = [];
before(async () => {
  const base = await open();
  gate = await Gate.before(base);
  const stranger = await Visitor.come(base);
  await stranger.visit(PRODUCTS[ITEM]);
  compared = stranger.paths().filter((path) => /\/a\d+\.dgm$/.test(path));
  assert.ok(compared.length > 0 && compared.length <= 6);
  await stranger.leave();
});
after(async () => {
  gate?.close();
  await close();
});

/** Dangol's requests among all that were sent. */
const own = ({ sent }) => sent.filter(({ url }) => url.startsWith('/dangol/'));

const ITEM = '22423';
const category = /href="(\/category\/[^"]+)"/.exec(readFileSync(`${SITE}/categories.html`, 'utf8'))[1];

/** The pages, and which of Dangol's files each asks for besides those that every page does. */
const PAGES = [
  { path: '/', home: true },
  { path: PRODUCTS[ITEM], item: ITEM },
  { path: category, home: true },
  { path: '/basket.html', basket: true },
  { path: '/search.html?q=mug', home: true },
  // The corner has the shop's own as ideas, whoever looks.
  { path: '/account.html', privacy: true, home: true },
  { path: '/about.html' },
];

const canary = (what) => `kestrel-${what}-q7x3z`;
const CANARIES = ['name', 'date', 'relation', 'size', 'sizeof', 'like', 'dislike', 'diet', 'interest', 'id', 'title', 'brand', 'category', 'group', 'page', 'order', 'coupon', 'wish', 'wished', 'wishpage', 'campaign', 'attribute', 'moment', 'reward', 'parcel', 'what', 'offer', 'claim'].map(canary);
/** What was searched for steers the page, and is nowhere kept. */
const WORDS = canary('words');

const persona = (id) => JSON.parse(readFileSync(`${SITE}/demo/personas/${id}.json`, 'utf8'));

/** A regular whose products, pages and facts are known nowhere else. */
function canaries() {
  const file = persona('16458');
  const { actions, shelf } = file.profile;
  const [met, card] = shelf.cards.find(([item]) => actions.some((action) => action.item === item));
  const id = canary('id');
  Object.assign(card, {
    title: canary('title'),
    brand: canary('brand'),
    category: canary('category'),
    group: canary('group'),
    url: `/product/${canary('page')}.html`,
  });
  for (const action of actions) if (action.item === met) action.item = id;
  for (const list of [shelf.cards, shelf.rows]) for (const row of list) if (row[0] === met) row[0] = id;
  // What is wished for, was offered, weighed and stopped.
  const { last } = file.profile.visits;
  shelf.cards.push([canary('wish'), { ...card, title: canary('wished'), url: `/product/${canary('wishpage')}.html` }]);
  shelf.cards.sort(([a], [b]) => (a < b ? -1 : 1));
  file.profile.wishes = [{ item: canary('wish'), at: last, gift: false }];
  file.profile.weighed = [{ attribute: canary('attribute'), weight: 5, fresh: 8, at: last }];
  file.profile.offers = [
    { campaign: canary('campaign'), shown: 2, clicked: 1, redeemed: 1, at: [last], clickedAt: last, redeemedAt: last, order: 7, chance: 9, code: 11, stopped: true },
  ];
  file.profile.greetings = { said: [], stopped: [canary('moment')] };
  return file;
}

const FACTS = {
  name: canary('name'),
  birthday: '1953-11-27',
  dates: [{ name: canary('date'), relation: canary('relation'), date: '1988-02-29' }],
  sizes: [{ of: canary('sizeof'), size: canary('size') }],
  likes: [canary('like'), 'clock'],
  dislikes: [canary('dislike'), 'bag'],
  diet: [canary('diet')],
  interests: [canary('interest')],
};

/** What is in the profile. `state` needs no consent: it holds for the page where there is none. */
const PROFILES = {
  nobody: { state: async () => {} },
  'a regular': {
    file: canaries(),
    async state(visitor) {
      await say(visitor, FACTS);
      await visitor.ask('track', 'dangol_points', { points: 3, threshold: 500, reward: canary('reward') });
      await visitor.ask('track', 'dangol_delivery', { state: 'under_way', url: `/parcel/${canary('parcel')}` });
      await visitor.ask('track', 'dangol_incident', { id: 'late', what: canary('what'), offer: canary('offer'), url: `/claim/${canary('claim')}` });
      await visitor.ask('wishes.add', ITEM);
    },
    deeds: { id: canary('id'), name: canary('title'), brand: canary('brand'), order: canary('order'), coupon: canary('coupon') },
  },
  'another regular': {
    isMore: true,
    file: persona('15380'),
    state: (visitor) => say(visitor, { name: 'Mina', likes: ['candle'] }),
    deeds: { id: '84879', name: 'Ornament', brand: '', order: '7', coupon: '' },
  },
};

async function say(visitor, facts) {
  await visitor.ask('profile.setFacts', facts);
  await visitor.ask('profile.rate', '47566', 1);
  await visitor.ask('profile.rate', ITEM, 5);
}

/** Somebody who was here before, with deeds of their own on an earlier page. */
async function remember(visitor, { file, state, deeds }, measure = false) {
  await visitor.ask('consent.set', { personalize: true, measure });
  if (!file) return;
  await visitor.ask('profile.import', JSON.stringify(file));
  await state(visitor);
  const { id, name, brand, order, coupon } = deeds;
  const items = [{ item_id: id, item_name: name, item_brand: brand, coupon }];
  await visitor.ask('track', 'add_to_cart', { items });
  await visitor.ask('track', 'purchase', { transaction_id: order, coupon, items });
  await visitor.kept();
}

const PERSONAL = ['dangol/kept/consent', 'dangol/kept/profile'];

/**
 * How each state of consent comes about, and what is then kept. Where nothing is kept, the
 * profile is stated anew on every page: it must not leave the page's memory either.
 */
const CONSENT = {
  'no answer': { come: async () => {}, keeps: [], onPage: true },
  refused: { come: (visitor) => visitor.ask('consent.set', { personalize: false, measure: false }), keeps: [], onPage: true },
  'counted only': { come: (visitor) => visitor.ask('consent.set', { personalize: false, measure: true }), keeps: [], onPage: true },
  withdrawn: {
    async come(visitor, profile) {
      await remember(visitor, profile);
      await visitor.ask('consent.set', { personalize: false });
    },
    keeps: [],
    onPage: true,
  },
  remembered: { come: remember, keeps: PERSONAL },
  'remembered and counted': { come: (visitor, profile) => remember(visitor, profile, true), keeps: PERSONAL },
  paused: {
    async come(visitor, profile) {
      await remember(visitor, profile);
      await visitor.ask('profile.pause');
    },
    keeps: PERSONAL,
  },
  'a guest': {
    async come(visitor, profile) {
      await remember(visitor, profile);
      await visitor.ask('guest');
    },
    keeps: PERSONAL,
    onPage: true,
  },
};

/** The 64 bits of FNV-1a of the id, as docs/model-format.md says where a page finds its chunk. */
function chunkOf(id) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(id)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash % BigInt(entry.chunks);
}

/** What may be asked for on a page, whoever looks at it: invariant 1. */
function declared({ home, item, basket, privacy }) {
  const model = `/dangol/model/${entry.build}`;
  return [
    /^\/dangol\/dangol\.js$/,
    /^\/dangol\/config\.json$/,
    /^\/dangol\/model\/entry\.json$/,
    /^\/dangol\/widget-[0-9a-f]{12}\.js$/,
    /^\/dangol\/widget-[0-9a-f]{12}\.wasm$/,
    ...(privacy ? [/^\/dangol\/privacy-[0-9a-f]{12}\.js$/, /^\/dangol\/privacy-[0-9a-f]{12}\.wasm$/] : []),
    // Wherever products are shown.
    ...(home || item || basket ? [/^\/dangol\/model\/hot\.dgm$/] : []),
    ...(home ? [new RegExp(`^${model}/home\\.dgm$`)] : []),
    ...(item ? [new RegExp(`^${model}/${chunkOf(item)}\\.dgm$`)] : []),
    // A product stands beside its alternatives: which ones says the model alone.
    ...(item ? [/^\/dangol\/choose-[0-9a-f]{12}\.js$/, /^\/dangol\/choose-[0-9a-f]{12}\.wasm$/, ...compared.map((path) => new RegExp(`^${path}$`))] : []),
  ];
}

function checkRequests(page, record, where) {
  const patterns = declared(page);
  const urls = own(record).map(({ url }) => url).toSorted();
  assert.equal(urls.length, patterns.length, `${where}: ${urls.join(' ')}`);
  for (const pattern of patterns) assert.equal(urls.filter((url) => pattern.test(url)).length, 1, `${where}: ${pattern} of ${urls.join(' ')}`);
  for (const { method, body, headers } of record.sent) {
    assert.deepEqual([method, body, headers.cookie], ['GET', '', undefined], where);
  }
  assert.deepEqual([record.sends, record.elsewhere], [[], []], `${where}: nothing leaves by another way`);
}

function checkStorage(keeps, profile, record, where) {
  const { databases, names, ...elsewhere } = record.stored;
  assert.deepEqual(names, keeps.length ? ['dangol'] : [], where);
  const { cookies, local, session, caches, workers } = EMPTY_STORAGE;
  assert.deepEqual(Object.keys(databases).toSorted(), keeps, where);
  assert.deepEqual(
    elsewhere,
    { cookies, local: { ...local }, session: { ...session }, caches, workers, name: '', state: null },
    where,
  );
  if (keeps.length === 0) assert.deepEqual(record.writes, [], `${where}: nothing was even tried`);
  for (const write of record.writes) assert.match(write, /^IDBObjectStore\.(put|delete)$/, where);
  assert.deepEqual(record.told, [], where);
  // Where a profile is kept the canaries must be found, or this test would see nothing.
  const expected = keeps.length && profile === 'a regular' ? CANARIES.filter((text) => !/order|coupon/.test(text)) : [];
  assert.deepEqual(traces([...CANARIES, WORDS], databases), expected, where);
}

for (const [state, { come, keeps, onPage }] of Object.entries(CONSENT)) {
  test(`${state}: only declared files are asked for, the same for everybody, and only what is granted is kept`, async () => {
    let first;
    for (const [name, profile] of Object.entries(PROFILES)) {
      // Two are enough where nothing of either is kept.
      if (profile.isMore && keeps.length === 0) continue;
      const visitor = await Visitor.come(gate.base);
      const recorder = await Recorder.over(visitor, gate);
      await visitor.visit('/about.html');
      await come(visitor, profile);
      await visitor.visit(`/search.html?q=${WORDS}`);
      await visitor.page.waitForLoadState('networkidle');
      await visitor.at(TODAY + DAY);
      const log = [];
      for (const page of PAGES) {
        const where = `${state}, ${name}, ${page.path}`;
        const record = await recorder.page(page.path, () => (onPage ? profile.state(visitor) : undefined));
        checkRequests(page, record, where);
        checkStorage(keeps, name, record, where);
        assert.deepEqual(traces([...CANARIES, WORDS], record.sent), [], where);
        log.push([page.path, own(record).map((request) => JSON.stringify(request)).toSorted()]);
      }
      first ??= log;
      assert.deepEqual(log, first, `${state}: ${name} is served like everybody`);
      assert.deepEqual(visitor.console, []);
      await visitor.leave();
    }
  });
}

test('counted, with a collector: one report a day is all that comes to it, of one size, whatever the profile holds', async () => {
  let first;
  for (const [name, profile] of Object.entries(PROFILES)) {
    const visitor = await Visitor.come(gate.base);
    const recorder = await Recorder.over(visitor, gate);
    await configure(visitor);
    await visitor.visit('/about.html');
    await remember(visitor, profile, true);
    await visitor.visit(`/search.html?q=${WORDS}`);
    await visitor.page.waitForLoadState('networkidle');
    await visitor.at(TODAY + DAY);
    await visitor.visit('/about.html');
    await visitor.kept();
    await visitor.page.goto('about:blank');
    await visitor.at(TODAY + DAY + 10_000);
    const reports = [];
    const log = [];
    for (const page of PAGES) {
      const where = `counted, ${name}, ${page.path}`;
      const record = await recorder.page(page.path);
      const isReport = ({ url }) => url === '/v1/report';
      reports.push(...record.sent.filter(isReport));
      const rest = { ...record, sent: record.sent.filter((request) => !isReport(request)) };
      checkRequests(page, rest, where);
      assert.deepEqual(Object.keys(record.stored.databases).toSorted(), PERSONAL, where);
      assert.deepEqual(traces([...CANARIES, WORDS], record.sent), [], where);
      log.push([page.path, own(rest).map((request) => JSON.stringify(request)).toSorted()]);
    }
    assert.equal(reports.length, 1, name);
    const [{ method, headers, body }] = reports;
    assert.deepEqual([method, body.length, headers.cookie, headers.referer], ['POST', 1024, undefined, undefined]);
    assert.equal(read(Buffer.from(body, 'latin1')).epoch, Math.floor(TODAY / DAY));
    first ??= { log, headers };
    assert.deepEqual({ log, headers }, first, `${name} is served and told of like everybody`);
    await visitor.leave();
  }
});

/** The places of all values in a JSON value, as the data dictionary names them. */
function places(value, place, into) {
  if (Array.isArray(value)) value.forEach((item) => places(item, `${place}[]`, into));
  else if (value && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) places(inner, place ? `${place}.${key}` : key, into);
  } else if (value !== null) into.add(place);
  return into;
}

test('what is kept is what the docs and the privacy page declare', async () => {
  const docs = readFileSync(new URL('../../docs/data-dictionary.md', import.meta.url), 'utf8');
  const declaredThere = new Set([...docs.matchAll(/^\| `([^`]+)` \|/gm)].map(([, field]) => field));
  const visitor = await Visitor.come(gate.base);
  await visitor.visit('/account.html');
  await remember(visitor, PROFILES['a regular']);
  const { profile } = await visitor.ask('profile.export');
  const kept = places(profile, '', new Set());
  assert.ok(kept.size > 30);
  assert.deepEqual([...kept].filter((place) => !declaredThere.has(place)), []);
  const rows = visitor.page.locator('dangol-privacy [part~="fields"] dt');
  await rows.first().waitFor({ state: 'attached' });
  const shown = await rows.count();
  assert.ok(shown >= declaredThere.size, `${shown} of ${declaredThere.size} fields`);
  await visitor.leave();
});

test('what an earlier version stored is read by this one', async () => {
  const frozen = new URL('../frozen/', import.meta.url);
  const versions = readdirSync(frozen);
  assert.ok(versions.length > 0);
  for (const version of versions) {
    const bytes = (name) => [...readFileSync(new URL(`${version}/${name}`, frozen))];
    const visitor = await Visitor.come(gate.base);
    await serveAt(visitor, '/empty', '<!doctype html><title>Empty</title>');
    await visitor.page.goto(`${gate.base}/empty`);
    await visitor.page.evaluate(async (values) => {
      const opening = indexedDB.open('dangol', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('kept');
      await new Promise((done) => (opening.onsuccess = done));
      const transaction = opening.result.transaction('kept', 'readwrite');
      for (const [key, value] of values) transaction.objectStore('kept').put(new Uint8Array(value), key);
      await new Promise((done) => (transaction.oncomplete = done));
      opening.result.close();
    }, [['consent', bytes('consent.bin')], ['profile', bytes('profile.bin')]]);
    await visitor.visit('/');
    const { stored, name, facts } = await visitor.ask('profile.get');
    assert.deepEqual([stored, name, facts.length], [true, '미나', 5], version);
    assert.match(await visitor.greeting(), /미나/, version);
    // The pictures of that shop are not in this one.
    assert.deepEqual(visitor.trouble(), []);
    await visitor.leave();
  }
});

test('what the recorder is to find, it finds', async () => {
  const visitor = await Visitor.come(gate.base);
  const recorder = await Recorder.over(visitor, gate);
  const leaks = [
    (text) => fetch(`/x?${text}`),
    (text) => fetch('/x', { method: 'POST', body: btoa(`to: ${text}`) }),
    (text) => fetch('/x', { headers: { 'x-profile': encodeURIComponent(text) } }),
    (text) => navigator.sendBeacon('/x', new TextEncoder().encode(text)),
    (text) => (new Image().src = `/x/${[...text].map((letter) => letter.charCodeAt(0).toString(16)).join('')}.gif`),
    (text) => addEventListener('pagehide', () => navigator.sendBeacon('/x', text)),
  ];
  for (const leak of leaks) {
    const record = await recorder.page('/about.html', () =>
      visitor.page.evaluate(`(${leak})(${JSON.stringify(CANARIES[0])}); undefined`),
    );
    // A beacon of leaving comes when it likes, and a test that waits for ever fails.
    while (traces(CANARIES, record.sent).length === 0) await new Promise((done) => setTimeout(done, 20));
    assert.deepEqual(traces(CANARIES, record.sent), [CANARIES[0]], String(leak));
  }
  const hiding = [
    [() => localStorage.setItem('x', 'y'), 'local'],
    [() => sessionStorage.setItem('x', 'y'), 'session'],
    [() => (document.cookie = 'x=y'), 'cookies'],
    [() => caches.open('x'), 'caches'],
    [() => new Promise((done) => (indexedDB.open('x').onsuccess = done)), 'names'],
  ];
  for (const [hide, where] of hiding) {
    const record = await recorder.page('/about.html', () => visitor.page.evaluate(`(async () => void (await (${hide})()))()`));
    assert.equal(Object.keys(record.stored[where]).length, 1, where);
    if (where !== 'names') assert.equal(record.writes.length, 1, where);
  }
  await visitor.leave();
});
