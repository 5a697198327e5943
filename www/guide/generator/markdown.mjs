// How Markdown becomes a page: links between files become links between pages, headings get
// anchors, drawings stand in the page itself so that they follow its colours, and every block of
// code says what it is, for readers and for the test that runs it.

import { existsSync, readFileSync } from 'node:fs';
import prism from 'prismjs';
import loadLanguages from 'prismjs/components/index.js';
import { WORDS } from './menu.mjs';
import { ownConfiguration } from './shop.mjs';
import { addressOf, relative, resolve, slug } from './source.mjs';

loadLanguages(['bash', 'json', 'css', 'javascript', 'markup', 'http']);
const GRAMMARS = { sh: 'bash', json: 'json', css: 'css', js: 'javascript', html: 'markup', http: 'http' };

/** From so many parts on, a page begins with a list of them. */
const MANY = 5;

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** Sets up a markdown-it for the guide. */
export const speak = (md) => {
  md.set({ html: true, typographer: false });
  md.core.ruler.push('guide-links', ({ tokens, env }) => {
    for (const token of tokens) follow(token.children ?? [], env);
  });
  md.core.ruler.push('guide-headings', ({ tokens, env, Token }) => anchor(tokens, env, Token));
  md.core.ruler.push('guide-headers', ({ tokens }) => drop(tokens));
  md.renderer.rules.fence = (tokens, index, _, env) => fence(tokens[index], env);
  md.renderer.rules.table_open = (_, __, ___, env) =>
    `<div class="table" role="group" tabindex="0" aria-label="${env.lang === 'ko' ? '표' : 'Table'}"><table>\n`;
  md.renderer.rules.table_close = () => '</table></div>\n';
  const image = md.renderer.rules.image;
  md.renderer.rules.image = (tokens, index, options, env, self) =>
    tokens[index].meta?.drawing ?? image(tokens, index, options, env, self);
};

/** Links to files become links to pages; what is no page of the guide stays as words. */
const follow = (children, env) => {
  const from = env.permalink;
  let plain = false;
  for (const token of children) {
    if (token.type === 'link_close' && plain) {
      hide(token);
      plain = false;
    }
    const name = { link_open: 'href', image: 'src' }[token.type];
    const link = name && token.attrGet(name);
    if (!link || /^(https?:|mailto:|#)/.test(link)) continue;
    const [path, fragment] = link.split('#');
    const file = resolve(env.source, decodeURI(path));
    if (token.type === 'image' && file.endsWith('.svg')) {
      token.meta = { drawing: drawing(file, token.content) };
      continue;
    }
    const to = addressOf(file);
    if (to !== null) {
      token.attrSet(name, relative(from, to) + (fragment === undefined ? '' : `#${fragment}`));
    } else if (existsSync(file)) {
      hide(token);
      plain = true;
    } else {
      throw new Error(`${env.source} links to ${file}, which is not there`);
    }
  }
};

const hide = (token) => {
  Object.assign(token, { type: 'html_inline', content: '', tag: '', nesting: 0 });
};

/** An SVG, with its words for those who do not see it. */
const drawing = (file, words) =>
  readFileSync(file, 'utf8').trim().replace('<svg ', `<svg role="img" aria-label="${escaped(words)}" `);

/** Anchors as git hosts make them, and below the title a list of the parts of a long page. */
const anchor = (tokens, env, Token) => {
  const used = new Map();
  const parts = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue;
    const title = tokens[index + 1].children.map((child) => child.content).join('');
    const base = slug(title);
    const times = used.get(base) ?? 0;
    used.set(base, times + 1);
    const id = times === 0 ? base : `${base}-${times}`;
    token.attrSet('id', id);
    if (token.tag === 'h2') parts.push(`<li><a href="#${id}">${escaped(title)}</a></li>`);
  }
  if (parts.length < MANY) return;
  const list = new Token('html_block', '', 0);
  list.content = `<details class="parts"><summary>${WORDS[env.lang].here}</summary><ul>${parts.join('')}</ul></details>\n`;
  tokens.splice(tokens.findIndex(({ type }) => type === 'heading_close') + 1, 0, list);
};

/** A column without a name is no header for those who hear the table; and no style is inline. */
const drop = (tokens) => {
  for (const [index, token] of tokens.entries()) {
    if (/^t[hd]_open$/.test(token.type) && token.attrGet('style')?.includes('right')) token.attrs = [['class', 'number']];
    else if (/^t[hd]_open$/.test(token.type)) token.attrs = null;
    if (token.type === 'th_open' && tokens[index + 1].content === '') token.tag = tokens[index + 2].tag = 'td';
  }
};

/** `json shop campaigns.welcome` is that part of the demo shop's own configuration. */
const fence = ({ info, content }, env) => {
  const [language = '', from, path] = info.trim().split(/\s+/);
  const text = from === 'shop' ? ownConfiguration(path) : content.replace(/\n$/, '');
  if (from !== undefined && from !== 'shop') throw new Error(`${env.source}: what is a block of ${info}?`);
  const grammar = GRAMMARS[language];
  const inside = grammar ? prism.highlight(text, prism.languages[grammar], grammar) : escaped(text);
  return `<pre tabindex="0" data-language="${language || 'text'}"><code>${inside}</code></pre>\n`;
};
