// The React wrapper: rendered on a server, hydrated in the browser, in strict mode, with the oldest
// React that it is for and the newest.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Visitor, close, open, serveAt } from './harness.mjs';
import { ON_SERVER, STRICT, bundle, check, makeProject, remove } from './project.mjs';

/** Everything that there is, as a site would write it; tsc reads it too. */
const APP = `
import { StrictMode, useEffect, useRef, useState } from 'react';
import {
  DangolAsk, DangolChoose, DangolConsent, DangolCorner, DangolGreeting, DangolOffer, DangolPrivacy, DangolRecs,
  DangolScript, DangolWish, useConsent, useDangol, useGreeting, useRecommendations,
} from 'dangol/react';

function Own() {
  const dangol = useDangol();
  const greeting = useGreeting();
  const { items, status, refresh } = useRecommendations({ kind: 'trending', limit: 2 });
  const { personalize, set } = useConsent();
  const [limit, setLimit] = useState(2);
  const list = useRef<HTMLElement>(null);
  const [isHidden, setIsHidden] = useState(true);
  return (
    <section id="own">
      <p id="version">{dangol?.version}</p>
      <p id="said">{greeting?.text ?? 'Welcome'}</p>
      <ul>{items.map((item) => <li key={item.itemId}><a href={item.url}>{item.title}</a> {item.reason.text}</li>)}</ul>
      <p id="status">{status}</p>
      <p id="consent">{String(personalize)}</p>
      <button id="yes" onClick={() => set({ personalize: true })}>Remember me</button>
      <button id="again" onClick={refresh}>Again</button>
      <button id="more" onClick={() => setLimit(3)}>More</button>
      <button id="show" onClick={() => (setIsHidden(false), list.current!.setAttribute('data-found', ''))}>Show</button>
      <DangolRecs kind="recently-viewed" hidden={isHidden} aria-busy={false} id="hidden" />
      <DangolRecs ref={list} kind="trending" limit={limit} id="list" className="row" style={{ minHeight: '20rem' }}><p>The shop’s own</p></DangolRecs>
      <dangol-recs kind="new-for-you" limit={2} suppressHydrationWarning>plain</dangol-recs>
    </section>
  );
}

export function App({ isServed = true }: { isServed?: boolean }) {
  const [isThere, setIsThere] = useState(true);
  useEffect(() => void document.documentElement.setAttribute('data-hydrated', ''), []);
  return (
    <StrictMode>
      {isServed && <DangolScript src="/dangol/dangol.js" config="/dangol/config.json" nonce="own" />}
      <DangolGreeting>Hello from the shop</DangolGreeting>
      <button id="away" onClick={() => setIsThere(false)}>Away</button>
      {isThere && <Own />}
      <DangolOffer place="home" /><DangolAsk /><DangolChoose itemIds={['22423', '21871']} /><DangolCorner />
      <DangolWish itemId="22423" itemTitle="Cake stand" /><DangolConsent /><DangolPrivacy>Privacy</DangolPrivacy>
    </StrictMode>
  );
}
`;

let base;
before(async () => (base = await open()));
after(close);

/** A project with the app in it, and what its server says. */
async function makeApp(version) {
  const project = makeProject(version);
  writeFileSync(join(project, 'app.tsx'), APP);
  const server = `import { renderToString } from 'react-dom/server'; import { version } from 'react'; import { App } from './app.tsx'; export { version }; export const html = renderToString(<App />);`;
  const file = join(project, 'server.mjs');
  writeFileSync(file, await bundle(project, { contents: server, loader: 'tsx' }, ON_SERVER));
  const { version: found, html } = await import(pathToFileURL(file));
  assert.equal(Number.parseInt(found), version);
  return { project, html };
}

/** Serves the app, and gives what lets React come. */
async function serve(visitor, { project, html }, { client = `hydrateRoot(document.querySelector('main')!, <App />)`, body = html } = {}) {
  const script = await bundle(project, { contents: `import { createRoot, hydrateRoot } from 'react-dom/client'; import { App } from './app.tsx'; createRoot; ${client};`, loader: 'tsx' });
  let release;
  const late = new Promise((done) => (release = done));
  await visitor.context.route(`${base}/app.js`, async (route) => {
    await late;
    await route.fulfill({ contentType: 'text/javascript', body: script });
  });
  // Style attributes are the app's own, as React writes them.
  await serveAt(visitor, '/app', `<!doctype html><html lang="en"><title>App</title><script type="module" src="/app.js"></script><main>${body}</main></html>`, {
    'content-security-policy': "default-src 'none'; script-src 'self' 'nonce-own' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'; style-src-attr 'unsafe-inline'",
  });
  return release;
}

/** What the console was told; React's own advertisement of its tools aside. */
const said = (visitor) => visitor.console.filter((line) => !/Download the React DevTools/.test(line));

const hydrated = (page) => page.waitForFunction(() => document.documentElement.hasAttribute('data-hydrated'));

for (const version of [18, 19]) {
  describe(`React ${version}`, () => tests(version));
}

function tests(version) {
  let app;
  before(async () => (app = await makeApp(version)));
  after(() => remove(app.project));

  test('what a site writes with it is checked by tsc, and what is wrong is found', () => {
    const { project } = app;
    const settings = (file) => writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ ...STRICT, files: [file] }));
    settings('app.tsx');
    assert.equal(check(project), '');
    writeFileSync(join(project, 'wrong.tsx'), `import { DangolRecs } from 'dangol/react';
      export const one = <DangolRecs kind="nonsense" />;
      export const two = <dangol-recs limit={2} />;
      export const three = document.querySelector('dangol-recs')!.dataset.dangolState === 'nothing';
      addEventListener('dangol:click', (event) => event.detail.nonsense);`);
    settings('wrong.tsx');
    const found = check(project);
    assert.deepEqual([...found.matchAll(/wrong\.tsx\((\d)/g)].map(([, line]) => line), ['2', '3', '4', '5'], found);
  });

  test('the server renders the children, the attributes as HTML has them, and the tag', () => {
    const { html } = app;
    assert.match(html, /<dangol-recs kind="trending" limit="2" id="list" class="row" style="min-height:20rem"><p>The shop’s own<\/p><\/dangol-recs>/);
    assert.match(html, /<dangol-recs kind="recently-viewed" hidden="" (aria-busy="false" )?id="hidden">/);
    assert.match(html, /<dangol-choose item-ids="22423 21871">/);
    assert.match(html, /<dangol-wish item-id="22423" item-title="Cake stand">/);
    assert.match(html, /<script (?=.*async="")(?=.*src="\/dangol\/dangol\.js")(?=.*data-config="\/dangol\/config\.json")/);
  });

  for (const order of ['before', 'after']) {
    test(`it is hydrated without a word where Dangol comes ${order} React, and the children stay`, async () => {
      const visitor = await Visitor.come(base);
      const release = await serve(visitor, app);
      if (order === 'after') {
        await visitor.context.route('**/dangol/widget-*', async (route) => {
          await hydrated(visitor.page);
          await route.continue();
        });
        release();
      }
      await visitor.page.goto(`${base}/app`, { waitUntil: 'commit' });
      await visitor.page.waitForSelector('main');
      if (order === 'before') {
        await visitor.rest();
        await visitor.page.evaluate(() => (window.testCard = document.querySelector('#list').shadowRoot.querySelector('li')));
        release();
      }
      await hydrated(visitor.page);
      await visitor.rest();
      await visitor.page.waitForFunction(() => document.querySelector('#status').textContent === 'ready');
      assert.equal(await visitor.state('#list'), 'shown');
      assert.equal(await visitor.page.locator('#list > p').textContent(), 'The shop’s own');
      assert.equal(await visitor.page.evaluate(() => document.querySelectorAll('#own > ul > li > a').length), 2);
      await visitor.page.waitForFunction(() => /welcome to Plum/.test(document.querySelector('#said').textContent));
      assert.match(await visitor.page.locator('#version').textContent(), /^\d+\.\d+\.\d+$/);
      await visitor.page.click('#show');
      await visitor.page.waitForFunction(() => document.querySelector('#list').hasAttribute('data-found'));
      await visitor.page.waitForFunction(() => !document.querySelector('#hidden').hasAttribute('hidden'));
      if (order === 'before') assert.ok(await visitor.page.evaluate(() => window.testCard.isConnected), 'what was shown stays');
      assert.deepEqual(said(visitor), []);
      assert.equal(await visitor.page.locator('script[src*="dangol.js"]').count(), 1);
      await visitor.leave();
    });
  }

  test('answers on consent are followed, whoever takes them, and everything is taken down with its component', async () => {
    const visitor = await Visitor.come(base);
    (await serve(visitor, app))();
    await visitor.visit('/app');
    const says = (text) => visitor.page.waitForFunction((text) => document.querySelector('#consent').textContent === text, text);
    await says('null');
    await visitor.page.click('#yes');
    await says('true');
    await visitor.ask('consent.set', { personalize: false });
    await says('false');
    await visitor.page.click('#more');
    await visitor.page.waitForFunction(() => document.querySelector('#list').shadowRoot?.querySelectorAll('li').length === 3);
    await visitor.page.evaluate(() => {
      window.testCalls = 0;
      const { recommend } = window.dangol;
      window.dangol.recommend = (query) => (window.testCalls++, recommend(query));
    });
    await visitor.page.click('#again');
    await visitor.page.waitForFunction(() => window.testCalls === 1);
    await visitor.page.click('#away');
    await visitor.page.waitForSelector('#own', { state: 'detached' });
    await visitor.ask('consent.set', { personalize: true });
    assert.equal(await visitor.page.evaluate(() => window.testCalls), 1, 'nothing asks any more');
    assert.deepEqual(said(visitor), []);
    await visitor.leave();
  });

  test('an app that the browser alone renders loads it, once in spite of strict mode', async () => {
    const visitor = await Visitor.come(base);
    const client = `import { useDangol } from 'dangol/react'; import { StrictMode } from 'react';
      const Loads = () => { useDangol({ src: '/dangol/dangol.js', config: '/dangol/config.json' }); return null; };
      createRoot(document.querySelector('main')!).render(<><App isServed={false} /><StrictMode><Loads /></StrictMode></>)`;
    (await serve(visitor, app, { client, body: '' }))();
    await visitor.page.goto(`${base}/app`);
    await visitor.page.waitForFunction(() => document.querySelector('#status')?.textContent === 'ready');
    await visitor.rest();
    assert.equal((await visitor.cards('trending')).length, 2);
    assert.equal(visitor.paths().filter((path) => path.endsWith('dangol.js')).length, 1);
    assert.deepEqual(said(visitor), []);
    await visitor.leave();
  });

  test('where Dangol cannot run the children are what is seen, and the hook says so', async () => {
    const visitor = await Visitor.come(base);
    await visitor.context.route('**/dangol/*.wasm', (route) => route.fulfill({ status: 404 }));
    (await serve(visitor, app))();
    await visitor.visit('/app');
    await visitor.page.waitForFunction(() => document.querySelector('#status').textContent === 'failed');
    assert.ok(await visitor.page.locator('#list > p').isVisible());
    assert.deepEqual(said(visitor).filter((line) => !/could not start|Failed to load/.test(line)), []);
    await visitor.leave();
  });
}
