// The owner's guide: all its links lead somewhere, it asks nobody else for anything, everyone can
// read it, and what it lists is all that there is.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { AT, GUIDE, PAGES, named, read, serveGuide } from './guide.mjs';
import { PRODUCTS, SITE, Visitor, close, open } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

const repository = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const attributes = (html, name) => [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value]) => value);

test('every link leads somewhere, and every page is in the menu', () => {
  assert.ok(PAGES.length > 30, PAGES.join());
  const ids = Object.fromEntries(PAGES.map((page) => [page, attributes(read(page), 'id')]));
  const tour = attributes(readFileSync(join(SITE, 'tour.html'), 'utf8'), 'id');
  const wrong = [];
  const linked = new Set();
  for (const page of PAGES) {
    const html = read(page);
    const twice = ids[page].filter((id, place) => ids[page].indexOf(id) !== place);
    assert.deepEqual(twice, [], `${page}: ids that are there twice`);
    for (const link of [...attributes(html, 'href'), ...attributes(html, 'src')]) {
      const demo = /^http:\/\/127\.0\.0\.1:8787\/tour\.html#?(.*)$/.exec(link);
      if (demo) {
        if (demo[1] && !tour.includes(demo[1])) wrong.push(`${page}: ${link}`);
        continue;
      }
      if (/^(https:|mailto:)/.test(link)) continue;
      const [path, fragment] = link.split('#');
      const to = path === '' ? page : posix.join(posix.dirname(page), path);
      const there = existsSync(join(GUIDE, to)) && (!fragment || ids[to]?.includes(decodeURIComponent(fragment)));
      if (!there) wrong.push(`${page}: ${link}`);
      linked.add(to);
    }
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual(PAGES.filter((page) => !linked.has(page)), []);
});

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// One of each kind of page, for the two ways in which not all of them are looked at.
const KINDS = ['index.html', 'how.html', 'recipes.html', 'configuration.html', 'ko/start.html', 'reference/javascript.html'];

for (const [colorScheme, width, pages] of [
  ['light', 1280, PAGES],
  ['dark', 390, PAGES],
  ['dark', 1280, KINDS],
  ['light', 390, KINDS],
]) {
  test(`everyone can read it, and nobody else is asked: ${colorScheme}, ${width} px wide`, async () => {
    // The pages forbid scripts, and so axe as well.
    const visitor = await Visitor.come(base, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
    await serveGuide(visitor);
    for (const page of pages) {
      await visitor.page.goto(AT + page);
      await visitor.page.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
      await visitor.page.evaluate(axe);
      const found = await visitor.page.evaluate(
        async (tags) =>
          (await window.axe.run(document, { runOnly: tags })).violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(' ')).join(', ')}`,
          ),
        TAGS,
      );
      assert.deepEqual(found, [], page);
      const wider = await visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wider <= 0, `${page} is ${wider} px too wide`);
    }
    assert.deepEqual(visitor.requests.map((request) => request.url()).filter((url) => !url.startsWith(AT)), []);
    assert.deepEqual(visitor.console, []);
    await visitor.leave();
  });
}

test('its own policy forbids what it does not need, and is kept', async () => {
  for (const page of PAGES) {
    const html = read(page);
    assert.ok(html.includes(`content="default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"`), page);
    // Examples of both stand in blocks of code, where their brackets are escaped.
    assert.doesNotMatch(html, /<script|<iframe|<form|<[a-z][^>]*\s(style|on[a-z]+)=/i, page);
  }
  const visitor = await Visitor.come(base);
  await serveGuide(visitor);
  await visitor.page.goto(`${AT}ko/index.html`);
  assert.equal(await visitor.page.evaluate(() => document.styleSheets[0].cssRules[0].styleSheet.cssRules.length > 0), true);
  assert.deepEqual(visitor.console, []);
  await visitor.leave();
});

test('the reference of the configuration has every key of the schema, with its words', () => {
  const schema = JSON.parse(repository('docs/config.schema.json'));
  const said = read('configuration.html').replace(/<[^>]+>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"');
  const codes = new Set(Object.values(named('configuration.html', 2)).flat());
  const heads = Object.keys(named('configuration.html', 2));
  let seen = 0;
  const walk = (at, path) => {
    if (at === null || typeof at !== 'object') return;
    if (typeof at.description === 'string' && path !== '') {
      assert.ok(said.includes(at.description), `${path}: ${at.description}`);
      seen += 1;
    }
    for (const [key, value] of Object.entries(at.properties ?? {})) {
      const isThere = heads.includes(key) || [...codes].some((code) => code === key || code.endsWith(`.${key}`));
      assert.ok(isThere, `${path}.${key}`);
      walk(value, `${path}.${key}`);
    }
    walk(at.items, `${path}[]`);
  };
  walk(schema, '');
  for (const [name, shared] of Object.entries(schema.$defs)) walk(shared, name);
  assert.ok(seen > 100, `${seen}`);
});

/** The style sheet of each element. */
const STYLES = {
  'dangol-recs': 'src/elements/recs.css',
  'dangol-greeting': 'src/elements/greeting.css',
  'dangol-offer': 'src/elements/offer.css',
  'dangol-ask': 'src/elements/ask.css',
  'dangol-wish': 'src/elements/wish.css',
  'dangol-consent': 'src/elements/consent.css',
  'dangol-choose': 'src/choose/page.css',
  'dangol-corner': 'src/corner/corner.css',
  'dangol-privacy': 'src/privacy/page.css',
};
const sources = (folder) =>
  readdirSync(new URL(`../../${folder}`, import.meta.url), { recursive: true })
    .filter((name) => /\.(rs|js|css)$/.test(name))
    .map((name) => repository(`${folder}/${name}`))
    .join('\n');

test('the names for theming are those of the style sheets: all of them, and no other', () => {
  const code = sources('src');
  const properties = new Set(code.match(/var\(--dangol-[a-z]+/g).map((use) => use.slice(4)));
  const told = named('theming.html', 2)['Custom properties'].filter((name) => name.startsWith('--'));
  assert.deepEqual(told.toSorted(), [...properties].toSorted());

  const parts = named('theming.html', 3);
  assert.deepEqual(Object.keys(parts).toSorted(), Object.keys(STYLES).toSorted());
  for (const [element, file] of Object.entries(STYLES)) {
    const styled = [...repository(file).matchAll(/\[part~?='([a-z-]+)'\]/g)].map(([, name]) => name);
    assert.deepEqual([...new Set(styled)].filter((name) => !parts[element].includes(name)), [], `${file} has more`);
    // A part without a style of its own is named where it is made.
    const made = (name) => styled.includes(name) || new RegExp(`["'\` ]${name.replace(/^offer-(?!coupon).*/, 'offer-')}["'\` $]`).test(code);
    assert.deepEqual(parts[element].filter((name) => !made(name)), [], `${element} has no such part`);
  }
});

test('the parts that pages really have are in the guide', async () => {
  const told = named('theming.html', 3);
  const visitor = await Visitor.come(base);
  await visitor.visit(PRODUCTS['22423']);
  await visitor.accept();
  await visitor.ask('track', 'purchase', { transaction_id: 'T', items: [{ item_id: '47566', quantity: 2 }] });
  await visitor.ask('profile.setFacts', { name: 'Mina', likes: ['tea'], dates: [{ name: 'Jin', date: '--12-14' }] });
  await visitor.ask('wishes.add', '22423', {});
  await visitor.kept();
  const met = new Set();
  const untold = new Set();
  for (const path of ['/', PRODUCTS['22423'], '/account.html', '/basket.html']) {
    await visitor.visit(path);
    const found = await visitor.page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((host) => host.localName.startsWith('dangol-') && host.shadowRoot)
        .flatMap((host) => [...host.shadowRoot.querySelectorAll('[part]')].flatMap((made) => [...made.part].map((name) => [host.localName, name]))),
    );
    for (const [element, name] of found) {
      if (!told[element]?.includes(name)) untold.add(`${element}: ${name}`);
      met.add(element);
    }
  }
  assert.deepEqual([...untold], []);
  assert.ok(met.size >= 6, [...met].join());
  await visitor.leave();
});

test('the events that it lists are those that count, and no other', async () => {
  const table = read('events.html').split('</table>')[0];
  const events = [...table.matchAll(/<tr>\n<td><code>([a-z_]+)<\/code><\/td>\n<td>[^<]*<\/td>\n<td>/g)].map(([, name]) => name);
  const known = [...repository('crates/core/src/event.rs').matchAll(/"([a-z_]+)"(?=[^\n]*=> Self::)/g)].map(([, name]) => name);
  const also = [...repository('crates/core/src/event.rs').matchAll(/"([a-z_]+)" \| "([a-z_]+)" =>/g)].flatMap(([, one, other]) => [one, other]);
  const stated = ['select_promotion', 'dangol_points', 'dangol_delivery', 'dangol_incident'];
  assert.deepEqual(events.toSorted(), [...new Set([...known, ...also, ...stated])].toSorted());
  const visitor = await Visitor.come(base);
  await visitor.visit('/about.html');
  const params = {
    items: [{ item_id: '22423' }], transaction_id: 'T', search_term: 'tea', id: 'late', what: 'It came late.', offer: 'It is free.',
    points: 480, threshold: 500, reward: 'a towel', state: 'under_way', promotion_id: 'welcome',
  };
  for (const name of events) await visitor.ask('track', name, params);
  await assert.rejects(visitor.ask('track', 'view_promotion', params), /GA4|name|event/i);
  await visitor.leave();
});

test('the comparison’s own figures are those that the README has from the bench', () => {
  const table = read('comparison.html').split('id="in-figures"')[1].split('</table>')[0];
  const own = [...table.matchAll(/<tr>\n<td>[^<]*<\/td>\n<td>([^<]*)<\/td>/g)].flatMap(([, cell]) => cell.split(', '));
  assert.ok(own.length >= 12, own.join());
  const readme = repository('README.md');
  assert.deepEqual(own.filter((figure) => !readme.includes(`| ${figure} |`) && !readme.includes(` ${figure} `)), []);
});
