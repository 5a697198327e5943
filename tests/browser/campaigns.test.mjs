// Offers: one campaign is chosen for this shopper, shown, its code used in the page's own field,
// redeemed by an order, stopped for good; and nothing of it depends on the profile in the traffic.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Collector, nextDay, read } from './collector.mjs';
import { DAY, FEED, PRODUCTS, TODAY, Visitor, close, open } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const CAKESTAND = { item_id: '22423', item_name: 'Regency Cakestand 3 Tier', item_category: 'Kitchen & baking', price: 12.75 };

/** A visitor who said yes. */
const comes = async (options = {}) => {
  const visitor = await Visitor.come(base, options);
  await visitor.visit('/about.html');
  await visitor.accept();
  return visitor;
};

/** The same, in a shop with these campaigns. */
const comesTo = async (campaigns, options) => {
  const visitor = await Visitor.come(base, options);
  visitor.campaigns = campaigns;
  await visitor.context.route('**/dangol/config.json', (route) =>
    route.fulfill({ json: { version: 1, campaigns: visitor.campaigns } }),
  );
  await visitor.visit('/about.html');
  await visitor.accept();
  return visitor;
};

const campaign = (id, more = {}) => ({ id, place: 'hero', link: '/about.html', text: { en: { title: `Offer ${id}` } }, ...more });

const slot = (place) => `dangol-offer[place="${place}"]`;
const part = (visitor, place, name) => visitor.page.locator(`${slot(place)} [part~="${name}"]`);
const title = async (visitor, place) =>
  (await visitor.state(slot(place))) === 'shown' ? part(visitor, place, 'title').textContent() : null;
const offered = async (visitor, id) => {
  await visitor.kept();
  return (await visitor.ask('profile.get')).offers.find((offer) => offer.id === id);
};

/** Puts so many cakestands into the shop's basket. */
const fill = async (visitor, pieces = 2) => {
  await visitor.visit(PRODUCTS['22423']);
  await visitor.page.fill('#quantity', String(pieces));
  await visitor.page.click('form[data-add] button');
  await visitor.kept();
};

test('without the yes the shop’s own words stay, and so for who says no', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit('/');
  assert.equal(await visitor.state(slot('hero')), 'empty');
  assert.ok(await visitor.page.getByText('Something for every room').isVisible());
  await visitor.ask('consent.set', { personalize: false, measure: false });
  await visitor.visit('/');
  assert.equal(await visitor.state(slot('hero')), 'empty');
  assert.ok(await visitor.page.getByText('Something for every room').isVisible());
  assert.equal(await visitor.ask('offer', 'hero'), null);
  assert.deepEqual([await visitor.shifts(), visitor.trouble()], [0, []]);
  await visitor.leave();
});

test('a coupon: shown in the basket, put into the shop’s field, redeemed with the order, and then over', async () => {
  const visitor = await comes();
  await fill(visitor);
  await visitor.visit('/basket.html');
  await visitor.page.waitForFunction(() => document.querySelector('dangol-offer').dataset.dangolState === 'shown');
  assert.equal(await title(visitor, 'basket'), '10 % off your first order');
  assert.equal(await part(visitor, 'basket', 'code').textContent(), 'WELCOME10');
  assert.equal(await part(visitor, 'basket', 'reason').textContent(), 'One of this shop’s offers, chosen on this device.');
  assert.equal(await visitor.shifts(), 0);
  await part(visitor, 'basket', 'button').click();
  assert.equal(await part(visitor, 'basket', 'said').textContent(), 'The code is in the coupon field. The shop checks it now.');
  assert.equal(await part(visitor, 'basket', 'said').getAttribute('role'), 'status');
  assert.equal(await visitor.page.inputValue('#coupon'), 'WELCOME10');
  assert.equal(await visitor.page.locator('[data-coupon-said]').innerText(), 'The coupon is applied.');
  assert.equal(await visitor.page.locator('[data-total]').textContent(), '£22.95');
  let known = await offered(visitor, 'welcome');
  assert.deepEqual([known.shown, known.taken, known.redeemed], [1, 1, 0]);
  await visitor.page.click('a[href="/checkout.html"]');
  await visitor.page.waitForURL('**/checkout.html');
  await visitor.page.click('[data-place]');
  await visitor.page.waitForURL('**/thanks.html');
  await visitor.rest();
  known = await offered(visitor, 'welcome');
  assert.deepEqual([known.shown, known.taken, known.redeemed], [1, 1, 1]);
  await fill(visitor);
  await visitor.visit('/basket.html');
  assert.equal(await title(visitor, 'basket'), null, 'it was for the first order');
  assert.deepEqual(visitor.trouble(), []);
  await visitor.leave();
});

test('where the field is not on the page, the code is copied, or said where that fails', async () => {
  const visitor = await comesTo([campaign('a', { code: 'TEN', apply: { field: '#nowhere, #[' } })]);
  await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await visitor.visit('/');
  await part(visitor, 'hero', 'button').click();
  await visitor.page.waitForFunction(() => document.querySelector('dangol-offer').shadowRoot.querySelector('[part="said"]').textContent);
  assert.equal(await part(visitor, 'hero', 'said').textContent(), 'Copied. Enter it in your basket.');
  assert.equal(await visitor.page.evaluate(() => navigator.clipboard.readText()), 'TEN');
  await visitor.page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
  });
  await part(visitor, 'hero', 'button').click();
  await visitor.page.waitForFunction(() => /could not/.test(document.querySelector('dangol-offer').shadowRoot.querySelector('[part="said"]').textContent));
  await visitor.leave();
});

test('a code of one’s own is handed out by the shop’s server on the click, not before, and known again', async () => {
  const visitor = await comesTo([
    campaign('own', { place: 'basket', handOut: '/coupon', apply: { field: '#coupon', button: '#coupon-apply' }, link: undefined }),
  ]);
  let answer = { status: 503, json: {} };
  const asked = [];
  await visitor.context.route('**/coupon', (route) => {
    asked.push([route.request().method(), route.request().postData()]);
    return route.fulfill(answer);
  });
  await fill(visitor);
  await visitor.visit('/basket.html');
  assert.deepEqual(asked, []);
  const button = part(visitor, 'basket', 'button');
  assert.equal(await button.textContent(), 'Get my code');
  assert.equal(await part(visitor, 'basket', 'code').isVisible(), false);
  const says = (text) =>
    visitor.page.waitForFunction(
      (text) => document.querySelector('dangol-offer').shadowRoot.querySelector('[part="said"]').textContent === text,
      text,
    );
  await button.click();
  await says('The shop gave no code just now. Please try again later.');
  answer = { json: { code: '<b>no code</b> at all' } };
  await button.click();
  await says('The shop gave no code just now. Please try again later.');
  answer = { json: { code: 'OWN-7f3a.c2ln' } };
  await button.click();
  await says('The code is in the coupon field. The shop checks it now.');
  assert.deepEqual(asked, Array(3).fill(['POST', '{"campaign":"own"}']));
  assert.equal(await part(visitor, 'basket', 'code').textContent(), 'OWN-7f3a.c2ln');
  assert.equal(await visitor.page.inputValue('#coupon'), 'OWN-7f3a.c2ln');
  await visitor.kept();
  assert.ok(!JSON.stringify(await visitor.ask('profile.export')).includes('OWN-'), 'the code itself is not kept');
  await visitor.ask('track', 'purchase', { transaction_id: 'T9', coupon: 'OWN-7F3A.C2LN', items: [CAKESTAND] });
  assert.equal((await offered(visitor, 'own')).redeemed, 1);
  await visitor.leave();
});

test('a banner’s creative follows the taste, and stays for the visit', async () => {
  const all = [
    campaign('baking', { about: { category: 'Kitchen & baking' }, image: '/images/22423.svg' }),
    campaign('party', { about: { category: 'Party' }, image: '/images/47566.svg' }),
  ].map((one) => ({ ...one, prior: { alpha: 400, beta: 600 } }));
  for (const [category, other] of [['Kitchen & baking', 'party'], ['Party', 'baking']]) {
    const visitor = await comesTo(all);
    for (const { link } of FEED.filter((product) => product.category === category).slice(0, 3)) {
      await visitor.visit(link);
      await visitor.kept();
    }
    await visitor.visit('/');
    const first = await title(visitor, 'hero');
    assert.notEqual(first, `Offer ${other}`);
    assert.equal(await part(visitor, 'hero', 'reason').textContent(), 'Chosen on this device, because it fits what you like here.');
    await visitor.page.waitForFunction(() => document.querySelector('dangol-offer').shadowRoot.querySelector('img').naturalWidth > 0);
    assert.equal((await visitor.ask('offer', 'hero')).reason.code, 'fits_taste');
    await visitor.kept();
    await visitor.visit('/');
    assert.equal(await title(visitor, 'hero'), first);
    await visitor.leave();
  }
});

test('who comes from a partner is met by its offer, which says whose it is', async () => {
  const visitor = await comes();
  await visitor.visit('/?utm_source=paran');
  assert.equal(await title(visitor, 'hero'), 'Tea for two, for friends of Paran');
  assert.equal(await part(visitor, 'hero', 'partner').textContent(), 'Offer of our partner: Paran');
  assert.equal(await part(visitor, 'hero', 'reason').textContent(), 'Chosen on this device; our partner is told nothing.');
  const link = part(visitor, 'hero', 'button');
  assert.equal(await link.getAttribute('rel'), 'sponsored');
  // The shop leads on by itself, once what was pressed is kept.
  await visitor.page.evaluate(() => addEventListener('click', (event) => event.preventDefault(), { once: true }));
  await link.click();
  assert.equal((await offered(visitor, 'paran-tea')).taken, 1);
  await visitor.visit(await link.getAttribute('href'));
  assert.equal((await offered(visitor, 'paran-tea')).taken, 1);
  await visitor.leave();
});

test('an apology goes with the incident, and what the shop states decides on the tier’s', async () => {
  const visitor = await comes();
  await fill(visitor);
  await visitor.page.evaluate(() => sessionStorage.setItem('demo-tier', 'gold'));
  await visitor.visit('/basket.html');
  await visitor.page.waitForFunction(() => /gold/.test(document.querySelector('dangol-offer').shadowRoot?.textContent));
  assert.equal(await part(visitor, 'basket', 'reason').textContent(), 'Because the shop says that you are a gold customer.');
  await visitor.ask('track', 'dangol_incident', { id: '7', what: 'late.', offer: 'The postage is back.' });
  await visitor.kept();
  await visitor.visit('/basket.html');
  await visitor.page.waitForFunction(() => /apology/.test(document.querySelector('dangol-offer').shadowRoot?.textContent));
  assert.equal(await part(visitor, 'basket', 'body').textContent(), 'The postage is back.');
  await visitor.leave();
});

test('who has stayed away is won back, and the code goes along to the basket', async () => {
  const visitor = await comes();
  await fill(visitor);
  const next = await visitor.page.evaluate(async () => {
    const { bring } = await import('/demo/moments.js');
    return bring('missed_you', window.dangol);
  });
  await visitor.kept();
  await visitor.at(TODAY + next.ahead);
  await visitor.visit('/');
  assert.equal(await title(visitor, 'hero'), '15 % off, because we missed you');
  await part(visitor, 'hero', 'button').click();
  await visitor.page.waitForURL('**/basket.html?coupon=BACK15');
  assert.equal(await visitor.page.locator('[data-coupon-said]').innerText(), 'The coupon is applied.');
  await visitor.leave();
});

test('less of this: by keyboard, for good, said so, and taken back on the privacy page', async () => {
  const visitor = await comesTo([campaign('a')]);
  await visitor.visit('/');
  const less = visitor.page.getByRole('button', { name: 'Less of this: do not show me this offer again' });
  const { width, height } = await less.boundingBox();
  assert.ok(width >= 24 && height >= 24, `${width} by ${height}`);
  await part(visitor, 'hero', 'button').focus();
  await visitor.page.keyboard.press('Tab');
  await visitor.page.keyboard.press('Enter');
  const said = part(visitor, 'hero', 'stopped');
  assert.equal(await said.textContent(), 'Understood. You will not see this offer again.');
  assert.ok(await said.evaluate((said) => said.getRootNode().activeElement === said));
  await visitor.kept();
  for (const days of [0, 1, 400]) {
    await visitor.at(TODAY + days * DAY);
    await visitor.visit('/');
    assert.equal(await visitor.state(slot('hero')), 'empty', `${days}`);
    assert.ok(await visitor.page.getByText('Something for every room').isVisible());
  }
  await visitor.visit('/account.html');
  const privacy = visitor.page.locator('dangol-privacy');
  assert.ok(await privacy.getByText('Offers you were shown').isVisible());
  await privacy.getByRole('button', { name: 'Allow again: a' }).click();
  await privacy.getByRole('button', { name: 'Not again: a' }).waitFor();
  await visitor.kept();
  await visitor.visit('/');
  assert.equal(await title(visitor, 'hero'), 'Offer a');
  assert.deepEqual([visitor.told(), visitor.trouble()], [[], []]);
  await visitor.leave();
});

test('less of this is told of in the day’s report, of who agreed to be counted', async () => {
  const collector = await Collector.before(base);
  const visitor = await Visitor.come(collector.base);
  const report = { url: '/v1/report', site: 'gift-shop' };
  await visitor.context.route('**/dangol/config.json', (route) =>
    route.fulfill({ json: { version: 1, report, campaigns: [campaign('a'), campaign('b', { place: 'basket' })] } }),
  );
  await visitor.visit('/about.html');
  await visitor.ask('consent.set', { personalize: true, measure: true });
  await visitor.visit('/');
  await visitor.kept();
  await part(visitor, 'hero', 'less').click();
  await part(visitor, 'hero', 'stopped').waitFor();
  await visitor.kept();
  await fill(visitor);
  await visitor.visit('/basket.html');
  assert.equal(await title(visitor, 'basket'), 'Offer b');
  await visitor.kept();
  await nextDay(visitor, TODAY + DAY);
  await collector.has(1);
  const [SEEN, LESS, OFFER] = [4, 21, 11];
  const { entries } = read(collector.told()[0]);
  const of = (wanted) => entries.filter(({ measure, slot }) => measure === wanted && slot === OFFER);
  assert.equal(of(SEEN).length, 2);
  const [less, ...others] = of(LESS);
  assert.deepEqual([less.count, others], [1, []]);
  assert.ok(of(SEEN).some(({ subject }) => subject === less.subject));
  assert.deepEqual(visitor.trouble(), []);
  await visitor.leave();
  collector.close();
});

test('Dangol’s requests are the same whatever campaign the profile brings', async () => {
  const requests = [];
  for (const prepare of [() => {}, (visitor) => visitor.ask('profile.setFacts', { name: 'Mina', dislikes: ['party'] }), (visitor) => visitor.ask('track', 'view_item', { items: [CAKESTAND] })]) {
    const visitor = await comes();
    await prepare(visitor);
    await visitor.kept();
    visitor.requests.length = 0;
    for (const path of ['/', '/basket.html']) await visitor.visit(path);
    requests.push(visitor.own().toSorted());
    await visitor.leave();
  }
  assert.deepEqual(requests[1], requests[0]);
  assert.deepEqual(requests[2], requests[0]);
});

test('what is wrong with a campaign is told to the owner, and the others work', async () => {
  const visitor = await comesTo([campaign('bad', { perShoper: 1, priority: 90 }), campaign('good')]);
  await visitor.visit('/');
  assert.equal(await title(visitor, 'hero'), 'Offer good');
  assert.deepEqual([...new Set(visitor.told())], ['info: Dangol: config.json: campaigns.0.perShoper: there is no such setting']);
  await visitor.leave();
});

test('hostile texts, addresses and codes do no harm', async () => {
  const hostile = '<img src=x onerror="window.harmed=1">';
  const visitor = await comesTo([
    campaign('a', { text: { en: { title: hostile, body: hostile, button: hostile } }, partner: { en: hostile }, link: '/%3Cscript%3E', image: '/"><script>' }),
    campaign('b', { link: 'javascript:window.harmed=1' }),
  ]);
  await visitor.visit('/');
  assert.equal(await title(visitor, 'hero'), hostile);
  assert.equal(await visitor.page.evaluate(() => window.harmed), undefined);
  assert.equal(await visitor.page.evaluate(() => document.querySelector('dangol-offer').shadowRoot.querySelectorAll('img').length), 1);
  await visitor.leave();
});

for (const [locale, colorScheme, width] of [['en-GB', 'light', 1280], ['ko-KR', 'dark', 390], ['ko-KR', 'light', 320], ['en-GB', 'dark', 320]]) {
  test(`axe finds nothing, and nothing is too wide or moves: ${locale}, ${colorScheme}, ${width} px`, async () => {
    const visitor = await comes({ locale, colorScheme, viewport: { width, height: 900 } });
    await fill(visitor);
    for (const path of ['/', '/?utm_source=paran', '/basket.html']) {
      await visitor.visit(path);
      await visitor.page.waitForFunction(() => document.querySelector('dangol-offer').dataset.dangolState === 'shown');
      await visitor.page.evaluate(axe);
      const found = await visitor.page.evaluate(async () => {
        const { violations } = await window.axe.run(document);
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.flat().join(' ')).join(', ')}`);
      });
      assert.deepEqual(found, [], path);
      assert.ok((await visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, path);
      assert.equal(await visitor.shifts(), 0, path);
      if (process.env.DANGOL_PICTURES) {
        const name = `${process.env.DANGOL_PICTURES}/${locale}-${colorScheme}-${width}${path.replaceAll(/[/?=]/g, '_')}.png`;
        await visitor.page.screenshot({ path: name, fullPage: path === '/basket.html' });
        await visitor.page.locator('dangol-offer').scrollIntoViewIfNeeded();
        await visitor.page.screenshot({ path: name.replace('.png', '-offer.png') });
      }
    }
    await visitor.leave();
  });
}
