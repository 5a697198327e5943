// Lists that travel by a link: what a friend sees, keeps and does not keep, and hostile ones.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ACCOUNT, corner, items, link, status, wishes } from './corner.mjs';
import { EMPTY_STORAGE, PRODUCTS, Visitor, close, open } from './harness.mjs';
import { leave } from './regular.mjs';

let base;
before(async () => (base = await open()));
after(close);
test('a friend sees a shared list, and nothing of it is kept or asked for unless they say so', async () => {
  const path = await link(base);
  const plain = await Visitor.come(base);
  await plain.visit(ACCOUNT);
  for (const consents of [false, true]) {
    const friend = await Visitor.come(base);
    await friend.visit('/');
    if (consents) await friend.accept();
    friend.requests.length = 0;
    await friend.visit(path);
    const list = corner(friend).getByRole('group', { name: 'A list from a friend' });
    await list.waitFor();
    assert.deepEqual((await items(friend, 'friend')).toSorted(), ['22423', '47566']);
    assert.equal(new URL(friend.page.url()).hash, '', 'the address is clean');
    if (!consents) {
      assert.deepEqual(friend.own().toSorted(), plain.own().toSorted(), 'the list is not in the traffic');
      assert.deepEqual(await friend.storage(), EMPTY_STORAGE);
    }
    assert.deepEqual(await wishes(friend), []);
    await corner(friend).locator('#keep').click();
    await status(friend, 'The list is among your wishes.');
    await friend.kept();
    assert.deepEqual((await friend.ask('wishes.list')).map(({ itemId, gift }) => [itemId, gift]).toSorted(), [['22423', true], ['47566', true]]);
    assert.equal((await friend.ask('consent.get')).personalize, true);
    assert.equal(await list.count(), 0);
    assert.deepEqual((await friend.ask('profile.get')).categories, [], 'it bends no taste');
    // Where the shop's page is, its own files say, once it is asked for.
    const link = corner(friend).locator('[aria-labelledby="wishes-heading"] [data-item-id="47566"] a');
    await corner(friend).locator('[id="open-47566"]').or(link).first().click();
    await friend.page.waitForURL(`**${PRODUCTS['47566']}`);
    await leave(friend);
  }
  await leave(plain);
});

test('who says no to a list keeps nothing, also in a tab that is open already', async () => {
  const path = await link(base);
  const friend = await Visitor.come(base);
  await friend.visit(ACCOUNT);
  await friend.page.evaluate((hash) => (location.hash = hash), path.slice(path.indexOf('#')));
  await corner(friend).locator('#dismiss').click();
  await corner(friend).getByRole('group', { name: 'A list from a friend' }).waitFor({ state: 'detached' });
  assert.deepEqual(await wishes(friend), []);
  assert.deepEqual(await friend.storage(), EMPTY_STORAGE);
  await leave(friend);
});

test('hostile and damaged lists are refused clearly, and titles are texts', async () => {
  const visitor = await Visitor.come(base);
  const path = await link(base);
  const refused = corner(visitor).locator('[role="alert"]');
  const cases = [path.slice(0, -3), `${ACCOUNT}#dangol-list=`, `${ACCOUNT}#dangol-list=1.<img src=x onerror=alert(1)>`, `${ACCOUNT}#dangol-list=1.${'A'.repeat(20000)}`];
  for (const bad of cases) {
    await visitor.page.goto('about:blank');
    await visitor.visit(bad);
    assert.match(await refused.textContent(), /damaged or cut off/, bad.slice(0, 60));
    assert.equal(await corner(visitor).locator('#keep').count(), 0);
    assert.equal(await visitor.page.evaluate(() => document.querySelector('dangol-corner').shadowRoot.querySelectorAll('img[src="x"],script').length), 0);
  }
  await visitor.page.goto('about:blank');
  await visitor.visit(`${ACCOUNT}#dangol-list=7.AAAA`);
  assert.match(await refused.textContent(), /newer version/);
  // Packed by hand: FNV-1a, as docs/corner.md says.
  const pack = (pairs) => {
    const bytes = Buffer.concat(pairs.flat().map((text) => Buffer.concat([Buffer.from([Buffer.byteLength(text)]), Buffer.from(text)])));
    let hash = 0xcbf29ce484222325n;
    for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(Number(hash & 0xffffffffn));
    return `${ACCOUNT}#dangol-list=1.${Buffer.concat([sum, bytes]).toString('base64url')}`;
  };
  await visitor.page.goto('about:blank');
  await visitor.visit(pack([['javascript:alert(1)', '<img src=x onerror=alert(1)>'], ['"><script>', 'https://evil.example/']]));
  const titles = corner(visitor).locator('[aria-labelledby="friend-heading"] [part="title"]');
  assert.deepEqual(await titles.allTextContents(), ['<img src=x onerror=alert(1)>', 'https://evil.example/']);
  assert.equal(await corner(visitor).locator('[aria-labelledby="friend-heading"] :is(a, img)').count(), 0, 'no address comes from a link');
  await titles.first().click();
  await status(visitor, 'no page of it');
  assert.equal(new URL(visitor.page.url()).pathname, ACCOUNT);
  assert.deepEqual(await visitor.storage(), EMPTY_STORAGE);
  await leave(visitor);
});
