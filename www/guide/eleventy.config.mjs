// The guide for a site's owner: Markdown in, a folder of plain pages out. `cargo xtask guide`
// runs it; the folder works wherever it is put, also without a server.

import { readFileSync } from 'node:fs';
import { speak } from './generator/markdown.mjs';
import { MENU, WORDS, nextOf, otherLanguage } from './generator/menu.mjs';
import { reference } from './generator/schema.mjs';
import { FILES, TAKEN, include, relative } from './generator/source.mjs';

const CONTENT = 'www/guide/content';

/** The file in this repository that a page is written in. */
const sourceOf = (data) => data.source || data.page.inputPath.replace('./', '');

export default (eleventy) => {
  eleventy.setUseGitIgnore(false);
  eleventy.amendLibrary('md', speak);
  eleventy.addPreprocessor('include', 'md', (data, text) => include(sourceOf(data), text.replace('<!-- schema -->', reference)));

  for (const name of Object.keys(TAKEN)) {
    const source = `docs/${name}.md`;
    eleventy.addWatchTarget(source);
    eleventy.addTemplate(`reference/${name}.md`, readFileSync(source, 'utf8'), { source, permalink: `reference/${name}.html` });
  }

  eleventy.addGlobalData('layout', 'page.njk');
  eleventy.addGlobalData('eleventyComputed', {
    source: sourceOf,
    permalink: (data) => data.permalink || data.page.inputPath.slice(`./${CONTENT}/`.length).replace(/\.md$/, '.html'),
    lang: (data) => (data.page.inputPath.startsWith(`./${CONTENT}/ko/`) ? 'ko' : 'en'),
    title: (data) => /^# (.*)$/m.exec(data.page.rawInput)?.[1],
  });

  eleventy.addFilter('menu', (lang) => MENU[lang]);
  eleventy.addFilter('words', (lang) => WORDS[lang]);
  eleventy.addFilter('otherLanguage', otherLanguage);
  eleventy.addFilter('nextOf', nextOf);
  eleventy.addFilter('from', (to, here) => relative(here, to));

  eleventy.addPassthroughCopy({ 'www/guide/style': 'style', ...FILES });
  return {
    dir: { input: CONTENT, includes: '../layout', output: 'target/guide' },
    templateFormats: ['md'],
    markdownTemplateEngine: false,
  };
};
