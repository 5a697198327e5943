// The npm package: what it holds, that importing it does nothing, that it loads the site's own
// Dangol, and that its types say what the real object does, no more and no less.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PRODUCTS, SITE, Visitor, close, open, serveAt } from './harness.mjs';
import { STRICT, bundle, check, filesOf, makeProject, remove } from './project.mjs';

const ITEM = '22423';
const LOAD = { src: '/dangol/dangol.js', config: '/dangol/config.json' };
let base;
let project;
before(async () => {
  project = makeProject();
  base = await open();
});
after(async () => {
  await close();
  remove(project);
});

/** A page that has one module of the project's, under a strict policy. */
async function pageWith(visitor, source, { body = '', head = '', policy = '' } = {}) {
  const script = await bundle(project, { contents: source, loader: 'ts' });
  await visitor.context.route(`${base}/app.js`, (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
  await serveAt(visitor, '/app', `<!doctype html><html lang="en"><title>App</title>${head}<script type="module" src="/app.js"></script>${body}`, {
    'content-security-policy': `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'${policy}`,
  });
}

test('the package holds what a site serves, byte for byte, and what it declares', () => {
  const folder = join(project, 'node_modules/dangol');
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  assert.equal(manifest.sideEffects, false);
  const files = filesOf(folder);
  for (const { types, default: script } of [manifest.exports['.'], manifest.exports['./react']]) {
    for (const file of [types, script]) assert.ok(files.includes(file.slice(2)), file);
  }
  const served = files.filter((file) => file.startsWith('dist/'));
  assert.ok(served.length >= 9, served.join());
  for (const file of served) {
    assert.deepEqual(readFileSync(join(folder, file)), readFileSync(join(SITE, 'dangol', file.slice(5))), file);
  }
  assert.match(readFileSync(join(folder, 'dist/dangol.js'), 'utf8'), new RegExp(`"${manifest.version}"`));
});

test('importing it does nothing, and on a server calling it does nothing either', () => {
  const code = `
    const before = Object.getOwnPropertyNames(globalThis).join();
    const { load, push } = await import('dangol');
    const found = await load(${JSON.stringify(LOAD)});
    const length = push(['track', 'view_item', { items: [] }]);
    console.log(JSON.stringify([found === undefined, length, before === Object.getOwnPropertyNames(globalThis).join()]));`;
  const said = execFileSync('node', ['--input-type=module', '-e', code], { cwd: project, encoding: 'utf8' });
  assert.deepEqual(JSON.parse(said), [true, 0, true]);
});

test('a bundle that imports it and uses nothing of it has nothing of it', async () => {
  assert.equal((await bundle(project, { contents: `import 'dangol'; import { DangolRecs } from 'dangol/react';` })).trim(), '');
});

test('it loads Dangol once, whoever asks, and calls made before are kept', async () => {
  const visitor = await Visitor.come(base);
  const source = `
    import { load, push } from 'dangol';
    push(['consent.set', { personalize: true }], ['profile.setFacts', { name: 'Ada' }]);
    const options = ${JSON.stringify(LOAD)};
    const [one, two, three] = await Promise.all([load(options), load(options), load()]);
    (window as any).testSame = one === two && two === three && one === window.dangol && (await load(options)) === one;`;
  await pageWith(visitor, source, { body: '<dangol-recs kind="trending" limit="3">own</dangol-recs>' });
  await visitor.page.goto(`${base}/app`);
  await visitor.page.waitForFunction(() => window.testSame !== undefined);
  assert.equal(await visitor.page.evaluate(() => window.testSame), true);
  await visitor.rest();
  assert.equal((await visitor.cards('trending')).length, 3);
  assert.equal(await visitor.page.locator('script[src*="dangol.js"]').count(), 1);
  assert.equal(visitor.paths().filter((path) => path.endsWith('dangol.js')).length, 1);
  await visitor.page.waitForFunction(async () => (await window.dangol.profile.get()).name === 'Ada');
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('it uses the tag that the page has, before it or after it', async () => {
  const tag = '<script async src="/dangol/dangol.js" data-config="/dangol/config.json"></script>';
  for (const [what, page] of [['before', { head: tag }], ['after', { body: tag }]]) {
    for (const options of [JSON.stringify(LOAD), '']) {
      const visitor = await Visitor.come(base);
      await pageWith(visitor, `import { load } from 'dangol'; (window as any).testVersion = (await load(${options}))!.version;`, page);
      await visitor.page.goto(`${base}/app`);
      await visitor.page.waitForFunction(() => window.testVersion);
      assert.equal(await visitor.page.locator('script[src*="dangol.js"]').count(), 1, what);
      await visitor.leave();
    }
  }
});

test('under Trusted Types it takes an address that the site’s own policy made, and says so where it is none', async () => {
  const policy = "; require-trusted-types-for 'script'; trusted-types site";
  const outcome = (address) => `
    import { load } from 'dangol';
    declare const trustedTypes: any;
    load({ src: ${address} }).then((found) => found!.version, (error) => error.code).then((said) => ((window as any).testSaid = said));`;
  for (const [address, expected] of [
    [`trustedTypes.createPolicy('site', { createScriptURL: (url: string) => url }).createScriptURL('/dangol/dangol.js')`, /^\d+\./],
    [`'/dangol/dangol.js'`, /^not_started$/],
  ]) {
    const visitor = await Visitor.come(base);
    await pageWith(visitor, outcome(address), { policy });
    await visitor.page.goto(`${base}/app`);
    await visitor.page.waitForFunction(() => window.testSaid);
    assert.match(await visitor.page.evaluate(() => window.testSaid), expected);
    await visitor.leave();
  }
});

test('where the script cannot be had it is rejected, and may be asked again', async () => {
  for (const head of ['', '<script async src="/dangol/dangol.js"></script>']) {
    const visitor = await Visitor.come(base);
    const source = `
      import { load } from 'dangol';
      (window as any).testLoad = () => load({ src: '/dangol/dangol.js' }).then((found) => found!.version, (error) => error.code);
      (window as any).testSaid = await (window as any).testLoad();`;
    await pageWith(visitor, source, { head });
    await visitor.context.route('**/dangol.js', (route) => route.abort());
    await visitor.page.goto(`${base}/app`);
    await visitor.page.waitForFunction(() => window.testSaid);
    assert.equal(await visitor.page.evaluate(() => window.testSaid), 'not_started');
    await visitor.context.unroute('**/dangol.js');
    assert.match(await visitor.page.evaluate(() => window.testLoad()), /^\d+\./);
    await visitor.leave();
  }
});

test('who only waits and asks first gets what another loads', async () => {
  const visitor = await Visitor.come(base);
  const source = `
    import { load } from 'dangol';
    const waits = load();
    const loads = load({ src: '/dangol/dangol.js' });
    (window as any).testSame = (await waits) === (await loads);`;
  await pageWith(visitor, source);
  await visitor.page.goto(`${base}/app`);
  await visitor.page.waitForFunction(() => window.testSame);
  await visitor.leave();
});

test('a tag that failed before anybody asked is not waited for for ever', async () => {
  const visitor = await Visitor.come(base);
  await visitor.page.clock.install();
  const source = `
    import { load } from 'dangol';
    (window as any).testAsk = () => load().catch((error) => ((window as any).testSaid = error.code));`;
  await pageWith(visitor, source, { head: '<script async src="/dangol/dangol.js"></script>' });
  await visitor.context.route('**/dangol.js', (route) => route.abort());
  await visitor.page.goto(`${base}/app`);
  await visitor.page.waitForFunction(() => document.readyState === 'complete' && Boolean(window.testAsk));
  await visitor.page.evaluate(() => void window.testAsk());
  await visitor.page.clock.fastForward(10_000);
  await visitor.page.waitForFunction(() => window.testSaid === 'not_started');
  await visitor.leave();
});

test('every method is typed, and every typed method is there; every answer has the shape that is declared', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/');
  await visitor.accept();
  await visitor.page.addInitScript(() => {
    window.testEvents = [];
    for (const name of ['dangol:shown', 'dangol:click', 'dangol:wish', 'dangol:consent']) {
      addEventListener(name, (event) => window.testEvents.push([name, structuredClone(event.detail)]));
    }
  });
  await visitor.visit(PRODUCTS[ITEM]);
  await visitor.ask('profile.setFacts', {
    name: 'Mina', birthday: '1990-05-13', likes: ['tea'], diet: ['vegan'],
    dates: [{ name: 'Jun', relation: 'husband', date: '--02-29' }], sizes: [{ of: 'shoes', size: 240 }],
  });
  await visitor.ask('wishes.add', ITEM, { title: 'Cake stand', gift: true });
  await visitor.ask('profile.rate', ITEM, 5);
  const shape = await visitor.page.evaluate(() => {
    const keys = (object) => Object.keys(object);
    return { Dangol: keys(dangol), ConsentApi: keys(dangol.consent), ProfileApi: keys(dangol.profile), WishesApi: keys(dangol.wishes) };
  });
  const answers = [];
  for (const [type, name, ...values] of [
    ['Recommendation[]', 'recommend', { kind: 'related', limit: 2 }],
    ['Recommendation[]', 'recommend', { kind: 'trending', limit: 1 }],
    ['Greeting | null', 'greeting'],
    ['Offer | null', 'offer', 'basket'],
    ['Question | null', 'question'],
    ['PageProduct | null', 'page'],
    ['Choice', 'choose', { itemIds: [ITEM, '21871', '22970'], strategy: 'elimination', aspects: [{ attribute: 'price', atMost: 10, weight: 3 }] }],
    ['Reason | null', 'why', ITEM],
    ['Consent', 'consent.get'],
    ['Consent', 'consent.set', { measure: true }],
    ['Overview', 'profile.get'],
    ['Fact | null', 'profile.question'],
    ['0 | Stars', 'profile.rating', ITEM],
    ['ProfileExport', 'profile.export'],
    ['Wish[]', 'wishes.list'],
  ]) {
    answers.push([type, await visitor.ask(name, ...values)]);
  }
  const events = await visitor.page.evaluate(() => window.testEvents);
  assert.ok(events.some(([name]) => name === 'dangol:shown') && events.some(([name]) => name === 'dangol:consent'));
  for (const [name, detail] of events) answers.push([`DangolEvents['${name}']['detail']`, detail]);
  const [, overview] = answers.find(([type]) => type === 'Overview');
  assert.ok(overview.items.length && overview.facts.length === 6 && overview.wishes.length === 1, 'nothing to compare is no comparison');
  assert.deepEqual(visitor.console, []);
  await visitor.leave();

  const union = (names) => names.map((name) => JSON.stringify(name)).join(' | ');
  const lines = [
    `import type * as D from 'dangol';`,
    `type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;`,
    ...Object.entries(shape).map(([type, names]) => `export const ${type}: Same<keyof D.${type}, ${union(names)}> = true;`),
    // Of a literal tsc refuses what is missing, what is otherwise, and what is too much.
    ...answers.map(([type, value], at) => `export const answer${at}: ${type.replace(/[A-Z]\w+/g, 'D.$&')} = ${JSON.stringify(value)};`),
  ];
  const write = (text) => writeFileSync(join(project, 'shape.ts'), text);
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ ...STRICT, files: ['shape.ts'] }));
  write(lines.join('\n'));
  assert.equal(check(project), '');
  // And it would be seen: a method that is not typed, and a field that is not declared.
  write(lines.join('\n').replace('"track"', '"track" | "other"').replace('"stored":', '"other":0,"stored":'));
  assert.match(check(project), /Type 'true' is not assignable to type 'false'[^]*'"other"' does not exist/);
});

test('the package’s own scripts do what their types say, in strict mode', () => {
  const files = ['index.js', 'react.js'].map((name) => `node_modules/dangol/${name}`);
  const settings = { compilerOptions: { ...STRICT.compilerOptions, exactOptionalPropertyTypes: false, allowJs: true, checkJs: true, maxNodeModuleJsDepth: 0 }, files };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(settings));
  assert.equal(check(project), '');
});
