// The example for Astro, built and served by Astro.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, open } from '../browser/harness.mjs';
import { build, serve, walk } from './framework.mjs';

let server;
before(async () => {
  assert.ok(Number.parseInt(process.versions.node) >= 22, `Astro wants Node 22.12 or newer, and this is ${process.version}`);
  await open();
  server = await serve(build('astro'), 'astro/bin/astro.mjs', ['preview', '--host', '127.0.0.1']);
});
after(async () => {
  await server?.close();
  await close();
});

test('Astro: gone through by its router', () => walk(server.base));
