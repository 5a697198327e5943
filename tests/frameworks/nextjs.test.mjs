// The example for Next.js, built and served by Next.

import { after, before, test } from 'node:test';
import { close, open } from '../browser/harness.mjs';
import { build, serve, walk } from './framework.mjs';

let server;
before(async () => {
  await open();
  server = await serve(build('nextjs'), 'next/dist/bin/next', ['start']);
});
after(async () => {
  await server?.close();
  await close();
});

test('Next.js: rendered, hydrated, and gone through by its router', () => walk(server.base));
