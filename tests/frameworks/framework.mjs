// An example of www/examples with the framework that it is for: installed, built and served by the
// framework's own commands, and walked through in Chromium.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ITEM, remembered, said, shows } from '../browser/example.mjs';
import { SITE, Visitor } from '../browser/harness.mjs';

const EXAMPLES = fileURLToPath(new URL('../../www/examples', import.meta.url));
const PACKAGE = resolve(SITE, '../../npm');
const ENV = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1' };

/** An example, installed and built, with the demo shop's model. */
export function build(name) {
  const folder = mkdtempSync(join(tmpdir(), `dangol-${name}-`));
  cpSync(join(EXAMPLES, name), folder, { recursive: true });
  const npm = (args, cwd = folder) => execFileSync('npm', args, { cwd, env: ENV, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const packed = npm(['pack', '--silent', '--pack-destination', folder], PACKAGE).trim();
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  manifest.dependencies.dangol = `file:${packed}`;
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  npm(['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']);
  // A framework serves what is in its public folder when it builds.
  for (const part of ['config.json', 'model']) cpSync(join(SITE, 'dangol', part), join(folder, 'public/dangol', part), { recursive: true });
  console.log(npm(['run', 'build']));
  return folder;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Serves what was built, by a command of the framework's. */
export async function serve(folder, program, args) {
  const port = await freePort();
  const child = spawn('node', [join(folder, 'node_modules', program), ...args, '--port', String(port)], { cwd: folder, env: ENV, stdio: ['ignore', 'ignore', 'inherit'] });
  const base = `http://127.0.0.1:${port}`;
  const late = Date.now() + 60_000;
  while (!(await fetch(base).catch(() => undefined))?.ok) {
    assert.ok(child.exitCode === null && Date.now() < late, 'the framework’s server does not answer');
    await new Promise((done) => setTimeout(done, 100));
  }
  return {
    base,
    async close() {
      child.kill();
      await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Home, then the product by the framework's own router, the answer, a reload, and back. */
export async function walk(base) {
  const visitor = await Visitor.come(base);
  const { page } = visitor;
  // The pictures on the cards are the demo shop's.
  await visitor.context.route(
    (url) => url.pathname.startsWith('/images/'),
    (route) => route.fulfill({ path: join(SITE, new URL(route.request().url()).pathname) }),
  );
  await visitor.visit('/');
  await shows(visitor, 'for-you');
  assert.match(await visitor.greeting(), /Plum/);
  await page.evaluate(() => (window.testSame = true));
  await page.click('#next');
  await page.waitForFunction(() => location.pathname.startsWith('/product'));
  await page.waitForFunction(() => document.querySelector('dangol-recs[kind="related"]')?.dataset.dangolState === 'shown');
  assert.equal(await page.evaluate(() => window.testSame), true, 'the router changed the page, not the browser');
  await shows(visitor);
  assert.equal((await visitor.ask('page')).itemId, ITEM);
  await remembered(visitor);
  await visitor.kept();
  assert.equal(visitor.paths().filter((path) => path === '/dangol/dangol.js').length, 1);

  await page.reload();
  await visitor.rest();
  await page.waitForFunction(() => /You are remembered/.test(document.querySelector('#remembered').textContent));
  assert.equal((await visitor.cards('related')).length, 4);
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('dangol-recs[kind="for-you"]')?.dataset.dangolState === 'shown');
  const seen = (await visitor.ask('profile.get')).items.filter(({ itemId }) => itemId === ITEM);
  assert.ok(seen.length, 'what was looked at is remembered');
  assert.deepEqual(said(visitor), []);
  await visitor.leave();
}
