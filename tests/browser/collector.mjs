// The shop's own server with a collector beside it, which keeps what arrives with all headers
// and reads reports by docs/report-format.md, with nothing of the widget's own code.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

export class Collector {
  /** On one origin with the shop at `base`, as the demo shop's policy wants it. */
  static async before(base) {
    const collector = new Collector();
    Object.assign(collector, { arrived: [], status: 204, waiting: [] });
    collector.server = createServer(async (request, response) => {
      const body = await buffer(request);
      const { method, url, headers } = request;
      if (url !== '/v1/report') {
        const answer = await fetch(base + url, { method });
        const kept = ['content-type', 'cache-control', 'content-security-policy'];
        response.writeHead(answer.status, Object.fromEntries([...answer.headers].filter(([name]) => kept.includes(name))));
        response.end(Buffer.from(await answer.arrayBuffer()));
        return;
      }
      collector.arrived.push({ method, url, headers, body });
      response.writeHead(collector.status, { 'set-cookie': 'tracker=1' });
      response.end();
      for (const wake of collector.waiting.splice(0)) wake();
    });
    collector.server.listen(0, '127.0.0.1');
    await once(collector.server, 'listening');
    collector.base = `http://127.0.0.1:${collector.server.address().port}`;
    return collector;
  }

  /** Waits until so many have arrived. */
  async has(count) {
    while (this.arrived.length < count) {
      await new Promise((done, fail) => {
        this.waiting.push(done);
        setTimeout(() => fail(new Error(`${this.arrived.length} of ${count} reports arrived`)), 30_000).unref();
      });
    }
    return this.arrived;
  }

  /** What arrived, each report once: a page that is left while it sends sends the same again. */
  told() {
    const told = new Map();
    for (const { body } of this.arrived) {
      const { id } = read(body);
      assert.deepEqual(body, told.get(id) ?? body, 'the very same bytes');
      told.set(id, body);
    }
    return [...told.values()];
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** What a report says. */
export function read(bytes) {
  assert.equal(bytes.length, 1024);
  assert.equal(bytes.toString('latin1', 0, 5), 'DGLR\x01');
  const histogram = bytes[43] && {
    measure: bytes[43],
    epsilon: bytes.readUInt16BE(44),
    cells: bytes.readUInt16BE(46),
    set: [...Array(256).keys()].filter((cell) => (bytes[48 + (cell >> 3)] << (cell & 7)) & 0x80),
  };
  const entries = [...Array(bytes[80]).keys()].map((number) => {
    const at = 81 + 9 * number;
    return { measure: bytes[at], slot: bytes[at + 1], arm: bytes[at + 2], subject: bytes.readUInt32BE(at + 3), cell: bytes[at + 7], count: bytes[at + 8] };
  });
  assert.ok(bytes.subarray(81 + 9 * entries.length).every((byte) => byte === 0), 'zeros follow');
  return {
    site: bytes.toString('latin1', 5, 21).replace(/\0+$/, ''),
    epoch: bytes.readUInt16BE(21),
    hour: bytes.readUInt32BE(23),
    id: bytes.toString('hex', 27, 43),
    histogram,
    entries,
  };
}

/** Has the shop's configuration name a collector, for this visitor. */
export async function configure(visitor, more = {}) {
  await visitor.context.route('**/dangol/config.json', async (route) => {
    const config = await (await route.fetch()).json();
    await route.fulfill({ json: { ...config, report: { url: '/v1/report', site: 'gift-shop' }, ...more } });
  });
}

/** Opens a product from a list of the home page, puts it into the basket and buys it. */
export async function shop(visitor) {
  await visitor.visit('/');
  const card = visitor.page.locator('dangol-recs[kind="trending"] [part="card"]').first();
  const id = await card.getAttribute('data-item-id');
  // Who looks takes longer than saving does.
  if ((await visitor.ask('profile.get')).personalize) await visitor.kept();
  await visitor.follow(card.locator('a'));
  const items = [{ item_id: id, price: 4.25, quantity: 2 }];
  await visitor.ask('track', 'add_to_cart', { currency: 'GBP', items });
  await visitor.ask('track', 'purchase', { transaction_id: 'T-1', currency: 'GBP', items });
}

/** At a time of a later day a page is opened, and its report sent. */
export async function nextDay(visitor, time) {
  await visitor.at(time);
  await visitor.visit('/about.html');
  // A new report waits for up to eight seconds. A page that is left while it sends would send
  // again.
  if ((await visitor.ask('profile.get')).personalize) await atRest(visitor);
  await visitor.page.goto('about:blank');
  await visitor.at(time + 10_000);
  await visitor.visit('/about.html');
}

/** No report is due, nor under way: its try is kept first, and it is sent after that. */
async function atRest(visitor) {
  const sent = () => visitor.requests.filter((request) => new URL(request.url()).pathname === '/v1/report');
  let before;
  do {
    before = sent().length;
    await visitor.page.waitForFunction(async () => {
      const { waiting } = (await window.dangol.profile.export()).profile.tally;
      return waiting.every(({ after }) => after > Date.now());
    });
    await Promise.all(sent().map((request) => request.response().catch(() => null)));
    await visitor.kept();
  } while (sent().length > before);
}
