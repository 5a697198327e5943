// The examples in www/examples that are built, or need not be: each opens in the browser with the
// built package, under a policy.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { astro } from './astro.mjs';
import { ITEM, POLICY, makeExample, read, remembered, runOnServer, said, serveFile, shows } from './example.mjs';
import { Visitor, close, open, serveAt } from './harness.mjs';
import { bundle, remove } from './project.mjs';

let base;
before(async () => (base = await open()));
after(close);

/** From home to the product, remembered there, with nothing said in the console. */
async function walk(visitor) {
  await visitor.visit('/home');
  await shows(visitor, 'for-you');
  await visitor.visit('/product');
  await shows(visitor);
  await remembered(visitor);
  assert.deepEqual(said(visitor), []);
  await visitor.leave();
}

test('each example can be copied by itself, so each has the style sheet, and it is the same', () => {
  const sheets = ['react-ssr/shop.css', 'nextjs/app/shop.css', 'astro/src/shop.css'];
  for (const sheet of sheets) assert.equal(read(sheet), read('html/shop.css'), sheet);
});

test('plain HTML, and its carousel by keyboard', async () => {
  const visitor = await Visitor.come(base, { viewport: { width: 390, height: 844 } });
  await serveAt(visitor, '/product', read('html/index.html'), POLICY);
  await serveFile(visitor, '/shop.css', 'text/css', read('html/shop.css'));
  await visitor.visit('/product');
  await shows(visitor);
  assert.match(await visitor.greeting(), /welcome/i);
  const seen = () =>
    visitor.page.evaluate(() => {
      const root = document.querySelector('dangol-recs').shadowRoot;
      const { left, right } = root.activeElement?.getBoundingClientRect() ?? { left: -1, right: -1 };
      return [root.activeElement?.getAttribute('part'), left >= 0 && right <= innerWidth, root.querySelector('ul').scrollLeft];
    });
  const wide = await visitor.page.evaluate(() => {
    const list = document.querySelector('dangol-recs').shadowRoot.querySelector('ul');
    return list.scrollWidth > list.clientWidth && document.documentElement.scrollWidth === innerWidth;
  });
  assert.ok(wide, 'the row scrolls, and the page does not');
  await visitor.page.locator('dangol-recs [part="link"]').first().focus();
  for (let card = 1; card < 4; card++) {
    await visitor.page.keyboard.press('Tab');
    await visitor.page.waitForFunction(() => {
      const { left, right } = document.querySelector('dangol-recs').shadowRoot.activeElement.getBoundingClientRect();
      return left >= 0 && right <= innerWidth;
    });
  }
  const [part, isSeen, scrolled] = await seen();
  assert.ok(part === 'link' && isSeen && scrolled > 0, 'the last card came into view');
  await visitor.leave();
});

test('React, rendered on a server and hydrated', async () => {
  const folder = makeExample('react-ssr');
  const { render } = await runOnServer(folder, 'compiled', `export * from './server.jsx'`);
  const visitor = await Visitor.come(base);
  await serveAt(visitor, '/product', render({ id: ITEM, name: 'Regency <Cakestand>' }), POLICY);
  await serveFile(visitor, '/shop.css', 'text/css', read('react-ssr/shop.css'));
  await serveFile(visitor, '/client.js', 'text/javascript', await bundle(folder, 'client.jsx'));
  await visitor.visit('/product');
  await shows(visitor);
  assert.equal((await visitor.ask('page')).title, 'Regency <Cakestand>');
  await remembered(visitor);
  assert.deepEqual(said(visitor), []);
  await visitor.leave();
  remove(folder);
});

/** Stands in for Next's router: each page comes by a navigation. */
const LINK = {
  name: 'next/link',
  setup(build) {
    build.onResolve({ filter: /^next\/link$/ }, ({ path }) => ({ path, namespace: 'next' }));
    build.onLoad({ filter: /.*/, namespace: 'next' }, () => ({
      contents: 'export default (props) => <a {...props} />',
      loader: 'jsx',
      resolveDir: build.initialOptions.absWorkingDir,
    }));
  },
};

test('Next.js: the layout and pages of its app router, without Next', async () => {
  const folder = makeExample('nextjs');
  const options = { plugins: [LINK], loader: { '.css': 'empty' } };
  const visitor = await Visitor.come(base);
  await serveFile(visitor, '/shop.css', 'text/css', read('nextjs/app/shop.css'));
  for (const [path, page] of [['/home', 'page'], ['/product', 'product/page']]) {
    const whole = `import Layout, { metadata } from './app/layout.jsx'; import Page from './app/${page}.jsx';
      const whole = <Layout><title>{metadata.title}</title><link rel="stylesheet" href="/shop.css" precedence="next" /><Page /></Layout>;`;
    const server = `import { renderToString } from 'react-dom/server'; ${whole}
      export const html = '<!doctype html>' + renderToString(whole) + '<script type="module" src="${path}.js"></script>';`;
    const client = `import { hydrateRoot } from 'react-dom/client'; ${whole} hydrateRoot(document, whole);`;
    await serveAt(visitor, path, (await runOnServer(folder, path.slice(1), server, options)).html, POLICY);
    await serveFile(visitor, `${path}.js`, 'text/javascript', await bundle(folder, { contents: client, loader: 'jsx' }, options));
  }
  await walk(visitor);
  remove(folder);
});

test('Astro: its layout, pages and script, compiled by its compiler, without its router', async () => {
  const folder = makeExample('astro');
  const visitor = await Visitor.come(base);
  await serveFile(visitor, '/shop.css', 'text/css', read('astro/src/shop.css'));
  await serveFile(visitor, '/script.js', 'text/javascript', await bundle(folder, 'src/remembered.js'));
  for (const [path, page] of [['/home', 'index'], ['/product', 'product']]) {
    const contents = `import { page } from 'astro/runtime'; import Page from './src/pages/${page}.astro'; export const html = await page(Page);`;
    const { html } = await runOnServer(folder, page, contents, { plugins: [astro] });
    await serveAt(visitor, path, `<!doctype html>${html}`, POLICY);
  }
  await walk(visitor);
  remove(folder);
});
