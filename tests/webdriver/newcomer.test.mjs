// A newcomer with a shop of their own: from an empty folder with two exports to greeting and
// recommendations on their pages, by the real commands, in all three engines.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import * as bicycles from './bicycles.mjs';
import { Browser, NAMES } from './browsers.mjs';
import { DANGOL, DIST, serve } from './shop.mjs';
import { NOTHING_KEPT, Visitor } from './visitor.mjs';

const [TYRE, TUBE] = ['City tyre 28"', 'Inner tube 28"'].map((title) => bicycles.PRODUCTS.find((product) => product.title === title));

let folder;
let shop;
let printed;
/** What each step took, in milliseconds. */
const took = [];

function timed(what, deed) {
  const begin = performance.now();
  const outcome = deed();
  took.push([what, performance.now() - begin]);
  return outcome;
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-newcomer-'));
  const site = join(folder, 'site');
  mkdirSync(site);
  shop = await serve(site);
  // What was there before Dangol: the exports, and the site.
  write(join(folder, 'merchant.xml'), bicycles.feed(shop.base));
  write(join(folder, 'orders-2026.csv'), bicycles.orders());
  write(join(site, 'bicycle.svg'), bicycles.PICTURE);

  printed = timed('dangol init', () =>
    execFileSync(DANGOL, ['init', '--from', '.', '--name', 'Spoke & Saddle', '--currency', 'EUR', '--site', 'site', '--yes'], {
      cwd: folder,
      encoding: 'utf8',
    }),
  );
  timed('copying the widget', () => cpSync(DIST, join(site, 'dangol'), { recursive: true }));
  const [tag] = /<script async [^\n]*<\/script>/.exec(printed);
  const elements = printed.match(/<dangol-[^\n]*/g).join('\n');
  // "related" for the page of a product, as the docs of the elements tell.
  const own = elements + '\n<dangol-recs kind="related" limit="4"></dangol-recs>';
  timed('pasting the tag', () => {
    for (const [path, html] of Object.entries(bicycles.pages(shop.base))) {
      write(join(site, path), html.replace('</head>', () => `${tag}\n</head>`).replace('</h1>', () => `</h1>\n${own}`));
    }
  });
});

after(() => {
  shop?.close();
  if (folder) rmSync(folder, { recursive: true });
});

test('dangol init finds both exports, understands them whole, and prints what to paste', () => {
  for (const expected of [
    'merchant.xml',
    'orders-2026.csv',
    'read as a feed in XML',
    'config.json: nothing is wrong',
    '<dangol-greeting></dangol-greeting>',
    '<dangol-recs kind="for-you" limit="6"></dangol-recs>',
    '<dangol-privacy></dangol-privacy>',
  ]) {
    assert.ok(printed.includes(expected), `${expected} is in: ${printed}`);
  }
  assert.ok(existsSync(join(folder, 'site/dangol/model/entry.json')));
  const whole = took.reduce((sum, [, time]) => sum + time, 0);
  for (const [what, time] of [...took, ['all of it', whole]]) console.log(`  ${what}: ${Math.round(time)} ms`);
});

for (const name of NAMES) {
  test(`${name}: greeting and recommendations appear on the newcomer’s pages`, async () => {
    const browser = await Browser.launch(name);
    try {
      const visitor = await Visitor.come(browser, shop.base);
      await visitor.visit('/index.html');
      assert.match(await visitor.greeting(), /welcome to Spoke & Saddle/);
      const popular = await visitor.cards('for-you');
      assert.equal(popular.length, 6);
      for (const card of popular) {
        const product = bicycles.PRODUCTS.find(({ id }) => id === card.id);
        assert.equal(card.title, product.title);
        assert.equal(card.price, `€${product.price.toFixed(2)}`);
      }
      assert.deepEqual(await visitor.storage(), NOTHING_KEPT);

      await visitor.visit(TYRE.path);
      const related = await visitor.cards('related');
      assert.equal(related.length, 4);
      const personal = await visitor.cards('for-you');
      const shown = [...related, ...personal].map(({ id }) => id);
      assert.ok(shown.includes(TUBE.id), 'what is bought with the tyre is beside it');
      assert.ok(!shown.includes(TYRE.id));
      await visitor.session.findElement({ css: '#agree' }).click();
      await visitor.kept();

      // They come back.
      await visitor.visit('/index.html');
      assert.deepEqual(await visitor.deeds(), [`viewed ${TYRE.id}`]);
      const reasons = (await visitor.cards('for-you')).map(({ reason }) => reason);
      assert.ok(reasons.includes(`Because you looked at “${TYRE.title}”`), reasons.join('\n'));
      await visitor.isQuiet();
      await visitor.leave();
    } finally {
      await browser.close();
    }
  });
}
