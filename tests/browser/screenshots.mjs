// Takes the pictures of the README and the docs: the demo shop on a first visit and on a
// return, wide and narrow, light and dark, in English and Korean.
// `cargo xtask screenshots` runs it. All go to target/screenshots, or the folder that is
// named; the README's picture goes to docs/images as well.

import { copyFileSync, mkdirSync } from 'node:fs';
import { DAY, PRODUCTS, TODAY, Visitor, close, open } from './harness.mjs';

const folder = process.argv[2] ?? 'target/screenshots';
mkdirSync(folder, { recursive: true });
mkdirSync('docs/images', { recursive: true });
const base = await open();

const SHAPES = [
  ['wide', { width: 1280, height: 900 }],
  ['narrow', { width: 390, height: 844 }],
];

/** A visitor without the demo's own bar in the picture. */
async function come(options) {
  const visitor = await Visitor.come(base, { deviceScaleFactor: 1, ...options });
  await visitor.context.route('**/demo/visitor-bar.*', (route) =>
    route.fulfill({ contentType: route.request().url().endsWith('css') ? 'text/css' : 'text/javascript', body: '' }),
  );
  return visitor;
}

async function shoot(visitor, path, name, fullPage = true) {
  await visitor.visit(path);
  // Pictures below the fold are loaded when they come near.
  await visitor.page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
      scrollTo(0, y);
      await new Promise(requestAnimationFrame);
    }
    scrollTo(0, 0);
  });
  await visitor.page.waitForLoadState('networkidle');
  await visitor.page.screenshot({ path: `${folder}/${name}.png`, fullPage });
}

for (const [shape, viewport] of SHAPES) {
  for (const colorScheme of ['light', 'dark']) {
    const options = { viewport, colorScheme };
    const visitor = await come(options);
    const named = (what) => `${what}-${shape}-${colorScheme}`;
    await shoot(visitor, '/', named('home-first'));
    await shoot(visitor, PRODUCTS['22423'], named('product-first'));
    await shoot(visitor, '/account.html', named('privacy-first'));
    await visitor.accept();
    for (const id of ['22423', '47566', '20725', '84879', '22720']) {
      await visitor.visit(PRODUCTS[id]);
      await visitor.kept();
    }
    await visitor.ask('track', 'purchase', { transaction_id: 'T1', items: [{ item_id: '22423', quantity: 1 }] });
    await visitor.ask('profile.setFacts', { name: 'Mina' });
    await visitor.at(TODAY + DAY);
    await shoot(visitor, '/', named('home-return'));
    await shoot(visitor, PRODUCTS['47566'], named('product-return'));
    await shoot(visitor, '/account.html', named('privacy-return'));
    if (colorScheme === 'light' && shape === 'wide') {
      await visitor.visit('/');
      // Down to the first recommendations.
      const clip = { x: 0, y: 0, width: viewport.width, height: 1120 };
      await visitor.page.screenshot({ path: `${folder}/home.png`, fullPage: true, clip });
      copyFileSync(`${folder}/home.png`, 'docs/images/home.png');
    }
    await visitor.leave();
  }
  const visitor = await come({ viewport, locale: 'ko-KR', timezoneId: 'Asia/Seoul' });
  await visitor.visit(PRODUCTS['22423']);
  await visitor.accept();
  await visitor.kept();
  await visitor.ask('profile.setFacts', { name: '미나' });
  await visitor.at(TODAY + DAY);
  await shoot(visitor, '/', `home-return-${shape}-ko`);
  await shoot(visitor, '/account.html', `privacy-return-${shape}-ko`);
  await visitor.leave();
}
await close();
