// A small shop in a folder, with every file that the guide's commands name.

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FEED, SITE } from './harness.mjs';

const PRODUCTS = FEED.slice(0, 60);
const day = (number) => new Date(Date.UTC(2026, 3, 1 + number)).toISOString().slice(0, 10);
const escaped = (text) => text.replaceAll('&', '&amp;');

const feed = () => {
  const items = PRODUCTS.map(
    ({ id, link, price, category }) =>
      `<item><g:id>${id}</g:id><title>Thing ${id}</title><g:link>${link}</g:link><g:price>${price} GBP</g:price><g:product_type>${escaped(category)}</g:product_type></item>`,
  );
  return `<rss xmlns:g="http://base.google.com/ns/1.0"><channel>\n${items.join('\n')}\n</channel></rss>\n`;
};

/** A hundred days with four orders a day, of forty customers; always the same. */
const orders = () => {
  const lines = ['order_id,item_id,title,date,price,quantity,customer_id'];
  for (let order = 0; order < 400; order += 1) {
    for (const step of [0, 1, 7]) {
      const { id, price } = PRODUCTS[(order * 5 + step * (1 + (order % 3))) % PRODUCTS.length];
      lines.push(`${order},${id},Thing ${id},${day(order / 4)},${price},1,${order % 40}`);
    }
  }
  return `${lines.join('\n')}\n`;
};

const visit = (number) => [0, 1, 3, 4].map((step) => PRODUCTS[(number * 3 + step) % PRODUCTS.length].id);
const visits = () => `${Array.from({ length: 200 }, (_, number) => visit(number).join(' ')).join('\n')}\n`;
const cases = () => `${Array.from({ length: 40 }, (_, number) => visit(number).slice(0, 2).join(' ') + `\t${visit(number)[2]}`).join('\n')}\n`;
const clicks = (from) =>
  `SessionId\tItemId\tTime\n${Array.from({ length: 60 }, (_, number) =>
    visit(number).map((item, step) => `${from + number}\t${item}\t${1_700_000_000 + (from + number) * 60 + step}`).join('\n'),
  ).join('\n')}\n`;

/** Thirty customers with four baskets each, of which the last is to be foretold. */
const baskets = () => {
  const of = (make) => Object.fromEntries(Array.from({ length: 30 }, (_, number) => [`c${number}`, make(number)]));
  return { train: of((number) => [visit(number), visit(number + 1)]), validate: of((number) => [visit(number + 2)]), test: of((number) => [0, 1, 2, 3].map((later) => visit(number + later))) };
};

const AGGREGATES = { format: 'dangol-aggregates', version: 1, site: 'my-shop', firstDay: '2026-07-01', lastDay: '2026-07-28', reports: 0 };
const CONFIG = { version: 1, shopName: { en: 'Harbour' }, report: { url: '/v1/report', site: 'my-shop' } };

/** Makes the shop, and says where it is. `bare` has what a newcomer has: exports, and the built files. */
export const makeShop = (dangol, bare) => {
  const folder = mkdtempSync(join(tmpdir(), 'dangol-guide-'));
  const put = (name, text) => writeFileSync(join(folder, name), text);
  put('feed.xml', feed());
  put('orders.csv', orders());
  mkdirSync(join(folder, 'target/dist'), { recursive: true });
  for (const file of readdirSync(join(SITE, 'dangol'), { withFileTypes: true })) {
    const isBuilt = file.isFile() && !file.name.endsWith('.json');
    if (isBuilt) copyFileSync(join(SITE, 'dangol', file.name), join(folder, 'target/dist', file.name));
  }
  if (bare) return folder;
  // What is compressed is known by its first bytes and not by its name.
  for (const name of ['orders.csv.zst', '2023.csv', '2024.csv.gz']) symlinkSync('orders.csv', join(folder, name));
  symlinkSync('feed.xml', join(folder, 'feed.csv'));
  put('visits.tsv', visits());
  put('train_sessions.txt.zst', visits());
  put('test_prefix_target.txt.zst', cases());
  put('clicks-before.tsv', clicks(0));
  put('clicks-after.tsv', clicks(1000));
  mkdirSync(join(folder, 'site/dangol'), { recursive: true });
  put('config.json', JSON.stringify(CONFIG));
  copyFileSync(join(folder, 'config.json'), join(folder, 'site/dangol/config.json'));
  put('baskets.json', JSON.stringify(baskets()));
  put('aggregates.json', `${JSON.stringify(AGGREGATES)}\n`);
  execFileSync(dangol, ['build', '--catalog', 'feed.xml', '--orders', 'orders.csv', '--out', 'site/dangol/model'], { cwd: folder });
  return folder;
};

/** The page of one of its products. */
export const aProduct = () => PRODUCTS[0];
