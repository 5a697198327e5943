// The owner's guide as it was built: its pages, the parts of a page, and each block of code.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { SITE } from './harness.mjs';

export const GUIDE = process.env.DANGOL_GUIDE ?? join(SITE, '../../guide');

/** The addresses of all pages, as seen from the guide's folder. */
export const PAGES = readdirSync(GUIDE, { recursive: true })
  .filter((name) => name.endsWith('.html'))
  .toSorted();

export const read = (page) => readFileSync(join(GUIDE, page), 'utf8');

const ENTITIES = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
const plain = (html) => html.replace(/<[^>]+>/g, '').replace(/&(lt|gt|quot|#39|amp);/g, (_, name) => ENTITIES[name]);

/** The blocks of code of a page, in their order. */
export const blocks = (page) =>
  [...read(page).matchAll(/<pre tabindex="0" data-language="([a-z]+)"><code>(.*?)<\/code><\/pre>/gs)].map(
    ([, language, code]) => ({ page, language, code: plain(code) }),
  );

/** Each different block of a language, with the first page that has it. */
export const each = (language) => {
  const found = new Map();
  for (const block of PAGES.flatMap(blocks)) {
    if (block.language === language && !found.has(block.code)) found.set(block.code, block);
  }
  return [...found.values()];
};

/** What stands in code in a page, from one heading of this level to the next, by the heading's text. */
export const named = (page, level) =>
  Object.fromEntries(
    read(page)
      .split(new RegExp(`<h${level} `))
      .slice(1)
      .map((section) => {
        const [heading, ...rest] = section.split(`</h${level}>`);
        const text = rest.join('').split(/<h[1-6] /)[0];
        const names = [...text.matchAll(/<code>([^<]*)<\/code>/g)].map(([, name]) => plain(name));
        return [plain(heading.replace(/^[^>]*>/, '')), [...new Set(names)]];
      }),
  );

/** Where the guide lies in these tests: in a folder, on a host that is nobody's. */
export const AT = 'http://guide.example/help/';

const TYPES = { '.html': 'text/html', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.json': 'application/json' };

/** Lets a visitor read the guide; what is asked for elsewhere is in `visitor.requests`. */
export const serveGuide = (visitor) =>
  visitor.context.route('http://guide.example/**', (route) => {
    const file = join(GUIDE, decodeURI(new URL(route.request().url()).pathname).replace(/^\/help\//, ''));
    if (!existsSync(file)) return route.fulfill({ status: 404 });
    return route.fulfill({ contentType: `${TYPES[extname(file)]}; charset=utf-8`, body: readFileSync(file) });
  });
