// Records all that leaves a visitor's browser and all that is written in it, by whomever.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What was written on a page, and by which means something was sent that no request shows. */
function instrument() {
  const record = { writes: [], sends: [], told: [] };
  Object.defineProperty(window, 'testRecord', { enumerable: false, value: record });
  const wrap = (owner, name, note) => {
    const original = owner?.prototype?.[name];
    if (!original) return;
    owner.prototype[name] = function (...values) {
      note(...values);
      return original.apply(this, values);
    };
  };
  // The demo shop keeps its own basket and its visitor bar; these are not Dangol's.
  const shops = /^(shop|demo)-/;
  for (const name of ['put', 'add', 'clear', 'delete']) {
    wrap(globalThis.IDBObjectStore, name, () => record.writes.push(`IDBObjectStore.${name}`));
  }
  wrap(globalThis.IDBDatabase, 'createObjectStore', (store) => record.writes.push(`store ${store}`));
  wrap(globalThis.Storage, 'setItem', (key) => shops.test(key) || record.writes.push(`setItem ${key}`));
  for (const [owner, name] of [
    [globalThis.CacheStorage, 'open'],
    [globalThis.CookieStore, 'set'],
    [globalThis.ServiceWorkerContainer, 'register'],
    [globalThis.StorageManager, 'getDirectory'],
    [globalThis.History, 'pushState'],
    [globalThis.History, 'replaceState'],
  ]) {
    wrap(owner, name, () => record.writes.push(`${owner.name}.${name}`));
  }
  const { get, set } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  Object.defineProperty(Document.prototype, 'cookie', {
    configurable: true,
    get,
    set(value) {
      record.writes.push('Document.cookie');
      set.call(this, value);
    },
  });
  wrap(globalThis.Navigator, 'sendBeacon', () => record.sends.push('sendBeacon'));
  for (const name of ['WebSocket', 'EventSource', 'RTCPeerConnection', 'WebTransport', 'Worker', 'SharedWorker']) {
    const Original = globalThis[name];
    if (!Original) continue;
    globalThis[name] = new Proxy(Original, {
      construct(target, values, self) {
        record.sends.push(name);
        return Reflect.construct(target, values, self);
      },
    });
  }
  addEventListener('dangol:error', (event) => record.told.push(event.detail.code));
}

/**
 * A gate before the shop's server, through which every byte of a request passes: also of those
 * that a page sends while it is being left, which the browser's tools do not tell of.
 */
export class Gate {
  static async before(base) {
    const gate = new Gate();
    gate.passed = [];
    gate.server = createServer(async (request, response) => {
      const body = await buffer(request);
      const { method, url, headers } = request;
      gate.passed.push({ method, url: decodeURI(url), headers, body: body.toString('latin1') });
      const answer = await fetch(base + url, { method, body: body.length ? body : undefined });
      const { status } = answer;
      const kept = ['content-type', 'cache-control', 'etag', 'location'];
      response.writeHead(status, Object.fromEntries([...answer.headers].filter(([name]) => kept.includes(name))));
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
    gate.server.listen(0, '127.0.0.1');
    await once(gate.server, 'listening');
    gate.base = `http://127.0.0.1:${gate.server.address().port}`;
    return gate;
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** The record of one visitor, who comes through a gate. */
export class Recorder {
  static async over(visitor, gate) {
    const recorder = new Recorder();
    Object.assign(recorder, { visitor, gate, elsewhere: [] });
    visitor.context.on('request', (request) => {
      if (!request.url().startsWith(gate.base)) recorder.elsewhere.push(request.url());
    });
    await visitor.context.addInitScript(instrument);
    return recorder;
  }

  /** A page, from a cold cache, until it is quiet; then `deeds`, and quiet again; then it is left. */
  async page(path, deeds = async () => {}) {
    const { page, context } = this.visitor;
    const session = await context.newCDPSession(page);
    await session.send('Network.clearBrowserCache');
    await session.detach();
    const sent = [];
    this.gate.passed = sent;
    await this.visitor.visit(path);
    await deeds();
    await page.waitForLoadState('networkidle');
    const record = await page.evaluate(() => window.testRecord);
    const stored = await this.stored();
    await page.goto('about:blank');
    // A beacon of leaving may still come: `sent` grows until the next page.
    return { sent, elsewhere: this.elsewhere, stored, ...record };
  }

  /** All that this origin keeps: by kind, with keys and contents. */
  async stored() {
    const { context, page } = this.visitor;
    const cookies = await context.cookies();
    const inPage = await page.evaluate(async () => {
      const settled = (request) =>
        new Promise((done, fail) => {
          request.onsuccess = () => done(request.result);
          request.onerror = () => fail(request.error);
        });
      const latin = (value) =>
        value instanceof Uint8Array
          ? [...value].map((byte) => String.fromCharCode(byte)).join('')
          : JSON.stringify(value);
      const databases = {};
      const names = (await indexedDB.databases()).map(({ name }) => name);
      for (const name of names) {
        const database = await settled(indexedDB.open(name));
        for (const store of database.objectStoreNames) {
          const kept = database.transaction(store).objectStore(store);
          const [keys, values] = await Promise.all([settled(kept.getAllKeys()), settled(kept.getAll())]);
          keys.forEach((key, at) => (databases[`${name}/${store}/${key}`] = latin(values[at])));
        }
        database.close();
      }
      const entries = (storage, shops) =>
        Object.fromEntries(Object.entries({ ...storage }).filter(([key]) => !key.startsWith(shops)));
      return {
        names,
        databases,
        local: entries(localStorage, 'shop-'),
        session: entries(sessionStorage, 'demo-'),
        caches: await caches.keys(),
        workers: (await navigator.serviceWorker.getRegistrations()).length,
        name: window.name,
        state: history.state,
      };
    });
    return { cookies, ...inPage };
  }
}

/** Every form in which a text could leave unseen: as it is, by percent, base64, hex, UTF-16, backwards. */
function* disguises(text) {
  yield text;
  yield encodeURIComponent(text);
  yield [...text].toReversed().join('');
  for (const bytes of [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]) {
    yield bytes.toString('latin1');
    yield bytes.toString('hex');
    for (const shift of [0, 1, 2]) {
      // Where the text begins in the middle of a group of three, its first and last letters mix
      // with their neighbours; those between stay.
      const shifted = Buffer.concat([Buffer.alloc(shift), bytes]);
      const whole = shifted.subarray(0, shifted.length - (shifted.length % 3)).toString('base64');
      const inner = whole.slice(shift === 0 ? 0 : 4);
      yield inner;
      yield inner.replaceAll('+', '-').replaceAll('/', '_');
    }
  }
}

/** Which of these texts are in a value, in whatever disguise. */
export function traces(texts, value) {
  const where = (typeof value === 'string' ? value : JSON.stringify(value)).toLowerCase();
  return texts.filter((text) => [...disguises(text)].some((form) => where.includes(form.toLowerCase())));
}
