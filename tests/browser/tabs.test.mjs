// Many tabs of one shopper at once.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Visitor, close, open, serveAt } from './harness.mjs';

let base;
before(async () => (base = await open()));
after(close);

const TABS = 50;
const EACH = 4;

for (const encrypt of [false, true]) {
  test(`${TABS} tabs that write at once agree in the end${encrypt ? ', sealed' : ''}`, async () => {
    const visitor = await Visitor.come(base, { clock: false });
    const config = encrypt ? 'data-config="/config-of-test.json"' : '';
    const bare = `<!doctype html><html lang="en"><title>x</title><script async src="/dangol/dangol.js" ${config}></script>`;
    await serveAt(visitor, '/bare.html', bare);
    await serveAt(visitor, '/config-of-test.json', JSON.stringify({ version: 1, storage: { encrypt } }));
    await visitor.page.goto(base + '/bare.html');
    await visitor.accept();
    const tabs = await Promise.all(
      Array.from({ length: TABS }, async () => {
        const page = await visitor.tab();
        await page.goto(base + '/bare.html');
        await page.evaluate(async () => void (await window.dangol.ready));
        return page;
      }),
    );
    await Promise.all(
      tabs.map((page, tab) =>
        page.evaluate(
          async ([tab, each]) => {
            const add = (id) => window.dangol.track('add_to_cart', { items: [{ item_id: id, quantity: 2 }] });
            // One thing of its own each time, and one that all of them put in.
            for (let step = 0; step < each; step++) {
              await add(step % 2 ? 'shared' : `${tab}-${step}`);
            }
          },
          [tab, EACH],
        ),
      ),
    );
    // What had to be tried again is kept a little later.
    const expected = Array.from({ length: TABS }, (_, tab) => [`${tab}-0`, `${tab}-2`]).flat();
    const known = (page) =>
      page.evaluate(async () => {
        const { items } = await window.dangol.profile.get();
        return items.map((item) => item.itemId).sort();
      });
    const shared = Array.from({ length: (TABS * EACH) / 2 }, () => 'shared');
    const whole = [...expected, ...shared].sort();
    const agree = async (page) => {
      await page.waitForFunction(
        async (count) => (await window.dangol.profile.get()).items.length === count,
        whole.length,
        { timeout: 120_000 },
      );
      assert.deepEqual(await known(page), whole);
    };
    await agree(visitor.page);
    // Those that did nothing any more have heard of all the rest, and so has a new one.
    for (const page of [tabs[0], tabs[TABS / 2], tabs[TABS - 1]]) await agree(page);
    const late = await visitor.tab();
    await late.goto(base + '/bare.html');
    await agree(late);
    assert.deepEqual(visitor.trouble(), []);
    await visitor.leave();
  });
}
