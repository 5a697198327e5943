// Every block of code in the owner's guide is run: configurations by `dangol check` and the schema,
// commands on a small shop, markup, scripts and style sheets in the browser with the built widget.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { PAGES, blocks, each, named } from './guide.mjs';
import { aProduct, makeShop } from './guide-shop.mjs';
import { PRODUCTS, Visitor, close, open, serveAt } from './harness.mjs';

const { DANGOL_BIN } = process.env;
const TAG = '<script async src="/dangol/dangol.js" data-config="/dangol/config.json"></script>';

let base;
before(async () => (base = await open()));
after(close);

test('each block is of a language that is run here, or is an output', () => {
  const languages = new Set(PAGES.flatMap(blocks).map(({ language }) => language));
  assert.deepEqual([...languages].toSorted(), ['css', 'html', 'http', 'js', 'json', 'sh', 'text']);
});

const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
const schema = JSON.parse(readFileSync(new URL('../../docs/config.schema.json', import.meta.url), 'utf8'));
const isProfile = ({ code }) => parsed(code)?.format === 'dangol-profile';

/** A block as whole configurations: it is one, or parts of one, or a rule, or a rule a line. */
const configurations = (code) => {
  const whole = parsed(code);
  const isConfiguration = whole && Object.keys(whole).every((key) => key in schema.properties);
  const rule = (text) => ({ segments: { s: JSON.parse(text) } });
  const found = isConfiguration ? [whole] : code.startsWith('"') ? [JSON.parse(`{${code}}`)] : whole ? [rule(code)] : code.split('\n').map(rule);
  // Segments that another block of the page makes.
  const lifecycle = ['new', 'active', 'regular', 'at_risk', 'lapsed', 'lifecycle'];
  for (const config of found) {
    const asked = [...JSON.stringify(config).matchAll(/"segments\.([a-z_]+)"/g)].map(([, name]) => name);
    for (const name of asked) {
      if (lifecycle.includes(name) || config.segments?.[name] !== undefined) continue;
      config.segments = { [name]: { '==': [{ var: 'time.hour' }, 3] }, ...config.segments };
    }
  }
  return found;
};

test('configurations: nothing is wrong by the command, and they are valid by the schema', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dangol-guide-'));
  const file = join(folder, 'config.json');
  const validate = new Ajv({ strict: false }).compile(schema);
  let seen = 0;
  for (const { page, code } of each('json').filter((block) => !isProfile(block))) {
    for (const config of configurations(code)) {
      writeFileSync(file, JSON.stringify(config));
      const { status, stdout, stderr } = spawnSync(DANGOL_BIN, ['check', file], { encoding: 'utf8' });
      assert.deepEqual([status, /: nothing is wrong\n$/.test(stdout), stderr], [0, true, ''], `${page}: ${code}\n${stdout}`);
      assert.ok(validate(config), `${page}: ${code}\n${JSON.stringify(validate.errors)}`);
      seen += 1;
    }
  }
  assert.ok(seen >= 30, `${seen}`);
  rmSync(folder, { recursive: true });
});

/** What built the command and the widget with which these tests run, and the demo shop. */
const RUN_ALREADY = ['cargo xtask demo', 'cargo xtask build', 'cargo build --profile fast -p dangol-cli'];

/** Runs a page's commands, line by line, as a reader would who presses Enter at every question. */
async function runCommands(page, folder) {
  const env = { ...process.env, PATH: `${dirname(DANGOL_BIN)}${delimiter}${process.env.PATH}` };
  let count = 0;
  for (const { code } of blocks(page).filter(({ language }) => language === 'sh')) {
    for (const line of code.split('\n').map((text) => text.replace(/\s+# .*$/, ''))) {
      count += 1;
      if (RUN_ALREADY.includes(line)) continue;
      assert.match(line, /^(dangol|cp) /, `${page}: what is this command?`);
      if (line.startsWith('dangol serve ')) {
        const server = spawn('bash', ['-c', `exec ${line.replace('127.0.0.1:8787', '127.0.0.1:0')}`], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
        const [first] = await once(createInterface({ input: server.stdout }), 'line');
        assert.match(first, /http:\/\/127\.0\.0\.1/, `${page}: ${line}`);
        server.kill();
        await once(server, 'exit');
        continue;
      }
      const { status, stdout, stderr } = spawnSync('bash', ['-c', line], { cwd: folder, env, input: '\n\n\n\n\n', encoding: 'utf8' });
      assert.equal(status, 0, `${page}: ${line}\n${stdout}${stderr}`);
    }
  }
  return count;
}

const hasCommands = (page) => blocks(page).some(({ language }) => language === 'sh');
const isStart = (page) => page.endsWith('start.html');

test('commands: each does what it says, on a small shop', async () => {
  let count = 0;
  for (const page of PAGES.filter((page) => hasCommands(page) && !isStart(page))) {
    const folder = makeShop(DANGOL_BIN, false);
    count += await runCommands(page, folder);
    rmSync(folder, { recursive: true });
  }
  assert.ok(count >= 20, `${count}`);
});

test('the start page, done line by line, gives a shop that greets and recommends', async () => {
  for (const page of PAGES.filter(isStart)) {
    const folder = makeShop(DANGOL_BIN, true);
    await runCommands(page, folder);
    const parts = blocks(page).filter(({ language }) => language === 'html' || language === 'css');
    const body = parts.map(({ language, code }) => (language === 'css' ? `<style>${code}</style>` : code)).join('\n');
    writeFileSync(join(folder, 'site/index.html'), `<!doctype html><html lang="en"><title>Shop</title>${body.replace('22423', aProduct().id)}`);
    const server = spawn(DANGOL_BIN, ['serve', '--site', join(folder, 'site'), '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(createInterface({ input: server.stdout }), 'line');
    const visitor = await Visitor.come(/http:\/\/\S+/.exec(line)[0], { clock: false });
    await visitor.visit('/');
    assert.equal(await visitor.state('dangol-greeting'), 'shown');
    assert.equal(await visitor.state('dangol-privacy'), 'shown');
    assert.ok((await visitor.cards('for-you')).length > 0, page);
    assert.equal((await visitor.ask('page')).itemId, aProduct().id);
    assert.deepEqual(quiet(visitor), []);
    await visitor.leave();
    server.kill();
    rmSync(folder, { recursive: true });
  }
});

/** The console, without the browser's own line on a picture that an example made up. */
const quiet = (visitor) => visitor.console.filter((line) => !line.includes('Failed to load resource') && !line.startsWith('log: '));

test('markup: it stands in a page with the built widget, and the console stays empty', async () => {
  for (const { page, code } of each('html')) {
    const visitor = await Visitor.come(base);
    await visitor.context.addInitScript(() => window.addEventListener('dangol:error', ({ detail }) => console.error(`dangol:error ${detail.code}`)));
    const tag = code.includes('dangol.js') ? '' : TAG;
    await serveAt(visitor, '/guide.html', `<!doctype html><html lang="en"><title>Example</title>${tag}${code}`);
    await visitor.visit('/guide.html');
    const states = await visitor.page.evaluate(async () => {
      await window.dangol.ready;
      return [...document.querySelectorAll('[data-dangol-state]')].map((slot) => slot.dataset.dangolState);
    });
    assert.ok(!states.includes('fallback'), `${page}: ${code}`);
    assert.deepEqual(quiet(visitor), [], `${page}: ${code}`);
    await visitor.leave();
  }
});

/** What a documented answer is the answer to. */
const ANSWERS = [
  ['terms', () => window.dangol.recommend({ kind: 'related' }).then(([first]) => first)],
  ['availability', () => window.dangol.page()],
  ['neighbourhoods', () => window.dangol.profile.get()],
  ['handOut', () => window.dangol.offer('hero')],
];

test('scripts: each runs on a product’s page, and documented answers have the form of real ones', async () => {
  let answers = 0;
  for (const { page, code } of each('js')) {
    const visitor = await Visitor.come(base);
    await visitor.visit(PRODUCTS['22423']);
    await visitor.accept();
    if (/^[[{]/.test(code)) {
      const documented = await visitor.page.evaluate(`[(${code.replace(/;$/, '')})].flat()[0]`);
      const [, ask] = ANSWERS.find(([key]) => key in documented);
      const real = await visitor.page.evaluate(ask);
      assert.deepEqual(Object.keys(documented).toSorted(), Object.keys(real).toSorted(), `${page}: ${code}`);
      answers += 1;
    } else {
      await visitor.page.evaluate(`(async () => {\n${code}\n})()`);
    }
    assert.deepEqual(quiet(visitor), [], `${page}: ${code}`);
    await visitor.leave();
  }
  assert.equal(answers, ANSWERS.length);
});

test('style sheets: the browser understands all of it, and names are those that there are', async () => {
  const parts = named('theming.html', 3);
  const properties = named('theming.html', 2)['Custom properties'];
  const visitor = await Visitor.come(base);
  for (const { page, code } of each('css')) {
    const { rules, declared } = await visitor.page.evaluate((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      const within = (list) => [...list].flatMap((rule) => (rule.media ? within(rule.cssRules) : [rule]));
      const found = within(sheet.cssRules);
      return { rules: found.map((rule) => rule.selectorText), declared: found.map((rule) => rule.style.length) };
    }, code);
    assert.equal(rules.length, code.split('{').length - 1 - code.split('@media').length + 1, `${page}: ${code}`);
    assert.ok(declared.every((count) => count > 0), `${page}: ${code}`);
    for (const [, name] of code.matchAll(/(--dangol-[a-z]+)/g)) assert.ok(properties.includes(name), `${page}: ${name}`);
    for (const [, element, name] of code.matchAll(/(dangol-[a-z]+)::part\(([a-z-]+)\)/g)) assert.ok(parts[element].includes(name), `${page}: ${name}`);
  }
  await visitor.leave();
});

test('the exported profile that is shown can be imported', async () => {
  const found = each('json').filter(isProfile);
  assert.equal(found.length, 1);
  const visitor = await Visitor.come(base);
  await visitor.visit('/about.html');
  await visitor.accept();
  await visitor.ask('profile.import', JSON.parse(found[0].code));
  assert.equal((await visitor.ask('profile.get')).name, 'Mina');
  await visitor.leave();
});

test('the request for a code is the one that is shown', async () => {
  const [{ code }, ...others] = each('http');
  assert.equal(others.length, 0);
  const [head, body] = code.split('\n\n');
  const [method, path] = head.split('\n')[0].split(' ');
  const campaign = JSON.parse(body);
  const config = { version: 1, campaigns: [{ id: campaign.campaign, place: 'here', handOut: path, text: { en: { title: 'A code' } } }] };
  const visitor = await Visitor.come(base);
  await visitor.context.route(`${base}/guide.json`, (route) => route.fulfill({ json: config }));
  await visitor.context.route(base + path, (route) => route.fulfill({ json: { code: 'ABC' } }));
  await serveAt(visitor, '/guide.html', `<!doctype html><html lang="en"><title>Example</title>${TAG.replace('/dangol/config.json', '/guide.json')}<dangol-offer place="here"></dangol-offer>`);
  await visitor.visit('/guide.html');
  await visitor.accept();
  const offer = visitor.page.locator('dangol-offer [part="button"]');
  await offer.waitFor();
  const asked = visitor.page.waitForRequest(base + path);
  await offer.click();
  const request = await asked;
  assert.deepEqual([request.method(), request.postDataJSON()], [method, campaign]);
  assert.ok(head.includes(`Content-Type: ${request.headers()['content-type']}`));
  await visitor.leave();
});
