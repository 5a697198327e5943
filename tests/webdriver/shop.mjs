// The real server over a built site.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const { DANGOL_BIN, DANGOL_SITE, DANGOL_DIST } = process.env;
if (!DANGOL_BIN || !DANGOL_SITE || !DANGOL_DIST) {
  throw new Error('run these by `cargo xtask test browsers`: it builds the site and names it');
}

export const DANGOL = DANGOL_BIN;
/** What a site owner uploads beside the model: loader, glue, wasm. */
export const DIST = DANGOL_DIST;
/** The built demo shop. */
export const DEMO = DANGOL_SITE;

/** The page of a product of the demo shop. */
export function productPage(id) {
  const line = readFileSync(`${DEMO}/../feed.csv`, 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`${id},`));
  return /,(\/product\/[^,]+),/.exec(line)[1];
}

/** Serves a folder until it is closed. */
export async function serve(site) {
  const server = spawn(DANGOL_BIN, ['serve', '--site', site, '--listen', '127.0.0.1:0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.on('exit', () => server.kill());
  const [line] = await once(createInterface({ input: server.stdout }), 'line');
  return { base: /http:\/\/\S+/.exec(line)[0], close: () => server.kill() };
}
