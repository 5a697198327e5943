// The examples of www/examples: their files, and what each of them has to do in the browser.

import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ON_SERVER, bundle, makeProject } from './project.mjs';

const EXAMPLES = fileURLToPath(new URL('../../www/examples', import.meta.url));

/** What the examples' pages are about. */
export const ITEM = '22423';

/** The smallest policy, with the example's own style sheet and frame. */
export const POLICY = {
  'content-security-policy':
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; frame-src 'self'",
};

/** A file of an example. */
export const read = (path) => readFileSync(join(EXAMPLES, path), 'utf8');

/** An example as a site's own project, with the npm package in it. */
export function makeExample(name) {
  const folder = makeProject();
  cpSync(join(EXAMPLES, name), folder, { recursive: true });
  return folder;
}

/** What a script of a project's gives when node runs it. */
export async function runOnServer(folder, name, contents, options) {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, await bundle(folder, { contents, loader: 'jsx' }, { ...ON_SERVER, ...options }));
  return import(pathToFileURL(file));
}

/** Serves a file beside the pages. */
export const serveFile = (visitor, path, contentType, body) =>
  visitor.context.route(visitor.base + path, (route) => route.fulfill({ contentType, body }));

/** What the console was told; React's own advertisement of its tools aside. */
export const said = (visitor) => visitor.console.filter((line) => !/Download the React DevTools/.test(line));

/** A row is there, nothing was said, nothing moved, nothing was stored. */
export async function shows(visitor, kind = 'related') {
  assert.equal((await visitor.cards(kind)).length, 4);
  assert.deepEqual(said(visitor), []);
  assert.equal(await visitor.shifts(), 0);
  assert.deepEqual((await visitor.storage()).databases, []);
}

/** Presses the button that lets Dangol remember, and waits until the page says that it does. */
export async function remembered(visitor) {
  await visitor.page.locator('dangol-consent button').last().click();
  await visitor.page.waitForFunction(() => /You are remembered/.test(document.querySelector('#remembered').textContent));
  assert.equal((await visitor.ask('consent.get')).personalize, true);
}
