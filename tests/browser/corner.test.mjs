// The personal corner: dates with ideas, usual purchases, wishes, and lists that are sent.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ACCOUNT, basket, copied, corner, items, link, status, wishes } from './corner.mjs';
import { DAY, EMPTY_STORAGE, PRODUCTS, TODAY, Visitor, close, open } from './harness.mjs';
import { buy, leave, look, regular } from './regular.mjs';

let base;
before(async () => (base = await open()));
after(close);

test('a date is added, corrected and removed here, and ideas come in time', async () => {
  const visitor = await regular(base);
  await visitor.visit(ACCOUNT);
  await corner(visitor).getByText('Add a date').click();
  await corner(visitor).getByLabel('Whose day, or what day').fill('Jun');
  await corner(visitor).getByLabel('What they are to you').fill('husband');
  await corner(visitor).locator('#month-add').selectOption('12');
  await corner(visitor).locator('#day-add').selectOption('30');
  await corner(visitor).locator('#save-add').click();
  await status(visitor, 'Saved.');
  await corner(visitor).getByText('Jun (husband)', { exact: true }).waitFor();
  await corner(visitor).getByText('in 3 weeks').waitFor();
  const ideas = await items(visitor, 'dates');
  assert.equal(ideas.length, 4, 'twenty days before');
  assert.equal(await visitor.page.evaluate(() => document.querySelector('dangol-corner').shadowRoot.activeElement?.id), 'add-date-summary');

  // A wish for somebody else is the first idea.
  await look(visitor, '22423');
  await visitor.ask('wishes.add', '22423', { gift: true });
  await visitor.visit(ACCOUNT);
  assert.equal((await items(visitor, 'dates'))[0], '22423');

  await corner(visitor).getByText('Change').click();
  await corner(visitor).locator('[id="day-dates-Jun-husband"]').selectOption('31');
  await corner(visitor).locator('[id="save-dates-Jun-husband"]').click();
  await status(visitor, 'Saved.');
  const facts = async () => (await visitor.ask('profile.get')).facts.map(({ text, about, date }) => [text, about, date]);
  assert.deepEqual(await facts(), [['Jun', 'husband', '--12-31']]);

  // Three weeks before and no earlier.
  await visitor.at(TODAY - 2 * DAY);
  await visitor.visit(ACCOUNT);
  assert.deepEqual(await items(visitor, 'dates'), []);

  await corner(visitor).getByText('Change').click();
  await corner(visitor).getByRole('button', { name: 'Remove: Jun (husband)' }).click();
  await status(visitor, 'Removed.');
  assert.deepEqual(await facts(), []);
  // There is no 31 February.
  await corner(visitor).getByText('Add a date').click();
  await corner(visitor).getByLabel('It is my own birthday').check();
  await corner(visitor).locator('#month-add').selectOption('02');
  await corner(visitor).locator('#day-add').selectOption('31');
  await corner(visitor).locator('#save-add').click();
  await status(visitor, 'Is the date right?');
  assert.deepEqual(await facts(), []);
  await leave(visitor);
});

test('what was typed stays until it is saved: a day that is none, and a storage that is blocked', async () => {
  const visitor = await regular(base);
  await visitor.visit(ACCOUNT);
  await visitor.kept();
  const fold = corner(visitor).locator('#add-date');
  const typed = () =>
    fold.evaluate((fold) => [fold.open, ...[...fold.querySelectorAll('input,select')].map((field) => (field.type === 'checkbox' ? field.checked : field.value))]);
  const type = async (whose, month, day) => {
    await corner(visitor).locator('#add-date-summary').click();
    await corner(visitor).locator('#whose-add').fill(whose);
    await corner(visitor).locator('#relation-add').fill('sister');
    await corner(visitor).locator('#month-add').selectOption(month);
    await corner(visitor).locator('#day-add').selectOption(day);
    await corner(visitor).locator('#save-add').click();
  };
  await type('Mina', '02', '31');
  await status(visitor, 'Is the date right?');
  assert.deepEqual(await typed(), [true, false, 'Mina', 'sister', '02', '31']);
  // So it is with one's own birthday: the tick stays too, and what it hides stays hidden.
  await corner(visitor).locator('#own-add').check();
  await corner(visitor).locator('#save-add').click();
  await visitor.page.waitForFunction(() => document.querySelector('dangol-corner').shadowRoot.activeElement?.id === 'save-add');
  await status(visitor, 'Is the date right?');
  assert.deepEqual(await typed(), [true, true, 'Mina', 'sister', '02', '31']);
  assert.equal(await corner(visitor).locator('#whose-add').isVisible(), false);
  await corner(visitor).locator('#own-add').uncheck();
  await corner(visitor).locator('#day-add').selectOption('28');

  // The browser lets nothing be written for a while.
  await visitor.page.evaluate(() => {
    const { open } = IDBFactory.prototype;
    window.testUnblock = () => (IDBFactory.prototype.open = open);
    IDBFactory.prototype.open = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
  });
  await corner(visitor).locator('#save-add').click();
  await status(visitor, 'This browser does not let anything be kept here.');
  assert.deepEqual(await typed(), [true, false, 'Mina', 'sister', '02', '28']);
  await visitor.page.evaluate(() => window.testUnblock());
  // It is tried again after a while.
  await visitor.page.waitForFunction(() => window.dangol.profile.setFacts({ likes: [] }).then(() => true, () => false));
  await corner(visitor).locator('#save-add').click();
  await status(visitor, 'Saved.');
  assert.deepEqual(await typed(), [false, false, '', '', '', '']);
  assert.equal(await visitor.page.evaluate(() => document.querySelector('dangol-corner').shadowRoot.activeElement?.id), 'add-date-summary');
  const facts = (await visitor.ask('profile.get')).facts.map(({ text, about, date }) => [text, about, date]);
  assert.deepEqual(facts, [['Mina', 'sister', '--02-28']]);
  await visitor.leave();
});

test('dates go into a calendar file', async () => {
  const visitor = await regular(base);
  await visitor.ask('profile.setFacts', { birthday: '1990-05-13', dates: [{ name: '준; 아주, 긴 이름의 사람입니다 정말로요', relation: '남편', date: '--02-29' }] });
  await visitor.visit(ACCOUNT);
  const [download] = await Promise.all([visitor.page.waitForEvent('download'), corner(visitor).locator('#calendar').click()]);
  assert.equal(download.suggestedFilename(), 'dates.ics');
  const file = readFileSync(await download.path(), 'utf8');
  for (const line of file.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line), line);
  const lines = file.replaceAll('\r\n ', '').split('\r\n');
  assert.deepEqual(lines.filter((line) => line.startsWith('SUMMARY')), ['SUMMARY:준\\; 아주\\, 긴 이름의 사람입니다 정말로요 (남편)', 'SUMMARY:My birthday']);
  assert.deepEqual(lines.filter((line) => line.startsWith('DTSTART')), ['DTSTART;VALUE=DATE:20120229', 'DTSTART;VALUE=DATE:20120513']);
  assert.ok(lines.includes('RRULE:FREQ=YEARLY;BYYEARDAY=60'));
  assert.ok(lines.includes(`URL:${base}${ACCOUNT}`));
  await leave(visitor);
});

test('what is usually bought goes into the shop’s own basket, one and all', async () => {
  const visitor = await regular(base);
  for (const [days, id] of [[100, '22423'], [99, '47566'], [70, '22423'], [69, '47566'], [40, '22423'], [39, '47566']]) {
    await visitor.at(TODAY - days * DAY);
    await buy(visitor, id);
  }
  await visitor.at(TODAY);
  await visitor.visit(ACCOUNT);
  assert.equal(await visitor.shifts(), 0, 'nothing moves');
  assert.deepEqual((await items(visitor, 'usual')).toSorted(), ['22423', '47566']);
  assert.match(await corner(visitor).locator('[part="line"]').first().textContent(), /You usually buy it every .*Due/);

  await corner(visitor).locator('#reorder-22423').click();
  await status(visitor, 'is in your basket.');
  assert.deepEqual(await basket(visitor), [['22423', 1]]);
  await corner(visitor).getByText('In your basket', { exact: true }).waitFor();
  assert.equal(await visitor.page.locator('[data-basket-count]').textContent(), '1');

  await visitor.page.evaluate(() => localStorage.removeItem('shop-basket'));
  await visitor.ask('track', 'view_cart', { items: [] });
  await visitor.visit(ACCOUNT);
  await corner(visitor).locator('#reorder-all').click();
  await status(visitor, '2 products are in your basket.');
  assert.deepEqual((await basket(visitor)).toSorted(), [['22423', 1], ['47566', 1]]);
  await leave(visitor);
});

for (const [name, addToCart, handler, expected] of [
  ['a function', { call: 'shop.cart.add' }, 'window.shop = { cart: { add(id, quantity) { window.taken = [this === window.shop.cart, id, quantity]; } } }', () => [true, '22423', 1]],
  ['an event that nobody takes goes to the dataLayer', { event: 'reorder_it' }, 'window.dataLayer = []', () => undefined],
  ['a form', { form: '/cart/add', fields: { sku: '{id}', qty: '{quantity}' } }, '', () => 'POST /cart/add sku=22423&qty=1'],
  ['a link', { link: '/cart/add?id={id}&n={quantity}' }, '', () => 'GET /cart/add?id=22423&n=1 '],
  ['a function that says no', { call: 'shop.add' }, 'window.shop = { add: async () => false }', () => null],
  ['nothing: the product’s page', undefined, '', () => ''],
  ['a script: refused', { link: 'javascript:alert({id})' }, '', () => ''],
]) {
  test(`reordering by ${name}`, async () => {
    const visitor = await regular(base);
    for (const days of [60, 30]) {
      await visitor.at(TODAY - days * DAY);
      await buy(visitor, '22423');
    }
    await visitor.at(TODAY);
    await visitor.context.route('**/dangol/config.json', (route) => route.fulfill({ json: { version: 1, ...(addToCart && { addToCart }) } }));
    let sent;
    await visitor.context.route('**/cart/add*', (route) => {
      const request = route.request();
      sent = `${request.method()} ${request.url().replace(base, '')} ${request.postData() ?? ''}`;
      return route.fulfill({ body: 'ok' });
    });
    await visitor.context.addInitScript(handler);
    await visitor.visit(ACCOUNT);
    const button = corner(visitor).locator('#reorder-22423');
    if (expected() === '') {
      assert.equal(await button.count(), 0);
      const link = corner(visitor).getByRole('link', { name: /^See it/ });
      assert.equal(await link.getAttribute('href'), PRODUCTS['22423']);
      assert.deepEqual(visitor.told(), addToCart ? ['info: Dangol: config.json: addToCart.link: must be an address of the shop: a path, or one with https:'] : []);
      return visitor.leave();
    }
    await button.click();
    if (expected() === null) {
      await status(visitor, 'It could not be put in the basket.');
    } else {
      await status(visitor, 'is in your basket.');
      if (typeof expected() === 'string') assert.equal(sent, expected());
      else if (expected()) assert.deepEqual(await visitor.page.evaluate(() => window.taken), expected());
      else {
        const pushed = await visitor.page.evaluate(() => window.dataLayer.find(({ event }) => event === 'reorder_it'));
        assert.deepEqual(pushed.ecommerce.items.map(({ item_id, quantity }) => [item_id, quantity]), [['22423', 1]]);
      }
    }
    return leave(visitor);
  });
}

test('a heart puts the page’s product on the list, by keyboard too, and takes it off', async () => {
  const visitor = await regular(base);
  await visitor.visit(PRODUCTS['22423']);
  assert.equal(await visitor.shifts(), 0, 'nothing moves');
  const heart = visitor.page.locator('dangol-wish').getByRole('button', { name: 'Wish list' });
  assert.equal(await heart.getAttribute('aria-pressed'), 'false');
  const before = visitor.own().length;
  await heart.click();
  assert.equal(await heart.getAttribute('aria-pressed'), 'true');
  await visitor.page.getByText('On your wish list').waitFor();
  await visitor.kept();
  assert.deepEqual(visitor.own().slice(before).filter((request) => !request.includes('privacy')), [], 'a wish is not in the traffic');
  const second = await visitor.tab();
  await visitor.visit(PRODUCTS['22423'], second);
  const other = second.locator('dangol-wish button');
  assert.equal(await other.getAttribute('aria-pressed'), 'true');
  await other.focus();
  await second.keyboard.press('Space');
  assert.equal(await other.getAttribute('aria-pressed'), 'false');
  await visitor.page.waitForFunction(() => document.querySelector('dangol-wish').shadowRoot.querySelector('button').ariaPressed === 'false');
  await second.keyboard.press('Enter');
  assert.equal(await second.evaluate(() => document.querySelector('dangol-wish').shadowRoot.activeElement?.ariaPressed), 'true', 'the focus stays');
  await visitor.kept(second);

  await visitor.visit(ACCOUNT);
  assert.deepEqual(await items(visitor, 'wishes'), ['22423']);
  const link = corner(visitor).locator('[aria-labelledby="wishes-heading"] a');
  assert.equal(await link.getAttribute('href'), PRODUCTS['22423']);
  await corner(visitor).locator('#take-off-22423').click();
  await status(visitor, 'is off your wish list.');
  assert.deepEqual(await wishes(visitor), []);
  await leave(visitor);
});

test('a heart on any page has the product that it names, and the list its end', async () => {
  const visitor = await regular(base);
  await visitor.page.evaluate(() => {
    const heart = document.createElement('dangol-wish');
    for (const [name, value] of [['id', 'x1'], ['title', 'A <b>lamp</b>'], ['url', 'javascript:alert(1)'], ['image', '/images/x.svg'], ['price', '3.50']]) {
      heart.setAttribute(`item-${name}`, value);
    }
    document.querySelector('main').append(heart);
  });
  await visitor.page.getByRole('button', { name: 'Wish list: A <b>lamp</b>' }).click();
  const [wish] = await visitor.ask('wishes.list');
  assert.deepEqual([wish.itemId, wish.title, wish.url, wish.image, wish.gift], ['x1', 'A <b>lamp</b>', '', '/images/x.svg', false]);
  const code = await visitor.page.evaluate(async () => {
    for (let at = 0; at < 49; at += 1) await window.dangol.wishes.add(`w${at}`);
    return window.dangol.wishes.add('more').catch((error) => error.code);
  });
  assert.equal(code, 'bad_wish');
  await visitor.ask('wishes.remove', 'w3');
  await visitor.ask('wishes.add', 'more');
  assert.equal((await wishes(visitor)).length, 50);
  await leave(visitor);
});

test('the list goes by mail, as a text, and by the browser’s own sharing', async () => {
  const visitor = await regular(base);
  await visitor.context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'share', { configurable: true, value: async (shared) => (window.shared = shared) });
  });
  await look(visitor, '22423');
  await visitor.ask('wishes.add', '22423');
  await visitor.ask('profile.setFacts', { dates: [{ name: 'Jun', date: '--12-25' }] });
  await visitor.visit(`${ACCOUNT}?session=secret`);
  const { title } = (await visitor.ask('wishes.list'))[0];
  const href = await corner(visitor).locator('#send-mail').getAttribute('href');
  assert.equal(new URL(href).searchParams.get('subject'), 'My list at Plum & Linnet');
  const body = new URL(href).searchParams.get('body');
  const expected = `Wish list\n- ${title}\n${base}${PRODUCTS['22423']}\n\nDates to remember\n- Jun: December 25\n`;
  assert.equal(body, expected.replaceAll('\n', '\r\n'));
  assert.equal(await copied(visitor, 'copy-text'), expected);
  await corner(visitor).locator('#share').click();
  await visitor.page.waitForFunction(() => window.shared);
  const shared = await visitor.page.evaluate(() => window.shared);
  assert.equal(shared.title, 'Wish list');
  assert.ok(shared.url.startsWith(`${base}${ACCOUNT}#dangol-list=1.`), 'without this page’s query');
  assert.equal(await copied(visitor, 'copy-link'), shared.url);
  await leave(visitor);
});

test('the same is requested, whatever stands in the corner', async () => {
  const requests = [];
  for (const known of [false, true]) {
    const visitor = await regular(base);
    if (known) {
      await visitor.ask('profile.setFacts', { birthday: '--12-15', dates: [{ name: 'Jun', date: '--12-20' }] });
      for (const id of ['22423', '47566']) await visitor.ask('wishes.add', id, { gift: true });
      await visitor.ask('track', 'purchase', { transaction_id: 'T', items: [{ item_id: '84879' }] });
      await visitor.kept();
    }
    const page = await visitor.context.newPage();
    await visitor.page.close();
    visitor.page = page;
    visitor.requests.length = 0;
    page.on('request', (request) => visitor.requests.push(request));
    await page.goto(base + ACCOUNT);
    await page.locator('dangol-corner[data-dangol-state="shown"]').waitFor();
    await page.locator('dangol-privacy[data-dangol-state="shown"]').waitFor();
    requests.push(visitor.own().toSorted());
    await visitor.leave();
  }
  assert.deepEqual(requests[0], requests[1]);
});

test('the corner begins without consent, and is empty again after an erasure', async () => {
  const visitor = await Visitor.come(base);
  await visitor.visit(ACCOUNT);
  assert.equal(await visitor.shifts(), 0, 'nothing moves');
  await corner(visitor).locator('#remember').click();
  await corner(visitor).getByText('Dates to remember', { exact: true }).waitFor();
  await visitor.ask('profile.setFacts', { dates: [{ name: 'Jun', date: '--12-25' }] });
  await corner(visitor).getByText('Jun', { exact: true }).waitFor();
  await visitor.ask('profile.erase');
  await corner(visitor).locator('#remember').waitFor();
  assert.equal(await corner(visitor).getByText('Jun', { exact: true }).count(), 0);
  assert.deepEqual(await visitor.storage(), EMPTY_STORAGE);
  await leave(visitor);
});

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

for (const [locale, colorScheme] of [['en-GB', 'light'], ['ko-KR', 'light'], ['en-GB', 'dark'], ['ko-KR', 'dark']]) {
  test(`axe finds nothing in a full corner: ${locale}, ${colorScheme}, 320 px wide`, async () => {
    const path = await link(base);
    const visitor = await regular(base, { locale, colorScheme, viewport: { width: 320, height: 800 } });
    for (const days of [60, 30]) {
      await visitor.at(TODAY - days * DAY);
      await buy(visitor, '22423');
    }
    await visitor.at(TODAY);
    await look(visitor, '84879');
    await visitor.ask('wishes.add', '84879');
    await visitor.ask('profile.setFacts', { birthday: '1990-12-15', dates: [{ name: 'Jun', relation: 'husband', date: '--12-25' }] });
    await visitor.visit(path);
    for (const summary of await corner(visitor).locator('summary').all()) await summary.click();
    await visitor.page.evaluate(axe);
    const found = await visitor.page.evaluate(async () => {
      const { violations } = await window.axe.run(document);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.flat().join(' ')).join(', ')}`);
    });
    assert.deepEqual(found, []);
    const wider = await visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wider <= 0, `${wider} px too wide`);
    await visitor.visit(PRODUCTS['22423']);
    assert.ok((await visitor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
    await leave(visitor);
  });
}
